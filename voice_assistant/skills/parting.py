"""Saying goodbye: short, never a question, never a reason to stay."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill


@skill("(goodbye|good bye|bye|bye bye|see you|see you later|see you soon|that is all|that's all)")
def goodbye(situation: Situation) -> Steps:
    """Say goodbye."""
    yield situation.language.phrase("goodbye")
