"""The phrases of lexicon.toml: how they are written, and the patterns they become.

    phrase  = item*            item  = (word | <group> | "(" choice ")") ["+"] ["?"]  |  _  |  *  |  **  |  $
    choice  = phrase ("|" phrase)*

A pattern matches plain text: words parted by single spaces, "." between sentences, a space at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voice_assistant.errors import ConfigError

_TOKEN = re.compile(r"[()|?+$]|\*\*?|<\w+>|[^\s()|?+$*<>]+")
_GAPS = {"_": "[^ .]+ ", "*": r"(?:[^ .]+ ){0,3}", "**": r"(?:[^ .]+ ){0,8}", "$": r"(?=\. |\Z)"}

START = r"(?<![^ ])"
"""Where a word begins."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of words to look for."""

    pattern: str
    """A regular expression; every word takes the space behind it."""
    telling: frozenset[str] = frozenset()
    """Unless one of these words was heard the phrase cannot be there; empty where it has no telling word."""


def parse(text: str, groups: Mapping[str, Phrase], common: frozenset[str] = frozenset()) -> Phrase:
    """One phrase, or several parted by "|".

    Args:
        text: As written in lexicon.toml.
        groups: What may stand between angle brackets.
        common: Words that tell nothing.

    Raises:
        ConfigError: a parenthesis is open, or a group is unknown.
    """
    tokens = _TOKEN.findall(text)
    phrase, rest = _choice(tokens, 0, groups, common)
    if rest != len(tokens):
        raise ConfigError(f"The safety lexicon has an unmatched parenthesis in {text!r}: balance it.")
    return phrase


def _choice(
    tokens: list[str], at: int, groups: Mapping[str, Phrase], common: frozenset[str]
) -> tuple[Phrase, int]:
    """The alternatives from a token on, and where they end."""
    options = []
    while True:
        option, at = _row(tokens, at, groups, common)
        options.append(option)
        if at == len(tokens) or tokens[at] != "|":
            break
        at += 1
    # One alternative without a telling word is enough to make the whole choice tell nothing.
    told = [option.telling for option in options]
    return Phrase(
        "|".join(option.pattern for option in options), frozenset().union(*told) if all(told) else frozenset()
    ), at


def _row(
    tokens: list[str], at: int, groups: Mapping[str, Phrase], common: frozenset[str]
) -> tuple[Phrase, int]:
    """The items from a token on, up to "|" or ")"."""
    pattern, telling = "", frozenset[str]()
    while at < len(tokens) and tokens[at] not in "|)":
        item, at = _item(tokens, at, groups, common)
        times = ""
        while at < len(tokens) and tokens[at] in "+?":
            times, at = times + tokens[at], at + 1
        pattern += item.pattern if not times else f"(?:{item.pattern}){_TIMES[times]}"
        # The rarer the words, the seldomer the pattern is tried in vain: the smallest set stands for the row.
        if "?" not in times and item.telling and (not telling or len(item.telling) < len(telling)):
            telling = item.telling
    return Phrase(pattern, telling), at


_TIMES = {"?": "?", "+": "{1,6}", "+?": "{0,6}"}


def _item(
    tokens: list[str], at: int, groups: Mapping[str, Phrase], common: frozenset[str]
) -> tuple[Phrase, int]:
    """One word, gap, group or parenthesis."""
    token = tokens[at]
    if token in _GAPS:
        return Phrase(_GAPS[token]), at + 1
    if token == "(":  # noqa: S105 - a parenthesis, no password
        inner, at = _choice(tokens, at + 1, groups, common)
        if at == len(tokens):
            raise ConfigError(
                f"The safety lexicon has an open parenthesis in {' '.join(tokens)!r}: close it."
            )
        return Phrase(f"(?:{inner.pattern})", inner.telling), at + 1
    if token.startswith("<"):
        if token[1:-1] not in groups:
            raise ConfigError(f"The safety lexicon uses the group {token}, which it does not define.")
        group = groups[token[1:-1]]
        return Phrase(f"(?:{group.pattern})", group.telling), at + 1
    word = token if "\\" in token else re.escape(token)
    return Phrase(word + " ", frozenset() if token in common or "\\" in token else frozenset({token})), at + 1


def either(phrases: Iterable[str], groups: Mapping[str, Phrase]) -> str:
    """One pattern that any of the phrases matches."""
    return "|".join(parse(phrase, groups).pattern for phrase in phrases)
