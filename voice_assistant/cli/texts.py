"""Text from the command line or from stdin."""

from __future__ import annotations

import sys

from voice_assistant.errors import InputError

LONGEST = 1_000_000
"""Characters accepted at once."""


def given(text: str) -> str:
    """The text that an argument stands for; "-" stands for all of stdin.

    Raises:
        InputError: it is empty, too long, or not UTF-8.
    """
    whole = read_stdin() if text == "-" else decoded(text)
    if not whole.strip():
        raise InputError("There is no text: give some, or pipe it in with -.")
    if len(whole) > LONGEST:
        raise InputError(f"That is too much text: at most {LONGEST:,} characters are taken at once.")
    return whole


def read_stdin() -> str:
    """All of stdin.

    Raises:
        InputError: it is not UTF-8.
    """
    return decode(sys.stdin.buffer.read())


def decode(raw: bytes) -> str:
    """Bytes as text.

    Raises:
        InputError: they are not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"The text is not UTF-8 (byte {error.start + 1}): convert it, for example with iconv -t UTF-8."
        ) from error


def decoded(argument: str) -> str:
    """A command-line argument, which Python has decoded leniently.

    Raises:
        InputError: it was not UTF-8.
    """
    return decode(argument.encode("utf-8", "surrogateescape"))
