"""Ranges of whole numbers: "one and ten", "1-6000", "one up to ninety"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voice_assistant.skills.values.numbers import read_number

_BETWEEN = re.compile(
    r"\s*(?:\s(?:and|to|through|thru|up to|till|until|upto|all the way (?:up )?to)\s|[-–—])\s*", re.IGNORECASE
)
_LEAD = re.compile(
    r"\A(?:(?:somewhere|anywhere|starting|going|ranging)\s+)?(?:between|from|of|in|at)\s+", re.IGNORECASE
)
_PURPOSE = re.compile(
    r"\s+(?:for (?!ever)[a-z' ]+|at random|randomly|by chance|inclusive|both included|please)\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Range:
    """The whole numbers from one to another, both included."""

    low: int
    high: int


def read_range(text: str) -> Range | None:
    """The range that a whole text names, and perhaps what it is for; None where it names none."""
    said = _LEAD.sub("", _PURPOSE.sub("", text.strip(" .!?,")))
    for gap in _BETWEEN.finditer(said):
        low, high = read_number(said[: gap.start()]), read_number(said[gap.end() :])
        if isinstance(low, int) and isinstance(high, int):
            return Range(low, high)
    return None
