"""`voice-assistant demo`: a spoken conversation through the whole pipeline, with neither microphone nor speaker."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from voice_assistant import app
from voice_assistant.audio.files import Recorder
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.bench.questions import Question, demo_questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.bench.words import normalised
from voice_assistant.cli.console import console
from voice_assistant.cli.interrupts import enforce
from voice_assistant.cli.view import waits
from voice_assistant.ending import converse
from voice_assistant.observers import Observer, Several
from voice_assistant.vocabulary import FRAME, Frame, Samples, Sentence, Turn, samples

WAV = Path("demo.wav")
"""Where the conversation is left, both voices in one file."""

PAUSE_S = 0.5
"""Silence before a question."""

PATIENCE_S = 1.0
"""Silence after a question before looking whether it was answered: longer than any end of turn."""

INTERRUPTED = 130
"""Exit code after a signal, as shells have it for Ctrl-C."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo`."""
    parser = commands.add_parser(
        "demo",
        description="Hold a scripted spoken conversation through the whole real pipeline: synthesized questions "
        "are heard, understood, answered and spoken. Each stage is narrated, and the conversation is left as "
        "a sound file.",
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=WAV, metavar="F.wav", help=f"where to leave it (default: {WAV})"
    )
    parser.add_argument(
        "--fast", action="store_true", help="as fast as it computes; the waits are not shown then"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold the demo.

    Raises:
        AssistantError: a model or the sound file cannot be used.
    """
    return hold(app.set_up(), console(), arguments.output, realtime=not arguments.fast)


def hold(
    setup: app.Setup,
    paper: Console,
    output: Path,
    *observers: Observer,
    realtime: bool = True,
    interrupted: int = INTERRUPTED,
) -> int:
    """Hold the demo conversation and leave it as a sound file; the exit code, `interrupted` after a signal."""
    paper.print("Loading the models …", highlight=False)
    questions = demo_questions()
    recorder = Recorder(output)
    with closing(recorder):
        engines = app.load(setup)
        narrator = Narrator(paper, questions, recorder, realtime=realtime)
        room = VirtualRoom(script(questions, lambda: narrator.quiet), realtime=realtime)
        observer = Several(narrator, KeepOpen(room), *observers)
        conversation = app.conversation(setup, engines, room, observer, paced=realtime)
        if converse(conversation, lambda: enforce(interrupted)):
            return interrupted
    return summary(paper, questions, narrator.turns, output)


def script(questions: Sequence[Question], quiet: Callable[[], bool]) -> Iterator[Samples]:
    """The questions one after the other, each when the one before is answered."""
    silence = np.zeros(FRAME, np.float32)
    for question in questions:
        yield np.zeros(samples(PAUSE_S), np.float32)
        yield sound_of(question)
        yield np.zeros(samples(PATIENCE_S), np.float32)
        while not quiet():
            yield silence


class Narrator(Observer):
    """Tells what happens, stage by stage, and records both voices."""

    def __init__(
        self, paper: Console, questions: Sequence[Question], recorder: Recorder, *, realtime: bool
    ) -> None:
        self._paper = paper
        self._questions = list(questions)
        self._recorder = recorder
        self._realtime = realtime
        self.quiet = True
        """Whether no turn is under way."""
        self.turns: list[Turn] = []

    def frame(self, frame: Frame) -> None:
        self._recorder.append(np.clip(frame.samples + frame.far, -1.0, 1.0))

    def began(self, turn: Turn) -> None:
        self.quiet = False

    def understood(self, turn: Turn) -> None:
        asked = self._questions[len(self.turns)].text if len(self.turns) < len(self._questions) else "?"
        heard = turn.transcript.text if turn.transcript else ""
        sure = f" (confidence {turn.transcript.confidence:.2f})" if turn.transcript and heard else ""
        self._line("asked", asked)
        self._line("heard", f"{heard or '(nothing)'}{sure}")

    def saying(self, turn: Turn, sentence: Sentence) -> None:
        self._line("says", sentence.shown or sentence.text)

    def ended(self, turn: Turn) -> None:
        self.turns.append(turn)
        took = [f"{stage} {spent * 1000:.0f} ms" for stage, spent in turn.engine_seconds.items()]
        if self._realtime:
            took = [f"{wait:.2f} s {name}" for name, wait in waits(turn)] + took
        self._line("took", ", ".join(took))
        self._paper.print()

    def idle(self) -> None:
        self.quiet = True

    def _line(self, label: str, text: str) -> None:
        self._paper.print(f"{label:>7}  {text}", highlight=False, markup=False, soft_wrap=True)


class KeepOpen(Observer):
    """Keeps a virtual room from ending while a turn is under way."""

    def __init__(self, room: VirtualRoom) -> None:
        self._room = room

    def began(self, turn: Turn) -> None:
        self._room.keep_open(True)

    def idle(self) -> None:
        self._room.keep_open(False)


def summary(paper: Console, questions: Sequence[Question], turns: Sequence[Turn], output: Path) -> int:
    """Show what was asked beside what was heard and answered; 1 if a question got no audible answer."""
    table = Table("asked", "heard", "", "answered", title="The conversation", show_lines=False)
    exact = 0
    for place, question in enumerate(questions):
        turn = turns[place] if place < len(turns) else None
        heard = turn.transcript.text if turn and turn.transcript else ""
        right = normalised(heard) == normalised(question.text)
        exact += right
        reply = turn.heard_reply if turn else ""
        cells = (question.text, heard or "(nothing)", "exact" if right else "misheard", reply or "(nothing)")
        table.add_row(*map(Text, cells))  # brackets in them are no markup
    paper.print(table)
    paper.print(
        f"{exact} of {len(questions)} questions were heard exactly. They are synthetic voices and wordings that "
        "the recogniser was not trained on.",
        highlight=False,
    )
    paper.print(f"Listen to it: {output}", highlight=False, soft_wrap=True)
    return 0 if len(turns) >= len(questions) and all("first_audio" in turn.times for turn in turns) else 1
