"""What the assistant tells the sentinel: plain values, and the lines of JSON that carry them through a pipe."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MOST_LINES = 16
"""So many lines of one answer are kept; the reviewed scripts have three."""

LONGEST_TEXT = 1_000
"""Characters of a line that are kept; the reviewed ones have 200."""

LONGEST_MESSAGE = 65_536
"""Bytes without a line end after which what comes is no message."""

LONGEST_LINE_S = 120.0
"""Nobody says one line for longer, seconds."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the safety kernel answers to one turn."""

    id: int
    """Counts up from 1 with every answer that was prepared."""
    lines: tuple[str, ...]
    """The reviewed lines with their numbers filled in, as they are read on a screen."""
    number: str = ""
    """Whom to call, shown on a line of its own; may be empty."""
    quiet: bool = False
    """Whether somebody dangerous may be listening: shown, never spoken."""


@dataclass(frozen=True, slots=True)
class Armed:
    """These words may soon have to be said: the end of the turn is not certain yet."""

    words: Words
    sound: int = 0
    """Process id of the assistant's sound process, which may hold the speaker; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Due:
    """The turn has ended: from now on the words may be said."""

    id: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line has really begun to sound."""

    id: int
    index: int
    """Which line, from 0."""
    seconds: float = 0.0
    """How long it will sound; 0 where that is not known, or while it is held."""


@dataclass(frozen=True, slots=True)
class Beat:
    """The assistant is alive. Every other message says so too."""


@dataclass(frozen=True, slots=True)
class Done:
    """All lines were heard."""

    id: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The words are not to be said after all: the speaker went on."""

    id: int


Message = Armed | Due | Spoken | Beat | Done | Withdrawn

_NAMED: dict[str, type[Due | Done | Withdrawn]] = {"due": Due, "done": Done, "withdrawn": Withdrawn}


def encode(message: Message) -> bytes:
    """A message as one line of ASCII, its end included."""
    fields: dict[str, Any] = {"is": type(message).__name__.lower()}
    match message:
        case Armed(words, sound):
            fields |= {"id": words.id, "lines": words.lines, "number": words.number}
            fields |= {"quiet": words.quiet, "sound": sound}
        case Spoken(number, index, seconds):
            fields |= {"id": number, "index": index, "seconds": seconds}
        case Due(number) | Done(number) | Withdrawn(number):
            fields["id"] = number
    return json.dumps(fields).encode() + b"\n"


def decode(line: bytes) -> Message | None:
    """The message in a line; None where it holds none. Never raises; what is too long is cut."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict):
        return None
    name, number = fields.get("is"), _count(fields.get("id"))
    if name == "beat":
        return Beat()
    if not number:
        return None
    if name == "armed":
        return _armed(number, fields)
    if name == "spoken":
        return Spoken(number, _count(fields.get("index")), _duration(fields.get("seconds")))
    made = _NAMED.get(name) if isinstance(name, str) else None
    return made(number) if made else None


def _armed(number: int, fields: dict[str, Any]) -> Armed | None:
    lines = fields.get("lines")
    if not isinstance(lines, list) or not all(isinstance(text, str) for text in lines):
        return None
    whom = fields.get("number")
    words = Words(
        number,
        tuple(text[:LONGEST_TEXT] for text in lines[:MOST_LINES]),
        whom[:LONGEST_TEXT] if isinstance(whom, str) else "",
        fields.get("quiet") is True,
    )
    return Armed(words, _count(fields.get("sound")))


def _count(value: object) -> int:
    """A whole number from 0 on; 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31 else 0


def _duration(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return 0.0
    return float(value) if 0 < value <= LONGEST_LINE_S else 0.0  # which NaN is not


class Splitter:
    """Cuts what comes through a pipe into lines. What never ends is thrown away up to the next line end."""

    def __init__(self) -> None:
        self._begun = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> list[bytes]:
        """The lines that are complete now, without their ends."""
        *ended, begun = data.split(b"\n")
        lines = []
        for part in ended:
            if not self._skipping and len(self._begun) + len(part) <= LONGEST_MESSAGE:
                lines.append(bytes(self._begun) + part)
            self._begun.clear()
            self._skipping = False
        self._begun += begun
        if len(self._begun) > LONGEST_MESSAGE:
            self._skipping = True
        if self._skipping:
            self._begun.clear()
        return lines
