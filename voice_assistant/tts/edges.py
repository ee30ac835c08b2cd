"""The silence around a sentence.

Voices begin with up to a tenth of a second of silence, which the user waits for in every turn; and each ends as it
likes. So both are cut off, and a pause that suits the sentence's last mark is put behind it.
"""

from __future__ import annotations

import numpy as np

from voice_assistant.vocabulary import Samples

QUIET = 10 ** (-50 / 20)
"""Amplitude below which it is silence: -50 dBFS."""

KEPT_S = 0.015
"""What is kept of the silence on each side, so that a soft consonant is not cut into, seconds."""

PAUSES_S = {".": 0.25, "!": 0.25, "?": 0.25, "…": 0.3, ":": 0.18, ";": 0.18, ",": 0.12}
"""Pause behind a sentence by its last mark, seconds; without one, half a comma's."""


def edged(samples: Samples, rate: int, text: str) -> Samples:
    """Cut the silence off, and put the pause behind that suits the text.

    Args:
        samples: shape (n,).
        rate: samples per second, Hz.
        text: what they say.
    """
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    if not len(loud):
        return samples[:0]
    kept = round(KEPT_S * rate)
    spoken = samples[max(0, loud[0] - kept) : loud[-1] + kept]
    pause = PAUSES_S.get(text.rstrip(" \"')”’")[-1:], PAUSES_S[","] / 2)
    return np.concatenate([spoken, np.zeros(round(pause * rate), np.float32)])
