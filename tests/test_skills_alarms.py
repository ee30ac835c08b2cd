"""Alarms: what sets, tells, stops and snoozes them, and what must not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from asking import Talk
from performing import answered, later, say, situation, table, talk, undone

from voice_assistant.everyday.records import AlertState, Repeat
from voice_assistant.everyday.schedule import check
from voice_assistant.skills import Situation
from voice_assistant.skills.grammar import match
from voice_assistant.skills.values.moments import Moment

SET = """
set an alarm for 6 am | 10 06:00
set an alarm for seven | 10 07:00
alarm six thirty | 10 06:30
set my alarm for quarter to seven | 10 06:45
wake me up tomorrow at half past six | 10 06:30
on saturday wake me up at ten | 14 10:00
set an alarm on saturday at nine | 14 09:00
i have to be awake by eight | 09 08:00
set a seven o'clock alarm | 10 07:00
new alarm at noon | 09 12:00
give me a wake up call at six | 10 06:00
get me up at six | 10 06:00
don't let me sleep past nine | 09 09:00
let me sleep until ten | 09 10:00
i mustn't oversleep on friday wake me at ten past five in the morning | 13 05:10
wake me at six because i have a flight | 10 06:00
have the alarm go off at seven | 10 07:00
set an alarm called gym for six am | 10 06:00
"""
AGAIN = """
set a recurring alarm for seven every weekday | 07:00 01234
every morning wake me at seven | 07:00 0123456
set a daily alarm for 7 am | 07:00 0123456
weekends wake me at nine o'clock | 09:00 56
every monday set an alarm for six | 06:00 0
"""
OTHERS = """
set an alarm | set_alarm
wake me up | set_alarm
what time is my alarm set for | tell_alarms
i'd like to know which alarms are on | tell_alarms
any alarms for tomorrow | tell_alarms
run through my alarms | tell_alarms
what time am i being woken | tell_alarms
knock the seven o'clock alarm on the head | cancel_alarm
the alarm for tomorrow can go | cancel_alarm
i don't want waking any more turn the alarm off | cancel_alarm
wipe all my alarms | cancel_all_alarms
no alarms at all please take them all away | cancel_all_alarms
i want every last alarm gone | cancel_all_alarms
postpone the alarm by ten minutes | snooze
do i have an alarm set for tomorrow | tell_alarms
show me my alarms | tell_alarms
when's my next alarm | tell_alarms
when will you wake me | tell_alarms
turn off the alarm | cancel_alarm
cancel tomorrow's alarm | cancel_alarm
delete the 7 am alarm | cancel_alarm
don't wake me tomorrow | cancel_alarm
cancel the weekday alarm | cancel_alarm
i don't need the alarm anymore | cancel_alarm
turn off all alarms | cancel_all_alarms
delete my alarms | cancel_all_alarms
i don't need any alarms | cancel_all_alarms
snooze | snooze
snooze for ten minutes | snooze
hit snooze | snooze
let me sleep a bit longer | snooze
wake me again in ten minutes | snooze
"""
NEAR_MISSES = """
he set the alarm off by accident
i set off at seven
i wake up at five every day and feel terrible
i woke up at seven
she wakes me up at night
let me sleep
i'd like to sleep longer
i need to get up earlier in the morning
the alarm in the car is broken
what is an alarm clock
i hate my alarm clock
my alarm did not ring this morning
tomorrow at seven
the meeting is at three
call me at six
ring my sister
wake up
ten more minutes
snoozing is bad for you
"""


@pytest.mark.parametrize(("said", "expected"), table(SET))
def test_an_alarm_is_set_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    assert call.skill.name == "set_alarm"
    when = dict(call.values)["when"]
    assert isinstance(when, Moment)
    assert when.local == datetime.fromisoformat(f"2026-03-{expected}")
    assert when.repeat is None


@pytest.mark.parametrize(("said", "expected"), table(AGAIN))
def test_an_alarm_comes_again_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    assert call.skill.name == "set_alarm"
    when = dict(call.values)["when"]
    at, _, days = expected.partition(" ")
    assert f"{when.local:%H:%M}" == at
    assert when.repeat == Repeat(tuple(map(int, days)))


@pytest.mark.parametrize(("said", "expected"), table(OTHERS))
def test_an_alarm_is_asked_for_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    assert call.skill.name == expected


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_what_is_about_something_else_calls_no_alarm(said: str) -> None:
    call = match(said, situation())
    assert call is None or ("alarm" not in call.skill.name and call.skill.name != "snooze")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("set an alarm for seven", "Your alarm will ring tomorrow at 7:00 am."),
        ("wake me up on saturday at nine", "Your alarm will ring on Saturday at 9:00 am."),
        ("wake me in forty minutes", "Your alarm will ring today at 7:45 am, in 40 minutes."),
        ("wake me at half past seven", "Your alarm will ring today at 7:30 am, in 25 minutes."),
        (
            "wake me every weekday at six",
            "Your alarm will ring every weekday at 6:00 am, the next time tomorrow at 6:00 am.",
        ),
        ("which alarms are set", "You have no alarm."),
        ("cancel the alarm", "You have no alarm."),
        ("snooze", "Nothing is ringing."),
    ],
)
def test_what_is_said_where_there_is_no_alarm_yet(said: str, told: str) -> None:
    assert say(said, situation()).text == told


def test_an_alarm_is_kept_as_a_clock_time_and_can_be_taken_back() -> None:
    answer = say("wake me every weekday at six", situation())
    (alarm,) = answer.after.everyday.alerts
    assert alarm.local == datetime(2026, 3, 10, 6)  # noqa: DTZ001
    assert alarm.repeat == Repeat((0, 1, 2, 3, 4))
    assert undone(answer).alerts == ()


def test_an_alarm_after_a_while_is_counted() -> None:
    (alarm,) = say("wake me in twenty minutes", situation()).after.everyday.alerts
    assert alarm.local is None
    assert alarm.deadline is not None
    assert alarm.deadline.steady == 1000.0 + 1200


def test_the_same_alarm_is_not_set_twice() -> None:
    once = talk(situation(), "wake me at seven", "wake me every weekday at six")
    again = say("set an alarm for seven", once)
    assert again.effects == []
    assert again.text == "You have that alarm already: tomorrow at 7:00 am."
    assert say("set an alarm for six every weekday", once).effects == []
    assert say("set an alarm for six on saturday", once).effects


def test_alarms_are_told_the_next_one_first() -> None:
    one = talk(situation(), "wake me every weekday at six")
    assert say("which alarms are set", one).text == "You have one alarm: every weekday at 6:00 am."
    two = talk(one, "set an alarm called nap for 2 pm")
    assert say("which alarms are set", two).text == (
        "You have 2 alarms: today at 2:00 pm, called nap and every weekday at 6:00 am."
    )
    many = talk(two, *(f"set an alarm for {n} pm" for n in range(5, 9)))
    assert say("which alarms are set", many).text.startswith("You have 6 alarms. The next 4 are: today at 2")


def several() -> Situation:
    """Four alarms."""
    return talk(
        situation(),
        "wake me tomorrow at seven",
        "wake me at half past eight on saturday",
        "set an alarm for five pm",
        "wake me every monday at six",
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("cancel the seven o'clock alarm", "Your alarm tomorrow at 7:00 am is cancelled."),
        ("cancel my alarm for tomorrow", "Your alarm tomorrow at 7:00 am is cancelled."),
        ("cancel the saturday alarm", "Your alarm on Saturday at 8:30 am is cancelled."),
        ("cancel the alarm at five", "Your alarm today at 5:00 pm is cancelled."),
        ("cancel the afternoon alarm", "Your alarm today at 5:00 pm is cancelled."),
        ("cancel my monday alarm", "Your alarm every Monday at 6:00 am is cancelled."),
        ("delete the 6 am alarm", "Your alarm every Monday at 6:00 am is cancelled."),
    ],
)
def test_an_alarm_is_told_from_others_by_its_time_or_day(said: str, told: str) -> None:
    answer = say(said, several())
    assert answer.text == told
    assert len(answer.after.everyday.alerts) == 3
    assert len(undone(answer).alerts) == 4


def test_it_asks_which_alarm_and_says_which_there_are() -> None:
    before = several()
    asked = say("cancel the alarm", before)
    question = asked.question
    assert question is not None
    assert question.options[0].label == "today at 5:00 pm"
    answer = answered(asked, question.options[0].value)
    assert answer.text == "Your alarm today at 5:00 pm is cancelled."
    assert say("cancel the ten o'clock alarm", before).text.startswith(
        "I have no such alarm, only these: today"
    )


def test_cancelling_all_alarms_is_asked_first() -> None:
    before = several()
    asked = say("delete all alarms", before)
    question = asked.question
    assert question is not None
    assert (question.text, question.parameter) == ("Shall I cancel all 4 alarms?", "")
    answer = answered(asked, None)
    assert answer.text == "All 4 alarms are cancelled."
    assert answer.after.everyday.alerts == ()
    one = talk(situation(), "wake me at seven")
    assert say("delete all alarms", one).text == "Your alarm tomorrow at 7:00 am is cancelled."


def ringing() -> Situation:
    """An alarm of every day rings."""
    before = later(talk(situation(), "wake me every day at half past seven"), timedelta(minutes=25))
    after = before.everyday.after(check(before.everyday, before.instant))
    assert [alert.state for alert in after.alerts] == [AlertState.RINGING]
    return situation(*after.records, now=before.now)


def test_what_rings_is_silenced_and_its_rhythm_kept() -> None:
    answer = say("turn off the alarm", ringing())
    (alarm,) = answer.after.everyday.alerts
    assert alarm.state is AlertState.WAITING
    assert alarm.repeat is not None
    assert alarm.local == datetime(2026, 3, 10, 7, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("said", "minutes", "told"),
    [
        ("snooze", 9, "Okay, 9 minutes more, until 7:39 am."),
        ("snooze for a quarter of an hour", 15, "Okay, 15 minutes more, until 7:45 am."),
        ("ten more minutes", 10, "Okay, 10 minutes more, until 7:40 am."),
    ],
)
def test_what_rings_is_snoozed(said: str, minutes: int, told: str) -> None:
    answer = say(said, ringing())
    assert answer.text == told
    daily, once = answer.after.everyday.alerts
    assert daily.state is AlertState.WAITING
    assert once.deadline is not None
    assert once.deadline.steady == 1000.0 + 60 * minutes
    assert once.repeat is None


@pytest.mark.parametrize("said", ["don't wake me tomorrow", "skip tomorrow's alarm", "no alarm tomorrow"])
def test_one_day_off_does_not_cancel_an_alarm_for_good(said: str) -> None:
    talk = Talk()
    talk.say("wake me every weekday at seven")
    assert talk.say(said) == (
        "I cannot leave out a single day yet, so this stays as it is: every weekday at 7:00 am. "
        "To cancel it altogether, say: cancel the 7:00 am alarm."
    )
    assert len(talk.everyday.alerts) == 1
    talk.say("cancel the 7:00 am alarm")
    assert talk.everyday.alerts == ()


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("wake me every monday at seven", "cancel the monday alarm"),
        ("wake me every weekday at seven", "cancel the weekday alarm"),
        ("wake me tomorrow at seven", "don't wake me tomorrow"),
    ],
)
def test_an_alarm_that_is_meant_as_a_whole_is_cancelled(alarm: str, said: str) -> None:
    talk = Talk()
    talk.say(alarm)
    talk.say(said)
    assert talk.everyday.alerts == ()


@pytest.mark.parametrize(
    "said",
    ["wake me at 25 o'clock", "set an alarm for yesterday at 5", "set an alarm for february 30th at 8"],
)
def test_a_time_that_never_comes_is_asked_for_again(said: str) -> None:
    talk = Talk()
    assert talk.say(said) == "There is no such time to come. For when?"
    assert talk.say("tomorrow at six") == "Your alarm will ring tomorrow at 6:00 am."


def test_an_alarm_is_confirmed_with_its_name() -> None:
    talk = Talk()
    assert (
        talk.say("set an alarm for 11 pm called medicine")
        == "Your medicine alarm will ring today at 11:00 pm."
    )


def test_only_is_not_said_where_there_are_more_alarms_than_are_told_and_two_are_both() -> None:
    talk = Talk()
    talk.say("wake me at 5")
    talk.say("wake me at 6")
    assert talk.say("cancel all alarms") == "Shall I cancel both alarms?"
    talk.say("no")
    for hour in (7, 8, 9):
        talk.say(f"wake me at {hour}")
    assert talk.say("cancel the 10 o'clock alarm").startswith("I have no such alarm. The next 4 are: today")
