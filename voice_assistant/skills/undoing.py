"""Taking back what was done last."""

from __future__ import annotations

from typing import Any

from voice_assistant.skills import Situation, Steps, skill
from voice_assistant.vocabulary import Effect


@skill(
    "undo that",
    "[<oops>] [<oops>] [(so|please|and)] <undone>",
    "<undone> [(because|as|that's|sorry|please)] <oops>",
    "<undone> [(so|please)] (undo|undo that|undo it)",
    "scratch that",
    effects=("everyday", "volume", "mute", "speed"),
)
def undo(situation: Situation) -> Steps:
    """Take back what was done last."""
    if not situation.done:
        yield situation.language.phrase("skill.nothing_to_undo")
        return
    last = situation.done[-1]
    if any(_stale(effect, situation) for effect in last.undo):
        yield situation.language.phrase("skill.changed_since")
        return
    for effect in last.undo:  # noqa: UP028 - its result is sent in, and a tuple takes none
        yield effect
    yield situation.language.phrase("skill.undone", what=last.about)


def _stale(effect: Effect, situation: Situation) -> bool:
    """Whether what an effect would take back is not as it was left: a timer that has rung since is not set again."""
    if effect.name != "everyday":
        return False
    now = {record.id: record for record in situation.everyday.records}
    changes: Any = dict(effect.fields)["changes"]
    return any(
        now.get(record.id) != change.before
        for change in changes
        if (record := change.before or change.after) is not None
    )
