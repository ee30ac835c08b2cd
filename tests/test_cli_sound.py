"""`voice-assistant devices`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from commands import assert_one_sentence, call

from voice_assistant.audio.devices import Device
from voice_assistant.cli import main, sound
from voice_assistant.errors import AudioError

if TYPE_CHECKING:
    from virtual_devices import VirtualDevices

pytest_plugins = ["virtual_devices"]

HEADSET = Device(
    index=3,
    name="Headset [/usb], ALSA",
    inputs=1,
    outputs=2,
    rate=48_000,
    default_input=True,
    default_output=False,
)
SPEAKER = Device(
    index=12,
    name="Built-in, ALSA",
    inputs=0,
    outputs=2,
    rate=44_100,
    default_input=False,
    default_output=True,
)


def test_devices_are_listed_with_what_they_can_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sound, "available_devices", lambda: [HEADSET, SPEAKER])
    assert main(["devices"]) == 0
    rows = [
        [cell.strip() for cell in line.split("│")[1:-1]]
        for line in capsys.readouterr().out.splitlines()
        if "│" in line
    ]
    assert rows == [
        ["3", "Headset [/usb], ALSA", "default", "yes", "48000 Hz"],
        ["12", "Built-in, ALSA", "", "default", "44100 Hz"],
    ]


def test_a_machine_without_sound_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sound, "available_devices", list)
    assert main(["devices"]) == 0
    assert "neither a microphone nor a speaker" in capsys.readouterr().out


def test_a_sound_system_that_does_not_answer_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def hung() -> list[Device]:
        raise AudioError("The sound devices did not open within 8 s.", problem="hung")

    monkeypatch.setattr(sound, "available_devices", hung)
    assert main(["devices"]) == 1
    assert_one_sentence(capsys.readouterr().err, "did not open")


@pytest.mark.devices
@pytest.mark.skipif(sys.platform != "linux", reason="needs PulseAudio")
def test_real_devices_are_listed(virtual_devices: VirtualDevices) -> None:
    done = call("devices")
    assert (done.code, done.err) == (0, "")
    assert "default" in done.out
    assert "Hz" in done.out
