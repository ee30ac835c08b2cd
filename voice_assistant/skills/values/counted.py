"""Numbers as terms of a sum, with a currency before them or what they count behind: "$5", "eighty euros"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from voice_assistant.skills.values.numbers import fraction_at, number_at
from voice_assistant.skills.values.terms import Term

_NOUNS = frozenset(
    """euro euros dollar dollars bucks buck pound pounds quid cent cents pence franc francs yen rupees people persons
    guests friends kids children days weeks months years hours minutes seconds apples eggs bottles boxes packs items
    pieces tickets miles kilometres kilometers metres meters grams kilos litres liters each""".split()
)
"""What may be counted without changing the sum."""
SIGNS = frozenset("$€£¥")
"""Currencies, which are passed over."""


def counted_at(words: Sequence[str], at: int) -> tuple[Term, int] | None:
    """The number from a place on, with the place behind it and what it counts."""
    if words[at].isdecimal() and len(words[at]) > 15:
        return (plain(int(words[at])), at + 1) if len(words[at]) <= 60 else None
    found = number_at(words, at)
    if found is None:
        return None
    value, end = found
    part = fraction_at(words, at)
    if part and part[1] == end:
        term = replace(
            plain(Fraction(value).limit_denominator(1000)), said=" ".join(words[at:end]), part=True
        )
    else:
        exact = Fraction(str(value))
        term = plain(exact if exact.denominator < 10**9 else exact.limit_denominator(10**6))
    if end < len(words) and words[end] in SIGNS:
        end += 1
    if end < len(words) and words[end] in _NOUNS:
        term, end = replace(term, noun=words[end].removesuffix("s")), end + 1
    return term, end


def plain(value: Fraction | int) -> Term:
    """A number that counts nothing."""
    exact = Fraction(value)
    return Term(exact, f"{int(exact):,}" if exact.denominator == 1 else f"{float(exact):g}")
