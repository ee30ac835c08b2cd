"""Timers: what sets, tells, stops and lengthens them, and what must not."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performing import answered, later, run, say, situation, table, talk, undone

from voice_assistant.everyday.records import AlertState
from voice_assistant.everyday.schedule import check
from voice_assistant.skills import Call, Situation
from voice_assistant.skills.grammar import load, match
from voice_assistant.skills.timings import Timing, read_label, read_timing

SET = """
give me a shout in eleven minutes for the rice | 660 rice
stick a timer on for twelve minutes | 720
time half an hour of screen time call it tablet | 1800 tablet
eggs need six minutes can you time them | 360 eggs
the cake needs forty minutes set a timer | 2400
set another ten minute timer | 600
set a timer for an hour and twenty minutes | 4800
start timer 10 minutes | 600
ten minute timer please | 600
10 min timer | 600
set a 5 minute egg timer | 300 egg
set an egg timer for five minutes | 300 egg
set a timer called laundry for 45 minutes | 2700 laundry
set a timer for 45 minutes called laundry | 2700 laundry
set a timer for the laundry for 45 minutes | 2700 laundry
set a timer of three minutes for tea | 180 tea
set me a timer for twenty minutes | 1200
i need a timer for fifteen minutes | 900
i'd like a timer for fifteen minutes | 900
timer for five | 300
set another timer for eight minutes | 480
set a second timer for eight minutes | 480
create a countdown of 30 seconds | 30
start counting down from one minute | 60
count down from ten minutes | 600
put a timer on for ten minutes | 600
put ten minutes on the clock | 600
time ten minutes for me | 600
could you time the eggs for six minutes | 360 eggs
remind me when ten minutes are up | 600
let me know in ten minutes | 600
the potatoes have to boil for twenty minutes | 1200 potatoes
my tea needs four minutes | 240
set timer for half an hour for the cake | 1800 cake
start a workout timer for 30 minutes | 1800 workout
pasta timer eleven minutes | 660 pasta
set the timer to 4 minutes | 240
let's set a timer for ten minutes | 600
please start a one and a half hour timer | 5400
8 minutes for the potatoes | 480 potatoes
"""
OTHERS = """
how much longer on the pasta timer | tell_timers pasta
how long is left on the ten minute timer | tell_timers ten minute
how many minutes are left on my timer | tell_timers
how much time do i have left on the pasta | tell_timers pasta
how much time remains | tell_timers
what timers are set | tell_timers
are any timers running | tell_timers
when does the timer go off | tell_timers
how's the pasta timer doing | tell_timers pasta
time left on the egg timer | tell_timers egg
how long until my pasta is ready | tell_timers pasta
stop the timer | cancel_timer
cancel the ten minute timer | cancel_timer ten minute
delete the timer for the eggs | cancel_timer eggs
never mind the timer | cancel_timer
i don't need the pasta timer anymore | cancel_timer pasta
turn the timer off | cancel_timer
stop all the timers | cancel_all_timers
clear my timers | cancel_all_timers
kill both timers | cancel_all_timers
i don't need any timers anymore | cancel_all_timers
pause my timer | pause_timer
stop the timer for a moment | pause_timer
put the timer on hold | pause_timer
pause the pasta timer for a minute | pause_timer pasta
continue the timer | resume_timer
start the timer again | resume_timer
carry on with the pasta timer | resume_timer pasta
keep the timer going | resume_timer
"""
EXTEND = """
+3 min on the pizza timer | 180 pizza
stick ten more minutes on the timer | 600
another five minutes on the pasta timer | 300 pasta
give it five more | 300
add five minutes to the timer | 300
add a minute to the pasta timer | 60 pasta
add two more minutes | 120
give me five more minutes on the timer | 300
make the pasta timer five minutes longer | 300 pasta
the cake needs five more minutes | 300 cake
extend the pasta timer by five minutes | 300 pasta
give the pasta two more minutes | 120 pasta
i need two more minutes on the rice timer | 120 rice
"""
NEAR_MISSES = """
my timer broke yesterday
the egg timer was a gift from my mother
time flies when you are having fun
time after time i make the same mistake
give me a minute
i need more time
it takes twenty minutes to get there
in ten minutes i have a meeting
how long does it take to boil an egg
how long is the film
how much time do i have to live
how many minutes are in an hour
stop the music
continue
let it go
add five eggs to the shopping list
two for the road
my mother needs ten minutes of my time every day
the timer should be 8 minutes instead
set a timer for minus five minutes
two more minutes
make it better
is it over
set the table for five
"""


def values(call: Call) -> tuple[timedelta | None, str]:
    """Length and name of a call, whichever place they came from."""
    given = dict(call.values)
    spec = given.get("spec") or given.get("more")
    length = given.get("length") or (spec.length if isinstance(spec, Timing) else None)
    return length, given.get("name") or (spec.name if isinstance(spec, Timing) else "")


@cache
def kitchen() -> Situation:
    """A pasta timer of ten minutes, and one of five without a name."""
    return talk(situation(), "set a pasta timer for ten minutes", "set a timer for five minutes")


@pytest.mark.parametrize(("said", "expected"), table(SET))
def test_a_timer_is_set_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    assert call.skill.name == "set_timer"
    seconds, _, name = expected.partition(" ")
    assert values(call) == (timedelta(seconds=int(seconds)), name)


@pytest.mark.parametrize(("said", "expected"), table(OTHERS))
def test_a_timer_is_asked_for_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    name, _, which = expected.partition(" ")
    assert (call.skill.name, values(call)[1]) == (name, which)


@pytest.mark.parametrize(("said", "expected"), table(EXTEND))
def test_a_timer_gets_more_time_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    assert call.skill.name == "extend_timer"
    seconds, _, name = expected.partition(" ")
    assert values(call) == (timedelta(seconds=int(seconds)), name)


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_what_is_about_something_else_calls_no_timer(said: str) -> None:
    call = match(said, situation())
    assert call is None or "timer" not in call.skill.name


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("set a timer for ten minutes", "Your timer runs for 10 minutes."),
        ("set a pasta timer for 90 seconds", "Your pasta timer runs for 1 minute and 30 seconds."),
        (
            "set a timer for eight days",
            "A timer can run for 7 days at most. A reminder can be later than that.",
        ),
        ("set a timer", "For how long?"),
        ("how much time is left", "You have no timer."),
        ("cancel the pasta timer", "You have no timer."),
        ("cancel all timers", "You have no timer."),
    ],
)
def test_what_is_said_where_there_is_no_timer_yet(said: str, told: str) -> None:
    assert say(said, situation()).text == told


def test_a_timer_counts_on_both_clocks_and_can_be_taken_back() -> None:
    answer = say("set a pasta timer for ten minutes", situation())
    (timer,) = answer.after.everyday.alerts
    assert (timer.name, timer.length) == ("pasta", timedelta(minutes=10))
    assert timer.deadline is not None
    assert timer.deadline.steady == 1600.0
    assert answer.effects[0].about == "the pasta timer"
    assert undone(answer).alerts == ()


def test_the_length_is_asked_for_and_the_name_kept() -> None:
    asked = say("start a pasta timer", situation())
    question = asked.question
    assert question is not None
    answer = answered(asked, read_timing("ten"))
    assert answer.text == "Your pasta timer runs for 10 minutes."


def test_a_second_timer_of_the_same_name_is_told_apart_by_what_is_left() -> None:
    first = talk(situation(), "set a pasta timer for ten minutes")
    second = say("set a pasta timer for five minutes", first)
    assert second.text == "One more pasta timer runs for 5 minutes."
    asked = say("cancel the pasta timer", second.after)
    question = asked.question
    assert question is not None
    assert [o.label for o in question.options] == ["pasta with 5 minutes left", "pasta with 10 minutes left"]
    answer = answered(asked, question.options[0].value)
    assert answer.after.everyday == first.everyday


def test_what_is_left_is_told_of_one_of_all_and_of_at_most_four() -> None:
    two = later(kitchen(), timedelta(minutes=1, seconds=5))
    assert say("how much time is left on the pasta", two).text == (
        "Your pasta timer has 8 minutes and 55 seconds left."
    )
    assert say("how much time is left", two).text == (
        "Your 5 minute timer has 3 minutes and 55 seconds left. "
        "Your pasta timer has 8 minutes and 55 seconds left."
    )
    many = talk(situation(), *(f"set a timer for {n} minutes" for n in range(11, 17)))
    told = say("how much time is left", many).text
    assert told.startswith("You have 6 timers. These end first. Your 11 minute timer has 11 minutes left.")
    assert "15 minute" not in told


def test_a_timer_is_found_by_its_length_and_by_nearly_its_name() -> None:
    assert say("cancel the five minute timer", kitchen()).text == "Your 5 minute timer is cancelled."
    eggs = talk(kitchen(), "set a timer for 6 minutes for the eggs")
    assert say("cancel the egg timer", eggs).text == "Your eggs timer is cancelled."
    assert say("cancel the rice timer", kitchen()).text == (
        "I have no timer called rice, only the 5 minute timer and the pasta timer."
    )


def test_it_asks_which_of_several_and_keeps_what_else_was_said() -> None:
    asked = say("add two minutes to the timer", kitchen())
    question = asked.question
    assert question is not None
    assert question.text == "Which one do you mean: 5 minute or pasta?"
    answer = answered(asked, question.options[1].value)
    assert answer.text == "Your pasta timer has 12 minutes left."


def test_a_paused_timer_stands_still_and_is_the_one_that_goes_on() -> None:
    paused = say("pause the pasta timer", kitchen())
    assert paused.text == "Your pasta timer stands still with 10 minutes left."
    assert undone(paused) == kitchen().everyday
    after = later(paused.after, timedelta(minutes=4))
    going = say("resume the timer", after)
    assert going.text == "Your pasta timer has 10 minutes left."


def test_pausing_twice_changes_nothing() -> None:
    paused = talk(situation(), "set a timer for ten minutes", "pause the timer")
    again = say("pause the timer", paused)
    assert again.effects == []
    assert again.text == "Your 10 minute timer stands still with 10 minutes left."


def test_a_timer_is_not_made_longer_than_the_longest() -> None:
    answer = say("add six days to the timer", talk(situation(), "set a timer for three days"))
    assert answer.effects == []
    assert answer.text.startswith("A timer can run for 7 days at most.")


def test_cancelling_while_some_ring_silences_those() -> None:
    ringing = later(kitchen(), timedelta(minutes=5, seconds=1))
    ringing = situation(*ringing.everyday.after(check(ringing.everyday, ringing.instant)).records)
    assert [a.state for a in ringing.everyday.alerts] == [AlertState.WAITING, AlertState.RINGING]
    answer = say("stop the timer", ringing)
    assert [alert.name for alert in answer.after.everyday.alerts] == ["pasta"]


def test_all_timers_go_at_once_and_come_back() -> None:
    before = kitchen()
    answer = say("cancel all timers", before)
    assert answer.text == "All 2 timers are cancelled."
    assert answer.after.everyday.alerts == ()
    assert set(undone(answer).alerts) == set(before.everyday.alerts)
    assert load()["cancel_all_timers"].ask_first


@given(st.text(max_size=40))
def test_no_text_makes_a_name_of_many_words_or_a_timer_of_no_length(text: str) -> None:
    timing = read_timing(text)
    assert timing is None or timing.length > timedelta()
    name = read_label(text)
    assert name is None or len(name.split()) <= 5


@given(st.integers(1, 7 * 86_400))
def test_what_was_set_is_what_is_left(seconds: int) -> None:
    call = Call(load()["set_timer"], (("length", timedelta(seconds=seconds)),))
    after = run(call, situation()).after
    (timer,) = after.everyday.alerts
    assert timer.length == timedelta(seconds=seconds)
    assert say("how much time is left", after).text.endswith(" left.")
