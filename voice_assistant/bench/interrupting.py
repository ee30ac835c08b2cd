"""Whoever speaks over the assistant: how soon does it fall silent, whom does it take for the user, does it go on?

Each scene is a conversation in a virtual room in which our own voice comes back: a question with a long answer, and
over the answer a word, a command, a "mm-hm" or a cough. The same scene without it is the reference: the two outputs
are alike to the sample until the assistant takes notice, so that the moment is read off the waves. Then our own
voice alone, in one room after the other (`own_voice`). Rooms go as fast as frames are asked for: what a decision
takes in audio time is exact, what an engine takes to compute is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import anyio
import numpy as np
from numpy.typing import NDArray

from voice_assistant import app
from voice_assistant.answering import Parts
from voice_assistant.audio.acoustics import Acoustics
from voice_assistant.audio.echo import CANCELLERS
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.bench.own_voice import our_own_voice, room
from voice_assistant.bench.speakers import HELD_BACK, LEARNED, Speaker
from voice_assistant.bench.turn import NOW
from voice_assistant.conversation import Conversation
from voice_assistant.errors import InputError
from voice_assistant.everyday.clocks import at
from voice_assistant.observers import Observer
from voice_assistant.vocabulary import (
    SAMPLE_RATE,
    Samples,
    Turn,
    samples,
    seconds,
)

OPENING = "what can you do"
"""Its answer takes more than eight seconds."""

SAID = {
    "stop": ("stop", "wait", "no", "stop it please", "wait a moment", "no not that"),
    "command": (
        "what time is it",
        "set a timer for ten minutes",
        "how many days until friday",
        "turn the volume down",
    ),
    "backchannel": ("mm hm", "okay", "yeah", "right", "i see", "oh really"),
    "cough": ("",),
}
"""What is said over it, by kind. The first word of a stop is what counts."""

SPOKEN_DB, COUGH_DB = -26.0, -28.0
"""Level at the microphone, root mean square of what is loud of it, dB."""

AUDIBLE, SILENT = 0.003, 0.001
"""Amplitudes: our reference sounds at all (-50 dBFS); nothing is heard of us any more (-60 dBFS)."""

DUCKED = 10 ** (-12 / 20)
WITHIN_S = 1.5
"""Whoever has not fallen silent by then was not silenced: later the outputs differ for other reasons."""

BLOCK = samples(0.01)
FROM_S, TO_S = 4.0, 6.5
"""When it is said, after the beginning: the answer sounds from about 3 s to 11 s."""

LENGTH_S = 15.0


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody says something over an answer."""

    kind: str
    words: str
    speaker: Speaker
    at_s: float
    acoustics: Acoustics


@dataclass(slots=True)
class Run:
    """What came of a scene."""

    played: Samples
    turns: list[Turn]

    @property
    def cut_off(self) -> bool:
        """Whether the answer was ended."""
        return bool(self.turns) and self.turns[0].barged_in

    @property
    def understood(self) -> str:
        """What the turn after the answer understood."""
        later = [turn.transcript.text for turn in self.turns[1:] if turn.transcript is not None]
        return later[0] if later else ""


def present() -> list[Speaker]:
    """Who can speak on this machine.

    Raises:
        InputError: nobody.
    """
    speakers = [speaker for speaker in (*LEARNED, *HELD_BACK) if speaker.there]
    if not speakers:
        raise InputError("Nobody can speak here: install espeak-ng or flite, and try again.")
    return speakers


def scenes(count: int, seed: int = 6) -> Iterator[Scene]:
    """As many scenes of each kind, by speakers and in rooms drawn at random.

    Raises:
        InputError: nobody can speak.
    """
    speakers = present()
    dice = np.random.default_rng(seed)
    for number in range(count):
        for kind, words in SAID.items():
            said, speaker = words[number % len(words)], speakers[int(dice.integers(len(speakers)))]
            yield Scene(kind, said, speaker, float(dice.uniform(FROM_S, TO_S)), room(number))


def cough(seed: int) -> Samples:
    """A cough of two bursts, or a knock, shape (n,)."""
    dice = np.random.default_rng((seed, 7))
    time = np.arange(samples(0.35)) / SAMPLE_RATE
    bursts = np.exp(-time / 0.05) + 0.7 * (time > 0.18) * np.exp(-np.maximum(0, time - 0.18) / 0.04)
    noise = np.convolve(dice.standard_normal(len(time) + 15), dice.uniform(-1, 1, 16), "valid")
    return _levelled((bursts * noise).astype(np.float32), COUGH_DB)


def _levelled(sound: Samples, level_db: float) -> Samples:
    loud = sound[np.abs(sound) > 0.1 * np.abs(sound).max()]
    levelled: Samples = (sound * 10 ** (level_db / 20) / np.sqrt(np.mean(loud**2))).astype(np.float32)
    return levelled


def spoken(scene: Scene) -> Samples:
    """What is said in a scene, as loud as people are."""
    if not scene.words:
        return cough(scene.acoustics.seed)
    return _levelled(scene.speaker.say(scene.words), SPOKEN_DB)


class _Record(Observer):
    def __init__(self) -> None:
        self.turns: list[Turn] = []

    def ended(self, turn: Turn) -> None:
        self.turns.append(turn)


def taken(setup: app.Setup, engines: app.Engines, opening: Samples, over: Samples, scene: Scene) -> Run:
    """Take a scene, with what is said in it, or with silence in its place."""
    heard = np.zeros(samples(LENGTH_S), np.float32)
    heard[samples(0.5) :][: len(opening)] += opening
    heard[samples(scene.at_s) :][: len(over)] += over
    played: list[Samples] = []
    record = _Record()
    with closing(VirtualRoom(heard, realtime=False, acoustics=scene.acoustics, sink=played.append)) as sound:
        parts = Parts(
            sound,
            app.ear(setup),
            engines.stt,
            engines.dialogue,
            engines.tts,
            clock=lambda: at(NOW),
            canceller=CANCELLERS[setup.config.audio.echo_cancelling],
        )
        anyio.run(Conversation(parts, record, drafts=setup.config.turn.drafts, paced=False).run)
    return Run(np.concatenate(played), record.turns)


def noticed(played: Samples, reference: Samples, onset: int) -> tuple[int | None, int | None]:
    """After how many samples we were quiet by 12 dB, and silent; None where that did not happen while it sounded.

    Args:
        played: what came out.
        reference: what comes out where nobody speaks over it.
        onset: index at which somebody began to.
    """
    count = min(len(played) - onset, len(reference) - onset, samples(WITHIN_S)) // BLOCK
    ours = np.abs(played[onset:][: count * BLOCK]).reshape(-1, BLOCK).max(1)
    theirs = np.abs(reference[onset:][: count * BLOCK]).reshape(-1, BLOCK).max(1)
    audible = np.flatnonzero(theirs > AUDIBLE)
    lowered = ours[audible] <= DUCKED * theirs[audible] * 1.05
    silent = ours[audible] < SILENT

    def first(told: NDArray[np.bool_]) -> int | None:
        return int(audible[np.argmax(told)]) * BLOCK if told.any() else None

    return first(lowered), first(silent)


def over_answers(
    setup: app.Setup, engines: app.Engines, count: int, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Take scenes of every kind; what came of them, by kind."""
    opening = _levelled(present()[-1].say(OPENING), SPOKEN_DB)
    references: dict[int, Run] = {}
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in SAID}
    for number, scene in enumerate(scenes(count)):
        if number % 20 == 0:
            progress(f"scene {number + 1} of {count * len(SAID)}")
        place = scene.acoustics.seed
        if place not in references:
            references[place] = taken(setup, engines, opening, np.zeros(0, np.float32), scene)
        over = spoken(scene)
        run = taken(setup, engines, opening, over, scene)
        rows[scene.kind].append(_row(scene, over, run, references[place], engines))
    made: dict[str, Any] = {kind: _summary(each) for kind, each in rows.items()}
    made["nobody"] = {
        "scenes": len(references),
        "cut off": sum(run.cut_off for run in references.values()),
        "answered": sum(len(run.turns) > 1 for run in references.values()),
    }
    return made


def _row(scene: Scene, over: Samples, run: Run, reference: Run, engines: app.Engines) -> dict[str, Any]:
    onset = samples(scene.at_s) + int(np.argmax(np.abs(over) > 0.01))
    quiet, silent = noticed(run.played, reference.played, onset)
    if scene.kind == "command" and silent is not None:  # from the end of its first word
        word = np.abs(scene.speaker.say(scene.words.split()[0]))
        loud = np.flatnonzero(word > 0.1 * word.max())
        silent = max(0, silent - int(loud[-1] - loud[0]))
    clean = next(made for made in engines.stt.transcribe(np.pad(over, 4000)) if made is not None).text
    return {
        "quiet": quiet,
        "silent": silent,
        "cut off": run.cut_off,
        "heard out": not run.cut_off
        and bool(run.turns)
        and run.turns[0].heard_reply == reference.turns[0].heard_reply,
        "in silence": bool(clean) and clean == scene.words,
        "over us": bool(clean) and run.understood == clean,
    }


def _summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    def times(name: str) -> dict[str, float | None]:
        known = [seconds(row[name]) for row in rows if row[name] is not None]
        p50, p95 = np.percentile(known, (50, 95)) if known else (None, None)
        return {
            "p50": None if p50 is None else round(float(p50), 3),
            "p95": None if p95 is None else round(float(p95), 3),
        }

    understood = [row for row in rows if row["in silence"]]
    return {
        "scenes": len(rows),
        "quiet by 12 dB": times("quiet"),
        "silent": times("silent"),
        "never silent": sum(row["silent"] is None for row in rows),
        "cut off": sum(row["cut off"] for row in rows),
        "heard out": sum(row["heard out"] for row in rows),
        "understood in silence": len(understood),
        "of these over us": sum(row["over us"] for row in understood),
    }


def measure(setup: app.Setup, count: int, rooms: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Measure with the canceller that is wanted, and without one.

    Args:
        setup: the user's settings.
        count: scenes of each kind.
        rooms: rooms in which our own voice speaks for 90 s each.
        progress: is told what is measured.

    Raises:
        InputError: nobody can speak.
    """
    present()
    engines = app.load(setup)
    result: dict[str, Any] = {"unit": "seconds"}
    for name in dict.fromkeys((setup.config.audio.echo_cancelling, "off")):
        wanted = replace(setup.config, audio=replace(setup.config.audio, echo_cancelling=name))
        arm = replace(setup, config=wanted)
        progress(f"echo cancelling: {name}")
        over = over_answers(arm, engines, count, progress)
        result[name] = {"over answers": over, "our own voice": our_own_voice(arm, engines, rooms, progress)}
    return result
