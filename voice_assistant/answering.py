"""From an utterance to what is heard of its answer: the stages of a turn, each stepped in the lane of its engine.

    Utterance -> stt -> Transcript -> reply -> Sentence -> tts -> SpeechChunk -> mouth

Streams between the stages hold one item, so no stage runs far ahead of what is heard. They belong to the turn and
die with it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from inspect import isawaitable
from typing import Protocol

import numpy as np
from anyio import CancelScope, create_memory_object_stream, create_task_group
from anyio.abc import ObjectReceiveStream, ObjectSendStream
from anyio.lowlevel import checkpoint_if_cancelled

from voice_assistant.audio import Sound
from voice_assistant.audio.earcons import CHIME, TROUBLE
from voice_assistant.audio.echo import Canceller
from voice_assistant.dialogue.context import Context, World
from voice_assistant.dialogue.interruption import Saying, meant
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.noted import Noted
from voice_assistant.dialogue.reply import Dialogue, Step
from voice_assistant.everyday import Everyday
from voice_assistant.everyday.clocks import read
from voice_assistant.everyday.file import Forgetful, Keeper
from voice_assistant.everyday.records import Instant
from voice_assistant.hearing.ear import Ear
from voice_assistant.keeping import Kept
from voice_assistant.lanes import Done, Lane, stepping
from voice_assistant.mouth import Mouth
from voice_assistant.running import Running
from voice_assistant.vocabulary import (
    SAMPLE_RATE,
    Effect,
    Samples,
    Sentence,
    SpeechChunk,
    Tier,
    Transcript,
    clip,
)

SILENCE: tuple[Samples, int] = (np.zeros(0, np.float32), SAMPLE_RATE)
"""No sound at all, and its rate."""


class Transcriber(Protocol):
    """As much of speech recognition as a turn needs; `stt.SpeechToText` has the promises."""

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """Yield one transcript."""
        ...


class Synthesizer(Protocol):
    """As much of speech synthesis as a turn needs; `tts.TextToSpeech` has the promises."""

    def synthesize(self, sentence: Sentence, speed: float = 1.0) -> Generator[SpeechChunk | None]:
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
    """What performs an effect, by its name; takes the effect's fields. What it returns may be awaitable."""
    clock: Callable[[], Instant] = read
    """This moment, on every clock."""
    keeper: Keeper = field(default_factory=Forgetful)
    """Keeps what is changed for everyday use."""
    everyday: Everyday = field(default_factory=Everyday)
    """What is kept at the start."""
    stored: Callable[[str], tuple[Samples, int] | None] = lambda _: None
    """The stored sound of one of the safety kernel's lines, and its rate in Hz; None where there is none."""
    canceller: Callable[[], Canceller] | None = None
    """Makes what takes our own sound out of what is heard; none leaves it in."""


class Answering:
    """Performs the stages of turns, with one lane for each engine.

    Args:
        parts: the engines.
        mouth: speaks.
        kept: what is kept; it says how the user wants us to sound.
        effects: what performs an effect, by its name.
        screen: whether the user can read what is shown: words that a dangerous person must not hear stay silent.
    """

    def __init__(
        self,
        parts: Parts,
        mouth: Mouth,
        kept: Kept,
        effects: Mapping[str, Callable[..., object]],
        *,
        screen: bool,
    ) -> None:
        self._parts = parts
        self._mouth = mouth
        self._kept = kept
        self._effects = effects
        self._screen = screen
        # What was said is read in a lane of its own: no model that hangs may keep the safety kernel from it.
        self._stt, self._kernel, self._llm, self._tts = self.lanes = tuple(
            map(Lane, ("stt", "kernel", "llm", "tts"))
        )

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

    async def note(self, running: Running, memory: Memory, world: World, cut: Memory | None = None) -> None:
        """Let the safety kernel see what was said, and find out who answers it.

        Args:
            running: the turn.
            memory: what it is read with.
            world: what else is known.
            cut: what it is read with instead where it has graver lines to say than those under way, and cuts them off.
        """
        turn = running.turn
        if turn.transcript is None:
            return
        note = self._parts.dialogue.note
        for read_with in filter(None, (memory, cut)):
            if read_with is cut and not running.urgent:
                break
            noted, seconds = await self._kernel.call(
                note, turn.transcript, turn.utterance.voiced, read_with, world
            )
            running.spend("llm")(seconds)
            if read_with is memory or (noted.lines and noted.tier is Tier.CRISIS):
                running.noted, turn.tier, turn.skill = noted, noted.tier, noted.skill
                turn.contact, turn.lines = noted.contact, noted.lines
            if read_with is memory:
                graver = noted.safety.way != memory.safety.way
                running.urgent = cut is not None and running.crisis and graver

    async def meant(self, running: Running, over: Running, memory: Memory, world: World) -> bool:
        """Whether what was said over another turn was said to us.

        The safety kernel reads it in any case: what it has lines for is meant.
        """
        turn, dialogue = running.turn, self._parts.dialogue
        if turn.transcript is None:  # it was not heard, which is to be said
            return True
        said, played = over.turn.said, over.turn.played  # as it is spoken, and not as it is shown
        heard = (clip(sentence.text, played.get(place, 0.0)) for place, sentence in enumerate(said))
        saying = Saying(" ".join(sentence.text for sentence in said), " ".join(heard), over.rings)
        again = over.questioned > 1
        if meant(turn.transcript, turn.utterance, saying, dialogue.language, dialogue.unsure, again=again):
            return True
        await self.note(running, memory, world)
        return running.noted is not None and bool(running.noted.lines)

    async def respond(self, running: Running, memory: Memory, world: World) -> None:
        """Say the reply; what failed on the way is said after it, or in its place."""
        turn = running.turn
        if turn.transcript is not None:
            async with create_task_group() as stages:
                sentences, voiced = create_memory_object_stream[Sentence](1)
                stages.start_soon(self._reply, running, turn.transcript, memory, world, sentences)
                await self._voice(running, voiced, SILENCE)
        if turn.error is not None:
            await self.say(running, turn.error)

    async def announce(self, running: Running, sentences: Sequence[Sentence]) -> None:
        """Say what nobody asked for, after a chime, which sounds even where the voice fails."""
        chime = None if self._unspoken(running) else SpeechChunk(Sentence(""), *CHIME)
        await self._say(running, sentences, SILENCE, chime)

    async def _reply(
        self,
        running: Running,
        transcript: Transcript,
        memory: Memory,
        world: World,
        sentences: ObjectSendStream[Sentence],
    ) -> None:
        noted = running.noted
        if noted is not None and noted.lines:  # the kernel's words need no engine
            async with sentences:
                running.context = replace(memory.context, question=None, rest=())
                for line in noted.lines:
                    await sentences.send(line)
            return
        leaving = threading.Event()
        voiced = running.turn.utterance.voiced
        work = self._parts.dialogue.reply(transcript, voiced, memory, world, leaving.is_set, running.noted)
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
            case Noted():
                running.noted, running.turn.tier = made, made.tier
                running.turn.contact, running.turn.lines = made.contact, made.lines
            case Effect():
                return await self._perform(running, made)
            case Context():
                running.context = made
            case Sentence():
                await sentences.send(made)
        return None

    async def _perform(self, running: Running, effect: Effect) -> object:
        """Do to the world what a reply asks for, once it may; what came of it. Once begun, it is done to its end."""
        await running.gate.wait()
        while not running.free.is_set():  # "…no, wait!"
            await running.free.wait()
        await checkpoint_if_cancelled()
        if effect.name == "forget":
            running.forgets = True
            return None
        running.forgets = running.forgets or effect.name == "hide"
        result = self._effects[effect.name](**dict(effect.fields))
        if isawaitable(result):
            with CancelScope(shield=True):
                result = await result
        return result

    async def _voice(
        self,
        running: Running,
        sentences: ObjectReceiveStream[Sentence],
        instead: tuple[Samples, int],
        first: SpeechChunk | None = None,
    ) -> None:
        """Synthesize sentences and speak them, the next one while one plays.

        Args:
            running: their turn.
            sentences: what to say.
            instead: samples, and their rate, that sound where the voice fails; the sentence is shown all the same.
            first: sounds before them.
        """
        async with create_task_group() as stages:
            chunks, spoken = create_memory_object_stream[SpeechChunk | Sentence](1)
            if first is not None:
                chunks.send_nowait(first)
            stages.start_soon(self._synthesize, running, sentences, chunks, instead)
            await self._mouth.speak(running, spoken)

    async def _synthesize(
        self,
        running: Running,
        sentences: ObjectReceiveStream[Sentence],
        chunks: ObjectSendStream[SpeechChunk | Sentence],
        instead: tuple[Samples, int],
    ) -> None:
        async with sentences, chunks:
            async for sentence in sentences:
                if self._unspoken(running):
                    await chunks.send(sentence)
                    continue
                chunk: SpeechChunk | None = SpeechChunk(sentence, *instead)
                stored = await self._stored(sentence, running)
                if stored is not None:
                    chunk = stored
                else:
                    with running.failing():
                        chunk = await self._sound_of(sentence, running)
                if chunk is not None:
                    await chunks.send(chunk)

    async def _stored(self, sentence: Sentence, running: Running) -> SpeechChunk | None:
        """The stored sound of one of the kernel's lines: it comes at once, and also where the voice fails."""
        noted = running.noted
        if noted is None or sentence not in (*noted.lines, *noted.after):
            return None
        sound, _ = await self._kernel.call(self._parts.stored, sentence.shown)  # it has to be decoded
        if sound is None:
            return None
        running.mark("first_chunk", self._parts.sound.now())
        return SpeechChunk(sentence, *sound)

    def _unspoken(self, running: Running) -> bool:
        """Whether words are shown and not spoken: a dangerous person may be listening, or the user wants silence.

        What the safety kernel says, and what rings, is heard all the same.
        """
        noted = running.noted
        if noted is not None and noted.quiet:
            return self._screen
        return self._kept.preferences.muted and not running.rings and not (noted and noted.lines)

    async def _sound_of(self, sentence: Sentence, running: Running) -> SpeechChunk | None:
        work = self._parts.tts.synthesize(sentence, self._kept.preferences.speed)
        chunk: SpeechChunk | None = None
        async with stepping(self._tts, work, running.spend("tts")) as steps:
            while (made := await steps.send()) is not Done:
                chunk = made or chunk
        if chunk is not None:
            running.mark("first_chunk", self._parts.sound.now())
        return chunk

    async def say(self, running: Running, phrase: str, *more: Sentence) -> None:
        """Say a phrase of our own, and more after it; if even the voice fails, make a sound."""
        said = Sentence(self._parts.dialogue.language.phrase(phrase))
        await self._say(running, (said, *more), TROUBLE)

    async def _say(
        self,
        running: Running,
        said: Sequence[Sentence],
        instead: tuple[Samples, int],
        first: SpeechChunk | None = None,
    ) -> None:
        sentences, voiced = create_memory_object_stream[Sentence](len(said))
        for sentence in said:
            sentences.send_nowait(sentence)
        sentences.close()
        await self._voice(running, voiced, instead, first)
