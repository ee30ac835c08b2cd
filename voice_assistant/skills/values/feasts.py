"""Days that have a name: Christmas Eve, Halloween, Easter Monday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

_FIXED = {
    "new years day": (1, 1),
    "new year day": (1, 1),
    "new years": (1, 1),
    "new year": (1, 1),
    "valentines day": (2, 14),
    "valentine day": (2, 14),
    "valentines": (2, 14),
    "saint patricks day": (3, 17),
    "st patricks day": (3, 17),
    "april fools day": (4, 1),
    "april fools": (4, 1),
    "halloween": (10, 31),
    "halloween day": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new year eve": (12, 31),
}
"""Month and day."""

_FROM_EASTER = {
    "good friday": -2,
    "easter sunday": 0,
    "easter day": 0,
    "easter": 0,
    "easter monday": 1,
}
"""Days after Easter Sunday."""

_THANKSGIVING = ("thanksgiving day", "thanksgiving")
"""In the United States: the fourth Thursday of November."""

_NAMES = {tuple(name.split()): name for name in (*_FIXED, *_FROM_EASTER, *_THANKSGIVING)}
_LONGEST = max(map(len, _NAMES))
FEAST_WORDS = frozenset(name[0] for name in _NAMES)
"""What a named day begins with."""


def feast_at(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """The longest name of a day from a place on, and the place behind it."""
    for end in range(min(at + _LONGEST, len(words)), at, -1):
        if name := _NAMES.get(tuple(words[at:end])):
            return name, end
    return None


def feast(name: str, year: int) -> date:
    """The date of a named day in a year."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[name])
    november = date(year, 11, 1)
    return november + timedelta(days=(3 - november.weekday()) % 7 + 21)


def easter(year: int) -> date:
    """Easter Sunday of a year, by the Gregorian calendar.

    The moon's age on a fixed day of spring comes from the year's place in the 19-year cycle and from how far calendar
    and moon have drifted apart in the centuries; Easter is the Sunday after the full moon.
    """
    golden, century = year % 19, year // 100
    drift = century - century // 4 - (8 * century + 13) // 25
    moon = (19 * golden + drift + 15) % 30
    moon -= moon > 28 or (moon == 28 and golden > 10)  # the full moon is never later than 18 April
    full = date(year, 3, 21) + timedelta(days=moon)
    return full + timedelta(days=(6 - full.weekday()) % 7 or 7)
