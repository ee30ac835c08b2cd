"""Whom to call: the emergency number and a crisis line, by country. Kept offline, checked when it is loaded."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from voice_assistant.errors import ConfigError

DIRECTORY = "findahelpline.com"
"""A web page that lists helplines all over the world. It is named to people; the program never opens it."""

STALE_DAYS = 180
"""A row that was verified longer ago should be verified again. Our choice, not a measured figure."""

KINDS = ("young people", "violence at home", "veterans", "text messages")
"""What another line than the crisis line is for."""

_EMERGENCY = re.compile(r"\d{3,5}(?: or \d{3,5})*")
_NUMBER = re.compile(r"\d[\d ]*\d")
_WORDS_OF_A_NAME = 5
_WAYS = (["call"], ["call", "text"], ["call", "chat"], ["call", "text", "chat"])
_TEXTS = frozenset({"emergency", "name", "text", "hours", "cost", "source", "verified_on"})
_LISTS = frozenset({"numbers", "channels", "languages"})
_NEEDED = _TEXTS | {"numbers", "channels"}
_MAY_BE_MISSING = frozenset({"languages", "others"})


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line for some people or some need."""

    kind: str
    """What it is for: one of `KINDS`."""
    name: str
    number: str
    how: str
    """What to do, with "{number}" in its place, such as "call {number} and press 1"."""

    @property
    def line(self) -> str:
        """What to do, then the name of the line."""
        return f"{self.how.format(number=self.number)}, {self.name}"


@dataclass(frozen=True, slots=True)
class Helpline:
    """Whom to call in one country."""

    country: str
    """ISO 3166-1 alpha-2 code; empty where the country is not chosen or not in our table."""
    emergency: str
    """Such as "112", "144 or 112", or "your local emergency number"."""
    name: str = ""
    """Name of the crisis line, as it is said, in five words at most; empty where we know none."""
    numbers: tuple[str, ...] = ()
    """Telephone numbers of the crisis line, the first to be tried first."""
    languages: tuple[str, ...] = ()
    """The language of each number, where they differ; else empty."""
    channels: tuple[str, ...] = ()
    """Ways to reach it, out of "call", "text" and "chat"."""
    text: str = ""
    """The number that takes text messages, or empty."""
    hours: str = ""
    """When somebody answers, as it is said, such as "day and night"."""
    cost: str = ""
    """Such as "free"; empty where it is not known."""
    source: str = ""
    """Where the row comes from."""
    verified_on: str = ""
    """Day on which it was checked with the provider, YYYY-MM-DD; empty: never."""
    others: tuple[OtherLine, ...] = ()
    """Lines for some people or some need, where we know any."""

    @property
    def known(self) -> bool:
        """Whether there is a crisis line to name."""
        return bool(self.numbers)

    @property
    def line(self) -> str:
        """The crisis line as it is said: number first, then its name."""
        tongues = [f" in {language}" for language in self.languages] or [""] * len(self.numbers)
        numbers = (number + tongue for number, tongue in zip(self.numbers, tongues, strict=True))
        return f"{' or '.join(numbers)}, {self.name}"

    @property
    def written(self) -> str:
        """How to reach a line without speaking, as it is said; empty where we know none."""
        if self.text:
            return f"text {self.text}, {self.name}"
        if (other := self.other("text messages")) is not None:
            return other.line
        return f"{self.name} has a chat on its web page" if "chat" in self.channels else ""

    @property
    def when(self) -> str:
        """When somebody answers, and what it costs where that is known."""
        return f"{self.hours}, {self.cost}" if self.cost else self.hours

    def other(self, kind: str) -> OtherLine | None:
        """The line for one of `KINDS`; None where we know none."""
        return next((line for line in self.others if line.kind == kind), None)

    def age_days(self, today: date) -> int | None:
        """Days since the row was checked with the provider; None if it never was.

        Never negative: a check dated tomorrow means that this computer's clock is behind.
        """
        if not self.verified_on:
            return None
        return max(0, (today - date.fromisoformat(self.verified_on)).days)

    def checked(self, today: date) -> str:
        """How old the row is, in words, such as "never checked with the provider" or "checked 40 days ago"."""
        age = self.age_days(today)
        if age is None:
            return "never checked with the provider"
        if age > STALE_DAYS:
            return f"checked {age} days ago, too long ago"
        return {0: "checked today", 1: "checked yesterday"}.get(age, f"checked {age} days ago")


UNKNOWN = Helpline("", "your local emergency number")
"""What we can say without a country."""

_ALSO = {"UK": "GB", "EL": "GR"}
"""Names people use for a country besides its code."""

_ONLY_112 = {code: Helpline(code, "112") for code in "BG CY EE HR LU MT RO SI SK".split()}
"""Members of the European Union whose crisis line we do not know for sure. 112 reaches the emergency services in
every member state (Directive (EU) 2018/1972, article 109); nothing like that holds outside, so we say it nowhere
else."""


def helpline(country: str) -> Helpline:
    """Whom to call in a country, given by its ISO code in either case.

    Without a row for it, a member of the European Union has the emergency number 112 and no line, and any other
    country is `UNKNOWN`.
    """
    code = country.strip().upper()
    code = _ALSO.get(code, code)
    return helplines().get(code) or _ONLY_112.get(code, UNKNOWN)


def load(source: str) -> dict[str, Helpline]:
    """The helplines that a TOML text lists, by country.

    Raises:
        ConfigError: the text is no TOML, or a row is incomplete or impossible to dial.
    """
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The table of helplines is not valid TOML: {error}.") from error
    return {country: _checked(country, row) for country, row in table.items()}


def _checked(country: str, row: object) -> Helpline:
    """One row, or the reason why it must not be used."""
    for fault in _faults(country, row):
        raise ConfigError(f"The table of helplines cannot be used: the row {country} {fault}.")
    fields: dict[str, Any] = dict(row) if isinstance(row, Mapping) else {}
    for name in _LISTS & fields.keys():
        fields[name] = tuple(fields[name])
    others = tuple(OtherLine(**other) for other in fields.pop("others", ()))
    return Helpline(country, others=others, **fields)


def _faults(country: str, row: object) -> Iterator[str]:
    """What is wrong with a row. Only the first is to be believed: the rest is asked of a row that passed it."""
    if not re.fullmatch(r"[A-Z]{2}", country):
        yield "is not named by a country code of two capital letters"
    if not isinstance(row, Mapping) or row.keys() - _MAY_BE_MISSING != _NEEDED:
        yield f"must have exactly the fields {', '.join(sorted(_NEEDED))}"
        return
    yield from _faults_of_texts({key: row[key] for key in _TEXTS})
    yield from _faults_of_numbers(row["numbers"], row.get("languages", []))
    if row["channels"] not in _WAYS:
        yield "must have the channels call, then text and chat where there are such"
    if ("text" in row["channels"]) != bool(row["text"]):
        yield "must name the number for text messages if that is a channel, and else leave it empty"
    others = row.get("others", [])
    if not isinstance(others, list) or not all(map(_is_other_line, others)):
        yield f"has another line without one of the kinds {', '.join(KINDS)}, a name, a number or how"


def _faults_of_texts(texts: Mapping[str, Any]) -> Iterator[str]:
    if not all(isinstance(value, str) for value in texts.values()):
        yield "holds a field that is not text"
    if not _EMERGENCY.fullmatch(texts["emergency"]):
        yield "has an emergency number that is not three to five digits"
    if not all(texts[key].strip() for key in ("name", "hours", "source")):
        yield "needs a name, hours and a source"
    if len(texts["name"].split()) > _WORDS_OF_A_NAME:
        yield f"has a name of more than {_WORDS_OF_A_NAME} words"
    if texts["text"] and not _can_be_dialled(texts["text"]):
        yield "has a number for text messages that cannot be dialled"
    try:
        _ = texts["verified_on"] and date.fromisoformat(texts["verified_on"])
    except ValueError:
        yield "has a verified_on that is neither empty nor a date such as 2026-11-30"


def _faults_of_numbers(numbers: Any, languages: Any) -> Iterator[str]:
    if not isinstance(numbers, list) or not numbers:
        yield "has no telephone number"
    if not all(map(_can_be_dialled, numbers)):
        yield "has a telephone number that cannot be dialled"
    if not isinstance(languages, list) or len(languages) not in {0, len(numbers)}:
        yield "must have a language for each of its numbers, or none at all"
    if not all(isinstance(language, str) and language.strip() for language in languages):
        yield "has a language without a name"


def _is_other_line(row: Any) -> bool:
    """Whether this describes another line, whole."""
    if not isinstance(row, Mapping) or row.keys() != {"kind", "name", "number", "how"}:
        return False
    if not all(isinstance(value, str) and value.strip() for value in row.values()):
        return False
    plain = row["how"].replace("{number}", "", 1)
    return (
        row["kind"] in KINDS and _can_be_dialled(row["number"]) and plain != row["how"] and "{" not in plain
    )


def _can_be_dialled(number: object) -> bool:
    """Whether this is a whole telephone number: digits and spaces, three digits at least."""
    return isinstance(number, str) and bool(_NUMBER.fullmatch(number)) and len(number.replace(" ", "")) >= 3


@functools.cache
def helplines() -> dict[str, Helpline]:
    """All that we know, by country.

    Raises:
        ConfigError: the file that comes with the program was damaged.
    """
    return load(files(__package__).joinpath("helplines.toml").read_text(encoding="utf-8"))
