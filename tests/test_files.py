"""Reading sound files: every odd or bad one gives its sound or one clear sentence."""

from __future__ import annotations

import os
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voice_assistant.audio import files
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import SAMPLE_RATE, Samples


def tone(rate: int, duration_s: float = 1.0, hz: float = 440.0) -> Samples:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(round(rate * duration_s)) / rate)).astype(np.float32)


def header(data_bytes: int, *, rate: int = SAMPLE_RATE, channels: int = 1, bits: int = 16) -> bytes:
    block = channels * bits // 8
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, rate * block, block, bits)
    data = struct.pack("<4sI", b"data", data_bytes)
    return struct.pack("<4sI4s", b"RIFF", min(data_bytes + 36, 0xFFFFFFFF), b"WAVE") + form + data


def complaint(path: Path) -> str:
    """The one sentence that both ways to read a file give."""
    sentences = set()
    for reader in (files.read_16k, files.blocks_16k):
        with pytest.raises(AudioError) as caught:
            reader(path)
        sentences.add(str(caught.value))
    (sentence,) = sentences
    assert sentence.endswith(".")
    assert str(path) in sentence
    return sentence


def test_a_file_is_read_at_its_own_rate(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(22_050), 22_050)
    sound, rate = files.read(tmp_path / "a.wav")
    assert rate == 22_050
    assert sound.dtype == np.float32
    assert np.allclose(sound, tone(22_050), atol=1e-4)


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(8000, 3), 8000)
    assert len(files.read(tmp_path / "a.wav", limit_s=1.5)[0]) == 12_000
    assert len(files.read(tmp_path / "a.wav", limit_s=9)[0]) == 24_000


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 44_100, 48_000, 96_000, 192_000])
def test_every_usual_rate_becomes_16_khz_and_keeps_its_time_axis(tmp_path: Path, rate: int) -> None:
    soundfile.write(tmp_path / "a.wav", tone(rate, 2), rate, subtype="FLOAT")
    sound = files.read_16k(tmp_path / "a.wav")
    assert len(sound) == 32_000
    assert np.allclose(sound[400:-400], tone(SAMPLE_RATE, 2)[400:-400], atol=2e-3)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_every_usual_width_is_read(tmp_path: Path, subtype: str) -> None:
    soundfile.write(tmp_path / "a.wav", tone(16_000), 16_000, subtype=subtype)
    assert np.allclose(files.read_16k(tmp_path / "a.wav"), tone(16_000), atol=0.01)


@pytest.mark.parametrize("channels", [2, 6])
def test_channels_are_mixed_down(tmp_path: Path, channels: int) -> None:
    every = np.zeros((16_000, channels), np.float32)
    every[:, 0] = tone(16_000)
    soundfile.write(tmp_path / "a.wav", every, 16_000, subtype="FLOAT")
    assert np.allclose(files.read_16k(tmp_path / "a.wav"), tone(16_000) / channels, atol=1e-6)


@pytest.mark.parametrize("ending", ["flac", "ogg"])
def test_compressed_files_are_read_too(tmp_path: Path, ending: str) -> None:
    soundfile.write(tmp_path / f"a.{ending}", tone(16_000), 16_000)
    assert np.abs(files.read_16k(tmp_path / f"a.{ending}") - tone(16_000))[800:-800].mean() < 0.02


@pytest.mark.parametrize("name", ["a.raw", "a.txt", "a", "ä ö.wav"])
def test_the_contents_and_not_the_name_decide(tmp_path: Path, name: str) -> None:
    soundfile.write(tmp_path / name, tone(16_000), 16_000, format="WAV")
    assert len(files.read_16k(tmp_path / name)) == 16_000


def test_what_is_no_number_is_silence_and_what_is_too_loud_is_clipped(tmp_path: Path) -> None:
    soundfile.write(
        tmp_path / "a.wav", np.array([0.5, np.nan, np.inf, -np.inf, 9.0]), 16_000, subtype="DOUBLE"
    )
    assert files.read_16k(tmp_path / "a.wav").tolist() == [0.5, 0.0, 0.0, 0.0, 1.0]


def test_blocks_are_the_whole(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).standard_normal(123_457).astype(np.float32) * 0.1
    soundfile.write(tmp_path / "a.wav", noise, 44_100, subtype="FLOAT")
    blocks = list(files.blocks_16k(tmp_path / "a.wav"))
    assert len(blocks) > 2
    assert np.array_equal(np.concatenate(blocks), files.read_16k(tmp_path / "a.wav"))


def test_an_hour_needs_little_memory(tmp_path: Path) -> None:
    path, size = tmp_path / "hour.wav", 3600 * 8000 * 2
    with path.open("wb") as file:
        file.write(header(size, rate=8000))
        file.truncate(44 + size)  # a hole: zeros that take no room on the disk
    tracemalloc.start()
    try:
        length = sum(len(block) for block in files.blocks_16k(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert length == 3600 * SAMPLE_RATE
    assert peak < 4_000_000


def test_a_header_without_sound_is_a_file_but_nothing_to_listen_to(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(header(0))
    sound, rate = files.read(tmp_path / "a.wav")
    assert (sound.shape, sound.dtype, rate) == ((0,), np.float32, 16_000)
    assert "holds no sound" in complaint(tmp_path / "a.wav")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "There is no file" in complaint(tmp_path / "a.wav")
    (tmp_path / "b").write_bytes(b"x")
    assert "There is no file" in complaint(tmp_path / "b" / "a.wav")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is a folder" in complaint(tmp_path)


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    assert "is empty" in complaint(tmp_path / "a.wav")


@pytest.mark.parametrize(
    "contents",
    [b"Hello, I am a text.\n" * 50, b"\x89PNG\r\n\x1a\n" + bytes(500), b"RIFF", header(0)[:30], bytes(1000)],
    ids=["text", "PNG", "four bytes", "half a header", "zeros"],
)
def test_what_is_no_sound_file_is_refused(tmp_path: Path, contents: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(contents)
    sentence = complaint(tmp_path / "a.wav")
    assert "is not a sound file" in sentence
    assert "Hello" not in sentence


@pytest.mark.parametrize("kept", [44, 45, 20_000, 32_043])
def test_a_truncated_file_is_not_taken_for_a_short_one(tmp_path: Path, kept: int) -> None:
    (tmp_path / "a.wav").write_bytes((header(32_000) + bytes(32_000))[:kept])
    assert f"{kept - 44} of 32000 bytes" in complaint(tmp_path / "a.wav")


def test_a_truncated_flac_file_is_noticed(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).standard_normal(160_000) * 0.1
    soundfile.write(tmp_path / "a.flac", noise, 16_000)
    whole = (tmp_path / "a.flac").read_bytes()
    (tmp_path / "a.flac").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(AudioError, match="cut short"):
        files.read_16k(tmp_path / "a.flac")


def test_a_file_that_shrinks_while_it_is_read_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soundfile.write(tmp_path / "a.wav", tone(16_000), 16_000)
    monkeypatch.setattr(soundfile.SoundFile, "read", lambda *_, **__: np.zeros((0, 1), np.float32))
    with pytest.raises(AudioError, match="cut short"):
        files.read_16k(tmp_path / "a.wav")


def test_a_file_written_into_a_pipe_promises_too_much_and_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(header(0xFFFFFFFF) + bytes(6400))
    assert len(files.read_16k(tmp_path / "a.wav")) == 3200


def test_other_parts_of_a_file_are_passed_over(tmp_path: Path) -> None:
    whole = header(64)
    listed = struct.pack("<4sI", b"LIST", 5) + bytes(6)  # odd lengths are filled up
    (tmp_path / "a.wav").write_bytes(whole[:12] + listed + whole[12:] + bytes(64))
    assert len(files.read_16k(tmp_path / "a.wav")) == 32
    (tmp_path / "a.wav").write_bytes(whole[:12] + listed + whole[12:] + bytes(60))
    assert "60 of 64 bytes" in complaint(tmp_path / "a.wav")


@pytest.mark.parametrize("rate", [1, 7999, 384_000])
def test_a_strange_rate_is_refused(tmp_path: Path, rate: int) -> None:
    (tmp_path / "a.wav").write_bytes(header(64, rate=rate) + bytes(64))
    assert f"{rate} samples a second" in complaint(tmp_path / "a.wav")


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.wav")
    assert "is a pipe" in complaint(tmp_path / "a.wav")


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soundfile.write(tmp_path / "a.wav", tone(16_000), 16_000)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)  # the tests may run as somebody who may read everything
    assert "may not be read by this user" in complaint(tmp_path / "a.wav")
