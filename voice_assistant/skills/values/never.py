"""Moments that never come: "february 30th at eight", "25 o'clock", "yesterday at five"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from voice_assistant.skills.values.months import MONTHS, dated
from voice_assistant.skills.values.numbers import ordinal_at, small_number_at
from voice_assistant.skills.values.pieces import pieces_from
from voice_assistant.skills.values.words import listen, word_at

_LEADS = frozenset({"on", "at", "for", "by", "the"})
_COLON = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_LEAP_YEAR = 2028


def is_never(text: str, now: datetime) -> bool:
    """Whether a whole text, which is no moment, says one: a time or a day that does not exist, or that has passed."""
    words = listen(text).words
    today = now.date()
    start = 0
    while start < len(words) - 1 and word_at(words, start) in _LEADS:
        start += 1
    ends = [start, *(end for end, _ in pieces_from(words, start, today, whole=True))]
    return bool(words) and (
        len(words) in ends[1:] or any(_from(words, at, today) == len(words) for at in ends)
    )


def without_never(text: str, now: datetime) -> str:
    """A text without the moment that does not exist at its beginning or its end: "at 25 o'clock to call mum"."""
    said = listen(text)
    words, today = said.words, now.date()
    yesterday = word_at(words, 0) == "yesterday"
    if end := 1 if yesterday else _from(words, 0, today):
        steps = pieces_from(words, end, today) if yesterday else []
        return said.between(steps[-1][0] if steps else end, len(words))
    starts = (at for at in range(1, len(words)) if _from(words, at, today) == len(words))
    return said.between(0, next(starts, len(words)))


def _from(words: Sequence[str], at: int, today: date) -> int:
    """The place behind what does not exist, and the moment after it; 0 where there is nothing of the kind."""
    while word_at(words, at) in _LEADS:
        at += 1
    end = _no_day(words, at) or _no_hour(words, at)
    steps = pieces_from(words, end, today, whole=True) if end else []
    return steps[-1][0] if steps else end


def _no_day(words: Sequence[str], at: int) -> int:
    """Behind "february 30th", "the 31st of june"; 0 where there is such a day."""
    if word_at(words, at) in MONTHS:
        place = at + 1 + (word_at(words, at + 1) == "the")
        day = ordinal_at(words, place) or small_number_at(words, place)
        month, end = words[at], day[1] if day else 0
    else:
        day = ordinal_at(words, at) or small_number_at(words, at)
        end = day[1] + (word_at(words, day[1]) == "of") + 1 if day else 0
        month = word_at(words, end - 1) if end else ""
    if day is None or month not in MONTHS or word_at(words, end) == "oclock":
        return 0
    return end if dated(_LEAP_YEAR, MONTHS[month], day[0]) is None else 0


def _no_hour(words: Sequence[str], at: int) -> int:
    """Behind "25 o'clock", "8:75"; 0 where there is such an hour."""
    number = small_number_at(words, at)
    if number and number[0] > 24 and word_at(words, number[1]) == "oclock":
        return number[1] + 1
    colon = _COLON.fullmatch(word_at(words, at))
    if colon and (int(colon[1]) > 24 or int(colon[2]) > 59):
        return at + 1 + (word_at(words, at + 1) in ("am", "pm"))
    return 0
