"""How late our own sound comes back: from the phases of what was played and what was heard.

Generalised cross-correlation with phase transform (Knapp and Carter 1976, "The generalized correlation method for
estimation of time delay"): speech has most of its power at few frequencies, and only the phase tells the time. Half a
second of speech is enough, and somebody who speaks meanwhile does not matter, for that voice is not in what was played.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voice_assistant.audio.echo.reference import History
from voice_assistant.vocabulary import Samples, samples

BLOCK = 8192
"""Samples that are looked at, 0.5 s; as far back an echo is looked for."""

EVERY = 12
"""Frames from one look to the next, 0.24 s."""

KEPT = 0.45
"""Share of what the looks before said."""

AUDIBLE = 1e-5
"""Mean square of what was played, -50 dBFS, below which there is nothing to look for."""

HASTY, SOON = 3200, 2
"""Samples that are looked at, 0.2 s, and frames from look to look, where the echo seems to have moved just now."""

CLEAR = 8.0
"""How much the peak stands above the rest, as a ratio of amplitudes, before it counts."""


@dataclass(frozen=True, slots=True)
class Found:
    """A delay that was found."""

    delay: int
    """From what was played to what was heard, samples."""
    clarity: float
    """Peak over root mean square of the correlation."""


class DelayFinder:
    """Looks for the delay of the strongest path, four times a second."""

    def __init__(self) -> None:
        self._heard = History(BLOCK)
        self._phases = np.zeros(BLOCK + 1, np.complex64)
        self._frames = 0

    def look(self, heard: Samples, played: History, *, hasty: bool = False) -> Found | None:
        """Take in a frame.

        Args:
            heard: what came in, shape (320,).
            played: what was played up to the end of it.
            hasty: whether the last moments alone are to be looked at.

        Returns:
            What was found; None where it was not time to look, or nothing clear was heard.
        """
        self._heard.add(heard)
        self._frames += 1
        count = HASTY if hasty else BLOCK
        if self._frames % (SOON if hasty else EVERY) or played.power(count) < AUDIBLE:
            return None
        near = np.fft.rfft(np.pad(self._heard.last(count), (2 * BLOCK - count, 0)))
        cross = near * np.fft.rfft(played.last(2 * BLOCK)).conj()
        size = np.abs(cross)
        phases = cross / (size + 1e-3 * size.max() + 1e-12)
        if not hasty:
            phases = self._phases = KEPT * self._phases + phases
        correlation = np.abs(np.fft.irfft(phases)[:BLOCK])
        delay = int(np.argmax(correlation))
        clarity = float(correlation[delay] / (np.sqrt(np.mean(correlation**2)) + 1e-12))
        return Found(delay, clarity) if clarity > CLEAR else None

    def forget(self) -> None:
        """The echo has moved: what was heard before says nothing any more."""
        self._heard = History(BLOCK)
        self._phases = np.zeros(BLOCK + 1, np.complex64)


SPAN = 2 * BLOCK + samples(0.1)
"""Samples of what was played that are to be kept for it."""
