"""How well does it hear, speak and talk? Every figure about the models, by one command.

Sentences come from a folder of texts that no training has seen, and are spoken by synthesizers where those are
installed: what is not there is "skipped", never passed. The recordings that come with the program need neither.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from voice_assistant import app
from voice_assistant.bench import chatting, look_alikes, not_speech, phrasings, spoken_commands
from voice_assistant.bench.questions import Question, demo_questions, questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.bench.recognition import SKIPPED, heard, scored, sentences, tables
from voice_assistant.bench.speakers import HELD_BACK, Speaker
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.stt import SpeechToText
from voice_assistant.tts import TextToSpeech
from voice_assistant.vocabulary import SAMPLE_RATE, Samples, Sentence

SETS = Path("tests") / "accuracy"
"""The folder of the texts, from the top of the repository."""

COMMANDS = SETS / "commands.jsonl"
"""Commands that are in no training text: what is left of tests/phrasings/heldout.jsonl without them."""

ROUND_TRIPS = 100
"""Sentences that our own voice says to the recogniser."""

Progress = Callable[[str], None]


PARTS = ("recordings", "sentences", "look-alikes", "not speech", "commands", "voice", "chat")
"""What is measured, in this order; all but the first needs the texts, and most of it synthesizers."""


def measure(
    setup: app.Setup, root: Path, progress: Progress, *, quick: bool = False, only: Collection[str] = PARTS
) -> dict[str, Any]:
    """Measure everything, or some of `PARTS`.

    Args:
        setup: what to measure.
        root: the top of the repository, where the texts are.
        progress: told what comes next.
        quick: whether only the recordings that come with the program are used.
        only: which parts.

    Raises:
        InputError: a text is missing.
    """
    recogniser, voice = app.recogniser(setup), app.voice(setup)
    if quick or not (root / SETS).is_dir():
        progress("the recordings that come with the program")
        return {"recordings": _recordings(recogniser, voice)}
    unsure, texts = app.unsure(setup), root / SETS
    ours = Speaker("our own voice", "", lambda text: said(voice, text))
    commands = [one for one in phrasings.read(root / COMMANDS) if not one.after and _speakable(one.say)]
    domain, everyday = (sentences(texts / name) for name in ("domain.txt", "everyday.txt"))

    def look_alike() -> dict[str, Any]:
        groups = look_alikes.groups(sentences(texts / "look_alikes.txt"))
        return look_alikes.measure(recogniser, groups, HELD_BACK)

    def quiet() -> dict[str, Any]:
        talking = [said(voice, text) for text in everyday[:40]]
        return not_speech.measure(recogniser, lambda: app.ear(setup), unsure, talking, not_speech.MINUTES)

    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "recordings": lambda: _recordings(recogniser, voice),
        "sentences": lambda: tables(recogniser, ours, [one.say for one in commands][::3], domain, everyday),
        "look-alikes": look_alike,
        "not speech": quiet,
        "commands": lambda: spoken_commands.measure(recogniser, commands[1::3], HELD_BACK, unsure),
        "voice": lambda: _voice(recogniser, voice, domain[:ROUND_TRIPS]),
        "chat": lambda: chatting.measure(setup, texts / "chat.jsonl", [one for one in commands if one.calls]),
    }
    result = {}
    for name in PARTS:
        if name in only:
            progress(name)
            result[name] = parts[name]()
    return result


def said(voice: TextToSpeech, text: str) -> Samples:
    """A sentence in our own voice, float32 of shape (n,) at `SAMPLE_RATE`."""
    chunks = [chunk for chunk in voice.synthesize(Sentence(speakable(text))) if chunk is not None]
    return np.concatenate([soxr.resample(chunk.samples, chunk.rate, SAMPLE_RATE) for chunk in chunks])


def _speakable(text: str) -> bool:
    """Whether every synthesizer says the same of it: no digits, no signs."""
    return text.isascii() and not any(sign.isdigit() or sign in '"&%$#@*+=<>/\\' for sign in text)


def _recordings(recogniser: SpeechToText, voice: TextToSpeech) -> dict[str, Any]:
    asked = (*questions(), *demo_questions())
    result = {}
    for name in sorted({question.voice for question in asked}):
        result[name] = _scored(recogniser, ((q.text, sound_of(q)) for q in asked if q.voice == name))
    result["our own voice"] = _scored(recogniser, _spoken(voice, asked))
    return result


def _voice(recogniser: SpeechToText, voice: TextToSpeech, texts: Iterable[str]) -> dict[str, Any]:
    """What of the voice is understood, and how long it computes for a second of speech, on one core."""
    pairs, spent, spoken = [], 0.0, 0.0
    for text in texts:
        began = time.process_time()
        sound = said(voice, text)
        spent, spoken = spent + time.process_time() - began, spoken + len(sound) / SAMPLE_RATE
        pairs.append((text, heard(recogniser, sound).text))
    return {**scored(pairs), "real-time factor": round(spent / spoken, 4)} if pairs else {"wer": SKIPPED}


def _spoken(voice: TextToSpeech, asked: Iterable[Question]) -> Iterable[tuple[str, Samples]]:
    for question in asked:
        yield question.text, said(voice, question.text)


def _scored(recogniser: SpeechToText, spoken: Iterable[tuple[str, Samples]]) -> dict[str, Any]:
    return scored([(text, heard(recogniser, sound).text) for text, sound in spoken])
