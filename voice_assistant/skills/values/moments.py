"""Moments: "at seven", "tomorrow morning", "on friday at half past three", "in ten minutes", "every weekday at 7".

A moment is said in pieces, in any order: a date, a clock time, a part of the day, what comes again, or how long from
now. `pieces` finds them; here they become one moment, which never lies in the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from voice_assistant.everyday import Repeat
from voice_assistant.skills.values.hours import Clock
from voice_assistant.skills.values.months import add_months, in_month
from voice_assistant.skills.values.pieces import Pieces, pieces_from
from voice_assistant.skills.values.repeats import UNREADABLE
from voice_assistant.skills.values.words import Said, listen, word_at

_BEHIND_ROW = frozenset({"", "to", "that", "about", "of"})
"""What follows a moment that ends a row, where its hour was a bare number."""

_BARE = 9
"""The hour of a date without one."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is to happen. Exactly one of `local` and `after` is set, unless it is `never`."""

    local: datetime | None = None
    """Date and clock time: naive. Where it repeats, the first time."""
    after: timedelta | None = None
    """How long from now."""
    repeat: Repeat | None = None
    vague: bool = False
    """An hour was said, and no half of the day: it was chosen here."""
    never: bool = False
    """It does not exist, or has passed."""
    dated: bool = field(default=False, compare=False)
    """A day was said, and not only an hour."""
    one_day: bool = field(default=False, compare=False)
    """That day can be no other: "tomorrow", and not "monday", which may be every monday."""


def read_moment(text: str, now: datetime, *, morning: bool = False) -> Moment | None:
    """The moment that a whole text says; None if it says something else, or a moment that has passed.

    An hour without its half of the day is the next time it is that o'clock; on another day 1 to 6 are in the afternoon.
    With `morning` (for alarms) 5 to 11 are always in the morning. `now` is local, naive or aware.
    """
    words = listen(text).words
    now = now.replace(tzinfo=None)
    for end, pieces in pieces_from(words, 0, now.date(), whole=True):
        if end == len(words):
            return _moment(pieces, now, morning)
    return None


def split_moment(text: str, now: datetime, *, morning: bool = False) -> tuple[tuple[Moment, str], ...]:
    """Every way to take one moment off the beginning or the end of a text, with the rest; the longest moment first.

    A moment may come in two parts, one at each end: "tomorrow call my mother at five". A bare number is none:
    "buy two apples" has no moment in it, and "meet john at two" has one.
    """
    said = listen(text)
    now = now.replace(tzinfo=None)
    size = len(said.words)
    heads = [(0, Pieces()), *pieces_from(said.words, 0, now.date())]
    tails = [*_tails(said, now.date()), (size, Pieces())]
    ways: dict[tuple[Moment, str], int] = {}
    for end, head in heads:
        for start, tail in tails:
            pieces = head.joined(tail) if end <= start else None
            if pieces is None or (end == 0 and start == size) or _torn(said, end, start):
                continue
            if moment := _moment(pieces, now, morning):
                ways.setdefault((moment, said.between(end, start)), start - end)
    return tuple(sorted(ways, key=lambda way: ways[way]))


def moments_in_row(text: str, now: datetime) -> tuple[tuple[Moment, ...], str]:
    """Several moments said one after the other, "at 8 am and 8 pm", and the text without them; none where there is one.

    What was said of only one of them, such as the day, holds for each.
    """
    said = listen(text)
    now = now.replace(tzinfo=None)
    size = len(said.words)
    start = 0
    while start < size:
        row = _row_from(said.words, start, now.date())
        end = row[-1][0] if row else start + 1
        if len(row) > 1:
            return _row(said, start, row, now)
        start = end
    return (), text


def _row_from(words: Sequence[str], at: int, today: date) -> list[tuple[int, Pieces]]:
    """The moments in a row from a place on, with the place behind each."""
    row: list[tuple[int, Pieces]] = []
    while at < len(words):
        # behind "at 8 and", a bare number is an hour too, if nothing is counted by it
        for whole in (False, True) if row else (False,):
            steps = pieces_from(words, at, today, whole=whole)
            if steps and (not whole or word_at(words, steps[-1][0]) in _BEHIND_ROW):
                break
        else:
            break
        row.append(steps[-1])
        at = steps[-1][0]
        if word_at(words, at) == "and":
            at += 1 + (word_at(words, at + 1) in ("also", "again", "then"))
    return row


def _row(
    said: Said, start: int, row: Sequence[tuple[int, Pieces]], now: datetime
) -> tuple[tuple[Moment, ...], str]:
    """The moments of a row, with what is said of all of them at the ends of the text; and the rest."""
    size = len(said.words)
    heads = [step for step in pieces_from(said.words, 0, now.date()) if step[0] <= start]
    tails = [tail for tail in _tails(said, now.date()) if tail[0] >= row[-1][0]]
    first, head = heads[-1] if heads else (0, Pieces())
    last, tail = tails[0] if tails else (size, Pieces())
    everything = [pieces for _, pieces in row] + [head, tail]
    whole = [_filled(pieces, everything) for _, pieces in row]
    moments = tuple(filter(None, (_moment(pieces, now, False) for pieces in whole)))
    rest = f"{said.between(first, start)} {said.between(row[-1][0], last)}".strip()
    return (moments, rest) if len(moments) == len(row) else ((), said.text)


def _filled(pieces: Pieces, others: Sequence[Pieces]) -> Pieces:
    """A moment with what was said only of another one in its row."""
    if pieces.after is not None or (pieces.repeat is not None and pieces.repeat.every is not None):
        return pieces
    day = pieces.date is None and pieces.repeat is None
    hour = pieces.clock is None and pieces.part is None
    return replace(
        pieces,
        date=next((one.date for one in others if one.date), None) if day else pieces.date,
        repeat=next((one.repeat for one in others if one.repeat), None) if day else pieces.repeat,
        clock=next((one.clock for one in others if one.clock), None) if hour else pieces.clock,
    )


def _tails(said: Said, today: date) -> Iterator[tuple[int, Pieces]]:
    """What the text says of a moment at its end: with all of its pieces, and with fewer and fewer."""
    size = len(said.words)
    start = 1
    while start < size:
        steps = pieces_from(said.words, start, today)
        if steps and steps[-1][0] == size:
            yield start, steps[-1][1]
            start = steps[0][0]  # never inside a piece: "past seven" is no way to end "half past seven"
        else:
            start += 1


def _torn(said: Said, end: int, start: int) -> bool:
    """Whether the rest, from word `end` up to `start`, keeps an "every" that belongs to the moment."""
    near = {*range(end, min(end + 3, start)), *range(max(end, start - 3), start)}
    words = said.words
    return any(words[i] in ("every", "each") and word_at(words, i + 1) in UNREADABLE for i in near)


def _moment(pieces: Pieces, now: datetime, morning: bool) -> Moment | None:
    """The moment that these pieces say; None where it has passed."""
    if pieces.after is not None:
        return Moment(after=pieces.after)
    vague = pieces.clock is not None and pieces.clock.vague and pieces.part is None
    if pieces.clock and pieces.part:
        pieces = replace(pieces, clock=pieces.clock.at_part(pieces.part))
    repeat = pieces.repeat
    if repeat and repeat.every:
        return Moment(now.replace(microsecond=0) + repeat.every, repeat=repeat)
    if repeat:
        return _first_time(pieces, repeat, now, morning)
    local = (
        _hour_said(pieces.clock, pieces.date, now, morning) if pieces.clock else _no_hour_said(pieces, now)
    )
    return Moment(local, vague=vague, dated=pieces.date is not None) if local else None


def _hour_said(clock: Clock, day: date | None, now: datetime, morning: bool) -> datetime | None:
    """The next moment at a clock time, on a day if one was said."""
    today = now.date()
    if day not in (None, today):
        moments = [_at(day, _usual(clock, morning))]
    else:
        halves = [_usual(clock, morning)] if morning or not clock.vague else []
        if clock.vague and not (morning and day is None):
            halves += [replace(clock, hour=clock.hour % 12 + half, vague=False) for half in (0, 12)]
        if day is None:
            days = (today, today + timedelta(days=1))
            moments = [_at(one, replace(half, late=False)) for one in days for half in halves]
        else:
            early = now.hour < 5  # past midnight, "tonight at one" is soon
            moments = [_at(today, replace(half, late=half.late and not early)) for half in halves]
    return next((moment for moment in moments if moment > now), None)


def _usual(clock: Clock, morning: bool) -> Clock:
    """A clock time on another day than today, with the half of the day that people mostly mean."""
    if not clock.vague:
        return clock
    hour = clock.hour % 12
    return replace(clock, hour=hour + 12 * (hour < (5 if morning else 7)), vague=False)


def _no_hour_said(pieces: Pieces, now: datetime) -> datetime | None:
    """The moment of a day or a part of the day: at its usual hour, or today at the next full hour."""
    part = pieces.part
    usual = part.value if part else _BARE
    today = now.date()
    moment = datetime.combine(pieces.date or today, time(usual))
    if moment > now:
        return moment
    if pieces.date is None:
        return moment + timedelta(days=1)
    soon = now.hour + 1
    if pieces.date == today and soon < (part.ends if part else 24):
        return datetime.combine(today, time(soon))
    return None


def _first_time(pieces: Pieces, repeat: Repeat, now: datetime, morning: bool) -> Moment:
    """What comes again on days of the week or of the month."""
    said = pieces.clock
    clock = _usual(said, morning) if said else Clock(pieces.part.value if pieces.part else _BARE, 0)
    if clock.late and repeat.weekdays:
        repeat = replace(repeat, weekdays=tuple(sorted((day + 1) % 7 for day in repeat.weekdays)))
    clock = replace(clock, late=False)
    today = now.date()
    if repeat.month_day:
        months = (add_months(today.replace(day=1), ahead) for ahead in range(3))
        days = [in_month(month, repeat.month_day) for month in months]
    else:
        week = (today + timedelta(days=ahead) for ahead in range(8))
        days = [day for day in week if day.weekday() in repeat.weekdays]
    first = next(moment for moment in (_at(day, clock) for day in days) if moment > now)
    return Moment(first, repeat=repeat, vague=said is not None and said.vague)


def _at(day: date, clock: Clock) -> datetime:
    return datetime.combine(day + timedelta(days=clock.late), time(clock.hour, clock.minute))
