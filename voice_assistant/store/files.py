"""Files and folders that only the user can read, written so that a power cut leaves the old or the new, never half."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from voice_assistant.errors import StoreBusyError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
OTHERS = 0o077
"""What the group and everybody else may do."""


def private_folder(folder: Path) -> None:
    """Make a folder that only the user can look into, where it is not there yet; else see that it is one.

    Raises:
        OSError: it cannot be made, or belongs to somebody else.
    """
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        sync_folder(folder.parent)
    make_private(folder)


def make_private(path: Path) -> None:
    """Take from others what they may do with a file or a folder. What the user may do stays: it may be on purpose.

    Raises:
        OSError: it belongs to somebody else.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & OTHERS:
        path.chmod(mode & ~OTHERS)


def sync_folder(folder: Path) -> None:
    """Return once the names in a folder are on disk: syncing a file does not do that for its name."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def create_private(path: Path, content: bytes) -> None:
    """Make a file for the user's eyes only, at once whole and on disk.

    Raises:
        FileExistsError: it is there already, and stays as it is.
        OSError: it cannot be made.
    """
    with _whole(path, lambda made: made.write(content)) as made:
        path.hardlink_to(made)  # unlike a rename, this never replaces anything


def copy_private(source: Path, target: Path) -> None:
    """Copy a file for the user's eyes only, in place of what `target` was.

    Raises:
        OSError: one cannot be read, or the other not written.
    """
    with source.open("rb") as read, _whole(target, lambda made: shutil.copyfileobj(read, made)) as made:
        made.replace(target)


@contextmanager
def _whole(path: Path, fill: Callable[[BinaryIO], object]) -> Iterator[Path]:
    """A file beside `path`, whole and on disk, to be given that name; else it is removed."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # 0600, and new for certain
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        yield made
    finally:
        with suppress(FileNotFoundError):
            made.unlink()
    sync_folder(path.parent)


def hold(path: Path) -> BinaryIO:
    """Hold a file for this process: until what is returned is closed, or the process ends however it may.

    Raises:
        StoreBusyError: another process, or another part of this one, holds it.
        OSError: the lock beside it cannot be made.
    """
    # A file of its own: closing any handle of the database would drop the locks that SQLite has on it. It is
    # never removed, or two processes could hold two files of the same name.
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if isinstance(error, BlockingIOError):
            raise StoreBusyError(f"{path} is in use by another assistant: end that one first.") from None
        raise
    return os.fdopen(lock, "rb")
