"""How results are rounded for the ear: as exactly as somebody can take in, and whether that is all of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from voice_assistant.languages import Language

_LONGEST = 12
"""Digits of the largest whole number that is told in full."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is told."""

    text: str
    """In digits, with commas: "1,234.5", "minus 3"."""
    exact: bool
    """Whether nothing was rounded off."""


def figure(language: Language, value: Fraction | float, decimals: int = 4) -> Figure:
    """A number as it is told; a very large or very small one with a power of ten.

    Args:
        language: where the words come from.
        value: what is to be told, finite.
        decimals: places behind the point to keep; smaller numbers keep as many digits that are not zero.
    """
    size = abs(_decimal(value))
    if size and not Decimal("1e-6") <= size < Decimal(10) ** _LONGEST:
        exponent = size.adjusted()
        shown = _shortest(round(size.scaleb(-exponent), 3))
        text = language.phrase("words.power_of_ten", number=shown, exponent=_signed(language, exponent))
        exact = Fraction(shown) * Fraction(10) ** exponent == abs(Fraction(value))
    else:
        kept = round(size, decimals if size >= 1 or not size else decimals - 1 - size.adjusted())
        text, exact = _shortest(kept), Fraction(kept) == abs(Fraction(value))
    if value < 0 and text != "0":
        text = language.phrase("words.minus", number=text)
    return Figure(text, exact)


def _signed(language: Language, number: int) -> str:
    return language.phrase("words.minus", number=-number) if number < 0 else str(number)


def _decimal(value: Fraction | float) -> Decimal:
    exact = Fraction(value)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _shortest(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
