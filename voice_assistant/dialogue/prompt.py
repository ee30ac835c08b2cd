"""What the language model is shown.

The fixed part comes first (who it is, how to speak), so that its evaluated prefix can be kept; what changes
(date, time, name) comes after it, and the conversation last. Old exchanges are left out when there is no room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from voice_assistant.dialogue.memory import Memory
from voice_assistant.everyday import Fact
from voice_assistant.skills.values.content import content_words
from voice_assistant.vocabulary import Message

PERSONA = (
    "You are {name}, a private voice assistant that runs on this device and is not connected to anything. "
    "Your answers are spoken aloud: answer in one or two short sentences of plain everyday words, the answer "
    "itself first. Use no lists, no markdown, no emoji, no links and no code. Say so when you do not know. "
    "You are software: never claim to be a person or to feel. You cannot set, send or switch anything."
)
"""The built-in system prompt."""

FRAMING = 8
"""Tokens that a chat template puts around each message, generously."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Who the assistant is."""

    name: str = "Robin"
    """What it is called."""
    user: str = ""
    """How to address the user; empty where unknown."""
    prompt: str = PERSONA
    """The system prompt; `{name}` stands for the name."""


BLOCK = 4
"""Exchanges that leave the prompt together. While none does, a prompt begins with the whole of the one before it, so
that the engine has it evaluated already and the first word comes as soon in a long conversation as in a short one."""

MOST_FACTS = 5
"""Remembered facts that are shown with one question."""


def messages(
    persona: Persona,
    memory: Memory,
    said: str,
    now: datetime,
    tokens: Callable[[str], int],
    room: int,
    facts: Sequence[Fact] = (),
) -> list[Message]:
    """The conversation for the language model, within `room` tokens.

    Args:
        persona: who the assistant is.
        memory: the conversation so far.
        said: what the user said now.
        now: local date and time.
        tokens: counts the tokens of a text.
        room: how many tokens the messages may take.
        facts: what the user asked to remember; those about what was said are shown with it.
    """
    system = Message("system", _system(persona, memory.summary, now))
    bare = Message("user", said)
    current = Message("user", _with_facts(said, facts))
    kept = [exchange for exchange in memory.exchanges if exchange.user]

    def needed(*shown: Message) -> int:
        return sum(tokens(message.content) + FRAMING for message in shown)

    if needed(system, current) > room:
        current = bare
    left = room - needed(system, current)
    pairs = [(Message("user", e.user), Message("assistant", e.assistant or "…")) for e in kept]
    costs = [needed(*pair) for pair in pairs]
    start = 0
    while start < len(pairs) and sum(costs[start:]) > left:
        start += BLOCK
    return [system, *(message for pair in pairs[start:] for message in pair), current]


def _system(persona: Persona, summary: str, now: datetime) -> str:
    lines = [
        persona.prompt.replace("{name}", persona.name),
        f"User: {persona.user or 'unknown'}",
        f"Date: {now:%A}, {now.day} {now:%B} {now.year}",
        # To the hour: a line that changed every minute would have the whole conversation evaluated anew. Who asks
        # for the time is answered by a skill.
        f"Time: {now:%H}:00",
        "Tools: none",
    ]
    if summary:
        lines.append(f"Earlier the user said: {summary}")
    return "\n".join(lines)


def _with_facts(said: str, facts: Sequence[Fact]) -> str:
    """What was said, and what is remembered about it: after the conversation, whose evaluation it must not spoil."""
    about = [fact.text for fact in facts if content_words(fact.text) & content_words(said)][-MOST_FACTS:]
    return f"{said}\n(You remember: {'; '.join(about)}.)" if about else said
