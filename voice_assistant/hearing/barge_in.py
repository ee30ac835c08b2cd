"""Is that the user speaking over us, or our own voice coming back through the room? Arithmetic over frames.

Until echo cancelling is there, loudness decides. How strongly the speaker leaks into the microphone is learnt
from the frames in which we play: the ratio of what is heard to what was played. A frame stands out when it is
well above the echo to be expected. With headphones the leak is nothing and everything stands out; with a loud
speaker beside the microphone only a voice that is louder than ours does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from voice_assistant.vocabulary import Frame

MEMORY = 25
"""Frames (0.5 s) over which an echo may come back: delay of the devices and the room's decay."""

SILENT = 1e-7
"""Mean square below which nothing is being played: -70 dBFS."""

MARGIN = 4.0
"""How far above the expected echo a frame must be, as a ratio of power: 6 dB."""

RISE = 0.5
"""Share of the way that the learnt leak moves up to a louder echo with each frame."""

FALL = 0.995
"""What the learnt leak is multiplied by with each quieter frame: 2.2 dB a second."""

LEARNING = 20
"""Frames of our own sound (0.4 s) to be heard before anything can stand out from it."""


@dataclass(frozen=True, slots=True)
class Leak:
    """What is known of how our own sound comes back, as a value."""

    played: tuple[float, ...] = ()
    """Mean square of what was played in the last frames."""
    ratio: float = 0.0
    """Power heard over power played, as far as it is echo."""
    learnt: int = 0
    """Frames it was learnt from."""

    @property
    def playing(self) -> bool:
        """Whether our own sound may still be in the room."""
        return max(self.played, default=0.0) > SILENT


def power(samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    """Mean square of some samples."""
    return float(np.dot(samples, samples)) / max(1, len(samples))


def listen(leak: Leak, frame: Frame) -> tuple[Leak, bool]:
    """Take in one frame; what is known now, and whether the frame stands out from our own echo."""
    played = (*leak.played, power(frame.far))[-MEMORY:]
    leak = replace(leak, played=played)
    if not leak.playing:
        return leak, True
    heard = power(frame.samples)
    loudest = max(played)
    expected = leak.ratio * loudest
    if leak.learnt >= LEARNING and heard > MARGIN * expected + SILENT:
        return leak, True
    ratio = heard / loudest
    learnt = ratio * RISE + leak.ratio * (1 - RISE) if ratio > leak.ratio else leak.ratio * FALL
    return replace(leak, ratio=learnt, learnt=leak.learnt + 1), False
