"""Units of measurement, by every name they are called: units.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement."""

    name: str
    """Singular, in small letters: "foot", "celsius"."""
    many: str
    """Plural as it is said: "feet", "degrees Celsius"."""
    dimension: str
    """What it measures: "length"."""
    factor: Fraction
    """How many of the dimension's SI unit it is."""
    zero: Fraction = Fraction(0)
    """What its zero is in the SI unit: only temperatures differ there."""
    rest: str = ""
    """Name of a smaller unit that tells what is left of the last whole one: "feet and inches"."""

    @property
    def one(self) -> str:
        """Singular as it is said."""
        return (
            f"degree {self.many.removeprefix('degrees ')}" if self.many.startswith("degrees ") else self.name
        )


DEGREE = Unit("degree", "degrees", "temperature", Fraction(0))
"""Degrees on a scale that was not named: the one that it is not converted to."""

_PAIRS = frozenset(
    {
        ("foot", "inch"), ("yard", "foot"), ("mile", "yard"), ("metre", "centimetre"), ("stone", "pound"),
        ("pound", "ounce"), ("kilogram", "gram"), ("year", "month"), ("week", "day"), ("day", "hour"),
        ("hour", "minute"), ("minute", "second"),
    }
)  # fmt: skip
"""Units that an amount is given in together: "five foot six inches", "70 kilos in stones and pounds"."""


def together(large: Unit, small: Unit) -> bool:
    """Whether the second tells the rest of the first."""
    return (large.name, small.name) in _PAIRS


def smaller(large: Unit) -> Unit | None:
    """The unit of a number behind an amount that has none of its own: inches in "five foot six"."""
    return next(
        (named(small) for big, small in _PAIRS if big == large.name and big in ("foot", "stone")), None
    )


def read_unit(text: str) -> Unit | None:
    """The unit that a whole text names, or two of which one tells the rest of the other: "feet and inches"."""
    words = key(text).split()
    found = _unit(words)
    if found is None and "and" in words:
        gap = words.index("and")
        large, small = _unit(words[:gap]), _unit(words[gap + 1 :])
        if large and small and together(large, small):
            return replace(large, rest=small.name)
    return found


def _unit(words: list[str]) -> Unit | None:
    while words and words[0] in ("the", "a", "an", "of", "in", "exactly"):
        words = words[1:]
    if words in (["degree"], ["degrees"]):
        return DEGREE
    return units().get(" ".join(words))


def named(name: str) -> Unit:
    """The unit of this name.

    Raises:
        KeyError: there is none.
    """
    return units()[name]


def key(text: str) -> str:
    """A text as units are looked up by: small letters, no hyphens, no full stops."""
    plain = text.casefold().replace("-", " ").replace("º", "°").replace("square-", "square ")
    return " ".join(plain.replace(".", " ").replace(",", " ").split())


@functools.cache
def units() -> dict[str, Unit]:
    """Every unit by every name in small letters, singular and plural."""
    table = tomllib.loads((files(__package__) / "units.toml").read_text(encoding="utf-8"))
    found: dict[str, Unit] = {}
    for dimension, rows in table.items():
        for name, (size, plural, *others) in rows.items():
            factor, zero = size if isinstance(size, list) else (size, "0")
            unit = Unit(name, plural or f"{name}s", dimension, Fraction(factor), Fraction(zero))
            found |= dict.fromkeys(_names(unit, others), unit)
    return found


def _names(unit: Unit, others: list[str]) -> Iterator[str]:
    for name in (unit.name, unit.many, *others):
        yield name.casefold()
        if len(name) > 3 and not name.endswith("s"):
            yield f"{name}s".casefold()
