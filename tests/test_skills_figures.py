"""How results are rounded for the ear."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.skills.figures import Figure, figure

ENGLISH = languages.load("en")


@pytest.mark.parametrize(
    ("value", "text", "exact"),
    [
        (Fraction(0), "0", True),
        (Fraction(43), "43", True),
        (Fraction(-7), "minus 7", True),
        (Fraction(1234567), "1,234,567", True),
        (Fraction(5, 2), "2.5", True),
        (Fraction(10, 3), "3.3333", False),
        (Fraction(1, 3), "0.3333", False),
        (Fraction(1, 3000), "0.0003333", False),
        (Fraction(1999999, 100000), "20", False),
        (Fraction(10**12), "1 times ten to the power of 12", True),
        (Fraction(2**50), "1.126 times ten to the power of 15", False),
        (Fraction(1, 10**9), "1 times ten to the power of minus 9", True),
        (Fraction(-(10**300)), "minus 1 times ten to the power of 300", True),
        (1.4142135623730951, "1.4142", False),
    ],
)
def test_a_number_is_told_as_far_as_somebody_can_follow(
    value: Fraction | float, text: str, exact: bool
) -> None:
    assert figure(ENGLISH, value) == Figure(text, exact)


def test_fewer_decimals_can_be_asked_for() -> None:
    assert figure(ENGLISH, Fraction(16093, 1000), 2).text == "16.09"
    assert figure(ENGLISH, Fraction(621, 1000), 2).text == "0.62"


@given(st.fractions(), st.integers(min_value=1, max_value=4))
def test_any_number_can_be_told_and_says_whether_it_is_rounded(value: Fraction, decimals: int) -> None:
    told = figure(ENGLISH, value, decimals)
    assert told.text
    if told.exact and "times" not in told.text:
        assert Fraction(told.text.replace(",", "").replace("minus ", "-")) == value
