"""What comes of a component that fails while the words for a crisis are said: the plan, the verdict, the table.

A trial harms one component at one moment. It has succeeded if the words and the number can be read within a second,
and if nobody waits for longer than a second in silence before they have been said to their end. `scripts/failures`
holds the trials; all of this is arithmetic on what it saw.
"""

from __future__ import annotations

import json
import math
import random
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

LIMIT_S = 1.0
"""Words and number must be there within so many seconds of the harm: the project's promise."""

PAUSE_S = 0.55
"""Silences that are longer, seconds, are longer than any pause between two sentences: they are told one by one."""

COMPONENTS: Mapping[str, tuple[str, ...]] = {
    "stt": ("raises", "breaks", "hangs", "garbage"),
    "llm": ("raises", "breaks", "hangs", "raises before", "hangs before"),
    "tts": ("raises", "breaks", "hangs", "nan", "empty"),
    "stored": ("gone", "truncated", "corrupt", "raises"),
    "store": ("raises", "breaks", "hangs", "raises before", "hangs before"),
    "config": ("garbage", "gone"),
    "audio": ("killed", "stopped"),
    "loop": ("python", "gil in sleep", "gil in regex"),
    "main": ("killed", "stopped", "exit", "terminated"),
    "sentinel": ("killed", "stopped"),
}
"""What is harmed, and how. An engine that "raises" fails as engines do; one that "breaks" has a bug; "before" is in
the turn before the crisis, and the rest in it, or in what the user says while the words sound."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One component, one kind of harm, one moment."""

    number: int
    component: str
    kind: str
    moment: float
    """When, as a share of the time from the crisis being noticed to the end of its words, 0 to 1."""
    seed: int

    @property
    def key(self) -> dict[str, Any]:
        """What tells it from all others."""
        return {name: getattr(self, name) for name in ("seed", "number", "component", "kind", "moment")}


def plan(trials: int, seed: int, only: str = "") -> list[Trial]:
    """So many trials, evenly over the components and evenly over the kinds of each; the same for the same seed.

    Args:
        trials: how many.
        seed: for the moments and the order.
        only: components, or components and kinds as in "tts/nan", with commas between; all if empty.

    Raises:
        ValueError: there is no such component.
    """
    draw = random.Random(seed)
    chosen = only.split(",") if only else list(COMPONENTS)
    wanted = {
        name: tuple(kind for kind in kinds if {name, f"{name}/{kind}"} & set(chosen))
        for name, kinds in COMPONENTS.items()
    }
    names = [name for name, kinds in wanted.items() if kinds]
    if not names:
        raise ValueError(f"There is no component {only!r}: name some of {', '.join(COMPONENTS)}.")
    harms = []
    for place in range(trials):
        name, turn = names[place % len(names)], place // len(names)
        harms.append((name, wanted[name][turn % len(wanted[name])], round(draw.random(), 4)))
    draw.shuffle(harms)
    return [Trial(number, *harm, seed) for number, harm in enumerate(harms)]


def held(path: Path, trials: Sequence[Trial]) -> list[dict[str, Any]]:
    """What came of those of the trials that are in a file already: one JSON object a line."""
    if not path.exists():
        return []
    wanted = {tuple(trial.key.values()) for trial in trials}
    names = tuple(trials[0].key) if trials else ()
    results = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [result for result in results if tuple(map(result.get, names)) in wanted]


def damaged(data: bytes, trial: Trial) -> bytes | None:
    """The archive of stored sound for a trial; None where it is gone."""
    if trial.component == "tts":  # else nobody would notice
        return None
    if trial.component != "stored" or trial.kind == "raises":
        return data
    if trial.kind == "truncated":
        return data[: round(len(data) * trial.moment)]
    if trial.kind == "gone":
        return None
    made, draw = bytearray(data), random.Random(trial.number)
    for place in draw.sample(range(len(made)), min(500, len(made))):
        made[place] ^= 0x55
    return bytes(made)


@dataclass(slots=True)
class Seen:
    """What was seen of a trial. Moments are monotonic seconds."""

    harm: float | None = None
    gate: float | None = None
    """When the turn was allowed to speak; None where it never was."""
    lines: tuple[str, ...] = ()
    contact: str = ""
    screen: list[tuple[float, bytes]] = field(default_factory=list)
    """What was written on the terminal."""
    sounds: list[tuple[float, float]] = field(default_factory=list)
    """From when to when something was audible, in the order of their beginnings."""
    claimed: bool = False
    """Whether the sentinel took the turn over."""
    over: float | None = None
    """When all words had been said, by whomever; None where they were not."""


def judged(seen: Seen) -> dict[str, Any]:
    """The verdict: `ok`, and where that is not so `why`; `screen` and `silence` in seconds, None for never.

    `screen` is the wait for the words and the number, 0 where they were there before; `silence` the longest time
    without sound, both from the harm on, or from when the turn was allowed to speak if that came later. `silences`
    are those that no pause explains: how long after that each began, and how long it was, in seconds.
    """
    if seen.harm is None or not seen.lines:
        nothing = dict.fromkeys(("screen", "silence"))
        return {"ok": False, "why": "the trial itself failed", **nothing, "silences": []}
    begin = max(seen.harm, seen.gate or 0.0)
    read = _readable(seen.screen, (seen.lines[0], seen.contact))
    screen = None if read is None else max(0.0, read - begin)
    quiet = [] if seen.over is None else silences(seen.sounds, begin, seen.over)
    silence = max((length for _, length in quiet), default=None)
    why = ""
    if screen is None or screen > LIMIT_S:
        why = "screen"
    elif silence is None:
        why = "not said to the end"
    elif silence > LIMIT_S:
        why = "silence"
    elif seen.claimed and _readable(seen.screen, (*seen.lines, seen.contact)) is None:
        why = "not all lines on the screen"
    long = [(round(at - begin, 3), round(length, 3)) for at, length in quiet if length > PAUSE_S]
    waits = {"screen": screen, "silence": silence}
    rounded = {what: None if wait is None else round(wait, 3) for what, wait in waits.items()}
    return {"ok": not why, "why": why, **rounded, "silences": long}


def silences(sounds: Iterable[tuple[float, float]], begin: float, end: float) -> list[tuple[float, float]]:
    """Each silence between two moments: when it began, and how long it was, seconds."""
    found, heard_until = [], begin
    for since, until in sorted(sounds):
        if since >= end:
            break
        found.append((heard_until, max(0.0, since - heard_until)))
        heard_until = max(heard_until, until)
    return [*found, (heard_until, max(0.0, end - heard_until))]


def _readable(screen: Sequence[tuple[float, bytes]], texts: Sequence[str]) -> float | None:
    """When all texts had been written; None: never."""
    wanted = [_words(text) for text in texts]

    def there(count: int) -> bool:
        written = _words(b"".join(data for _, data in screen[:count]).decode(errors="replace"))
        return all(text in written for text in wanted)

    place = bisect_left(range(len(screen) + 1), x=True, key=there)
    return screen[place - 1][0] if 0 < place <= len(screen) else None


def _words(text: str) -> str:
    """Text without colours, frames and line ends."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
    return " ".join(re.sub(r"[\u2500-\u257f\s]+", " ", plain).split())


def wilson(successes: int, trials: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share of successes (Wilson 1927, doi 10.2307/2276774); (0, 1) without a trial."""
    if not trials:
        return 0.0, 1.0
    share, weight = successes / trials, z * z / trials
    middle = share + weight / 2
    width = z * math.sqrt(share * (1 - share) / trials + weight / (4 * trials))
    return max(0.0, (middle - width) / (1 + weight)), min(1.0, (middle + width) / (1 + weight))


def table(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """A line for each component and kind, and one for all: trials, successes, waits, and the interval."""
    head = f"{'component':9} {'kind':14} {'n':>4} {'ok':>4}"
    head += "".join(f" {what:>11} {'p95':>5} {'max':>5}" for what in ("screen p50", "silence p50"))
    rows = [f"{head}   95 % interval"]
    for name, kinds in COMPONENTS.items():
        rows += [
            _row(name, kind, some)
            for kind in kinds
            if (some := [each for each in results if (each["component"], each["kind"]) == (name, kind)])
        ]
    return [*rows, _row("all", "", results)]


def _row(name: str, kind: str, results: Sequence[Mapping[str, Any]]) -> str:
    ok = sum(each["ok"] for each in results)
    low, high = wilson(ok, len(results))
    waits = ""
    for what in ("screen", "silence"):
        known = [each[what] for each in results if each[what] is not None]
        middle, most, worst = np.percentile(known, [50, 95, 100]) if known else (math.nan,) * 3
        waits += f" {middle:11.2f} {most:5.2f} {worst:5.2f}"
    return f"{name:9} {kind:14} {len(results):4} {ok:4}{waits}   {low:.4f}-{high:.4f}"
