"""The timers that are kept: which of them is meant, and what is said of one. Not a skill: `timers` has those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from datetime import timedelta
from typing import Any

from voice_assistant.everyday.records import Alert, AlertKind, AlertState
from voice_assistant.everyday.schedule import remaining
from voice_assistant.languages import Language
from voice_assistant.skills import Question, Situation
from voice_assistant.skills.alerts import called, standing, which
from voice_assistant.skills.values.durations import read_duration
from voice_assistant.skills.wording import join, measure, rough
from voice_assistant.vocabulary import Effect


def kept(situation: Situation) -> tuple[Alert, ...]:
    """The timers that run, stand still or ring; the one that ends first comes first."""
    return standing(situation, AlertKind.TIMER)


def meant(timers: Sequence[Alert], name: str) -> tuple[Alert, ...]:
    """The timers that go by a name, or by a length: "the ten minute timer". Without a name, all."""
    if not name:
        return tuple(timers)
    length = read_duration(name)
    return called(timers, name) or tuple(timer for timer in timers if timer.length == length is not None)


def pick(
    situation: Situation, skill: str, name: str, suited: AlertState, **values: Any
) -> Generator[str | Effect | Question, Any, Alert | None]:
    """The one timer that is meant; None after saying why there is none, or asking which.

    Args:
        situation: what is kept.
        skill: what goes on where it has to be asked.
        name: what the timer was called, empty where it was not.
        suited: timers in this state come before others.
        values: what else the skill was called with.
    """
    timers = kept(situation)
    found = meant(timers, name)
    found = tuple(timer for timer in found if timer.state is suited) or found
    if len(found) == 1:
        return found[0]
    if found:
        yield which(situation, skill, "name", _labels(situation, found), **values)
    else:
        yield none_such(situation.language, timers, name)
    return None


def _labels(situation: Situation, timers: Sequence[Alert]) -> list[tuple[str, Alert]]:
    """What to call each of several: its name or length, and what is left where that is not enough."""
    language = situation.language
    times = Counter(handle(language, timer) for timer in timers)
    labels = []
    for timer in timers:
        label = handle(language, timer)
        if times[label] > 1:
            left = rough(language, time_left(situation, timer))
            label = language.phrase("words.with_left", timer=label, left=left)
        labels.append((label, timer))
    return labels


def none_such(language: Language, timers: Sequence[Alert], name: str) -> str:
    """That there is no timer, or none of this name but others."""
    if not timers:
        return language.phrase("skill.timer.none")
    known = list(dict.fromkeys(full_name(language, timer) for timer in timers))
    return language.phrase("skill.timer.unknown", name=name, timers=join(language, known))


def handle(language: Language, timer: Alert) -> str:
    """What stands before the word timer: its name, or else its length."""
    return timer.name or measure(language, timer.length or timedelta())


def full_name(language: Language, timer: Alert) -> str:
    """What a timer is called in the middle of a sentence: "the pasta timer"."""
    return language.phrase("words.timer", timer=handle(language, timer))


def time_left(situation: Situation, timer: Alert) -> timedelta:
    """How long a timer still runs, or would; nothing once it is over."""
    if timer.deadline is not None:
        return max(timedelta(), remaining(timer.deadline, situation.instant))
    return timer.left or timedelta()


def status(situation: Situation, timer: Alert) -> str:
    """One sentence about one timer."""
    language, name = situation.language, handle(situation.language, timer)
    if timer.state is AlertState.RINGING:
        return language.phrase("skill.timer.done", timer=name)
    left = rough(language, time_left(situation, timer))
    if timer.state is AlertState.PAUSED:
        return language.phrase("skill.timer.paused", timer=name, left=left)
    return language.phrase("skill.timer.left", timer=name, left=left)
