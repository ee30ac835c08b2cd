"""Skills at work in a test, with a simulated world: what is said to them, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from voice_assistant import languages
from voice_assistant.everyday import Everyday, Preferences, Record
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import SKILLS, Call, Done, Question, Situation
from voice_assistant.skills.grammar import load, match
from voice_assistant.vocabulary import Effect

MORNING = datetime(2026, 3, 9, 7, 5, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Monday."""


def situation(*records: Record, now: datetime = MORNING, **more: Any) -> Situation:
    """Monday morning or another moment, with these records kept."""
    return Situation(Instant(now, 1000.0, "boot"), languages.load("en"), Everyday(records), **more)


@dataclass
class Outcome:
    """What came of a call."""

    after: Situation
    """The situation with all effects done."""
    said: list[str] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    question: Question | None = None

    @property
    def text(self) -> str:
        """All that is said, and the question at its end, in one."""
        return " ".join([*self.said, self.question.text] if self.question else self.said)


def called(text: str, at: Situation | None = None) -> tuple[str, dict[str, Any]]:
    """The name of the skill that a text calls, and its values; an empty name where it calls none."""
    found = match(text, at or situation())
    return (found.skill.name, dict(found.values)) if found else ("", {})


def group_called(text: str) -> str:
    """The group of the skill that a text calls; empty where it calls none."""
    name, _ = called(text)
    return SKILLS[name].group if name else ""


def say(text: str, at: Situation) -> Outcome:
    """What comes of saying this, which one of the skills understands."""
    found = match(text, at)
    assert found is not None, text
    assert found.missing is None, text
    return run(found, at)


def said(text: str) -> list[str]:
    """What a skill says to this on a Monday morning, where it does nothing else."""
    outcome = say(text, situation())
    assert not outcome.effects
    assert outcome.question is None
    return outcome.said


def talk(at: Situation, *texts: str) -> Situation:
    """The situation after several things were said."""
    for text in texts:
        at = say(text, at).after
    return at


def run(call: Call, at: Situation) -> Outcome:
    """The skill, with every effect performed at once."""
    outcome = Outcome(at)
    steps, answer = call.run(at), None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            break
        assert outcome.question is None, "a question comes last"
        answer = None
        if isinstance(step, Effect):
            assert step.name in call.skill.effects
            outcome.effects.append(step)
            outcome.after, answer = performed(step, outcome.after)
        elif isinstance(step, Question):
            outcome.question = step
        else:
            outcome.said.append(step)
    undo = tuple(effect.undo for effect in reversed(outcome.effects) if effect.undo)
    if undo:
        about = outcome.effects[-1].about
        outcome.after = replace(outcome.after, done=(*at.done, Done(about, undo)))
    return outcome


def answered(outcome: Outcome, value: Any = None) -> Outcome:
    """What comes of answering its question: with a value, or with yes."""
    question = outcome.question
    assert question is not None
    values = dict(question.values)
    if question.parameter:
        values[question.parameter] = value
    return run(Call(load()[question.skill], tuple(values.items())), outcome.after)


def undone(outcome: Outcome) -> Everyday:
    """What is kept once everything that came of a call is taken back."""
    at = outcome.after
    for effect in reversed(outcome.effects):
        assert effect.undo is not None
        at, _ = performed(effect.undo, at)
    return at.everyday


def performed(effect: Effect, at: Situation) -> tuple[Situation, Any]:
    """The world after an effect, and its result."""
    fields: dict[str, Any] = dict(effect.fields)
    now = at.everyday.preferences
    match effect.name:
        case "everyday":
            everyday = at.everyday.after(fields["changes"])
            return replace(at, everyday=everyday), everyday
        case "volume":
            return _sounding(at, replace(now, volume=fields["percent"])), fields["percent"]
        case "mute":
            return _sounding(at, replace(now, muted=fields["on"])), None
        case "speed":
            return _sounding(at, replace(now, speed=fields["factor"])), fields["factor"]
        case _:
            return at, None


def later(at: Situation, by: timedelta) -> Situation:
    """The same, after a while."""
    steady = at.instant.steady + by.total_seconds()
    return replace(at, instant=replace(at.instant, now=at.now + by, steady=steady))


def lines(text: str) -> list[str]:
    """The phrases of a text, one to a line."""
    return text.strip().splitlines()


def phrasings(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Each name with each of its phrases."""
    return [(name, phrase) for name, text in texts.items() for phrase in lines(text)]


def table(text: str) -> list[tuple[str, str]]:
    """The lines "phrase | expected" of a table."""
    cells = (line.partition("|") for line in lines(text))
    return [(phrase.strip(), expected.strip()) for phrase, _, expected in cells]


def _sounding(at: Situation, preferences: Preferences) -> Situation:
    others = tuple(record for record in at.everyday.records if not isinstance(record, Preferences))
    return replace(at, everyday=Everyday((*others, preferences)))
