"""The assistant's side of the sentinel: start it, tell it what is going on, hear whether it has taken over.

Nothing here waits, and nothing raises: what is to catch failures must not be one.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from voice_assistant.safety.messages import (
    Armed,
    Beat,
    Done,
    Due,
    Message,
    Splitter,
    Spoken,
    Withdrawn,
    Words,
    encode,
)
from voice_assistant.safety.screen import open_terminal

BEAT_S = 0.1
"""How often a heart beat is sent, seconds, however often `beat` is called."""

MOST_UNSENT = 262_144
"""Bytes kept for a sentinel that does not read; more would be a leak."""

COMMAND = (sys.executable, "-P", "-m", "voice_assistant.safety.sentinel")
"""What is started."""

STALE_S = 60.0
"""Words of which nothing was told for so long are not given to another sentinel: the talk has gone on, seconds."""

PAUSE_S = 5.0
"""How long after a restart the next one is done at the soonest, seconds; doubled with each."""

LONGEST_PAUSE_S = 300.0
"""The longest such pause, seconds."""

STEADY_S = 60.0
"""One that was ready for so long was well: the next restart is done at once, seconds."""

NOT_ITS_BUSINESS = ("VOICE_ASSISTANT_PASSPHRASE",)
"""What of our environment it does not get."""


class Sentinel:
    """The sentinel, as the assistant sees it. All methods belong to one thread, and return at once.

    It has a session of its own, so that no signal to our terminal or group ends it, and gets the terminal opened.

    Args:
        options: further arguments for it, such as `("--speaker", "USB")`.
        command: what is started.
    """

    def __init__(self, options: Sequence[str] = (), command: Sequence[str] = COMMAND) -> None:
        self._command = [*command, *options]
        self._open: dict[int, dict[type[Message], Message]] = {}
        self._told: dict[int, float] = {}
        self._heard: set[tuple[str, int]] = set()
        self._process: subprocess.Popen[bytes] | None = None
        self._to = self._from = -1
        self._beaten = 0.0
        self._pause = self._not_before = 0.0
        self._ready_since = math.inf
        self._unsent = bytearray()
        self._splitter = Splitter()
        self._start()

    # ------------------------------------------------------------ how it is

    @property
    def ready(self) -> bool:
        """Whether it watches."""
        return self.alive and self._says("ready", 0)

    @property
    def alive(self) -> bool:
        """Whether there is a process, and one that reads. Takes in what it has reported: it may be its last word."""
        self._says("ready", 0)
        if self._to < 0 or self._process is None or self._process.poll() is not None:
            return False
        if time.monotonic() >= self._ready_since + STEADY_S:
            self._pause = self._not_before = 0.0
        return True

    def armed(self, number: int) -> bool:
        """Whether it has confirmed these words; where it does not within half a second, `restart` it."""
        return self._says("armed", number)

    def claimed(self, number: int) -> bool:
        """Whether it has taken this turn over: then the assistant is silent, and flushes what it has queued."""
        return self._says("claim", number)

    def shown(self, number: int) -> bool:
        """Whether it has put these words on a screen."""
        return self._says("shown", number)

    def said(self, number: int) -> bool:
        """Whether it has said these words to their end."""
        return self._says("said", number)

    def mute(self, number: int) -> bool:
        """Whether it found no way to the ear: if the assistant has one, it may speak after all."""
        return self._says("mute", number)

    # ------------------------------------------------------------ what it is told

    def arm(self, words: Words, sound: int = 0) -> None:
        """These words may soon have to be said.

        Args:
            words: their id is higher than any before.
            sound: process id of our sound process, which may hold the speaker.
        """
        for number in [
            number for number, told in self._open.items() if Due not in told and Spoken not in told
        ]:
            del self._open[number]
        self._open.setdefault(words.id, {})
        self._tell(words.id, Armed(words, sound))

    def due(self, number: int) -> None:
        """They may be said now."""
        self._forget(number - 1)
        self._tell(number, Due(number))

    def spoken(self, number: int, index: int, seconds: float = 0.0) -> None:
        """A line has really begun to sound.

        Args:
            number: id of the words.
            index: which line, from 0.
            seconds: how long it will sound; then the next must begin, or `done` come, within half a second. 0 where
                it is not known, or while the line is held; to be said again when it goes on.
        """
        self._forget(number - 1)
        self._tell(number, Spoken(number, index, seconds))

    def beat(self) -> None:
        """We are alive. To be called every 100 ms or more often; sent while there is something to watch."""
        now = time.monotonic()
        if self._open and now >= self._beaten + BEAT_S * 0.9:
            self._beaten = now
            self._says("said", 0)  # after the claim nobody may ask any more
            self._flush()
            if self._open and not self._unsent:
                self._send(encode(Beat()))

    def done(self, number: int) -> None:
        """All lines were heard."""
        self._tell(number, Done(number))
        self._forget(number)

    def withdraw(self, number: int) -> None:
        """They are not to be said after all: the speaker went on."""
        self._tell(number, Withdrawn(number))
        self._open.pop(number, None)

    # ------------------------------------------------------------ its life

    def restart(self) -> None:
        """Put another in its place, and tell that one everything that is not over.

        Does nothing within 5 s after the time before, 10 s after the next, and so on up to five minutes: one that
        dies at its start would only cost power. Once it was ready for a minute, that is forgotten.
        """
        now = time.monotonic()
        if now < self._not_before:
            return
        self._pause = min(LONGEST_PAUSE_S, self._pause * 2 or PAUSE_S)
        self._not_before = now + self._pause
        self._says("said", 0)  # what it has said to its end is not to be said again
        self._end()
        # Only here: to drop what is still watched would stop the heart beat, and it would be said.
        self._open = {
            number: told for number, told in self._open.items() if now < self._told.get(number, now) + STALE_S
        }
        self._start()
        for told in self._open.values():
            for kind in filter(told.__contains__, (Armed, Due, Spoken)):
                self._send(encode(told[kind]))

    def close(self, patience: float = 0.5) -> None:
        """We end: it says what is due, if anything, and ends too. Waits `patience` seconds to see that."""
        self._drop()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)

    def _start(self) -> None:
        self._beaten = 0.0
        self._ready_since = math.inf
        self._unsent.clear()
        self._splitter = Splitter()
        # What an earlier sentinel claimed and did not say is claimed anew, or not at all.
        self._heard = {(event, number) for event, number in self._heard if ("said", number) in self._heard}
        path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
        environ = {name: value for name, value in os.environ.items() if name not in NOT_ITS_BUSINESS}
        threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        terminal = open_terminal()
        options, passed = (["--terminal", str(terminal)], [terminal]) if terminal >= 0 else ([], [])
        try:
            self._process = subprocess.Popen(
                [*self._command, *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd="/",
                env={**environ, "PYTHONPATH": path, **threads},
                pass_fds=passed,
                start_new_session=True,
            )
        except OSError:
            self._process = None
            return
        finally:
            if terminal >= 0:
                os.close(terminal)
        if self._process.stdin and self._process.stdout:
            self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
            os.set_blocking(self._to, False)
            os.set_blocking(self._from, False)

    def _end(self) -> None:
        """End it by force, with everything that plays for it."""
        if self._process is not None:
            if self._process.poll() is None:  # else its number may be another's by now
                with contextlib.suppress(OSError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.2)
            if self._process.stdout:
                self._process.stdout.close()
        self._from = -1
        self._drop()

    def _drop(self) -> None:
        """Close our end of the pipe to it."""
        if self._process is not None and self._process.stdin and self._to >= 0:
            self._flush()
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._to = -1

    # ------------------------------------------------------------ the pipes

    def _tell(self, number: int, message: Message) -> None:
        if number in self._open:
            self._open[number][type(message)] = message
            self._told = {open_: self._told.get(open_, 0.0) for open_ in self._open}
            self._told[number] = time.monotonic()
        self._send(encode(message))

    def _send(self, data: bytes) -> None:
        if self._to >= 0 and len(self._unsent) + len(data) <= MOST_UNSENT:
            self._unsent += data
            self._flush()

    def _flush(self) -> None:
        try:
            while self._unsent and self._to >= 0:
                del self._unsent[: os.write(self._to, self._unsent)]
        except BlockingIOError:
            return
        except OSError:
            self._unsent.clear()
            self._drop()

    def _says(self, event: str, number: int) -> bool:
        """Whether it has reported this, now or earlier."""
        with contextlib.suppress(OSError):
            while self._from >= 0 and (data := os.read(self._from, 4_096)):
                for line in self._splitter.feed(data):
                    self._note(line)
        return (event, number) in self._heard

    def _note(self, line: bytes) -> None:
        event, _, number = line.decode(errors="replace").partition(" ")
        if number and not number.isdecimal():
            return
        about = int(number or 0)
        self._heard.add((event, about))
        if (event, about) == ("ready", 0):
            self._ready_since = min(self._ready_since, time.monotonic())
        told = self._open.get(about, {}).get(Armed)
        quiet = isinstance(told, Armed) and told.words.quiet
        if event in {"said", "mute"} or (event == "claim" and quiet):
            self._forget(about)

    def _forget(self, number: int) -> None:
        """These words are over, and so is all that came before them."""
        self._open = {other: told for other, told in self._open.items() if other > number}
