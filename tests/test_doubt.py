"""Doubt: what was heard is believed, asked about, or taken for noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.doubt import SILENT, SPARSE, UNLIKELY, UNSURE, Verdict, judge
from voice_assistant.vocabulary import Hypothesis, Transcript, typed

chances = st.floats(-5, 0)
shares = st.floats(0, 1)


def heard(chance: float, no_speech: float = 0.0) -> Transcript:
    return Transcript((Hypothesis("hello", chance),), no_speech)


@pytest.mark.parametrize(
    ("transcript", "voiced", "verdict"),
    [
        (heard(-0.1), 0.9, Verdict.BELIEVE),
        (heard(-0.1, no_speech=0.9), 0.1, Verdict.BELIEVE),  # a real "thank you" may look like silence
        (heard(-0.5, no_speech=0.5), 0.9, Verdict.DROP),
        (heard(-0.5), 0.1, Verdict.DROP),
        (heard(-0.5), 0.9, Verdict.BELIEVE),
        (heard(-1.0), 0.9, Verdict.ASK),
        (heard(-1.0), 0.1, Verdict.DROP),
        (Transcript(()), 0.9, Verdict.DROP),
        (Transcript((), 1.0), 0.0, Verdict.DROP),
    ],
)
def test_three_signs_count_together(transcript: Transcript, voiced: float, verdict: Verdict) -> None:
    assert judge(transcript, voiced) is verdict


def test_typed_words_are_believed() -> None:
    assert judge(typed("hello"), 1.0) is Verdict.BELIEVE


def test_only_the_best_guess_counts() -> None:
    guesses = (Hypothesis("yes", -0.1), Hypothesis("guess", -4.0))
    assert judge(Transcript(guesses), 0.9) is Verdict.BELIEVE


def test_a_recogniser_whose_own_guesses_are_likelier_is_asked_back_sooner() -> None:
    assert judge(heard(-0.6), 0.9, unsure=-0.5) is Verdict.ASK
    assert judge(heard(-0.6), 0.9) is Verdict.BELIEVE


@given(chances, shares, shares)
def test_likely_words_are_always_believed(chance: float, no_speech: float, voiced: float) -> None:
    verdict = judge(heard(chance, no_speech), voiced)
    assert (verdict is Verdict.BELIEVE) or chance < UNLIKELY


@given(chances, shares, shares)
def test_what_sounds_like_speech_is_never_dropped(chance: float, no_speech: float, voiced: float) -> None:
    dropped = judge(heard(chance, no_speech), voiced) is Verdict.DROP
    assert not dropped or no_speech > SILENT or voiced < SPARSE


TRUST = [Verdict.DROP, Verdict.ASK, Verdict.BELIEVE]


@given(chances, chances, shares, shares)
def test_likelier_words_are_never_trusted_less(
    one: float, other: float, no_speech: float, voiced: float
) -> None:
    low, high = (judge(heard(chance, no_speech), voiced) for chance in sorted((one, other)))
    assert TRUST.index(low) <= TRUST.index(high)


def test_the_thresholds_are_in_order() -> None:
    assert UNSURE < UNLIKELY < 0
