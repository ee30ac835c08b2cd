from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from conftest import MODELS

from voice_assistant.bench.questions import questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.errors import ModelError
from voice_assistant.stt import SttOptions
from voice_assistant.stt.pocketsphinx import DICTIONARY, LANGUAGE_MODEL, UNLIKE, Pocketsphinx, confidence
from voice_assistant.vocabulary import Transcript

WORDS = MODELS / "starter-words"


@pytest.fixture(scope="module")
def recogniser() -> Pocketsphinx:
    return Pocketsphinx(WORDS, SttOptions())


def all_heard(recogniser: Pocketsphinx, voice: str) -> Iterator[tuple[str, Transcript]]:
    for question in questions():
        if question.voice == voice:
            *_, made = recogniser.transcribe(sound_of(question))
            assert made is not None
            yield question.text, made


@pytest.mark.engines
def test_a_voice_made_from_a_persons_is_understood(recogniser: Pocketsphinx) -> None:
    made = list(all_heard(recogniser, "rms"))
    assert sum(heard.text == text for text, heard in made) >= len(made) / 2


@pytest.mark.engines
def test_it_knows_that_it_is_lost_with_a_buzzing_synthesizer(recogniser: Pocketsphinx) -> None:
    made = [heard.confidence for _, heard in all_heard(recogniser, "en-us+Andrea")]
    assert sum(sure > -0.5 for sure in made) <= len(made) / 10


@pytest.mark.parametrize("missing", [LANGUAGE_MODEL, DICTIONARY])
def test_what_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    for name in {LANGUAGE_MODEL, DICTIONARY} - {missing}:
        (tmp_path / name).touch()
    with pytest.raises(ModelError, match=missing):
        Pocketsphinx(tmp_path, SttOptions())


@pytest.mark.parametrize("broken", [LANGUAGE_MODEL, DICTIONARY])
def test_a_broken_file_is_told_in_one_sentence(tmp_path: Path, broken: str) -> None:
    for name in (LANGUAGE_MODEL, DICTIONARY):
        (tmp_path / name).symlink_to(WORDS / name)
    (tmp_path / broken).unlink()
    (tmp_path / broken).write_bytes(b"\0\1\2 nothing of use")
    with pytest.raises(ModelError, match="copy it there again"):
        Pocketsphinx(tmp_path, SttOptions())


def test_without_the_package_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pocketsphinx", None)
    with pytest.raises(ModelError, match=r"\./scripts/setup"):
        Pocketsphinx(WORDS, SttOptions())


def word(prob: float, fit: float, frames: int = 20) -> SimpleNamespace:
    return SimpleNamespace(
        prob=prob, ascore=2.718281828 ** (fit * frames), start_frame=0, end_frame=frames - 1
    )


def test_words_that_fit_are_as_likely_as_they_are() -> None:
    assert confidence([word(1.0, -2.0), word(1.0, -3.0)], 6) == 0
    assert confidence([word(0.5, -2.0), word(1.0, -3.0)], 6) == pytest.approx(-0.3466, abs=1e-3)


def test_a_sound_like_nobodys_lowers_it() -> None:
    assert confidence([word(1.0, UNLIKE - 1)], 3) == pytest.approx(-1.0, abs=1e-6)


def test_a_word_too_long_to_count_is_still_a_number() -> None:
    assert confidence([SimpleNamespace(prob=0.0, ascore=0.0, start_frame=0, end_frame=99)], 9) < -5
    assert confidence([SimpleNamespace(prob=1.0, ascore=0.0, start_frame=0, end_frame=199)], 20) < -4


def test_nobody_says_f_for_two_seconds() -> None:
    assert confidence([word(1.0, -1.0, 200)], 2) < -1
    assert confidence([word(1.0, -1.0, 40)], 2) == 0


@pytest.mark.engines
def test_what_was_said_before_makes_no_difference(recogniser: Pocketsphinx) -> None:
    sound = sound_of(next(question for question in questions() if question.voice == "rms"))
    *_, first = recogniser.transcribe(sound)
    list(recogniser.transcribe(np.full(32_000, 0.3, np.float32) * np.sin(np.arange(32_000))))
    *_, second = recogniser.transcribe(sound)
    assert first == second


@pytest.mark.engines
@pytest.mark.parametrize(
    ("word", "known"),
    [("drying", True), ("flatmate's", True), ("7", True), ("champoo", False), ("fict", False)],
)
def test_it_knows_the_words_of_english(recogniser: Pocketsphinx, word: str, known: bool) -> None:
    assert recogniser.knows(word) is known
