"""Turning amounts into other units: what calls for it, and how results are told."""

from __future__ import annotations

import pytest
from performing import called, group_called, lines, phrasings, said

CONVERT = """
how many kilometres is 10 miles
how many miles is 5 k
5 miles in km
what's 10 stone in kilos
how much is 100 fahrenheit in celsius
convert 100 degrees fahrenheit to celsius
how many ounces in a pound
how many cups are in a litre
how many inches in a foot
how many grams in a kilo
how many pounds is 70 kilos
what is 6 foot 2 in centimetres
how tall is 5 foot 9 in cm
180 cm in feet and inches
how many hours in a week
how many minutes in a day
how many seconds are in an hour
how many days are in 6 weeks
what's 500 grams in ounces
turn 20 inches into centimetres
change 3 litres to pints
how many tablespoons are in half a cup
how many ml in a teaspoon
20 degrees celsius in fahrenheit
what is 37 degrees in fahrenheit
how hot is 200 celsius in fahrenheit
60 mph in km/h
how fast is 60 miles per hour in kilometres per hour
how many acres in a square mile
2 cups to ml
how many yards in a mile
how many gb in a tb
how many megabytes in 2 gigabytes
1024 kb in mb
how many milligrams in a gram
how many quarts are in a gallon
what's 3 pounds 4 ounces in grams
how far is 26 miles in kilometres
how heavy is 12 stone in kilograms
how much does 5 pounds weigh in kilos
how many fluid ounces in a cup
8 ounces in ml
what is one inch in millimetres
how many feet are there in 2 metres
i'm 5 foot 6 how much is that in centimetres
what's minus 40 celsius in fahrenheit
how many weeks in a year
how many days is 72 hours
90 minutes in hours
express 3 hours in minutes
what's 10 knots in mph
two and a half miles in metres
half a mile in metres
a quarter pound in grams
what's a pint in ml
how many litres is 10 gallons
how many imperial pints in a litre
2 uk gallons in litres
how many centimeters are in an inch
convert 10 pounds into kilos
how many grams are 3 ounces of butter
what is 350 f in c
180c in fahrenheit
what are 12 inches in centimetres
12 inches equals how many centimetres
how many years is 100 months
square feet in an acre
give me 5 km in miles
how many teaspoons make a tablespoon
tell me how many feet are in a mile
10 kg how many pounds is that
what is 2 metres in feet and inches
"""

PHRASINGS = {
    "convert": CONVERT,
}
NEAR_MISSES = """
how many cups are in the cupboard
how many feet does a centipede have
five minutes in heaven
i have two left feet
he is six foot tall
i ran five miles in the rain
one day in paris
i lost ten pounds in two months
how many calories are in an egg
how many miles to london
there aren't enough hours in a day
a day in the life
a pound of flesh
an hour in the sun
two weeks in spain
i'd like a pint
five hundred miles
how tall is the eiffel tower in feet
in a minute
how long is a marathon
what is a second chance
give me a second
wait a second
one second
just a minute
"""


@pytest.mark.parametrize(("name", "text"), phrasings(PHRASINGS))
def test_every_phrasing_calls_its_skill(name: str, text: str) -> None:
    assert called(text)[0] == name


@pytest.mark.parametrize("text", lines(NEAR_MISSES))
def test_an_ordinary_sentence_calls_nothing_of_this(text: str) -> None:
    assert group_called(text) != "conversion"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("how many miles is 10 kilometres", "10 kilometres is about 6.21 miles."),
        ("how many inches in a foot", "1 foot is 12 inches."),
        ("what is 25 celsius in fahrenheit", "25 degrees Celsius is 77 degrees Fahrenheit."),
        ("-10 celsius to fahrenheit", "Minus 10 degrees Celsius is 14 degrees Fahrenheit."),
        ("350 degrees in celsius", "350 degrees Fahrenheit is about 176.7 degrees Celsius."),
        ("8 ounces in ml", "8 fluid ounces is about 236.59 millilitres."),
        ("2 uk pints in litres", "2 imperial pints is about 1.14 litres."),
        ("180 cm in feet and inches", "180 centimetres is about 5 feet and 10.9 inches."),
        ("70 inches in feet and inches", "70 inches is 5 feet and 10 inches."),
        ("6 foot in feet and inches", "6 feet is 6 feet."),
        ("five foot six in centimetres", "5 feet and 6 inches is 167.64 centimetres."),
        ("6 foot 2 in cm", "6 feet and 2 inches is 187.96 centimetres."),
        ("5.2 feet in centimetres", "5.2 feet is about 158.5 centimetres."),
        ("how many miles is 5k", "5 kilometres is about 3.11 miles."),
        ("10k in miles", "10 kilometres is about 6.21 miles."),
        ("300 k in celsius", "300 kelvins is about 26.8 degrees Celsius."),
        ("one micrometre in kilometres", "1 micrometre is 1 times ten to the power of minus 9 kilometres."),
        (
            "convert 10 miles to hours",
            "Miles measure length and hours measure time, so I cannot turn one into the other.",
        ),
    ],
)
def test_the_answer_names_both_amounts(text: str, answer: str) -> None:
    assert said(text) == [answer]
