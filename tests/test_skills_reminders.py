"""Reminders: what sets, tells and cancels them, and what must not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from asking import Talk
from hypothesis import given
from hypothesis import strategies as st
from performing import MORNING, answered, later, say, situation, table, talk, undone

from voice_assistant.everyday.records import Repeat
from voice_assistant.skills import Situation
from voice_assistant.skills.errands import read_errand
from voice_assistant.skills.grammar import match
from voice_assistant.skills.reminder_days import ANY_DAY, read_day
from voice_assistant.skills.values.moments import read_moment

ALL_DAYS = Repeat((0, 1, 2, 3, 4, 5, 6))
SET = """
remind me to call mum at five | 09 17:00 call mum
remind me at five to call mum | 09 17:00 call mum
remind me to take the pizza out in ten minutes | 09 07:15 take the pizza out
in ten minutes remind me to check the oven | 09 07:15 check the oven
remind me in ten minutes that the oven is on | 09 07:15 the oven is on
remind me about the meeting at three | 09 15:00 the meeting
set a reminder to call the bank tomorrow at ten | 10 10:00 call the bank
set a reminder for tomorrow at ten to call the bank | 10 10:00 call the bank
set a reminder for friday to pay rent | 13 09:00 pay rent
remind me of the dentist on thursday | 12 09:00 the dentist
don't let me forget to lock the door tonight | 09 19:00 lock the door
make sure i don't forget the keys tomorrow morning | 10 09:00 the keys
i need to call dad at six remind me | 09 18:00 call dad
at half past five i must pick up the kids remind me | 09 17:30 pick up the kids
i need to defrost the salmon could you remind me at quarter to six this evening | 09 17:45 defrost the salmon
um in an hour and a half i should move the car give me a nudge | 09 08:35 move the car
i'd like to be reminded to stretch in half an hour | 09 07:35 stretch
reminder: dog to the vet, thursday 16:30 | 12 16:30 dog to the vet
tell me at six to feed the cat | 09 18:00 feed the cat
ping me in ten minutes about the laundry | 09 07:15 the laundry
schedule a reminder for eight pm to feed the cat | 09 20:00 feed the cat
remember to buy milk tomorrow | 10 09:00 buy milk
"""
OTHERS = """
remind me | set_reminder
set a reminder | set_reminder
remind me tomorrow | set_reminder
what reminders do i have | tell_reminders
any reminders coming up | tell_reminders
which reminders are still waiting for me | tell_reminders
let me hear my reminders | tell_reminders
forget about reminding me to call the bank | cancel_reminder call the bank
you don't need to remind me to water the basil any more | cancel_reminder water the basil
the reminder about the vet can go | cancel_reminder the vet
bin the reminder i set for the gas bill | cancel_reminder the gas bill
get rid of every last reminder | cancel_all_reminders
all of my reminders bin them | cancel_all_reminders
stop reminding me of anything delete all the reminders | cancel_all_reminders
what did i ask you to remind me of | tell_reminders
show all reminders | tell_reminders
delete the reminder about the rent | cancel_reminder the rent
cancel the dentist reminder | cancel_reminder the dentist
don't remind me to call mum | cancel_reminder call mum
you don't have to remind me to water the plants any more | cancel_reminder water the plants
stop reminding me to drink water | cancel_reminder drink water
cancel my reminder | cancel_reminder
delete all reminders | cancel_all_reminders
i don't want to be reminded of anything any more | cancel_all_reminders
"""
NEAR_MISSES = """
this song reminds me of my youth
you remind me of my father
remind me of what you said
remember the time we went to rome
i need to remember to be kind to myself
she reminded me to call
the doctor told me to take my pills at eight
tell me about the history of rome
let me know if you need anything
call me in the morning
don't let me down
don't forget me
a reminder of better days
a reminder letter came from the dentist
she gave me a reminder of my past
i have a dentist appointment tomorrow at nine
i have to go now
the train leaves at five remind her
everything reminds me of her
"""


def moment_of(before: Situation) -> datetime:
    """When the one reminder is due, as the clock of the wall shows it."""
    (reminder,) = before.everyday.alerts
    if reminder.local is not None:
        return reminder.local
    assert reminder.deadline is not None
    return reminder.deadline.at.astimezone(MORNING.tzinfo).replace(tzinfo=None)


@pytest.mark.parametrize(("said", "expected"), table(SET))
def test_a_reminder_is_set_by(said: str, expected: str) -> None:
    answer = say(said, situation())
    (reminder,) = answer.after.everyday.alerts
    assert moment_of(answer.after) == datetime.fromisoformat(f"2026-03-{expected[:8]}")
    assert reminder.name == expected[9:]
    assert reminder.repeat is None
    assert undone(answer).alerts == ()


@pytest.mark.parametrize(
    ("said", "repeat", "first"),
    [
        ("every two hours remind me to drink water", Repeat(every=timedelta(hours=2)), "09 09:05"),
        ("remind me to stretch every 45 minutes", Repeat(every=timedelta(minutes=45)), "09 07:50"),
        ("remind me to pay the rent on the 1st of every month", Repeat(month_day=1), "04-01 09:00"),
        ("remind me every day at eight to take my pills", ALL_DAYS, "09 08:00"),
        ("set a daily reminder to take my pills at eight", ALL_DAYS, "09 08:00"),
        ("every friday remind me to water the plants", Repeat((4,)), "13 09:00"),
    ],
)
def test_a_reminder_comes_again(said: str, repeat: Repeat, first: str) -> None:
    after = say(said, situation()).after
    assert after.everyday.alerts[0].repeat == repeat
    day = first if "-" in first else f"03-{first}"
    assert moment_of(after) == datetime.fromisoformat(f"2026-{day}")


@pytest.mark.parametrize(("said", "expected"), table(OTHERS))
def test_a_reminder_is_asked_for_by(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    name, _, what = expected.partition(" ")
    assert (call.skill.name, dict(call.values).get("what", "")) == (name, what)


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_what_is_about_something_else_calls_no_reminder(said: str) -> None:
    call = match(said, situation())
    assert call is None or "reminder" not in call.skill.name


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "remind me to call my mother tomorrow at five",
            "Okay, I will remind you tomorrow at 5:00 pm to call your mother.",
        ),
        (
            "remind me in ten minutes that i am baking",
            "Okay, I will remind you in 10 minutes that you are baking.",
        ),
        (
            "remind me on friday about my exam",
            "Okay, I will remind you on Friday at 9:00 am about your exam.",
        ),
        ("remind me to drink water every two hours", "Okay, I will remind you every 2 hours to drink water."),
        ("reminder at six: dentist", "Okay, I will remind you today at 6:00 pm: dentist."),
        ("remind me to buy milk", "When should I remind you: buy milk?"),
        ("what are my reminders", "You have no reminders."),
        ("cancel my reminder", "You have no reminders."),
        ("cancel all reminders", "You have no reminders."),
    ],
)
def test_what_is_said_where_there_is_no_reminder_yet(said: str, told: str) -> None:
    assert say(said, situation()).text == told


def test_the_moment_is_asked_for_and_the_errand_kept() -> None:
    asked = say("remind me to feed my cat", situation())
    question = asked.question
    assert question is not None
    assert question.parameter == "when"
    answer = answered(asked, read_moment("at six", MORNING))
    assert answer.text == "Okay, I will remind you today at 6:00 pm to feed your cat."


def test_what_to_remind_of_is_asked_for_and_the_moment_kept() -> None:
    call = match("remind me tomorrow at five", situation())
    assert call is not None
    assert call.missing is not None
    assert call.missing.name == "errand"
    assert "when" in dict(call.values)


def errands() -> Situation:
    """Three reminders."""
    return talk(
        situation(),
        "remind me to call mum tomorrow at five",
        "remind me to pay my rent on friday",
        "remind me to call dad at six",
    )


def test_reminders_are_told_the_next_one_first() -> None:
    assert say("what are my reminders", errands()).text == (
        "You have 3 reminders. Today at 6:00 pm: call dad. Tomorrow at 5:00 pm: call mum. "
        "On Friday at 9:00 am: pay your rent."
    )
    many = talk(errands(), *(f"remind me to run at {n} pm" for n in range(1, 4)))
    told = say("what are my reminders", many).text
    assert told.startswith("You have 6 reminders. These come first. Today at 1:00 pm: run.")
    assert "Friday" not in told


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("cancel the reminder about the rent", {"call mum", "call dad"}),
        ("don't remind me to call mum", {"pay my rent", "call dad"}),
        ("delete the six pm reminder", {"call mum", "pay my rent"}),
    ],
)
def test_a_reminder_is_told_from_others_by_what_or_when(said: str, left: set[str]) -> None:
    answer = say(said, errands())
    assert {alert.name for alert in answer.after.everyday.alerts} == left
    assert len(undone(answer).alerts) == 3


def test_it_asks_which_reminder_and_says_which_there_are() -> None:
    before = errands()
    asked = say("cancel the reminder to call", before)
    question = asked.question
    assert question is not None
    assert [option.label for option in question.options] == ["call dad", "call mum"]
    answer = answered(asked, question.options[1].value)
    assert answer.text == "I will not remind you any more: call mum."
    assert say("cancel the reminder about the dog", before).text == (
        "I have no such reminder, only these: call dad, call mum, and pay your rent."
    )


def test_cancelling_all_reminders_is_asked_first() -> None:
    before = errands()
    asked = say("delete all reminders", before)
    question = asked.question
    assert question is not None
    assert question.text == "Shall I cancel all 3 reminders?"
    assert answered(asked, None).after.everyday.alerts == ()


def test_a_counted_reminder_is_told_by_when_it_comes() -> None:
    before = later(talk(situation(), "remind me in two hours to stretch"), timedelta(hours=1))
    assert say("what are my reminders", before).text == "Today at 9:05 am: stretch."


@given(st.text(max_size=60))
def test_no_text_makes_an_errand_of_nothing(text: str) -> None:
    errand = read_errand(text, MORNING)
    assert errand is None or errand.what.strip()


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        (
            "remind me every day at 8 am and 8 pm to take my pills",
            "Okay, I will remind you every day at 8:00 am and 8:00 pm to take your pills.",
        ),
        (
            "remind me to take my pills at 8 am and 8 pm",
            "Okay, I will remind you today at 8:00 am and 8:00 pm to take your pills.",
        ),
        (
            "remind me to take my pills at 8 am, noon and 8 pm",
            "Okay, I will remind you today at 8:00 am, noon, and 8:00 pm to take your pills.",
        ),
        (
            "remind me at 8 am and 8 pm to take my pills every day",
            "Okay, I will remind you every day at 8:00 am and 8:00 pm to take your pills.",
        ),
        (
            "remind me to call mum at five and dad at six",
            "One at a time, please: what should I remind you of first?",
        ),
        (
            "remind me to book a table for eight and call mum at five",
            "Okay, I will remind you today at 5:00 pm to book a table for eight and call mum.",
        ),
        (
            "remind me to buy salt and pepper at five",
            "Okay, I will remind you today at 5:00 pm to buy salt and pepper.",
        ),
        ("remind me on february 30th at 8 to pay rent", "When should I remind you: pay rent?"),
        ("remind me to call mum at 25 o'clock", "When should I remind you: call mum?"),
        (
            "remind me to send the report from yesterday",
            "When should I remind you: send the report from yesterday?",
        ),
    ],
)
def test_several_moments_and_none_that_exists(said: str, reply: str) -> None:
    assert Talk().say(said) == reply


def test_one_errand_at_two_moments_is_undone_as_one() -> None:
    talk = Talk()
    talk.say("remind me to take my pills at 8 am and 8 pm")
    assert [alert.name for alert in talk.everyday.alerts] == ["take my pills"] * 2
    talk.say("undo that")
    assert talk.everyday.alerts == ()


def test_only_the_reminders_of_the_day_that_was_asked_for_are_told() -> None:
    talk = Talk()
    for said in (
        "to swim at five",
        "to bake at six",
        "to sing at seven",
        "to read at eight pm",
        "to cook tomorrow",
    ):
        talk.say(f"remind me {said}")
    tomorrow = talk.say("what reminders do i have for tomorrow")
    assert tomorrow == "You have one reminder tomorrow. Tomorrow at 9:00 am: cook."
    assert talk.say("do i have any reminders on friday") == "You have no reminder on Friday."
    assert talk.say("any reminders today").startswith("You have 4 reminders today. Today at 5:00 pm: swim.")
    assert talk.say("what reminders do i have this week").startswith(
        "You have 5 reminders. These come first."
    )
    unknown = "I have no such reminder. The next 4 are: swim, bake, sing, and read."
    assert talk.say("cancel the reminder about fish") == unknown


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("for tomorrow", date(2026, 3, 10)),
        ("on friday", date(2026, 3, 13)),
        ("this week", ANY_DAY),
        ("about fish", None),
    ],
)
def test_a_day_is_read_or_days_or_none(text: str, day: date | None) -> None:
    assert read_day(text, MORNING) == day


def test_what_comes_again_comes_on_its_days_only() -> None:
    talk = Talk()
    talk.say("remind me every weekday at nine to stretch")
    assert talk.say("any reminders on friday").startswith("You have one reminder on Friday.")
    assert talk.say("any reminders on saturday") == "You have no reminder on Saturday."


def test_two_reminders_are_both() -> None:
    talk = Talk()
    talk.say("remind me to swim at five")
    talk.say("remind me to bake at six")
    assert talk.say("cancel all reminders") == "Shall I cancel both reminders?"
    assert talk.say("yes") == "Both reminders are cancelled."
