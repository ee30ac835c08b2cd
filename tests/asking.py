"""Ask the skills something, without a language model and without a world: for tests of skills."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from voice_assistant import languages
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.rehearsal import Rehearsed, rehearse
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.everyday import Everyday
from voice_assistant.everyday.records import Instant
from voice_assistant.vocabulary import Transcript

NOW = datetime(2026, 3, 9, 7, 5, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Monday morning."""


@dataclass(slots=True)
class Talk:
    """A typed conversation: what is said in one turn can be meant in the next."""

    world: World = field(default_factory=lambda: World(Instant(NOW, 0.0, "boot")))
    dialogue: Dialogue = field(default_factory=lambda: Dialogue(languages.load("en"), Persona()))
    memory: Memory = field(default_factory=Memory)
    last: Rehearsed | None = None
    """What the last turn came to."""

    def say(self, said: str | Transcript) -> str:
        """The reply to what is said."""
        self.last = rehearse(self.dialogue, said, self.memory, self.world)
        self.memory = self.last.memory
        self.world = replace(self.world, everyday=self.last.everyday)
        return self.last.reply

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        before = self.world.instant
        after = Instant(before.now + timedelta(seconds=seconds), before.steady + seconds, before.boot)
        self.world = replace(self.world, instant=after)

    @property
    def everyday(self) -> Everyday:
        """What is kept."""
        return self.world.everyday


def ask(said: str) -> str:
    """The reply to one thing that is said."""
    return Talk().say(said)
