"""What was probably meant, where no sentence of a skill was said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asking import NOW, Talk
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue.guessing import guess
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Situation
from voice_assistant.vocabulary import Hypothesis, Transcript, typed

SITUATION = Situation(Instant(NOW, 0.0, "boot"), languages.load("en"))


def test_another_hypothesis_of_the_recogniser_may_be_a_command() -> None:
    heard = Transcript(
        (Hypothesis("set a time of for nine minutes", -0.3), Hypothesis("set a timer for nine minutes", -0.4))
    )
    guessed = guess(heard, SITUATION)
    assert guessed is not None
    assert (guessed.call.skill.name, dict(guessed.call.values)) == (
        "set_timer",
        {"length": timedelta(minutes=9)},
    )
    assert guessed.words == "set a timer for nine minutes"


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("turn it down the baby is asleep", "quieter"),
        ("my hands are wet what time is it", "tell_time"),
        ("stop that timer i've already taken it out", "cancel_timer"),
    ],
)
def test_a_command_is_found_beside_talk(said: str, skill: str) -> None:
    guessed = guess(typed(said), SITUATION)
    assert guessed is not None
    assert guessed.call.skill.name == skill


@pytest.mark.parametrize(
    "said",
    [
        "",
        "i feel so tired these days",
        "tell me about whales",
        "my brother never calls me back",
        "why is the sky blue",
    ],
)
def test_talk_is_left_alone(said: str) -> None:
    assert guess(typed(said), SITUATION) is None


def test_what_would_last_is_asked_about_first_and_done_after_a_yes() -> None:
    talk = Talk()
    assert talk.say("pop seventeen minutes of cooking time on your clock").endswith("?")
    assert talk.everyday.alerts == ()
    talk.say("yes please")
    assert [alert.length for alert in talk.everyday.alerts] == [timedelta(minutes=17)]


@given(st.text(max_size=300))
def test_nothing_makes_it_fail(said: str) -> None:
    guess(typed(said), SITUATION)
