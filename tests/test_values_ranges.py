"""Ranges of whole numbers, as they are said and typed."""

from __future__ import annotations

import pytest

from voice_assistant.skills.clock import place_at_end
from voice_assistant.skills.values.ranges import Range, read_range


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("1-6000", 1, 6000),
        ("one and ten", 1, 10),
        ("one up to ninety for tombola", 1, 90),
        ("between five and fifteen", 5, 15),
        ("twenty to thirty at random", 20, 30),
    ],
)
def test_a_range_is_read(said: str, low: int, high: int) -> None:
    assert read_range(said) == Range(low, high)


@pytest.mark.parametrize("said", ["", "ten", "heaven and earth", "half and one", "one and"])
def test_what_has_no_two_ends_is_no_range(said: str) -> None:
    assert read_range(said) is None


def test_two_places_are_no_place() -> None:
    assert place_at_end("dubai and in toronto") is None
    assert place_at_end("boston and also the time in athens") is None
    place = place_at_end("my brother and his wife live in toronto")
    assert place is not None
    assert place.name == "Toronto"
