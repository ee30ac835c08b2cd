"""Matters that are answered with fixed, kind words and never by a language model: topics.toml, and its use.

A small model that is asked whether it feels, what an illness is, or whether neighbours listen at the wall, agrees too
easily. So these sentences never reach it. They are found by phrases written like those of lexicon.toml, and a film,
a song, a reminder or a question of fact beside them shows that nothing of the kind was meant.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from voice_assistant.errors import ConfigError
from voice_assistant.safety.lexicon import Looked, lexicon
from voice_assistant.safety.phrases import START, Phrase, either, parse

NAMES = ("medication", "unusual_belief", "mania", "diagnosis", "attachment", "human", "claim")
"""All topics. The first that fits is taken: first those where a wrong answer does most harm."""
VARIANTS = 6
"""Wordings for each topic: nobody hears the same one twice in a conversation of ordinary length."""
MOST_WORDS = 35
"""A reply is one breath and one question (the limit of the specification)."""
_HEARD = 400
"""Words that are looked at; nobody says more in one turn."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter, and what is said to it."""

    name: str
    """One of `NAMES`."""
    replies: tuple[str, ...]
    """Wordings that may take turns."""
    phrases: tuple[Looked, ...] = field(default=(), repr=False)
    """What is said by somebody who speaks of it."""
    unless: re.Pattern[str] | None = field(default=None, repr=False)
    """What shows, in the same sentence, that it is not meant."""

    def meant(self, sentence: str, words: frozenset[str]) -> bool:
        """Whether a sentence is about this.

        Args:
            sentence: Plain, as `lexicon().plain` makes it, with "^ " before it.
            words: All words of it.
        """
        return any(
            not telling.isdisjoint(words) and pattern.search(sentence) for pattern, telling in self.phrases
        ) and not (self.unless and self.unless.search(sentence))


def topic(text: str) -> Topic | None:
    """The matter that somebody speaks of, or None: then anything may answer.

    Args:
        text: What was said, as it was heard.
    """
    plain = lexicon().plain(" ".join(text.split()[-_HEARD:]))
    sentences = [f"^ {sentence.strip()} " for sentence in plain.split(". ") if sentence.strip()]
    heard = [(sentence, frozenset(sentence.split())) for sentence in sentences]
    for one in topics():
        if any(one.meant(*sentence) for sentence in heard):
            return one
    return None


def load(source: str) -> tuple[Topic, ...]:
    """The topics that a TOML text describes, in the order of `NAMES`.

    Raises:
        ConfigError: the text is no TOML, a topic or field is missing or unknown, a phrase cannot be understood, or
            a reply breaks a rule.
    """
    try:
        return _build(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The file of topics is not valid TOML: {error}.") from error
    except KeyError as error:
        raise ConfigError(f"The file of topics lacks the field {error}.") from error


def _build(table: Mapping[str, Any]) -> tuple[Topic, ...]:
    common = frozenset(table["common"].split())
    groups: dict[str, Phrase] = {}
    for name, text in table["groups"].items():
        groups[name] = parse(text, groups, common)

    def looked(text: str) -> Looked:
        phrase = parse(text, groups, common)
        if not phrase.telling:
            raise ConfigError(f"The phrase {text!r} of the topics has no telling word: add one.")
        return re.compile(f"{START}(?:{phrase.pattern})"), phrase.telling

    rows = {row["name"]: row for row in table["topic"]}
    if odd := sorted(set(rows) ^ set(NAMES)):
        raise ConfigError(f"The file of topics must have the topic {odd[0]!r}, or not name it.")
    made = []
    for name in NAMES:
        row = rows[name]
        _check(name, row["replies"])
        made.append(
            Topic(
                name,
                tuple(row["replies"]),
                tuple(looked(text) for text in row["phrases"]),
                re.compile(f"{START}(?:{either([*table['unless'], *row['unless']], groups)})"),
            )
        )
    return tuple(made)


def _check(name: str, replies: list[str]) -> None:
    if len(set(replies)) < VARIANTS:
        raise ConfigError(f"The replies for {name!r} need at least {VARIANTS} different wordings.")
    for text in replies:
        if len(text.split()) > MOST_WORDS:
            raise ConfigError(f"A reply for {name!r} is longer than {MOST_WORDS} words: shorten it.")
        if "?" in text[:-1]:
            raise ConfigError(f"A reply for {name!r} must ask one thing at most, and at its end.")


@functools.cache
def topics() -> tuple[Topic, ...]:
    """The topics that come with the program.

    Raises:
        ConfigError: the file was damaged.
    """
    return load(files(__package__).joinpath("topics.toml").read_text(encoding="utf-8"))
