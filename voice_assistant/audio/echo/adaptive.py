"""Our own echo canceller: it finds the delay, follows the clocks, learns the path, and takes down what is left."""

from __future__ import annotations

import numpy as np

from voice_assistant.audio.echo.delay import SPAN, DelayFinder, Found
from voice_assistant.audio.echo.drift import DriftTracker
from voice_assistant.audio.echo.kalman import PARTS, PathFilter
from voice_assistant.audio.echo.reference import TAPS, History
from voice_assistant.audio.echo.suppressor import Suppressor
from voice_assistant.vocabulary import FRAME, Samples, samples

LEAD = samples(0.004)
"""The filter begins so much before the strongest path: a delay is never known quite exactly."""

AT_FIRST = 20.0
"""How clear the very first delay must be to be believed at once: where there is no echo, chance finds one."""

ELSEWHERE = samples(0.003)
"""By so much another delay must differ, and twice in a row be the same within `SAME`, before it is one."""
SAME = 8
NEARBY, WAVERS = 2, 0.7
"""The same while less than that of the expected echo is there."""

SURE = 12.0
"""As clear as that, once is enough."""

AFTER_A_JUMP = 0.05
"""How unsure the path is after a jump: it is the same path, later or earlier."""

HOLDS = 0.3
"""Less of the expected echo than that, and the path seems to have changed."""

DOUBTFUL = 40
"""For so many frames (0.8 s) a changed path is looked for; then it was something else."""

LOUD = 6.0
"""While it is looked for, only what is so much louder than the echo expected can be the user, ratio of power."""

AUDIBLE = 1e-7
"""Mean square of an echo, -70 dBFS, below which it tells nothing."""

LOUDEST = 4.0
"""Power heard over power played, more than which no echo has."""


class Adaptive:
    """Implements `Canceller`."""

    def __init__(self) -> None:
        self._played = History(SPAN + (PARTS + 2) * FRAME)
        self._finder, self._drift = DelayFinder(), DriftTracker()
        self._filter, self._suppressor = PathFilter(), Suppressor()
        self._ago = float(TAPS)
        self._known = False
        self._candidate: int | None = None
        self._power = np.full(2, 1e-9)
        self._doubt, self._loud = 0, 0.0

    @property
    def delay(self) -> int | None:
        """Samples after which our own sound comes back; None until it is known."""
        return round(self._ago) + LEAD if self._known else None

    def step(self, heard: Samples, played: Samples) -> tuple[Samples, Samples]:
        self._played.add(played)
        self._power = 0.97 * self._power + 0.03 * np.array((heard @ heard, played @ played))
        echo = self._filter.step(heard, self._played.delayed(self._ago))
        rest = heard - echo
        if self._known:
            self._ago = max(float(TAPS), self._ago + self._drift.step(echo, heard))
        loud = self._loud = max(float(echo @ echo), 0.8 * self._loud)
        if self._drift.holds > HOLDS:
            self._doubt = 0
        elif loud > AUDIBLE * FRAME:
            self._doubt += 1
        doubts = 0 < self._doubt <= DOUBTFUL
        found = self._finder.look(heard, self._played, hasty=doubts)
        if found is not None:
            self._consider(found)
        clean = self._suppressor.step(rest, echo)
        if doubts and float(rest @ rest) < LOUD * loud:
            clean = np.zeros(FRAME, np.float32)
        return rest, clean

    def _consider(self, found: Found) -> None:
        loudness = min(LOUDEST, float(self._power[0] / (self._power[1] + 1e-12)))
        if not self._known:
            if found.clarity > AT_FIRST or self._again(found):
                self._known, self._candidate = True, None
                self._ago = max(float(TAPS), found.delay - LEAD)
                self._filter.expect(loudness, self._played, self._ago)
            else:
                self._candidate = found.delay
            return
        away = found.delay - LEAD - self._ago
        if abs(away) < (NEARBY if self._drift.holds < WAVERS else ELSEWHERE):
            self._candidate = None
        elif found.clarity < SURE and not self._again(found):
            self._candidate = found.delay
        else:
            self._candidate = None
            self._ago = max(float(TAPS), self._ago + away)
            self._filter.moved(self._played, self._ago)
            self._filter.unsettle(loudness, AFTER_A_JUMP)
            self._drift.forget()
            self._finder.forget()

    def _again(self, found: Found) -> bool:
        return self._candidate is not None and abs(self._candidate - found.delay) <= SAME
