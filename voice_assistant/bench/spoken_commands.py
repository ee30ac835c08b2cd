"""Are spoken commands done? Voices that the recogniser never heard say them, and they go the whole way to a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from voice_assistant.bench.commands import NOW, Outcome, outcome
from voice_assistant.bench.phrasings import Phrasing, described
from voice_assistant.bench.recognition import SKIPPED, heard
from voice_assistant.bench.speakers import Speaker, recorded
from voice_assistant.stt import SpeechToText


def measure(
    recogniser: SpeechToText, commands: Sequence[Phrasing], speakers: Iterable[Speaker], unsure: float
) -> dict[str, Any]:
    """How many commands come to the right skill with the right values, and how many do something else.

    Args:
        recogniser: who listens.
        commands: what is said, and what it asks for.
        speakers: who speaks; those who are not there are left out.
        unsure: below which the recogniser guesses.
    """
    there = [speaker for speaker in speakers if speaker.there]
    if not there:
        return {"right": SKIPPED, "wrong effect": SKIPPED}
    made: list[tuple[str, str, Outcome]] = []
    for speaker in there:
        for phrasing in commands:
            transcript = heard(recogniser, recorded(speaker.say(phrasing.say)))
            made.append((speaker.name, transcript.text, outcome(phrasing, transcript, unsure)))
    wrong = [(voice, text, found) for voice, text, found in made if not found.right and found.effects]
    return {
        "said": len(made),
        "right": round(sum(found.right for _, _, found in made) / len(made), 4),
        "asked first": round(sum(found.right and found.asked for _, _, found in made) / len(made), 4),
        "understood as typed": round(
            sum(outcome(phrasing).right for phrasing in commands) / len(commands), 4
        ),
        "wrong effect": round(len(wrong) / len(made), 4),
        "which": [
            {
                "voice": voice,
                "said": found.phrasing.say,
                "heard": text,
                "done": [list(described(call, NOW)) for call in found.calls],
            }
            for voice, text, found in wrong
        ],
    }
