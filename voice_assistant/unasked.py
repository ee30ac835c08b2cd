"""What the assistant says unasked: what rings, and what was missed. It is told of the time, and says what is due."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from voice_assistant.bell import CHECKED_EVERY, Bell, Move
from voice_assistant.dialogue import announcing
from voice_assistant.dialogue.context import World
from voice_assistant.everyday import Everyday
from voice_assistant.everyday.records import Instant
from voice_assistant.everyday.schedule import check, silenced, unheard
from voice_assistant.keeping import Kept
from voice_assistant.languages import Language
from voice_assistant.moves import AnnouncementDue
from voice_assistant.running import Running
from voice_assistant.vocabulary import Sentence, samples

PRESSING = samples(30.0)
"""How long something that rings waits for talk to end, in samples: longer than one utterance can be. Then it rings
over the talk, and is not cut off by it: a television must not keep an alarm silent."""


class Unasked:
    """Keeps an eye on the alerts.

    Args:
        kept: the alerts, and everything else that is kept.
        clock: this moment, on every clock.
        start: lets something be written meanwhile.
        screen: whether the user can read what is shown.
    """

    def __init__(
        self,
        kept: Kept,
        clock: Callable[[], Instant],
        start: Callable[[Coroutine[Any, Any, None]], None],
        *,
        screen: bool,
    ) -> None:
        self._kept = kept
        self._clock = clock
        self._start = start
        self._screen = screen
        self._bell = Bell()
        self._next_check = 0
        self._waits_since: int | None = None

    def attend(self, now: int, *, busy: bool, private: bool) -> AnnouncementDue | None:
        """What is due; it may be refused, and is due still when this is called for the next frame.

        Args:
            now: index on the audio time axis.
            busy: whether somebody speaks, or a turn is under way.
            private: whether the conversation is about something that no missed timer should come between.
        """
        if now >= self._next_check and not self._kept.busy:
            self._next_check = now + CHECKED_EVERY
            if check(self._kept.everyday, self._clock()):
                self._start(self._kept.ring(self._clock))
        if not self._kept.everyday.ringing:
            self._waits_since = None
        elif self._waits_since is None:
            self._waits_since = now
        elif now - self._waits_since > PRESSING:
            return AnnouncementDue(ringing=True, pressing=True)
        match self._bell.next_move(self._kept.everyday, now, busy=busy):
            case Move.RING:
                return AnnouncementDue(ringing=True)
            case Move.GIVE_UP:
                self._give_up()
            case Move.TELL if not private and (self._screen or not self._kept.preferences.muted):
                return AnnouncementDue(ringing=False)
            case _:
                pass
        return None

    def begin(self, running: Running, *, ringing: bool) -> None:
        """Make a turn one that rings, or tells what was missed."""
        everyday = self._kept.everyday
        running.turn.skill = "ringing" if ringing else "missed"
        running.rings = ringing
        self._waits_since = None
        if ringing:
            running.announced = everyday.ringing
            running.level = self._bell.level(everyday)
            self._bell = self._bell.rang(everyday)
        else:
            running.announced = self._bell.untold(everyday)

    def words(self, running: Running, language: Language) -> tuple[Sentence, ...]:
        """What such a turn says."""
        world = World(self._clock(), Everyday(running.announced))
        return announcing.ringing(world, language) if running.rings else announcing.missed(world, language)

    def ended(self, running: Running, now: int) -> None:
        """A turn of any kind is over."""
        self._bell = self._bell.turn_ended(now)
        if not running.turn.announced:
            if running.turn.said:
                self._bell = self._bell.answered()
        elif not running.rings:
            if running.heard:
                told = [alert for alert in running.announced if alert in self._kept.everyday.alerts]
                self._start(self._kept.hold([silenced(alert) for alert in told]))
            else:
                self._bell = self._bell.holding_back(running.announced)

    def hush(self) -> None:
        """The user has noticed what rings."""
        if self._kept.everyday.ringing:
            self._start(self._kept.hold([silenced(alert) for alert in self._kept.everyday.ringing]))

    def _give_up(self) -> None:
        """Nobody answers: it is told once somebody is there."""
        alerts = self._bell.given_up(self._kept.everyday)
        self._bell = self._bell.holding_back(alerts)
        self._start(self._kept.hold([unheard(alert) for alert in alerts]))
