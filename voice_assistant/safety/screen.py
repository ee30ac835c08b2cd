"""Shows the sentinel's words: on the terminal, whatever state that is in, and on the desktop.

Where there is no terminal they go to standard error, and to the machine's console where that may be. They are ours
and not the user's, but a log that holds them tells of a crisis: it is done only when the assistant has failed to say
them, and then silence would be worse.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import subprocess
import termios
import textwrap
from collections.abc import Callable, Mapping, Sequence

from voice_assistant.safety.messages import Words

WIDEST = 78
"""Columns of the frame at most."""

LIVE_ROWS = 20
"""Rows left free below the words: a live picture that is still being drawn rubs out as many as it has itself."""

PATIENCE_S = 0.1
"""How long a terminal that takes nothing is waited for, seconds."""

DESKTOP = ("notify-send", "--urgency=critical", "--expire-time=0", "--")
"""Shows a notification that stays until it is closed."""

TITLE = "Voice Assistant"
"""Title of a notification: it tells nothing."""

NO_NUMBER = "Please look at the screen."
"""Its text where there is nobody to call."""

CONSOLE = "/dev/console"
"""The machine's own console."""

_RESTORE = "\r\n\x1b[0m\x1b[?25h"
"""A new line, no colours, and the cursor, whatever was going on."""

Write = Callable[[str], bool]
"""Shows a text; whether that worked."""

Notify = Callable[[str, str], bool]
"""Shows a title and a text on the desktop; whether that worked."""


class Screen:
    """Where words are shown.

    Args:
        terminal: shows text on the terminal; None where there is none.
        size: columns and rows of the terminal, which may change.
        desktop: shows a notification; None where there is no desktop.
    """

    def __init__(
        self,
        terminal: Write | None,
        size: Callable[[], tuple[int, int]] = lambda: (80, 24),
        desktop: Notify | None = None,
    ) -> None:
        self._terminal = terminal
        self._size = size
        self._desktop = desktop

    def terminal(self, words: Words) -> bool:
        """Show all words on the terminal; whether they are there."""
        return self._terminal is not None and self._terminal(framed(words, *self._size()))

    def desktop(self, words: Words) -> bool:
        """Show whom to call on the desktop; whether it is there. Words that are quiet are not announced there.

        The lines are not among it: whoever may list the processes of this machine reads what a program is given.
        """
        if self._desktop is None or words.quiet:
            return False
        return self._desktop(TITLE, _plain(words.number) or NO_NUMBER)


def framed(words: Words, width: int, rows: int = 0) -> str:
    """The words between two rules, the number last and bold, with room below for what may still be drawn there."""
    width = max(20, min(width - 1, WIDEST))
    rule = "=" * width
    body = []
    for line in filter(None, map(_plain, words.lines)):
        body += [*textwrap.wrap(line, width), ""]
    number = textwrap.wrap(_plain(words.number), width)
    body += [*(f"\x1b[1m{part}\x1b[0m" for part in number), ""] if number else []
    shown = [rule, "", *body, rule]
    room = max(0, min(LIVE_ROWS, rows - len(shown) - 1))
    return _RESTORE + "\r\n".join(shown) + "\r\n" * (1 + room)


def _plain(text: str) -> str:
    """Text that can do nothing to a terminal."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


# ---------------------------------------------------------------- of this machine


def screen(terminal: int = -1, environ: Mapping[str, str] = os.environ) -> Screen:
    """The screen of this machine.

    Args:
        terminal: a file descriptor of the terminal; -1 to look for one.
        environ: tells whether there is a desktop.
    """
    number = terminal if terminal >= 0 else open_terminal()
    desktop = Desktop().show if has_desktop(environ) else None
    if number < 0:
        return Screen(write_headless, desktop=desktop)
    with contextlib.suppress(OSError):
        os.set_blocking(number, False)
    return Screen(lambda text: write(number, text), lambda: size(number), desktop)


def write_headless(text: str, console: str = CONSOLE) -> bool:
    """Write without colours to standard error, and to the machine's console where that may be; whether one took it."""
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text).replace("\r\n", "\n").strip() + "\n"
    taken = write(2, plain)
    with contextlib.suppress(OSError):
        number = os.open(console, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            taken = write(number, plain) or taken
        finally:
            os.close(number)
    return taken


def open_terminal() -> int:
    """A file descriptor of the terminal that this process was started from, not shared with anybody; -1: none."""
    names = ["/dev/tty"]
    with contextlib.suppress(OSError):
        names.append(os.ttyname(2))
    for name in names:
        with contextlib.suppress(OSError):
            return os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    return -1


def size(terminal: int) -> tuple[int, int]:
    """Columns and rows of a terminal; what is usual where it cannot tell."""
    try:
        columns, rows = os.get_terminal_size(terminal)
    except OSError:
        return 80, 24
    return columns or 80, rows or 24


def write(terminal: int, text: str) -> bool:
    """Write to a terminal, even one that was halted by Ctrl-S; whether all of it got there."""
    with contextlib.suppress(OSError, termios.error):
        termios.tcflow(terminal, termios.TCOON)
    left = memoryview(text.encode(errors="replace"))
    try:
        while left:
            _, free, _ = select.select([], [terminal], [], PATIENCE_S)
            if not free:
                return False
            left = left[os.write(terminal, left) :]
    except OSError:
        return False
    return True


def has_desktop(environ: Mapping[str, str]) -> bool:
    """Whether there is a desktop session that can show notifications."""
    shown = environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY")
    return bool(shown) and shutil.which(DESKTOP[0]) is not None


class Desktop:
    """Shows notifications, and forgets a program that hangs over it."""

    def __init__(self, command: Sequence[str] = DESKTOP) -> None:
        self._command = command
        self._running: list[subprocess.Popen[bytes]] = []

    def show(self, title: str, text: str) -> bool:
        """Start to show it; whether it was started. Who has not ended since the last one is killed."""
        for process in self._running:
            if process.poll() is None:
                process.kill()
        nowhere = subprocess.DEVNULL
        try:
            process = subprocess.Popen(
                [*self._command, title, text], stdin=nowhere, stdout=nowhere, stderr=nowhere
            )
        except OSError:
            return False
        self._running = [process]
        return True
