"""Lists: what calls them, what is put on them and taken off, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performing import MORNING, answered, called, say, situation

from voice_assistant.everyday import Item
from voice_assistant.skills.values.items import read_goods, read_items, read_list_name


def item(text: str, name: str = "shopping") -> Item:
    return Item(name, text, MORNING)


SHOPPING = (item("two litres of milk"), item("eggs"), item("oat milk"))

ENUMERATIONS: list[tuple[str, list[str] | None]] = [
    ("milk", ["milk"]),
    ("some milk and a few eggs", ["milk", "a few eggs"]),
    ("eggs, butter, and flour", ["eggs", "butter", "flour"]),
    ("eggs butter and flour", ["eggs", "butter", "flour"]),
    ("macaroni and cheese", ["macaroni and cheese"]),
    ("salt and pepper and two litres of milk", ["salt and pepper", "two litres of milk"]),
    ("peanut butter jam and honey", ["peanut butter", "jam", "honey"]),
    ("coffee filters", ["coffee filters"]),
    ("chicken soup and garlic bread", ["chicken soup", "garlic bread"]),
    ("a dozen eggs and a bottle of wine", ["a dozen eggs", "a bottle of wine"]),
    ("half a dozen eggs", ["half a dozen eggs"]),
    ("an apple", ["apple"]),
    ("a birthday card for zoe", ["birthday card for zoe"]),
    ("call mum and dad", ["call mum and dad"]),
    ("call mum and pay the rent", ["call mum", "pay the rent"]),
    ("'book the hotel'", ["book the hotel"]),
    ("milk and milk", ["milk"]),
    ("soap as well", ["soap"]),
    ("it", None),
    ("something", None),
    ("insult to injury", None),
    ("", None),
    (" and ".join(["thing"] * 3 + [f"thing{n}" for n in range(30)]), None),
]

LISTS = [
    ("the shopping list", "shopping"),
    ("groceries", "shopping"),
    ("my grocery list", "shopping"),
    ("my to do list", "to-do"),
    ("todo", "to-do"),
    ("my tasks", "to-do"),
    ("the whole packing list", "packing"),
    ("list called camping", "camping"),
    ("mum's list", "mum"),
    ("to buy", "shopping"),
    ("to do", "to-do"),
    ("the list", None),
    ("the list of people i trust", None),
    ("coffee", None),
    ("santa has a list", None),
    ("waiting list", None),
]

CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("add milk to the shopping list", "add_to_list", {"items": ("milk",), "list": "shopping"}),
    ("put eggs butter and flour on my list", "add_to_list", {"items": ("eggs", "butter", "flour")}),
    ("to do list add clean the gutters", "add_to_list", {"items": ("clean the gutters",), "list": "to-do"}),
    ("Shopping list: tomatoes, basil", "add_to_list", {"items": ("tomatoes", "basil"), "list": "shopping"}),
    (
        "coffee filters on the shopping list",
        "add_to_list",
        {"items": ("coffee filters",), "list": "shopping"},
    ),
    ("we are out of toilet paper put it on the list", "add_to_list", {"items": ("toilet paper",)}),
    ("we are out of milk", "add_to_list", {"needed": ("milk",)}),
    ("we need eggs", "add_to_list", {"needed": ("eggs",)}),
    ("add something to my packing list", "add_to_list", {"list": "packing"}),
    (
        "email the tax office on the to do list",
        "add_to_list",
        {"items": ("email the tax office",), "list": "to-do"},
    ),
    ("what's on my shopping list", "read_list", {"list": "shopping"}),
    ("read me the to do list", "read_list", {"list": "to-do"}),
    ("what do i still need to buy", "read_list", {"list": "shopping"}),
    ("what's on the list", "read_list", {}),
    ("take milk off the shopping list", "remove_from_list", {"items": ("milk",), "list": "shopping"}),
    ("delete yogurt from the list", "remove_from_list", {"items": ("yogurt",)}),
    ("scratch the onions off the list i've bought them", "remove_from_list", {"items": ("onions",)}),
    ("mark wash the car as done", "remove_from_list", {"items": ("wash the car",)}),
    (
        "i also want cat litter on the shopping list",
        "add_to_list",
        {"items": ("cat litter",), "list": "shopping"},
    ),
    ("jot rice down on the shopping list", "add_to_list", {"items": ("rice",), "list": "shopping"}),
    ("on the packing list put socks", "add_to_list", {"items": ("socks",), "list": "packing"}),
    (
        "clean the windows add it to the to do list",
        "add_to_list",
        {"items": ("clean the windows",), "list": "to-do"},
    ),
    ("which jobs are still on the to-do list", "read_list", {"list": "to-do"}),
    ("what does the shopping list say", "read_list", {"list": "shopping"}),
    ("go through the list with me", "read_list", {}),
    ("milk off the shopping list", "remove_from_list", {"items": ("milk",), "list": "shopping"}),
    ("remove toothpaste", "remove_from_list", {"needed": ("toothpaste",)}),
    ("the shopping list bin it", "clear_list", {"list": "shopping"}),
    ("everything off the packing list", "clear_list", {"list": "packing"}),
    ("has bread been put on the list", "check_list", {"item": "bread"}),
    ("clear the shopping list", "clear_list", {"list": "shopping"}),
    ("delete everything on the shopping list", "clear_list", {"list": "shopping"}),
    ("empty the list", "clear_list", {}),
    ("is there butter on the shopping list", "check_list", {"item": "butter", "list": "shopping"}),
    ("did i put cat litter on the list", "check_list", {"item": "cat litter"}),
    ("check whether garlic is on the shopping list", "check_list", {"item": "garlic", "list": "shopping"}),
]

NEAR_MISSES = """
i need a hug
shopping with kids is a nightmare
add a bit more salt and then stir
i need some rest
we need to talk
we need each other
we ran out of time in the exam
we ran out of luck
i'm out of breath
the list of people i trust is short
my to do list never ends it's depressing
he was top of my list of favourite teachers
santa has a list and he checks it twice
i should make a list of my worries
add insult to injury why don't you
add water to the pasta
put the dog out he's whining
milk gives me a stomach ache
remove the stain from my shirt
clear the table
we had eggs for breakfast
"""


@pytest.mark.parametrize(("said", "things"), ENUMERATIONS)
def test_an_enumeration_is_taken_apart_with_care(said: str, things: list[str] | None) -> None:
    assert read_items(said) == (None if things is None else tuple(things))


@pytest.mark.parametrize(("said", "name"), LISTS)
def test_the_name_of_a_list(said: str, name: str | None) -> None:
    assert read_list_name(said) == name


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("milk and , salt pepper the eggs 'a".split())).map(" ".join)
)
def test_things_are_never_empty_and_never_begin_with_an_article(said: str) -> None:
    for thing in read_items(said) or ():
        assert thing == thing.strip()
        assert thing
        assert "\0" not in thing
        assert not thing.lower().startswith("the ")
    assert read_goods(said) in (None, read_items(said))


@pytest.mark.parametrize(("said", "name", "values"), CALLS)
def test_what_calls_them(said: str, name: str, values: dict[str, Any]) -> None:
    assert called(said) == (name, values)


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_an_ordinary_sentence_changes_no_list(said: str) -> None:
    assert "list" not in called(said)[0]


def test_what_is_put_on_a_list_is_there_and_can_be_taken_back() -> None:
    before = situation(*SHOPPING)
    outcome = say("add bread and eggs to the shopping list", before)
    assert [(i.list, i.text) for i in outcome.after.everyday.items][3:] == [("shopping", "bread")]
    assert outcome.text == "I put bread on your shopping list. Already on your shopping list: eggs."
    undone = say("undo that", outcome.after)
    assert undone.after.everyday == before.everyday
    assert undone.text == "Undone. That was about: bread on the shopping list."


def test_what_was_taken_off_and_comes_back_stands_where_it_stood() -> None:
    full = say("add milk, eggs and bread to the shopping list", situation()).after
    without = say("take eggs off the shopping list", full).after
    assert [i.text for i in say("undo", without).after.everyday.items] == ["milk", "eggs", "bread"]
    empty = answered(say("clear the shopping list", full), True).after
    assert empty.everyday.items == ()
    assert [i.text for i in say("undo", empty).after.everyday.items] == ["milk", "eggs", "bread"]


@pytest.mark.parametrize(
    "said", ["clear all lists", "delete all my lists", "clear my lists", "empty every list"]
)
def test_of_several_lists_one_is_to_be_chosen(said: str) -> None:
    outcome = say(said, situation(item("milk"), item("sweep", "to-do")))
    assert outcome.question is not None
    assert outcome.question.text == "Which list: the shopping list or the to-do list?"
    assert not outcome.effects


@pytest.mark.parametrize("said", ["what lists do i have", "which lists are there", "list all my lists"])
def test_the_lists_are_named(said: str) -> None:
    outcome = say(said, situation(item("milk"), item("sweep", "to-do")))
    assert outcome.text == "You have 2 lists: shopping and to-do. Your shopping list: milk."
    assert say(said, situation(item("sweep", "to-do"))).text == "Your to-do list: sweep."
    assert say(said, situation()).text == "There is nothing on your lists."


def test_two_things_are_both() -> None:
    outcome = say("clear the shopping list", situation(item("milk"), item("eggs")))
    assert outcome.question is not None
    assert outcome.question.text == "Shall I take both things off your shopping list?"


def test_a_new_name_makes_a_new_list() -> None:
    outcome = say("put a tent on the camping list", situation())
    assert [(i.list, i.text) for i in outcome.after.everyday.items] == [("camping", "tent")]


def test_where_nothing_was_named_it_is_asked_for() -> None:
    outcome = say("add something to my packing list", situation())
    assert outcome.question is not None
    assert not outcome.effects
    added = answered(outcome, ("socks",))
    assert [(i.list, i.text) for i in added.after.everyday.items] == [("packing", "socks")]


def test_what_one_is_out_of_is_shopping() -> None:
    outcome = say("we're out of milk", situation())
    assert [(i.list, i.text) for i in outcome.after.everyday.items] == [("shopping", "milk")]


def test_a_list_is_read_and_a_long_one_only_in_part() -> None:
    assert say("read the shopping list", situation()).text == "There is nothing on your shopping list."
    short = say("read the to do list", situation(item("call my mother", "to-do"), item("sleep", "to-do")))
    assert short.text == "Your to-do list: call your mother and sleep."
    long = say("read the shopping list", situation(*(item(f"thing {n}") for n in range(10))))
    assert long.text.startswith("Your shopping list has 10 things: thing 0, thing 1,")
    assert long.text.endswith("thing 6, and 3 more.")
    assert long.question is None


def test_where_no_list_is_named_the_only_one_is_meant() -> None:
    packing = situation(item("socks", "packing"))
    assert say("read the list", packing).text == "Your packing list: socks."
    assert say("take the sock off the list", packing).after.everyday.items == ()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("take the egg off the list", ["two litres of milk", "oat milk"]),
        ("take oat milk off the list", ["two litres of milk", "eggs"]),
        ("remove eggs and oat milk from the shopping list", ["two litres of milk"]),
        ("delete bread from the list", ["two litres of milk", "eggs", "oat milk"]),
    ],
)
def test_what_is_taken_off_is_found_by_its_words(said: str, left: list[str]) -> None:
    outcome = say(said, situation(*SHOPPING))
    assert [i.text for i in outcome.after.everyday.items] == left
    assert outcome.question is None


def test_a_part_of_its_words_is_enough() -> None:
    outcome = say("take the milk off the list", situation(SHOPPING[0], SHOPPING[1]))
    assert [i.text for i in outcome.after.everyday.items] == ["eggs"]
    assert outcome.text == "I took two litres of milk off your shopping list."


def test_where_several_fit_it_asks_which() -> None:
    outcome = say("take the milk off the list", situation(*SHOPPING))
    assert outcome.question is not None
    assert [option.label for option in outcome.question.options] == ["two litres of milk", "oat milk"]
    assert not outcome.effects
    taken = answered(outcome, outcome.question.options[1].value)
    assert [i.text for i in taken.after.everyday.items] == ["two litres of milk", "eggs"]


def test_a_list_is_cleared_only_after_a_yes() -> None:
    before = situation(*SHOPPING, item("sleep", "to-do"))
    asked = say("clear the shopping list", before)
    assert asked.question is not None
    assert asked.question.text == "Shall I take all 3 things off your shopping list?"
    assert not asked.effects
    cleared = answered(asked)
    assert [i.text for i in cleared.after.everyday.items] == ["sleep"]
    assert {i.text for i in say("undo", cleared.after).after.everyday.items} == {
        "two litres of milk",
        "eggs",
        "oat milk",
        "sleep",
    }
    assert say("clear the shopping list", situation()).question is None


def test_whether_something_is_on_a_list() -> None:
    at = situation(SHOPPING[0], SHOPPING[1])
    assert say("is there milk on the list", at).text == "Yes. On your shopping list: two litres of milk."
    assert say("is there bread on the list", at).text == "I do not find bread on your shopping list."
