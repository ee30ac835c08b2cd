"""Where it is said: rooms, microphones, noises and distances."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from scipy.signal import fftconvolve, firwin2, lfilter

from voice_assistant.vocabulary import SAMPLE_RATE as RATE
from voice_assistant.vocabulary import Samples as Sound

LOUDNESS = 0.1
"""Root mean square of speech before the microphone's own level."""


class Rooms:
    """Puts speech into random rooms.

    Args:
        dice: random numbers.
    """

    def __init__(self, dice: Generator) -> None:
        self.dice = dice
        self.voices: list[Sound] = []
        """What others said lately: what people in the background say."""

    def overheard(self, sound: Sound) -> None:
        """Keep a sound for the background."""
        if len(self.voices) < 60:
            self.voices.append(sound)
        elif self.dice.random() < 0.05:
            self.voices[self.dice.integers(60)] = sound

    def recorded(self, sound: Sound) -> tuple[Sound, float, float]:
        """Speech as a microphone hears it.

        Args:
            sound: shape (n,), speech alone.

        Returns:
            The recording, and where in it the speech begins and ends, in seconds.
        """
        dice = self.dice
        lead, tail = (dice.uniform(0.05, 0.6 if dice.random() < 0.7 else 1.5) for _ in range(2))
        if dice.random() < 0.5:
            sound = coloured(sound, dice)
        sound = levelled(sound)
        if dice.random() < 0.5:
            sound = fftconvolve(sound, echo(dice))[: len(sound) + 2400].astype(np.float32)
        if dice.random() < 0.4:
            sound = lfilter([1, dice.uniform(-0.6, 0.6)], [1], sound)
        heard = np.concatenate([np.zeros(int(lead * RATE)), sound, np.zeros(int(tail * RATE))])
        if (kind := dice.random()) < 0.92:
            ratio = dice.uniform(3, 40) if kind < 0.8 else dice.uniform(40, 70)
            people = dice.random() < 0.15 and ratio > 8
            behind = self.babble(len(heard)) if people else noise(len(heard), dice)
            heard = heard + behind * LOUDNESS * 10 ** (-ratio / 20)
        heard = np.clip(heard * 10 ** (dice.uniform(-26, 6) / 20), -1, 1)
        if dice.random() < 0.7:
            heard = np.round(heard * 32767) / 32768
        return heard.astype(np.float32), lead, lead + len(sound) / RATE

    def babble(self, n: int) -> Sound:
        """Several people at once, backwards, so that no word of theirs can be understood."""
        if len(self.voices) < 5:
            return noise(n, self.dice)
        made = np.zeros(n)
        for _ in range(self.dice.integers(3, 7)):
            voice = np.resize(self.voices[self.dice.integers(len(self.voices))][::-1], n)
            made += np.roll(voice, self.dice.integers(n)) * self.dice.uniform(0.3, 1)
        return (made / (made.std() + 1e-8)).astype(np.float32)


def levelled(sound: Sound) -> Sound:
    """At the loudness of speech."""
    return (sound / (np.sqrt(np.mean(sound**2)) + 1e-8) * LOUDNESS).astype(np.float32)


def noise(n: int, dice: Generator) -> Sound:
    """White, coloured, humming or swelling noise of standard deviation 1, shape (n,)."""
    kind, made = dice.random(), dice.standard_normal(n)
    if 0.3 <= kind < 0.8:
        made = lfilter([1], [1, -dice.uniform(0.6, 0.99)], made)
        if kind < 0.45:
            hum = np.sin(
                2 * np.pi * dice.choice((50, 60, 100, 120)) * np.arange(n) / RATE + dice.random() * 6
            )
            made = made + hum * made.std() * dice.uniform(0.3, 2)
    elif kind >= 0.8:
        swell = np.interp(np.arange(n), np.linspace(0, n, 12), dice.random(12))
        made = lfilter([1], [1, -dice.uniform(0, 0.95)], made) * swell
    return (made / (made.std() + 1e-8)).astype(np.float32)


def echo(dice: Generator) -> Sound:
    """A room's answer to a click: a few early reflections, and an exponential tail."""
    seconds = dice.uniform(0.08, 0.6)
    n = int(RATE * seconds)
    made = dice.standard_normal(n) * np.exp(-6.9 * np.arange(n) / n) * dice.uniform(0.02, 0.12)
    made[0] = 1
    for _ in range(dice.integers(0, 5)):
        made[dice.integers(20, min(n - 1, 600))] += dice.uniform(-0.4, 0.4)
    return made.astype(np.float32)


def coloured(sound: Sound, dice: Generator) -> Sound:
    """Through a microphone with a random, smooth response."""
    gains = 10 ** (dice.standard_normal(8) * dice.uniform(1, 5) / 20)
    response = firwin2(129, [0, 0.02, 0.06, 0.15, 0.3, 0.5, 0.75, 1.0], gains)
    return fftconvolve(sound, response)[64 : 64 + len(sound)].astype(np.float32)
