"""Steady time out of unsteady reports.

A sound device counts samples; its driver also says when a block was, or will be, at the converter. The count
is exact and the report trembles: sound servers are off by up to 20 ms, and they correct themselves in leaps.
What is late can be late for many reasons, but nothing is ever early: so the *earliest* block of the last few
seconds tells the truth.
"""

from __future__ import annotations

import math

WINDOW_S = 5.0
"""Reports are forgotten after one to two windows, seconds: long enough to meet a punctual one."""

JUMP_S = 0.03
"""A device that is later than this, and stays so, has lost samples, seconds."""

JUMP_LASTS_S = 0.2
"""How long it must stay late to be believed, seconds."""


class Clock:
    """Relates a device's sample count to seconds on the monotonic clock.

    Quartz drifts by some 50 parts per million. The window follows that; nothing is resampled for it yet.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate
        """Samples per second, Hz."""
        self.restart()

    def restart(self) -> None:
        """Forget all reports: the stream was reopened or its count was broken."""
        self._earliest = math.inf
        self._before = math.inf
        self._window_began = 0.0
        self._late_since = math.inf
        self._least_late = math.inf

    @property
    def started(self) -> bool:
        """Whether anything was reported yet."""
        return self._earliest < math.inf

    @property
    def offset(self) -> float:
        """Monotonic second at which the count was 0."""
        return min(self._earliest, self._before)

    def observe(self, count: int, at: float) -> float:
        """Take a report: the device had counted so far at a monotonic second.

        Returns:
            Seconds by which the count has fallen behind for good, so that samples are missing; normally 0.
        """
        zero = at - count / self.rate
        if not self.started:
            self._window_began = at
        elif zero > self.offset + JUMP_S:
            return self._late(zero, at)
        self._late_since = self._least_late = math.inf
        if at - self._window_began > WINDOW_S:
            self._before, self._earliest, self._window_began = self._earliest, math.inf, at
        self._earliest = min(self._earliest, zero)
        return 0.0

    def _late(self, zero: float, at: float) -> float:
        self._late_since = min(self._late_since, at)
        self._least_late = min(self._least_late, zero)
        if at - self._late_since < JUMP_LASTS_S:
            return 0.0
        jump, zero = self._least_late - self.offset, self._least_late
        self.restart()
        self._earliest, self._window_began = zero, at
        return jump

    def time_of(self, count: float) -> float:
        """Monotonic second at which the device counts so far."""
        return self.offset + count / self.rate
