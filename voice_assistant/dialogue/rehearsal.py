"""A turn in which nothing happens: its effects are done to values only. For measurements and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from voice_assistant.dialogue.context import Context, World
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.noted import Noted
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.everyday import Everyday
from voice_assistant.vocabulary import Effect, Sentence, Tier, Transcript, typed


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a turn came to."""

    reply: str
    """Its words, as they would be shown."""
    noted: Noted
    effects: tuple[Effect, ...]
    memory: Memory
    everyday: Everyday


def rehearse(dialogue: Dialogue, said: str | Transcript, memory: Memory, world: World) -> Rehearsed:
    """Take a turn.

    Args:
        dialogue: who answers.
        said: what the user types, or what was heard.
        memory: the conversation so far.
        world: the moment, and what is kept.

    Raises:
        ThinkingError: the language model failed.
    """
    noted = Noted(Tier.NONE, memory.safety)
    everyday, context = world.everyday, memory.context
    words: list[str] = []
    effects: list[Effect] = []
    heard = typed(said) if isinstance(said, str) else said
    steps = dialogue.reply(heard, 1.0, memory, world)
    result: Any = None
    while True:
        try:
            made = steps.send(result)
        except StopIteration:
            break
        result = None
        match made:
            case Noted():
                noted = made
            case Context():
                context = made
            case Sentence():
                words.append(made.shown.strip() or made.text)
            case Effect():
                effects.append(made)
                result = dict(made.fields).get("percent", 50)
                if made.name == "everyday":
                    changes: Any = dict(made.fields)["changes"]
                    result = everyday = everyday.after(changes)
    reply = " ".join(words)
    after = memory.after(heard.text, reply, noted.safety, context)
    return Rehearsed(reply, noted, tuple(effects), after, everyday)
