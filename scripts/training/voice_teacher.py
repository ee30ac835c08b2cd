"""The voice's teacher: festival's HTS voice of CMU ARCTIC slt, whose every parameter can be had.

festival only says which sounds come in which surroundings ("labels"); hts_engine then gives exact durations, spectra
and pitch for them, and not only a sound: so nothing has to be aligned or estimated from a recording. Both programs and
the voice come with Debian (festival, festvox-us-slt-hts, htsengine); their licences ask that their notices are kept,
which models/NOTICES.md does.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VOICE = Path("/usr/share/festival/voices/us/cmu_us_slt_arctic_hts/hts/cmu_us_slt_arctic_hts.htsvoice")
CEPSTRA = 45
"""Mel-cepstral coefficients of a frame."""
FRAME_S = 0.005
RISE = 1.35
"""What the pitch of a yes-or-no question is multiplied by at its very end: the teacher's own voice always falls."""
RISES_S = 0.35
"""How long before the end it begins to rise."""
AT_ONCE = 400
"""Sentences that festival is given at a time."""

PROGRAM = """\
(voice_cmu_us_slt_arctic_hts)
(Parameter.set 'Phrase_Method 'cart_tree)
(set! phrase_cart_tree simple_phrase_cart_tree)
(define (HTS_Synthesize utt)
  (let ((file (fopen where "w")))
    (mapcar (lambda (line) (format file "%s\\n" line)) (hts_dump_feats_string_list utt hts_feats_list))
    (fclose file)
    utt))
"""
"""Labels in place of sound; pauses only where there is a comma or a stop: those of the voice fall in odd places."""

_SOUND = re.compile(r"-([a-z#]+)\+")
_ASKS_YES_OR_NO = re.compile(
    r"(?:(?:and|so|but|or|well|oh|then|okay|now)[, ]+)?"
    r"(?:do|does|did|is|are|was|were|am|can|could|will|would|should|shall|may|might|must|has|have|had|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|haven't|hasn't|hadn't)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Taught:
    """How the teacher says a sentence."""

    text: str
    sounds: tuple[tuple[str, int], ...]
    """Its sounds in ARPAbet, each with its frames; "pau" is silence."""
    cepstra: NDArray[np.float32]
    """Shape (frames, CEPSTRA)."""
    pitch: NDArray[np.float32]
    """Natural logarithm of the frequency, shape (frames,); 0 or less where there is none."""


def rises(text: str) -> bool:
    """Whether a sentence ends with a rising voice: it asks for yes or no."""
    last = re.split(r"(?<=[.!?])\s+", text.strip())[-1]
    return last.endswith("?") and bool(_ASKS_YES_OR_NO.match(last))


def teach(texts: list[str], folder: Path) -> list[Taught]:
    """How the teacher says sentences. What was said before is kept in the folder, and not said again."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for start in range(0, len(texts), AT_ONCE):
        some = {
            text: folder / f"{sha256(text.encode()).hexdigest()[:16]}.npz"
            for text in texts[start : start + AT_ONCE]
        }
        missing = [(path.with_suffix(".lab"), text) for text, path in some.items() if not path.exists()]
        if missing:
            _labels(missing)
        for labels, _ in missing:
            if labels.exists():
                _parameters(labels)
        made += [_read(path, text) for text, path in some.items() if path.exists()]
        print(f"{len(made)} of {len(texts)} sentences taught", flush=True)
    return made


def _labels(wanted: list[tuple[Path, str]]) -> None:
    lines = [PROGRAM]
    for path, text in wanted:
        said = text.replace('"', "")
        lines.append(f'(set! where "{path}")\n(utt.synth (Utterance Text "{said}"))')
    with tempfile.NamedTemporaryFile("w", suffix=".scm", encoding="utf-8") as program:
        program.write("\n".join([*lines, "(exit)"]))
        program.flush()
        subprocess.run(
            ["festival", "-b", program.name], check=True, stdin=subprocess.DEVNULL, capture_output=True
        )


def _parameters(labels: Path) -> None:
    """Have hts_engine work out durations, spectra and pitch of labels, and keep them."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as scratch:
        durations, cepstra, pitch = (Path(scratch) / name for name in ("dur", "mcep", "lf0"))
        command = [
            "hts_engine",
            "-m",
            str(VOICE),
            "-od",
            str(durations),
            "-om",
            str(cepstra),
            "-of",
            str(pitch),
            str(labels),
        ]
        subprocess.run(command, check=True, capture_output=True)
        sounds, frames = [], []
        for line in durations.read_text("utf-8").splitlines():
            start, end, label = line.split()[:3]
            found = _SOUND.search(label)
            sounds.append(found[1] if found else "pau")
            frames.append((int(end) - int(start)) // 50_000)
        half = labels.with_suffix(".part.npz")
        np.savez(
            half,
            sounds=np.array(sounds),
            frames=np.array(frames),
            cepstra=np.fromfile(cepstra, np.float32).reshape(-1, CEPSTRA).astype(np.float16),
            pitch=np.fromfile(pitch, np.float32),
        )
    half.replace(labels.with_suffix(".npz"))
    labels.unlink()


def _read(path: Path, text: str) -> Taught:
    with np.load(path) as kept:
        pitch = kept["pitch"].copy()
        sounds = tuple(zip(kept["sounds"].tolist(), kept["frames"].tolist(), strict=True))
        taught = Taught(text, sounds, kept["cepstra"].astype(np.float32), pitch)
    return Taught(text, sounds, taught.cepstra, _risen(taught)) if rises(text) else taught


def _risen(taught: Taught) -> NDArray[np.float32]:
    """The pitch with a rise at the end of what is voiced."""
    pitch = taught.pitch.copy()
    voiced = np.flatnonzero(pitch > 0)
    if not len(voiced):
        return pitch
    last, long = voiced[-1], round(RISES_S / FRAME_S)
    part = np.clip((np.arange(len(pitch)) - (last - long)) / long, 0, 1)
    # The fall of a statement is taken out before the rise is put in.
    base = np.median(pitch[voiced[max(0, len(voiced) - 3 * long) :]])
    risen = (1 - part) * pitch + part * (base + np.log(RISE) * part)
    pitch[voiced] = risen[voiced]
    return pitch
