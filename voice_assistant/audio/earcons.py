"""Short sounds with a meaning, computed rather than stored."""

from __future__ import annotations

import numpy as np

from voice_assistant.vocabulary import Samples

RATE = 24_000
"""Samples per second of every earcon, Hz."""


def tones(*hertz: float, each_s: float = 0.14, level: float = 0.15) -> Samples:
    """Sine tones one after the other, faded at their edges so that they do not click."""
    time = np.arange(round(RATE * each_s)) / RATE
    fade = np.minimum(1.0, np.minimum(time, each_s - time) / 0.01)
    return np.concatenate([level * fade * np.sin(2 * np.pi * f * time) for f in hertz]).astype(np.float32)


TROUBLE: tuple[Samples, int] = (tones(392.0, 311.0), RATE)
"""Something failed and cannot even be said: two falling tones."""
