"""How well is the recogniser's hearing, and how well is the voice understood?

The recordings that come with the program were made by synthesizers and voices that the starter recogniser never
heard, of wordings whose author had not seen its training text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import soxr

from voice_assistant import app
from voice_assistant.bench.questions import Question, demo_questions, questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.bench.words import normalised, word_error_rate
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.stt import SpeechToText
from voice_assistant.tts import TextToSpeech
from voice_assistant.vocabulary import SAMPLE_RATE, Samples, Sentence


def measure(setup: app.Setup) -> dict[str, Any]:
    """Word error rates by set."""
    recogniser, voice = app.recogniser(setup), app.voice(setup)
    asked = (*questions(), *demo_questions())
    result = {}
    for name in sorted({question.voice for question in asked}):
        spoken = ((q.text, sound_of(q)) for q in asked if q.voice == name)
        result[f"recorded, {name}"] = _scored(recogniser, spoken)
    result["our own voice"] = _scored(recogniser, _spoken(voice, asked))
    return result


def _spoken(voice: TextToSpeech, asked: Iterable[Question]) -> Iterable[tuple[str, Samples]]:
    for question in asked:
        for chunk in voice.synthesize(Sentence(speakable(question.text))):
            if chunk is not None:
                yield question.text, soxr.resample(chunk.samples, chunk.rate, SAMPLE_RATE)


def _scored(recogniser: SpeechToText, spoken: Iterable[tuple[str, Samples]]) -> dict[str, Any]:
    pairs = []
    for text, sound in spoken:
        heard = next(transcript for transcript in recogniser.transcribe(sound) if transcript is not None)
        pairs.append((text, heard.text))
    exact = sum(normalised(text) == normalised(heard) for text, heard in pairs)
    return {
        "utterances": len(pairs),
        "words": sum(len(normalised(text)) for text, _ in pairs),
        "wer": round(word_error_rate(pairs), 4),
        "exact": round(exact / len(pairs), 4),
    }
