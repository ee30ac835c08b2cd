"""`voice-assistant demo`: a spoken conversation with neither microphone nor speaker."""

from __future__ import annotations

import io
import re
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import soundfile
from commands import Done, assert_one_sentence, call
from rich.console import Console

from voice_assistant.bench.questions import demo_questions
from voice_assistant.cli import demo, main
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Sentence, Turn, Utterance, samples, typed

QUESTIONS = demo_questions()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def held(folder: Path) -> Done:
    """The demonstration, held once."""
    return call("demo", "--fast", cwd=folder, env={"VOICE_ASSISTANT_HOME": str(folder / "home")})


@pytest.mark.engines
def test_the_demonstration_succeeds(held: Done) -> None:
    print(f"{held.seconds:.1f} s")
    assert (held.code, held.err) == (0, "")


@pytest.mark.engines
def test_each_stage_is_narrated(held: Done) -> None:
    for question in QUESTIONS:
        assert f"  asked  {question.text}\n" in held.out
    for label in ("heard", "says", "took"):
        assert len(re.findall(rf"^ +{label}  \S", held.out, re.MULTILINE)) >= len(QUESTIONS)
    assert re.search(r"took  stt \d+ ms, llm \d+ ms, tts \d+ ms", held.out)
    assert "s until I spoke" not in held.out  # no wait is valid where computing takes no time


@pytest.mark.engines
def test_the_table_has_room_for_its_words(held: Done) -> None:
    rows = [line for line in held.out.splitlines() if line.startswith("│")]
    assert 80 < max(map(len, rows)) <= 120
    assert len(rows) <= 3 * len(QUESTIONS)


@pytest.mark.engines
def test_both_voices_are_left_in_one_file(held: Done, folder: Path) -> None:
    assert "Listen to it: demo.wav" in held.out
    sound, rate = soundfile.read(folder / "demo.wav", dtype="float32")
    assert rate == SAMPLE_RATE
    asked = sum(soundfile.info(question.path).duration for question in QUESTIONS)
    loud = np.abs(sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)).max(axis=1) > 0.01
    print(
        f"{len(sound) / SAMPLE_RATE:.1f} s, of which {loud.sum() / 50:.1f} s are loud; questions {asked:.1f} s"
    )
    assert len(sound) / SAMPLE_RATE > asked + len(QUESTIONS) * (demo.PAUSE_S + demo.PATIENCE_S)
    assert loud.sum() / 50 > asked
    assert [path.name for path in folder.iterdir()] == ["demo.wav"]


@pytest.mark.parametrize("target", ["missing/demo.wav", "."])
def test_a_place_that_cannot_be_written_is_explained_before_anything_is_loaded(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICE_ASSISTANT_MODELS", "/nowhere")
    assert main(["demo", "-o", target]) == 1
    assert_one_sentence(capsys.readouterr().err, target)


# ---------------------------------------------------------------- its parts


def paper() -> Console:
    return Console(file=io.StringIO(), width=120)


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def answered(text: str, reply: str, *, audible: bool = True) -> Turn:
    turn = Turn(1, Utterance(0, np.zeros(FRAME, np.float32), 0, FRAME, 1.0), transcript=typed(text))
    turn.said, turn.played = [Sentence(reply)], {0: 1.0}
    turn.times = {"speech_end": FRAME, "first_audio": 2 * FRAME} if audible else {"speech_end": FRAME}
    return turn


def test_the_summary_says_what_was_misheard() -> None:
    console = paper()
    first, second = QUESTIONS[:2]
    turns = [answered(first.text, "I am [bold]Robin[/]. [/]"), answered("something else", "It is 07:30.")]
    assert demo.summary(console, [first, second], turns, Path("x[1].wav")) == 0
    shown = written(console)
    assert "exact" in shown
    assert "misheard" in shown
    assert "I am [bold]Robin[/]. [/]" in shown
    assert "1 of 2 questions were heard exactly" in shown


def test_a_question_without_an_audible_answer_is_a_failure() -> None:
    first, second = QUESTIONS[:2]
    silent = answered(second.text, "Nobody hears this.", audible=False)
    heard = answered(first.text, "Hello.")
    assert demo.summary(paper(), [first, second], [heard, silent], Path("x.wav")) == 1
    assert demo.summary(paper(), [first, second], [heard], Path("x.wav")) == 1


def test_a_question_waits_until_the_one_before_is_answered() -> None:
    quiet = False
    script = demo.script(QUESTIONS[:2], lambda: quiet)
    begun = [len(block) for block in islice(script, 10)]
    assert begun[0] == samples(demo.PAUSE_S)
    assert begun[2] == samples(demo.PATIENCE_S)
    assert begun[3:] == [FRAME] * 7
    quiet = True
    assert len(next(script)) == samples(demo.PAUSE_S)
