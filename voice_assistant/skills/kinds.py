"""The kinds of values that skills take, as annotations: each reads its value from the user's words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.dates import read_date
from voice_assistant.skills.values.durations import read_duration
from voice_assistant.skills.values.moments import Moment, read_moment
from voice_assistant.skills.values.numbers import read_number

_ARTICLE = re.compile(r"^(?:(?:the|a|an|my|our|your|some|any|another|that|this|one)\s+)+", re.IGNORECASE)
_EDGES = " \t\n.,!?;:\"'"


def words(text: str) -> str | None:
    """The user's own words as they are; None where there are none."""
    return text.strip(_EDGES) or None


def thing(text: str) -> str | None:
    """The words without an article before them: "the pasta" is "pasta"."""
    return _ARTICLE.sub("", text.strip(_EDGES)).strip(_EDGES) or None


def whole_number(text: str) -> int | None:
    """A whole number."""
    number = read_number(text)
    return number if isinstance(number, int) else None


Text = Annotated[
    str, Slot("text", lambda said, _: words(said), "the user's own words", "the bins are full", free=True)
]
Name = Annotated[str, Slot("name", lambda said, _: thing(said), "a short name", "pasta", free=True)]
Number = Annotated[float, Slot("number", lambda said, _: read_number(said), "a number", "seven")]
Count = Annotated[int, Slot("count", lambda said, _: whole_number(said), "a whole number", "three")]
Length = Annotated[
    timedelta, Slot("length", lambda said, _: read_duration(said), "a length of time", "ten minutes")
]
Day = Annotated[date, Slot("day", lambda said, s: read_date(said, s.now.date()), "a date", "christmas eve")]
When = Annotated[
    Moment, Slot("when", lambda said, s: read_moment(said, s.now), "a moment", "tomorrow at five")
]
