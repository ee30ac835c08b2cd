"""Runs a skill as the conversation would, with a simulated world: what was said, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from voice_assistant import languages
from voice_assistant.everyday import Everyday, Preferences, Record
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Call, Done, Question, Situation
from voice_assistant.skills.grammar import match
from voice_assistant.vocabulary import Effect

MORNING = datetime(2026, 3, 9, 7, 5, tzinfo=ZoneInfo("Europe/Berlin"))


def situation(*records: Record, **more: Any) -> Situation:
    """Monday morning, with these records kept."""
    return Situation(Instant(MORNING), languages.load("en"), Everyday(records), **more)


@dataclass
class Outcome:
    """What came of a call."""

    situation: Situation
    """As it is afterwards."""
    said: list[str] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    question: Question | None = None

    @property
    def text(self) -> str:
        return " ".join(self.said)


def called(text: str, at: Situation | None = None) -> tuple[str, dict[str, Any]]:
    """The name of the skill that a text calls, and its values; an empty name where it calls none."""
    found = match(text, at or situation())
    return (found.skill.name, dict(found.values)) if found else ("", {})


def say(text: str, at: Situation) -> Outcome:
    """What comes of saying this."""
    found = match(text, at)
    assert found is not None, text
    return run(found, at)


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
            outcome.situation, answer = performed(step, outcome.situation)
        elif isinstance(step, Question):
            outcome.question = step
        else:
            outcome.said.append(step)
    undo = tuple(effect.undo for effect in reversed(outcome.effects) if effect.undo)
    if undo:
        about = outcome.effects[-1].about
        outcome.situation = replace(outcome.situation, done=(*at.done, Done(about, undo)))
    return outcome


def answered(outcome: Outcome, value: Any = None) -> Outcome:
    """What comes of answering its question: with a value, or with yes."""
    question = outcome.question
    assert question is not None
    values = dict(question.values)
    if question.parameter:
        values[question.parameter] = value
    found = match("stop", outcome.situation)  # loads the skills
    assert found is not None
    from voice_assistant.skills import SKILLS

    return run(Call(SKILLS[question.skill], tuple(values.items())), outcome.situation)


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
    return replace(at, instant=Instant(at.now + by))


def _sounding(at: Situation, preferences: Preferences) -> Situation:
    others = tuple(record for record in at.everyday.records if not isinstance(record, Preferences))
    return replace(at, everyday=Everyday((*others, preferences)))
