"""The process of one trial of `scripts/failures`: a conversation about a crisis, of which one component fails.

Real are the conversation, the safety kernel, the sentinel, the terminal, and, where it is the sound process that
fails, that. Told to fail at a moment are the engines, the stored sound, the store, and the event loop.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from fakes import QUIETEST, STEP, FakeKeeper, FakeRecogniser, FakeThinker, FakeVoice, OpenEar, Said

from voice_assistant import config, languages
from voice_assistant.answering import Parts
from voice_assistant.audio.process import SoundProcess
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.bench.failing import Trial
from voice_assistant.cli.console import console
from voice_assistant.cli.interrupts import enforce
from voice_assistant.cli.view import LiveView
from voice_assistant.conversation import Conversation
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.ending import converse
from voice_assistant.errors import HearingError, SpeakingError, StoreError, ThinkingError
from voice_assistant.everyday import Change
from voice_assistant.everyday.clocks import read
from voice_assistant.observers import Observer, Several
from voice_assistant.running import Running
from voice_assistant.safety import stored
from voice_assistant.safety.link import Sentinel
from voice_assistant.vigil import Vigil
from voice_assistant.vocabulary import (
    FRAME,
    AudioLost,
    Effect,
    Frame,
    Hypothesis,
    Samples,
    Sentence,
    SpeechChunk,
    Tier,
    Transcript,
    samples,
    typed,
)

COUNTRY = "GB"

WORD_MS = 90
"""How long our voice takes for a word."""

AUDIBLE = 0.01
"""Amplitude above which something is heard."""
LEAD_S = 0.3
"""From the crisis being noticed, in a draft, to the first sound."""

CRISIS = ("i want to end my life", "i do not want to live any more", "i am going to end my life tonight")
CHAT, ERRAND = "what was it like when you were young", "add milk to my shopping list"

MEANWHILE = ("stt", "llm", "store")
"""These fail in something that is said while the words sound: the words themselves do without them."""

ERRORS = {"stt": HearingError, "llm": ThinkingError, "tts": SpeakingError, "store": StoreError}

PLAYER = """
import sys, time
take = sys.stdin.buffer.read
take(44)
began, taken = time.monotonic(), 0
while data := take(4800):
    taken += len(data)
    time.sleep(max(0, began + taken / 96000 - 0.2 - time.monotonic()))
time.sleep(0.2)
"""
"""Takes sound as a device does, and lets nobody hear it."""

SENTINEL = """
from pathlib import Path
from voice_assistant.safety import stored
stored.ARCHIVE = Path({archive!r})
from voice_assistant.safety.sentinel import main
main()
"""
"""The sentinel, with stored sound of ours."""


def talked(*texts: str) -> None:
    """Answer once, so that everything is loaded."""
    dialogue = Dialogue(languages.load("en"), Persona(), COUNTRY, FakeThinker())
    for text in texts:
        for step in dialogue.reply(typed(text), 1.0, Memory(), World(read())):
            if isinstance(step, Sentence | Effect):  # no thinking, and nothing done, beyond that
                break


class User:
    """Says what it is told to."""

    def __init__(self, script: Callable[[User, int], None]) -> None:
        self._saying: list[Samples] = []
        self._frames = 0
        self._script = script

    def say(self, place: int, length_s: float) -> None:
        wave = np.full(samples(length_s), QUIETEST + STEP * place, np.float32)
        wave[1::2] *= -1
        self._saying += list(wave.reshape(-1, FRAME))

    def frame(self) -> Samples:
        self._frames += 1
        self._script(self, self._frames)
        return self._saying.pop(0) if self._saying else np.zeros(FRAME, np.float32)

    def frames(self) -> Iterator[Samples]:
        while True:
            yield self.frame()


class Fed(SoundProcess):
    """Real sound, whose microphone hears what our user says."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self._user = user

    def frames(self) -> Generator[Frame | AudioLost, None, None]:
        for heard in super().frames():
            yield heard if isinstance(heard, AudioLost) else Frame(heard.start, self._user.frame(), heard.far)


class Turn(Observer):
    """The process of a trial: the conversation, and the harm that comes from within."""

    def __init__(self, trial: Trial, folder: Path, trace: Path, told: int) -> None:
        self._trial, self._folder, self._told = trial, folder, told
        self.component, self.kind = trial.component, trial.kind.removesuffix(" before")
        self._early = trial.kind.endswith("before")
        self._plan: float | None = None
        self._hit = False
        self._asked = self._early
        archive = stored.ARCHIVE = folder / "stored.zip"
        how = ["--trace", str(trace)]
        if self.component != "audio":
            how += ["--player", shlex.join([sys.executable, "-I", "-S", "-c", PLAYER])]
        self._sentinel = Sentinel(how, (sys.executable, "-P", "-c", SENTINEL.format(archive=str(archive))))
        process = self._sentinel._process
        self.tell("sentinel", pid=process.pid if process else 0)

    def tell(self, name: str, **fields: object) -> None:
        """Let the watcher know."""
        os.write(self._told, json.dumps({"is": name, "at": time.monotonic(), **fields}).encode() + b"\n")

    # ------------------------------------------------------------ harm

    def due(self) -> bool:
        """Whether the moment has come."""
        return self._early or (self._plan is not None and time.monotonic() >= self._plan)

    def harm(self, component: str) -> bool:
        """Called by each component while it works: does to it what is to be done; whether something is."""
        if component != self.component or not self.due():
            return False
        if not self._hit:
            self._hit = True
            self.tell("early" if self._early else "harm")
        if self.kind == "raises":
            raise ERRORS.get(component, OSError)("It failed, as it was told to.")
        if self.kind == "breaks":
            raise RuntimeError("It has a bug, as it was told to.")
        if self.kind == "hangs":
            time.sleep(3600)
        return True

    def frame(self, frame: Frame) -> None:
        """In the event loop, every 20 ms."""
        if not self.due() or self._hit:
            return
        if self.component == "loop":
            self.harm("loop")
            if self.kind == "python":
                while True:
                    pass
            if self.kind == "gil in sleep":
                ctypes.PyDLL(None).sleep(3600)
            re.match(r"(?:a+)+$", "a" * 64 + "b")
        if (self.component, self.kind) == ("main", "exit"):
            self.harm("main")
            os._exit(0)

    # ------------------------------------------------------------ the conversation

    def hold(self) -> None:
        """Converse until somebody ends it."""
        file = self._folder / "config" / "config.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'[assistant]\ncountry = "{COUNTRY}"\n')
        country = config.load(file, {}).assistant.country
        more = ERRAND if self.component == "store" else CHAT
        timeline = [Said(0, 0, text) for text in (more, CRISIS[self._trial.number % len(CRISIS)], more)]
        until = time.monotonic() + 5
        while not self._sentinel.ready and time.monotonic() < until:
            time.sleep(0.01)
        user = User(self._script)
        if self.component == "audio":
            sound = Fed(user)
            self.tell("sound", pid=sound.process)
        else:
            sound = VirtualRoom(user.frames(), realtime=True, sink=self._heard)
        vigil = Told(
            self, self._sentinel, lambda: sound.process if isinstance(sound, Fed) else 0, screen=True
        )
        thinker = FakeThinker(meddle=lambda *_: self.engine("llm", 0.03))
        parts = Parts(
            sound,
            OpenEar(),
            Recogniser(self, timeline),
            Dialogue(languages.load("en"), Persona(), country, thinker),
            Voice(self),
            keeper=Keeper(self),
            stored=self._stored,
        )
        with closing(self._sentinel), closing(sound), LiveView(console(), "assistant") as view:
            conversation = Conversation(parts, Several(view, self), screen=True, vigil=vigil)
            converse(conversation, lambda: enforce(0))

    def _script(self, user: User, frame: int) -> None:
        """What the user says in each frame."""
        if frame == 15 and self._early:
            user.say(0, 0.8)
        if frame == (150 if self._early else 15):
            user.say(1, 0.8)
        if not self._asked and self.due() and self.component in MEANWHILE:
            self._asked = True
            user.say(2, 0.6)

    def engine(self, component: str, seconds: float) -> None:
        """Called at each step of an engine."""
        time.sleep(seconds)
        self.harm(component)

    def _heard(self, far: Samples) -> None:
        if np.abs(far).max() > AUDIBLE:
            self.tell("sounds")

    def _stored(self, line: str) -> tuple[Samples, int] | None:
        self.harm("stored")
        return stored.stored().sound(line)

    def plan(self, running: Running) -> None:
        """The crisis was noticed: say so, and decide when the harm comes."""
        noted, opened = running.noted, running.gate.is_set()
        assert noted is not None
        lines = [line.shown for line in noted.lines]
        self.tell("noted", turn=running.turn.id, lines=lines, contact=noted.contact)
        if opened:
            self.tell("gate", turn=running.turn.id)
        if self._plan is not None:
            return
        lead = 0.0 if opened else LEAD_S
        length = sum(len(line.split()) for line in lines) * WORD_MS / 1000 + 0.5
        moment = self._trial.moment
        # One in four comes before the first sound.
        after = lead * moment * 4 if moment < 0.25 else lead + (moment - 0.25) / 0.75 * length
        if self.component in MEANWHILE:
            after = lead + 0.1 + moment * (length - 0.8)
        if self.component in {"tts", "stored"} and moment < 0.8:
            after = 0.0  # nobody uses it any more once the words are made
        self._plan = time.monotonic() + after
        self.tell("plan", at=self._plan)


class Told(Vigil):
    """Tells us too."""

    def __init__(self, turn: Turn, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._turn = turn

    def noted(self, running: Running) -> None:
        super().noted(running)
        if running.noted is not None and running.noted.lines and running.noted.tier is Tier.CRISIS:
            self._turn.plan(running)

    def opened(self, running: Running) -> None:
        super().opened(running)
        self._turn.tell("gate", turn=running.turn.id)

    def ended(self, running: Running) -> None:
        super().ended(running)
        turn, lines = running.turn, running.noted.lines if running.noted else ()
        shares = {sentence: turn.played.get(place, 0.0) for place, sentence in enumerate(turn.said)}
        whole = bool(lines) and all(shares.get(line, 0.0) > 0.99 for line in lines)
        self._turn.tell("ended", turn=turn.id, whole=whole)


class Recogniser(FakeRecogniser):
    """Takes as long as a real one; fails in what is said while the words sound."""

    def __init__(self, turn: Turn, timeline: Sequence[Said]) -> None:
        super().__init__(timeline, steps=3, meddle=lambda *_: turn.engine("stt", 0.02))
        self._turn = turn

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        for made in super().transcribe(samples):
            if made is not None and self._turn.kind == "garbage" and self._turn.harm("stt"):
                yield Transcript((Hypothesis("\x00\x1b[2J\ufffd" * 2000, float("nan")),))
            else:
                yield made


class Voice(FakeVoice):
    """Takes as long as a real one, and can make sound that is none."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(word_ms=WORD_MS, steps=2, meddle=lambda *_: turn.engine("tts", 0.04))
        self._turn = turn

    def synthesize(self, sentence: Sentence, speed: float = 1.0) -> Generator[SpeechChunk | None]:
        for made in super().synthesize(sentence, speed):
            if made is None or self._turn.kind not in {"nan", "empty"} or not self._turn.harm("tts"):
                yield made
            else:
                nothing = np.full(len(made.samples) if self._turn.kind == "nan" else 0, np.nan, np.float32)
                yield SpeechChunk(sentence, nothing, made.rate)


class Keeper(FakeKeeper):
    """A store that can fail."""

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self._turn = turn

    def keep(self, changes: Sequence[Change]) -> None:
        self._turn.harm("store")
        super().keep(changes)
