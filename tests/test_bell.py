"""When to ring, and when to give up: small scenes, then any alerts at all, together with the floor."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.bell import RISING, ROUNDS, SILENCE, Bell, Move
from voice_assistant.everyday import Alert, AlertKind, AlertState, Everyday
from voice_assistant.everyday.schedule import silenced, unheard
from voice_assistant.moves import Announce, AnnouncementDue, Spoken, StopRequested, TurnEnded
from voice_assistant.turns import Floor, step
from voice_assistant.vocabulary import BargeIn, SpeechStarted, samples

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)

TIMER, ALARM, REMINDER = AlertKind.TIMER, AlertKind.ALARM, AlertKind.REMINDER


def alert(kind: AlertKind = TIMER, state: AlertState = AlertState.RINGING, name: str = "a") -> Alert:
    return Alert(kind, NOON, state=state, rang=NOON, id=name)


def quiet(*alerts: Alert, bell: Bell | None = None, now: int = 10 * SILENCE, busy: bool = False) -> Move:
    return (bell or Bell()).next_move(Everyday(alerts), now, busy=busy)


MISSED = alert(state=AlertState.MISSED)


def test_where_nothing_rings_and_nothing_was_missed_there_is_nothing_to_do() -> None:
    assert quiet() is Move.NOTHING
    assert quiet(alert(state=AlertState.WAITING)) is Move.NOTHING


@pytest.mark.parametrize("busy", [True, False])
def test_what_has_not_rung_yet_rings_whoever_has_the_floor(busy: bool) -> None:
    assert quiet(alert(), busy=busy, now=0) is Move.RING


def test_the_next_round_waits_for_silence_and_for_the_floor() -> None:
    bell = Bell().rang(Everyday((alert(),))).turn_ended(1000)
    assert quiet(alert(), bell=bell, now=1000 + SILENCE - 1) is Move.NOTHING
    assert quiet(alert(), bell=bell, now=1000 + SILENCE) is Move.RING
    assert quiet(alert(), bell=bell, now=1000 + SILENCE, busy=True) is Move.NOTHING


def test_what_comes_due_in_the_silence_does_not_wait_for_its_end() -> None:
    bell = Bell().rang(Everyday((alert(),))).turn_ended(1000)
    assert quiet(alert(), alert(name="b"), bell=bell, now=1001) is Move.RING


def test_an_alert_that_comes_again_rings_anew() -> None:
    bell = Bell().rang(Everyday((alert(),))).turn_ended(1000)
    again = replace(alert(), rang=NOON + timedelta(minutes=1))
    assert quiet(again, bell=bell, now=1001) is Move.RING


@pytest.mark.parametrize("kind", AlertKind)
def test_each_kind_has_its_rounds_and_then_nobody_is_there(kind: AlertKind) -> None:
    bell, everyday, rounds = Bell(), Everyday((alert(kind),)), 0
    while quiet(alert(kind), bell=bell) is Move.RING:
        bell, rounds = bell.rang(everyday), rounds + 1
    assert rounds == ROUNDS[kind]
    assert quiet(alert(kind), bell=bell) is Move.GIVE_UP
    assert bell.given_up(everyday) == everyday.alerts
    assert quiet(alert(kind), bell=bell, busy=True) is Move.NOTHING, "somebody may be answering it"


def test_a_reminder_is_said_three_times_and_an_alarm_much_longer() -> None:
    assert ROUNDS[REMINDER] == 3
    assert ROUNDS[ALARM] > ROUNDS[TIMER] > ROUNDS[REMINDER]


def test_what_is_given_up_leaves_the_rest_ringing() -> None:
    reminder, alarm = alert(REMINDER, name="b"), alert(ALARM)
    both, bell = Everyday((alarm, reminder)), Bell()
    for _ in range(ROUNDS[REMINDER]):
        bell = bell.rang(both)
    assert bell.given_up(both) == (reminder,)
    assert quiet(alarm, replace(reminder, state=AlertState.MISSED), bell=bell) is Move.RING


def test_it_becomes_louder_and_never_quieter_while_anything_rings() -> None:
    bell, everyday = Bell(), Everyday((alert(),))
    levels = []
    for _ in range(5):
        levels.append(bell.level(everyday))
        bell = bell.rang(everyday)
    assert levels == [*RISING, 1.0, 1.0, 1.0]
    assert bell.level(Everyday((alert(), alert(name="b")))) == 1.0


# ---------------------------------------------------------------- what was missed


def test_what_was_missed_is_told_when_nobody_has_the_floor_and_nothing_rings() -> None:
    assert quiet(MISSED) is Move.TELL
    assert quiet(MISSED, busy=True) is Move.NOTHING
    bell = Bell().rang(Everyday((alert(name="b"),)))
    assert quiet(MISSED, alert(name="b"), bell=bell, now=0) is Move.NOTHING


def test_what_is_held_back_waits_until_the_user_is_there() -> None:
    bell = Bell().holding_back((MISSED,))
    assert quiet(MISSED, bell=bell) is Move.NOTHING
    assert bell.untold(Everyday((MISSED, replace(MISSED, id="b")))) == (replace(MISSED, id="b"),)
    assert quiet(MISSED, bell=bell.turn_ended(0)) is Move.NOTHING
    assert quiet(MISSED, bell=bell.answered()) is Move.TELL


# ---------------------------------------------------------------- with the floor

ALERTS = st.lists(
    st.builds(
        alert,
        st.sampled_from(AlertKind),
        st.sampled_from([AlertState.RINGING, AlertState.WAITING, AlertState.MISSED]),
        st.sampled_from("abc"),
    ),
    unique_by=lambda made: made.id,
)
WHAT_HAPPENS = st.lists(
    st.sampled_from(["frames", "speech", "barge-in", "words", "over", "stop", "due", "silence one"]),
    max_size=60,
)


@given(ALERTS, WHAT_HAPPENS)
def test_whatever_happened_what_rings_goes_on_until_it_is_silenced_or_given_up(
    alerts: list[Alert], happens: list[str]
) -> None:
    room = Room(Everyday(tuple(alerts)))
    for what in happens:
        room.happen(what)
    room.happen("over")
    room.floor = replace(room.floor, hearing=False)
    room.rounds = 0
    still = room.everyday.ringing
    for _ in range(1 + (SILENCE // room.STEP)):
        room.happen("frames")
    assert room.rounds >= 1 or all(gone not in room.everyday.ringing for gone in still)
    for _ in range(70 * (2 + SILENCE // room.STEP)):
        room.happen("frames")
        room.happen("over")
    assert not room.everyday.ringing
    assert room.floor.ours is None


class Room:
    """The bell and the floor together, as the conversation has them."""

    STEP = samples(0.5)

    def __init__(self, everyday: Everyday) -> None:
        self.everyday, self.bell, self.floor, self.now, self.rounds = everyday, Bell(), Floor(), 0, 0

    def happen(self, what: str) -> None:
        ours = self.floor.ours or 0
        match what:
            case "frames":
                self.now += self.STEP
                self._attend()
            case "speech":
                self._step(SpeechStarted(self.now))
            case "barge-in":
                self._step(BargeIn(self.now))
            case "words":
                self._step(Spoken(ours))
            case "over" if ours:
                self._over(ours)
            case "stop":
                self._step(StopRequested())
            case "due":
                waits = [a for a in self.everyday.alerts if a.state is AlertState.WAITING]
                records = [
                    replace(a, state=AlertState.RINGING) if a in waits else a for a in self.everyday.alerts
                ]
                self.everyday = Everyday(tuple(records))
            case "silence one":
                self.everyday = self.everyday.after([silenced(a) for a in self.everyday.ringing[:1]])

    def _attend(self) -> None:
        busy = self.floor.ours is not None or self.floor.hearing
        match self.bell.next_move(self.everyday, self.now, busy=busy):
            case Move.RING:
                self._step(AnnouncementDue(ringing=True))
            case Move.TELL:
                self._step(AnnouncementDue(ringing=False))
            case Move.GIVE_UP:
                gone = self.bell.given_up(self.everyday)
                assert gone
                self.bell = self.bell.holding_back(gone)
                self.everyday = self.everyday.after([unheard(a) for a in gone])

    def _step(self, event: object) -> None:
        before = self.floor.ours
        self.floor, actions = step(self.floor, event)  # type: ignore[arg-type]
        for action in actions:
            if isinstance(action, Announce):
                assert not self.floor.hearing
                if action.ringing:
                    assert self.everyday.ringing
                    self.bell, self.rounds = self.bell.rang(self.everyday), self.rounds + 1
                else:
                    told = self.bell.untold(self.everyday)
                    self.everyday = self.everyday.after([silenced(a) for a in told])
        if before is not None and self.floor.ours != before:
            self.bell = self.bell.turn_ended(self.now)

    def _over(self, turn: int) -> None:
        self._step(TurnEnded(turn))
        self.bell = self.bell.turn_ended(self.now)
