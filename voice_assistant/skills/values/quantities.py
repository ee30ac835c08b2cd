"""Amounts with their unit: "ten miles", "half a pound of butter", "five foot six", "72kg", "an hour and a half".

Reading ends at an amount, so a few words may stand before it: "the suitcase weighs fifty pounds".
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from voice_assistant.skills.values.numbers import read_number
from voice_assistant.skills.values.units import DEGREE, Unit, named, read_unit, smaller, together

Quantity = tuple[Fraction, Unit]

K = replace(named("kelvin"), name="k")
"""A bare "k": kelvins, but kilometres beside another length, as in "how many miles is 5k"."""

_LONGEST_UNIT = 4
"""Words."""
_LONGEST_NUMBER = 12
"""Words."""

_MARKS = (
    (r"(\d+)\s*['′]\s*(\d+)\s*(?:[\"″”]|'')?", r"\1 foot \2 inch"),
    (r"(\d)\s*['′](?!\w)", r"\1 foot "),
    (r"(\d)\s*[\"″”]", r"\1 inch "),
)
"""Feet and inches as they are typed: 5'6"."""
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_]|°)")
_SCALE = re.compile(r"°\s*(?=[cfk]\b)|°")
_SUBJECT = re.compile(
    r"(?!who\b|why\b|when\b|where\b)(?:.*\b)?(?:is|are|was|were|be|being|am|im|its|thats|hes|shes|weighs?|weighed|weighing|measures?|says?|said"
    r"|wants?|needs?|have|has|had|got|takes?|took|lasts?|at|to|about|around|roughly|for|with|contains?|holds?|costs?"
    r"|reads?|shows?|calls for|asks for|run|ran|walk|walked|drive|drove|cycled|swam|weight|height|of|on|in|use|add|by"
    r"|only|just|exactly|under|over|nearly|almost|up)"
)
"""What may end the words before an amount."""
_OF = re.compile(
    r"\s+(?:of\s+(?!a\b|an\b|the\b)[^\W\d_]+(?:\s+[^\W\d_]+)?"
    r"|tall|high|long|wide|deep|away|heavy|hot|old|outside|warm|fast|in weight)$"
)
"""What may stand behind an amount: of what it is."""


def read_quantity(text: str) -> Quantity | None:
    """The amount at the end of a text, exact; None where there is none, or what stands before it is no lead to it."""
    for typed, words in _MARKS:
        text = re.sub(typed, words, text)
    text = _SCALE.sub(lambda found: "degrees " if found[0] == "°" else " °", _GLUED.sub(" ", text))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold().replace("’", "'").replace("'", "").strip(" .!?,"))
    return _amount(text) or _amount(_OF.sub("", text))


def _amount(text: str) -> Quantity | None:
    words = text.split()
    for size in range(min(_LONGEST_UNIT, len(words)), 0, -1):
        unit = read_unit(" ".join(words[-size:]).strip(","))
        if unit is not None and not unit.rest and words[-size] not in ("a", "an", "the", "in"):
            found = _before(words[:-size], K if words[-size:] == ["k"] else unit)
            if found is not None:
                return found
    return _half_more(words) or _without_last_unit(words)


def _before(words: list[str], unit: Unit) -> Quantity | None:
    """An amount of which the unit is known: its number, and perhaps a larger unit before that."""
    words = [word.strip(",") for word in words]
    for size in range(min(len(words), _LONGEST_NUMBER), 0, -1):
        number = _number(words[-size:])
        if number is None:
            continue
        before = words[:-size]
        whole = _amount(" ".join(before[:-1] if before[-1:] == ["and"] else before)) if before else None
        if whole and together(whole[1], unit):
            return whole[0] + number * unit.factor / whole[1].factor, whole[1]
        if _leads(before):
            return number, unit
    return None


def _number(words: list[str]) -> Fraction | None:
    """How many; "half a", "a quarter of an", "an" and "a" too."""
    if words[-1] in ("a", "an", "the", "one", "per"):
        part = words[:-1][: -1 if words[-2:-1] == ["of"] else None]
        if not part:
            return Fraction(1) if words[-1] != "per" else None
        value = read_number(" ".join(part)) if len(part) < len(words) else None
        if value is not None and 0 < value < 1:
            return Fraction(value).limit_denominator(1000)
    value = read_number(" ".join(words[:-1] if words[-1] == "of" else words))
    if value is None:
        return None
    exact = Fraction(str(value))
    return exact if len(str(value)) < 12 else exact.limit_denominator(1000)


def _half_more(words: list[str]) -> Quantity | None:
    """Amounts like "an hour and a half", "two feet and a quarter"."""
    if (
        "and" in words[1:]
        and (value := read_number(" ".join(words[_last(words, "and") + 1 :])))
        and 0 < value < 1
    ):
        found = _amount(" ".join(words[: _last(words, "and")]))
        return (found[0] + Fraction(value).limit_denominator(1000), found[1]) if found else None
    return None


def _without_last_unit(words: list[str]) -> Quantity | None:
    """Amounts like "five foot six", "twelve stone four"."""
    for size in (1, 2):
        number = read_number(" ".join(words[-size:])) if len(words) > size + 1 else None
        found = _amount(" ".join(words[:-size])) if number is not None else None
        small = smaller(found[1]) if found else None
        if found and small and number is not None:
            return found[0] + Fraction(str(number)) * small.factor / found[1].factor, found[1]
    return None


def _last(words: list[str], word: str) -> int:
    return len(words) - 1 - words[::-1].index(word)


def _leads(words: list[str]) -> bool:
    return not words or _SUBJECT.fullmatch(" ".join(words)) is not None


# ---------------------------------------------------------------- from one unit to another


def fitted(unit: Unit, other: Unit) -> Unit:
    """A unit as it must be meant beside another: "ounces" of a volume are fluid, a "k" of length is a kilometre."""
    if unit is K:
        return named("kilometre" if other.dimension == "length" else "kelvin")
    if unit is DEGREE:
        return named("celsius" if other.name != "celsius" else "fahrenheit")
    if unit.name == "ounce" and other.dimension == "volume":
        return named("imperial fluid ounce" if other.name.startswith("imperial") else "fluid ounce")
    return unit


def converted(quantity: Quantity, unit: Unit) -> Fraction | None:
    """The same amount in another unit; None where the two measure different things."""
    amount, of = quantity
    if of.dimension != unit.dimension:
        return None
    return (amount * of.factor + of.zero - unit.zero) / unit.factor
