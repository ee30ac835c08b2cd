"""What comes again: "every monday and thursday", "on weekdays", "every two hours", "on the first of every month"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from voice_assistant.everyday import Repeat
from voice_assistant.skills.values.dates import WEEKDAYS
from voice_assistant.skills.values.durations import UNITS, duration_at
from voice_assistant.skills.values.hours import Part, part_at
from voice_assistant.skills.values.numbers import ordinal_at
from voice_assistant.skills.values.words import word_at

Found = tuple[Repeat, Part | None, int] | None
"""What comes again, the part of the day it is said with ("every morning"), and the place behind."""

EVERY_DAY = Repeat(weekdays=tuple(range(7)))
WORKDAYS = Repeat(weekdays=tuple(range(5)))
WEEKEND = Repeat(weekdays=(5, 6))

_EVERY = frozenset({"every", "each"})
_SINGLE = {"day": EVERY_DAY, "weekday": WORKDAYS, "workday": WORKDAYS, "weekend": WEEKEND}
_NAMED = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "nightly": EVERY_DAY,
    "weekdays": WORKDAYS,
    "workdays": WORKDAYS,
    "weekends": WEEKEND,
    "hourly": Repeat(every=timedelta(hours=1)),
}
_PLURAL = {f"{name}s": day for name, day in WEEKDAYS.items() if name.endswith("day")}
_PARTS = {f"{part.name.lower()}s": part for part in Part}
_SHORTEST = timedelta(minutes=1)

REPEAT_WORDS = frozenset(
    {*_EVERY, *_NAMED, *_SINGLE, *_PLURAL, *_PARTS, *WEEKDAYS}
    | set("on at from in the weekly monthly once".split())
)
"""What something that comes again begins with."""

UNREADABLE = frozenset({*UNITS, *WEEKDAYS, "month", "months", "year", "years", "other", "second"})
"""Behind "every", these say that something comes again, also where `repeat_at` cannot say when."""


def repeat_at(words: Sequence[str], at: int) -> Found:
    """What comes again from a place on, as long as it goes."""
    if found := _monthly(words, at):
        return found
    start = at + (word_at(words, at) in ("on", "at", "from", "in"))
    start += start > at and word_at(words, start) == "the"
    word = word_at(words, start)
    if word in _NAMED:
        repeat = _NAMED[word]
        return repeat, Part.NIGHT if word == "nightly" else None, start + 1
    if word in _PLURAL:
        return _with_part(words, _weekdays(words, start, _PLURAL))
    if found := _many_parts(words, start):
        return found
    if (days := _weekdays(words, start, WEEKDAYS)) and len(days[0].weekdays) > 1:
        return _with_part(words, days)
    if word in WEEKDAYS and word_at(words, start + 1) in ("to", "through", "till", "until"):
        last = WEEKDAYS.get(word_at(words, start + 2))
        return _with_part(words, (_range(WEEKDAYS[word], last), start + 3)) if last is not None else None
    if word in ("weekly", "once") or (word in _EVERY and word_at(words, start + 1) == "week"):
        return _weekly(words, start)
    return _every(words, start + 1) if word in _EVERY else None


def _with_part(words: Sequence[str], found: tuple[Repeat, int] | None) -> Found:
    """The same with the "morning" behind "every monday"."""
    if found is None:
        return None
    repeat, end = found
    part = (
        part_at(words, end) if word_at(words, end) in ("morning", "afternoon", "evening", "night") else None
    )
    return (repeat, part[0], part[2]) if part else (repeat, None, end)


def _many_parts(words: Sequence[str], at: int) -> Found:
    """Like "weekday mornings", "sunday evenings", "in the mornings"."""
    word = word_at(words, at)
    days = _SINGLE.get(word) or (Repeat(weekdays=(WEEKDAYS[word],)) if word in WEEKDAYS else None)
    place = at + (days is not None)
    part = _PARTS.get(word_at(words, place))
    return (days or EVERY_DAY, part, place + 1) if part else None


def _every(words: Sequence[str], at: int) -> Found:
    """What is behind "every"."""
    at += word_at(words, at) == "single"
    word = word_at(words, at)
    if word in ("working", "work") and word_at(words, at + 1) == "day":
        return _with_part(words, (WORKDAYS, at + 2))
    if word in _SINGLE:
        return _with_part(words, (_SINGLE[word], at + 1))
    if part := part_at(words, at) if word in ("morning", "afternoon", "evening", "night") else None:
        on = (
            _weekdays(words, part[2] + 1, {**WEEKDAYS, **_PLURAL})
            if word_at(words, part[2]) == "on"
            else None
        )
        return (on[0], part[0], on[1]) if on else (EVERY_DAY, part[0], part[2])
    if word in WEEKDAYS or word in _PLURAL:
        last = (
            WEEKDAYS.get(word_at(words, at + 2))
            if word_at(words, at + 1) in ("to", "through", "till", "until")
            else None
        )
        if last is not None and word in WEEKDAYS:
            return _with_part(words, (_range(WEEKDAYS[word], last), at + 3))
        return _with_part(words, _weekdays(words, at, {**WEEKDAYS, **_PLURAL}))
    return _interval(words, at)


def _interval(words: Sequence[str], at: int) -> Found:
    """Like "two hours", "half hour", "hour". Whole days are none: nobody could say which day is the first."""
    if word_at(words, at) in ("hour", "minute"):
        return Repeat(every=timedelta(seconds=UNITS[words[at]])), None, at + 1
    found = duration_at(words, at)
    if found is None or found[0] < _SHORTEST or UNITS.get(words[found[1] - 1], 0) >= UNITS["day"]:
        return None
    return Repeat(every=found[0]), None, found[1]


def _weekdays(words: Sequence[str], at: int, names: dict[str, int]) -> tuple[Repeat, int] | None:
    """Like "monday", "mondays, wednesdays and fridays"."""
    days: set[int] = set()
    end = at
    while True:
        place = end + (end > at and word_at(words, end) in ("and", "on"))
        place += place > end and word_at(words, place) in ("every", "on")
        day = names.get(word_at(words, place))
        if day is None or day in days:
            break
        days.add(day)
        end = place + 1
    return (Repeat(weekdays=tuple(sorted(days))), end) if days else None


def _range(first: int, last: int) -> Repeat:
    return Repeat(weekdays=tuple(sorted((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))))


def _weekly(words: Sequence[str], at: int) -> Found:
    """Like "every week on monday", "weekly on mondays", "once a week on friday", "once a day"."""
    if word_at(words, at) == "once":
        if tuple(words[at + 1 : at + 3]) in (("a", "day"), ("every", "day")):
            return EVERY_DAY, None, at + 3
        if tuple(words[at + 1 : at + 3]) not in (("a", "week"), ("every", "week")):
            return None
        at += 1
    at += 1 if word_at(words, at) == "weekly" else 2
    found = _weekdays(words, at + 1, {**WEEKDAYS, **_PLURAL}) if word_at(words, at) == "on" else None
    return _with_part(words, found)


def _monthly(words: Sequence[str], at: int) -> Found:
    """Like "on the first of every month", "every month on the 15th", "the last day of each month"."""
    every = _every_month(words, at)
    start = every or at
    start += word_at(words, start) == "on"
    the = word_at(words, start) == "the"
    if not the and not word_at(words, start)[:1].isdecimal():
        return None
    start += the
    if word_at(words, start) == "last":
        day, end = 31, start + 1
    elif found := ordinal_at(words, start):
        day, end = found
    else:
        return None
    end += word_at(words, end) == "day"
    if not every:
        end = _every_month(words, end + (word_at(words, end) == "of"))
    return (Repeat(month_day=day), None, end) if end and 1 <= day <= 31 else None


def _every_month(words: Sequence[str], at: int) -> int:
    """The place behind "every month"; 0 where it does not stand there."""
    if word_at(words, at) == "monthly":
        return at + 1
    return at + 2 if word_at(words, at) in _EVERY and word_at(words, at + 1) == "month" else 0
