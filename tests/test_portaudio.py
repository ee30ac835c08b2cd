"""The player of our own: fake PortAudios here; test_player lets it play on a real sound server."""

from __future__ import annotations

import ast
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from voice_assistant.safety import portaudio
from voice_assistant.safety.clip import header

SOUND = struct.pack("<4h", 1, -2, 3, -4)


def tail(channels: int) -> bytes:
    return bytes(2 * channels * round(portaudio.TAIL_S * 48_000))


class FakeError(Exception):
    pass


class FakePortAudio:
    """Has one speaker with some channels, and others by name."""

    PortAudioError = FakeError

    def __init__(
        self, channels: int = 2, takes: tuple[int, ...] = (1, 2), named: tuple[str, ...] = ()
    ) -> None:
        self.channels, self.takes, self.named = channels, takes, named
        self.opened: tuple[Any, ...] = ()
        self.written = b""
        self.breaks = False

    def query_devices(self, device: object, kind: str) -> dict[str, int]:
        if device is not None and device not in self.named:
            raise ValueError(device)
        if not self.channels:
            raise FakeError
        return {"max_output_channels": self.channels}

    def RawOutputStream(self, rate: int, *, device: object, channels: int, dtype: str, latency: float) -> Any:  # noqa: N802
        if channels not in self.takes:
            raise FakeError
        self.opened = (rate, device, channels, dtype)
        return self

    def write(self, block: bytes) -> None:
        if self.breaks:
            raise FakeError
        self.written += block

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Puts a WAV file on standard input and a fake in the place of sounddevice."""
    reader, writer = os.pipe()
    before = os.dup(0)
    os.dup2(reader, 0)

    def put(fake: FakePortAudio, wav: bytes = header(len(SOUND)) + SOUND) -> FakePortAudio:
        monkeypatch.setitem(sys.modules, "sounddevice", fake)  # type: ignore[arg-type]
        os.write(writer, wav)
        os.close(writer)
        return fake

    yield put
    os.dup2(before, 0)
    os.close(before)
    os.close(reader)


def test_it_plays_what_comes(given: Any) -> None:
    fake = given(FakePortAudio())
    assert portaudio.main() == 0
    assert fake.opened == (48_000, None, 1, "int16")
    assert fake.written == SOUND + tail(1)


def test_a_device_that_insists_on_more_channels_gets_them(given: Any) -> None:
    fake = given(FakePortAudio(channels=6, takes=(6,)))
    assert portaudio.main() == 0
    assert fake.written == portaudio.spread(SOUND, 6) + tail(6)
    assert portaudio.spread(SOUND, 2) == struct.pack("<8h", 1, 1, -2, -2, 3, 3, -4, -4)


@pytest.mark.parametrize(("speaker", "device"), [("usb", "usb"), ("gone", None), ("7", None), ("", None)])
def test_it_plays_on_the_chosen_speaker_or_else_on_the_usual_one(
    given: Any, speaker: str, device: str | None
) -> None:
    fake = given(FakePortAudio(named=("usb",)))
    assert portaudio.main(speaker) == 0
    assert fake.opened[1] == device


@pytest.mark.parametrize("fake", [FakePortAudio(channels=0), FakePortAudio(takes=())])
def test_without_a_speaker_it_fails(given: Any, fake: FakePortAudio) -> None:
    given(fake)
    assert portaudio.main() == 1


@pytest.mark.parametrize("size", [0, 20])
def test_without_a_whole_header_it_fails(given: Any, size: int) -> None:
    given(FakePortAudio(), header(0)[:size])
    assert portaudio.main() == 1


def test_where_the_device_breaks_it_fails(given: Any) -> None:
    fake = FakePortAudio()
    fake.breaks = True
    given(fake)
    assert portaudio.main() == 1


def test_it_loads_nothing_of_ours() -> None:
    tree = ast.parse(Path(portaudio.__file__).read_text(encoding="utf-8"))
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    } | {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.startswith(("voice_assistant", "numpy"))]
