"""One way or another the words sound: real programs, some of which fail or hang."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from voice_assistant.safety import player as players
from voice_assistant.safety.clip import BYTES_S, RATE, Clip, clip
from voice_assistant.safety.player import Player, State, Way, ways
from voice_assistant.vocabulary import Samples

if TYPE_CHECKING:
    from virtual_devices import VirtualDevices

pytest_plugins = ["virtual_devices"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs pipes whose size can be set")

HANGS = Way(("sleep", "60"))
FAILS = Way(("false",))
MISSING = Way(("/nowhere/player",))

CLIP = Clip(bytes(range(250)) * 1200, (0, 100_000, 200_000))
"""Three lines, 3.1 seconds in all."""


def records(path: Path) -> Way:
    """Takes everything at once and keeps it."""
    return Way(("sh", "-c", f"cat >> {shlex.quote(str(path))}"))


def takes(path: Path, size: int, then: str) -> Way:
    """Takes so many bytes and then does something else."""
    return Way(("sh", "-c", f"head -c {size} >> {shlex.quote(str(path))}; {then}"))


@pytest.fixture
def made() -> Iterator[list[Player]]:
    players: list[Player] = []
    yield players
    for player in players:
        processes = [player._try.process] if player._try else []
        player.stop()
        player.relax()
        for process in processes + player._ending:
            process.wait()


def playing(
    made: list[Player], *ways: Way, first: int = 0, sound: Clip = CLIP, free: object = None
) -> Player:
    player = Player(ways)
    made.append(player)
    player.play(sound, first, 0.0, free if callable(free) else None)
    return player


def until(player: Player, *states: State, now: float = 0.0) -> State:
    """Step on at one moment until something is the case: programs take their time, but none is late."""
    for _ in range(1000):
        if player.step(now) in states:
            return player.state
        time.sleep(0.005)
    pytest.fail(f"still {player.state}")


def test_a_clip_is_played_to_its_end(made: list[Player], tmp_path: Path) -> None:
    player = playing(made, records(tmp_path / "wav"))
    assert until(player, "heard") == "heard"
    assert (tmp_path / "wav").read_bytes() == CLIP.wav()
    assert not player.busy


def test_it_begins_with_the_line_that_was_asked_for(made: list[Player], tmp_path: Path) -> None:
    until(playing(made, records(tmp_path / "wav"), first=2), "heard")
    assert (tmp_path / "wav").read_bytes() == CLIP.wav(2)


@pytest.mark.parametrize("broken", [FAILS, MISSING, Way(("true",))])
def test_where_a_way_fails_the_next_one_plays(made: list[Player], tmp_path: Path, broken: Way) -> None:
    until(playing(made, broken, records(tmp_path / "wav")), "heard")
    assert (tmp_path / "wav").read_bytes() == CLIP.wav()


def test_a_way_that_hangs_is_left_for_the_next_one(made: list[Player], tmp_path: Path) -> None:
    player = playing(made, HANGS, records(tmp_path / "wav"))
    hung = player._try
    assert hung
    for _ in range(10):
        assert player.step(players.LIMITS_S[0]) == "trying"
    until(player, "heard", now=players.LIMITS_S[0] + 0.01)
    assert hung.process.wait() == -signal.SIGKILL
    assert (tmp_path / "wav").read_bytes() == CLIP.wav()


def test_a_program_that_only_reads_the_header_does_not_sound(made: list[Player], tmp_path: Path) -> None:
    player = playing(made, takes(tmp_path / "wav", 44, "exec sleep 60"), records(tmp_path / "rest"))
    while not (tmp_path / "wav").exists() or (tmp_path / "wav").stat().st_size < 44:
        time.sleep(0.005)
    for _ in range(10):
        assert player.step(0.1) == "trying"
        time.sleep(0.005)


@pytest.mark.parametrize(("size", "line"), [(110_000, 0), (180_000, 1)])
def test_what_stops_on_the_way_goes_on_with_the_line_that_was_sounding(
    made: list[Player], tmp_path: Path, size: int, line: int
) -> None:
    # Of what it takes, the last 0.3 s may not have sounded yet.
    player = playing(made, takes(tmp_path / "wav", 44 + size, "exec sleep 60"), records(tmp_path / "rest"))
    assert until(player, "sounding") == "sounding"
    while not (tmp_path / "wav").exists() or (tmp_path / "wav").stat().st_size < 44 + size:
        player.step(0.0)
        time.sleep(0.002)
    player.step(0.0)
    assert player.step(players.STALL_S) == "sounding"
    until(player, "heard", now=players.STALL_S + 0.1)
    assert (tmp_path / "rest").read_bytes() == CLIP.wav(line)


def test_what_dies_on_the_way_goes_on_with_the_line_that_was_sounding(
    made: list[Player], tmp_path: Path
) -> None:
    until(playing(made, takes(tmp_path / "wav", 44 + 260_000, "exit 1"), records(tmp_path / "rest")), "heard")
    assert (tmp_path / "rest").read_bytes() == CLIP.wav(2)


def test_it_never_goes_back_before_the_line_it_began_with(made: list[Player], tmp_path: Path) -> None:
    until(playing(made, takes(tmp_path / "x", 44, "exit 1"), records(tmp_path / "rest"), first=1), "heard")
    assert (tmp_path / "rest").read_bytes() == CLIP.wav(1)


def test_who_holds_the_speaker_is_asked_once_and_then_all_ways_are_tried_again(
    made: list[Player], tmp_path: Path
) -> None:
    asked = []
    needs_room = Way(("sh", "-c", f"test -e {tmp_path}/free && cat > {tmp_path}/wav"))

    def free() -> None:
        asked.append(1)
        (tmp_path / "free").touch()

    player = playing(made, needs_room, FAILS, free=free)
    while not asked:
        player.step(0.0)
        time.sleep(0.002)
    assert player.step(players.PAUSE_S / 2) == "trying"
    assert player._try is None
    until(player, "heard", now=players.PAUSE_S)
    assert asked == [1]


def test_where_no_way_is_left_it_says_so(made: list[Player]) -> None:
    asked: list[int] = []
    player = playing(made, FAILS, HANGS, MISSING, free=lambda: asked.append(1))
    now = 0.0
    while player.step(now) != "mute":
        now += 0.05
        assert now < 60
        time.sleep(0.001)
    assert now > sum(players.LIMITS_S)
    assert asked == [1]
    assert not player.busy


def test_with_no_ways_at_all_it_is_mute(made: list[Player]) -> None:
    player = playing(made)
    for second in range(10):
        player.step(float(second))
    assert player.state == "mute"


def test_what_is_slow_to_start_is_started_ahead(made: list[Player], tmp_path: Path) -> None:
    slow = Way(("sh", "-c", f"cat > {tmp_path}/wav"), slow=True)
    player = Player([slow, HANGS])
    made.append(player)
    player.prepare()
    player.prepare()
    (ready,) = player._ready.values()
    player.play(CLIP, 0, 0.0)
    assert player._try is ready
    until(player, "heard")
    assert (tmp_path / "wav").read_bytes() == CLIP.wav()


def test_what_was_started_in_vain_is_ended(made: list[Player]) -> None:
    player = Player([Way(("sleep", "60"), slow=True)])
    made.append(player)
    player.prepare()
    (ready,) = player._ready.values()
    player.relax()
    assert ready.process.wait() == -signal.SIGKILL
    assert not player._ready


def test_it_is_silent_at_once(made: list[Player]) -> None:
    player = playing(made, HANGS)
    assert player._try
    process = player._try.process
    player.stop()
    assert process.wait() == -signal.SIGKILL
    assert player.step(99.0) == "idle"


def test_a_new_clip_takes_the_place_of_the_old(made: list[Player], tmp_path: Path) -> None:
    player = playing(made, Way(("sh", "-c", f"cat >> {tmp_path}/wav")), sound=CLIP)
    first = player._try
    assert first
    player.stop()
    first.process.wait()
    (tmp_path / "wav").unlink(missing_ok=True)
    player.play(Clip(b"ab", (0,)), 0, 0.0)
    until(player, "heard")
    assert (tmp_path / "wav").read_bytes() == Clip(b"ab", (0,)).wav()


def test_what_never_ends_after_its_last_sample_is_ended(made: list[Player], tmp_path: Path) -> None:
    player = playing(made, Way(("sh", "-c", "cat > /dev/null; exec sleep 60")), FAILS)
    until(player, "sounding")
    while player._try and player._try._left:
        player.step(0.0)
        time.sleep(0.002)
    assert player.step(players.DRAIN_S) == "sounding"
    assert player.step(players.DRAIN_S + 0.1) == "trying"


def test_no_descriptor_is_left_open(made: list[Player]) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        player = playing(made, MISSING, FAILS, Way(("true",), slow=True))
        player.prepare()
        until(player, "trying")
        player.stop()
        player.relax()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


# ---------------------------------------------------------------- on a real sound server


def spoken(_: str) -> tuple[Samples, int]:
    return (0.3 * np.sin(np.arange(2 * RATE) * 0.06)).astype(np.float32), RATE


REAL = ways()


@pytest.mark.devices
@pytest.mark.parametrize("way", REAL, ids=[Path(way.command[0]).name for way in REAL])
def test_a_real_player_is_heard(virtual_devices: VirtualDevices, made: list[Player], way: Way) -> None:
    recording = virtual_devices.listen()
    player = Player([way])
    made.append(player)
    player.play(clip(["a"], spoken), 0, time.monotonic())
    began = time.monotonic()
    while player.state != "heard" and time.monotonic() - began < 10:
        player.step(time.monotonic())
        time.sleep(0.005)
    assert player.state == "heard"
    time.sleep(0.3)  # what was heard last is still on its way to the recorder
    recorded = recording.stop()
    loud = np.flatnonzero(np.abs(recorded) > 0.1)
    assert 1.9 * RATE < loud[-1] - loud[0] < 2.1 * RATE


@pytest.mark.devices
@pytest.mark.parametrize("way", REAL, ids=[Path(way.command[0]).name for way in REAL])
def test_on_a_hung_sound_server_no_player_seems_to_sound(
    virtual_devices: VirtualDevices, made: list[Player], tmp_path: Path, way: Way
) -> None:
    server = int((virtual_devices.folder / "pulse" / "pid").read_text())
    os.kill(server, signal.SIGSTOP)
    try:
        player = Player([way, records(tmp_path / "wav")])
        made.append(player)
        player.play(clip(["a"], spoken), 0, time.monotonic())
        began = time.monotonic()
        while not (tmp_path / "wav").exists() and time.monotonic() - began < 10:
            player.step(time.monotonic())
            time.sleep(0.002)
        until(player, "heard", now=time.monotonic())
        assert (tmp_path / "wav").read_bytes() == clip(["a"], spoken).wav()
    finally:
        os.kill(server, signal.SIGCONT)


def test_every_way_of_this_machine_is_there() -> None:
    assert REAL[0].slow
    assert Path(REAL[0].command[2]).name == "portaudio.py"
    assert ways("USB")[0].command[-1] == "USB"
    assert BYTES_S == 2 * RATE
