"""Writing sound files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voice_assistant.audio.recorder import Recorder, write
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import Samples


def noise(length: int) -> Samples:
    return (np.random.default_rng(3).uniform(-1, 1, length)).astype(np.float32)


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", noise(1000), 22_050)
    info = soundfile.info(tmp_path / "a.wav")
    assert (info.samplerate, info.channels, info.subtype, info.frames) == (22_050, 1, "PCM_16", 1000)
    assert np.abs(soundfile.read(tmp_path / "a.wav")[0] - noise(1000)).max() <= 0.5 / 32768 + 1e-9


def test_writing_what_was_read_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", noise(1000), 16_000)
    write(tmp_path / "b.wav", soundfile.read(tmp_path / "a.wav", dtype="float32")[0], 16_000)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_what_is_too_loud_is_clipped_and_what_is_no_number_is_silent(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", np.array([2.0, -2.0, np.nan, np.inf], np.float32), 16_000)
    assert soundfile.read(tmp_path / "a.wav", dtype="int16")[0].tolist() == [32767, -32768, 0, 32767]


def test_nothing_at_all_is_a_valid_file(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", noise(0), 16_000)
    assert soundfile.info(tmp_path / "a.wav").frames == 0


def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.wav", noise(10), 16_000)
    before = (tmp_path / "a.wav").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(AudioError, match=r"a\.wav cannot be written: No space left"):
        write(tmp_path / "a.wav", noise(20), 16_000)
    assert (tmp_path / "a.wav").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


@pytest.mark.parametrize(
    "begin", [lambda path: write(path, noise(1), 16_000), Recorder], ids=["write", "Recorder"]
)
@pytest.mark.parametrize(
    ("place", "sentence"),
    [("none/a.wav", "no folder"), ("", "is a folder"), ("pipe", "not an ordinary file")],
)
def test_an_impossible_place_is_refused(
    tmp_path: Path, begin: type[Recorder], place: str, sentence: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(AudioError, match=sentence):
        begin(tmp_path / place)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_place_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    for begin in (Recorder, lambda path: write(path, noise(1), 16_000)):
        with pytest.raises(AudioError, match=r"may not be written by this user"):
            begin(tmp_path / "a.wav")


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.wav").symlink_to(tmp_path / "a.wav")
    write(tmp_path / "link.wav", noise(10), 16_000)
    assert (tmp_path / "link.wav").is_symlink()
    assert soundfile.info(tmp_path / "a.wav").frames == 10


def test_a_recording_is_what_was_appended(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.wav")
    for start in range(0, 40_000, 320):
        recorder.append(noise(40_000)[start : start + 320])
    recorder.close()
    recorder.close()
    write(tmp_path / "b.wav", noise(40_000), 16_000)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_recording_can_be_read_after_we_were_killed(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, signal, sys, numpy\n"
        "from voice_assistant.audio.recorder import Recorder\n"
        "recorder = Recorder(pathlib.Path(sys.argv[1]))\n"
        "for _ in range(120): recorder.append(numpy.full(320, 0.5, numpy.float32))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", program, tmp_path / "a.wav"], check=False, cwd=root)
    sound, rate = soundfile.read(tmp_path / "a.wav")
    assert rate == 16_000
    assert 32_000 <= len(sound) <= 120 * 320  # at most the last second is missing
    assert np.all(sound == 0.5)


def test_a_recording_that_just_began_is_a_valid_file(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.wav")
    assert soundfile.info(tmp_path / "a.wav").frames == 0
    recorder.close()


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", noise(10), 16_000)
    (tmp_path / "link.wav").symlink_to(tmp_path / "a.wav")
    for name in ("a.wav", "link.wav"):
        with pytest.raises(AudioError, match="would be overwritten"):
            Recorder(tmp_path / name, reading=tmp_path / "a.wav")
    assert soundfile.info(tmp_path / "a.wav").frames == 10
    Recorder(tmp_path / "b.wav", reading=tmp_path / "a.wav").close()
