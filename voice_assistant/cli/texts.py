"""Text from the command line or from stdin."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from voice_assistant.errors import InputError

LONGEST = 1_000_000
"""Characters accepted at once."""

MOST_BYTES = 4 * LONGEST + 1
"""Bytes read at once: enough to see that it is too much, however much there is."""


def given(text: str) -> str:
    """The text that an argument stands for; "-" stands for all of stdin.

    Raises:
        InputError: it is empty, too long, or not UTF-8.
    """
    whole = read_stdin() if text == "-" else decoded(text)
    if not whole.strip():
        raise InputError("There is no text: give some, or pipe it in with -.")
    return whole


def read_stdin() -> str:
    """All of stdin.

    Raises:
        InputError: it is not UTF-8, or too long.
    """
    return decode(sys.stdin.buffer.read(MOST_BYTES))


def lines() -> Iterator[bytes]:
    """Stdin line by line, as it comes. A line without end is cut off where it is certainly too long."""
    while raw := sys.stdin.buffer.readline(MOST_BYTES):
        rest = raw
        while len(rest) == MOST_BYTES and not rest.endswith(b"\n"):
            rest = sys.stdin.buffer.readline(MOST_BYTES)
        yield raw


def decode(raw: bytes) -> str:
    """Bytes as text.

    Raises:
        InputError: they are not UTF-8, or too many.
    """
    if len(raw) >= MOST_BYTES:
        raise _too_long()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"The text is not UTF-8 (byte {error.start + 1}): convert it, for example with iconv -t UTF-8."
        ) from error
    if len(text) > LONGEST:
        raise _too_long()
    return text


def decoded(argument: str) -> str:
    """A command-line argument, which Python has decoded leniently.

    Raises:
        InputError: it was not UTF-8, or is too long.
    """
    return decode(argument.encode("utf-8", "surrogateescape"))


def _too_long() -> InputError:
    return InputError(f"That is too much text: at most {LONGEST:,} characters are taken at once.")
