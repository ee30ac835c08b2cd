"""The whole process: first its parts in a thread, then itself, beside a parent that comes to harm."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from voice_assistant.safety import sentinel as sentinels
from voice_assistant.safety import watch
from voice_assistant.safety.clip import RATE, clip
from voice_assistant.safety.messages import Armed, Beat, Done, Due, Message, Spoken, Withdrawn, Words, encode
from voice_assistant.safety.player import Player, Way
from voice_assistant.safety.screen import Screen
from voice_assistant.safety.sentinel import Sentinel, free_speaker
from voice_assistant.vocabulary import Samples

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and pipes whose size can be set")

LINES = ("A person can come.", "Please call now.", "Who could sit with you?")
WORDS = Words(1, LINES, "988")


def stored(text: str) -> tuple[Samples, int]:
    return np.full(RATE // 10 * (1 + LINES.index(text)), 0.1, np.float32), RATE


class Running:
    """A sentinel in a thread: what it reported, showed and played."""

    def __init__(self, folder: Path, *ways: Way) -> None:
        self.wav = folder / "wav"
        self.events: list[tuple[str, int]] = []
        self.shown: list[str] = []
        self.notified: list[str] = []
        self.screen = Screen(
            lambda text: bool(self.shown.append(text)) or True,
            desktop=lambda title, text: bool(self.notified.append(f"{title} {text}")) or True,
        )
        reader, self.writer = os.pipe()
        self.player = Player(ways or [Way(("sh", "-c", f"cat >> {shlex.quote(str(self.wav))}"))])
        self.sentinel = Sentinel(
            reader, self.screen, self.player, stored, lambda *event: self.events.append(event)
        )
        self.thread = threading.Thread(target=self._run, args=(reader,))
        self.thread.start()

    def _run(self, reader: int) -> None:
        self.sentinel.run()
        os.close(reader)
        for process in self.player._ending:
            process.wait()

    def tell(self, *messages: Message) -> None:
        os.write(self.writer, b"".join(map(encode, messages)))

    def leave(self) -> None:
        """The assistant ends; so does the sentinel, when it has said what there is to say."""
        os.close(self.writer)
        self.writer = -1
        self.thread.join(20)
        assert not self.thread.is_alive()

    def until(self, *event: object) -> None:
        wait(lambda: event in self.events)


def wait(what: Callable[[], object], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "in vain"
        time.sleep(0.005)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Running]]:
    """Starts sentinels whose patience is a tenth of what it should be."""
    monkeypatch.setattr(watch, "LIMIT_S", 0.05)
    started: list[Running] = []

    def start(*ways: Way) -> Running:
        started.append(Running(tmp_path, *ways))
        return started[-1]

    yield start
    for each in started:
        if each.writer >= 0:
            os.write(each.writer, encode(Done(99)))
            each.leave()


def test_it_claims_then_shows_then_says_what_is_due(run: Callable[..., Running]) -> None:
    running = run()
    running.tell(Armed(WORDS), Due(1))
    running.until("said", 1)
    running.leave()
    names = [event for event, _ in running.events]
    assert names == ["ready", "armed", "claim", "shown", "sounds", "said"]
    assert running.wav.read_bytes() == clip(LINES, stored).wav()
    (shown,) = running.shown
    assert all(text in shown for text in (*LINES, "988"))
    (notified,) = running.notified
    assert "988" in notified
    assert not any(line in notified for line in LINES)  # every user of the machine can read a command line


@pytest.mark.parametrize(
    ("messages", "first"),
    [
        ([Armed(WORDS)], 0),
        ([Armed(WORDS), Due(1)], 0),
        ([Armed(WORDS), Due(1), Spoken(1, 0), Spoken(1, 1)], 1),
    ],
)
def test_when_the_assistant_ends_it_says_the_rest_and_ends(
    run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch, messages: list[Message], first: int
) -> None:
    monkeypatch.setattr(watch, "LIMIT_S", 60.0)
    running = run()
    running.tell(*messages)
    running.leave()
    assert ("said", 1) in running.events
    assert running.wav.read_bytes() == clip(LINES, stored).wav(first)
    assert all(text in running.shown[0] for text in LINES)


@pytest.mark.parametrize(
    "messages", [[], [Beat()], [Armed(WORDS), Due(1), Spoken(1, 2), Done(1)], [Armed(WORDS), Withdrawn(1)]]
)
def test_with_nothing_due_it_says_nothing_and_ends(
    run: Callable[..., Running], messages: list[Message]
) -> None:
    running = run()
    running.tell(*messages)
    running.leave()
    assert not running.shown
    assert not running.wav.exists()
    assert not [event for event, _ in running.events if event == "claim"]


def test_a_heart_beat_keeps_it_silent(run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LIMIT_S", 0.4)
    running = run()
    running.tell(Armed(WORDS), Due(1), Spoken(1, 0))
    for _ in range(20):
        running.tell(Beat())
        time.sleep(0.03)
    assert ("claim", 1) not in running.events
    running.until("claim", 1)


def test_rubbish_is_passed_over(run: Callable[..., Running]) -> None:
    running = run()
    for rubbish in (
        b"\xff\xfe\n",
        b"{}\n",
        b"[" * 5000 + b"\n",
        b"x" * 200_000 + b"\n",
        b'{"is":"due","id":9}\n',
    ):
        os.write(running.writer, rubbish)
    message = encode(Armed(WORDS))
    for start in range(0, len(message), 7):
        os.write(running.writer, message[start : start + 7])
    running.until("armed", 1)
    running.leave()
    assert ("said", 1) in running.events


def test_words_that_are_quiet_are_shown_and_not_said(run: Callable[..., Running]) -> None:
    running = run()
    running.tell(Armed(Words(1, LINES, "112", quiet=True)), Due(1))
    running.until("shown", 1)
    running.leave()
    assert "112" in running.shown[0]
    assert not running.notified
    assert not running.wav.exists()
    assert [event for event, _ in running.events] == ["ready", "armed", "claim", "shown"]


def test_newer_words_that_the_assistant_says_silence_it(run: Callable[..., Running]) -> None:
    running = run(Way(("sh", "-c", "head -c 30000 > /dev/null; exec sleep 60")))
    running.tell(Armed(WORDS), Due(1))
    running.until("sounds", 1)
    assert running.player._try
    process = running.player._try.process
    running.tell(Armed(Words(2, LINES, "988")), Due(2), Spoken(2, 0, 30.0))
    assert process.wait() == -signal.SIGKILL
    running.tell(Done(2))
    running.leave()
    assert [event for event, number in running.events if number == 2] == ["armed"]


def test_without_a_way_to_the_ear_the_words_are_on_the_screen(run: Callable[..., Running]) -> None:
    running = run(Way(("/nowhere",)))
    running.tell(Armed(WORDS), Due(1))
    running.until("mute", 1)
    assert running.shown


def test_a_screen_that_fails_leaves_the_desktop_and_the_ear(run: Callable[..., Running]) -> None:
    running = run()
    running.screen._terminal = lambda _: False
    running.tell(Armed(WORDS), Due(1))
    running.until("said", 1)
    assert running.notified
    assert ("shown", 1) in running.events


def test_it_sleeps_where_nothing_is_armed(run: Callable[..., Running]) -> None:
    running = run()
    running.until("ready", 0)
    assert running.sentinel._patience_ms() is None
    running.tell(Armed(WORDS))
    running.until("armed", 1)
    assert running.sentinel._patience_ms() is not None


def test_what_is_ready_for_words_that_are_over_is_let_go(run: Callable[..., Running]) -> None:
    running = run(Way(("sleep", "60"), slow=True))
    running.tell(Armed(WORDS))
    running.until("armed", 1)
    (ready,) = running.player._ready.values()
    running.tell(Done(1))
    assert ready.process.wait() == -signal.SIGKILL
    for number in range(2, 30):
        running.tell(Armed(Words(number, LINES)), Done(number))
    running.until("armed", 29)
    assert len(running.sentinel._clips) <= 2


def test_a_bug_of_its_own_leaves_the_words_on_the_screen(tmp_path: Path) -> None:
    running = Running(tmp_path)
    running.tell(Armed(WORDS), Done(1), Armed(Words(2, LINES, "988")), Beat())
    running.until("armed", 2)
    running.sentinel.last_words()
    assert len(running.shown) == 1
    running.leave()


# ---------------------------------------------------------------- the speaker that somebody holds


def test_only_a_sound_process_is_killed() -> None:
    command = [sys.executable, "-SEc", "import time; time.sleep(60)"]
    other = subprocess.Popen(command)
    sound = subprocess.Popen([*command, "-m", "voice_assistant.audio.child"])
    wait(lambda: b"audio.child" in Path(f"/proc/{sound.pid}/cmdline").read_bytes())
    for pid in (other.pid, 0, 2**30, sound.pid):
        free_speaker(pid)
    assert sound.wait(20) == -signal.SIGKILL
    assert other.poll() is None
    other.kill()
    other.wait()


# ---------------------------------------------------------------- the process

PARENT = """
import ctypes, fcntl, sys, termios, time
from voice_assistant.safety.link import Sentinel
from voice_assistant.safety.messages import Words

how, *options = sys.argv[1:]
if sys.stdin.isatty():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
sentinel = Sentinel(options)
while not sentinel.ready:
    time.sleep(0.005)
sentinel.arm(Words(1, ("A person can come.", "Please call now."), "988"))
while not sentinel.armed(1):
    sentinel.beat()
    time.sleep(0.005)
sentinel.due(1)
sentinel.spoken(1, 0)
if how == "close":
    sentinel.done(1)
    sentinel.close(20)
    sys.exit()
print("armed", sentinel._process.pid, flush=True)
if how == "busy":
    ctypes.PyDLL(None).sleep(60)  # holds the interpreter's lock
while True:
    sentinel.beat()
    time.sleep(0.02)
"""


class Parent:
    """An assistant on a terminal of its own, with its sentinel."""

    def __init__(self, folder: Path, how: str, *options: str) -> None:
        self.wav, self.trace = folder / "wav", folder / "trace"
        self.master, slave = os.openpty()
        play = f"sh -c {shlex.quote(f'cat >> {shlex.quote(str(self.wav))}')}"
        arguments = [how, "--trace", str(self.trace), "--player", play, *options]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PARENT, *arguments],
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=slave,
            env={name: value for name, value in os.environ.items() if "DISPLAY" not in name},
            start_new_session=True,
        )
        os.close(slave)
        self.sentinel = 0

    def wait_armed(self) -> None:
        assert self.process.stdout
        _, number = self.process.stdout.readline().split()
        self.sentinel = int(number)

    def events(self) -> dict[str, float]:
        if not self.trace.exists():
            return {}
        lines = [json.loads(line) for line in self.trace.read_text().splitlines()]
        return {line["event"]: line["at"] for line in lines}

    def screen(self) -> str:
        """What is on the terminal so far."""
        os.set_blocking(self.master, False)
        parts = b""
        with contextlib.suppress(OSError):
            while part := os.read(self.master, 65_536):
                parts += part
        return parts.decode()

    def end(self) -> None:
        for pid in filter(None, (self.process.pid, self.sentinel)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        os.close(self.master)


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[Callable[..., Parent]]:
    made: list[Parent] = []

    def start(how: str, *options: str) -> Parent:
        made.append(Parent(tmp_path, how, *options))
        return made[-1]

    yield start
    for each in made:
        each.end()


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
    except OSError:
        return True
    return state == "Z"


@pytest.mark.parametrize("harm", ["killed", "stopped", "busy", "interrupted"])
def test_whatever_becomes_of_the_assistant_the_words_come(parent: Callable[..., Parent], harm: str) -> None:
    assistant = parent("busy" if harm == "busy" else "wait")
    assistant.wait_armed()
    began = time.monotonic()
    if harm == "killed":
        assistant.process.kill()
    elif harm == "stopped":
        assistant.process.send_signal(signal.SIGSTOP)
    elif harm == "interrupted":
        os.write(assistant.master, b"\x03")
    wait(lambda: "said" in assistant.events())
    events = assistant.events()
    print({name: round(at - began, 3) for name, at in events.items()})
    assert events["claim"] <= events["shown"] <= events["sounds"] <= events["said"]
    assert events["sounds"] - began < 5
    shown = assistant.screen()
    assert "A person can come." in shown
    assert "Please call now." in shown
    assert "988" in shown
    assert assistant.wav.stat().st_size > 10_000
    if harm in {"killed", "interrupted"}:
        wait(lambda: gone(assistant.sentinel))
    else:
        assert not gone(assistant.sentinel)


def test_a_normal_end_says_nothing(parent: Callable[..., Parent]) -> None:
    assistant = parent("close")
    assert assistant.process.wait(20) == 0
    assert set(assistant.events()) == {"ready", "armed"}
    assert assistant.screen() == ""
    assert not assistant.wav.exists()


def test_it_outlives_the_signals_of_its_terminal_and_sigterm_while_something_is_due(
    parent: Callable[..., Parent],
) -> None:
    assistant = parent("wait")
    assistant.wait_armed()
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGTERM):
        os.kill(assistant.sentinel, number)
        time.sleep(0.02)
    assert not gone(assistant.sentinel)
    assistant.process.kill()
    wait(lambda: "said" in assistant.events())
    wait(lambda: gone(assistant.sentinel))


def test_sigterm_ends_it_where_nothing_is_due() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "voice_assistant.safety.sentinel"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    assert resource.prlimit(process.pid, resource.RLIMIT_CORE) == (0, 0)
    process.terminate()
    assert process.wait(20) == 0
    process.communicate()


def test_a_bug_is_told_by_its_place_and_without_values(capfd: pytest.CaptureFixture[str]) -> None:
    try:
        json.loads("a secret")
    except ValueError as error:
        sentinels._say_where(type(error), error, error.__traceback__)
    told = capfd.readouterr().err
    assert told.startswith("The sentinel has failed: JSONDecodeError at ")
    assert "secret" not in told


def test_without_stored_lines_there_is_the_tone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "voice_assistant.safety.stored", None)
    found: Any = sentinels._stored()("A line.")
    assert found is None
