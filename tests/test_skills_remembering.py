"""What it was asked to remember: kept, replaced, found again, forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performing import MORNING, answered, called, say, situation

from voice_assistant.everyday import Fact
from voice_assistant.skills import Done
from voice_assistant.skills.values.facts import answers, read_fact, replaces
from voice_assistant.vocabulary import Effect

FACTS = tuple(
    Fact(text, MORNING)
    for text in (
        "my sister's name is Ana",
        "my passport is in the blue drawer",
        "the wifi password is on the fridge",
        "i am allergic to nuts",
        "my car is parked on level three",
    )
)
SISTER, PASSPORT, WIFI, NUTS, CAR = FACTS
KNOWING = situation(*FACTS)

CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("remember that my blood type is o negative", "remember", {"fact": "my blood type is o negative"}),
    ("please keep in mind i don't eat pork", "remember", {"fact": "i don't eat pork"}),
    ("Remember: my shoe size is 42", "remember", {"fact": "my shoe size is 42"}),
    ("don't forget that ana is vegetarian", "remember", {"fact": "ana is vegetarian"}),
    ("remember i parked on level two", "remember", {"fact": "i parked on level two"}),
    ("bear in mind that i'm vegetarian", "remember", {"fact": "i'm vegetarian"}),
    ("my locker code is four two remember that", "remember", {"fact": "my locker code is four two"}),
    ("would you remember my glasses are on the piano", "remember", {"fact": "my glasses are on the piano"}),
    ("do you remember the name of my sister", "recall", {"what": SISTER.text}),
    ("i'd like to know where my passport is", "recall", {"what": PASSPORT.text}),
    ("my passport where did i put it", "recall", {"what": PASSPORT.text}),
    ("i'm looking for my car", "recall", {"what": CAR.text}),
    ("tell me all the things i've told you about myself", "tell_facts", {}),
    ("forget the thing about my passport", "forget", {"fact": PASSPORT.text}),
    ("i want that you forget all what you know about me", "forget_everything", {}),
    ("scratch what i said just now don't remember it", "forget_last", {}),
    ("what is my sister's name", "recall", {"what": SISTER.text}),
    ("where did i put my passport", "recall", {"what": PASSPORT.text}),
    ("where's the wifi password", "recall", {"what": WIFI.text}),
    ("On which level is my car parked?", "recall", {"what": CAR.text}),
    ("i can't find my car where is it", "recall", {"what": CAR.text}),
    ("what am i allergic to", "recall", {"what": NUTS.text}),
    ("Do you remember where my passport is?", "recall", {"what": PASSPORT.text}),
    ("how is my sister called again", "recall", {"what": SISTER.text}),
    ("do you remember my birthday", "recall", {"topic": "my birthday"}),
    ("what do you know about me", "tell_facts", {}),
    ("forget my sister's name", "forget", {"fact": SISTER.text}),
    ("forget that i am allergic to nuts", "forget", {"fact": NUTS.text}),
    ("you can forget where my car is parked", "forget", {"fact": CAR.text}),
    ("delete what you remember about my passport", "forget", {"fact": PASSPORT.text}),
    ("forget everything you know about me", "forget_everything", {}),
    ("wipe your whole memory", "forget_everything", {}),
    ("forget what i just said", "forget_last", {}),
    ("don't keep that last thing i told you", "forget_last", {}),
]

NEAR_MISSES = """
remember me
remember the good old days
remember when we went to spain
remember that summer in spain
don't forget who your friends are
forget him
forget the past
elephants never forget
i'll never forget that summer
where is paris
what is love
what is a passport
what is my name
what is the best password manager
how do i renew my passport
how is my sister
when was my sister born
is my car insured
how much is my car worth
what do you know about dinosaurs
do you remember the war
i love my sister
i couldn't think of his name
do you remember our old neighbour with the parrots
i need to clear my head
my passport expired
"""


@pytest.mark.parametrize(("said", "name", "values"), CALLS)
def test_what_calls_them(said: str, name: str, values: dict[str, Any]) -> None:
    assert called(said, KNOWING) == (name, values)


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_an_ordinary_sentence_is_not_about_what_it_was_told(said: str) -> None:
    assert called(said, KNOWING)[0] not in {name for _, name, _ in CALLS}


@pytest.mark.parametrize(
    "said", ["what is my sister's name", "where is my passport", "forget my sister's name"]
)
def test_who_was_told_nothing_leaves_the_question_to_others(said: str) -> None:
    assert called(said)[0] == ""


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("my car sister name is the passport where".split())).map(" ".join)
)
def test_an_answer_has_all_the_words_that_were_asked_for(said: str) -> None:
    assert set(answers(said, FACTS)) <= set(FACTS)
    fact = read_fact(said)
    assert fact is None or len(fact.split()) >= 3 or not fact.isascii()


@pytest.mark.parametrize(
    ("new", "old", "taken"),
    [
        ("my sister's name is Anna", "my sister's name is Ana", True),
        ("my car is in the garage", "my car is parked on level three", True),
        ("my dentist is doctor green", "my dentist is doctor brown", True),
        ("my sister is a nurse", "my sister is tall", False),
        ("my brother's name is Tom", "my sister's name is Ana", False),
        ("i am allergic to eggs", "i am allergic to nuts", False),
    ],
)
def test_a_new_fact_takes_the_place_of_the_same_one(new: str, old: str, taken: bool) -> None:
    assert replaces(new, old) is taken


def test_what_is_remembered_is_kept_in_the_users_words() -> None:
    outcome = say("remember that my blood type is o negative", situation())
    assert [fact.text for fact in outcome.after.everyday.facts] == ["my blood type is o negative"]
    assert outcome.text == "I will remember that your blood type is o negative."
    assert not say("remember my blood type is O negative", outcome.after).effects


def test_a_new_name_replaces_the_old_one_and_that_can_be_taken_back() -> None:
    outcome = say("remember that my sister's name is Anna", KNOWING)
    texts = [fact.text for fact in outcome.after.everyday.facts]
    assert "my sister's name is Anna" in texts
    assert len(texts) == 5
    assert "I no longer keep that your sister's name is Ana." in outcome.text
    undone = say("undo", outcome.after).after.everyday
    assert set(undone.facts) == set(FACTS)


def test_what_is_forgotten_does_not_bring_back_what_it_replaced() -> None:
    first = say("remember that my pin is 1111", situation()).after
    second = say("remember that my pin is 2222", first).after
    forgotten = say("forget that", second)
    assert forgotten.after.everyday.facts == ()
    assert forgotten.text == "I forgot it: that your pin is 2222."


def test_facts_come_back_in_their_order() -> None:
    outcome = answered(say("forget everything you know about me", KNOWING), True)
    assert outcome.after.everyday.facts == ()
    assert say("undo", outcome.after).after.everyday.facts == KNOWING.everyday.facts


def test_everything_about_everything_is_everything() -> None:
    assert called("forget everything about everything", KNOWING) == ("forget_everything", {})


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("what is my sister's name", "You told me that your sister's name is Ana."),
        ("what's my sister called", "You told me that your sister's name is Ana."),
        ("where did i park my car", "You told me that your car is parked on level three."),
        ("where did i park", "You told me that your car is parked on level three."),
        ("on which floor did i park", "You told me that your car is parked on level three."),
        ("what are my allergies", "You told me that you are allergic to nuts."),
        ("am i allergic to anything", "You told me that you are allergic to nuts."),
        ("what did i tell you about my passport", "You told me that your passport is in the blue drawer."),
        ("do you remember my birthday", "You have not asked me to remember anything about your birthday."),
    ],
)
def test_what_it_answers(said: str, answer: str) -> None:
    outcome = say(said, KNOWING)
    assert outcome.text == answer
    assert not outcome.effects


def test_it_tells_what_it_knows() -> None:
    assert say("what do you know about me", situation()).text == "You have not asked me to remember anything."
    assert say("what do you know about me", KNOWING).said[3] == "You are allergic to nuts."
    many = situation(*(Fact(f"fact number {n}", MORNING) for n in range(9)))
    assert say("what do you know about me", many).said[-1] == "And 2 more things."


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("forget my sister's name", SISTER),
        ("forget that i am allergic to nuts", NUTS),
        ("forget where my car is", CAR),
    ],
)
def test_one_thing_is_forgotten(said: str, gone: Fact) -> None:
    outcome = say(said, KNOWING)
    assert set(FACTS) - set(outcome.after.everyday.facts) == {gone}


def test_where_several_fit_it_asks_which() -> None:
    more = situation(*FACTS, Fact("my car is red", MORNING))
    outcome = say("forget my car", more)
    assert outcome.question is not None
    assert not outcome.effects
    left = answered(outcome, outcome.question.options[0].value).after.everyday.facts
    assert CAR not in left
    assert len(left) == 5


def test_everything_is_forgotten_only_after_a_yes() -> None:
    asked = say("forget everything you know about me", KNOWING)
    assert asked.question is not None
    assert not asked.effects
    assert answered(asked).after.everyday.facts == ()


def test_what_was_just_told_is_forgotten_with_the_talk_about_it() -> None:
    told = say("remember that my locker number is twelve", KNOWING).after
    outcome = say("forget what i just said", told)
    assert outcome.after.everyday == KNOWING.everyday
    assert outcome.effects[-1] == Effect("forget", ())


def test_where_nothing_was_kept_only_the_talk_is_forgotten() -> None:
    timer = Done("the timer", (Effect("volume", (("percent", 3),)),))
    for at in (KNOWING, replace(KNOWING, done=(timer,))):
        outcome = say("forget what i just said", at)
        assert outcome.effects == [Effect("forget", ())]
        assert outcome.after.everyday == KNOWING.everyday
