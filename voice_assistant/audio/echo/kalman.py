"""An adaptive filter that learns the way from our speaker to our microphone, and takes what came that way out.

A partitioned frequency-domain Kalman filter: each part of the echo's path knows how sure it is of itself, so it learns
fast while it knows little, and hardly at all while somebody else speaks (Enzner and Vary 2006, "Frequency-domain
adaptive Kalman filter for acoustic echo control in hands-free telephones"; partitioned: Kuech, Mabande and Enzner
2014, "State-space architecture of the partitioned-block-based acoustic echo controller").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voice_assistant.audio.echo.reference import History
from voice_assistant.vocabulary import FRAME, Samples

PARTS = 16
"""Partitions of a frame's length each: an echo of 0.32 s."""

BINS = FRAME + 1

STAYS = 0.999
"""How much of the path stays the same from frame to frame: people move."""

SMOOTHED = 0.8
"""Share of the frame before in the power of what is not our echo."""

DOUBT = 2.0
"""That power is taken to be so much larger than measured: an error is more often the user than a better path."""

SPREAD = 9
"""Neighbouring frequencies that its power is averaged over."""

CONFIDENCE = 6.0
"""How much larger than the loudness suggests the path may be at first."""

_FADING = np.concatenate(([0.5], 0.15 * 10 ** (-0.15 * np.arange(1, PARTS))))[:, None]
"""Share of an echo's energy in each part of its path: the straight way, then a room's decay."""

_NEIGHBOURS = np.full(SPREAD, 1 / SPREAD, np.float32)
_SILENCE = np.zeros(FRAME, np.float32)


class PathFilter:
    """Learns the path, frame by frame."""

    def __init__(self) -> None:
        self._played = np.zeros((PARTS, BINS), np.complex64)
        self._path: NDArray[np.complexfloating] = np.zeros((PARTS, BINS), np.complex64)
        self._unsure = np.full((PARTS, BINS), 1e-6, np.float32)
        self._others = np.full(BINS, 1e-6, np.float32)
        self._before = _SILENCE

    def step(self, heard: Samples, played: Samples) -> Samples:
        """The echo that is in a frame.

        Args:
            heard: what came in, shape (320,).
            played: what was played, delayed to where its echo begins, shape (320,).

        Returns:
            What of it is our own sound, shape (320,).
        """
        block = np.fft.rfft(np.concatenate((self._before, played)))
        self._before = played
        self._played = np.concatenate((block[None], self._played[:-1]))
        echo = np.fft.irfft((self._played * self._path).sum(0))[FRAME:]
        self._learn(np.fft.rfft(np.concatenate((_SILENCE, heard - echo))))
        return echo.astype(np.float32)

    def _learn(self, error: NDArray[np.complexfloating]) -> None:
        power = _power(error)
        self._others = SMOOTHED * self._others + (1 - SMOOTHED) * power
        others = DOUBT * np.convolve(np.maximum(self._others, power), _NEIGHBOURS, "same")
        played = _power(self._played)
        gain = self._unsure * self._played.conj() / (0.5 * (played * self._unsure).sum(0) + others + 1e-8)
        change = np.fft.irfft(gain * error, axis=1)
        change[:, FRAME:] = 0.0  # what lies beyond a partition belongs to the next one
        self._path = STAYS * (self._path + np.fft.rfft(change, axis=1))
        sure = np.maximum(0.0, 1 - 0.5 * (gain * self._played).real)
        self._unsure = STAYS**2 * sure * self._unsure + (1 - STAYS**2) * _power(self._path)

    def expect(self, loudness: float, played: History, ago: float) -> None:
        """The delay of the path is known now; how it goes on is to be learnt, beginning with nothing.

        Args:
            loudness: power that was heard over power that was played.
            played: what was played.
            ago: how many samples ago it is read from now on.
        """
        self._path[:] = 0.0
        self._unsure = np.broadcast_to(CONFIDENCE * loudness * _FADING, (PARTS, BINS)).astype(np.float32)
        self.moved(played, ago)

    def unsettle(self, loudness: float, share: float) -> None:
        """The path has changed by so much: learn faster for a while."""
        self._unsure = np.maximum(self._unsure, share * CONFIDENCE * loudness * _FADING).astype(np.float32)

    def moved(self, played: History, ago: float) -> None:
        """What was played is read from another moment now."""
        for part in range(PARTS):
            block = played.delayed(ago + part * FRAME, 2 * FRAME)
            self._played[part] = np.fft.rfft(block)
        self._before = played.delayed(ago)


def _power(spectrum: NDArray[np.complexfloating]) -> NDArray[np.floating]:
    return spectrum.real**2 + spectrum.imag**2
