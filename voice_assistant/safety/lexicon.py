"""What the detector listens for: lexicon.toml, read and checked once, when the package is imported.

So a broken table stops the start of the program, and never a turn in which somebody needs it.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from voice_assistant.errors import ConfigError
from voice_assistant.safety.phrases import START, Phrase, either, parse
from voice_assistant.vocabulary import Tier

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})
_IS = re.compile(r"\b(he|she|it|that|there|what|who|how|where|here)'s\b")
_TOKENS = re.compile(r"[^\W_]+(?:'[^\W_]+)*|\.{2,}|…|[.!?;:\n]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Something a person may mean that the kernel must not miss."""

    name: str
    reason: str
    """What is shown and told to the caller: a category, never words that were said."""
    tier: Tier
    script: str
    """Key into lines.toml: what is said to it."""
    soon: str
    """The script, at tier crisis, where it is about to happen; empty where time changes nothing."""
    about: str
    """Which contexts it is open to, and whose words may change it."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words beside a finding that change what it means."""

    reason: str
    makes: str
    """"keep", "none", or the script that takes over, at tier concern."""
    of: frozenset[str]
    """Kinds of meaning it applies to: their `about`."""
    only: frozenset[str]
    """Names of the meanings it applies to; empty for all."""
    before: re.Pattern[str] | None
    """Right before the finding."""
    after: re.Pattern[str] | None
    """Right behind it."""
    near: re.Pattern[str] | None
    """Anywhere beside it, unless a word like "tonight" says that it is not over."""


Looked = tuple[re.Pattern[str], frozenset[str]]
"""A pattern and the telling words without which it need not be tried."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of lexicon.toml, ready for use."""

    spelling: Mapping[str, str]
    spelled: re.Pattern[str]
    fillers: frozenset[str]
    hanging: frozenset[str]
    """Words no sentence ends with: a stop behind one is only a pause."""
    now: frozenset[str]
    sounds: tuple[tuple[Looked, Mapping[str, str]], ...]
    benign: tuple[tuple[str, Looked], ...]
    """(name, what it looks like)."""
    meanings: tuple[tuple[Meaning, tuple[Looked, ...], tuple[Looked, ...]], ...]
    """Each with its phrases, and with those that are also said of other things."""
    contexts: tuple[Context, ...]
    subjects: Mapping[str, frozenset[str]]
    soon: re.Pattern[str]
    answers: Mapping[str, re.Pattern[str]]
    remarks: Mapping[str, re.Pattern[str]]

    def plain(self, text: str) -> str:
        """Text as the patterns want it: lower case, one spelling, no fillers or stammers, "." between sentences."""
        text = unicodedata.normalize("NFKC", text).lower().translate(_APOSTROPHES)
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
        text = _IS.sub(r"\1 is", text)
        kept: list[str] = []
        for token in _TOKENS.findall(text):
            if token[0] in "….!?;:\n":
                pause = token.startswith(("..", "…")) or (kept and kept[-1] in self.hanging)
                word = "" if pause else "."
            else:
                word = _apart(token)
            if word and word not in self.fillers and word != (kept[-1] if kept else "."):
                kept.append(word)
        row = " ".join(kept) + " " if kept else ""
        return self.spelled.sub(lambda found: self.spelling[found[0][:-1]] + " ", row)


def _apart(word: str) -> str:
    """A word without its apostrophes, a contraction taken apart where the spelling table could not know it."""
    if "'" not in word:
        return word
    head, _, tail = word.rpartition("'")
    spelled = {"ve": " have", "re": " are", "ll": " will", "d": " would", "m": " am", "s": ""}
    return (head + spelled[tail] if tail in spelled else head + tail).replace("'", "")


def _looked(phrase: Phrase, text: str) -> Looked:
    if not phrase.telling:
        raise ConfigError(f"The safety lexicon's phrase {text!r} has no telling word: add one.")
    return re.compile(f"{START}(?:{phrase.pattern})"), phrase.telling


def load(source: str) -> Lexicon:
    """The lexicon that a TOML text describes.

    Raises:
        ConfigError: the text is no TOML, a table lacks a field, or a phrase cannot be understood.
    """
    try:
        return _build(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The safety lexicon is not valid TOML: {error}.") from error
    except KeyError as error:
        raise ConfigError(f"The safety lexicon lacks the field {error}.") from error
    except ValueError as error:  # a tier that there is not
        raise ConfigError(f"The safety lexicon holds a value that is not allowed: {error}.") from error


def _build(table: Mapping[str, Any]) -> Lexicon:
    common = frozenset(table["common"].split())
    groups: dict[str, Phrase] = {}
    for name, text in table["groups"].items():
        groups[name] = parse(text, groups, common)

    def looked(text: str) -> Looked:
        return _looked(parse(text, groups, common), text)

    def beside(row: Mapping[str, Any], key: str, form: str) -> re.Pattern[str] | None:
        return re.compile(form.format(either(row[key], groups))) if key in row else None

    spelling = dict(table["spelling"])
    longest_first = sorted(map(re.escape, spelling), key=len, reverse=True)
    return Lexicon(
        spelling=spelling,
        spelled=re.compile(f"{START}(?:{'|'.join(longest_first)}) "),
        fillers=frozenset(table["fillers"].split()),
        hanging=frozenset(table["hanging"].split()),
        now=frozenset(table["now"].split()),
        sounds=tuple((looked(row["heard"]), row["meant"]) for row in table["sound"]),
        benign=tuple((row["name"], looked(text)) for row in table["benign"] for text in row["phrases"]),
        meanings=tuple(
            (
                Meaning(
                    row["name"],
                    row["reason"],
                    Tier(row["tier"]),
                    row["script"],
                    row.get("soon", ""),
                    row["about"],
                ),
                tuple(looked(text) for text in row["phrases"]),
                tuple(looked(text) for text in row.get("loose", ())),
            )
            for row in table["meaning"]
        ),
        contexts=tuple(
            Context(
                reason=row.get("reason", row["name"]),
                makes=row["makes"],
                of=frozenset(row["of"]),
                only=frozenset(row.get("only", ())),
                before=beside(row, "before", START + r"(?:{})\Z"),
                after=beside(row, "after", r"(?:{})"),
                near=beside(row, "near", START + r"(?:{})"),
            )
            for row in table["context"]
        ),
        subjects={name: frozenset(words.split()) for name, words in table["subjects"].items()},
        soon=re.compile(f"{START}(?:{either(table['soon']['phrases'], groups)})"),
        answers={
            name: re.compile(f"(?:{either([text], groups)})") for name, text in table["answers"].items()
        },
        remarks={
            name: re.compile(f"{START}(?:{either(phrases, groups)})")
            for name, phrases in table["remarks"].items()
        },
    )


LEXICON_FILE = files(__package__).joinpath("lexicon.toml")
"""The table that comes with the program."""


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the program.

    Raises:
        ConfigError: the file was damaged.
    """
    return load(LEXICON_FILE.read_text(encoding="utf-8"))
