"""The same dialogue by keyboard: typed lines in, answers out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from voice_assistant.audio.loudness import Volume
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.reply import Dialogue, Noted
from voice_assistant.errors import EngineError
from voice_assistant.vocabulary import Effect, Sentence, Tier, typed


@dataclass(frozen=True, slots=True)
class Answer:
    """One turn by keyboard."""

    user: str
    reply: str
    skill: str | None
    tier: Tier
    ended: bool
    """Whether the user said goodbye."""


class Keyboard:
    """A typed conversation. What is written counts as heard.

    Args:
        dialogue: answers.
        now: local date and time.
    """

    def __init__(self, dialogue: Dialogue, now: Callable[[], datetime]) -> None:
        self._dialogue = dialogue
        self._now = now
        self._memory = Memory()
        # A keyboard conversation has no sound, but it keeps the number, so that the answers make sense.
        self._effects: dict[str, Callable[..., object]] = {"volume": Volume().change}

    def say(self, text: str) -> Answer:
        """One turn."""
        noted = Noted(Tier.NONE, self._memory.safety)
        sentences: list[str] = []
        steps = self._dialogue.reply(typed(text), 1.0, self._memory, self._now())
        result: Any = None
        try:
            while True:
                made = steps.send(result)
                result = None
                match made:
                    case Noted():
                        noted = made
                    case Sentence():
                        sentences.append(made.shown.strip() or made.text)
                    case Effect():
                        result = self._effects[made.name](**dict(made.fields))
        except StopIteration:
            pass
        except EngineError as error:
            sentences = [self._dialogue.language.phrase(error.phrase)]
        reply = " ".join(sentences)
        self._memory = self._memory.after(text, reply, noted.safety)
        return Answer(text, reply, noted.skill, noted.tier, ended=noted.skill == "goodbye")
