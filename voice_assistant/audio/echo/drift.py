"""Two clocks: the speaker's and the microphone's. What one plays in an hour the other hears in a little more or less.

The filter follows such a drift only with a lag, and hears it as an error at high frequencies. The lag itself is seen in
the phases between the echo that it expected and what came; a loop of second order turns it into a rate, and from then
on what was played is read at that rate.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voice_assistant.vocabulary import FRAME, Samples

KEPT = 0.96
"""Share of the frames before in what is compared, 0.5 s."""

AT_ONCE, IN_TIME = 0.1, 0.001
"""Share of a lag that one frame corrects, and by which one frame corrects the rate."""

FASTEST = 200e-6 * FRAME
"""Samples a frame: quartz is not worse than 100 parts in a million, for either clock."""

LARGEST = 1.0
"""Lag in samples that is believed at once."""

ALIKE = 0.3
"""How coherent the two must be on average, 0 to 1."""

RECENT = 0.7
"""Share of the frames before in what tells whether the path still holds, 0.06 s."""

LOW, HIGH = 4, 200
"""Bins that are compared: 100 to 5,000 Hz."""

_TURN = np.pi * np.arange(LOW, HIGH) / FRAME
_SILENCE = np.zeros(FRAME, np.float32)


class DriftTracker:
    """Follows how the delay of the echo changes."""

    def __init__(self) -> None:
        self.rate = 0.0
        """By how much the delay grows, samples a frame."""
        self.holds = 1.0
        """How much of the echo that is expected is there: 1 while the path is right, about 0 when it has changed."""
        self._now: NDArray[np.floating] = np.zeros((3, HIGH - LOW), np.float32)
        self._cross = np.zeros(HIGH - LOW, np.complex64)
        self._expected = np.zeros(HIGH - LOW, np.float32)
        self._heard = np.zeros(HIGH - LOW, np.float32)

    def step(self, expected: Samples, heard: Samples) -> float:
        """By how many samples the delay has grown in a frame.

        Args:
            expected: the echo that the filter expected, shape (320,).
            heard: what came in, shape (320,).
        """
        echo, came = _spectrum(expected), _spectrum(heard)
        self._compare(echo, came)
        self._cross = KEPT * self._cross + (1 - KEPT) * (echo.conj() * came)
        self._expected = KEPT * self._expected + (1 - KEPT) * np.abs(echo) ** 2
        self._heard = KEPT * self._heard + (1 - KEPT) * np.abs(came) ** 2
        size = np.abs(self._cross)
        alike = size**2 / (self._expected * self._heard + 1e-15)
        weight = alike**2 / (size + 1e-12)
        steepness = float((weight * _TURN**2 * self._cross.real).sum())
        if float(alike.mean()) > ALIKE and steepness > 0:
            lag = -float((weight * _TURN * self._cross.imag).sum()) / steepness
            lag = min(LARGEST, max(-LARGEST, lag))
            self.rate = min(FASTEST, max(-FASTEST, self.rate + IN_TIME * lag))
            return self.rate + AT_ONCE * lag
        return self.rate

    def _compare(self, echo: NDArray[np.complexfloating], came: NDArray[np.complexfloating]) -> None:
        # Whoever else speaks is not like the echo, so on average that voice neither adds nor takes away.
        powers = np.stack(((echo.conj() * came).real, np.abs(echo) ** 2, np.abs(came) ** 2))
        self._now = RECENT * self._now + (1 - RECENT) * powers
        shared, expected, heard = self._now
        self.holds = float((shared / (heard + 1e-9)).sum() / ((expected / (heard + 1e-9)).sum() + 1e-9))

    def forget(self) -> None:
        """The delay has jumped; the clocks go on as before."""
        self.holds = 1.0
        for sums in (self._cross, self._expected, self._heard, self._now):
            sums[:] = 0.0


def _spectrum(frame: Samples) -> NDArray[np.complexfloating]:
    return np.fft.rfft(np.concatenate((_SILENCE, frame)))[LOW:HIGH]
