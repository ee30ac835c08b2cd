"""The training speech: who says what, where, written file by file."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

from scripts.training.not_speech import a_sound
from scripts.training.phonemes import sounds
from scripts.training.rooms import Rooms
from scripts.training.shards import HOP, WINDOW_S, Utterance, features, write
from scripts.training.synthesizers import TRAINED, trimmed
from scripts.training.wording import Wording
from voice_assistant.bench.speakers import spoken
from voice_assistant.vocabulary import SAMPLE_RATE as RATE

UTTERANCES = 500
"""Of one file."""
SILENT = 0.08
"""Share of sounds in which nobody speaks."""


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
