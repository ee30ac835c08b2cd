"""How loud it is, and what was just said."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill
from voice_assistant.vocabulary import Effect

STEP = 15
"""Percent that "louder" and "quieter" change."""


@skill(
    "[set|turn|change] [the] volume [to] {percent}[[ ](percent|%)]",
)
def set_volume(situation: Situation, percent: int) -> Steps:
    """Set the volume."""
    level = yield Effect("volume", (("percent", int(percent)),))
    yield situation.language.phrase("skill.volume", percent=level)


@skill(
    "(louder|speak louder|speak up|turn it up|volume up|turn up the volume|turn the volume up|make it louder)",
    "(increase|raise) the volume",
)
def louder(situation: Situation) -> Steps:
    """Speak louder."""
    level = yield Effect("volume", (("change", STEP),))
    yield situation.language.phrase("skill.volume", percent=level)


@skill(
    "(quieter|softer|speak quieter|turn it down|volume down|turn down the volume|turn the volume down|make it quieter)",
    "(decrease|lower) the volume",
)
def quieter(situation: Situation) -> Steps:
    """Speak more quietly."""
    level = yield Effect("volume", (("change", -STEP),))
    yield situation.language.phrase("skill.volume", percent=level)


@skill("(repeat|repeat that|say that again|say it again|what did you say|come again|once more)")
def repeat(situation: Situation) -> Steps:
    """Say the last reply again."""
    yield situation.last_reply or situation.language.phrase("skill.nothing_to_repeat")


@skill(
    "(stop|stop stop|stop stop stop|stop it|stop that|stop talking|cancel|never mind)",
    "(be quiet|quiet|silence|shut up|that is enough|that's enough)",
)
def stop(situation: Situation) -> Steps:
    """Say nothing more: speaking over the reply has ended it already."""
    return
    yield
