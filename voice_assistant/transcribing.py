"""Sound files of any length, written down.

Files that are longer than what a recogniser hears at once are cut where nobody speaks. A short file that holds one
utterance is recognised as it is: cutting could only lose something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from voice_assistant.audio.files import blocks_16k
from voice_assistant.audio.room import framed
from voice_assistant.hearing.ear import Ear, listen
from voice_assistant.stt import SpeechToText
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, EndOfTurn, Frame, Samples, Transcript, seconds


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is said in a file."""

    text: str
    confidence: float | None
    """Mean log-probability of its most doubtful utterance; None where nobody speaks."""
    alternatives: tuple[str, ...]
    """What else may have been said, where the file holds one utterance."""
    duration_s: float
    utterances: int
    """In how many stretches something is said."""


def recognise(recogniser: SpeechToText, new_ear: Callable[[], Ear], path: Path) -> Recognised:
    """Write down what is said in a file.

    Raises:
        AudioError: the file cannot be used.
        HearingError: the recogniser failed.
    """
    blocks = blocks_16k(path)
    window = round(recogniser.window_s * SAMPLE_RATE)
    start = _first(blocks, window + 1)
    if len(start) <= window:
        cut = list(_utterances(new_ear(), iter([start])))
        heard = [_transcript(recogniser, piece) for piece in (cut if len(cut) > 1 else [start])]
        return _together(heard, seconds(len(start)))
    counted = _Counted(chain([start], blocks))
    heard = [_transcript(recogniser, piece) for piece in _utterances(new_ear(), counted.blocks())]
    return _together(heard, seconds(counted.samples))


class _Counted:
    """Counts the samples that pass by."""

    def __init__(self, blocks: Iterator[Samples]) -> None:
        self._blocks = blocks
        self.samples = 0

    def blocks(self) -> Iterator[Samples]:
        for block in self._blocks:
            self.samples += len(block)
            yield block


def _first(blocks: Iterator[Samples], wanted: int) -> Samples:
    """At least so many samples from the front, or all there are."""
    taken: list[Samples] = [np.zeros(0, np.float32)]
    while sum(map(len, taken)) < wanted and (block := next(blocks, None)) is not None:
        taken.append(block)
    return np.concatenate(taken)


def _utterances(ear: Ear, blocks: Iterator[Samples]) -> Iterator[Samples]:
    silence = np.zeros(FRAME, np.float32)
    frames = (Frame(place * FRAME, samples, silence) for place, samples in enumerate(framed(blocks)))
    for _, events in listen(ear, frames):
        for event in events:
            if isinstance(event, EndOfTurn):
                yield event.utterance.samples


def _transcript(recogniser: SpeechToText, samples: Samples) -> Transcript:
    made = [transcript for transcript in recogniser.transcribe(samples) if transcript is not None]
    return made[-1]


def _together(heard: list[Transcript], duration_s: float) -> Recognised:
    spoken = [transcript for transcript in heard if transcript.text]
    alternatives = tuple(h.text for h in spoken[0].hypotheses[1:]) if len(spoken) == 1 else ()
    return Recognised(
        text=" ".join(transcript.text for transcript in spoken),
        confidence=min((transcript.confidence for transcript in spoken), default=None),
        alternatives=alternatives,
        duration_s=duration_s,
        utterances=len(spoken),
    )
