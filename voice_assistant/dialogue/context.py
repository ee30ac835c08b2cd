"""What "it", "that" and "the second one" refer to, as a value: it commits with the turn, at the gate."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from voice_assistant.everyday import Everyday
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Call, Done, Question

KEPT = 10
"""Things done that can be taken back."""

LASTS_S = 180.0
"""Seconds after which nobody means what was asked or done before, unless they name it."""


@dataclass(frozen=True, slots=True)
class World:
    """What a reply may know besides the conversation."""

    instant: Instant
    everyday: Everyday = field(default_factory=Everyday)


@dataclass(frozen=True, slots=True)
class Context:
    """What was asked and done last."""

    call: Call | None = None
    """The skill that was called last."""
    question: Question | None = None
    """What was asked and waits for its answer."""
    rest: tuple[Call, ...] = ()
    """What is still to be done once that is answered: the rest of a sentence."""
    at: float = 0.0
    """When that was: seconds since 1970."""
    made: bool = False
    """Whether what `call` did is the last thing in `done`."""
    done: tuple[Done, ...] = ()
    """What can be taken back, latest last."""
    told: frozenset[str] = frozenset()
    """Phrases that are said once in a conversation, and were."""

    def fresh(self, now: float) -> Context:
        """The same without what nobody means any more.

        Args:
            now: seconds since 1970.
        """
        fresh = 0 <= now - self.at <= LASTS_S
        return self if fresh else replace(self, call=None, question=None, rest=(), made=False)

    @property
    def did(self) -> Call | None:
        """The call that "make it ten" and "cancel that" are about: the last one, or what it only asked about."""
        if self.call is None or not self.done:
            return None
        if self.made:
            return self.call
        before = self.done[-1].call
        asked = (
            not self.call.skill.effects and before is not None and before.skill.group == self.call.skill.group
        )
        return before if asked else None
