"""Another throat, pace, room and microphone each time that an utterance is heard.

All of it is done to the features, where it costs a third of a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from scripts.training.shards import STEPS_PER_S

Features = NDArray[np.float32]
"""Shape (bands, steps), as Whisper has them: (log10 of the power + 4) / 4."""

DECADES = 4
"""How many decades of power 1 in a feature is."""


@dataclass(frozen=True)
class Heard:
    """An utterance as it is heard this time."""

    features: Features
    came_from: NDArray[np.float64]
    """Which step of the utterance each step was, shape (steps,)."""

    def now_at(self, steps: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where steps of the utterance are now."""
        return np.interp(steps, self.came_from, np.arange(len(self.came_from)))


def varied(sound: Features, most: int, dice: Generator, behind: Features | None = None) -> Heard:
    """An utterance heard differently.

    Args:
        sound: its features.
        most: steps that there is room for where it becomes slower; what is longer already stays so.
        dice: random numbers.
        behind: features of something else that can be heard behind it.
    """
    if dice.random() < 0.6:
        sound = another_throat(sound, dice)
    came_from = np.arange(sound.shape[1], dtype=float)
    if dice.random() < 0.6:
        sound, came_from = another_pace(sound, most, dice)
    if dice.random() < 0.25:
        sound = another_room(sound, dice)
    if (kind := dice.random()) < 0.3:
        noise = steady(sound.shape, dice) if kind < 0.2 or behind is None else behind
        sound = over(sound, noise, dice.uniform(3, 30), dice)
    if dice.random() < 0.5:
        bands = len(sound)
        colour = np.interp(np.arange(bands), np.linspace(0, bands - 1, 7), dice.normal(0, 0.12, 7))
        sound = sound + colour[:, None].astype(np.float32)
    if dice.random() < 0.3:
        sound = covered(sound, dice)
    return Heard(np.ascontiguousarray(sound, np.float32), came_from)


def another_throat(sound: Features, dice: Generator) -> Features:
    """The frequency axis bends: low and high formants move each by their own."""
    bands = len(sound)
    low, high = np.exp(dice.normal(0, 0.08, 2))
    place = np.arange(bands)
    bent = np.clip(place * np.interp(place, [0, bands - 1], [low, (low + high) / 2]), 0, bands - 1)
    below = np.minimum(bent.astype(int), bands - 2)
    part = (bent - below)[:, None].astype(np.float32)
    return sound[below] * (1 - part) + sound[below + 1] * part


def another_pace(sound: Features, most: int, dice: Generator) -> tuple[Features, NDArray[np.float64]]:
    """Faster or slower, as a whole and from syllable to syllable.

    Returns:
        Features, and which step each of theirs was before.
    """
    steps = sound.shape[1]
    many = max(1, min(int(steps / dice.uniform(0.82, 1.22)), most))
    knots = max(2, round(steps / (dice.uniform(0.1, 0.5) * STEPS_PER_S)))
    paces = np.exp(dice.normal(0, dice.uniform(0, 0.3), knots))
    came_from = np.cumsum(np.interp(np.linspace(0, knots - 1, many), np.arange(knots), paces))
    came_from = (came_from - came_from[0]) * (steps - 1) / max(1e-9, came_from[-1] - came_from[0])
    before = np.minimum(came_from.astype(int), max(0, steps - 2))
    part = (came_from - before)[None].astype(np.float32)
    return sound[:, before] * (1 - part) + sound[:, np.minimum(before + 1, steps - 1)] * part, came_from


def another_room(sound: Features, dice: Generator) -> Features:
    """With the tail of a room's echo: powers add up, as sounds do that have nothing to do with each other."""
    bands, steps = sound.shape
    seconds = dice.uniform(0.15, 0.8) * np.linspace(1, dice.uniform(0.5, 1), bands)
    kept = 10 ** (-6 / (seconds * STEPS_PER_S))
    share = (1 - kept) * 10 ** (-dice.uniform(-3, 12) / 10)
    power, tail = powers(sound), np.zeros(bands)
    made = np.empty_like(power)
    for step in range(steps):
        made[:, step] = power[:, step] + tail * share
        tail = (tail + power[:, step]) * kept
    return of_powers(made)


def steady(shape: tuple[int, ...], dice: Generator) -> Features:
    """Noise with a random, smooth spectrum that may swell and fade."""
    bands, steps = shape
    slope = np.interp(np.arange(bands), np.linspace(0, bands - 1, 6), dice.normal(0, 0.6, 6).cumsum())
    swell = np.zeros(steps)
    if dice.random() < 0.4:
        swell = np.interp(np.arange(steps), np.linspace(0, steps - 1, 8), dice.normal(0, 0.5, 8))
    grain = dice.gamma(dice.uniform(1.5, 6), size=shape)
    return of_powers(10 ** (slope[:, None] + swell) * grain)


def over(sound: Features, noise: Features, ratio: float, dice: Generator) -> Features:
    """A sound before a noise that is `ratio` decibels softer."""
    steps = sound.shape[1]
    start = dice.integers(noise.shape[1])
    behind = np.take(powers(noise), np.arange(start, start + steps), axis=1, mode="wrap")
    speech = powers(sound)
    loudness = speech.mean() / max(1e-12, behind.mean()) * 10 ** (-ratio / 10)
    return of_powers(speech + behind * loudness)


def covered(sound: Features, dice: Generator) -> Features:
    """Something covers a few bands, or a moment."""
    bands, steps = sound.shape
    sound, usual = sound.copy(), sound.mean()
    for _ in range(dice.integers(1, 3)):
        wide, at = dice.integers(2, 10), dice.integers(0, bands - 10)
        sound[at : at + wide] = usual
    if steps > 40:
        wide, at = dice.integers(1, 6), dice.integers(0, steps - 6)
        sound[:, at : at + wide] = usual
    return sound


def powers(sound: Features) -> NDArray[np.float64]:
    """The powers that features stand for."""
    return 10.0 ** (DECADES * (sound - 1.0))


def of_powers(powers: NDArray[np.float64]) -> Features:
    """Features of powers, with nothing 80 dB below the loudest, as Whisper has it."""
    log = np.log10(np.maximum(powers, 1e-10))
    return (np.maximum(log, log.max() - 8) / DECADES + 1).astype(np.float32)
