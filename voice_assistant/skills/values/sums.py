"""The grammar of sums, over words in normal form: which term they make.

    sum      product, or sums with "plus" and "minus" between them; "80 with 20 percent off"
    product  power, or products with "times", "divided by", "of" between them
    power    operand, with "squared", "percent", "to the power of" behind it
    operand  a number, a bracket, "the square root of" an operand

`frames` stand around whole sums: "add 5 to 7", "the difference between 3 and 10". Each `…_at` function reads from a
place on, and returns what it found with the place behind it, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from voice_assistant.skills.values.counted import SIGNS, counted_at, plain
from voice_assistant.skills.values.frames import framed
from voice_assistant.skills.values.numbers import ordinal_at
from voice_assistant.skills.values.terms import Term, combined, factorial, negative, rooted

_DEEPEST = 12
"""Brackets and roots inside one another."""
_FRAMES = 3
"""Frames inside one another."""

_PLUS = {
    "plus": ("plus", "added to", "increased by", "and add", "add"),
    "minus": ("minus", "less", "take away", "reduced by", "decreased by", "subtract"),
}
_TIMES = {
    "times": ("times", "multiplied by", "multiplied with", "multiply by", "time"),
    "over": ("divided by", "divide by", "over", "divided through", "split by"),
    "mod": ("modulo", "mod"),
}
_POWER = ("topower", "to the power of", "raised to the power of", "to the power", "raised to", "power")
_ROOTS = (
    ("square root of", 2), ("square root", 2), ("cube root of", 3), ("cubic root of", 3), ("root of", 2), ("root", 2),
)  # fmt: skip
_MULTIPLES: dict[str, Fraction | int] = {
    "double": 2,
    "twice": 2,
    "triple": 3,
    "quadruple": 4,
    "halve": Fraction(1, 2),
}
_POWERS = {"squared": 2, "cubed": 3}

_OFF = ("off", "discount", "reduction", "less", "reduced", "cheaper", "rebate")
_ON_TOP = ("tip", "vat", "tax", "interest", "on top", "more", "extra", "added", "service", "sales tax")
_OF = (
    "of",
    "on",
    "from",
    *(f"{share} {of}" for share in ("tip", "vat", "tax", "interest") for of in ("on", "for", "of")),
)


def read(words: Sequence[str], depth: int = 0) -> Term | None:
    """The term that all words make."""
    whole = framed(" ".join(words), lambda part: read(part, depth + 1)) if depth < _FRAMES else None
    if whole is not None:
        return whole
    found = _sum_at(tuple(words), 0, depth)
    return found[0] if found and found[1] == len(words) else None


def looks_like_one(words: Sequence[str]) -> bool:
    """Whether so long a text is a sum, as far as one can tell without reading it all."""
    return (found := _sum_at(words[:60], 0, 0)) is not None and found[0].operations > 5


# ---------------------------------------------------------------- the four levels


Found = tuple[Term, int]


def _sum_at(words: Sequence[str], at: int, depth: int) -> Found | None:
    found = _product_at(words, at, depth)
    while found is not None:
        left, end = found
        found = _share_at(words, left, end, depth) or _next(_PLUS, _product_at, words, left, end, depth)
        if found is None:
            return left, end
    return None


def _product_at(words: Sequence[str], at: int, depth: int) -> Found | None:
    found = _power_at(words, at, depth)
    while found is not None:
        left, end = found
        found = _part_of(words, left, end, depth) or _next(_TIMES, _power_at, words, left, end, depth)
        if found is None:
            return left, end
    return None


def _next(
    operations: dict[str, tuple[str, ...]],
    level: Callable[[Sequence[str], int, int], Found | None],
    words: Sequence[str],
    left: Term,
    end: int,
    depth: int,
) -> Found | None:
    """An operation and its right side, made one with the left side."""
    for operation, names in operations.items():
        behind = _phrase_at(words, end, names)
        right = level(words, behind, depth) if behind else None
        term = combined(operation, left, right[0]) if right else None
        if term is not None and right is not None:
            return term, right[1]
    return None


def _share_at(words: Sequence[str], left: Term, end: int, depth: int) -> Found | None:
    """A share put on or taken off: "with 20 percent off", "plus 15 percent tip"."""
    if left.percent:
        return None
    link = _phrase_at(words, end, ("with", "at", "minus", "less", "plus", "and"))
    right = _power_at(words, link or end, depth)
    if right is None or not right[0].percent:
        return None
    for operation, names in (("minus", _OFF), ("plus", _ON_TOP)):
        behind = _phrase_at(words, right[1], names)
        term = combined(operation, left, right[0]) if behind else None
        if term is not None:
            return term, behind
    return None


def _part_of(words: Sequence[str], left: Term, end: int, depth: int) -> Found | None:
    """Parts: "of 240" behind "15 percent", "off 80" behind "20 percent", "of 90" behind "a third"."""
    if not (left.percent or left.part):
        return None
    less = _phrase_at(words, end, ("off of", "off", "less than")) if left.percent else 0
    more = _phrase_at(words, end, ("more than", "on top of")) if left.percent else 0
    of = _phrase_at(words, end, _OF if left.percent else ("of",)) or (end if words[end - 1] == "half" else 0)
    right = _power_at(words, less or more or of, depth) if less or more or of else None
    if right is None:
        return None
    if less or more:
        said = f"{left.said} {'off' if less else 'more than'} {right[0].said}"
        term = combined("minus" if less else "plus", right[0], left, said)
    else:
        term = combined("times", left, right[0], f"{left.said} of {right[0].said}")
    return (replace(term, percent=right[0].percent), right[1]) if term else None


def _power_at(words: Sequence[str], at: int, depth: int) -> Found | None:
    found = _operand_at(words, at, depth)
    if found is None:
        return None
    term, end = found
    while True:
        word = words[end] if end < len(words) else ""
        made: Term | None = None
        if word in _POWERS:
            made, behind = combined("topower", term, plain(_POWERS[word]), f"{term.said} {word}"), end + 1
        elif word == "percent" and not term.percent and not term.part:
            made, behind = (
                replace(term, value=term.value / 100, percent=True, said=f"{term.said} percent"),
                end + 1,
            )
        elif word == "factorial":
            made, behind = factorial(term), end + 1
        elif exponent := _exponent_at(words, end, depth):
            made, behind = combined("topower", term, exponent[0]), exponent[1]
        if made is None:
            return term, end
        term, end = made, behind


def _exponent_at(words: Sequence[str], at: int, depth: int) -> Found | None:
    """Which power: "to the power of 5", "to the fifth power", "to the fifth"."""
    if behind := _phrase_at(words, at, ("to the", "raised to the")):
        nth = ordinal_at(words, behind)
        if nth is not None:
            return plain(nth[0]), _phrase_at(words, nth[1], ("power",)) or nth[1]
    behind = _phrase_at(words, at, _POWER)
    return _power_at(words, behind, depth + 1) if behind and depth < _DEEPEST else None


def _operand_at(words: Sequence[str], at: int, depth: int) -> Found | None:
    if at >= len(words) or depth > _DEEPEST:
        return None
    if words[at] in ("the", "of") or words[at] in SIGNS:
        return _operand_at(words, at + 1, depth + 1)
    if words[at] == "bracket":
        found = _sum_at(words, at + 1, depth + 1)
        behind = _phrase_at(words, found[1], ("unbracket",)) if found else 0
        return (replace(found[0], said="", percent=False, part=False), behind) if found and behind else None
    if words[at] in ("minus", "negative") and (found := _operand_at(words, at + 1, depth + 1)):
        return negative(found[0]), found[1]
    for name, degree in _ROOTS:
        if behind := _phrase_at(words, at, (name,)):
            found = _operand_at(words, behind, depth + 1)
            said = "the square root of" if degree == 2 else "the cube root of"
            return (rooted(found[0], degree, said), found[1]) if found else None
    if behind := _phrase_at(words, at, ("square of", "cube of")):
        found = _operand_at(words, behind, depth + 1)
        name = "squared" if words[at] == "square" else "cubed"
        term = (
            combined("topower", found[0], plain(_POWERS[name]), f"{found[0].said} {name}") if found else None
        )
        return (term, found[1]) if term and found else None
    if words[at] in _MULTIPLES and (found := _operand_at(words, at + 1, depth + 1)):
        half = words[at] == "halve"
        said = f"{'half of' if half else words[at]} {found[0].said}"
        term = combined("times", plain(_MULTIPLES[words[at]]), found[0], said)
        return (term, found[1]) if term else None
    article = words[at] in ("a", "an")
    return counted_at(words, at) or (_operand_at(words, at + 1, depth + 1) if article else None)


def _phrase_at(words: Sequence[str], at: int, phrases: Sequence[str]) -> int:
    """The place behind the first of some phrases that stands here; 0 where none does."""
    for phrase in phrases:
        parts = phrase.split()
        if list(words[at : at + len(parts)]) == parts:
            return at + len(parts)
    return 0
