"""When to ring, for how long, and when to tell of what went by unheard: arithmetic over audio time.

    everyday + what rang so far ──next_move──> ring a round | give up | tell what was missed | nothing

A round is a chime and a few words. After it come four seconds of silence, into which the user can speak as if
nothing rang; whatever is said meanwhile makes the silence begin anew. What rings is read off `Everyday` every
time, so nothing goes on ringing that was silenced, and nothing is forgotten that was not.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from voice_assistant.everyday import Alert, AlertKind, AlertState, Everyday
from voice_assistant.vocabulary import samples

CHECKED_EVERY = samples(0.5)
"""How often to look whether something has come due, in samples."""

SILENCE = samples(4.0)
"""Between two rounds, in samples."""

ROUNDS: Mapping[AlertKind, int] = {AlertKind.TIMER: 15, AlertKind.REMINDER: 3, AlertKind.ALARM: 60}
"""Rounds after which nobody seems to be there. A round and its silence take about seven seconds."""

RISING = (0.35, 0.6)
"""What the samples of the first rounds are multiplied by; later ones are as loud as they get."""

Ring = tuple[str, datetime | None]
"""One moment of one alert: an alert that repeats rings anew each time."""


def ring_of(alert: Alert) -> Ring:
    """The moment for which an alert rings, or that was missed."""
    return alert.id, alert.rang


class Move(enum.Enum):
    """What to do now."""

    NOTHING = enum.auto()
    RING = enum.auto()
    """One round of all that rings."""
    GIVE_UP = enum.auto()
    """Nobody answers what has had all its rounds: `Bell.given_up` says which."""
    TELL = enum.auto()
    """Say what was missed: `Bell.untold` says which."""


@dataclass(frozen=True, slots=True)
class Bell:
    """What rang so far."""

    rounds: Mapping[Ring, int] = field(default_factory=lambda: MappingProxyType({}))
    """Rounds that each moment has rung."""
    quiet_since: int = 0
    """Index of the audio time axis since which nobody has had a turn."""
    held_back: frozenset[Ring] = frozenset()
    """Missed moments that are told only once the user is known to be there: nobody answered their ringing, or
    hearing of them was cut off."""

    def next_move(self, everyday: Everyday, now: int, *, busy: bool) -> Move:
        """What to do now. Asked for again and again: what has to wait is due still.

        Args:
            everyday: what is kept.
            now: index on the audio time axis.
            busy: whether somebody speaks, or a turn is under way.
        """
        if any(self._rung(alert) == 0 for alert in everyday.ringing):
            return Move.RING  # even into a reply
        if busy:
            return Move.NOTHING
        if not everyday.ringing:
            return Move.TELL if self.untold(everyday) else Move.NOTHING
        if now - self.quiet_since < SILENCE:
            return Move.NOTHING
        return Move.GIVE_UP if self.given_up(everyday) else Move.RING

    def given_up(self, everyday: Everyday) -> tuple[Alert, ...]:
        """What rings and has had all its rounds."""
        return tuple(alert for alert in everyday.ringing if self._rung(alert) >= ROUNDS[alert.kind])

    def untold(self, everyday: Everyday) -> tuple[Alert, ...]:
        """What was missed and may be told now."""
        missed = (alert for alert in everyday.alerts if alert.state is AlertState.MISSED)
        return tuple(alert for alert in missed if ring_of(alert) not in self.held_back)

    def level(self, everyday: Everyday) -> float:
        """What the samples of the next round are multiplied by: it rises, and never falls while anything rings."""
        rung = max((self._rung(alert) for alert in everyday.ringing), default=0)
        return RISING[rung] if rung < len(RISING) else 1.0

    def rang(self, everyday: Everyday) -> Bell:
        """After one more round of all that rings."""
        counted = {ring_of(alert): self._rung(alert) + 1 for alert in everyday.ringing}
        return replace(self, rounds=MappingProxyType(counted))

    def turn_ended(self, now: int) -> Bell:
        """After any turn, a round included."""
        return replace(self, quiet_since=now)

    def answered(self) -> Bell:
        """After a turn in which the user was answered, and so is there."""
        return replace(self, held_back=frozenset())

    def holding_back(self, alerts: tuple[Alert, ...]) -> Bell:
        """The same, but these are told only once the user is known to be there."""
        return replace(self, held_back=self.held_back | set(map(ring_of, alerts)))

    def _rung(self, alert: Alert) -> int:
        return self.rounds.get(ring_of(alert), 0)
