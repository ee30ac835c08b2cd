"""The safety kernel: it reads everything the speaker may have said, before anything else does.

phrases     how lexicon.toml is written, and the patterns it becomes
lexicon     lexicon.toml: what may be meant, and what beside it changes that
detect      one hypothesis -> what it gives reason to worry about
helplines   helplines.toml: whom to call, by country
lines       lines.toml: the reviewed words, and when they are said
protocol    a turn and the conversation so far -> tier, reasons, lines, new state

No language model takes part, and none may lower a tier. What is detected is a first, small attempt: English,
single sentences, feelings and wishes said in words. It names no means of self-harm, not even to recognise one.
No clinician has reviewed it yet.
"""

from __future__ import annotations

from voice_assistant.safety.helplines import Helpline, helpline
from voice_assistant.safety.lines import aloud
from voice_assistant.safety.protocol import Assessment, SafetyState, assess

__all__ = ["Assessment", "Helpline", "SafetyState", "aloud", "assess", "helpline"]
