"""The day whose reminders are asked for: "what reminders do I have for tomorrow". Not a skill."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from voice_assistant.everyday import schedule
from voice_assistant.everyday.records import Alert, Instant
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.dates import read_date
from voice_assistant.skills.values.moments import read_moment
from voice_assistant.skills.values.months import in_month

ANY_DAY = date.max
"""Days were said, and not one alone: "this week"."""

HELD = (
    "[still|currently|already|now|ever] [got] [<on_it>] [for me|of mine|waiting for me|at the moment|"
    "right now|with you|in you|so far] [{day}|<on_it>]"
)
"""What may stand behind the reminders that are asked for, as a template."""

_SOME_DAYS = re.compile(
    r"(?:for|on|in|over|during|this|later|from|until|by|tomorrow|today|tonight)"
    r"(?: (?:the|this|next|tomorrow))?"
    r"(?: (?:morning|afternoon|evening|night|week|weekend|day|today|tomorrow|tonight|month"
    r"|rest of the (?:day|week)|now))?(?: (?:morning|night|evening|afternoon))?",
    re.IGNORECASE,
)
_LONGER = re.compile(r"\b(?:week|weekend|month|year|rest|now)\b", re.IGNORECASE)


def read_day(text: str, now: datetime) -> date | None:
    """The one day that is asked for; `ANY_DAY` for longer times; None where it is no day at all."""
    said = text.strip(" .,;:!?")
    if not _LONGER.search(said):
        found = read_moment(said, now)
        if found is not None and found.dated and found.local is not None:
            return found.local.date()
        if on := read_date(said, now.date()):
            return on
    return ANY_DAY if _SOME_DAYS.fullmatch(said) else None


Day = Annotated[
    date | None, Slot("day", lambda said, s: read_day(said, s.now), "the day that is asked for", "tomorrow")
]


def comes_on(reminder: Alert, day: date, instant: Instant) -> bool:
    """Whether a reminder comes on a day."""
    due = schedule.due(reminder, instant).date()
    again = reminder.repeat
    if again is None or due >= day:
        return due == day
    if again.every is not None:
        return True
    return day.weekday() in again.weekdays or (
        again.month_day is not None and day == in_month(day, again.month_day)
    )
