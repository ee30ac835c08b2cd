"""The recordings that are shipped: complete, clean, and what their list says they are."""

from __future__ import annotations

import dataclasses
import itertools
import re
import struct
import tomllib
from collections import Counter
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import soundfile

from voice_assistant.bench.questions import FOLDER, Question, demo_questions, questions, samples
from voice_assistant.bench.words import normalised
from voice_assistant.errors import AudioError, InputError
from voice_assistant.vocabulary import SAMPLE_RATE
from voice_assistant.vocabulary import samples as in_samples

ROOT = Path(__file__).parents[1]
ALL = questions() + demo_questions()
BEFORE, AFTER = in_samples(0.3), in_samples(0.4)

each = pytest.mark.parametrize("question", ALL, ids=lambda q: f"{q.path.parent.name}-{q.path.stem}")


@pytest.fixture(scope="module")
def fresh() -> list[str]:
    """The sentences for a word error rate on fresh wording."""
    listed: list[str] = tomllib.loads((ROOT / "tests/data/fresh_sentences.toml").read_text())["sentences"]
    return listed


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """scripts/render_questions as a module: its name has no suffix to import it by."""
    loader = SourceFileLoader("render_questions", str(ROOT / "scripts/render_questions"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def wav(header_says: int, pcm: bytes, *, channels: int = 1) -> bytes:
    """A WAVE file at 22050 Hz whose header may lie about its length; an odd chunk stands before the sound."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, 22050, 44100, 2, 16)
    return (
        b"RIFF\xff\xff\xff\x7fWAVE"
        + form
        + b"note\x03\0\0\0abc\0"
        + struct.pack("<4sI", b"data", header_says)
        + pcm
    )


def test_every_kind_is_asked_often_enough() -> None:
    assert Counter(q.kind for q in questions()) == {"command": 13, "finished": 21, "unfinished": 6}
    assert len(demo_questions()) == 8


def test_every_kind_is_asked_by_every_voice() -> None:
    assert len({(q.kind, q.voice) for q in questions()}) == 3 * 3


def test_the_demonstration_uses_the_clearer_synthesizer_only() -> None:
    assert {q.voice for q in demo_questions()} == {"en-us+Andrea", "en-gb+m7"}


def test_texts_are_plain_words_of_fitting_number(fresh: list[str]) -> None:
    assert len(fresh) == 50
    texts = [q.text for q in ALL] + fresh
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert re.fullmatch(r"[a-z']+( [a-z']+){2,9}", text)
    assert all(3 <= len(text.split()) <= 9 for text in fresh)


def test_the_texts_survive_normalisation_word_by_word(fresh: list[str]) -> None:
    for text in [q.text for q in ALL] + fresh:
        assert len(normalised(text)) == len(text.split())


def test_every_recording_is_listed_once_and_together_they_are_small() -> None:
    shipped = set(FOLDER.glob("*/*.flac"))
    assert shipped == {q.path for q in ALL}
    assert len(shipped) == len(ALL)
    assert sum(path.stat().st_size for path in shipped) < 3_000_000


@each
def test_a_recording_is_16_khz_mono_flac(question: Question) -> None:
    info = soundfile.info(question.path)
    assert (info.format, info.subtype, info.samplerate, info.channels) == ("FLAC", "PCM_16", SAMPLE_RATE, 1)


@each
def test_a_recording_is_speech_between_two_silences(question: Question) -> None:
    sound = samples(question)
    assert sound.dtype == np.float32
    speech = sound[BEFORE:-AFTER]
    assert not sound[:BEFORE].any()
    assert not sound[-AFTER:].any()
    assert speech[0] != 0 != speech[-1], "the speech should fill its place"
    assert 20 * np.log10(np.sqrt(np.mean(speech**2))) == pytest.approx(-20, abs=0.2)
    assert np.abs(sound).max() < 0.99, "clipped"


@each
def test_a_recording_is_as_long_as_its_words_take(question: Question) -> None:
    speech_s = len(samples(question)) / SAMPLE_RATE - 0.7
    assert 0.045 < speech_s / len(question.text) < 0.11


def test_a_missing_recording_is_refused(tmp_path: Path) -> None:
    lost = dataclasses.replace(ALL[0], path=tmp_path / "01.flac")
    with pytest.raises(AudioError, match="cannot be read"):
        samples(lost)


@pytest.mark.parametrize(("rate", "shape"), [(22050, (100,)), (16000, (100, 2))])
def test_a_recording_of_another_form_is_refused(tmp_path: Path, rate: int, shape: tuple[int, ...]) -> None:
    odd = dataclasses.replace(ALL[0], path=tmp_path / "01.flac")
    soundfile.write(odd.path, np.zeros(shape, np.float32), rate)
    with pytest.raises(AudioError, match="not 16 kHz mono"):
        samples(odd)


def test_a_length_that_the_header_makes_up_is_ignored(script: ModuleType) -> None:
    sound, rate = script.wav_samples(wav(0x7FFFF000, struct.pack("<3h", 0, 16384, -32768)))
    assert (sound.tolist(), rate) == ([0.0, 0.5, -1.0], 22050)


def test_a_length_that_the_header_keeps_is_kept(script: ModuleType) -> None:
    sound, _ = script.wav_samples(wav(2, struct.pack("<h", 16384) + b"LIST"))
    assert sound.tolist() == [0.5]


@pytest.mark.parametrize("junk", [b"", b"RIFF", b"not a wave file at all", wav(8, bytes(8), channels=2)])
def test_what_is_not_mono_wave_is_refused(script: ModuleType, junk: bytes) -> None:
    with pytest.raises(AudioError):
        script.wav_samples(junk)


def test_a_peak_that_would_clip_is_spared(script: ModuleType) -> None:
    click = np.zeros(10_000, np.float32)
    click[[0, 5000, -1]] = 0.01, 1.0, 0.01
    assert np.abs(script.levelled(click)).max() == pytest.approx(0.98)


def test_silence_is_no_speech(script: ModuleType) -> None:
    with pytest.raises(AudioError, match="silent"):
        script.levelled(np.zeros(100, np.float32))


def test_fresh_sentences_go_round_the_voices(script: ModuleType, fresh: list[str], tmp_path: Path) -> None:
    work = script.listed_sentences(ROOT / "tests/data/fresh_sentences.toml", tmp_path)
    assert [text[:-1] for text, _, _ in work] == fresh
    assert [voice for _, voice, _ in work] == list(
        itertools.islice(itertools.cycle(script.VOICES), len(fresh))
    )
    assert work[8][2] == tmp_path / "09.flac"


def test_an_unknown_voice_is_refused(script: ModuleType) -> None:
    with pytest.raises(InputError, match="no voice"):
        script.spoken("hello", "nobody")
