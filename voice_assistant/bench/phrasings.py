"""Sentences with what they ask for: how they are read, and whether a call is what was expected.

A file holds one JSON object a line: `{"say": "ten minutes please", "skill": "set_timer", "values": {"length": 600}}`,
`"calls": [...]` in place of skill and values where one sentence asks for several things, `"after": [...]` with what
was said just before. A line with `say` alone asks for nothing that a skill can do.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from voice_assistant.errors import InputError
from voice_assistant.everyday import Repeat
from voice_assistant.skills import Call, Situation
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.moments import Moment
from voice_assistant.skills.values.numbers import read_number

DAYS = "mon tue wed thu fri sat sun".split()
ARTICLES = frozenset("a an the my our some to that".split())


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A sentence, and what it asks for."""

    say: str
    after: tuple[str, ...]
    """What was said just before."""
    calls: tuple[tuple[str, Mapping[str, Any]], ...]
    """Skills by name with their values, in order; none where it is no command."""


def read(path: Path) -> list[Phrasing]:
    """The phrasings in a file.

    Raises:
        InputError: the file cannot be read, or a line of it cannot.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError):
        raise InputError(f"{path} cannot be read: name a file with one JSON object a line.") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_phrasing(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(f'{path}, line {number}, is no object with "say" and "skill" in it.') from None
    return found


def _phrasing(line: Mapping[str, Any]) -> Phrasing:
    calls = line.get("calls") or ([line] if "skill" in line else [])
    wanted = tuple((call["skill"], call.get("values", {})) for call in calls)
    return Phrasing(line["say"], tuple(line.get("after", ())), wanted)


def agrees(calls: Sequence[Call], phrasing: Phrasing, situation: Situation) -> bool:
    """Whether calls are what was asked for: the same skills with the same values, in the same order."""
    if len(calls) != len(phrasing.calls):
        return False
    return all(
        call.skill.name == name and _same(call, values, situation)
        for call, (name, values) in zip(calls, phrasing.calls, strict=True)
    )


def described(call: Call, now: datetime) -> tuple[str, dict[str, Any]]:
    """A call as it would be written in a file."""
    values: dict[str, Any] = {}
    for name, value in call.values:
        values |= _flat(_alias(call, name), value, now)
    return call.skill.name, values


def _alias(call: Call, name: str) -> str:
    topic = "fact" if call.skill.name == "forget" else "what"
    return {**ALIASES, "topic": topic}.get(name, name)


def _same(call: Call, expected: Mapping[str, Any], situation: Situation) -> bool:
    made = described(call, situation.now)[1]
    defaults = {
        name: parameter.default for name, parameter in inspect.signature(call.skill.run).parameters.items()
    }
    slots = {parameter.name: parameter.slot for parameter in call.skill.parameters}
    for name in expected.keys() | made.keys():
        default = defaults.get(name)
        given = made.get(name, None if default is inspect.Parameter.empty else default)
        wanted = expected.get(name, default if name in made else None)
        if _plain(given) != _plain(wanted) and not _reads(slots.get(name), wanted, call, name, situation):
            return False
    return True


def _reads(slot: Slot | None, wanted: Any, call: Call, name: str, situation: Situation) -> bool:
    """Whether the words that a file gives for a value are read as the value that was found: "kg" is "kilogram"."""
    if isinstance(wanted, list):
        wanted = " ".join(map(str, wanted))
    if slot is None or not isinstance(wanted, str):
        return False
    value = slot.read(wanted, situation)
    return value is not None and value in [
        given for other, given in call.values if _alias(call, other) == name
    ]


ALIASES = {"needed": "items", "nap": "length"}
"""Parameters that take the same value as another from another place in a sentence."""

NO_VALUES = frozenset({"tie", "mixed"})
"""Parts of a value that only its wording needs."""


def _flat(name: str, value: Any, now: datetime) -> dict[str, Any]:
    """A value as a file has it; one made of several parts under the names of those."""
    match value:
        case timedelta():
            return {name: value.total_seconds()}
        case Moment():
            return {name: _moment(value, now)}
        case datetime():
            return {name: value.replace(tzinfo=None).isoformat(timespec="minutes")}
        case date():
            return {name: value.isoformat()}
        case tuple() | list():
            return {name: [_flat(name, part, now)[name] for part in value]}
    return _parts(name, value, now) if is_dataclass(value) else {name: value}


def _parts(name: str, value: Any, now: datetime) -> dict[str, Any]:
    if hasattr(value, "result"):
        return {name: value.result}
    if hasattr(value, "factor") or hasattr(value, "zone"):
        return {name: value.name}
    parts: dict[str, Any] = {}
    for part in fields(value):
        inner = getattr(value, part.name)
        if inner not in (None, "", ()) and part.name not in NO_VALUES:
            parts |= _flat(part.name, inner, now)
    return parts


def _moment(moment: Moment, now: datetime) -> Any:
    repeat, local = moment.repeat, moment.local
    if repeat is not None and repeat.every is not None:
        return {"every": repeat.every.total_seconds()}
    if repeat is not None and local is not None:
        return {"at": f"{local:%H:%M}", **_rhythm(repeat)}
    if moment.after is not None:
        local = now.replace(tzinfo=None) + moment.after
    return local.isoformat(timespec="minutes") if local else None


def _rhythm(repeat: Repeat) -> dict[str, Any]:
    if repeat.month_day is not None:
        return {"day": repeat.month_day}
    return {"days": " ".join(DAYS[day] for day in sorted(repeat.weekdays))}


def _plain(value: Any) -> Any:
    """A value so that equal ones compare equal, however they were written."""
    match value:
        case str():
            number = read_number(value)
            return _plain(number) if number is not None else _words(value)
        case bool() | None:
            return value
        case int() | float() | Fraction():
            return round(float(value), 4)
        case Mapping():
            return {name: _plain(part) for name, part in value.items()}
        case tuple() | list():
            return [_plain(part) for part in value]
    try:
        return round(float(value), 4)
    except (TypeError, ValueError):
        return value


def _words(text: str) -> str:
    words = re.sub(r"[^\w'%\s:-]", " ", text.lower().replace("’", "'")).replace("-", " ").split()
    while words and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(str(read_number(word) if read_number(word) is not None else word) for word in words)
