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


def bell(*hertz: float, each_s: float = 0.22, rings_s: float = 0.9, level: float = 0.16) -> Samples:
    """Struck tones, each with a soft octave above it, that die away over each other."""
    last = (len(hertz) - 1) * each_s
    sound = np.zeros(round(RATE * (last + rings_s)))
    time = np.arange(round(RATE * rings_s)) / RATE
    shape = np.minimum(1.0, time / 0.008) * np.exp(-4.5 * time) * np.minimum(1.0, (rings_s - time) / 0.05)
    for place, f in enumerate(hertz):
        tone = np.sin(2 * np.pi * f * time) + 0.3 * np.sin(4 * np.pi * f * time)
        start = round(RATE * place * each_s)
        sound[start : start + len(time)] += level * shape * tone
    return sound.astype(np.float32)


CHIME: tuple[Samples, int] = (bell(523.25, 659.26, 783.99), RATE)
"""Something rings, or is to be told: three bells, rising."""
