"""`voice-assistant devices`: what the assistant can hear and speak through."""

from __future__ import annotations

import argparse

from rich.table import Table
from rich.text import Text

from voice_assistant.audio.process import available_devices
from voice_assistant.cli.console import console


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `devices`."""
    parser = commands.add_parser(
        "devices",
        description="List microphones and speakers. Put an index or a part of a name into the configuration as "
        "audio.input or audio.output to choose one.",
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """List the devices.

    Raises:
        AudioError: PortAudio is not installed.
    """
    devices = available_devices()
    if not devices:
        print(
            "There is neither a microphone nor a speaker: plug one in, or check that the sound server runs."
        )
        return 0
    table = Table("index", "name", "microphone", "speaker", "rate")
    for device in devices:
        table.add_row(
            str(device.index),
            Text(device.name),  # brackets are no markup
            _used(device.inputs, default=device.default_input),
            _used(device.outputs, default=device.default_output),
            f"{device.rate} Hz",
        )
    console().print(table)
    return 0


def _used(channels: int, *, default: bool) -> str:
    return "default" if default and channels else "yes" if channels else ""
