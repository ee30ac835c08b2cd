"""What somebody wants: whole commands, several in one sentence, answers, and what they say to a ringing alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from asking import NOW, Talk
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue.context import Context, World
from voice_assistant.dialogue.intents import understand
from voice_assistant.dialogue.several import commands
from voice_assistant.everyday import Alert, AlertKind, AlertState, Everyday
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Situation
from voice_assistant.skills.grammar import load

load()
SITUATION = Situation(Instant(NOW, 0.0, "boot"), languages.load("en"))
RINGS = Alert(
    AlertKind.ALARM,
    datetime(2026, 3, 8, tzinfo=UTC),
    local=NOW.replace(tzinfo=None),
    state=AlertState.RINGING,
)


def names(said: str) -> list[str]:
    return [call.skill.name for call in commands(said, SITUATION)]


@pytest.mark.parametrize(
    ("said", "skills"),
    [
        ("set a timer for five minutes and add milk to the shopping list", ["set_timer", "add_to_list"]),
        ("add milk to the shopping list, then set a timer for ten minutes", ["add_to_list", "set_timer"]),
        ("what time is it and what day is it", ["tell_time", "tell_date"]),
        ("Set a timer for five minutes. What time is it?", ["set_timer", "tell_time"]),
        (
            "set an alarm for seven, set a timer for ten minutes and tell me the time",
            ["set_alarm", "set_timer", "tell_time"],
        ),
        ("add milk and eggs to the shopping list", ["add_to_list"]),
        ("Remind me at 6 p.m. on Monday. What time is it?", ["set_reminder", "tell_time"]),
        ("set a timer for an hour and ten minutes", ["set_timer"]),
        ("remind me to buy bread and butter tomorrow at five", ["set_reminder"]),
    ],
)
def test_several_commands_in_one_sentence_are_found_in_order(said: str, skills: list[str]) -> None:
    assert names(said) == skills


@pytest.mark.parametrize(
    "said", ["tell me a story and set a good example", "what time is it and why", "stop and think about it"]
)
def test_a_sentence_of_which_only_a_part_is_a_command_is_none(said: str) -> None:
    assert names(said) == []


def test_several_commands_are_done_in_order_each_knowing_what_the_one_before_did() -> None:
    talk = Talk()
    reply = talk.say("add milk to the shopping list and read my shopping list")
    assert [item.text for item in talk.everyday.items] == ["milk"]
    assert reply.lower().count("milk") == 2


@pytest.mark.parametrize("said", ["stop", "Okay!", "thank you", "i'm awake", "turn it off", "stop please"])
def test_a_word_to_what_rings_silences_it(said: str) -> None:
    talk = Talk(World(SITUATION.instant, Everyday((RINGS,))))
    talk.say(said)
    assert talk.everyday.ringing == ()
    assert talk.last is not None
    assert talk.last.noted.skill == "stop"


@pytest.mark.parametrize("said", ["okay", "thank you", "i'm awake"])
def test_the_same_words_are_talk_while_nothing_rings(said: str) -> None:
    assert understand(said, SITUATION, Context()) is None


def test_a_missing_value_is_asked_for_and_then_used() -> None:
    talk = Talk()
    assert talk.say("set a timer").endswith("?")
    assert talk.everyday.alerts == ()
    talk.say("ten minutes")
    assert [str(alert.length) for alert in talk.everyday.alerts] == ["0:10:00"]


def test_an_answer_that_is_not_understood_is_asked_for_once_more_and_no_more() -> None:
    talk = Talk()
    question = talk.say("set a timer")
    assert talk.say("the blue one") == question
    assert talk.say("the blue one") != question
    talk.say("ten minutes")
    assert talk.everyday.alerts == ()


def test_another_command_ends_a_question() -> None:
    talk = Talk()
    talk.say("set a timer")
    assert "7:05" in talk.say("what time is it")
    talk.say("ten minutes")
    assert talk.everyday.alerts == ()


def test_a_no_leaves_everything_as_it_is() -> None:
    talk = Talk()
    talk.say("add milk and eggs to the shopping list")
    assert talk.say("clear the shopping list").endswith("?")
    talk.say("no, leave it")
    assert len(talk.everyday.items) == 2
    talk.say("clear the shopping list")
    talk.say("yes")
    assert talk.everyday.items == ()


def test_nobody_answers_a_question_after_a_while() -> None:
    talk = Talk()
    talk.say("add milk to the shopping list")
    talk.say("clear the shopping list")
    talk.wait(600)
    talk.say("yes")
    assert len(talk.everyday.items) == 1


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            "set a timer for five ten minutes and then add milk to the shopping list , . what time is it stop yes no "
            "second one remind me at seven make it in london cancel that alarm".split()
        ),
        max_size=30,
    ).map(" ".join)
)
def test_whatever_is_said_a_reply_comes_and_what_is_kept_stays_sound(said: str) -> None:
    talk = Talk()
    for text in ("set a timer for ten minutes", said, said):
        talk.say(text)
    assert talk.everyday.after(()) == talk.everyday
    assert len({record.id for record in talk.everyday.records}) == len(talk.everyday.records)


def test_an_old_alert_that_rings_is_not_what_was_asked_about() -> None:
    """Words that answer our own question are its answer, even if they could silence something."""
    quiet = replace(RINGS, state=AlertState.WAITING)
    talk = Talk(World(SITUATION.instant, Everyday((quiet,))))
    talk.say("add milk to the shopping list")
    talk.say("clear the shopping list")
    talk.say("stop")
    assert len(talk.everyday.items) == 1
