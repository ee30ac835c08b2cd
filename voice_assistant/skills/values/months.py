"""Days of months and years: which dates there are, and which of them comes next."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS = {
    name: month
    for month, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,"
        "october oct,november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
"""Months by name, January is 1."""

_LEAP_CYCLE = 9
"""Within so many years there is every day of the year, 29 February too."""


def dated(year: int, month: int, day: int) -> date | None:
    """A date, if there is such a day."""
    valid = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return date(year, month, day) if valid else None


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return in_month(date(year, month + 1, 1), day.day)


def in_month(month: date, day: int) -> date:
    """This day of the month that a date is in, or the last one of a shorter month."""
    return month.replace(day=min(day, calendar.monthrange(month.year, month.month)[1]))


def next_in_years(month: int, day: int, today: date) -> date | None:
    """The next such day of a year, today included."""
    days = (dated(year, month, day) for year in range(today.year, today.year + _LEAP_CYCLE))
    return next((one for one in days if one and one >= today), None)


def next_with_day(day: int, today: date, *, after_this_month: bool = False) -> date | None:
    """The next date, today included, that is this day of its month; or, `after_this_month`, that of the next."""
    for ahead in (1,) if after_this_month else (0, 1, 2):
        month = add_months(today.replace(day=1), ahead)
        found = dated(month.year, month.month, day)
        if found and found >= today:
            return found
    return None


def first_day(period: str, today: date, later: bool) -> tuple[date, date] | None:
    """The first day of this (or the next) week, month, year, or month by name, and the first day behind it."""
    if period == "week":
        start = today + timedelta(days=7 * later - today.weekday())
        return start, start + timedelta(days=7)
    months = 12 if period == "year" else 1
    if period in MONTHS:
        start = date(today.year + (MONTHS[period] < today.month), MONTHS[period], 1)
    elif period in ("month", "year"):
        begun = today.replace(day=1, month=1 if period == "year" else today.month)
        start = add_months(begun, months * later)
    else:
        return None
    return start, add_months(start, months)
