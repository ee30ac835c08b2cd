"""From a device's sample rate to the one of the audio time axis, block by block."""

from __future__ import annotations

import numpy as np
import soxr

from voice_assistant.vocabulary import SAMPLE_RATE, Samples

QUALITY = "MQ"
"""soxr's medium recipe: flat to 7.3 kHz, and 15 ms behind at 48 kHz where its high recipe is 21 ms behind."""

NOTHING: Samples = np.zeros(0, dtype=np.float32)


class Resampler:
    """A stream resampled to 16 kHz.

    Sample k that comes out belongs to sample k * rate / 16000 that went in: the filter's delay shows only in
    that the last few milliseconds are not out yet.
    """

    def __init__(self, rate: int) -> None:
        """Make a resampler for sound that arrives at `rate`, Hz."""
        self.rate = rate
        self._stream = (
            None
            if rate == SAMPLE_RATE
            else soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32", quality=QUALITY)
        )

    def push(self, samples: Samples) -> Samples:
        """What is known after these samples, shape (m,): about len(samples) * 16000 / rate, perhaps none."""
        if self._stream is None:
            return samples
        return np.asarray(self._stream.resample_chunk(samples), dtype=np.float32)

    def finish(self) -> Samples:
        """The rest, shape (m,); the next push begins another stream."""
        if self._stream is None:
            return NOTHING
        rest = np.asarray(self._stream.resample_chunk(NOTHING, last=True), dtype=np.float32)
        self._stream.clear()
        return rest
