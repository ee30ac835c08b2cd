"""Terms and what can be done with them: exact while fractions can be, bounded so that nothing takes long."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

_MOST_BITS = 990
"""Bits of the largest numerator and denominator: below the largest float, and quick to work with."""
_MOST_FACTORIAL = 150


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum."""

    value: Fraction | float
    """Worth nothing where there is a trouble."""
    said: str
    """As it can be said; empty where that would not be clear, as with brackets."""
    operations: int = 0
    """How much there was to work out."""
    percent: bool = False
    """Whether it is a percentage: added to something else, it is a part of that."""
    part: bool = False
    """Whether it is a fraction in words, such as "a third", of which there can be an "of"."""
    trouble: str = ""
    """Why it has no value: "zero", "large" or "root"; empty where it has one."""
    noun: str = ""
    """What it counts, such as "euros"; empty where that was not said."""


_SAID = {"over": "divided by", "mod": "modulo", "topower": "to the power of"}
"""Operations that are not said by their own names."""


def combined(operation: str, first: Term, second: Term, said: str = "") -> Term | None:
    """Two terms made one; None where they do not go together: "ten euros plus five minutes".

    Args:
        operation: one of "plus", "minus", "times", "over", "mod", "topower".
        first: the left one.
        second: the right one. A percentage that is added or taken away is one of the left one.
        said: how the whole can be said, if not with the operation between the two.
    """
    noun = first.noun or second.noun
    if operation in ("plus", "minus") and second.noun and not second.percent and second.noun != noun:
        return None
    share = second.percent and not first.percent and operation in ("plus", "minus")
    right = second.value * first.value if share else second.value
    value, trouble = (
        _worked_out(operation, first.value, right) if not first.trouble else (first.value, first.trouble)
    )
    return Term(
        value,
        (said or f"{first.said} {_SAID.get(operation, operation)} {second.said}")
        if first.said and second.said
        else "",
        first.operations + second.operations + 1,
        percent=second.percent and (first.percent or first.part),
        part=operation == "over" and not first.operations and not second.operations,
        trouble=second.trouble or trouble,
        noun=noun,
    )


def total(terms: Iterable[Term]) -> Term | None:
    """All terms added; None where they do not go together."""
    first, *others = terms
    added: Term | None = first
    for term in others:
        added = added and combined("plus", added, term)
    return added


def rooted(term: Term, degree: int, said: str) -> Term:
    """The square root or cube root of a term."""
    value, trouble = _root(term.value, degree) if not term.trouble else (term.value, term.trouble)
    return Term(
        value,
        f"{said} {term.said}" if term.said else "",
        term.operations + 1,
        trouble=trouble,
        noun=term.noun,
    )


def factorial(term: Term) -> Term | None:
    """The product of all whole numbers up to a term; None where it is no whole number."""
    if term.trouble or term.value != int(term.value) or term.value < 0:
        return None
    large = term.value > _MOST_FACTORIAL
    value = Fraction(0 if large else math.factorial(int(term.value)))
    return Term(value, f"{term.said} factorial", term.operations + 1, trouble="large" if large else "")


def negative(term: Term) -> Term:
    """A term with a minus before it."""
    return replace(term, value=-term.value, said=f"minus {term.said}")


def _worked_out(operation: str, a: Fraction | float, b: Fraction | float) -> tuple[Fraction | float, str]:
    """The value and the trouble."""
    if operation in ("over", "mod") and b == 0:
        return a, "zero"
    try:
        match operation:
            case "plus":
                value = a + b
            case "minus":
                value = a - b
            case "times":
                value = a * b
            case "over":
                value = a / b
            case "mod":
                value = a % b
            case _:
                return _power(a, b)
    except OverflowError:
        return a, "large"
    return value, "" if _small(value) else "large"


def _power(base: Fraction | float, exponent: Fraction | float) -> tuple[Fraction | float, str]:
    if base == 0 and exponent < 0:
        return base, "zero"
    if base < 0 and exponent != int(exponent):
        return base, "root"
    if base and abs(float(exponent) * _log2(base)) > _MOST_BITS:
        return base, "large"
    if isinstance(base, Fraction) and exponent == int(exponent):
        if (
            abs(float(exponent)) * max(base.numerator.bit_length(), base.denominator.bit_length())
            > 20 * _MOST_BITS
        ):
            return math.pow(base, exponent), ""
        return Fraction(base ** int(exponent)), ""
    return math.pow(base, exponent), ""


def _log2(value: Fraction | float) -> float:
    if isinstance(value, Fraction):
        return math.log2(abs(value.numerator)) - math.log2(value.denominator)
    return math.log2(abs(value))


def _root(value: Fraction | float, degree: int) -> tuple[Fraction | float, str]:
    if value < 0 and degree == 2:
        return value, "root"
    size = -value if value < 0 else value
    sign = -1 if value < 0 else 1
    if isinstance(size, Fraction):
        top, bottom = _whole_root(size.numerator, degree), _whole_root(size.denominator, degree)
        if top**degree == size.numerator and bottom**degree == size.denominator:
            return Fraction(sign * top, bottom), ""
    return sign * math.pow(size, 1 / degree), ""


def _whole_root(number: int, degree: int) -> int:
    """The whole part of a root, if a large number has no whole one."""
    return math.isqrt(number) if degree == 2 else round(number ** (1 / degree))


def _small(value: Fraction | float) -> bool:
    if isinstance(value, float):
        return abs(value) < 2.0**_MOST_BITS
    return max(value.numerator.bit_length(), value.denominator.bit_length()) <= _MOST_BITS
