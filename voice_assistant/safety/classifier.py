"""What a sentence probably means for somebody's safety: a small trained encoder and its head, scored in numpy.

It finds what no phrase of the lexicon says. It was trained by `scripts/train_safety` on the development utterances
in tests/safety/, from all-MiniLM-L6-v2 (Apache-2.0), whose vocabulary it keeps in part. It may raise a tier, and
never lowers one.
"""

from __future__ import annotations

import functools
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voice_assistant.errors import ConfigError
from voice_assistant.safety.encoder import Encoder
from voice_assistant.safety.wordpiece import Vocabulary

KINDS = (
    "none",
    *("self", "emergency", "harm", "danger_now", "third_now"),
    *("low", "past", "third", "danger", "voices", "mania", "eating"),
)
"""What a sentence may be about: nothing grave; five kinds of crisis; seven kinds of concern."""

CRISES = slice(1, 6)
"""The places of the crises in `KINDS`."""

MOST = 64
"""Word pieces of a text that are looked at."""


DAMAGE = (
    *(OSError, EOFError, ValueError, LookupError, TypeError, RuntimeError, OverflowError, MemoryError),
    *(zipfile.BadZipFile, zlib.error, struct.error),
)
"""What numpy and the modules below it raise for an archive that is missing, cut off or changed."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What the classifier makes of a text."""

    crisis: float
    """Probability that it is a crisis, 0 to 1."""
    worry: float
    """Probability that it is a crisis or a concern, 0 to 1."""
    crisis_kind: str
    """The likeliest kind of crisis."""
    worry_kind: str
    """The likeliest kind of concern."""


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """The classifier, and when it raises a tier."""

    vocabulary: Vocabulary
    encoder: Encoder
    head: NDArray[np.float32]
    """Shape (width, kinds)."""
    bias: NDArray[np.float32]
    """Shape (kinds,)."""
    crisis: float
    """Share of the worry that must be about a crisis for it to be called one."""
    worry: float
    """Probability of a crisis or a concern from which it raises none."""

    def likelihoods(self, texts: Sequence[str]) -> list[Likelihood]:
        """What texts probably mean. About 10 ms for a text of twenty words, 30 ms for five of them.

        Args:
            texts: plain words, those that are not named replaced by their class.
        """
        if not texts:
            return []
        scores = self.encoder([self.vocabulary.numbers(text, MOST) for text in texts]) @ self.head + self.bias
        chances = np.exp(scores - scores.max(-1, keepdims=True))
        chances /= chances.sum(-1, keepdims=True)
        return [_likelihood(row) for row in chances]


def _likelihood(chances: NDArray[np.float32]) -> Likelihood:
    return Likelihood(
        float(chances[CRISES].sum()),
        float(1 - chances[0]),
        KINDS[CRISES.start + int(chances[CRISES].argmax())],
        KINDS[CRISES.stop + int(chances[CRISES.stop :].argmax())],
    )


@functools.cache
def classifier() -> Classifier:
    """The classifier that comes with the program.

    Raises:
        ConfigError: its weights are missing or damaged.
    """
    with as_file(files(__package__).joinpath("classifier.npz")) as path:
        return load(path)


def load(path: Path) -> Classifier:
    """The classifier of a file.

    Raises:
        ConfigError: it is missing or damaged.
    """
    try:
        with path.open("rb") as stream, np.load(stream) as file:  # numpy leaves open what it cannot read
            return _build({name: file[name] for name in file.files})
    except DAMAGE as error:
        raise ConfigError(
            "The safety kernel's classifier is missing or damaged: install the program again."
        ) from error


def _build(found: dict[str, NDArray[Any]]) -> Classifier:
    weights: dict[str, NDArray[Any]] = {}
    for name, value in found.items():
        if name == "words" or name.endswith(".scale") or f"{name}.scale" not in found:
            weights[name] = value
        else:  # matrices are kept as small integers, with a scale for each column
            weights[name] = value.astype(np.float32) * found[f"{name}.scale"]
    crisis, worry = map(float, found["thresholds"])
    return Classifier(
        Vocabulary([str(piece) for piece in found["pieces"]]),
        Encoder(weights, int(found["layers"])),
        weights["head"],
        weights["head.bias"],
        crisis,
        worry,
    )
