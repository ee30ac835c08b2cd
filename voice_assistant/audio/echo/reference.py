"""What was played, as the canceller reads it: from any moment ago, even between two samples."""

from __future__ import annotations

import numpy as np

from voice_assistant.vocabulary import FRAME, Samples

TAPS = 16
"""Samples on either side that a value between two samples is made from."""

_PLACES = np.arange(-TAPS + 1, TAPS + 1)


class History:
    """The last samples of a stream of frames.

    Args:
        span: how many.
    """

    def __init__(self, span: int) -> None:
        self._sound = np.zeros(span, np.float32)

    def add(self, frame: Samples) -> None:
        """The next frame; the oldest samples are forgotten."""
        self._sound[: -len(frame)] = self._sound[len(frame) :]
        self._sound[-len(frame) :] = frame

    def last(self, count: int, ago: int = 0) -> Samples:
        """So many samples that ended so many samples ago; silence where nothing is known."""
        end = len(self._sound) - ago
        start = end - count
        kept = self._sound[max(0, start) : max(0, end)]
        return np.pad(kept, (count - len(kept), 0)) if len(kept) < count else kept.copy()

    def power(self, count: int) -> float:
        """Mean square of the last samples."""
        sound = self.last(count)
        return float(sound @ sound) / count

    def delayed(self, ago: float, count: int = FRAME) -> Samples:
        """The last samples as they were `ago` samples earlier, by a windowed sinc.

        Args:
            ago: at least `TAPS`; need not be whole.
            count: how many.
        """
        whole = int(ago)
        part = ago - whole
        if part < 1e-6:
            return self.last(count, whole)
        place = _PLACES - part
        taps = np.sinc(place) * (0.5 + 0.5 * np.cos(np.pi * place / TAPS))
        around = self.last(count + 2 * TAPS - 1, whole - TAPS + 1)
        return np.convolve(around, taps.astype(np.float32), "valid")
