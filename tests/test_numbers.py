from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.dates import DATES
from voice_assistant.dialogue.measures import MEASURES
from voice_assistant.dialogue.numbers import (
    NUMBERS,
    RANGES,
    Rule,
    cardinal,
    digit_by_digit,
    fold_digits,
    number,
    ordinal,
    say,
    speaks,
    year,
)


def words(text: str, *rules: tuple[Rule, ...]) -> str:
    for table in rules:
        text = say(text, table)
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "zero"),
        ("-7", "minus seven"),
        ("1,234,567", "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
        ("3.05", "three point zero five"),
        ("007", "zero zero seven"),
        ("1234567890123", "one two three four five six seven eight nine zero one two three"),
    ],
)
def test_a_number(text: str, said: str) -> None:
    assert number(text) == said


def test_ordinals_and_years() -> None:
    assert [ordinal(n) for n in ("1", "2", "12", "21", "100")] == [
        "first",
        "second",
        "twelfth",
        "twenty-first",
        "one hundredth",
    ]
    assert [year(n) for n in ("1999", "2024", "2000", "1905", "1800")] == [
        "nineteen ninety-nine",
        "twenty twenty-four",
        "two thousand",
        "nineteen oh-five",
        "eighteen hundred",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5-10", "five to ten"),
        ("5–10", "five to ten"),
        ("10%-20%", "ten to twenty"),
        ("10 - 3", "ten minus three"),
        ("3 - 1 = 2", "three minus one equals two"),
        ("5-3", "five to three"),
        ("call 911 now", "call nine one one now"),
        ("call 200 people", "call two hundred people"),
        ("555-1234", "five five five, one two three four"),
        ("+1 (555) 123-4567", "plus one, five five five, one two three, four five six seven"),
        ("5551234", "five five five one two three four"),
        ("8000000", "eight million"),
        ("1984-1990", "nineteen eighty-four to nineteen ninety"),
    ],
)
def test_numbers_that_belong_together(text: str, said: str) -> None:
    assert words(text, RANGES, NUMBERS).replace("%", "") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("March 9", "March ninth"),
        ("Mar. 9, 2026", "March ninth, twenty twenty-six"),
        ("9 March 2026", "the ninth of March, twenty twenty-six"),
        ("the 9th of May", "the ninth of May"),
        ("9 Sept.", "the ninth of September."),
        ("2026-03-09", "March ninth, twenty twenty-six"),
        ("2026-03-09T07:30", "March ninth, twenty twenty-six at seven thirty AM"),
        ("3/25/2026", "March twenty-fifth, twenty twenty-six"),
        ("25/3/2026", "March twenty-fifth, twenty twenty-six"),
        ("3/9/2026", "three slash nine slash twenty twenty-six"),
        ("31.12.1999", "December thirty-first, nineteen ninety-nine"),
        ("March 9-12", "March ninth to twelfth"),
        ("7:30", "seven thirty"),
        ("7:00", "seven o'clock"),
        ("7:05 pm", "seven oh five PM"),
        ("19:00", "seven PM"),
        ("00:30", "twelve thirty AM"),
        ("5 p.m.", "five PM."),
        ("5 p.m. on", "five PM on"),
        ("5-6 pm", "5 to six PM"),
        ("1h 30m", "one hour thirty minutes"),
        ("1980s", "nineteen eighties"),
        ("the '90s", "the nineties"),
        ("March 50", "March 50"),
    ],
)
def test_dates_and_times(text: str, said: str) -> None:
    assert words(text, DATES) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$3.50", "three dollars and fifty cents"),
        ("$1", "one dollar"),
        ("$0.01", "one cent"),
        ("£1.01", "one pound and one penny"),
        ("5 €", "five euros"),
        ("¥100", "one hundred yen"),
        ("-$5", "minus five dollars"),
        ("$1.2 million", "one point two million dollars"),
        ("$5M", "five million dollars"),
        ("$5 to 10", "five to ten dollars"),
        ("a $5 bill", "a five dollar bill"),
        ("20 USD", "twenty US dollars"),
        ("21°C", "twenty-one degrees Celsius"),
        ("1 °F", "one degree Fahrenheit"),
        ("-3°", "minus three degrees"),
        ("1 kg", "one kilogram"),
        ("2 kg", "two kilograms"),
        ("1/2 kg", "1/2 kilogram"),
        ("100 km/h", "one hundred kilometers per hour"),
        ("5 GB/s", "five gigabytes per second"),
        ("6 ft", "six feet"),
        ("20 m²", "twenty square meters"),
        ("3 m^3", "three cubic meters"),
        ("a 10 min walk", "a ten minute walk"),
        ("an 8-km run", "an eight kilometer run"),
        ("60 mph", "sixty miles per hour"),
        ("1.5 kWh", "one point five kilowatt hours"),
        ("5 kittens", "5 kittens"),
        ("6'2\"", "six foot two"),
    ],
)
def test_amounts(text: str, said: str) -> None:
    assert words(text, MEASURES) == said


def test_digits_of_any_script_become_plain_ones() -> None:
    assert fold_digits("٣ ③ 2½ ５ m²") == "3 3 2 1/2 5 m²"


def test_other_languages_count_for_themselves() -> None:
    assert cardinal("21", "de") == "einundzwanzig"
    assert digit_by_digit("1-2", "fr") == "un deux"
    assert speaks("it")
    assert not speaks("xx")


@given(st.text(st.sampled_from("0123456789.,-/:%$°+= kmh\u2013"), max_size=60))
def test_no_digit_is_left_whatever_stands_between_them(text: str) -> None:
    said = words(text, DATES, RANGES, MEASURES, NUMBERS)
    assert not any(character.isdigit() for character in said)


@given(st.integers(0, 10**12 - 1))
def test_every_cardinal_is_said_without_a_comma(value: int) -> None:
    said = cardinal(str(value))
    assert said.replace(" ", "").replace("-", "").isalpha()
