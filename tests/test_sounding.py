"""How loud, how fast, and whether at all: arithmetic on the preferences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.everyday import Preferences
from voice_assistant.sounding import FASTEST, SLOWEST, gain, with_mute, with_speed, with_volume


def test_each_effect_changes_one_thing() -> None:
    before = Preferences(volume=40, speed=1.2, muted=False)
    assert with_volume(before, percent=70) == Preferences(volume=70, speed=1.2)
    assert with_volume(before, change=-15) == Preferences(volume=25, speed=1.2)
    assert with_speed(before, 0.8) == Preferences(volume=40, speed=0.8)
    assert with_mute(before, on=True) == Preferences(volume=40, speed=1.2, muted=True)


@given(st.integers(0, 100), st.none() | st.integers(-50, 150), st.integers(-200, 200))
def test_the_volume_stays_in_its_bounds(before: int, percent: int | None, change: int) -> None:
    assert 0 <= with_volume(Preferences(volume=before), percent, change).volume <= 100


@given(st.floats(-10, 10))
def test_the_speed_stays_where_it_can_be_followed(factor: float) -> None:
    assert SLOWEST <= with_speed(Preferences(), factor).speed <= FASTEST


def test_the_gain_follows_the_volume_and_is_never_nothing() -> None:
    assert gain(Preferences()) == 1.0
    assert gain(Preferences(volume=50)) == pytest.approx(10 ** (-12.5 / 20))
    assert gain(Preferences(volume=0)) > 0.05
