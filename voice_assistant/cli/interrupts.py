"""Ctrl-C and SIGTERM end a command within a second, whatever it is computing.

Python runs its signal handlers between two of its own instructions, and an engine may compute for seconds in one.
So a command that has nothing to put away leaves its end to the kernel (`left_to_the_kernel`). `run` is supposed to
be ended that way, which is therefore a success: while it starts, a thread sees to that (`succeeding`); once it
converses, it winds down by itself, and is given a time limit (`enforce`).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)

SHOW_CURSOR = "\x1b[?25h"

GRACE_S = 0.8
"""How long a conversation may take to wind down, in seconds."""


@contextmanager
def left_to_the_kernel() -> Iterator[None]:
    """While inside, SIGINT and SIGTERM end the process at once, as they do with most programs."""
    with _handled_by(signal.SIG_DFL):
        yield


@contextmanager
def succeeding() -> Iterator[None]:
    """While inside, SIGINT and SIGTERM end the process at once, and with success.

    The C part of signal handling writes to a pipe even while the interpreter is busy; a thread waits at its end.
    """
    if not _possible():
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    threading.Thread(target=_succeed, args=(reader,), daemon=True, name="signals").start()
    earlier = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        with _handled_by(_leave_to_thread):
            yield
    finally:
        signal.set_wakeup_fd(earlier)
        os.close(writer)


def enforce(code: int) -> None:
    """End the process with an exit code in `GRACE_S` seconds unless it ends by itself."""
    threading.Thread(target=_end_after, args=(GRACE_S, code), daemon=True, name="deadline").start()


def leave(code: int) -> NoReturn:
    """End the process now. To take loaded models apart first would keep the user waiting for half a second."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read our output has gone, or the disk is full
            code = code or 1
    os._exit(code)


def _possible() -> bool:
    """Only the main thread may set handlers; a test may call a command from another."""
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _handled_by(handler: object) -> Iterator[None]:
    if not _possible():
        yield
        return
    before = {number: signal.signal(number, handler) for number in SIGNALS}  # type: ignore[arg-type]
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def _leave_to_thread(_number: int, _frame: FrameType | None) -> None:
    """The thread at the other end of the pipe knows already."""


def _succeed(reader: int) -> None:
    while caught := os.read(reader, 1):
        if caught[0] in SIGNALS:
            leave(0)
    os.close(reader)


def _end_after(grace_s: float, code: int) -> NoReturn:
    time.sleep(grace_s)
    if sys.stdout.isatty():
        os.write(sys.stdout.fileno(), SHOW_CURSOR.encode())
    os._exit(code)
