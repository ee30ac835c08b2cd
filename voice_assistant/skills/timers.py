"""Timers: several at once, told apart by their names or by their lengths."""

from __future__ import annotations

from datetime import UTC, timedelta

from voice_assistant.everyday import Change, schedule
from voice_assistant.everyday.records import Alert, AlertKind, AlertState
from voice_assistant.everyday.recurrence import SHORTEST
from voice_assistant.skills import Question, Situation, Steps, keep, skill
from voice_assistant.skills import timer_sentences as sentences
from voice_assistant.skills.alerts import MOST_TOLD
from voice_assistant.skills.kept_timers import (
    full_name,
    handle,
    kept,
    meant,
    none_such,
    pick,
    status,
    time_left,
)
from voice_assistant.skills.shorter_sentences import SHORTEN
from voice_assistant.skills.timings import Handle, Label, Less, More, NewSpan, Span, Spec
from voice_assistant.skills.wording import length as span

LONGEST = timedelta(days=7)
"""A timer runs no longer: for what is further away, people want a date."""


@skill(
    "set a timer for {length}",
    *sentences.SET,
    effects=("everyday",),
)
def set_timer(situation: Situation, length: NewSpan = None, name: Label = "", spec: Spec = None) -> Steps:
    """Set a timer, with a name or without."""
    language = situation.language
    if spec is not None:
        length, name = length or spec.length, name or spec.name
    if length is None:
        given = (("name", name),) if name else ()
        yield Question(language.phrase("ask.length"), "set_timer", given, "spec")
        return
    if length < SHORTEST:
        yield language.phrase("skill.timer.too_short", shortest=span(language, SHORTEST))
        return
    if length > LONGEST:
        yield language.phrase("skill.timer.too_long", longest=span(language, LONGEST))
        return
    alert = Alert(
        AlertKind.TIMER,
        made=situation.now.astimezone(UTC),
        name=name,
        deadline=schedule.deadline(situation.instant, length),
        length=length,
    )
    alike = any(handle(language, other) == handle(language, alert) for other in kept(situation))
    yield keep(full_name(language, alert), Change(None, alert))
    said = span(language, length)
    if alike:
        yield language.phrase("skill.timer.set_another", timer=handle(language, alert), length=said)
    elif name:
        yield language.phrase("skill.timer.set_named", timer=name, length=said)
    else:
        yield language.phrase("skill.timer.set", length=said)


@skill(
    "how much time is left",
    *sentences.TELL,
)
def tell_timers(situation: Situation, name: Handle = "") -> Steps:
    """Say how much time is left on the timers."""
    language = situation.language
    timers = kept(situation)
    found = meant(timers, name)
    if not timers or not found:
        yield none_such(language, timers, name)
        return
    told = [status(situation, alert) for alert in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        told.insert(0, language.phrase("skill.timer.count", n=len(found)))
    yield " ".join(told)


@skill(
    "cancel the timer",
    *sentences.CANCEL,
    effects=("everyday",),
)
def cancel_timer(situation: Situation, name: Handle = "") -> Steps:
    """Cancel a timer."""
    language = situation.language
    ringing = [a for a in kept(situation) if a.state is AlertState.RINGING]
    if not name and len(ringing) > 1:
        yield keep(language.phrase("words.all_timers"), *(schedule.silenced(a) for a in ringing))
        yield language.phrase("skill.timer.silenced")
        return
    alert = yield from pick(situation, "cancel_timer", name, AlertState.RINGING)
    if alert is not None:
        yield keep(full_name(language, alert), Change(alert, None))
        yield language.phrase("skill.timer.cancelled", timer=handle(language, alert))


@skill(
    "cancel all timers",
    *sentences.CANCEL_ALL,
    effects=("everyday",),
    ask_first=True,
)
def cancel_all_timers(situation: Situation) -> Steps:
    """Cancel all timers."""
    language = situation.language
    timers = kept(situation)
    if not timers:
        yield language.phrase("skill.timer.none")
    elif len(timers) == 1:
        yield from cancel_timer(situation, timers[0].id)
    else:
        yield keep(language.phrase("words.all_timers"), *(Change(alert, None) for alert in timers))
        yield language.phrase("skill.timer.cancelled_all", n=len(timers))


@skill(
    "pause the timer",
    *sentences.PAUSE,
    effects=("everyday",),
)
def pause_timer(situation: Situation, name: Handle = "") -> Steps:
    """Let a timer stand still."""
    alert = yield from pick(situation, "pause_timer", name, AlertState.WAITING)
    if alert is not None:
        yield from _set_to(situation, alert, schedule.paused(alert, situation.instant))


@skill(
    "resume the timer",
    *sentences.RESUME,
    effects=("everyday",),
)
def resume_timer(situation: Situation, name: Handle = "") -> Steps:
    """Let a timer go on that stood still."""
    alert = yield from pick(situation, "resume_timer", name, AlertState.PAUSED)
    if alert is not None:
        yield from _set_to(situation, alert, schedule.resumed(alert, situation.instant))


@skill(
    "add {length} to the timer",
    *sentences.EXTEND,
    *SHORTEN,
    effects=("everyday",),
)
def extend_timer(
    situation: Situation, length: Span = None, name: Handle = "", more: More = None, less: Less = None
) -> Steps:
    """Give a timer more time."""
    language = situation.language
    if less is not None:
        alert = yield from pick(situation, "extend_timer", name, AlertState.WAITING, less=less)
        if alert is not None and alert.state is AlertState.RINGING:
            yield status(situation, alert)
        elif alert is not None:
            yield from _set_to(situation, alert, schedule.extended(alert, situation.instant, less))
        return
    if more is not None:
        length, name = length or more.length, name or more.name
    if length is None:
        given = (("name", name),) if name else ()
        yield Question(language.phrase("ask.extend_timer.length"), "extend_timer", given, "length")
        return
    alert = yield from pick(situation, "extend_timer", name, AlertState.RINGING, length=length)
    if alert is None:
        return
    change = schedule.extended(alert, situation.instant, length)
    if isinstance(change.after, Alert) and time_left(situation, change.after) > LONGEST:
        yield language.phrase("skill.timer.too_long", longest=span(language, LONGEST))
        return
    yield from _set_to(situation, alert, change)


def _set_to(situation: Situation, alert: Alert, change: Change) -> Steps:
    """Change a timer, and say how it stands; where nothing changes, only say it."""
    if change.after != change.before:
        yield keep(full_name(situation.language, alert), change)
    if isinstance(change.after, Alert):
        yield status(situation, change.after)
