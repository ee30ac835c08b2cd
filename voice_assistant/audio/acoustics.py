"""The acoustics of a room as arithmetic: the way from our speaker to our microphone, and the noise there."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from voice_assistant.audio.echo.reference import TAPS, History
from voice_assistant.errors import InputError
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Samples, samples

OFF = -math.inf
"""The level, in dB, of what is not there."""

_ALLOWED = {
    "delay_ms": (0, 1000),
    "gain_db": (-120, 0),
    "rt60_ms": (0, 2000),
    "noise_db": (-120, 0),
    "clip_db": (-40, 0),
    "drift_ppm": (-500, 500),
    "jump_ms": (-500, 500),
    "jump_s": (0, 86_400),
}
_LEVELS = ("gain_db", "noise_db", "clip_db")
_OF_THE_ECHO = {"delay_ms", "rt60_ms", "clip_db", "drift_ppm", "jump_ms", "jump_s"}
_USUAL_GAIN_DB = -12.0


@dataclass(frozen=True, slots=True)
class Acoustics:
    """What a room does to sound. The default room is perfect: no echo, no noise."""

    delay_ms: float = 60.0
    """From the speaker straight to the microphone, devices included, ms, 0 to 1000."""
    gain_db: float = OFF
    """Energy of the whole echo relative to what was played, dB, -120 to 0, or OFF."""
    rt60_ms: float = 0.0
    """How long the reverberation takes to fade by 60 dB, ms, 0 to 2000; 0 leaves the direct path only."""
    noise_db: float = OFF
    """RMS of the white noise at the microphone, dB relative to full scale (1.0), -120 to 0, or OFF."""
    clip_db: float = OFF
    """Peak at which the loudspeaker clips, dB relative to full scale, -40 to 0, or OFF."""
    drift_ppm: float = 0.0
    """By how much the speaker's clock is faster than the microphone's, parts in a million, -500 to 500."""
    jump_ms: float = 0.0
    """By how much the delay grows at once, `jump_s` after the beginning, ms, -500 to 500; never below 0 in all."""
    jump_s: float = 0.0
    seed: int = 0
    """The same seed gives the same reverberation and the same noise."""

    @classmethod
    def parse(cls, text: str) -> Acoustics:
        """The room described by such as `delay_ms=60,gain_db=-12,rt60_ms=200,noise_db=-50`.

        Where something is said of the echo, but not how loud it is, it comes back at -12 dB.

        Raises:
            InputError: a key is unknown or given twice, or a value is no number in its range.
        """
        given: dict[str, float] = {}
        for part in text.split(","):
            key, equals, value = (word.strip() for word in part.partition("="))
            if not equals or key not in _ALLOWED:
                raise InputError(
                    f"A room has no {_shown(part)}; write key=value, with keys {', '.join(_ALLOWED)}."
                )
            if key in given:
                raise InputError(f"The room's {key} is given twice; give it once.")
            given[key] = _number(key, value)
        if given.keys() & _OF_THE_ECHO:
            given.setdefault("gain_db", _USUAL_GAIN_DB)
        return cls(**given)  # type: ignore[arg-type]  # the keys are floats; the seed cannot be given


def _number(key: str, value: str) -> float:
    low, high = _ALLOWED[key]
    or_off = key in _LEVELS
    if or_off and value == "off":
        return OFF
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not low <= number <= high:  # false for what is not a number, too
        raise InputError(
            f"The room's {key} cannot be {_shown(value)}; give {low} to {high}{' or off' if or_off else ''}."
        )
    return number


def _shown(text: str) -> str:
    return repr(text.strip()[:40])


def amplitude(level_db: float) -> float:
    """A level in dB as a factor; 0 where the level is OFF."""
    return float(10.0 ** (level_db / 20.0))


def impulse_response(acoustics: Acoustics) -> Samples:
    """What comes back of a single sample of 1.0, from the direct path on (without the delay), shape (n,).

    The direct path comes first and holds half of the energy; exponentially fading noise holds the other half.
    """
    length = samples(acoustics.rt60_ms / 1000)
    direct = np.array([1.0])
    if length:
        noise = np.random.default_rng((acoustics.seed, 0)).standard_normal(length)
        tail = noise * 10.0 ** (-3.0 * np.arange(1, length + 1) / length)
        direct = np.concatenate((direct, tail / np.linalg.norm(tail))) / math.sqrt(2)
    return (direct * amplitude(acoustics.gain_db)).astype(np.float32)


class Echo:
    """Turns what we play into what comes back of it to the microphone, frame by frame (FFT overlap-add)."""

    def __init__(self, acoustics: Acoustics) -> None:
        response = impulse_response(acoustics)
        self._silent = acoustics.gain_db == OFF
        self._delay = acoustics.delay_ms / 1000 * SAMPLE_RATE
        self._jump, self._jumps_at = acoustics.jump_ms / 1000 * SAMPLE_RATE, samples(acoustics.jump_s)
        self._drift = acoustics.drift_ppm * 1e-6
        self._loudest = math.inf if acoustics.clip_db == OFF else amplitude(acoustics.clip_db)
        self._reach = len(response) + FRAME - 1
        self._size = 1 << (self._reach - 1).bit_length()
        self._response = np.fft.rfft(response, self._size)
        self._coming = np.zeros(self._reach, np.float32)
        """What is still to come of the room's answer to everything played so far, but for the delay."""
        self._sound = History(round(self._delay + abs(self._jump)) + SAMPLE_RATE)
        self._now = 0

    def step(self, played: Samples) -> Samples:
        """The echo that arrives while `played` sounds; both have shape (320,)."""
        self._now += FRAME
        if self._silent:
            return np.zeros(FRAME, np.float32)
        if played.any():
            played = np.clip(played, -self._loudest, self._loudest)
            self._coming += np.fft.irfft(np.fft.rfft(played, self._size) * self._response, self._size)[
                : self._reach
            ]
        self._sound.add(self._coming[:FRAME])
        self._coming[:-FRAME] = self._coming[FRAME:]
        self._coming[-FRAME:] = 0.0
        return self._sound.delayed(self._ago())

    def _ago(self) -> float:
        """How long ago what arrives now was played, samples."""
        ago = self._delay - self._drift * self._now + self._jump * (self._now > self._jumps_at)
        # Between two samples the moment after is needed, too.
        return max(0.0, ago) if ago == round(ago) else max(float(TAPS), ago)


class Noise:
    """White noise at the microphone."""

    def __init__(self, acoustics: Acoustics) -> None:
        self._rms = np.float32(amplitude(acoustics.noise_db))
        self._random = np.random.default_rng((acoustics.seed, 1))

    def step(self) -> Samples:
        """The next frame of noise, shape (320,)."""
        if not self._rms:
            return np.zeros(FRAME, np.float32)
        return self._random.standard_normal(FRAME, dtype=np.float32) * self._rms
