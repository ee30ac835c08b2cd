from __future__ import annotations

import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from voice_assistant.skills.values.durations import LONGEST, UNITS, read_duration, split_duration

LIKELY = [
    *sorted(UNITS),
    *"a an half quarter of and ten two 5 1.5 1:30 h m for about another more please".split(),
]

near_durations = st.lists(st.sampled_from(LIKELY), max_size=12).map(" ".join) | st.text()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("five minutes", 300),
        ("5 min", 300),
        ("a minute", 60),
        ("a second", 1),
        ("ninety seconds", 90),
        ("1.5 seconds", 1.5),
        ("an hour and a half", 5400),
        ("one hour and a half", 5400),
        ("one and a half hours", 5400),
        ("minute and a half", 90),
        ("an hour and a quarter", 4500),
        ("half an hour", 1800),
        ("a half hour", 1800),
        ("half hour", 1800),
        ("½ hour", 1800),
        ("quarter of an hour", 900),
        ("a quarter of an hour", 900),
        ("three quarters of an hour", 2700),
        ("two hours twenty", 8400),
        ("an hour thirty", 5400),
        ("five minutes thirty", 330),
        ("1h30", 5400),
        ("1h 30m", 5400),
        ("1h30m15s", 5415),
        ("90s", 90),
        ("1:30 hours", 5400),
        ("1:30 minutes", 90),
        ("1:30:00", 5400),
        ("a couple of minutes", 120),
        ("five minutes and thirty seconds", 330),
        ("an hour, ten minutes and five seconds", 4205),
        ("an hour and ten minutes", 4200),
        ("two hours and half a minute", 7230),
        ("one hour ninety minutes", 9000),
        ("a hundred and twenty minutes", 7200),
        ("a dozen hours", 43200),
        ("two days", 172_800),
        ("a week", 604_800),
        ("a fortnight", 1_209_600),
        ("366 days", 366 * 86400),
        ("about ten minutes", 600),
        ("exactly ten minutes please", 600),
        ("ten minutes or so", 600),
        ("ten more minutes", 600),
        ("another minute", 60),
        ("another ten minutes", 600),
        ("an extra five minutes", 300),
        ("ten-minute", 600),
    ],
)
def test_a_length_of_time(text: str, seconds: float) -> None:
    assert read_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ten",
        "minutes",
        "the minute",
        "five m",
        "1:30",
        "1:75 hours",
        "zero minutes",
        "minus five minutes",
        "-5 minutes",
        "pasta -5 minutes",
        "367 days",
        "99999999999999 weeks",
        "an hour and",
        "ten minutes or more",
        "two minutes two minutes",
        "a few minutes",
        "half past seven",
    ],
)
def test_what_is_no_length_of_time(text: str) -> None:
    assert read_duration(text) is None


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("10 minute pasta", [(600, "pasta")]),
        ("pasta for ten minutes", [(600, "pasta")]),
        ("Ten minutes for the Pasta", [(600, "the Pasta")]),
        ("ten minutes", [(600, "")]),
        ("a 45-second plank", [(45, "a plank")]),
        ("half hour nap", [(1800, "nap")]),
        ("two hour timer for bread", [(7200, "timer for bread")]),
        ("a timer of ten minutes for pasta", [(600, "a timer for pasta")]),
        ("put the rice on for about twenty minutes, please", [(1200, "put the rice on")]),
        ("set a timer for one hour thirty", [(5400, "set a timer")]),
        ("ring in an hour and a half", [(5400, "ring")]),
        (
            "ten minute egg and twenty minute rice",
            [(1200, "ten minute egg and rice"), (600, "egg and twenty minute rice")],
        ),
        ("start a second timer for ten minutes", [(600, "start a second timer")]),
        ("buy two apples", []),
        ("", []),
    ],
)
def test_a_length_of_time_inside_a_text(text: str, ways: list[tuple[float, str]]) -> None:
    assert [(length.total_seconds(), rest) for length, rest in split_duration(text)] == ways


@given(st.integers(1, 23), st.integers(1, 59), st.integers(1, 59), st.booleans())
def test_hours_minutes_and_seconds_in_words(hours: int, minutes: int, seconds: int, joined: bool) -> None:
    said = " ".join(
        f"{num2words(count)} {unit}{'s' if count > 1 else ''}"
        for count, unit in ((hours, "hour"), (minutes, "minute"), (seconds, "second"))
    )
    said = said.replace("minute ", "minute and ").replace("minutes ", "minutes and ") if joined else said
    assert read_duration(said) == timedelta(hours=hours, minutes=minutes, seconds=seconds)


@given(near_durations)
def test_any_text_is_a_length_of_time_or_none(text: str) -> None:
    length = read_duration(text)
    assert length is None or timedelta() < length <= LONGEST
    lengths = [length for length, _ in split_duration(text)]
    assert lengths == sorted(lengths, reverse=True)
    assert length is None or length in lengths


@pytest.mark.parametrize("words", [*LIKELY, "ten minutes", "1 hour and", "two weeks one day"])
def test_a_very_long_text_is_split_at_once(words: str) -> None:
    start = time.process_time()
    split_duration(f"{words} " * 1_000)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text", ["-5 minutes", "pasta for -5 minutes", "minus five minutes", "ten minus two minutes"]
)
def test_there_is_no_length_of_time_below_zero_inside_a_text(text: str) -> None:
    assert split_duration(text) == ()


@pytest.mark.parametrize("text", ["pasta - 5 minutes", "pasta-5 minutes", "a 5-minute timer"])
def test_a_dash_between_words_is_no_sign(text: str) -> None:
    assert [length.total_seconds() for length, _ in split_duration(text)] == [300]
