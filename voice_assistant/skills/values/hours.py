"""Times of the day: "half past seven", "seven thirty p m", "19:30", "noon", "in the evening"."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voice_assistant.skills.values.durations import UNITS
from voice_assistant.skills.values.numbers import small_number_at
from voice_assistant.skills.values.words import word_at


class Part(enum.Enum):
    """A part of the day; its value is the hour that is meant where none is said."""

    MORNING = 9
    AFTERNOON = 15
    EVENING = 19
    NIGHT = 22

    @property
    def ends(self) -> int:
        """The hour at which it is over."""
        return {Part.MORNING: 12, Part.AFTERNOON: 18}.get(self, 24)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time, as it was said."""

    hour: int
    """1 to 12 where `vague`, else 0 to 23."""
    minute: int
    vague: bool = False
    """No half of the day was said, and the hour could be in either."""
    late: bool = False
    """It is after the midnight that ends the day which is meant: "friday at midnight", "tonight at one"."""
    sure: bool = True
    """Nobody would say this if not for a clock time: "at seven", "7pm"; not "seven", nor "seven thirty"."""

    def at_part(self, part: Part) -> Clock:
        """The same in a part of the day: "seven" in the evening is 19:00. Not changed where it is not vague."""
        if not self.vague:
            return self
        hour = self.hour % 12
        small = hour < {Part.EVENING: 4, Part.NIGHT: 5}.get(part, 0)
        if part is not Part.MORNING and not small:
            hour += 12
        return replace(self, hour=hour, vague=False, late=small)


NOON = Clock(12, 0)
MIDNIGHT = Clock(0, 0, late=True)

_NAMED = {"noon": NOON, "midday": NOON, "lunchtime": NOON, "midnight": MIDNIGHT}
_AT = frozenset({"at", "by", "for", "around", "about", "@", "until", "till"})
_LEADS = frozenset({*_AT, "on"})
_PAST = frozenset({"past", "after"})
_TO = frozenset({"to", "till", "til", "before", "of"})
_PARTS = {part.name.lower(): part for part in Part} | {"tonight": Part.NIGHT}
_COLON = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{2})")
_FOUR_DIGITS = re.compile(r"([0-9]{1,2})([0-9]{2})")
_COUNTED = frozenset(
    {*UNITS, "percent", "hundred", "thousand", "million", "point", "times", "degrees", "dollars", "euros"}
)
"""Behind a number, these say that it is not an hour."""

CLOCK_WORDS = frozenset(
    {*_LEADS, *_NAMED, "a", "half", "quarter", "the"}
    | set("one two three four five six seven eight nine ten eleven twelve".split())
    | set("thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty zero".split())
)
"""What a clock time begins with, if not with a digit."""


def part_at(words: Sequence[str], at: int) -> tuple[Part, bool, int] | None:
    """The part of the day from a place on; whether it is today's ("this evening"), and the place behind it."""
    word = word_at(words, at)
    if word == "tonight":
        return Part.EVENING, True, at + 1
    if word == "this":
        part = _PARTS.get(word_at(words, at + 1))
        return (part, True, at + 2) if part and part is not Part.NIGHT else None
    if word in ("in", "during") and word_at(words, at + 1) == "the":
        part = _PARTS.get(word_at(words, at + 2))
        return (part, False, at + 3) if part and words[at + 2] != "tonight" else None
    if word == "at" and word_at(words, at + 1) == "night":
        return Part.NIGHT, False, at + 2
    return (_PARTS[word], False, at + 1) if word in _PARTS else None


def clock_at(words: Sequence[str], at: int) -> tuple[Clock, int] | None:
    """The clock time from a place on, with the half or the part of the day behind it."""
    start, sure = at, False
    if word_at(words, at) == "on" and word_at(words, at + 1) in _AT:
        return None  # "turn the heating on at eight"
    while start < at + 2 and word_at(words, start) in _LEADS:
        sure = sure or words[start] in _AT
        start += 1
    if (word := word_at(words, start)) in _NAMED:
        return _NAMED[word], start + 1
    if word == "twelve" and word_at(words, start + 1) in ("noon", "midday", "midnight"):
        return _NAMED[words[start + 1]], start + 2
    found = _around_hour(words, start) or _hour_and_minute(words, start, sure)
    return _with_half(words, *found, sure, words[start - 1] if start > at else "") if found else None


def _with_half(
    words: Sequence[str], clock: Clock, end: int, sure: bool, link: str
) -> tuple[Clock, int] | None:
    """The same with the "o'clock", the "pm" or the "in the evening" behind it; None where it is no hour at all."""
    word = word_at(words, end)
    if word == "oclock" or (word == "hours" and (clock.sure or link == "at")):  # not "for seven hours"
        sure, end = True, end + 1
    elif word in _COUNTED:
        return None
    clock = replace(clock, sure=clock.sure or sure)
    if word_at(words, end) in ("am", "pm"):
        if clock.vague:
            clock = replace(clock, hour=clock.hour % 12 + 12 * (words[end] == "pm"), vague=False)
        return replace(clock, sure=True), end + 1
    part = part_at(words, end) if word_at(words, end) in ("in", "at") else None
    if part:
        return replace(clock.at_part(part[0]), sure=True), part[2]
    return clock, end


def _clock(hour: int, minute: int, *, sure: bool = False, zero: bool = False) -> Clock | None:
    """A clock time on a clock of 24 hours; the hours 1 to 12 are vague, unless written with a zero in front."""
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return MIDNIGHT if (hour, minute) == (24, 0) else None
    return Clock(hour, minute, vague=1 <= hour <= 12 and not zero, sure=sure)


def _hour(words: Sequence[str], at: int) -> tuple[int, int] | None:
    found = small_number_at(words, at)
    return found if found and found[0] <= 24 else None


def _around_hour(words: Sequence[str], at: int) -> tuple[Clock, int] | None:
    """Like "half past seven", "quarter to eight", "ten minutes past six", "half seven"."""
    at += word_at(words, at) == "a" and word_at(words, at + 1) == "quarter"
    named = {"half": 30, "quarter": 15}.get(word_at(words, at))
    minutes = (named, at + 1) if named else small_number_at(words, at)
    if minutes is None or not 0 < minutes[0] < 60:
        return None
    minute, link = minutes
    said = word_at(words, link) in ("minutes", "minute")
    link += said
    direct = word_at(words, at) == "half" and not said and _hour(words, link)  # British: half seven is 7:30
    back = word_at(words, link) in _TO
    hour = direct or (_hour(words, link + 1) if back or word_at(words, link) in _PAST else None)
    if hour is None or (word_at(words, link) == "of" and not named):
        return None
    if word_at(words, hour[1]) in _COUNTED and word_at(words, hour[1]) != "hours":
        return None
    # "five to ten" may be said of anything that goes from five to ten
    clock = _clock(hour[0], 0, sure=bool(named) or said or not back)
    if clock is None:
        return None
    if not back:
        return replace(clock, minute=minute), hour[1]
    earlier = (clock.hour - 1) % 24 if not clock.vague else (clock.hour - 2) % 12 + 1
    return replace(clock, hour=earlier, minute=60 - minute, late=False), hour[1]


def _hour_and_minute(words: Sequence[str], at: int, sure: bool) -> tuple[Clock, int] | None:
    """Like "seven", "seven thirty", "seven oh five", "7:30", "19.30", "730" before "pm", "nineteen hundred hours"."""
    word = word_at(words, at)
    behind = word_at(words, at + 1)
    if colon := _COLON.fullmatch(word):
        clock = _clock(int(colon[1]), int(colon[2]), sure=True, zero=colon[1][0] == "0")
        return (clock, at + 1) if clock and int(colon[3] or 0) < 60 else None
    four = _DOTTED.fullmatch(word) or _FOUR_DIGITS.fullmatch(word)
    if four and (sure or behind in ("am", "pm", "hours")) and len(word) > 2:
        clock = _clock(int(four[1]), int(four[2]), sure=True, zero=word[0] == "0")
        return (clock, at + 1) if clock else None
    hour = _hour(words, at)
    if hour is None:
        return None
    number, end = hour
    if word_at(words, end) == "hundred" and (word_at(words, end + 1) == "hours" or (sure and number > 12)):
        clock = _clock(number, 0, sure=True, zero=True)
        return (clock, end + 1) if clock else None
    minute = _minute(words, end)
    clock = _clock(number, minute[0]) if minute else None
    if clock and minute and word_at(words, minute[1]) not in _COUNTED:
        return clock, minute[1]
    clock = _clock(number, 0, zero=len(word) == 2 and word[0] == "0")
    return (clock, end) if clock else None


def _minute(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The minutes behind an hour: "thirty", "oh five", "05"."""
    if word_at(words, at) in ("oh", "o"):
        digit = small_number_at(words, at + 1)
        return digit if digit and 0 < digit[0] < 10 else None
    found = small_number_at(words, at)
    if found is None or found[0] >= 60 or (words[at].isdecimal() and len(words[at]) != 2):
        return None
    return found if found[0] >= 10 or words[at].isdecimal() else None
