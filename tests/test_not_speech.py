"""Sounds in which nobody speaks: they are all made, go the whole way, and what is believed of them is counted."""

from collections.abc import Iterator

import numpy as np
import pytest

from voice_assistant.bench.not_speech import KINDS, measure
from voice_assistant.hearing.ear import Ear
from voice_assistant.hearing.endpointing import Patience
from voice_assistant.vocabulary import SAMPLE_RATE, Hypothesis, Samples, Transcript

VOICES = [np.random.default_rng(number).standard_normal(20000).astype(np.float32) for number in range(4)]


class Loud:
    """Takes whatever is loud for speech."""

    late = 0

    def speech(self, samples: Samples) -> bool:
        return bool(np.abs(samples).max() > 1e-4)

    def reset(self) -> None: ...


class Inventor:
    """Hears the same in everything, as sure as it is told to be."""

    window_s = 10.0

    def __init__(self, sure: float) -> None:
        self.sure = sure

    def transcribe(self, sound: Samples) -> Iterator[Transcript | None]:
        yield None
        yield Transcript((Hypothesis("thank you", self.sure),))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_makes_a_sound_of_the_right_length(kind: str) -> None:
    made = np.asarray(KINDS[kind](16000, np.random.default_rng(1), VOICES))
    assert made.shape == (16000,)
    assert np.isfinite(made).all()
    assert made.any() == (kind != "silence")


def ear() -> Ear:
    return Ear(Loud(), Patience(), SAMPLE_RATE // 10)


def test_what_is_invented_and_believed_is_counted() -> None:
    found = measure(Inventor(-0.1), ear, -0.5, VOICES, 1.0)
    assert found["words believed"] >= 2 * 5
    assert found["taken for speech"] >= 5
    assert found["longest of it in seconds"] > 3  # whole sounds, not scraps of them


def test_what_is_asked_back_is_not_believed() -> None:
    found = measure(Inventor(-0.7), ear, -0.5, VOICES, 1.0)
    assert found["words believed"] == 0
    assert found["asked back"] == found["taken for speech"]
