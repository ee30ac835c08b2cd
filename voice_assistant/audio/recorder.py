"""Sound files, written in one go or while the sound is still being made: always 16-bit mono WAV."""

from __future__ import annotations

import uuid
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np

from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import SAMPLE_RATE, Samples


def write(path: Path, samples: Samples, rate: int) -> None:
    """Write mono sound as 16-bit WAV. The file appears whole or not at all.

    Raises:
        AudioError: the file cannot be written; the sentence says why.
    """
    place = _target(path)
    part = place.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with explained(path, "written"), part.open("xb") as raw, _wav(raw, rate) as wav:
            wav.writeframes(_pcm16(samples))
        with explained(path, "written"):
            part.replace(place)
    finally:
        part.unlink(missing_ok=True)


class Recorder:
    """A WAV file that grows while the sound is being made; it can be read even after we were killed."""

    def __init__(self, path: Path, rate: int = SAMPLE_RATE, *, reading: Path | None = None) -> None:
        """Begin the file.

        Args:
            path: where the sound goes; what was there is lost.
            rate: samples per second, Hz.
            reading: a file that is being read meanwhile, and so must not be the same one.

        Raises:
            AudioError: the file cannot be written; the sentence says why.
        """
        place = _target(path)
        if reading is not None and place.exists() and reading.exists() and place.samefile(reading):
            raise AudioError(
                f"{path} would be overwritten while it is read; name another file for the output."
            )
        self._path = path
        self._rate = rate
        self._unsaved = 0
        self._closed = False
        with explained(path, "written"):
            self._raw = place.open("wb")
            self._wav = _wav(self._raw, rate)
            self._save(b"")

    def append(self, samples: Samples) -> None:
        """Add sound, shape (n,). Raises AudioError, for example when the disk is full."""
        with explained(self._path, "written"):
            self._unsaved += len(samples)
            if self._unsaved < self._rate:
                self._wav.writeframesraw(_pcm16(samples))
            else:
                self._save(_pcm16(samples))

    def close(self) -> None:
        """Finish the file. Safe to call twice."""
        if not self._closed:
            self._closed = True
            with self._raw, explained(self._path, "written"):
                self._wav.close()

    def _save(self, pcm: bytes) -> None:
        """Bring the header up to date and hand all to the operating system: once for each second of sound."""
        self._wav.writeframes(pcm)
        self._raw.flush()
        self._unsaved = 0


def _wav(raw: IO[bytes], rate: int) -> wave.Wave_write:
    wav = wave.Wave_write(raw)
    wav.setnchannels(1)
    wav.setsampwidth(2)
    wav.setframerate(rate)
    return wav


def _pcm16(samples: Samples) -> bytes:
    finite = np.clip(np.nan_to_num(samples, nan=0.0), -1.0, 1.0)
    return np.minimum(np.round(finite * 32768.0), 32767).astype("<i2").tobytes()


def _target(path: Path) -> Path:
    """Where a file to be written really lies, a symbolic link followed. What is no file stays untouched."""
    with explained(path, "written"):
        place = path.resolve()
        if not place.parent.is_dir():
            raise AudioError(f"{path} cannot be written: there is no folder {place.parent}; make it first.")
        if place.is_dir():
            raise AudioError(f"{path} is a folder; name a file in it.")
        if place.exists() and not place.is_file():
            raise AudioError(f"{path} is not an ordinary file; name another one for the sound.")
    return place


@contextmanager
def explained(path: Path, done: str) -> Iterator[None]:
    """Say in one sentence why a file cannot be `done`, which is "read" or "written"."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        if done == "written":
            raise AudioError(f"{path} cannot be written there; name a file in another folder.") from error
        raise AudioError(f"There is no file {path}; check the name.") from error
    except IsADirectoryError as error:
        raise AudioError(f"{path} is a folder; name a file in it.") from error
    except PermissionError as error:
        raise AudioError(
            f"{path} may not be {done} by this user; change its permissions or its place."
        ) from error
    except OSError as error:
        raise AudioError(f"{path} cannot be {done}: {error.strerror}.") from error
