"""What "it", "one", "them" and "there" stand for after a command, in English: the same text with the thing named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from voice_assistant.skills import Call

THINGS = {
    "timers": "timer",
    "alarms": "alarm",
    "reminders": "reminder",
    "stopwatch": "stopwatch",
    "lists": "list",
    "notes": "note",
}
"""What the skills of a group are about."""

_IT = re.compile(
    r"(?<!time )(?<!day )(?<!date )(?<!is )\b(?:it|that one|this one|that list|this list|the list|that|this)\b"
    r"(?=[\s,.!?]*$|[\s,]+(?:off|from|to|again|now|please|back|on|out|down|up|by|for|in|at|instead|too|as|with|and|"
    r"tomorrow|then|been|running|got|run|ran|says|said|still|every|each|showing|all|completely)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:another one|a new one|a second one|one)\b", re.IGNORECASE)
_THEM = re.compile(r"\b(?:them all|all of them|all of it|them|the lot)\b", re.IGNORECASE)
_THERE = re.compile(r"\b(?:there|on it)\b", re.IGNORECASE)
_THOSE = re.compile(r"\b(?:it|that|them|this|those|these)\b", re.IGNORECASE)
_TO_LIST = re.compile(
    r"^(?:(?:and|please|also|can you|oh)\s+)*(?:add|put|write|stick|throw|get)\b", re.IGNORECASE
)
_OFF_LIST = re.compile(
    r"^(?:(?:and|please|also|can you|oh)\s+)*(?:remove|take|delete|cross|scratch|strike|tick|drop|lose)\b",
    re.IGNORECASE,
)
_OFF = re.compile(r"\s+(?:off|out|again|back|on|down)\b", re.IGNORECASE)


def named(text: str, before: Call) -> Iterator[str]:
    """What a text may mean in full: with what the command before was about in place of a pronoun.

    Args:
        text: what was said.
        before: the command before.
    """
    thing = THINGS.get(before.skill.group)
    if thing is None:
        return
    values = _values(before)
    if thing == "list":
        yield from _about_list(text, values)
        thing = f"{values.get('list', 'shopping')} list"
    elif thing == "timer" and isinstance(values.get("name"), str):
        thing = f"{values['name']} timer"
    for pattern, words in (
        (_THEM, f"all my {thing}s"),
        (_IT, f"the {thing}"),
        (_ONE, f"a {THINGS[before.skill.group]}"),
    ):
        said, found = pattern.subn(words, text, count=1)
        if found and not (pattern is _THEM and before.skill.group == "lists"):
            yield said


def _about_list(text: str, values: dict[str, Any]) -> Iterator[str]:
    """What a text may mean after something about a list: which list, and which things on it."""
    kept = f"the {values.get('list', 'shopping')} list"
    said, found = _THERE.subn(f"on {kept}" if " there" not in f" {text}" else kept, text, count=1)
    if found:
        yield said
    things = values.get("items") or values.get("needed") or values.get("item") or ()
    joined = " and ".join((things,) if isinstance(things, str) else things)
    texts = [text] if not joined else [_THOSE.sub(joined, text, count=1), text]
    for one in texts:
        if " list" in one:
            continue
        bare = _OFF.sub("", one)
        if _TO_LIST.match(one):
            yield f"{bare} to {kept}"
        if _OFF_LIST.match(one):
            yield f"{bare} from {kept}"


def _values(call: Call) -> dict[str, Any]:
    """The values of a call by name, and what those hold that are made of others."""
    made: dict[str, Any] = {}
    for name, value in call.values:
        made[name] = value
        if is_dataclass(value) and not isinstance(value, type):
            made |= {
                part.name: getattr(value, part.name) for part in fields(value) if getattr(value, part.name)
            }
    return made
