"""Lengths of time: "five minutes", "an hour and a half", "1h 30m", and the one inside "ten minute pasta timer"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from voice_assistant.skills.values.numbers import NUMBER_WORDS, fraction_at, number_at, small_number_at
from voice_assistant.skills.values.words import listen, word_at

LONGEST = timedelta(days=366)

_NAMES = {
    1: "second seconds sec secs",
    60: "minute minutes min mins",
    3600: "hour hours hr hrs",
    86400: "day days",
    604800: "week weeks",
    1209600: "fortnight fortnights",
}
UNITS = {name: seconds for seconds, names in _NAMES.items() for name in names.split()}
"""Seconds, by the name of the unit."""

_TYPED = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
"""Units of one letter, only behind digits."""
_ABOUT = frozenset({"about", "around", "only", "nearly", "almost", "another"})
_MORE = frozenset({"more", "extra", "additional", "full", "whole", "further"})
_FOR_WHAT = frozenset({"for", "called", "named"})
_STARTS = NUMBER_WORDS | _ABOUT | UNITS.keys()
_SECOND = ("a", "second")
_BELOW_ZERO = re.compile(r"(?<![^\s(])[-−–](?=[\d.])|\b(?:minus|negative) (?=[\w.])", re.IGNORECASE)
"""No time runs backwards, so the number behind such a sign is no length by itself."""


def read_duration(text: str) -> timedelta | None:
    """The length of time that a whole text says: positive, and 366 days at most; else None."""
    if _BELOW_ZERO.search(text):
        return None
    words = listen(text).words
    found = duration_at(words, 0)
    return found[0] if found and found[1] == len(words) else None


def split_duration(text: str) -> tuple[tuple[timedelta, str], ...]:
    """Every way to take one length of time out of a text, with the rest of the text; the longest time first.

    The "for", "of" or "in" that ties it to the rest goes with it: "10 minute pasta" and "pasta for ten minutes" both
    give 10 minutes and "pasta". One inside another is no way of its own: "half an hour" does not hold "an hour".
    There is none where something is said to be below zero: "minus five minutes".
    """
    if _BELOW_ZERO.search(text):
        return ()
    said = listen(text)
    words = said.words
    found: list[tuple[timedelta, str]] = []
    reached = 0
    for start in range(len(words)):
        length = duration_at(words, start)
        if length is None or length[1] <= reached:
            continue
        value, reached = length
        if words[start:reached] == _SECOND and reached < len(words):
            continue  # "a second timer" is one more, not a short one
        first = start - (start > 0 and words[start - 1] in ("for", "of", "in", "lasting"))
        last = reached + (first == 0 and reached < len(words) and words[reached] in ("for", "of"))
        found.append((value, said.without(first, last)))
    return tuple(sorted(found, key=lambda way: way[0], reverse=True))


def duration_at(words: Sequence[str], at: int) -> tuple[timedelta, int] | None:
    """The length of time from a place on, as long as it goes."""
    word = word_at(words, at)
    if word not in _STARTS and not word[:1].isdecimal() and not word.startswith("."):
        return None
    end = at + (word in _ABOUT)
    end += (
        word_at(words, end) in ("an", "a")
        and word_at(words, end + 1) in _MORE
        and word_at(words, end + 2) not in UNITS
    )
    end += end > at and word_at(words, end) in _MORE
    begin, seconds, smallest = end, 0.0, 0.0
    while True:
        joined = end > begin and word_at(words, end) in ("and", "plus")
        part = _part(words, end + joined, alone=word == "another" and end == begin)
        if part is None or (smallest and part[1] >= smallest and part[0] >= smallest):
            break
        seconds, smallest, end = seconds + part[0], part[1], part[2]
        if half := _part_more(words, end):
            seconds, end = seconds + half[0] * smallest, half[1]
    if end > begin and (tail := _bare_tail(words, end, smallest)):
        seconds, end = seconds + tail[0], tail[1]
    end += end > begin and word_at(words, end) in ("more", "extra", "longer")
    return (
        (timedelta(seconds=seconds), end)
        if 0 < seconds <= LONGEST.total_seconds() and seconds >= 1e-6
        else None
    )


def _part(words: Sequence[str], at: int, *, alone: bool) -> tuple[float, float, int] | None:
    """A number and its unit: seconds, seconds of the unit, the place behind."""
    word = word_at(words, at)
    if word in UNITS:  # "another minute", and "hour and a half"
        return (UNITS[word], UNITS[word], at + 1) if alone or _part_more(words, at + 1) else None
    if ":" in word:
        return _clock(words, at)
    if word in ("a", "an"):
        after = at + 1 + (word_at(words, at + 1) in _MORE)
        if (unit := UNITS.get(word_at(words, after))) is not None:
            return unit, unit, after + 1
    found = number_at(words, at)
    if found is None or not 0 < found[0] <= LONGEST.total_seconds():
        return None
    value, end = found
    end += word_at(words, end) in _MORE
    unit = _unit(words, end)
    if unit is None and value < 1:  # "half an hour", "three quarters of an hour"
        end += word_at(words, end) == "of"
        end += word_at(words, end) in ("a", "an", "one")
        unit = UNITS.get(word_at(words, end))
    return (value * unit, unit, end + 1) if unit else None


def _unit(words: Sequence[str], at: int) -> int | None:
    word = word_at(words, at)
    return UNITS.get(word) or (_TYPED.get(word) if words[at - 1][-1].isdecimal() else None)


def _clock(words: Sequence[str], at: int) -> tuple[float, float, int] | None:
    """Like "1:30 hours", "1:30 minutes", "1:30:00"."""
    big, small, *seconds = (int(digits) for digits in words[at].split(":"))
    if small >= 60 or seconds >= [60]:
        return None
    if seconds:
        return big * 3600 + small * 60 + seconds[0], 1, at + 1
    unit = _unit(words, at + 1)
    return (big * unit + small * unit / 60, unit / 60, at + 2) if unit in (60, 3600) else None


def _part_more(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The "and a half" of "an hour and a half", where it is not "and half a minute"."""
    part = fraction_at(words, at + 1) if word_at(words, at) == "and" else None
    if part is None or not 0 < part[0] < 1:
        return None
    of = part[1] + (word_at(words, part[1]) == "of")
    of += word_at(words, of) in ("a", "an")
    return None if word_at(words, of) in UNITS else part


def _bare_tail(words: Sequence[str], at: int, smallest: float) -> tuple[float, int] | None:
    """The "twenty" of "two hours twenty", where nothing follows that it could count."""
    found = small_number_at(words, at + (word_at(words, at) == "and")) if smallest in (60, 3600) else None
    if found is None or not 0 < found[0] < 60:
        return None
    ends = word_at(words, found[1]) in ("", *_FOR_WHAT) or word_at(words, at - 1) in _TYPED
    return (found[0] * smallest / 60, found[1]) if ends else None
