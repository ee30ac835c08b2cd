"""When alerts are due, and what becomes of them: values in, changes out; no clock is read and nothing is written.

    WAITING ──check──> RINGING ──silenced──> gone, or WAITING for its next moment
       │                  └──unheard, or restored after a crash──> MISSED ──silenced, once the user was told──> …
       └──check, too late──> MISSED

A change is written to the store before it is acted on: RINGING before the first sample. So no moment rings
twice, and what a crash cuts off is reported instead. The moment that rings is moved on at once in an alert that
repeats: the clock may be set back as often as it likes, and the moment does not come again.

Lengths of time count on the steady clock while it is known to be the same one, so that a timer does not care how
the wall clock is set; dates and clock times follow the wall clock and the zone. A clock time that the clocks skip
in spring keeps its distance from the hour before: an alarm at 02:30 rings at 03:30, half an hour after they were
put forward. One that comes twice in autumn rings the first time only.

Every function takes an alert as it is kept *now*. An older copy would take back what happened to it since.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from voice_assistant.everyday import Everyday
from voice_assistant.everyday.records import Alert, AlertState, Change, Deadline, Instant, Repeat, new_id
from voice_assistant.everyday.recurrence import SHORTEST, following, next_local, row, step

__all__ = [
    "LATE_AFTER",
    "MOST_MISSED",
    "check",
    "deadline",
    "due",
    "elapsed",
    "extended",
    "next_local",
    "paused",
    "remaining",
    "restored",
    "resumed",
    "silenced",
    "snoozed",
    "unheard",
]

LATE_AFTER = timedelta(minutes=1)
"""What is later than this is not rung any more but reported: an alarm hours late alarms for nothing."""

MOST_MISSED = 999
"""Missed moments are counted up to here; more, nobody wants to be told."""

NO_TIME = timedelta()


# ---------------------------------------------------------------- lengths of time


def deadline(instant: Instant, length: timedelta) -> Deadline:
    """The end of a length of time that begins now."""
    return Deadline(_utc(instant) + length, instant.steady + length.total_seconds(), instant.boot)


def remaining(deadline: Deadline, instant: Instant) -> timedelta:
    """How long it is to a deadline; below zero once it is over."""
    if deadline.boot and deadline.boot == instant.boot:
        return timedelta(seconds=deadline.steady - instant.steady)
    return deadline.at - _utc(instant)


def elapsed(since: Deadline, instant: Instant) -> timedelta:
    """How long ago it was; never below zero, even where the wall clock was set back."""
    return max(NO_TIME, -remaining(since, instant))


# ---------------------------------------------------------------- due


def due(alert: Alert, instant: Instant) -> datetime:
    """When an alert is due next, in the zone of `instant.now`; a paused timer as if it went on now.

    An alert that does not repeat, and rings or was missed, tells when it was due. Compare with other moments
    of that zone in UTC only: Python takes the two passes through an hour in autumn for one.
    """
    if alert.local is not None:
        return _moment(alert.local, _zone(instant)).astimezone(_zone(instant))
    left = remaining(alert.deadline, instant) if alert.deadline else alert.left or NO_TIME
    return (_utc(instant) + left).astimezone(_zone(instant))


def check(everyday: Everyday, instant: Instant, late_after: timedelta = LATE_AFTER) -> tuple[Change, ...]:
    """What has come due by now, in the order in which it was set.

    An alert that is late by no more than `late_after` is RINGING in its change, a later one MISSED; `rang` is
    the last of its moments that went by, and `missed` counts those that nobody heard. An alert that repeats has
    moved on to its next moment; if it comes due again before it was silenced, it stays one record. Whoever
    silences a ringing alert has told the user of its `missed` ones, or they are forgotten.

    Applying the changes and checking again gives none: what is not applied is due still.
    """
    became = ((alert, _come_due(alert, instant, late_after)) for alert in everyday.alerts)
    return tuple(Change(alert, after) for alert, after in became if after is not None)


def restored(everyday: Everyday, instant: Instant) -> tuple[Change, ...]:
    """What a start must change before the first `check`: what was ringing was cut off, and is reported instead.

    How much of it was heard nobody knows; ringing it again could wake somebody twice, hours later.
    """
    return tuple(unheard(alert) for alert in everyday.ringing)


# ---------------------------------------------------------------- while it rings, and after


def silenced(alert: Alert) -> Change:
    """The user has heard it, or was told that it was missed."""
    if alert.repeat is None:
        return Change(alert, None)
    return Change(alert, replace(alert, state=AlertState.WAITING, rang=None, missed=0))


def unheard(alert: Alert) -> Change:
    """Nobody answered a ringing alert: it is to be reported. Any other stays as it is."""
    if alert.state is not AlertState.RINGING:
        return Change(alert, alert)
    missed = min(MOST_MISSED, alert.missed + 1)
    return Change(alert, replace(alert, state=AlertState.MISSED, missed=missed))


def snoozed(alert: Alert, instant: Instant, length: timedelta) -> tuple[Change, ...]:
    """It rings again after a length of time; one that repeats keeps its rhythm, and a copy rings once."""
    again = replace(
        alert,
        local=None,
        deadline=deadline(instant, max(SHORTEST, length)),
        left=None,
        repeat=None,
        state=AlertState.WAITING,
        rang=None,
        missed=0,
    )
    if alert.repeat is None:
        return (Change(alert, again),)
    return silenced(alert), Change(None, replace(again, id=new_id(), made=_utc(instant)))


# ---------------------------------------------------------------- timers


def paused(alert: Alert, instant: Instant) -> Change:
    """A timer that runs stands still. Any other alert stays as it is."""
    if alert.deadline is None or alert.state is not AlertState.WAITING:
        return Change(alert, alert)
    left = max(SHORTEST, remaining(alert.deadline, instant))
    return Change(alert, replace(alert, state=AlertState.PAUSED, deadline=None, left=left))


def resumed(alert: Alert, instant: Instant) -> Change:
    """A timer that stood still goes on. Any other alert stays as it is."""
    if alert.left is None:
        return Change(alert, alert)
    ends = deadline(instant, alert.left)
    return Change(alert, replace(alert, state=AlertState.WAITING, deadline=ends, left=None))


def extended(alert: Alert, instant: Instant, by: timedelta) -> Change:
    """A timer gets more time, or less where `by` is below zero, but is left a second at least.

    One that stands still goes on standing. One that rings, and does not repeat, starts anew with `by`. An alert
    that is no timer stays as it is.
    """
    length = None if alert.length is None else max(SHORTEST, alert.length + by)
    if alert.left is not None:
        return Change(alert, replace(alert, left=max(SHORTEST, alert.left + by), length=length))
    if alert.deadline is None:
        return Change(alert, alert)
    left = max(NO_TIME, remaining(alert.deadline, instant)) + by
    longer = replace(alert, deadline=deadline(instant, max(SHORTEST, left)), length=length)
    if alert.repeat is None:
        longer = replace(longer, state=AlertState.WAITING, rang=None, missed=0)
    return Change(alert, longer)


# ---------------------------------------------------------------- how an alert comes due


def _come_due(alert: Alert, instant: Instant, late_after: timedelta) -> Alert | None:
    """The alert after its moment, or None while that is still to come."""
    if alert.state is AlertState.PAUSED or (alert.repeat is None and alert.state is not AlertState.WAITING):
        return None
    now = _utc(instant)
    last = due(alert, instant).astimezone(UTC)
    if last > now:
        return None
    gone, moved = 1, alert
    if alert.repeat is not None and alert.local is not None:
        gone, last, moved = _moved_local(alert, alert.local, alert.repeat, instant)
    elif alert.repeat is not None:
        gone, last, moved = _moved_deadline(alert, step(alert.repeat), now - last, instant)
    rings = now - last <= late_after
    unheard_before = alert.missed + (alert.state is AlertState.RINGING)
    return replace(
        moved,
        state=AlertState.RINGING if rings else AlertState.MISSED,
        rang=last,
        missed=min(MOST_MISSED, unheard_before + gone - rings),
    )


def _moved_local(
    alert: Alert, local: datetime, repeat: Repeat, instant: Instant
) -> tuple[int, datetime, Alert]:
    """How many moments went by, the last of them (UTC), and the alert moved on to the next."""
    zone, now = _zone(instant), _utc(instant)
    day = timedelta(days=1)
    shown = instant.now.replace(tzinfo=None)
    # In the hours after the clocks were put forward, moments that they skipped may be still to come: those are
    # found by the time that the clocks would show, had nobody touched them.
    untouched = (now - day).astimezone(zone).replace(tzinfo=None) + day
    upcoming = following(local, min(shown, untouched), repeat)
    while _moment(upcoming, zone) <= now:  # in autumn, the second pass through an hour that has rung already
        upcoming = following(local, upcoming, repeat)
    gone, last = row(local, upcoming, repeat)
    return gone, _moment(last, zone), replace(alert, local=upcoming)


def _moved_deadline(
    alert: Alert, every: timedelta, late: timedelta, instant: Instant
) -> tuple[int, datetime, Alert]:
    """The same for an alert that repeats after a length of time: whole steps on whichever clock counts it."""
    steps, since = divmod(late, every)
    return steps + 1, _utc(instant) - since, replace(alert, deadline=deadline(instant, every - since))


def _moment(local: datetime, zone: tzinfo) -> datetime:
    """When a clock of that zone shows this, in UTC. Fold 0 is the first of two, and keeps its distance in a gap."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _utc(instant: Instant) -> datetime:
    return instant.now.astimezone(UTC)


def _zone(instant: Instant) -> tzinfo:
    return instant.now.tzinfo or UTC
