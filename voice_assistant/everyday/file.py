"""The everyday store on disk, and what stands in for it where there can be none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from voice_assistant.everyday import Everyday
from voice_assistant.everyday.encoding import decode, encode
from voice_assistant.everyday.records import Change, Record
from voice_assistant.store import Row, everyday_key, open_database
from voice_assistant.store.keys import DATABASE


class Keeper(Protocol):
    """Whoever keeps changes."""

    def load(self) -> Everyday:
        """Everything that is kept.

        Raises:
            StoreError: it cannot be read.
        """

    def keep(self, changes: Sequence[Change]) -> None:
        """Make changes, in order: all of them or none, and for good when this returns.

        Raises:
            StoreError: they could not be kept; what is kept is as it was before.
        """

    def close(self) -> None:
        """End."""


class EverydayFile:
    """Keeps everything in one encrypted file, and holds that for this process alone. One thread at a time.

    Raises:
        StoreBusyError: another process has it open.
        StoreError: it cannot be opened.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._database = open_database(path, key)

    def load(self) -> Everyday:
        return Everyday(tuple(decode(row.id, row.kind, row.body) for row in self._database.rows()))

    def keep(self, changes: Sequence[Change]) -> None:
        put: dict[str, Record] = {}
        drop: dict[str, None] = {}
        for change in changes:  # what is left of each record after all of them, as in Everyday.after
            if change.after is not None:
                put[change.after.id] = change.after
            elif change.before is not None:
                put.pop(change.before.id, None)
                drop[change.before.id] = None
        if put or drop:
            self._database.write([_row(record) for record in put.values()], [*drop])

    def close(self) -> None:
        self._database.close()


class Forgetful:
    """Keeps nothing: what is changed lasts as long as the process."""

    def load(self) -> Everyday:
        return Everyday()

    def keep(self, changes: Sequence[Change]) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def open_everyday(folder: Path, kept_in: str) -> EverydayFile:
    """The everyday store in a folder, made where it is not there yet; `kept_in` is the setting store.key.

    Raises:
        StoreBusyError: another process has it open.
        StoreError: it, or its key, cannot be had.
    """
    return EverydayFile(folder / DATABASE, everyday_key(folder, kept_in))


def _row(record: Record) -> Row:
    return Row(record.id, *encode(record))
