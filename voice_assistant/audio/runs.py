"""When was which written sample heard? A table of *runs*: stretches that were played without a gap.

Positions count the samples written to the speaker; indices count along the audio time axis. Inside a run the
one follows from the other by a multiplication, so a few runs tell the moment of every sample of a reply, and
how much of it was heard when it was cut short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voice_assistant.audio.rings import Counters

KEPT = 64
"""How many runs are remembered: a reply has one or two."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that was played without a gap."""

    position: int
    """Position of its first sample."""
    index: int
    """Index on the audio time axis at which that sample sounds."""
    length: int
    """Samples so far."""

    @property
    def end(self) -> int:
        """Position just after its last sample."""
        return self.position + self.length

    def moment(self, position: int, stride: float) -> float:
        """Index at which a position of this run sounds; `stride` is indices per position."""
        return self.index + (position - self.position) * stride


class Runs:
    """The latest runs, written by the process that plays and read by the other."""

    def __init__(self, begun: Counters, rows: NDArray[np.int64]) -> None:
        """Lay the table over memory: `begun` of shape (1,), `rows` of shape (KEPT, 3)."""
        self._begun = begun
        self._rows = rows

    def begin(self, position: int, index: int) -> None:
        """A run begins."""
        begun = int(self._begun[0])
        self._rows[begun % KEPT] = position, index, 0
        self._begun[0] = begun + 1

    def extend(self, length: int) -> None:
        """The latest run is longer by so many samples."""
        self._rows[(int(self._begun[0]) - 1) % KEPT, 2] += length

    def latest(self) -> list[Run]:
        """The runs, newest first; the oldest row is left out because it may be written at this moment."""
        begun = int(self._begun[0])
        rows = [self._rows[row % KEPT] for row in range(begun - 1, max(-1, begun - KEPT), -1)]
        return [Run(int(position), int(index), int(length)) for position, index, length in rows]

    def moment(self, position: int, stride: float) -> float | None:
        """Index at which a position sounded, if it was ever played or withdrawn.

        The first sample after a gap belongs to the run that it begins. What was flushed away unheard
        counts as the moment at which its run broke off.
        """
        for run in self.latest():
            if position >= run.position:
                return run.moment(min(position, run.end), stride)
        return None

    def sounded(self, now: float, stride: float) -> int | None:
        """Position up to which everything was heard at a moment; None before the first sound."""
        for run in self.latest():
            if now > run.index:
                return min(run.end, run.position + int((now - run.index) / stride))
        return None
