"""What becomes of one speech chunk on its way to the ear, as arithmetic on positions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from voice_assistant.vocabulary import Played, Samples, Sentence

QUIET = 0.06
"""A place with no sample above that share of the loudest one lies between two words, or in a stop."""

BLOCKS = 40
"""Parts of a stretch that are looked at for it."""


@dataclass(slots=True, eq=False)
class Piece:
    """A chunk whose samples are sent to the sound system bit by bit, and heard later."""

    tag: int
    """The place of its sentence in the turn."""
    sentence: Sentence
    samples: Samples
    """Shape (n,), at the rate of the sound system, as all counts here."""
    sent: int = 0
    """How many of them were written."""
    heard: int = 0
    """How many of them have sounded."""
    runs: list[tuple[int, int]] = field(default_factory=list)
    """Where its samples were written: the first one's index in the piece, and its position."""

    @property
    def in_flight(self) -> bool:
        """Whether some of it was sent and has not sounded yet."""
        return self.sent > self.heard

    @property
    def finished(self) -> bool:
        """Whether all of it has sounded."""
        return self.heard == len(self.samples)

    def send(self, count: int, position: int) -> None:
        """Note that its next `count` samples lie at `position` and after."""
        if not self.runs or self.place(self.sent - 1) + 1 != position:
            self.runs.append((self.sent, position))
        self.sent += count

    def place(self, index: int) -> int:
        """The position at which one of its written samples lies."""
        first, position = next(run for run in reversed(self.runs) if run[0] <= index)
        return position + index - first

    def hear(self, until: int, when: Callable[[int], int]) -> Played | None:
        """What of it was heard since the last time, now that everything before a position has sounded."""
        before = self.heard
        while self.heard < self.sent and self.place(self.heard) < until:
            run_end = next((first for first, _ in self.runs if first > self.heard), self.sent)
            self.heard += min(run_end - self.heard, until - self.place(self.heard))
        if self.heard == before:
            return None
        start, end = when(self.place(before)), when(self.place(self.heard - 1)) + 1
        return Played(self.sentence, start, max(start, end), self.heard / len(self.samples))

    def recall(self, back: int = 0) -> None:
        """Take back what was sent and not heard, and where it goes on in the middle of a word, what led up to it.

        Args:
            back: how far back the quiet place may lie from which it is said again.
        """
        if 0 < self.heard < len(self.samples):
            self.heard = self._quiet(max(0, self.heard - back), self.heard)
        self.sent = self.heard
        self.runs.clear()

    def _quiet(self, since: int, until: int) -> int:
        """The last quiet place in a stretch; its end where there is none."""
        loudest = float(np.abs(self.samples).max())
        block = max(1, (until - since) // BLOCKS)
        for end in range(until, since + block - 1, -block):
            if float(np.abs(self.samples[end - block : end]).max()) < QUIET * loudest:
                return end - block // 2
        return until
