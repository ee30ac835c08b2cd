"""Hundreds of lives of a machine: no alert is rung twice, lost, or early, whatever happens to it.

Each life has a wall clock that is set, a steady clock, zones, sleep and boots; somebody sets alerts, answers
them or does not; and the process is killed at any point. Beside it, a `Plan` for each alert works out by hand,
step after step and with none of the code under test, which of its *moments* have come. What is claimed:

- A moment rings once at most, and never before it has come. Lengths of time count on the steady clock of the
  boot in which they began, and on the wall clock from the next boot on; dates and clock times on the wall clock
  of the zone in which the machine is.
- A moment that has come is rung or reported: one that is cut off by a crash, slept through, or was passed while
  the machine was off, is counted in `missed`, and that count is exact up to 999.
- A jump of the wall clock forward over a moment that goes by it reports the moment (or rings it, where it is less
  than a minute late). A jump back does not ring again what has rung, nor report again what was counted: a
  moment comes once in the life of its alert. Timers of this boot heed neither.
- A report is made once, or once more where the process died between saying it and writing that it was said.

A change is durable once `keep` returns; everything else that a process knew is gone when it is killed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest

from voice_assistant.everyday import Alert, AlertKind, AlertState, Change, Everyday, Repeat, schedule
from voice_assistant.everyday.records import Instant

SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",  # its summer is half an hour ahead
        "Asia/Kathmandu",
    )
]
BEGINNINGS = [  # a few days before the clocks change somewhere, or a month ends
    datetime(*date, tzinfo=UTC)
    for date in [(2026, 3, 6), (2026, 3, 27), (2026, 4, 3), (2026, 10, 23), (2026, 10, 30), (2028, 2, 26)]
]


# ---------------------------------------------------------------- the machine


@dataclass
class Machine:
    """A machine with its clocks. Time goes on in whole seconds, so that every sum is exact."""

    wall: datetime
    """What the wall clock shows, UTC."""
    zone: ZoneInfo
    knows_boot: bool
    steady: float = 40.0
    boots: int = 1

    def pass_time(self, length: timedelta) -> None:
        self.wall += length
        self.steady += length.total_seconds()

    def boot(self) -> None:
        self.boots += 1
        self.steady = 15.0

    @property
    def boot_id(self) -> str:
        return f"boot {self.boots}" if self.knows_boot else ""

    @property
    def instant(self) -> Instant:
        return Instant(self.wall.astimezone(self.zone), self.steady, self.boot_id)


@lru_cache(maxsize=100_000)
def shown_at(local: datetime, zone: ZoneInfo) -> datetime:
    """When the clocks of a zone show this for the first time (UTC), found by trying."""
    offsets = [(local.replace(tzinfo=UTC) + n * DAY).astimezone(zone).utcoffset() for n in (-1, 1)]
    tries = sorted(local.replace(tzinfo=UTC) - offset for offset in offsets if offset is not None)
    right = [moment for moment in tries if moment.astimezone(zone).replace(tzinfo=None) == local]
    return right[0] if right else local.replace(tzinfo=UTC) - (offsets[0] or timedelta())


# ---------------------------------------------------------------- what must happen, by hand


@dataclass(eq=False)
class Moment:
    """One time at which one alert came due."""

    at: datetime
    rung: int = 0
    reported: int = 0
    cut_off: int = 0
    """How often a process died between reporting it and writing that down."""


@dataclass
class Plan:
    """What is to become of an alert."""

    local: datetime | None
    repeat: Repeat | None
    ends: tuple[datetime, float, str] | None = None
    """End of a length of time: on the wall clock, on the steady clock, and of which boot."""
    left: timedelta | None = None
    ringing: Moment | None = None
    owed: list[Moment] = field(default_factory=list)
    """What came and was not heard, as far as anybody knows."""

    def begin(self, length: timedelta, machine: Machine) -> None:
        """A length of time begins now."""
        self.ends = (machine.wall + length, machine.steady + length.total_seconds(), machine.boot_id)

    def wait(self, machine: Machine) -> timedelta:
        """How long it is to the end of the length of time."""
        assert self.ends is not None
        wall, steady, boot = self.ends
        same = boot == machine.boot_id != ""
        return timedelta(seconds=steady - machine.steady) if same else wall - machine.wall

    def gone(self, machine: Machine) -> list[datetime]:
        """The moments that have come, and were not dealt with yet."""
        return self._walk(machine)[0]

    def move_on(self, machine: Machine) -> None:
        """They are dealt with."""
        _, self.local, wait = self._walk(machine)
        self.ends = None
        if wait is not None:
            self.begin(wait, machine)

    def _walk(self, machine: Machine) -> tuple[list[datetime], datetime | None, timedelta | None]:
        came: list[datetime] = []
        local, wait = self.local, None if self.ends is None else self.wait(machine)
        while local is not None and shown_at(local, machine.zone) <= machine.wall:
            came.append(shown_at(local, machine.zone))
            local = self._next_day(local)
        while wait is not None and wait <= timedelta():
            came.append(machine.wall + wait)
            wait = wait + self.repeat.every if self.repeat and self.repeat.every else None
        return came, local, wait

    def _next_day(self, local: datetime) -> datetime | None:
        if self.repeat is None:
            return None
        if self.repeat.every is not None:
            return local + self.repeat.every
        local += DAY
        while not self._is_a_day(local):
            local += DAY
        return local

    def _is_a_day(self, local: datetime) -> bool:
        assert self.repeat is not None
        if self.repeat.month_day is None:
            return local.weekday() in self.repeat.weekdays
        is_last = (local + DAY).month != local.month
        return local.day == self.repeat.month_day or (is_last and local.day < self.repeat.month_day)


# ---------------------------------------------------------------- the process


class Keeper(Protocol):
    def load(self) -> Everyday: ...

    def keep(self, changes: Sequence[Change]) -> None: ...

    def close(self) -> None: ...


class InMemory:
    """A store that keeps what was written, and nothing else."""

    def __init__(self) -> None:
        self.durable = Everyday()

    def load(self) -> Everyday:
        return self.durable

    def keep(self, changes: Sequence[Change]) -> None:
        self.durable = self.durable.after(changes)

    def close(self) -> None:
        pass


class KilledError(Exception):
    """The process is gone."""


class Life:
    """A machine, the process on it while there is one, and everything that happens to both."""

    def __init__(self, seed: int, open_store: Callable[[], Keeper]) -> None:
        self.dice = random.Random(seed)
        self.machine = Machine(
            wall=self.dice.choice(BEGINNINGS) + self.dice.randrange(3 * 86_400) * SECOND,
            zone=self.dice.choice(ZONES),
            knows_boot=self.dice.random() < 0.85,
        )
        self.open_store = open_store
        self.store: Keeper | None = None
        """Open while the process lives."""
        self.kept = Everyday()
        """What the process believes."""
        self.plans: dict[str, Plan] = {}
        self.moments: list[Moment] = []
        self.happened: Counter[str] = Counter()
        self.danger = 0.04
        """Probability of being killed, at each point where that could matter."""

    def live(self, events: int = 60) -> Counter[str]:
        for _ in range(events):
            event = self.dice.choice(RUNNING if self.store else OFF)
            self.happened[event.__name__] += 1
            with self.until_killed():
                event(self)
        self.end()
        return self.happened

    def end(self) -> None:
        """Everything comes due, and is heard or told: then nothing may be owed."""
        self.danger = 0.0
        for length in (timedelta(), 50 * DAY):
            self.machine.pass_time(length)
            if self.store is None:
                self.start()
            self.look()
            for alert in self.kept.alerts:
                self.tell(alert)
        self.stop()
        for moment in self.moments:
            assert moment.rung + moment.reported >= 1, "a moment was lost"
            assert moment.rung <= 1, "a moment was rung twice"
            assert moment.reported <= 1 + moment.cut_off, "a moment was reported twice"
        self.happened["moments rung"] += sum(moment.rung for moment in self.moments)
        self.happened["moments only reported"] += sum(not moment.rung for moment in self.moments)
        self.happened["moments reported again"] += sum(moment.reported > 1 for moment in self.moments)

    # ------------------------------------------------------------ the process

    def start(self) -> None:
        self.store = self.open_store()
        self.kept = self.store.load()
        assert {alert.id for alert in self.kept.alerts} == set(self.plans), "an alert was lost, or came back"

        def durable() -> None:
            for plan in self.plans.values():
                unanswered(plan)

        changes = schedule.restored(self.kept, self.machine.instant)
        self.happened["cut off"] += len(changes)
        self.write(changes, durable)
        self.look()

    def look(self) -> Sequence[Change]:
        """See what has come due, and ring it."""
        machine = self.machine
        expected = {name: gone for name, plan in self.plans.items() if (gone := plan.gone(machine))}
        changes = schedule.check(self.kept, machine.instant)
        assert {change.after.id for change in changes if change.after} == set(expected), (
            "early, or not at all"
        )

        def durable() -> None:
            for alert in map(after, changes):
                plan, moments = self.plans[alert.id], [Moment(at) for at in expected[alert.id]]
                self.happened["came due while it was ringing"] += plan.ringing is not None
                self.happened["came due while it was missed"] += plan.ringing is None and bool(plan.owed)
                unanswered(plan)
                plan.ringing = moments[-1] if machine.wall - moments[-1].at <= MINUTE else None
                plan.owed += moments if plan.ringing is None else moments[:-1]
                plan.move_on(machine)
                self.moments += moments
                state = AlertState.MISSED if plan.ringing is None else AlertState.RINGING
                assert (alert.state, alert.rang) == (state, moments[-1].at)
                assert alert.missed == min(999, len(plan.owed))
                self.happened["late" if plan.ringing is None else "in time"] += 1
                self.happened["999 or more missed"] += alert.missed == 999

        self.write(changes, durable)
        for alert in map(after, changes):
            if alert.state is AlertState.RINGING:
                self.perhaps_killed("between written and rung")
                moment = self.plans[alert.id].ringing
                assert moment is not None
                moment.rung += 1
                self.perhaps_killed("while it rang")
        return changes

    def write(self, changes: Sequence[Change], durable: Callable[[], None]) -> None:
        """Make changes durable; `durable` is called at that moment."""
        if not changes:
            return
        self.perhaps_killed("before it was written")
        assert self.store is not None
        self.store.keep(changes)
        durable()
        self.kept = self.kept.after(changes)
        self.perhaps_killed("after it was written")

    def perhaps_killed(self, point: str) -> None:
        if self.dice.random() < self.danger:
            self.happened[f"killed {point}"] += 1
            raise KilledError

    @contextmanager
    def until_killed(self) -> Iterator[None]:
        try:
            yield
        except KilledError:
            self.stop()

    def stop(self) -> None:
        if self.store is not None:
            self.store.close()
        self.store = None

    # ------------------------------------------------------------ what happens while it runs

    def somebody_sets_something(self) -> None:
        dice, machine = self.dice, self.machine
        today = machine.instant.now.replace(tzinfo=None)
        ahead = timedelta(seconds=dice.choice([dice.randrange(1, 600), dice.randrange(1, 4 * 86_400)]))
        by_length = dice.random() < 0.5
        repeat = dice.choice([
            None,
            None,
            Repeat(every=dice.choice([10 * MINUTE, HOUR, 7 * HOUR, DAY])) if by_length
            else Repeat(every=dice.choice([DAY, 2 * DAY, 14 * DAY])),
            None if by_length else Repeat(weekdays=tuple(dice.sample(range(7), dice.randrange(1, 8)))),
            None if by_length else Repeat(month_day=dice.choice([1, 15, 28, 29, 30, 31])),
        ])  # fmt: skip
        local = None if by_length else (today + ahead).replace(second=0, microsecond=0)
        if local is not None and repeat is not None and not repeat.every and dice.random() < 0.8:
            local = schedule.next_local(today, repeat, local.time())
        plan = Plan(local, repeat)
        if by_length:
            plan.begin(ahead, machine)
        alert = Alert(
            dice.choice(list(AlertKind)),
            machine.wall,
            local=local,
            deadline=schedule.deadline(machine.instant, ahead) if by_length else None,
            length=ahead if by_length else None,
            repeat=repeat,
            id=f"{len(self.moments)}-{dice.getrandbits(64)}",
        )
        self.write([Change(None, alert)], lambda: self.plans.update({alert.id: plan}))
        self.look()

    def somebody_is_there(self) -> None:
        """Time goes by second after second, and what rings is answered, or not."""
        end = self.machine.wall + self.dice.choice([10 * MINUTE, 2 * HOUR, 9 * HOUR])
        while True:
            instant = self.machine.instant
            waits = [
                schedule.due(alert, instant).astimezone(UTC) - self.machine.wall
                for alert in self.kept.alerts
                if alert.state is AlertState.WAITING
                or (alert.repeat and alert.state is not AlertState.PAUSED)
            ]
            wait = min(waits, default=DAY)
            if self.machine.wall + wait > end:
                break
            self.machine.pass_time(wait - SECOND)
            assert not self.look(), "rung a second early"
            self.machine.pass_time(SECOND)
            assert self.look(), "not rung when it said it would"
            self.machine.pass_time(self.dice.randrange(1, 50) * SECOND)
            self.look()
            self.somebody_answers()
        self.machine.pass_time(max(timedelta(), end - self.machine.wall))
        self.look()

    def somebody_answers(self) -> None:
        """What rings or was missed is heard."""
        for alert in self.kept.alerts:
            if alert.state in {AlertState.RINGING, AlertState.MISSED}:
                self.dice.choice([Life.tell, Life.tell, Life.snooze, Life.give_up, Life.extend, Life.ignore])(
                    self, alert
                )

    def somebody_changes_a_timer(self) -> None:
        for alert in self.kept.alerts:
            if alert.left is not None:
                self.dice.choice([Life.resume, Life.extend])(self, alert)
            elif alert.deadline is not None and alert.state is AlertState.WAITING:
                self.dice.choice([Life.pause, Life.extend, Life.cancel, Life.ignore])(self, alert)

    def the_machine_sleeps(self) -> None:
        self.machine.pass_time(self.dice.choice([40 * SECOND, 10 * MINUTE, 8 * HOUR, 3 * DAY]))
        self.look()

    def the_clock_is_set_forward(self) -> None:
        self.machine.wall += self.dice.choice([3 * SECOND, 40 * SECOND, 5 * MINUTE, 5 * HOUR])
        if self.store:
            self.look()

    def the_clock_is_set_back(self) -> None:
        self.machine.wall -= self.dice.choice([3 * SECOND, 40 * SECOND, 5 * MINUTE, 5 * HOUR])
        if self.store:
            self.look()

    def the_zone_changes(self) -> None:
        self.machine.zone = self.dice.choice(ZONES)
        if self.store:
            self.look()

    def the_process_is_killed(self) -> None:
        raise KilledError

    def the_machine_reboots(self) -> None:
        self.stop()
        self.machine.pass_time(self.dice.randrange(5, 300) * SECOND)
        self.machine.boot()
        self.start()

    # ------------------------------------------------------------ what happens while it does not

    def it_is_started(self) -> None:
        self.start()

    def time_goes_by(self) -> None:
        self.machine.pass_time(self.dice.choice([2 * SECOND, 30 * SECOND, 10 * MINUTE, 8 * HOUR]))

    def the_machine_is_off_for_long(self) -> None:
        length = self.dice.choice([2 * DAY, 9 * DAY, 40 * DAY, 40 * DAY, 1200 * DAY])
        self.machine.pass_time(length if self.dice.random() < 0.3 else 10 * HOUR)
        self.machine.boot()

    # ------------------------------------------------------------ what somebody does about one alert

    def tell(self, alert: Alert) -> None:
        """Somebody hears it, and of all that was missed."""
        if alert.state not in {AlertState.RINGING, AlertState.MISSED}:
            return
        plan = self.plans[alert.id]
        for moment in plan.owed:
            moment.reported += 1
        if self.dice.random() < self.danger:
            self.happened["killed between told and written"] += 1
            for moment in plan.owed:
                moment.cut_off += 1
            raise KilledError
        assert self.store is not None
        change = schedule.silenced(alert)
        self.store.keep([change])
        self.settle(alert, change)
        self.perhaps_killed("after it was silenced")

    def settle(self, alert: Alert, *changes: Change) -> None:
        """An alert rings no more, and owes nothing: that is durable now."""
        plan = self.plans[alert.id]
        plan.owed, plan.ringing = [], None
        self.kept = self.kept.after(changes)
        if alert.repeat is None and changes[0].after is None:
            del self.plans[alert.id]

    def snooze(self, alert: Alert) -> None:
        if alert.state is not AlertState.RINGING or alert.missed:
            return
        length = self.dice.randrange(1, 1200) * SECOND
        changes = schedule.snoozed(alert, self.machine.instant, length)
        again = Plan(None, None)
        again.begin(length, self.machine)

        def durable() -> None:
            self.happened["snoozed"] += 1
            self.settle(alert, *changes)
            self.plans[after(changes[-1]).id] = again

        self.write(changes, durable)

    def give_up(self, alert: Alert) -> None:
        """Nobody answers."""
        if alert.state is AlertState.RINGING:
            self.write([schedule.unheard(alert)], lambda: unanswered(self.plans[alert.id]))

    def extend(self, alert: Alert) -> None:
        if alert.state is AlertState.MISSED or (alert.deadline is None and alert.left is None):
            return
        by, plan, machine = self.dice.randrange(-900, 900) * SECOND, self.plans[alert.id], self.machine
        change = schedule.extended(alert, machine.instant, by)

        def durable() -> None:
            self.happened["extended"] += 1
            if plan.left is not None:
                plan.left = max(SECOND, plan.left + by)
                return
            if alert.repeat is None:
                plan.ringing = None
            left = timedelta() if plan.ends is None else plan.wait(machine)
            plan.begin(max(SECOND, left + by), machine)

        self.write([change], durable)

    def pause(self, alert: Alert) -> None:
        plan = self.plans[alert.id]

        def durable() -> None:
            plan.left, plan.ends = plan.wait(self.machine), None

        self.write([schedule.paused(alert, self.machine.instant)], durable)

    def resume(self, alert: Alert) -> None:
        plan = self.plans[alert.id]

        def durable() -> None:
            assert plan.left is not None
            plan.begin(plan.left, self.machine)
            plan.left = None

        self.write([schedule.resumed(alert, self.machine.instant)], durable)

    def cancel(self, alert: Alert) -> None:
        self.write([Change(alert, None)], lambda: self.plans.__delitem__(alert.id))

    def ignore(self, alert: Alert) -> None:
        pass


def after(change: Change) -> Alert:
    assert isinstance(change.after, Alert)
    return change.after


def unanswered(plan: Plan) -> None:
    """What was ringing is owed now."""
    if plan.ringing is not None:
        plan.owed.append(plan.ringing)
        plan.ringing = None


RUNNING = [
    *[Life.somebody_sets_something] * 5,
    *[Life.somebody_is_there] * 5,
    *[Life.somebody_answers] * 2,
    Life.somebody_changes_a_timer,
    *[Life.the_machine_sleeps] * 2,
    Life.the_clock_is_set_forward,
    Life.the_clock_is_set_back,
    Life.the_zone_changes,
    Life.the_process_is_killed,
    Life.the_machine_reboots,
]

OFF = [
    *[Life.it_is_started] * 4,
    *[Life.time_goes_by] * 2,
    Life.the_machine_is_off_for_long,
    Life.the_clock_is_set_forward,
    Life.the_clock_is_set_back,
    Life.the_zone_changes,
]

RARE = {"999 or more missed": 20, "killed between told and written": 50, "moments reported again": 50}
"""How often these must have happened in 500 lives; everything else 100 times."""


def live(seed: int, open_store: Callable[[], Keeper]) -> Counter[str]:
    try:
        return Life(seed, open_store).live()
    except AssertionError as error:
        error.add_note(f"in the life with seed {seed}")
        raise


def test_no_moment_is_rung_twice_lost_or_early_in_500_lives() -> None:
    happened: Counter[str] = Counter()
    for seed in range(500):
        store = InMemory()
        happened += live(seed, lambda store=store: store)
    print(*sorted(happened.items()), sep="\n")
    expected = {event.__name__ for event in RUNNING + OFF} | {
        "999 or more missed",
        "came due while it was missed",
        "came due while it was ringing",
        "cut off",
        "extended",
        "in time",
        "killed after it was silenced",
        "killed after it was written",
        "killed before it was written",
        "killed between told and written",
        "killed between written and rung",
        "killed while it rang",
        "late",
        "moments only reported",
        "moments reported again",
        "moments rung",
        "snoozed",
    }
    assert set(happened) == expected
    assert not [event for event in expected if happened[event] < RARE.get(event, 100)]


def test_it_is_the_same_with_the_encrypted_file(tmp_path: Path) -> None:
    file = pytest.importorskip("voice_assistant.everyday.file", exc_type=ImportError)
    for seed in range(1000, 1040):
        path = tmp_path / f"{seed}.db"
        live(seed, lambda path=path: file.EverydayFile(path, bytes(32)))
