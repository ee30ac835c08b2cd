"""Options to choose from, and dice to roll."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.skills.values.dice import Dice, read_dice
from voice_assistant.skills.values.options import read_options


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("tea and coffee", ("tea", "coffee")),
        ("tea or coffee", ("tea", "coffee")),
        ("pizza, sushi or curry", ("pizza", "sushi", "curry")),
        ("pizza, sushi, or curry?", ("pizza", "sushi", "curry")),
        ("pizza sushi or curry", ("pizza", "sushi", "curry")),
        ("ice cream or cake", ("ice cream", "cake")),
        ("beach, mountains, city", ("beach", "mountains", "city")),
        ("beach, salt and pepper or city", ("beach", "salt and pepper", "city")),
        ("should i wear the red dress or the blue one", ("red dress", "blue one")),
        ("i can't decide between rome and paris", ("rome", "paris")),
        ("who does the dishes tom or leila", ("tom", "leila")),
        ("go to the gym or stay in bed", ("go to the gym", "stay in bed")),
        ("anna, ben and carl", ("anna", "ben", "carl")),
        ("red or red or blue", ("red", "blue")),
    ],
)
def test_options_are_told_apart(said: str, options: tuple[str, ...]) -> None:
    assert read_options(said) == options


@pytest.mark.parametrize(
    "said", ["", "tea", "or", "tea or tea", "your words and be careful", "up milk and eggs", "wisely"]
)
def test_one_option_is_none(said: str) -> None:
    assert read_options(said) is None


@pytest.mark.parametrize(
    ("said", "dice"),
    [
        ("a die", Dice()),
        ("the dice", Dice()),
        ("dice", Dice()),
        ("two dice", Dice(2)),
        ("a pair of dice", Dice(2)),
        ("a twenty sided die", Dice(None, 20)),
        ("a twenty-sided die", Dice(None, 20)),
        ("two six-sided dice", Dice(2, 6)),
        ("four twenty sided dice", Dice(4, 20)),
        ("four dice with eight sides", Dice(4, 8)),
        ("a die with 20 sides", Dice(None, 20)),
        ("d20", Dice(None, 20)),
        ("a d20", Dice(None, 20)),
        ("2d6", Dice(2, 6)),
        ("three d eight", Dice(3, 8)),
    ],
)
def test_dice_are_read(said: str, dice: Dice) -> None:
    assert read_dice(said) == dice


@pytest.mark.parametrize(
    "said", ["", "the ball", "over", "loaded dice", "two and a half dice", "a blue sided die", "d", "2d"]
)
def test_other_things_are_no_dice(said: str) -> None:
    assert read_dice(said) is None


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    options = read_options(text)
    assert options is None or len(options) > 1
    read_dice(text)
