"""What is said when alerts ring, and of those that went by unheard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from asking import NOW

from voice_assistant import languages
from voice_assistant.dialogue.announcing import missed, ringing
from voice_assistant.dialogue.context import World
from voice_assistant.everyday import Alert, AlertKind, AlertState, Everyday
from voice_assistant.everyday.records import Instant

ENGLISH = languages.load("en")
LONG_AGO = datetime(2026, 3, 8, tzinfo=UTC)


def world(state: AlertState) -> World:
    due = NOW - timedelta(minutes=4)
    alert = Alert(
        AlertKind.TIMER, LONG_AGO, name="pasta", length=timedelta(minutes=10), state=state, rang=due, missed=1
    )
    return World(Instant(NOW, 0.0, "boot"), Everyday((alert,)))


def test_what_rings_is_named() -> None:
    (sentence,) = ringing(world(AlertState.RINGING), ENGLISH)
    assert "pasta" in sentence.text
    assert missed(world(AlertState.RINGING), ENGLISH) == ()


def test_what_was_missed_is_told_with_how_long_ago_it_was_in_words() -> None:
    (sentence,) = missed(world(AlertState.MISSED), ENGLISH)
    assert "pasta" in sentence.text
    assert "four minutes" in sentence.text
    assert ringing(world(AlertState.MISSED), ENGLISH) == ()


def test_nothing_is_said_while_everything_waits() -> None:
    assert ringing(world(AlertState.WAITING), ENGLISH) == ()
    assert missed(world(AlertState.WAITING), ENGLISH) == ()
