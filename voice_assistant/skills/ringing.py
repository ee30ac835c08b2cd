"""What is said when alerts ring, or when their moment went by unheard. Not a skill: the conversation says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from voice_assistant.everyday import Alert, AlertKind, Change, Everyday
from voice_assistant.everyday.records import Instant
from voice_assistant.everyday.schedule import MOST_MISSED, silenced
from voice_assistant.languages import Language
from voice_assistant.skills.wording import clock_time, day, measure, moment, rough, to_you

LONG_AGO = timedelta(hours=6)
"""What went by earlier is told by its day and clock time, not by how long ago it was."""


def announcement(alerts: Sequence[Alert], language: Language, instant: Instant) -> str:
    """What is said while alerts ring: "Your pasta timer is done. Reminder: call mum.".

    Args:
        alerts: those that ring; empty for no words.
        language: where the words come from.
        instant: the moment.
    """
    return " ".join(_rings(alert, language, instant) for alert in alerts)


def report(alerts: Sequence[Alert], language: Language, instant: Instant) -> str:
    """What is said of alerts that were missed, in order of time: "Your pasta timer ended 4 minutes ago.".

    Args:
        alerts: those that were missed, `rang` set; empty for no words.
        language: where the words come from.
        instant: the moment.
    """
    in_order = sorted(alerts, key=lambda alert: alert.rang or instant.now)
    return " ".join(_missed(alert, language, instant) for alert in in_order)


def dismissal(everyday: Everyday) -> tuple[Change, ...]:
    """The changes that silence everything that rings."""
    return tuple(silenced(alert) for alert in everyday.ringing)


def _rings(alert: Alert, language: Language, instant: Instant) -> str:
    if alert.kind is AlertKind.TIMER:
        text = language.phrase("ring.timer", timer=_timer(alert, language))
    elif alert.kind is AlertKind.REMINDER:
        text = language.phrase("ring.reminder", what=to_you(alert.name))
    elif alert.name:
        text = language.phrase("ring.alarm_named", time=clock_time(language, instant.now), name=alert.name)
    else:
        text = language.phrase("ring.alarm", time=clock_time(language, instant.now))
    return text + _times(alert.missed, language)


def _missed(alert: Alert, language: Language, instant: Instant) -> str:
    """One missed alert: how long ago, or when if that is longer; and how often it was missed before."""
    rang = (alert.rang or instant.now).astimezone(instant.now.tzinfo)
    ago = instant.now - rang
    when = moment(language, rang, instant.now)
    if ago < LONG_AGO:
        when = language.phrase("words.ago", length=rough(language, ago))
    before = _times(alert.missed - 1, language)
    if alert.kind is AlertKind.TIMER:
        return language.phrase("missed.timer", timer=_timer(alert, language), when=when) + before
    if alert.kind is AlertKind.REMINDER:
        return language.phrase("missed.reminder", when=when, what=to_you(alert.name)) + before
    if not alert.name and ago >= LONG_AGO:  # its clock time is its name, and is not said twice
        when = _on(rang, language, instant)
    name = alert.name or clock_time(language, rang)
    return language.phrase("missed.alarm", name=name, when=when) + before


def _on(rang: datetime, language: Language, instant: Instant) -> str:
    """The day of a moment: "yesterday", "on March 9"."""
    today = instant.now.date()
    on = day(language, rang.date(), today)
    return on if abs(rang.date() - today) <= timedelta(days=1) else language.phrase("words.on_day", day=on)


def _times(before: int, language: Language) -> str:
    """How often it was missed before, as a sentence of its own; nothing where it never was."""
    if before < 1:
        return ""
    if before == 1:
        return " " + language.phrase("missed.before_once")
    if before >= MOST_MISSED - 1:  # nobody counted any further
        return " " + language.phrase("missed.before_often")
    return " " + language.phrase("missed.before", n=before)


def _timer(alert: Alert, language: Language) -> str:
    return alert.name or measure(language, alert.length or timedelta())
