"""Finding what is meant among what is kept, and where one good ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performing import MORNING

from voice_assistant.everyday import Note
from voice_assistant.skills.values.goods import apart, is_good
from voice_assistant.skills.values.likeness import holding, meant, same, subject_words

NOTES = tuple(
    Note(text, MORNING) for text in ("two litres of milk", "the milk", "bikes and candles", "call anna")
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("milk", [1]),
        ("litre of milk", [0]),
        ("bike", [2]),
        ("candle", [2]),
        ("what anna is named", [3]),
        ("the milk in the fridge", [1]),
        ("cheese", []),
        ("the", []),
        ("", []),
    ],
)
def test_what_a_few_words_mean(said: str, found: list[int]) -> None:
    assert meant(said, NOTES) == tuple(NOTES[place] for place in found)


@given(st.text(max_size=40))
def test_what_holds_all_words_is_a_part_of_what_is_kept(said: str) -> None:
    found = holding(said, NOTES)
    assert set(found) <= set(NOTES)
    assert all(subject_words(said) <= subject_words(note.text) for note in found)


def test_case_articles_and_punctuation_make_no_difference() -> None:
    assert same("The Milk!", "milk")
    assert not same("milk", "oat milk")


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("eggs butter", ["eggs", "butter"]),
        ("milk bread eggs", ["milk", "bread", "eggs"]),
        ("oat milk", ["oat milk"]),
        ("cream cheese", ["cream cheese"]),
        ("rice noodles", ["rice noodles"]),
        ("orange juice", ["orange juice"]),
        ("dog food", ["dog food"]),
    ],
)
def test_goods_are_told_apart_where_a_whole_one_ends(words: str, things: list[str]) -> None:
    assert apart(words) == things


@given(
    st.lists(
        st.sampled_from("milk eggs bread dog food a cream cheese filters".split()), min_size=1, max_size=8
    )
)
def test_no_word_is_lost(words: list[str]) -> None:
    assert " ".join(apart(" ".join(words))).split() == words


def test_a_good_is_something_that_people_buy() -> None:
    assert is_good("two litres of oat milk")
    assert not is_good("a hug")
