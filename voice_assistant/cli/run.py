"""`voice-assistant run`: the assistant itself."""

from __future__ import annotations

import argparse
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TextIO

from rich.console import Console

from voice_assistant import app
from voice_assistant.audio.acoustics import Acoustics
from voice_assistant.audio.files import Recorder, blocks_16k
from voice_assistant.audio.process import SoundProcess
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.cli import demo
from voice_assistant.cli.interrupts import enforce
from voice_assistant.cli.view import LiveView, StateLog
from voice_assistant.conversation import Observer
from voice_assistant.errors import AudioError, InputError
from voice_assistant.ledger import Ledger, Several
from voice_assistant.safety.helplines import helpline
from voice_assistant.vocabulary import Turn

GRACE_S = 0.8


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `run`."""
    parser = commands.add_parser(
        "run",
        help="listen and answer, until Ctrl-C",
        description="Listen through the microphone and answer through the speaker, until Ctrl-C. Without a "
        "microphone, hold the demo conversation instead. With --input, sound files take their place: both "
        "files share one time axis, so that latency can be read off the waves.",
    )
    parser.add_argument("--mode", choices=("always", "wake", "ptt"), default="always", help="when to listen")
    room = parser.add_argument_group("the virtual room")
    room.add_argument("--input", type=Path, metavar="F.wav", help="hear this file instead of the microphone")
    room.add_argument(
        "--output", type=Path, metavar="F.wav", help="play into this file instead of the speaker"
    )
    pace = room.add_mutually_exclusive_group()
    pace.add_argument("--realtime", action="store_true", help="frames come by the clock (the default)")
    pace.add_argument(
        "--fast",
        action="store_true",
        help="the next frame comes when every step has ended: computing takes no audio time, so figures are "
        "deterministic and no latency is valid",
    )
    room.add_argument(
        "--room",
        type=Acoustics.parse,
        metavar="K=V,…",
        help="how our own sound comes back: delay_ms=60,gain_db=-12,rt60_ms=200,noise_db=-60",
    )
    ledger = parser.add_argument_group("the ledger")
    ledger.add_argument(
        "--events", type=Path, metavar="F.jsonl", help="write one line per turn: moments, no words"
    )
    ledger.add_argument("--with-text", action="store_true", help="write the words too: they are personal")
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the assistant.

    Raises:
        AssistantError: it cannot start, or its sound is gone for good.
    """
    _check(arguments)
    console = Console()
    setup = app.set_up()
    with ExitStack() as stack:
        observers: list[Observer] = []
        if arguments.events:
            observers.append(Ledger(_opened(arguments.events, stack), with_text=arguments.with_text))
        if arguments.input:
            return _in_room(arguments, setup, stack, observers)
        missing = _missing(setup)
        if missing:
            console.print(f"{missing} So here is the demo conversation instead.\n", highlight=False)
            return demo.hold(setup, console, demo.WAV)
        return _at_the_desk(setup, console, stack, observers)


def _missing(setup: app.Setup) -> str:
    """Why there is nobody to listen to; empty where there is a microphone that opens.

    Raises:
        AudioError: a device that the user asked for is missing or does not open.
    """
    wanted = setup.config.audio
    try:
        with closing(SoundProcess(wanted.input, wanted.output)) as sound:
            return "" if sound.has_input else "There is no microphone."
    except AudioError as error:
        if wanted.input or wanted.output:
            raise
        return str(error)


def _at_the_desk(setup: app.Setup, console: Console, stack: ExitStack, observers: list[Observer]) -> int:
    where = helpline(setup.config.assistant.country)
    console.print(setup.language.phrase("startup.software"), highlight=False)
    console.print(setup.language.phrase("startup.crisis", emergency=where.emergency), highlight=False)
    if not (setup.config.stt.model and setup.config.llm.model and setup.config.tts.model):
        console.print(setup.language.phrase("startup.starter"), highlight=False)
    console.print("Loading the models …", highlight=False)
    engines = app.load(setup)
    # Opened last: nothing that was said before the assistant could listen is answered.
    sound = stack.enter_context(closing(SoundProcess(setup.config.audio.input, setup.config.audio.output)))
    if not sound.has_output:
        console.print("There is no speaker: answers are only shown.", highlight=False)
    view: Observer = (
        stack.enter_context(LiveView(console, setup.config.assistant.name))
        if console.is_terminal
        else StateLog(console)
    )
    conversation = app.conversation(setup, engines, sound, Several(view, *observers))
    app.converse(conversation, lambda: enforce(GRACE_S))
    return 0


def _in_room(
    arguments: argparse.Namespace, setup: app.Setup, stack: ExitStack, observers: list[Observer]
) -> int:
    source = blocks_16k(arguments.input)
    sink = Recorder(arguments.output, reading=arguments.input) if arguments.output else None
    room = VirtualRoom(
        source, realtime=not arguments.fast, acoustics=arguments.room or Acoustics(), sink=sink
    )
    stack.enter_context(closing(room))
    engines = app.load(setup)
    observers = [*observers, StateLog(Console(stderr=True)), KeepOpen(room)]
    conversation = app.conversation(setup, engines, room, Several(*observers), paced=not arguments.fast)
    app.converse(conversation, lambda: enforce(GRACE_S))
    return 0


class KeepOpen(Observer):
    """Keeps a virtual room from ending while a turn is under way."""

    def __init__(self, room: VirtualRoom) -> None:
        self._room = room

    def began(self, turn: Turn) -> None:
        self._room.keep_open(True)

    def idle(self) -> None:
        self._room.keep_open(False)


def _check(arguments: argparse.Namespace) -> None:
    for needs_input in ("output", "fast", "realtime", "room"):
        if getattr(arguments, needs_input) and not arguments.input:
            arguments.parser.error(f"--{needs_input} belongs to the virtual room: give --input F.wav too")
    if arguments.with_text and not arguments.events:
        arguments.parser.error("--with-text belongs to --events F.jsonl: give that too")
    if arguments.mode != "always":
        raise InputError(f"The mode {arguments.mode} is not built yet: start without --mode.")


def _opened(path: Path, stack: ExitStack) -> TextIO:
    try:
        return stack.enter_context(path.open("a", encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"The ledger {path} cannot be written ({error.strerror}): name another file."
        ) from error
