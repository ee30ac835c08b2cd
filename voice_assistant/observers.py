"""Who is told what happens in a conversation: the live view, the ledger, the demonstration, a measurement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from voice_assistant.vocabulary import AudioLost, Frame, Sentence, Turn


class Observer:
    """Is told what happens, in the event loop, and must not block it. This one takes no notice.

    What rings, or is told unasked, is a turn too; `Turn.announced` says so.
    """

    def frame(self, frame: Frame) -> None:
        """20 ms have passed."""

    def speech(self, *, active: bool) -> None:
        """The user began to speak, or has finished."""

    def began(self, turn: Turn) -> None:
        """A turn has begun, perhaps as a draft."""

    def understood(self, turn: Turn) -> None:
        """What was said is known, unless nobody said anything, and the turn's gate is open."""

    def saying(self, turn: Turn, sentence: Sentence) -> None:
        """A sentence is on its way to the speaker."""

    def ended(self, turn: Turn) -> None:
        """A turn is over. Not called for drafts whose gate never opened."""

    def idle(self) -> None:
        """No turn is under way."""

    def taken_over(self) -> None:
        """The sentinel says and shows what is to be said: nobody else writes on the screen until somebody speaks."""

    def hidden(self) -> None:
        """Nothing of what was talked about is to be seen any more."""

    def lost(self, lost: AudioLost) -> None:
        """The sound system was started again."""


class Several(Observer):
    """Tells several observers, in order."""

    def __init__(self, *observers: Observer) -> None:
        for name in vars(Observer):
            if not name.startswith("_"):
                setattr(self, name, _all([getattr(observer, name) for observer in observers]))


def _all(calls: list[Callable[..., None]]) -> Callable[..., None]:
    def call(*arguments: Any, **named: Any) -> None:
        for each in calls:
            each(*arguments, **named)

    return call
