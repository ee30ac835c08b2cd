"""Connections to SQLCipher, which encrypts and signs every page of a file, and its failures in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from voice_assistant.errors import StoreBusyError, StoreError

Connection = Any
"""What `connect` returns; sqlcipher3 carries no types."""

Error: type[Exception] = dbapi2.Error
"""Superclass of what a connection raises."""

KEY_BYTES = 32

PAGE_BYTES = 4096
"""Every file has at least one page: SQLCipher's default, and part of its format."""

_PRAGMAS = (
    # One journal beside the file, written and synced before the file is touched, and cut to nothing, synced
    # again, at the commit. So a write is on disk when it returns, and between two writes the one file is
    # everything: it can be copied or moved by hand, and what was forgotten is in no log. WAL is quicker (0.3 ms
    # against 0.8 ms) but keeps forgotten words in a second file; DELETE ends a commit by removing a name, which
    # may come back after a power cut.
    "journal_mode = TRUNCATE",
    "synchronous = FULL",
    "secure_delete = ON",  # what is forgotten is overwritten at once
    "temp_store = MEMORY",
    "foreign_keys = ON",
    "trusted_schema = OFF",
)


def connect(path: Path, key: bytes) -> Connection:
    """Open an encrypted file, or make it where it is not there yet. Transactions are begun and ended by hand.

    Whether the key fits shows only when something is read.

    Raises:
        Error: it cannot be opened.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    # No waiting for a lock: the file is ours alone, see files.hold. Who uses it, and from which thread, is for
    # the caller to arrange: one at a time.
    connection = dbapi2.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key is told to stderr
        # Memory is overwritten before it is given back, at no cost that could be measured.
        connection.execute("PRAGMA cipher_memory_security = ON")
        # The key itself and not a passphrase: nothing is derived, so opening takes no time.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except Error:
        connection.close()
        raise
    return connection


_READ_ONLY = "{path} cannot be written: make it and its folder writable for you."
_DISK = "{path} cannot be read or written because the disk reports a failure: check the disk and its limits."
_DAMAGED = "{path} is damaged or was made with another key: {cure}."

_SENTENCES = {
    3: _READ_ONLY,  # SQLITE_PERM
    8: _READ_ONLY,  # SQLITE_READONLY
    10: _DISK,  # SQLITE_IOERR
    11: _DAMAGED,  # SQLITE_CORRUPT
    13: "{path} cannot be written because the disk is full: free some space.",  # SQLITE_FULL
    14: _READ_ONLY,  # SQLITE_CANTOPEN
    26: _DAMAGED,  # SQLITE_NOTADB
}
_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk, the system and SQLCipher report of a file into one sentence for people.

    Raises:
        StoreError: instead of their errors. Any other error of SQLCipher is a bug, and goes on as it is.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(
            f"{path} cannot be used ({reason}): make it and its folder readable and writable for you."
        ) from error
    except Error as error:
        code = getattr(error, "sqlite_errorcode", 1) & 0xFF  # the higher bits say it in more detail
        if code in _BUSY:
            raise StoreBusyError(f"{path} is in use by another program: end that one first.") from error
        if code not in _SENTENCES:
            raise
        raise StoreError(_SENTENCES[code].format(path=path, cure=begin_anew(path))) from error


def begin_anew(path: Path) -> str:
    """What to do about a file that cannot be used any more."""
    backup = max(backups(path), default=None, key=lambda found: found[0])
    restore = f", or put its backup {backup[1].name} in its place" if backup else ""
    return f"move it away to begin anew{restore}"


def backups(path: Path) -> list[tuple[int, Path]]:
    """The backups of a file: the version that each has, and where it is."""
    found = []
    for backup in path.parent.glob(f"{path.name}.v*.bak"):
        version = backup.name.removeprefix(f"{path.name}.v").removesuffix(".bak")
        if version.isdecimal():
            found.append((int(version), backup))
    return sorted(found)
