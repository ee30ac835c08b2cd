"""The same dialogue by keyboard: typed lines in, answers out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from voice_assistant.audio.loudness import Volume
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.prompt import FRAMING, messages
from voice_assistant.dialogue.reply import Dialogue, Noted
from voice_assistant.errors import AssistantError, EngineError, InputError
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
    failure: AssistantError | None = None
    """What went wrong; the reply says so too."""


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
        """One turn. One that fails is not remembered, and the conversation goes on."""
        noted = Noted(Tier.NONE, self._memory.safety)
        sentences: list[str] = []
        failure: AssistantError | None = None
        now = self._now()
        steps = self._dialogue.reply(typed(text), 1.0, self._memory, now)
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
            failure = self._too_long(text, now) or error
            sentences.append(self._dialogue.language.phrase(failure.phrase))
        reply = " ".join(sentences)
        kept = ("", "") if failure else (text, reply)
        self._memory = self._memory.after(*kept, noted.safety)
        return Answer(text, reply, noted.skill, noted.tier, noted.skill == "goodbye", failure)

    def _too_long(self, text: str, now: datetime) -> InputError | None:
        """Why the language model could not take a text, if it was the length."""
        thinker = self._dialogue.thinker
        if thinker is None:
            return None
        shown = messages(self._dialogue.persona, Memory(), text, now, thinker.tokens, thinker.room)
        needed = sum(thinker.tokens(message.content) + FRAMING for message in shown)
        if needed <= thinker.room:
            return None
        return InputError(
            f"That is too long for the language model: it would take {needed} tokens, and there is room for "
            f"{thinker.room}; say it in fewer words."
        )
