"""Places by their names, and their time zones."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.skills.values.places import Place, atlas, read_place

PLACES = """
tokyo | Tokyo | Asia/Tokyo
São Paulo | São Paulo | America/Sao_Paulo
sao paulo | São Paulo | America/Sao_Paulo
New York City | New York | America/New_York
nyc | New York | America/New_York
l.a. | Los Angeles | America/Los_Angeles
St. Louis | Saint Louis | America/Chicago
Port-au-Prince | Port-au-Prince | America/Port-au-Prince
the UK | the United Kingdom | Europe/London
holland | the Netherlands | Europe/Amsterdam
germany | Germany | Europe/Berlin
bombay | Mumbai | Asia/Kolkata
calcutta | Kolkata | Asia/Kolkata
hawaii | Hawaii | Pacific/Honolulu
california | California | America/Los_Angeles
the west coast | the West Coast | America/Los_Angeles
gmt | Greenwich Mean Time | Etc/UTC
pacific time | the Pacific time zone | America/Los_Angeles
australia | Canberra, Australia | Australia/Sydney
america | Washington, D.C., United States | America/New_York
new zealand | Wellington, New Zealand | Pacific/Auckland
brazil | Brasília, Brazil | America/Sao_Paulo
texas | Austin, Texas | America/Chicago
paris france | Paris | Europe/Paris
paris texas | Paris, Texas | America/Chicago
el paso texas | El Paso | America/Denver
portland maine | Portland, Maine | America/New_York
portland oregon | Portland | America/Los_Angeles
london ontario | London, Ontario | America/Toronto
london, england | London | Europe/London
toronto in canada | Toronto | America/Toronto
vancouver washington | Vancouver, Washington state | America/Los_Angeles
washington | Washington, D.C. | America/New_York
washington state | Washington state | America/Los_Angeles
the state of washington | Washington state | America/Los_Angeles
georgia | Georgia | Asia/Tbilisi
atlanta georgia | Atlanta | America/New_York
downtown chicago | Chicago | America/Chicago
berlin right now | Berlin | Europe/Berlin
tokyo time | Tokyo | Asia/Tokyo
"""


@pytest.mark.parametrize("row", PLACES.strip().splitlines())
def test_a_place_is_found_by_its_name(row: str) -> None:
    said, name, zone = row.split(" | ")
    assert read_place(said) == Place(name, zone)


@pytest.mark.parametrize(
    "said",
    ["", "the movie", "my kitchen", "bed", "school", "the center", "easter", "the north", "narnia", "now"],
)
def test_other_words_are_no_place(said: str) -> None:
    assert read_place(said) is None


def test_every_zone_is_one_that_the_machine_knows() -> None:
    for places in (atlas().cities, atlas().regions, atlas().wide):
        for place in places.values():
            ZoneInfo(place.zone)


def test_there_are_enough_of_them() -> None:
    table = tomllib.loads(
        (files("voice_assistant.skills.values") / "places.toml").read_text(encoding="utf-8")
    )
    assert sum(map(len, table["cities"].values())) >= 250
    assert len(atlas().regions) + len(atlas().wide) >= 250


def test_no_name_stands_in_the_table_twice() -> None:
    table = tomllib.loads(
        (files("voice_assistant.skills.values") / "places.toml").read_text(encoding="utf-8")
    )
    for kind in ("cities", "regions"):
        names = [name for names in table[kind].values() for entry in names for name in entry.split(" | ")]
        assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]


def test_every_city_of_the_table_is_read_back() -> None:
    table = tomllib.loads(
        (files("voice_assistant.skills.values") / "places.toml").read_text(encoding="utf-8")
    )
    for zone, names in table["cities"].items():
        for entry in names:
            for name in entry.split(" | "):
                place = read_place(name)
                assert place is not None, name
                assert ZoneInfo(place.zone), (name, zone)


@given(st.text(max_size=40))
def test_any_text_is_a_place_or_none(text: str) -> None:
    place = read_place(text)
    assert place is None or place.name
