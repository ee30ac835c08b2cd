"""What is said when alerts ring or were missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from performing import MORNING, situation

from voice_assistant.everyday import Alert, AlertKind, AlertState
from voice_assistant.everyday.records import Repeat
from voice_assistant.skills.ringing import announcement, dismissal, report

MADE = MORNING.astimezone(UTC)
PASTA = Alert(AlertKind.TIMER, MADE, "pasta", length=timedelta(minutes=10), rang=MADE - timedelta(minutes=4))
TIMER = replace(PASTA, name="")
ALARM = Alert(AlertKind.ALARM, MADE, rang=MADE - timedelta(minutes=12))
GYM = replace(ALARM, name="gym")
MUM = Alert(AlertKind.REMINDER, MADE, "call my mum", rang=MADE - timedelta(hours=20))
HERE = situation()


@pytest.mark.parametrize(
    ("alerts", "told"),
    [
        ([], ""),
        ([PASTA], "Your pasta timer is done."),
        ([TIMER], "Your 10 minute timer is done."),
        ([ALARM], "It is 7:05 am: your alarm."),
        ([GYM], "It is 7:05 am: your gym alarm."),
        ([MUM], "Reminder: call your mum."),
        ([PASTA, MUM], "Your pasta timer is done. Reminder: call your mum."),
        ([replace(MUM, missed=2)], "Reminder: call your mum. It was missed 2 times before."),
    ],
)
def test_what_rings_is_announced(alerts: list[Alert], told: str) -> None:
    assert announcement(alerts, HERE.language, HERE.instant) == told


@pytest.mark.parametrize(
    ("alerts", "told"),
    [
        ([], ""),
        ([PASTA], "Your pasta timer ended 4 minutes ago."),
        ([ALARM], "Your 6:53 am alarm went by unheard 12 minutes ago."),
        ([GYM], "Your gym alarm went by unheard 12 minutes ago."),
        ([MUM], "A reminder went by unheard yesterday at 11:05 am: call your mum."),
        (
            [replace(GYM, missed=2), replace(PASTA, missed=1)],
            (
                "Your gym alarm went by unheard 12 minutes ago. It was missed once before. "
                "Your pasta timer ended 4 minutes ago."
            ),
        ),
        (
            [replace(GYM, missed=4)],
            "Your gym alarm went by unheard 12 minutes ago. It was missed 3 times before.",
        ),
    ],
)
def test_what_was_missed_is_reported(alerts: list[Alert], told: str) -> None:
    assert report(alerts, HERE.language, HERE.instant) == told


def test_everything_that_rings_is_silenced_and_nothing_else() -> None:
    daily = replace(ALARM, id="daily", repeat=Repeat((0, 1)), state=AlertState.RINGING)
    once = replace(PASTA, id="once", state=AlertState.RINGING)
    waits = replace(MUM, id="waits")
    everyday = situation(daily, once, waits).everyday
    after = everyday.after(dismissal(everyday))
    assert [(alert.id, alert.state) for alert in after.alerts] == [
        ("daily", AlertState.WAITING),
        ("waits", AlertState.WAITING),
    ]


def test_a_report_is_in_order_of_time_and_says_no_clock_time_twice() -> None:
    old = replace(ALARM, rang=MADE - timedelta(days=3))
    told = report([PASTA, old], HERE.language, HERE.instant)
    first, second = told.split(". ")
    assert " alarm went by unheard on " in first
    assert " at " not in first
    assert second.startswith("Your pasta")


def test_what_was_counted_no_further_was_missed_many_times() -> None:
    told = report([replace(GYM, missed=999)], HERE.language, HERE.instant)
    assert told.endswith("It was missed many times before.")
