"""`voice-assistant doctor`: what is wrong, and the one command that mends it."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from voice_assistant import app, catalog
from voice_assistant.audio.process import SoundProcess
from voice_assistant.cli.console import console
from voice_assistant.errors import AssistantError, ConfigError, SpeakingError, StoreBusyError
from voice_assistant.everyday.file import open_everyday
from voice_assistant.places import places
from voice_assistant.safety.classifier import classifier
from voice_assistant.safety.helplines import helpline
from voice_assistant.store.keys import DATABASE
from voice_assistant.stt.second_opinion import SecondOpinion
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Frame, Sentence

LISTENED = SAMPLE_RATE // FRAME
"""Frames listened to while the microphone's level is taken: one second."""

SILENT_DB = -90.0
"""Level in dBFS below which a microphone is muted, unplugged or digital silence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    check: str
    ok: bool
    found: str
    """What was found, in a sentence."""
    mend: str = ""
    """What to do about it; empty where nothing need be done."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `doctor`."""
    parser = commands.add_parser(
        "doctor",
        description="Check the configuration, the models, the engines, the everyday store, microphone and speaker. "
        "The exit code is 1 if something that the assistant cannot do without is wrong.",
    )
    parser.add_argument("--json", action="store_true", help="one object: ok, and a list of checks")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check everything."""
    findings = [*examine()]
    well = all(finding.ok for finding in findings)
    if arguments.json:
        print(
            json.dumps({"ok": well, "checks": [asdict(finding) for finding in findings]}, ensure_ascii=False)
        )
        return 0 if well else 1
    paper = console()
    for finding in findings:
        mark = "[green]ok  [/]" if finding.ok else "[red]FAIL[/]"
        paper.print(f"{mark} {finding.check}: ", end="")
        paper.print(finding.found, markup=False, highlight=False, soft_wrap=True)
        if finding.mend:
            paper.print(f"     -> {finding.mend}", markup=False, highlight=False, soft_wrap=True)
    return 0 if well else 1


def examine() -> list[Finding]:
    """Every check in order. One that fails does not keep the others from being made."""
    try:
        setup = app.set_up()
    except AssistantError as error:
        return [Finding("configuration", False, str(error), "voice-assistant config path")]
    file = places(os.environ).config_file
    kept = f"{file}" if file.exists() else f"all defaults; {file} does not exist, and need not"
    return [
        Finding("configuration", True, kept),
        _tried("models", lambda: _models(setup), "git checkout -- models"),
        _tried("speech recogniser", lambda: _recogniser(setup), "voice-assistant config show"),
        _tried("language model", lambda: _thinker(setup), "./scripts/run"),
        _tried("voice", lambda: _voice(setup), "voice-assistant config show"),
        _tried("everyday store", lambda: _everyday(setup), _aside(places(os.environ).data)),
        _tried("safety kernel", _safety, "install the program again"),
        *_sound(setup),
        _country(setup),
    ]


def _tried(check: str, examination: Callable[[], str], mend: str) -> Finding:
    try:
        return Finding(check, True, examination())
    except AssistantError as error:
        return Finding(check, False, str(error), mend)


def _models(setup: app.Setup) -> str:
    models = catalog.manifest(setup.models)
    for model in models:
        catalog.verify(setup.models, model)
    return f"{len(models)} starter models, unchanged"


def _recogniser(setup: app.Setup) -> str:
    recogniser, wanted = app.recogniser(setup), setup.config.stt
    found = f"{wanted.model or 'the starter model'} of {wanted.engine}, hears {recogniser.window_s:.0f} s at a time"
    if isinstance(recogniser.recogniser, SecondOpinion):
        return f"{found}; {app.SECOND} is asked where it is not sure"
    return found


def _thinker(setup: app.Setup) -> str:
    model, _ = app.thinker(setup)
    if model is None:
        return "none wanted: only skills answer"
    return f"{setup.config.llm.model or 'the starter model'}, room for {model.room} tokens"


def _voice(setup: app.Setup) -> str:
    made = [chunk for chunk in app.voice(setup).synthesize(Sentence("Hello.")) if chunk is not None]
    if not made:
        raise SpeakingError("It loads, but makes no sound: name another voice as tts.model.")
    return f"{setup.config.tts.model or 'the starter voice'}, {made[0].rate} Hz"


def _everyday(setup: app.Setup) -> str:
    folder = places(os.environ).data
    file = folder / DATABASE
    if not file.exists():
        return f"nothing is kept yet; it will be in {file}"
    try:
        with closing(open_everyday(folder, setup.config.store.key)) as kept:
            return f"{file}, encrypted; records: {len(kept.load().records)}"
    except StoreBusyError:
        return f"{file}, in use by the assistant that is running"


def _safety() -> str:
    """Whether everything can be read that the safety kernel does without where it must."""
    wrong = []
    try:
        classifier()
    except ConfigError:
        wrong.append("its classifier cannot be read, so only its lexicon reads what is said")
    if not _has_stored_lines():
        wrong.append("its stored lines cannot be read, so in an emergency they can only be shown")
    if wrong:
        raise ConfigError(f"The safety kernel is not whole: {'; '.join(wrong)}.")
    return "the classifier and the stored lines can be read"


def _has_stored_lines() -> bool:
    try:
        from voice_assistant.safety.stored import index
    except (ImportError, OSError):  # the library that decodes them is not there
        return False
    try:
        return bool(index())
    except (ValueError, RuntimeError, EOFError, zlib.error):
        return False


def _aside(folder: Path) -> str:
    """Put the everyday store where it is out of the way; what was kept is not lost."""
    old, name = shlex.quote(str(folder)), DATABASE.partition(".")[0]
    begin = f"mkdir {old}/aside && mv {old}/{name}.* {old}/aside"
    return f"do what the sentence above says; or, to begin anew and keep the old one aside: {begin}"


def _sound(setup: app.Setup) -> list[Finding]:
    wanted = setup.config.audio
    try:
        with closing(SoundProcess(wanted.input, wanted.output)) as sound:
            level = _level_db(sound) if sound.has_input else None
            status = sound.status()
    except AssistantError as error:
        return [Finding("microphone and speaker", False, str(error), "voice-assistant devices")]
    if level is None:
        microphone = Finding(
            "microphone", False, "there is none", "plug one in; voice-assistant devices lists them"
        )
    elif level < SILENT_DB:
        muted = f"{status.microphone} delivers nothing but digital silence"
        microphone = Finding("microphone", False, muted, "unmute it, or choose another with audio.input")
    else:
        found = f"{status.microphone}, {status.in_rate} Hz, {level:.0f} dBFS in the last second"
        microphone = Finding("microphone", True, found)
    if status.speaker is None:
        return [
            microphone,
            Finding("speaker", False, "there is none", "plug one in; voice-assistant devices lists them"),
        ]
    found = f"{status.speaker}, {status.out_rate} Hz, {status.out_latency * 1000:.0f} ms"
    return [microphone, Finding("speaker", True, found)]


def _level_db(sound: SoundProcess) -> float:
    from voice_assistant.cli.view import level_db

    levels = []
    for frame in sound.frames():
        if isinstance(frame, Frame):
            levels.append(level_db(frame))
        if len(levels) >= LISTENED:
            break
    return max(levels)


def _country(setup: app.Setup) -> Finding:
    country = setup.config.assistant.country
    where = helpline(country)
    if not country:
        found = "not chosen, so no emergency number of your country can be named"
        return Finding("emergency number", True, found, 'set assistant.country, for example to "GB"')
    age = where.checked(datetime.now(tz=UTC).date())
    line = f", to talk {where.line}" if where.known else ""
    return Finding(
        "emergency number", True, f"{where.emergency}{line} ({country}; {age}); check that they are right"
    )
