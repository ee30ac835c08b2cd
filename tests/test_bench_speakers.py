"""The speakers that measure a recogniser: whoever is installed speaks, and training keeps away from the held-back."""

import numpy as np
import pytest

from voice_assistant.bench import speakers
from voice_assistant.bench.speakers import (
    FOREIGN,
    HELD_BACK,
    LEARNED,
    RELATED,
    Speaker,
    recorded,
    resampled,
    spoken,
)
from voice_assistant.vocabulary import SAMPLE_RATE

EVERYBODY = (*LEARNED, *HELD_BACK, *FOREIGN, *RELATED)


@pytest.mark.parametrize("speaker", EVERYBODY, ids=lambda speaker: speaker.name)
def test_whoever_is_installed_says_something(speaker: Speaker) -> None:
    if not speaker.there:
        pytest.skip(f"{speaker.program} is not installed")
    sound = speaker.say("what time is it")
    assert 0.3 * SAMPLE_RATE < len(sound) < 5 * SAMPLE_RATE
    assert sound.dtype == np.float32
    assert np.abs(sound).max() > 0.01


def test_a_program_that_is_not_installed_is_not_there() -> None:
    assert not Speaker("nobody", "a program that nobody has", resampled).there


def test_nobody_is_both_learned_and_held_back() -> None:
    names = [speaker.name for speaker in EVERYBODY]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("wake me at seven am", "wake me at seven a m"),
        ("i am here", "i am here"),
        ("at five thirty pm please", "at five thirty p m please"),
        ("seven o'clock am", "seven o'clock a m"),
    ],
)
def test_halves_of_the_day_are_read_as_letters(text: str, read: str) -> None:
    assert spoken(text) == read


def test_there_is_silence_around_a_recorded_sentence() -> None:
    sound = np.full(1600, 0.5, np.float32)
    made = recorded(sound)
    lead = round(speakers.LEAD_S * SAMPLE_RATE)
    assert not made[:lead].any()
    assert np.array_equal(made[lead : lead + 1600], sound)
    assert len(made) == 1600 + lead + round(speakers.TAIL_S * SAMPLE_RATE)


def test_another_rate_keeps_the_length_in_seconds() -> None:
    assert len(resampled(np.zeros(8000, np.float32), 8000)) == SAMPLE_RATE
