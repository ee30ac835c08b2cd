"""How long is the wait for an answer? From the last speech sample heard to the first audible sample played.

The same recorded questions are put, in real time and through the virtual room, to the assistant and to the plain
pipeline that most programs are: wait for silence, transcribe all, think it all through, synthesize it all, play.
That baseline runs with its usual 800 ms of silence and once more with the assistant's own wait, so that what
streaming and drafts are worth is seen apart from what impatience is worth. Models and settings are the same.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import anyio
import numpy as np
import soxr

from voice_assistant import app
from voice_assistant.answering import Parts
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.bench.questions import Question
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.conversation import Conversation
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.memory import Memory
from voice_assistant.everyday.clocks import at
from voice_assistant.observers import Observer
from voice_assistant.vocabulary import (
    FRAME,
    EndOfTurn,
    Frame,
    Samples,
    Sentence,
    SpeechChunk,
    Turn,
    samples,
    seconds,
)

AUDIBLE = 0.01
"""Amplitude from which on a sample is audible: -40 dBFS."""

GAP_S = 0.7
"""Silence before each question, seconds."""

PATIENCE_S = 6.0
"""How long an answer is waited for, seconds."""

USUAL_WAIT_S = 0.8
"""The baseline's own silence."""

NOW = datetime(2026, 3, 9, 7, 30)  # noqa: DTZ001  a local time like any other, the same in every arm


@dataclass(slots=True)
class Trial:
    """One question put to one arm."""

    question: Question
    asked_until: int = 0
    """Index just after the question's last speech sample."""
    answered: int | None = None
    """Index of the first audible sample of the answer; None where none came in time."""
    turn: Turn | None = None
    """For the assistant: its record."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds spent in each stage."""

    @property
    def wait_s(self) -> float | None:
        """The wait, seconds."""
        return None if self.answered is None else seconds(self.answered - self.asked_until)


class Asker:
    """Puts the questions into a room, one after the other, each when the answer to the last has begun."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.trials = [Trial(question) for question in questions]
        self.current: Trial | None = None
        """The question that waits for its answer."""
        self._played: list[Samples] = []
        self._index = 0

    def source(self) -> Iterator[Samples]:
        """What the room hears."""
        for trial in self.trials:
            yield self._passing(np.zeros(samples(GAP_S), np.float32))
            sound = sound_of(trial.question)
            trial.asked_until = self._index + int(np.flatnonzero(sound)[-1]) + 1
            self.current = trial
            yield self._passing(sound)
            while self.current is trial and self._index - trial.asked_until < samples(PATIENCE_S):
                yield self._passing(np.zeros(FRAME, np.float32))
            self.current = None

    def sink(self, played: Samples) -> None:
        """Takes what comes out of the speaker."""
        self._played.append(played)

    def answered(self) -> None:
        """An answer has begun: on to the next question."""
        self.current = None

    def read_off(self) -> None:
        """Find each answer in the wave that was played."""
        wave = np.concatenate(self._played)
        for trial, following in zip(self.trials, [*self.trials[1:], None], strict=True):
            end = following.asked_until if following else len(wave)
            audible = np.flatnonzero(np.abs(wave[trial.asked_until : end]) > AUDIBLE)
            trial.answered = trial.asked_until + int(audible[0]) if len(audible) else None

    def _passing(self, sound: Samples) -> Samples:
        self._index += len(sound)
        return sound


# ---------------------------------------------------------------- the assistant


class _Director(Observer):
    """Stops each answer as soon as it has begun, and keeps its record."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._running: Turn | None = None
        self.stop: Callable[[], None] = lambda: None

    def understood(self, turn: Turn) -> None:
        self._running = turn

    def frame(self, frame: Frame) -> None:
        turn, trial = self._running, self._asker.current
        if turn is None or trial is None or not np.any(np.abs(frame.far) > AUDIBLE):
            return
        trial.turn, self._running = turn, None
        self.stop()

    def ended(self, turn: Turn) -> None:
        if self._asker.current is not None and self._asker.current.turn is turn:
            self._asker.answered()


def assistant(
    setup: app.Setup, engines: app.Engines, questions: Sequence[Question], *, drafts: bool
) -> Asker:
    """Put the questions to the assistant."""
    asker = Asker(questions)
    with closing(VirtualRoom(asker.source(), realtime=True, sink=asker.sink, tail_s=0.1)) as room:
        parts = Parts(room, app.ear(setup), engines.stt, engines.dialogue, engines.tts, clock=lambda: at(NOW))
        director = _Director(asker)
        conversation = Conversation(parts, director, drafts=drafts)
        director.stop = conversation.stop
        anyio.run(conversation.run)
    asker.read_off()
    for trial in asker.trials:
        if trial.turn is not None:
            trial.stages = dict(trial.turn.engine_seconds)
    return asker


# ---------------------------------------------------------------- the plain pipeline


def sequential(setup: app.Setup, engines: app.Engines, questions: Sequence[Question], wait_s: float) -> Asker:
    """Put the questions to the plain sequential pipeline, which waits for `wait_s` seconds of silence."""
    asker = Asker(questions)
    hearing = replace(setup.config.hearing, end_silence_ms=round(wait_s * 1000))
    ear = app.ear(replace(setup, config=replace(setup.config, hearing=hearing)))
    with closing(VirtualRoom(asker.source(), realtime=True, sink=asker.sink, tail_s=0.1)) as room:
        for frame in room.frames():
            if asker.current is not None and np.any(np.abs(frame.far) > AUDIBLE):
                room.flush()
                asker.answered()
            for event in ear.hear(frame):
                if isinstance(event, EndOfTurn) and asker.current is not None:
                    for chunk in _answer(engines, event, asker.current):
                        room.write(_at_room_rate(chunk, room.out_rate))
    asker.read_off()
    return asker


def _answer(engines: app.Engines, event: EndOfTurn, trial: Trial) -> list[SpeechChunk]:
    began = time.perf_counter()
    transcript = next(t for t in engines.stt.transcribe(event.utterance.samples) if t is not None)
    transcribed = time.perf_counter()
    steps = engines.dialogue.reply(transcript, event.utterance.voiced, Memory(), World(at(NOW)))
    sentences = [made for made in steps if isinstance(made, Sentence)]
    thought = time.perf_counter()
    chunks = [chunk for s in sentences for chunk in engines.tts.synthesize(s) if chunk is not None]
    trial.stages = {
        "stt": transcribed - began,
        "llm": thought - transcribed,
        "tts": time.perf_counter() - thought,
    }
    return chunks


def _at_room_rate(chunk: SpeechChunk, rate: int) -> Samples:
    sound: Samples = soxr.resample(chunk.samples, chunk.rate, rate)
    return sound


# ---------------------------------------------------------------- the result

KINDS = ("command", "finished", "unfinished")


def measure(
    setup: app.Setup, questions: Sequence[Question], progress: Callable[[str], None]
) -> dict[str, Any]:
    """Put the questions to every arm; what came out, ready for JSON.

    Args:
        setup: the user's settings, which every arm shares.
        questions: what is asked.
        progress: is told which arm runs.
    """
    engines = app.load(setup)
    own_wait = setup.config.hearing.end_silence_ms / 1000
    arms: dict[str, Callable[[], Asker]] = {
        "assistant": lambda: assistant(setup, engines, questions, drafts=True),
        "assistant, no drafts": lambda: assistant(setup, engines, questions, drafts=False),
        f"sequential, {own_wait:.1f} s wait": lambda: sequential(setup, engines, questions, own_wait),
        f"sequential, {USUAL_WAIT_S:.1f} s wait": lambda: sequential(setup, engines, questions, USUAL_WAIT_S),
    }
    result: dict[str, Any] = {"questions": len(questions), "unit": "seconds", "arms": {}}
    asked: dict[str, Asker] = {}
    for name, run in arms.items():
        progress(name)
        asked[name] = run()
        result["arms"][name] = _summary(asked[name].trials)
    ours = asked["assistant"].trials
    result["ratios"] = {
        f"assistant / {name}": _ratio(ours, asker.trials)
        for name, asker in asked.items()
        if name != "assistant"
    }
    return result


def _summary(trials: Sequence[Trial]) -> dict[str, Any]:
    waits = [trial.wait_s for trial in trials if trial.wait_s is not None]
    stages = {
        stage: _median([trial.stages[stage] for trial in trials if stage in trial.stages])
        for stage in ("stt", "llm", "tts")
    }
    turns = [trial for trial in trials if trial.turn is not None]
    moments = {
        name: _median(
            [seconds(t.turn.times[name] - t.asked_until) for t in turns if t.turn and name in t.turn.times]
        )
        for name in ("draft_start", "transcript", "first_token", "first_chunk", "end_of_turn", "first_audio")
    }
    by_kind = {
        kind: [t.wait_s for t in trials if t.question.kind == kind and t.wait_s is not None] for kind in KINDS
    }
    return {
        "answered": len(waits),
        "p50": _median(waits),
        "p95": _percentile(waits, 95),
        "by_kind": {
            kind: {"n": len(w), "p50": _median(w), "p95": _percentile(w, 95)} for kind, w in by_kind.items()
        },
        "stage_seconds_p50": stages,
        "moments_after_speech_p50": moments if turns else None,
    }


def _ratio(ours: Sequence[Trial], theirs: Sequence[Trial]) -> dict[str, float | int | None]:
    pairs = [(a.wait_s, b.wait_s) for a, b in zip(ours, theirs, strict=True) if a.wait_s and b.wait_s]
    return {
        "pairs": len(pairs),
        "p50": _median([a / b for a, b in pairs]),
        "wins": sum(a < b for a, b in pairs),
    }


def _median(values: Sequence[float]) -> float | None:
    return round(statistics.median(values), 4) if values else None


def _percentile(values: Sequence[float], percent: float) -> float | None:
    return round(float(np.percentile(values, percent)), 4) if values else None
