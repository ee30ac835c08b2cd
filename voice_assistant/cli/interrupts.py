"""Ctrl-C and SIGTERM end a command within a second, whatever it is computing.

Python runs its signal handlers between two of its own instructions, and an engine may compute for seconds in one.
But the C part of signal handling writes to a pipe at once; a thread waits at its other end, and ends the process
if it has not ended by itself in time.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def ends_within(grace_s: float) -> Iterator[None]:
    """While inside, SIGINT and SIGTERM raise KeyboardInterrupt; after `grace_s` seconds the process is ended."""
    if threading.current_thread() is not threading.main_thread():  # a test that calls main() from elsewhere
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    earlier = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    handlers = {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    threading.Thread(target=_enforce, args=(reader, grace_s), daemon=True, name="deadline").start()
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(earlier)
        os.close(writer)


def enforce(grace_s: float) -> None:
    """End the process, successfully, in `grace_s` seconds unless it ends by itself.

    For commands that handle signals themselves, and for which a signal is the usual way to end.
    """
    threading.Thread(target=_end_after, args=(grace_s, 0), daemon=True, name="deadline").start()


def _interrupt(number: int, _stack: object) -> None:
    raise KeyboardInterrupt


def _enforce(reader: int, grace_s: float) -> None:
    while caught := os.read(reader, 1):
        if caught[0] in (signal.SIGINT, signal.SIGTERM):
            _end_after(grace_s, 128 + caught[0])
    os.close(reader)


def _end_after(grace_s: float, code: int) -> None:
    time.sleep(grace_s)
    if sys.stdout.isatty():
        os.write(sys.stdout.fileno(), SHOW_CURSOR.encode())
    os._exit(code)
