"""Sounds that nobody said: what a microphone hears between sentences, and what must never become words."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator
from scipy.signal import fftconvolve, lfilter

from scripts.training.rooms import LOUDNESS, Rooms, echo, noise
from scripts.training.synthesizers import warped
from voice_assistant.vocabulary import SAMPLE_RATE as RATE
from voice_assistant.vocabulary import Samples as Sound


def a_sound(rooms: Rooms, dice: Generator) -> Sound:
    """Half a second to six of chords, melodies, reversed speech, babble, typing, coughs, beeps, noise or silence."""
    n = int(dice.integers(8000, 96000))
    kind = dice.random()
    if kind < 0.25:
        quiet = 10 ** (dice.uniform(-70, -12) / 20)
        return np.clip(noise(n, dice) * quiet * (dice.random() > 0.15), -1, 1).astype(np.float32)
    makers = (chords, melody, beeps, clicks, bursts)
    if kind < 0.7 or len(rooms.voices) < 10:
        made = makers[dice.integers(len(makers))](n, dice)
    elif kind < 0.85:
        made = rooms.babble(n)
    else:
        made = backwards(rooms.voices[dice.integers(len(rooms.voices))], n, dice)
    made = made / (np.sqrt(np.mean(made**2)) + 1e-8) * LOUDNESS
    if dice.random() < 0.3:
        made = fftconvolve(made, echo(dice))[:n]
    if dice.random() < 0.7:
        made = made + noise(n, dice) * LOUDNESS * 10 ** (-dice.uniform(5, 60) / 20)
    return np.clip(made * 10 ** (dice.uniform(-26, 6) / 20), -1, 1).astype(np.float32)


def chords(n: int, dice: Generator) -> Sound:
    """Music: plucked or held chords, sometimes with a beat."""
    made, at = np.zeros(n), 0
    while at < n:
        long = int(RATE * dice.uniform(0.15, 1.2))
        time = np.arange(min(long, n - at)) / RATE
        root = 110 * 2 ** (dice.integers(0, 31) / 12)
        chord = np.zeros(len(time))
        for step in ((0, 4, 7), (0, 3, 7), (0, 4, 7, 12), (0,), (0, 7))[dice.integers(5)]:
            for overtone in range(1, dice.integers(2, 8)):
                tone = np.sin(2 * np.pi * root * 2 ** (step / 12) * overtone * time + dice.random() * 6)
                chord += tone / overtone ** dice.uniform(0.7, 2)
        made[at : at + len(time)] += chord * np.exp(-time * dice.uniform(0.3, 6)) * dice.uniform(0.4, 1)
        at += int(long * dice.uniform(0.5, 1.2)) + 1
    if dice.random() < 0.4:
        for at in range(0, n, int(RATE * dice.uniform(0.2, 0.7))):
            long = min(2400, n - at)
            beat = dice.standard_normal(long) * np.exp(-np.arange(long) / dice.uniform(100, 900))
            made[at : at + long] += beat * dice.uniform(0.2, 1.5)
    return made


def melody(n: int, dice: Generator) -> Sound:
    """Something sung or played, one note at a time, with vibrato."""
    made, at = np.zeros(n), 0
    while at < n:
        long = min(int(RATE * dice.uniform(0.1, 0.7)), n - at)
        time = np.arange(long) / RATE
        bend = 1 + 0.02 * np.sin(2 * np.pi * dice.uniform(3, 7) * time) + dice.uniform(-0.2, 0.2) * time
        phase = 2 * np.pi * np.cumsum(dice.uniform(80, 500) * bend) / RATE
        tones = sum(np.sin(k * phase) / k * dice.random() for k in range(1, dice.integers(2, 13)))
        made[at : at + long] = tones * np.hanning(long)
        at += long + int(RATE * dice.uniform(0, 0.4))
    return made


def beeps(n: int, dice: Generator) -> Sound:
    """Sweeps, alarms, ringing."""
    time = np.arange(n) / RATE
    bend = 2 ** (dice.uniform(-1, 1) * np.sin(2 * np.pi * dice.uniform(0.2, 4) * time))
    tone = np.sin(2 * np.pi * np.cumsum(dice.uniform(100, 2500) * bend) / RATE)
    tone = np.sign(tone) if dice.random() < 0.4 else tone
    return tone * (np.sin(2 * np.pi * dice.uniform(0.5, 6) * time) > 0) if dice.random() < 0.6 else tone


def clicks(n: int, dice: Generator) -> Sound:
    """Typing, dishes, a mouse."""
    made = np.zeros(n)
    for _ in range(dice.integers(1, 31)):
        at = dice.integers(n)
        long = min(dice.integers(20, 2000), n - at)
        burst = dice.standard_normal(long) * np.exp(-np.arange(long) / dice.uniform(5, 400))
        made[at : at + long] += lfilter([1], [1, -dice.uniform(-0.95, 0.95)], burst) * dice.uniform(0.2, 1)
    return made


def bursts(n: int, dice: Generator) -> Sound:
    """Coughs, breaths, knocks: noise with resonances."""
    made = np.zeros(n)
    for _ in range(dice.integers(1, 6)):
        at = dice.integers(n)
        long = min(dice.integers(1000, 9000), n - at)
        burst = dice.standard_normal(long) * np.hanning(long) ** dice.uniform(0.3, 2)
        for _ in range(2):
            sharp, place = dice.uniform(0.8, 0.98), 2 * math.pi * dice.uniform(200, 3500) / RATE
            burst = lfilter([1], [1, -2 * sharp * math.cos(place), sharp * sharp], burst)
        made[at : at + long] += burst / (burst.std() + 1e-6) * dice.uniform(0.3, 1)
    return made


def backwards(voice: Sound, n: int, dice: Generator) -> Sound:
    """A sentence that runs backwards."""
    made = np.zeros(n)
    voice = warped(voice[::-1], dice.uniform(0.8, 1.25))[:n]
    at = dice.integers(0, n - len(voice) + 1)
    made[at : at + len(voice)] = voice
    return made
