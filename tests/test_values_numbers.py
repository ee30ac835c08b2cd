from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from voice_assistant.skills.values.numbers import NUMBER_WORDS, leading_number, read_number, read_ordinal
from voice_assistant.skills.values.words import listen

LIKELY = [
    *sorted(NUMBER_WORDS),
    "and",
    "of",
    "quarters",
    "oh",
    "1/0",
    "1,000",
    "2.5",
    "3rd",
    "first",
    "last",
    "½",
]
"""Words that numbers are made of, so that texts at random come near to being numbers."""

near_numbers = st.lists(st.sampled_from(LIKELY), max_size=12).map(" ".join) | st.text()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25", 25),
        ("1,000", 1000),
        ("1,234,567.5", 1234567.5),
        ("3.5", 3.5),
        (".5", 0.5),
        ("-4", -4),
        ("minus four", -4),
        ("negative 2.5", -2.5),
        ("zero", 0),
        ("twenty five", 25),
        ("Twenty-Five", 25),
        ("a hundred and five", 105),
        ("hundred", 100),
        ("twelve hundred", 1200),
        ("two thousand and six", 2006),
        ("two hundred and five thousand", 205_000),
        ("2 million 300 thousand", 2_300_000),
        ("three point one four", 3.14),
        ("nought point oh five", 0.05),
        ("ten point twenty five", 10.25),
        ("point five", 0.5),
        ("two and a half", 2.5),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        ("one and three quarters", 1.75),
        ("a hundred and a half", 100.5),
        ("half", 0.5),
        ("one half", 0.5),
        ("a quarter", 0.25),
        ("three quarters", 0.75),
        ("1/2", 0.5),
        ("½", 0.5),
        ("a third", 1 / 3),
        ("two thirds", 2 / 3),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a couple", 2),
        ("one and a half million", 1_500_000),
        ("3.3 million", 3_300_000),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("nineteen eighty four", 1984),
        ("nineteen oh five", 1905),
        ("twenty twenty seven", 2027),
        ("exactly ten, please", 10),
    ],
)
def test_a_number(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "minus",
        "seven fifty",
        "five ten",
        "twenty fifth",
        "two and five",
        "two and",
        "5 apples",
        "5$",
        "50%",
        "1/0",
        "some",
        "five thousand six thousand",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_a_whole_number_is_an_int() -> None:
    assert [type(read_number(text)) for text in ("6.0", "half a dozen", "2.5")] == [int, int, float]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("first", 1),
        ("the second", 2),
        ("the third one", 3),
        ("21st", 21),
        ("twenty first", 21),
        ("twenty-second", 22),
        ("thirtieth", 30),
        ("hundredth", 100),
        ("two hundred and first", 201),
        ("last", -1),
        ("the last one", -1),
        ("next to last", -2),
        ("third to last", -3),
        ("one", None),
        ("the", None),
        ("five first", None),
        ("at last", None),
        ("3rd time", None),
    ],
)
def test_an_ordinal(text: str, place: int | None) -> None:
    assert read_ordinal(text) == place


@pytest.mark.parametrize(
    ("text", "value", "used"),
    [
        ("two and a half cups of flour", 2.5, 4),
        ("twenty-five apples", 25, 1),
        ("two and five", 2, 1),
        ("half a mile", 0.5, 1),
        ("a couple of miles", 2, 3),
        ("1,000 km", 1000, 1),
        ("a hundred and one and a half", 101.5, 7),
    ],
)
def test_the_number_a_text_begins_with(text: str, value: float, used: int) -> None:
    assert leading_number(text.split()) == (value, used)


@pytest.mark.parametrize("text", ["", "a mile", "10-minute walk", "apples five"])
def test_no_number_at_the_beginning(text: str) -> None:
    assert leading_number(text.split()) is None


@given(st.integers(0, 999_999), st.booleans(), st.booleans(), st.booleans())
@example(100_001, False, False, False)
def test_every_number_that_can_be_said_is_read(value: int, joined: bool, hyphens: bool, commas: bool) -> None:
    said = num2words(value)
    said = said if joined else said.replace(" and ", " ")
    said = said if hyphens else said.replace("-", " ")
    said = said if commas else said.replace(",", "")
    assert read_number(said) == value
    assert leading_number(said.split()) == (value, len(said.split()))


@given(st.integers(1, 999_999))
def test_every_ordinal_that_can_be_said_is_read(value: int) -> None:
    assert read_ordinal(num2words(value, to="ordinal")) == value


@given(near_numbers)
def test_any_text_is_a_number_or_none(text: str) -> None:
    read_ordinal(text)
    value = read_number(text)
    assert value is None or abs(value) < 1e30
    found = leading_number(text.split())
    assert found is None or 0 < found[1] <= len(text.split())


@given(near_numbers)
def test_a_whole_number_is_the_longest_beginning(text: str) -> None:
    value = read_number(text)
    if value is not None and all(listen(word).words for word in text.split()):
        assert leading_number(text.split()) == (value, len(text.split()))


@pytest.mark.parametrize("word", [*LIKELY, "9" * 100])
def test_a_very_long_text_is_read_at_once(word: str) -> None:
    start = time.process_time()
    read_number(f"{word} " * 5_000)
    assert time.process_time() - start < 1
