"""Whom to call: the emergency number and a crisis line, by country. Kept offline, checked when it is loaded."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from voice_assistant.errors import ConfigError

DIRECTORY = "findahelpline.com"
"""A web page that lists helplines all over the world. It is named to people; the program never opens it."""

_EMERGENCY = re.compile(r"\d{3,5}(?: or \d{3,5})*")
_NUMBER = re.compile(r"\d[\d ]*\d")
_FIELDS = frozenset({"emergency", "name", "numbers", "text", "hours", "cost", "source", "verified_on"})


@dataclass(frozen=True, slots=True)
class Helpline:
    """Whom to call in one country."""

    country: str
    """ISO 3166-1 alpha-2 code; empty where the country is not chosen or not in our table."""
    emergency: str
    """Such as "112", "144 or 112", or "your local emergency number"."""
    name: str = ""
    """Name of the crisis line; empty where we know none."""
    numbers: tuple[str, ...] = ()
    """Telephone numbers of the crisis line, the first to be tried first."""
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

    @property
    def known(self) -> bool:
        """Whether there is a crisis line to name."""
        return bool(self.numbers)

    @property
    def line(self) -> str:
        """The crisis line as it is said: number first, then its name."""
        return f"{' or '.join(self.numbers)}, {self.name}"

    @property
    def when(self) -> str:
        """When somebody answers, and what it costs where that is known."""
        return f"{self.hours}, {self.cost}" if self.cost else self.hours


UNKNOWN = Helpline("", "your local emergency number")
"""What we can say without a country."""

_ALSO = {"UK": "GB"}
"""Names people use for a country besides its code."""


def helpline(country: str) -> Helpline:
    """Whom to call in a country, given by its ISO code in either case; `UNKNOWN` where we do not know."""
    code = country.strip().upper()
    return helplines().get(_ALSO.get(code, code), UNKNOWN)


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

    def wrong(what: str) -> ConfigError:
        return ConfigError(f"The table of helplines cannot be used: the row {country} {what}.")

    if not re.fullmatch(r"[A-Z]{2}", country):
        raise wrong("is not named by a country code of two capital letters")
    if not isinstance(row, Mapping) or row.keys() != _FIELDS:
        raise wrong(f"must have exactly the fields {', '.join(sorted(_FIELDS))}")
    texts = {key: value for key, value in row.items() if key != "numbers"}
    if not all(isinstance(value, str) for value in texts.values()):
        raise wrong("holds a field that is not text")
    if not _EMERGENCY.fullmatch(texts["emergency"]):
        raise wrong("has an emergency number that is not three to five digits")
    numbers = row["numbers"]
    if not isinstance(numbers, list) or not numbers:
        raise wrong("has no telephone number")
    if not all(map(_can_be_dialled, numbers)) or not _can_be_dialled(texts["text"] or numbers[0]):
        raise wrong("has a telephone number that cannot be dialled")
    if not all(texts[key].strip() for key in ("name", "hours", "source")):
        raise wrong("needs a name, hours and a source")
    try:
        _ = texts["verified_on"] and date.fromisoformat(texts["verified_on"])
    except ValueError as error:
        raise wrong("has a verified_on that is neither empty nor a date such as 2026-11-30") from error
    return Helpline(country, numbers=tuple(numbers), **texts)


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
