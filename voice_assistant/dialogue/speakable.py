"""Makes a text fit to be spoken: no markup, no symbols, and numbers, dates and units in words."""

from __future__ import annotations

import functools
import re
import unicodedata

from voice_assistant.dialogue.abbreviations import CONTEXT, WORDS
from voice_assistant.dialogue.dates import DATES
from voice_assistant.dialogue.markup import strip_markup
from voice_assistant.dialogue.measures import MEASURES
from voice_assistant.dialogue.numbers import NUMBERS, RANGES, Rule, cardinal, fold_digits, say, speaks

_ENGLISH: tuple[Rule, ...] = (*CONTEXT, *DATES, *RANGES, *MEASURES, *WORDS, *NUMBERS)

_WHOLE = re.compile(r"(?<![\d.,:/-])\d+(?!\d|[.,:/-]\d|\.\s)")
"""A number by itself: no decimal, date, time or German ordinal, which are left to the synthesizer."""

_ROUNDS = 8
"""Taking something out can join two halves of something else, so the text is read until it stays as it is."""

_PUNCTUATION = frozenset(" .,;:!?'\"()-–—…‘’“”«»¿¡、。！？，；：「」『』·؟،؛।〇\u200c")
_SIGNS = frozenset("%€$£¥°+=&/@")
"""Left to a synthesizer that knows the words for them, in languages whose words we do not know."""

_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\(\s*\)|\"\s*\""), " "),
    (re.compile(r"(?<!\w)-+(?=[^\W\d])|(?<!\w)-(?!\w)(?=[^-\s])"), ""),
    (re.compile(r" ?-{2,} ?"), " — "),
    (re.compile(r" +"), " "),
    (re.compile(r" (?=[.,;:!?…)])"), ""),
    (re.compile(r"(?<=\() "), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r"(?<=[.!?]),+|,+(?=[.!?;:])"), ""),
    (re.compile(r"\A[\s,;:)]+|\s+\Z"), ""),
)


def speakable(text: str, language: str = "en") -> str:
    """The text as a speech synthesizer should get it, on one line; empty where nothing can be spoken.

    English gets words for all it holds. Any other language is freed of markup and symbols, and its whole
    numbers get words where num2words knows the language. Speakable text comes back unchanged.
    """
    language = _known(language)
    for _ in range(_ROUNDS):
        before, text = text, _once(text, language)
        if text == before:
            break
    return text


def _known(language: str) -> str:
    """The tag without its region, unless numbers are said differently there: "en-US" is "en"."""
    tag = language.replace("-", "_")
    base = tag.partition("_")[0].lower()
    return tag if base != "en" and speaks(tag) else base


def _once(text: str, language: str) -> str:
    text = fold_digits(strip_markup(text, language))
    if language == "en":
        text = say(text, _ENGLISH)
        text = "".join(map(_heard, text))
    else:
        if speaks(language):
            text = _WHOLE.sub(lambda m: f" {cardinal(m[0], language)} ", text)
        text = "".join(c if c in _SIGNS or c.isdecimal() else _heard(c) for c in text)
    for pattern, words in _TIDY:
        text = pattern.sub(words, text)
    return text if any(map(str.isalnum, text)) else ""


@functools.lru_cache(maxsize=4096)
def _heard(character: str) -> str:
    """The character if it is a letter, an accent or punctuation; nothing for what joins; else a space."""
    if character in _PUNCTUATION:
        return character
    category = unicodedata.category(character)
    if category.startswith("L") and character != "ℹ":  # the one letter that is an emoji
        return character
    if category.startswith("M") or category == "Cf":
        kept = category in ("Mn", "Mc") and not unicodedata.name(character, "").startswith("VARIATION")
        return character if kept else ""
    return "" if character in "*`[]" else " "
