"""`voice-assistant doctor`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from commands import call

from voice_assistant.audio.status import SoundStatus
from voice_assistant.cli import checks, main
from voice_assistant.errors import AudioError
from voice_assistant.everyday import Change, Note
from voice_assistant.everyday.file import open_everyday
from voice_assistant.safety import stored
from voice_assistant.safety.classifier import load
from voice_assistant.vocabulary import FRAME, Frame

if TYPE_CHECKING:
    from virtual_devices import VirtualDevices

pytest_plugins = ["virtual_devices"]

CHECKS = [
    *("configuration", "models", "speech recogniser", "language model", "voice", "everyday store"),
    "safety kernel",
]


class FakeSound:
    """A microphone that hears one loudness, and perhaps a speaker."""

    def __init__(self, microphone: str | None, speaker: str | None, amplitude: float = 0.1) -> None:
        self._microphone, self._speaker, self._amplitude = microphone, speaker, amplitude
        self.has_input = microphone is not None

    def __call__(self, *_wanted: str) -> FakeSound:
        return self

    def frames(self) -> Iterator[Frame]:
        for start in range(0, 10**9, FRAME):
            heard = np.full(FRAME, self._amplitude, np.float32)
            yield Frame(start, heard, np.zeros(FRAME, np.float32))

    def status(self) -> SoundStatus:
        return SoundStatus(
            microphone=self._microphone, speaker=self._speaker, in_rate=48_000, out_rate=44_100,
            in_latency=0.01, out_latency=0.02, in_xruns=0, out_xruns=0, dropped_frames=0, restarts=0,
        )  # fmt: skip

    def close(self) -> None:
        """Nothing is open."""


def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    """Its exit code and what it found, by check."""
    code = main(["doctor", "--json"])
    shown, complaints = capsys.readouterr()
    assert not complaints
    made = json.loads(shown)
    assert list(made) == ["ok", "checks"]
    assert all(list(check) == ["check", "ok", "found", "mend"] for check in made["checks"])
    assert made["ok"] == all(check["ok"] for check in made["checks"])
    assert code == (0 if made["ok"] else 1)
    return code, {check["check"]: check for check in made["checks"]}


@pytest.mark.engines
def test_a_machine_on_which_all_is_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "SoundProcess", FakeSound("Headset", "Loudspeaker"))
    code, found = doctor(capsys)
    assert code == 0
    assert list(found) == [*CHECKS, "microphone", "speaker", "emergency number"]
    assert "Headset, 48000 Hz, -20 dBFS" in found["microphone"]["found"]
    assert "Loudspeaker, 44100 Hz" in found["speaker"]["found"]


@pytest.mark.parametrize(
    ("sound", "broken", "part"),
    [
        (FakeSound(None, "Loudspeaker"), "microphone", "none"),
        (FakeSound("Headset", None), "speaker", "none"),
        (FakeSound("Headset", "Loudspeaker", amplitude=0.0), "microphone", "digital silence"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    sound: FakeSound,
    broken: str,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(checks, "SoundProcess", sound)
    code, found = doctor(capsys)
    assert code == 1
    assert not found[broken]["ok"]
    assert part in found[broken]["found"]
    assert found[broken]["mend"]


@pytest.mark.parametrize(
    ("variable", "check"),
    [("STT_MODEL", "speech recogniser"), ("LLM_MODEL", "language model"), ("TTS_MODEL", "voice")],
)
def test_one_broken_model_keeps_no_other_check_from_being_made(
    variable: str, check: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "SoundProcess", FakeSound("Headset", "Loudspeaker"))
    monkeypatch.setenv(f"VOICE_ASSISTANT_{variable}", "/nowhere")
    code, found = doctor(capsys)
    assert code == 1
    assert "/nowhere" in found[check]["found"]
    assert list(found) == [*CHECKS, "microphone", "speaker", "emergency number"]


def test_a_machine_without_sound_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nothing(*_wanted: str) -> FakeSound:
        raise AudioError("This machine has neither a microphone nor a speaker.")

    monkeypatch.setattr(checks, "SoundProcess", nothing)
    code, found = doctor(capsys)
    assert code == 1
    assert found["microphone and speaker"]["mend"] == "voice-assistant devices"


def everyday_store(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    monkeypatch.setattr(checks, "SoundProcess", FakeSound("Headset", "Loudspeaker"))
    monkeypatch.setenv("VOICE_ASSISTANT_LLM_ENGINE", "none")
    return doctor(capsys)[1]["everyday store"]


def test_a_store_that_is_not_there_yet_is_fine_and_not_made(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = everyday_store(monkeypatch, capsys)
    assert found["ok"]
    assert "nothing is kept yet" in found["found"]
    assert not (own_home / "data").exists()


def test_a_store_in_use_is_fine_and_one_that_is_not_is_opened(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = open_everyday(own_home / "data", "file")
    kept.keep([Change(None, Note("a word", datetime(2026, 1, 1, tzinfo=UTC)))])
    found = everyday_store(monkeypatch, capsys)
    assert found["ok"]
    assert "in use by the assistant that is running" in found["found"]
    kept.close()
    found = everyday_store(monkeypatch, capsys)
    assert found["ok"]
    assert "encrypted; records: 1" in found["found"]


def test_a_damaged_store_is_said_with_the_command_that_sets_it_aside(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = own_home / "data"
    open_everyday(data, "file").close()
    (data / "everyday.db").write_bytes(b"x" * 8192)
    found = everyday_store(monkeypatch, capsys)
    assert not found["ok"]
    assert "everyday.db is damaged" in found["found"]
    subprocess.run(found["mend"].partition(": ")[2], shell=True, check=True)
    assert (data / "aside/everyday.db").read_bytes() == b"x" * 8192
    assert everyday_store(monkeypatch, capsys)["ok"]
    open_everyday(data, "file").close()


def test_a_safety_kernel_that_is_whole_is_fine() -> None:
    finding = checks._tried("safety kernel", checks._safety, "")
    assert finding == checks.Finding("safety kernel", True, "the classifier and the stored lines can be read")


@pytest.mark.parametrize("data", [None, b"", b"PK\x03\x04", b"x" * 100])
@pytest.mark.parametrize("broken", [("classifier",), ("stored lines",), ("classifier", "stored lines")])
def test_a_safety_kernel_that_is_not_whole_is_said_with_what_to_do(
    broken: tuple[str, ...],
    data: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "damaged"
    if data is not None:
        file.write_bytes(data)
    if "classifier" in broken:
        monkeypatch.setattr(checks, "classifier", lambda: load(file))
    if "stored lines" in broken:
        monkeypatch.setattr(stored, "ARCHIVE", file)
        monkeypatch.setattr(stored, "index", stored.index.__wrapped__)
        monkeypatch.setattr(stored, "_read", stored._read.__wrapped__)
    monkeypatch.setattr(checks, "SoundProcess", FakeSound("Headset", "Loudspeaker"))
    for engine in ("_models", "_recogniser", "_thinker", "_voice"):
        monkeypatch.setattr(checks, engine, lambda _: "fine")
    code, found = doctor(capsys)
    assert code == 1
    assert not found["safety kernel"]["ok"]
    for part in ("classifier", "stored lines"):
        assert (f"its {part} cannot be read" in found["safety kernel"]["found"]) == (part in broken)
    assert found["safety kernel"]["mend"] == "install the program again"


def test_people_read_one_line_for_each_check_and_what_to_do(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "SoundProcess", FakeSound("Headset [USB]", None))
    monkeypatch.setenv("VOICE_ASSISTANT_LLM_ENGINE", "none")
    (own_home / "config").mkdir()
    (own_home / "config/config.toml").write_text('[assistant]\ncountry = "GB"\n')
    assert main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in lines if line.startswith("FAIL")] == ["FAIL"]
    assert any(line.startswith("     -> ") for line in lines)
    assert any("Headset [USB]" in line for line in lines)
    assert any("999" in line and "GB; never checked" in line for line in lines)


@pytest.mark.devices
@pytest.mark.engines
@pytest.mark.skipif(sys.platform != "linux", reason="needs PulseAudio")
def test_real_devices_are_examined(virtual_devices: VirtualDevices) -> None:
    done = call("doctor", "--json")
    found = {check["check"]: check for check in json.loads(done.out)["checks"]}
    assert found["speaker"]["ok"]
    assert "digital silence" in found["microphone"]["found"]  # nobody speaks into it
    assert (done.code, done.err) == (1, "")
