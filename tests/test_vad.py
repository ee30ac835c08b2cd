"""The detectors of speech, on recordings and on what is no speech."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from voice_assistant.bench.questions import questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.hearing.vad import BLOCK, ConfirmedVad, Silero, Vad, WebRtcVad
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Samples

MODE = 2
"""The mode that is used by default."""


@cache
def confirmed() -> ConfirmedVad:
    return ConfirmedVad(MODE)


def answers(vad: Vad, sound: Samples) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    vad.reset()
    whole = len(sound) - len(sound) % FRAME
    return np.array([vad.speech(frame) for frame in sound[:whole].reshape(-1, FRAME)])


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def noise(seconds: float, level_db: float) -> Samples:
    hiss = np.random.default_rng(1).standard_normal(round(seconds * SAMPLE_RATE))
    return (hiss * 10 ** (level_db / 20)).astype(np.float32)


def tone(seconds: float) -> Samples:
    moments = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (0.1 * np.sin(2 * np.pi * 440 * moments)).astype(np.float32)


def clicks(seconds: float) -> Samples:
    sound = silence(seconds)
    sound[:: SAMPLE_RATE // 2] = 0.9
    return sound


@cache
def heard() -> list[tuple[int, int, Samples]]:
    """Every recording with a second of silence on either side; where its speech begins and ends in that."""
    made = []
    for question in questions():
        sound = np.concatenate([silence(1.0), sound_of(question), silence(1.0)])
        audible = np.flatnonzero(np.abs(sound) > np.abs(sound).max() / 100)
        made.append((int(audible[0]), int(audible[-1]) + 1, sound))
    return made


def test_speech_is_heard_in_every_recording_and_nowhere_else() -> None:
    for start, end, sound in heard():
        speech = answers(confirmed(), sound)
        first, last = start // FRAME, end // FRAME
        assert speech[first:last].mean() > 0.75
        assert not speech[: first - 2].any()
        assert not speech[last + 6 :].any()


def test_quiet_speech_is_heard_too() -> None:
    for start, end, sound in heard()[::8]:
        quiet = sound * np.float32(0.01 / np.abs(sound).max())
        assert answers(confirmed(), quiet)[start // FRAME : end // FRAME].mean() > 0.6


@pytest.mark.parametrize(
    "sound",
    [silence(5), noise(5, -30), noise(5, -20), tone(5), clicks(5)],
    ids=["silence", "noise", "loud noise", "tone", "clicks"],
)
def test_what_is_no_speech_is_hardly_ever_taken_for_it(sound: Samples) -> None:
    assert answers(confirmed(), sound).mean() < 0.02


def test_loud_noise_alone_fools_the_first_detector() -> None:
    # Why there is a second one.
    assert answers(WebRtcVad(3), noise(2, -20)).mean() > 0.9


def test_speech_is_heard_through_noise() -> None:
    for start, end, sound in heard()[::8]:
        level_db = 20 * np.log10(np.sqrt(np.mean(sound[start:end] ** 2)))
        speech = answers(confirmed(), sound + noise(len(sound) / SAMPLE_RATE, level_db - 10))
        assert speech[start // FRAME : end // FRAME].mean() > 0.6
        assert speech[: start // FRAME - 2].mean() < 0.05


def lateness(vad: Vad) -> list[int]:
    """How long after the end of each recording's speech the detector still hears it."""
    return [FRAME * (int(np.flatnonzero(answers(vad, sound))[-1]) + 1) - end for _, end, sound in heard()]


def test_the_detectors_know_how_late_they_are() -> None:
    first, both = WebRtcVad(MODE), confirmed()
    assert abs(np.median(lateness(first)) - first.late) < 3 * FRAME
    assert abs(np.median(lateness(both)) - both.late) < 1.5 * FRAME
    assert max(lateness(both)) < both.late + 3 * FRAME


def test_reset_forgets_what_was_heard() -> None:
    _, _, sound = heard()[0]
    fresh = answers(ConfirmedVad(MODE), sound)
    vad = confirmed()
    for frame in sound[SAMPLE_RATE : SAMPLE_RATE + 50 * FRAME].reshape(-1, FRAME):
        vad.speech(frame)
    assert np.array_equal(answers(vad, sound), fresh)


def test_the_second_detector_sleeps_while_nothing_stirs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def probability(_: Silero, __: Samples) -> float:
        nonlocal asked
        asked += 1
        return 0.0

    monkeypatch.setattr(Silero, "probability", probability)
    answers(confirmed(), noise(10, -40))
    blocks = 10 * SAMPLE_RATE / BLOCK
    assert asked < 0.1 * blocks


def test_a_probability_is_one() -> None:
    silero = Silero()
    _, _, sound = heard()[0]
    found = [silero.probability(sound[i : i + BLOCK]) for i in range(0, len(sound) - BLOCK, BLOCK)]
    assert 0 <= min(found) < 0.1
    assert 0.9 < max(found) <= 1


def test_samples_beyond_full_scale_do_no_harm() -> None:
    assert not answers(confirmed(), silence(0.5) + np.float32(4.0)).any()
