"""Timers are made shorter by sentences of their own, and what is no new timer sets none."""

from __future__ import annotations

import pytest
from asking import Talk

from voice_assistant.skills.timings import read_label


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("take two minutes off the ten minute timer", "Your 8 minute timer has 8 minutes left."),
        ("take away two minutes from the timer", "Your 8 minute timer has 8 minutes left."),
        ("shorten the timer by two minutes", "Your 8 minute timer has 8 minutes left."),
        ("make the timer two minutes shorter", "Your 8 minute timer has 8 minutes left."),
        ("take an hour off the timer", "Your 1 second timer has 1 second left."),
        ("how much time is left on the 10 minute timer", "Your 10 minute timer has 10 minutes left."),
        (
            "how much time is left on the 24 hour timer",
            "I have no timer called 24 hour, only the 10 minute timer.",
        ),
    ],
)
def test_a_timer_is_made_shorter_or_asked_for_and_not_set_once_more(said: str, told: str) -> None:
    conversation = Talk()
    conversation.say("set a timer for ten minutes")
    assert conversation.say(said) == told
    assert len(conversation.everyday.alerts) == 1


@pytest.mark.parametrize(
    "said",
    [
        "set a timer for minus five minutes",
        "set a timer for -5 minutes",
        "add minus five minutes to the timer",
        "add -5 minutes to the timer",
    ],
)
def test_what_is_no_length_of_a_new_timer_changes_nothing(said: str) -> None:
    conversation = Talk()
    conversation.say("set a timer for ten minutes")
    before = conversation.everyday.alerts
    conversation.say(said)
    assert conversation.everyday.alerts == before


@pytest.mark.parametrize(
    "length", ["0.5 seconds", "half a second", "zero seconds", "0 minutes", "zero minutes"]
)
def test_less_than_a_second_is_too_short(length: str) -> None:
    conversation = Talk()
    assert conversation.say(f"set a timer for {length}") == "A timer runs for 1 second at least."
    assert not conversation.everyday.alerts


@pytest.mark.parametrize(
    "name",
    ["how much time", "take out", "what is", "five minutes", "minus", "eggs and two hours", "zero minutes"],
)
def test_a_name_holds_no_question_no_verb_and_no_length(name: str) -> None:
    assert read_label(name) is None


def test_a_length_is_never_the_name_of_another() -> None:
    conversation = Talk()
    conversation.say("set a timer for five minutes and ten minutes")
    assert all(not alert.name for alert in conversation.everyday.alerts)
