"""When an alarm rings, or how much longer it lets somebody sleep, from one piece of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from voice_assistant.skills import Situation
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.timings import read_more
from voice_assistant.skills.values.moments import Moment, read_moment, split_moment
from voice_assistant.skills.values.never import is_never

_AGAIN = re.compile(r"\b(?:wake|get) me(?: up)?\b", re.IGNORECASE)
_TIES = re.compile(
    r"^(?:(?:(?:(?:that|which|so that|so|where) )?(?:it |it'll )?(?:goes|go|should go|will go|rings"
    r"|should ring|sounds|to go|to ring"
    r"|ringing|going|is|to be set|is set|is for)(?: off)?|to get me up|so (?:that )?i (?:wake|get) up"
    r"|i (?:have|set|made)(?= (?:for|at|on) )"
    r"|i've (?:set|got)|that i set|(?:not|no) (?:later|after) than|set for|set|call|please"
    r"|in(?= the \w+ing )|the|for|by|to|around|about|before|on(?= for| at)) )+(?=\S)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\A(?:(?:on|for) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_MINE = re.compile(r"^(?:the|my|our)\s+", re.IGNORECASE)
_OWN = re.compile(r"['’]s\b")
_REASON = re.compile(
    r"^(?:because|since|so|as|that|or|and (?!at|one|another|again|remind|set|add|put|tell|wake|turn|start"
    r"|then|also|read|give|stick|make)|i|i'm|i've|i'll|i've|we|we're|it's|there's|there is|my|the|please"
    r"|latest|at the latest"
    r"|for|to (?!\d)(?:get|go|be|catch|make|take|do|pick|drop|start|walk|feed|see|leave|have|meet|prepare"
    r"|pack|drive|give|watch)"
    r"|(?:put|set|make|have|schedule) (?:an?|the|my) (?:alarm|wake)|set (?:it|one)|with|called|named"
    r"|no later|not later)\b",
    re.IGNORECASE,
)


def read_waking(text: str, now: datetime) -> Moment | None:
    """The moment of an alarm: hours are those of a morning, and a reason behind it is left out. It may be `never`."""
    said = _TIES.sub("", " ".join(_AGAIN.sub(" ", text).split()))
    return _read(said, now) or (Moment(never=True) if is_never(said, now) else None)


def _read(said: str, now: datetime) -> Moment | None:
    found = read_moment(said, now, morning=True)
    if found is not None:
        return found
    # "eight tomorrow because ...": a bare hour is one here
    ways = (way for tie in ("", "at ", "in the ") for way in split_moment(tie + said, now, morning=True))
    return next((when for when, rest in ways if rest and said.endswith(rest) and _REASON.match(rest)), None)


def read_known(text: str, now: datetime) -> Moment | None:
    """The moment by which an alarm is told from others: "seven", "tomorrow's", the "weekday" alarm."""
    said = _TIES.sub("", _MINE.sub("", _OWN.sub("", text)))
    found = _read(said, now) or read_moment(f"every {said}", now, morning=True)
    return replace(found, one_day=found.dated and _WEEKDAY.search(said) is None) if found else None


def read_nap(text: str, situation: Situation) -> timedelta | None:
    """How much longer to sleep: "ten more minutes" is that only while something rings."""
    more = read_more(text) if situation.everyday.ringing else None
    return more.length if more is not None and not more.name else None


Waking = Annotated[
    Moment, Slot("when", lambda said, s: read_waking(said, s.now), "when to wake", "seven tomorrow morning")
]
Known = Annotated[
    Moment | None, Slot("when", lambda said, s: read_known(said, s.now), "when it rings", "seven")
]
Nap = Annotated[timedelta | None, Slot("length", read_nap, "how much longer to sleep", "ten more minutes")]
