"""What a conversation remembers, as a value: it is passed into a reply, and a new one comes out of a turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from voice_assistant.safety import SafetyState

KEPT = 12
"""Exchanges that are kept word for word."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn as it is remembered."""

    user: str
    """What the user was understood to say; empty where it was not understood and asked back."""
    assistant: str
    """What the user really got to hear of the reply."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The conversation so far."""

    exchanges: tuple[Exchange, ...] = ()
    """The last turns, oldest first."""
    safety: SafetyState = field(default_factory=SafetyState)
    """What the safety kernel remembers."""

    @property
    def last_reply(self) -> str:
        """What was last said to the user and heard, or an empty string."""
        return next((e.assistant for e in reversed(self.exchanges) if e.assistant), "")

    def after(self, user: str, assistant: str, safety: SafetyState) -> Memory:
        """The memory with one more turn in it. A turn in which nobody said anything leaves none."""
        kept = (*self.exchanges, Exchange(user, assistant))[-KEPT:] if user or assistant else self.exchanges
        return replace(self, exchanges=kept, safety=safety)
