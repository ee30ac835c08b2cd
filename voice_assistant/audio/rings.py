"""Rings of samples between two processes: one writes, one reads, nobody waits, nobody locks.

A ring is addressed by absolute indices that only ever grow, so a reader can say exactly which samples it
means and exactly how many it has lost. The writer stores the samples first and the counter afterwards, and
each counter has one writer. A counter is an aligned 8-byte word; the interpreter executes hundreds of
instructions between the two stores, and a pipe message (a full barrier) comes before a reader is woken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voice_assistant.vocabulary import Samples

Counters = NDArray[np.int64]
"""Counters in shared memory, shape (n,)."""

HEADROOM = 8
"""The oldest 1/HEADROOM of a full ring is not read: the writer may be overwriting it."""


class Ring:
    """The latest samples of an endless stream."""

    def __init__(self, counters: Counters, data: Samples) -> None:
        """Lay a ring over memory.

        Args:
            counters: shape (2,): how many samples were written and how many were taken, since the beginning.
            data: shape (size,).
        """
        self._counters = counters
        self._data = data
        self.size = len(data)

    @property
    def written(self) -> int:
        """Index just after the newest sample. Belongs to the writer."""
        return int(self._counters[0])

    @property
    def read(self) -> int:
        """Index of the next sample to take. Belongs to the reader."""
        return int(self._counters[1])

    @property
    def waiting(self) -> int:
        """How many samples are written and not taken."""
        return self.written - self.read

    @property
    def oldest(self) -> int:
        """Index of the oldest sample that can still be read safely."""
        return self.written - self.size + self.size // HEADROOM

    # ------------------------------------------------------------ the writer

    def begin(self, index: int) -> None:
        """Let the stream start at an index other than 0."""
        self._counters[:] = index

    def put(self, samples: Samples) -> None:
        """Append; the oldest samples are overwritten whether they were read or not."""
        written = self.written
        self._store(written, samples)
        self._counters[0] = written + len(samples)

    def offer(self, samples: Samples) -> int:
        """Append as much as fits without overwriting what was not taken; how many samples that was."""
        fitting = samples[: self.size - self.waiting]
        self.put(fitting)
        return len(fitting)

    def place(self, index: int, samples: Samples) -> None:
        """Put samples at an index: a gap before it becomes silence, what stood after it is withdrawn."""
        gap = min(index - self.written, self.size)
        if gap > 0:
            self._store(index - gap, np.zeros(gap, dtype=np.float32))
        self._counters[0] = index
        self.put(samples)

    def _store(self, index: int, samples: Samples) -> None:
        dropped = max(0, len(samples) - self.size)
        begin = (index + dropped) % self.size
        samples = samples[dropped:]
        first = min(len(samples), self.size - begin)
        self._data[begin : begin + first] = samples[:first]
        self._data[: len(samples) - first] = samples[first:]

    # ------------------------------------------------------------ the reader

    def peek(self, index: int, count: int) -> Samples:
        """A copy of `count` samples from `index` on, all of which must be held; shape (count,)."""
        begin = index % self.size
        first = min(count, self.size - begin)
        copied = np.empty(count, dtype=np.float32)
        copied[:first] = self._data[begin : begin + first]
        copied[first:] = self._data[: count - first]
        return copied

    def window(self, index: int, count: int) -> Samples:
        """What the ring holds of a stretch of indices; zeros where it holds nothing. Shape (count,)."""
        since, until = max(index, self.oldest, 0), min(index + count, self.written)
        samples = np.zeros(count, dtype=np.float32)
        if since < until:
            samples[since - index : until - index] = self.peek(since, until - since)
        return samples

    def take(self, count: int) -> Samples:
        """The next samples, at most `count` of them, which are gone from then on; shape (up to count,)."""
        samples = self.peek(self.read, min(count, self.waiting))
        self._counters[1] += len(samples)
        return samples

    def skip_to(self, index: int) -> None:
        """Leave out everything before an index."""
        self._counters[1] = index


class Pair:
    """Two numbers that change together: the reader never sees one old and one new."""

    def __init__(self, turn: Counters, slots: NDArray[np.int64]) -> None:
        """Lay a pair over memory: `turn` of shape (1,), `slots` of shape (2, 2)."""
        self._turn = turn
        self._slots = slots

    def set(self, first: int, second: int) -> None:
        """Publish both."""
        turn = int(self._turn[0]) + 1
        self._slots[turn % 2] = first, second
        self._turn[0] = turn

    def get(self) -> tuple[int, int] | None:
        """The latest two; None before the first were set."""
        while True:
            turn = int(self._turn[0])
            first, second = (int(value) for value in self._slots[turn % 2])
            if int(self._turn[0]) - turn < 1:
                return (first, second) if turn else None
