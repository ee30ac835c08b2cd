"""Keeps the sentinel told, while the words for a crisis are said: what is to be said, how far it is, that we live.

The sentinel is a second process (see `safety.sentinel`). If the words do not come, or stop half-way, it takes the turn
over, and we fall silent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from voice_assistant.running import Running
from voice_assistant.safety.messages import Words
from voice_assistant.vocabulary import Tier

RESTART_FRAMES = 250
"""A sentinel that died is replaced at most once in so many frames: five seconds."""


class Sentinel(Protocol):
    """As much of the sentinel as a conversation needs; `safety.link.Sentinel` has the promises."""

    @property
    def alive(self) -> bool:
        """Whether it watches."""
        ...

    def arm(self, words: Words, sound: int = 0) -> None:
        """These words may soon have to be said."""
        ...

    def due(self, number: int) -> None:
        """They may be said now."""
        ...

    def spoken(self, number: int, index: int, seconds: float = 0.0) -> None:
        """A line has really begun to sound."""
        ...

    def beat(self) -> None:
        """We are alive."""
        ...

    def done(self, number: int) -> None:
        """All lines were heard."""
        ...

    def withdraw(self, number: int) -> None:
        """They are not to be said after all."""
        ...

    def claimed(self, number: int) -> bool:
        """Whether it has taken over."""
        ...

    def restart(self) -> None:
        """Put another in its place."""
        ...


class Vigil:
    """What a conversation tells the sentinel.

    Args:
        sentinel: is told; None where there is none.
        sound: tells the process id of our sound process, 0 where there is none.
        aloud: whether we have a speaker; else what is shown counts as said.
        screen: whether the user can read what is shown; else what a dangerous person must not hear is spoken.
    """

    def __init__(
        self,
        sentinel: Sentinel | None,
        sound: Callable[[], int] = lambda: 0,
        *,
        aloud: bool = True,
        screen: bool = True,
    ) -> None:
        self._sentinel = sentinel
        self._sound = sound
        self._aloud = aloud
        self._screen = screen
        self._watched: Running | None = None
        self._frames = RESTART_FRAMES

    def noted(self, running: Running) -> None:
        """It is known what a turn will say."""
        noted = running.noted
        if self._sentinel is None or noted is None or not noted.lines or noted.tier is not Tier.CRISIS:
            return
        self._watched = running
        quiet = noted.quiet and self._screen
        lines = tuple(line.shown or line.text for line in noted.lines)
        self._sentinel.arm(Words(_number(running), lines, noted.contact, quiet), self._sound())
        if running.gate.is_set():
            self._sentinel.due(_number(running))

    def opened(self, running: Running) -> None:
        """A turn may speak."""
        if self._sentinel is not None and running is self._watched:
            self._sentinel.due(_number(running))

    def shown(self, running: Running, place: int) -> None:
        """A sentence was put on the screen."""
        quiet = running.noted is not None and running.noted.quiet
        if quiet or not self._aloud:
            self.sounding(running, place, 0.0)

    def sounding(self, running: Running, place: int, seconds: float) -> None:
        """A sentence has begun to sound, and takes so many seconds."""
        if self._sentinel is not None and running is self._watched:
            self._sentinel.spoken(_number(running), place, seconds)

    def ended(self, running: Running) -> None:
        """A turn is over. What we could not say, and nobody stopped, is left to the sentinel."""
        if self._sentinel is None or running is not self._watched:
            return
        self._watched = None
        if running.reason is None and not _said(running):
            return
        if running.gate.is_set():
            self._sentinel.done(_number(running))
        else:
            self._sentinel.withdraw(_number(running))

    def frame(self) -> Running | None:
        """20 ms have passed. The turn that the sentinel has taken over, if it has just done so."""
        if self._sentinel is None:
            return None
        self._frames += 1
        if not self._sentinel.alive and self._frames >= RESTART_FRAMES:
            self._frames = 0
            self._sentinel.restart()
        if self._watched is None:
            return None
        self._sentinel.beat()
        if not self._sentinel.claimed(_number(self._watched)):
            return None
        taken, self._watched = self._watched, None
        return taken


def _said(running: Running) -> bool:
    """Whether each line was heard to its end, or shown where it was not to be heard."""
    turn, noted = running.turn, running.noted
    heard = {line for place, line in enumerate(turn.said) if turn.played.get(place, 0.0) > 0.99}
    return noted is None or heard.issuperset(noted.lines)


def _number(running: Running) -> int:
    """Turns count from 0, what the sentinel is told from 1."""
    return running.turn.id + 1
