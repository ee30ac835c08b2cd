"""Dates, times of day and durations in English words."""

from __future__ import annotations

import re

from voice_assistant.dialogue.abbreviations import dot
from voice_assistant.dialogue.numbers import APART, Rule, cardinal, ordinal, year

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SHORT = "|".join(name[:3] for name in _MONTHS)
_MONTH = rf"\b({'|'.join(_MONTHS)}|(?:{_SHORT}|Sept)\b(?:(?<!May)\.)?)(?!\w)"
_DAY = r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w|[.:/,]\d|\s?[%°])"
_YEAR = r"(?:,? (1\d{3}|20\d\d)(?!\w|[.:/,-]\d|%))?"
_CLOCK = r"(?:[01]?\d|2[0-3])(?::[0-5]\d)?"


def _full(month: str) -> str:
    return next(name for name in _MONTHS if name.startswith(month[:3]))


def _date(month: int, day: str, of_year: str) -> str:
    return f"{_MONTHS[month - 1]} {ordinal(day)}, {year(of_year)}"


def _month_first(match: re.Match[str]) -> str:
    until = f" to {ordinal(match[3])}" if match[3] else ""
    return f"{_full(match[1])} {ordinal(match[2])}{until}" + (f", {year(match[4])}" if match[4] else "")


def _day_first(match: re.Match[str]) -> str:
    end = f", {year(match[4])}" if match[4] else dot(match) * match[0].endswith(".")
    return f"{match[1] or 'the '}{ordinal(match[2])} of {_full(match[3])}{end}"


def _slashes(match: re.Match[str]) -> str:
    """Month first or day first: known only if one of them is above 12."""
    first, second = int(match[1]), int(match[2])
    if 1 <= min(first, second) <= 12 < max(first, second) <= 31:
        return _date(min(first, second), str(max(first, second)), match[3])
    return f"{cardinal(str(first))} slash {cardinal(str(second))} slash {year(match[3])}"


def _time(hour: str, minute: str, half: str = "") -> str:
    """A time of day: a 24-hour clock, known by its leading zero or an hour past 12, is said with AM or PM."""
    count = int(hour)
    if not half and (count > 12 or hour[0] == "0"):
        half = "PM" if count >= 12 else "AM"
    words = [cardinal(str((count - 1) % 12 + 1))]
    if int(minute or 0):
        words.append(cardinal(minute) if minute[0] != "0" else f"oh {cardinal(minute[1])}")
    elif not half:
        words.append("o'clock")
    return " ".join([*words, half]).strip()


def _half_day(match: re.Match[str]) -> str:
    return _time(match[1], match[2] or "", match[3].upper() + "M") + (dot(match) if match[4] else "")


def _span(*parts: tuple[str | None, str]) -> str:
    said = ((int(n), name) for n, name in parts if n)
    return " ".join(f"{cardinal(str(n))} {name}{'' if n == 1 else 's'}" for n, name in said)


def _decade(match: re.Match[str]) -> str:
    words = year(match[1]) if len(match[1]) == 4 else cardinal(match[1])
    return words.removesuffix("y") + "ies" if words.endswith("y") else words + "s"


DATES: tuple[Rule, ...] = (
    (
        re.compile(rf"{APART}(\d{{4}})([-/])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:T(?=\d)|(?![\w-]))"),
        lambda m: _date(int(m[3]), m[4], m[1]) + (" at " if m[0].endswith("T") else ""),
    ),
    (re.compile(rf"{_MONTH} {_DAY}(?:\s?[-–]\s?{_DAY})?{_YEAR}"), _month_first),
    (
        re.compile(rf"(?:(\b[Tt]he )|(?<![\w.,/:-])){_DAY}(?: of)? {_MONTH}(?![ ]?\d{{1,2}}\b){_YEAR}"),
        _day_first,
    ),
    (re.compile(r"(?<![\w./-])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])"), _slashes),
    (
        re.compile(r"(?<![\w./-])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.([12]\d{3})(?!\w|\.\d)"),
        lambda m: _date(int(m[2]), m[1], m[3]),
    ),
    (re.compile(rf"{_MONTH} (1[1-9]\d\d|20\d\d)(?!\w|[.,]\d)"), lambda m: f"{_full(m[1])} {year(m[2])}"),
    (
        re.compile(
            rf"(?<![\w:.])({_CLOCK}\s?(?:[ap]\.?m\.?)?) ?[-–—] ?(?=\d{{1,2}}(?::[0-5]\d|\s?[ap]\.?m\b))"
        ),
        lambda m: m[1] + " to ",
    ),
    (
        re.compile(r"(?<![\w:.])(1[0-2]|0?[1-9])(?::([0-5]\d))?\s?([ap])(?:(\.) ?m\.|m\b)", re.IGNORECASE),
        _half_day,
    ),
    (
        re.compile(r"(?<![\w:.])([01]?\d|2[0-3]):([0-5]\d):([0-5]\d)(?![\d:])"),
        lambda m: f"{_time(m[1], m[2])} and {_span((m[3], 'second'))}",
    ),
    (
        re.compile(r"(?<![\w:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?: o['’]clock)?"),
        lambda m: _time(m[1], m[2]),
    ),
    (
        re.compile(r"\b(\d{1,3})\s?h\s?(\d{1,2})\s?m(?:in)?(?:\s?(\d{1,2})\s?s)?\b"),
        lambda m: _span((m[1], "hour"), (m[2], "minute"), (m[3], "second")),
    ),
    (re.compile(r"\b(\d{1,3})\s?m\s?(\d{1,2})\s?s\b"), lambda m: _span((m[1], "minute"), (m[2], "second"))),
    (re.compile(r"(?<![\w.,])(1[1-9]\d0|20\d0)['’]?s\b"), _decade),
    (re.compile(r"(?:(?<=the )|(?<=mid-)|(?<=early )|(?<=late )|(?<!\w)['’])([2-9]0)['’]?s\b"), _decade),
)
