"""Leaving something to chance: what calls for it, and what comes of it."""

from __future__ import annotations

import random

import pytest
from performing import called, group_called, lines, phrasings, said, situation

from voice_assistant.skills import chance, grammar

RANDOM_NUMBER = """
random number
pick a number
pick a number between 1 and 10
give me a number between five and fifteen
choose a number from 1 to 6
tell me a random number between 10 and 20
generate a random number
think of a number
say a number between one and three
random number between 1 and 1000
pick a random number from 1 to 50
i need a number between 3 and 9
any number up to 20
a random number please
give me any number
number between 1 and 10
pick any number from one to ten
a number from 1 to 100
"""

ROLL_DICE = """
roll a die
roll the dice
roll dice
throw a dice
roll two dice
roll a pair of dice
roll 5 dice
roll a d20
roll 2d6
roll two six-sided dice
roll a 12-sided die
throw three dice for me
roll a ten sided dice
roll three d eight
dice roll
roll one die
can you roll a die for me
cast the dice
roll a die with 20 sides
roll the die again
roll a six sided die
throw the dice
toss a die
roll me a d6
roll some dice
roll four twenty-sided dice
"""

FLIP_COIN = """
flip a coin
toss a coin
coin toss
heads or tails
flip a coin for me
coin flip
do a coin flip
throw a coin
can you flip a coin
spin a coin
let a coin decide
let's flip a coin
flip the coin again
i want to flip a coin
head or tail
"""

CHOOSE = """
choose between pizza and pasta
pick one tea or coffee
choose tea or coffee
tea or coffee you choose
pick between red and blue
should i have soup or salad you decide
decide between the beach and the mountains
choose one of these apples oranges or pears
choose for me pizza or burgers
pick a or b for me
select one from red, green, and blue
tea or coffee pick for me
help me choose between paris and rome
make a decision for me cinema or theatre
you choose red or blue
decide for me stay or go
choose from anna, ben and carl
cats or dogs choose
which one do you pick tea or coffee
randomly choose between 1 and 2
pick one of the following apple banana or cherry
can you choose between the red one and the blue one
let fate decide chinese or indian
choose anna or ben
pick one anna or ben
"""

PHRASINGS = {
    "random_number": RANDOM_NUMBER,
    "roll_dice": ROLL_DICE,
    "flip_coin": FLIP_COIN,
    "choose": CHOOSE,
}
NEAR_MISSES = """
roll the windows down
roll over
roll up your sleeves
throw the ball
flip the pancake
flip a table
pick a colour
pick me up at five
pick up milk and eggs
choose life
choose your words and be careful
choose wisely
should i stay or should i go
should i leave him or stay
is it better to rent or buy
tea or coffee
he had to choose between his job and his family
decide what you want
make up your mind
the coin fell on the floor
give me a number to call
what's my phone number
give me five
what is the number of the plumber
my phone number is 555 1234
give me a random fact
tell me a random story
throw a party
toss a salad
heads up
what are the odds
how many minutes should i boil an egg
"""

SOURCE = chance.chance
"""Before a test puts another in its place."""


@pytest.mark.parametrize(("name", "text"), phrasings(PHRASINGS))
def test_every_phrasing_calls_its_skill(name: str, text: str) -> None:
    assert called(text)[0] == name


@pytest.mark.parametrize("text", lines(NEAR_MISSES))
def test_an_ordinary_sentence_calls_nothing_of_this(text: str) -> None:
    assert group_called(text) != "chance"


@pytest.fixture(autouse=True)
def _foreseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chance, "chance", random.Random(7))


def test_it_is_the_random_source_of_the_system() -> None:
    assert isinstance(SOURCE, random.SystemRandom)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("give me a random number", 1, 100),
        ("pick a number between three and five", 3, 5),
        ("pick a number between five and three", 3, 5),
        ("random number up to two", 1, 2),
        ("a number from minus two to two", -2, 2),
    ],
)
def test_a_number_stays_within_its_bounds(text: str, low: int, high: int) -> None:
    drawn = {int(str(said(text)[0]).strip(".").replace("minus ", "-")) for _ in range(60)}
    assert all(low <= number <= high for number in drawn)
    assert len(drawn) > 1


def test_dice_are_told_one_by_one_and_together() -> None:
    for text in [str(said("roll two dice")[0]) for _ in range(20)]:
        first, second, total = (int(word.strip(".")) for word in text.split() if word.strip(".").isdigit())
        assert total == first + second
        assert 1 <= first <= 6


def test_a_die_has_the_sides_it_was_given() -> None:
    assert {said("roll a two sided die")[0] for _ in range(40)} == {"1.", "2."}


@pytest.mark.parametrize("text", ["roll zero dice", "roll 21 dice", "roll a 1 sided die", "roll a d1001"])
def test_impossible_dice_are_refused_in_words(text: str) -> None:
    assert said(text) == ["I can roll up to 20 dice, with two to 1,000 sides."]


def test_a_coin_has_two_sides() -> None:
    assert {said("flip a coin")[0] for _ in range(40)} == {"Heads.", "Tails."}


def test_each_option_can_be_chosen() -> None:
    chosen = {said("choose between tea, coffee and the red juice")[0] for _ in range(60)}
    assert chosen == {"I choose tea.", "I choose coffee.", "I choose red juice."}


def test_without_options_they_are_asked_for() -> None:
    call = grammar.match("choose something for me", situation())
    assert call is not None
    assert call.missing is not None
    assert call.missing.name == "options"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Pick one: beach, mountains, city", ("beach", "mountains", "city")),
        ("pizza sushi or curry you pick", ("pizza", "sushi", "curry")),
        ("should i wear the red dress or the blue one decide for me", ("red dress", "blue one")),
        ("help me decide go to the gym or stay in bed", ("go to the gym", "stay in bed")),
    ],
)
def test_options_are_those_that_were_named(text: str, options: tuple[str, ...]) -> None:
    assert called(text) == ("choose", {"options": options})
