"""Taking back what was done last."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill


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
    for effect in last.undo:  # noqa: UP028 - its result is sent in, and a tuple takes none
        yield effect
    yield situation.language.phrase("skill.undone", what=last.about)
