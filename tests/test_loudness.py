import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.audio.loudness import Volume


def test_it_begins_at_full_volume() -> None:
    assert Volume().percent == 100
    assert Volume().gain == 1.0


def test_a_number_sets_it_and_a_change_moves_it() -> None:
    volume = Volume()
    assert volume.change(percent=40) == 40
    assert volume.change(change=-15) == 25
    assert volume.change(percent=50, change=10) == 60


def test_the_number_counts_even_steps_of_loudness() -> None:
    volume = Volume()
    volume.change(percent=60)
    assert volume.gain == pytest.approx(10 ** (-10 / 20))


def test_even_at_zero_it_can_be_heard() -> None:
    volume = Volume()
    volume.change(percent=0)
    assert volume.gain == pytest.approx(10 ** (-25 / 20))


@given(st.lists(st.tuples(st.none() | st.integers(-1000, 1000), st.integers(-1000, 1000))))
def test_it_can_never_be_turned_off_or_beyond_full(changes: list[tuple[int | None, int]]) -> None:
    volume = Volume()
    for percent, change in changes:
        assert 0 <= volume.change(percent, change) <= 100
        assert 0 < volume.gain <= 1
