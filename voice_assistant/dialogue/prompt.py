"""What the language model is shown.

The fixed part comes first (who it is, how to speak), so that its evaluated prefix can be kept; what changes
(date, time, name) comes after it, and the conversation last. Old exchanges are left out when there is no room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from voice_assistant.dialogue.memory import Memory
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


def messages(
    persona: Persona, memory: Memory, said: str, now: datetime, tokens: Callable[[str], int], room: int
) -> list[Message]:
    """The conversation for the language model, within `room` tokens.

    Args:
        persona: who the assistant is.
        memory: the conversation so far.
        said: what the user said now.
        now: local date and time.
        tokens: counts the tokens of a text.
        room: how many tokens the messages may take.
    """
    system = Message("system", _system(persona, now))
    current = Message("user", said)
    left = room - sum(tokens(message.content) + FRAMING for message in (system, current))
    kept: list[Message] = []
    for exchange in reversed([exchange for exchange in memory.exchanges if exchange.user]):
        pair = [Message("user", exchange.user), Message("assistant", exchange.assistant or "…")]
        left -= sum(tokens(message.content) + FRAMING for message in pair)
        if left < 0:
            break
        kept = pair + kept
    return [system, *kept, current]


def _system(persona: Persona, now: datetime) -> str:
    lines = [
        persona.prompt.replace("{name}", persona.name),
        f"User: {persona.user or 'unknown'}",
        f"Date: {now:%A}, {now.day} {now:%B} {now.year}",
        f"Time: {now:%H:%M}",
        "Tools: none",
    ]
    return "\n".join(lines)
