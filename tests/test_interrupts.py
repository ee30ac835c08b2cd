"""How a command ends when it is told to: the pieces. `test_signals` sends signals to the real commands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from commands import environment

from voice_assistant.cli.interrupts import GRACE_S, SIGNALS, left_to_the_kernel, succeeding

BUSY = "import time; print('ready', flush=True); time.sleep(20)"
"""Something in C that lets nobody else in the main thread run, as an engine does."""


def ended(script: str, *numbers: signal.Signals) -> tuple[int, float, str]:
    """Send signals to a script that has said "ready": its exit code, the seconds it took, what it wrote."""
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        began = time.monotonic()
        for number in numbers:
            process.send_signal(number)
        code = process.wait(10)
        return code, time.monotonic() - began, process.stdout.read()


@pytest.mark.parametrize("number", SIGNALS)
def test_the_kernel_ends_a_command_that_is_busy(number: signal.Signals) -> None:
    code, took, rest = ended(
        f"from voice_assistant.cli.interrupts import left_to_the_kernel\nwith left_to_the_kernel(): {BUSY}",
        number,
    )
    assert (code, rest) == (-number, "")
    assert took < 1


@pytest.mark.parametrize("number", SIGNALS)
def test_a_busy_start_can_be_ended_with_success(number: signal.Signals) -> None:
    code, took, rest = ended(
        f"from voice_assistant.cli.interrupts import succeeding\nwith succeeding(): {BUSY}", number, number
    )
    assert (code, rest) == (0, "")
    assert took < 1


def test_a_limit_is_enforced_with_the_code_that_is_wanted() -> None:
    script = (
        "import time\nfrom voice_assistant.cli.interrupts import enforce\n"
        "enforce(7)\nprint('ready', flush=True)\ntime.sleep(20)"
    )
    code, took, rest = ended(script)
    assert (code, rest) == (7, "")
    assert took < GRACE_S + 1


def test_who_ends_in_time_is_left_alone() -> None:
    script = (
        "import sys\nfrom voice_assistant.cli.interrupts import enforce\n"
        "enforce(7)\nprint('ready', flush=True)\nprint('done')\nsys.exit(3)"
    )
    assert ended(script)[::2] == (3, "done\n")


def test_what_was_printed_is_not_lost_by_leaving() -> None:
    script = (
        "import sys\nfrom voice_assistant.cli.interrupts import leave\nprint('ready', flush=True)\n"
        "print('the last words')\nprint('and a complaint', file=sys.stderr)\nleave(5)"
    )
    code, _, rest = ended(script)
    assert code == 5
    assert sorted(rest.splitlines()) == ["and a complaint", "the last words"]


def test_leaving_without_a_reader_is_a_failure() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    script = "from voice_assistant.cli.interrupts import leave\nprint('unheard')\nleave(0)"
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=writer, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("within", [left_to_the_kernel, succeeding])
def test_handlers_are_put_back(within: type) -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    threads = threading.active_count()
    with within():
        assert [signal.getsignal(number) for number in SIGNALS] != before
    assert [signal.getsignal(number) for number in SIGNALS] == before
    until = time.monotonic() + 2
    while threading.active_count() > threads and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() == threads
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.parametrize("within", [left_to_the_kernel, succeeding])
def test_another_thread_may_call_a_command_too(within: type) -> None:
    entered = []

    def call() -> None:
        with within():
            entered.append(within)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    assert entered == [within]
