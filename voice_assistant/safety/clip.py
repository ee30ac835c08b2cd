"""The sound of an answer, in the one format that every player takes: 48 kHz, 16 bit, mono."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from voice_assistant.vocabulary import Samples

RATE = 48_000
"""Samples per second, Hz: what hardware takes without asking."""

BYTES_S = 2 * RATE
"""Bytes of one second."""

HEADER = 44
"""Bytes before the first sample of a WAV file."""

GAP_S = 0.35
"""Silence between two lines, seconds."""

TONES_HZ = (523.25, 659.26)
"""The attention tone that stands for a line without stored sound: two calm notes, C and E."""

TONE_S = 0.25
"""How long each of them sounds, seconds."""

Stored = Callable[[str], tuple[Samples, int] | None]
"""The stored sound of a line, shape (n,), and its samples per second; None where there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """The lines of an answer, one after the other."""

    sound: bytes
    starts: tuple[int, ...]
    """Where in `sound` each line begins; lines that share a tone begin together."""

    def wav(self, first: int = 0) -> bytes:
        """A WAV file from line `first` on."""
        data = self.sound[self.starts[first] :] if self.starts else self.sound
        return header(len(data)) + data

    def line_at(self, place: int) -> int:
        """The line to which a place in `sound` belongs; of lines that share a tone, the first."""
        begun = max((start for start in self.starts if start <= place), default=0)
        return self.starts.index(begun) if begun in self.starts else 0


def header(size: int) -> bytes:
    """The header of a WAV file with so many bytes of samples."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, RATE, BYTES_S, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", HEADER - 8 + size)
        + b"WAVEfmt "
        + form
        + b"data"
        + struct.pack("<I", size)
    )


def clip(lines: Sequence[str], stored: Stored) -> Clip:
    """The sound of these lines. Where a line is not stored a tone sounds, once for several in a row."""
    gap = bytes(2 * round(GAP_S * RATE))
    sound, starts, tone_at = bytearray(), [], -1
    for line in lines:
        found = _found(line, stored)
        if found is None and tone_at >= 0:
            starts.append(tone_at)
            continue
        if sound:
            sound += gap
        starts.append(len(sound))
        tone_at = len(sound) if found is None else -1
        sound += _pcm(tone() if found is None else resampled(*found))
    return Clip(bytes(sound), tuple(starts))


def _found(line: str, stored: Stored) -> tuple[Samples, int] | None:
    """The stored sound of a line; None where there is none, or whatever is wrong with it: then there is the tone."""
    try:
        found = stored(line)
    except (LookupError, OSError, RuntimeError, ValueError):
        return None
    return found if found is not None and len(found[0]) and found[1] > 0 else None


def tone() -> Samples:
    """The attention tone, shape (n,) at `RATE`."""
    times = np.arange(round(TONE_S * RATE)) / RATE
    swell = np.sin(np.pi * times / TONE_S) ** 2
    notes = [0.4 * swell * np.sin(2 * np.pi * pitch * times) for pitch in TONES_HZ]
    return np.concatenate(notes).astype(np.float32)


def resampled(samples: Samples, rate: int) -> Samples:
    """Samples at another rate, at `RATE`: their spectrum with a longer tail."""
    if rate == RATE:
        return samples
    size = (
        1 << (len(samples) + rate // 10 - 1).bit_length()
    )  # a power of two is quick, and its rest keeps ends apart
    wanted = round(size * RATE / rate)
    spectrum = np.fft.rfft(samples, size)[: wanted // 2 + 1]
    return (np.fft.irfft(spectrum, wanted) * (wanted / size))[: round(len(samples) * RATE / rate)].astype(
        np.float32
    )


def _pcm(samples: Samples) -> bytes:
    clean = np.clip(np.nan_to_num(samples), -1, 1)
    return (clean * 32_767).astype("<i2").tobytes()
