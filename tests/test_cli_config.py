"""`voice-assistant config`."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from voice_assistant import config
from voice_assistant.cli.config import register
from voice_assistant.errors import ConfigError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of our own, as a user would set it."""
    monkeypatch.setenv("VOICE_ASSISTANT_HOME", str(tmp_path))
    (tmp_path / "config").mkdir()
    return tmp_path


def call(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="voice-assistant")
    register(parser.add_subparsers(required=True))
    args = parser.parse_args(["config", *words])
    code: int = args.run(args)
    return code


def test_path_prints_where_the_file_would_be(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("path") == 0
    assert capsys.readouterr().out == f"{home}/config/config.toml\n"


def test_path_helps_to_find_a_file_that_is_broken(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config/config.toml").write_text("not TOML")
    assert call("path") == 0
    assert capsys.readouterr().out == f"{home}/config/config.toml\n"


def test_show_prints_the_settings_in_force(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "config/config.toml").write_text('[assistant]\nname = "Ada"\n')
    monkeypatch.setenv("VOICE_ASSISTANT_TTS_SPEED", "1.2")
    assert call("show") == 0
    shown = capsys.readouterr().out
    assert '\nname = "Ada"\n' in shown
    assert "\nspeed = 1.2\n" in shown


def test_what_show_prints_can_be_saved_as_the_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("show") == 0
    first = capsys.readouterr().out
    (home / "config/config.toml").write_text(first)
    assert config.load(home / "config/config.toml", {}) == config.Config()
    assert call("show") == 0
    assert capsys.readouterr().out == first


def test_show_refuses_what_cannot_be_used(home: Path) -> None:
    (home / "config/config.toml").write_text("[tts]\nspeed = 9\n")
    with pytest.raises(ConfigError, match=r"tts\.speed"):
        call("show")


@pytest.mark.parametrize("words", [(), ("shwo",), ("show", "more")])
def test_misuse_exits_with_two(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        call(*words)
    assert caught.value.code == 2
    assert "usage: voice-assistant" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--help",), ("path", "--help"), ("show", "--help")])
def test_every_command_explains_itself(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        call(*words)
    assert caught.value.code == 0
    assert "usage: voice-assistant config" in capsys.readouterr().out
