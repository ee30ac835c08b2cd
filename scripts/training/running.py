"""What the long trainings share: their options, how they tell where they are, and how they keep it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn


def options(about: str) -> argparse.ArgumentParser:
    """The options that every training has.

    Args:
        about: the text above them.
    """
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--work", type=Path, required=True, metavar="DIR", help="where everything is kept")
    made.add_argument("--out", type=Path, metavar="PATH", help="where the model goes (default: into DIR)")
    made.add_argument("--threads", type=int, default=1, help="threads that learn (default: %(default)s)")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument(
        "--until", type=_moment, default=float("inf"), metavar="HH:MM", help="stop then, and keep it"
    )
    return made


def _moment(text: str) -> float:
    """The next time that a clock shows this, in seconds since 1970."""
    now = datetime.now()  # noqa: DTZ005 - the clock on the wall
    then = now.replace(hour=int(text[:-3]), minute=int(text[-2:]), second=0, microsecond=0)
    return (then if then > now else then + timedelta(days=1)).timestamp()


@contextmanager
def shown(of: float) -> Iterator[Callable[[float, str], None]]:
    """A bar that is told how far a training has come, and what there is to say; plain lines where there is no terminal.

    Args:
        of: what is the whole.
    """
    share = TextColumn("{task.percentage:.1f} %")
    with Progress(TextColumn("{task.description}"), BarColumn(), share, TimeRemainingColumn()) as bar:
        task = bar.add_task("beginning", total=of)

        def tell(done: float, text: str) -> None:
            bar.update(task, completed=done, description=text)
            if not bar.console.is_terminal:
                print(f"{100 * done / of:.1f} %: {text}", flush=True)

        yield tell


def branch(state: Path, name: str) -> Path:
    """A copy of a state beside it, to be trained in another way; if it is there, it goes on where it was left."""
    copy = state.with_name(f"{name}.pt")
    if not copy.exists():
        shutil.copy(state, copy)
    return copy


def keep(path: Path, content: dict[str, Any]) -> None:
    """Keep the state of a training, whole or not at all."""
    import torch

    half = path.with_suffix(".part")
    torch.save(content, half)
    half.replace(path)
