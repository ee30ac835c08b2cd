"""Which device the configuration means, and what is said when it means none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from voice_assistant.audio.devices import Device, list_devices, resolve
from voice_assistant.errors import AudioError


class Machine:
    """A PortAudio that reports what it is told to."""

    def __init__(self, default_input: int = 1, default_output: int = 2) -> None:
        self.defaults = {"default_input_device": default_input, "default_output_device": default_output}

    def query_hostapis(self) -> Sequence[dict[str, object]]:
        return [
            {"name": "OSS", "default_input_device": -1, "default_output_device": -1},
            {"name": "ALSA", **self.defaults},
        ]

    def query_devices(self) -> Sequence[dict[str, object]]:
        table = [("HDMI 0", 0, 8), ("USB Webcam", 1, 0), ("Speakers", 0, 2), ("USB Headset", 1, 2)]
        return [
            {
                "name": name,
                "hostapi": 1,
                "max_input_channels": inputs,
                "max_output_channels": outputs,
                "default_samplerate": 44100.0,
            }
            for name, inputs, outputs in table
        ]


DEVICES = list_devices(Machine())


def test_devices_are_listed_with_their_sound_system() -> None:
    assert [device.name for device in DEVICES] == [
        "HDMI 0, ALSA",
        "USB Webcam, ALSA",
        "Speakers, ALSA",
        "USB Headset, ALSA",
    ]
    assert [device.index for device in DEVICES if device.default_input] == [1]
    assert [device.index for device in DEVICES if device.default_output] == [2]
    assert DEVICES[0].rate == 44_100


@pytest.mark.parametrize(
    ("wanted", "kind", "index"),
    [
        ("", "microphone", 1),
        ("", "speaker", 2),
        ("3", "microphone", 3),
        (" 3 ", "speaker", 3),
        ("webcam", "microphone", 1),
        ("usb", "speaker", 3),
        ("USB Headset, ALSA", "microphone", 3),
        ("hdmi", "speaker", 0),
    ],
)
def test_a_device_is_found(wanted: str, kind: str, index: int) -> None:
    found = resolve(DEVICES, wanted, kind)  # type: ignore[arg-type]
    assert found is not None
    assert found.index == index


@pytest.mark.parametrize(
    ("wanted", "kind", "problem", "said"),
    [
        (
            "17",
            "microphone",
            "missing",
            "There is no sound device 17; it can be 1 (USB Webcam, ALSA), 3 (USB Headset",
        ),
        ("2", "microphone", "missing", "“Speakers, ALSA”, is no microphone"),
        ("trumpet", "speaker", "missing", "No speaker has “trumpet” in its name"),
        ("usb", "microphone", "ambiguous", "could be several: 1 (USB Webcam, ALSA), 3 (USB Headset, ALSA)"),
    ],
)
def test_a_device_that_cannot_be_meant_is_explained(wanted: str, kind: str, problem: str, said: str) -> None:
    with pytest.raises(AudioError, match=said.replace("(", r"\(").replace(")", r"\)")) as raised:
        resolve(DEVICES, wanted, kind)  # type: ignore[arg-type]
    assert raised.value.fields["problem"] == problem
    assert raised.value.fields["kind"] == kind


def test_without_a_default_the_first_that_can_is_taken() -> None:
    found = resolve(list_devices(Machine(default_input=-1)), "", "microphone")
    assert found is not None
    assert found.name == "USB Webcam, ALSA"


def test_a_machine_without_microphones_has_none_by_default_but_not_by_name() -> None:
    deaf = [device for device in DEVICES if not device.inputs]
    assert resolve(deaf, "", "microphone") is None
    with pytest.raises(AudioError, match="there is no such device"):
        resolve(deaf, "webcam", "microphone")


def test_a_name_that_is_exact_beats_one_that_contains_it() -> None:
    twins = [
        Device(0, "Mic, ALSA", 1, 0, 48_000, default_input=False, default_output=False),
        Device(1, "Big Mic, ALSA", 1, 0, 48_000, default_input=False, default_output=False),
    ]
    found = resolve(twins, "mic, alsa", "microphone")
    assert found is not None
    assert found.index == 0
