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
"""More than this in one turn nobody in distress can follow (the limit of the specification)."""
VARIANTS = 6
"""Wordings of each step: nobody hears the same sentence twice in a conversation of ordinary length."""

_DIGITS = dict(zip("0123456789", "zero one two three four five six seven eight nine".split(), strict=True))
_ANSWERS = ("yes", "no", "maybe")
_PLACEHOLDERS = frozenset({"line", "when", "written", "emergency"})


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of ours in the protocol."""

    tier: Tier
    follow: Mapping[str, str]
    """The step that follows an answer "yes", "no" or "maybe"; empty where nothing is asked."""
    then: str
    """The step that follows any other answer; empty where ordinary talk may go on."""
    quiet: bool
    """Whether somebody dangerous may be listening."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All steps and wordings."""

    steps: Mapping[str, Step]
    say: Mapping[str, tuple[str, ...]]

    def wordings(self, step: str, whom: Helpline, *, given: bool) -> tuple[str, ...]:
        """The wordings of a step for somebody in this country.

        Args:
            step: its name.
            whom: whom to call.
            given: whether the number of the line was given before, so that it need not be said again.
        """
        again, anywhere = f"{step}_again", f"{step}_anywhere"
        if given and again in self.say:
            return self.say[again]
        lacking = not whom.known or ("{written}" in self.say[step][0] and not whom.written)
        return self.say[anywhere if lacking and anywhere in self.say else step]


def filled(wording: str, whom: Helpline) -> str:
    """A wording with its numbers."""
    return wording.format(line=whom.line, when=whom.when, written=whom.written, emergency=whom.emergency)


def aloud(line: str) -> str:
    """A line for a voice: every number in it is a telephone number, so it is read digit by digit."""
    return re.sub(r"\d(?:[\d ]*\d)?", lambda found: ", ".join(map(_spelled, found[0].split())), line)


def _spelled(block: str) -> str:
    return " ".join(_DIGITS[digit] for digit in block)


def load(source: str) -> Lines:
    """The lines that a TOML text describes.

    Raises:
        ConfigError: the text is no TOML, a step names what there is not, or a wording breaks a rule of the file.
    """
    try:
        table = tomllib.loads(source)
        steps = {name: _step(row) for name, row in table["step"].items()}
        say = {name: tuple(texts) for name, texts in table["say"].items()}
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The file of safety lines is not valid TOML: {error}.") from error
    except (KeyError, ValueError) as error:
        raise ConfigError(f"The file of safety lines lacks or misspells {error}.") from error
    for name, step in steps.items():
        if name not in say:
            raise ConfigError(f"The safety step {name} has no wordings.")
        for key in (*step.follow.values(), *filter(None, [step.then])):
            if key not in steps:
                raise ConfigError(f"The safety step {name} is followed by {key}, which does not exist.")
    for name, variants in say.items():
        _check(name, variants)
    return Lines(steps, say)


def _step(row: Mapping[str, Any]) -> Step:
    follow = {answer: row[answer] for answer in _ANSWERS if answer in row}
    return Step(Tier(row["tier"]), follow, row.get("then", ""), row.get("quiet", False))


def _check(name: str, variants: tuple[str, ...]) -> None:
    if len(variants) < VARIANTS:
        raise ConfigError(f"The safety lines {name} need at least {VARIANTS} variants.")
    for text in variants:
        if len(text.split()) > MOST_WORDS:
            raise ConfigError(f"A variant of the safety lines {name} is longer than {MOST_WORDS} words.")
        if not set(re.findall(r"{(.*?)}", text)) <= _PLACEHOLDERS:
            raise ConfigError(f"A variant of the safety lines {name} has an unknown placeholder.")


@functools.cache
def lines() -> Lines:
    """The lines that come with the program.

    Raises:
        ConfigError: the file was damaged.
    """
    return load(files(__package__).joinpath("lines.toml").read_text(encoding="utf-8"))
