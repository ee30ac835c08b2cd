"""The training speech, on the disk: files of some hundred utterances each, which can be made again one by one.

Features are kept, not sounds: they are what takes the time, and eight bits are enough for them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from voice_assistant.vocabulary import SAMPLE_RATE as RATE

HOP = 320
"""Samples between features: half as many of them as Whisper's own, which halves all the work."""
WINDOW_S = 10
STEPS_PER_S = RATE // HOP
LOW, STEP = -1.5, 0.0125
"""What 0 stands for in the eight bits of a feature, and what 1 more does."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One of a file."""

    features: NDArray[np.uint8]
    """Shape (80, steps)."""
    text: str
    sounds: str
    start: float
    """When the speech begins, in seconds."""
    end: float


def features(extract: FeatureExtractor, sound: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Eight-bit features of a sound, shape (80, steps), as the recogniser's own engine computes them."""
    return np.clip(np.round((extract(sound)[:, :-1] - LOW) / STEP), 0, 255).astype(np.uint8)


def restored(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Features from eight bits."""
    return small.astype(np.float32) * np.float32(STEP) + np.float32(LOW)


def write(path: Path, made: list[Utterance]) -> None:
    """Write a file of utterances, whole or not at all."""
    rows = [(one.text, one.sounds, round(one.start, 3), round(one.end, 3)) for one in made]
    half = path.with_suffix(".part.npz")
    np.savez(
        half,
        features=np.concatenate([one.features for one in made], axis=1),
        steps=np.array([one.features.shape[1] for one in made]),
        rows=np.frombuffer(json.dumps(rows).encode(), np.uint8),
    )
    half.rename(path)


def read(path: Path) -> list[Utterance]:
    """The utterances of a file."""
    with np.load(path) as kept:
        together, steps, rows = kept["features"], kept["steps"], json.loads(kept["rows"].tobytes())
    ends = np.cumsum(steps)
    return [
        Utterance(together[:, end - long : end], *row)
        for end, long, row in zip(ends, steps, rows, strict=True)
    ]
