"""Word errors: only the choice of words counts, and the distance is the true edit distance."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.bench.words import normalised, word_error_rate, word_errors
from voice_assistant.errors import InputError

sentences = st.lists(st.sampled_from(["lamp", "on", "the", "what's", "six"]), max_size=6)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("What's the time?", "what's the time"),
        ("What\u2019s the time", "what's the time"),
        ("'Play' the clowns' song", "play the clowns song"),
        ("twenty-one, twenty\u2013two", "twenty one twenty two"),
        ("wait... and\u2026go on", "wait and go on"),
        ("at 1,000 metres", "at 1000 meters"),
        ("a kilometre and two litres", "a kilometer and two liters"),
        ("millilitres per centimetre", "milliliters per centimeter"),
        ("restore the theatre", "restore the theatre"),
        ("two metre's worth", "two meter's worth"),
        ("cafe\u0301 _now_", "caf\u00e9 now"),
        (" \n", ""),
    ],
)
def test_normalisation_keeps_only_the_words(written: str, words: str) -> None:
    assert normalised(written) == words.split()


@pytest.mark.parametrize(
    ("reference", "hypothesis", "errors"),
    [
        ("turn the light on", "Turn the light on.", 0),
        ("turn the light on", "turn that light on", 1),
        ("turn the light on", "turn light on", 1),
        ("turn the light on", "turn the the light on", 1),
        ("turn the light on", "", 4),
        ("", "turn on", 2),
        ("what's on", "whats on", 1),
    ],
)
def test_a_wrong_missing_or_added_word_is_one_error(reference: str, hypothesis: str, errors: int) -> None:
    assert word_errors(reference, hypothesis) == (errors, len(reference.split()))


@given(sentences, sentences)
def test_the_distance_is_the_textbook_one(said: list[str], understood: list[str]) -> None:
    @functools.cache
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        replaced = distance(i - 1, j - 1) + (said[i - 1] != understood[j - 1])
        return min(replaced, distance(i - 1, j) + 1, distance(i, j - 1) + 1)

    assert word_errors(" ".join(said), " ".join(understood)) == (
        distance(len(said), len(understood)),
        len(said),
    )


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(" ".join(once)) == once


def test_the_rate_weighs_words_and_not_sentences() -> None:
    pairs = [
        ("yes", "no"),
        ("one two three four five six seven eight nine", "one two three four five six seven eight nine"),
    ]
    assert word_error_rate(pairs) == pytest.approx(0.1)


def test_the_rate_may_exceed_one() -> None:
    assert word_error_rate([("no", "oh no no")]) == 2


def test_a_rate_without_reference_words_is_refused() -> None:
    with pytest.raises(InputError, match="reference"):
        word_error_rate([("?!", "hello")])
