"""Skills: what calls them, what must not, and how they are written."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.skills import SKILLS, Situation, match
from voice_assistant.vocabulary import Effect

SITUATION = Situation(datetime(2026, 3, 9, 7, 5), languages.load("en"), "Hello.")  # noqa: DTZ001

NEAR_MISSES = """
what time does the train leave
what time is dinner
what time is it in tokyo
what time is it going to rain
tell me the time my sister called
give me the time to think
do you have the time to talk
do you know the time difference to london
what day is mother's day
what day does school start
what is the date of the meeting
what is the day like
stop worrying about it
stop the music
please stop the timer in the kitchen
i want to stop smoking
i can't stop crying
cancel my appointment on monday
cancel the alarm
never mind the weather
be quiet about the party
it is too quiet here
silence is golden
that is enough salt
repeat the alarm every day
repeat after me
say it again sam
what did you say to my brother
once more i failed the exam
come again tomorrow
turn up the heating
turn it up to eleven in the oven
turn the volume of the radio down
turn up the volume on the television
is it louder in the city
my neighbour is quieter than me
volume ten of the encyclopedia
set the volume of the tank to fifty
what is the volume of a sphere
fifty percent of people
set it to twenty percent
say goodbye to my sister for me
goodbye lenin is a good film
see you in my dreams
that is all i know
by the way
"""

near_words = st.sampled_from(
    "set the volume to fifty percent % 50 5.5 101 -3 ½ what time is it stop and please hundred { } ( | )".split()
)


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_an_ordinary_sentence_calls_no_skill(said: str) -> None:
    assert match(said) is None


@pytest.mark.parametrize(
    "said", ["", " ", "?", "\0", "stop" * 500, "stop " * 500, "volume {percent}", "[", "(stop"]
)
def test_odd_texts_call_no_skill(said: str) -> None:
    assert match(said) is None


@pytest.mark.parametrize(
    "said", ["stop", "Stop.", "STOP!", " stop ", "please stop", "stop please", "okay stop", "stop now"]
)
def test_case_punctuation_and_politeness_do_not_matter(said: str) -> None:
    called = match(said)
    assert called is not None
    assert called.skill.name == "stop"


@given(st.one_of(st.text(), st.lists(near_words, max_size=8).map(" ".join)))
def test_whatever_is_said_a_skill_that_is_called_can_run(said: str) -> None:
    called = match(said)
    if called is not None:
        run = called.run(SITUATION)
        made = next(run, None)
        assert made is None or isinstance(made, str | Effect)


def test_every_skill_is_called_by_what_it_says_it_is_for() -> None:
    match("load them")
    assert set(SKILLS) == {
        "tell_time",
        "tell_date",
        "set_volume",
        "louder",
        "quieter",
        "repeat",
        "stop",
        "tell_abilities",
        "tell_privacy",
        "goodbye",
    }
    for name, skill in SKILLS.items():
        assert skill.name == name
        assert skill.sentences
        assert skill.run.__doc__


@pytest.mark.parametrize("said", ["what time is it", "what day is it", "louder", "repeat that", "goodbye"])
def test_what_a_skill_says_can_be_spoken(said: str) -> None:
    called = match(said)
    assert called is not None
    run, made = called.run(SITUATION), list[str]()
    answer: object = None
    while True:
        try:
            step = run.send(answer)
        except StopIteration:
            break
        answer = 50 if isinstance(step, Effect) else None
        if isinstance(step, str):
            made.append(step)
    assert made
    assert all(speakable(text) for text in made)


def test_nothing_in_here_acts() -> None:
    """A skill yields its effect and waits; what came of it is sent in."""
    called = match("set the volume to fifty percent")
    assert called is not None
    run = called.run(SITUATION)
    assert next(run) == Effect("volume", (("percent", 50),))
    assert run.send(42) == "Volume 42 percent."
