"""The reviewed lines as stored sound, so that they can be heard where synthesis is dead.

stored.zip holds each piece of each line, and each number of each country, once, as Ogg Opus; `scripts/render_lines`
makes it with the voice that comes with the program. A line is put together from its pieces.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import numpy as np
import soundfile

from voice_assistant.safety.helplines import Helpline, helpline, helplines
from voice_assistant.safety.lines import lines
from voice_assistant.vocabulary import Samples

ARCHIVE = files(__package__).joinpath("stored.zip")
"""The file that comes with the program."""

INDEX = "index.json"
"""What in it says how it was made: `voice`, the SHA-256 of the voice's model, and `rate`."""

PAUSES_S = {".": 0.40, "?": 0.40, "!": 0.40, ":": 0.20, ",": 0.18}
"""Silence behind a piece, by the mark it ends with, seconds."""
_CLOSE_S = 0.05
"""Silence behind a piece that ends with none."""

_WITHOUT_A_LINE = ("", "MT")
"""An unknown country, and one of those where 112 is all that is known."""

_PLACEHOLDER = re.compile(r"{\w+}")


def name(piece: str) -> str:
    """The name of a piece in the archive."""
    return hashlib.sha256(piece.encode()).hexdigest()[:20] + ".ogg"


def pieces(text: str) -> list[tuple[str, float]]:
    """A wording without its placeholders, or what fills one, as pieces with the silence behind each, in seconds.

    Marks at the beginning belong to what came before: they make its silence longer, as a piece without words.
    """
    found = re.match(r"([\s.,:;?!]*)(.*?)\s*\Z", text, re.DOTALL)
    before, said = found.groups() if found is not None else ("", text)
    made = [("", max((PAUSES_S.get(mark, 0.0) for mark in before), default=0.0))] if before.strip() else []
    if any(letter.isalnum() for letter in said):
        made.append((said.strip(), PAUSES_S.get(said[-1], _CLOSE_S)))
    return made


def everything(whom: Iterable[Helpline] = ()) -> list[str]:
    """All pieces there are, for all lines and these helplines (all there are, if none is given), each once."""
    whom = tuple(whom) or (*helplines().values(), *map(helpline, _WITHOUT_A_LINE))
    texts = [part for texts in lines().say.values() for text in texts for part in _PLACEHOLDER.split(text)]
    for row in whom:
        texts += [row.emergency, row.written, *([row.line, row.when] if row.known else [])]
    return sorted({piece for text in texts for piece, _ in pieces(text) if piece})


class Stored:
    """Stored sound.

    Args:
        clips: pieces of sound as Ogg Opus, by their names.
    """

    def __init__(self, clips: Mapping[str, bytes]) -> None:
        self._clips = clips

    def sound(self, line: str) -> tuple[Samples, int] | None:
        """The sound of a line with its numbers filled in; None where a piece of it is missing.

        Returns:
            Samples, shape (n,), and their rate in Hz.
        """
        parts = _parts(line)
        if parts is None or any(piece and name(piece) not in self._clips for piece, _ in parts):
            return None
        made, rate = [], 0
        try:
            for piece, pause in parts:
                if piece:
                    samples, rate = soundfile.read(io.BytesIO(self._clips[name(piece)]), dtype="float32")
                    made.append(samples)
                made.append(np.zeros(round(pause * rate), np.float32))
        except soundfile.LibsndfileError:
            return None
        return (np.concatenate(made), rate) if rate else None


def _parts(line: str) -> list[tuple[str, float]] | None:
    """The pieces of a line with its numbers filled in; None where it is none of ours."""
    for pattern in _patterns():
        found = pattern.fullmatch(line)
        if found is not None:
            return [part for text in found.groups() for part in pieces(text)]
    return None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What each wording looks like once it is filled in, its pieces and what fills it as groups."""
    return tuple(
        re.compile("".join(_pattern(text)), re.DOTALL) for texts in lines().say.values() for text in texts
    )


def _pattern(wording: str) -> Iterator[str]:
    fills = iter(_PLACEHOLDER.findall(wording))
    for part in _PLACEHOLDER.split(wording):
        yield f"({re.escape(part)})"
        if fill := next(fills, ""):
            yield f"({_filling()[fill]})"


@functools.cache
def _filling() -> Mapping[str, str]:
    """What may stand in each placeholder: names have commas too, so only a list can tell where one ends."""
    rows = [*helplines().values(), *map(helpline, _WITHOUT_A_LINE)]
    known = [row for row in rows if row.known]
    texts = {"{line}": [row.line for row in known], "{when}": [row.when for row in known]}
    texts["{written}"] = [row.written for row in rows if row.written]
    texts["{emergency}"] = [row.emergency for row in rows]
    return {
        name: "|".join(map(re.escape, sorted(set(found), key=len, reverse=True)))
        for name, found in texts.items()
    }


@functools.cache
def index() -> Mapping[str, str]:
    """How the stored sound was made; empty where there is none."""
    return json.loads(_read().get(INDEX, b"{}"))  # type: ignore[no-any-return]


@functools.cache
def stored() -> Stored:
    """The sound that comes with the program; without a line where the file is missing or damaged."""
    return Stored(_read())


@functools.cache
def _read() -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(ARCHIVE.read_bytes())) as archive:
            return {entry: archive.read(entry) for entry in archive.namelist()}
    except (OSError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return {}  # what is shown, and the voice, are left
