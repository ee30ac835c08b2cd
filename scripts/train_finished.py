#!/usr/bin/env python3
"""Train what tells whether words sound finished: voice_assistant/dialogue/finished.npz.

    scripts/train_finished.py      write it, and say how well it tells ends on tests/turns/pauses_development.txt

It learns from the sentences of the starter models (scripts/training): each of them whole, and two of its beginnings.
Fifteen seconds on one core. Reads Debian's wordnet-base where it is there, as the recogniser's training does: with it
the result is the same each time, without it others of the sentences are drawn.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.training.wording import Wording, material
from voice_assistant.dialogue import finished
from voice_assistant.dialogue.finished import PLACES, places, said

ROOT = Path(__file__).resolve().parent.parent
DRAWN = 60_000
"""Sentences from the generator of the recogniser's training."""
BEGINNINGS = 2
"""Of each sentence."""
ROUNDS, BATCH, RATE = 3, 256, 0.15
LARGEST = 127
"""Of a weight in eight bits."""


def main() -> None:
    dice = random.Random(3)
    rows, whole = [], []
    for words in sentences():
        rows.append(places(words))
        whole.append(1.0)
        for many in dice.sample(range(1, len(words)), min(BEGINNINGS, len(words) - 1)):
            rows.append(places(words[:many]))
            whole.append(0.0)
    learnt = fitted(np.array(rows), np.array(whole))
    step = np.float32(np.abs(learnt).max() / LARGEST)
    kept = np.round(learnt / step).astype(np.int8)
    np.savez_compressed(ROOT / "voice_assistant" / "dialogue" / "finished.npz", weights=kept, step=step)
    finished.weights.cache_clear()
    ends, pauses = judged(ROOT / "tests" / "turns" / "pauses_development.txt")
    above = np.mean(np.array(ends)[:, None] > np.array(pauses)[None])
    print(f"{len(rows)} rows; an end is likelier than a pause in {100 * above:.1f} of 100 pairs of them")


def sentences() -> Iterator[list[str]]:
    """What people say, as words."""
    texts: list[str] = [*islice(iter(Wording(77)), DRAWN)]
    for part in ("commands", "talk", "everyday", "short"):
        texts += getattr(material(), part)
    for path in sorted((ROOT / "scripts" / "training" / "dialogues").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            texts += [turn[0] for turn in json.loads(line)["turns"] if "{" not in turn[0]]
    return (words for words in map(said, texts) if words)


def fitted(rows: NDArray[np.int64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression, shape (PLACES,): AdaGrad (Duchi and others, 2011) over small batches."""
    order = np.random.default_rng(1).permutation(len(rows))
    rows, whole = rows[order], whole[order]
    weights, squares = np.zeros(PLACES), np.full(PLACES, 1e-6)
    for _ in range(ROUNDS):
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            error = 1 / (1 + np.exp(-weights[batch].sum(1))) - whole[start : start + BATCH]
            slope = np.zeros(PLACES)
            np.add.at(slope, batch.ravel(), np.repeat(error, batch.shape[1]))
            slope += 1e-4 * weights * (slope != 0)
            squares += slope * slope
            weights -= RATE * slope / np.sqrt(squares)
    return weights


def judged(path: Path) -> tuple[list[float], list[float]]:
    """How likely an end is at the ends of a file's sentences, and at the pauses within them that are none."""
    ends, pauses = [], []
    for parts in parted(path.read_text("utf-8").splitlines()):
        if not parts[0].startswith("~"):
            starts = [" ".join(parts[:many]) for many in range(1, len(parts))]
            pauses += [finished.likelihood(said(start)) for start in starts]
        ends.append(finished.likelihood(said(" ".join(parts).lstrip("~"))))
    return ends, pauses


def parted(lines: Iterable[str]) -> Iterator[Sequence[str]]:
    """Lines with their marks, cut at these."""
    return (line.strip().split(" | ") for line in lines if line.strip())


if __name__ == "__main__":
    main()
