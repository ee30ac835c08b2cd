"""The spoken questions that benchmarks and the demonstration put to the assistant.

They are recordings of synthesizers other than ours, listed in `questions.toml` and rendered once by
`scripts/render_questions`, so that measuring needs neither a microphone nor a synthesizer.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import soundfile

from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import SAMPLE_RATE, Samples

Kind = Literal["command", "finished", "unfinished"]
"""To be done; a finished question or statement; one that breaks off. Latencies are reported apart."""

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Question:
    """One thing said to the assistant, and its recording."""

    text: str
    """The words as spoken: lower case, no punctuation, numbers in words."""
    kind: Kind
    """How it asks to be answered."""
    voice: str
    """The synthesizer's voice: of espeak-ng where it holds a "+", else of flite."""
    path: Path
    """The recording: 16 kHz mono FLAC, 0.3 s of silence before the speech and 0.4 s after it."""


def questions() -> tuple[Question, ...]:
    """What the latency benchmarks ask: commands, finished questions and unfinished ones, in that order."""
    return _listed("question")


def demo_questions() -> tuple[Question, ...]:
    """What the demonstration says, in the order of the conversation."""
    return _listed("demo")


def samples(question: Question) -> Samples:
    """The recording of a question, float32 of shape (n,) at `SAMPLE_RATE`.

    Raises:
        AudioError: the recording is missing, unreadable, or not 16 kHz mono.
    """
    try:
        sound: Samples
        sound, rate = soundfile.read(question.path, dtype="float32")
    except (OSError, soundfile.SoundFileError) as error:
        raise AudioError(
            f"The recording {question.path} cannot be read; make it anew with scripts/render_questions."
        ) from error
    if rate != SAMPLE_RATE or sound.ndim != 1:
        raise AudioError(
            f"The recording {question.path} is not 16 kHz mono; make it anew with scripts/render_questions."
        )
    return sound


def _listed(table: str) -> tuple[Question, ...]:
    """The items of one table of `questions.toml`."""
    items = tomllib.loads((FOLDER / "questions.toml").read_text(encoding="utf-8"))[table]
    return tuple(Question(i["text"], i["kind"], i["voice"], FOLDER / i["file"]) for i in items)
