"""`voice-assistant models`, and what becomes of a model that is not what it should be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import assert_one_sentence
from conftest import MODELS, STARTER_MODELS

from voice_assistant.cli import main

pytestmark = pytest.mark.engines

CHAT = "starter-chat/starter-q8_0.gguf"
VOICE = "starter-voice/starter.onnx"
HEARING = "starter-stt/model.bin"

USES = {
    CHAT: ["ask", "tell me a joke"],
    VOICE: ["say", "hello", "-o", "hello.wav"],
    HEARING: ["transcribe", "hello.wav"],
}
"""A command for each model, and the file that it cannot do without."""


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A models folder of our own, which can be broken."""
    folder = tmp_path / "models"
    shutil.copytree(MODELS, folder)
    monkeypatch.setenv("VOICE_ASSISTANT_MODELS", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_list_shows_what_each_model_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "list"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in STARTER_MODELS if name not in shown] == []
    assert "GPL-3.0-or-later" in shown
    assert " MB" in shown


def test_verify_checks_every_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "verify"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert sorted(shown) == sorted(f"{name}: unchanged" for name in STARTER_MODELS)


@pytest.mark.parametrize(
    ("harm", "part"), [(cut, "bytes instead of"), (change, "sha256 differs"), (Path.unlink, "is missing")]
)
@pytest.mark.parametrize("name", USES)
def test_a_model_that_was_harmed_is_found_and_never_loaded(
    models: Path, name: str, harm: Callable[[Path], None], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(models / name)
    for command in (["models", "verify"], USES[name]):
        assert main(command) == 1
        assert_one_sentence(capsys.readouterr().err, name, part)
    assert not Path("hello.wav").exists()


@pytest.mark.parametrize("content", [None, "not TOML", "[[model]]\nname = 1\n"])
def test_a_model_list_that_is_missing_or_broken_is_explained(
    models: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = models / "manifest.toml"
    manifest.unlink()
    if content:
        manifest.write_text(content)
    for command in (["models", "list"], ["models", "verify"], ["ask", "hello"]):
        assert main(command) == 1
        assert_one_sentence(capsys.readouterr().err, str(manifest))


OTHER_MODELS = [
    ("LLM", "nowhere.gguf", CHAT),
    ("LLM", VOICE, CHAT),
    ("LLM", "starter-chat", CHAT),
    ("TTS", "nowhere.onnx", VOICE),
    ("TTS", CHAT, VOICE),
    ("TTS", "starter-voice", VOICE),
    ("STT", "nowhere", HEARING),
    ("STT", VOICE, HEARING),
    ("STT", "starter-chat", HEARING),
]
"""What somebody names as a model, wrongly."""


@pytest.mark.parametrize(("kind", "named", "used_by"), OTHER_MODELS)
def test_a_model_that_is_none_or_of_another_kind_is_explained(
    kind: str, named: str, used_by: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"VOICE_ASSISTANT_{kind}_MODEL", str(MODELS / named))
    assert main(USES[used_by]) == 1
    assert_one_sentence(capsys.readouterr().err, str(MODELS / named), f"{kind.lower()}.model")


@pytest.mark.parametrize(("kind", "name"), [("LLM", CHAT), ("TTS", VOICE)])
def test_a_model_of_the_users_own_that_is_cut_short_is_explained(
    models: Path, kind: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = models / f"own{Path(name).suffix}"
    shutil.copy(models / name, own)
    if kind == "TTS":
        shutil.copy(models / f"{name}.json", f"{own}.json")
    own.write_bytes(own.read_bytes()[:1_000_000])
    monkeypatch.setenv(f"VOICE_ASSISTANT_{kind}_MODEL", str(own))
    assert main(USES[name]) == 1
    assert_one_sentence(capsys.readouterr().err, str(own), "truncated")
