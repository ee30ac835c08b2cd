"""The quick exit: what was talked about is off the screen and out of the conversation at one word."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill
from voice_assistant.vocabulary import Effect


@skill(
    "hide",
    (
        "(hide|cover|clear|empty|blank) [(this|that|it|everything|all this|all that|all of it|the screen|my screen)] "
        "[(now|quick|quickly|fast)]"
    ),
    "[(quick|quickly|make a quick|emergency)] exit",
    effects=("hide",),
)
def hide(situation: Situation) -> Steps:
    """Clear the screen and the conversation at once, without a word."""
    yield Effect("hide", ())
