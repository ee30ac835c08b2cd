"""`voice-assistant models`: the models that came with the program."""

from __future__ import annotations

import argparse

from rich.table import Table

from voice_assistant import catalog
from voice_assistant.cli.console import console
from voice_assistant.places import models_folder


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `models list` and `models verify`."""
    group = commands.add_parser("models", description="The models that came with the program.")
    actions = group.add_subparsers(title="commands", metavar="COMMAND", required=True)

    shown = "name, kind, size, licence and source of each"
    actions.add_parser("list", help=shown, description=f"{shown.capitalize()}.").set_defaults(run=list_models)

    checked = "check every file against its sha256"
    actions.add_parser("verify", help=checked, description=f"{checked.capitalize()}.").set_defaults(
        run=verify_models
    )


def list_models(_arguments: argparse.Namespace) -> int:
    """List the manifest.

    Raises:
        ModelError: it is missing or broken.
    """
    table = Table("name", "kind", "size", "licence", "source")
    for model in catalog.manifest(models_folder()):
        size = sum(file.size for file in model.files) / 1e6
        table.add_row(model.name, model.kind, f"{size:.1f} MB", model.licence, model.source)
    console().print(table)
    return 0


def verify_models(_arguments: argparse.Namespace) -> int:
    """Check every file of the manifest.

    Raises:
        ModelError: the first one that is missing, truncated or changed.
    """
    folder = models_folder()
    for model in catalog.manifest(folder):
        catalog.verify(folder, model)
        print(f"{model.name}: unchanged")
    return 0
