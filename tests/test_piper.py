"""Piper: voices that cannot be used, and the starter voice in the library as it comes."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import MODELS

from voice_assistant.errors import ModelError, SpeakingError
from voice_assistant.tts import ENGINES, TtsOptions
from voice_assistant.tts.piper import ONNX_ERRORS, Piper
from voice_assistant.vocabulary import Sentence

pytestmark = pytest.mark.engines

STARTER = MODELS / "starter-voice" / "starter.onnx"
SETTINGS = json.loads(STARTER.with_name("starter.onnx.json").read_text(encoding="utf-8"))
SILERO = Path(str(files("faster_whisper"))) / "assets" / "silero_vad_v6.onnx"


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A copy of the starter voice, to be broken."""
    shutil.copy(STARTER, tmp_path / "voice.onnx")
    shutil.copy(STARTER.with_name("starter.onnx.json"), tmp_path / "voice.onnx.json")
    return tmp_path / "voice.onnx"


def configuration(voice: Path) -> Path:
    return voice.with_name(voice.name + ".json")


def refusal(voice: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """The one sentence with which a voice is refused."""
    with pytest.raises(ModelError) as refused:
        Piper(voice, TtsOptions())
    assert capfd.readouterr() == ("", ""), "only the error speaks"
    sentence = str(refused.value)
    assert str(voice) in sentence
    assert "tts.model" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_file_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "does not exist" in refusal(tmp_path / "nothing.onnx", capfd)


def test_a_folder(capfd: pytest.CaptureFixture[str]) -> None:
    assert "is a folder" in refusal(STARTER.parent, capfd)


@pytest.mark.parametrize("left", [0, 1, 1024, STARTER.stat().st_size // 2, STARTER.stat().st_size - 9])
def test_a_truncated_file(voice: Path, left: int, capfd: pytest.CaptureFixture[str]) -> None:
    voice.write_bytes(voice.read_bytes()[:left])
    assert "broken, truncated" in refusal(voice, capfd)


@pytest.mark.parametrize(
    "other",
    [MODELS / "starter-chat" / "starter-q8_0.gguf", MODELS / "starter-stt" / "model.bin"],
    ids=lambda path: path.name,
)
def test_a_model_of_another_kind(other: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "no ONNX file" in refusal(other, capfd)


def test_an_onnx_file_that_is_no_voice(voice: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(SILERO, voice)
    assert "not a Piper voice" in refusal(voice, capfd)


def test_a_voice_without_its_configuration(voice: Path, capfd: pytest.CaptureFixture[str]) -> None:
    configuration(voice).unlink()
    assert "lacks its configuration voice.onnx.json" in refusal(voice, capfd)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b"null", b"{}", b"\xff\xfe\x00", b'{"audio": 5}']
)
def test_a_configuration_that_is_none(voice: Path, content: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    configuration(voice).write_bytes(content)
    assert f"configuration {configuration(voice)} is broken" in refusal(voice, capfd)


@pytest.mark.parametrize(
    "change",
    [
        {"audio": {}},
        {"audio": {"sample_rate": "fast"}},
        {"phoneme_type": "semaphore"},
        {"inference": {"length_scale": "long"}},
        {"espeak": None},
    ],
    ids=str,
)
def test_a_configuration_with_a_mistake(
    voice: Path, change: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    configuration(voice).write_text(json.dumps(SETTINGS | change))
    assert f"configuration {configuration(voice)} is broken" in refusal(voice, capfd)


def test_a_configuration_for_an_accent_that_nobody_has(
    voice: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    configuration(voice).write_text(json.dumps(SETTINGS | {"espeak": {"voice": "xx-nowhere"}}))
    assert '"xx-nowhere"' in refusal(voice, capfd)


def test_sounds_that_the_voice_lacks_are_left_out_and_not_spelt_on_stderr(
    voice: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    few = {sound: ids for sound, ids in SETTINGS["phoneme_id_map"].items() if sound not in "təkɪ"}
    configuration(voice).write_text(json.dumps(SETTINGS | {"phoneme_id_map": few}))
    made = list(Piper(voice, TtsOptions()).synthesize(Sentence("A ticket.")))
    assert made[-1] is not None
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("piper.phoneme_ids").isEnabledFor(logging.ERROR)


@pytest.mark.parametrize("error", [*ONNX_ERRORS[:1], RuntimeError, ValueError, KeyError])
def test_a_failure_of_the_engine_ends_the_turn_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    piper = Piper(STARTER, TtsOptions())

    def failing(*_: object) -> Iterator[object]:
        raise error("secret")
        yield

    with monkeypatch.context() as broken:
        broken.setattr(piper._voice, "synthesize", failing)
        with pytest.raises(SpeakingError) as failed:
            list(piper.synthesize(Sentence("A secret.")))
    assert "secret" not in str(failed.value)
    assert list(piper.synthesize(Sentence("Hello.")))[-1] is not None


def test_every_error_of_onnx_runtime_is_known() -> None:
    names = {error.__name__ for error in ONNX_ERRORS}
    assert {"Fail", "InvalidProtobuf", "InvalidGraph", "NoSuchFile", "RuntimeException", "EPFail"} <= names


def test_the_table_of_engines_knows_it() -> None:
    assert isinstance(ENGINES["piper"](STARTER, TtsOptions()), Piper)


# ---------------------------------------------------------------- the library as it comes


def test_the_starter_voice_works_in_stock_piper() -> None:
    from piper import PiperVoice

    made = list(PiperVoice.load(STARTER).synthesize("Hello there."))
    assert [chunk.sample_rate for chunk in made] == [24_000]
    assert np.abs(made[0].audio_float_array).max() > 0.1
