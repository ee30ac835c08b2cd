"""A turn under way: its record, and what ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from anyio import CancelScope, Event

from voice_assistant.dialogue.reply import Noted
from voice_assistant.errors import EngineError
from voice_assistant.turns import Reason
from voice_assistant.vocabulary import Turn


@dataclass(slots=True, eq=False)
class Running:
    """A turn under way: its record, and what ends it."""

    turn: Turn
    before: Event
    """Set when the turn before this one is over and remembered."""
    draft: bool = False
    scope: CancelScope = field(default_factory=CancelScope)
    gate: Event = field(default_factory=Event)
    """Set when the turn may speak and act."""
    over: Event = field(default_factory=Event)
    reason: Reason | None = None
    """Why it was cancelled."""
    broken: bool = False
    """Whether the sound broke off under it, and the user has yet to be told."""
    noted: Noted | None = None
    dropped_before: int = 0

    def spend(self, stage: str) -> Callable[[float], None]:
        """What takes the seconds that a stage's steps cost."""

        def spend(seconds: float) -> None:
            spent = self.turn.engine_seconds
            spent[stage] = spent.get(stage, 0.0) + seconds

        return spend

    def mark(self, moment: str, at: int) -> None:
        """Note when something first happened, on the audio time axis."""
        self.turn.times.setdefault(moment, at)

    @contextmanager
    def failing(self) -> Iterator[None]:
        """An engine error ends one stage of a turn; it is said at the end of the turn."""
        try:
            yield
        except EngineError as error:
            self.turn.error = self.turn.error or error.phrase
