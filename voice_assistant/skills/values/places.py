"""Cities, countries and regions, and what time it is there: places.toml, and the cities of the time zone database."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from zoneinfo import available_timezones

_NOT_CITIES = frozenset("Etc SystemV US Canada Mexico Brazil Chile Arctic".split())
"""Areas of the time zone database that hold other names for what stands elsewhere."""
_NOT_PLACES = frozenset("act nsw lhi north south west center knox easter wake".split())
"""Cities of the database whose names mean too much else."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae"})
"""Letters that have no accent to lose."""
_ARTICLE = re.compile(r"^the ")
_BESIDE = re.compile(r"^(?:the|in|at|over|out|down|up|downtown|central|city of|state of) ")
_BEHIND = re.compile(
    r" (?:local time|time|right now|right|now|today|at the moment|currently|over there|there|city)$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere with a time of its own."""

    name: str
    """As it is said: "Tokyo", "Canberra, Australia"."""
    zone: str
    """IANA time zone, such as "Asia/Tokyo"."""

    @property
    def area(self) -> str:
        """The part of the world, as the time zone database has it: "Asia"."""
        return self.zone.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Places by name, in the form that `_name` gives it."""

    cities: dict[str, Place]
    regions: dict[str, Place]
    """Countries and parts of them that have one time."""
    wide: dict[str, Place]
    """Those that have several: each is the place that speaks for it."""

    def find(self, key: str) -> Place | None:
        """The place of this name: a country before a city."""
        return self.regions.get(key) or self.wide.get(key) or self.cities.get(key)


def read_place(text: str) -> Place | None:
    """The place that a whole text names, alone or with its country or state: "paris", "portland maine"."""
    words = _name(text)
    while True:
        place = atlas().find(words) or _with_region(words)
        bare = _BESIDE.sub("", _BEHIND.sub("", words))
        if place is not None or bare == words:
            return place
        words = bare


def _with_region(words: str) -> Place | None:
    """A city with what it lies in. Where that has one time, it decides: many towns are called Portland."""
    for gap in re.finditer(r" (?:in )?(?:the )?", words):
        city, behind = atlas().cities.get(words[: gap.start()]), words[gap.end() :]
        if city is None:
            continue
        states = (
            (f"{behind} usa", f"{behind} state") if city.area == "America" else ()
        )  # not the other Georgia
        region = next(filter(None, map(atlas().regions.get, (*states, behind))), None)
        if region is not None:
            return city if city.zone == region.zone else Place(f"{city.name}, {region.name}", region.zone)
        if wide := atlas().wide.get(behind):
            near = city.area in (wide.area, "Pacific")
            return city if near else Place(f"{city.name}, {wide.name.split(', ')[-1]}", wide.zone)
    return None


@functools.cache
def atlas() -> Atlas:
    """Every place there is a name for."""
    table = tomllib.loads((files(__package__) / "places.toml").read_text(encoding="utf-8"))
    cities = dict(_of_database())
    for zone, names in table["cities"].items():
        cities.update(_named(names, zone))
    regions: dict[str, Place] = {}
    for zone, names in table["regions"].items():
        regions.update(_named(names, zone))
    wide: dict[str, Place] = {}
    for names, city in table["capitals"].items():
        name, *others = names.split(" | ")
        place = Place(f"{city}, {name.removeprefix('the ')}", cities[_name(city)].zone)
        wide |= {_name(called): place for called in (name, *others)}
    return Atlas(cities, regions, wide)


def _of_database() -> Iterator[tuple[str, Place]]:
    for zone in sorted(available_timezones()):
        area, _, city = zone.partition("/")
        name = city.rpartition("/")[2].replace("_", " ")
        if city and area not in _NOT_CITIES and _name(name) not in _NOT_PLACES:
            yield _name(name), Place(name, zone)


def _named(names: list[str], zone: str) -> Iterator[tuple[str, Place]]:
    for entry in names:
        name, *others = entry.split(" | ")
        for called in (name, *others):
            yield _name(called), Place(name, zone)


def _name(name: str) -> str:
    """A name without what makes no difference: capitals, accents, hyphens, full stops, a leading "the"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    letters = re.sub(r"['’.]", "", letters)
    words = re.sub(r"[^\w]+|_", " ", letters).split()
    return _ARTICLE.sub("", " ".join("saint" if word == "st" else word for word in words))
