"""Numbers in words. `cardinal` knows many languages; the rules below it are English."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable

from num2words import CONVERTER_CLASSES, num2words

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
"""What to look for, and the words for it."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""A pattern for 5, 1,000 and 3.50."""
APART = r"(?<![\w.,/])"
"""A pattern that holds where a number may begin: so a long run of digits is tried once."""

_LONGEST = 12
"""Digits of the longest number that is said as one; a longer one is said digit by digit."""
_LONGEST_ABROAD = 9
"""The same in other languages: beyond it num2words fails, or never ends, in some of them."""
_BROKEN = frozenset({"am"})
"""Languages in which num2words fails for numbers of any size."""
_DENOMINATORS = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth", 12: "twelfth",
    16: "sixteenth", 32: "thirty-second", 100: "hundredth",
}  # fmt: skip
_OPERATORS = {
    "+": "plus", "=": "equals", "×": "times", "÷": "divided by", "<": "less than", ">": "greater than",
    "<=": "at most", "≤": "at most", ">=": "at least", "≥": "at least", "≠": "is not", "≈": "is about",
    "±": "plus or minus", "^": "to the power of", "−": "minus",
}  # fmt: skip


def speaks(language: str) -> bool:
    """Whether numbers can be said in this language."""
    return language in CONVERTER_CLASSES and language not in _BROKEN


def say(text: str, rules: Iterable[Rule]) -> str:
    """The text with each rule's words in it, rule after rule."""
    for pattern, words in rules:
        text = pattern.sub(words, text)
    return text


def fold_digits(text: str) -> str:
    """Digits of every script and form as plain ones: "½" as "1/2", "③" as "3". Only ² and ³ stay."""
    return text if text.isascii() else "".join(map(_folded, text))


def _folded(character: str) -> str:
    if character.isascii() or character in "²³" or not unicodedata.category(character).startswith("N"):
        return character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character).replace("⁄", "/")
    return f" {plain}" if "/" in plain else plain


def digit_by_digit(digits: str, language: str = "en") -> str:
    """Each digit as a word of its own; what is no digit is passed over."""
    return " ".join(_digit(digit, language) for digit in digits if digit.isdigit())


@functools.lru_cache(maxsize=128)
def _digit(digit: str, language: str) -> str:
    return str(num2words(int(digit), lang=language))


def cardinal(digits: str, language: str = "en") -> str:
    """A row of plain digits as a number; one too long for that, or one that begins with 0, digit by digit."""
    longest = _LONGEST if language == "en" else _LONGEST_ABROAD
    if len(digits) > longest or (len(digits) > 1 and digits[0] == "0"):
        return digit_by_digit(digits, language)
    return str(num2words(int(digits), lang=language)).replace(",", "")


def number(text: str) -> str:
    """A number such as "-1,234.50" in English words."""
    whole, _, part = text.lstrip("-").replace(",", "").partition(".")
    minus, point = "minus " * text.startswith("-"), part and f" point {digit_by_digit(part)}"
    return minus + cardinal(whole) + point


def ordinal(digits: str) -> str:
    """A row of digits as first, second, third, in English."""
    return str(num2words(int(digits[:_LONGEST]), to="ordinal")).replace(",", "")


def year(digits: str) -> str:
    """Four digits as a year, in English."""
    return str(num2words(int(digits), to="year"))


def _fraction(match: re.Match[str]) -> str:
    whole, above, below = match[1], int(match[2]), int(match[3])
    if below not in _DENOMINATORS or not 0 < above < below:
        return f"{whole + ' ' if whole else ''}{match[2]} slash {match[3]}"
    name = _DENOMINATORS[below]
    part = f"{cardinal(str(above))} {name if above == 1 else name + 's' if name != 'half' else 'halves'}"
    return f"{whole} and {part.replace('one half', 'a half')}" if whole else part


def _range(match: re.Match[str]) -> str:
    """Two numbers with a dash between: a subtraction where it is spaced and goes down, or has a result."""
    first, marks, space, second = match[1], match[2], match[3], match[4]
    down = space and float(first.replace(",", "")) > float(second.replace(",", ""))
    return f"{first}{marks} {'minus' if down or match[5] else 'to'} "


_DIAL = r"\b(?:[Cc]all|[Dd]ial|[Tt]ext|[Rr]ing|[Pp]hone)(?:\s[A-Za-z]+){0,3}?\s"
_AFTER_DIAL = r"(?=\s*(?:[.,;:!?)]|\Z)|\s(?:or|and|for|now|if|right|immediately|at|to|from|in|when)\b)"

RANGES: tuple[Rule, ...] = (
    (re.compile(rf"({_DIAL})(\d{{3,6}})\b{_AFTER_DIAL}"), lambda m: m[1] + digit_by_digit(m[2])),
    (
        re.compile(
            r"(?<![\w.,-])(?:\+\d[\d ().-]{5,}\d|(?:1[-. ])?\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-.]\d{4}"
            r"|(?:\d{1,3}[-. ])?\d{3}[-. ]\d{3}[-. ]\d{4}|0\d{2,4}(?: \d{3,4}){1,3}|\d(?:-\d){2,5})(?![\w-])"
        ),
        lambda m: ", ".join(("plus " * ("+" in p)) + digit_by_digit(p) for p in re.findall(r"\+?\d+", m[0])),
    ),
    (re.compile(r"(?<![\w.,$£€¥₹])(?!\d{4,9}000(?!\d))\d{7,}(?![\w.,]\d)"), lambda m: digit_by_digit(m[0])),
    (
        re.compile(rf"{APART}({NUMBER})([%°]?[CF]?)( ?)[-–—]\3(?=[$£€¥₹]?({NUMBER})(\s?=)?)"),
        _range,
    ),
)
"""Numbers that belong together: telephone numbers and ranges. Read before what they count."""

NUMBERS: tuple[Rule, ...] = (
    (re.compile(r"(?<![\d-])[-−–](?=\.?\d)(?<![\w)][-−–])"), lambda m: " minus "),
    (re.compile(rf"{APART}(\d+)(?:st|nd|rd|th)\b"), lambda m: ordinal(m[1])),
    (re.compile(r"(?<![\w.,/])(?:(\d{1,4}) )?(\d{1,3})/(\d{1,3})(?![\w/])"), _fraction),
    (
        re.compile(r"(?<=\d)\s*(<=|>=|[-+=×÷<>≤≥≠≈±^−])\s*(?=[-$£€.(]?\d)"),
        lambda m: f" {_OPERATORS.get(m[1], 'minus')} ",
    ),
    (re.compile(r"(?<=[\w)]) ?(\+|=|×|÷|≠|≈|±) ?(?=[\w(])"), lambda m: f" {_OPERATORS[m[1]]} "),
    (re.compile(r"(?<=\d):(?=\d)"), lambda m: " to "),
    (re.compile(r"(?<=\d)/(?=\d)"), lambda m: " slash "),
    (re.compile(r"(?<![\d.])\d{1,5}(?:\.\d{1,5}){2,}(?!\d)"), lambda m: m[0].replace(".", " point ")),
    (re.compile(r"(?<![\w.,])(1[1-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"), lambda m: year(m[1])),
    (re.compile(r"(?<=[^\W\d_])-(?=\d)"), lambda m: " "),
    (re.compile(r"²"), lambda m: " squared "),
    (re.compile(r"³"), lambda m: " cubed "),
    (re.compile(r"(?<!\d)\.(\d+)"), lambda m: " point " + digit_by_digit(m[1])),
    (re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"), lambda m: " "),
    (re.compile(NUMBER), lambda m: number(m[0])),
)
"""The numbers that are left, in English."""
