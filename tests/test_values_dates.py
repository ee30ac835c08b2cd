from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from voice_assistant.skills.values.dates import DATE_WORDS, read_date
from voice_assistant.skills.values.feasts import easter
from voice_assistant.skills.values.months import add_months

MONDAY = date(2026, 3, 9)
LIKELY = [*sorted(DATE_WORDS), *"second 31st 29 next of from before after day ago two 24/12 2027".split()]

near_dates = st.lists(st.sampled_from(LIKELY), max_size=10).map(" ".join) | st.text()
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("today", "2026-03-09"),
        ("tomorrow", "2026-03-10"),
        ("the day after tomorrow", "2026-03-11"),
        ("yesterday", "2026-03-08"),
        ("the day before yesterday", "2026-03-07"),
        ("in three days", "2026-03-12"),
        ("in two weeks", "2026-03-23"),
        ("in two weeks' time", "2026-03-23"),
        ("in a month", "2026-04-09"),
        ("in a year", "2027-03-09"),
        ("three days from now", "2026-03-12"),
        ("three days ago", "2026-03-06"),
        ("a week from monday", "2026-03-23"),
        ("a week on friday", "2026-03-20"),
        ("a week tomorrow", "2026-03-17"),
        ("friday week", "2026-03-20"),
        ("two days before christmas", "2026-12-23"),
        ("friday", "2026-03-13"),
        ("on friday", "2026-03-13"),
        ("this friday", "2026-03-13"),
        ("this coming friday", "2026-03-13"),
        ("monday", "2026-03-16"),
        ("next friday", "2026-03-20"),
        ("next week friday", "2026-03-20"),
        ("friday next week", "2026-03-20"),
        ("next monday", "2026-03-16"),
        ("next week", "2026-03-16"),
        ("this weekend", "2026-03-14"),
        ("next weekend", "2026-03-21"),
        ("the 24th of december", "2026-12-24"),
        ("December 24", "2026-12-24"),
        ("december the twenty fourth", "2026-12-24"),
        ("24 Dec", "2026-12-24"),
        ("24 dec 2027", "2027-12-24"),
        ("december 24, 2027", "2027-12-24"),
        ("the twenty fourth of december twenty twenty seven", "2027-12-24"),
        ("friday the 24th of december", "2026-12-24"),
        ("the first of may next year", "2027-05-01"),
        ("the ninth of march", "2026-03-09"),
        ("the eighth of march", "2027-03-08"),
        ("24/12", "2026-12-24"),
        ("12/24", "2026-12-24"),
        ("24/12/27", "2027-12-24"),
        ("24.12.2027", "2027-12-24"),
        ("2026-12-24", "2026-12-24"),
        ("the 15th", "2026-03-15"),
        ("the fifth", "2026-04-05"),
        ("the 31st", "2026-03-31"),
        ("the first of next month", "2026-04-01"),
        ("the 13th of this month", "2026-03-13"),
        ("friday the 13th", "2026-03-13"),
        ("christmas", "2026-12-25"),
        ("christmas eve", "2026-12-24"),
        ("christmas 2030", "2030-12-25"),
        ("new year", "2027-01-01"),
        ("New Year’s Eve", "2026-12-31"),
        ("new year's day", "2027-01-01"),
        ("halloween", "2026-10-31"),
        ("valentine's day", "2027-02-14"),
        ("easter monday", "2026-04-06"),
        ("thanksgiving", "2026-11-26"),
        ("the end of the month", "2026-03-31"),
        ("the end of next month", "2026-04-30"),
        ("end of february", "2027-02-28"),
        ("the end of the year", "2026-12-31"),
        ("the first day of next month", "2026-04-01"),
        ("the beginning of the year", "2027-01-01"),
        ("29 february", "2028-02-29"),
    ],
)
def test_a_date(text: str, found: str) -> None:
    assert read_date(text, MONDAY) == date.fromisoformat(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "my birthday",
        "15",
        "may",
        "31 april",
        "32/12",
        "2026-13-01",
        "the 32nd",
        "soon",
        "friday or saturday",
        "in days",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text, MONDAY) is None


@given(days)
def test_a_weekday_comes_within_a_week_and_the_next_one_in_the_week_after(today: date) -> None:
    for name in ("monday", "thursday", "sunday"):
        coming, following = read_date(name, today), read_date(f"next {name}", today)
        assert coming is not None
        assert following is not None
        assert 1 <= (coming - today).days <= 7
        assert coming.weekday() == following.weekday()
        assert (following - timedelta(days=7)).isocalendar()[:2] == today.isocalendar()[:2]


@given(days, st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_every_date_that_can_be_said_is_read(today: date, day: date) -> None:
    said = f"the {num2words(day.day, to='ordinal')} of {day:%B} {day.year}"
    assert read_date(said, today) == day
    assert read_date(day.isoformat(), today) == day
    assert read_date(f"{day:%B} {day.day} {num2words(day.year, to='year').replace('-', ' ')}", today) == day


@given(days, st.dates(date(2027, 1, 1), date(2027, 12, 31)))
def test_a_date_without_a_year_is_the_next_one(today: date, day: date) -> None:
    coming = read_date(f"{day.day} {day:%b}", today)
    assert coming is not None
    assert (coming.month, coming.day) == (day.month, day.day)
    assert 0 <= (coming - today).days <= 366


@given(near_dates, days)
def test_any_text_is_a_date_or_none(text: str, today: date) -> None:
    found = read_date(text, today)
    assert found is None or isinstance(found, date)


def test_easter_moves() -> None:
    known = {
        1961: "04-02",
        1981: "04-19",
        2008: "03-23",
        2011: "04-24",
        2026: "04-05",
        2038: "04-25",
        2049: "04-18",
    }
    assert {year: f"{easter(year):%m-%d}" for year in known} == known


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "words", ["a day after", "next", "the day before", "friday the", "in two weeks from"]
)
def test_a_very_long_text_is_read_at_once(words: str) -> None:
    start = time.process_time()
    read_date(f"{words} " * 5_000, MONDAY)
    assert time.process_time() - start < 1
