"""Sums as they are said or typed: "seven times eight plus four", "15% of 240", "add 5 and 7", "(2 + 3) * 4".

`sums` understands the words, from which this module makes a value; nothing is ever run as a program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from voice_assistant.skills.values import sums
from voice_assistant.skills.values.words import listen

LONGEST = 120
"""Words of the longest sum that is worked out."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum that was understood, and what it comes to."""

    value: Fraction | float | None
    """Exact as a fraction; a float where it cannot be, as for most roots; None where there is a trouble."""
    said: str = ""
    """The sum as it can be said: "7 times 8 plus 4". Empty where that would not be clear."""
    trouble: str = ""
    """Why there is no value: one of "zero", "large", "root", "long"; empty where there is one."""

    @property
    def result(self) -> int | float | None:
        """The value as a plain number."""
        if self.value is None:
            return None
        return int(self.value) if self.value == int(self.value) else float(self.value)


_SYMBOLS = (
    (r"\*\*|\^", " topower "),
    (r"√|\bsqrt\b", " root "),
    (r"²", " squared "),
    (r"³", " cubed "),
    (r"%", " percent "),
    (r"(?<=\d)\s*[x×*·]\s*(?=[\d(√.])|[×*·]", " times "),
    (r"(?<=\d )(\d+)/(?=\d)", r"\1⁄"),
    (r"[/÷]", " over "),
    (r"⁄", "/"),
    (r"\+", " plus "),
    (r"(?<=[\w).]) ?[-−–—] ?(?=[\d(.√])|(?<=\s)[-−–—](?=\s)", " minus "),
    (r"\(", " bracket "),
    (r"\)", " unbracket "),
    (r"[=?!]|\b(?:equals|is equal to)\s*\??$", " "),
    (r"\b(?:per cent|percentage)\b", "percent"),
    (r"(?<=\w) (one|two|three|four|five|seven|eight|nine|ten|eleven|twelve)s\b", r" times \1"),
    (r"(?<=\w) sixes\b", " times six"),
)
_NO_SUM = re.compile(
    r"\s*\d{3}-\d{3,4}(?:-\d+)*\s*|.*(?<![\w.])(?:\d{4}-\d\d?-\d\d?|\d\d?[-/]\d\d?[-/]\d{2,4}|24/7)(?!\w).*"
)
"""What looks like a sum and is a telephone number, or has a date in it."""

_BEFORE = re.compile(
    r"""(?:what\ do\ (?:you|i|we)\ get\ (?:when|if)|what\ (?:is|are|does|do|would|will)|whats|how\ many\ (?:is|are)
    |how\ much\ (?:is|are|makes?|does|do|would|will)|calculate|compute|work\ out|figure\ out|solve|evaluate|tell\ me
    |what\ happens\ (?:when|if)|(?:the\ )?(?:result|answer|value)\ (?:of|to)|exactly|a\ total\ of
    |(?:if\ |when\ )?(?:you|i|we)(?=\ (?:add|sum|take|subtract|deduct|multiply|divide|split|share|raise|increase
        |decrease|reduce|double|triple|halve)))\ """,
    re.VERBOSE,
)
_MIDDLE = re.compile(
    r" (?:whats|what is|how much is|what would be|how much would) (?:that|it|this) (?:be )?"
    r"(?=(?:with|minus|plus|less|times|divided|at|after)\b)"
)
"""A question in the middle of a sum: "a jacket is ninety euros what's that with thirty percent off"."""
_AFTER = re.compile(
    r"""\ (?:(?P<asked>
        (?:how\ much|how\ many|what)\ (?:is|are|does|do|would|will|should)\ (?:that|it|this|i|we|you|they|one)
        (?:\ (?:be|makes?|come\ to|pay|get|have|owe|save|cost|each|left|over|in\ total|altogether|total))*
      | (?:how\ much|how\ many|what)\ (?:is|are)\ (?:left|the\ (?:result|answer|total|price))
      | (?:makes?|is|gives?|equals?|are|comes?\ to)\ (?:what|how\ much|how\ many)
      | whats\ (?:that|the\ (?:result|answer|total)))
    | goes?(?:\ in)?(?:\ (?:how\ many\ times|how\ often))?
    | make|equals?|be|come\ to|add\ up\ to|give|come\ out\ to|altogether|in\ total)$""",
    re.VERBOSE,
)


def read_expression(text: str) -> Expression | None:
    """The sum that a whole text says; None where it says something else, or only a number.

    A story before the sum is passed over where the question stands at the end: "a jacket for eighty euros with
    thirty percent off, what do I pay".
    """
    if _NO_SUM.fullmatch(text):
        return None
    for symbol, word in _SYMBOLS:
        text = re.sub(symbol, word, text)
    words, led, asked = _question(
        " ".join(listen(text.replace(".", ". ") if text.endswith(".") else text).words)
    )
    if len(words) > LONGEST:
        return Expression(None, trouble="long") if sums.looks_like_one(words) else None
    attempts = [words[start:] for start in range(len(words) if asked else 1)]
    if led and "and" in words and sums.read(words) is None:
        attempts.append(("add", *words))  # "what is two and two"
    for attempt in attempts:
        term = sums.read(attempt)
        if term is not None and term.operations:
            return Expression(None if term.trouble else term.value, term.said, term.trouble)
    return None


def _question(said: str) -> tuple[tuple[str, ...], bool, bool]:
    """The words of a sum without the question around them; whether one stood before it, and one behind it."""
    plain = _MIDDLE.sub(" ", said, count=1)
    middle, said, length = plain != said, plain, len(plain)
    while found := _BEFORE.match(said):
        said = said[found.end() :]
    led, asked = len(said) < length, middle
    while found := _AFTER.search(said):
        asked = asked or found["asked"] is not None
        said = said[: found.start()]
    return tuple(said.split()), led, asked
