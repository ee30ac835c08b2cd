"""The key of the everyday store: 32 random bytes, in a file that only the user can read, or in the desktop's keyring.

A file is the default, since timers have to ring after a restart, before anybody has logged in. It keeps the
store from whoever gets hold of a copy of it without the key; it does not keep it from somebody who can read
the user's files.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from voice_assistant.errors import StoreError
from voice_assistant.store import desktop_keyring
from voice_assistant.store.cipher import KEY_BYTES, told
from voice_assistant.store.files import OTHERS, create_private, private_folder, sync_folder

DATABASE = "everyday.db"
"""Name of the everyday store's file."""

KEY_FILE = "everyday.key"
"""Name of the file with its key, 64 hexadecimal digits."""

_WRITTEN = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}\n?", re.ASCII)


def everyday_key(folder: Path, kept_in: str) -> bytes:
    """The key of the everyday store in a folder: 32 bytes. It is made where neither it nor the store is there yet.

    A key that is in the other place is brought to where it is wanted: into the keyring, and out of the file; or
    into the file, while the keyring keeps it, for it may serve the store of another folder too.

    Args:
        folder: where the store is, or will be.
        kept_in: "file" or "keyring", as the setting store.key says.

    Raises:
        StoreError: the key is not there although the store is, is not one, can be read by others, or cannot
            be written; or the keyring cannot be used.
    """
    file = folder / KEY_FILE
    with told(file):
        private_folder(folder)
        return _from_keyring(file) if kept_in == "keyring" else _from_file(file)


def _from_file(file: Path) -> bytes:
    if os.path.lexists(file):
        return _read(file)
    database = file.with_name(DATABASE)
    key = _moved_out(file, database) if database.exists() else secrets.token_bytes(KEY_BYTES)
    with suppress(FileExistsError):  # another process was quicker
        create_private(file, f"{key.hex()}\n".encode())
    return _read(file)


def _moved_out(file: Path, database: Path) -> bytes:
    trouble: StoreError | None = None
    try:
        if key := desktop_keyring.read():
            return key
    except StoreError as error:
        trouble = error
    raise StoreError(
        f"{database} is there, but its key is neither in {file.name} beside it nor to be had from the desktop's "
        f"keyring: put the key back, or move {database.name} away to begin anew."
    ) from trouble


def _from_keyring(file: Path) -> bytes:
    key = desktop_keyring.read()
    if os.path.lexists(file):
        own = _read(file)
        if key is None:
            desktop_keyring.keep(own)
        elif key != own:
            raise StoreError(
                f'{file} and the entry "{desktop_keyring.SERVICE}" of the desktop\'s keyring are different keys: '
                "remove the one that does not open the store."
            )
        file.unlink()
        sync_folder(file.parent)
        return own
    if key is None:
        database = file.with_name(DATABASE)
        if database.exists():
            raise StoreError(
                f"{database} is there, but its key is not in the desktop's keyring: put the key back, or move "
                f"{database.name} away to begin anew."
            )
        key = secrets.token_bytes(KEY_BYTES)
        desktop_keyring.keep(key)
    return key


def _read(file: Path) -> bytes:
    """The key in a file, after a look at who else can read it."""
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)  # neither a link nor a pipe is a key
    with os.fdopen(handle, "rb") as opened:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid():
            raise StoreError(f"{file} belongs to another user: make it yours, or move it away.")
        if not stat.S_ISREG(found.st_mode) or stat.S_IMODE(found.st_mode) & OTHERS:
            raise StoreError(
                f"{file} can be read by others: run chmod 600 on it, and mind that others may have the key."
            )
        written = opened.read(2 * KEY_BYTES + 2).decode("ascii", "replace")
    if not _WRITTEN.fullmatch(written):
        raise StoreError(
            f"{file} is damaged: a key is {2 * KEY_BYTES} hexadecimal digits, so put a copy of it in its place, or "
            f"move it and {DATABASE} away to begin anew."
        )
    return bytes.fromhex(written)
