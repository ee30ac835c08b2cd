"""A program that plays the WAV file on its standard input through PortAudio, as `aplay` does through ALSA.

Run by path, so that it loads nothing but PortAudio: `python portaudio.py [SPEAKER]`. It makes PortAudio ready before
it reads, so it can be started ahead of need, and it is killed when it hangs. Exit code 0: all was played.
"""

from __future__ import annotations

import array
import os
import struct
import sys
from collections.abc import Callable
from typing import Any

HEADER = 44
"""Bytes of the header, which holds one chunk of 16 bit mono samples and nothing else."""

LATENCY_S = 0.1
"""What is asked of the device, seconds."""

TAIL_S = 0.3
"""Silence after the last sample, seconds: some sound systems cut the end off, 0.13 s as measured."""

BLOCK_S = 0.02
"""How much is played at a time, seconds."""


def main(speaker: str = "") -> int:
    """Play what comes; the exit code."""
    try:
        import sounddevice
    except OSError:  # the library is not there, or does not start
        return 1
    read = _reader(0)
    head = read(HEADER)
    if len(head) < HEADER:
        return 1
    rate = int(struct.unpack_from("<I", head, 24)[0])
    stream, channels = _opened(sounddevice, speaker, rate)
    if stream is None:
        return 1
    try:
        with stream:
            while block := read(2 * round(rate * BLOCK_S)):
                stream.write(spread(block, channels))
            stream.write(bytes(2 * channels * round(rate * TAIL_S)))
    except sounddevice.PortAudioError:
        return 1
    return 0


def _opened(sounddevice: Any, speaker: str, rate: int) -> tuple[Any, int]:
    """The speaker that the user chose, or else the system's; in mono, or with as many channels as it insists on."""
    chosen = int(speaker) if speaker.isdecimal() else speaker
    for device in dict.fromkeys((chosen or None, None)):
        try:
            most = int(sounddevice.query_devices(device, "output")["max_output_channels"])
        except (
            ValueError,
            sounddevice.PortAudioError,
        ):  # there is none of this name, or several, or none at all
            continue
        for channels in dict.fromkeys((1, min(2, most), most)):
            try:
                stream = sounddevice.RawOutputStream(
                    rate, device=device, channels=channels, dtype="int16", latency=LATENCY_S
                )
            except sounddevice.PortAudioError:
                continue
            return stream, channels
    return None, 0


def spread(block: bytes, channels: int) -> bytes:
    """16 bit mono samples on so many channels."""
    mono = array.array("h", block[: len(block) // 2 * 2])
    spreading = array.array("h", bytes(2 * len(mono) * channels))
    for channel in range(channels):
        spreading[channel::channels] = mono
    return spreading.tobytes()


def _reader(number: int) -> Callable[[int], bytes]:
    """Reads exactly so many bytes from a file descriptor, and fewer only at its end; nothing ahead."""

    def read(size: int) -> bytes:
        parts = b""
        while len(parts) < size and (part := os.read(number, size - len(parts))):
            parts += part
        return parts

    return read


if __name__ == "__main__":
    code = main(*sys.argv[1:2])
    os._exit(code)  # to close a device that is gone can hang
