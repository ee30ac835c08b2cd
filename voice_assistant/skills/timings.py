"""How long a timer shall run and what it is for, from one piece of a sentence: "ten minute pasta", "eggs for seven"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.durations import read_duration, split_duration
from voice_assistant.skills.values.numbers import read_number

_TIES = (
    r"(?:for|called|named|labelled|labeled|titled|of|on|to|at|with|from|until|the|a|an|my|our|some|and|it|that|this|is"
    r"|me|us|name|call|label|lasting|lasts|long|timer|countdown|please|thanks|thank|now|just|about|like|say|maybe|around"
    r"|roughly|exactly|starting|beginning|go)"
)
_BEFORE = re.compile(rf"\A(?:[\s,:;.-]*\b{_TIES}\b)*[\s,:;.-]*", re.IGNORECASE)
_BEHIND = re.compile(rf"[\s,:;.!?-]*(?:\b{_TIES}\b[\s,:;.!?-]*)*\Z", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:i|i'm|i've|you|he|she|we|they|its|was|were|are|will|would|could|can|ago|because|till|if|when|then|am|pm"
    r"|o'clock|alarm|remind|list|volume|all|every|set|start|make|put|give|get|add|create|need|want|cancel|stop|pause"
    r"|tell|let|another|more|um+|uh+|er|okay|ok|hey|yes|no|not|yet|so|but|him|her|scrap|delete|remove|drop|kill|bin|pause|hold"
    r"|resume|continue|extend|keep|shorten|reduce|how|what|which|when|why|where|who|take|takes|taking|off|away"
    r"|should|shall|must|is|be|been|being|left|remaining|remains|instead|minus|negative|less|than"
    r"|\w+n't)\b|\d|\+|\A(?:seconds?|minutes?|hours?)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:more|another|extra|additional|further|longer)\b|\A\+", re.IGNORECASE)
_LONGER = re.compile(r"\b(?:more|extra|additional|further|longer)\b(?!\s+timer)", re.IGNORECASE)
_ON_TOP = re.compile(r"\banother\b.*\b(?:on|onto|to)\b", re.IGNORECASE)
"""Another five minutes, on a timer that runs already: not another timer."""
_IT = re.compile(r"\Ait\s+(?P<number>\S+)\s+more\Z", re.IGNORECASE)
_ANOTHER = re.compile(r"\banother\b", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:^|\s)(?:and\s+)?(?:call|name|label|title)\s+(?:it|that|this)\s+(?:the\s+|as\s+)?(?P<name>.+)$",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:needs?|takes?|wants?|should\s+\w+|must\s+\w+|ha(?:s|ve)\s+to\s+\w+|needs?\s+to\s+\w+)(?:\s+for)?\s*$",
    re.IGNORECASE,
)
"""What is said of a dish, for which the timer is not named: "the cake needs forty minutes"."""
_NOTHING = re.compile(
    r"\A(?:(?:for|of|to|at)\s+)?(?:zero|no|nil|0+(?:[.:]0+)?)[\s-]*(?:s|m|h|secs?|seconds?|mins?|minutes?|hrs?|hours?)\Z",
    re.IGNORECASE,
)
"""No time at all, which is no length, but said as one."""
_SHOULD = re.compile(r"(?:should|must|has\s+to|needs?\s+to|ought\s+to|is\s+to)\b", re.IGNORECASE)
"""What is wanted of a timer that is there: "the timer should be eight minutes instead"."""
_NO_NAMES = frozenset({"time", "new", "second", "next", "other", "daily", "quick", "short"})

_MOST_WORDS = 5
"""Words of the longest name."""

_MOST_MINUTES = 600
"""The highest number that, by itself, is taken to count minutes."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a timer shall run, and what it is called."""

    length: timedelta
    name: str = ""


def read_timing(text: str) -> Timing | None:
    """Length and name, in any order; None where there is no length, or more of one. A bare number counts minutes."""
    return None if _LONGER.search(text) or _ON_TOP.search(text) else _timing(text)


def read_more(text: str) -> Timing | None:
    """A length that is said to come on top, and of which timer: "the pasta two more minutes"."""
    return _timing(_IT.sub(r"\g<number>", text).removeprefix("+")) if _MORE.search(text) else None


def _timing(text: str) -> Timing | None:
    for length, rest in split_duration(text):
        if _SHOULD.match(rest):
            continue
        called = _CALLED.search(rest)
        name = "" if _NEEDS.search(rest) else read_label(called["name"] if called else rest)
        if name is not None:
            return Timing(length, name)
    if _NOTHING.search(text):
        return Timing(timedelta())
    number = read_number(_BEFORE.sub("", text))
    if number is None or not 0 < number <= _MOST_MINUTES:
        return None
    return Timing(timedelta(minutes=number))


def read_less(text: str) -> timedelta | None:
    """A length that is to be taken off a timer, below zero: "two minutes" are minus two."""
    length = read_duration(text)
    return -length if length else None


def read_label(text: str) -> str | None:
    """A name without the words that tie it to the rest, empty where those are all; None where it is no name.

    What holds a length of time is none.
    """
    name = _BEHIND.sub("", _BEFORE.sub("", text))
    long = len(name.split()) > _MOST_WORDS
    timed = _NOTHING.search(name) or split_duration(name)
    return None if long or timed or _NO_NAME.search(name) else name


def read_new_name(text: str) -> str | None:
    """What a timer shall be called: no length of time, or that would be its length."""
    name = None if split_duration(text) or read_number(text) is not None else read_label(text)
    return name if name and name.casefold() not in _NO_NAMES else None


def read_length(text: str) -> timedelta | None:
    """How long a new timer shall run, which may be no time: "two more minutes" are for one that runs already."""
    if _NOTHING.search(text):
        return timedelta()
    return None if _LONGER.search(text) or _ANOTHER.search(text) else read_duration(text)


def read_handle(text: str) -> str | None:
    """What a timer goes by: its name, or its length, as in "the ten minute timer"."""
    bare = _BEHIND.sub("", _BEFORE.sub("", text))
    return bare if read_duration(bare) else read_label(text) or None


Span = Annotated[
    timedelta | None, Slot("length", lambda said, _: read_duration(said), "a length of time", "ten minutes")
]
"""A length that the skill asks for by itself where it is missing."""
NewSpan = Annotated[
    timedelta | None, Slot("length", lambda said, _: read_length(said), "how long", "ten minutes")
]
Spec = Annotated[
    Timing | None,
    Slot("length", lambda said, _: read_timing(said), "how long, and a name", "ten minutes for the pasta"),
]
More = Annotated[
    Timing | None,
    Slot("length", lambda said, _: read_more(said), "how much more, and a name", "two more minutes"),
]
Less = Annotated[
    timedelta | None, Slot("length", lambda said, _: read_less(said), "how much less", "two minutes")
]
"""A length that comes off, below zero."""
Label = Annotated[
    str, Slot("name", lambda said, _: read_new_name(said), "what a timer shall be called", "pasta", free=True)
]
Handle = Annotated[
    str, Slot("name", lambda said, _: read_handle(said), "a timer's name or length", "pasta", free=True)
]
