"""Is that the user speaking over us, or our own voice coming back through the room? Arithmetic over frames.

Echo cancelling takes most of it out; of what is left, loudness decides. How our speaker leaks into what is heard is
learnt from the frames in which we play: how much power comes back, and after how many frames. A frame stands out when
it is well above what is to be expected in it. With headphones nothing leaks and everything stands out; without a
canceller and with a loud speaker beside the microphone, only a voice does that is louder than what comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from voice_assistant.vocabulary import Frame, Samples

MEMORY = 25
"""Frames (0.5 s) over which an echo may come back: delay of the devices and the room's decay."""

SILENT = 1e-7
"""Mean square below which nothing is being played: -70 dBFS."""

FAINT = 1e-6
"""Mean square, -60 dBFS, below which what we play teaches nothing: the room's own noise covers its echo."""

MARGIN = 4.0
"""How far above the expected echo a frame must be, as a ratio of power: 6 dB."""

SMOOTHING = 0.75
"""Share of the frame before in both powers that are compared (about 80 ms), so that a voice keeps standing out
between its peaks."""

LEARNING = 40
"""Frames of our own sound (0.8 s) to be heard before anything can stand out from it."""

QUICK, STEADY, SLOW = 0.5, 0.12, 0.01
"""Share of the error that one frame corrects: while learning, later, and while something stands out. That last
one is not nothing: were the loudspeaker turned up, we would take our own voice for the user's for ever."""


def _nothing() -> NDArray[np.float64]:
    return np.zeros(MEMORY)


@dataclass(frozen=True, slots=True, eq=False)
class Leak:
    """What is known of how our own sound comes back, as a value."""

    played: NDArray[np.float64] = field(default_factory=_nothing)
    """Mean square of what was played in the last frames, oldest first, shape (25,)."""
    taps: NDArray[np.float64] = field(default_factory=_nothing)
    """Power that comes back over power played, for each of these frames, shape (25,)."""
    heard: float = 0.0
    """Mean square of what was heard, smoothed."""
    expected: float = 0.0
    """Mean square of the echo to be expected, smoothed."""
    learnt: int = 0
    """Frames it was learnt from."""

    @property
    def playing(self) -> bool:
        """Whether our own sound may still be in the room."""
        return bool(self.played.max() > SILENT)


def power(samples: Samples) -> float:
    """Mean square of some samples."""
    return float(np.dot(samples, samples)) / max(1, len(samples))


def listen(leak: Leak, frame: Frame) -> tuple[Leak, bool]:
    """Take in one frame; what is known now, and whether the frame stands out from our own echo."""
    leak = replace(leak, played=np.append(leak.played[1:], power(frame.far)))
    if not leak.playing:
        return replace(leak, heard=0.0, expected=0.0), True
    heard, expected = power(frame.clean), float(leak.taps @ leak.played)
    leak = replace(leak, heard=_smooth(leak.heard, heard), expected=_smooth(leak.expected, expected))
    learning = leak.learnt < LEARNING
    stands_out = not learning and leak.heard > MARGIN * leak.expected + SILENT
    if leak.played.max() > FAINT:
        share = QUICK if learning else SLOW if stands_out else STEADY
        leak = _learn(leak, share * (heard - expected))
    return leak, stands_out


def _smooth(before: float, now: float) -> float:
    return SMOOTHING * before + (1 - SMOOTHING) * now


def _learn(leak: Leak, correction: float) -> Leak:
    """Correct the echo that was expected (normalised least mean squares; no power is negative)."""
    step = correction * leak.played / float(leak.played @ leak.played)
    return replace(leak, taps=np.maximum(0.0, leak.taps + step), learnt=leak.learnt + 1)
