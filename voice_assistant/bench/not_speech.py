"""Does anything that nobody said reach a reply? Minutes of silence, hum, clicks, tones, music, babble and noise.

The sounds go the whole way: through the detector of speech, the recogniser, and the judgement whether to believe it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from voice_assistant.bench.recognition import heard
from voice_assistant.dialogue.doubt import Verdict, judge
from voice_assistant.hearing.ear import Ear, listen
from voice_assistant.safety.protocol import assess
from voice_assistant.safety.state import SafetyState
from voice_assistant.stt import SpeechToText
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, EndOfTurn, Frame, Samples

MINUTES = 20
PIECE_S = 4.0
"""How long each sound lasts; two seconds of silence follow."""
PAUSE_S = 2.0
LEVELS_DB = (-45, -30, -18)
"""Loudness of the sounds, beside full scale."""

Dice = np.random.Generator


def measure(
    recogniser: SpeechToText,
    new_ear: Callable[[], Ear],
    unsure: float,
    voices: Sequence[Samples],
    minutes: float,
) -> dict[str, Any]:
    """What becomes of sounds in which nobody speaks to us.

    Args:
        recogniser: who listens.
        new_ear: makes an ear, which cuts utterances out of the sound.
        unsure: below which the recogniser guesses.
        voices: sentences, for babble and to be played backwards.
        minutes: how much sound.
    """
    ear, silence = new_ear(), np.zeros(FRAME, np.float32)
    stretches = words = asked = alarms = 0
    lengths: list[float] = []
    blocks = enumerate(_frames(_sounds(voices, minutes)))
    # One stream: `listen` ends what is being said when its frames end.
    for _, events in listen(ear, (Frame(place * FRAME, block, silence) for place, block in blocks)):
        for event in events:
            if not isinstance(event, EndOfTurn):
                continue
            stretches += 1
            lengths.append(len(event.utterance.samples) / SAMPLE_RATE)
            transcript = heard(recogniser, event.utterance.samples)
            verdict = judge(transcript, event.utterance.voiced, unsure)
            words += len(transcript.text.split()) if verdict is Verdict.BELIEVE else 0
            asked += verdict is Verdict.ASK
            alarms += bool(assess(transcript, SafetyState()).lines)
    return {
        "minutes": minutes,
        "taken for speech": stretches,
        "longest of it in seconds": round(max(lengths, default=0.0), 2),
        "words believed": words,
        "asked back": asked,
        "taken for a crisis": alarms,
    }


def _frames(sounds: Iterator[Samples]) -> Iterator[Samples]:
    for sound in sounds:
        for start in range(0, len(sound) - FRAME + 1, FRAME):
            yield sound[start : start + FRAME]


def _sounds(voices: Sequence[Samples], minutes: float) -> Iterator[Samples]:
    n, pause = round(PIECE_S * SAMPLE_RATE), np.zeros(round(PAUSE_S * SAMPLE_RATE), np.float32)
    kinds = list(KINDS)
    for number in range(round(minutes * 60 / (PIECE_S + PAUSE_S))):
        dice = np.random.default_rng(number)
        kind, level = kinds[number % len(kinds)], LEVELS_DB[number // len(kinds) % len(LEVELS_DB)]
        made = KINDS[kind](n, dice, voices)
        loud = np.sqrt(np.mean(made**2))
        yield _quiet(made / max(1e-9, loud) * 10 ** (level / 20))
        yield pause


def _quiet(made: Any) -> Samples:
    """Samples within full scale."""
    return np.asarray(np.clip(made, -1, 1), np.float32)


def _time(n: int) -> Any:
    return np.arange(n) / SAMPLE_RATE


def _silence(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    return np.zeros(n, np.float32)


def _noise(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    """White to brown, steady or swelling."""
    spectrum = np.fft.rfft(dice.standard_normal(n)) / np.arange(1, n // 2 + 2) ** dice.uniform(0, 1)
    swell = 1 + 0.8 * np.sin(2 * np.pi * dice.uniform(0.1, 2) * _time(n) + dice.uniform(0, 6))
    return (np.fft.irfft(spectrum, n) * swell).astype(np.float32)


def _hum(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    root = dice.choice((50.0, 60.0, 100.0, 120.0))
    tones = [np.sin(2 * np.pi * root * k * _time(n)) * dice.random() for k in range(1, 12)]
    return np.sum(tones, axis=0).astype(np.float32)


def _clicks(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    """Keys, and cutlery."""
    made = np.zeros(n, np.float32)
    for at in dice.integers(0, n - 1600, dice.integers(4, 40)):
        ring = np.sin(2 * np.pi * dice.uniform(800, 6000) * _time(1600)) + dice.standard_normal(1600)
        made[at : at + 1600] += ring * np.exp(-np.arange(1600) / dice.uniform(20, 300)) * dice.uniform(0.2, 1)
    return made


def _tones(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    """A ringing tone, or a siren."""
    pitch = dice.uniform(300, 1500) * (
        1 + dice.uniform(0, 0.5) * np.sin(2 * np.pi * dice.uniform(0.3, 5) * _time(n))
    )
    on = np.sin(2 * np.pi * dice.uniform(0.4, 4) * _time(n)) > dice.uniform(-1, 0.5)
    return (np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * on).astype(np.float32)


def _music(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    """Chords that follow each other, with a tune above."""
    made, at = np.zeros(n, np.float32), 0
    while at < n:
        long = min(n - at, int(SAMPLE_RATE * dice.uniform(0.25, 0.9)))
        root, time = 130.8 * 2 ** (dice.integers(0, 12) / 12), _time(long)
        for step in (0, dice.choice((3, 4)), 7, 12 + dice.integers(0, 12)):
            wave = sum(np.sin(2 * np.pi * root * 2 ** (step / 12) * k * time) / k**1.5 for k in range(1, 8))
            made[at : at + long] += wave * np.exp(-time * dice.uniform(0.5, 4))
        at += long
    return made


def _babble(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    """Six people at once."""
    chosen = dice.integers(0, len(voices), 6).tolist()
    return np.sum(
        [np.roll(np.resize(voices[k], n), dice.integers(n)) * dice.uniform(0.5, 1) for k in chosen], axis=0
    )


def _backwards(n: int, dice: Dice, voices: Sequence[Samples]) -> Any:
    made = np.zeros(n, np.float32)
    voice = voices[int(dice.integers(len(voices)))][::-1][:n]
    made[: len(voice)] = voice
    return made


KINDS: dict[str, Callable[[int, Dice, Sequence[Samples]], Any]] = {
    "silence": _silence,
    "noise": _noise,
    "hum": _hum,
    "clicks": _clicks,
    "tones": _tones,
    "music": _music,
    "babble": _babble,
    "backwards": _backwards,
}
"""The kinds of sound, each with a random number generator and some voices."""
