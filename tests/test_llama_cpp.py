"""llama.cpp: models that cannot be used, templates of other kinds, and the starter model in the library as it comes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import MODELS

from voice_assistant.errors import ModelError, ThinkingError
from voice_assistant.llm import ENGINES, LlmOptions
from voice_assistant.llm.llama_cpp import LlamaCpp
from voice_assistant.vocabulary import Message

pytestmark = pytest.mark.engines

STARTER = MODELS / "starter-chat" / "starter-q8_0.gguf"
TRAINED = 1024
"""Tokens of context that the starter model's file speaks of."""

KEY = b"tokenizer.chat_template"
CHAT = [Message("system", "You are Robin."), Message("user", "what is your name")]


def never() -> bool:
    return False


def answer(model: LlamaCpp) -> str:
    return "".join(filter(None, model.generate(CHAT, never)))


def refusal(model: Path, capfd: pytest.CaptureFixture[str], **options: Any) -> str:
    """The one sentence with which a model is refused."""
    with pytest.raises(ModelError) as refused:
        LlamaCpp(model, LlmOptions(**options))
    assert capfd.readouterr() == ("", ""), "only the error speaks"
    sentence = str(refused.value)
    assert str(model) in sentence
    assert "llm.m" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def changed(folder: Path, *changes: tuple[bytes, bytes]) -> Path:
    """The starter model with some bytes replaced by as many others."""
    content = STARTER.read_bytes()
    for old, new in changes:
        assert content.count(old) == 1
        assert len(old) == len(new)
        content = content.replace(old, new)
    path = folder / "changed.gguf"
    path.write_bytes(content)
    return path


def with_template(folder: Path, template: str) -> Path:
    """The starter model with another, shorter chat template."""
    start = STARTER.read_bytes().index(b"{% for message in messages")
    old = STARTER.read_bytes()[
        start : STARTER.read_bytes().index(b"{% endif %}", start) + len(b"{% endif %}")
    ]
    room = len(old) - len("{##}")  # filled up with a comment
    return changed(folder, (old, template.encode() + b"{#" + b" " * (room - len(template)) + b"#}"))


def test_a_file_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "does not exist" in refusal(tmp_path / "nothing.gguf", capfd)


def test_a_folder(capfd: pytest.CaptureFixture[str]) -> None:
    assert "is a folder" in refusal(MODELS / "starter-stt", capfd)


@pytest.mark.parametrize(
    "other",
    [MODELS / "starter-voice" / "starter.onnx", MODELS / "starter-stt" / "model.bin"],
    ids=lambda p: p.name,
)
def test_a_model_of_another_kind(other: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "is not a GGUF file" in refusal(other, capfd)


def test_an_empty_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.gguf").touch()
    assert "is not a GGUF file" in refusal(tmp_path / "empty.gguf", capfd)


@pytest.mark.parametrize(
    "left", [4, 8, 1024, 100_000, STARTER.stat().st_size // 2, STARTER.stat().st_size - 9]
)
def test_a_truncated_file(tmp_path: Path, left: int, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cut.gguf").write_bytes(STARTER.read_bytes()[:left])
    assert "broken, truncated" in refusal(tmp_path / "cut.gguf", capfd)


def test_an_architecture_from_the_future(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = b"general.architecture\x08\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00"
    assert "too new" in refusal(changed(tmp_path, (name + b"llama", name + b"zebra")), capfd)


def test_a_model_without_a_chat_template(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    model = changed(tmp_path, (KEY, KEY[:-1] + b"X"))
    assert "has no chat template" in refusal(model, capfd)


@pytest.mark.parametrize("template", ["{{ broken", "always the same", "{{ raise_exception('never') }}"])
def test_a_chat_template_that_does_not_work(
    tmp_path: Path, template: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "chat template of" in refusal(with_template(tmp_path, template), capfd)


def test_the_models_own_template_is_used_and_none_that_looks_alike(tmp_path: Path) -> None:
    """The library has some of its own for templates that it knows, and the one for Mistral drops instructions."""
    alike = (
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
        "<|im_start|>assistant\n"
    )
    model = LlamaCpp(with_template(tmp_path, alike), LlmOptions())
    assert answer(model) == answer(LlamaCpp(STARTER, LlmOptions()))


def test_a_template_without_system_messages_gets_the_instructions_all_the_same(tmp_path: Path) -> None:
    refusing = (
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no') }}{% endif %}"
        "<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n"
    )
    model = LlamaCpp(with_template(tmp_path, refusing), LlmOptions())
    assert answer(model)


# ---------------------------------------------------------------- room


@pytest.mark.parametrize(
    ("context", "longest", "room"),
    [(0, 200, TRAINED - 200), (4096, 200, TRAINED - 200), (8192, 24, TRAINED - 24), (600, 100, 500)],
)
def test_the_room_ends_where_the_models_training_did(context: int, longest: int, room: int) -> None:
    assert LlamaCpp(STARTER, LlmOptions(context=context, max_tokens=longest)).room == room


def test_answers_that_leave_no_room_for_a_question_are_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert "llm.max_tokens = 900" in refusal(STARTER, capfd, max_tokens=900)
    assert "context of 256 tokens" in refusal(STARTER, capfd, context=256)


# ---------------------------------------------------------------- failures while it works


def test_a_prompt_that_is_far_too_long_ends_the_turn_and_nothing_else(
    capfd: pytest.CaptureFixture[str],
) -> None:
    model = LlamaCpp(STARTER, LlmOptions(context=512))
    right = answer(model)
    with pytest.raises(ThinkingError) as failed:
        list(model.generate([CHAT[0], Message("user", "secret " * 2000)], never))
    assert "secret" not in str(failed.value)
    assert answer(model) == right
    assert capfd.readouterr() == ("", "")


def test_a_failure_of_the_engine_ends_the_turn_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    model = LlamaCpp(STARTER, LlmOptions())
    right = answer(model)

    def failing(*_: object, **__: object) -> Iterator[object]:
        yield {"choices": [{"text": "My"}]}
        raise RuntimeError("llama_decode returned -1")

    with monkeypatch.context() as broken:
        broken.setattr(model._llama, "create_completion", failing)
        with pytest.raises(ThinkingError):
            list(model.generate(CHAT, never))
    assert answer(model) == right


def test_a_recurrent_model_begins_anew_after_it_was_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has one state, and cannot go back to an earlier one."""
    model = LlamaCpp(STARTER, LlmOptions())
    list(model.generate(CHAT, never))
    kept = model._llama.n_tokens
    model._drop_unfinished()
    assert model._llama.n_tokens == kept
    monkeypatch.setattr("llama_cpp.llama_memory_seq_rm", lambda *_: False)
    model._drop_unfinished()
    assert model._llama.n_tokens == 0


# ---------------------------------------------------------------- the library as it comes


def test_the_table_of_engines_knows_it() -> None:
    assert isinstance(ENGINES["llama-cpp"](STARTER, LlmOptions()), LlamaCpp)


def test_the_starter_model_works_in_stock_llama_cpp() -> None:
    from llama_cpp import Llama

    model = Llama(model_path=str(STARTER), n_ctx=512, n_threads=1, verbose=False)
    chat: Any = [{"role": message.role, "content": message.content} for message in CHAT]
    made: Any = model.create_chat_completion(chat, temperature=0)
    assert "Robin" in made["choices"][0]["message"]["content"]
    assert made["choices"][0]["finish_reason"] == "stop"


def test_a_whole_program_with_it_prints_nothing_not_even_when_it_ends() -> None:
    program = (
        "from pathlib import Path; from voice_assistant.llm.llama_cpp import LlamaCpp;"
        "from voice_assistant.llm import LlmOptions; from voice_assistant.vocabulary import Message;"
        f"model = LlamaCpp(Path({str(STARTER)!r}), LlmOptions(context=8000));"
        "next(model.generate([Message('user', 'secret')], lambda: False))"
    )
    root = Path(__file__).parent.parent
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, timeout=60, check=True
    )
    assert (ended.stdout, ended.stderr) == (b"", b"")
