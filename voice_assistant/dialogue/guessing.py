"""What was probably meant, where no sentence of a skill was said: tried last, before saying that we cannot.

another hypothesis of the recogniser ─> the skill these words are usually about ─> a command beside a clause of talk
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voice_assistant.dialogue.several import carried
from voice_assistant.skills import Call, Situation, Skill
from voice_assistant.skills.courtesy import plain
from voice_assistant.skills.grammar import load, match
from voice_assistant.skills.likely import NONE, likely
from voice_assistant.vocabulary import Transcript

PROBABLE = 0.6
"""Probability from which on a sentence is taken to be about a skill."""

CERTAIN = 0.9
"""Probability from which on it is, even where a value is missing, which is then asked for."""

_CLAUSE = re.compile(
    r"(?:(?:and|so|but|because|since|as|for|oh|well|now|okay|while|when|then),?\s+)?"
    r"(?:i|i'm|i've|i'll|i'd|we|we're|we've|we'll|it|it's|its|he|he's|she|she's|they|they're|there|there's|that's|"
    r"you|you're|my|our|the|this|his|her|their|somebody|someone|everybody|everyone|nobody|"
    r"[a-z]+ (?:is|are|was|has|needs))\b",
    re.IGNORECASE,
)
"""How a clause of talk begins."""
_SEAM_END = re.compile(r"[,;.!?]$|^(?:so|because|but|and|then|please)$", re.IGNORECASE)
"""A word after which a command may begin."""

LEAST = 3
"""Words of a command that is found in a longer sentence."""
LEAST_TALK = 2
"""Words of the talk beside it."""
LONGEST_TEXT = 400
"""Characters of a text that is looked at."""
LONGEST = 24
"""Words that are looked at."""
TOO_SHORT = frozenset({"stop", "goodbye", "undo", "repeat", "recall", "forget_last", "take_note", "spell"})
"""Skills that ordinary talk calls by accident when only a part of it counts."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A call that was probably meant."""

    call: Call
    words: str
    """What it was read from."""
    heard: bool
    """Whether these words may have been said, and not only meant."""


def guess(transcript: Transcript, situation: Situation, last: Call | None = None) -> Guess | None:
    """What was probably meant.

    Args:
        transcript: what was said.
        situation: what values may depend on.
        last: the skill that was called last, if that is fresh: it may hold a value that is missing now.
    """
    for hypothesis in transcript.hypotheses[1:]:
        call = match(hypothesis.text, situation)
        if call is not None and call.missing is None:
            return Guess(call, hypothesis.text, heard=True)
    if len(transcript.text) > LONGEST_TEXT:
        return None
    said = plain(transcript.text, situation.identity.name)[-1:]
    if not said or len(said[0].split()) > LONGEST:
        return None
    return _about(said[0], situation, last) or _beside_talk(said[0], situation)


def _about(text: str, situation: Situation, last: Call | None) -> Guess | None:
    """A call of the skill that these words are usually about, with the values found among them."""
    found = likely(text, situation.identity.name)
    if found.skill == NONE or found.probability < PROBABLE or found.skill not in load():
        return None
    call = _filled(load()[found.skill], text, situation)
    call = call if last is None else carried(call, last)
    if call.missing is not None and found.probability < CERTAIN:
        return None
    return Guess(call, text, heard=False)


def _filled(skill: Skill, text: str, situation: Situation) -> Call:
    """A call of a skill with what a text gives for its values: by its own sentences, or wherever they stand."""
    if not skill.parameters:
        return Call(skill)
    for part in _parts(text):
        call = match(part, situation, only=skill)
        if call is not None and call.values and call.missing is None:
            return call
    left = text
    values = []
    for parameter in sorted(skill.parameters, key=lambda parameter: not parameter.required):
        if parameter.slot.free:
            continue
        for part in _parts(left):
            value = parameter.slot.read(part, situation)
            if value is not None:
                values.append((parameter.name, value))
                left = left.replace(part, " ", 1)
                break
    return Call(skill, tuple(values))


def _parts(text: str) -> Iterator[str]:
    """Every row of words in a text, longest first."""
    words = text.split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _beside_talk(text: str, situation: Situation) -> Guess | None:
    """A command at the end or the beginning of a longer sentence, beside a clause of talk."""
    for part in _candidates(text):
        call = match(part, situation)
        if call is not None and call.missing is None and call.skill.name not in TOO_SHORT:
            return Guess(call, part, heard=True)
    return None


def _candidates(text: str) -> Iterator[str]:
    """What may be a command: what is left of a text without a clause of talk before or after it."""
    words = text.split()
    for end in range(len(words) - LEAST_TALK, LEAST - 1, -1):
        if _CLAUSE.match(" ".join(words[end:])):
            yield " ".join(words[:end])
    for start in range(LEAST_TALK, len(words) - LEAST + 1):
        if _CLAUSE.match(text) or _SEAM_END.search(words[start - 1]):
            yield " ".join(words[start:])
