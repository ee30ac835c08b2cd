"""What is kept for everyday use, as a value that changes while the assistant runs, and how it comes to be on disk.

Changes are made one after the other, in a lane of their own. What the user asks for holds once it is on disk;
what must not fail (that an alarm rings, and that it can be silenced) holds even if it cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from typing import Any

import anyio

from voice_assistant.errors import StoreError
from voice_assistant.everyday import Change, Everyday, Preferences
from voice_assistant.everyday.file import Keeper
from voice_assistant.everyday.records import Instant
from voice_assistant.everyday.schedule import check
from voice_assistant.lanes import Lane


class Kept:
    """What is kept.

    Args:
        keeper: writes it down.
        everyday: what was kept so far.
    """

    def __init__(self, keeper: Keeper, everyday: Everyday) -> None:
        self._keeper = keeper
        self._turn = anyio.Lock()
        self.everyday = everyday
        self.lane = Lane("store")

    @property
    def preferences(self) -> Preferences:
        """How the user wants it to sound."""
        return self.everyday.preferences

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._turn.locked()

    async def change(self, changes: Sequence[Change]) -> Everyday:
        """Make changes that the user asked for; what is kept after them, once they are on disk.

        Raises:
            StoreError: they could not be kept. Everything is as it was, but what was to be silenced is silent.
        """
        async with self._turn:
            try:
                await self.lane.call(self._keeper.keep, changes)
            except StoreError:
                ringing = {alert.id for alert in self.everyday.ringing}
                self._now(change for change in changes if change.before and change.before.id in ringing)
                raise
            return self._now(changes)

    def hold(self, changes: Sequence[Change]) -> Coroutine[Any, Any, None]:
        """Make changes that hold at once, even if they cannot be written; what is to be awaited writes them."""
        self._now(changes)
        return self._try(changes)

    async def _try(self, changes: Sequence[Change]) -> None:
        async with self._turn:
            # Another change may have waited longer: what was cancelled meanwhile must not come back on the disk.
            now = {record.id: record for record in self.everyday.records}
            latest = [Change(change.before, now.get(_id_of(change))) for change in changes]
            with suppress(StoreError):
                await self.lane.call(self._keeper.keep, latest)

    async def ring(self, clock: Callable[[], Instant]) -> None:
        """Let ring what is due: on disk before it sounds, but if that cannot be, it must be heard all the same."""
        async with self._turn:
            changes = check(self.everyday, clock())
            with suppress(StoreError):
                await self.lane.call(self._keeper.keep, changes)
            self._now(changes)

    def prefer(self, preferences: Preferences) -> Coroutine[Any, Any, None]:
        """Remember how the user wants it to sound, as by `hold`."""
        return self.hold([Change(self.preferences, preferences)])

    def _now(self, changes: Iterable[Change]) -> Everyday:
        self.everyday = self.everyday.after(changes)
        return self.everyday


class Refusing:
    """Stands in for a store that cannot be opened: it is empty, and keeps nothing.

    Args:
        error: why.
    """

    def __init__(self, error: StoreError) -> None:
        self._error = error

    def load(self) -> Everyday:
        return Everyday()

    def keep(self, changes: Sequence[Change]) -> None:
        """Refuse. Raises the error."""
        if changes:
            raise type(self._error)(str(self._error), phrase=self._error.phrase)

    def close(self) -> None:
        """There is nothing to end."""


def _id_of(change: Change) -> str:
    record = change.after or change.before
    return record.id if record is not None else ""
