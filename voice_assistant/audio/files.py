"""Sound files, read whole or in blocks. Writing them is in `recorder`, and can be had from here too."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import soundfile
import soxr

from voice_assistant.audio.recorder import Recorder, explained, write
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import SAMPLE_RATE, Samples

__all__ = ["RATES", "Recorder", "blocks_16k", "read", "read_16k", "write"]

RATES = range(8_000, 192_001)
"""Rates that a sound file may have, Hz."""

_UNKNOWN_SIZE = 0x7FFF_F000
"""Programs that write WAV into a pipe promise at least this many bytes, because they cannot know better."""

_CHUNK = struct.Struct("<4sI")
"""How a part of a WAV file begins: its kind and its bytes."""


def read(path: Path, *, limit_s: float | None = None) -> tuple[Samples, int]:
    """The sound of a file, mixed down to mono, and its own rate in Hz; at most its first `limit_s` seconds.

    A file that has a header but no sound gives shape (0,).

    Raises:
        AudioError: the file cannot be used; the sentence says why.
    """
    with _opened(path) as file:
        return _joined(_mono(file, path, limit_s)), file.samplerate


def read_16k(path: Path) -> Samples:
    """The sound of a file, mono at 16 kHz, shape (n,).

    Raises:
        AudioError: the file cannot be used, or holds no sound.
    """
    return _joined(blocks_16k(path))


def blocks_16k(path: Path) -> Iterator[Samples]:
    """The same in blocks of about one second, so that even a day of sound needs little memory.

    Raises:
        AudioError: the file cannot be used, or holds no sound. Raised at once, not at the first block.
    """
    with _opened(path) as file:
        if not file.frames:
            raise AudioError(f"{path} holds no sound: it has a header, but not one sample after it.")
    return _resampled(path)


def _resampled(path: Path) -> Iterator[Samples]:
    with _opened(path) as file:
        if file.samplerate == SAMPLE_RATE:
            yield from _mono(file, path)
            return
        stream = soxr.ResampleStream(file.samplerate, SAMPLE_RATE, 1, dtype="float32")
        for block in _mono(file, path):
            yield stream.resample_chunk(block)
        yield stream.resample_chunk(np.zeros(0, np.float32), last=True)


def _joined(blocks: Iterator[Samples]) -> Samples:
    return np.concatenate([np.zeros(0, np.float32), *blocks])


def _mono(file: soundfile.SoundFile, path: Path, limit_s: float | None = None) -> Iterator[Samples]:
    """Blocks of one second, all channels mixed into one; what is no number becomes silence."""
    left = file.frames if limit_s is None else min(file.frames, round(limit_s * file.samplerate))
    while left > 0:
        try:
            block = file.read(min(left, file.samplerate), dtype="float32", always_2d=True)
        except soundfile.LibsndfileError as error:
            raise AudioError(f"{path} is damaged or cut short; record or copy it again.") from error
        if not len(block):
            raise AudioError(f"{path} is cut short; record or copy it again.")
        left -= len(block)
        finite = np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0)
        yield np.clip(finite, -1.0, 1.0).mean(axis=1, dtype=np.float32)


@contextmanager
def _opened(path: Path) -> Iterator[soundfile.SoundFile]:
    with explained(path, "read"):
        if stat.S_ISFIFO(path.stat().st_mode):  # opening a pipe that nobody writes to would wait for ever
            raise AudioError(f"{path} is a pipe; save its sound as a file first.")
        raw = path.open("rb", buffering=0)
    with raw:
        if not os.fstat(raw.fileno()).st_size:
            raise AudioError(f"{path} is empty: 0 bytes; record or copy it again.")
        _check_length(raw, path)
        try:  # by descriptor, so that the contents and not the name say what it is
            sound = soundfile.SoundFile(raw.fileno(), closefd=False)
        except soundfile.LibsndfileError as error:
            raise AudioError(
                f"{path} is not a sound file that can be read; WAV, FLAC and OGG can."
            ) from error
        with sound:
            if sound.samplerate not in RATES:
                allowed = f"{RATES[0]} to {RATES[-1]}"
                raise AudioError(f"{path} has {sound.samplerate} samples a second; convert it to {allowed}.")
            yield sound


def _check_length(raw: IO[bytes], path: Path) -> None:
    """Find WAV files that end before their header says so: libsndfile reads what is left and says nothing."""
    size = os.fstat(raw.fileno()).st_size
    head = raw.read(12)
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        while len(chunk := raw.read(_CHUNK.size)) == _CHUNK.size:
            kind, promised = _CHUNK.unpack(chunk)
            there = size - raw.tell()
            if kind == b"data":
                if there < promised < _UNKNOWN_SIZE:
                    lack = f"{there} of {promised} bytes of sound are there"
                    raise AudioError(f"{path} is cut short: {lack}; record or copy it again.")
                break
            raw.seek(promised + promised % 2, os.SEEK_CUR)
    raw.seek(0)
