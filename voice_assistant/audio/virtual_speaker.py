"""The virtual room's speaker: which sample sounds when, as arithmetic on the audio time axis.

A write is given its place on the axis at once, just after what is queued or now, so `when` never guesses. The
caller says what time it is. One side writes (`write`, `flush`, `set_gain`, the questions) and the other takes
the sound (`block`); they may run in two threads, because no attribute is assigned by both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass

import numpy as np

from voice_assistant.vocabulary import FRAME, Samples, samples

FADE = samples(0.003)
"""Samples that a flush takes to fall silent."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Consecutive positions that sound without a gap."""

    time: int
    """Index on the audio time axis at which the first of them sounds."""
    position: int
    """The first of them."""
    length: int
    """How many there are."""


class VirtualSpeaker:
    """What has sounded, sounds and will sound. One position is one sample of the audio time axis."""

    def __init__(self) -> None:
        self._extents: list[Extent] = []
        self._waiting: deque[tuple[int, Samples]] = deque()
        """Sound not yet taken: when it begins, and its samples."""
        self._written = 0
        self._taken = 0
        self._gain: tuple[tuple[int, float], ...] = ((0, 1.0),)
        """Moments and the gain reached at them, straight lines between; the last one lasts."""

    @property
    def end(self) -> int:
        """The moment at which everything written has sounded; 0 where nothing was written."""
        return self._extents[-1].time + self._extents[-1].length if self._extents else 0

    def write(self, sound: Samples, now: int) -> int:
        """Queue sound; the position just after it."""
        begin = max(now, self._taken, self.end)
        length = len(sound)
        if length:
            last = self._extents[-1] if self._extents else Extent(-1, -1, 0)
            if last.time + last.length == begin and last.position + last.length == self._written:
                self._extents[-1] = Extent(last.time, last.position, last.length + length)
            else:
                self._extents.append(Extent(begin, self._written, length))
            self._written += length
            self._waiting.append((begin, np.array(sound, np.float32)))
        return self._written

    def queued(self, now: int) -> int:
        """How many samples have yet to sound."""
        return max(0, self.end - max(now, self._taken))

    def sounded(self, now: int) -> int:
        """The position up to which everything has sounded that ever will."""
        at = bisect_left(self._extents, now, key=lambda extent: extent.time) - 1
        if at < 0:
            return 0
        extent = self._extents[at]
        return extent.position + min(extent.length, now - extent.time)

    def when(self, position: int) -> int:
        """The moment at which a position sounds; for a flushed one, the moment at which silence fell."""
        at = bisect_right(self._extents, position, key=lambda extent: extent.position) - 1
        if at < 0:
            return self._extents[0].time if self._extents else 0
        extent = self._extents[at]
        beyond = max(0, position - self._written)
        return extent.time + min(extent.length, position - extent.position) + beyond

    def flush(self, now: int) -> int:
        """Fade out from now on and forget what is queued; the position up to which was heard."""
        cut = max(now, self._taken)
        stop = cut + FADE
        self._waiting = deque(
            (begin, _faded(sound[: stop - begin], begin - cut))
            for begin, sound in self._waiting.copy()
            if begin < stop
        )
        self._extents = [
            Extent(e.time, e.position, min(e.length, stop - e.time)) for e in self._extents if e.time < stop
        ]
        return self.sounded(stop)

    def set_gain(self, gain: float, now: int) -> None:
        """Move to another gain within one frame, in a straight line."""
        now = max(now, self._taken)
        before = tuple(point for point in self._gain if point[0] < now)[-2:]
        self._gain = (*before, (now, float(self._gains(now, now + 1)[0])), (now + FRAME, gain))

    def block(self, start: int) -> Samples:
        """Take what sounds in the frame that begins at `start`, shape (320,)."""
        self._taken = end = start + FRAME
        waiting = self._waiting
        block = np.zeros(FRAME, np.float32)
        for begin, sound in waiting.copy():
            first, after = max(begin, start), min(begin + len(sound), end)
            if first < after:
                block[first - start : after - start] = sound[first - begin : after - begin]
        while waiting and waiting[0][0] + len(waiting[0][1]) <= end:
            waiting.popleft()
        block *= self._gains(start, end)
        return block

    def _gains(self, start: int, end: int) -> Samples:
        moments, gains = zip(*self._gain, strict=True)
        line: Samples = np.interp(np.arange(start, end), moments, gains).astype(np.float32)
        return line


def _faded(sound: Samples, begin: int) -> Samples:
    """Sound that falls silent over FADE samples; its first sample lies `begin` after the fade's beginning."""
    left = 1.0 - (np.arange(len(sound)) + begin + 1) / FADE
    faded: Samples = sound * np.clip(left, 0.0, 1.0).astype(np.float32)
    return faded
