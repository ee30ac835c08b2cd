"""Echo cancelling: what our own speaker plays is taken out of what the microphone hears."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from typing import Protocol

import numpy as np

from voice_assistant.vocabulary import FRAME, AudioLost, Frame, Samples, samples

SILENT = 1e-7
"""Mean square below which nothing is being played: -70 dBFS."""

RINGS = samples(1.5)
"""For so long after our last sound an echo of it may come, samples."""


class Canceller(Protocol):
    """Takes our own sound out of what was heard. One stream; a new one begins with a new canceller."""

    @property
    def delay(self) -> int | None:
        """Samples after which our own sound comes back; None where that is not known."""
        ...

    def step(self, heard: Samples, played: Samples) -> tuple[Samples, Samples]:
        """Cancel the echo in the next frame.

        Args:
            heard: what came in, shape (320,).
            played: what our speaker played meanwhile, shape (320,).

        Returns:
            The same without the echo, to be understood; and with what is left of it taken down as well, to tell who
            speaks, which may come up to 20 ms later. Shape (320,) each.
        """
        ...


def cancelled(
    frames: Iterable[Frame | AudioLost], canceller: Callable[[], Canceller] | None
) -> Generator[Frame | AudioLost]:
    """The same frames without our own sound.

    While nothing was played for a while nothing is computed, so silence costs nothing.

    Args:
        frames: what was heard.
        canceller: makes a canceller; none, and the frames stay as they are.
    """
    if canceller is None:
        yield from frames
        return
    cancels, left = canceller(), 0
    for frame in frames:
        if isinstance(frame, AudioLost):
            cancels, left = canceller(), 0
            yield frame
            continue
        left = RINGS if float(frame.far @ frame.far) > SILENT * FRAME else left - FRAME
        if left <= 0:
            yield frame
            continue
        if not np.isfinite(frame.samples).all():  # one bad sample must not deafen it for good
            heard = np.nan_to_num(frame.samples, posinf=0.0, neginf=0.0)
            yield replace(frame, samples=heard, clean=heard)
            continue
        rest, clean = cancels.step(frame.samples, frame.far)
        yield replace(frame, samples=rest, clean=clean)


def _adaptive() -> Canceller:
    from voice_assistant.audio.echo.adaptive import Adaptive

    return Adaptive()


def _speex() -> Canceller:
    from voice_assistant.audio.echo.speex import Speex

    return Speex()


CANCELLERS: dict[str, Callable[[], Canceller] | None] = {
    "adaptive": _adaptive,
    "speex": _speex,
    "off": None,
}
"""Cancellers by the name they have in the configuration."""
