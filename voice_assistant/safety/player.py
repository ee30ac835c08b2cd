"""Plays the sentinel's words, one way after the other until one of them sounds.

Every way is a program that plays the WAV file on its standard input. What hangs in it hangs there: it is killed, and
the next way begins with the line that was sounding. That a program really plays shows in how it takes its input: the
pipe to it holds less than it is given, so more can only be written once a device has taken what came before.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voice_assistant.safety.clip import BYTES_S, Clip

LIMITS_S = (0.25, 0.6, 2.0, 8.0)
"""How long a way may take to begin, seconds, round by round: short while others are left to try, and at last as long
as a Bluetooth speaker takes."""

PAUSE_S = 0.1
"""Between two rounds, seconds: what was killed has to let go of the device."""

STALL_S = 0.7
"""A program that takes nothing more for so long does not play any more, seconds."""

DRAIN_S = 4.0
"""How long it may go on once it has been given everything, seconds."""

PIPE = 16_384
"""What is kept ready for a program, bytes: 170 ms."""

AHEAD = round(0.3 * BYTES_S)
"""What a program may have taken and not yet played, bytes."""

State = Literal["idle", "trying", "sounding", "heard", "mute"]
"""Nothing to do; no way has begun to sound; one sounds; all was heard; no way is left."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the ear."""

    command: tuple[str, ...]
    """A program that plays the WAV file on its standard input, and its arguments."""
    slow: bool = False
    """Whether it takes long to start, and so is started once words may soon have to be said."""


def ways(speaker: str = "") -> tuple[Way, ...]:
    """The ways of this machine: first the one by which the assistant speaks too, to the same speaker."""
    portaudio = str(Path(__file__).with_name("portaudio.py"))
    rate, form = ("--rate=48000", "--channels=1"), "--format=s16"
    programs = (
        ("paplay", "--latency-msec=100"),
        # Some versions read a WAV file from "-" and some raw samples: told the format, both play the same.
        ("pw-play", "--latency=100ms", *rate, form, "-"),
        ("aplay", "-q", "--buffer-time=200000"),
    )
    found = [Way(command) for command in programs if shutil.which(command[0])]
    return (Way((sys.executable, "-P", portaudio, speaker), slow=True), *found)


class Player:
    """Plays one clip at a time; it moves on when `step` is called, and never waits.

    Args:
        ways: tried in this order.
    """

    def __init__(self, ways: Sequence[Way]) -> None:
        self.state: State = "idle"
        self._ways = ways
        self._clip = Clip(b"", ())
        self._first = 0
        self._free: Callable[[], None] | None = None
        self._round = 0
        self._left: list[Way] = []
        self._try: _Try | None = None
        self._ready: dict[Way, _Try] = {}
        self._resting_until = 0.0
        self._ending: list[subprocess.Popen[bytes]] = []

    @property
    def busy(self) -> bool:
        """Whether `step` is to be called often."""
        return self.state in {"trying", "sounding"}

    def prepare(self) -> None:
        """Start what takes long to start: words may soon have to be said."""
        for way in self._ways:
            if way.slow and way not in self._ready and (made := _start(way)):
                self._ready[way] = made

    def relax(self) -> None:
        """End what was started ahead: nothing will have to be said."""
        for made in self._ready.values():
            self._end(made)
        self._ready.clear()
        self._reap()

    def play(self, clip: Clip, first: int, now: float, free: Callable[[], None] | None = None) -> None:
        """Play a clip from a line on, instead of whatever plays.

        Args:
            clip: what to play.
            first: index of the line.
            now: a monotonic second, as in `step`.
            free: called once if no way begins at the first attempt: who may hold the speaker is to let go of it.
        """
        self.stop()
        self._clip, self._first, self._free = clip, first, free
        self._round, self._left, self._resting_until = 0, list(self._ways), now
        self.state = "trying"
        self.step(now)

    def stop(self) -> None:
        """Be silent at once."""
        if self._try:
            self._end(self._try)
            self._try = None
        self.state = "idle"

    def step(self, now: float) -> State:
        """Move on; what is the case afterwards."""
        self._reap()
        if self.busy and self._try is None and now >= self._resting_until:
            self._next(now)
        if self._try is None:
            return self.state
        outcome = self._try.step(now, LIMITS_S[self._round])
        if outcome == "sounding":
            self.state = "sounding"
        elif outcome == "heard":
            self._ending.append(self._try.process)
            self._try = None
            self.state = "heard"
        elif outcome == "failed":
            self._first = self._line(self._try.taken)
            self._end(self._try)
            self._try = None
            self.state = "trying"
            if self._left:
                self._next(now)
        return self.state

    def _next(self, now: float) -> None:
        """Begin the next way, or the next round; give up after the last."""
        while self._left:
            way = self._left.pop(0)
            self._try = self._ready.pop(way, None) or _start(way)
            if self._try:
                self._try.give(self._clip.wav(self._first), now)
                return
        self._round += 1
        if self._round == len(LIMITS_S):
            self.state = "mute"
            return
        if self._free and self._round == 1:
            self._free()
        self._left, self._resting_until = list(self._ways), now + PAUSE_S

    def _line(self, taken: int) -> int:
        """The line that was sounding when so many bytes had been taken."""
        if not self._clip.starts:
            return 0
        heard = max(0, taken - AHEAD)
        return self._clip.line_at(self._clip.starts[self._first] + heard)

    def _end(self, made: _Try) -> None:
        made.end()
        self._ending.append(made.process)

    def _reap(self) -> None:
        """Forget who has ended; nobody is waited for, since a driver can hold even a killed process."""
        self._ending = [process for process in self._ending if process.poll() is None]


class _Try:
    """One program, and how far it is."""

    def __init__(self, process: subprocess.Popen[bytes], pipe: int) -> None:
        self.process = process
        self._pipe = pipe
        self._room = fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)
        self._left = memoryview(b"")
        self._written = 0
        self._since = 0.0
        self._sounding = False

    @property
    def taken(self) -> int:
        """Bytes that it has certainly taken."""
        return max(0, self._written - self._room)

    def give(self, wav: bytes, now: float) -> None:
        """What it is to play."""
        self._left, self._since = memoryview(wav), now

    def step(self, now: float, limit: float) -> Literal["trying", "sounding", "heard", "failed"]:
        """Give it more; how it is doing. `limit`: how long it may take to begin, seconds."""
        ended = self.process.poll()
        if ended is not None:
            return "heard" if ended == 0 and not self._left else "failed"
        if self._left:
            moved = self._write()
            if moved < 0:
                return "failed"
            # The pipe fills at once and says nothing; whoever takes more than that plays.
            self._sounding = self._sounding or self.taken > 0
            if moved:
                self._since = now if self._sounding else self._since
        waited = now - self._since
        if not self._left:
            return "failed" if waited > DRAIN_S else ("sounding" if self._sounding else "trying")
        if waited > (STALL_S if self._sounding else limit):
            return "failed"
        return "sounding" if self._sounding else "trying"

    def _write(self) -> int:
        """Bytes that went into the pipe; -1 where nobody reads it any more."""
        moved = 0
        try:
            while self._left and (count := os.write(self._pipe, self._left)):
                self._left = self._left[count:]
                moved += count
        except BlockingIOError:
            pass
        except OSError:
            return -1
        self._written += moved
        if not self._left:
            self._close()
        return moved

    def end(self) -> None:
        """Kill it."""
        self._close()
        self.process.kill()

    def _close(self) -> None:
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1


def _start(way: Way) -> _Try | None:
    """Start a program; None where it cannot be started."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with contextlib.suppress(OSError):
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE)
    try:
        process = subprocess.Popen(
            way.command, stdin=reader, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        os.close(writer)
        return None
    finally:
        os.close(reader)
    return _Try(process, writer)
