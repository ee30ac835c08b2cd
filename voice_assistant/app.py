"""Puts the assistant together: the only place that names concrete classes."""

from __future__ import annotations

import importlib.util
import math
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voice_assistant import catalog, config, languages, llm, stt, tts
from voice_assistant.answering import Parts
from voice_assistant.audio import Sound
from voice_assistant.audio.echo import CANCELLERS
from voice_assistant.audio.process import SoundProcess
from voice_assistant.audio.speaker import Speaker
from voice_assistant.config import Config
from voice_assistant.conversation import Conversation
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.doubt import SILENT, UNSURE
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.prompt import PERSONA, Persona
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.errors import AudioError, ModelError
from voice_assistant.everyday.clocks import read
from voice_assistant.everyday.records import Instant
from voice_assistant.hearing.ear import Ear
from voice_assistant.hearing.endpointing import Patience
from voice_assistant.hearing.vad import ConfirmedVad, Vad, WebRtcVad
from voice_assistant.identity import identity
from voice_assistant.languages import Language
from voice_assistant.llm import LanguageModel, LlmOptions
from voice_assistant.machine import spare_cores
from voice_assistant.observers import Observer
from voice_assistant.opening import Store, opened
from voice_assistant.places import Places, models_folder, places
from voice_assistant.safety.link import Sentinel
from voice_assistant.safety.stored import stored
from voice_assistant.stt import SpeechToText, SttOptions
from voice_assistant.stt.pocketsphinx import Pocketsphinx
from voice_assistant.stt.second_opinion import SecondOpinion
from voice_assistant.stt.windows import Windowed
from voice_assistant.tts import TextToSpeech, TtsOptions
from voice_assistant.vigil import Vigil
from voice_assistant.vocabulary import Sentence, SpeechChunk, samples, typed

SECOND = "pocketsphinx"
"""The engine that is asked for a second opinion."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What this user wants on this machine."""

    config: Config
    places: Places
    models: Path
    """The models folder."""
    language: Language


def set_up(environ: Mapping[str, str] = os.environ) -> Setup:
    """Read the configuration and everything that hangs on it.

    Raises:
        ConfigError: it cannot be used.
    """
    here = places(environ)
    settings = config.load(here.config_file, environ)
    return Setup(settings, here, models_folder(environ), languages.load(settings.assistant.language))


# ---------------------------------------------------------------- engines


def recogniser(setup: Setup) -> Windowed:
    """Load the speech recogniser.

    Raises:
        ModelError: its model cannot be used.
    """
    wanted = setup.config.stt
    chosen = catalog.choose(setup.models, "stt", wanted.model, wanted.engine)
    full = wanted.window == "full" or (chosen.entry is not None and chosen.entry.full_window)
    options = SttOptions(setup.language.code, wanted.beam, _threads(wanted.threads), full)
    first = stt.ENGINES[wanted.engine](chosen.path, options)
    if not asks_a_second(setup, chosen):
        return Windowed(first)
    words = catalog.choose(setup.models, "stt", "", SECOND)
    second = stt.ENGINES[SECOND](words.path, options)
    sure = words.entry.unsure if words.entry and words.entry.unsure is not None else UNSURE
    # A full model spells names that no dictionary has; what the starter model spells, it misheard.
    known = second.knows if chosen.entry and isinstance(second, Pocketsphinx) else bool
    invented = -math.inf if chosen.entry is None or chosen.entry.invented is None else chosen.entry.invented
    limits = {"unsure": unsure(setup), "sure": sure, "invented": invented, "silent": SILENT}
    return Windowed(SecondOpinion(first, second, **limits, known=known))


def asks_a_second(setup: Setup, chosen: catalog.Chosen) -> bool:
    """Whether another recogniser is asked where the chosen one is not sure of what it heard."""
    wanted = setup.config.stt
    if wanted.second == "auto":
        starter = chosen.entry is not None and wanted.engine != SECOND
        there = starter and any(model.engine == SECOND for model in catalog.manifest(setup.models))
        return there and importlib.util.find_spec(SECOND) is not None
    return wanted.second == SECOND != wanted.engine


def thinker(setup: Setup) -> tuple[LanguageModel | None, Persona]:
    """Load the language model, and say who it is to be; no model where none is wanted.

    Raises:
        ModelError: its model cannot be used, or llama.cpp is not there.
    """
    wanted, person = setup.config.llm, setup.config.assistant
    if wanted.engine == "none":
        return None, Persona(person.name, person.user, wanted.prompt or PERSONA)
    chosen = catalog.choose(setup.models, "llm", wanted.model)
    context = wanted.context or (chosen.entry.context if chosen.entry else 0)
    prompt = wanted.prompt or (chosen.entry.prompt if chosen.entry else "") or PERSONA
    options = LlmOptions(context, wanted.max_tokens, wanted.temperature, _threads(wanted.threads))
    try:
        model = llm.ENGINES[wanted.engine](chosen.path, options)
    except ImportError as error:
        raise ModelError(
            "llama.cpp has not been built for this machine: start once with ./scripts/run, "
            'or set llm.engine to "none" to do without a language model.'
        ) from error
    return model, Persona(person.name, person.user, prompt)


def voice(setup: Setup) -> TextToSpeech:
    """Load the speech synthesizer.

    Raises:
        ModelError: its model cannot be used.
    """
    wanted = setup.config.tts
    chosen = catalog.choose(setup.models, "tts", wanted.model)
    options = TtsOptions(wanted.speed, wanted.volume, _threads(wanted.threads))
    return tts.ENGINES[wanted.engine](chosen.path, options)


def dialogue(setup: Setup, *, aloud: bool = False) -> Dialogue:
    """Load what a reply needs; `aloud` says whether it is for speech, and not for a keyboard.

    Raises:
        ModelError: the language model cannot be used.
    """
    model, persona = thinker(setup)
    return Dialogue(
        setup.language,
        persona,
        setup.config.assistant.country,
        model,
        unsure(setup),
        model is not None and _chooses(setup),
        identity(setup.config, setup.models, aloud=aloud),
        by_words=setup.config.turn.by_words,
    )


def unsure(setup: Setup) -> float:
    """The mean log-probability below which this recogniser guesses."""
    wanted = setup.config.stt
    heard_by = catalog.find(setup.models, "stt", wanted.model, wanted.engine).entry
    return UNSURE if heard_by is None or heard_by.unsure is None else heard_by.unsure


def _chooses(setup: Setup) -> bool:
    """Whether the language model may choose a skill."""
    wanted = setup.config.llm
    return wanted.tools == "on" or (
        wanted.tools == "auto" and catalog.find(setup.models, "llm", wanted.model).tools
    )


def ear(setup: Setup) -> Ear:
    """The ear that this user wants."""
    wanted = setup.config.hearing
    vad: Vad = ConfirmedVad(wanted.vad_mode) if wanted.confirm else WebRtcVad(wanted.vad_mode)
    least = samples(wanted.min_speech_ms / 1000)
    patience = Patience(
        min_speech=least,
        window=max(Patience().window, 2 * least),
        pause=samples(wanted.pause_ms / 1000),
        end_silence=samples(wanted.end_silence_ms / 1000),
        cap=samples(wanted.max_utterance_s),
        by_words=setup.config.turn.by_words,
    )
    return Ear(vad, patience.scaled(), samples(wanted.pre_roll_ms / 1000), interruptible=wanted.barge_in)


@dataclass(frozen=True, slots=True)
class Engines:
    """Every model, loaded."""

    stt: SpeechToText
    dialogue: Dialogue
    tts: TextToSpeech


def load(setup: Setup) -> Engines:
    """Load every model: to be done before listening, since creating an ONNX session holds the interpreter.

    Raises:
        ModelError: one of them cannot be used.
        EngineError: one of them fails at its first work.
    """
    engines = Engines(recogniser(setup), dialogue(setup, aloud=True), voice(setup))
    _warm_up(engines)
    return engines


def _warm_up(engines: Engines) -> None:
    """Let each engine work once: the first turn would else take twice as long.

    The language model is shown the fixed part of its prompt, whose evaluation it keeps.
    """
    for _ in engines.stt.transcribe(np.zeros(samples(1.0), np.float32)):
        pass
    for made in engines.dialogue.reply(typed("Hello."), 1.0, Memory(), World(read())):
        if isinstance(made, Sentence):
            for _ in engines.tts.synthesize(made):
                pass


def _threads(wanted: int) -> int:
    return wanted or spare_cores()


def everyday(setup: Setup, clock: Callable[[], Instant] = read) -> Store:
    """Open the user's store. Where that cannot be, the assistant does without it. The keeper is to be closed."""
    return opened(setup.places.data, setup.config.store.key, clock)


# ---------------------------------------------------------------- speaking


def play(setup: Setup, chunks: Iterable[SpeechChunk]) -> None:
    """Play chunks through the speaker, and return when the last one has been heard.

    Raises:
        AudioError: there is no speaker.
        SpeakingError: synthesis failed on the way.
    """
    waiting = iter(chunks)
    following = next(waiting, None)
    with closing(SoundProcess(setup.config.audio.input, setup.config.audio.output)) as sound:
        if not sound.has_output:
            raise AudioError("There is no speaker: plug one in, or write a sound file with -o F.wav.")
        speaker = Speaker(sound)
        for _ in sound.frames():
            while following is not None and speaker.wants_more():
                speaker.hand_over(following)
                following = next(waiting, None)
            speaker.advance()
            if following is None and not speaker.busy:
                return


# ---------------------------------------------------------------- conversing


def conversation(
    setup: Setup,
    engines: Engines,
    sound: Sound,
    observer: Observer,
    store: Store | None = None,
    *,
    clock: Callable[[], Instant] = read,
    paced: bool = True,
    screen: bool = False,
    sentinel: Sentinel | None = None,
) -> Conversation:
    """A conversation over some sound system.

    Args:
        setup: what this user wants.
        engines: every model, loaded.
        sound: what it hears and speaks through.
        observer: is told what happens.
        store: what is kept; without one, nothing outlasts the conversation.
        clock: this moment, on every clock.
        paced: whether frames come by a clock.
        screen: whether the user can read what is shown.
        sentinel: says the words for a crisis if we cannot.
    """
    store = store or Store()
    parts = Parts(
        sound,
        ear(setup),
        engines.stt,
        engines.dialogue,
        engines.tts,
        clock=clock,
        keeper=store.keeper,
        everyday=store.everyday,
        stored=stored().sound,
        canceller=CANCELLERS[setup.config.audio.echo_cancelling],
    )
    if parts.canceller is not None:
        parts.canceller()  # whether it can be had is to be known before anybody speaks
    held = sound if isinstance(sound, SoundProcess) else None
    vigil = Vigil(
        sentinel, lambda: held.process if held else 0, aloud=held is None or held.has_output, screen=screen
    )
    return Conversation(
        parts, observer, drafts=setup.config.turn.drafts, paced=paced, screen=screen, vigil=vigil
    )


def sentinel(setup: Setup, *, aloud: bool) -> Sentinel:
    """Start the sentinel. It is to be closed.

    Args:
        setup: what this user wants.
        aloud: whether it may speak; in a virtual room it must not be heard in the real one.
    """
    return Sentinel(("--speaker", setup.config.audio.output) if aloud else ("--player", "true"))
