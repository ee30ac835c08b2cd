"""The safety kernel: it reads everything the speaker may have said, before anything else does.

    phrases ─> lexicon ─> detect ─────────────────┐
    unnamed ─> wordpiece ─> encoder ─> classifier ─┴─> layers ─> protocol ─> lines, helplines
                                                                    │
    topics, guards: what a language model may not be asked, or say  └─> stored, link ─> sentinel

The lexicon says what may be meant and what beside it changes that; the classifier finds what no phrase of it says;
the graver of the two holds. The protocol chooses one of the reviewed lines, given the state of the conversation. The
sentinel is a second process that says them if the first one cannot: it needs none of the rest, so nothing is
imported here before it is asked for.

No language model takes part, but that it may raise none to concern; none may lower a tier. English only. No file
names a means of self-harm, not even to recognise one. No clinician has reviewed any of it yet.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voice_assistant.safety.helplines import Helpline, helpline
    from voice_assistant.safety.lines import aloud
    from voice_assistant.safety.protocol import Assessment, assess, follow_up, suspect
    from voice_assistant.safety.state import SafetyState, restored

__all__ = [
    "Assessment",
    "Helpline",
    "SafetyState",
    "aloud",
    "assess",
    "follow_up",
    "helpline",
    "restored",
    "suspect",
]

_HOMES = {
    "helplines": ("Helpline", "helpline"),
    "lines": ("aloud",),
    "protocol": ("Assessment", "assess", "follow_up", "suspect"),
    "state": ("SafetyState", "restored"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
