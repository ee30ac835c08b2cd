"""What a conversation remembers, as a value: it is passed into a reply, and a new one comes out of a turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from voice_assistant.dialogue.context import Context
from voice_assistant.safety import SafetyState

KEPT = 12
"""Exchanges that are kept word for word, at least."""

FOLDED = 8
"""Exchanges that are folded into the summary together, a multiple of `prompt.BLOCK`: the summary stands early in the
prompt, and whatever changes there has a model evaluate the rest anew."""

WORDS_OF_ONE = 12
"""Words of what the user said that a folded exchange leaves in the summary."""

WORDS_OF_ALL = 72
"""Words of the whole summary: it never grows beyond that, and loses its oldest first."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn as it is remembered."""

    user: str
    """What the user was understood to say; empty where it was not understood and asked back."""
    assistant: str
    """What the user really got to hear of the reply."""
    at: float = field(default=0.0, compare=False)
    """When that was, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The conversation so far."""

    exchanges: tuple[Exchange, ...] = ()
    """The last turns, oldest first."""
    summary: str = ""
    """What the user said in turns that are no longer kept, shortened. Taken from the user's own words: a language
    model that summarises invents things, and the user could not tell."""
    safety: SafetyState = field(default_factory=SafetyState)
    """What the safety kernel remembers."""
    context: Context = field(default_factory=Context)
    """What was asked and done last."""

    @property
    def last_reply(self) -> str:
        """What was last said to the user and heard, or an empty string."""
        return next((e.assistant for e in reversed(self.exchanges) if e.assistant), "")

    @property
    def last_heard(self) -> str:
        """What the user was last understood to say, or an empty string."""
        return next((e.user for e in reversed(self.exchanges) if e.user), "")

    def after(self, user: str, assistant: str, safety: SafetyState, context: Context | None = None) -> Memory:
        """The memory with one more turn in it. A turn in which nobody said anything leaves none.

        Args:
            user: what the user was understood to say.
            assistant: what the user got to hear.
            safety: what the safety kernel remembers from now on.
            context: what "it" and "that" mean from now on; None leaves that as it is.
        """
        kept = (
            (*self.exchanges, Exchange(user, assistant, safety.last)) if user or assistant else self.exchanges
        )
        summary = self.summary
        if len(kept) > KEPT + FOLDED:
            summary, kept = _summary(summary, kept[:FOLDED]), kept[FOLDED:]
        return replace(self, exchanges=kept, summary=summary, safety=safety, context=context or self.context)

    def forgetting(self) -> Memory:
        """The memory without what was said."""
        context = replace(self.context, call=None, question=None, rest=(), made=False)
        return replace(self, exchanges=(), summary="", context=context)


def _summary(before: str, exchanges: tuple[Exchange, ...]) -> str:
    """A summary with more exchanges in it, within its length."""
    said = [part for part in before.split("; ") if part]
    said += [_short(exchange.user) for exchange in exchanges if exchange.user]
    while sum(len(part.split()) for part in said) > WORDS_OF_ALL:
        said = said[1:]
    return "; ".join(said)


def _short(text: str) -> str:
    words = text.replace(";", ",").split()
    return " ".join(words[:WORDS_OF_ONE]).rstrip(".!?,") + (" …" if len(words) > WORDS_OF_ONE else "")
