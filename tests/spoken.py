"""Skills at work in a test: what is said to them, what they say, and what is kept afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from voice_assistant import languages
from voice_assistant.everyday import Change, Everyday, Record
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Call, Question, Situation
from voice_assistant.skills.grammar import load, match
from voice_assistant.vocabulary import Effect

NOW = datetime(2026, 3, 9, 7, 5, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Monday morning."""


@dataclass(frozen=True)
class Answer:
    """What came of one thing said."""

    said: str
    """All texts, and a question, in one."""
    after: Situation
    """The same situation with its effects done."""
    effects: tuple[Effect, ...] = ()
    question: Question | None = None


def situation(*records: Record, now: datetime = NOW) -> Situation:
    """A situation in which these records are kept."""
    return Situation(Instant(now, 1000.0, "boot"), languages.load("en"), Everyday(records))


def later(before: Situation, wait: timedelta) -> Situation:
    """The same situation a while later."""
    steady = before.instant.steady + wait.total_seconds()
    return replace(before, instant=replace(before.instant, now=before.now + wait, steady=steady))


def run(call: Call, before: Situation) -> Answer:
    """A call carried out, its everyday effects done."""
    kept, said, effects, question = before.everyday, [], [], None
    steps = call.run(before)
    result: Everyday | None = None
    while True:
        try:
            step = steps.send(result)
        except StopIteration:
            break
        result = None
        if isinstance(step, str):
            said.append(step)
        elif isinstance(step, Question):
            question = step
            said.append(step.text)
        else:
            kept = result = kept.after(changes(step))
            effects.append(step)
    return Answer(" ".join(said), replace(before, everyday=kept), tuple(effects), question)


def answered(question: Question, value: object, before: Situation) -> Answer:
    """The skill of a question called again with the answer."""
    values = (*question.values, (question.parameter, value)) if question.parameter else question.values
    return run(Call(load()[question.skill], values), before)


def say(text: str, before: Situation) -> Answer:
    """Something said to the skills that one of them understands."""
    call = match(text, before)
    assert call is not None, text
    assert call.missing is None, text
    return run(call, before)


def talk(before: Situation, *texts: str) -> Situation:
    """What is kept after several things were said."""
    for text in texts:
        before = say(text, before).after
    return before


def undone(answer: Answer) -> Everyday:
    """What is kept once everything that an answer did is taken back."""
    kept = answer.after.everyday
    for effect in reversed(answer.effects):
        assert effect.undo is not None
        kept = kept.after(changes(effect.undo))
    return kept


def changes(effect: Effect) -> tuple[Change, ...]:
    """The changes of an everyday effect."""
    assert effect.name == "everyday"
    found = dict(effect.fields)["changes"]
    assert isinstance(found, tuple)
    return found


def table(text: str) -> list[tuple[str, str]]:
    """The lines "phrase | expected" of a table."""
    lines = (line.partition("|") for line in text.strip().splitlines())
    return [(said.strip(), expected.strip()) for said, _, expected in lines]
