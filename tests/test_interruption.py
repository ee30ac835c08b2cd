"""Do words that were said over us mean us?"""

from __future__ import annotations

import numpy as np
import pytest

from voice_assistant import languages
from voice_assistant.dialogue.interruption import Saying, listening, meant, ours
from voice_assistant.vocabulary import SAMPLE_RATE, Hypothesis, Transcript, Utterance

ENGLISH = languages.load("en")
TEXT = "Simmer the rice for twelve minutes, then let it stand with the lid on."
SAYING = Saying(TEXT, "Simmer the rice for twelve minutes, …")


RINGING = Saying("Your timer is done.", "Your timer", rings=True)


def said(text: str, sure: float = -0.05, no_speech: float = 0.01) -> Transcript:
    return Transcript((Hypothesis(text, sure),), no_speech)


def over_us(duration_s: float = 0.5, voiced: float = 0.9) -> Utterance:
    end = round(duration_s * SAMPLE_RATE)
    return Utterance(0, np.zeros(end, np.float32), 0, end, voiced)


@pytest.mark.parametrize(
    "text", ["stop", "wait", "no", "hold on", "what", "no not that one", "and how long for noodles", "Stop!"]
)
def test_words_mean_us(text: str) -> None:
    assert meant(said(text), over_us(), SAYING, ENGLISH)


@pytest.mark.parametrize(
    "text", ["mm-hm", "Yeah.", "okay", "oh I see", "right, right", "uh-huh yeah okay", "Really?"]
)
def test_whoever_listens_does_not(text: str) -> None:
    assert not meant(said(text), over_us(), SAYING, ENGLISH)


@pytest.mark.parametrize("text", ["okay stop", "yeah but how long", "right what else"])
def test_more_than_listening_does(text: str) -> None:
    assert meant(said(text), over_us(), SAYING, ENGLISH)


def test_a_yes_to_a_question_is_an_answer() -> None:
    assert meant(said("yes"), over_us(), Saying("Shall I set it for seven?"), ENGLISH)


def test_to_something_that_rings_every_word_counts_but_a_noise_does_not() -> None:
    assert meant(said("okay"), over_us(), RINGING, ENGLISH)
    assert meant(said("blurp", sure=-2.0), over_us(), RINGING, ENGLISH)
    assert not meant(said(""), over_us(), RINGING, ENGLISH)
    assert not meant(said("you", sure=-1.0, no_speech=0.9), over_us(), RINGING, ENGLISH)


@pytest.mark.parametrize(
    "text", ["minutes", "twelve minutes", "for twelve minutes then let", "rice for twelve"]
)
def test_our_own_voice_does_not(text: str) -> None:
    assert ours(text, SAYING)
    assert not meant(said(text), over_us(), SAYING, ENGLISH)


@pytest.mark.parametrize(
    "text", ["simmer", "with the lid on", "minutes or hours", "is it rice", "rice minutes", ""]
)
def test_words_that_we_did_not_just_come_to_are_not_ours(text: str) -> None:
    assert not ours(text, SAYING)


def test_an_answer_in_the_words_of_its_question_is_an_answer() -> None:
    question = Saying(
        "Did you say fifty minutes, or fifteen minutes?", "Did you say fifty minutes, or fifteen"
    )
    assert meant(said("fifteen minutes"), over_us(), question, ENGLISH)


def test_a_stop_counts_however_unsure_the_recogniser_is() -> None:
    unsure = Transcript((Hypothesis("stopped", -1.5), Hypothesis("stop", -1.6)), 0.6)
    assert meant(unsure, over_us(0.3), SAYING, ENGLISH)


def test_who_interrupts_us_twice_means_it() -> None:
    mumble = said("the fell of it", sure=-1.5)
    assert not meant(mumble, over_us(0.4), SAYING, ENGLISH)
    assert meant(mumble, over_us(0.4), SAYING, ENGLISH, again=True)
    assert not meant(said("mm hm"), over_us(0.4), SAYING, ENGLISH, again=True)
    assert not meant(said(""), over_us(0.4), SAYING, ENGLISH, again=True)


def test_a_short_mumble_does_not_mean_us_and_a_long_one_does() -> None:
    mumble = said("the fell of it", sure=-1.5)
    assert not meant(mumble, over_us(0.4), SAYING, ENGLISH)
    assert meant(mumble, over_us(1.6), SAYING, ENGLISH)


def test_listening_is_made_of_whole_phrases() -> None:
    assert listening("oh i see", ENGLISH)
    assert not listening("i see a spider", ENGLISH)
    assert not listening("yeast", ENGLISH)
