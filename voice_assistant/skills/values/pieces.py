"""The pieces that a moment is said in, in any order: "tomorrow", "at seven", "in the evening", "every day"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from voice_assistant.everyday import Repeat
from voice_assistant.skills.values.dates import DATE_WORDS, date_at
from voice_assistant.skills.values.durations import duration_at
from voice_assistant.skills.values.hours import CLOCK_WORDS, Clock, Part, clock_at, part_at
from voice_assistant.skills.values.numbers import NUMBER_WORDS, ordinal_at
from voice_assistant.skills.values.repeats import REPEAT_WORDS, repeat_at

_PART_WORDS = frozenset("tonight this later in during at morning afternoon evening night".split())
_NEAR = frozenset({"today", "tonight", "tomorrow", "this", "in"})
_STARTS = DATE_WORDS | CLOCK_WORDS | REPEAT_WORDS | NUMBER_WORDS | _PART_WORDS | {"about", "after", "within"}


@dataclass(frozen=True, slots=True)
class Pieces:
    """What was said of a moment."""

    date: date | None = None
    clock: Clock | None = None
    part: Part | None = None
    repeat: Repeat | None = None
    after: timedelta | None = None

    def joined(self, other: Pieces) -> Pieces | None:
        """Both as one; None where they do not go together, such as two dates."""
        found = {}
        for field in fields(Pieces):
            here, there = getattr(self, field.name), getattr(other, field.name)
            if here is not None and there is not None and here != there:
                return None
            found[field.name] = there if here is None else here
        both = Pieces(**found)
        alone = both.after is not None or (both.repeat is not None and both.repeat.every is not None)
        if alone and sum(value is not None for value in found.values()) > 1:
            return None
        return None if both.repeat and both.date else both


def pieces_from(
    words: Sequence[str], at: int, today: date, *, whole: bool = False
) -> list[tuple[int, Pieces]]:
    """What is said of a moment from a place on: after each piece, the place behind it and all that was said so far.

    Where the `whole` text is known to be a moment, a bare number is an hour and "night" a part of the day; elsewhere
    only beside other pieces.
    """
    steps: list[tuple[int, Pieces]] = []
    known, end = Pieces(), at
    while end < len(words):
        found = _piece_at(words, end, today, known, whole=whole)
        both = known.joined(found[1]) if found else None
        if found is None or both is None or both == known:
            break
        end, known = found[0], both
        steps.append((end, known))
    return steps


def _piece_at(
    words: Sequence[str], at: int, today: date, known: Pieces, *, whole: bool
) -> tuple[int, Pieces] | None:
    """The longest piece from a place on."""
    at += _harmless(words, at)
    word = words[at]
    if word not in _STARTS and not word[0].isdecimal() and not ordinal_at(words, at):
        return None
    found: list[tuple[int, Pieces]] = []
    if (word in REPEAT_WORDS or word[0].isdecimal()) and (again := repeat_at(words, at)):
        found.append((again[2], Pieces(repeat=again[0], part=again[1])))
    if day := date_at(words, at, today, whole=whole):
        found.append((day[1], Pieces(date=day[0])))
    if wait := _wait_at(words, at):
        found.append((wait[1], Pieces(after=wait[0])))
    if (hour := clock_at(words, at)) and (whole or _is_clock(words, *hour, today, known)):
        found.append((hour[1], Pieces(clock=replace(hour[0], sure=True))))
    if word in _PART_WORDS and (part := part_at(words, at)):
        bare = part[2] == at + 1 and not part[1]
        if whole or not bare or known != Pieces():
            found.append((part[2], Pieces(part=part[0], date=today if part[1] else None)))
    return max(found, key=lambda one: one[0], default=None)


def _harmless(words: Sequence[str], at: int) -> int:
    """How many words there are of the "first thing" before "tomorrow", which change nothing."""
    early = 2 if tuple(words[at : at + 2]) == ("first", "thing") else words[at] in ("later", "late", "early")
    return early if at + early < len(words) and words[at + early] in _NEAR else 0


def _wait_at(words: Sequence[str], at: int) -> tuple[timedelta, int] | None:
    """Like "in ten minutes", "ten minutes from now", "in an hour's time"."""
    tied = words[at] in ("in", "after", "within")
    found = duration_at(words, at + tied)
    if found is None:
        return None
    length, end = found
    if tuple(words[end : end + 2]) == ("from", "now"):
        return length, end + 2
    time = end < len(words) and words[end] == "time"
    return (length, end + time) if tied else None


def _is_clock(words: Sequence[str], clock: Clock, end: int, today: date, known: Pieces) -> bool:
    """Whether this is a clock time among other words: "at seven" is, "seven thirty" beside a day, "seven" never."""
    if clock.sure or not clock.minute:
        return clock.sure
    beside = known.date or known.part or known.repeat
    return bool(beside or (end < len(words) and (date_at(words, end, today) or part_at(words, end))))
