"""A turn under way: its record, and what ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from anyio import CancelScope, Event

from voice_assistant.dialogue.context import Context
from voice_assistant.dialogue.doubt import Verdict
from voice_assistant.dialogue.noted import Noted
from voice_assistant.errors import EngineError
from voice_assistant.everyday import Alert
from voice_assistant.moves import Reason
from voice_assistant.vocabulary import Judged, Tier, Turn, Utterance

ASKED = 0.7
"""Share of a line after which its question is understood."""


@dataclass(slots=True, eq=False)
class Running:
    """A turn under way: its record, and what ends it."""

    turn: Turn
    before: Event
    """Set when the turn before this one is over and remembered."""
    draft: bool = False
    scope: CancelScope = field(default_factory=CancelScope)
    hearing: CancelScope = field(default_factory=CancelScope)
    """Around understanding what was said. Shielded once the gate is open: what was said to us is always read."""
    gate: Event = field(default_factory=Event)
    """Set when the turn may speak and act."""
    over: Event = field(default_factory=Event)
    reason: Reason | None = None
    """Why it was cancelled."""
    broken: bool = False
    """Whether the sound broke off under it, and the user has yet to be told."""
    noted: Noted | None = None
    context: Context | None = None
    """What its reply wants to be remembered of it, besides its words."""
    forgets: bool = False
    """Whether the words of the conversation are forgotten when it is over, its own included."""
    announced: tuple[Alert, ...] = ()
    """What it lets ring, or tells of, where nobody asked for it."""
    urgent: bool = False
    """Whether its words are graver than those that an older turn is saying, and cut them off."""
    rings: bool = False
    taken_over: bool = False
    """Whether the sentinel says its words."""
    level: float = 1.0
    """What its samples are multiplied by."""
    dropped_before: int = 0
    free: Event = field(default_factory=Event)
    """Set while nobody questions what it says: until then it does nothing more to the world."""
    questioned: int = 0
    """How often somebody spoke over it."""

    def __post_init__(self) -> None:
        self.free.set()

    def hold(self) -> None:
        """Somebody speaks over it."""
        self.questioned += 1
        self.free = Event()

    @property
    def crisis(self) -> bool:
        """Whether its words are the lines for a crisis."""
        return self.noted is not None and bool(self.noted.lines) and self.noted.tier is Tier.CRISIS

    @property
    def judged(self) -> Judged | None:
        """How finished it sounds what was heard; None where that is not known."""
        sounds = self.noted.ending if self.noted is not None else None
        return Judged(self.turn.utterance.speech_end, sounds) if sounds is not None else None

    @property
    def hides(self) -> bool:
        """Whether the user wants that nothing is seen or heard any more."""
        noted = self.noted
        return (
            noted is not None
            and noted.skill == "hide"
            and not noted.lines
            and noted.verdict is Verdict.BELIEVE
        )

    @property
    def heard(self) -> bool:
        """Whether all that it had to say was heard, or shown where it was not to be spoken."""
        if self.taken_over:
            return True
        shares = [self.turn.played.get(place, 0.0) for place in range(len(self.turn.said))]
        if self.reason is Reason.BARGE_IN and self.noted is not None and self.noted.lines and shares:
            # Whoever answers a question of the kernel's into its last word was asked it.
            return self.turn.error is None and shares.pop() > ASKED and all(share > 0.99 for share in shares)
        return self.reason is None and self.turn.error is None and all(share > 0.99 for share in shares)

    def cut_off(self, reason: Reason) -> None:
        """End it now."""
        self.reason, self.broken = reason, False
        self.scope.cancel()

    def give_way(self, taken: Running) -> None:
        """The sentinel says the words of a turn, this one or another: this one is silent."""
        self.taken_over = self.taken_over or self is taken
        if self is taken:
            self.scope.cancel()
        else:
            self.cut_off(Reason.STOP)

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


def nobody(at: int) -> Utterance:
    """The utterance of a turn before which nobody spoke, or nobody was understood.

    Args:
        at: when, on the audio time axis.
    """
    return Utterance(at, np.zeros(0, np.float32), at, at, 0.0)
