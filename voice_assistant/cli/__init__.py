"""The command line: one module per group of commands.

Each module has `register(commands)`, which adds its parsers and names the function to run with `set_defaults(run=…)`.
A command returns 0, or 1 after one clear sentence on stderr; misuse is 2, as argparse has it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from voice_assistant import __version__
from voice_assistant.cli.interrupts import ends_within
from voice_assistant.errors import AssistantError

COMMANDS = {
    "run": "run",
    "demo": "demo",
    "chat": "talk",
    "ask": "talk",
    "say": "talk",
    "transcribe": "talk",
    "devices": "sound",
    "doctor": "checks",
    "models": "models",
    "safety": "safety",
    "config": "config",
    "bench": "bench",
}
"""Each command and its module, in the order in which `--help` lists them. Only the module of the command that was
given is imported: most of them bring an engine."""

GRACE_S = 0.8
"""How long a command may take to wind down after SIGINT or SIGTERM, in seconds."""


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """The command line: of one command, or the whole of it."""
    top = argparse.ArgumentParser(
        prog="voice-assistant",
        description="You talk, the machine in the room answers, and nothing leaves the room.",
        epilog="`voice-assistant COMMAND --help` explains a command. Without one, it runs.",
    )
    top.add_argument("--version", action="version", version=f"voice-assistant {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in dict.fromkeys([COMMANDS[command]] if command else COMMANDS.values()):
        import_module(f"voice_assistant.cli.{module}").register(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments) or ["run"]
    parsed = parser(given[0] if given[0] in COMMANDS else None).parse_args(given)
    with ends_within(GRACE_S):
        try:
            return int(parsed.run(parsed))
        except AssistantError as error:
            print(f"voice-assistant: {error}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        except BrokenPipeError:
            # Whoever read our output has gone; Python would complain once more while it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
