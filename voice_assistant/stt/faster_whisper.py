"""faster-whisper: Whisper models in CTranslate2's format.

`WhisperModel.transcribe` pads every clip to 30 s and returns one guess without a score for the others. So we call
the parts underneath it: features, an encoder window that fits the utterance, and `generate` with several
hypotheses. Full windows cost nine times as much (base.en, 5 s clip, one thread: 1.2 s against 0.14 s).

A window shorter than the model was trained on can lower accuracy, so it is never below ten seconds and always
two seconds longer than the utterance (a floor at which others saw no loss), and a transcript that looks like a
failure is decoded again in the full window. Models that were trained with the whole window in view alone may
say so in the manifest, and always get it; the starter model was trained with both.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens

from voice_assistant.errors import HearingError, ModelError
from voice_assistant.stt import SttOptions
from voice_assistant.vocabulary import SAMPLE_RATE, Hypothesis, Samples, Transcript

NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Files of a model folder. Without the tokenizer faster-whisper would go and fetch one: we never do."""

FEATURES = "preprocessor_config.json"
"""Comes with models that need other features than Whisper's first ones did, and is missing beside the others."""

FULL_WINDOW = 3000
"""Feature steps of the whole window: what Whisper's encoder takes at most, and faster-whisper always pads to."""

SHORTEST_S = 0.05
"""Nothing can be said in less, and there would be no features of it."""

QUIETEST = 1e-4
"""A peak below this (-80 dB of full scale) is a microphone that is off. Whisper models make words of it."""

FLOOR_S = 10.0
MARGIN_S = 2.0

LOOKS_WRONG = -1.0
"""Mean log-probability below which a short window is not trusted (Whisper's own threshold)."""

NO_SPEECH = 0.6
"""Probability of silence from which on an unlikely text is taken for an invention (Whisper's own threshold)."""

INVENTED = -2.0
"""Mean log-probability below which a text has nothing to do with the sound: on noise the starter model's guesses
have -3.9."""

REPEATS = 2.4
"""Compression ratio above which the text repeats itself (Whisper's own threshold)."""


class FasterWhisper:
    """A Whisper model.

    Args:
        model: a folder with a CTranslate2 Whisper model.
        options: language, beam, threads.

    Raises:
        ModelError: the folder is missing, incomplete or holds something else.
    """

    def __init__(self, model: Path, options: SttOptions) -> None:
        _check(model)
        try:
            self._model = WhisperModel(
                str(model),
                device="cpu",
                compute_type="int8",
                cpu_threads=options.threads,
                local_files_only=True,
            )
            self._tokenizer = Tokenizer(
                self._model.hf_tokenizer,
                self._model.model.is_multilingual,
                task="transcribe",
                language=options.language if self._model.model.is_multilingual else "en",
            )
            self._suppressed = list(get_suppressed_tokens(self._tokenizer, [-1]))
        except (RuntimeError, ValueError, LookupError, TypeError, OSError) as error:
            raise ModelError(
                f"The speech recogniser in {model} cannot be loaded (broken, truncated, or no Whisper model): "
                "copy it there again, or name another one as stt.model."
            ) from error
        if self._model.model.n_mels != len(self._model.feature_extractor.mel_filters):
            raise ModelError(
                f"The speech recogniser in {model} lacks the right {FEATURES}: copy the complete model there, "
                "or name another one as stt.model."
            )
        self._options = options
        self._steps_per_second = SAMPLE_RATE // self._model.feature_extractor.hop_length

    @property
    def window_s(self) -> float:
        """The longest utterance that is heard whole, in seconds."""
        return float(self._model.feature_extractor.chunk_length)

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """See `SpeechToText.transcribe`."""
        if len(samples) < SHORTEST_S * SAMPLE_RATE or np.abs(np.nan_to_num(samples)).max() < QUIETEST:
            yield Transcript((), no_speech=1.0, language=self._tokenizer.language_code)
            return
        samples = np.clip(np.nan_to_num(samples[: round(self.window_s * SAMPLE_RATE)]), -1.0, 1.0)
        window = FULL_WINDOW
        if not self._options.full_window:
            duration = max(FLOOR_S, len(samples) / SAMPLE_RATE + MARGIN_S)
            window = min(FULL_WINDOW, round(duration * self._steps_per_second))
        features = self._model.feature_extractor(samples)[..., :-1]
        yield None
        transcript = yield from self._decode(features, window)
        if window < FULL_WINDOW and _looks_wrong(transcript):
            yield None
            transcript = yield from self._decode(features, FULL_WINDOW)
        yield transcript

    def _decode(self, features: Any, steps: int) -> Generator[None, None, Transcript]:
        prompt = list(self._tokenizer.sot_sequence)
        if self._tokenizer.no_timestamps is not None:
            prompt.append(self._tokenizer.no_timestamps)
        try:
            window = np.ascontiguousarray(pad_or_trim(features, steps)[np.newaxis])
            encoded = self._model.model.encode(ctranslate2.StorageView.from_array(window), to_cpu=False)
            yield None
            result = self._model.model.generate(
                encoded,
                [prompt],
                beam_size=self._options.beam,
                num_hypotheses=self._options.beam,
                max_length=self._model.max_length,
                return_scores=True,
                return_no_speech_prob=True,
                suppress_blank=True,
                suppress_tokens=self._suppressed,
            )[0]
        except (RuntimeError, ValueError) as error:
            raise HearingError(
                "Speech recognition failed: its model could not work on this sound."
            ) from error
        no_speech = float(result.no_speech_prob)
        hypotheses = self._hypotheses(result)
        unlikely = not hypotheses or hypotheses[0].log_probability < LOOKS_WRONG
        silent = not hypotheses or (unlikely and no_speech > NO_SPEECH)
        if not silent:
            return Transcript(hypotheses, no_speech, self._tokenizer.language_code)
        withheld = tuple(guess for guess in self._guesses(result) if guess.log_probability > INVENTED)
        return Transcript((), no_speech, self._tokenizer.language_code, withheld)

    def _hypotheses(self, result: Any) -> tuple[Hypothesis, ...]:
        """Each text once, best first; none where the recogniser thinks it likeliest that nothing was said."""
        nothing = not "".join(self._tokenizer.decode(result.sequences_ids[0]).split())
        return () if nothing else self._guesses(result)

    def _guesses(self, result: Any) -> tuple[Hypothesis, ...]:
        found: dict[str, Hypothesis] = {}
        for tokens, score in zip(result.sequences_ids, result.scores, strict=True):
            text = " ".join(self._tokenizer.decode(tokens).split())
            if text and text not in found:
                # generate() divides by the number of tokens; the end-of-text token counts too.
                mean = float(score) * len(tokens) / (len(tokens) + 1)
                found[text] = Hypothesis(text, mean)
        return tuple(sorted(found.values(), key=lambda hypothesis: -hypothesis.log_probability))


def _looks_wrong(transcript: Transcript) -> bool:
    text = transcript.text.encode()
    return bool(text) and (
        transcript.confidence < LOOKS_WRONG or len(text) / len(zlib.compress(text)) > REPEATS
    )


def _check(model: Path) -> None:
    if not model.is_dir():
        kind = "is a file, not a folder" if model.exists() else "does not exist"
        raise ModelError(
            f"The speech recogniser {model} {kind}: stt.model must name a faster-whisper folder."
        )
    missing = [name for name in NEEDED if not (model / name).is_file()]
    if not list(model.glob("vocabulary.*")):
        missing.append("vocabulary.json")
    if missing:
        raise ModelError(
            f"The speech recogniser {model} lacks {', '.join(missing)}: copy the complete model there, "
            "or name another one as stt.model."
        )
    # Some of these are not missed where they are broken: defaults take their place, and it mishears.
    for name in ("config.json", "tokenizer.json", FEATURES):
        if (model / name).is_file() and not _is_json(model / name):
            raise ModelError(
                f"The speech recogniser's file {model / name} is broken or truncated: copy it there again, "
                "or name another model as stt.model."
            )


def _is_json(path: Path) -> bool:
    """Whether a file holds a JSON object, and a tokenizer's has its model."""
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, OSError):
        return False
    return isinstance(content, dict) and (path.name != "tokenizer.json" or "model" in content)
