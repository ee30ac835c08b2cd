"""Performs turns. The only module that owns tasks and cancellation.

    Frame -> ear -> Utterance -> stt -> Transcript -> reply -> Sentence -> tts -> SpeechChunk -> speaker -> Played

`turns` decides who has the floor; what it decides is done here. Each turn has one scope: what belongs to the turn
runs inside it and dies with it, so nothing stale can reach the speaker. Each stage is a plain generator, stepped
in the lane of its engine. Audio time drives everything else: with each frame the speaker moves on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import anyio
import numpy as np
from anyio import CancelScope, Event, create_memory_object_stream, create_task_group
from anyio.abc import ObjectReceiveStream, ObjectSendStream, TaskGroup
from anyio.lowlevel import checkpoint, checkpoint_if_cancelled

from voice_assistant import turns
from voice_assistant.audio import Sound
from voice_assistant.audio.earcons import TROUBLE
from voice_assistant.audio.loudness import Volume
from voice_assistant.audio.speaker import Speaker
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.reply import Dialogue, Noted, Step
from voice_assistant.errors import AudioError, EngineError
from voice_assistant.hearing.ear import Ear, listen
from voice_assistant.lanes import Done, Lane, stepping
from voice_assistant.turns import Action, Floor, Reason
from voice_assistant.vocabulary import (
    FRAME,
    SAMPLE_RATE,
    AudioLost,
    Effect,
    EndOfTurn,
    Frame,
    Played,
    Samples,
    Sentence,
    SpeechChunk,
    SpeechStarted,
    Transcript,
    Turn,
    Utterance,
)

DUCKED = 0.25
"""What our own sound is multiplied by while someone may be speaking over it: -12 dB."""

SOUND_BROKE = "audio.back"
"""Phrase key: the sound system was started again."""

SILENCE: tuple[Samples, int] = (np.zeros(0, np.float32), SAMPLE_RATE)
"""No sound at all, and its rate."""

QUIET_ROUNDS = 12
"""Rounds of the event loop without news after which every task is taken to be waiting for audio time. A value
travels from the ear to the speaker in fewer."""


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


class Observer:
    """Is told what happens. This one takes no notice; the live view, the ledger and the demo do."""

    def frame(self, frame: Frame) -> None:
        """20 ms have passed."""

    def speech(self, *, active: bool) -> None:
        """The user began to speak, or has finished."""

    def began(self, turn: Turn) -> None:
        """A turn has begun, perhaps as a draft."""

    def understood(self, turn: Turn) -> None:
        """What was said is known, and the turn's gate is open."""

    def saying(self, turn: Turn, sentence: Sentence) -> None:
        """A sentence is on its way to the speaker."""

    def ended(self, turn: Turn) -> None:
        """A turn is over. Not called for drafts whose gate never opened."""

    def idle(self) -> None:
        """No turn is under way."""

    def lost(self, lost: AudioLost) -> None:
        """The sound system was started again."""


@dataclass(slots=True, eq=False)
class Running:
    """A turn under way: its record, and what ends it."""

    turn: Turn
    before: Event
    """Set when the turn before this one is over and remembered."""
    draft: bool = False
    scope: CancelScope = field(default_factory=CancelScope)
    gate: Event = field(default_factory=Event)
    """Set when the turn may speak and act."""
    over: Event = field(default_factory=Event)
    reason: Reason | None = None
    """Why it was cancelled."""
    broken: bool = False
    """Whether the sound broke off under it, and the user has yet to be told."""
    noted: Noted | None = None
    dropped_before: int = 0


class Conversation:
    """Listens, takes turns, and remembers them, until the sound ends or its scope is cancelled.

    Args:
        parts: what it is made of.
        observer: is told what happens.
        drafts: whether a turn may start at a pause, before the end of turn is certain.
        paced: whether frames come by a clock. If not, the next frame is asked for only when every step that can
            run has run, so that computing takes no audio time at all.
        screen: whether the user can read what is shown: words that a dangerous person must not hear stay silent.
    """

    def __init__(
        self,
        parts: Parts,
        observer: Observer | None = None,
        *,
        drafts: bool = True,
        paced: bool = True,
        screen: bool = False,
    ) -> None:
        self._parts = parts
        self._observer = observer or Observer()
        self._paced = paced
        self._speaker = Speaker(parts.sound)
        self._floor = Floor(drafts=drafts)
        self._running: dict[int, Running] = {}
        self._speaking: Running | None = None
        self._mouth = anyio.Lock()
        self._frame_passed = Event()
        self._last_over = Event()
        self._last_over.set()
        self._dropped = 0
        self._next_frame = 0
        self._volume = Volume()
        self._effects = {"volume": self._change_volume, **parts.effects}
        self._ears, self._stt, self._llm, self._tts = (Lane(n) for n in ("ear", "stt", "llm", "tts"))
        self._screen = screen
        self.memory = Memory()

    # ------------------------------------------------------------ listening

    async def run(self) -> None:
        """Converse until the sound ends.

        Raises:
            AudioError: there is no sound any more.
        """
        listening = listen(self._parts.ear, self._parts.sound.frames())
        gone: AudioError | None = None
        try:
            async with create_task_group() as self._tasks, stepping(self._ears, listening, _ignore) as steps:
                try:
                    while (heard := await steps.send()) is not Done:
                        self._hear(*heard)
                        if not self._paced:
                            await self._settle()
                except AudioError as error:  # raised below: it must not come in a group
                    gone = error
                self._tasks.cancel_scope.cancel()
        finally:
            for lane in (self._ears, self._stt, self._llm, self._tts):
                lane.close()
        if gone is not None:
            raise gone

    _tasks: TaskGroup

    def _hear(self, frame: Frame | AudioLost, events: tuple[Any, ...]) -> None:
        if isinstance(frame, AudioLost):
            self._observer.lost(frame)
            self._speaker.lost()
            self._apply(turns.SoundLost())
            return
        self._dropped += max(0, frame.start - self._next_frame) // FRAME
        self._next_frame = frame.start + FRAME
        self._observer.frame(frame)
        for event in events:
            self._apply(event)
        self._account(self._speaker.advance())
        self._frame_passed.set()
        self._frame_passed = Event()

    async def _settle(self) -> None:
        """Return when nothing can go on before more audio time has passed."""
        lanes = (self._stt, self._llm, self._tts)
        quiet = 0
        while self._running and quiet < QUIET_ROUNDS:
            before = sum(lane.steps for lane in lanes)
            await checkpoint()
            if any(lane.busy for lane in lanes):
                quiet = 0
                await anyio.sleep(0.0005)
            else:
                quiet = quiet + 1 if before == sum(lane.steps for lane in lanes) else 0

    # ------------------------------------------------------------ doing what the reducer decided

    def stop(self) -> None:
        """Fall silent now: the user asked for it by other means than speech."""
        self._apply(turns.StopRequested())

    def _apply(self, event: turns.Event) -> None:
        if isinstance(event, SpeechStarted | EndOfTurn):
            self._observer.speech(active=isinstance(event, SpeechStarted))
        self._floor, actions = turns.step(self._floor, event)
        for action in actions:
            self._perform(action)

    def _perform(self, action: Action) -> None:
        match action:
            case turns.Begin(id=id, utterance=utterance, draft=draft):
                self._begin(Turn(id, utterance), draft=draft)
            case turns.OpenGate(id=id, at=at, cause=cause):
                running = self._running[id]
                running.turn.times["end_of_turn"] = at
                running.turn.ended_by = cause
                running.turn.draft_used = running.draft
                running.gate.set()
            case turns.Cancel(id=id, reason=reason):
                running = self._running[id]
                running.reason, running.broken = reason, False
                running.scope.cancel()
            case turns.Explain(id=id):
                self._explain(id)
            case turns.Duck() | turns.Unduck():
                self._set_gain()
            case turns.Hold():
                self._speaker.pause()
            case turns.Unhold():
                self._speaker.resume()

    def _begin(self, turn: Turn, *, draft: bool) -> None:
        utterance = turn.utterance
        turn.times["speech_start"] = utterance.speech_start
        turn.times["speech_end"] = utterance.speech_end
        if draft:
            now = self._parts.sound.now()
            turn.times |= {"pause": now, "draft_start": now}
        running = Running(turn, self._last_over, draft, dropped_before=self._dropped)
        self._running[turn.id] = running
        self._last_over = running.over
        self._observer.began(turn)
        self._tasks.start_soon(self._take_turn, running)

    # ------------------------------------------------------------ one turn

    async def _take_turn(self, running: Running) -> None:
        try:
            with running.scope:
                await self._answer(running)
            while running.broken:  # it may break once more while this is said
                running.broken, running.scope = False, CancelScope()
                with running.scope:
                    await self._say(running, SOUND_BROKE)
        finally:
            self._finish(running)

    async def _answer(self, running: Running) -> None:
        await self._transcribe(running)
        await running.before.wait()  # its words belong to the history that this reply is built on
        async with create_task_group() as stages:
            stages.start_soon(self._respond, running)
            await running.gate.wait()
            self._observer.understood(running.turn)

    async def _respond(self, running: Running) -> None:
        """Say the reply; what failed on the way is said after it, or in its place."""
        turn = running.turn
        if turn.transcript is not None:
            async with create_task_group() as stages:
                sentences, voiced = create_memory_object_stream[Sentence](1)
                stages.start_soon(self._reply, running, turn.transcript, sentences)
                await self._voice(running, voiced, SILENCE)
        if turn.error is not None:
            await self._say(running, turn.error)

    async def _transcribe(self, running: Running) -> None:
        work = self._parts.stt.transcribe(running.turn.utterance.samples)
        transcript = Transcript(())
        with _failing(running):
            async with stepping(self._stt, work, _spend(running, "stt")) as steps:
                while (made := await steps.send()) is not Done:
                    transcript = made or transcript
            running.turn.transcript = transcript
            self._mark(running, "transcript")

    async def _reply(
        self, running: Running, transcript: Transcript, sentences: ObjectSendStream[Sentence]
    ) -> None:
        leaving = threading.Event()
        voiced = running.turn.utterance.voiced
        work = self._parts.dialogue.reply(transcript, voiced, self.memory, self._parts.now(), leaving.is_set)
        with _failing(running):
            async with sentences, stepping(self._llm, work, _spend(running, "llm"), leaving.set) as steps:
                answer: object = None
                while (made := await steps.send(answer)) is not Done:
                    answer = await self._take(running, made, sentences)

    async def _take(self, running: Running, made: Step, sentences: ObjectSendStream[Sentence]) -> object:
        """Do what one step of a reply asks for; what came of it."""
        if not isinstance(made, Noted):
            self._mark(running, "first_token")
        match made:
            case Noted():
                running.noted = made
                running.turn.tier, running.turn.skill = made.tier, made.skill
            case Effect():
                await running.gate.wait()
                return self._effects[made.name](**dict(made.fields))
            case Sentence() if self._screen and running.noted is not None and running.noted.quiet:
                await running.gate.wait()
                self._show(running, made)
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
            await self._speak(running, spoken)

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
                with _failing(running):
                    chunk = await self._sound_of(sentence, running)
                if chunk is not None:
                    await chunks.send(chunk)

    async def _sound_of(self, sentence: Sentence, running: Running) -> SpeechChunk | None:
        work = self._parts.tts.synthesize(sentence)
        chunk: SpeechChunk | None = None
        async with stepping(self._tts, work, _spend(running, "tts")) as steps:
            while (made := await steps.send()) is not Done:
                chunk = made or chunk
        if chunk is not None:
            self._mark(running, "first_chunk")
        return chunk

    async def _speak(self, running: Running, chunks: ObjectReceiveStream[SpeechChunk]) -> None:
        async with chunks:
            await running.gate.wait()
            async with self._mouth:  # one turn at a time
                self._speaking = running
                try:
                    async for chunk in chunks:
                        while not self._speaker.wants_more():
                            await self._frame_passed.wait()
                        await checkpoint_if_cancelled()  # nothing may reach the speaker after a cancellation
                        self._show(running, chunk.sentence)
                        if len(chunk.samples):
                            self._speaker.hand_over(chunk, len(running.turn.said) - 1)
                    while self._speaker.busy:
                        await self._frame_passed.wait()
                finally:
                    if self._speaker.busy:
                        self._account(self._speaker.silence())
                    self._speaking = None

    def _show(self, running: Running, sentence: Sentence) -> None:
        running.turn.said.append(sentence)
        self._observer.saying(running.turn, sentence)

    async def _say(self, running: Running, phrase: str) -> None:
        """Say a phrase of our own; if even the voice fails, make a sound."""
        sentences, voiced = create_memory_object_stream[Sentence](1)
        sentences.send_nowait(Sentence(self._parts.dialogue.language.phrase(phrase)))
        sentences.close()
        await self._voice(running, voiced, TROUBLE)

    def _explain(self, turn: int) -> None:
        """Break a turn off, and let it say that the sound broke."""
        if turn not in self._running:  # somebody was speaking, and what was heard of it is of no use
            at = self._next_frame
            self._begin(Turn(turn, Utterance(at, SILENCE[0], at, at, 0.0)), draft=False)
        running = self._running[turn]
        running.turn.error = SOUND_BROKE
        running.broken = True
        running.gate.set()
        running.scope.cancel()

    def _finish(self, running: Running) -> None:
        turn = running.turn
        turn.barged_in = running.reason is Reason.BARGE_IN
        turn.dropped_frames = self._dropped - running.dropped_before
        if running.gate.is_set():
            if running.noted is not None and turn.transcript is not None:
                self.memory = self.memory.after(turn.transcript.text, turn.heard_reply, running.noted.safety)
            self._observer.ended(turn)
        del self._running[turn.id]
        running.over.set()
        self._apply(turns.TurnEnded(turn.id))
        if not self._running:
            self._observer.idle()

    # ------------------------------------------------------------ small things

    def _account(self, heard: list[tuple[int, Played]]) -> None:
        """Write down what came out of the speaker."""
        if self._speaking is None:
            return
        turn = self._speaking.turn
        for place, played in heard:
            turn.played[place] = max(played.share, turn.played.get(place, 0.0))
            turn.times.setdefault("first_audio", played.start)
            turn.times["last_audio"] = played.end

    def _mark(self, running: Running, moment: str) -> None:
        running.turn.times.setdefault(moment, self._parts.sound.now())

    def _change_volume(self, percent: int | None = None, change: int = 0) -> int:
        level = self._volume.change(percent, change)
        self._set_gain()
        return level

    def _set_gain(self) -> None:
        self._parts.sound.set_gain(self._volume.gain * (DUCKED if self._floor.ducked else 1.0))


def _spend(running: Running, stage: str) -> Callable[[float], None]:
    def spend(seconds: float) -> None:
        spent = running.turn.engine_seconds
        spent[stage] = spent.get(stage, 0.0) + seconds

    return spend


def _ignore(seconds: float) -> None:
    """The ear's seconds belong to no turn."""


@contextmanager
def _failing(running: Running) -> Iterator[None]:
    """An engine error ends one stage of a turn; it is said at the end of the turn."""
    try:
        yield
    except EngineError as error:
        running.turn.error = running.turn.error or error.phrase
