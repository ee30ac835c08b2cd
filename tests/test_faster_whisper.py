"""faster-whisper: models that cannot be used, and the starter model in the library as it comes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import MODELS

from voice_assistant.bench.questions import questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.errors import HearingError, ModelError
from voice_assistant.stt import ENGINES, SttOptions
from voice_assistant.stt.faster_whisper import FEATURES, FasterWhisper
from voice_assistant.vocabulary import Samples, Transcript

pytestmark = pytest.mark.engines

STARTER = MODELS / "starter-stt"
FILES = sorted(path.name for path in STARTER.iterdir())
SPELL = next(q for q in questions() if q.text == "how do you spell necessary")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The starter model, to be broken."""
    return Path(shutil.copytree(STARTER, tmp_path / "model"))


def refusal(model: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """The one sentence with which a model is refused."""
    with pytest.raises(ModelError) as refused:
        FasterWhisper(model, SttOptions())
    assert capfd.readouterr() == ("", ""), "only the error speaks"
    sentence = str(refused.value)
    assert str(model) in sentence
    assert "stt.model" in sentence
    assert sentence.endswith((".",))
    assert "\n" not in sentence
    return sentence


def heard(model: FasterWhisper, sound: Samples) -> Transcript:
    return [made for made in model.transcribe(sound) if made is not None][-1]


def test_a_folder_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "does not exist" in refusal(tmp_path / "nowhere", capfd)


def test_a_file_is_no_folder(capfd: pytest.CaptureFixture[str]) -> None:
    assert "is a file, not a folder" in refusal(STARTER / "model.bin", capfd)


@pytest.mark.parametrize("other", ["starter-voice", "starter-chat"])
def test_a_model_of_another_kind(other: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert "lacks model.bin, config.json, tokenizer.json, vocabulary.json" in refusal(MODELS / other, capfd)


@pytest.mark.parametrize("name", [name for name in FILES if name != FEATURES])
def test_a_missing_file_is_named(copy: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (copy / name).unlink()
    assert f"lacks {name}" in refusal(copy, capfd)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("left", ["nothing", "half", "1 KB"])
def test_a_truncated_file(copy: Path, name: str, left: str, capfd: pytest.CaptureFixture[str]) -> None:
    whole = (copy / name).read_bytes()
    size = {"nothing": 0, "half": len(whole) // 2, "1 KB": min(1024, len(whole) - 9)}[left]
    (copy / name).write_bytes(whole[:size])
    assert "broken" in refusal(copy, capfd)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", FEATURES])
@pytest.mark.parametrize("content", ["[]", "3", "null", '"text"', "\x00\xff"])
def test_a_file_of_other_content(
    copy: Path, name: str, content: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (copy / name).write_text(content, encoding="latin-1")
    assert f"{name} is broken or truncated" in refusal(copy, capfd)


def test_a_tokenizer_of_nothing(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (copy / "tokenizer.json").write_text("{}")
    assert "tokenizer.json is broken or truncated" in refusal(copy, capfd)


def test_the_weights_of_something_else(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(MODELS / "starter-voice" / "starter.onnx", copy / "model.bin")
    assert "cannot be loaded" in refusal(copy, capfd)


def test_most_models_come_without_a_description_of_their_features(copy: Path) -> None:
    (copy / FEATURES).unlink()
    assert FasterWhisper(copy, SttOptions()).window_s == 30, "Whisper's own window"


def test_a_description_of_other_features_than_the_model_wants(
    copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = json.loads((copy / FEATURES).read_text())
    (copy / FEATURES).write_text(json.dumps(settings | {"feature_size": 128}))
    assert f"lacks the right {FEATURES}" in refusal(copy, capfd)


def test_the_table_of_engines_knows_it() -> None:
    assert isinstance(ENGINES["faster-whisper"](STARTER, SttOptions()), FasterWhisper)


# ---------------------------------------------------------------- windows


@pytest.mark.parametrize(
    ("duration_s", "full", "steps"),
    [(1.0, False, 500), (9.0, False, 550), (1.0, True, 3000), (9.0, True, 3000)],
)
def test_the_window_fits_the_utterance_unless_the_model_needs_all_of_it(
    monkeypatch: pytest.MonkeyPatch, duration_s: float, full: bool, steps: int
) -> None:
    model = FasterWhisper(STARTER, SttOptions(full_window=full))
    windows = []
    decode = model._decode
    monkeypatch.setattr(
        model, "_decode", lambda features, size: windows.append(size) or decode(features, size)
    )
    heard(model, np.full(round(16_000 * duration_s), 0.01, np.float32))
    assert windows[0] == steps  # of 20 ms in the starter model


@pytest.mark.parametrize("level", [0.0, 5e-5])
def test_a_microphone_that_is_off_is_not_listened_to(monkeypatch: pytest.MonkeyPatch, level: float) -> None:
    model = FasterWhisper(STARTER, SttOptions())
    monkeypatch.setattr(model, "_decode", lambda *_: pytest.fail("it would make words of it"))
    assert heard(model, np.full(16_000, level, np.float32)).no_speech == 1


def failing_at(model: FasterWhisper, windows: list[int]) -> Callable[..., object]:
    decode = model._decode

    def first_wrong(features: object, size: int) -> object:
        windows.append(size)
        made = yield from decode(features, size)
        return made if size == 3000 else Transcript((type(made.hypotheses[0])("guess", -1.5),))

    return first_wrong


def test_what_looks_wrong_in_a_short_window_is_decoded_in_the_full_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model, windows = FasterWhisper(STARTER, SttOptions()), list[int]()
    monkeypatch.setattr(model, "_decode", failing_at(model, windows))
    assert heard(model, sound_of(SPELL)).text == SPELL.text
    assert windows == [500, 3000]


# ---------------------------------------------------------------- failures while it works


def test_a_failure_of_the_engine_ends_the_turn_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    model = FasterWhisper(STARTER, SttOptions(full_window=True))
    with monkeypatch.context() as broken:
        broken.setattr("voice_assistant.stt.faster_whisper.FULL_WINDOW", 9000)  # more than the encoder takes
        with pytest.raises(HearingError):
            heard(model, sound_of(SPELL))
    assert heard(model, sound_of(SPELL)).text == SPELL.text


class Result:
    """What `generate` returns, made up."""

    no_speech_prob = 0.0

    def __init__(self, *guesses: tuple[list[int], float]) -> None:
        self.sequences_ids = [tokens for tokens, _ in guesses]
        self.scores = [score for _, score in guesses]


def test_where_silence_is_likeliest_there_are_no_hypotheses() -> None:
    model = FasterWhisper(STARTER, SttOptions())
    words = model._tokenizer.encode(" yes")
    assert model._hypotheses(Result(([], -0.1), (words, -0.2))) == ()


def test_silence_as_an_alternative_is_left_out() -> None:
    model = FasterWhisper(STARTER, SttOptions())
    words = model._tokenizer.encode(" yes")
    assert [h.text for h in model._hypotheses(Result((words, -0.1), ([], -0.2)))] == ["yes"]


def test_alternatives_are_ordered_by_what_we_say_of_them() -> None:
    """The engine's score leaves the end of the text out, which matters most where the text is short."""
    model = FasterWhisper(STARTER, SttOptions())
    long, short = (model._tokenizer.encode(text) for text in (" the kettle is on now", " yes"))
    made = model._hypotheses(Result((long, -0.49), (short, -0.5), (short, -0.6)))
    assert [hypothesis.text for hypothesis in made] == ["yes", "the kettle is on now"]


# ---------------------------------------------------------------- the library as it comes


def test_the_starter_model_works_in_stock_faster_whisper() -> None:
    from faster_whisper import WhisperModel

    model = WhisperModel(str(STARTER), device="cpu", compute_type="int8", cpu_threads=1)
    segments, _ = model.transcribe(
        str(SPELL.path), beam_size=5, temperature=0, condition_on_previous_text=False
    )
    assert " ".join(segment.text.strip() for segment in segments) == SPELL.text
