"""The sentinel: a small process that says the crisis words when the assistant itself cannot.

Started by `link` as `python -m voice_assistant.safety.sentinel`. It reads messages from standard input and answers
on standard output, a line each:

    ready        it watches
    armed ID     it has these words, and their sound
    claim ID     it takes the turn over: the assistant is to be silent
    shown ID     the words are on a screen
    sounds ID    a player has begun
    said ID      they were heard as well
    mute ID      no way to the ear was left

It uses nothing of the assistant: neither its voice, nor its sound process, nor its screen. Where nothing is armed it
sleeps. It ends when the assistant has and nothing is left to be said; Ctrl-C is not meant for it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import resource
import select
import shlex
import signal
import sys
import time
from collections.abc import Callable, Sequence
from types import TracebackType

from voice_assistant.errors import AssistantError
from voice_assistant.safety import watch
from voice_assistant.safety.clip import Clip, Stored, clip
from voice_assistant.safety.messages import Armed, Splitter, decode
from voice_assistant.safety.player import Player, Way, ways
from voice_assistant.safety.screen import Screen, screen
from voice_assistant.safety.watch import Hush, TakeOver, Watch

STEP_S = 0.02
"""How often the player is looked after while it plays, seconds."""

BEGIN_STEP_S = 0.005
"""The same until it sounds."""

READ = 65_536
"""Bytes that are read at a time."""

Report = Callable[[str, int], None]
"""Takes an event and the id of the words that it is about, 0 for none."""


class Sentinel:
    """Everything the process does.

    Args:
        messages: file descriptor that the assistant's messages come from.
        screen: where words are shown.
        player: how they are said.
        stored: the stored sound of a line.
        report: is told every event.
        woken: file descriptor that signals are written to; -1 for none.
    """

    def __init__(
        self, messages: int, screen: Screen, player: Player, stored: Stored, report: Report, woken: int = -1
    ) -> None:
        self._messages = messages
        self._screen = screen
        self._player = player
        self._stored = stored
        self._report = report
        self._woken = woken
        self._poll = select.poll()
        for number in filter(lambda number: number >= 0, (messages, woken)):
            self._poll.register(number, select.POLLIN)
        os.set_blocking(messages, False)
        self._splitter = Splitter()
        self._watch = Watch()
        self._clips: dict[int, Clip] = {}
        self._sound: dict[int, int] = {}
        self._saying = 0
        self._sounding = False
        self._gone = False
        self._leaving = False

    def run(self) -> None:
        """Watch until the assistant has ended, or SIGTERM came, and nothing is left to be said."""
        self._report("ready", 0)
        while not (self._gone or self._leaving) or self._watch.cases or self._saying:
            for number, _ in self._poll.poll(self._patience_ms()):
                if number == self._woken:
                    self._leaving = self._leaving or bool(os.read(self._woken, READ))
                else:
                    self._read()
            self._act()
        self._player.relax()

    def last_words(self) -> None:
        """Show what would have had to be said: something is wrong with the sentinel itself."""
        for case in self._watch.cases:
            self._report("claim", case.words.id)
            self._screen.terminal(case.words)
            self._screen.desktop(case.words)

    def _patience_ms(self) -> int | None:
        """How long nothing will happen by itself, milliseconds; None: for ever."""
        wake = self._watch.wake - time.monotonic()
        if self._saying:
            wake = min(wake, STEP_S if self._sounding else BEGIN_STEP_S)
        return None if wake == math.inf else max(0, math.ceil(1000 * wake))

    def _read(self) -> None:
        """Take everything that has come: only what is missing after that is late."""
        while True:
            try:
                data = os.read(self._messages, READ)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                self._gone = True
                self._poll.unregister(self._messages)
                return
            for line in self._splitter.feed(data):
                self._take(line)

    def _take(self, line: bytes) -> None:
        message = decode(line)
        if message is None:
            return
        self._watch, hush = watch.tell(self._watch, message, time.monotonic())
        if isinstance(message, Armed):
            self._arm(message)
        if isinstance(hush, Hush) and self._saying and self._saying <= hush.id:
            self._player.stop()
            self._saying = 0
        if not self._watch.cases and not self._saying:
            self._player.relax()

    def _arm(self, message: Armed) -> None:
        """Have everything ready that takes time."""
        words = message.words
        known = {case.words.id for case in self._watch.cases}
        self._clips = {number: made for number, made in self._clips.items() if number in known}
        self._sound = {number: pid for number, pid in self._sound.items() if number in known}
        if all(words != case.words for case in self._watch.cases):
            return  # it came too late
        self._sound[words.id] = message.sound
        if not words.quiet:
            self._player.prepare()
            self._clips[words.id] = clip(words.lines, self._stored)
        self._report("armed", words.id)

    def _act(self) -> None:
        self._watch, taken = watch.tick(self._watch, time.monotonic(), gone=self._gone)
        if taken is not None:
            self._take_over(taken)
        if not self._saying:
            return
        state = self._player.step(time.monotonic())
        if state == "sounding" and not self._sounding:
            self._sounding = True
            self._report("sounds", self._saying)
        if state in {"heard", "mute"}:
            self._report("said" if state == "heard" else "mute", self._saying)
            self._saying = 0

    def _take_over(self, taken: TakeOver) -> None:
        """Claim the turn, show the words, say them: in this order, and the desktop last, for it takes longest."""
        words = taken.words
        self._report("claim", words.id)
        shown = self._screen.terminal(words)
        if shown:
            self._report("shown", words.id)
        self._player.stop()
        self._saying, self._sounding = 0, False
        if not words.quiet and words.lines:
            made = self._clips.get(words.id) or clip(words.lines, self._stored)
            pid = self._sound.get(words.id, 0)
            self._saying = words.id
            self._player.play(made, taken.first, time.monotonic(), lambda: free_speaker(pid))
        if self._screen.desktop(words) and not shown:
            self._report("shown", words.id)


def free_speaker(pid: int) -> None:
    """Kill the assistant's sound process, if this is one: it holds the speaker, and plays nothing."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:  # noqa: PTH123  one small file of the kernel
            if b"voice_assistant.audio.child" in file.read().split(b"\0"):
                os.kill(pid, signal.SIGKILL)
    except OSError:
        return


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the process."""
    sys.excepthook = _say_where
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    options = _parser().parse_args(arguments)
    player = Player([Way(tuple(shlex.split(each))) for each in options.player] or ways(options.speaker))
    sentinel = Sentinel(
        0, screen(options.terminal), player, _stored(), _reporter(options.trace), _wake_on_sigterm()
    )
    try:
        sentinel.run()
    finally:
        sentinel.last_words()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="voice_assistant.safety.sentinel", description=__doc__)
    parser.add_argument("--terminal", type=int, default=-1, metavar="FD", help="show words on this terminal")
    parser.add_argument("--speaker", default="", help="play here: an index, or a part of a name")
    parser.add_argument(
        "--player", action="append", default=[], help="play with this program instead; may be repeated"
    )
    parser.add_argument("--trace", default="", metavar="F.jsonl", help="write the second of every event here")
    return parser


def _stored() -> Stored:
    """The stored lines. Without them a tone sounds, and the words are read."""
    try:
        from voice_assistant.safety.stored import stored  # type: ignore[import-not-found,unused-ignore]

        sound: Stored = stored().sound
    except (ImportError, OSError, AssistantError):  # OSError: the library that decodes them is not there
        return lambda _: None
    clip([""], sound)  # the first time takes longest
    return sound


def _reporter(trace: str) -> Report:
    """Tells the assistant, if it listens, and writes the trace; words are in neither."""
    os.set_blocking(1, False)
    file = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if trace else -1

    def report(event: str, number: int) -> None:
        at = time.monotonic()
        line = f"{event} {number}\n" if number else f"{event}\n"
        with contextlib.suppress(OSError):  # it reads nothing, or is no more
            os.write(1, line.encode())
        if file >= 0:
            os.write(file, json.dumps({"event": event, "id": number, "at": at}).encode() + b"\n")

    return report


def _wake_on_sigterm() -> int:
    """See to the signals; a file descriptor that can be read once SIGTERM has come."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    return woken


def _say_where(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """Say where a bug is, and not what the values were: they may hold words."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    os.write(2, f"The sentinel has failed: {kind.__name__}{place}.\n".encode())


if __name__ == "__main__":
    main()
