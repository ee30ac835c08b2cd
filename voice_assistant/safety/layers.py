"""The layers of detection joined: what the lexicon finds in each hypothesis, and what the classifier makes of it.

The graver of the two holds. Where only the classifier sees it, the answer is a question.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from voice_assistant.errors import ConfigError
from voice_assistant.safety.classifier import Classifier, Likelihood, classifier
from voice_assistant.safety.detect import GRAVITY, LEXICON, Finding, Reading, detect
from voice_assistant.safety.unnamed import veiled
from voice_assistant.vocabulary import Tier

_RANK = 1000
"""After everything that is in so many words in the lexicon."""

_LAST = 160
"""Words that are looked at for loops: more than the classifier reads."""
_LOOP = re.compile(r"(?<![^ ])((?:[^ ]+ ){1,12}?)\1{2,}")
"""Some words, three times or more in a row."""

_MADE_OF = {
    "self": ("may be thinking of ending their life", "line"),
    "emergency": ("may be in an emergency", "emergency"),
    "harm": ("may mean to harm someone", "harm"),
    "danger_now": ("may be in danger from another person", "danger"),
    "third_now": ("someone else may be in danger", "third"),
    "low": ("sounds in despair", "ask"),
    "past": ("may have thought of dying long ago", "past"),
    "third": ("someone else may be at risk", "third"),
    "danger": ("may be afraid of another person", "danger"),
    "voices": ("may hear or see what others do not", "voices"),
    "mania": ("may be racing without sleep", "mania"),
    "eating": ("may be struggling with eating", "eating"),
}
"""Reason and step for each kind that the classifier tells."""

REASONS = frozenset(reason for reason, _ in _MADE_OF.values())
"""The reasons that the classifier may give."""


def read(texts: Sequence[str], model: Classifier | None = None) -> tuple[Reading, ...]:
    """Read all hypotheses of one utterance. Takes about 10 ms for one, and 35 ms for five.

    Args:
        texts: the hypotheses, best first.
        model: the classifier; the one that comes with the program if none is given. Where that one cannot be read,
            the lexicon alone decides: half of the kernel is better than none. `doctor` says so.
    """
    model = model or _shipped()
    readings = [detect(text) for text in texts]
    if model is None:
        return tuple(readings)
    # What is denied in so many words is believed: the classifier reads what else was said.
    plain = [
        unlooped(veiled(LEXICON.plain(text) if reading.beside is None else reading.beside).strip())
        for text, reading in zip(texts, readings, strict=True)
    ]
    unsure = [place for place, text in enumerate(plain) if text and readings[place].tier is not Tier.CRISIS]
    chances = model.likelihoods([plain[place] for place in unsure])
    for place, chance in zip(unsure, chances, strict=True):
        readings[place] = _joined(readings[place], _finding(chance, model))
    return tuple(readings)


def unlooped(plain: str) -> str:
    """The last words of a text, what is said over and over said once: recognisers loop."""
    words = " ".join(plain.split()[-_LAST:])
    return _LOOP.sub(r"\1", f"{words} ").strip()


@functools.cache
def _shipped() -> Classifier | None:
    """The classifier that comes with the program; None where it cannot be read, which is tried once."""
    try:
        return classifier()
    except ConfigError:
        return None


def _finding(chance: Likelihood, model: Classifier) -> Finding | None:
    if chance.worry < model.worry:
        return None
    if chance.crisis >= model.crisis * chance.worry:
        reason, script = _MADE_OF[chance.crisis_kind]
        return Finding(reason, Tier.CRISIS, script, _RANK, surmised=True)
    reason, script = _MADE_OF[chance.worry_kind]
    return Finding(reason, Tier.CONCERN, script, _RANK)


def _joined(reading: Reading, found: Finding | None) -> Reading:
    if found is None or GRAVITY[found.tier] <= GRAVITY[reading.tier]:
        return reading
    # What it denies or asks for in so many words is no news beside that.
    return replace(reading, findings=(found, *reading.findings))
