"""The records of the everyday store. Each is immutable, has an id for life, and knows nothing of files."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from voice_assistant.vocabulary import Tier


def new_id() -> str:
    """An id that no other record has."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment, as every clock of the machine shows it."""

    now: datetime
    """Date and time, aware, in the user's zone. This clock is set now and then, and jumps."""
    steady: float = 0.0
    """Seconds on a clock that never jumps and goes on while the machine sleeps; starts anew at each boot."""
    boot: str = ""
    """Which boot `steady` belongs to; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a length of time, on both clocks: `steady` counts while the boot is the same, else `at` does."""

    at: datetime
    """Aware, in UTC."""
    steady: float
    """Seconds on the steady clock."""
    boot: str


class AlertKind(enum.StrEnum):
    """What an alert is for."""

    TIMER = "timer"
    ALARM = "alarm"
    REMINDER = "reminder"


class AlertState(enum.StrEnum):
    """How far an alert has come."""

    WAITING = "waiting"
    PAUSED = "paused"
    """A timer that stands still; `left` says at how much."""
    RINGING = "ringing"
    """Written before its first sample sounds. Found at a start, it means that nobody knows how much was heard."""
    MISSED = "missed"
    """Its moment went by unheard, and the user has yet to be told."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """When an alert comes again; exactly one of the three is set."""

    weekdays: tuple[int, ...] = ()
    """On these days of the week, Monday is 0, at the clock time of `Alert.local`. Every day: all seven."""
    month_day: int | None = None
    """On this day of each month, 1 to 31 (the last one of a shorter month), at the clock time of `Alert.local`."""
    every: timedelta | None = None
    """Again and again after this length of time."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A timer, an alarm or a reminder. Exactly one of `local`, `deadline` and `left` says when it is due."""

    kind: AlertKind
    made: datetime
    """When it was set: aware, UTC."""
    name: str = ""
    """What a timer or an alarm is called, such as "pasta"; what a reminder reminds of; may be empty."""
    local: datetime | None = None
    """Due at this date and clock time wherever the user is: naive."""
    deadline: Deadline | None = None
    """Due at the end of a length of time."""
    left: timedelta | None = None
    """What is left of a paused timer."""
    length: timedelta | None = None
    """The whole length of a timer."""
    repeat: Repeat | None = None
    state: AlertState = AlertState.WAITING
    rang: datetime | None = None
    """The moment it was due for which it rings, or that was missed: aware, UTC."""
    missed: int = 0
    """How many of its moments went by unheard, `rang` included; reported together."""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a list."""

    list: str
    """Name of the list, in small letters: "shopping", "to-do", or one of the user's own."""
    text: str
    made: datetime
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Note:
    """A note, in the user's words."""

    text: str
    made: datetime
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the user asked it to remember, in the user's words: "my sister's name is Ana"."""

    text: str
    made: datetime
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """The one stopwatch: runs since `since`, with `before` counted already; stands still without `since`."""

    since: Deadline | None = None
    """When it was started last, on both clocks."""
    before: timedelta = timedelta()
    id: str = "stopwatch"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the user wants it to sound; kept from run to run."""

    volume: int = 100
    """Percent."""
    speed: float = 1.0
    """How fast it speaks: 1 is as the voice was made, 2 twice as fast."""
    muted: bool = False
    id: str = "preferences"


@dataclass(frozen=True, slots=True)
class Watch:
    """How worried the safety kernel was last, so that a restart does not make it forget. Never what was said."""

    tier: Tier
    until: float
    """When it expires, in seconds since 1970."""
    id: str = "watch"


Record = Alert | Item | Note | Fact | Stopwatch | Preferences | Watch


@dataclass(frozen=True, slots=True)
class Change:
    """One record made, changed or removed."""

    before: Record | None
    """None: it is made."""
    after: Record | None
    """None: it is removed."""

    @property
    def undone(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)
