"""Which skill a sentence is probably about, by its words: a small linear classifier, for sentences no template knows.

The weights in `likely.npz` were trained by `scripts/train_likely` on the development phrasings and on samples of the
templates. Scoring is one sparse sum in numpy, well under a millisecond.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voice_assistant.skills.courtesy import plain
from voice_assistant.skills.values.numbers import leading_number
from voice_assistant.skills.values.places import read_place

NONE = "none"
"""The class of sentences that are about no skill."""

_WEIGHTS = Path(__file__).with_name("likely.npz")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[%+]")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_LONGEST = 40
_LONGEST_PLACE = 3


@dataclass(frozen=True, slots=True)
class Likely:
    """What a sentence is probably about."""

    skill: str
    """Name of the skill, or `NONE`."""
    probability: float
    """0 to 1."""


def features(text: str, name: str = "") -> frozenset[str]:
    """The words of a text and their neighbours, values replaced by their kind.

    Args:
        text: what was said.
        name: what the assistant is called.
    """
    words = (
        _kinds(_WORD.findall(plain(text, name)[-1].lower().replace("’", "'"))[:_LONGEST])
        if text.strip()
        else []
    )
    edged = ["^", *words, "$"]
    pairs = [f"{one} {other}" for one, other in pairwise(edged)]
    apart = [f"{one} _ {other}" for one, other in zip(edged, edged[2:], strict=False)]
    return frozenset(words) | frozenset(pairs) | frozenset(apart)


def _kinds(words: list[str]) -> list[str]:
    """Words with numbers, days, months and places replaced by one word for all of their kind."""
    made: list[str] = []
    place = 0
    while place < len(words):
        number = leading_number(words[place:])
        size = (
            number[1] if number is not None and words[place] not in {"a", "an"} else _place_at(words[place:])
        )
        if number is not None and words[place] not in {"a", "an"}:
            made.append("<number>")
        elif size:
            made.append("<place>")
        elif words[place] in _DAYS:
            made.append("<day>")
        elif words[place] in _MONTHS and words[place] != "may":
            made.append("<month>")
        else:
            made.append(words[place])
        place += max(1, size)
    return made


def _place_at(words: list[str]) -> int:
    """How many words a place at the beginning takes; 0 where there is none."""
    for size in range(min(_LONGEST_PLACE, len(words)), 0, -1):
        if read_place(" ".join(words[:size])) is not None:
            return size
    return 0


def likely(text: str, name: str = "") -> Likely:
    """The skill that a sentence is most probably about.

    Args:
        text: what was said.
        name: what the assistant is called.
    """
    model = weights()
    places = [place for feature in features(text, name) if (place := model.places.get(feature)) is not None]
    scores = model.bias + model.weights[places].sum(axis=0, dtype=np.float32) * model.scale
    chances = np.exp(scores - scores.max())
    best = int(scores.argmax())
    return Likely(model.classes[best], float(chances[best] / chances.sum()))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The classifier."""

    classes: tuple[str, ...]
    places: dict[str, int]
    """Row of each feature."""
    weights: NDArray[np.int8]
    """Shape (features, classes), in units of `scale`."""
    scale: float
    bias: NDArray[np.float32]
    """Shape (classes,)."""


@cache
def weights() -> Weights:
    """The weights that came with the program."""
    with np.load(_WEIGHTS, allow_pickle=False) as file:
        names = [str(name) for name in file["features"]]
        return Weights(
            tuple(str(name) for name in file["classes"]),
            {name: place for place, name in enumerate(names)},
            file["weights"],
            float(file["scale"]),
            file["bias"],
        )
