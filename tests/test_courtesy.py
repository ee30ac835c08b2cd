"""Courtesies around a command, and what must stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.skills.courtesy import plain


@pytest.mark.parametrize(
    "said",
    [
        "set a timer",
        "please set a timer",
        "Could you set a timer, please?",
        "robin could you please set a timer",
        "hey robin, um, set a timer",
        "I was wondering if you could set a timer for me",
        "would you do me a favour and set a timer",
        "i'd like you to set a timer now thanks",
        "Okay Robin, set a timer when you have a moment.",
        "set a timer robin",
        "would you be so kind as to set a timer",
        "would you mind setting a timer",
        "it would be lovely if you set a timer",
        "i'd appreciate it if you would set a timer",
        "how about setting a timer, pet",
        "set a timer kindly",
        "set a timer just now, cheers",
        "set a timer if you'd be so kind",
        "please to set a timer",
        "i want that you set a timer",
        "i need you to set a timer right now please",
    ],
)
def test_courtesies_are_taken_off(said: str) -> None:
    assert plain(said, "Robin")[-1].rstrip(".?").lower() == "set a timer"


@pytest.mark.parametrize(
    "said", ["can you hear me", "will you be my friend", "could you help", "okay", "please", "so"]
)
def test_what_is_no_courtesy_or_nothing_else_stays(said: str) -> None:
    assert plain(said)[-1] == said


def test_the_words_as_they_were_said_come_first() -> None:
    """What is to be noted may begin or end with such a word itself."""
    assert plain("could you note say thanks")[0] == "could you note say thanks"


@given(st.lists(st.sampled_from("please robin now could you , . so set it".split())).map(" ".join))
def test_what_is_left_is_a_part_of_what_was_said(said: str) -> None:
    spaced = " ".join(said.split())
    for variant in plain(said, "Robin"):
        assert variant
        assert variant in spaced


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("it would be lovely if you reminded me to call", "remind me to call"),
        ("would you mind telling me the time", "tell me the time"),
        ("i'd rather you spoke slower", "speak slower"),
        ("why don't you speak up", "speak up"),
        ("i cannae hear ye", "i can't hear you"),
        ("gimme the time pal", "give me the time"),
    ],
)
def test_a_wish_and_a_dialect_are_read_as_a_command(said: str, command: str) -> None:
    assert plain(said)[-1] == command


@pytest.mark.parametrize("said", ["would you mind if i sat down", "how about milk"])
def test_only_a_verb_is_bent_back(said: str) -> None:
    assert said in plain(said)
    assert not any(variant.startswith("be ") for variant in plain(said))
