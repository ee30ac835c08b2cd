"""Asking first where something would be left behind that may have been misheard."""

from __future__ import annotations

import pytest
from asking import Talk
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.careful import CLOSE
from voice_assistant.dialogue.doubt import UNLIKELY, Verdict
from voice_assistant.vocabulary import Hypothesis, Transcript


def heard(*guesses: str, apart: float = CLOSE / 2, surely: float = -0.1) -> Transcript:
    """What a recogniser heard, each guess less likely than the one before."""
    return Transcript(tuple(Hypothesis(text, surely - place * apart) for place, text in enumerate(guesses)))


def lengths(talk: Talk) -> list[float]:
    """How long the timers run, in minutes."""
    return [alert.length.total_seconds() / 60 for alert in talk.everyday.alerts if alert.length is not None]


FIFTY = heard("set a timer for fifty minutes", "set a timer for fifteen minutes")


def test_two_numbers_as_likely_as_each_other_are_asked_about() -> None:
    talk = Talk()
    assert talk.say(FIFTY) == "Did you say fifty, or fifteen?"
    assert not talk.everyday.alerts
    assert "15 minutes" in talk.say("fifteen")
    assert lengths(talk) == [15]


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ("fifty", [50]),
        ("the second one", [15]),
        ("number one", [50]),
        ("fifteen minutes please", [15]),
        ("set a timer for fifteen minutes", [15]),
        ("set a timer for seven minutes", [7]),
        ("no", []),
        ("neither", []),
        ("not fifty", []),
        ("forget the fifty minutes", []),
        ("i am fifty years old", []),
    ],
)
def test_the_answer_chooses_or_says_it_again(answer: str, minutes: list[int]) -> None:
    talk = Talk()
    talk.say(FIFTY)
    talk.say(answer)
    assert lengths(talk) == minutes


@pytest.mark.parametrize(
    "transcript",
    [
        heard("set a timer for fifty minutes", "set a timer for fifteen minutes", apart=2 * CLOSE),
        heard("set a timer for fifty minutes", "set a tie for fifty minutes"),
        heard("set a timer for ten minutes", "please set a timer for ten minutes"),
        heard("remind me at seven to ring mum", "at seven remind me to ring mum"),
        heard("set a timer for ten minutes"),
    ],
)
def test_what_is_likelier_by_far_or_means_the_same_is_done(transcript: Transcript) -> None:
    talk = Talk()
    talk.say(transcript)
    assert len(talk.everyday.alerts) == 1


def test_a_value_is_no_place() -> None:
    talk = Talk()
    assert talk.say(heard("set a timer for four minutes", "set a timer for one minute")).startswith(
        "Did you say"
    )
    talk.say("one")
    assert lengths(talk) == [1]
    talk = Talk()
    talk.say(heard("set a timer for ten minutes", "set a timer for two minutes"))
    talk.say("two")
    assert lengths(talk) == [2]


def test_an_answer_that_may_be_either_is_asked_for_again_and_then_taken_by_its_place() -> None:
    talk = Talk()
    talk.say(FIFTY)
    talk.say(heard("fifty", "fifteen"))
    assert not talk.everyday.alerts
    talk.say("the second one")
    assert lengths(talk) == [15]


def test_the_rest_of_a_sentence_waits_for_a_question_about_it() -> None:
    talk = Talk()
    talk.say(
        heard(
            "set an alarm and set a timer for fifty minutes",
            "set an alarm and set a timer for fifteen minutes",
        )
    )
    talk.say("seven")
    assert not lengths(talk)


def test_our_question_stays_where_its_answer_was_not_understood() -> None:
    talk = Talk()
    talk.say("set a timer and an alarm for eight")
    assert "Did you say" not in talk.say(heard("tan", "ten minutes"))


def test_the_same_words_written_otherwise_are_the_same() -> None:
    talk = Talk()
    talk.say(heard("Remind me at seven to call Mum.", "remind me at seven to call mum"))
    assert len(talk.everyday.alerts) == 1


def test_free_words_that_may_be_others_are_read_back() -> None:
    talk = Talk()
    note = heard("take a note that the kill is on", "take a note that the kiln is on")
    assert talk.say(note) == "Did you say: take a note that the kill is on?"
    assert not talk.everyday.notes
    talk.say("no")
    assert not talk.everyday.notes
    talk.say(note)
    talk.say("yes")
    assert [kept.text for kept in talk.everyday.notes] == ["the kill is on"]


def test_another_skill_is_read_back() -> None:
    talk = Talk()
    talk.say("set an alarm for eight")
    asked = talk.say(heard("cancel my alarm for eight", "set my alarm for eight"))
    assert asked == "Did you say: cancel my alarm for eight?"
    assert len(talk.everyday.alerts) == 1


def test_what_leaves_nothing_behind_is_not_asked_about() -> None:
    talk = Talk()
    assert talk.say(heard("what is fifteen plus one", "what is fifty plus one")) == "15 plus 1 is 16."


def test_words_that_it_finds_unlikely_are_read_back_as_before() -> None:
    talk = Talk()
    asked = talk.say(heard("set a timer for nine minutes", surely=UNLIKELY - 0.01))
    assert asked == "Did you say: set a timer for nine minutes?"
    talk.say("yes")
    assert lengths(talk) == [9]


def test_several_commands_that_may_be_others_are_asked_for_again() -> None:
    talk = Talk()
    talk.say(
        heard(
            "set a timer for fifty minutes and an alarm for eight",
            "set a timer for fifteen minutes and an alarm for eight",
        )
    )
    assert talk.last is not None
    assert talk.last.noted.verdict is Verdict.ASK
    assert not talk.everyday.alerts


SAID = (
    "set a timer for {} minutes",
    "wake me at {}",
    "take a note that {}",
    "add {} to the list",
    "cancel the {} timer",
    "remind me at {} to call mum",
)
VALUES = st.one_of(
    st.sampled_from(["one", "two", "fifteen", "fifty", "seven", "an hour"]), st.text(max_size=12)
)


@given(st.lists(st.tuples(st.sampled_from(SAID), VALUES), min_size=1, max_size=5), VALUES)
def test_nothing_makes_it_fail(guesses: list[tuple[str, str]], answer: str) -> None:
    talk = Talk()
    talk.say(heard(*(said.format(value) for said, value in guesses), apart=0.0))
    talk.say(answer)
