"""A file of an older version is brought to this one: in one step that holds whole or not at all, after a backup."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from voice_assistant.errors import StoreError
from voice_assistant.store.cipher import Connection, Error, backups, begin_anew
from voice_assistant.store.files import copy_private, sync_folder

Migrations = Sequence[Sequence[str]]
"""SQL statements: the first group makes version 1 of an empty file, the second version 2 of version 1."""

MIGRATIONS: Migrations = (
    (
        """CREATE TABLE records (
            id TEXT NOT NULL PRIMARY KEY,
            place INTEGER NOT NULL, -- in the order in which they were made
            kind TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT""",
    ),
)
"""How a file comes to be what this version expects. A group that was released is never changed."""

KEPT_BACKUPS = 2


def migrate(connection: Connection, path: Path, migrations: Migrations) -> None:
    """Bring an open file to the newest version. A file that holds something is copied first, to `FILE.vN.bak`.

    Raises:
        StoreError: it was made by a newer version, or cannot be brought to this one; the file stays as it was.
        Error: it cannot be read; the file stays as it was.
        OSError: the backup cannot be written; the file stays as it was.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise StoreError(
            f"{path} was made by a newer version of the assistant: update the assistant, or "
            f"{begin_anew(path)}."
        )
    if version == len(migrations):
        return
    if version > 0:
        _back_up(path, version)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        for statements in migrations[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except Error as error:
        with suppress(Error):  # where SQLite has taken it back already
            connection.execute("ROLLBACK")
        raise StoreError(
            f"{path} cannot be brought from version {version} to {len(migrations)} "
            f"({getattr(error, 'sqlite_errorname', 'unknown')}): free some space on the disk, or go back to "
            "the version of the assistant that made it."
        ) from error


def _back_up(path: Path, version: int) -> None:
    # Between two transactions the file is everything, so a copy of it is whole. The newest backups stay.
    copy_private(path, path.with_name(f"{path.name}.v{version}.bak"))
    for _, old in backups(path)[:-KEPT_BACKUPS]:
        old.unlink()
    sync_folder(path.parent)
