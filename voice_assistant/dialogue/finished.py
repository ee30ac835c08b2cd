"""Do these words sound finished? What an end of turn is decided by, besides the silence.

    "set a timer for ten minutes"  a command with nothing missing   ─> hardly any wait
    "i had a lovely day"           a sentence that may well end here ─> a short wait
    "my brother and his"           more is to come                   ─> a long one
    "remind me to um"              the speaker thinks                ─> the longest

How likely it is that nothing follows is told by a small linear classifier over the last words, the first ones and how
many there are. Its weights in `finished.npz` were trained by `scripts/train_finished.py` on sentences and on their
beginnings. Scoring is one sparse sum in numpy: some ten microseconds.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voice_assistant.dialogue.careful import parts
from voice_assistant.dialogue.intents import Understood
from voice_assistant.languages import Language
from voice_assistant.skills.courtesy import plain
from voice_assistant.vocabulary import Ending

_WEIGHTS = Path(__file__).with_name("finished.npz")

PLACES = 1 << 15
"""Weights; features share them by their checksums."""

LONGEST = 60
"""Words that are looked at, the last ones."""

COMPLETE = 0.2
"""Likelihood of an end from which on a command with nothing missing is taken to be whole."""

LIKELY = 0.7
"""Likelihood of an end from which on a sentence is taken to be whole. Both were set on
tests/turns/pauses_development.txt."""


_BY_THEMSELVES = ("yes", "no", "greeting", "thanks", "silencing")
"""Lists of what people say with nothing else beside it."""


def ending(text: str, understood: Understood | None, language: Language, name: str = "") -> Ending | None:
    """How finished what was said so far sounds.

    Args:
        text: what was heard.
        understood: what it asks for, where that is known.
        language: its words that dangle.
        name: what the assistant is called.

    Returns:
        How finished it sounds; None where a whole command may well go on, and nobody can tell.
    """
    words = said(text)
    if not words:
        return Ending.DANGLING
    if any(" ".join(words) in language.heard[short] for short in _BY_THEMSELVES):
        return Ending.SENTENCE
    end, whole = likelihood(words), understood is not None and _whole(understood, words[-1])
    if whole and end >= COMPLETE:
        return Ending.COMMAND
    if _dangles(words, language):
        return Ending.DANGLING
    if whole:
        return None
    # "please" and a name come after what is whole: without them it is judged once more.
    courteous = plain(" ".join(words), name)
    end = max(end, likelihood(said(courteous[-1]))) if courteous else end
    return Ending.SENTENCE if end >= LIKELY else Ending.OPEN


def said(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation."""
    words = (part.strip('.,;:!?"()') for part in text.lower().replace("’", "'").split())
    return [word for word in words if word][-LONGEST:]


def likelihood(words: Sequence[str]) -> float:
    """How likely it is that nothing follows some words, 0 to 1."""
    if not words:
        return 0.0
    return 1 / (1 + math.exp(-float(weights()[places(words)].sum())))


def places(words: Sequence[str]) -> NDArray[np.int64]:
    """Which weights count for some words, at least one."""
    before = ["^", "^", "^", *words]
    last, many = words[-1], len(words)
    features = (
        "",
        f"1 {last}",
        f"2 {before[-2]} {last}",
        f"3 {before[-3]} {before[-2]} {last}",
        f"before {before[-2]}",
        f"tail {last[-3:]}",
        f"many {min(many, 12)}",
        f"first {words[0]}",
        f"two {' '.join(words[:2])}",
        f"first many {words[0]} {min(many, 8)}",
        f"first last {words[0]} {last}",
    )
    return np.array([zlib.crc32(feature.encode()) % PLACES for feature in features])


@cache
def weights() -> NDArray[np.float32]:
    """The weights, shape (PLACES,)."""
    with np.load(_WEIGHTS) as kept:
        made: NDArray[np.float32] = kept["weights"].astype(np.float32) * kept["step"]
    return made


def _dangles(words: Sequence[str], language: Language) -> bool:
    """Whether the last words tie to what follows, or fill a pause: "and", "um", "let me see"."""
    last = " ".join(words[-4:])
    return any(f" {last}".endswith(f" {phrase}") for phrase in language.heard["dangling"])


def _whole(understood: Understood, last: str) -> bool:
    """Whether it is all commands with nothing missing, and does not end in words that may be any: those may go on."""
    if not understood.calls or understood.question is not None:
        return False
    call = understood.calls[-1]
    free = {place.name for place in call.skill.parameters if place.slot.free}
    values = (part for name, value in call.values if name in free for part in parts(value))
    ends = {word for value in values for word in str(value).lower().split()[-1:]}
    return all(call.missing is None for call in understood.calls) and last not in ends
