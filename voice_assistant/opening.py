"""Opens what is kept for everyday use. Where that cannot be, the assistant does without it and says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from voice_assistant.errors import StoreError
from voice_assistant.everyday import Everyday
from voice_assistant.everyday.clocks import read
from voice_assistant.everyday.file import Forgetful, Keeper, open_everyday
from voice_assistant.everyday.records import Instant
from voice_assistant.everyday.schedule import restored
from voice_assistant.keeping import Refusing


@dataclass(frozen=True, slots=True)
class Store:
    """What is kept for everyday use, and who keeps what comes."""

    keeper: Keeper = field(default_factory=Forgetful)
    everyday: Everyday = field(default_factory=Everyday)
    trouble: StoreError | None = None
    """Why it cannot be had; then it is empty, and refuses whatever is to be kept."""


def opened(folder: Path, key: str, clock: Callable[[], Instant] = read) -> Store:
    """Open the store in a folder. The keeper is to be closed.

    Args:
        folder: where it is.
        key: where its key is kept, as the configuration says it.
        clock: this moment.
    """
    try:
        keeper = open_everyday(folder, key)
    except StoreError as error:
        return Store(Refusing(error), Everyday(trouble=(error.phrase, str(error))), trouble=error)
    try:
        found = keeper.load()
        changes = restored(found, clock())
        keeper.keep(changes)
        return Store(keeper, found.after(changes))
    except StoreError as error:
        keeper.close()
        return Store(Refusing(error), Everyday(trouble=(error.phrase, str(error))), trouble=error)
