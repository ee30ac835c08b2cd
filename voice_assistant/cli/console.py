"""Where people read: a terminal, or a file that somebody opens later."""

from __future__ import annotations

import os
from typing import NoReturn

from rich.console import Console

WIDTH = 120
"""Columns where the output is no terminal, which could tell its own: 80 would squeeze the tables."""


class Paper(Console):
    """A console that leaves it to `main` what happens when its reader has gone."""

    def on_broken_pipe(self) -> NoReturn:
        """Go on with the error."""
        raise  # noqa: PLE0704  called while it is handled


def console(*, stderr: bool = False) -> Console:
    """Stdout, or stderr, for people."""
    made = Paper(stderr=stderr)
    if not made.is_terminal and not os.environ.get("COLUMNS"):
        made.width = WIDTH
    return made
