"""Piper: a voice as one ONNX file beside its JSON configuration."""

from __future__ import annotations

import json
import logging
from collections.abc import Generator
from pathlib import Path

import numpy as np
import onnxruntime
from piper import PiperVoice
from piper.config import PiperConfig, SynthesisConfig

from voice_assistant.errors import ModelError, SpeakingError
from voice_assistant.tts import TtsOptions
from voice_assistant.tts.edges import edged
from voice_assistant.vocabulary import Sentence, SpeechChunk

ONNX_ERRORS: tuple[type[Exception], ...] = tuple(
    kind
    for kind in vars(onnxruntime.capi.onnxruntime_pybind11_state).values()
    if isinstance(kind, type) and issubclass(kind, Exception)
)
"""ONNX Runtime's errors have no superclass of their own."""

SEED = 1

FAILURES: tuple[type[Exception], ...] = (*ONNX_ERRORS, RuntimeError, ValueError, KeyError)
"""What Piper raises where it cannot speak."""

# Piper warns of sounds that a voice lacks, one by one: on stderr they would spell out what is said.
logging.getLogger("piper").setLevel(logging.CRITICAL)


class Piper:
    """A Piper voice.

    Raises:
        ModelError: the voice or its configuration is missing, broken or of another kind.
    """

    def __init__(self, model: Path, options: TtsOptions) -> None:
        self._voice = PiperVoice(session=_session(model, options.threads), config=_config(model))
        try:
            self._voice.phonemize("a")
        except RuntimeError as error:
            raise ModelError(
                f"The voice {model} wants an espeak voice that does not exist "
                f'("{self._voice.config.espeak_voice}"): copy {model.name}.json there again, '
                "or name another voice as tts.model."
            ) from error
        self._length = self._voice.config.length_scale / options.speed
        self._volume = options.volume

    def synthesize(self, sentence: Sentence, speed: float = 1.0) -> Generator[SpeechChunk | None]:
        """See `TextToSpeech.synthesize`."""
        if not any(letter.isalnum() for letter in sentence.text):
            return
        parts = []
        wanted = SynthesisConfig(length_scale=self._length / speed, volume=self._volume)
        try:
            # Piper splits at full stops by itself, and normalizes the level of each part.
            for part in self._voice.synthesize(sentence.text, wanted):
                parts.append(np.nan_to_num(part.audio_float_array).astype(np.float32))
                yield None
        except FAILURES as error:
            raise SpeakingError("Speech synthesis failed: the voice could not speak a sentence.") from error
        if parts:
            rate = self._voice.config.sample_rate
            samples = edged(np.clip(np.concatenate(parts), -1.0, 1.0), rate, sentence.text)
            if not len(samples):
                raise SpeakingError("Speech synthesis failed: the voice made no sound for a sentence.")
            yield SpeechChunk(sentence, samples, rate)


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    if not model.is_file():
        kind = "is a folder" if model.is_dir() else "does not exist"
        raise ModelError(f"The voice {model} {kind}: tts.model must name a Piper voice, a .onnx file.")
    options = onnxruntime.SessionOptions()
    # Piper itself would take every core, and fight with the language model for them.
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Its arena keeps the memory of the longest sentence ever spoken, and patterns of every length.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    # A voice varies from sentence to sentence, but in the same way after each start: what was heard can be repeated.
    onnxruntime.set_seed(SEED)
    try:
        session = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except ONNX_ERRORS as error:
        raise ModelError(
            f"The voice {model} cannot be loaded (broken, truncated, or no ONNX file): "
            "copy it there again, or name another one as tts.model."
        ) from error
    if {"input", "input_lengths", "scales"} - {entry.name for entry in session.get_inputs()}:
        raise ModelError(f"{model} is an ONNX file but not a Piper voice: tts.model must name a Piper voice.")
    return session


def _config(model: Path) -> PiperConfig:
    path = model.with_name(model.name + ".json")
    if not path.is_file():
        raise ModelError(
            f"The voice {model} lacks its configuration {path.name}: copy that beside it, "
            "or name another voice as tts.model."
        )
    try:
        config = PiperConfig.from_dict(json.loads(path.read_text(encoding="utf-8")))
        config.sample_rate, config.length_scale = int(config.sample_rate), float(config.length_scale)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"The voice's configuration {path} is broken or truncated: copy it there again, "
            "or name another voice as tts.model."
        ) from error
    return config
