"""Takes down what the filter has left of our own sound, frequency by frequency, and leaves the user's.

How much it leaves is learnt from the frames in which nobody else speaks: there, what is left over what was taken out is
at its least. A frequency in which no more is heard than that is taken down.
"""

from __future__ import annotations

import numpy as np

from voice_assistant.vocabulary import FRAME, Samples

FLOOR = 0.03
"""The least that is left of an amplitude, -30 dB."""

OVER = 2.0
"""What is left is taken to be so much more than was learnt, as a ratio of power."""

KEPT = 0.8
"""Share of the frames before in the powers that are compared."""

DOWN, UP = 0.1, 1.003
"""How fast a smaller leftover is believed, and how slowly a larger one, 4 seconds for a factor of two."""

_WINDOW = np.sqrt(np.hanning(2 * FRAME + 1)[:-1]).astype(np.float32)


class Suppressor:
    """Frames in, frames out, one frame (20 ms) later."""

    def __init__(self) -> None:
        self._before = np.zeros((2, FRAME), np.float32)
        self._overlap = np.zeros(FRAME, np.float32)
        self._left = np.zeros(FRAME + 1, np.float32)
        self._taken = np.zeros(FRAME + 1, np.float32)
        self._share = np.full(FRAME + 1, 0.3, np.float32)

    def step(self, rest: Samples, echo: Samples) -> Samples:
        """Take in what is left of a frame and what was taken out of it, each of shape (320,)."""
        now = np.stack((rest, echo))
        spectra = np.fft.rfft(np.concatenate((self._before, now), axis=1) * _WINDOW)
        self._before = now
        power = spectra.real**2 + spectra.imag**2
        self._left = KEPT * self._left + (1 - KEPT) * power[0]
        self._taken = KEPT * self._taken + (1 - KEPT) * power[1]
        ratio = self._left / (self._taken + 1e-9)
        less = ratio < self._share
        self._share = np.where(
            less, (1 - DOWN) * self._share + DOWN * ratio, np.minimum(1.0, UP * self._share)
        )
        gain = np.maximum(FLOOR, 1 - OVER * self._share * self._taken / (power[0] + 1e-9))
        made = np.fft.irfft(spectra[0] * gain).astype(np.float32) * _WINDOW
        out = self._overlap + made[:FRAME]
        self._overlap = made[FRAME:]
        return out
