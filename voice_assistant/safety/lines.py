"""The reviewed words, and which of them answer what: lines.toml, read and checked once at import."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from voice_assistant.errors import ConfigError
from voice_assistant.safety.helplines import Helpline
from voice_assistant.vocabulary import Tier

MOST_WORDS = 40
"""More than this nobody in distress can follow."""
FEWEST_VARIANTS = 3
"""So that nobody hears the same sentence twice in a row."""

_DIGITS = dict(zip("0123456789", "zero one two three four five six seven eight nine".split(), strict=True))


@dataclass(frozen=True, slots=True)
class Script:
    """What is said to one kind of finding."""

    tier: Tier
    first: tuple[str, ...]
    """Sets of which one variant each is said the first time."""
    again: tuple[str, ...]
    """The same for every later time in a conversation."""
    follow: Mapping[str, str]
    """Script that follows an answer "yes", "no" or "maybe"; empty where nothing is asked."""
    quiet: bool
    """Whether somebody dangerous may be listening."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All scripts and wordings."""

    scripts: Mapping[str, Script]
    say: Mapping[str, tuple[str, ...]]

    def variant(self, name: str, number: int, whom: Helpline) -> str:
        """One wording of a set, its numbers filled in.

        Args:
            name: Key of the set.
            number: Which variant; counts on past the last one.
            whom: Whom to call.
        """
        anywhere = f"{name}_anywhere"
        variants = self.say[anywhere if not whom.known and anywhere in self.say else name]
        text = variants[number % len(variants)]
        return text.format(line=whom.line, when=whom.when, emergency=whom.emergency)

    def names_a_line(self, name: str) -> bool:
        """Whether a set gives the number of the crisis line."""
        return any("{line}" in text for text in self.say[name])


def aloud(line: str) -> str:
    """A line for a voice: every number in it is a telephone number, so it is read digit by digit."""
    return re.sub(r"\d(?:[\d ]*\d)?", lambda found: ", ".join(map(_spelled, found[0].split())), line)


def _spelled(block: str) -> str:
    return " ".join(_DIGITS[digit] for digit in block)


def load(source: str) -> Lines:
    """The lines that a TOML text describes.

    Raises:
        ConfigError: the text is no TOML, a script names what there is not, or a wording breaks a rule of the file.
    """
    try:
        table = tomllib.loads(source)
        scripts = {name: _script(row) for name, row in table["script"].items()}
        say = {name: tuple(texts) for name, texts in table["say"].items()}
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The file of safety lines is not valid TOML: {error}.") from error
    except (KeyError, ValueError) as error:
        raise ConfigError(f"The file of safety lines lacks or misspells {error}.") from error
    for name, script in scripts.items():
        for key in (*script.first, *script.again):
            if key not in say:
                raise ConfigError(f"The safety script {name} says {key}, of which there are no wordings.")
        for key in script.follow.values():
            if key not in scripts:
                raise ConfigError(f"The safety script {name} is followed by {key}, which does not exist.")
    for name, variants in say.items():
        _check(name, variants)
    return Lines(scripts, say)


def _script(row: Mapping[str, Any]) -> Script:
    follow = {answer: row[answer] for answer in ("yes", "no", "maybe") if answer in row}
    return Script(
        Tier(row["tier"]), tuple(row["first"]), tuple(row["again"]), follow, row.get("quiet", False)
    )


def _check(name: str, variants: tuple[str, ...]) -> None:
    if len(variants) < FEWEST_VARIANTS:
        raise ConfigError(f"The safety lines {name} need at least {FEWEST_VARIANTS} variants.")
    for text in variants:
        if len(text.split()) > MOST_WORDS:
            raise ConfigError(f"A variant of the safety lines {name} is longer than {MOST_WORDS} words.")
        if not set(re.findall(r"{(.*?)}", text)) <= {"line", "when", "emergency"}:
            raise ConfigError(f"A variant of the safety lines {name} has an unknown placeholder.")


@functools.cache
def lines() -> Lines:
    """The lines that come with the program.

    Raises:
        ConfigError: the file was damaged.
    """
    return load(files(__package__).joinpath("lines.toml").read_text(encoding="utf-8"))
