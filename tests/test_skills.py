"""Skills: what calls them, what must not, and how they are written."""

from __future__ import annotations

import pytest
from asking import NOW
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.everyday import Everyday, Fact
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import SKILLS, Call, Question, Situation, Steps, skill
from voice_assistant.skills.grammar import load, match
from voice_assistant.vocabulary import Effect

load()
SITUATION = Situation(Instant(NOW, 0.0, "boot"), languages.load("en"), last_reply="Hello.")

ALL = """
tell_time tell_date tell_time_elsewhere tell_day tell_days_until set_timer tell_timers cancel_timer cancel_all_timers
pause_timer resume_timer extend_timer set_alarm tell_alarms cancel_alarm cancel_all_alarms snooze set_reminder
tell_reminders cancel_reminder cancel_all_reminders start_stopwatch stop_stopwatch tell_stopwatch reset_stopwatch
add_to_list read_list remove_from_list clear_list check_list take_note read_notes delete_note delete_all_notes calculate
convert random_number roll_dice flip_coin choose set_volume louder quieter tell_volume mute unmute speak_slower
speak_faster speak_normally repeat spell stop remember recall tell_facts forget forget_everything forget_last
tell_abilities tell_privacy tell_stored tell_name tell_model tell_version tell_heard undo brief goodbye
"""

NEAR_MISSES = """
what time does the train leave
what time is dinner
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
    assert match(said, SITUATION) is None


@pytest.mark.parametrize(
    "said", ["", " ", "?", "\0", "stop" * 500, "stop " * 500, "volume {percent}", "[", "(stop", "and " * 99]
)
def test_odd_texts_call_no_skill(said: str) -> None:
    assert match(said, SITUATION) is None


@pytest.mark.parametrize(
    "said", ["stop", "Stop.", "STOP!", " stop ", "please stop", "stop please", "okay stop", "stop now"]
)
def test_case_punctuation_and_politeness_do_not_matter(said: str) -> None:
    called = match(said, SITUATION)
    assert called is not None
    assert called.skill.name == "stop"


@given(st.one_of(st.text(), st.lists(near_words, max_size=8).map(" ".join)))
def test_whatever_is_said_a_skill_that_is_called_can_run(said: str) -> None:
    called = match(said, SITUATION)
    if called is not None and called.missing is None:
        made = next(called.run(SITUATION), None)
        assert made is None or isinstance(made, str | Effect | Question)


def test_there_is_every_skill_that_the_documentation_promises() -> None:
    assert set(ALL.split()) <= set(SKILLS)


@pytest.mark.parametrize("name", ALL.split())
def test_a_skill_is_called_by_its_own_example(name: str) -> None:
    """The example stands in the help, so it must work; what it asks for and does can be spoken."""
    found = SKILLS[name]
    assert found.name == name
    assert found.summary.endswith(".")
    assert not set("[]()|<>{}") & set(found.example), "the first sentence is plain"
    facts = load_facts()
    called = match(found.example, Situation(SITUATION.instant, SITUATION.language, facts))
    assert called is not None
    assert called.skill is found
    if called.missing is None:
        for made in spoken(called, Situation(SITUATION.instant, SITUATION.language, facts)):
            assert speakable(made)


def load_facts() -> Everyday:
    return Everyday((Fact("my passport is in the blue drawer", NOW), Fact("my sister's name is Ana", NOW)))


def spoken(called: Call, situation: Situation) -> list[str]:
    """What a skill says; every effect must be one it declares."""
    run, made = called.run(situation), list[str]()
    answer: object = None
    while True:
        try:
            step = run.send(answer)
        except StopIteration:
            return made
        answer = None
        match step:
            case Effect():
                assert step.name in called.skill.effects
                assert step.undo is None or step.about, "what can be taken back can be named"
                answer = situation.everyday if step.name == "everyday" else 50
            case Question():
                made.append(step.text)
            case str():
                made.append(step)


@pytest.mark.parametrize("name", ALL.split())
def test_every_missing_value_can_be_asked_for(name: str) -> None:
    phrases = SITUATION.language.phrases
    for parameter in SKILLS[name].parameters:
        if parameter.required:
            assert f"ask.{name}.{parameter.name}" in phrases or f"ask.{parameter.slot.name}" in phrases


@pytest.mark.parametrize("name", ALL.split())
def test_a_slot_that_takes_any_words_says_so(name: str) -> None:
    """Free text takes in whatever follows it, so whoever takes sentences apart must know."""
    for parameter in SKILLS[name].parameters:
        if parameter.slot.read("zorbling quaxes", SITUATION) is not None:
            assert parameter.slot.free, parameter.name


def test_nothing_in_here_acts() -> None:
    """A skill yields its effect and waits; what came of it is sent in."""
    called = match("set the volume to fifty percent", SITUATION)
    assert called is not None
    run = called.run(SITUATION)
    effect = next(run)
    assert isinstance(effect, Effect)
    assert (effect.name, effect.fields) == ("volume", (("percent", 50),))
    assert run.send(42) == "Volume 42 percent."


def test_a_parameter_that_no_speaker_can_fill_needs_a_default() -> None:
    with pytest.raises(TypeError, match="sure"):

        @skill("nonsense")
        def nonsense(situation: Situation, sure: bool) -> Steps:
            """Do nothing."""
            yield ""
