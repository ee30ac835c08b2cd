"""The stored lines: all there, in the shipped voice, and put together from their pieces."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voice_assistant import catalog
from voice_assistant.safety import helpline
from voice_assistant.safety.lines import filled, lines
from voice_assistant.safety.stored import Stored, everything, index, name, pieces, stored

MODELS = Path(__file__).parent.parent / "models"


def tone(seconds: float, rate: int = 24_000) -> bytes:
    file = io.BytesIO()
    sound = np.sin(np.arange(round(seconds * rate)) / 20).astype(np.float32)
    soundfile.write(file, sound, rate, format="OGG", subtype="OPUS")
    return file.getvalue()


def test_it_was_rendered_with_the_voice_that_is_shipped() -> None:
    found = catalog.find(MODELS, "tts", "")
    assert found.entry is not None
    model = next(file for file in found.entry.files if file.path.endswith(found.path.name))
    assert index()["voice"] == model.sha256, "the voice has changed: run scripts/render_lines"


def test_every_line_is_there_for_every_country() -> None:
    have = stored()._clips
    assert [piece for piece in everything() if name(piece) not in have] == [], "run scripts/render_lines"


def test_nothing_is_there_that_no_line_needs() -> None:
    assert len(stored()._clips) == len(everything()) + 1


@pytest.mark.parametrize("country", ["US", "DE", "ZA", "MT", ""])
def test_every_filled_line_can_be_heard_and_is_as_long_as_speech_is(country: str) -> None:
    whom = helpline(country)
    texts = [text for step in lines().steps for text in lines().wordings(step, whom, given=False)]
    for text in itertools.islice(texts, 0, None, 17):
        sound = stored().sound(filled(text, whom))
        assert sound is not None, text
        samples, rate = sound
        words_a_second = len(text.split()) / (len(samples) / rate)
        assert 0.8 < words_a_second < 4.5
        assert 0.1 < np.abs(samples).max() <= 1.0


def test_a_text_that_is_no_line_of_ours_has_no_sound() -> None:
    assert stored().sound("Good morning.") is None
    assert stored().sound("") is None


def test_pieces_carry_the_pause_of_the_mark_behind_them() -> None:
    assert pieces("Please call ") == [("Please call", 0.05)]
    assert pieces(". In danger, call ") == [("", 0.4), ("In danger, call", 0.05)]
    assert pieces(".") == [("", 0.4)]
    assert pieces("Can you call?") == [("Can you call?", 0.4)]
    assert pieces("") == []


def test_a_line_is_its_pieces_with_pauses_between() -> None:
    whom = helpline("GB")
    text = filled(lines().say["number"][0], whom)
    have = {name(piece): tone(0.5) for piece in everything([whom])}
    made = Stored(have).sound(text)
    assert made is not None
    samples, rate = made
    assert rate == 24_000
    assert 3.0 < len(samples) / rate < 5.0


def test_a_missing_or_damaged_piece_gives_no_half_line() -> None:
    whom = helpline("GB")
    text = filled(lines().say["number"][0], whom)
    have = {name(piece): tone(0.5) for piece in everything([whom])}
    lost = name(whom.emergency)
    assert Stored({key: value for key, value in have.items() if key != lost}).sound(text) is None
    assert Stored(have | {lost: b"no sound"}).sound(text) is None
