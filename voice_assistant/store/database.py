"""Rows in one encrypted file. It does not know what they mean; a write is on disk when it returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from voice_assistant.errors import StoreError
from voice_assistant.store.cipher import PAGE_BYTES, Connection, Error, begin_anew, connect, told
from voice_assistant.store.files import PRIVATE_FILE, hold, make_private, private_folder, sync_folder
from voice_assistant.store.migration import MIGRATIONS, Migrations, migrate

_PUT = """
INSERT INTO records (id, place, kind, body)
VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM records), ?, ?)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, body = excluded.body
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it is kept."""

    id: str
    kind: str
    """What sort of record it is."""
    body: str
    """Its content, in the encoding of whoever keeps it."""


class Database:
    """An open file, held by this process alone. Any thread may use it, but only one at a time."""

    def __init__(self, path: Path, connection: Connection, held: ExitStack) -> None:
        self._path = path
        self._connection = connection
        self._held = held

    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order in which they were first written; an update keeps its place.

        Raises:
            StoreError: the file cannot be read.
        """
        with told(self._path):
            found = self._connection.execute("SELECT id, kind, body FROM records ORDER BY place").fetchall()
        return tuple(Row(*row) for row in found)

    def write(self, put: Sequence[Row] = (), drop: Sequence[str] = ()) -> None:
        """First drop rows by id, then put others: all of it or nothing, and on disk when this returns.

        Raises:
            StoreError: it could not be written; everything is as it was before.
        """
        execute = self._connection.execute
        with told(self._path), self._taken_back_on_failure():
            execute("BEGIN IMMEDIATE")
            for name in drop:
                execute("DELETE FROM records WHERE id = ?", (name,))
            for row in put:
                execute(_PUT, (row.id, row.kind, row.body))
            execute("COMMIT")

    @contextmanager
    def _taken_back_on_failure(self) -> Iterator[None]:
        try:
            yield
        finally:
            if self._connection.in_transaction:
                with suppress(Error):  # SQLite takes back some failures by itself
                    self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file. What was written is there already."""
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_database(path: Path, key: bytes, *, migrations: Migrations = MIGRATIONS) -> Database:
    """Open a file with its key of 32 bytes, bring it to this version, and make it where it is not there yet.

    Raises:
        StoreBusyError: another process has it open.
        StoreError: it cannot be opened: no permission, a full disk, another key, a damaged file, or one of a
            newer version. It is never overwritten.
    """
    with ExitStack() as stack, told(path):
        private_folder(path.parent)
        stack.enter_context(hold(path))
        if not path.exists():
            _begin(path, key, migrations)
        make_private(path)
        # SQLite would open a file that cannot be written, and take an empty one for a new one.
        with path.open("r+b") as file:
            whole = len(file.read(PAGE_BYTES)) == PAGE_BYTES
        if not whole:
            raise StoreError(f"{path} is damaged: {begin_anew(path)}.")
        connection = stack.enter_context(closing(connect(path, key)))
        migrate(connection, path, migrations)
        _examine(path, connection)
        return Database(path, connection, stack.pop_all())


def _begin(path: Path, key: bytes, migrations: Migrations) -> None:
    """Make a file of this version. It gets its name when it is whole, so an empty one is always a damaged one."""
    making = path.with_name(f"{path.name}.new")
    for left_over in (making, Path(f"{making}-journal"), Path(f"{path}-journal")):
        left_over.unlink(
            missing_ok=True
        )  # the journal of a file that is gone would be played into the new one
    making.touch(PRIVATE_FILE)
    with closing(connect(making, key)) as connection:
        migrate(connection, making, migrations)
    making.rename(path)
    Path(f"{making}-journal").unlink(missing_ok=True)
    sync_folder(path.parent)


def _examine(path: Path, connection: Connection) -> None:
    """Read every page, so that damage shows now, when what to do about it can still be said."""
    if [found for (found,) in connection.execute("PRAGMA quick_check")] != ["ok"]:
        raise StoreError(f"{path} is damaged: {begin_anew(path)}.")
