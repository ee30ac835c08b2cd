"""Whom to call."""

from __future__ import annotations

import dataclasses
from datetime import date
from importlib.resources import files

import pytest

from voice_assistant.errors import ConfigError
from voice_assistant.safety.helplines import (
    DIRECTORY,
    KINDS,
    STALE_DAYS,
    UNKNOWN,
    OtherLine,
    helpline,
    helplines,
    load,
)

EXPECTED = {
    "US": ("911", ("988",)),
    "CA": ("911", ("988",)),
    "GB": ("999", ("116 123",)),
    "IE": ("112", ("116 123",)),
    "AU": ("000", ("13 11 14",)),
    "NZ": ("111", ("1737",)),
    "ZA": ("10177 or 112", ("0800 567 567",)),
    "BR": ("192", ("188",)),
    "PT": ("112", ("1411",)),
    "NO": ("113", ("116 123",)),
    "DE": ("112", ("0800 111 0 111", "116 123")),
    "FR": ("112", ("3114",)),
    "ES": ("112", ("024",)),
    "IT": ("112", ("02 2327 2327",)),
    "NL": ("112", ("113", "0800 0113")),
    "BE": ("112", ("1813", "0800 32 123")),
    "AT": ("112", ("142",)),
    "CH": ("144 or 112", ("143",)),
    "SE": ("112", ("90101",)),
    "DK": ("112", ("70 201 201",)),
    "IN": ("112", ("14416",)),
    "JP": ("119", ("0120 061 338",)),
    "KR": ("119", ("109",)),
    "SG": ("995", ("1767",)),
    "HK": ("999", ("2389 2222", "2896 0000")),
    "TW": ("119", ("1925",)),
    "PH": ("911", ("1553",)),
    "IL": ("101", ("1201",)),
    "PL": ("112", ("116 123",)),
    "FI": ("112", ("09 2525 0111",)),
    "LV": ("112", ("116 123",)),
    "LT": ("112", ("116 123",)),
    "IS": ("112", ("1717",)),
    "GR": ("112", ("1018",)),
    "CZ": ("112", ("116 123",)),
    "HU": ("112", ("116 123",)),
}
"""Emergency number and crisis line of every country, written by hand and not read from the table."""

NAMES = {
    "US": "Suicide and Crisis Lifeline",
    "CA": "Suicide Crisis Helpline",
    "GB": "Samaritans",
    "IE": "Samaritans",
    "AU": "Lifeline",
    "NZ": "Need to Talk",
    "ZA": "the Suicide Crisis Helpline",
    "BR": "CVV",
    "PT": "the suicide prevention line",
    "NO": "Mental Helse",
    "DE": "TelefonSeelsorge",
    "FR": "the national suicide prevention line",
    "ES": "the national suicide prevention line",
    "IT": "Telefono Amico",
    "NL": "Zelfmoordpreventie",
    "BE": "suicide prevention",
    "AT": "TelefonSeelsorge",
    "CH": "Die Dargebotene Hand",
    "SE": "Självmordslinjen",
    "DK": "Livslinien",
    "IN": "Tele-MANAS",
    "JP": "Inochi SOS",
    "KR": "the suicide prevention line",
    "SG": "Samaritans of Singapore",
    "HK": "Samaritan Befrienders or Samaritans",
    "TW": "the mental health line",
    "PH": "NCMH Crisis Hotline",
    "IL": "ERAN",
    "PL": "the emotional crisis line",
    "FI": "MIELI Crisis Helpline",
    "LV": "the crisis line",
    "LT": "Vilties linija",
    "IS": "the Red Cross helpline",
    "GR": "the suicide prevention line",
    "CZ": "Linka první psychické pomoci",
    "HU": "the emotional support line",
}
COST_UNKNOWN = set("CA AU IT BE CH SE DK KR SG HK PH FI GR".split())
NOT_AT_EVERY_HOUR = {
    "IT": "from nine in the morning to midnight",
    "JP": "from six in the morning to midnight",
    "DK": "hours may vary",
    "CZ": "hours may vary",
    "HU": "hours may vary",
}
TEXT = {"US": "988", "CA": "988", "NZ": "1737"}
CHAT = set("US BR NO NL BE SE TW IL PL FI IS CZ".split())
OTHERS = {
    ("US", "veterans"): "call 988 and press 1, Veterans Crisis Line",
    ("US", "violence at home"): "call 800 799 7233, the Domestic Violence Hotline",
    ("US", "text messages"): "text 741741, Crisis Text Line",
    ("CA", "young people"): "call 1 800 668 6868, Kids Help Phone",
    ("GB", "young people"): "call 0800 1111, Childline",
    ("GB", "text messages"): "text SHOUT to 85258, Shout",
    ("AU", "young people"): "call 1800 55 1800, Kids Helpline",
    ("NO", "young people"): "call 116 111, Alarmtelefonen",
    ("PL", "young people"): "call 116 111, Telefon Zaufania",
    ("LT", "young people"): "call 116 111, Vaikų linija",
    ("CZ", "young people"): "call 116 111, Linka bezpečí",
}
EUROPEAN_UNION = set(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
MOST_WORDS = 15
"""The longest wording that names a line has 25 words around it, and 40 is the limit of a turn."""

SOURCE = files("voice_assistant.safety").joinpath("helplines.toml").read_text(encoding="utf-8")
ROW = SOURCE[SOURCE.index("[GB]") : SOURCE.index("[IE]")]
TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("country", EXPECTED)
def test_each_country_has_its_own_numbers(country: str) -> None:
    found = helpline(country)
    assert (found.country, found.emergency, found.numbers) == (country, *EXPECTED[country])
    assert found.known


@pytest.mark.parametrize("country", EXPECTED)
def test_each_line_has_its_name_and_a_cost_only_where_it_is_known(country: str) -> None:
    found = helpline(country)
    assert found.name == NAMES[country]
    assert found.cost == ("" if country in COST_UNKNOWN else "free")


def test_the_table_holds_these_countries_and_no_other() -> None:
    assert helplines().keys() == EXPECTED.keys()


def test_no_number_claims_to_be_verified_before_somebody_did_it() -> None:
    assert {row.verified_on for row in helplines().values()} == {""}
    assert {row.checked(TODAY) for row in helplines().values()} == {"never checked with the provider"}


@pytest.mark.parametrize("country", EXPECTED)
def test_hours_are_those_of_the_line(country: str) -> None:
    found = helpline(country)
    assert found.hours == NOT_AT_EVERY_HOUR.get(country, "day and night")


@pytest.mark.parametrize("country", EXPECTED)
def test_ways_to_reach_a_line_are_those_it_has(country: str) -> None:
    found = helpline(country)
    assert found.text == TEXT.get(country, "")
    ways = ("call", *["text"] * (country in TEXT), *["chat"] * (country in CHAT))
    assert found.channels == ways


def test_other_lines_are_these_and_no_others() -> None:
    found = {(code, other.kind): other.line for code, row in helplines().items() for other in row.others}
    assert found == OTHERS
    for (code, kind), line in OTHERS.items():
        other = helpline(code).other(kind)
        assert other is not None
        assert other.line == line


@pytest.mark.parametrize("kind", [*KINDS, "nobody"])
def test_where_no_other_line_is_known_there_is_none(kind: str) -> None:
    assert helpline("IE").other(kind) is None
    assert UNKNOWN.other(kind) is None


def test_every_line_says_where_it_comes_from() -> None:
    assert all(row.source.startswith("public directory of August 2026") for row in helplines().values())


@pytest.mark.parametrize("country", EXPECTED)
def test_a_line_is_short_enough_to_be_followed(country: str) -> None:
    found = helpline(country)
    assert len(f"{found.line} {found.when}".split()) <= MOST_WORDS
    assert len(found.name.split()) <= 5
    assert not any(letter.isdigit() for letter in found.name), "a digit would be read as a telephone number"


# ---------------------------------------------------------------- faults of popular collections


def test_the_fragment_that_stands_for_spain_elsewhere_is_not_here() -> None:
    assert "717" not in {number for row in helplines().values() for number in (*row.numbers, row.text)}
    assert helpline("ES").numbers == ("024",)


@pytest.mark.parametrize(
    ("country", "fault"), [("BE", "107"), ("IT", "02 99777"), ("GB", "0800 689 5652"), ("IT", "800 860022")]
)
def test_a_number_known_to_be_wrong_is_not_given(country: str, fault: str) -> None:
    assert fault.replace(" ", "") not in {number.replace(" ", "") for number in helpline(country).numbers}


def test_the_american_line_is_there() -> None:
    assert helpline("US").numbers == ("988",)


def test_one_number_is_not_taken_for_all_of_europe() -> None:
    theirs = {country for country, row in helplines().items() if "116 123" in row.numbers}
    assert theirs == {"GB", "IE", "NO", "DE", "PL", "LV", "LT", "CZ", "HU"}


def test_italy_is_not_said_to_answer_at_night() -> None:
    assert "night" not in helpline("IT").when.replace("midnight", "")


def test_belgium_is_told_which_number_speaks_what() -> None:
    assert helpline("BE").line == "1813 in Dutch or 0800 32 123 in French, suicide prevention"
    assert [row.country for row in helplines().values() if row.languages] == ["BE"]


# ---------------------------------------------------------------- no country, or another


def test_a_country_may_be_written_in_either_case_or_as_people_say_it() -> None:
    assert helpline(" gb ") is helpline("GB") is helpline("uk")
    assert helpline("EL") is helpline("GR")


@pytest.mark.parametrize("country", ["", "XX", "Atlantis", "\ud800", "ß", "TR", "UA"])
def test_without_a_country_there_is_still_something_to_say(country: str) -> None:
    assert helpline(country) is UNKNOWN
    assert UNKNOWN.emergency == "your local emergency number"
    assert not UNKNOWN.known
    assert UNKNOWN.age_days(TODAY) is None
    assert DIRECTORY == "findahelpline.com"


@pytest.mark.parametrize("country", sorted(EUROPEAN_UNION - EXPECTED.keys()))
def test_in_the_european_union_the_emergency_number_is_known_in_any_case(country: str) -> None:
    found = helpline(country)
    assert (found.country, found.emergency) == (country, "112")
    assert not found.known


def test_everywhere_in_the_european_union_112_is_named() -> None:
    assert {helpline(country).emergency for country in EUROPEAN_UNION} == {"112"}


# ---------------------------------------------------------------- as it is said


def test_a_line_is_said_number_first() -> None:
    assert helpline("DE").line == "0800 111 0 111 or 116 123, TelefonSeelsorge"
    assert helpline("US").when == "day and night, free"
    assert dataclasses.replace(helpline("US"), cost="").when == "day and night"


def test_who_cannot_speak_is_told_where_to_write() -> None:
    assert helpline("US").written == "text 988, Suicide and Crisis Lifeline"
    assert helpline("GB").written == "text SHOUT to 85258, Shout"
    assert helpline("DE").written == UNKNOWN.written == ""


@pytest.mark.parametrize(
    ("verified_on", "age", "words"),
    [
        ("", None, "never checked with the provider"),
        ("2026-11-30", 0, "checked today"),
        ("2026-11-29", 1, "checked yesterday"),
        ("2026-10-21", 40, "checked 40 days ago"),
        ("2026-06-03", STALE_DAYS, "checked 180 days ago"),
        ("2026-06-02", STALE_DAYS + 1, "checked 181 days ago, too long ago"),
        ("2026-12-01", 0, "checked today"),
    ],
)
def test_the_age_of_a_row_is_told(verified_on: str, age: int | None, words: str) -> None:
    row = dataclasses.replace(helpline("GB"), verified_on=verified_on)
    assert row.age_days(TODAY) == age
    assert row.checked(TODAY) == words


# ---------------------------------------------------------------- rows that must not be used

CALL = 'how = "call {number}"'
OTHER = '[[GB.others]]\nkind = "young people"\nname = "Childline"'


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[GB]", "[Gb]", "two capital letters"),
        ("[GB]", "[GB", "not valid TOML"),
        ('emergency = "999"', 'emergency = "99"', "emergency number"),
        ('emergency = "999"', 'emergency = ""', "emergency number"),
        ('emergency = "999"', 'emergency = "999 or"', "emergency number"),
        ('numbers = ["116 123"]', "numbers = []", "no telephone number"),
        ('numbers = ["116 123"]', 'numbers = "116 123"', "no telephone number"),
        ('numbers = ["116 123"]', 'numbers = ["call us"]', "cannot be dialled"),
        ('numbers = ["116 123"]', 'numbers = ["116-123"]', "cannot be dialled"),
        ('numbers = ["116 123"]', 'numbers = ["71"]', "cannot be dialled"),
        ('numbers = ["116 123"]', "numbers = [116]", "cannot be dialled"),
        ('channels = ["call"]', "channels = []", "channels"),
        ('channels = ["call"]', 'channels = ["chat"]', "channels"),
        ('channels = ["call"]', 'channels = ["call", "fax"]', "channels"),
        ('channels = ["call"]', 'channels = "call"', "channels"),
        ('channels = ["call"]', 'channels = ["call", "text"]', "text messages if that is a channel"),
        ('text = ""', 'text = "85258"', "text messages if that is a channel"),
        ('text = ""', 'text = "soon"', "cannot be dialled"),
        ('text = ""', "text = 5", "not text"),
        ('hours = "day and night"', 'hours = " "', "hours"),
        ('name = "Samaritans"', 'name = ""', "a name"),
        ('name = "Samaritans"', 'name = "Samaritans of the whole wide world"', "more than 5 words"),
        ('source = "public directory of August 2026"', 'source = ""', "source"),
        ('verified_on = ""', 'verified_on = "yesterday"', "verified_on"),
        ('verified_on = ""', "", "exactly the fields"),
        ('verified_on = ""', 'verified_on = ""\nfax = "1"', "exactly the fields"),
        ('verified_on = ""', 'verified_on = ""\nlanguages = ["English", "Welsh"]', "for each of its numbers"),
        ('verified_on = ""', 'verified_on = ""\nlanguages = "E"', "for each of its numbers"),
        ('verified_on = ""', 'verified_on = ""\nlanguages = [" "]', "without a name"),
        (OTHER, OTHER.replace("young people", "cats"), "another line"),
        (OTHER, OTHER.replace("Childline", ""), "another line"),
        (OTHER, OTHER.replace("name", "nick"), "another line"),
        ('number = "0800 1111"', 'number = "11"', "another line"),
        ('number = "0800 1111"', "number = 111", "another line"),
        (CALL, 'how = "call"', "another line"),
        (CALL, 'how = "call {number} or {number}"', "another line"),
        (CALL, 'how = "call {number} {name}"', "another line"),
    ],
)
def test_a_row_that_could_mislead_is_refused(old: str, new: str, says: str) -> None:
    assert old in ROW
    assert load(ROW)
    with pytest.raises(ConfigError, match=says):
        load(ROW.replace(old, new, 1))


@pytest.mark.parametrize("row", ["GB = 5", 'GB = "999"'])
def test_a_row_that_is_no_table_is_refused(row: str) -> None:
    with pytest.raises(ConfigError, match="the row GB must have exactly the fields"):
        load(row)


@pytest.mark.parametrize("others", ["others = 5", 'others = ["x"]'])
def test_other_lines_that_are_no_tables_are_refused(others: str) -> None:
    row = ROW.partition("[[")[0] + others
    with pytest.raises(ConfigError, match="another line"):
        load(row)


def test_what_a_row_need_not_have_may_be_missing() -> None:
    row = load(ROW.partition("[[")[0])["GB"]
    assert (row.others, row.languages) == ((), ())
    assert row.hours == "day and night"


def test_a_row_can_be_compared_and_counted() -> None:
    assert len({helpline("GB"), load(ROW)["GB"]}) == 1
    assert helpline("GB").other("young people") == OtherLine(
        "young people", "Childline", "0800 1111", "call {number}"
    )


def test_a_date_of_verification_is_kept() -> None:
    dated = ROW.replace('verified_on = ""', 'verified_on = "2026-11-30"')
    assert load(dated)["GB"].verified_on == "2026-11-30"
