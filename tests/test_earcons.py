"""Short sounds with a meaning: they must not be taken for each other, and must not click."""

from __future__ import annotations

import numpy as np
import pytest

from voice_assistant.audio.earcons import CHIME, TROUBLE
from voice_assistant.vocabulary import Samples


def strongest(sound: Samples, rate: int) -> float:
    """Frequency of the loudest tone, Hz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum)) * rate / len(sound)


@pytest.mark.parametrize("earcon", [CHIME, TROUBLE], ids=["chime", "trouble"])
def test_an_earcon_is_short_clean_and_not_loud(earcon: tuple[Samples, int]) -> None:
    sound, rate = earcon
    assert sound.dtype == np.float32
    assert 0.2 < len(sound) / rate < 1.5
    assert 0.1 < np.max(np.abs(sound)) < 0.5
    assert abs(sound[0]) < 0.01
    assert abs(sound[-1]) < 0.01
    assert np.max(np.abs(np.diff(sound))) < 0.15


def test_the_chime_rises_and_trouble_falls() -> None:
    for (sound, rate), rises in ((CHIME, True), (TROUBLE, False)):
        start, end = sound[: int(0.14 * rate)], sound[-int(0.14 * rate) :]
        assert (strongest(end, rate) > strongest(start, rate)) is rises
