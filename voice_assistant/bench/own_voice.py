"""Our own voice in one room after the other, and nobody else: does the ear take it for the user?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np

from voice_assistant import app
from voice_assistant.audio.acoustics import OFF, Acoustics
from voice_assistant.audio.echo import CANCELLERS, cancelled
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.bench.speakers import resampled
from voice_assistant.hearing.ear import listen
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, BargeIn, Samples, Sentence, SpeechHinted, samples

OURS_S = 90.0
"""Of our own voice in each room."""


def room(number: int, gain_db: float | None = None) -> Acoustics:
    """A room, drawn at random: the same number gives the same one."""
    dice = np.random.default_rng((number, 6))
    drawn = Acoustics(
        delay_ms=dice.uniform(20, 200),
        gain_db=dice.uniform(-30, -6),
        rt60_ms=dice.uniform(100, 600),
        noise_db=-65.0,
        clip_db=dice.choice((OFF, -2.0, -4.0)),
        drift_ppm=dice.uniform(-100, 100),
        seed=number,
    )
    return drawn if gain_db is None else replace(drawn, gain_db=gain_db)


def our_own_voice(
    setup: app.Setup, engines: app.Engines, rooms: int, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Speak without end in one room after the other, where the delay jumps half way; who is taken for the user?"""
    sound = _our_text(setup, engines)
    length = samples(OURS_S) // FRAME * FRAME
    taken_for, hints = 0, 0
    for number in range(rooms):
        if number % 5 == 0:
            progress(f"our own voice, room {number + 1} of {rooms}")
        acoustics = replace(room(number), jump_ms=(-1) ** number * 2.0 * (1 + number % 9), jump_s=OURS_S / 2)
        far = np.resize(np.roll(sound, -number * SAMPLE_RATE), length)
        with closing(VirtualRoom(np.zeros(length, np.float32), realtime=False, acoustics=acoustics)) as heard:
            heard.write(far)
            frames = cancelled(heard.frames(), CANCELLERS[setup.config.audio.echo_cancelling])
            for _, events in listen(app.ear(setup), frames):
                taken_for += sum(isinstance(event, BargeIn) for event in events)
                hints += sum(isinstance(event, SpeechHinted) for event in events)
    return {
        "rooms": rooms,
        "minutes": round(rooms * OURS_S / 60, 1),
        "fell silent": taken_for,
        "spoke quietly": hints,
    }


def _our_text(setup: app.Setup, engines: app.Engines) -> Samples:
    """What we say by ourselves, one sentence after the other."""
    said = [variants[0] for variants in setup.language.phrases.values() if "{" not in variants[0]]
    sounds, length = [], 0
    for text in said:
        for chunk in engines.tts.synthesize(Sentence(text)):
            if chunk is not None:
                sounds.append(resampled(chunk.samples, chunk.rate))
                length += len(sounds[-1])
        if length > samples(OURS_S):
            break
    return np.concatenate(sounds)
