"""What it says about itself and the day, and how it parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from performing import MORNING, called, later, say, situation

from voice_assistant.everyday import Alert, AlertKind, Fact, Item, Note
from voice_assistant.everyday.records import Deadline
from voice_assistant.skills import Identity

CALLS = [
    ("what can you do", "tell_abilities"),
    ("tell me what you're good at", "tell_abilities"),
    ("how can you be of use to me", "tell_abilities"),
    ("i'd like to know what you can help me with", "tell_abilities"),
    ("are you recording what we say in here", "tell_privacy"),
    ("does my voice end up in the cloud", "tell_privacy"),
    ("which of my stuff have you got stored", "tell_stored"),
    ("what have you saved and where do you keep it", "tell_stored"),
    ("may i ask your name", "tell_name"),
    ("what are you exactly a robot or what", "tell_name"),
    ("tell me please the models that you are based on", "tell_model"),
    ("which release of the software is this", "tell_version"),
    ("what have we on today", "brief"),
    ("run me through my day", "brief"),
    ("arrivederci i go now goodbye", "goodbye"),
    ("good night i'm off to bed speak to you tomorrow", "goodbye"),
    ("are you recording me", "tell_privacy"),
    ("who can hear what i say to you", "tell_privacy"),
    ("does anything i say go to the internet", "tell_privacy"),
    ("what do you have stored", "tell_stored"),
    ("which data do you save, and where?", "tell_stored"),
    ("where is my data stored", "tell_stored"),
    ("what's your name", "tell_name"),
    ("who are you", "tell_name"),
    ("which model do you run on", "tell_model"),
    ("what language model is inside you", "tell_model"),
    ("version number?", "tell_version"),
    ("what version are you", "tell_version"),
    ("what's on for today", "brief"),
    ("give me my morning briefing", "brief"),
    ("good morning what is on today", "brief"),
    ("how does my day look", "brief"),
    ("goodbye", "goodbye"),
    ("good night i'm off to bed", "goodbye"),
    ("that's all for now bye bye", "goodbye"),
]

NEAR_MISSES = """
good morning
good morning robin did you sleep well
what is the day like
what a day
today was awful
the briefing at work lasted forever
what's on tv tonight
we said goodbye at the station and i cried
goodbyes are always the hardest part
say goodbye to my sister for me
goodbye lenin is a good film
see you in my dreams
that is all i know
what's your favourite colour
what are you doing today
what should i wear today
is everything okay
where does it go
who are you to judge me
i have to go to work
"""

ROBIN = Identity(version="1.2", stt="Small Ear", llm="Big Talk", tts="Clear Voice")


@pytest.mark.parametrize(("said", "name"), CALLS)
def test_what_calls_them(said: str, name: str) -> None:
    assert called(said) == (name, {})


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_an_ordinary_sentence_calls_none(said: str) -> None:
    assert called(said)[0] not in {name for _, name in CALLS}


def test_it_tells_which_models_it_runs_on() -> None:
    with_all = say("which model do you run on", situation(identity=ROBIN))
    assert with_all.text == "I hear with Small Ear. I think with Big Talk. I speak with Clear Voice."
    assert say("which model do you run on", situation()).text == "I have no language model."


def test_it_tells_its_name_and_version() -> None:
    assert "I am Robin" in say("what is your name", situation()).text
    assert say("what version are you", situation(identity=ROBIN)).text == "I am Robin, version 1.2."
    assert say("what version are you", situation()).text == "I do not know my version."


def test_it_tells_what_it_keeps_and_how_much() -> None:
    assert len(say("what do you have stored", situation()).said) == 1
    kept = situation(Note("a", MORNING), Note("b", MORNING), Fact("c", MORNING))
    told = say("what do you have stored", kept)
    assert "encrypted on this machine" in told.text
    assert told.said[1] == "Right now I hold 2 notes and one thing to remember."


@pytest.mark.parametrize(
    "said", ["delete everything", "delete all my data", "wipe all my data", "erase my data"]
)
def test_who_wants_everything_deleted_is_told_what_to_say(said: str) -> None:
    told = say(said, situation(Note("a", MORNING)))
    assert told.said[1] == "Right now I hold one note."
    assert "delete all notes" in told.said[2]
    assert not told.effects


@pytest.mark.parametrize(
    ("hours", "greeting"), [(0, "Good morning."), (5, "Good afternoon."), (11, "Good evening.")]
)
def test_the_day_begins_with_a_greeting_and_the_date(hours: int, greeting: str) -> None:
    at = later(situation(), timedelta(hours=hours))
    assert say("brief me", at).said == [f"{greeting} It is Monday, March 9.", "I hold nothing for today."]


def test_the_day_at_a_glance() -> None:
    made = MORNING.astimezone(UTC)
    ends = Deadline(made + timedelta(minutes=10), 600.0, "")
    alerts = (
        Alert(AlertKind.REMINDER, made, "call my mother", local=datetime(2026, 3, 9, 17, 0)),  # noqa: DTZ001
        Alert(AlertKind.TIMER, made, "pasta", deadline=ends, length=timedelta(minutes=10)),
        Alert(AlertKind.ALARM, made, local=datetime(2026, 3, 10, 7, 0)),  # noqa: DTZ001
    )
    tasks = tuple(Item("to-do", text, made) for text in ("sweep", "call my bank", "cook", "sleep"))
    outcome = say("brief me", situation(*alerts, *tasks, Item("shopping", "milk", made)))
    assert outcome.said == [
        "Good morning. It is Monday, March 9.",
        "Today: the pasta timer until 7:15 am and call your mother at 5:00 pm.",
        "You have 4 things to do, first of all sweep, call your bank, and cook.",
        "Your shopping list has one thing: milk.",
    ]


def test_many_alerts_are_counted() -> None:
    made = MORNING.astimezone(UTC)
    alert = Alert(AlertKind.REMINDER, made, "x", local=datetime(2026, 3, 9, 17, 0))  # noqa: DTZ001
    outcome = say("brief me", situation(*(replace(alert, id=str(n)) for n in range(8))))
    assert outcome.said[1].endswith("and 3 more.")


def test_a_goodbye_is_short() -> None:
    assert say("goodbye", situation()).text == "Goodbye."
