"""Time and date, from the clock of this machine."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill


@skill(
    "(what time (is it|do you have)|(what is|what's) the time) [right]",
    "(tell|give) me (the [current|exact] time|what time it is)",
    "do you (know|have) the time",
    "[do you know] what time it is",
)
def tell_time(situation: Situation) -> Steps:
    """Say what time it is."""
    yield situation.language.phrase("skill.time", time=f"{situation.now:%H:%M}")


@skill(
    "(what|which) day [of the week] is (it|today|it today)",
    "(what is|what's) (the (date|day) [today]|today's date)",
    "(tell|give) me (the date|today's date|what day it is)",
    "what date is (it|today)",
)
def tell_date(situation: Situation) -> Steps:
    """Say what day it is."""
    now = situation.now
    yield situation.language.phrase(
        "skill.date", weekday=f"{now:%A}", month=f"{now:%B}", day=now.day, year=now.year
    )
