"""Text to speech: a sentence becomes samples.

To add an engine: write `tts/<name>.py` with a class that keeps the promises of `TextToSpeech`, and add a line
to `ENGINES`. `tests/test_contract_tts.py` then runs it against those promises, unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voice_assistant.vocabulary import Sentence, SpeechChunk


@dataclass(frozen=True, slots=True)
class TtsOptions:
    """What an engine needs to know besides its model."""

    speed: float = 1.0
    """How fast to speak: 1 is the voice's own pace, 2 twice as fast."""
    volume: float = 1.0
    """Loudness, 1 is the voice's own."""
    threads: int = 1
    """Threads to compute with."""


class TextToSpeech(Protocol):
    """A speech synthesizer. Used by one thread only."""

    def synthesize(self, sentence: Sentence, speed: float = 1.0) -> Generator[SpeechChunk | None]:
        """Speak one sentence.

        Args:
            sentence: its `text` is speakable already.
            speed: how fast, from 0.5 to 2: 1 is as fast as the options say, 2 twice as fast.

        Yields:
            None for each step of work that is done; then one chunk with all of the sentence's samples, finite
            and in [-1, 1]; no chunk where there is nothing to say.

        Raises:
            SpeakingError: the engine failed.
        """
        ...


def _piper(model: Path, options: TtsOptions) -> TextToSpeech:
    from voice_assistant.tts.piper import Piper

    return Piper(model, options)


ENGINES: dict[str, Callable[[Path, TtsOptions], TextToSpeech]] = {
    "piper": _piper,
}
"""Engines by the name they have in the configuration. Each loads its model, or raises ModelError."""
