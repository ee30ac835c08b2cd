"""Words and number are shown, on whatever there is to show them."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from voice_assistant.safety import screen as screens
from voice_assistant.safety.messages import Words
from voice_assistant.safety.screen import Desktop, Screen, framed, has_desktop, screen, write

WORDS = Words(1, ("I'm glad you said it. A person can come.", "Please call 988, now."), "988, day and night")


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


def test_words_and_number_are_in_the_frame_the_number_last() -> None:
    shown = framed(WORDS, 80)
    places = [shown.index(text) for text in (*WORDS.lines, WORDS.number)]
    assert places == sorted(places)
    assert shown.startswith("\r\n\x1b[0m\x1b[?25h")
    assert shown.endswith("\r\n")
    assert "\x1b[1m988, day and night\x1b[0m" in shown
    assert "\n" not in shown.replace("\r\n", "")


@pytest.mark.parametrize("width", [0, 20, 30, 80, 300])
def test_the_frame_fits_the_terminal(width: int) -> None:
    rows = framed(WORDS, width).replace("\x1b[0m", "").replace("\x1b[1m", "").split("\r\n")
    assert max(len(row) for row in rows if "\x1b" not in row) <= max(20, min(width - 1, screens.WIDEST))


def test_there_is_room_below_for_a_picture_that_is_still_drawn_and_the_words_stay_in_sight() -> None:
    high = framed(WORDS, 80).count("\r\n")
    for rows, room in ((5, 0), (high, 0), (high + 3, 3), (100, screens.LIVE_ROWS)):
        shown = framed(WORDS, 80, rows)
        assert shown == framed(WORDS, 80) + "\r\n" * room
    assert framed(WORDS, 80, 24).count("\r\n") <= 24


def test_words_can_do_nothing_to_a_terminal() -> None:
    shown = framed(Words(1, ("a\x1b[2Jb\nc\x07\x9b", "\ud800"), "9\x1b88"), 80)
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown
    assert "\x9b" not in shown
    assert "a [2Jb c" in shown
    assert "9 88" in shown


def test_words_that_are_quiet_are_kept_from_the_desktop() -> None:
    seen: list[tuple[str, str]] = []
    made = Screen(None, desktop=lambda title, text: bool(seen.append((title, text))) or True)
    assert made.desktop(WORDS)
    assert seen == [("Voice Assistant", WORDS.number)]
    assert not made.desktop(Words(1, WORDS.lines, "988", quiet=True))
    assert len(seen) == 1
    assert not made.terminal(WORDS)
    assert not Screen(None).desktop(WORDS)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("9\x1b88", "9 88"), ("", "Please look at the screen."), ("\x07", "Please look at the screen.")],
)
def test_the_desktop_gets_whom_to_call_and_not_what_it_is_about(number: str, shown: str) -> None:
    """What a program is given can be read by every other user of the machine."""
    seen: list[tuple[str, str]] = []
    made = Screen(None, desktop=lambda title, text: bool(seen.append((title, text))) or True)
    assert made.desktop(Words(1, WORDS.lines, number))
    assert seen == [("Voice Assistant", shown)]


def test_words_that_are_quiet_are_on_the_terminal() -> None:
    seen: list[str] = []
    made = Screen(lambda text: bool(seen.append(text)) or True)
    assert made.terminal(Words(1, ("Go to people.",), "112", quiet=True))
    assert "Go to people." in seen[0]


def test_the_terminal_is_as_wide_as_it_is_when_words_are_shown(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    made = screen(slave, {})
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 40, 0, 0))
    assert made.terminal(WORDS)
    shown = os.read(master, 65_536).decode()
    assert "=" * 39 in shown
    assert "=" * 40 not in shown


def test_a_terminal_halted_by_the_user_shows_them(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    termios.tcflow(slave, termios.TCOOFF)
    os.set_blocking(slave, False)
    assert write(slave, "words")
    assert os.read(master, 100) == b"words"


def test_a_terminal_that_takes_nothing_is_not_waited_for(terminal: tuple[int, int]) -> None:
    _, slave = terminal
    os.set_blocking(slave, False)
    began = time.monotonic()
    assert not write(slave, "x" * 10_000_000)
    assert time.monotonic() - began < 2


def test_a_terminal_that_nobody_reads_stops_nobody(terminal: tuple[int, int]) -> None:
    made = screen(terminal[1], {})
    assert not all(made.terminal(WORDS) for _ in range(100))


def test_a_terminal_that_is_gone_is_none() -> None:
    master, slave = pty.openpty()
    os.close(master)
    assert not write(slave, "words")
    os.close(slave)
    assert not write(slave, "words")
    assert screens.size(slave) == (80, 24)


def test_letters_that_cannot_be_written_are_replaced(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    assert write(slave, "a\ud800b")
    assert os.read(master, 100) == b"a?b"


def test_without_a_terminal_the_words_go_to_standard_error_and_the_console_in_plain_text(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    console = tmp_path / "console"
    console.touch()
    monkeypatch.setattr(screens, "open_terminal", lambda: -1)
    monkeypatch.setattr(screens.write_headless, "__defaults__", (str(console),))
    assert screen(environ={}).terminal(WORDS)
    said = capfd.readouterr().err
    assert said == console.read_text()
    assert WORDS.number in said
    assert "\x1b" not in said


def test_without_a_console_standard_error_is_enough(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert screens.write_headless("\x1b[1mcall\x1b[0m\r\n", str(tmp_path / "none"))
    assert capfd.readouterr().err == "call\n"


@pytest.mark.parametrize(
    ("environ", "there"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)]
)
def test_a_desktop_is_known_by_its_display(
    environ: dict[str, str], there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notify-send").write_text("#!/bin/sh\n")
    (tmp_path / "notify-send").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert has_desktop(environ) == there
    monkeypatch.setenv("PATH", "")
    assert not has_desktop(environ)


def test_a_notification_is_given_title_and_text_and_not_waited_for(tmp_path: Path) -> None:
    note = "import sys; open(sys.argv[1], 'w').write('|'.join(sys.argv[2:]))"
    desktop = Desktop([sys.executable, "-SEc", note, str(tmp_path / "note")])
    assert desktop.show("988", "words")
    desktop._running[0].wait()
    assert (tmp_path / "note").read_text() == "988|words"
    assert not Desktop(["/nowhere/notify-send"]).show("988", "words")


def test_a_notification_that_hangs_is_killed_by_the_next() -> None:
    desktop = Desktop(["sh", "-c", "exec sleep 60"])
    desktop.show("988", "words")
    hung = desktop._running[0]
    desktop.show("988", "words")
    assert hung.wait() < 0
    last = desktop._running[0]
    last.kill()
    last.wait()
