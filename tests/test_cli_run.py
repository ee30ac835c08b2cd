"""`voice-assistant run` in the virtual room, with the real engines: the waves, the ledger, and what stays private."""

from __future__ import annotations

import json
import re
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from commands import Done, assert_failed, assert_one_sentence, call, conversation_wav

from voice_assistant.audio.acoustics import Acoustics
from voice_assistant.bench.questions import Question, questions
from voice_assistant.bench.words import normalised
from voice_assistant.cli import main
from voice_assistant.cli import run as run_command
from voice_assistant.everyday import Alert, AlertKind, AlertState, Change
from voice_assistant.everyday.clocks import read
from voice_assistant.everyday.file import open_everyday
from voice_assistant.everyday.schedule import deadline
from voice_assistant.languages import load
from voice_assistant.ledger import MOMENTS
from voice_assistant.store.keys import DATABASE, KEY_FILE
from voice_assistant.vocabulary import SAMPLE_RATE, Samples

pytestmark = pytest.mark.engines

TRAITS = ["ended_by", "draft_used", "barged_in", "announced", "error", "engine_seconds", "dropped_frames"]

KEYS = ["turn", *MOMENTS, *TRAITS]
"""The contract: what a line of the ledger holds, in this order."""

PERSONAL = ["heard", "confidence", "said", "played", "skill", "tier"]
"""What it holds besides with --with-text."""

AUDIBLE = 0.01
"""-40 dBFS."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One run in the virtual room."""

    done: Done
    heard: Samples
    played: Samples
    turns: list[dict[str, Any]]


def spoken(*wanted: str) -> list[Question]:
    """Questions by their words."""
    return [next(question for question in questions() if question.text == text) for text in wanted]


ASKED = [question for question in questions() if question.kind == "command"][:2]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a conversation in it."""
    folder = tmp_path_factory.mktemp("room")
    conversation_wav(folder / "in.wav", *ASKED)
    return folder


def run(room: Path, name: str, *options: str, home: Path) -> Ran:
    files = {"output": room / f"{name}.wav", "events": room / f"{name}.jsonl"}
    named = [word for option, path in files.items() for word in (f"--{option}", str(path))]
    env = {"VOICE_ASSISTANT_HOME": str(home)}
    done = call("run", "--input", str(room / "in.wav"), *named, *options, env=env)
    lines = files["events"].read_text(encoding="utf-8").splitlines()
    waves = [soundfile.read(path, dtype="float32") for path in (room / "in.wav", files["output"])]
    assert [rate for _, rate in waves] == [SAMPLE_RATE] * 2
    return Ran(done, waves[0][0], waves[1][0], [json.loads(line) for line in lines])


@pytest.fixture(scope="module")
def fast(room: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(room, "fast", "--fast", home=tmp_path_factory.mktemp("fast"))


@pytest.fixture(scope="module")
def with_text(room: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(room, "text", "--fast", "--with-text", home=tmp_path_factory.mktemp("text"))


# ---------------------------------------------------------------- waves and ledger


def test_every_question_is_answered(fast: Ran, with_text: Ran) -> None:
    assert fast.done.code == 0
    assert [turn["turn"] for turn in fast.turns] == [1, 2]
    for turn, question in zip(with_text.turns, ASKED, strict=True):
        assert normalised(turn["heard"]) == normalised(question.text)
        assert turn["said"]
        assert turn["error"] is None


def test_both_waves_share_one_time_axis(fast: Ran) -> None:
    assert len(fast.played) >= len(fast.heard)
    for turn, following in zip(fast.turns, [*fast.turns[1:], None], strict=True):
        before, after = round(turn["speech_end"] * SAMPLE_RATE), len(fast.played)
        if following:
            after = round(following["speech_start"] * SAMPLE_RATE)
        loud = before + np.flatnonzero(np.abs(fast.played[before:after]) > AUDIBLE)
        assert loud[0] / SAMPLE_RATE == pytest.approx(turn["first_audio"], abs=0.03)
        assert loud[-1] / SAMPLE_RATE == pytest.approx(
            turn["last_audio"], abs=0.4
        )  # a pause follows each sentence
        said = np.flatnonzero(np.abs(fast.heard[: before + SAMPLE_RATE // 10]) > AUDIBLE)
        assert said[-1] / SAMPLE_RATE == pytest.approx(turn["speech_end"], abs=0.25)


def test_moments_come_in_order(fast: Ran) -> None:
    for turn in fast.turns:
        causes = [
            "speech_start",
            "speech_end",
            "pause",
            "draft_start",
            "transcript",
            "first_token",
            "first_chunk",
        ]
        times = [turn[name] for name in causes]
        assert times == sorted(times)
        assert turn["speech_end"] < turn["end_of_turn"] <= turn["first_audio"] < turn["last_audio"]


def test_the_output_is_silent_where_nobody_answers(fast: Ran) -> None:
    first = round(fast.turns[0]["first_audio"] * SAMPLE_RATE)
    assert np.abs(fast.played[: first - 400]).max() == 0


def test_fast_is_the_same_every_time(room: Path, fast: Ran, with_text: Ran, tmp_path: Path) -> None:
    again = run(room, "again", "--fast", home=tmp_path)
    for other in (again, with_text):
        assert np.array_equal(fast.played, other.played)
        for turn, same in zip(fast.turns, other.turns, strict=True):
            assert {k: turn[k] for k in KEYS if k != "engine_seconds"} == {
                k: same[k] for k in KEYS if k != "engine_seconds"
            }


def test_fast_is_faster_than_the_clock(fast: Ran) -> None:
    print(f"{len(fast.played) / SAMPLE_RATE:.1f} s of sound in {fast.done.seconds:.1f} s")
    assert fast.done.seconds < len(fast.played) / SAMPLE_RATE


def test_realtime_keeps_pace_with_the_clock(tmp_path: Path) -> None:
    conversation_wav(tmp_path / "in.wav", ASKED[0], gap_s=0.5)
    made = run(tmp_path, "paced", home=tmp_path)
    duration = len(made.played) / SAMPLE_RATE
    print(f"{duration:.1f} s of sound in {made.done.seconds:.1f} s")
    assert made.done.code == 0
    assert made.done.seconds > duration
    assert len(made.turns) == 1
    assert made.turns[0]["first_audio"] is not None


# ---------------------------------------------------------------- what stays private


def test_the_ledger_keeps_its_contract(fast: Ran, with_text: Ran) -> None:
    assert [list(turn) for turn in fast.turns] == [KEYS] * len(ASKED)
    assert [list(turn) for turn in with_text.turns] == [[*KEYS, *PERSONAL]] * len(ASKED)
    for turn in fast.turns:
        assert turn["ended_by"] in ("silence", "input_ended")
        assert set(turn["engine_seconds"]) >= {"stt", "tts"}
        assert all(isinstance(spent, float) for spent in turn["engine_seconds"].values())
        assert (turn["barged_in"], turn["dropped_frames"]) == (False, 0)


def test_no_word_that_was_said_is_written_anywhere_that_can_be_read(
    room: Path, fast: Ran, with_text: Ran
) -> None:
    said = " ".join(f"{turn['heard']} {' '.join(turn['said'])}" for turn in with_text.turns)
    words = {word for word in normalised(said) if len(word) > 3}
    assert words
    written = fast.done.out + fast.done.err + (room / "fast.jsonl").read_text(encoding="utf-8")
    assert not words & set(re.findall(r"[a-z']+", written.lower()))
    stored = [path for path in room.parent.glob("fast*/**/*") if path.is_file()]
    assert {path.name for path in stored} == {DATABASE, f"{DATABASE}.lock", f"{DATABASE}-journal", KEY_FILE}
    assert not any(word.encode() in path.read_bytes() for word in words for path in stored)
    assert not any(path.stat().st_mode & 0o077 for path in stored)


def test_states_are_told_on_stderr(fast: Ran) -> None:
    assert fast.done.out == ""
    lines = fast.done.err.splitlines()
    assert lines[0] == "hearing speech"
    assert re.fullmatch(r"turn 1 ended, answered after \d\.\d\d s", lines[1])


def test_the_ledger_of_a_room_begins_anew_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    conversation_wav(tmp_path / "in.wav", ASKED[0])
    for _ in range(2):
        assert len(run(tmp_path, "same", "--fast", home=tmp_path).turns) == 1
    ledgers = list(tmp_path.rglob("*.jsonl"))
    assert ledgers
    assert not [ledger for ledger in ledgers if ledger.stat().st_mode & 0o077]


# ---------------------------------------------------------------- what is kept


def test_a_timer_that_was_set_before_the_start_rings_in_the_room(tmp_path: Path) -> None:
    now = read()
    due = Alert(AlertKind.TIMER, now.now.astimezone(UTC), deadline=deadline(now, timedelta(seconds=1)))
    with closing(open_everyday(tmp_path / "data", "file")) as keeper:
        keeper.keep([Change(None, due)])
    soundfile.write(tmp_path / "in.wav", np.zeros(SAMPLE_RATE, np.float32), SAMPLE_RATE)
    made = run(tmp_path, "rings", "--fast", "--with-text", home=tmp_path)
    first = made.turns[0]
    assert (first["announced"], first["skill"], first["speech_start"]) == (True, "ringing", None)
    assert np.max(np.abs(made.played[: 2 * SAMPLE_RATE])) > AUDIBLE
    with closing(open_everyday(tmp_path / "data", "file")) as keeper:
        assert [alert.state for alert in keeper.load().alerts] != [AlertState.WAITING]


def test_without_the_store_it_runs_and_says_so(room: Path, tmp_path: Path) -> None:
    with closing(open_everyday(tmp_path / "data", "file")):
        made = run(room, "without", "--fast", home=tmp_path)
    assert len(made.turns) == len(ASKED)
    assert made.done.err.startswith(load("en").phrase("error.store_busy"))
    assert "in use by another assistant" in made.done.err.splitlines()[0]


# ---------------------------------------------------------------- the room


def test_the_room_is_furnished_as_described(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Acoustics | None] = []
    monkeypatch.setattr(run_command, "run", lambda arguments: seen.append(arguments.room) or 0)
    assert (
        main(["run", "--input", "x.wav", "--room", "delay_ms=60,gain_db=-12,rt60_ms=200,noise_db=-50"]) == 0
    )
    assert main(["run", "--input", "x.wav"]) == 0
    assert seen == [Acoustics(60, -12, 200, -50), None]


def test_a_noisy_room_is_no_problem(room: Path, tmp_path: Path) -> None:
    made = run(room, "noisy", "--fast", "--room", "noise_db=-60", "--with-text", home=tmp_path)
    assert [normalised(turn["heard"]) for turn in made.turns] == [normalised(q.text) for q in ASKED]


@pytest.mark.parametrize("seconds", [0.0001, 2.0])
def test_nobody_speaks_and_nothing_happens(seconds: float, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "in.wav", np.zeros(round(seconds * SAMPLE_RATE) or 1, np.float32), SAMPLE_RATE)
    made = run(tmp_path, "silent", "--fast", home=tmp_path)
    assert (made.done.code, made.done.err, made.turns) == (0, "", [])
    assert len(made.played) >= len(made.heard)
    assert not made.played.any()


@pytest.mark.parametrize(
    ("name", "rate", "channels", "subtype"),
    [("8k", 8_000, 1, "PCM_16"), ("96k", 96_000, 2, "FLOAT"), ("24-bit", 48_000, 2, "PCM_24")],
)
def test_other_sound_formats_are_heard_too(
    name: str, rate: int, channels: int, subtype: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question, _ = soundfile.read(ASKED[0].path, dtype="float32")
    there = np.arange(0, len(question) / SAMPLE_RATE, 1 / rate) * SAMPLE_RATE
    sound = np.interp(there, np.arange(len(question)), question)
    soundfile.write(tmp_path / "in.wav", np.stack([sound] * channels, axis=1), rate, subtype=subtype)
    assert (
        main(["run", "--fast", "--input", str(tmp_path / "in.wav"), "--output", str(tmp_path / "out.wav")])
        == 0
    )
    assert "turn 1 ended" in capsys.readouterr().err
    heard, played = (soundfile.info(tmp_path / f"{name}.wav") for name in ("in", "out"))
    assert played.samplerate == SAMPLE_RATE
    assert played.duration >= heard.duration


# ---------------------------------------------------------------- what cannot be


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ("--output out.wav", "--output belongs to the virtual room"),
        ("--fast", "--fast belongs to the virtual room"),
        ("--realtime", "--realtime belongs to the virtual room"),
        ("--room delay_ms=60", "--room belongs to the virtual room"),
        ("--with-text", "--with-text belongs to --events"),
        ("--input in.wav --fast --realtime", "not allowed with"),
        ("--input in.wav --room echo=1", "A room has no 'echo=1'"),
        ("--input in.wav --room delay_ms=-1", "delay_ms cannot be '-1'"),
        ("--input in.wav --room delay_ms", "write key=value"),
        ("--input in.wav --output in.wav", "must be different files"),
        ("--input in.wav --output ./in.wav", "must be different files"),
        ("--input in.wav --events in.wav", "must be different files"),
        ("--input in.wav --output x --events x", "must be different files"),
        ("--mode telepathy", "invalid choice"),
        ("in.wav", "unrecognized arguments"),
    ],
)
def test_misuse_is_explained_and_changes_nothing(
    options: str,
    part: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.wav").write_bytes(b"precious")
    with pytest.raises(SystemExit) as ended:
        main(["run", *options.split()])
    assert ended.value.code == 2
    assert part in capsys.readouterr().err
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("in.wav", b"precious")]


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ("--input missing.wav", "There is no file missing.wav"),
        ("--input .", "is a folder"),
        ("--input empty.wav", "is empty"),
        ("--input text.wav", "not a sound file"),
        ("--input in.wav --output missing/out.wav", "there is no folder"),
        ("--input in.wav --output .", "is a folder"),
        ("--input in.wav --output link.wav", "would be overwritten"),
        ("--input in.wav --events missing/e.jsonl", "The ledger missing/e.jsonl cannot be written"),
        ("--input in.wav --events .", "cannot be written"),
        ("--mode wake", "not built yet"),
    ],
)
def test_what_cannot_be_used_is_explained(
    options: str,
    part: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    soundfile.write("in.wav", np.zeros(SAMPLE_RATE, np.float32), SAMPLE_RATE)
    Path("link.wav").hardlink_to("in.wav")
    Path("empty.wav").touch()
    Path("text.wav").write_text("This is no sound. " * 100)
    before = Path("in.wav").read_bytes()
    assert (
        main(["run", "--fast", *options.split()] if "--input" in options else ["run", *options.split()]) == 1
    )
    assert_one_sentence(capsys.readouterr().err, part)
    assert Path("in.wav").read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_disk_that_is_full_ends_the_run_with_one_sentence(room: Path) -> None:
    done = call("run", "--fast", "--input", str(room / "in.wav"), "--events", "/dev/full")
    assert done.code == 1
    assert_one_sentence(done.err.splitlines()[-1], "The ledger cannot be written any more", "No space left")
    assert "Traceback" not in done.err


def test_a_sound_file_that_breaks_off_ends_the_run_with_one_sentence(tmp_path: Path) -> None:
    conversation_wav(tmp_path / "in.wav", ASKED[0])
    sound, _ = soundfile.read(tmp_path / "in.wav", dtype="float32")
    soundfile.write(tmp_path / "cut.flac", sound, SAMPLE_RATE)
    whole = (tmp_path / "cut.flac").read_bytes()
    (tmp_path / "cut.flac").write_bytes(whole[: len(whole) // 2])
    done = call("run", "--fast", "--input", "cut.flac", "--output", "out.wav", cwd=tmp_path)
    assert done.code == 1
    assert_one_sentence(done.err.splitlines()[-1], "cut.flac", "cut short")
    assert "Traceback" not in done.err
    assert soundfile.info(tmp_path / "out.wav").duration >= 1  # what was heard until then is kept


def test_without_a_microphone_the_demonstration_is_held(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom voice_assistant.audio.devices import nothing_at_all\n"
        "from voice_assistant.cli import main, run\n"
        "def none(*_): raise nothing_at_all()\n"
        "run.SoundProcess = none\n"
        "run.demo.hold = lambda *_, **given: print('the demo', given) or 0\n"
        "main()"
    )
    done = call("run", command=(sys.executable, "-c", script), cwd=tmp_path)
    assert done.code == 0
    assert "So here is the demo conversation instead." in done.out
    assert "the demo {'interrupted': 0}" in done.out


def test_a_broken_model_is_explained_before_anything_is_heard(room: Path, tmp_path: Path) -> None:
    for kind in ("STT", "LLM", "TTS"):
        env = {f"VOICE_ASSISTANT_{kind}_MODEL": str(tmp_path / "nothing")}
        assert_failed(
            call("run", "--fast", "--input", str(room / "in.wav"), env=env),
            "nothing",
            f"{kind.lower()}.model",
        )
