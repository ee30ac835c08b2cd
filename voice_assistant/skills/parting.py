"""Saying goodbye: short, never a question, never a reason to stay."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill


@skill(
    "goodbye",
    "[<leaving>] <parting> [<leaving>] [(<parting>|<leaving>)] [(<parting>|<leaving>)]",
    "<leaving> <leaving> <parting> [<parting>]",
    "<parting> <leaving> <leaving> <parting>",
    "<done_talking> [<leaving>]",
    "(thanks|thank you|okay|all right|alright|right|great|good|lovely|perfect|no) <done_talking> [<leaving>]",
)
def goodbye(situation: Situation) -> Steps:
    """Say goodbye."""
    yield situation.language.phrase("goodbye")
