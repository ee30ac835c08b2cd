"""What the assistant says it is: names only, and none of what it does not use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MODELS

from voice_assistant import __version__, catalog
from voice_assistant.config import Config
from voice_assistant.errors import ModelError
from voice_assistant.identity import identity
from voice_assistant.skills import Identity

CONFIG = Config()


def test_the_starter_models_have_the_names_of_the_list() -> None:
    known = identity(CONFIG, MODELS, aloud=True)
    names = {model.engine or model.kind: model.name for model in catalog.manifest(MODELS)}
    assert known == Identity("Robin", __version__, names["faster-whisper"], names["llm"], names["tts"])


def test_a_model_of_the_users_own_is_called_by_its_file() -> None:
    config = replace(
        CONFIG,
        assistant=replace(CONFIG.assistant, name="Wren"),
        stt=replace(CONFIG.stt, model="/m/stt-large"),
        llm=replace(CONFIG.llm, model="/m/big-q4.gguf"),
        tts=replace(CONFIG.tts, model="/m/jo.onnx"),
    )
    assert identity(config, MODELS, aloud=True) == Identity("Wren", __version__, "stt-large", "big-q4", "jo")


def test_by_keyboard_it_neither_hears_nor_speaks() -> None:
    known = identity(CONFIG, MODELS, aloud=False)
    assert (known.stt, known.tts) == ("", "")
    assert known.llm


def test_without_a_language_model_none_is_named_or_looked_for(tmp_path: Path) -> None:
    config = replace(CONFIG, llm=replace(CONFIG.llm, engine="none"))
    assert identity(config, tmp_path, aloud=False).llm == ""
    with pytest.raises(ModelError):
        identity(config, tmp_path, aloud=True)
