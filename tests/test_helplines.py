"""Whom to call."""

from __future__ import annotations

import dataclasses
from importlib.resources import files

import pytest

from voice_assistant.errors import ConfigError
from voice_assistant.safety.helplines import UNKNOWN, helpline, helplines, load

EXPECTED = {
    "US": ("911", ("988",)),
    "CA": ("911", ("988",)),
    "GB": ("999", ("116 123",)),
    "IE": ("112", ("116 123",)),
    "AU": ("000", ("13 11 14",)),
    "NZ": ("111", ("1737",)),
    "DE": ("112", ("0800 111 0 111", "116 123")),
    "FR": ("112", ("3114",)),
    "ES": ("112", ("024",)),
    "AT": ("112", ("142",)),
    "CH": ("144 or 112", ("143",)),
    "IN": ("112", ("14416",)),
    "ZA": ("10177 or 112", ("0800 567 567",)),
}
SOURCE = files("voice_assistant.safety").joinpath("helplines.toml").read_text(encoding="utf-8")
ROW = SOURCE[SOURCE.index("[GB]") : SOURCE.index("[IE]")]


@pytest.mark.parametrize("country", EXPECTED)
def test_each_country_has_its_own_numbers(country: str) -> None:
    found = helpline(country)
    assert (found.country, found.emergency, found.numbers) == (country, *EXPECTED[country])
    assert found.known


def test_the_table_holds_these_countries_and_no_other() -> None:
    assert helplines().keys() == EXPECTED.keys()


def test_no_number_claims_to_be_verified_before_somebody_did_it() -> None:
    assert {row.verified_on for row in helplines().values()} == {""}


def test_every_line_answers_at_any_hour_and_says_where_it_comes_from() -> None:
    assert all(row.hours == "day and night" and row.source for row in helplines().values())


def test_a_country_may_be_written_in_either_case_or_as_people_say_it() -> None:
    assert helpline(" gb ") is helpline("GB") is helpline("uk")


@pytest.mark.parametrize("country", ["", "XX", "Atlantis", "\ud800", "ß"])
def test_without_a_country_there_is_still_something_to_say(country: str) -> None:
    assert helpline(country) is UNKNOWN
    assert UNKNOWN.emergency == "your local emergency number"
    assert not UNKNOWN.known


def test_a_line_is_said_number_first() -> None:
    assert helpline("DE").line == "0800 111 0 111 or 116 123, TelefonSeelsorge"
    assert helpline("US").when == "day and night, free"
    assert dataclasses.replace(helpline("US"), cost="").when == "day and night"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[GB]", "[Gb]", "two capital letters"),
        ("[GB]", "[GB", "not valid TOML"),
        ('emergency = "999"', 'emergency = "99"', "emergency number"),
        ('emergency = "999"', 'emergency = ""', "emergency number"),
        ('numbers = ["116 123"]', "numbers = []", "no telephone number"),
        ('numbers = ["116 123"]', 'numbers = ["call us"]', "cannot be dialled"),
        ('numbers = ["116 123"]', 'numbers = ["71"]', "cannot be dialled"),
        ('numbers = ["116 123"]', "numbers = [116]", "cannot be dialled"),
        ('text = ""', 'text = "soon"', "cannot be dialled"),
        ('text = ""', "text = 5", "not text"),
        ('hours = "day and night"', 'hours = " "', "hours"),
        ('source = "public directory of August 2026"', 'source = ""', "source"),
        ('verified_on = ""', 'verified_on = "yesterday"', "verified_on"),
        ('verified_on = ""', "", "exactly the fields"),
        ('verified_on = ""', 'verified_on = ""\nfax = "1"', "exactly the fields"),
    ],
)
def test_a_row_that_could_mislead_is_refused(old: str, new: str, says: str) -> None:
    assert old in ROW
    assert load(ROW)
    with pytest.raises(ConfigError, match=says):
        load(ROW.replace(old, new, 1))


def test_a_date_of_verification_is_kept() -> None:
    assert (
        load(ROW.replace('verified_on = ""', 'verified_on = "2026-11-30"'))["GB"].verified_on == "2026-11-30"
    )
