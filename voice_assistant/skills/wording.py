"""How lengths of time, clock times, days and enumerations are said. The words come from the language file.

Figures stay figures ("7:05 am"): whoever speaks them makes them speakable, and a screen shows them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from voice_assistant.everyday.records import Repeat
from voice_assistant.languages import Language

_SECONDS = (86_400, 3_600, 60, 1)
"""Seconds of each unit, in the order of the phrases `words.one`, `words.many` and `words.each`."""

_FAR = timedelta(days=300)
"""A date further away than this is told with its year."""


def join(language: Language, texts: Sequence[str]) -> str:
    """An enumeration: "milk, eggs, and bread"; empty for no texts."""
    if len(texts) < 3:
        return language.phrase("words.and", first=texts[0], last=texts[1]) if texts[1:] else "".join(texts)
    return language.phrase("words.last_and", first=_commas(language, texts[:-1]), last=texts[-1])


def either(language: Language, texts: Sequence[str]) -> str:
    """A choice: "pasta, rice, or tea"; empty for no texts."""
    if len(texts) < 3:
        return language.phrase("words.or", first=texts[0], last=texts[1]) if texts[1:] else "".join(texts)
    return language.phrase("words.last_or", first=_commas(language, texts[:-1]), last=texts[-1])


def _commas(language: Language, texts: Sequence[str]) -> str:
    joined = texts[0]
    for text in texts[1:]:
        joined = language.phrase("words.comma", first=joined, last=text)
    return joined


def length(language: Language, span: timedelta) -> str:
    """A length of time to the second: "1 hour and 10 minutes". A negative one is none: "0 seconds"."""
    return join(
        language,
        [language.variants("words.one" if n == 1 else "words.many", n=n)[unit] for unit, n in _units(span)],
    )


def measure(language: Language, span: timedelta) -> str:
    """A length of time as it stands before a thing: "10 minute", of a timer."""
    return join(language, [language.variants("words.one", n=n)[unit] for unit, n in _units(span)])


def _units(span: timedelta) -> list[tuple[int, int]]:
    """Which units a length of time has, by their place in `_SECONDS`, and how many of each."""
    left = max(0, round(span.total_seconds()))
    found = []
    for unit, seconds in enumerate(_SECONDS):
        count, left = divmod(left, seconds)
        if count:
            found.append((unit, count))
    return found or [(len(_SECONDS) - 1, 0)]


def rough(language: Language, span: timedelta) -> str:
    """A length of time as people tell it: without seconds from ten minutes on, without minutes from a day on."""
    step = 1 if span < timedelta(minutes=10) else 60 if span < timedelta(days=1) else 3600
    return length(language, timedelta(seconds=round(span.total_seconds() / step) * step))


def clock_time(language: Language, at: time | datetime) -> str:
    """A time of day to the minute: "7:05 am", "noon", "midnight"."""
    if at.minute == 0 and at.hour == 0:
        return language.phrase("words.midnight")
    if at.minute == 0 and at.hour == 12:
        return language.phrase("words.noon")
    return language.variants("words.clock", hour=at.hour % 12 or 12, minute=f"{at.minute:02}")[at.hour // 12]


def day(language: Language, on: date, today: date) -> str:
    """A day as seen from today: "today", "tomorrow", "Friday" within the week, "December 24", or with its year."""
    away = (on - today).days
    if -1 <= away <= 1:
        return language.variants("words.near")[away + 1]
    if 1 < away < 7:
        return language.variants("words.weekdays")[on.weekday()]
    month = language.variants("words.months")[on.month - 1]
    if abs(on - today) > _FAR:
        return language.phrase("words.date_of_year", month=month, day=on.day, year=on.year)
    return language.phrase("words.date", month=month, day=on.day)


def moment(language: Language, when: datetime, now: datetime) -> str:
    """A moment as seen from now: "tomorrow at 7:05 am", "on Friday at noon", "on December 24 at 8:00 pm".

    Args:
        language: where the words come from.
        when: naive local time, or aware.
        now: aware, in the user's zone.
    """
    local = when.astimezone(now.tzinfo) if when.tzinfo else when
    on, at = day(language, local.date(), now.date()), clock_time(language, local)
    if abs((local.date() - now.date()).days) <= 1:
        return language.phrase("words.near_at", day=on, time=at)
    return language.phrase("words.on_at", day=on, time=at)


def repeat(language: Language, again: Repeat, at: time | datetime | None) -> str:
    """A rhythm: "every weekday at 7:00 am", "on the first of every month at 9:00 am", "every 2 hours".

    Args:
        language: where the words come from.
        again: the rhythm.
        at: the time of day at which it comes; None where it comes after a length of time.
    """
    if again.every is not None:
        return _every(language, again.every)
    if again.month_day is not None:
        rhythm = language.phrase("words.month_day", nth=ordinal(language, again.month_day))
    elif again.weekdays == (0, 1, 2, 3, 4):
        rhythm = language.phrase("words.every", one=language.phrase("words.weekday"))
    elif len(again.weekdays) == 7:
        rhythm = language.variants("words.each")[0]
    else:
        names = language.variants("words.weekdays")
        rhythm = language.phrase("words.every", one=join(language, [names[d] for d in again.weekdays]))
    if at is None:
        return rhythm
    return language.phrase("words.near_at", day=rhythm, time=clock_time(language, at))


def _every(language: Language, span: timedelta) -> str:
    seconds = round(span.total_seconds())
    if seconds in _SECONDS:
        return language.variants("words.each")[_SECONDS.index(seconds)]
    return language.phrase("words.every", one=length(language, span))


def ordinal(language: Language, number: int) -> str:
    """A number from 1 to 31 as the place in a row: "first"."""
    return language.variants("words.ordinals")[number - 1]


_TO_YOU = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "i'm": "you're", "i've": "you've", "i'll": "you'll", "i'd": "you'd",
}  # fmt: skip
_BESIDE_I = {"am": "are", "was": "were", "wasn't": "weren't"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def to_you(text: str) -> str:
    """What the user said of themselves, said to them: "call my mother when I am home" has "your" and "you are".

    Words that are not about the speaker stay as they are, letter by letter.
    """
    words = list(_WORD.finditer(text))
    plain = [word[0].lower().replace("’", "'") for word in words]
    pieces: list[str] = []
    end = 0
    for place, (word, said) in enumerate(zip(words, plain, strict=True)):
        beside = plain[max(0, place - 1) : place + 2]
        new = _BESIDE_I.get(said) if "i" in beside else None
        pieces += [text[end : word.start()], new or _TO_YOU.get(said, word[0])]
        end = word.end()
    return "".join([*pieces, text[end:]])
