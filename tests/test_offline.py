"""No packet leaves the machine: a whole conversation without a network, and one in which asking for it is an error."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import COMMAND, Done, call

pytestmark = [pytest.mark.engines, pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")]

REFUSING = """
import sys

UNIX = 1

def refuse(event, given):
    asks = event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
    if (
        event == "socket.__new__" and given[1] not in (-1, UNIX)  # -1 wraps a socket that is there already
        or asks and given[0].family != UNIX
        or event.startswith(("socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo"))
    ):
        raise SystemExit(f"somebody asked for {event}")

sys.addaudithook(refuse)
"""

RUN = "from voice_assistant.cli import main\nmain()"


def assert_held(done: Done, folder: Path) -> None:
    assert (done.code, done.err) == (0, "")
    assert "Listen to it: demo.wav" in done.out
    assert (folder / "demo.wav").stat().st_size > 500_000


def test_a_conversation_is_held_where_there_is_no_network(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed")
    without_network = (unshare, "--map-root-user", "--net")
    if subprocess.run([*without_network, "true"], capture_output=True, check=False).returncode:
        pytest.skip("the kernel does not let us make a network namespace")
    listed = call("-c", "cat /proc/net/dev", command=(*without_network, "sh")).out.splitlines()[2:]
    assert [line.split(":")[0].strip() for line in listed] in ([], ["lo"])
    assert_held(call("demo", "--fast", command=(*without_network, *COMMAND), cwd=tmp_path), tmp_path)


def test_a_conversation_asks_for_no_network(tmp_path: Path) -> None:
    assert_held(
        call("demo", "--fast", command=(sys.executable, "-c", REFUSING + RUN), cwd=tmp_path), tmp_path
    )


@pytest.mark.parametrize(
    "request_",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET)",
        "import socket; socket.getaddrinfo('localhost', 9)",
        "import urllib.request; urllib.request.urlopen('http://localhost:9')",
    ],
)
def test_the_refusal_works(request_: str) -> None:
    done = call(command=(sys.executable, "-c", REFUSING + request_))
    assert done.code == 1
    assert done.err.startswith("somebody asked for")
