"""Skills at work: corrections happen whole or not at all, and what was done is known even where a turn breaks off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from asking import Talk

from voice_assistant.dialogue.context import Context
from voice_assistant.errors import StoreError
from voice_assistant.everyday import Everyday
from voice_assistant.vocabulary import Effect, typed


def lengths(talk: Talk) -> list[timedelta | None]:
    return [alert.length for alert in talk.everyday.alerts]


def test_a_correction_is_one_change() -> None:
    talk = Talk()
    talk.say("set a timer for ten minutes")
    talk.say("make it twelve minutes")
    assert talk.last is not None
    assert [effect.name for effect in talk.last.effects] == ["everyday"]
    assert lengths(talk) == [timedelta(minutes=12)]


def test_a_correction_that_cannot_be_done_leaves_what_was_there() -> None:
    talk = Talk()
    talk.say("set a timer for ten minutes")
    talk.say("make it ten days")
    assert lengths(talk) == [timedelta(minutes=10)]
    talk.say("undo that")
    assert lengths(talk) == []


def test_a_corrected_correction_leaves_one_and_undo_goes_back_step_by_step() -> None:
    talk = Talk()
    for said in ("set a timer for five minutes", "make it ten minutes", "no, eleven minutes"):
        talk.say(said)
    assert lengths(talk) == [timedelta(minutes=11)]
    for minutes in ([10], [5], []):
        talk.say("undo")
        assert lengths(talk) == [timedelta(minutes=minute) for minute in minutes]


@pytest.mark.parametrize(
    "between", ["set the volume to one hundred percent", "set a timer for ten days", "what time is it"]
)
@pytest.mark.parametrize("correction", ["make it fifty", "make it five minutes", "cancel that"])
def test_a_correction_never_hits_an_earlier_thing(between: str, correction: str) -> None:
    talk = Talk()
    talk.say("wake me at seven")
    talk.say(between)
    talk.say(correction)
    assert [alert.kind.value for alert in talk.everyday.alerts][:1] == ["alarm"]


def test_after_each_effect_it_is_known_what_was_done() -> None:
    """So that "undo" after an interruption takes back the right thing."""
    talk = Talk()
    steps = talk.dialogue.reply(
        typed("set a timer for five minutes and add milk to the shopping list"), 1.0, talk.memory, talk.world
    )
    known: list[int] = []
    result: Any = None
    performed = 0
    while True:
        try:
            made = steps.send(result)
        except StopIteration:
            break
        result = None
        if isinstance(made, Effect):
            performed += 1
            changes: Any = dict(made.fields)["changes"]
            result = talk.world.everyday.after(changes)
        elif isinstance(made, Context):
            known.append(len(made.done))
            assert len(made.done) == performed
    assert performed == 2
    assert known[-1] == 2


def test_a_new_subject_drops_what_was_asked() -> None:
    talk = Talk()
    talk.say("add milk to the shopping list")
    talk.say("clear the shopping list")
    talk.say("tell me something nice about whales")
    talk.say("yes")
    assert len(talk.everyday.items) == 1


def test_stop_drops_the_rest_of_a_sentence_and_no_does_not() -> None:
    for answer, timers in (("stop", 0), ("forget it", 0), ("no", 1), ("no thanks", 1)):
        talk = Talk()
        talk.say("add milk to the shopping list")
        talk.say("clear the shopping list and set a timer for five minutes")
        talk.say(answer)
        assert len(talk.everyday.alerts) == timers, answer
        assert len(talk.everyday.items) == 1


def test_ordinary_talk_rewrites_nothing() -> None:
    talk = Talk()
    talk.say("remember that my sister is ill")
    for said in ("she is not ill", "i'm not ill", "why not ill", "it is not ill"):
        talk.say(said)
        assert [fact.text for fact in talk.everyday.facts] == ["my sister is ill"], said


def test_what_changed_since_is_not_taken_back() -> None:
    talk = Talk()
    talk.say("add milk to the shopping list")
    talk.say("remove milk from the shopping list")
    talk.say("add milk to the shopping list")
    talk.memory = type(talk.memory)(context=Context(done=talk.memory.context.done[:1]))
    talk.say("undo that")
    assert len(talk.everyday.items) == 1, "another milk than the one that was added first"


def test_forgotten_words_are_not_said_again() -> None:
    talk = Talk()
    talk.say("remember that my locker is number forty")
    talk.say("forget that")
    assert talk.everyday.facts == ()
    assert "forty" not in talk.say("undo that")


def test_a_store_that_cannot_be_read_is_not_taken_for_an_empty_one() -> None:
    talk = Talk()
    talk.world = replace(talk.world, everyday=Everyday(trouble=("error.store", "The store is damaged.")))
    for said in (
        "what alarms do i have",
        "what is on my shopping list",
        "what do you know about me",
        "brief me",
    ):
        with pytest.raises(StoreError, match="damaged"):
            talk.say(said)
    assert "7:05" in talk.say("what time is it")


def test_what_was_only_asked_about_can_be_corrected_still() -> None:
    talk = Talk()
    for said in ("set a pasta timer for ten minutes", "how much time is left", "make it twelve minutes"):
        talk.say(said)
    assert [(alert.name, str(alert.length)) for alert in talk.everyday.alerts] == [("pasta", "0:12:00")]


@pytest.mark.parametrize(
    ("before", "said", "kept"),
    [
        ("take a note that one", "take a note that two", "two"),
        ("take a note that one", "take a note that the door is green", "the door is green"),
        (
            "remind me to eat at six",
            "remind me to tell bob that i love him at nine",
            "tell bob that i love him",
        ),
    ],
)
def test_the_users_own_words_are_not_rewritten(before: str, said: str, kept: str) -> None:
    talk = Talk()
    talk.say(before)
    talk.say(said)
    record = talk.everyday.records[-1]
    assert kept in (getattr(record, "text", ""), getattr(record, "name", ""))


def test_nothing_is_answered_with_the_values_of_another_question() -> None:
    talk = Talk()
    talk.say("spell cat")
    assert "c, a, t" not in talk.say("spell something")
    talk.say("how many ounces are in a pound")
    assert "16" not in talk.say("50 euros in dollars")


def test_manners_need_no_language_model() -> None:
    talk = Talk()
    assert talk.say("thank you!") == "You are welcome."
    assert talk.say("Hello.") == "Hello."
