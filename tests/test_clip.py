"""The lines become one sound that every player takes."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from voice_assistant.safety.clip import GAP_S, RATE, Clip, clip, resampled, tone
from voice_assistant.vocabulary import Samples

GAP = 2 * round(GAP_S * RATE)
TONE = 2 * len(tone())


def sine(pitch: float, duration_s: float, rate: int) -> Samples:
    return (0.5 * np.sin(2 * np.pi * pitch * np.arange(round(duration_s * rate)) / rate)).astype(np.float32)


def stored(line: str) -> tuple[Samples, int] | None:
    return {"a": (sine(440, 0.5, RATE), RATE), "b": (sine(440, 0.25, 24_000), 24_000)}.get(line)


def test_lines_follow_each_other_after_a_gap() -> None:
    made = clip(["a", "b", "a"], stored)
    second, third = RATE + GAP, RATE + GAP + RATE // 2 + GAP
    assert made.starts == (0, second, third)
    assert len(made.sound) == third + RATE
    assert made.sound[RATE : RATE + GAP] == bytes(GAP)


@pytest.mark.parametrize("first", [0, 1, 2])
def test_it_is_a_wav_file_from_any_line_on(first: int) -> None:
    made = clip(["a", "b", "a"], stored)
    with wave.open(io.BytesIO(made.wav(first))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.readframes(file.getnframes()) == made.sound[made.starts[first] :]


def test_a_place_belongs_to_a_line() -> None:
    made = clip(["a", "b", "a"], stored)
    assert made.line_at(0) == 0
    for index, start in enumerate(made.starts):
        assert made.line_at(start) == index
        assert made.line_at(start + 2) == index
    assert made.line_at(10**9) == 2
    assert Clip(b"", ()).line_at(5) == 0


def test_lines_that_are_not_stored_share_a_tone() -> None:
    made = clip(["x", "y", "a", "z"], stored)
    assert made.starts == (0, 0, TONE + GAP, TONE + GAP + RATE + GAP)
    assert made.line_at(0) == 0
    assert len(made.wav(1)) == len(made.wav(0))


@pytest.mark.parametrize("error", [OSError, ValueError, KeyError, RuntimeError])
def test_where_a_stored_line_cannot_be_had_there_is_the_tone(error: type[Exception]) -> None:
    def broken(_: str) -> tuple[Samples, int] | None:
        raise error

    assert clip(["a"], broken).sound == clip(["x"], stored).sound
    assert clip(["a"], lambda _: (np.zeros(0, np.float32), RATE)).sound == clip(["x"], stored).sound


def test_the_tone_is_calm_and_can_be_heard() -> None:
    sound = tone()
    assert 0.3 < np.abs(sound).max() <= 0.5
    assert np.abs(np.diff(sound)).max() < 0.05
    assert abs(sound[0]) < 0.01
    assert abs(sound[-1]) < 0.01


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 96_000])
def test_another_rate_sounds_the_same(rate: int) -> None:
    made = resampled(sine(440, 1.0, rate), rate)
    wanted = sine(440, 1.0, RATE)
    assert made.dtype == np.float32
    assert len(made) == RATE
    inner = slice(RATE // 10, -RATE // 10)
    assert np.abs(made[inner] - wanted[inner]).max() < 0.01


def test_samples_that_are_none_do_no_harm() -> None:
    wild = np.array([np.nan, np.inf, -np.inf, 2.0, -2.0, 0.0], np.float32)
    pcm = np.frombuffer(clip(["w"], lambda _: (wild, RATE)).sound, "<i2")
    assert pcm.tolist() == [0, 32767, -32767, 32767, -32767, 0]


def test_no_lines_make_no_sound() -> None:
    assert clip([], stored).sound == b""
    assert len(clip([], stored).wav()) == 44
