"""Amounts, units, and one turned into another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.skills.values.quantities import converted, fitted, read_quantity
from voice_assistant.skills.values.units import DEGREE, named, read_unit, units

AMOUNTS = """
ten miles | 10 mile
a mile | 1 mile
one stone | 1 stone
72 kg | 72 kilogram
72kg | 72 kilogram
1,000 metres | 1000 metre
ten point five kilometres | 10.5 kilometre
half a pound | 0.5 pound
half a pound of butter | 0.5 pound
three quarters of a cup | 0.75 cup
a quarter of a mile | 0.25 mile
one and a half litres | 1.5 litre
2 1/2 cups of flour | 2.5 cup
½ cup | 0.5 cup
a couple of miles | 2 mile
an hour and a half | 1.5 hour
half an hour | 0.5 hour
1 hour and 30 minutes | 1.5 hour
five foot six | 5.5 foot
five feet six inches | 5.5 foot
5'6" | 5.5 foot
five foot six tall | 5.5 foot
2 pounds 3 ounces | 2.1875 pound
9 stone 7 pounds | 9.5 stone
twelve stone seven | 12.5 stone
-10 Celsius | -10 celsius
minus ten degrees celsius | -10 celsius
30°C | 30 celsius
98.6 °F | 98.6 fahrenheit
30 degrees | 30 degree
100 km/h | 100 kilometre per hour
sixty square metres | 60 square metre
5 sq ft | 5 square foot
2 uk pints | 2 imperial pint
three imperial gallons | 3 imperial gallon
500 MB | 500 megabyte
the suitcase weighs fifty pounds | 50 pound
the recipe says three hundred fifty fahrenheit | 350 fahrenheit
i need two cups | 2 cup
"""


@pytest.mark.parametrize("row", AMOUNTS.strip().splitlines())
def test_an_amount_is_read(row: str) -> None:
    said, _, expected = row.rpartition(" | ")
    number, _, unit = expected.partition(" ")
    quantity = read_quantity(said)
    assert quantity is not None
    assert (quantity[0], quantity[1].name) == (Fraction(number), unit)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ten",
        "mile",
        "a family",
        "the cupboard",
        "february",
        "the best two hours",
        "people",
        "my foot",
        "two",
    ],
)
def test_other_words_are_no_amount(said: str) -> None:
    assert read_quantity(said) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("kilos", "kilogram"), ("Meters", "metre"), ("feet", "foot"), ("°C", "celsius"),
        ("degrees fahrenheit", "fahrenheit"),
        ("centigrade", "celsius"), ("mph", "mile per hour"), ("miles an hour", "mile per hour"), ("tsp", "teaspoon"),
        ("fl. oz.", "fluid ounce"), ("uk pints", "imperial pint"), ("the stone", "stone"), ("metric tons", "tonne"),
        ("MB", "megabyte"), ("gigs", "gigabyte"), ("m²", "square metre"), ("a minute", "minute"), ("degrees", "degree"),
    ],
)  # fmt: skip
def test_a_unit_is_known_by_all_its_names(said: str, name: str) -> None:
    unit = read_unit(said)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize("said", ["", "people", "dollars", "feet and cups", "party", "and", "and inches"])
def test_other_words_are_no_unit(said: str) -> None:
    assert read_unit(said) is None


def test_two_units_tell_an_amount_together() -> None:
    unit = read_unit("feet and inches")
    assert unit is not None
    assert (unit.name, unit.rest) == ("foot", "inch")


CONVERSIONS = """
10 miles | kilometres | 16.09344
1 foot | inches | 12
1 mile | feet | 5280
6 feet | centimetres | 182.88
1 nautical mile | metres | 1852
1 pound | grams | 453.59237
1 stone | pounds | 14
1 pound | ounces | 16
1 tonne | kilograms | 1000
1 ton | pounds | 2000
1 imperial ton | pounds | 2240
1 gallon | litres | 3.785411784
1 gallon | quarts | 4
1 quart | pints | 2
1 pint | cups | 2
1 cup | tablespoons | 16
1 tablespoon | teaspoons | 3
1 cup | fluid ounces | 8
1 imperial gallon | litres | 4.54609
1 imperial gallon | imperial pints | 8
1 imperial pint | imperial fluid ounces | 20
1 cubic metre | litres | 1000
1 acre | square feet | 43560
1 square mile | acres | 640
1 hectare | square metres | 10000
36 kilometres per hour | metres per second | 10
1 knot | kilometres per hour | 1.852
0 celsius | fahrenheit | 32
100 celsius | fahrenheit | 212
minus 40 celsius | fahrenheit | -40
0 celsius | kelvin | 273.15
1 week | hours | 168
1 year | days | 365.25
1 gigabyte | megabytes | 1000
1 gibibyte | mebibytes | 1024
1 byte | bits | 8
1 kilowatt hour | kilojoules | 3600
"""


@pytest.mark.parametrize("row", CONVERSIONS.strip().splitlines())
def test_factors_agree_with_their_definitions(row: str) -> None:
    said, unit, expected = row.split(" | ")
    quantity, to = read_quantity(said), read_unit(unit)
    assert quantity is not None
    assert to is not None
    assert converted(quantity, to) == Fraction(expected)


def test_different_dimensions_do_not_convert() -> None:
    assert converted((Fraction(1), named("mile")), named("hour")) is None


def test_ounces_of_a_volume_are_fluid_and_degrees_are_on_the_other_scale() -> None:
    assert fitted(named("ounce"), named("millilitre")).name == "fluid ounce"
    assert fitted(named("ounce"), named("gram")).name == "ounce"
    assert fitted(DEGREE, named("celsius")).name == "fahrenheit"
    assert fitted(DEGREE, named("fahrenheit")).name == "celsius"


def test_no_two_units_share_a_name() -> None:
    seen: dict[str, str] = {}
    for name, unit in units().items():
        assert seen.setdefault(name, unit.name) == unit.name
    singular = {unit.name for unit in units().values()}
    for unit in units().values():
        assert units()[unit.name] is unit
        assert units()[unit.many.casefold()] is unit
    assert len(singular) > 80


@given(
    st.sampled_from(sorted(units())),
    st.fractions(min_value=-1000, max_value=1000),
    st.sampled_from(sorted(units())),
)
def test_there_and_back_is_the_same(first: str, amount: Fraction, second: str) -> None:
    one, other = units()[first], units()[second]
    there = converted((amount, one), other)
    if there is not None:
        assert converted((there, other), one) == amount


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from("a half of an ten 2.5 foot feet inches and mile ' \" ° c -5 cups".split()),
            max_size=8,
        ).map(" ".join),
    )
)
def test_any_text_is_an_amount_or_none(text: str) -> None:
    quantity = read_quantity(text)
    assert quantity is None or isinstance(quantity[0], Fraction)
