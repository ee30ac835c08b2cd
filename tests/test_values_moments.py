from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.everyday import Repeat
from voice_assistant.skills.values.hours import CLOCK_WORDS, Clock, Part
from voice_assistant.skills.values.moments import Moment, read_moment, split_moment
from voice_assistant.skills.values.pieces import Pieces
from voice_assistant.skills.values.repeats import REPEAT_WORDS

NOW = datetime(2026, 3, 9, 7, 5)  # noqa: DTZ001  a Monday, on the clock of the room
TODAY, TOMORROW, FRIDAY, MONDAY = "2026-03-09", "2026-03-10", "2026-03-13", "2026-03-16"
EVERY_DAY, WORKDAYS, WEEKEND = (0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4), (5, 6)
LIKELY = [
    *sorted(CLOCK_WORDS | REPEAT_WORDS),
    *"tomorrow friday morning evening night tonight past to in minutes hour 7:30 7 15th month pm oclock to".split(),
]

near_moments = st.lists(st.sampled_from(LIKELY), max_size=10).map(" ".join) | st.text()
moments_now = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1))  # noqa: DTZ001


def shown(moment: Moment | None) -> str | None:
    """Local time to the minute, with a "?" where the half of the day was chosen for the speaker."""
    if moment is None or moment.local is None:
        return None
    return f"{moment.local:%Y-%m-%d %H:%M}{'?' if moment.vague else ''}"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("seven", f"{TODAY} 19:00?"),
        ("at seven", f"{TODAY} 19:00?"),
        ("7", f"{TODAY} 19:00?"),
        ("eight", f"{TODAY} 08:00?"),
        ("twelve", f"{TODAY} 12:00?"),
        ("at about seven o'clock sharp", f"{TODAY} 19:00?"),
        ("half past seven", f"{TODAY} 07:30?"),
        ("half seven", f"{TODAY} 07:30?"),
        ("quarter to eight", f"{TODAY} 07:45?"),
        ("a quarter past nine", f"{TODAY} 09:15?"),
        ("ten past six", f"{TODAY} 18:10?"),
        ("twenty five past seven", f"{TODAY} 07:25?"),
        ("ten minutes to one", f"{TODAY} 12:50?"),
        ("twenty to nine in the evening", f"{TODAY} 20:40"),
        ("seven thirty", f"{TODAY} 07:30?"),
        ("seven oh five", f"{TODAY} 19:05?"),
        ("seven thirty p m", f"{TODAY} 19:30"),
        ("seven a m", f"{TOMORROW} 07:00"),
        ("7pm", f"{TODAY} 19:00"),
        ("7:30 P.M.", f"{TODAY} 19:30"),
        ("7.30pm", f"{TODAY} 19:30"),
        ("at 730", f"{TODAY} 07:30?"),
        ("730 pm", f"{TODAY} 19:30"),
        ("twelve pm", f"{TODAY} 12:00"),
        ("twelve thirty a m", f"{TOMORROW} 00:30"),
        ("7:30", f"{TODAY} 07:30?"),
        ("07:00", f"{TOMORROW} 07:00"),
        ("19:30", f"{TODAY} 19:30"),
        ("nineteen thirty", f"{TODAY} 19:30"),
        ("twenty fifteen", f"{TODAY} 20:15"),
        ("nineteen hundred hours", f"{TODAY} 19:00"),
        ("noon", f"{TODAY} 12:00"),
        ("midnight", f"{TOMORROW} 00:00"),
    ],
)
def test_a_clock_time_is_the_next_one(text: str, when: str) -> None:
    assert shown(read_moment(text, NOW)) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("today", f"{TODAY} 09:00"),
        ("tomorrow", f"{TOMORROW} 09:00"),
        ("tomorrow at seven", f"{TOMORROW} 07:00?"),
        ("tomorrow at five", f"{TOMORROW} 17:00?"),
        ("tomorrow at twelve", f"{TOMORROW} 12:00?"),
        ("at seven tomorrow morning", f"{TOMORROW} 07:00"),
        ("tomorrow afternoon at two", f"{TOMORROW} 14:00"),
        ("tomorrow night", f"{TOMORROW} 22:00"),
        ("noon tomorrow", f"{TOMORROW} 12:00"),
        ("first thing tomorrow", f"{TOMORROW} 09:00"),
        ("today at seven", f"{TODAY} 19:00?"),
        ("tonight", f"{TODAY} 19:00"),
        ("tonight at eight", f"{TODAY} 20:00"),
        ("tonight at one", f"{TOMORROW} 01:00"),
        ("midnight tonight", f"{TOMORROW} 00:00"),
        ("later today", f"{TODAY} 09:00"),
        ("this morning", f"{TODAY} 09:00"),
        ("this afternoon", f"{TODAY} 15:00"),
        ("this evening", f"{TODAY} 19:00"),
        ("in the morning", f"{TODAY} 09:00"),
        ("at night", f"{TODAY} 22:00"),
        ("on friday at three in the afternoon", f"{FRIDAY} 15:00"),
        ("friday night at ten", f"{FRIDAY} 22:00"),
        ("friday at midnight", "2026-03-14 00:00"),
        ("monday morning", f"{MONDAY} 09:00"),
        ("next tuesday", "2026-03-17 09:00"),
        ("at the weekend", "2026-03-14 09:00"),
        ("the 24th of december at noon", "2026-12-24 12:00"),
        ("24 dec 7pm", "2026-12-24 19:00"),
        ("on the 15th at nine", "2026-03-15 09:00?"),
        ("in three days", "2026-03-12 09:00"),
        ("in three days at noon", "2026-03-12 12:00"),
    ],
)
def test_a_day_and_a_clock_time(text: str, when: str) -> None:
    assert shown(read_moment(text, NOW)) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("seven", f"{TOMORROW} 07:00?"),
        ("five", f"{TOMORROW} 05:00?"),
        ("eight", f"{TODAY} 08:00?"),
        ("twelve", f"{TODAY} 12:00?"),
        ("two", f"{TODAY} 14:00?"),
        ("ten past six", f"{TOMORROW} 06:10?"),
        ("tomorrow at five", f"{TOMORROW} 05:00?"),
        ("tomorrow at two", f"{TOMORROW} 14:00?"),
        ("today at seven", f"{TODAY} 19:00?"),
        ("seven in the evening", f"{TODAY} 19:00"),
        ("seven p m", f"{TODAY} 19:00"),
        ("every weekday at half past six", f"{TOMORROW} 06:30?"),
    ],
)
def test_an_alarm_is_for_the_morning(text: str, when: str) -> None:
    assert shown(read_moment(text, NOW, morning=True)) == when


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("in ten minutes", 10),
        ("in about ten minutes", 10),
        ("in an hour and a half", 90),
        ("an hour from now", 60),
        ("ten minutes from now", 10),
        ("in an hour's time", 60),
        ("in a day and a half", 36 * 60),
    ],
)
def test_a_length_of_time_from_now(text: str, minutes: int) -> None:
    assert read_moment(text, NOW) == Moment(after=timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("text", "days", "first"),
    [
        ("every day at seven", EVERY_DAY, f"{TOMORROW} 07:00?"),
        ("every morning at seven", EVERY_DAY, f"{TOMORROW} 07:00"),
        ("at seven every evening", EVERY_DAY, f"{TODAY} 19:00"),
        ("every night", EVERY_DAY, f"{TODAY} 22:00"),
        ("daily at 8", EVERY_DAY, f"{TODAY} 08:00?"),
        ("every day at midnight", EVERY_DAY, f"{TOMORROW} 00:00"),
        ("every weekday at half past six in the morning", WORKDAYS, f"{TOMORROW} 06:30"),
        ("weekdays at 7", WORKDAYS, f"{TOMORROW} 07:00?"),
        ("at seven on weekdays", WORKDAYS, f"{TOMORROW} 07:00?"),
        ("monday to friday at seven", WORKDAYS, f"{TOMORROW} 07:00?"),
        ("on weekends at ten", WEEKEND, "2026-03-14 10:00?"),
        ("mondays at nine", (0,), f"{TODAY} 09:00?"),
        ("mondays at 7am", (0,), f"{MONDAY} 07:00"),
        ("every monday and thursday at nine", (0, 3), f"{TODAY} 09:00?"),
        ("every monday, wednesday and friday at 6 pm", (0, 2, 4), f"{TODAY} 18:00"),
        ("every friday evening", (4,), f"{FRIDAY} 19:00"),
        ("every friday night at one", (5,), "2026-03-14 01:00"),
        ("weekday mornings", WORKDAYS, f"{TODAY} 09:00"),
        ("sunday evenings at six", (6,), "2026-03-15 18:00"),
        ("from monday to wednesday at noon", (0, 1, 2), f"{TODAY} 12:00"),
        ("once a day at noon", EVERY_DAY, f"{TODAY} 12:00"),
        ("weekly on mondays at noon", (0,), f"{TODAY} 12:00"),
        ("once a week on friday", (4,), f"{FRIDAY} 09:00"),
    ],
)
def test_on_days_of_the_week(text: str, days: tuple[int, ...], first: str) -> None:
    moment = read_moment(text, NOW)
    assert shown(moment) == first
    assert moment is not None
    assert moment.repeat == Repeat(weekdays=days)


@pytest.mark.parametrize(
    ("text", "repeat", "first"),
    [
        ("on the first of every month at nine", Repeat(month_day=1), "2026-04-01 09:00?"),
        ("every month on the 15th", Repeat(month_day=15), "2026-03-15 09:00"),
        ("at noon on the last day of each month", Repeat(month_day=31), "2026-03-31 12:00"),
        ("every two hours", Repeat(every=timedelta(hours=2)), f"{TODAY} 09:05"),
        ("every half hour", Repeat(every=timedelta(minutes=30)), f"{TODAY} 07:35"),
        ("every hour", Repeat(every=timedelta(hours=1)), f"{TODAY} 08:05"),
        ("hourly", Repeat(every=timedelta(hours=1)), f"{TODAY} 08:05"),
    ],
)
def test_every_month_and_every_few_hours(text: str, repeat: Repeat, first: str) -> None:
    moment = read_moment(text, NOW)
    assert shown(moment) == first
    assert moment is not None
    assert moment.repeat == repeat


@pytest.mark.parametrize(
    "text",
    [
        "",
        "at",
        "seventy",
        "at 25",
        "7:75",
        "at half past",
        "seven minutes",
        "for seven hours",
        "now",
        "yesterday",
        "this morning at six",
        "the first of may 2020",
        "every other day",
        "every second",
        "every year on the first of may",
        "every two weeks",
        "tomorrow on friday",
        "in ten minutes at seven",
        "every two hours at seven",
        "tomorrow at seven to call",
    ],
)
def test_what_is_no_moment_to_come(text: str) -> None:
    assert read_moment(text, NOW) is None


def test_what_has_passed_today_is_tomorrow_where_no_day_was_said() -> None:
    late = NOW.replace(hour=20, minute=30)
    assert shown(read_moment("noon", late)) == f"{TOMORROW} 12:00"
    assert shown(read_moment("in the afternoon", late)) == f"{TOMORROW} 15:00"
    assert read_moment("today at noon", late) is None
    assert shown(read_moment("today", late)) == f"{TODAY} 21:00"
    assert shown(read_moment("tonight", late)) == f"{TODAY} 21:00"
    assert read_moment("this afternoon", late) is None


def test_tonight_lasts_past_midnight() -> None:
    assert shown(read_moment("tonight at two", NOW.replace(hour=0))) == f"{TODAY} 02:00"


def test_a_clock_with_a_zone_is_read_like_one_without() -> None:
    assert read_moment("seven", NOW.replace(tzinfo=UTC)) == read_moment("seven", NOW)


@pytest.mark.parametrize(
    ("text", "when", "rest"),
    [
        ("call my mother tomorrow at five", f"{TOMORROW} 17:00?", "call my mother"),
        ("tomorrow at five to call my mother", f"{TOMORROW} 17:00?", "to call my mother"),
        ("tomorrow call my mother at five", f"{TOMORROW} 17:00?", "call my mother"),
        ("meet John at two", f"{TODAY} 14:00?", "meet John"),
        ("at seven thirty p m to watch the news", f"{TODAY} 19:30", "to watch the news"),
        ("seven thirty tomorrow call Bob", f"{TOMORROW} 07:30?", "call Bob"),
        ("every monday put the bins out at seven", f"{MONDAY} 07:00?", "put the bins out"),
        ("pay the rent on the first of every month", "2026-04-01 09:00", "pay the rent"),
        ("run in the morning please", f"{TODAY} 09:00", "run"),
        ("feed the cat, at half past seven sharp", f"{TODAY} 07:30?", "feed the cat"),
        ("tomorrow two friends arrive", f"{TOMORROW} 09:00", "two friends arrive"),
        ("tomorrow at seven", f"{TOMORROW} 07:00?", ""),
    ],
)
def test_the_longest_moment_at_the_ends_of_a_text(text: str, when: str, rest: str) -> None:
    moment, left = split_moment(text, NOW)[0]
    assert (shown(moment), left) == (when, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "buy two apples",
        "call number two",
        "good night",
        "sit in the sun",
        "the first thing to do",
        "count from five to ten",
        "look at the second",
        "wait for ten minutes",
        "water the plants every other day at nine",
        "buy cake every year on the first of may",
    ],
)
def test_a_text_without_a_moment(text: str) -> None:
    assert split_moment(text, NOW) == ()


def test_every_way_to_take_a_moment_off() -> None:
    ways = split_moment("tomorrow call her at five", NOW)
    assert [rest for _, rest in ways] == ["call her", "tomorrow call her", "call her at five"]


def test_a_moment_is_never_cut_inside_a_piece() -> None:
    assert [rest for _, rest in split_moment("eat at half past seven", NOW)] == ["eat"]


def test_an_hour_belongs_to_a_part_of_the_day() -> None:
    vague = Clock(12, 30, vague=True)
    assert [vague.at_part(part).hour for part in Part] == [0, 12, 0, 0]
    assert vague.at_part(Part.NIGHT).late


def test_pieces_that_contradict_each_other_do_not_join() -> None:
    assert Pieces(clock=Clock(7, 0)).joined(Pieces(clock=Clock(8, 0))) is None
    assert Pieces(clock=Clock(7, 0)).joined(Pieces(part=Part.EVENING)) is not None


@given(near_moments, moments_now, st.booleans())
def test_a_moment_never_lies_in_the_past(text: str, now: datetime, morning: bool) -> None:
    whole = read_moment(text, now, morning=morning)
    for moment in [whole, *(moment for moment, _ in split_moment(text, now, morning=morning))]:
        if moment is not None:
            assert (moment.local is None) != (moment.after is None)
            assert moment.local is None or moment.local > now
            assert moment.after is None or moment.after > timedelta()


@given(st.integers(1, 12), st.integers(0, 59), moments_now)
def test_an_hour_without_its_half_of_the_day_comes_within_twelve_hours(
    hour: int, minute: int, now: datetime
) -> None:
    moment = read_moment(f"at {hour}:{minute:02}", now)
    assert moment is not None
    assert moment.local is not None
    assert timedelta() < moment.local - now <= timedelta(hours=12)
    assert (moment.local.hour % 12, moment.local.minute) == (hour % 12, minute)


@given(near_moments)
def test_the_rest_of_a_text_is_made_of_its_words(text: str) -> None:
    for _, rest in split_moment(text, NOW):
        assert set(rest.split()) <= set(text.split()) or not text.isascii()


@pytest.mark.parametrize(
    "words", [*LIKELY, "at seven", "every monday and", "monday", "tomorrow at five past", "one hour"]
)
def test_a_very_long_text_is_split_at_once(words: str) -> None:
    start = time.process_time()
    split_moment(f"{words} " * 300, NOW)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("turn the washing machine on at eight", "turn the washing machine on"),
        ("put the heating on tomorrow", "put the heating on"),
        ("see the doctor on friday at ten", "see the doctor"),
    ],
)
def test_an_on_that_belongs_to_the_verb_stays_with_it(said: str, rest: str) -> None:
    assert split_moment(said, NOW)[0][1] == rest
