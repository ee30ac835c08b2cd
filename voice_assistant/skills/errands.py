"""What to remind of and when, from one piece of a sentence: "to call mum at five", "at five to call mum"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.moments import Moment, moments_in_row, read_moment, split_moment
from voice_assistant.skills.values.never import without_never

_TIE = re.compile(
    r"\A[\s,:;.-]*(?:(?:and|that|for|please|also)\s+(?=(?:to|about|of|that)\b))?(?P<tie>to|about|of|that"
    r"|for|on)\b\s*",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\A[\s,:;.-]*(?:i|we)(?:'ve|\s+have)?\s*(?:\s*'ve)?\s*(?:really\s+)?(?:must|have\s+to|got\s+to"
    r"|need\s+to|should|ought\s+to|want\s+to"
    r"|am\s+(?:supposed|meant|going)\s+to|will|gotta|to)\s+",
    re.IGNORECASE,
)
_ANY_MORE = re.compile(r"[\s,]+(?:any\s?more|any longer|please|now|after all|thanks)\W*\Z", re.IGNORECASE)
_TOLD = re.compile(
    r"\A(?:(?:(?:that|which) )?(?:i|you) (?:have |had )?(?:set|made|have|asked for|gave you|put in"
    r"|got)(?: up| for me)?"
    r"|i've (?:set|got|made)(?: up)?|set(?: up)?|set for|that says|saying|which says|that tells me"
    r"|telling me|regarding|concerning"
    r"|with|called|named|titled|on the subject|for me|as regards)\b\s*",
    re.IGNORECASE,
)
"""What may stand between "the reminder" and what it is about."""

_QUANTITY = re.compile(
    r"\A(?:(?:all|every|each|both|any|single|last|one|of|the|my|our|these|those|your|more|no|further|next"
    r"|lot|and|other"
    r"|current|active|upcoming|old|pending|set|whole)\b\s*)+\Z"
    r"|\A(?:anything|everything|every last|every single|all of|all my|all the|each and)\b",
    re.IGNORECASE,
)
"""How many reminders are meant, and not which."""

_FILLER = re.compile(
    r"\A(?:u+[hm]+|er+m?|h?mm+|please|okay|ok|hey|hi|so|well|and|could you|can you|robin)\b", re.IGNORECASE
)
_ELSE = re.compile(
    r"\A(?:what|how|who|why|where|letters?|notice|card|email|came|is|was|arrived|from)\b|\b(?:list|note"
    r"|notes)\Z",
    re.IGNORECASE,
)
"""No errand without a moment: "remind me what you said", "… put it on the shopping list"."""

_REMIND = re.compile(
    r"[\s,.;]+(?:(?:so|please|and|can you|could you|then)\s+)*remind me(?: (?:please|then|about it"
    r"|of it))?\W*\Z",
    re.IGNORECASE,
)
"""Said once more at the end: "make sure i call the plumber at eleven remind me"."""

_QUESTION = re.compile(r"\A(?:what|how|who|why) (?!to\b)", re.IGNORECASE)
"""How a question begins that asks to be answered, and not to be asked again."""

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_FOR = re.compile(r"\b(?:for|by|until|till|from|before) (?:\S+ ){0,2}\S+\Z", re.IGNORECASE)
"""A moment that belongs to the errand: "book the table for eight and call mum"."""

_EDGES = " \t\r\n,.;:!?-\"'"
_EMPTY = re.compile(
    r"\A(?:(?:and|to|of|about|that|it|this|me|for|please|a|the|i|on|at|up|in|do)\b\s*)*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Errand:
    """What to remind of."""

    what: str
    """In the user's words, without the "to" or "about" before them."""
    when: Moment | None = None
    """None where no moment was said."""
    tie: str = ""
    """How it hangs on "remind you": "to", "about", "that", or nothing."""
    more: tuple[Moment, ...] = ()
    """Further moments of the same: "at 8 am and at 8 pm"."""
    mixed: bool = False
    """Whether there are several errands in it, each with a moment of its own."""


def read_errand(text: str, now: datetime) -> Errand | None:
    """What to remind of, and when if that was said; None where there is nothing to remind of."""
    if _FILLER.match(text):
        return None
    text = _REMIND.sub("", text)
    if several := _read_several(text, now):
        return several
    for when, rest in split_moment(text, now):
        what, tie = untied(rest)
        if _QUESTION.match(what):
            return None
        if not _empty(what) and read_moment(what, now) is None:
            return Errand(what, when, tie, mixed=_mixed(what, text, now))
    what, tie = untied(without_never(text, now))
    return None if _empty(what) or _ELSE.search(what) or read_moment(text, now) else Errand(what, None, tie)


def _read_several(text: str, now: datetime) -> Errand | None:
    """One errand at several moments; None where there are not several, or nothing but moments."""
    moments, rest = moments_in_row(text, now)
    what, tie = untied(rest)
    if not moments or _empty(what) or _QUESTION.match(what):
        return None
    return Errand(what, moments[0], tie, moments[1:])


def _mixed(what: str, text: str, now: datetime) -> bool:
    """Whether an "and" stands between two errands that have a moment each: "call mum at five and dad at six"."""
    if not text.rstrip(_EDGES).endswith(what):  # the moment that was taken off stood at the end
        for found in _AND.finditer(what):
            if any(_FOR.search(what[: found.start()]) is None for _ in _ending(what[: found.start()], now)):
                return True
    return False


def _ending(text: str, now: datetime) -> list[str]:
    """What stands before the moment at the end of a text, for each way to take one off."""
    return [rest for _, rest in split_moment(text, now) if text.startswith(rest) and rest]


def _empty(what: str) -> bool:
    """Whether there is nothing to remind of in a text."""
    return _EMPTY.match(what) is not None or not any(map(str.isalnum, what))


def untied(text: str) -> tuple[str, str]:
    """A text without the word that ties it to "remind me", and that word."""
    tie = ""
    if found := _TIE.match(text):
        tie, text = found["tie"].lower(), text[found.end() :]
    if found := _DUTY.match(text):
        tie, text = "to", text[found.end() :]
    return text.strip(_EDGES), {"of": "about", "for": "about", "on": "about"}.get(tie, tie)


def read_subject(text: str) -> str | None:
    """What a reminder is about, without what ties it to the rest."""
    what = _ANY_MORE.sub("", untied(_TOLD.sub("", text))[0]).strip(_EDGES)
    return None if _empty(what) or _QUANTITY.match(what) else what


Task = Annotated[
    Errand,
    Slot(
        "errand",
        lambda said, s: read_errand(said, s.now),
        "what to remind of, and when",
        "to call mum tomorrow at five",
        free=True,
    ),
]
