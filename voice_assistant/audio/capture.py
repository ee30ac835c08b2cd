"""What the microphone hears, put on the audio time axis. Runs in the audio process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voice_assistant.audio.clocks import Clock
from voice_assistant.audio.resample import Resampler
from voice_assistant.audio.shared import Shared
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE

AGES = 50
"""Blocks after which the way from the converter to us is known; from then on its estimate is left alone."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the audio time axis stood at one moment: what a restarted audio process goes on from."""

    index: int
    """Index on the audio time axis."""
    seconds: float
    """The monotonic second it belongs to."""

    def index_at(self, seconds: float) -> float:
        """The index that belongs to a monotonic second."""
        return self.index + (seconds - self.seconds) * SAMPLE_RATE


class Capture:
    """Writes blocks of a microphone into shared memory and keeps the audio time axis.

    The microphone's own sample count *is* the axis; the clock only tells which second belongs to an index.
    """

    def __init__(
        self, shared: Shared, rate: int, origin: Origin, since: int, tick: Callable[[], None]
    ) -> None:
        """Prepare for a microphone of `rate` Hz.

        Args:
            shared: where the samples go.
            rate: samples per second of the microphone, Hz.
            origin: how the axis went on so far.
            since: no sample gets an index below this: those were given away before.
            tick: called after each whole frame.
        """
        self._shared = shared
        self._origin = origin
        self._since = since
        self._tick = tick
        self._resampler = Resampler(rate)
        self._clock = Clock(rate)
        self._count = 0
        self._base = 0.0
        self._ages: list[float] = []
        self._way = 0.0

    @property
    def started(self) -> bool:
        """Whether the microphone has delivered anything."""
        return self._clock.started

    def index_at(self, seconds: float) -> float:
        """Index on the audio time axis at a monotonic second."""
        if not self._clock.started:
            return self._origin.index_at(seconds)
        counted = (seconds - self._clock.offset + self._way) * self._clock.rate
        return self._base + counted * SAMPLE_RATE / self._clock.rate

    def block(self, block: NDArray[np.float32], arrived: float, age: float, overflowed: bool = False) -> None:
        """Take a block.

        Args:
            block: shape (n, channels).
            arrived: monotonic second at which the driver handed it over.
            age: seconds ago, at that moment, that its last sample was converted, as the driver believes.
            overflowed: the driver says that it has lost samples before this block.
        """
        if not self._clock.started:
            self._begin(arrived - age - len(block) / self._clock.rate)
        self._count += len(block)
        lost = self._clock.observe(self._count, arrived)
        if len(self._ages) < AGES:
            # The least delay that was claimed is the safe one: were it too long, an echo would seem to come
            # before the sound that caused it, and no canceller can cancel that.
            self._ages.append(age)
            self._way = min(self._ages)
        if overflowed or lost:
            self._shared.in_xruns[0] += 1
        if lost:
            self._bridge(lost, self._count - len(block))
        mono = block[:, 0] if block.shape[1] == 1 else block.mean(axis=1, dtype=np.float32)
        before = self._shared.heard.written
        self._shared.heard.put(self._resampler.push(mono))
        index = self._base + self._count * SAMPLE_RATE / self._clock.rate
        at = self._clock.time_of(self._count) - self._way
        self._shared.clock.set(round(index), round(at * 1e9))
        for _ in range(before // FRAME, self._shared.heard.written // FRAME):
            self._tick()

    def pace(self, now: float) -> None:
        """Stand in for a microphone that is not there: silence up to this monotonic second."""
        if not self._shared.started[0]:
            self._begin(now)
            self._shared.clock.set(self._origin.index, round(self._origin.seconds * 1e9))
        heard = self._shared.heard
        frames = (int(self._origin.index_at(now)) - heard.written) // FRAME
        for _ in range(frames):
            heard.put(np.zeros(FRAME, dtype=np.float32))
            self._tick()

    def _begin(self, first: float) -> None:
        self._base = max(round(self._origin.index_at(first)), self._since)
        self._shared.heard.begin(int(self._base))
        self._shared.started[0] = 1

    def _bridge(self, lost: float, count: int) -> None:
        """Put silence where the driver has lost samples, so that what follows keeps its place in time."""
        gap = round(lost * SAMPLE_RATE)
        self._shared.heard.put(np.concatenate((self._resampler.finish(), np.zeros(gap, dtype=np.float32))))
        self._base = self._shared.heard.written - count * SAMPLE_RATE / self._clock.rate
