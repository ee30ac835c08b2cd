"""Are commands understood without a language model, is talk left alone, and how long does it take?"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from hassil import recognize_best

from voice_assistant import languages
from voice_assistant.bench.phrasings import Phrasing, agrees, described, read
from voice_assistant.dialogue.careful import LASTING
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.doubt import UNSURE, Verdict
from voice_assistant.dialogue.guessing import guess
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.rehearsal import rehearse
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.everyday import Everyday, Fact
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Call, Situation
from voice_assistant.skills.grammar import intents, load
from voice_assistant.vocabulary import Transcript, typed

NOW = datetime(2026, 3, 9, 7, 5, tzinfo=ZoneInfo("Europe/Berlin"))
"""The moment of every sentence."""

REMEMBERED = (
    "my sister's name is Ana",
    "my passport is in the blue drawer",
    "the wifi password is on the fridge",
    "i am allergic to nuts",
    "my car is parked on level three",
)
"""What the user has asked it to remember before."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sentence."""

    phrasing: Phrasing
    calls: tuple[Call, ...]
    asked: bool
    """Whether it asks before it acts, being less sure."""

    @property
    def effects(self) -> bool:
        """Whether something is done at once that changes anything."""
        effects = [set(call.skill.effects) for call in self.calls]
        return any(one and not (self.asked and LASTING & one) for one in effects)

    @property
    def right(self) -> bool:
        """Whether it did what was asked for."""
        return agrees(self.calls, self.phrasing, Situation(Instant(NOW), languages.load("en"), _everyday()))


def measure(commands: Path, others: Path) -> dict[str, Any]:
    """Accuracy on commands, restraint on other sentences, and the time both take.

    Args:
        commands: a file of phrasings with what they ask for.
        others: a file of sentences that ask for nothing a skill can do.

    Raises:
        InputError: a file cannot be read.
    """
    asked, talk = read(commands), read(others)
    outcomes = [outcome(phrasing) for phrasing in asked]
    taken = [found for found in map(outcome, talk) if found.calls]
    return {
        "commands": len(outcomes),
        "right": sum(found.right for found in outcomes),
        "asked_first": sum(found.right and found.asked for found in outcomes),
        "misses": [_miss(found) for found in outcomes if not found.right],
        "others": len(talk),
        "taken": [_miss(found) for found in taken],
        "time_ms": _times([phrasing.say for phrasing in asked if not phrasing.after]),
    }


def _miss(found: Outcome) -> dict[str, Any]:
    return {
        "say": found.phrasing.say,
        "wanted": [list(call) for call in found.phrasing.calls],
        "called": [list(described(call, NOW)) for call in found.calls],
    }


def outcome(phrasing: Phrasing, heard: Transcript | None = None, unsure: float = UNSURE) -> Outcome:
    """What becomes of a sentence, without a language model.

    Args:
        phrasing: the sentence.
        heard: what a recogniser made of it; None where it is typed.
        unsure: below which that recogniser guesses.
    """
    dialogue = replace(_dialogue(), unsure=unsure)
    transcript = heard or typed(phrasing.say)
    memory, everyday = Memory(), _everyday()
    for said in phrasing.after:
        made = rehearse(dialogue, said, memory, World(Instant(NOW), everyday))
        memory, everyday = made.memory, made.everyday
    noted = dialogue.note(transcript, 1.0, memory, World(Instant(NOW), everyday))
    if noted.understood is not None:
        question = noted.understood.question
        if question is not None and not noted.understood.calls and question.skill:
            first = tuple((question.parameter, option.value) for option in question.options[:1])
            call = Call(load()[question.skill], (*question.values, *first))
            return Outcome(phrasing, (call,), asked=True)
        return Outcome(phrasing, noted.understood.calls, asked=False)
    if noted.verdict is not Verdict.BELIEVE:
        return Outcome(phrasing, (), asked=False)
    situation = Situation(Instant(NOW), dialogue.language, everyday)
    last = memory.context.call
    guessed = guess(transcript, situation, last) if not noted.lines else None
    return Outcome(phrasing, (guessed.call,) if guessed else (), asked=True)


def _dialogue() -> Dialogue:
    return Dialogue(languages.load("en"), Persona())


def _everyday() -> Everyday:
    return Everyday(tuple(Fact(text, NOW) for text in REMEMBERED))


def _times(said: Sequence[str]) -> dict[str, Any]:
    """Milliseconds from transcript to reply text, beside a bare match of the same grammar."""
    dialogue, grammar, world = _dialogue(), intents(), World(Instant(NOW), _everyday())
    ours, bare = [], []
    for text in said:
        rehearse(dialogue, text, Memory(), world)  # once unmeasured: both arms find their caches filled
        recognize_best(text, grammar)
        before = time.perf_counter()
        rehearse(dialogue, text, Memory(), world)
        between = time.perf_counter()
        recognize_best(text, grammar)
        ours.append(between - before)
        bare.append(time.perf_counter() - between)
    ratio = np.percentile(ours, 95) / np.percentile(bare, 95)
    return {
        "reply_p50": _ms(ours, 50),
        "reply_p95": _ms(ours, 95),
        "bare_match_p50": _ms(bare, 50),
        "bare_match_p95": _ms(bare, 95),
        "ratio_of_p95": round(float(ratio), 2),
    }


def _ms(seconds: Sequence[float], percent: int) -> float:
    return round(float(np.percentile(seconds, percent)) * 1000, 2)
