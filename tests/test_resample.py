"""Streaming resampling keeps every sample in its place."""

from __future__ import annotations

import numpy as np
import pytest

from voice_assistant.audio.resample import Resampler
from voice_assistant.vocabulary import Samples


def tone(rate: int, duration_s: float = 1.0, hertz: float = 440.0) -> Samples:
    times = np.arange(round(rate * duration_s)) / rate
    return np.asarray(0.5 * np.sin(2 * np.pi * hertz * times), dtype=np.float32)


def through(resampler: Resampler, sound: Samples, block: int) -> Samples:
    pieces = [resampler.push(sound[at : at + block]) for at in range(0, len(sound), block)]
    return np.concatenate([*pieces, resampler.finish()])


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
def test_a_tone_keeps_its_length_its_pitch_and_its_place(rate: int) -> None:
    out = through(Resampler(rate), tone(rate), rate // 100)
    assert abs(len(out) - 16_000) <= 1
    assert np.max(np.abs(out[200:-200] - tone(16_000)[200 : len(out) - 200])) < 2e-3


def test_a_finished_resampler_begins_anew() -> None:
    resampler = Resampler(48_000)
    first = through(resampler, tone(48_000), 480)
    assert np.array_equal(first, through(resampler, tone(48_000), 480))


def test_what_16_khz_cannot_hold_is_left_out() -> None:
    assert np.max(np.abs(through(Resampler(48_000), tone(48_000, hertz=11_000), 480)[200:-200])) < 1e-3


def test_sound_is_at_most_20_ms_behind() -> None:
    resampler = Resampler(48_000)
    out = sum(len(resampler.push(np.zeros(480, dtype=np.float32))) for _ in range(100))
    assert 16_000 - out <= 320
