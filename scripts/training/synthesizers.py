"""Who says it: the synthesizers that Debian ships, and our own voice, each with as many speakers as can be had of it.

Whoever is in `voice_assistant.bench.speakers` as held back or foreign is not here: two variants of espeak-ng, flite's
rms, and festival as a whole.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import soxr

from scripts.training.places import MODELS
from voice_assistant.bench.speakers import espeak, flite, resampled, spoken
from voice_assistant.tts import TtsOptions
from voice_assistant.tts.piper import Piper
from voice_assistant.vocabulary import SAMPLE_RATE, Samples

ACCENTS = """en-us en-us en-us en-us en-gb en-gb en-gb en-gb-scotland en-gb-x-gbclan en-gb-x-rp en-gb-x-gbcwmd en-029
en-us-nyc""".split()
VARIANTS = """
adam Alex Alicia Andy Annie antonio aunty belinda benjamin boris caleb david Denis Diogo ed edward edward2
Gene Gene2 gustave announcer Henrique Hugo iven iven2 iven3 iven4 Jacky john kaukovalta Lee linda marcelo
Marco Mario max Michael michel miguel Mike Nguyen pablo paul pedro quincy rob robert steph steph2 steph3
travis Tweaky victor zac anika f1 f2 f3 f5 grandma grandpa klatt klatt2 klatt3 klatt4 klatt5 klatt6 m1 m2 m3
m4 m5 m6 m8 norbert sandro shelby
""".split()
FLITE = {"slt": 170.0, "awb": 130.0, "kal16": 105.0}
"""Voices with the pitch they have by themselves, in hertz."""


@cache
def _piper(path: Path):
    # Through our own engine, which holds it to one thread: two wait for each other where a core is taken.
    return Piper(path, TtsOptions(threads=1))._voice  # noqa: SLF001


def ours(
    text: str, slower: float = 1.0, noise: float = 0.667, jitter: float = 0.8, mark: str = "."
) -> Samples:
    """Our own voice.

    Args:
        text: what is said.
        slower: stretch of all durations.
        noise: share of noise.
        jitter: randomness of durations.
        mark: what the sentence ends with.
    """
    from piper.config import SynthesisConfig

    voice = _piper(next((MODELS / "starter-voice").glob("*.onnx")))
    said = spoken(text)
    config = SynthesisConfig(length_scale=slower, noise_scale=noise, noise_w_scale=jitter)
    pieces = [
        piece.audio_float_array for piece in voice.synthesize(said[0].upper() + said[1:] + mark, config)
    ]
    return resampled(np.concatenate(pieces), voice.config.sample_rate)


def warped(sound: Samples, warp: float) -> Samples:
    """A sound from another throat.

    Args:
        sound: shape (n,).
        warp: above 1 it becomes faster and every frequency in it higher, as if from a smaller throat.
    """
    return np.asarray(soxr.resample(sound, round(SAMPLE_RATE * warp), SAMPLE_RATE), np.float32)


def trimmed(sound: Samples) -> Samples:
    """Without the silence at both ends."""
    loud = np.flatnonzero(np.abs(sound) > 0.01 * max(1e-6, float(np.abs(sound).max(initial=0))))
    return sound[max(0, loud[0] - 160) : loud[-1] + 160] if len(loud) else sound[:0]


def between(dice: random.Random, low: float, high: float) -> float:
    """A factor, as likely below 1 as above where the bounds are."""
    return math.exp(dice.uniform(math.log(low), math.log(high)))


def an_espeak(text: str, dice: random.Random) -> Samples:
    """A random speaker of espeak-ng."""
    warp, pitch, pace = between(dice, 0.83, 1.22), dice.randint(10, 95), dice.randint(110, 220)
    voice = f"{dice.choice(ACCENTS)}+{dice.choice(VARIANTS)}"
    sound = espeak(text, voice, pitch, pace, dice.choice((0, 0, 0, 1, 3)))
    return warped(sound, warp)


def a_flite(text: str, dice: random.Random) -> Samples:
    """A random speaker of flite."""
    voice, warp = dice.choice(list(FLITE)), between(dice, 0.78, 1.3)
    # Half of them keep their pace: what the warp makes faster was spoken slower.
    stretch = dice.uniform(0.75, 1.3) * (warp if dice.random() < 0.6 else 1)
    sound = flite(text, voice, stretch, FLITE[voice] * dice.uniform(0.7, 1.45), dice.uniform(3, 40))
    return warped(sound, warp)


def a_voice_of_ours(text: str, dice: random.Random) -> Samples:
    """Our own voice, as it is or with another throat."""
    warp = between(dice, 0.76, 1.3) if dice.random() < 0.6 else between(dice, 0.96, 1.04)
    slower = dice.uniform(0.8, 1.3) * (warp if dice.random() < 0.6 else 1)
    sound = ours(
        text, slower, dice.uniform(0.4, 0.9), dice.uniform(0.4, 1.0), dice.choice((".", ".", "?", "", "!"))
    )
    return warped(sound, warp)


TRAINED: dict[str, tuple[float, Callable[[str, random.Random], Samples]]] = {
    "espeak": (0.48, an_espeak),
    "flite": (0.30, a_flite),
    "ours": (0.22, a_voice_of_ours),
}
"""The synthesizers of the training speech, with their shares."""
