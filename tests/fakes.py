"""A conversation as a timeline: who says what and when, and engines that do as they are told.

    talk = Talk(user(1.0, 2.2, "alpha"), user(3.5, 4.3, "bravo")).run()
    assert talk.ended[0].barged_in

Everything between the microphone and the speaker is real, except for the engines and the ear's detector of speech.
Each thing the user says has its own loudness, by which the recogniser knows it; each sentence has its own pitch, by
which a test knows what came out of the speaker.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import anyio
import numpy as np

from voice_assistant import languages
from voice_assistant.answering import Parts
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.conversation import Conversation
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.doubt import UNSURE
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.noted import Noted
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.reply import Dialogue, Step
from voice_assistant.errors import StoreError
from voice_assistant.everyday import Change, Everyday, Record
from voice_assistant.everyday.records import Instant
from voice_assistant.hearing.ear import Ear
from voice_assistant.hearing.endpointing import Patience
from voice_assistant.ledger import Ledger
from voice_assistant.observers import Observer, Several
from voice_assistant.safety import SafetyState
from voice_assistant.skills import grammar, likely
from voice_assistant.vocabulary import (
    SAMPLE_RATE,
    AudioLost,
    Effect,
    Frame,
    Heard,
    Hypothesis,
    Message,
    Samples,
    Sentence,
    SpeechChunk,
    Tier,
    Transcript,
    Turn,
    samples,
)

grammar.load()  # as `app` does before it listens: the first turn must not wait for it
likely.weights()

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
"""When every conversation begins."""

QUIETEST, STEP = 0.2, 0.0005
"""Amplitude of the first thing that is said, and how much louder each one after it is."""

AUDIBLE = 1e-6
"""Amplitude above which our own sound counts as sound."""

PITCHES = 23
"""How many sentences there are before a pitch comes again."""


# ---------------------------------------------------------------- what the user does


@dataclass(frozen=True, slots=True)
class Said:
    """The user makes a sound; with no text it is a cough."""

    start_s: float
    end_s: float
    text: str = ""


def user(start_s: float, end_s: float, text: str) -> Said:
    """The user says something from one moment to another, in seconds."""
    return Said(start_s, end_s, text)


def cough(at_s: float, length_s: float = 0.16) -> Said:
    """The user coughs: too short to mean anything."""
    return Said(at_s, at_s + length_s)


def sound_of(timeline: Sequence[Said]) -> Samples:
    """What the microphone hears of a timeline, in 16 kHz samples."""
    wave = np.zeros(samples(max((said.end_s for said in timeline), default=0.0)), np.float32)
    for place, said in enumerate(timeline):
        wave[samples(said.start_s) : samples(said.end_s)] = QUIETEST + STEP * place
    wave[1::2] *= -1
    return wave


class OpenEar(Ear):
    """An ear with headphones on: our own sound does not come back, so nothing has to stand out from it.

    It also has a patience of its own, so that no test depends on how ours is tuned.
    """

    def __init__(self, *, by_words: bool = False) -> None:
        patience = Patience(
            min_speech=samples(0.12),
            window=samples(0.30),
            pause=samples(0.20),
            end_silence=samples(0.60),
            cap=samples(28.0),
            barge_in=samples(0.18),
            command=samples(0.30),
            sentence=samples(0.40),
            open=samples(1.20),
            dangling=samples(2.00),
            by_words=by_words,
        )
        super().__init__(EnergyVad(), patience, samples(0.3))

    def hear(self, frame: Frame) -> tuple[Heard, ...]:
        return super().hear(replace(frame, far=np.zeros_like(frame.far)))


class EnergyVad:
    """Takes for speech whatever is loud."""

    late = 0

    def speech(self, samples: Samples) -> bool:
        return bool(np.max(np.abs(samples)) > QUIETEST / 2)

    def reset(self) -> None:
        pass


# ---------------------------------------------------------------- engines that do as they are told

Meddler = Callable[[str, int], None]
"""Is called at each step of an engine, in its thread, with the text it works on and the number of the step."""


def at(text: str, step: int, error: BaseException) -> Meddler:
    """Raises an error at a step of the work on a text."""

    def meddle(worked_on: str, number: int) -> None:
        if (worked_on, number) == (text, step):
            raise error

    return meddle


class Block:
    """A step on a text, the first one, that does not end before it is released.

    Args:
        text: what is worked on.
        until: ends the step too, once it is true: asked from the engine's thread.
    """

    def __init__(self, text: str, until: Callable[[], bool] = lambda: False) -> None:
        self._text = text
        self._until = until
        self.begun = threading.Event()
        self.release = threading.Event()

    def __call__(self, worked_on: str, number: int) -> None:
        if (worked_on, number) == (self._text, 0):
            self.begun.set()
            deadline = time.monotonic() + 10
            while not self.release.wait(0.001) and not self._until():
                assert time.monotonic() < deadline, "nobody released this step"


class FakeEngine:
    """What all fakes share: they count steps, threads and generators, and let a test meddle.

    Args:
        steps: how many steps a piece of work takes before its result.
        meddle: is called in each of them.
    """

    def __init__(self, *, steps: int = 0, meddle: Meddler = lambda text, step: None) -> None:
        self._steps = steps
        self._meddle = meddle
        self.threads: set[int] = set()
        self.open = 0
        """Generators that have begun and were not closed."""
        self.taken: Counter[str] = Counter()
        """Steps taken for each text."""

    def step(self, text: str) -> None:
        """Do one step of the work on a text."""
        self.threads.add(threading.get_ident())
        self.taken[text] += 1
        self._meddle(text, self.taken[text] - 1)

    @contextmanager
    def working(self) -> Generator[None]:
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1


class FakeRecogniser(FakeEngine):
    """Knows by its loudness what was said, and joins what it hears."""

    def __init__(self, timeline: Sequence[Said], **works: Any) -> None:
        super().__init__(**works)
        self._timeline = timeline

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        loud = np.abs(samples[np.abs(samples) > QUIETEST / 2])
        places = np.unique(np.rint((loud - QUIETEST) / STEP).astype(int))
        text = " ".join(filter(None, (self._timeline[place].text for place in places)))
        with self.working():
            for _ in range(self._steps):
                self.step(text)
                yield None
            self.step(text)
            yield Transcript((Hypothesis(text, -0.05),) if text else ())


class FakeThinker(FakeEngine):
    """Answers from a table, word by word; what is not in it gets an answer of three sentences."""

    def __init__(self, answers: Mapping[str, str] | None = None, **works: Any) -> None:
        super().__init__(**works)
        self._answers = answers or {}
        self.asked: list[list[Message]] = []
        """What it was shown, each time."""
        self._cancelled: Callable[[], bool] = lambda: False

    room = 100_000

    def told_to_end(self) -> bool:
        """Whether the last answer was cancelled, as the engine is told during a long step."""
        return self._cancelled()

    def tokens(self, text: str) -> int:
        return len(text)

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        said = messages[-1].content
        self.asked.append(list(messages))
        self._cancelled = cancelled
        with self.working():
            for _ in range(self._steps):
                self.step(said)
                yield None
            default = f"You have said {said} to me. That is the second one. And so this was the third."
            for word in self._answers.get(said, default).split(" "):
                self.step(said)
                yield f"{word} "


class Scripted:
    """A dialogue that is written down: the steps of each reply, by what was said."""

    unsure = UNSURE

    def __init__(self, replies: Mapping[str, Sequence[Step]]) -> None:
        self.language = languages.load("en")
        self._replies = replies
        self.results: list[object] = []
        """What came of the effects."""
        self.worlds: list[World] = []
        """What each reply was allowed to know."""

    def note(self, transcript: Transcript, voiced: float, memory: Memory, world: World) -> Noted:
        return Noted(Tier.NONE, SafetyState())

    def reply(
        self,
        transcript: Transcript,
        voiced: float,
        memory: Memory,
        world: World,
        cancelled: object = None,
        noted: Noted | None = None,
    ) -> Generator[Step, Any, None]:
        yield self.note(transcript, voiced, memory, world)
        self.worlds.append(world)
        for step in self._replies[transcript.text]:
            result = yield step
            if isinstance(step, Effect):
                self.results.append(result)


class FakeVoice(FakeEngine):
    """A square wave for each word; its half period, in samples, tells sentences apart, however fast it speaks."""

    def __init__(self, *, word_ms: int = 150, rate: int = SAMPLE_RATE, **works: Any) -> None:
        super().__init__(**works)
        self._word_ms = word_ms
        self._rate = rate
        self.made: list[Sentence] = []
        """Every sentence that was synthesized, in order."""

    def synthesize(self, sentence: Sentence, speed: float = 1.0) -> Generator[SpeechChunk | None]:
        with self.working():
            for _ in range(self._steps):
                self.step(sentence.text)
                yield None
            self.step(sentence.text)
            half = half_period(len(self.made))
            self.made.append(sentence)
            length = round(len(sentence.text.split()) * self._word_ms / speed) * self._rate // 1000
            wave = np.where(np.arange(length) // half % 2, -0.3, 0.3).astype(np.float32)
            yield SpeechChunk(sentence, wave, self._rate)


def half_period(place: int) -> int:
    """Samples between two changes of sign, in the sound of the sentence that was made at this place."""
    return 4 + place % PITCHES


def pitches(wave: Samples) -> set[int]:
    """Half periods of what sounds in a wave. One that comes up only once or twice is a seam."""
    sign = np.sign(wave).astype(np.int8)
    edges = np.flatnonzero(np.diff(sign, prepend=np.int8(0), append=np.int8(0)))
    lengths = np.diff(edges)[sign[edges[:-1]] != 0]
    return set(np.flatnonzero(np.bincount(lengths) > 2).tolist())


class FakeKeeper:
    """Writes down when it was asked to keep what, and fails when it is told to.

    Args:
        records: what is kept at the start.
    """

    def __init__(self, *records: Record) -> None:
        self.everyday = Everyday(records)
        """What is on disk."""
        self.kept: list[tuple[int, tuple[Change, ...]]] = []
        """When, on the audio time axis, and what."""
        self.now: Callable[[], int] = lambda: 0
        self.failing: Callable[[Sequence[Change]], StoreError | None] = lambda changes: None
        self.threads: set[int] = set()

    def load(self) -> Everyday:
        return self.everyday

    def keep(self, changes: Sequence[Change]) -> None:
        self.threads.add(threading.get_ident())
        error = self.failing(changes)
        if error is not None:
            raise error
        self.everyday = self.everyday.after(changes)
        self.kept.append((self.now(), tuple(changes)))

    def close(self) -> None:
        pass


# ---------------------------------------------------------------- the room, and who watches


class BreakingRoom(VirtualRoom):
    """A room whose sound system dies at some moments, and comes back after a while."""

    def __init__(self, source: Samples, breaks: Iterable[tuple[float, float]], **others: Any) -> None:
        super().__init__(source, **others)
        self._breaks = [(samples(since), samples(until)) for since, until in breaks]

    def frames(self) -> Generator[Frame | AudioLost, None, None]:
        for frame in super().frames():
            ended = [gap for gap in self._breaks if gap[1] == frame.start]
            for since, until in ended:
                yield AudioLost(since, until, "died")
            if any(since == frame.start for since, _ in self._breaks):
                self.flush()
            if not any(since <= frame.start < until for since, until in self._breaks):
                yield frame


class Witness(Observer):
    """Writes down what happens, with the index of the audio time axis at which it does."""

    def __init__(self, room: VirtualRoom) -> None:
        self._room = room
        self.moments: list[tuple[int, str, int]] = []
        """When, what, and the turn's id (0 where it belongs to none)."""
        self.shown: list[tuple[int, str]] = []
        """Each sentence on its way to the speaker, with its turn's id."""
        self.ended_turns: list[Turn] = []
        self.watch: Callable[[str, Turn | None], None] = lambda name, turn: None
        """Is called at each moment; a test may look at things, or raise."""

    def _note(self, name: str, turn: Turn | None = None) -> None:
        self.moments.append((self._room.now(), name, turn.id if turn else 0))
        self.watch(name, turn)

    def frame(self, frame: Frame) -> None:
        self.watch("frame", None)

    def speech(self, *, active: bool) -> None:
        self._note("speech" if active else "silence")

    def began(self, turn: Turn) -> None:
        self._room.keep_open(True)
        self._note("began", turn)

    def understood(self, turn: Turn) -> None:
        self._note("understood", turn)

    def saying(self, turn: Turn, sentence: Sentence) -> None:
        self.shown.append((turn.id, sentence.text))
        self._note("saying", turn)

    def ended(self, turn: Turn) -> None:
        self.ended_turns.append(turn)
        self._note("ended", turn)

    def idle(self) -> None:
        self._room.keep_open(False)
        self._note("idle")

    def lost(self, lost: AudioLost) -> None:
        self._note("lost")

    def names(self, turn: int) -> list[str]:
        """What happened to a turn, in order."""
        return [name for _, name, whose in self.moments if whose == turn]


class Talk:
    """A whole conversation: set it up, run it, and look at what came of it.

    Args:
        timeline: what the user says.
        answers: what the language model answers, by what was said.
        stt: how the recogniser works, as its keyword arguments; `llm` and `tts` do the same for theirs.
        breaks: when the sound system dies and when it is back, in seconds.
        dialogue: replaces the real one, which asks the language model.
        effects: what performs an effect, by its name.
        keeper: keeps what is changed, and what it has is there at the start.
        tail_s: silence after everything, seconds.
        with_text: whether the ledger holds words.
        by_words: whether what a draft hears shortens or lengthens the wait for the end of turn.
        how: passed on to the conversation: drafts, paced, screen. It is not paced unless it says so.
    """

    def __init__(
        self,
        *timeline: Said,
        answers: Mapping[str, str] | None = None,
        stt: Mapping[str, Any] | None = None,
        llm: Mapping[str, Any] | None = None,
        tts: Mapping[str, Any] | None = None,
        breaks: Iterable[tuple[float, float]] = (),
        dialogue: Any = None,
        effects: Mapping[str, Callable[..., object]] | None = None,
        keeper: FakeKeeper | None = None,
        tail_s: float = 1.0,
        with_text: bool = False,
        by_words: bool = False,
        **how: bool,
    ) -> None:
        self._played: list[Samples] = []
        self.room = BreakingRoom(
            sound_of(timeline), breaks, realtime=False, sink=self._played.append, tail_s=tail_s
        )
        self.recogniser = FakeRecogniser(timeline, **(stt or {}))
        self.thinker = FakeThinker(answers, **(llm or {}))
        self.voice = FakeVoice(**(tts or {}))
        self.witness = Witness(self.room)
        self._ledger = io.StringIO()
        words = dialogue or Dialogue(languages.load("en"), Persona(), thinker=self.thinker, by_words=by_words)
        self.keeper = keeper or FakeKeeper()
        self.keeper.now = self.room.now
        parts = Parts(
            self.room,
            OpenEar(by_words=by_words),
            self.recogniser,
            words,
            self.voice,
            effects or {},
            self.clock,
            self.keeper,
            self.keeper.load(),
        )
        self.conversation = Conversation(
            parts,
            Several(self.witness, Ledger(self._ledger, with_text=with_text)),
            **{"paced": False, **how},
        )

    def run(self) -> Talk:
        """Hold the conversation, from the first frame to the last."""
        with closing(self.room):
            anyio.run(self.conversation.run)
        return self

    def clock(self) -> Instant:
        """Audio time, from noon on."""
        passed = self.room.now() / SAMPLE_RATE
        return Instant(NOON + timedelta(seconds=passed), passed, "this boot")

    @property
    def engines(self) -> tuple[FakeEngine, ...]:
        return self.recogniser, self.thinker, self.voice

    @property
    def ended(self) -> list[Turn]:
        """The turns that are over, drafts without trace left out."""
        return self.witness.ended_turns

    @property
    def ledger(self) -> list[dict[str, Any]]:
        """Its lines."""
        return [json.loads(line) for line in self._ledger.getvalue().splitlines()]

    @cached_property
    def wave(self) -> Samples:
        """What came out of the speaker, from sample 0 of the audio time axis on."""
        return np.concatenate([np.zeros(0, np.float32), *self._played])

    @property
    def remembered(self) -> list[tuple[str, str]]:
        """What was said and what was heard of the answer, turn by turn."""
        return [(e.user, e.assistant) for e in self.conversation.memory.exchanges]

    def sounds(self, since: float, until: float) -> bool:
        """Whether anything is played between two indices of the audio time axis."""
        return bool(np.any(np.abs(self.wave[max(0, round(since)) : max(0, round(until))]) > AUDIBLE))


def phrase(key: str) -> str:
    """What the assistant says of its own accord."""
    return languages.load("en").phrase(key)


def index(seconds: float | None) -> int:
    """A moment from the ledger, as an index on the audio time axis again."""
    assert seconds is not None
    return round(seconds * SAMPLE_RATE)
