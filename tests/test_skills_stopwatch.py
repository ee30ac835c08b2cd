"""The stopwatch: started, stopped, told and reset."""

from __future__ import annotations

from datetime import timedelta

import pytest
from performing import later, say, situation, table, talk, undone

from voice_assistant.skills.grammar import match

SAID = """
start stopwatch | start_stopwatch
can you start a stop watch | start_stopwatch
stopwatch go | start_stopwatch
start timing | start_stopwatch
continue the stopwatch | start_stopwatch
time me with the stopwatch | start_stopwatch
stop the stopwatch | stop_stopwatch
pause the stopwatch | stop_stopwatch
stop timing | stop_stopwatch
what does the stopwatch say | tell_stopwatch
what's the time on the stopwatch | tell_stopwatch
how long has the stopwatch been running | tell_stopwatch
how much time has passed on the stopwatch | tell_stopwatch
check the stopwatch | tell_stopwatch
reset the stopwatch | reset_stopwatch
set the stopwatch back to zero | reset_stopwatch
zero the stopwatch for the next lap | reset_stopwatch
"""
NEAR_MISSES = ["my watch stopped", "stop watching me", "start the car", "reset my password", "timing is all"]


@pytest.mark.parametrize(("said", "expected"), table(SAID))
def test_the_stopwatch_is_asked_for_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    assert call.skill.name == expected


@pytest.mark.parametrize("said", NEAR_MISSES)
def test_what_is_about_something_else_calls_no_stopwatch(said: str) -> None:
    call = match(said, situation())
    assert call is None or "stopwatch" not in call.skill.name


@pytest.mark.parametrize("said", ["stop the stopwatch", "what does the stopwatch say", "reset the stopwatch"])
def test_it_says_that_it_was_not_started(said: str) -> None:
    answer = say(said, situation())
    assert answer.text == "The stopwatch has not been started."
    assert answer.effects == []


def test_it_counts_what_it_ran_and_not_what_it_stood() -> None:
    running = later(talk(situation(), "start the stopwatch"), timedelta(seconds=90))
    assert say("what does the stopwatch say", running).text == (
        "The stopwatch is running: 1 minute and 30 seconds so far."
    )
    stopped = say("stop the stopwatch", running)
    assert stopped.text == "The stopwatch stands at 1 minute and 30 seconds."
    assert undone(stopped) == running.everyday
    much_later = later(stopped.after, timedelta(hours=1))
    assert say("what does the stopwatch say", much_later).text == stopped.text
    again = say("start the stopwatch", much_later)
    assert again.text == "The stopwatch goes on from 1 minute and 30 seconds."
    assert say("stop the stopwatch", later(again.after, timedelta(seconds=30))).text == (
        "The stopwatch stands at 2 minutes."
    )


def test_starting_it_twice_changes_nothing() -> None:
    running = talk(situation(), "start the stopwatch")
    assert say("start the stopwatch", running).effects == []


def test_reset_it_is_gone_and_can_come_back() -> None:
    running = talk(situation(), "start the stopwatch")
    answer = say("reset the stopwatch", running)
    assert answer.text == "The stopwatch is back at zero."
    assert answer.after.everyday.stopwatch is None
    assert undone(answer) == running.everyday
