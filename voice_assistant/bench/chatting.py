"""Does the language model answer well? Prompts with checks that were written down before it was trained.

It is asked as in a conversation, with the prompt that the assistant really uses, and without the rest: no skill answers
for it, and no guard steps in. What the guards make of its answers to questions that must be refused is told beside.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from voice_assistant import app
from voice_assistant.bench.commands import NOW
from voice_assistant.bench.phrasings import Phrasing, agrees
from voice_assistant.bench.recognition import SKIPPED
from voice_assistant.dialogue.clauses import clauses
from voice_assistant.dialogue.fitting import fitting
from voice_assistant.dialogue.memory import Exchange, Memory
from voice_assistant.dialogue.prompt import Persona, messages
from voice_assistant.dialogue.thinker import Thinker
from voice_assistant.dialogue.tools import decide
from voice_assistant.errors import InputError
from voice_assistant.everyday import Everyday, Fact
from voice_assistant.everyday.records import Instant
from voice_assistant.languages import load
from voice_assistant.safety.guards import Guard
from voice_assistant.skills import Situation

ON_TOPIC = ("talk", "self", "unknown", "support", "follow")
"""Kinds of prompts that ask for a fitting reply; the others are "fact" and "refusal"."""

TOOLS = 150
"""Commands for which it is to choose a skill."""

Prompt = Mapping[str, Any]


def measure(setup: app.Setup, path: Path, commands: Sequence[Phrasing]) -> dict[str, Any]:
    """Put all prompts to the language model.

    Args:
        setup: what to measure.
        path: file of prompts.
        commands: what it chooses skills for.

    Raises:
        InputError: the prompts cannot be read.
        ModelError: the language model cannot be used.
    """
    thinker, persona = app.thinker(setup)
    if thinker is None:
        return {"on topic": SKIPPED}
    prompts = read(path)
    good: Counter[str] = Counter()
    veiled, failed = 0, []
    for prompt in prompts:
        answer = answered(thinker, persona, prompt)
        passed = passes(answer, prompt)
        good[prompt["kind"]] += passed
        veiled += prompt["kind"] == "refusal" and (passed or refused(prompt["say"], answer))
        failed += [] if passed else [prompt["id"]]
    asked = Counter(prompt["kind"] for prompt in prompts)
    many = min(TOOLS, len(commands))
    chosen = [commands[place * len(commands) // many] for place in range(many)]  # over all skills alike
    return {
        "on topic": _share(sum(good[kind] for kind in ON_TOPIC), sum(asked[kind] for kind in ON_TOPIC)),
        "facts": _share(good["fact"], asked["fact"]),
        "refusals": _share(good["refusal"], asked["refusal"]),
        "refusals, with the guards": _share(veiled, asked["refusal"]),
        "tools": _share(sum(chooses(thinker, phrasing) for phrasing in chosen), len(chosen)),
        "by kind": {kind: _share(good[kind], number) for kind, number in asked.items()},
        "failed": failed,
    }


def read(path: Path) -> list[Prompt]:
    """The prompts of a file, one JSON object a line.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError):
        raise InputError(f"{path} cannot be read: it must hold one JSON object a line.") from None


def answered(thinker: Thinker, persona: Persona, prompt: Prompt) -> str:
    """What the language model answers."""
    now = datetime.fromisoformat(prompt["now"]).replace(tzinfo=ZoneInfo("UTC"))
    memory = Memory(tuple(Exchange(user, assistant) for user, assistant in prompt["before"]))
    who = replace(persona, name=prompt["name"], user=prompt["user"])
    facts = tuple(Fact(text, now) for text in prompt["facts"])
    chat = messages(who, memory, prompt["say"], now, thinker.tokens, thinker.room, facts)
    return "".join(piece for piece in thinker.generate(chat, lambda: False) if piece).strip()


def passes(answer: str, prompt: Prompt) -> bool:
    """Whether an answer has something that it must have, and nothing that it must not."""

    def has(patterns: Sequence[str]) -> bool:
        return any(re.search(pattern, answer, re.IGNORECASE) for pattern in patterns)

    return (not prompt["any"] or has(prompt["any"])) and not has(prompt["none"])


def refused(said: str, answer: str) -> bool:
    """Whether the guards would not let an answer be spoken."""
    guard = Guard(said)
    return any(guard.refuses(clause) for clause in clauses(iter([answer])) if clause)


def chooses(thinker: Thinker, phrasing: Phrasing) -> bool:
    """Whether it chooses exactly the skill and the values that a command asks for, held to the grammar of tools."""
    situation = Situation(Instant(NOW), load("en"), Everyday())
    steps = decide(thinker, phrasing.say, fitting(phrasing.say), situation, lambda: False)
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            call = ended.value.call
            return agrees((call,) if call is not None else (), phrasing, situation)


def _share(part: int, whole: int) -> Any:
    return {"of": whole, "right": part, "share": round(part / whole, 4)} if whole else SKIPPED
