"""Time and date, as they are asked for and said."""

from __future__ import annotations

from datetime import datetime

import pytest

from voice_assistant import languages
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.skills import Situation, match

TIMES = """
what time is it
What time is it?
what's the time
what is the time right now
what time is it now
tell me the time
can you tell me what time it is
do you know what time it is
do you have the time
give me the exact time please
"""

DATES = """
what day is it
what day is it today
what day of the week is it today
which day is today
what's the date
what's the day today
And what's the date today?
what is today's date
tell me the date
what date is it
"""


def said(text: str, now: datetime) -> list[object]:
    called = match(text)
    assert called is not None
    return list(called.run(Situation(now, languages.load("en"))))


@pytest.mark.parametrize("text", TIMES.strip().splitlines())
def test_the_time_is_told(text: str) -> None:
    assert said(text, datetime(2026, 3, 9, 15, 7)) == ["It is 15:07."]  # noqa: DTZ001


@pytest.mark.parametrize("text", DATES.strip().splitlines())
def test_the_date_is_told(text: str) -> None:
    assert said(text, datetime(2026, 3, 9, 15, 7)) == ["It is Monday, March 9, 2026."]  # noqa: DTZ001


@pytest.mark.parametrize("hour", [0, 1, 12, 23])
def test_every_time_can_be_spoken(hour: int) -> None:
    (text,) = said("what time is it", datetime(2026, 3, 9, hour, 0))  # noqa: DTZ001
    spoken = speakable(str(text))
    assert spoken.startswith("It is ")
    assert not any(map(str.isdigit, spoken))


def test_the_date_can_be_spoken() -> None:
    (text,) = said("what day is it", datetime(2026, 12, 31, 0, 0))  # noqa: DTZ001
    assert speakable(str(text)) == "It is Thursday, December thirty-first, twenty twenty-six."
