"""The day at a glance: the date, what is due today, and what is to be done. Only what there is."""

from __future__ import annotations

from datetime import UTC

from voice_assistant.everyday import Alert, AlertKind, AlertState
from voice_assistant.everyday.schedule import due
from voice_assistant.skills import Situation, Steps, skill
from voice_assistant.skills.briefing_sentences import BRIEF
from voice_assistant.skills.lists import SHOPPING
from voice_assistant.skills.wording import clock_time, join, to_you

MOST_DUE = 5
"""Alerts that are told one by one; of the others, only how many there are."""

FIRST = 3
"""Things to be done that are told."""

MORNING, EVENING = 12, 18
"""Hours before which it is morning, and from which on it is evening."""


@skill(*BRIEF)
def brief(situation: Situation) -> Steps:
    """Tell what the day holds."""
    say, language, now = situation.language.phrase, situation.language, situation.now
    weekday = language.variants("words.weekdays")[now.weekday()]
    date = say("words.date", month=language.variants("words.months")[now.month - 1], day=now.day)
    if now.hour < MORNING:
        yield say("skill.brief_morning", weekday=weekday, date=date)
    elif now.hour < EVENING:
        yield say("skill.brief_afternoon", weekday=weekday, date=date)
    else:
        yield say("skill.brief_evening", weekday=weekday, date=date)

    alerts = _today(situation)
    if alerts:
        told = [_told(situation, alert) for alert in alerts[:MOST_DUE]]
        if len(alerts) > MOST_DUE:
            told.append(say("words.brief_more", count=len(alerts) - MOST_DUE))
        yield say("skill.brief_due", due=join(language, told))

    tasks = [to_you(item.text) for item in situation.everyday.items if item.list == "to-do"]
    if len(tasks) > FIRST:
        yield say("skill.brief_tasks_more", count=len(tasks), items=join(language, tasks[:FIRST]))
    elif tasks:
        yield say("skill.brief_tasks", items=join(language, tasks))

    shopping = [to_you(item.text) for item in situation.everyday.items if item.list == SHOPPING]
    if len(shopping) == 1:
        yield say("skill.brief_shopping_one", item=shopping[0])
    elif shopping:
        yield say("skill.brief_shopping", count=len(shopping))

    if not (alerts or tasks or shopping):
        yield say("skill.brief_nothing")


def _today(situation: Situation) -> list[Alert]:
    """The alerts that are still to come today, the next one first."""
    moments = [
        (due(alert, situation.instant), alert)
        for alert in situation.everyday.alerts
        if alert.state is AlertState.WAITING
    ]
    today = [(at, alert) for at, alert in moments if at.date() == situation.now.date()]
    return [alert for _, alert in sorted(today, key=lambda one: one[0].astimezone(UTC))]


def _told(situation: Situation, alert: Alert) -> str:
    say, time = situation.language.phrase, clock_time(situation.language, due(alert, situation.instant))
    if alert.kind is AlertKind.REMINDER:
        return say("words.brief_reminder", name=to_you(alert.name), time=time)
    if alert.kind is AlertKind.ALARM and alert.name:
        return say("words.brief_named_alarm", name=alert.name, time=time)
    if alert.kind is AlertKind.ALARM:
        return say("words.brief_alarm", time=time)
    if alert.name:
        return say("words.brief_named_timer", name=alert.name, time=time)
    return say("words.brief_timer", time=time)
