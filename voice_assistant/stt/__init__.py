"""Speech to text: an utterance becomes a transcript with alternatives and a confidence.

To add an engine: write `stt/<name>.py` with a class that keeps the promises of `SpeechToText`, and add a line
to `ENGINES`. `tests/test_contract_stt.py` then runs it against those promises, unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voice_assistant.vocabulary import Samples, Transcript


@dataclass(frozen=True, slots=True)
class SttOptions:
    """What an engine needs to know besides its model."""

    language: str = "en"
    """ISO 639-1 code of what is spoken."""
    beam: int = 5
    """Alternatives kept while decoding, and returned."""
    threads: int = 1
    """Threads to compute with."""
    full_window: bool = False
    """Whether the model must always be shown its whole window, however short the utterance is."""


class SpeechToText(Protocol):
    """A speech recogniser. Used by one thread only."""

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """Recognise one utterance.

        Args:
            samples: mono at 16 kHz, shape (n,), at most `window_s` seconds of it are heard.

        Yields:
            None after each step of work that is done, then one transcript; its hypotheses are stripped, never
            empty, best first, and there are none where nothing was said.

        Raises:
            HearingError: the engine failed.
        """
        ...

    @property
    def window_s(self) -> float:
        """The longest utterance that is heard whole, in seconds."""
        ...


def _faster_whisper(model: Path, options: SttOptions) -> SpeechToText:
    from voice_assistant.stt.faster_whisper import FasterWhisper

    return FasterWhisper(model, options)


def _pocketsphinx(model: Path, options: SttOptions) -> SpeechToText:
    from voice_assistant.stt.pocketsphinx import Pocketsphinx

    return Pocketsphinx(model, options)


ENGINES: dict[str, Callable[[Path, SttOptions], SpeechToText]] = {
    "faster-whisper": _faster_whisper,
    "pocketsphinx": _pocketsphinx,
}
"""Engines by the name they have in the configuration. Each loads its model, or raises ModelError."""
