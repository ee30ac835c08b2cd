"""Answers to our own questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asking import NOW, Talk
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue.answers import agreed, answered, declined
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Option, Question, Situation
from voice_assistant.skills.grammar import load

load()
ENGLISH = languages.load("en")
SITUATION = Situation(Instant(NOW), ENGLISH)
WHICH = Question(
    "Which one?",
    "cancel_timer",
    parameter="name",
    options=(Option("pasta", "pasta"), Option("tea", "tea"), Option("20 minutes", "20 minutes")),
)


@pytest.mark.parametrize(
    "said",
    ["yes", "Yes, please.", "yeah sure", "okay, do it", "oh yes", "That's right!", "of course"],
)
def test_yes_is_understood_in_many_words(said: str) -> None:
    assert agreed(said, ENGLISH)
    assert not declined(said, ENGLISH)


@pytest.mark.parametrize(
    "said", ["no", "No, thanks.", "oh no please don't", "never mind", "leave it", "not now"]
)
def test_no_is_understood_in_many_words(said: str) -> None:
    assert declined(said, ENGLISH)
    assert not agreed(said, ENGLISH)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "now then",
        "yes terday",
        "no idea what you mean",
        "yesterday",
        "yes but only the first",
        "know",
        "thanks",
    ],
)
def test_what_is_neither_is_neither(said: str) -> None:
    assert not agreed(said, ENGLISH)
    assert not declined(said, ENGLISH)


@given(st.text(max_size=40))
def test_nothing_is_both(said: str) -> None:
    assert not (agreed(said, ENGLISH) and declined(said, ENGLISH))


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("the second one", "tea"),
        ("number one", "pasta"),
        ("the last one please", "20 minutes"),
        ("the pasta timer", "pasta"),
        ("tea", "tea"),
        ("3", "20 minutes"),
        ("the twenty minute one", None),
        ("the fourth", None),
        ("the blue one", None),
        ("one", "pasta"),
    ],
)
def test_an_option_is_chosen_by_its_place_or_its_words(said: str, chosen: str | None) -> None:
    call = answered(said, WHICH, SITUATION)
    assert (dict(call.values)["name"] if call else None) == chosen


def test_a_missing_value_is_read_from_a_short_answer() -> None:
    question = Question("For how long?", "set_timer", parameter="length")
    for said in ("ten minutes", "for ten minutes please", "make it ten minutes", "um let's say ten minutes"):
        call = answered(said, question, SITUATION)
        assert call is not None
        assert call.values == (("length", timedelta(minutes=10)),)
    assert answered("the blue one", question, SITUATION) is None


def test_a_yes_calls_the_skill_with_what_was_known_and_only_a_yes_does() -> None:
    question = Question("Clear it?", "clear_list", (("list", "shopping"), ("sure", True)))
    call = answered("yes please", question, SITUATION)
    assert call is not None
    assert call.values == (("list", "shopping"), ("sure", True))
    assert answered("maybe", question, SITUATION) is None


def test_a_recogniser_that_loops_on_a_word_hangs_nothing() -> None:
    assert not agreed("please " * 3000, ENGLISH)
    assert not declined("please " * 20 + "stop talking", ENGLISH)


def test_whoever_calls_it_by_its_own_name_is_understood() -> None:
    assert agreed("Yes, Ada.", ENGLISH, "Ada")
    assert declined("ada, no thanks", ENGLISH, "Ada")
    assert not agreed("yes robin", ENGLISH, "Ada")
    assert not agreed("Ada", ENGLISH, "Ada")


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("the last one", "call the last client"),
        ("the first one", "buy milk"),
        ("buy milk", "call the last client"),
    ],
)
def test_an_ordinal_is_a_place_whatever_the_labels_say(answer: str, left: str) -> None:
    talk = Talk()
    talk.say("remind me tomorrow at seven to call the last client")
    talk.say("remind me tomorrow at eight to buy milk")
    talk.say("cancel the reminder")
    talk.say(answer)
    assert [alert.name for alert in talk.everyday.alerts] == [left]
