"""When something comes again: arithmetic on naive dates and clock times, whatever the clocks of a zone do.

An alert that repeats has its moments in a row: first the one it is due at, then those that its `Repeat` names.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from voice_assistant.everyday.records import Repeat

SHORTEST = timedelta(seconds=1)
"""Nothing comes again sooner than this, whatever a record says: a step of nothing would never end."""


def next_local(after: datetime, repeat: Repeat, at: time) -> datetime:
    """The next moment of a repeat.

    Args:
        after: naive local; the answer is later than this.
        repeat: what names the days.
        at: the clock time on these days. A repeat by length of time ignores it, and takes one step from `after`.

    Returns:
        Naive local date and clock time.
    """
    if repeat.month_day is not None:
        found = _in_month(after.year, after.month, repeat.month_day, at)
        if found <= after:
            found = _in_month(after.year + after.month // 12, after.month % 12 + 1, repeat.month_day, at)
        return found
    if repeat.weekdays:
        days = (after.date() + timedelta(days=n) for n in range(8))
        return next(
            found
            for day in days
            if day.weekday() in repeat.weekdays and (found := datetime.combine(day, at)) > after
        )
    return after + step(repeat)


def following(first: datetime, after: datetime, repeat: Repeat) -> datetime:
    """The next moment later than `after`, and than `first`, in the row that begins with `first`; all naive local.

    Steps of whole days keep the clock time. Shorter ones belong on a deadline: on a clock that is changed twice
    a year, an hour is not always an hour.
    """
    if repeat.every is not None:
        return first + (max(0, (after - first) // step(repeat)) + 1) * step(repeat)
    return next_local(max(first, after), repeat, first.time())


def row(first: datetime, until: datetime, repeat: Repeat) -> tuple[int, datetime]:
    """How many moments a row has from `first` to before `until`, both of which belong to it, and the last of them.

    Takes no longer for years than for a day.
    """
    second = following(first, first, repeat)
    if until <= second:
        return 1, first
    if repeat.every is not None:
        return (until - first) // step(repeat), until - step(repeat)
    if repeat.month_day is not None:
        months = (until.year - second.year) * 12 + until.month - second.month
        year, month = divmod(until.year * 12 + until.month - 2, 12)
        return 1 + months, _in_month(year, month + 1, repeat.month_day, first.time())
    weeks, rest = divmod((until.date() - second.date()).days, 7)
    in_rest = sum((second + timedelta(days=n)).weekday() in repeat.weekdays for n in range(rest))
    last = next(n for n in range(1, 8) if (until - timedelta(days=n)).weekday() in repeat.weekdays)
    return 1 + weeks * len(set(repeat.weekdays)) + in_rest, until - timedelta(days=last)


def step(repeat: Repeat) -> timedelta:
    """The length of time after which it comes again; a day, where a record names none."""
    return timedelta(days=1) if repeat.every is None else max(SHORTEST, repeat.every)


def _in_month(year: int, month: int, day: int, at: time) -> datetime:
    return datetime.combine(date(year, month, min(day, monthrange(year, month)[1])), at)
