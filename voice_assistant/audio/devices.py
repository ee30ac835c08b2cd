"""The microphones and speakers of this machine, and the one that the configuration means.

Works on what PortAudio reports. The audio process asks PortAudio; nobody else does, because it can hang.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from voice_assistant.errors import AudioError

Kind = Literal["microphone", "speaker"]


class PortAudio(Protocol):
    """The part of the sounddevice module that is asked about devices."""

    def query_devices(self) -> Sequence[dict[str, object]]: ...
    def query_hostapis(self) -> Sequence[dict[str, object]]: ...


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone, a speaker or both, as PortAudio knows it."""

    index: int
    """Its number, which may change when something is plugged in."""
    name: str
    """Its name, with the sound system behind it: "USB Audio, ALSA"."""
    inputs: int
    """Channels it can record."""
    outputs: int
    """Channels it can play."""
    rate: int
    """Its default samples per second, Hz."""
    default_input: bool
    """Whether it is the system's microphone."""
    default_output: bool
    """Whether it is the system's speaker."""

    def channels(self, kind: Kind) -> int:
        """How many channels it has as a microphone, or as a speaker."""
        return self.inputs if kind == "microphone" else self.outputs

    def is_default(self, kind: Kind) -> bool:
        """Whether the system uses it as its microphone, or as its speaker."""
        return self.default_input if kind == "microphone" else self.default_output


def list_devices(portaudio: PortAudio) -> list[Device]:
    """All devices, in PortAudio's order.

    The system's defaults are those of the first sound system that has any.
    """
    systems = portaudio.query_hostapis()
    found = portaudio.query_devices()
    microphone = _first(systems, "default_input_device")
    speaker = _first(systems, "default_output_device")
    return [
        Device(
            index=index,
            name=f"{device['name']}, {systems[_int(device['hostapi'])]['name']}",
            inputs=_int(device["max_input_channels"]),
            outputs=_int(device["max_output_channels"]),
            rate=_int(device["default_samplerate"]),
            default_input=index == microphone,
            default_output=index == speaker,
        )
        for index, device in enumerate(found)
    ]


def resolve(devices: Sequence[Device], wanted: str, kind: Kind) -> Device | None:
    """The device that a configuration value means; None where nothing is configured and the system has none.

    Args:
        devices: all there are.
        wanted: "" for the system's default, an index, or a part of a name (case does not matter).
        kind: what it shall be used as.

    Raises:
        AudioError: what was configured does not exist, cannot do this, or could be several.
    """
    usable = [device for device in devices if device.channels(kind)]
    wanted = wanted.strip()
    if not wanted:
        default = next((device for device in usable if device.is_default(kind)), None)
        return default or next(iter(usable), None)
    if wanted.isdecimal():
        return _by_index(devices, int(wanted), kind)
    exact = [device for device in usable if wanted.casefold() == device.name.casefold()]
    named = exact or [device for device in usable if wanted.casefold() in device.name.casefold()]
    if not named:
        raise _wrong(
            f"No {kind} has “{wanted}” in its name; it can be {_choices(usable)}.", "missing", kind, wanted
        )
    if len(named) > 1:
        raise _wrong(
            f"“{wanted}” could be several: {_choices(named)}; use its number.", "ambiguous", kind, wanted
        )
    return named[0]


def nothing_at_all() -> AudioError:
    """The error for a machine without any sound device."""
    return AudioError(
        "This machine has neither a microphone nor a speaker that PortAudio can see; "
        "plug one in, or check that the sound server runs.",
        problem="no_devices",
    )


def no_library(reason: object) -> AudioError:
    """The error for a machine without PortAudio."""
    return AudioError(
        f"The PortAudio library cannot be loaded ({reason}); "
        "install it, on Debian with: apt install libportaudio2.",
        problem="no_library",
    )


def refused(device: Device, kind: Kind, reason: str) -> AudioError:
    """The error for a device that does not open."""
    return _wrong(
        f"The {kind} “{device.name}” does not open ({reason}); "
        "see that no other program holds it, or choose another.",
        "refused",
        kind,
        device.name,
    )


def _by_index(devices: Sequence[Device], index: int, kind: Kind) -> Device:
    usable = [device for device in devices if device.channels(kind)]
    if index >= len(devices):
        raise _wrong(
            f"There is no sound device {index}; it can be {_choices(usable)}.", "missing", kind, str(index)
        )
    if not devices[index].channels(kind):
        raise _wrong(
            f"Sound device {index}, “{devices[index].name}”, is no {kind}; it can be {_choices(usable)}.",
            "missing",
            kind,
            str(index),
        )
    return devices[index]


def _choices(devices: Sequence[Device]) -> str:
    return (
        ", ".join(f"{device.index} ({device.name})" for device in devices)
        or "none, for there is no such device"
    )


def _wrong(message: str, problem: str, kind: Kind, device: str) -> AudioError:
    return AudioError(message, problem=problem, kind=kind, device=device)


def _first(systems: Sequence[dict[str, object]], key: str) -> int:
    return next((_int(system[key]) for system in systems if _int(system[key]) >= 0), -1)


def _int(value: object) -> int:
    return int(float(str(value)))
