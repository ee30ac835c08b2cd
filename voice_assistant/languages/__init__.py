"""What the assistant says of its own accord, in each language: one TOML file per language, named by its code.

A phrase is a text, or a list of texts that mean the same. `{name}` in it is a place to be filled. Beside the
phrases a file lists short things that people say and that mean the same to us: yes, no, "stop" to an alarm.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voice_assistant.errors import ConfigError

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language."""

    code: str
    """ISO 639-1, such as "en"."""
    name: str
    """The language's own name for itself."""
    phrases: Mapping[str, tuple[str, ...]]
    """Each phrase's variants, at least one, by a key such as "error.hearing"."""
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Short things people say, such as everything that means "yes": small letters, no punctuation."""

    def phrase(self, key: str, /, **fields: object) -> str:
        """The phrase, its first variant where it has several, with its places filled.

        Raises:
            KeyError: there is no such phrase, or a place in it got no field: a bug of the caller's.
        """
        return self.phrases[key][0].format(**fields)

    def variants(self, key: str, /, **fields: object) -> tuple[str, ...]:
        """Every variant of the phrase, with its places filled.

        Raises:
            KeyError: as for `phrase`.
        """
        return tuple(variant.format(**fields) for variant in self.phrases[key])


def available() -> tuple[str, ...]:
    """The codes of the languages there are words for, sorted."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


def load(code: str) -> Language:
    """The words of a language.

    Raises:
        ConfigError: there are none for this code.
    """
    if code not in available():
        known = " or ".join(f'"{name}"' for name in available())
        raise ConfigError(f'The setting assistant.language is "{code}", but allowed is {known}.')
    content = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    heard = {key: frozenset(texts) for key, texts in content["heard"].items()}
    return Language(code, content["name"], dict(_flat(content["phrases"])), heard)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Nested tables as pairs of a dotted key and its variants."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, (value,) if isinstance(value, str) else tuple(value)
