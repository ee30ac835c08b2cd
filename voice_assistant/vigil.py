"""Keeps the sentinel told, while the words for a crisis are said: what is to be said, how far it is, that we live.

The sentinel is a second process (see `safety.sentinel`). If the words do not come, or stop half-way, it takes the turn
over, and we fall silent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from voice_assistant.running import Running
from voice_assistant.safety.messages import Words

RESTART_FRAMES = 250
"""A sentinel that died is replaced at most once in so many frames: five seconds."""

ARMED_FRAMES = 25
"""In so many frames it must confirm words, else it is replaced: half a second, as `safety.link` says."""

LEFT_FRAMES = 100
"""For so many frames it is asked whether it has taken what was left to it: two seconds; it waits half a second."""


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

    def armed(self, number: int) -> bool:
        """Whether it has confirmed these words."""
        ...

    def mute(self, number: int) -> bool:
        """Whether it found no way to the ear."""
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
        self._watched: dict[int, Running] = {}
        """Turns whose words are armed, by number; the oldest first."""
        self._armed: dict[int, int] = {}
        """How many frames ago that was."""
        self._left: dict[int, tuple[Running, int]] = {}
        """Turns that are over and left to the sentinel, and for how many more frames it may claim them."""
        self._taken: Running | None = None
        self._frames = RESTART_FRAMES

    def noted(self, running: Running) -> None:
        """It is known what a turn will say."""
        noted = running.noted
        if self._sentinel is None or noted is None or not running.crisis:
            return
        number = running.turn.id
        self._watched[number], self._armed[number] = running, 0
        quiet = noted.quiet and self._screen
        lines = tuple(line.shown or line.text for line in noted.lines)
        self._sentinel.arm(Words(number, lines, noted.contact, quiet), self._sound())
        if running.gate.is_set():
            self._sentinel.due(number)

    def opened(self, running: Running) -> None:
        """A turn may speak."""
        if self._sentinel is not None and running.turn.id in self._watched:
            self._sentinel.due(running.turn.id)

    def shown(self, running: Running, place: int) -> None:
        """A sentence was put on the screen."""
        quiet = running.noted is not None and running.noted.quiet and self._screen
        if quiet or not self._aloud:
            self.sounding(running, place, 0.0)

    def sounding(self, running: Running, place: int, seconds: float) -> None:
        """A sentence has begun to sound, and takes so many seconds."""
        if self._sentinel is not None and running.turn.id in self._watched:
            self._sentinel.spoken(running.turn.id, place, seconds)

    def ended(self, running: Running) -> None:
        """A turn is over. What we could not say, and nobody stopped, is left to the sentinel."""
        number = running.turn.id
        if self._sentinel is None or self._watched.pop(number, None) is None:
            return
        if running.reason is None and not _said(running):
            self._left[number] = running, LEFT_FRAMES
        elif running.gate.is_set():
            self._sentinel.done(number)
        else:
            self._sentinel.withdraw(number)

    def stop(self) -> None:
        """The user wants silence: nothing of what was to be said is said, by us or by the sentinel."""
        taken = [self._taken.turn.id] if self._taken is not None else []
        if self._sentinel is not None:
            for number in sorted({*self._watched, *self._left, *taken}):
                self._sentinel.withdraw(number)
        self._watched, self._left, self._taken = {}, {}, None

    def frame(self) -> Running | None:
        """20 ms have passed. The turn that the sentinel has taken over, if it has just done so."""
        if self._sentinel is None:
            return None
        self._look_after(self._sentinel)
        if self._taken is not None and self._sentinel.mute(self._taken.turn.id):
            self._taken.taken_over, self._taken = False, None  # nobody has heard it
        if self._watched:
            self._sentinel.beat()
        self._left = {number: (left, more - 1) for number, (left, more) in self._left.items() if more > 0}
        due = self._watched | {number: left for number, (left, _) in self._left.items()}
        for number in sorted(due):
            if self._sentinel.claimed(number):
                self._watched.pop(number, None)
                self._left.pop(number, None)
                self._taken = due[number]
                return self._taken
        return None

    def _look_after(self, sentinel: Sentinel) -> None:
        """Put another in the place of a sentinel that is dead, or does not confirm what it was told."""
        self._frames += 1
        self._armed = {number: self._armed[number] + 1 for number in self._watched}
        deaf = any(age >= ARMED_FRAMES and not sentinel.armed(number) for number, age in self._armed.items())
        if self._frames >= RESTART_FRAMES and (deaf or not sentinel.alive):
            self._frames = 0
            sentinel.restart()


def _said(running: Running) -> bool:
    """Whether each line was heard to its end, or shown where it was not to be heard."""
    turn, noted = running.turn, running.noted
    heard = {line for place, line in enumerate(turn.said) if turn.played.get(place, 0.0) > 0.99}
    return noted is None or heard.issuperset(noted.lines)
