"""What is said when alerts ring, and of those that went by unheard."""

from __future__ import annotations

from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.everyday import AlertState
from voice_assistant.languages import Language
from voice_assistant.skills.ringing import announcement, report
from voice_assistant.vocabulary import Sentence


def ringing(world: World, language: Language) -> tuple[Sentence, ...]:
    """What to say of everything that rings now; empty where nothing does."""
    alerts = world.everyday.ringing
    return _said(announcement(alerts, language, world.instant), language) if alerts else ()


def missed(world: World, language: Language) -> tuple[Sentence, ...]:
    """What to say of the alerts whose moment went by unheard; empty where there is none."""
    alerts = [alert for alert in world.everyday.alerts if alert.state is AlertState.MISSED]
    return _said(report(alerts, language, world.instant), language) if alerts else ()


def _said(text: str, language: Language) -> tuple[Sentence, ...]:
    return (Sentence(speakable(text, language.code), text),)
