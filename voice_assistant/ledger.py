"""The ledger: one JSON object per turn, with every moment on the audio time axis in seconds."""

from __future__ import annotations

import json
from typing import Any, TextIO

from voice_assistant.errors import InputError
from voice_assistant.observers import Observer
from voice_assistant.vocabulary import Turn, seconds

MOMENTS = (
    "speech_start",
    "speech_end",
    "pause",
    "draft_start",
    "transcript",
    "first_token",
    "first_chunk",
    "end_of_turn",
    "first_audio",
    "last_audio",
)
"""The moments of a turn in the order in which they usually come; null where one did not."""


def entry(turn: Turn, *, with_text: bool = False) -> dict[str, Any]:
    """A turn as its line in the ledger.

    Args:
        turn: a turn that is over.
        with_text: whether to add what was said, by whom and by which skill: personal, so never by default.
    """
    moments = {name: _rounded(turn.times.get(name)) for name in MOMENTS}
    line: dict[str, Any] = {
        "turn": turn.id,
        **moments,
        "ended_by": turn.ended_by,
        "draft_used": turn.draft_used,
        "barged_in": turn.barged_in,
        "announced": turn.announced,
        "error": turn.error,
        "engine_seconds": {stage: round(spent, 4) for stage, spent in sorted(turn.engine_seconds.items())},
        "dropped_frames": turn.dropped_frames,
    }
    if with_text:
        line |= {
            "heard": turn.transcript.text if turn.transcript else None,
            "confidence": round(turn.transcript.confidence, 3)
            if turn.transcript and turn.transcript.text
            else None,
            "said": [sentence.text for sentence in turn.said],
            "played": turn.heard_reply,
            "skill": turn.skill,
            "tier": turn.tier,
        }
    return line


def _rounded(moment: int | None) -> float | None:
    return None if moment is None else round(seconds(moment), 5)


class Ledger(Observer):
    """Writes each turn to a file as soon as it is over. Raises InputError where it cannot."""

    def __init__(self, file: TextIO, *, with_text: bool = False) -> None:
        self._file = file
        self._with_text = with_text

    def ended(self, turn: Turn) -> None:
        line = json.dumps(entry(turn, with_text=self._with_text), ensure_ascii=False)
        try:
            self._file.write(f"{line}\n")
            self._file.flush()
        except OSError as error:
            raise InputError(
                f"The ledger cannot be written any more ({error.strerror}): name another file."
            ) from error
