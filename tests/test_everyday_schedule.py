"""When alerts are due, whatever becomes of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.everyday import Alert, AlertKind, AlertState, Change, Everyday, Note, Repeat, schedule
from voice_assistant.everyday.records import Deadline, Instant
from voice_assistant.everyday.recurrence import following, row
from voice_assistant.everyday.schedule import next_local

BERLIN, NEW_YORK, TOKYO = map(ZoneInfo, ["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
MADE = datetime(2026, 1, 1, tzinfo=UTC)
DAILY = Repeat(weekdays=(0, 1, 2, 3, 4, 5, 6))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WAITING, PAUSED, RINGING, MISSED = AlertState


def local(text: str) -> datetime:
    """A naive date and clock time."""
    return datetime.fromisoformat(text)


def shown(text: str, zone: ZoneInfo = BERLIN, **clocks: object) -> Instant:
    """The instant at which the clock of a zone shows this; "/2" after it: for the second time."""
    naive, _, again = text.partition("/")
    now = local(naive).replace(tzinfo=zone, fold=1 if again else 0)
    return replace(Instant(now), **clocks)


def alarm(due: str, repeat: Repeat | None = None) -> Alert:
    return Alert(AlertKind.ALARM, MADE, local=local(due), repeat=repeat, id="alarm")


def timer(instant: Instant, length: timedelta, repeat: Repeat | None = None) -> Alert:
    ends = schedule.deadline(instant, length)
    return Alert(AlertKind.TIMER, MADE, deadline=ends, length=length, repeat=repeat, id="timer")


def later(instant: Instant, by: timedelta, *, wall: timedelta | None = None) -> Instant:
    """The same machine after a while, its wall clock having moved by `wall` where that is something else."""
    now = (instant.now.astimezone(UTC) + (by if wall is None else wall)).astimezone(instant.now.tzinfo)
    return replace(instant, now=now, steady=instant.steady + by.total_seconds())


def checked(alert: Alert, instant: Instant) -> Alert | None:
    """What becomes of an alert, or None while it is not due. Nothing more comes of checking twice."""
    changes = schedule.check(Everyday((alert,)), instant)
    assert schedule.check(Everyday((alert,)).after(changes), instant) == ()
    if not changes:
        return None
    [change] = changes
    assert change.before == alert
    assert isinstance(change.after, Alert)
    return change.after


def became(change: Change) -> Alert:
    assert isinstance(change.after, Alert)
    return change.after


# ---------------------------------------------------------------- the rows of moments


@pytest.mark.parametrize(
    ("after", "repeat", "at", "expected"),
    [
        ("2026-03-02 06:59", DAILY, time(7), "2026-03-02 07:00"),
        ("2026-03-02 07:00", DAILY, time(7), "2026-03-03 07:00"),
        ("2026-03-06 07:00", Repeat(weekdays=(0, 4)), time(7), "2026-03-09 07:00"),  # Friday to Monday
        ("2026-03-02 07:00", Repeat(weekdays=(0,)), time(7), "2026-03-09 07:00"),
        ("2026-12-31 23:00", Repeat(weekdays=(3, 4)), time(22, 30), "2027-01-01 22:30"),
        ("2028-02-28 09:00", DAILY, time(8), "2028-02-29 08:00"),
        ("2026-01-31 09:00", Repeat(month_day=31), time(9), "2026-02-28 09:00"),
        ("2028-01-31 09:00", Repeat(month_day=31), time(9), "2028-02-29 09:00"),
        ("2026-02-28 09:00", Repeat(month_day=31), time(9), "2026-03-31 09:00"),
        ("2026-03-31 09:00", Repeat(month_day=31), time(9), "2026-04-30 09:00"),
        ("2026-12-31 09:00", Repeat(month_day=31), time(9), "2027-01-31 09:00"),
        ("2026-11-30 10:00", Repeat(month_day=30), time(9), "2026-12-30 09:00"),
        ("2026-02-28 08:59", Repeat(month_day=29), time(9), "2026-02-28 09:00"),
        ("2026-05-14 12:00", Repeat(month_day=15), time(0), "2026-05-15 00:00"),
        ("2026-05-15 00:00", Repeat(every=90 * MINUTE), time(0), "2026-05-15 01:30"),
    ],
)
def test_the_next_moment_of_a_repeat(after: str, repeat: Repeat, at: time, expected: str) -> None:
    assert next_local(local(after), repeat, at) == local(expected)


repeats = st.one_of(
    st.builds(Repeat, weekdays=st.lists(st.integers(0, 6), min_size=1, unique=True).map(tuple)),
    st.builds(Repeat, month_day=st.integers(1, 31)),
    st.builds(Repeat, every=st.timedeltas(HOUR, 40 * DAY)),
)
moments = st.datetimes(local("2023-01-01"), local("2030-01-01"))


@given(moments, repeats, st.integers(1, 40))
def test_a_row_is_counted_as_one_would_by_hand(first: datetime, repeat: Repeat, length: int) -> None:
    by_hand = [first]
    while len(by_hand) <= length:
        by_hand.append(following(first, by_hand[-1], repeat))
    assert row(first, by_hand[length], repeat) == (length, by_hand[length - 1])


@given(moments, repeats, st.timedeltas(-DAY, timedelta()) | st.timedeltas(timedelta(), 900 * DAY))
def test_the_following_moment_is_the_first_after_a_time(
    first: datetime, repeat: Repeat, after: timedelta
) -> None:
    found = first
    while found <= max(first, first + after):
        found = following(first, found, repeat)
    assert following(first, first + after, repeat) == found


def test_centuries_are_counted_at_once() -> None:
    often = Repeat(every=timedelta(seconds=1))
    assert row(local("1900-01-01"), local("2900-01-01"), often)[0] == 31_556_995_200
    assert row(local("1900-01-01"), local("2900-01-01"), DAILY)[0] == 365_243
    assert row(local("1900-01-01"), local("2900-01-01"), Repeat(month_day=1))[0] == 12_000


def test_a_step_of_nothing_still_ends() -> None:
    start = shown("2026-03-02 09:00")
    rang = checked(timer(start, MINUTE, Repeat(every=timedelta())), later(start, HOUR))
    assert rang is not None
    assert rang.missed == schedule.MOST_MISSED


# ---------------------------------------------------------------- due, when the clocks are changed


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        (BERLIN, "2026-03-02 07:00", "2026-03-02T07:00:00+01:00"),
        (BERLIN, "2026-03-29 01:59", "2026-03-29T01:59:00+01:00"),
        (BERLIN, "2026-03-29 02:00", "2026-03-29T03:00:00+02:00"),  # clocks go from 02:00 to 03:00
        (BERLIN, "2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        (BERLIN, "2026-03-29 03:00", "2026-03-29T03:00:00+02:00"),
        (BERLIN, "2026-10-25 01:59", "2026-10-25T01:59:00+02:00"),
        (BERLIN, "2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),  # clocks go from 03:00 to 02:00
        (BERLIN, "2026-10-25 03:00", "2026-10-25T03:00:00+01:00"),
        (NEW_YORK, "2026-03-08 02:30", "2026-03-08T03:30:00-04:00"),
        (NEW_YORK, "2026-11-01 01:30", "2026-11-01T01:30:00-04:00"),
        (NEW_YORK, "2026-11-01 02:00", "2026-11-01T02:00:00-05:00"),
    ],
)
def test_due_on_a_night_when_the_clocks_change(zone: ZoneInfo, at: str, expected: str) -> None:
    moment = schedule.due(alarm(at), shown("2026-03-01 12:00", zone))
    assert moment.isoformat() == expected
    assert moment.tzinfo is zone
    before, then = moment.astimezone(UTC) - MINUTE, moment.astimezone(UTC)
    assert checked(alarm(at), Instant(before.astimezone(zone))) is None
    rang = checked(alarm(at), Instant(then.astimezone(zone)))
    assert rang == replace(alarm(at), state=RINGING, rang=then)


def moments_of(alert: Alert, start: Instant, hours: int) -> list[str]:
    """When it rings, with a look at the clocks every ten minutes."""
    rang = []
    for tenth in range(hours * 6):
        instant = later(start, tenth * 10 * MINUTE)
        if (after := checked(alert, instant)) is not None:
            assert after.state is RINGING
            assert after.missed == 0
            rang.append(f"{instant.now:%d %H:%M %z}")
            alert = became(schedule.silenced(after))
    return rang


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-28 02:30", ["28 02:30 +0100", "29 03:30 +0200", "30 02:30 +0200"]),
        ("2026-10-24 02:30", ["24 02:30 +0200", "25 02:30 +0200", "26 02:30 +0100"]),
        ("2026-10-24 01:30", ["24 01:30 +0200", "25 01:30 +0200", "26 01:30 +0100"]),
    ],
)
def test_a_daily_alarm_rings_once_a_day_also_when_the_clocks_change(at: str, expected: list[str]) -> None:
    start = shown(f"{at[:10]} 00:00")
    assert moments_of(alarm(at, DAILY), start, 72) == expected


def test_every_hour_is_every_hour_also_when_the_clocks_change() -> None:
    start = shown("2026-10-25 00:00")
    rang = moments_of(timer(start, HOUR, Repeat(every=HOUR)), start, 5)
    assert rang == ["25 01:00 +0200", "25 02:00 +0200", "25 02:00 +0100", "25 03:00 +0100"]


def test_every_second_week_keeps_its_clock_time() -> None:
    start = shown("2026-03-20 00:00")
    rang = moments_of(alarm("2026-03-20 09:00", Repeat(every=14 * DAY)), start, 24 * 15)
    assert rang == ["20 09:00 +0100", "03 09:00 +0200"]


@pytest.mark.parametrize(
    ("at", "now", "missed", "moved_to", "due"),
    [
        # Clocks went from 02:00 to 03:00; what they skipped is still to come, what they show is not.
        ("2026-03-28 02:30", "2026-03-29 03:10", 1, "2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-03-28 03:05", "2026-03-29 03:10", 2, "2026-03-30 03:05", "2026-03-30T03:05:00+02:00"),
        ("2026-03-28 09:30", "2026-03-29 09:00", 1, "2026-03-29 09:30", "2026-03-29T09:30:00+02:00"),
        # Clocks go from 03:00 to 02:00; in the second pass, what rang in the first does not come back.
        ("2026-10-25 02:30", "2026-10-25 02:10/2", 1, "2026-10-26 02:30", "2026-10-26T02:30:00+01:00"),
        ("2026-10-24 02:30", "2026-10-25 02:10/2", 2, "2026-10-26 02:30", "2026-10-26T02:30:00+01:00"),
        ("2026-10-24 03:05", "2026-10-25 02:10/2", 1, "2026-10-25 03:05", "2026-10-25T03:05:00+01:00"),
        ("2026-10-24 12:30", "2026-10-25 12:00", 1, "2026-10-25 12:30", "2026-10-25T12:30:00+01:00"),
    ],
)
def test_a_start_soon_after_the_clocks_changed(
    at: str, now: str, missed: int, moved_to: str, due: str
) -> None:
    woken = checked(alarm(at, DAILY), shown(now))
    assert woken is not None
    assert (woken.state, woken.missed, woken.local) == (MISSED, missed, local(moved_to))
    assert schedule.due(woken, shown(now)).isoformat() == due


# ---------------------------------------------------------------- another zone, another time


def test_an_alarm_rings_at_its_clock_time_of_the_new_zone() -> None:
    at_seven = alarm("2026-03-03 07:00")
    assert checked(at_seven, shown("2026-03-03 06:59", TOKYO)) is None
    assert checked(at_seven, shown("2026-03-03 06:59", NEW_YORK)) is None
    for zone in (TOKYO, NEW_YORK):
        rang = checked(at_seven, shown("2026-03-03 07:00", zone))
        assert rang is not None
        assert rang.state is RINGING
        assert rang.rang == shown("2026-03-03 07:00", zone).now


@pytest.mark.parametrize("boot", ["", "first"])
def test_a_timer_does_not_care_about_the_zone(boot: str) -> None:
    start = shown("2026-03-03 07:00", boot=boot)
    egg = timer(start, 5 * MINUTE)
    moved = replace(later(start, 3 * MINUTE), now=later(start, 3 * MINUTE).now.astimezone(TOKYO))
    assert schedule.due(egg, moved).isoformat() == "2026-03-03T15:05:00+09:00"
    assert checked(egg, moved) is None
    assert checked(egg, later(moved, 2 * MINUTE)) is not None


@pytest.mark.parametrize("wall", [-26 * HOUR, -HOUR, HOUR, 400 * DAY])
def test_a_timer_does_not_care_how_the_wall_clock_is_set(wall: timedelta) -> None:
    start = shown("2026-03-03 07:00", steady=5000.0, boot="first")
    egg = timer(start, 5 * MINUTE)
    assert checked(egg, later(start, 299 * timedelta(seconds=1), wall=wall)) is None
    over = later(start, 5 * MINUTE, wall=wall)
    rang = checked(egg, over)
    assert rang is not None
    assert (rang.state, rang.rang) == (RINGING, over.now)


def test_an_alarm_does_not_ring_again_when_the_clock_is_set_back() -> None:
    once, daily = alarm("2026-03-03 07:00"), alarm("2026-03-03 07:00", DAILY)
    rang = checked(daily, shown("2026-03-03 07:00"))
    assert rang is not None
    kept = Everyday((rang,)).after([schedule.silenced(rang)])
    assert kept.alerts == (replace(daily, local=local("2026-03-04 07:00")),)
    assert schedule.check(kept, shown("2026-03-03 06:50")) == ()
    assert schedule.check(kept, shown("2026-03-03 07:00")) == ()
    assert len(schedule.check(kept, shown("2026-03-04 07:00"))) == 1

    rang = checked(once, shown("2026-03-03 07:00"))
    assert rang is not None
    assert checked(rang, shown("2026-03-03 06:50")) is None
    assert schedule.silenced(rang) == Change(rang, None)


def test_a_clock_set_forward_over_an_alarm_reports_it() -> None:
    missed = checked(alarm("2026-03-03 07:00"), shown("2026-03-03 08:00"))
    assert missed is not None
    assert (missed.state, missed.missed, missed.rang) == (MISSED, 1, shown("2026-03-03 07:00").now)


def test_a_timer_counts_through_sleep() -> None:
    start = shown("2026-03-03 07:00", boot="first")
    missed = checked(timer(start, 5 * MINUTE), later(start, 3 * HOUR))
    assert missed is not None
    assert (missed.state, missed.rang) == (MISSED, shown("2026-03-03 07:05").now)


@pytest.mark.parametrize("boots", [("first", "second"), ("", ""), ("first", ""), ("", "second")])
def test_a_timer_goes_by_the_wall_clock_where_the_steady_one_is_another(boots: tuple[str, str]) -> None:
    start = shown("2026-03-03 07:00", steady=90_000.0, boot=boots[0])
    egg = timer(start, 5 * MINUTE)
    rebooted = shown("2026-03-03 07:04", steady=12.0, boot=boots[1])
    assert egg.deadline is not None
    assert schedule.remaining(egg.deadline, rebooted) == MINUTE
    assert schedule.due(egg, rebooted) == shown("2026-03-03 07:05").now
    assert checked(egg, rebooted) is None
    assert checked(egg, later(rebooted, MINUTE)) is not None


def test_an_alert_that_repeats_goes_on_with_the_clocks_of_this_boot() -> None:
    start = shown("2026-03-03 07:00", steady=90_000.0, boot="first")
    drink = timer(start, HOUR, Repeat(every=HOUR))
    rebooted = shown("2026-03-03 09:20", steady=12.0, boot="second")
    missed = checked(drink, rebooted)
    assert missed is not None
    assert (missed.state, missed.missed, missed.rang) == (MISSED, 2, shown("2026-03-03 09:00").now)
    assert missed.deadline == Deadline(shown("2026-03-03 10:00").now.astimezone(UTC), 12.0 + 2400, "second")


# ---------------------------------------------------------------- late, missed, again


@pytest.mark.parametrize(("late", "state"), [(0, RINGING), (60, RINGING), (61, MISSED), (86_400, MISSED)])
def test_what_is_more_than_a_minute_late_is_reported(late: int, state: AlertState) -> None:
    start = shown("2026-03-03 07:00", boot="first")
    for alert in (alarm("2026-03-03 07:00"), timer(start, timedelta())):
        after = checked(alert, later(start, timedelta(seconds=late)))
        assert after is not None
        assert (after.state, after.rang) == (state, start.now.astimezone(UTC))
        assert after.missed == (state is MISSED)


def test_how_late_is_late_can_be_said() -> None:
    kept, at = Everyday((alarm("2026-03-03 07:00"),)), shown("2026-03-03 07:30")
    [change] = schedule.check(kept, at, late_after=HOUR)
    assert became(change).state is RINGING


def test_each_missed_moment_of_a_repeat_is_counted() -> None:
    missed = checked(alarm("2026-03-03 07:00", DAILY), shown("2026-03-10 06:00"))
    assert missed is not None
    assert (missed.state, missed.missed, missed.rang) == (MISSED, 7, shown("2026-03-09 07:00").now)
    assert missed.local == local("2026-03-10 07:00")


def test_a_repeat_that_is_due_just_now_rings_and_knows_what_it_missed() -> None:
    rang = checked(alarm("2026-03-03 07:00", DAILY), shown("2026-03-10 07:00:30"))
    assert rang is not None
    assert (rang.state, rang.missed, rang.rang) == (RINGING, 7, shown("2026-03-10 07:00").now)


def test_more_than_999_are_not_counted() -> None:
    missed = checked(alarm("2026-03-03 07:00", DAILY), shown("2036-03-03 06:00"))
    assert missed is not None
    assert missed.missed == 999


@pytest.mark.parametrize(
    ("state", "missed", "now", "expected"),
    [
        (RINGING, 0, "2026-03-04 07:00", (RINGING, 1)),  # nobody answered yesterday
        (RINGING, 3, "2026-03-04 07:00", (RINGING, 4)),
        (MISSED, 2, "2026-03-04 07:00", (RINGING, 2)),
        (MISSED, 2, "2026-03-04 08:00", (MISSED, 3)),
        (RINGING, 0, "2026-03-06 08:00", (MISSED, 4)),
        (MISSED, 998, "2026-03-09 08:00", (MISSED, 999)),
    ],
)
def test_an_alert_that_comes_due_again_stays_one(
    state: AlertState, missed: int, now: str, expected: tuple[AlertState, int]
) -> None:
    rang = shown("2026-03-03 07:00").now
    alert = replace(alarm("2026-03-04 07:00", DAILY), state=state, missed=missed, rang=rang)
    again = checked(alert, shown(now))
    assert again is not None
    assert (again.state, again.missed) == expected


@pytest.mark.parametrize("state", [RINGING, MISSED, PAUSED])
def test_what_rings_was_missed_or_is_paused_does_not_come_due(state: AlertState) -> None:
    assert checked(replace(alarm("2026-03-03 07:00"), state=state), shown("2026-03-03 09:00")) is None


def test_a_repeat_that_is_paused_does_not_come_due_even_with_nothing_left() -> None:
    now = shown("2026-03-03 09:00")
    paused = replace(timer(now, HOUR, Repeat(every=HOUR)), state=PAUSED, deadline=None, left=timedelta())
    assert checked(paused, now) is None


def test_only_what_is_due_changes_and_in_the_order_in_which_it_was_set() -> None:
    records = (
        replace(alarm("2026-03-03 07:00"), id="b"),
        Note("milk", MADE),
        replace(alarm("2026-03-03 08:00"), id="c"),
        replace(alarm("2026-03-03 06:59"), id="a"),
    )
    changes = schedule.check(Everyday(records), shown("2026-03-03 07:00"))
    assert [became(change).id for change in changes] == ["b", "a"]


# ---------------------------------------------------------------- after a crash


def test_what_a_crash_cut_off_is_reported_and_not_rung_again() -> None:
    ringing = replace(alarm("2026-03-03 07:00"), state=RINGING, rang=MADE)
    kept = Everyday((ringing, replace(alarm("2026-03-04 07:00"), id="other")))
    now = shown("2026-03-03 07:00:20")
    changes = schedule.restored(kept, now)
    assert changes == (Change(ringing, replace(ringing, state=MISSED, missed=1)),)
    assert schedule.restored(kept.after(changes), now) == ()
    assert schedule.check(kept.after(changes), now) == ()


def test_nobody_answers() -> None:
    ringing = replace(alarm("2026-03-04 07:00", DAILY), state=RINGING, rang=MADE, missed=2)
    assert became(schedule.unheard(ringing)) == replace(ringing, state=MISSED, missed=3)
    assert became(schedule.unheard(replace(ringing, missed=999))).missed == 999
    waiting = alarm("2026-03-04 07:00")
    assert schedule.unheard(waiting) == Change(waiting, waiting)


# ---------------------------------------------------------------- silence, snooze, timers


def test_silence_ends_an_alert_or_brings_it_back_to_waiting() -> None:
    waiting = alarm("2026-03-04 07:00", DAILY)
    ringing = replace(waiting, state=RINGING, rang=MADE, missed=2)
    assert schedule.silenced(ringing) == Change(ringing, waiting)
    once = replace(ringing, repeat=None)
    assert schedule.silenced(once) == Change(once, None)


def test_a_snoozed_alarm_rings_again_after_a_while() -> None:
    now = shown("2026-03-03 07:01", steady=9.0, boot="first")
    rang = checked(alarm("2026-03-03 07:00"), now)
    assert rang is not None
    [change] = schedule.snoozed(rang, now, 9 * MINUTE)
    again = became(change)
    assert (again.id, again.state, again.local, again.rang) == (rang.id, WAITING, None, None)
    assert schedule.due(again, now) == shown("2026-03-03 07:10").now
    assert checked(again, later(now, 9 * MINUTE - timedelta(seconds=1))) is None
    assert checked(again, later(now, 9 * MINUTE)) is not None


def test_a_snoozed_alarm_that_repeats_keeps_its_rhythm() -> None:
    now = shown("2026-03-03 07:00")
    rang = checked(alarm("2026-03-03 07:00", DAILY), now)
    assert rang is not None
    kept = Everyday((rang,)).after(schedule.snoozed(rang, now, 9 * MINUTE))
    daily, once = kept.alerts
    assert daily == alarm("2026-03-04 07:00", DAILY)
    assert once.id != daily.id
    assert (once.repeat, once.state, once.local, once.made) == (None, WAITING, None, now.now)
    assert [schedule.due(alert, now).isoformat() for alert in kept.alerts] == [
        "2026-03-04T07:00:00+01:00",
        "2026-03-03T07:09:00+01:00",
    ]


def test_a_paused_timer_stands_still_and_goes_on() -> None:
    start = shown("2026-03-03 07:00", boot="first")
    egg = timer(start, 5 * MINUTE)
    pause, resume = later(start, 2 * MINUTE), later(start, 3 * HOUR)
    paused = became(schedule.paused(egg, pause))
    assert (paused.state, paused.left, paused.deadline) == (PAUSED, 3 * MINUTE, None)
    assert checked(paused, resume) is None
    assert schedule.due(paused, resume) == later(resume, 3 * MINUTE).now
    resumed = became(schedule.resumed(paused, resume))
    assert resumed == replace(egg, deadline=schedule.deadline(resume, 3 * MINUTE))


def test_a_timer_that_is_over_cannot_be_paused_out_of_ringing() -> None:
    start = shown("2026-03-03 07:00", boot="first")
    over = later(start, 6 * MINUTE)
    paused = became(schedule.paused(timer(start, 5 * MINUTE), over))
    assert paused.left == timedelta(seconds=1)
    rang = checked(timer(start, 6 * MINUTE), over)
    assert rang is not None
    assert schedule.paused(rang, over) == Change(rang, rang)


def test_what_is_no_timer_is_not_paused_resumed_or_extended() -> None:
    alert, now = alarm("2026-03-03 07:00"), shown("2026-03-03 06:00")
    nothing = Change(alert, alert)
    assert schedule.paused(alert, now) == schedule.resumed(alert, now) == nothing
    assert schedule.extended(alert, now, MINUTE) == nothing


@pytest.mark.parametrize(("by", "left"), [(2, 300), (-2, 60), (-3, 1), (-60, 1)])
@pytest.mark.parametrize("stands_still", [False, True])
def test_a_timer_is_extended(by: int, left: int, stands_still: bool) -> None:
    start = shown("2026-03-03 07:00", boot="first")
    egg, now = timer(start, 5 * MINUTE), later(start, 2 * MINUTE)
    if stands_still:
        egg = became(schedule.paused(egg, now))
    after = became(schedule.extended(egg, now, by * MINUTE))
    assert after.state is egg.state
    assert after.length == max(timedelta(seconds=1), (5 + by) * MINUTE)
    assert schedule.due(after, now) == later(now, timedelta(seconds=left)).now


def test_a_ringing_timer_starts_anew_when_it_is_extended() -> None:
    start = shown("2026-03-03 07:00", boot="first")
    now = later(start, 5 * MINUTE + timedelta(seconds=20))
    rang = checked(timer(start, 5 * MINUTE), now)
    assert rang is not None
    after = became(schedule.extended(rang, now, 5 * MINUTE))
    assert (after.state, after.rang, after.length) == (WAITING, None, 10 * MINUTE)
    assert schedule.due(after, now) == later(now, 5 * MINUTE).now


def test_a_repeat_that_rings_goes_on_ringing_when_its_next_moment_is_moved() -> None:
    start = shown("2026-03-03 07:00", boot="first")
    now = later(start, HOUR)
    rang = checked(timer(start, HOUR, Repeat(every=HOUR)), now)
    assert rang is not None
    after = became(schedule.extended(rang, now, 5 * MINUTE))
    assert (after.state, after.rang) == (RINGING, rang.rang)
    assert schedule.due(after, now) == later(now, HOUR + 5 * MINUTE).now


def test_the_stopwatch_goes_by_the_steady_clock_and_never_backwards() -> None:
    start = shown("2026-03-03 07:00", boot="first")
    since = schedule.deadline(start, timedelta())
    assert schedule.elapsed(since, later(start, 90 * MINUTE, wall=-HOUR)) == 90 * MINUTE
    rebooted = replace(later(start, 90 * MINUTE, wall=80 * MINUTE), boot="second", steady=3.0)
    assert schedule.elapsed(since, rebooted) == 80 * MINUTE
    assert schedule.elapsed(since, later(rebooted, MINUTE, wall=-100 * MINUTE)) == timedelta()
