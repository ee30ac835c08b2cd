"""Skills: what the assistant can do by itself, at once and without a language model.

A skill is a typed generator with sentences that call it. It yields what to say, and `Effect`s for what to do:
it never acts itself, since a draft of a turn must not change the world.

    @skill("what time is it", "tell me the time")
    def tell_time(situation: Situation) -> Steps:
        yield situation.language.phrase("skill.time", time=f"{situation.now:%H:%M}")

Sentences are hassil templates: `(a|b)` one of, `[please]` optional, `{percent}` a number from a list below.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from hassil import Intents, recognize_best

from voice_assistant.languages import Language
from voice_assistant.vocabulary import Effect

Steps = Generator[str | Effect, Any, None]
"""What a skill yields: texts to be said, and effects, whose results it is sent."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a skill may know."""

    now: datetime
    """Local date and time."""
    language: Language
    """Where its words come from."""
    last_reply: str = ""
    """What was last said to the user and heard."""


@dataclass(frozen=True, slots=True)
class Skill:
    """Something the assistant can do."""

    name: str
    sentences: tuple[str, ...]
    """Templates of what calls it."""
    run: Callable[..., Steps]
    """Takes a Situation and the values found in the sentence."""


SKILLS: dict[str, Skill] = {}
"""Every skill by name."""


def skill(*sentences: str) -> Callable[[Callable[..., Steps]], Callable[..., Steps]]:
    """Register a generator as the skill that these sentences call."""

    def register(run: Callable[..., Steps]) -> Callable[..., Steps]:
        SKILLS[run.__name__] = Skill(run.__name__, sentences, run)
        return run

    return register


@dataclass(frozen=True, slots=True)
class Match:
    """A skill that was called, and with what."""

    skill: Skill
    values: tuple[tuple[str, Any], ...]

    def run(self, situation: Situation) -> Steps:
        """The skill at work."""
        return self.skill.run(situation, **dict(self.values))


def match(text: str) -> Match | None:
    """The skill that a text calls, if it calls one."""
    found = recognize_best(text, _intents())
    if found is None:
        return None
    values = tuple((name, entity.value) for name, entity in found.entities.items())
    return Match(SKILLS[found.intent.name], values)


@cache
def _intents() -> Intents:
    from voice_assistant.skills import about, clock, parting, sound  # noqa: F401  they register themselves

    return Intents.from_dict(
        {
            "language": "en",
            "intents": {s.name: {"data": [{"sentences": list(s.sentences)}]} for s in SKILLS.values()},
            "lists": {"percent": {"range": {"from": 0, "to": 100}}},
            "skip_words": ["please", "hey", "okay", "and", "could you", "can you", "now", "for me"],
        }
    )
