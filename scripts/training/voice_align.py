"""Which of the teacher's sounds belongs to which of piper's symbols: two spellings of one sentence, laid side by side.

Piper's symbols are espeak-ng's, one Unicode letter each, with stress marks, spaces and punctuation; the teacher's are
ARPAbet. They agree but for one sound in fifty, so the cheapest way to turn one row into the other gives each symbol
its frames.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

STOPS = set(".,?!;:")
SILENT = set("ˈˌːʲ̩̃˞")
"""Marks that take no time of their own."""
PAIRS = {"aɪ", "aʊ", "ɔɪ", "eɪ", "oʊ", "tʃ", "dʒ"}
VOWELS = set("iɪɛæɑɔʌəɐᵻʊuɜɚaoe")
THEIR_VOWELS = set("iy ih eh ae aa ao ah ax uh uw er ey ay oy ow aw".split())
ALIKE = {
    symbol: sounds.split()
    for symbol, sounds in {
        "i": "iy ih y", "ɪ": "ih ax iy eh", "ɛ": "eh ae ih er", "æ": "ae eh ax", "ɑ": "aa ao ah", "ɔ": "ao aa ow",
        "ʌ": "ah ax aa", "ə": "ax ah ih er eh ae ao aa", "ɐ": "ax ah ey ae", "ᵻ": "ih ax iy eh", "ʊ": "uh uw ax",
        "u": "uw uh ax", "ɜ": "er", "ɚ": "er r", "eɪ": "ey eh", "aɪ": "ay", "ɔɪ": "oy", "oʊ": "ow ao ax", "aʊ": "aw",
        "a": "ae aa ah", "o": "ow ao", "e": "ey eh", "b": "b", "d": "d t", "f": "f", "h": "hh", "j": "y", "k": "k",
        "l": "l", "m": "m", "n": "n", "p": "p", "ɹ": "r er", "r": "r", "s": "s z", "t": "t d", "v": "v f", "w": "w hh",
        "z": "z s", "ð": "dh th", "ŋ": "ng n", "ɡ": "g", "ɾ": "t d", "ʃ": "sh", "ʒ": "zh jh", "θ": "th dh", "ʔ": "t",
        "tʃ": "ch t", "dʒ": "jh d", "x": "k", "ɬ": "l",
    }.items()
}  # fmt: skip
"""The teacher's sounds that a symbol may be, likeliest first."""
DOUBT = 0.12
"""Mean cost of a symbol above which two spellings do not belong together."""


def ids(symbols: list[str]) -> list[int]:
    """Piper's numbers of symbols, from the mark of the beginning to that of the end, without what it puts between."""
    return [DEFAULT_PHONEME_ID_MAP[symbol][0] for symbol in symbols]


def known(said: list[str]) -> list[str]:
    """The symbols of a sentence that piper has a number for, between its two marks."""
    return ["^", *(symbol for symbol in said if symbol in DEFAULT_PHONEME_ID_MAP), "$"]


def aligned(symbols: list[str], sounds: tuple[tuple[str, int], ...]) -> tuple[NDArray[np.int64], float]:
    """How many frames each symbol lasts.

    Args:
        symbols: piper's, as `known` gives them.
        sounds: the teacher's, each with its frames; the first and the last are silence.

    Returns:
        Frames, shape (symbols,), and the mean cost of a symbol: above `DOUBT` they do not belong together.
    """
    units = _units(symbols)
    inner = sounds[1:-1]
    way, cost = _cheapest([unit for unit, _ in units], [name for name, _ in inner])
    frames = np.zeros(len(symbols), np.int64)
    frames[0], frames[-1] = sounds[0][1], sounds[-1][1]
    last = next((unit for unit in way if unit is not None), 0)
    for (_, long), unit in zip(inner, way, strict=True):
        last = last if unit is None else unit  # what has no symbol belongs to the one before
        places = units[last][1]
        for n, place in enumerate(places):
            frames[place] += long // len(places) + (long % len(places) if n == len(places) - 1 else 0)
    return frames, cost / max(1, len(units))


def _units(symbols: list[str]) -> list[tuple[str, list[int]]]:
    """Symbols that take time, with their places: two for a diphthong."""
    made, place = [], 1
    while place < len(symbols) - 1:
        symbol = symbols[place]
        if symbol + symbols[place + 1] in PAIRS:
            made.append((symbol + symbols[place + 1], [place, place + 1]))
            place += 1
        elif symbol not in SILENT:
            made.append((symbol, [place]))
        place += 1
    return made


def _cheapest(units: list[str], sounds: list[str]) -> tuple[list[int | None], float]:
    """For each sound the unit that it belongs to, None for one too many; and what it costs."""
    n, m = len(units), len(sounds)
    costs = np.full((n + 1, m + 1), np.inf)
    steps = np.zeros((n + 1, m + 1), np.int8)
    costs[0, 0] = 0
    for i in range(n + 1):
        for j in range(m + 1):
            ways = []
            if i:
                ways.append((costs[i - 1, j] + _left_out(units[i - 1]), 1))
            if i and j:
                ways.append((costs[i - 1, j - 1] + _cost(units[i - 1], sounds[j - 1]), 2))
            if j:
                ways.append((costs[i, j - 1] + 1.0, 3))
            if ways:
                costs[i, j], steps[i, j] = min(ways, key=lambda way: (way[0], -way[1]))
    found: list[int | None] = [None] * m
    i, j = n, m
    while i or j:
        step = steps[i, j]
        if step == 2:
            found[j - 1] = i - 1
        i, j = i - (step != 3), j - (step != 1)
    return found, float(costs[n, m])


def _left_out(unit: str) -> float:
    return 0.0 if unit in STOPS or unit == " " else 1.0


def _cost(unit: str, sound: str) -> float:
    if unit in STOPS or unit == " ":
        return (0.0 if unit in STOPS else 0.3) if sound == "pau" else 9.0
    if sound == "pau":
        return 9.0
    if sound in ALIKE.get(unit, ()):
        return 0.15 * min(ALIKE[unit].index(sound), 3)
    vowel, other = unit[0] in VOWELS, sound in THEIR_VOWELS
    return 0.9 if vowel and other else 1.9 if vowel != other else 1.1
