"""How lengths of time, clock times, days and enumerations are said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performing import MORNING

from voice_assistant import languages
from voice_assistant.everyday.records import Repeat
from voice_assistant.skills import wording

ENGLISH = languages.load("en")
TODAY = MORNING.date()


@pytest.mark.parametrize(
    ("span", "exact", "rough"),
    [
        (timedelta(0), "0 seconds", "0 seconds"),
        (timedelta(seconds=-5), "0 seconds", "0 seconds"),
        (timedelta(seconds=1), "1 second", "1 second"),
        (timedelta(seconds=90), "1 minute and 30 seconds", "1 minute and 30 seconds"),
        (timedelta(seconds=605), "10 minutes and 5 seconds", "10 minutes"),
        (timedelta(hours=1, minutes=10), "1 hour and 10 minutes", "1 hour and 10 minutes"),
        (timedelta(days=1, hours=2, minutes=3), "1 day, 2 hours, and 3 minutes", "1 day and 2 hours"),
    ],
)
def test_a_length_of_time(span: timedelta, exact: str, rough: str) -> None:
    assert wording.length(ENGLISH, span) == exact
    assert wording.rough(ENGLISH, span) == rough


def test_a_length_before_a_thing_is_singular() -> None:
    assert wording.measure(ENGLISH, timedelta(minutes=10)) == "10 minute"
    assert wording.measure(ENGLISH, timedelta(hours=1, minutes=10)) == "1 hour and 10 minute"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05 am"),
        (time(7, 5), "7:05 am"),
        (time(12, 0), "noon"),
        (time(12, 30), "12:30 pm"),
        (time(23, 59), "11:59 pm"),
    ],
)
def test_a_clock_time(at: time, said: str) -> None:
    assert wording.clock_time(ENGLISH, at) == said
    assert wording.clock_time(ENGLISH, datetime.combine(TODAY, at)) == said


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (-2, "March 7"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "Wednesday"),
        (6, "Sunday"),
        (7, "March 16"),
        (290, "December 24"),
        (310, "January 13, 2027"),
    ],
)
def test_a_day(away: int, said: str) -> None:
    assert wording.day(ENGLISH, TODAY + timedelta(days=away), TODAY) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 3, 10, 7, 5), "tomorrow at 7:05 am"),  # noqa: DTZ001
        (datetime(2026, 3, 13, 12, 0), "on Friday at noon"),  # noqa: DTZ001
        (datetime(2026, 12, 24, 20, 0), "on December 24 at 8:00 pm"),  # noqa: DTZ001
        (datetime(2026, 3, 9, 22, 30, tzinfo=UTC), "today at 11:30 pm"),
        (datetime(2026, 3, 9, 23, 30, tzinfo=UTC), "tomorrow at 12:30 am"),
    ],
)
def test_a_moment_is_local(when: datetime, said: str) -> None:
    assert wording.moment(ENGLISH, when, MORNING) == said


@pytest.mark.parametrize(
    ("repeat", "said"),
    [
        (Repeat((0, 1, 2, 3, 4)), "every weekday at 7:00 am"),
        (Repeat(tuple(range(7))), "every day at 7:00 am"),
        (Repeat((5, 6)), "every Saturday and Sunday at 7:00 am"),
        (Repeat(month_day=31), "on the thirty-first of every month at 7:00 am"),
        (Repeat(every=timedelta(hours=1)), "every hour"),
        (Repeat(every=timedelta(minutes=90)), "every 1 hour and 30 minutes"),
    ],
)
def test_a_rhythm(repeat: Repeat, said: str) -> None:
    assert wording.repeat(ENGLISH, repeat, time(7)) == said
    assert wording.repeat(ENGLISH, repeat, None) == said.removesuffix(" at 7:00 am")


def test_enumerations_and_choices() -> None:
    assert [wording.join(ENGLISH, list("abcd")[:n]) for n in range(5)] == [
        "", "a", "a and b", "a, b, and c", "a, b, c, and d",
    ]  # fmt: skip
    assert [wording.either(ENGLISH, list("abc")[:n]) for n in range(4)] == ["", "a", "a or b", "a, b, or c"]


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        ("call my mother", "call your mother"),
        ("I am home and my car's with me", "you are home and your car's with you"),
        ("that I’m late", "that you're late"),
        ("was I late or was Anna", "were you late or was Anna"),
        ("ask Ina if the mice are mine", "ask Ina if the mice are yours"),
        ("buy milk, eggs & 2 limes!", "buy milk, eggs & 2 limes!"),
        ("", ""),
    ],
)
def test_what_i_say_of_me_is_said_of_you(mine: str, yours: str) -> None:
    assert wording.to_you(mine) == yours


@given(st.text(max_size=60))
def test_what_is_not_about_the_speaker_stays_as_it_is(text: str) -> None:
    about = {"i", "me", "my", "mine", "myself", "am", "was"}
    if not about & set(text.casefold().replace("'", " ").replace("’", " ").split()):
        others = "".join(c if c.isalpha() else " " for c in text.casefold()).split()
        if not about & set(others):
            assert wording.to_you(text) == text


@given(st.timedeltas(timedelta(0), timedelta(days=400)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_everything_can_be_said(span: timedelta, on: date) -> None:
    assert wording.length(ENGLISH, span)
    assert wording.rough(ENGLISH, span)
    assert wording.moment(ENGLISH, datetime.combine(on, time(9)), MORNING)
