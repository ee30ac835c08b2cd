"""`voice-assistant run`: the assistant itself."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack, closing, suppress
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from typing import TextIO

from rich.console import Console

from voice_assistant import app
from voice_assistant.audio.acoustics import Acoustics
from voice_assistant.audio.files import Recorder, blocks_16k
from voice_assistant.audio.process import SoundProcess
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.cli import demo
from voice_assistant.cli.console import console
from voice_assistant.cli.interrupts import enforce, succeeding
from voice_assistant.cli.view import LiveView, StateLog
from voice_assistant.ending import converse
from voice_assistant.errors import AudioError, InputError
from voice_assistant.everyday import clocks
from voice_assistant.everyday.records import Instant
from voice_assistant.languages import Language
from voice_assistant.ledger import Ledger
from voice_assistant.observers import Observer, Several
from voice_assistant.opening import Store
from voice_assistant.safety.helplines import Helpline, helpline
from voice_assistant.vocabulary import seconds


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `run`."""
    parser = commands.add_parser(
        "run",
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
        type=_acoustics,
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
    paper = console()
    setup = app.set_up()
    with succeeding(), ExitStack() as stack:
        observers: list[Observer] = []
        if arguments.events:
            file = _opened(arguments.events, stack, anew=bool(arguments.input))
            observers.append(Ledger(file, with_text=arguments.with_text))
        if arguments.input:
            return _in_room(arguments, setup, stack, observers)
        missing = _missing(setup)
        if missing:
            _say(paper, f"{missing} So here is the demo conversation instead.\n")
            return demo.hold(setup, paper, demo.WAV, *observers, interrupted=0)
        return _at_the_desk(setup, paper, stack, observers)


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


def _at_the_desk(setup: app.Setup, paper: Console, stack: ExitStack, observers: list[Observer]) -> int:
    where = helpline(setup.config.assistant.country)
    _say(paper, setup.language.phrase("startup.software"))
    _say(paper, whom_to_call(setup.language, where))
    # First of all, so that it shares nothing with us that may break.
    sentinel = stack.enter_context(closing(app.sentinel(setup, aloud=True)))
    store = _store(setup, paper, stack)
    if not (setup.config.stt.model and setup.config.llm.model and setup.config.tts.model):
        _say(paper, setup.language.phrase("startup.starter"))
    _say(paper, "Loading the models …")
    engines = app.load(setup)
    # Opened last: nothing that was said before the assistant could listen is answered.
    sound = stack.enter_context(closing(SoundProcess(setup.config.audio.input, setup.config.audio.output)))
    if not sound.has_output:
        _say(paper, "There is no speaker: answers are only shown.")
    view: Observer = (
        stack.enter_context(LiveView(paper, setup.config.assistant.name))
        if paper.is_terminal
        else StateLog(paper)
    )
    conversation = app.conversation(
        setup, engines, sound, Several(view, *observers), store, screen=paper.is_terminal, sentinel=sentinel
    )
    converse(conversation, lambda: enforce(0))
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
    paper = console(stderr=True)
    sentinel = None if arguments.fast else stack.enter_context(closing(app.sentinel(setup, aloud=False)))
    store = _store(setup, paper, stack)
    engines = app.load(setup)
    observer = Several(*observers, StateLog(paper), demo.KeepOpen(room))
    clock = partial(_later, clocks.read(), room)
    conversation = app.conversation(
        setup, engines, room, observer, store, clock=clock, paced=not arguments.fast, sentinel=sentinel
    )
    converse(conversation, lambda: enforce(0))
    return 0


def whom_to_call(language: Language, where: Helpline) -> str:
    """Whom to call, as it is said at the start: the country was chosen, or is to be."""
    if not where.country:
        return language.phrase("startup.no_country")
    if not where.known:
        return language.phrase("startup.no_line", country=where.country, emergency=where.emergency)
    return language.phrase(
        "startup.crisis", country=where.country, emergency=where.emergency, line=where.line
    )


def _store(setup: app.Setup, paper: Console, stack: ExitStack) -> Store:
    """What is kept; why it cannot be had is said."""
    store = app.everyday(setup)
    stack.enter_context(closing(store.keeper))
    if store.trouble is not None:
        _say(paper, f"{setup.language.phrase(store.trouble.phrase)} {store.trouble}")
    return store


def _later(began: Instant, room: VirtualRoom) -> Instant:
    """The moment in a room that began then: its time may pass faster than ours."""
    passed = seconds(room.now())
    now = (began.now.astimezone(UTC) + timedelta(seconds=passed)).astimezone(began.now.tzinfo)
    return Instant(now, began.steady + passed, began.boot)


def _say(paper: Console, text: str) -> None:
    paper.print(text, highlight=False, markup=False, soft_wrap=True)


def _acoustics(text: str) -> Acoustics:
    try:
        return Acoustics.parse(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _check(arguments: argparse.Namespace) -> None:
    for needs_input in ("output", "fast", "realtime", "room"):
        if getattr(arguments, needs_input) and not arguments.input:
            arguments.parser.error(f"--{needs_input} belongs to the virtual room: give --input F.wav too")
    named = [path.resolve() for path in (arguments.input, arguments.output, arguments.events) if path]
    if len(set(named)) < len(named):
        arguments.parser.error("--input, --output and --events must be different files")
    if arguments.with_text and not arguments.events:
        arguments.parser.error("--with-text belongs to --events F.jsonl: give that too")
    if arguments.mode != "always":
        raise InputError(f"The mode {arguments.mode} is not built yet: start without --mode.")


def _opened(path: Path, stack: ExitStack, *, anew: bool) -> TextIO:
    """Open the ledger for its owner alone: `anew` for a room, whose time begins at 0; else what is there is kept."""
    try:
        file = open(  # noqa: SIM115  Path.open takes no opener; the stack closes it
            path,
            "w" if anew else "a",
            encoding="utf-8",
            opener=lambda name, flags: os.open(name, flags, 0o600),
        )
    except OSError as error:
        raise InputError(
            f"The ledger {path} cannot be written ({error.strerror}): name another file."
        ) from error
    stack.callback(_closed, file)
    return file


def _closed(file: TextIO) -> None:
    with suppress(OSError):  # the ledger has told already what could not be written
        file.close()
