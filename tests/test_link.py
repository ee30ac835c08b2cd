"""The assistant's side: nothing waits, nothing raises, nothing that matters is lost."""

from __future__ import annotations

import ast
import contextlib
import itertools
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from voice_assistant.safety import link as links
from voice_assistant.safety.link import Sentinel
from voice_assistant.safety.messages import Armed, Beat, Done, Due, Message, Spoken, Withdrawn, Words, decode

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs pipes and process groups")

WORDS = Words(1, ("A person can come.", "Please call now."), "988")

ECHO = "import sys\nfor line in sys.stdin.buffer: sys.stdout.buffer.write(line); sys.stdout.buffer.flush()"
"""Stands in for the sentinel: everything it is told comes back."""


def wait(what: Callable[[], object]) -> None:
    until = time.monotonic() + 20
    while not what():
        assert time.monotonic() < until, "in vain"
        time.sleep(0.005)


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Sentinel]]:
    """Starts what stands in for the sentinel: a program of one line, or of a shell."""
    made: list[Sentinel] = []
    monkeypatch.setattr(links, "open_terminal", lambda: -1)

    def start(program: str = ECHO, *, shell: bool = False) -> Sentinel:
        command = ("sh", "-c", program) if shell else (sys.executable, "-SEc", program)
        made.append(Sentinel(command=command))
        return made[-1]

    yield start
    for each in made:
        each._end()
        if each._process:
            each._process.wait()


def echoed(sentinel: Sentinel, count: int) -> list[Message | None]:
    """What the sentinel was told, as soon as there is so much of it."""
    data = b""

    def enough() -> bool:
        nonlocal data
        with contextlib.suppress(BlockingIOError):
            data += os.read(sentinel._from, 65_536)
        return data.count(b"\n") >= count

    wait(enough)
    return [decode(line) for line in data.splitlines()]


def test_it_is_told_everything(start: Callable[..., Sentinel]) -> None:
    sentinel = start()
    assert sentinel._process
    sentinel._process.send_signal(signal.SIGSTOP)  # a beat takes in what has come back
    sentinel.arm(WORDS, sound=77)
    sentinel.beat()
    sentinel.due(1)
    sentinel.spoken(1, 0, 2.5)
    sentinel.done(1)
    sentinel.withdraw(2)
    sentinel._process.send_signal(signal.SIGCONT)
    assert echoed(sentinel, 6) == [
        Armed(WORDS, 77),
        Beat(),
        Due(1),
        Spoken(1, 0, 2.5),
        Done(1),
        Withdrawn(2),
    ]


def test_the_heart_beats_ten_times_a_second_and_only_while_there_is_something_to_watch(
    start: Callable[..., Sentinel], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(links.time, "monotonic", lambda: now)
    sentinel = start()

    def beats(method: Callable[[], None]) -> int:
        nonlocal now
        sent: list[bytes] = []
        monkeypatch.setattr(sentinel, "_send", sent.append)
        method()
        for _ in range(100):
            now += 0.02
            sentinel.beat()
        return sum(decode(line[:-1]) == Beat() for line in sent)

    assert beats(lambda: None) == 0
    assert 18 <= beats(lambda: sentinel.arm(WORDS)) <= 21
    assert beats(lambda: sentinel.withdraw(1)) == 0
    assert 18 <= beats(lambda: (sentinel.arm(WORDS), sentinel.due(1))[0]) <= 21
    assert beats(lambda: sentinel.done(1)) == 0


def test_what_it_says_is_heard(start: Callable[..., Sentinel]) -> None:
    sentinel = start("import time; print('ready\\narmed 1\\nclaim 1\\nshown 1\\nclaim 2\\nmu', end='', flush=True);"
                     "time.sleep(60)")  # fmt: skip
    wait(lambda: sentinel.ready)
    wait(lambda: sentinel.claimed(2))
    assert sentinel.alive
    assert sentinel.armed(1)
    assert sentinel.claimed(1)
    assert sentinel.shown(1)
    assert not sentinel.said(1)
    assert not sentinel.mute(2)
    assert not sentinel.claimed(3)


@pytest.mark.parametrize("rubbish", ["claim", "claim x", "claim -1", "claim ²", "\\xff", "x" * 100_000])
def test_rubbish_from_it_is_passed_over(start: Callable[..., Sentinel], rubbish: str) -> None:
    sentinel = start(f"import sys; print('{rubbish}\\nclaim 7', flush=True); sys.stdin.read()")
    wait(lambda: sentinel.claimed(7))
    assert not sentinel.claimed(1)


@pytest.mark.parametrize("end", ["said", "mute", "quiet"])
def test_when_it_has_done_all_it_can_there_is_nothing_more_to_watch(
    start: Callable[..., Sentinel], end: str
) -> None:
    sentinel = start("import sys; print('claim 1\\n" + ("" if end == "quiet" else end) + " 1', flush=True);"
                     "sys.stdin.read()")  # fmt: skip
    sentinel.arm(Words(1, ("Line.",), quiet=end == "quiet"))
    sentinel.due(1)
    wait(lambda: sentinel.claimed(1))
    wait(lambda: end == "quiet" or sentinel.said(1) or sentinel.mute(1))
    assert not sentinel._open


def test_one_that_does_not_read_is_not_waited_for_and_gets_everything_but_beats_later(
    start: Callable[..., Sentinel],
) -> None:
    sentinel = start()
    wait(lambda: sentinel.alive)
    assert sentinel._process
    sentinel._process.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    for number in range(1, 1000):
        sentinel.arm(Words(number, ("x" * 100,)))
        sentinel._beaten = 0.0
        sentinel.beat()
    assert time.monotonic() - began < 5
    assert sentinel._unsent
    sentinel._process.send_signal(signal.SIGCONT)
    told: list[Message | None] = []

    def all_told() -> bool:
        sentinel._flush()
        told.extend(echoed(sentinel, 0))
        return any(isinstance(message, Armed) and message.words.id == 999 for message in told)

    wait(all_told)
    assert sum(message == Beat() for message in told) < 999


def test_one_that_never_reads_costs_no_memory(start: Callable[..., Sentinel]) -> None:
    sentinel = start("exec sleep 60", shell=True)
    for number in range(1, 2000):
        sentinel.arm(Words(number, ("x" * 900,)))
    assert len(sentinel._unsent) <= links.MOST_UNSENT
    assert len(sentinel._open) == 1


def test_one_that_died_does_no_harm(start: Callable[..., Sentinel]) -> None:
    sentinel = start("exit 3", shell=True)
    wait(lambda: not sentinel.alive)
    for _ in range(3):
        sentinel.arm(WORDS)
        sentinel.due(1)
        sentinel.spoken(1, 0)
        sentinel.beat()
        sentinel.withdraw(1)
        sentinel.done(1)
    assert not sentinel.ready
    assert not sentinel.claimed(1)
    sentinel.close()


def test_one_that_cannot_be_started_does_no_harm() -> None:
    sentinel = Sentinel(command=("/nowhere/sentinel",))
    assert not sentinel.alive
    sentinel.arm(WORDS)
    sentinel.beat()
    assert not sentinel.ready
    sentinel.restart()
    sentinel.close()


def test_another_one_is_told_everything_that_is_not_over(start: Callable[..., Sentinel]) -> None:
    sentinel = start()
    sentinel.arm(WORDS)
    sentinel.done(1)
    sentinel.arm(Words(2, ("Two.",)), sound=5)
    sentinel.due(2)
    sentinel.spoken(2, 0, 1.0)
    sentinel.spoken(2, 1, 3.0)
    sentinel.arm(Words(3, ("Three.",)))
    sentinel.arm(Words(4, ("Four.",)))
    first = sentinel._process
    assert first
    sentinel.restart()
    assert first.wait() == -signal.SIGKILL
    assert echoed(sentinel, 4) == [
        Armed(Words(2, ("Two.",)), 5),
        Due(2),
        Spoken(2, 1, 3.0),
        Armed(Words(4, ("Four.",))),
    ]


def test_newer_words_that_are_due_replace_older_ones(start: Callable[..., Sentinel]) -> None:
    sentinel = start()
    for number in (1, 2):
        sentinel.arm(Words(number, ("Line.",)))
        sentinel.due(number)
    assert list(sentinel._open) == [2]


def test_what_another_one_claimed_and_did_not_say_is_not_claimed_any_more(
    start: Callable[..., Sentinel], tmp_path: Path
) -> None:
    once = tmp_path / "once"
    sentinel = start(
        f"test -e {once} || printf 'ready\\nclaim 1\\nsaid 1\\nclaim 2\\n'; touch {once}; exec sleep 60",
        shell=True,
    )
    wait(lambda: sentinel.claimed(2))
    assert sentinel.ready
    sentinel.restart()
    assert sentinel.said(1)
    assert sentinel.claimed(1)
    assert not sentinel.claimed(2)
    assert not sentinel.ready


@pytest.mark.parametrize("hears", ["restart", "alive", "beat"])
def test_what_it_has_said_to_its_end_is_not_said_again_though_nobody_asked(
    start: Callable[..., Sentinel], tmp_path: Path, hears: str
) -> None:
    said, told = tmp_path / "said", tmp_path / "told"
    sentinel = start(
        f"test -e {said} && exec cat > {told}; read armed; printf 'claim 1\nsaid 1\n'; touch {said}; cat > {told}x",
        shell=True,
    )
    sentinel.arm(WORDS)
    sentinel.due(1)
    wait(said.exists)
    if hears == "alive":
        assert sentinel.alive
    if hears == "beat":
        sentinel._beaten = 0.0
        sentinel.beat()
    assert bool(sentinel._open) == (hears == "restart")
    sentinel.restart()
    assert not sentinel._open
    sentinel.withdraw(9)
    wait(lambda: told.exists() and told.read_bytes().endswith(b"\n"))
    assert [decode(line) for line in told.read_bytes().splitlines()] == [Withdrawn(9)]


class Clock:
    """The monotonic clock, set by a test; `wait` must not be used while it stands still."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(links.time, "monotonic", lambda: self.now)


def no_process(monkeypatch: pytest.MonkeyPatch) -> Sentinel:
    """A sentinel that cannot be started, and counts nothing but what is sent."""
    monkeypatch.setattr(links, "open_terminal", lambda: -1)
    return Sentinel(command=("/nowhere/sentinel",))


@pytest.mark.parametrize(("age", "kept"), [(59.0, True), (61.0, False)])
def test_words_of_a_minute_ago_are_not_given_to_another(
    monkeypatch: pytest.MonkeyPatch, age: float, kept: bool
) -> None:
    clock = Clock(monkeypatch)
    sentinel = no_process(monkeypatch)
    sentinel.arm(WORDS)
    clock.now += 50
    sentinel.due(1)  # it counts from what was told of them last
    clock.now += age
    sent: list[Message | None] = []
    monkeypatch.setattr(sentinel, "_send", lambda data: sent.append(decode(data[:-1])))
    sentinel.restart()
    assert sent == ([Armed(WORDS), Due(1)] if kept else [])
    assert bool(sentinel._open) == kept


def test_one_that_dies_again_and_again_is_started_ever_more_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    sentinel = no_process(monkeypatch)
    starts: list[float] = []
    monkeypatch.setattr(sentinel, "_start", lambda: starts.append(clock.now))
    for _ in range(1500):
        clock.now += 1.0
        sentinel.restart()
    pauses = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert starts[0] == 1001.0
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]


@pytest.mark.parametrize(
    ("ready", "well", "at_once"), [("ready", 61, True), ("ready", 59, False), ("", 61, False)]
)
def test_one_that_was_ready_for_a_minute_is_replaced_at_once(
    start: Callable[..., Sentinel], monkeypatch: pytest.MonkeyPatch, ready: str, well: float, at_once: bool
) -> None:
    sentinel = start(f"echo {ready}; echo armed 1; exec sleep 60", shell=True)
    sentinel.restart()
    sentinel._pause, sentinel._not_before = 160.0, time.monotonic() + 160
    wait(lambda: sentinel.armed(1))
    second, now = sentinel._process, time.monotonic() + well
    with monkeypatch.context() as patch:
        patch.setattr(links.time, "monotonic", lambda: now)
        assert sentinel.alive
        sentinel.restart()
    assert (sentinel._process is not second) == at_once
    assert sentinel._pause == (links.PAUSE_S if at_once else 160.0)


def test_the_number_of_one_that_is_gone_is_not_killed(
    start: Callable[..., Sentinel], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    sentinel = start("exit 3", shell=True)
    wait(lambda: not sentinel.alive)
    with monkeypatch.context() as patch:
        patch.setattr(links.os, "killpg", lambda pid, _: killed.append(pid))
        sentinel._end()
    assert killed == []


def test_its_players_end_with_it(start: Callable[..., Sentinel], tmp_path: Path) -> None:
    sentinel = start(f"sleep 60 & echo $! > {tmp_path}/pid; wait", shell=True)
    wait(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().strip())
    sentinel._end()
    player = int((tmp_path / "pid").read_text())
    wait(lambda: not Path(f"/proc/{player}").exists() or "Z" in Path(f"/proc/{player}/stat").read_text())


def test_it_has_a_session_of_its_own_and_none_of_our_secrets(
    start: Callable[..., Sentinel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_ASSISTANT_PASSPHRASE", "correct horse")
    sentinel = start()
    assert sentinel._process
    pid = sentinel._process.pid
    assert os.getsid(pid) == pid
    assert b"correct horse" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_normal_end_is_quick_and_leaves_nothing_open(start: Callable[..., Sentinel]) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    sentinel = start()
    sentinel.arm(WORDS)
    sentinel.done(1)
    sentinel.close(20)
    assert not sentinel.alive
    assert sentinel._process
    assert sentinel._process.returncode == 0
    sentinel._end()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize(
    "module", ["watch", "sentinel", "link", "player", "screen", "messages", "clip", "portaudio"]
)
def test_nothing_here_can_wait_for_a_thread_or_an_event_loop(module: str) -> None:
    tree = ast.parse(Path(links.__file__).with_name(f"{module}.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.partition(".")[0] for name in names} & {
        "asyncio",
        "anyio",
        "threading",
        "queue",
        "socket",
    }
