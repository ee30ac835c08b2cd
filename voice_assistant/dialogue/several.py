"""Several commands in one sentence, and commands whose "it" is what was spoken of before.

"set a timer for ten minutes and add milk to the list"     two whole commands
"cancel my timer and my alarm"                             the verb counts for both
"clear the shopping list and add milk to it"               "it" is the list
"what time is it in Paris and in Rome"                     the same once more, about something else
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

from voice_assistant.dialogue.context import Context
from voice_assistant.dialogue.follow_ups import follow_up
from voice_assistant.dialogue.pronouns import named
from voice_assistant.skills import Call, Situation
from voice_assistant.skills.grammar import match

_BETWEEN = re.compile(
    r"\s*[,;]?\s+(?:and\s+then|and\s+also|and\s+after\s+that|after\s+that|and|then|also|plus)\s+"
    r"|(?<!\b[a-z])\s*[.;!?]\s+|,\s+",
    re.IGNORECASE,
)
"""Where one command may end and the next begin."""

_STOP = re.compile(r"(?<!\b[a-z])\s*[.;!?]\s+", re.IGNORECASE)
"""Where one sentence surely ends. A single letter before the stop is an abbreviation: "at 6 a.m. on Friday"."""

_VERB = re.compile(
    r"\s+(?=(?:set|add|put|remind|wake|cancel|turn|tell|what|what's|how|start|stop|read|remember|make|take|delete|"
    r"remove|clear|pause|mute|unmute|flip|roll|convert|spell|speak|repeat|goodbye|good)\b)",
    re.IGNORECASE,
)
"""Where a command may begin that nothing joins to the one before."""

MOST_SEAMS = 6
"""Places at which a sentence is taken apart: who lists more than that is not giving commands."""


MOST_TEXTS = 16
"""Parts of one sentence that are looked at. Beyond that it is talk, and the turn must not wait."""


def commands(text: str, situation: Situation) -> tuple[Call, ...]:
    """The commands in a sentence, in order: one as a whole, or several, each complete by itself.

    Args:
        text: what was said.
        situation: what values may depend on.
    """
    return _commands(text.strip(), situation, {})


def _commands(text: str, situation: Situation, seen: dict[str, tuple[Call, ...]]) -> tuple[Call, ...]:
    """The same; what was found out about a part of the sentence is not found out again."""
    if text not in seen:
        seen[text] = ()  # while it is looked at, and for good once there are too many
        if len(seen) <= MOST_TEXTS:
            seen[text] = _without_echo(_taken_apart(text, situation, seen))
    return seen[text]


def _taken_apart(text: str, situation: Situation, seen: dict[str, tuple[Call, ...]]) -> tuple[Call, ...]:
    stops = list(_STOP.finditer(text))[-MOST_SEAMS:]
    parts = _parts(text, stops, situation, seen, strict=True) if stops else ()
    if parts:
        return parts
    whole = match(text, situation)
    # Free text takes in whatever follows it, another command too; anything else is what it seems.
    free = whole is not None and any(_holds_words(value) for _, value in whole.values)
    if whole is None or free:
        for seam in (_BETWEEN,) if free else (_BETWEEN, _VERB):
            seams = [found for found in seam.finditer(text) if text[: found.start()].strip()][-MOST_SEAMS:]
            parts = _parts(text, seams, situation, seen, strict=free or seam is _VERB)
            if parts:
                return parts
    return (whole,) if whole is not None else ()


def _parts(
    text: str,
    seams: list[re.Match[str]],
    situation: Situation,
    seen: dict[str, tuple[Call, ...]],
    *,
    strict: bool,
) -> tuple[Call, ...]:
    """Commands one after the other, if the text is nothing else; else none.

    Args:
        text: what was said.
        seams: where it may be taken apart. The last one is tried first: the others may stand inside of a list.
        situation: what values may depend on.
        seen: what is known of parts of the sentence.
        strict: whether each part must be a command by itself, and not what is left of one after the other.
    """
    for seam in reversed(seams):
        first = _commands(text[: seam.start()].strip(), situation, seen)
        if first:
            others = _rest(text[seam.end() :], text, first[-1], situation, strict=strict)
            if others:
                return (*first, *(carried(other, first[-1]) for other in others))
    return ()


def _rest(rest: str, text: str, first: Call, situation: Situation, *, strict: bool) -> tuple[Call, ...]:
    """What follows a command: about the same thing, with the same verb, by itself, or the same once more."""
    call = match(rest, situation, any_start=False)
    about = meant(rest, first, situation)
    if about is not None and (call is None or call.skill.group == "lists"):
        return (about,)
    again = _same_verb(rest, text, first, situation) if first.skill.effects else None
    if again is not None:
        return (again,)
    if call is not None:
        return (call,)
    followed = None if strict else follow_up(f"and {rest}", situation, Context(first))
    return (followed.call,) if followed is not None else ()


def _same_verb(rest: str, text: str, first: Call, situation: Situation) -> Call | None:
    """A command of the same kind that shares the verb of the one before: "cancel my timer and my alarm"."""
    words = text.split()
    kind = first.skill.name.partition("_")[0]
    for verb in (words[:1], words[:2]):
        call = match(" ".join((*verb, rest)), situation, any_start=False)
        if call is None or call.missing is not None or call.skill.name.partition("_")[0] != kind:
            continue
        free = any(p.slot.free and p.name in dict(call.values) for p in call.skill.parameters)
        if not free or _PLACED.match(rest) or (_THE.match(rest) and call.skill.group != "lists"):
            return call
    return None


_PLACED = re.compile(r"(?:to |that )?(?:in|at|on|tomorrow|every|tonight|next|this)\b", re.IGNORECASE)
"""How the rest of a reminder begins that shares "remind me" with the one before."""
_THE = re.compile(r"(?:the|my|all)\b", re.IGNORECASE)


def meant(text: str, before: Call, situation: Situation) -> Call | None:
    """A command whose "it" or "one" is what the command before was about; None where it is none."""
    for said in named(text, before):
        call = match(said, situation, any_start=False)
        if call is not None and call.skill.group == before.skill.group and call.missing is None:
            return carried(call, before)
    return None


def carried(call: Call, before: Call) -> Call:
    """A call with the values that stay the same until others are named: it is still the same list.

    A value that is missing altogether is the one from before, if the same thing is asked again.
    """
    given, old = dict(call.values), dict(before.values)
    same = call.skill is before.skill
    stay = {
        p.name: old[p.name]
        for p in call.skill.parameters
        if p.name in old and (p.slot.stays or (same and p.required and given))
    }
    more = {name: value for name, value in stay.items() if name not in given}
    return Call(call.skill, (*call.values, *more.items())) if more else call


def _holds_words(value: Any) -> bool:
    """Whether a value has words of the user's in it, that may have been meant otherwise."""
    if is_dataclass(value):
        return any(_holds_words(getattr(value, part.name)) for part in fields(value))
    return bool(value) and (
        isinstance(value, str) or (isinstance(value, tuple) and isinstance(value[0], str))
    )


def _without_echo(calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """Commands without one that asks for the same as the one before: "what do you keep and where do you keep it"."""
    return tuple(
        call for place, call in enumerate(calls) if not place or call != calls[place - 1] or call.values
    )
