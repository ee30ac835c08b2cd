"""The whole assistant over real sound devices: what is asked into a microphone is answered from a speaker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGSTOP, Signals
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soxr
from commands import COMMAND, environment
from test_signals import assert_restored, terminal

from voice_assistant import app
from voice_assistant.bench.questions import demo_questions, samples
from voice_assistant.bench.words import normalised
from voice_assistant.vocabulary import SAMPLE_RATE, Samples

if TYPE_CHECKING:
    from virtual_devices import Recording, VirtualDevices

pytest_plugins = ["virtual_devices"]
pytestmark = [
    pytest.mark.devices,
    pytest.mark.engines,
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform != "linux", reason="needs PulseAudio"),
]

RATE = 48_000
"""Samples per second of the virtual devices, Hz."""

AUDIBLE = 0.01


class Assistant:
    """A running assistant, and what it has told so far."""

    def __init__(self, folder: Path, devices: VirtualDevices) -> None:
        self.ledger, self._devices = folder / "events.jsonl", devices
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [*COMMAND, "run", "--events", str(self.ledger), "--with-text"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment(), cwd=folder,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    @property
    def turns(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.ledger.read_text(encoding="utf-8").splitlines()]

    def told(self, part: str) -> int:
        return sum(part in line for line in self.lines)

    def until(self, what: Callable[[], object], longest_s: float = 30.0) -> float:
        """Wait for something; the seconds it took."""
        began = time.monotonic()
        while not what():
            assert self.process.poll() is None, self.lines
            assert time.monotonic() - began < longest_s, self.lines
            time.sleep(0.02)
        return time.monotonic() - began

    def until_listening(self) -> None:
        """Wait until it records from the microphone, beside the two recorders that keep the server awake."""
        self.until(lambda: self.told("Loading the models"))
        self.until(lambda: sound_processes(self.process.pid))
        self.until(lambda: len(self._devices.pactl("list", "short", "source-outputs").splitlines()) >= 3)
        time.sleep(0.7)

    def ask(self, text: str) -> None:
        """Say a question into the microphone."""
        question = next(question for question in demo_questions() if question.text == text)
        spoken = soxr.resample(samples(question), SAMPLE_RATE, RATE)
        pause = np.zeros(RATE // 2, np.float32)
        self._devices.say(np.concatenate([pause, spoken, pause])).wait()

    @property
    def child(self) -> int:
        """Process id of its sound process."""
        (child,) = sound_processes(self.process.pid)
        return child

    def end(self) -> float:
        """Ctrl-C: the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(SIGINT)
        assert self.process.wait(20) == 0
        return time.monotonic() - began

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def assistant(virtual_devices: VirtualDevices, tmp_path: Path) -> Iterator[Assistant]:
    made = Assistant(tmp_path, virtual_devices)
    try:
        made.until_listening()
        yield made
    finally:
        made.close()


def children(parent: int) -> list[int]:
    """The processes that a process has started, from whichever thread."""
    lists = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for listed in lists for child in listed.read_text().split()]


def sound_processes(parent: int) -> list[int]:
    """Those of them that hold the devices; the sentinel is another."""
    return [child for child in children(parent) if b"voice_assistant.audio.child" in command_line(child)]


def command_line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has just ended
        return b""


def gone(process: int) -> bool:
    """Whether a process has ended, though perhaps nobody has asked how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture
def recording(virtual_devices: VirtualDevices) -> Iterator[Recording]:
    """What comes out of the speaker."""
    made = virtual_devices.listen()
    try:
        yield made
    finally:
        made.stop()


def audible(recording: Recording, since: float) -> bool:
    return any(peak > AUDIBLE for at, peak in recording.peaks if at > since)


def understood(recorded: Samples) -> list[str]:
    """The words that the real recogniser hears in a recording of the speaker."""
    sound = soxr.resample(recorded, RATE, SAMPLE_RATE)
    loud = np.flatnonzero(np.abs(sound) > AUDIBLE)
    engine = app.recogniser(app.set_up())
    *_, transcript = engine.transcribe(sound[max(0, loud[0] - 1600) : loud[-1] + 1600])
    assert transcript is not None
    return normalised(transcript.text)


def test_a_question_is_heard_and_answered_aloud(assistant: Assistant, recording: Recording) -> None:
    assistant.ask("what time is it")
    assistant.until(lambda: assistant.told("turn 1 ended"))
    (turn,) = assistant.turns
    spoken = understood(np.concatenate(recording._blocks))
    wait = turn["first_audio"] - turn["speech_end"]
    print(f"said {turn['said']}, understood {spoken}; answered after {wait:.2f} s")
    assert normalised(turn["heard"]) == ["what", "time", "is", "it"]
    assert turn["skill"] == "tell_time"
    assert (turn["error"], turn["barged_in"], turn["dropped_frames"]) == (None, False, 0)
    said = normalised(" ".join(turn["said"]))
    # The starter recogniser mishears some minutes of the hour: "it's seventeen" is still the answer, noise is not.
    assert SequenceMatcher(None, " ".join(said), " ".join(spoken)).ratio() > 0.45
    assert not [line for line in assistant.lines if "what time" in line.lower()]
    took = assistant.end()
    print(f"ended {took:.3f} s after SIGINT")
    assert took < 2.5


@pytest.mark.parametrize(("blow", "reason"), [(SIGKILL, "died"), (SIGSTOP, "hung")])
def test_sound_that_is_lost_in_mid_sentence_comes_back(
    assistant: Assistant, recording: Recording, blow: Signals, reason: str
) -> None:
    asked, child = time.monotonic(), assistant.child
    assistant.ask("can you tell me a joke")
    assistant.until(lambda: audible(recording, asked))
    time.sleep(0.3)
    os.kill(child, blow)
    struck = time.monotonic()
    assistant.until(lambda: assistant.told(f"the sound system {reason} and was started again"))
    back = time.monotonic() - struck
    assistant.until(lambda: assistant.told("turn 1 "))
    assert audible(recording, struck + 1.0)  # it says that its sound broke off
    assistant.until(
        lambda: not any(peak > AUDIBLE for at, peak in recording.peaks if at > time.monotonic() - 0.3)
    )
    (turn,) = assistant.turns
    print(f"sound back {back:.2f} s after {blow.name}; the turn ended with {turn['error']}")
    assert turn["error"] == "audio.back"
    assert back < 6
    assert assistant.child != child
    assistant.ask("what time is it")
    assistant.until(lambda: assistant.told("turn 2 ended"))
    assert normalised(assistant.turns[1]["heard"]) == ["what", "time", "is", "it"]
    assert assistant.turns[1]["first_audio"] is not None
    assert assistant.told("Loading the models") == 1
    assert assistant.end() < 2.5


def test_without_a_microphone_the_demonstration_is_held(
    virtual_devices: VirtualDevices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", virtual_devices.speaker_only())
    assistant = Assistant(tmp_path, virtual_devices)
    try:
        assistant.until(lambda: assistant.told("   says  "))
        assert assistant.lines[0] == "There is no microphone. So here is the demo conversation instead."
        took = assistant.end()
        print(f"ended {took:.3f} s after SIGINT")
        assert took < 2.5
    finally:
        assistant.close()
    assert (tmp_path / "demo.wav").stat().st_size > 10_000


@pytest.mark.parametrize("moment", ["the devices begin to open", "the devices open", "it listens"])
def test_ctrl_c_on_a_terminal_ends_all_of_its_processes_in_silence(
    virtual_devices: VirtualDevices, moment: str
) -> None:
    with terminal(*COMMAND, "run") as screen:
        until = time.monotonic() + 30
        # Not any child: looking for a library starts one too, which is gone again at once.
        while not sound_processes(screen.process.pid) and time.monotonic() < until:
            time.sleep(0.002)
        if moment == "it listens":
            screen.until(b"listening")
        elif moment == "the devices open":
            time.sleep(0.15)
        # The kernel's list may lack a child for a moment while the thread that started it ends.
        while not (started := children(screen.process.pid)) and time.monotonic() < until:
            time.sleep(0.002)
        assert started
        screen.type(b"\x03")
        code, took = screen.wait()
        print(f"{took:.3f} s")
        assert (code, took < 2.5) == (0, True)
        while not all(map(gone, started)) and time.monotonic() < until:
            time.sleep(0.01)
        assert all(map(gone, started))
        screen.read(0.2)
        assert_restored(screen)


def test_say_is_heard_from_the_speaker(recording: Recording) -> None:
    done = subprocess.run([*COMMAND, "say", "what time is it"], env=environment(), check=False, timeout=60)
    time.sleep(0.3)
    assert done.returncode == 0
    assert understood(np.concatenate(recording._blocks)) == ["what", "time", "is", "it"]
