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
from voice_assistant.bench.words import normalised, word_errors
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
    wrong = words = exact = utterances = 0
    for text, sound in spoken:
        heard = next(t for t in recogniser.transcribe(sound) if t is not None).text
        errors, length = word_errors(text, heard)
        wrong, words, utterances = wrong + errors, words + length, utterances + 1
        exact += normalised(text) == normalised(heard)
    return {
        "utterances": utterances,
        "words": words,
        "wer": round(wrong / max(1, words), 4),
        "exact": round(exact / max(1, utterances), 4),
    }
