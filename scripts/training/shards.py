"""The training speech, on the disk: files of some hundred utterances each, which can be made again one by one.

Features are kept, not sounds: they are what takes the time, and eight bits are enough for them.
"""

from __future__ import annotations

import json
import random
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from scripts.training.not_speech import a_sound
from scripts.training.phonemes import sounds
from scripts.training.rooms import Rooms
from scripts.training.synthesizers import TRAINED, trimmed
from scripts.training.wording import Wording
from voice_assistant.bench.speakers import spoken
from voice_assistant.vocabulary import SAMPLE_RATE as RATE

HOP = 320
"""Samples between features: half as many of them as Whisper's own, which halves all the work."""
WINDOW_S = 10
STEPS_PER_S = RATE // HOP
UTTERANCES = 500
"""Of one file."""
SILENT = 0.08
"""Share of sounds in which nobody speaks."""
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


def make(folder: Path, seed: int, number: int) -> float:
    """Write one file, unless it is there.

    Args:
        folder: where to.
        seed: of everything random in it, with its number.
        number: of the file.

    Returns:
        The seconds it took.
    """
    path = folder / f"{seed:02}-{number:05}.npz"
    if path.exists():
        return 0.0
    started = time.monotonic()
    dice, numbers = random.Random(f"{seed} {number}"), np.random.default_rng((seed, number))
    wording, rooms = iter(Wording(dice.getrandbits(32))), Rooms(numbers)
    extract = FeatureExtractor(hop_length=HOP, chunk_length=WINDOW_S)
    made: list[Utterance] = []
    while len(made) < UTTERANCES:
        if dice.random() < SILENT:
            made.append(Utterance(features(extract, a_sound(rooms, numbers)), "", "", 0, 0))
            continue
        text = next(wording)
        name = dice.choices(list(TRAINED), [share for share, _ in TRAINED.values()])[0]
        try:
            sound = trimmed(TRAINED[name][1](text, dice))
        except (subprocess.SubprocessError, OSError, RuntimeError) as error:
            print(f"{name} failed: {type(error).__name__}")
            continue
        if len(sound) < RATE / 20:
            continue
        rooms.overheard(sound)
        heard, start, end = rooms.recorded(sound)
        if len(heard) < (WINDOW_S - 0.2) * RATE:
            made.append(Utterance(features(extract, heard), text, sounds(spoken(text)), start, end))
    write(path, made)
    return time.monotonic() - started


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


def main(folder: Path, seed: int, files: int, shares: int = 1, share: int = 0) -> None:
    """Write files until there are enough.

    Args:
        folder: where to.
        seed: of everything random.
        files: how many.
        shares: how many processes divide the work.
        share: which of them this is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(share, files, shares):
        took = make(folder, seed, number)
        if took:
            print(f"file {number + 1} of {files}: {took:.1f} s", flush=True)
