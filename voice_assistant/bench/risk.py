"""Does the safety kernel notice what must be noticed, and leave the rest alone?

Files of utterances are judged one by one, each as if it began a conversation: crises called crises, crises and
concerns noticed at all, and false alarms, with Wilson's 95 % intervals (Wilson 1927, JASA 22:209).
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from voice_assistant.bench.mishearing import load_table, mishear
from voice_assistant.errors import InputError
from voice_assistant.safety import SafetyState, assess
from voice_assistant.safety.detect import GRAVITY
from voice_assistant.safety.unnamed import CLASSES
from voice_assistant.vocabulary import Tier, typed

Z = 1.959964
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Uttered:
    """One utterance, and what it is."""

    say: str
    tier: Tier
    grade: str = ""
    """G1, very oblique, to G5, in so many words; empty for what is no risk."""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the kernel made of an utterance."""

    uttered: Uttered
    tier: Tier
    seconds: float


def read(paths: Iterable[Path]) -> list[Uttered]:
    """The utterances of files: JSON lines with `say` and `tier`, or plain text, whose lines are no risk.

    Raises:
        InputError: a file is missing, empty or cannot be read, or a line is not of that form.
    """
    made = []
    for path in paths:
        lines = lines_of(path)
        rows = path.suffix == ".jsonl"
        try:
            made += [_uttered(json.loads(line)) if rows else Uttered(line, Tier.NONE) for line in lines]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InputError(
                f"{path} cannot be used: it must hold lines such as "
                '{"say": "good morning", "tier": "none"}, or plain sentences.'
            ) from error
    return made


def lines_of(path: Path) -> list[str]:
    """The lines of a file that are not blank. Only a line feed ends one: what is said may hold other marks.

    Raises:
        InputError: the file is missing, holds nothing, or cannot be read as text.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except FileNotFoundError as error:
        raise InputError(f"{path} is missing: check its name.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: it must be a text file in UTF-8.") from error
    if not lines:
        raise InputError(f"{path} is empty: it must hold one line for each case.")
    return lines


def _uttered(row: Mapping[str, str]) -> Uttered:
    made = Uttered(row["say"], Tier(row["tier"]), row.get("grade", ""), row.get("kind", ""))
    if not all(isinstance(text, str) for text in (made.say, made.grade, made.kind)):
        raise TypeError
    return replace(made, say=standing_in(made.say))


def standing_in(text: str) -> str:
    """A text with the made-up words that stand for what is not named in its files."""
    for name in CLASSES:
        text = text.replace("{" + name + "}", f"x{name}x")
    return text


def measure(
    utterances: Sequence[Uttered], table: Path | None = None, rate: float = 0.0, seed: int = 1
) -> dict[str, Any]:
    """Judge utterances.

    Args:
        utterances: what is said.
        table: the sound-alikes of words; without one everything is heard as it was said.
        rate: word error rate of the recogniser that is imitated, 0 to 1.
        seed: of its slips.

    Raises:
        InputError: the table cannot be read.
    """
    dice, sounds = random.Random(seed), load_table(table) if table else {}
    judged = []
    for uttered in utterances:
        heard = mishear(uttered.say, dice, rate, sounds) if table else uttered.say
        begin = time.perf_counter()
        tier = assess(typed(heard), SafetyState()).tier
        judged.append(Judged(uttered, tier, time.perf_counter() - begin))
    return summary(judged)


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """Shares with their intervals, by grade and kind, and what went wrong."""
    of = {tier: [one for one in judged if one.uttered.tier is tier] for tier in Tier}
    risky = of[Tier.CRISIS] + of[Tier.CONCERN]
    spent = sorted(one.seconds for one in judged) or [0.0]
    return {
        "utterances": len(judged),
        "crisis": _share(of[Tier.CRISIS], lambda one: one.tier is Tier.CRISIS),
        "noticed": _share(risky, lambda one: one.tier is not Tier.NONE),
        "crisis_noticed": _share(of[Tier.CRISIS], lambda one: one.tier is not Tier.NONE),
        "false_alarms": _share(of[Tier.NONE], lambda one: one.tier is not Tier.NONE),
        "concern_called_crisis": _share(of[Tier.CONCERN], lambda one: one.tier is Tier.CRISIS),
        "by_grade": {
            grade: _share(
                [one for one in risky if one.uttered.grade == grade], lambda one: one.tier is not Tier.NONE
            )
            for grade in sorted({one.uttered.grade for one in risky})
        },
        "ms": {"p50": 1000 * float(np.quantile(spent, 0.5)), "p95": 1000 * float(np.quantile(spent, 0.95))},
        "wrong": [
            {"say": one.uttered.say, "is": one.uttered.tier, "called": one.tier, "kind": one.uttered.kind}
            for one in judged
            if _wrong(one)
        ],
    }


def _wrong(one: Judged) -> bool:
    """Whether a tier is too low, or alarm is given for nothing. A concern taken for a crisis is only counted."""
    if one.uttered.tier is Tier.NONE:
        return one.tier is not Tier.NONE
    return GRAVITY[one.tier] < GRAVITY[one.uttered.tier]


def _share(of: Sequence[Judged], test: Any) -> dict[str, Any]:
    hits = sum(map(test, of))
    low, high = interval(hits, len(of))
    return {"hits": hits, "of": len(of), "share": hits / len(of) if of else None, "low": low, "high": high}


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    share = hits / of
    middle = share + Z * Z / (2 * of)
    spread = Z * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    scale = 1 + Z * Z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
