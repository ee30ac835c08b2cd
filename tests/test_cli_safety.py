"""`voice-assistant safety`."""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from voice_assistant.cli.safety import register
from voice_assistant.errors import ConfigError, InputError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of our own, as a user would set it."""
    for name in ("VOICE_ASSISTANT_ASSISTANT_COUNTRY",):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VOICE_ASSISTANT_HOME", str(tmp_path))
    (tmp_path / "config").mkdir()
    return tmp_path


def call(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="voice-assistant")
    register(parser.add_subparsers(required=True))
    args = parser.parse_args(["safety", *words])
    code: int = args.run(args)
    return code


def pipe(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_says_tier_reasons_country_and_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("i want to die", "--json", "--country", "us") == 0
    (made,) = objects(capsys)
    assert list(made) == ["tier", "reasons", "country", "lines"]
    assert made["tier"] == "crisis"
    assert made["reasons"] == ["wish to die"]
    assert made["country"] == "US"
    assert any("988" in line for line in made["lines"])


def test_the_country_comes_from_the_configuration(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config/config.toml").write_text('[assistant]\ncountry = "GB"\n')
    assert call("i want to die", "--json") == 0
    (made,) = objects(capsys)
    assert made["country"] == "GB"
    assert any("116 123" in line for line in made["lines"])


def test_without_a_country_no_number_is_made_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("i want to die", "--json") == 0
    (made,) = objects(capsys)
    assert made["country"] == ""
    assert any("your local emergency number" in line for line in made["lines"])
    assert not any(character.isdigit() for line in made["lines"] for character in line)


def test_an_ordinary_text_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("what time is it") == 0
    assert capsys.readouterr().out == "none\n"


def test_a_person_reads_tier_reasons_and_lines_and_that_numbers_are_unverified(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call("i feel hopeless", "--country", "GB") == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "concern: feels hopeless"
    assert len(rest) == 2
    assert "never checked" in rest[1]


def test_each_line_of_stdin_is_judged_on_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, b"i want to die\r\njust kidding\n\nthis traffic is killing me\nyes\n")
    assert call("-", "--json") == 0
    assert [made["tier"] for made in objects(capsys)] == ["crisis", "none", "none", "none", "none"]


def test_only_line_feeds_part_utterances(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, "what time\u2028is it\n".encode())
    assert call("-", "--json") == 0
    assert len(objects(capsys)) == 1


@pytest.mark.parametrize("raw", [b"", b"\n \n"])
def test_nothing_to_read_is_an_error(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    pipe(monkeypatch, raw)
    with pytest.raises(InputError, match="no text"):
        call("-")


def test_an_empty_text_is_an_error() -> None:
    with pytest.raises(InputError, match="no text"):
        call("  ")


def test_what_is_not_utf8_is_an_error_that_repeats_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"i want to di\xe9")
    with pytest.raises(InputError, match="UTF-8") as raised:
        call("-", "--json")
    assert "want" not in str(raised.value)


def test_a_country_that_there_is_not_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call("hello", "--country", "Atlantis")
    assert ended.value.code == 2


def test_a_broken_configuration_is_told_unless_the_country_is_given(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config/config.toml").write_text("not TOML")
    with pytest.raises(ConfigError):
        call("i want to die")
    assert call("i want to die", "--country", "GB") == 0
