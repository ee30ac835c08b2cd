"""Whether words were said: numbers in any spelling, and nothing that a model made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.grounding import grounded

SAID = "Remind me to call Zoë's doctor at half past seven, in twenty five minutes or on the 3rd"


@pytest.mark.parametrize(
    "words",
    [
        "call Zoë's doctor",
        "CALL zoë’s Doctor!",
        "doctor",
        "25 minutes",
        "twenty-five minutes",
        "half past 7",
        "the 3rd",
    ],
)
def test_what_was_said_was_said_however_it_is_written(words: str) -> None:
    assert grounded(words, SAID)


@pytest.mark.parametrize(
    "words", ["call the doctor at seven", "at twenty five minutes", "a call to the doctor"]
)
def test_small_words_between_others_say_nothing_more(words: str) -> None:
    assert grounded(words, SAID)


@pytest.mark.parametrize(
    "words",
    [
        "dentist",
        "twenty minutes",
        "5 minutes",
        "20",
        "25 hours",
        "call my doctor",
        "not in twenty five minutes",
        "3",
    ],
)
def test_what_was_not_said_was_not(words: str) -> None:
    assert not grounded(words, SAID)


@pytest.mark.parametrize("words", ["", " ", "...", "?!"])
def test_nothing_was_never_said(words: str) -> None:
    assert not grounded(words, SAID)
    assert not grounded(words, words)


def test_a_clock_time_is_two_numbers() -> None:
    assert grounded("7:30", "wake me at seven thirty")
    assert grounded("seven thirty", "wake me at 7:30 please")
    assert not grounded("7:40", "wake me at seven thirty")


def test_a_percent_sign_is_a_word() -> None:
    assert grounded("40 percent", "volume forty%")


WORDS = st.sampled_from("rice soup kettle my wait ten twenty 7 half an hour and".split())


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_who_repeats_everything_says_nothing_new(words: list[str]) -> None:
    assert grounded(" ".join(words), " ".join(words))


@given(st.lists(WORDS, max_size=8), st.integers(0, 8))
def test_one_word_of_its_own_is_enough_to_be_refused(words: list[str], at: int) -> None:
    assert not grounded(" ".join([*words[:at], "zebra", *words[at:]]), " ".join(words))


@given(st.text(), st.text())
def test_any_text_is_answered(words: str, said: str) -> None:
    assert grounded(words, said) in (True, False)
