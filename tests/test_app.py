"""Putting the assistant together: which model is loaded, with which options, and what is said when one cannot be."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import MODELS

from voice_assistant import app, llm, stt, tts
from voice_assistant.dialogue.doubt import UNSURE
from voice_assistant.dialogue.prompt import PERSONA
from voice_assistant.errors import ConfigError, ModelError, StoreBusyError, StoreError
from voice_assistant.everyday import Alert, AlertKind, AlertState, Change, Everyday, Item
from voice_assistant.everyday.file import EverydayFile
from voice_assistant.machine import spare_cores
from voice_assistant.places import places
from voice_assistant.store.keys import DATABASE
from voice_assistant.stt.second_opinion import SecondOpinion
from voice_assistant.stt.windows import Windowed
from voice_assistant.vocabulary import (
    FRAME,
    EndOfTurn,
    Frame,
    Message,
    Samples,
    Sentence,
    SpeechChunk,
    Transcript,
    samples,
)


@dataclass
class Engine:
    """Every engine at once: it remembers what it was made of, and what it was asked to do."""

    path: Path
    options: Any
    heard: list[Samples] = field(default_factory=list)
    asked: list[Sequence[Message]] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    window_s = 10.0
    room = 500

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        self.heard.append(samples)
        yield Transcript(())

    def generate(
        self, messages: Sequence[Message], cancelled: Callable[[], bool], schema: object = None
    ) -> Generator[str | None]:
        self.asked.append(messages)
        yield "Hello there. How are you?"

    def tokens(self, text: str) -> int:
        return len(text.split())

    def synthesize(self, sentence: Sentence, speed: float = 1.0) -> Generator[SpeechChunk | None]:
        self.spoken.append(sentence.text)
        yield SpeechChunk(sentence, np.zeros(10, np.float32), 16_000)


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is loaded."""
    monkeypatch.setitem(stt.ENGINES, "faster-whisper", Engine)  # type: ignore[arg-type]
    monkeypatch.setitem(stt.ENGINES, "pocketsphinx", Engine)  # type: ignore[arg-type]
    monkeypatch.setitem(llm.ENGINES, "llama-cpp", Engine)  # type: ignore[arg-type]
    monkeypatch.setitem(tts.ENGINES, "piper", Engine)  # type: ignore[arg-type]


def set_up(home: Path, settings: str = "", models: Path = MODELS) -> app.Setup:
    environ = {"VOICE_ASSISTANT_HOME": str(home), "VOICE_ASSISTANT_MODELS": str(models)}
    file = places(environ).config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(settings)
    return app.set_up(environ)


def engine(made: Any) -> Engine:
    if isinstance(made, Windowed):  # which every recogniser is put into
        made = made.recogniser
    if isinstance(made, SecondOpinion):
        made = made.first
    assert isinstance(made, Engine)
    return made


# ---------------------------------------------------------------- with the settings as they come


def test_without_settings_everything_is_in_english_and_at_home(tmp_path: Path) -> None:
    setup = set_up(tmp_path)
    assert setup.language.code == "en"
    assert setup.models == MODELS
    assert tmp_path in setup.places.config_file.parents


def test_a_mistake_in_the_settings_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        set_up(tmp_path, "[stt]\nbeam = 'wide'\n")


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_the_starter_models_are_the_default_with_their_traits(tmp_path: Path) -> None:
    setup = set_up(tmp_path)
    ear, voice = engine(app.recogniser(setup)), engine(app.voice(setup))
    model, persona = app.thinker(setup)
    assert ear.path == MODELS / "starter-stt"
    assert not ear.options.full_window, "it was trained with both windows"
    assert ear.options.language == "en"
    assert voice.path == MODELS / "starter-voice" / "starter.onnx"
    assert engine(model).path == MODELS / "starter-chat" / "starter-q8_0.gguf"
    assert engine(model).options.context > 512
    assert persona.prompt != PERSONA, "it was trained with another"
    assert app.dialogue(setup).unsure > UNSURE


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_threads_are_as_many_as_can_be_spared_unless_they_are_set(tmp_path: Path) -> None:
    assert engine(app.recogniser(set_up(tmp_path, "[stt]\nthreads = 3\n"))).options.threads == 3
    assert engine(app.recogniser(set_up(tmp_path, "[stt]\nthreads = 0\n"))).options.threads == spare_cores()


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ("", True),
        (f"model = '{MODELS / 'starter-stt'}'", True),
        ("second = 'none'", False),
        ("model = '/m/stt'", False),
        ("model = '/m/stt'\nsecond = 'pocketsphinx'", True),
        ("engine = 'pocketsphinx'", False),
        ("engine = 'pocketsphinx'\nsecond = 'pocketsphinx'", False),
    ],
)
def test_a_second_recogniser_is_asked_beside_the_starter_model_or_if_it_is_wanted(
    tmp_path: Path, settings: str, asked: bool
) -> None:
    made = app.recogniser(set_up(tmp_path, f"[stt]\n{settings}\n"))
    assert isinstance(made, Windowed)
    assert isinstance(made.recogniser, SecondOpinion) is asked
    if isinstance(made.recogniser, SecondOpinion):
        assert engine(made.recogniser.second).path == MODELS / "starter-words"


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_where_the_second_recogniser_is_not_installed_the_first_one_is_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    made = app.recogniser(set_up(tmp_path))
    assert isinstance(made, Windowed)
    assert isinstance(made.recogniser, Engine)


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_an_engine_has_a_starter_model_of_its_own(tmp_path: Path) -> None:
    setup = set_up(tmp_path, "[stt]\nengine = 'pocketsphinx'\n")
    assert engine(app.recogniser(setup)).path == MODELS / "starter-words"
    assert app.identity(setup.config, setup.models, aloud=True).stt == "starter-words"


# ---------------------------------------------------------------- with models of the user's own


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_models_of_the_users_own_have_no_traits_of_the_starter_models(tmp_path: Path) -> None:
    setup = set_up(
        tmp_path, "[stt]\nmodel = '/m/stt'\n[llm]\nmodel = '/m/l.gguf'\n[tts]\nmodel = '/m/v.onnx'\n"
    )
    ear, voice = engine(app.recogniser(setup)), engine(app.voice(setup))
    model, persona = app.thinker(setup)
    assert (ear.path, voice.path, engine(model).path) == (
        Path("/m/stt"),
        Path("/m/v.onnx"),
        Path("/m/l.gguf"),
    )
    assert not ear.options.full_window
    assert engine(model).options.context == 0
    assert persona.prompt == PERSONA
    assert app.dialogue(setup).unsure == UNSURE


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_a_starter_model_that_is_spelt_out_keeps_its_traits(tmp_path: Path) -> None:
    setup = set_up(tmp_path, f"[stt]\nmodel = '{MODELS / 'starter-stt'}'\n")
    chosen = app.recogniser(setup)
    assert isinstance(chosen.recogniser, SecondOpinion)
    assert app.dialogue(setup).unsure > UNSURE


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_settings_come_before_the_traits_of_a_model(tmp_path: Path) -> None:
    settings = "[llm]\ncontext = 300\nprompt = 'You are {name}, and brief.'\nmax_tokens = 40\n"
    model, persona = app.thinker(set_up(tmp_path, settings))
    assert engine(model).options.context == 300
    assert engine(model).options.max_tokens == 40
    assert persona.prompt == "You are {name}, and brief."


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_the_recogniser_may_be_shown_its_whole_window(tmp_path: Path) -> None:
    settings = "[stt]\nwindow = 'full'\nbeam = 2\nmodel = '/m/stt'\n"
    options = engine(app.recogniser(set_up(tmp_path, settings))).options
    assert options.full_window
    assert options.beam == 2


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_the_voice_speaks_as_fast_and_as_loud_as_it_is_told(tmp_path: Path) -> None:
    options = engine(app.voice(set_up(tmp_path, "[tts]\nspeed = 1.5\nvolume = 0.5\n"))).options
    assert (options.speed, options.volume) == (1.5, 0.5)


# ---------------------------------------------------------------- without a language model


def test_without_a_language_model_none_is_loaded(tmp_path: Path) -> None:
    model, persona = app.thinker(set_up(tmp_path, "[llm]\nengine = 'none'\n[assistant]\nname = 'Wren'\n"))
    assert model is None
    assert persona.name == "Wren"
    assert persona.prompt == PERSONA


@pytest.mark.engines
def test_a_language_model_that_was_never_built_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise ImportError("llama_cpp")

    monkeypatch.setitem(llm.ENGINES, "llama-cpp", missing)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=r"./scripts/run, or set llm.engine to \"none\"") as refused:
        app.thinker(set_up(tmp_path))
    assert str(refused.value).endswith(".")


# ---------------------------------------------------------------- models that are not there


@pytest.mark.parametrize("load", [app.recogniser, app.thinker, app.voice, app.dialogue, app.load])
def test_a_models_folder_without_models_is_explained(
    tmp_path: Path, load: Callable[[app.Setup], object]
) -> None:
    with pytest.raises(ModelError, match="There is no model list"):
        load(set_up(tmp_path, models=tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("kind", "load"), [("stt", app.recogniser), ("llm", app.thinker), ("tts", app.voice)], ids=str
)
def test_a_model_of_the_users_own_that_is_not_there_is_explained(
    tmp_path: Path, kind: str, load: Callable[[app.Setup], object]
) -> None:
    with pytest.raises(ModelError, match="/m/nothing does not exist") as refused:
        load(set_up(tmp_path, f"[{kind}]\nmodel = '/m/nothing'\n"))
    assert f"{kind}.model" in str(refused.value)


# ---------------------------------------------------------------- the ear


def test_the_ear_waits_as_long_as_it_is_told(tmp_path: Path) -> None:
    """Frames of loud noise, then silence: the turn ends when the silence has lasted as long as was set."""
    for silence_ms in (400, 1200):
        settings = f"[hearing]\nconfirm = false\npause_ms = 200\nend_silence_ms = {silence_ms}\n"
        ear = app.ear(set_up(tmp_path, settings))
        drawn = np.random.default_rng(5).standard_normal(samples(1.0)) * 0.1
        sound = np.concatenate([drawn, np.zeros(samples(3.0))]).astype(np.float32)
        ended = [
            event.at
            for start in range(0, len(sound), FRAME)
            for event in ear.hear(Frame(start, sound[start : start + FRAME], np.zeros(FRAME, np.float32)))
            if isinstance(event, EndOfTurn)
        ]
        assert len(ended) == 1
        assert ended[0] == pytest.approx(samples(1.0 + silence_ms / 1000), abs=samples(0.3))


# ---------------------------------------------------------------- who it is


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_only_who_speaks_has_a_voice(tmp_path: Path) -> None:
    setup = set_up(tmp_path)
    assert app.load(setup).dialogue.identity.tts
    assert not app.dialogue(setup).identity.tts


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
@pytest.mark.parametrize(
    ("settings", "chooses"),
    [
        ("", False),
        ("[llm]\ntools = 'on'\n", True),
        ("[llm]\nmodel = '/m/l.gguf'\n", True),
        ("[llm]\nmodel = '/m/l.gguf'\ntools = 'off'\n", False),
        ("[llm]\nengine = 'none'\ntools = 'on'\n", False),
    ],
    ids=["starter", "starter, but wanted", "own", "own, but not wanted", "none"],
)
def test_a_language_model_chooses_skills_where_it_is_able_or_is_wanted_to(
    tmp_path: Path, settings: str, chooses: bool
) -> None:
    assert app.dialogue(set_up(tmp_path, settings)).tools is chooses


# ---------------------------------------------------------------- what is kept

MILK = Item("shopping", "milk", datetime(2026, 3, 9, 12, 0, tzinfo=UTC))


def test_what_is_kept_is_there_after_the_next_start(tmp_path: Path) -> None:
    with closing(app.everyday(set_up(tmp_path)).keeper) as keeper:
        keeper.keep([Change(None, MILK)])
    store = app.everyday(set_up(tmp_path))
    with closing(store.keeper):
        assert store.everyday == Everyday((MILK,))
        assert store.trouble is None


def test_what_rang_when_the_assistant_was_ended_is_missed_from_then_on(tmp_path: Path) -> None:
    rang = Alert(AlertKind.TIMER, MILK.made, state=AlertState.RINGING, rang=MILK.made)
    with closing(app.everyday(set_up(tmp_path)).keeper) as keeper:
        keeper.keep([Change(None, rang)])
    for _ in range(2):
        store = app.everyday(set_up(tmp_path))
        with closing(store.keeper):
            (found,) = store.everyday.alerts
            assert (found.state, found.missed) == (AlertState.MISSED, 1)


def test_a_store_that_another_process_has_open_is_done_without(tmp_path: Path) -> None:
    with closing(app.everyday(set_up(tmp_path)).keeper):
        second = app.everyday(set_up(tmp_path))
        assert isinstance(second.trouble, StoreBusyError)
        assert (second.everyday.records, second.everyday.trouble) == (
            (),
            ("error.store_busy", str(second.trouble)),
        )
        with pytest.raises(StoreBusyError):
            second.keeper.keep([Change(None, MILK)])


def test_a_store_that_is_damaged_is_done_without_and_stays_as_it_is(tmp_path: Path) -> None:
    setup = set_up(tmp_path)
    app.everyday(setup).keeper.close()
    file = setup.places.data / DATABASE
    file.write_bytes(b"no database" * 1000)
    store = app.everyday(setup)
    assert store.trouble is not None
    assert (store.everyday.records, store.everyday.trouble) == ((), ("error.store", str(store.trouble)))
    store.keeper.close()
    assert file.read_bytes() == b"no database" * 1000


def test_a_store_with_a_record_of_a_newer_version_is_done_without_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: object) -> Everyday:
        raise StoreError("The everyday store holds a record of a newer version: update the assistant.")

    setup = set_up(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(EverydayFile, "load", unreadable)
        assert app.everyday(setup).trouble is not None
    store = app.everyday(setup)
    assert store.trouble is None
    store.keeper.close()


# ---------------------------------------------------------------- everything


@pytest.mark.engines
@pytest.mark.usefixtures("fakes")
def test_every_engine_works_once_before_anybody_waits_for_it(tmp_path: Path) -> None:
    engines = app.load(set_up(tmp_path))
    assert len(engine(engines.stt).heard) == 1
    assert len(engine(engines.dialogue.thinker).asked) == 1
    assert engine(engines.tts).spoken


@pytest.mark.engines
def test_the_starter_models_load(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    engines = app.load(set_up(tmp_path))
    assert engines.stt.window_s == 10
    assert engines.dialogue.thinker is not None
    assert engines.dialogue.thinker.room > 400
    assert capfd.readouterr() == ("", "")
