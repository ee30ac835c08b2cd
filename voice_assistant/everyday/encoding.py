"""Records as text, and back: JSON with every field by name.

A date is in ISO 8601, a length of time in seconds, an enumeration by its value. What this version does not know
is refused, never dropped: the next write would lose it for good.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime, timedelta
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from voice_assistant.errors import StoreError
from voice_assistant.everyday.records import Alert, Fact, Item, Note, Preferences, Record, Stopwatch, Watch

KINDS: Mapping[str, type[Record]] = {
    "alert": Alert,
    "item": Item,
    "note": Note,
    "fact": Fact,
    "stopwatch": Stopwatch,
    "preferences": Preferences,
    "watch": Watch,
}
"""Each sort of record by the name it has in the store. A name is for life, whatever becomes of the class."""

_NAMES = {record: name for name, record in KINDS.items()}


def encode(record: Record) -> tuple[str, str]:
    """What sort of record it is, and the rest of it but its id. Text stays plain ASCII, whatever it holds."""
    body = _plain(record)
    del body["id"]
    return _NAMES[type(record)], json.dumps(body, allow_nan=False, separators=(",", ":"))


def decode(id: str, kind: str, body: str) -> Record:  # noqa: A002  the field's name
    """The record that was encoded.

    Raises:
        StoreError: it is of a kind, or has a field or a value, that this version does not know.
    """
    if kind not in KINDS:
        raise _unknown("kind")
    try:
        read = json.loads(body)
    except ValueError:
        raise _unknown("body") from None  # that error holds the text
    if not isinstance(read, dict) or "id" in read:
        raise _unknown("body")
    record: Record = _built(KINDS[kind], {**read, "id": id})
    return record


def _unknown(part: str) -> StoreError:
    return StoreError(
        f"The everyday store holds a record whose {part} this version does not know: update the assistant, or put "
        "a backup of the store in its place."
    )


def _plain(value: Any) -> Any:
    """A value of a record as JSON can write it."""
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()  # exact to the microsecond up to 285 years
    if isinstance(value, enum.Enum):
        return value.value
    return list(map(_plain, value)) if isinstance(value, tuple) else value


def _read(value: Any, kind: Any, name: str) -> Any:
    """A value that JSON gave us as the type that a field has."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):  # all of ours are "something or nothing"
        (some,) = (choice for choice in inner if choice is not NoneType)
        return None if value is None else _read(value, some, name)
    if origin is tuple and isinstance(value, list):  # all of ours have one type throughout
        return tuple(_read(part, inner[0], name) for part in value)
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(value, dict):
        return _built(kind, value)
    try:
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return kind(value)
        if kind is datetime and isinstance(value, str):
            return datetime.fromisoformat(value)
        if kind is timedelta and type(value) in (int, float):
            return timedelta(seconds=value)
    except (ValueError, OverflowError):
        raise _unknown(f'field "{name}"') from None
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise _unknown(f'field "{name}"')
    return value


def _built(of: Any, read: Mapping[str, Any]) -> Any:
    """A dataclass from its fields by name. One that is missing was not there yet when the record was written."""
    known = _fields(of)
    for name in read:
        if name not in known:
            raise _unknown("fields")  # not which: a name of another version might be anything
    for name, (part, _) in known.items():
        if name not in read and part.default is MISSING and part.default_factory is MISSING:
            raise _unknown(f'field "{name}"')
    return of(**{name: _read(value, known[name][1], name) for name, value in read.items()})


@cache
def _fields(of: Any) -> Mapping[str, tuple[Field[Any], Any]]:
    """Each field of a dataclass by name, and its type."""
    types = get_type_hints(of)
    return {part.name: (part, types[part.name]) for part in fields(of)}
