"""Numbers, in words or digits: "twenty five", "1,000", "two and a half", "minus four", "the twenty first".

Every `…_at` function here and beside this module reads words in normal form from a place on, and returns what it
found with the place behind it, or None. Numbers have an end, so each takes a bounded number of steps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voice_assistant.skills.values.words import listen, word_at

Number = int | float

_ONES = {
    word: value for value, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"nought": 0}
_TEENS = {
    word: value
    for value, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
} | {"fourty": 40}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CENTURIES = {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}
"""How the years begin that are said in two halves: "nineteen eighty four"."""

_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {
    word: value * 10
    for value, word in enumerate(
        "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 3
    )
}
_CARDINALS = {
    value: word for word, value in (_ONES | _TEENS | _TENS).items() if word not in ("nought", "fourty")
}
_PARTS = {"half": 2, "quarter": 4} | {word: n for word, n in _ORDINALS.items() if 3 <= n <= 10}
_MANY_PARTS = {"halves": 2} | {f"{word}s": n for word, n in _PARTS.items() if word != "half"}

_ROUND = {"hundredth": "hundred", "thousandth": "thousand", "millionth": "million"}
_ONE = frozenset({"a", "an", "one"})
_DIGITS = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{0,15}\.[0-9]{1,15}")
_RATIO = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_NTH = re.compile(r"([0-9]{1,9})(?:st|nd|rd|th)")
_LONGEST = 40
"""Words; no number is longer."""

NUMBER_WORDS = frozenset(
    {
        *_ONES,
        *_TEENS,
        *_TENS,
        *_SCALES,
        *_PARTS,
        "hundred",
        "a",
        "an",
        "minus",
        "negative",
        "point",
        "couple",
        "dozen",
    }
)
"""What a number can begin with, if not with a digit."""


def read_number(text: str) -> Number | None:
    """The number that a whole text says, an int where it is whole; None if it says something else."""
    words = listen(text).words
    found = number_at(words, 0)
    return found[0] if found and found[1] == len(words) else None


def read_ordinal(text: str) -> int | None:
    """Which one a whole text means: "the first" 1, "21st" 21, "last" -1, "second to last" -2; else None."""
    words = listen(text).words
    words = words[words[:1] == ("the",) :]
    if len(words) > 1 and words[-1] == "one":
        words = words[:-1]
    if words[-1:] in (("last",), ("final",)):
        before = (
            ("first", "to") if len(words) == 1 else ("second", "to") if words[0] == "next" else words[:-1]
        )
        return -_ORDINALS[before[0]] if before[1:] == ("to",) and before[0] in _ORDINALS else None
    if not words or len(words) > _LONGEST:
        return None
    if written := _NTH.fullmatch(words[-1]):
        return int(written[1]) if len(words) == 1 else None
    last = _ROUND.get(words[-1]) or _CARDINALS.get(_ORDINALS.get(words[-1], -1))
    found = number_at((*words[:-1], last), 0) if last else None
    return (
        found[0] if found and found[1] == len(words) and isinstance(found[0], int) and found[0] > 0 else None
    )


def leading_number(words: Sequence[str]) -> tuple[Number, int] | None:
    """The longest number that a list of words begins with, and how many of the words it takes.

    Words are as said or typed ("twenty-five", "1,000"). "a" and "an" alone are no number; after a fraction, the "a" or
    "of a" of what it is a part of is left: "half a mile" gives 0.5 and 1 word; "a couple of miles", 2 and 3 words.
    """
    flat: list[str] = []
    used = {0: 0}  # how many words as given, by how many in normal form
    for count, word in enumerate(words[:_LONGEST], 1):
        flat += listen(word).words
        used[len(flat)] = count
    found = number_at(flat, 0)
    return (found[0], used[found[1]]) if found and found[1] in used else None


def number_at(words: Sequence[str], at: int) -> tuple[Number, int] | None:
    """The number from a place on."""
    negative = word_at(words, at) in ("minus", "negative")
    found = _amount(words, at + negative)
    if found is None:
        return None
    value, end = found
    if value == int(value):
        value = int(value)
    return (-value if negative else value), end


def small_number_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The whole number below a hundred from a place on, and no more of it: "twenty" of "twenty thirty"."""
    word = word_at(words, at)
    if word in _TENS:
        ones = _ONES.get(word_at(words, at + 1), 0)
        return (_TENS[word] + ones, at + 2) if ones else (_TENS[word], at + 1)
    if word in _TEENS:
        return _TEENS[word], at + 1
    if word in _ONES:
        return _ONES[word], at + 1
    return (int(word), at + 1) if len(word) <= 2 and _DIGITS.fullmatch(word) else None


def ordinal_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The ordinal below a hundred from a place on: "21st", "twenty first"."""
    word = word_at(words, at)
    if written := _NTH.fullmatch(word):
        return int(written[1]), at + 1
    if word in _TENS and _ORDINALS.get(word_at(words, at + 1), 10) < 10:
        return _TENS[word] + _ORDINALS[words[at + 1]], at + 2
    return (_ORDINALS[word], at + 1) if word in _ORDINALS else None


def fraction_at(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The fraction from a place on: "half", "a quarter", "two thirds", "3/4"."""
    word = word_at(words, at)
    if ratio := _RATIO.fullmatch(word):
        return (int(ratio[1]) / int(ratio[2]), at + 1) if int(ratio[2]) else None
    if word in ("half", "quarter"):
        return 1 / _PARTS[word], at + 1
    if word in _ONE and word_at(words, at + 1) in _PARTS:
        return 1 / _PARTS[words[at + 1]], at + 2
    found = small_number_at(words, at)
    if found and word_at(words, found[1]) in _MANY_PARTS:
        return found[0] / _MANY_PARTS[words[found[1]]], found[1] + 1
    return None


def _amount(words: Sequence[str], at: int) -> tuple[Number, int] | None:
    """A number without its sign."""
    part = fraction_at(words, at)
    if part:
        value, end = part
        of = end + (word_at(words, end) == "of")
        of += word_at(words, of) in _ONE
        scale = _SCALES.get(word_at(words, of)) or {"dozen": 12}.get(word_at(words, of))
        return (round(value * scale, 6), of + 1) if scale else part
    article = word_at(words, at) in _ONE
    if word_at(words, at + article) == "couple":
        return 2, at + article + 1 + (word_at(words, at + article + 1) == "of")
    if word_at(words, at + article) == "dozen":
        return 12, at + article + 1
    whole = _decimal(words, at) or _year(words, at) or _cardinal(words, at)
    if whole is None:
        return None
    value, end = _with_fraction(words, *whole)
    if (scale := _SCALES.get(word_at(words, end))) is not None:
        value, end = round(value * scale, 6), end + 1
    if word_at(words, end) == "dozen":
        value, end = value * 12, end + 1
    return value, end


def _decimal(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """Like "3.5", "three point one four", "point five", "ten point twenty five"."""
    if _DECIMAL.fullmatch(word_at(words, at)):
        return float(words[at]), at + 1
    whole = (0, at) if word_at(words, at) == "point" else _cardinal(words, at)
    if whole is None or word_at(words, whole[1]) != "point":
        return None
    digits, end = "", whole[1] + 1
    while len(digits) < 15 and (digit := _digit(words, end)) is not None:
        digits, end = digits + str(digit), end + 1
    if not digits and (pair := small_number_at(words, end)):
        digits, end = str(pair[0]), pair[1]
    return (float(f"{whole[0]}.{digits}"), end) if digits else None


def _digit(words: Sequence[str], at: int) -> int | None:
    word = word_at(words, at)
    if word in ("oh", "o"):
        return 0
    return int(word) if len(word) == 1 and _DIGITS.fullmatch(word) else _ONES.get(word)


def _with_fraction(words: Sequence[str], value: Number, end: int) -> tuple[Number, int]:
    """Takes "two" with the "and a half" behind it, "2" with its "1/2"."""
    if word_at(words, end) == "and":
        part = fraction_at(words, end + 1)
    else:
        part = fraction_at(words, end) if "/" in word_at(words, end) else None
    if part and 0 < part[0] < 1 and value == int(value):
        return value + part[0], part[1]
    return value, end


def _year(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Like "nineteen eighty four", "twenty ten", "nineteen oh five"."""
    century = _CENTURIES.get(word_at(words, at))
    if century is None:
        return None
    if word_at(words, at + 1) in ("oh", "o"):
        digit = _digit(words, at + 2)
        return (century * 100 + digit, at + 3) if digit else None
    rest = small_number_at(words, at + 1)
    spoken = rest and rest[0] >= 10 and not _DIGITS.fullmatch(words[at + 1])
    return (century * 100 + rest[0], rest[1]) if rest and spoken else None


def _cardinal(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Whole numbers: groups below a thousand with "thousand", "million" between them."""
    total, end, limit = 0, at, 10**16
    while True:
        place = end + (end > at and word_at(words, end) == "and")
        group = _group(words, place, first=end == at)
        if group is None or (end > at and fraction_at(words, place)):
            break
        value, behind = group
        scale = _SCALES.get(word_at(words, behind), 0)
        if (scale or value) >= limit:
            break
        total, end = total + value * (scale or 1), behind + (scale > 0)
        if not scale:
            break
        limit = scale
    return (total, end) if end > at else None


def _group(words: Sequence[str], at: int, *, first: bool) -> tuple[int, int] | None:
    """A number below a thousand, or the "a" of "a thousand"; at the beginning also any number in digits."""
    word = word_at(words, at)
    if word == "hundred" or (word in _SCALES and first):
        value, end = 1, at
    elif word in ("a", "an"):
        value, end = 1, at + 1
        if word_at(words, end) != "hundred" and word_at(words, end) not in _SCALES:
            return None
    elif _DIGITS.fullmatch(word):
        value, end = int(word), at + 1
    else:
        found = small_number_at(words, at)
        if found is None:
            return None
        value, end = found
    if word_at(words, end) != "hundred" or value >= 100:
        return value, end
    value, end = value * 100, end + 1
    tail = end + (word_at(words, end) == "and")
    rest = small_number_at(words, tail)
    if rest and rest[0] and word_at(words, rest[1]) != "hundred" and not fraction_at(words, tail):
        return value + rest[0], rest[1]
    return value, end
