"""Which timer, alarm or reminder is meant. Not a skill: what the skills for alerts share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta
from typing import Any

from voice_assistant.everyday.records import Alert, AlertKind, AlertState
from voice_assistant.everyday.schedule import deadline, due
from voice_assistant.skills import Option, Question, Situation
from voice_assistant.skills.values.content import content_words
from voice_assistant.skills.values.moments import Moment
from voice_assistant.skills.wording import either

MOST_TOLD = 4
"""Alerts told one by one; of the others, only how many there are."""


def standing(situation: Situation, kind: AlertKind) -> tuple[Alert, ...]:
    """The alerts of a kind that are still to come, stand still, or ring; the next one first."""
    alerts = (
        alert
        for alert in situation.everyday.alerts
        if alert.kind is kind and (alert.state is not AlertState.MISSED or alert.repeat is not None)
    )
    return tuple(sorted(alerts, key=lambda alert: due(alert, situation.instant).astimezone(UTC)))


def planned(situation: Situation, kind: AlertKind, when: Moment, name: str) -> Alert:
    """A new alarm or reminder. A clock time stays one wherever the user goes; a length of time is counted."""
    made = situation.now.astimezone(UTC)
    wait = when.after
    if when.local is not None and when.repeat is not None and when.repeat.every is not None:
        wait = (
            when.local - situation.now.replace(tzinfo=None) if when.repeat.every < timedelta(days=1) else wait
        )
    if wait is None:
        return Alert(kind, made, name, local=when.local, repeat=when.repeat)
    return Alert(kind, made, name, deadline=deadline(situation.instant, wait), repeat=when.repeat)


def goes_on(alarm: Alert, when: Moment) -> bool:
    """Whether an alarm also rings on other days than the one that was said; "the monday alarm" may be all of it."""
    if alarm.repeat is None or when.repeat is not None:
        return False
    return when.one_day or len(alarm.repeat.weekdays) != 1


def same_moments(one: Alert, other: Alert) -> bool:
    """Whether two alarms ring at the same moments."""
    if one.local is None or other.local is None or one.repeat != other.repeat:
        return False
    return one.local == other.local or (one.repeat is not None and one.local.time() == other.local.time())


def called(alerts: Sequence[Alert], name: str) -> tuple[Alert, ...]:
    """Those that go by a name: by exactly this one, else by one whose words are all in the other.

    Args:
        alerts: to choose from.
        name: as it was said, or the id of an alert.
    """
    said = name.casefold()
    exactly = tuple(alert for alert in alerts if alert.id == name or alert.name.casefold() == said)
    words = content_words(name)
    if exactly or not words:
        return exactly
    alike = ((alert, content_words(alert.name)) for alert in alerts)
    return tuple(alert for alert, own in alike if own and (words <= own or own <= words))


def which(
    situation: Situation,
    skill: str,
    parameter: str,
    labels: Sequence[tuple[str, Alert]],
    **values: Any,
) -> Question:
    """The question which of several is meant; each answer is the id of an alert.

    Args:
        situation: where the words come from.
        skill: what goes on with the answer.
        parameter: the value that the answer gives.
        labels: what each alert is called in the question.
        values: what else the skill is called with.
    """
    language = situation.language
    names = [label for label, _ in labels]
    text = language.phrase("skill.alert.which", options=either(language, names))
    options = tuple(Option(label, alert.id) for label, alert in labels)
    return Question(text, skill, tuple(values.items()), parameter, options)
