"""Dates: "tomorrow", "next friday", "the 24th of december", "in two weeks", "24/12/2027", "christmas eve".

A date without a year is the next such day, today included; a day of the week, the next one after today.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from voice_assistant.skills.values.feasts import FEAST_WORDS, feast, feast_at
from voice_assistant.skills.values.months import (
    MONTHS,
    add_months,
    dated,
    first_day,
    next_in_years,
    next_with_day,
)
from voice_assistant.skills.values.numbers import number_at, ordinal_at, small_number_at
from voice_assistant.skills.values.words import listen, word_at

Found = tuple[date, int] | None

_DAYS = (
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
WEEKDAYS = {name: day for day, names in enumerate(_DAYS) for name in names.split()}
"""Days of the week by name, Monday is 0."""

_ALSO_WORDS = frozenset({"wed", "sat", "sun"})
"""Days of the week only where the words around say so."""

_BEFORE = frozenset({"on", "by", "for", "from", "until", "till"})
_AT_FEAST = frozenset({"the", "weekend", *FEAST_WORDS})
_THIS = frozenset({"this", "coming", "upcoming"})
_SPANS = {
    name: span
    for span, names in {
        (1, 0): "day days",
        (7, 0): "week weeks",
        (14, 0): "fortnight fortnights",
        (0, 1): "month months",
        (0, 12): "year years",
    }.items()
    for name in names.split()
}
"""Days and months."""

_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{2}|[0-9]{4}))?")
_ISO = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_YEARS = range(1900, 2200)
_FARTHEST = 1200
"""The most days, weeks or months that are counted."""

DATE_WORDS = frozenset(
    {*WEEKDAYS, *MONTHS, *_BEFORE, *_THIS, *FEAST_WORDS, *_SPANS}
    | set("today tomorrow yesterday tonight the at next in a an end beginning start weekend monday".split())
)
"""What a date begins with, if not with a number."""


def read_date(text: str, today: date) -> date | None:
    """The date that a whole text says; None if it says something else."""
    words = listen(text).words
    found = date_at(words, 0, today, whole=True)
    return found[0] if found and found[1] == len(words) else None


def date_at(words: Sequence[str], at: int, today: date, *, whole: bool = False) -> Found:
    """The date from a place on, as long as it goes.

    Only where the `whole` text is known to be a date or a moment are "sun", "the second" and "1/2" dates by
    themselves; elsewhere they need an "on" in front of them.
    """
    tied = word_at(words, at) in _BEFORE
    if not whole and word_at(words, at) == "on" and word_at(words, at + 1) in ("today", "tomorrow"):
        return None  # "put the washing on tomorrow"
    sure = whole or tied
    start = at + (tied or (word_at(words, at) == "at" and word_at(words, at + 1) in _AT_FEAST))
    found = [
        _simple(words, start, today),
        _counted(words, start, today),
        _week(words, start, today, sure),
        _month_day(words, start, today),
        _month_part(words, start, today),
        _typed(words, start, today, sure),
    ]
    if sure or word_at(words, start) == "the" or word_at(words, start)[:1].isdecimal():
        found.append(_month_number(words, start, today, sure))
    return max((one for one in found if one), key=lambda one: one[1], default=None)


def _simple(words: Sequence[str], at: int, today: date) -> Found:
    """Like "today", "tomorrow", a named day."""
    ahead = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(word_at(words, at))
    if ahead is not None:
        return today + timedelta(days=ahead), at + 1
    at += word_at(words, at) in (*_THIS, "next")
    named = feast_at(words, at) if at < len(words) else None
    if named is None:
        return None
    name, end = named
    if found := _year(words, end, today):
        return feast(name, found[0]), found[1]
    years = (feast(name, year) for year in (today.year, today.year + 1))
    return next(day for day in years if day >= today), end


def _year(words: Sequence[str], at: int, today: date) -> tuple[int, int] | None:
    """The year behind a day: "2027", "of next year", "twenty twenty seven"."""
    at += word_at(words, at) in ("of", "in")
    if word_at(words, at + 1) == "year" and word_at(words, at) in ("this", "next"):
        return today.year + (words[at] == "next"), at + 2
    found = number_at(words, at)
    if found and isinstance(found[0], int) and found[0] in _YEARS:
        return found[0], found[1]
    return None


def _counted(words: Sequence[str], at: int, today: date) -> Found:
    """Like "in three days", "a week from monday", "two days ago", "the day after tomorrow"."""
    ahead = word_at(words, at) == "in"
    start = at + (ahead or word_at(words, at) == "the")
    if word_at(words, start) in ("a", "an") or words[start : start + 1] == ("day",):
        count, end = 1, start + (words[start] != "day")
    else:
        number = number_at(words, start)
        if number is None or not isinstance(number[0], int) or not 0 < number[0] <= _FARTHEST:
            return None
        count, end = number[0], number[1]
    span = _SPANS.get(word_at(words, end))
    if span is None:
        return None
    days, months = span[0] * count, span[1] * count
    end += 1
    if ahead:
        return _moved(today, days, months), end + (
            word_at(words, end) in ("time", "from") and _time_end(words, end)
        )
    if word_at(words, end) == "ago":
        return _moved(today, -days, -months), end + 1
    if words[end : end + 2] == ("from", "now"):
        return _moved(today, days, months), end + 2
    link = word_at(words, end)
    if link not in ("from", "after", "before", "on") and not (days % 7 == 0 and days):
        return None
    anchor = _anchor(words, end + (link in ("from", "after", "before", "on")), today)
    if anchor is None or (link == "on" and days % 7):
        return None
    sign = -1 if link == "before" else 1
    return _moved(anchor[0], days * sign, months * sign), anchor[1]


def _time_end(words: Sequence[str], at: int) -> int:
    """How many words of "time" or "from now" stand there."""
    return 1 if words[at] == "time" else 2 * (word_at(words, at + 1) == "now")


def _moved(day: date, days: int, months: int) -> date:
    return add_months(day, months) + timedelta(days=days)


def _anchor(words: Sequence[str], at: int, today: date) -> Found:
    """A date that others are counted from; itself never counted, so that it has an end."""
    found = [_simple(words, at, today), _week(words, at, today, sure=True), _month_day(words, at, today)]
    return max((one for one in found if one), key=lambda one: one[1], default=None)


def _week(words: Sequence[str], at: int, today: date, sure: bool) -> Found:
    """Like "friday", "next friday", "this weekend", "next week", "next week on friday"."""
    prefix = at = at + (word_at(words, at) == "the")
    while at < prefix + 2 and word_at(words, at) in (*_THIS, "next", "following"):
        at += 1
    later = "next" in words[prefix:at] or "following" in words[prefix:at]
    word = word_at(words, at)
    if word == "week" and later:
        day = at + 1 + (word_at(words, at + 1) == "on")
        if (weekday := WEEKDAYS.get(word_at(words, day))) is not None:
            return _in_next_week(today, weekday), day + 1
        return today + timedelta(days=7), at + 1
    if word == "month" and later:
        return add_months(today, 1), at + 1
    if word == "weekend":
        saturday = today if today.weekday() == 6 else today + timedelta(days=5 - today.weekday())
        return _in_next_week(today, 5) if later else saturday, at + 1
    if word not in WEEKDAYS or (word in _ALSO_WORDS and not sure and at == prefix):
        return None
    return _weekday(words, at + 1, today, WEEKDAYS[word], later)


def _weekday(words: Sequence[str], end: int, today: date, weekday: int, later: bool) -> Found:
    """A day of the week with what stands behind it: "friday next week", "monday week", "friday the 13th"."""
    if exact := _month_day(words, end, today) or _weekday_number(words, end, today, weekday):
        return exact
    of = end + (word_at(words, end) == "of")
    if words[of : of + 2] == ("next", "week"):
        return _in_next_week(today, weekday), of + 2
    coming = today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    if words[end : end + 2] == ("this", "week"):
        end += 2
    elif word_at(words, end) == "week":  # British: a week after the coming one
        return coming + timedelta(days=7), end + 1
    return (_in_next_week(today, weekday) if later else coming), end


def _in_next_week(today: date, weekday: int) -> date:
    return today + timedelta(days=7 - today.weekday() + weekday)


def _weekday_number(words: Sequence[str], at: int, today: date, weekday: int) -> Found:
    """The "the 13th" of "friday the 13th": the next one on that day of the week."""
    number = ordinal_at(words, at + 1) if word_at(words, at) == "the" else None
    if number is None:
        return None
    months = (add_months(today.replace(day=1), ahead) for ahead in range(48))
    days = (dated(month.year, month.month, number[0]) for month in months)
    found = next((day for day in days if day and day >= today and day.weekday() == weekday), None)
    return (found, number[1]) if found else None


def _month_day(words: Sequence[str], at: int, today: date) -> Found:
    """Like "the 24th of december", "december 24 2027", "24 dec", "the first of may next year"."""
    at += word_at(words, at) == "the"
    month = MONTHS.get(word_at(words, at))
    if month is not None:
        place = at + 1 + (word_at(words, at + 1) == "the")
        day = ordinal_at(words, place) or small_number_at(words, place)
        end = day[1] if day else 0
    else:
        day = ordinal_at(words, at) or small_number_at(words, at)
        place = day[1] + (word_at(words, day[1]) == "of") if day else 0
        month, end = MONTHS.get(word_at(words, place)) if day else None, place + 1
    if day is None or month is None:
        return None
    if found := _year(words, end, today):
        made = dated(found[0], month, day[0])
        return (made, found[1]) if made else None
    coming = next_in_years(month, day[0], today)
    return (coming, end) if coming else None


def _month_number(words: Sequence[str], at: int, today: date, sure: bool) -> Found:
    """Like "the 15th", "the first of next month"."""
    article = word_at(words, at) == "the"
    day = ordinal_at(words, at + article)
    if day is None or not (article or words[at][0].isdecimal()):
        return None
    number, end = day
    of = end + (word_at(words, end) == "of")
    of_the = of + (word_at(words, of) in ("the", "this", "next"))
    if of_the > of and word_at(words, of_the) == "month":
        coming = next_with_day(number, today, after_this_month=words[of] == "next")
        return (coming, of_the + 1) if coming else None
    written = words[end - 1][0].isdecimal()
    if not written and not (sure and word_at(words, end) in ("", "at", "in")):
        return None
    coming = next_with_day(number, today)
    return (coming, end) if coming else None


def _month_part(words: Sequence[str], at: int, today: date) -> Found:
    """Like "the end of the month", "the beginning of next year", "the last day of may"."""
    at += word_at(words, at) == "at"
    at += word_at(words, at) == "the"
    last = word_at(words, at) in ("end", "last")
    if not last and word_at(words, at) not in ("beginning", "start", "first"):
        return None
    at += 1
    if word_at(words, at) == "day":
        at += 1
    elif words[at - 1] == "first":
        return None
    if word_at(words, at) != "of":
        return None
    at += 1
    later = word_at(words, at) == "next"
    at += word_at(words, at) in ("the", "this", "next")
    first = first_day(word_at(words, at), today, later)
    if first is None:
        return None
    start, after = first
    if not last and start < today:
        start = after if word_at(words, at) not in MONTHS else add_months(start, 12)
    return (after - timedelta(days=1) if last else start), at + 1


def _typed(words: Sequence[str], at: int, today: date, sure: bool) -> Found:
    """Like "2026-12-24", "24/12/2027", "24/12"; where only one order can be, month first too."""
    word = word_at(words, at)
    if iso := _ISO.fullmatch(word):
        year, month, day = map(int, iso.groups())
        made = dated(year, month, day) if year in _YEARS else None
        return (made, at + 1) if made else None
    slashed = _SLASHED.fullmatch(word)
    if slashed is None or not (sure or slashed[3]):
        return None
    day, month = int(slashed[1]), int(slashed[2])
    if month > 12:
        day, month = month, day
    if slashed[3]:
        year = int(slashed[3]) + (2000 if len(slashed[3]) == 2 else 0)
        made = dated(year, month, day) if year in _YEARS else None
    else:
        made = next_in_years(month, day, today)
    return (made, at + 1) if made else None
