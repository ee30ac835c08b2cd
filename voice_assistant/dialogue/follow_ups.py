"""Short things that mean something only after what was done last: "make it ten minutes", "and in Berlin?"."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from voice_assistant.dialogue.context import Context
from voice_assistant.skills import SKILLS, Call, Situation
from voice_assistant.skills.courtesy import plain
from voice_assistant.skills.values.moments import Moment

_SORRY = r"(?:(?:no|nope|wait|actually|sorry|oops|or|hmm|well|oh|um|uh|hang on)[,\s]+)*"
_REVISE = re.compile(
    rf"^{_SORRY}(?:"
    r"(?:make|change|set|turn|switch|put|move) (?:it|that|this|the last one|that one)"
    r"(?: (?:to|for|at|into))? (?P<a>.+?)"
    r"|(?:i meant|i mean|i said|better|rather|it should be|that should be|make that|let's say|let's make it)"
    r"(?: (?:to|for|at|in))? (?P<b>.+?)"
    r"|(?P<c>.+?),? (?:i meant|i mean|i said|instead|rather)"
    r"|(?P<d>.+?) (?:is|would be|will be|'d be|might be|sounds|will|would|should) (?:better|enough|fine|do|nicer|right)"
    r")(?: instead| please| then| rather| thanks)*$"
    r"|^(?:no|nope|sorry|oops)[, ]+(?:to |for |at |in |on )?(?P<e>.+)$",
    re.IGNORECASE,
)
"""The last thing again, with another value in place of one of its own."""

_NOT = re.compile(
    rf"^{_SORRY}(?:i (?:said|meant|mean) |make it |it's |that's )?(?:not (?P<wrong>[\w:']+),? (?:but )?(?P<right>.+?)"
    r"|(?P<new>.+?),? (?:and )?not (?P<old>.+?))[.!]?$",
    re.IGNORECASE,
)
"""One word of the last thing was misheard."""

_MORE = re.compile(
    r"^(?:(?:oh|um|uh|ah|so|okay|ok|well|yes|right)[,\s]+)*"
    r"(?:and|also|plus|what about|how about|and what about|and how about|then|or|now)\s+"
    r"(?:(?:also|another one|one|another|a second one|one more|again)\s+)?"
    r"(?:(?:in|for|of|on|at|to|from|with|by|until|till)\s+)?"
    r"(?P<value>.+?)(?:\s+(?:too|as well|also|then|instead))?[\s?.!]*$"
    r"|^(?:in|for|on|until|another one for|another for|one more for)\s+(?P<bare>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
"""The last thing once more, with another value, beside what was done."""

_UNDO = re.compile(
    r"^(?:no |oh |wait |sorry |please )*(?:cancel|undo|scratch|delete|remove|revert|take back|reverse) "
    r"(?:that|it|this|that one|that again)"
    r"(?: again)?$|^(?:take (?:that|it) back)$|^(?:no )?never ?mind that$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"^(?:and )?(?:best of (?:three|five) )?"
    r"(?:(?:roll|flip|toss|throw|pick|do|give me|choose|spin|try|draw|make|take|go) )?"
    r"(?:(?:it|them|that|the same) )?(?:again|another(?: one)?|once more|one more(?: time)?|same again|a new one|over)"
    r"(?: again)?$"
)
_MORE_OF_IT = re.compile(
    r"^(?:more|even more|a (?:bit|little) more|still more|some more|further|a (?:bit|little) further)$"
)
_REPEATABLE = frozenset({"chance"})
"""Groups of skills whose last call "again" means."""
_GRADUAL = frozenset({"louder", "quieter", "speak_slower", "speak_faster"})
"""Skills whose last call "more" means."""

_AND = re.compile(r"^(?:(?:oh|um|uh|ah|so|okay|ok|well|yes|right)[,\s]+)*(?:and|also|plus)\b", re.IGNORECASE)

_LINK = re.compile(r"^(?:(?:and|then|now|so|okay|ok|what is that|what's that|that|it)\s+)+", re.IGNORECASE)
"""What may stand before something that goes on from the last value."""

_DAY = re.compile(
    r"\b(?:today|tonight|tomorrow|[a-z]+day|next|this|in|every|weekend|week|month|\d+(?:st|nd|rd|th)|first|january|"
    r"february|march|april|may|june|july|august|september|october|november|december)\b"
    r"(?! the (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
"""Words that say on which day."""

_HOUR = re.compile(
    r"\d|o'clock|\b(?:noon|midday|midnight|morning|afternoon|evening|night|tonight|half|quarter|past|a m|p m|am|pm|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|minutes?|hours?)\b",
    re.IGNORECASE,
)
"""Words that say at what time of the day."""

_TALK = re.compile(
    r"(?:then|so|i|i'm|he|she|we|they|you|it|that|this|there|now|how|what|why|who|when|where|if|please|thanks|thank)\b",
    re.IGNORECASE,
)
"""How something begins that is said after "and" and is nothing to be added to a list."""

_STATES = re.compile(
    r"\b(?:i|i'm|he|she|we|they|you|it|it's|is|are|was|were|am|do|does|did|have|has|had|can|could|will|would|should|"
    r"must|may|might|that's|there|maybe|if)\b",
    re.IGNORECASE,
)
"""Words of a sentence that states something, and is not only another word for one that was misheard."""

LONGEST = 120
"""Characters of the longest correction."""

FEW = 5
"""Words of free text that may follow "and": more is a new sentence."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A call that was made out of the last one."""

    call: Call
    revises: bool
    """Whether it takes the place of what was done last, which is to be taken back first."""


def correction(text: str, situation: Situation, context: Context) -> FollowUp | None:
    """What a text makes of what was done last: takes it back, or has it done with another value.

    Goes before everything a sentence means by itself: "cancel that" is no "stop" once something was done.

    Args:
        text: what was said.
        situation: what values may depend on.
        context: what was done last, if that is fresh.
    """
    last = context.call
    if last is None or len(text) > LONGEST:
        return None
    for variant in plain(text, situation.identity.name):
        said = variant.strip(" .!?,")
        if _again(said.lower(), last):
            return FollowUp(last, revises=False)
        did = context.did
        if did is None:
            continue
        if _UNDO.match(said):
            return FollowUp(Call(SKILLS["undo"]), revises=False)
        call = _misheard(said, did, situation) or _revised(said, did, situation)
        if call is not None:
            return FollowUp(call, revises=True)
    return None


def _revised(said: str, last: Call, situation: Situation) -> Call | None:
    found = _REVISE.match(said)
    value = next((part for part in found.groups() if part), "") if found else ""
    return _with(last, value, situation, few=0)


def _misheard(said: str, last: Call, situation: Situation) -> Call | None:
    """The last call with one word in place of another: "flowers, not flour"."""
    found = _NOT.match(said)
    if found is None:
        return None
    wrong, right = found["wrong"] or found["old"], found["right"] or found["new"]
    if _TALK.match(right) or _STATES.search(right):
        return None  # "she is not ill" corrects nobody's words
    other = re.compile(rf"\b{re.escape(wrong)}\b", re.IGNORECASE)
    for name, value in last.values:
        if isinstance(value, str) and other.search(value):
            return Call(last.skill, tuple((dict(last.values) | {name: other.sub(right, value)}).items()))
        if isinstance(value, tuple) and any(isinstance(part, str) and other.search(part) for part in value):
            changed = tuple(other.sub(right, part) for part in value)
            return Call(last.skill, tuple((dict(last.values) | {name: changed}).items()))
    return _with(last, right, situation, few=0)


def follow_up(text: str, situation: Situation, context: Context) -> FollowUp | None:
    """What a text that means nothing by itself means after what was done last.

    Args:
        text: what was said.
        situation: what values may depend on.
        context: what was done last, if that is fresh.
    """
    last = context.call
    if last is None:
        return None
    for variant in plain(text, situation.identity.name):
        said = variant.strip(" .!?,")
        made = _gone_on(said, last, situation) or _another(said, last, situation)
        if made is not None:
            return made
    return None


def _again(said: str, last: Call) -> bool:
    gradual = last.skill.name in _GRADUAL
    again = _AGAIN.match(said) is not None
    return (again and last.skill.group in _REPEATABLE) or (
        gradual and (again or _MORE_OF_IT.match(said) is not None)
    )


def _gone_on(said: str, last: Call, situation: Situation) -> FollowUp | None:
    """The last call with a value that goes on from its own: "times three" after a sum."""
    bare = _LINK.sub("", said)
    for parameter in last.skill.parameters:
        old = dict(last.values).get(parameter.name)
        if parameter.slot.goes_on is not None and old is not None:
            value = parameter.slot.goes_on(old, bare, situation)
            if value is not None:
                return FollowUp(Call(last.skill, ((parameter.name, value),)), revises=False)
    return None


def _another(said: str, last: Call, situation: Situation) -> FollowUp | None:
    found = _MORE.match(said)
    if found is None:
        return None
    value = found["value"] or found["bare"]
    asks = not last.skill.effects
    few = FEW if found["value"] and (asks or _AND.match(said)) and not _TALK.match(value) else 0
    call = _with(last, value, situation, few)
    return None if call is None else FollowUp(call, revises=False)


def _with(last: Call, text: str, situation: Situation, few: int) -> Call | None:
    """The last call with the value that a text gives in place of its own; the rest of it stays.

    Free text takes the place of free text only where `few` words of it are allowed, and nothing else fits.
    """
    given = dict(last.values)
    for parameter in sorted(last.skill.parameters, key=lambda p: (p.name not in given, p.slot.free)):
        if parameter.slot.free and not 0 < len(text.split()) <= few:
            continue
        value: Any = parameter.slot.read(text, situation)
        if value is not None:
            value = _on_the_same_day(value, given, text, situation)
            return Call(last.skill, tuple(_changed(last, parameter.name, value, beside=few > 0).items()))
    return None


def _on_the_same_day(value: Any, given: dict[str, Any], text: str, situation: Situation) -> Any:
    """Another hour stays on the day it was set for, unless a day was said; another day keeps the hour likewise."""
    moments = [
        old for kept in given.values() for old in (kept, *_parts(kept).values()) if isinstance(old, Moment)
    ]
    before = moments[0].local if moments else None
    if not isinstance(value, Moment) or value.local is None or before is None:
        return value
    if not _HOUR.search(text):
        return replace(value, local=datetime.combine(value.local.date(), before.time()))
    if _DAY.search(text) or moments[0].repeat or value.repeat:
        return value
    moved = datetime.combine(before.date(), value.local.time())
    return replace(value, local=moved) if moved > situation.now.replace(tzinfo=None) else value


def _changed(last: Call, name: str, value: Any, *, beside: bool) -> dict[str, Any]:
    """Values with one in place of an old one.

    Args:
        last: the call with the old values.
        name: which of them is another one now.
        value: the new one.
        beside: whether the old thing stays: another timer is not the pasta's, but another thing goes on the same list.
    """
    given, parts = dict(last.values), _parts(value)
    if beside:
        replaced = {"name", "spec", name, *parts}
        return {old: kept for old, kept in given.items() if old not in replaced} | {name: value}
    if parts and parts.keys() <= {parameter.name for parameter in last.skill.parameters}:
        # A value made of others, such as "ten minutes for the pasta": what it does not name stays as it was.
        before = _parts(given.pop(name, None)) | {old: kept for old, kept in given.items() if old in parts}
        return {old: kept for old, kept in given.items() if old not in parts} | {
            name: replace(value, **before | parts)
        }
    for old, kept in given.items():
        if name in _parts(kept):
            return given | {old: replace(kept, **{name: value})}
    return given | {name: value}


def _parts(value: Any) -> dict[str, Any]:
    """What a value made of others holds, by name; nothing for a plain one."""
    if not is_dataclass(value) or isinstance(value, type):
        return {}
    return {
        part.name: inner for part in fields(value) if (inner := getattr(value, part.name)) not in (None, "")
    }
