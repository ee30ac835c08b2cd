"""A steady clock out of reports that tremble."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.audio.clocks import Clock


@given(st.integers(0, 1000))
def test_late_reports_do_not_move_the_clock(seed: int) -> None:
    dice, clock = random.Random(seed), Clock(48_000)
    for block in range(1, 600):
        assert (
            clock.observe(block * 480, 7.0 + block * 0.01 + dice.choice([0.0, 0.0, dice.random() * 0.025]))
            == 0.0
        )
    assert clock.time_of(48_000) == pytest.approx(8.0, abs=1e-9)


def test_one_hiccup_of_half_a_second_is_no_jump() -> None:
    clock = Clock(48_000)
    for block in range(1, 1000):
        late = 0.5 - (block - 300) * 0.01 if 300 <= block < 305 else 0.0
        assert clock.observe(block * 480, block * 0.01 + late) == 0.0


def test_lost_samples_are_told_once_and_measured() -> None:
    clock, told = Clock(48_000), []
    for block in range(1, 1000):
        lost = clock.observe(block * 480, block * 0.01 + (0.25 if block > 400 else 0.0))
        told += [lost] if lost else []
    assert told == [pytest.approx(0.25)]
    assert clock.offset == pytest.approx(0.25)


@pytest.mark.parametrize("drift", [-100e-6, 100e-6])
def test_slow_drift_is_followed(drift: float) -> None:
    clock = Clock(48_000)
    for block in range(1, 60_000):
        assert clock.observe(block * 480, block * 0.01 * (1 + drift)) == 0.0
    assert clock.offset == pytest.approx(600 * drift, abs=0.0012)


def test_a_punctual_report_is_remembered_for_a_whole_window() -> None:
    clock = Clock(48_000)
    for block in range(1, 3_000):
        clock.observe(block * 480, block * 0.01 + (0.0 if block % 300 == 1 else 0.02))
        assert clock.offset == pytest.approx(0.0, abs=1e-9)
