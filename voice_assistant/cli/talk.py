"""`voice-assistant chat`, `ask`, `say`, `transcribe`: one step of the pipeline, or the whole of it by keyboard."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from voice_assistant import app
from voice_assistant.audio.recorder import Recorder
from voice_assistant.cli import texts
from voice_assistant.cli.keyboard import Answer, Keyboard
from voice_assistant.dialogue.clauses import clauses
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.errors import AssistantError, InputError
from voice_assistant.everyday import clocks
from voice_assistant.transcribing import Recognised, recognise
from voice_assistant.tts import TextToSpeech
from voice_assistant.vocabulary import Sentence, SpeechChunk

LONGEST_SENTENCE = 300
"""Characters that are synthesized at once. What has no full stop for longer is cut: the memory a voice takes grows
with the square of it."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `chat`, `ask`, `say` and `transcribe`."""
    chat = commands.add_parser(
        "chat",
        description="The same assistant by keyboard: each line of stdin is one turn. An empty line is passed over.",
    )
    chat.add_argument(
        "--json", action="store_true", help="one object per turn: user, reply, skill, tier, ended"
    )
    _add_now(chat)
    chat.set_defaults(run=run_chat)

    ask = commands.add_parser("ask", description="Ask one thing, read the answer.")
    ask.add_argument("text", metavar="TEXT", help="what to ask; - reads it from stdin")
    _add_now(ask)
    ask.set_defaults(run=run_ask)

    say = commands.add_parser("say", description="Speak a text, through the speaker or into a sound file.")
    say.add_argument("text", metavar="TEXT", help="what to say; - reads it from stdin")
    say.add_argument(
        "-o", "--output", type=Path, metavar="F.wav", help="write a sound file instead of speaking"
    )
    say.set_defaults(run=run_say)

    transcribe = commands.add_parser(
        "transcribe",
        description="Write down what is said in sound files: one line per file, in the order given.",
    )
    transcribe.add_argument("files", nargs="+", type=Path, metavar="F.wav")
    transcribe.add_argument("--json", action="store_true", help="one object per file, with alternatives")
    transcribe.set_defaults(run=run_transcribe)


def _add_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--now",
        type=_moment,
        metavar="ISO8601",
        help="freeze the clock at this moment: what is due by then is told, and done with",
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        moment.timestamp()  # which the year 1 has not
        return moment
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no ISO 8601 date and time such as 2026-03-09T07:30"
        ) from None


# ---------------------------------------------------------------- by keyboard


def run_chat(arguments: argparse.Namespace) -> int:
    """Chat line by line until stdin ends or, on a terminal, the user says goodbye.

    A line that cannot be used or answered does not end the chat, but the exit code is 1 in the end.

    Raises:
        AssistantError: the language model cannot be used.
    """
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    failed = False
    with _keyboard(arguments) as keyboard:
        for raw in _prompted(texts.lines()) if at_terminal else texts.lines():
            try:
                line = texts.decode(raw).strip()
            except InputError as error:
                failed = _complain(error)
                continue
            if not line:
                continue
            answer = keyboard.say(line)
            if answer.hides and at_terminal:
                print("\x1b[2J\x1b[3J\x1b[H", end="")
            print(_as_json(answer) if arguments.json else answer.reply, flush=True)
            if answer.failure:
                failed = _complain(answer.failure)
            if answer.ended and at_terminal:
                break
    return 1 if failed else 0


def run_ask(arguments: argparse.Namespace) -> int:
    """Ask one thing.

    Raises:
        AssistantError: the language model cannot be used, or there is no text, or too much.
    """
    text = texts.given(arguments.text)
    with _keyboard(arguments, once=True) as keyboard:
        answer = keyboard.say(" ".join(text.split()))
    if answer.failure:
        if answer.due:
            print(answer.due, flush=True)
        raise answer.failure
    print(answer.reply)
    return 0


@contextmanager
def _keyboard(arguments: argparse.Namespace, *, once: bool = False) -> Iterator[Keyboard]:
    """A typed conversation over the user's store; without it where another assistant has that open."""
    clock = partial(clocks.at, arguments.now) if arguments.now else clocks.read
    setup = app.set_up()
    dialogue = app.dialogue(setup)
    store = app.everyday(setup, clock)
    with closing(store.keeper):
        yield Keyboard(dialogue, clock, store.keeper, store.everyday, once=once)


def _prompted(lines: Iterator[bytes]) -> Iterator[bytes]:
    while True:
        print("> ", end="", flush=True)
        line = next(lines, None)
        if line is None:
            print()
            return
        yield line


def _complain(error: AssistantError) -> bool:
    print(f"voice-assistant: {error}", file=sys.stderr, flush=True)
    return True


def _as_json(answer: Answer) -> str:
    turn = {
        "user": answer.user,
        "reply": answer.reply,
        "skill": answer.skill,
        "tier": answer.tier,
        "ended": answer.ended,
    }
    return json.dumps(turn, ensure_ascii=False)


# ---------------------------------------------------------------- speaking


def run_say(arguments: argparse.Namespace) -> int:
    """Speak a text, through the speaker or into a file.

    Raises:
        AssistantError: there is nothing to say, no voice, or nowhere to say it.
    """
    text = texts.given(arguments.text)
    setup = app.set_up()
    clean = (speakable(clause, setup.language.code) for clause in clauses([text]) if clause)
    spoken = [part for sentence in clean for part in textwrap.wrap(sentence, LONGEST_SENTENCE)]
    chunks = _synthesized(app.voice(setup), spoken) if spoken else iter(())
    first = next(chunks, None)
    if first is None:
        raise InputError("There is nothing in this text that can be spoken: it has no words.")
    if arguments.output:
        with closing(Recorder(arguments.output, first.rate)) as file:
            for chunk in chain([first], chunks):
                file.append(chunk.samples)
    else:
        app.play(setup, chain([first], chunks))
    return 0


def _synthesized(voice: TextToSpeech, spoken: list[str]) -> Iterator[SpeechChunk]:
    for text in spoken:
        for chunk in voice.synthesize(Sentence(text)):
            if chunk is not None:
                yield chunk


# ---------------------------------------------------------------- hearing


def run_transcribe(arguments: argparse.Namespace) -> int:
    """Write down what is said in each file. A file that cannot be used leaves an empty line, and the exit code 1.

    Raises:
        AssistantError: the recogniser cannot be used.
    """
    setup = app.set_up()
    recogniser = app.recogniser(setup)
    failed = False
    for path in arguments.files:
        try:
            heard = recognise(recogniser, lambda: app.ear(setup), path)
            print(_described(path, heard) if arguments.json else heard.text, flush=True)
        except AssistantError as error:
            print(json.dumps({"file": str(path), "error": str(error)}) if arguments.json else "", flush=True)
            failed = _complain(error)
    return 1 if failed else 0


def _described(path: Path, heard: Recognised) -> str:
    described = {
        "file": str(path),
        "text": heard.text,
        "confidence": None if heard.confidence is None else round(heard.confidence, 3),
        "alternatives": list(heard.alternatives),
        "duration_s": round(heard.duration_s, 3),
        "utterances": heard.utterances,
    }
    return json.dumps(described, ensure_ascii=False)
