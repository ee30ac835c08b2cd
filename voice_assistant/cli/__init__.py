"""The command line: one module per group of commands.

Each module has `register(commands)`, which adds its parsers and names the function to run with `set_defaults(run=…)`.
A command returns 0, or 1 after one clear sentence on stderr; misuse is 2, as argparse has it.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from voice_assistant import __version__
from voice_assistant.cli.interrupts import leave, left_to_the_kernel
from voice_assistant.errors import AssistantError

COMMANDS = {
    "run": ("run", "listen and answer, until Ctrl-C"),
    "demo": ("demo", "hold a spoken conversation by itself: no microphone, no speaker"),
    "chat": ("talk", "the same assistant by keyboard"),
    "ask": ("talk", "ask one thing, read the answer"),
    "say": ("talk", "speak a text"),
    "transcribe": ("talk", "write down what is said in sound files"),
    "devices": ("sound", "list microphones and speakers"),
    "doctor": ("checks", "say what is wrong, and how to mend it"),
    "models": ("models", "the models that came with the program"),
    "skills": ("skills", "what it can do by itself, and what to say for it"),
    "safety": ("safety", "how worried the safety kernel is about a text, and why"),
    "config": ("config", "where the settings are, and what they are"),
    "bench": ("bench", "measure the assistant on this machine"),
}
"""Each command with its module and what it does, in the order in which `--help` lists them. Only the module of the
command that was given is imported: most of them bring an engine."""

DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """The command line of one command; or what leads to all of them, for `--help` and for mistakes."""
    top = argparse.ArgumentParser(
        prog="voice-assistant",
        description="You talk, the machine in the room answers, and nothing leaves the room.",
        epilog="`voice-assistant COMMAND --help` explains a command. Without one, it runs.",
    )
    top.add_argument("--version", action="version", version=f"voice-assistant {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    if command is None:
        for name, (_, does) in COMMANDS.items():
            commands.add_parser(name, help=does)
    else:
        import_module(f"voice_assistant.cli.{COMMANDS[command][0]}").register(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Without arguments here this is the whole program, and ends the process too."""
    if arguments is None:
        _be_the_program()
    return _run(arguments)


def _be_the_program() -> NoReturn:
    _complete_streams()
    try:
        code = _run(sys.argv[1:])
    except SystemExit as end:  # argparse has explained something
        code = int(end.code or 0)
    leave(code)


def _run(arguments: Sequence[str]) -> int:
    given = list(arguments) or ["run"]
    with left_to_the_kernel():
        parsed = parser(given[0] if given[0] in COMMANDS else None).parse_args(given)
        try:
            code = int(parsed.run(parsed))
            sys.stdout.flush()
            return code
        except AssistantError as error:
            return _failed(str(error))
        except BrokenPipeError:  # whoever read our output has gone
            return 1
        except OSError as error:
            if error.errno not in DISK_FULL:
                raise
            return _failed("There is no room left on the disk: make some, and try again.")


def _failed(sentence: str) -> int:
    print(f"voice-assistant: {sentence}", file=sys.stderr)
    return 1


def _complete_streams() -> None:
    """Let reading and writing always work: a stream may be closed, and may not know every letter."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  until we end
        elif isinstance(stream, io.TextIOWrapper) and mode == "w":
            stream.reconfigure(errors="backslashreplace")
