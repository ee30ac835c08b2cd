"""Abbreviations and symbols of English, in the words a reader would say."""

from __future__ import annotations

import re

from voice_assistant.dialogue.numbers import Rule

_STARTERS = frozenset(
    "a after all also an and are as at because before but by can could did do does each even every for "
    "from had has have he here his how however i if in is it its just last let many more most my next no "
    "not now of on once one or our please she should since so some still such that the their then there "
    "these they this those though to today tomorrow under until was we well were what when where which "
    "while who why will with would yes yet you your".split()
)
_NEXT_WORD = re.compile(r"\s+[^\w\s]*(\w+)")
_END = re.compile(r"[\s\"'”’)]*\Z")

_TITLES = {
    "Dr": "Doctor", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Prof": "Professor", "Rev": "Reverend",
    "Gen": "General", "Col": "Colonel", "Capt": "Captain", "Lt": "Lieutenant", "Sgt": "Sergeant",
    "Sen": "Senator", "Gov": "Governor", "Mt": "Mount", "Ft": "Fort",
}  # fmt: skip
_SHORT = {
    "Ave": "Avenue", "Rd": "Road", "Blvd": "Boulevard", "Jr": "Junior", "Sr": "Senior",
    "Inc": "Incorporated", "Ltd": "Limited", "Corp": "Corporation", "Co": "Company", "Dept": "Department",
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "etc": "et cetera", "Etc": "et cetera",
    "approx": "approximately", "Approx": "Approximately", "est": "established", "dept": "department",
    "govt": "government", "max": "maximum", "min": "minimum", "et al": "and others",
    "a.k.a": "also known as",
}  # fmt: skip
_LATIN = {"e.g": "for example", "i.e": "that is", "vs": "versus", "cf": "compare"}
_COUNTED = {
    "No": "number", "no": "number", "Nos": "numbers", "Fig": "figure", "fig": "figure", "Vol": "volume",
    "vol": "volume", "Ch": "chapter", "ch": "chapter", "p": "page", "pp": "pages", "Sec": "section",
}  # fmt: skip
_SLASHED = {
    "24/7": "twenty-four seven", "9/11": "nine eleven", "w/o": "without", "w/": "with ",
    "n/a": "not applicable", "N/A": "not applicable", "and/or": "and or", "c/o": "care of",
}  # fmt: skip


def starts_sentence(text: str, at: int) -> bool | None:
    """Whether the next word, from this place on, opens a sentence; None while that word is not complete.

    A capital letter alone tells nothing after "U.S." or "5 p.m.": the word must be one that often comes
    first.
    """
    word = _NEXT_WORD.match(text, at)
    return None if word is None or word.end() == len(text) else _opens(word[1])


def _opens(word: str) -> bool:
    return word[0].isupper() and word.lower() in _STARTERS


def dot(match: re.Match[str]) -> str:
    """The full stop that an abbreviation's own one also was, where it ended a sentence."""
    word = _NEXT_WORD.match(match.string, match.end())
    ends = _opens(word[1]) if word else _END.match(match.string, match.end())
    return "." if ends else ""


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _latin(match: re.Match[str]) -> str:
    words = _LATIN[match[1].lower()]
    return words.capitalize() if match[1][0].isupper() else words


def _saint(match: re.Match[str]) -> str:
    named = re.compile(r"\s[A-Z]").match(match.string, match.end()) and not dot(match)
    return "Saint" if named else "Street" + dot(match)


CONTEXT: tuple[Rule, ...] = (
    (re.compile(rf"(?<![\w/])(?:{_either(_SLASHED)})(?![\d/])"), lambda m: _SLASHED[m[0]]),
    (re.compile(rf"\b({_either(_COUNTED)})\.\s?(?=\d)"), lambda m: _COUNTED[m[1]] + " "),
    (re.compile(r"\b(?:No|no)\s?[º°]\s?(?=\d)|#\s?(?=\d)"), lambda m: " number "),
    (re.compile(r"~\s?(?=[$£€¥₹]?\d)"), lambda m: " about "),
)
"""What must be read before the numbers beside it are."""

WORDS: tuple[Rule, ...] = (
    (re.compile(rf"\b({_either(_TITLES)})\.(?=\s?[A-Z]|\s*\Z)"), lambda m: _TITLES[m[1]]),
    (re.compile(r"\bSt\."), _saint),
    (re.compile(rf"(?<![\w.])({_either(_LATIN)})\.", re.IGNORECASE), _latin),
    (re.compile(rf"(?<![\w.])({_either(_SHORT)})\."), lambda m: _SHORT[m[1]] + dot(m)),
    (re.compile(r"\bC#"), lambda m: "C sharp"),
    (re.compile(r"\bC\+\+"), lambda m: "C plus plus"),
    (re.compile(r"(?<!\w)[:;=]['-]?[()DPp](?!\w)"), lambda m: " "),  # emoticons
    (re.compile(r"\s*&\s*"), lambda m: " and "),
    (re.compile(r"\s*@\s*"), lambda m: " at "),
    (re.compile(r"\s*(?:[-=]+>|→)\s*"), lambda m: ", "),
    (re.compile(r"(?<=[a-z])\s?/\s?(?=[a-z])"), lambda m: " or "),
    (re.compile(r"(https?)", re.IGNORECASE), lambda m: " " + " ".join(m[1].upper()) + " "),
)
"""What is read once no number is left."""
