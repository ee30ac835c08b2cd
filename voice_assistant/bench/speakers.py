"""Speakers that sentences are put to a recogniser by: programs that Debian ships, and our own voice.

Which of them the starter recogniser has learned from is said here, and nowhere else: `scripts/training` leaves the
others alone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from voice_assistant.vocabulary import SAMPLE_RATE, Samples

LONGEST_S = 60
"""What a synthesizer may take for a sentence."""

LEAD_S, TAIL_S = 0.3, 0.4
"""Silence around a sentence, as in a recording of it."""

_BEFORE_HALF = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty o'clock""".split()
_HALF = re.compile(rf"\b({'|'.join(_BEFORE_HALF)}) (a|p)m\b")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says what is written."""

    name: str
    program: str
    """What must be installed; empty where nothing must."""
    say: Callable[[str], Samples]

    @property
    def there(self) -> bool:
        """Whether it can speak on this machine."""
        return not self.program or shutil.which(self.program) is not None


def spoken(text: str) -> str:
    """A sentence as a synthesizer is to read it: "am" after a number is half a day, and not the verb."""
    return _HALF.sub(r"\1 \2 m", text)


def espeak(text: str, voice: str, pitch: int = 50, pace: int = 160, gap: int = 0) -> Samples:
    """espeak-ng.

    Args:
        text: what is said.
        voice: accent and variant, such as "en-us+f3".
        pitch: 0 to 99.
        pace: words a minute.
        gap: pause between words, in hundredths of a second.

    Returns:
        Samples at `SAMPLE_RATE`, shape (n,).
    """
    command = ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(pace), "-g", str(gap), "--stdout"]
    ran = subprocess.run([*command, spoken(text)], capture_output=True, check=True, timeout=LONGEST_S)
    rate = int.from_bytes(ran.stdout[24:28], "little")  # the length in this header is not to be trusted
    return resampled(np.frombuffer(ran.stdout[44:], "<i2").astype(np.float32) / 32768, rate)


def flite(
    text: str, voice: str, stretch: float = 1.0, pitch: float = 0.0, liveliness: float = 0.0
) -> Samples:
    """Flite.

    Args:
        text: what is said.
        voice: name.
        stretch: how much slower than by itself.
        pitch: mean, in hertz; the voice's own where 0.
        liveliness: standard deviation of the pitch, in hertz; the voice's own where 0.

    Returns:
        Samples at `SAMPLE_RATE`, shape (n,).
    """
    command = ["flite", "-voice", voice, "-t", spoken(text), "--setf", f"duration_stretch={stretch:.2f}"]
    if pitch:
        command += ["--setf", f"int_f0_target_mean={pitch:.0f}"]
    if liveliness:
        command += ["--setf", f"int_f0_target_stddev={liveliness:.0f}"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        subprocess.run([*command, "-o", str(path)], capture_output=True, check=True, timeout=LONGEST_S)
        return _read(path)


def festival(text: str, voice: str) -> Samples:
    """Festival. Its pipe mode may hang: so a program is written for it.

    Args:
        text: what is said; letters, spaces and apostrophes.
        voice: name, such as "ked_diphone".

    Returns:
        Samples at `SAMPLE_RATE`, shape (n,).
    """
    with tempfile.TemporaryDirectory() as folder:
        program, path = Path(folder) / "say.scm", Path(folder) / "said.wav"
        said = f'(utt.synth (Utterance Text "{spoken(text)}"))'
        program.write_text(f'(voice_{voice})\n(utt.save.wave {said} "{path}" \'riff)\n(exit)\n', "utf-8")
        command = ["festival", "-b", str(program)]
        subprocess.run(command, capture_output=True, check=True, timeout=LONGEST_S, stdin=subprocess.DEVNULL)
        return _read(path)


def recorded(sound: Samples) -> Samples:
    """A sentence with the silence before and after it."""
    return np.concatenate([_silence(LEAD_S), sound, _silence(TAIL_S)])


def resampled(sound: NDArray[Any], rate: float) -> Samples:
    """A sound at `SAMPLE_RATE`."""
    return np.asarray(soxr.resample(sound, rate, SAMPLE_RATE) if rate != SAMPLE_RATE else sound, np.float32)


def _silence(length_s: float) -> Samples:
    return np.zeros(round(length_s * SAMPLE_RATE), np.float32)


def _read(path: Path) -> Samples:
    sound, rate = soundfile.read(path, dtype="float32")
    return resampled(sound, rate)


def _an_espeak(voice: str, pitch: int, pace: int) -> Speaker:
    return Speaker(f"espeak-ng {voice}", "espeak-ng", lambda text: espeak(text, voice, pitch, pace))


def _a_flite(voice: str) -> Speaker:
    return Speaker(f"flite {voice}", "flite", lambda text: flite(text, voice))


def _a_festival(voice: str) -> Speaker:
    return Speaker(f"festival {voice}", "festival", lambda text: festival(text, voice))


LEARNED = (
    _an_espeak("en-us+f2", 55, 155),
    _an_espeak("en-gb+m3", 40, 165),
    _an_espeak("en-us+Alicia", 50, 150),
    _a_flite("slt"),
    _a_flite("awb"),
    _a_flite("kal16"),
)
"""Voices that the starter recogniser has learned from, beside our own."""

HELD_BACK = (
    _an_espeak("en-us+Andrea", 50, 160),
    _an_espeak("en-gb+m7", 45, 155),
    _a_flite("rms"),
)
"""Voices that it never heard, of synthesizers that it has."""

FOREIGN = (_a_festival("ked_diphone"),)
"""A synthesizer that it never heard at all, with a speaker whom it never heard."""

RELATED = (_a_festival("kal_diphone"), _a_festival("cmu_us_slt_arctic_hts"))
"""The same synthesizer with people whom it knows: flite speaks with their recordings, too."""
