"""From an utterance to what is heard of its answer: the stages of a turn, each stepped in the lane of its engine.

    Utterance -> stt -> Transcript -> reply -> Sentence -> tts -> SpeechChunk -> mouth

Streams between the stages hold one item, so no stage runs far ahead of what is heard. They belong to the turn and
die with it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import numpy as np
from anyio import create_memory_object_stream, create_task_group
from anyio.abc import ObjectReceiveStream, ObjectSendStream

from voice_assistant.audio import Sound
from voice_assistant.audio.earcons import TROUBLE
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.reply import Dialogue, Noted, Step
from voice_assistant.hearing.ear import Ear
from voice_assistant.lanes import Done, Lane, stepping
from voice_assistant.mouth import Mouth
from voice_assistant.running import Running
from voice_assistant.vocabulary import SAMPLE_RATE, Effect, Samples, Sentence, SpeechChunk, Transcript

SILENCE: tuple[Samples, int] = (np.zeros(0, np.float32), SAMPLE_RATE)
"""No sound at all, and its rate."""


class Transcriber(Protocol):
    """As much of speech recognition as a turn needs; `stt.SpeechToText` has the promises."""

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """Yield one transcript."""
        ...


class Synthesizer(Protocol):
    """As much of speech synthesis as a turn needs; `tts.TextToSpeech` has the promises."""

    def synthesize(self, sentence: Sentence) -> Generator[SpeechChunk | None]:
        """Yield at most one chunk."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a conversation is made of."""

    sound: Sound
    ear: Ear
    stt: Transcriber
    dialogue: Dialogue
    tts: Synthesizer
    effects: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    """What performs an effect, by its name; takes the effect's fields."""
    now: Callable[[], datetime] = datetime.now
    """Local date and time."""


class Answering:
    """Performs the stages of turns, with one lane for each engine.

    Args:
        parts: the engines.
        mouth: speaks.
        effects: what performs an effect, by its name.
        screen: whether the user can read what is shown: words that a dangerous person must not hear stay silent.
    """

    def __init__(
        self, parts: Parts, mouth: Mouth, effects: Mapping[str, Callable[..., object]], *, screen: bool
    ) -> None:
        self._parts = parts
        self._mouth = mouth
        self._effects = effects
        self._screen = screen
        self._stt, self._llm, self._tts = self.lanes = Lane("stt"), Lane("llm"), Lane("tts")

    async def transcribe(self, running: Running) -> None:
        """Understand what was said, and put it on the turn's record."""
        work = self._parts.stt.transcribe(running.turn.utterance.samples)
        transcript = Transcript(())
        with running.failing():
            async with stepping(self._stt, work, running.spend("stt")) as steps:
                while (made := await steps.send()) is not Done:
                    transcript = made or transcript
            running.turn.transcript = transcript
            running.mark("transcript", self._parts.sound.now())

    async def note(self, running: Running, memory: Memory) -> None:
        """Let the safety kernel see what was said, and find out who answers it."""
        turn = running.turn
        if turn.transcript is None:
            return
        read = self._parts.dialogue.note, turn.transcript, turn.utterance.voiced, memory, self._parts.now()
        noted, seconds = await self._llm.call(*read)
        running.spend("llm")(seconds)
        running.noted, turn.tier, turn.skill = noted, noted.tier, noted.skill

    async def respond(self, running: Running, memory: Memory) -> None:
        """Say the reply; what failed on the way is said after it, or in its place."""
        turn = running.turn
        if turn.transcript is not None:
            async with create_task_group() as stages:
                sentences, voiced = create_memory_object_stream[Sentence](1)
                stages.start_soon(self._reply, running, turn.transcript, memory, sentences)
                await self._voice(running, voiced, SILENCE)
        if turn.error is not None:
            await self.say(running, turn.error)

    async def _reply(
        self,
        running: Running,
        transcript: Transcript,
        memory: Memory,
        sentences: ObjectSendStream[Sentence],
    ) -> None:
        leaving = threading.Event()
        voiced = running.turn.utterance.voiced
        now = self._parts.now()
        work = self._parts.dialogue.reply(transcript, voiced, memory, now, leaving.is_set, running.noted)
        with running.failing():
            async with sentences, stepping(self._llm, work, running.spend("llm"), leaving.set) as steps:
                answer: object = None
                while (made := await steps.send(answer)) is not Done:
                    answer = await self._take(running, made, sentences)

    async def _take(self, running: Running, made: Step, sentences: ObjectSendStream[Sentence]) -> object:
        """Do what one step of a reply asks for; what came of it."""
        if not isinstance(made, Noted):
            running.mark("first_token", self._parts.sound.now())
        match made:
            case Effect():
                await running.gate.wait()
                return self._effects[made.name](**dict(made.fields))
            case Sentence() if self._screen and running.noted is not None and running.noted.quiet:
                await running.gate.wait()
                self._mouth.show(running, made)
                running.turn.played[len(running.turn.said) - 1] = 1.0
            case Sentence():
                await sentences.send(made)
        return None

    async def _voice(
        self, running: Running, sentences: ObjectReceiveStream[Sentence], instead: tuple[Samples, int]
    ) -> None:
        """Synthesize sentences and speak them, the next one while one plays.

        Args:
            running: their turn.
            sentences: what to say.
            instead: samples, and their rate, that sound where the voice fails; the sentence is shown all the same.
        """
        async with create_task_group() as stages:
            chunks, spoken = create_memory_object_stream[SpeechChunk](1)
            stages.start_soon(self._synthesize, running, sentences, chunks, instead)
            await self._mouth.speak(running, spoken)

    async def _synthesize(
        self,
        running: Running,
        sentences: ObjectReceiveStream[Sentence],
        chunks: ObjectSendStream[SpeechChunk],
        instead: tuple[Samples, int],
    ) -> None:
        async with sentences, chunks:
            async for sentence in sentences:
                chunk: SpeechChunk | None = SpeechChunk(sentence, *instead)
                with running.failing():
                    chunk = await self._sound_of(sentence, running)
                if chunk is not None and not len(chunk.samples) and running.noted and running.noted.lines:
                    with running.failing():  # these words are worth a second try
                        chunk = await self._sound_of(sentence, running)
                if chunk is not None:
                    await chunks.send(chunk)

    async def _sound_of(self, sentence: Sentence, running: Running) -> SpeechChunk | None:
        work = self._parts.tts.synthesize(sentence)
        chunk: SpeechChunk | None = None
        async with stepping(self._tts, work, running.spend("tts")) as steps:
            while (made := await steps.send()) is not Done:
                chunk = made or chunk
        if chunk is not None:
            running.mark("first_chunk", self._parts.sound.now())
        return chunk

    async def say(self, running: Running, phrase: str, *more: Sentence) -> None:
        """Say a phrase of our own, and more after it; if even the voice fails, make a sound."""
        said = (Sentence(self._parts.dialogue.language.phrase(phrase)), *more)
        sentences, voiced = create_memory_object_stream[Sentence](len(said))
        for sentence in said:
            sentences.send_nowait(sentence)
        sentences.close()
        await self._voice(running, voiced, TROUBLE)
