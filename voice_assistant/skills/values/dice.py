"""Dice to roll: "two dice", "a twenty sided die", "four dice with eight sides", "2d6"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voice_assistant.skills.values.numbers import read_number
from voice_assistant.skills.values.words import listen


@dataclass(frozen=True, slots=True)
class Dice:
    """Some dice of one kind."""

    count: int | None = None
    """How many; None where it was not said."""
    sides: int | None = None
    """Sides of each; None where it was not said."""


_SHORT = re.compile(r"(?:(?P<count>.+) )?d(?P<sides> ?\d+| (?!with\b)\w+)(?: (?:die|dice))?")
_LONG = re.compile(
    r"(?P<before>.*?) ?(?P<sided>(?:sided?|faced)\b )?\b(?:dice|die|dices|dies)"
    r"(?: (?:with|of|that has|that have|having) (?P<sides>.+) (?:sides|faces)(?: each)?)?"
)
_NO_COUNT = frozenset({"", "a", "the", "some", "my", "our", "an", "your", "one of the"})


def read_dice(text: str) -> Dice | None:
    """The dice that a whole text names; None where it names none."""
    said = " ".join(listen(text).words)
    if short := _SHORT.fullmatch(said):
        return _dice(short["count"] or "", short["sides"].strip())
    long = _LONG.fullmatch(said)
    if long is None:
        return None
    if not long["sided"]:
        return _dice(long["before"], long["sides"])
    words = long["before"].split()
    for place in range(len(words)):
        dice = _dice(" ".join(words[:place]), " ".join(words[place:]))
        if dice is not None:
            return dice
    return None


def _dice(count: str, sides: str | None) -> Dice | None:
    many = None if count in _NO_COUNT else 2 if count.endswith("pair of") else _whole(count)
    each = _whole(sides) if sides else None
    understood = (many is not None or count in _NO_COUNT) and (each is not None or not sides)
    return Dice(many, each) if understood else None


def _whole(text: str) -> int | None:
    number = read_number(text)
    return number if isinstance(number, int) else None
