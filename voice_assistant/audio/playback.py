"""What the speaker plays, and where on the audio time axis it sounds. Runs in the audio process."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from voice_assistant.audio.clocks import Clock
from voice_assistant.audio.resample import Resampler
from voice_assistant.audio.shared import Shared
from voice_assistant.vocabulary import SAMPLE_RATE, Samples

FADE_S = 0.004
"""A flush fades out over this long instead of clicking, seconds."""

RELOCK = 32
"""A new run takes over the measured map if it has moved by so many indices: 2 ms."""

SPLIT = 96
"""A run is broken off and begun again where the map has moved by so many indices: 6 ms."""


class Playback:
    """Feeds a speaker that never stops: what was written, else silence.

    The *map* from this device's sample count to the audio time axis is kept still while it is about right,
    because an echo canceller has to learn anew whenever it moves; a shaky estimate that is followed closely
    would be worse than a steady one that is a millisecond off.
    """

    def __init__(
        self, shared: Shared, rate: int, index_at: Callable[[float], float], *, audible: bool = True
    ) -> None:
        """Prepare for a speaker.

        Args:
            shared: where the samples come from and the map goes to.
            rate: samples per second of the speaker, Hz.
            index_at: index on the audio time axis at a monotonic second.
            audible: whether there really is a speaker, so that there can be an echo.
        """
        self._shared = shared
        self._index_at = index_at
        self._audible = audible
        self._clock = Clock(rate)
        self._stride = SAMPLE_RATE / rate
        self._fade = round(rate * FADE_S)
        self._resampler = Resampler(rate)
        self._count = 0
        self._map: float | None = None
        self._gain = float(shared.gain[0])
        self._running = False

    def block(self, count: int, sounds: float, underflowed: bool = False) -> Samples:
        """The next samples for the speaker, shape (count,).

        Args:
            count: how many.
            sounds: monotonic second at which the first will be at the converter, as the driver believes.
            underflowed: the driver says that it had nothing to play before this block.
        """
        if underflowed:
            self._shared.out_xruns[0] += 1
            self._clock.restart()
            self._end_run()
            self._map = None
        if self._clock.observe(self._count, sounds):
            self._shared.out_xruns[0] += 1
            self._end_run()
            self._map = None
        measured = self._index_at(self._clock.time_of(self._count)) - self._count * self._stride
        if self._running and self._map is not None and abs(measured - self._map) > SPLIT:
            self._end_run()
        if self._map is None or (not self._running and abs(measured - self._map) > RELOCK):
            self._map = measured

        position = self._shared.playback.read
        sound, flushed = self._take(count)
        index = round(self._map + self._count * self._stride)
        if len(sound):
            self._follow(sound, position, index)
        self._count += count
        after = round(self._map + self._count * self._stride)
        if flushed or len(sound) < count:
            self._end_run()
            if self._audible and after > self._shared.far.written:
                self._shared.far.place(after, sound[:0])
        self._shared.head.set(self._shared.playback.read, after)
        return np.concatenate((sound, np.zeros(count - len(sound), dtype=np.float32)))

    def _take(self, count: int) -> tuple[Samples, bool]:
        """What this block takes from the ring, at most `count` samples, and whether it was cut off."""
        ring, forgotten = self._shared.playback, int(self._shared.forgotten[0])
        flushed = forgotten > ring.read
        if flushed:
            sound = ring.take(min(count, self._fade, forgotten - ring.read))
            ring.skip_to(forgotten)
            sound *= np.linspace(1, 0, len(sound), dtype=np.float32)
        else:
            sound = ring.take(count)
        gain = float(self._shared.gain[0])
        if gain != self._gain:
            sound *= np.linspace(self._gain, gain, len(sound), dtype=np.float32)
            self._gain = gain
        elif gain != 1.0:
            sound *= np.float32(gain)
        return sound, flushed

    def _follow(self, sound: Samples, position: int, index: int) -> None:
        """Tell the parent what sounds when, in the table of runs and in the far ring."""
        if not self._running:
            self._running = True
            self._shared.runs.begin(position, index)
            if self._audible:
                self._shared.far.place(index, sound[:0])
        self._shared.runs.extend(len(sound))
        if self._audible:
            self._shared.far.put(self._resampler.push(sound))

    def _end_run(self) -> None:
        if self._running:
            self._running = False
            rest = self._resampler.finish()
            if self._audible:
                self._shared.far.put(rest)
