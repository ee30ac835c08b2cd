"""The same conversation about something else: what the assistant takes up from the user is put in other words.

So small a model remembers its conversations word by word. Where the name, the animal or the day is another each time,
all that is left to learn is to copy it.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SWAPS = Path(__file__).with_name("dialogues") / "swaps.toml"
UNCHANGED = 0.3
"""The share of conversations that stay as they were written."""
MADE_UP = 0.3
"""The share of names that nobody has."""

_WORD = re.compile(r"(?<![\w{'-])[A-Za-z]+(?![\w}-])")
_ARTICLE = re.compile(r"\b([Aa])n? \x00(\w)")


@cache
def classes() -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """Each word with its class, and the words of that class; the names are class 0."""
    read = tomllib.loads(SWAPS.read_text("utf-8"))
    made = {}
    for number, words in enumerate([read["names"], *read["same"]]):
        made.update({word: (number, tuple(words.split())) for word in words.split()})
    return made


def swapped(row: Mapping[str, Any], dice: random.Random, word: Callable[[], str]) -> Mapping[str, Any]:
    """A conversation with other words in the places of those that are said by both.

    Args:
        row: the conversation.
        dice: random numbers.
        word: makes up a name.
    """
    if dice.random() < UNCHANGED:
        return row
    said = _words(" ".join(" ".join([turn[0], *(turn[2] if len(turn) > 2 else ())]) for turn in row["turns"]))
    taken_up = said & _words(" ".join(turn[1] for turn in row["turns"])) & classes().keys()
    everything = _words(json.dumps(row["turns"]))
    kinds = Counter(classes()[word][0] for word in everything & classes().keys())
    others: dict[str, str] = {}
    for one in sorted(taken_up):
        number, alike = classes()[one]
        if number and kinds[number] > 1:  # two days, or two numbers, may be reckoned with
            continue
        free = [other for other in alike if other not in everything and other not in others.values()]
        if number == 0 and dice.random() < MADE_UP:
            others[one] = word()
        elif free:
            others[one] = dice.choice(free)
    if not others:
        return row

    def put(found: re.Match[str]) -> str:
        other = others.get(found[0].lower())
        if other is None:
            return found[0]
        return "\x00" + (other.capitalize() if found[0][0].isupper() else other)

    def other(text: str) -> str:
        text = _ARTICLE.sub(_with_article, _WORD.sub(put, text))
        return text.replace("\x00", "")

    turns = [
        [other(turn[0]), other(turn[1]), *([other(fact) for fact in turn[2]] for _ in turn[2:])]
        for turn in row["turns"]
    ]
    return {**row, "turns": turns}


def _with_article(found: re.Match[str]) -> str:
    return f"{found[1]}{'n' if found[2].lower() in 'aeiou' else ''} {found[2]}"


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
