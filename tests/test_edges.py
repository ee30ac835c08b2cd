import numpy as np
import pytest

from voice_assistant.tts.edges import edged

RATE = 24_000


def tone(duration_s: float) -> np.ndarray:
    return (0.3 * np.sin(2 * np.pi * 200 * np.arange(round(duration_s * RATE)) / RATE)).astype(np.float32)


def silence(duration_s: float) -> np.ndarray:
    return np.zeros(round(duration_s * RATE), np.float32)


def test_the_silence_before_a_sentence_is_cut_to_15_ms() -> None:
    sound = edged(np.concatenate([silence(0.2), tone(0.5)]), RATE, "Yes.")
    assert np.flatnonzero(np.abs(sound) > 0.01)[0] / RATE == pytest.approx(0.015, abs=0.002)


@pytest.mark.parametrize(("text", "pause"), [("Yes.", 0.25), ("Yes,", 0.12), ("yes", 0.06), ("“Yes.”", 0.25)])
def test_the_pause_suits_the_last_mark(text: str, pause: float) -> None:
    sound = edged(np.concatenate([tone(0.5), silence(1.0)]), RATE, text)
    tail = len(sound) - np.flatnonzero(np.abs(sound) > 0.01)[-1]
    assert tail / RATE == pytest.approx(pause + 0.015, abs=0.003)


def test_nothing_of_the_sound_is_lost() -> None:
    spoken = tone(0.5)
    sound = edged(np.concatenate([silence(0.1), spoken, silence(0.1)]), RATE, "Yes.")
    assert np.sum(np.square(sound)) == pytest.approx(np.sum(np.square(spoken)), rel=1e-4)


def test_silence_alone_leaves_nothing() -> None:
    assert len(edged(silence(1.0), RATE, "Yes.")) == 0
