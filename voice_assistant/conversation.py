"""Listens, lets the reducer decide who has the floor, and performs what it decides.

    Frame -> ear -> Utterance -> stt -> Transcript -> reply -> Sentence -> tts -> SpeechChunk -> speaker -> Played

Each turn has one scope: what belongs to the turn runs inside it and dies with it, so nothing stale can reach the
speaker. `answering` performs its stages, `mouth` speaks for it. Together they are the only owners of tasks and
cancellation. Audio time drives everything: with each frame the speaker moves on. What rings, or is told unasked,
enters that path at Sentence, as a turn of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from anyio import CancelScope, Event, create_task_group, move_on_after
from anyio.abc import TaskGroup

from voice_assistant import moves, turns
from voice_assistant.answering import Answering, Parts
from voice_assistant.audio.echo import cancelled
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.memory import Memory
from voice_assistant.errors import AudioError
from voice_assistant.everyday import Everyday
from voice_assistant.hearing.ear import listen
from voice_assistant.keeping import Kept
from voice_assistant.lanes import Done, Lane, settled, stepping
from voice_assistant.mouth import Mouth
from voice_assistant.moves import Action, Reason
from voice_assistant.observers import Observer
from voice_assistant.preferring import Preferring
from voice_assistant.remembering import crises_before, read_with, remembering, to_keep
from voice_assistant.running import Running, nobody
from voice_assistant.safety import SafetyState, restored
from voice_assistant.turns import Floor
from voice_assistant.unasked import Unasked
from voice_assistant.vigil import Vigil
from voice_assistant.vocabulary import FRAME, AudioLost, EndOfTurn, Frame, Judged, SpeechStarted, Turn

SOUND_BROKE = "audio.back"
"""Phrase key: the sound system was started again."""

PATIENCE_S = 0.3
"""For so long a turn waits for the one before it to end before it is read, seconds: that one may hang."""


class Conversation:
    """Listens, takes turns, and remembers them, until the sound ends or its scope is cancelled.

    Args:
        parts: what it is made of.
        observer: is told what happens.
        drafts: whether a turn may start at a pause, before the end of turn is certain.
        paced: whether frames come by a clock. If not, the next frame is asked for only when every step that can
            run has run, so that computing takes no audio time at all.
        screen: whether the user can read what is shown: words that a dangerous person must not hear stay silent.
        vigil: tells the sentinel what is to be said in a crisis, and how far it is.
    """

    def __init__(
        self,
        parts: Parts,
        observer: Observer | None = None,
        *,
        drafts: bool = True,
        paced: bool = True,
        screen: bool = False,
        vigil: Vigil | None = None,
    ) -> None:
        self._parts = parts
        self._vigil = vigil or Vigil(None)
        self._observer = observer or Observer()
        self._paced = paced
        self._floor = Floor(drafts=drafts)
        self._running: dict[int, Running] = {}
        self._last_over = Event()
        self._last_over.set()
        self._judged: Judged | None = None
        self._dropped = 0
        self._next_frame = 0
        self._kept = Kept(parts.keeper, parts.everyday)
        self._sounding = Preferring(self._kept, parts.sound)
        self._writing = 0
        self._unasked = Unasked(self._kept, parts.clock, self._write_meanwhile, screen=screen)
        self._mouth = Mouth(parts.sound, self._observer, self._spoken, self._vigil, screen=screen)
        effects: dict[str, Callable[..., object]] = {
            "everyday": self._kept.change,
            **self._sounding.effects,
            "hide": self._observer.hidden,
            **parts.effects,
        }
        self._answering = Answering(parts, self._mouth, self._kept, effects, screen=screen)
        self._ears = Lane("ear")
        self._lanes = (*self._answering.lanes, self._kept.lane)
        watch = parts.everyday.watch
        self.memory = Memory(safety=restored(watch.tier, watch.until) if watch else SafetyState())
        self._sounding.set_gain(ducked=self._floor.ducked)

    @property
    def everyday(self) -> Everyday:
        """What is kept now."""
        return self._kept.everyday

    # ------------------------------------------------------------ listening

    async def run(self) -> None:
        """Converse until the sound ends.

        Raises:
            AudioError: there is no sound any more.
        """
        listening = listen(self._parts.ear, cancelled(self._parts.sound.frames(), self._parts.canceller))
        gone: AudioError | None = None
        try:
            async with create_task_group() as self._tasks, stepping(self._ears, listening, _ignore) as steps:
                try:
                    while (heard := await steps.send(self._take_judged())) is not Done:
                        self._hear(*heard)
                        if not self._paced:
                            await settled(self._lanes, lambda: bool(self._running or self._writing))
                except AudioError as error:  # raised below: it must not come in a group
                    gone = error
                self._tasks.cancel_scope.cancel()
        finally:
            for lane in (self._ears, *self._lanes):
                lane.close()
        if gone is not None:
            raise gone

    _tasks: TaskGroup

    def _hear(self, frame: Frame | AudioLost, events: tuple[Any, ...]) -> None:
        if isinstance(frame, AudioLost):
            self._observer.lost(frame)
            self._mouth.lost()
            self._apply(moves.SoundLost())
            return
        self._dropped += max(0, frame.start - self._next_frame) // FRAME
        self._next_frame = frame.start + FRAME
        self._observer.frame(frame)
        for event in events:
            self._apply(event)
        self._mouth.frame()
        taken = self._vigil.frame()
        if taken is not None:
            for each in filter(None, (taken, self._mouth.speaker)):  # one voice at a time
                each.give_way(taken)
            self._observer.taken_over()
        due = self._unasked.attend(
            self._next_frame,
            busy=bool(self._running) or self._floor.hearing,
            private=bool(self.memory.safety.asked),
        )
        if due is not None:
            self._apply(due)

    def _take_judged(self) -> Judged | None:
        judged, self._judged = self._judged, None
        return judged

    # ------------------------------------------------------------ doing what the reducer decided

    def stop(self) -> None:
        """Fall silent now, whatever speaks or rings: the user asked for it by other means than speech."""
        self._vigil.stop()
        self._apply(moves.StopRequested())
        self._unasked.hush()

    def _apply(self, event: moves.Event) -> None:
        if isinstance(event, SpeechStarted | EndOfTurn):
            self._observer.speech(active=isinstance(event, SpeechStarted))
        self._floor, actions = turns.step(self._floor, event)
        for action in actions:
            self._perform(action)

    def _perform(self, action: Action) -> None:
        match action:
            case moves.Begin(id=id, utterance=utterance, draft=draft):
                self._begin(Turn(id, utterance), draft=draft)
            case moves.Announce(id=id, ringing=ringing):
                running = self._begin(Turn(id, nobody(self._next_frame), announced=True), draft=False)
                self._unasked.begin(running, ringing=ringing)
                running.gate.set()
            case moves.OpenGate(id=id, at=at, cause=cause):
                running = self._running[id]
                running.turn.times["end_of_turn"] = at
                running.turn.ended_by = cause
                running.turn.draft_used = running.draft
                running.hearing.shield = True
                running.gate.set()
                self._vigil.opened(running)
                self._make_way(running)
            case moves.Cancel(id=id, reason=reason):
                self._mouth.cut(self._running[id])
                self._running[id].cut_off(reason)
            case moves.Explain(id=id):
                self._explain(id)
            case moves.Duck() | moves.Unduck():
                self._sounding.set_gain(ducked=self._floor.ducked)
            case moves.Hold():
                self._mouth.pause()
                self._running[self._floor.ours or 0].hold()
            case moves.Unhold():
                self._mouth.resume()
                for running in self._running.values():
                    running.free.set()

    def _spoken(self, turn: int) -> None:
        self._apply(moves.Spoken(turn))

    def _begin(self, turn: Turn, *, draft: bool) -> Running:
        if not turn.announced:
            turn.times["speech_start"] = turn.utterance.speech_start
            turn.times["speech_end"] = turn.utterance.speech_end
        if draft:
            now = self._parts.sound.now()
            turn.times |= {"pause": now, "draft_start": now}
        running = Running(turn, self._last_over, draft, dropped_before=self._dropped)
        self._running[turn.id] = running
        self._last_over = running.over
        self._observer.began(turn)
        self._tasks.start_soon(self._take_turn, running)
        return running

    # ------------------------------------------------------------ one turn

    async def _take_turn(self, running: Running) -> None:
        try:
            with running.scope:
                await (self._tell(running) if running.turn.announced else self._answer(running))
            while running.broken and not running.taken_over:  # it may break once more while this is said
                running.broken, running.scope = False, CancelScope()
                with running.scope:
                    # What matters most is said again from its beginning.
                    await self._answering.say(
                        running, SOUND_BROKE, *(running.noted.lines if running.noted else ())
                    )
        finally:
            self._vigil.ended(running)  # now: the turn before may hang
            with CancelScope(shield=True):  # turns end in the order in which they began
                await running.before.wait()
            try:
                self._finish(running)
            finally:
                running.over.set()

    async def _answer(self, running: Running) -> None:
        with running.hearing:
            await self._answering.transcribe(running)
            await self._find_out(running)
            with move_on_after(PATIENCE_S):  # its words belong to the history that this reply is built on
                await running.before.wait()
            world = self._world()
            crises = crises_before(running, self._running.values())
            cut = read_with(self.memory, crises, cut=True) if crises else None
            await self._answering.note(running, read_with(self.memory, crises), world, cut)
            self._judged = running.judged
            if running.hides:  # at once: the turn before may have much to say
                await running.gate.wait()
                self._hide(running)
            # What has lines to say does not wait, unless for lines that are as grave: those are heard out.
            lines = running.noted is not None and running.noted.lines
            if not running.before.is_set() and not (running.urgent if crises else lines):
                await running.before.wait()
                await self._answering.note(running, self.memory, world)
            self._vigil.noted(running)
        if running.crisis:
            self._apply(moves.CrisisNoted(running.turn.id))
            self._make_way(running)
        async with create_task_group() as stages:
            stages.start_soon(self._answering.respond, running, self.memory, world)
            await running.gate.wait()
            self._observer.understood(running.turn)

    async def _find_out(self, running: Running) -> None:
        """Whether what was said over us was said to us."""
        floor = self._floor
        if running.turn.id == floor.draft and floor.ours in self._running:
            over, crises = self._running[floor.ours], crises_before(running, self._running.values())
            memory = read_with(self.memory, crises)
            meant = await self._answering.meant(running, over, memory, self._world())
            self._apply(moves.Understood(running.turn.id, meant))

    async def _tell(self, running: Running) -> None:
        """Say what nobody asked for."""
        self._observer.understood(running.turn)
        words = self._unasked.words(running, self._parts.dialogue.language)
        await self._answering.announce(running, words)

    def _explain(self, turn: int) -> None:
        """Break a turn off, and let it say that the sound broke."""
        if turn not in self._running:  # somebody was speaking, and what was heard of it is of no use
            self._begin(Turn(turn, nobody(self._next_frame)), draft=False)
        running = self._running[turn]
        running.turn.error = SOUND_BROKE
        running.broken = True
        running.hearing.shield = bool(len(running.turn.utterance.samples))
        running.gate.set()
        running.scope.cancel()

    def _finish(self, running: Running) -> None:
        turn = running.turn
        turn.barged_in = running.reason is Reason.BARGE_IN
        turn.dropped_frames = self._dropped - running.dropped_before
        if running.gate.is_set():
            now = self._parts.clock().now.timestamp()
            self.memory = remembering(self.memory, running, now)
            if changes := to_keep(self.memory.safety, self.everyday.watch, now):
                self._write_meanwhile(self._kept.hold(changes))
            self._observer.ended(turn)
        self._unasked.ended(running, self._next_frame)
        del self._running[turn.id]
        running.over.set()
        self._apply(moves.TurnEnded(turn.id))
        if not self._running:
            self._observer.idle()

    # ------------------------------------------------------------ one voice at a time

    def _make_way(self, running: Running) -> None:
        """Something graver was said to us: end the lines for a crisis that are still being said."""
        if running.urgent and running.gate.is_set():
            for other in crises_before(running, self._running.values()):
                other.cut_off(Reason.BARGE_IN)

    def _hide(self, running: Running) -> None:
        """Nothing is to be seen or heard any more, not even what nobody else can cut off."""
        for other in crises_before(running, self._running.values()):
            other.cut_off(Reason.STOP)
        self._vigil.stop()
        self._observer.hidden()

    # ------------------------------------------------------------ small things

    def _world(self) -> World:
        return World(self._parts.clock(), self.everyday)

    def _write_meanwhile(self, writing: Coroutine[Any, Any, None]) -> None:
        self._writing += 1
        self._tasks.start_soon(self._write, writing)

    async def _write(self, writing: Coroutine[Any, Any, None]) -> None:
        with CancelScope(shield=True):
            await writing
        self._writing -= 1


def _ignore(seconds: float) -> None:
    """The ear's seconds belong to no turn."""
