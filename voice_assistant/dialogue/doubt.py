"""May we believe what was heard? Speech recognisers invent words for silence and noise, and guess at mumbling.

No single sign is enough: a real "thank you" has a high no-speech probability now and then, and so has a real
mumble a low log-probability. So three signs count together: how much of the utterance held speech, how sure the
recogniser is that there was none, and how likely it finds its own words.
"""

from __future__ import annotations

import enum

from voice_assistant.dialogue.memory import Memory
from voice_assistant.languages import Language
from voice_assistant.skills import Identity
from voice_assistant.vocabulary import Transcript


class Verdict(enum.Enum):
    """What to do with a transcript."""

    BELIEVE = "believe"
    ASK = "ask"
    """Someone spoke, but what? Ask back."""
    DROP = "drop"
    """Nobody spoke to us: say nothing."""


UNSURE = -0.8
"""Mean log-probability below which words are guesses; a recogniser whose own guesses are likelier says so."""

UNLIKELY = -0.4
"""Below this, words need another sign that there was speech. The starter recogniser is above it for 96 in 100
utterances that it gets right, and below it for all of 122 clips of music, clicks, babble and reversed speech."""

SILENT = 0.3
"""The recogniser's probability of no speech from which on unlikely words are an invention."""

STARTER = "starter-stt"
"""The recogniser that comes with the program, and says itself how weak it is."""

SPARSE = 0.3
"""Share of voiced frames below which unlikely words are an invention."""


def judge(transcript: Transcript, voiced: float, unsure: float = UNSURE) -> Verdict:
    """Whether to believe a transcript.

    Args:
        transcript: what was heard.
        voiced: the share of its utterance that held speech, 0 to 1.
        unsure: mean log-probability below which this recogniser guesses.
    """
    if not transcript.text:
        return Verdict.DROP
    if transcript.confidence < UNLIKELY and (transcript.no_speech > SILENT or voiced < SPARSE):
        return Verdict.DROP
    if transcript.confidence < unsure:
        return Verdict.ASK
    return Verdict.BELIEVE


def ask_back(language: Language, memory: Memory, identity: Identity) -> str:
    """A way to say that nothing was understood: another one than last time, and the second time also why.

    Args:
        language: how it is said.
        memory: the conversation so far.
        identity: which recogniser hears.
    """
    variants, last = language.variants("not_understood"), memory.last_reply
    before = next((place for place, text in enumerate(variants) if last.startswith(text)), None)
    if before is None:
        return variants[0]
    text, why = variants[(before + 1) % len(variants)], language.phrase("hears_badly")
    said = any(why in exchange.assistant for exchange in memory.exchanges)
    return text if said or identity.stt != STARTER else f"{text} {why}"
