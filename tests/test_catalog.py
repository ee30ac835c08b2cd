"""The catalog: the starter models are what the list says, and what differs is refused in one sentence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from conftest import MODELS

from voice_assistant.catalog import Kind, Model, choose, manifest, verify
from voice_assistant.errors import ModelError

KINDS: tuple[Kind, ...] = ("stt", "llm", "tts")

ENTRY = """
[[model]]
name = "tiny-stt"
kind = "stt"
path = "tiny"
licence = "CC0-1.0"
source = "a test"
full_window = true
files = [{{ path = "tiny/model.bin", size = {size}, sha256 = "{sha256}" }}]
"""


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A models folder with one small model."""
    content = b"weights" * 1000
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "model.bin").write_bytes(content)
    entry = ENTRY.format(size=len(content), sha256=hashlib.sha256(content).hexdigest())
    (tmp_path / "manifest.toml").write_text(entry)
    return tmp_path


def refusal(models: Path, kind: Kind = "stt", configured: str = "") -> str:
    with pytest.raises(ModelError) as refused:
        choose(models, kind, configured)
    sentence = str(refused.value)
    assert str(models) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


# ---------------------------------------------------------------- the models that come with the program


every_model = pytest.mark.parametrize("model", manifest(MODELS), ids=lambda model: model.name)


@pytest.mark.engines
@every_model
def test_a_model_that_comes_with_the_program_is_unchanged(model: Model) -> None:
    verify(MODELS, model)


@pytest.mark.engines
@every_model
def test_a_model_is_listed_file_by_file(model: Model) -> None:
    listed = {MODELS / file.path for file in model.files}
    path = MODELS / model.path
    assert listed == {file for file in (path if path.is_dir() else path.parent).iterdir() if file.is_file()}


@every_model
def test_a_model_has_a_licence_and_a_source(model: Model) -> None:
    # What a GPL program may hold:
    assert set(model.licence.split(" AND ")) <= {"GPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause"}
    assert model.source


@pytest.mark.engines
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_starter_model(kind: Kind) -> None:
    chosen = choose(MODELS, kind, "")
    assert chosen.path.exists()
    assert chosen.entry is not None
    assert chosen.entry.kind == kind
    assert chosen.entry.name.startswith("starter-")


def test_the_traits_of_the_starter_models_are_known() -> None:
    traits = {model.engine or model.kind: model for model in manifest(MODELS)}
    assert traits["faster-whisper"].unsure is not None
    assert traits["pocketsphinx"].unsure is not None
    assert 512 < traits["llm"].context < 1024, "trained up to 512 tokens"
    assert "{name}" in traits["llm"].prompt


def test_names_are_not_used_twice() -> None:
    names = [model.name for model in manifest(MODELS)]
    assert len(set(names)) == len(names)


# ---------------------------------------------------------------- choosing


def test_the_first_model_of_a_kind_is_the_default(models: Path) -> None:
    chosen = choose(models, "stt", "")
    assert chosen.path == models / "tiny"
    assert chosen.entry is not None
    assert chosen.entry.full_window


def test_a_kind_without_a_model_says_which_setting_to_use(models: Path) -> None:
    assert "tts.model" in refusal(models, "tts")


def test_a_path_of_the_users_own_is_taken_as_it_is(models: Path, tmp_path: Path) -> None:
    chosen = choose(models, "stt", str(tmp_path / "own model"))
    assert chosen.path == tmp_path / "own model"
    assert chosen.entry is None


def test_a_path_may_begin_at_home(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    assert choose(models, "llm", "~/models/chat.gguf").path == Path("/home/someone/models/chat.gguf")


@pytest.mark.parametrize("spelling", ["{}/tiny", "{}/tiny/", "{}/tiny/../tiny"])
def test_a_listed_model_that_is_spelt_out_keeps_its_traits(models: Path, spelling: str) -> None:
    chosen = choose(models, "stt", spelling.format(models))
    assert chosen.entry is not None
    assert chosen.entry.name == "tiny-stt"


def test_a_link_to_a_listed_model_keeps_its_traits(models: Path) -> None:
    (models / "link").symlink_to(models / "tiny")
    assert choose(models, "stt", str(models / "link")).entry is not None


def test_a_path_needs_no_list(tmp_path: Path) -> None:
    assert choose(tmp_path / "nowhere", "stt", str(tmp_path)).entry is None


# ---------------------------------------------------------------- what is wrong


def test_a_missing_list_says_where_it_should_be(tmp_path: Path) -> None:
    sentence = refusal(tmp_path / "nowhere")
    assert f"no model list {tmp_path}/nowhere/manifest.toml" in sentence
    assert "VOICE_ASSISTANT_MODELS" in sentence


@pytest.mark.parametrize(
    "content",
    [
        "model = [",
        "",
        "model = 3",
        "model = [3]",
        "[model]\nname = 'x'",
        "[[model]]\nname = 'x'",
        "\N{NULL}",
        "é",
    ],
)
def test_a_broken_list_says_so(models: Path, content: str) -> None:
    (models / "manifest.toml").write_text(content, encoding="latin-1")
    assert "is broken" in refusal(models)


def test_an_unknown_trait_is_a_broken_list(models: Path) -> None:
    listed = (models / "manifest.toml").read_text()
    (models / "manifest.toml").write_text(listed.replace("full_window", "fool_window"))
    assert "is broken" in refusal(models)


def test_a_missing_file_is_named(models: Path) -> None:
    (models / "tiny" / "model.bin").unlink()
    sentence = refusal(models)
    assert f"{models}/tiny/model.bin is missing" in sentence
    assert "git checkout" in sentence


@pytest.mark.parametrize("left", [0, 6999])
def test_a_truncated_file_is_named_with_its_size(models: Path, left: int) -> None:
    os.truncate(models / "tiny" / "model.bin", left)
    assert f"model.bin has {left} bytes instead of 7000" in refusal(models)


@pytest.mark.parametrize("place", [0, 3500, 6999])
def test_one_changed_byte_is_found(models: Path, place: int) -> None:
    content = bytearray((models / "tiny" / "model.bin").read_bytes())
    content[place] ^= 1
    (models / "tiny" / "model.bin").write_bytes(content)
    assert "its sha256 differs" in refusal(models)


def test_a_changed_model_may_still_be_named_by_its_path(models: Path) -> None:
    (models / "tiny" / "model.bin").write_bytes(b"my own")
    assert choose(models, "stt", str(models / "tiny")).path == models / "tiny"


# ---------------------------------------------------------------- what a model is able to do


@pytest.mark.engines
def test_the_starter_model_does_not_choose_skills() -> None:
    assert not choose(MODELS, "llm", "").tools
    assert not choose(MODELS, "llm", str(MODELS / "starter-chat" / "starter-q8_0.gguf")).tools


def test_a_model_that_nobody_described_is_taken_to_be_able_to(models: Path, tmp_path: Path) -> None:
    assert choose(models, "llm", str(tmp_path / "mine.gguf")).tools


@pytest.mark.parametrize(
    ("line", "able"), [("tools = true\n", True), ("tools = false\n", False), ("", False)]
)
def test_a_listed_model_is_able_to_do_what_its_entry_says(models: Path, line: str, *, able: bool) -> None:
    listed = (models / "manifest.toml").read_text().replace('kind = "stt"\n', f'kind = "llm"\n{line}')
    (models / "manifest.toml").write_text(listed)
    assert choose(models, "llm", "").tools is able
