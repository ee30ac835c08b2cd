"""What the assistant keeps for everyday use, as a value: alerts, lists, notes, what it was told, its volume.

    everyday ──Change──> everyday        a change names a record before and after, so it can be taken back

Nothing in here reads or writes a file: `store` keeps the records, and whoever performs effects applies the
changes. A skill reads the value it is given, and yields changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from voice_assistant.everyday.records import (
    Alert,
    AlertKind,
    AlertState,
    Change,
    Fact,
    Item,
    Note,
    Preferences,
    Record,
    Repeat,
    Stopwatch,
    Watch,
)

__all__ = [
    "Alert",
    "AlertKind",
    "AlertState",
    "Change",
    "Everyday",
    "Fact",
    "Item",
    "Note",
    "Preferences",
    "Record",
    "Repeat",
    "Stopwatch",
    "Watch",
]

_Told = TypeVar("_Told", Item, Note, Fact)


@dataclass(frozen=True, slots=True)
class Everyday:
    """Everything that is kept."""

    records: tuple[Record, ...] = ()
    """In the order in which they were put here; what was taken back comes behind what was made after it."""
    trouble: tuple[str, str] | None = None
    """Why it is empty although something may be kept: the phrase to be said, and the sentence to be shown."""

    def after(self, changes: Iterable[Change]) -> Everyday:
        """The same with changes made to it, in order. A change whose record is gone, or there already, still holds."""
        kept = {record.id: record for record in self.records}
        for change in changes:
            if change.after is not None:
                kept[change.after.id] = change.after
            elif change.before is not None:
                kept.pop(change.before.id, None)
        return Everyday(tuple(kept.values()), self.trouble)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Timers, alarms and reminders."""
        return tuple(record for record in self.records if isinstance(record, Alert))

    @property
    def ringing(self) -> tuple[Alert, ...]:
        """The alerts that ring now."""
        return tuple(alert for alert in self.alerts if alert.state is AlertState.RINGING)

    @property
    def items(self) -> tuple[Item, ...]:
        """What is on the lists, oldest first."""
        return _oldest_first(record for record in self.records if isinstance(record, Item))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, oldest first."""
        return _oldest_first(record for record in self.records if isinstance(record, Note))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the user asked it to remember, oldest first."""
        return _oldest_first(record for record in self.records if isinstance(record, Fact))

    @property
    def stopwatch(self) -> Stopwatch | None:
        """The stopwatch, where it was started."""
        return next((record for record in self.records if isinstance(record, Stopwatch)), None)

    @property
    def preferences(self) -> Preferences:
        """How the user wants it to sound."""
        return next((record for record in self.records if isinstance(record, Preferences)), Preferences())

    @property
    def watch(self) -> Watch | None:
        """How worried the safety kernel was last."""
        return next((record for record in self.records if isinstance(record, Watch)), None)


def _oldest_first(records: Iterable[_Told]) -> tuple[_Told, ...]:
    """Records by when they were made: one that was deleted and came back stands where it stood."""
    return tuple(sorted(records, key=lambda record: record.made))
