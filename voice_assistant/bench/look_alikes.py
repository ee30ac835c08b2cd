"""Are words that sound alike told apart? Stop and start, fifteen and fifty, "I am safe" and "I am not safe"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from voice_assistant.bench.recognition import SKIPPED, heard
from voice_assistant.bench.speakers import Speaker, recorded
from voice_assistant.bench.words import normalised
from voice_assistant.stt import SpeechToText

Group = tuple[str, ...]
"""Things to say of which each might be taken for another."""


def groups(lines: Iterable[str]) -> list[Group]:
    """The groups of a file: one a line, with bars between."""
    return [tuple(part.strip() for part in line.split("|")) for line in lines]


def measure(recogniser: SpeechToText, every: Sequence[Group], speakers: Iterable[Speaker]) -> dict[str, Any]:
    """How often one is taken for another of its group, and how often each is heard exactly.

    Args:
        recogniser: who listens.
        every: the groups.
        speakers: who speaks; those who are not there are left out.
    """
    there = [speaker for speaker in speakers if speaker.there]
    if not there:
        return {"taken for another": SKIPPED}
    said, exact, taken = 0, 0, []
    for speaker in there:
        known: dict[str, list[str]] = {}
        for group in every:
            for one in group:
                if one not in known:
                    known[one] = normalised(heard(recogniser, recorded(speaker.say(one))).text)
                said += 1
                exact += known[one] == normalised(one)
                others = [other for other in group if other != one and normalised(other) == known[one]]
                taken += [{"voice": speaker.name, "said": one, "heard": other} for other in others]
    return {
        "said": said,
        "exact": round(exact / said, 4),
        "taken": len(taken),
        "taken for another": round(len(taken) / said, 4),
        "which": taken,
    }
