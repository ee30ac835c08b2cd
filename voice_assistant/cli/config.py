"""`voice-assistant config`: where the settings are, and what they are."""

from __future__ import annotations

import argparse
import os

from voice_assistant import config
from voice_assistant.places import places


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `config path` and `config show`."""
    group = commands.add_parser("config", description="Where the settings are, and what they are.")
    actions = group.add_subparsers(title="commands", metavar="COMMAND", required=True)

    where = "print the path of the configuration file, which need not exist"
    path = actions.add_parser("path", help=where, description=where.capitalize() + ".")
    path.set_defaults(run=print_path)

    explained = (
        "print every setting in force, explained: what is printed can be saved as the configuration file"
    )
    show = actions.add_parser("show", help=explained, description=explained.capitalize() + ".")
    show.set_defaults(run=print_settings)


def print_path(_args: argparse.Namespace) -> int:
    """Print where the configuration file is or would be."""
    print(places(os.environ).config_file)
    return 0


def print_settings(_args: argparse.Namespace) -> int:
    """Print the configuration in force.

    Raises:
        ConfigError: the file or a variable holds what is not allowed.
    """
    print(config.show(config.load(places(os.environ).config_file, os.environ)), end="")
    return 0
