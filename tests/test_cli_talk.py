"""`voice-assistant ask`, `chat`, `say` and `transcribe`: one step of the pipeline, or the whole of it by keyboard."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import wave
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from commands import COMMAND, assert_failed, assert_one_sentence, call, conversation_wav, environment

from voice_assistant import app, transcribing
from voice_assistant.audio.devices import nothing_at_all
from voice_assistant.bench.questions import demo_questions, questions, samples
from voice_assistant.bench.words import normalised
from voice_assistant.cli import keyboard, main, texts
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.errors import ThinkingError
from voice_assistant.everyday import clocks
from voice_assistant.languages import load
from voice_assistant.vocabulary import SAMPLE_RATE, Sentence, SpeechChunk

NOW = ["--now", "2026-03-09T07:30"]

LONG = "the sun and the moon go round and round " * 1112
"""Ten thousand words."""

HEADER = 44
"""Bytes before the sound in a WAV file of ours."""


@pytest.fixture
def no_llm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ASSISTANT_LLM_ENGINE", "none")


def pipe(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def objects(shown: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in shown.splitlines()]


# ---------------------------------------------------------------- ask


@pytest.mark.engines
def test_ask_answers_with_skills_and_with_the_language_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "what time is it", *NOW]) == 0
    assert capsys.readouterr().out == "It is 7:30 am.\n"
    assert main(["ask", "can you tell me a joke", *NOW]) == 0
    assert len(capsys.readouterr().out.split()) > 3


@pytest.mark.usefixtures("no_llm")
def test_ask_reads_a_text_of_several_lines_from_stdin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, b"\xef\xbb\xbfwhat time\r\nis it\n\n")
    assert main(["ask", "-", *NOW]) == 0
    assert capsys.readouterr().out == "It is 7:30 am.\n"


@pytest.mark.usefixtures("no_llm")
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-03-09T07:30", "7:30 am"),
        ("2026-03-09", "midnight"),
        ("2026-03-09T23:05:59+11:00", "12:05 pm"),
        ("9999-12-31T23:59", "11:59 pm"),
    ],
)
def test_now_freezes_the_clock(
    moment: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    assert main(["ask", "what time is it", "--now", moment]) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-13-09", "0001-01-01", "07:30"])
def test_now_must_be_a_moment(moment: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ask", "what time is it", "--now", moment])
    assert ended.value.code == 2
    assert "ISO 8601" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["ask", "-"], ["say", "-"], ["safety", "-"]])
@pytest.mark.parametrize(
    ("raw", "part"),
    [(b"", "no text"), (b" \n\t", "no text"), (b"caf\xe9 au lait", "not UTF-8"), (b"a" * 5_000_000, "too much text")],
    ids=["nothing", "space", "latin-1", "5 MB"],
)  # fmt: skip
def test_text_that_cannot_be_used_is_explained(
    command: list[str],
    raw: bytes,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pipe(monkeypatch, raw)
    assert main(command) == 1
    shown, complaint = capsys.readouterr()
    assert not shown
    assert_one_sentence(complaint, part)
    assert "caf" not in complaint


def test_an_argument_that_is_not_utf8_is_explained() -> None:
    for command in ("ask", "say"):
        assert_failed(call(command, b"caf\xe9"), "not UTF-8")


def test_stdin_without_end_is_refused_and_not_swallowed() -> None:
    limit = 1 << 30

    def little_memory() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [*COMMAND, "say", "-"],
            stdin=endless, capture_output=True, preexec_fn=little_memory, env=environment(), timeout=30, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert_one_sentence(done.stderr.decode(), "too much text")


@pytest.mark.engines
def test_a_text_too_long_for_the_model_is_explained_and_never_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, LONG.encode())
    assert main(["ask", "-"]) == 1
    shown, complaint = capsys.readouterr()
    assert not shown
    assert_one_sentence(complaint, "too long for the language model", "in fewer words")


@pytest.mark.engines
def test_the_safety_kernel_reads_even_what_is_too_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, b"i want to kill myself. " + LONG.encode())
    assert main(["chat", "--json"]) == 0
    (turn,) = objects(capsys.readouterr().out)
    assert turn["tier"] == "crisis"


# ---------------------------------------------------------------- chat


@pytest.mark.engines
def test_chat_answers_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["what time is it", "what is the date", "can you tell me a joke", "goodbye"]
    pipe(monkeypatch, "{}\r\n\r\n   \n{}\n{}\n{}".format(*lines).encode())
    assert main(["chat", "--json", *NOW]) == 0
    shown, complaints = capsys.readouterr()
    turns = objects(shown)
    assert not complaints
    assert [list(turn) for turn in turns] == [["user", "reply", "skill", "tier", "ended"]] * 4
    assert [turn["user"] for turn in turns] == lines
    assert turns[0]["reply"] == "It is 7:30 am."
    assert "2026" in turns[1]["reply"]
    assert turns[0]["skill"]
    assert turns[2]["skill"] is None
    assert [turn["tier"] for turn in turns] == ["none"] * 4
    assert [turn["ended"] for turn in turns] == [False, False, False, True]


@pytest.mark.usefixtures("no_llm")
def test_chat_remembers_what_was_said_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, b"what time is it\nsay that again\nset the volume to thirty percent\n")
    assert main(["chat", *NOW]) == 0
    assert capsys.readouterr().out.splitlines() == ["It is 7:30 am.", "It is 7:30 am.", "Volume 30 percent."]


@pytest.mark.usefixtures("no_llm")
def test_piped_lines_after_a_goodbye_are_answered_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, b"goodbye\nwhat time is it\n")
    assert main(["chat", *NOW]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["It is 7:30 am."]


def test_chat_answers_each_line_before_the_next_is_written() -> None:
    env = environment({"VOICE_ASSISTANT_LLM_ENGINE": "none"})
    with subprocess.Popen(
        [*COMMAND, "chat", *NOW], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(3):
            process.stdin.write(b"what time is it\n")
            process.stdin.flush()
            assert process.stdout.readline() == b"It is 7:30 am.\n"
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.mark.engines
def test_a_line_that_cannot_be_used_does_not_end_the_chat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, b"what time is it\ncaf\xe9\n" + LONG.encode() + b"\nsay that again\n")
    assert main(["chat", *NOW]) == 1
    shown, complaints = capsys.readouterr()
    sorry = load("en").phrase("error.input")
    assert shown.splitlines() == ["It is 7:30 am.", sorry, "It is 7:30 am."]
    first, second = complaints.splitlines()
    assert_one_sentence(first, "not UTF-8")
    assert_one_sentence(second, "too long for the language model")


def test_a_line_without_end_is_refused_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_BYTES", 10)
    pipe(monkeypatch, b"short\n" + b"x" * 10_000 + b"\nabcdefghi\nlast")
    assert [len(line) for line in texts.lines()] == [6, 10, 10, 4]


class Broken:
    """A language model that fails whenever it is asked."""

    room = 100

    def generate(self, *_: object) -> Generator[str | None]:
        yield "Well, "
        raise ThinkingError("The language model failed while it worked on an answer.")

    def tokens(self, text: str) -> int:
        return 1


def test_an_engine_that_fails_ends_the_turn_and_not_the_chat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Dialogue(load("en"), Persona(), thinker=Broken())
    monkeypatch.setattr(app, "dialogue", lambda _setup: broken)
    pipe(monkeypatch, b"can you tell me a joke\nwhat time is it\n")
    assert main(["chat", *NOW]) == 1
    shown, complaint = capsys.readouterr()
    assert shown.splitlines()[0].endswith(load("en").phrase("error.thinking"))
    assert shown.splitlines()[1] == "It is 7:30 am."
    assert_one_sentence(complaint, "language model failed")
    assert main(["ask", "can you tell me a joke"]) == 1
    assert_one_sentence(capsys.readouterr().err, "language model failed")


def test_a_turn_that_failed_is_forgotten() -> None:
    talk = keyboard.Keyboard(Dialogue(load("en"), Persona(), thinker=Broken()), clocks.read)
    assert isinstance(talk.say("can you tell me a joke").failure, ThinkingError)
    assert talk._memory.exchanges == ()


# ---------------------------------------------------------------- say


@pytest.mark.engines
def test_say_writes_a_sound_file_that_can_be_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "said.wav"
    assert main(["say", "what time is it", "-o", str(file)]) == 0
    info = soundfile.info(file)
    assert (info.channels, info.subtype) == (1, "PCM_16")
    assert 0.5 < info.duration < 3.0
    assert main(["transcribe", str(file)]) == 0
    assert capsys.readouterr() == ("what time is it\n", "")


@pytest.mark.engines
def test_say_reads_stdin_and_starts_anew_in_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "said.wav"
    lengths = []
    for text in (b"One sentence. And another one.\n\nAnd a third.", b"Hello."):
        pipe(monkeypatch, text)
        assert main(["say", "-", "--output", str(file)]) == 0
        lengths.append(soundfile.info(file).duration)
    assert lengths[0] > 2 * lengths[1]


class Counting:
    """A voice that speaks ten seconds for each sentence, and counts them."""

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def synthesize(self, sentence: Sentence) -> Generator[SpeechChunk | None]:
        self.spoken.append(sentence.text)
        yield None
        yield SpeechChunk(sentence, np.full(220_500, 0.1, np.float32), 22_050)


@pytest.mark.parametrize(
    "text",
    ["The sun goes round. " * 2500, "the sun and the moon " * 2000, "a" * 60_000, "31415926 " * 3000],
    ids=["sentences", "no full stop", "one word", "numbers"],
)
def test_ten_thousand_words_are_spoken_bit_by_bit(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = Counting()
    monkeypatch.setattr(app, "voice", lambda _setup: voice)
    sizes: list[int] = []
    written = tmp_path / "long.wav"
    real = voice.synthesize

    def watched(sentence: Sentence) -> Generator[SpeechChunk | None]:
        sizes.append(written.stat().st_size if written.exists() else 0)
        yield from real(sentence)
        if len(voice.spoken) == 20:
            raise KeyboardInterrupt  # enough

    monkeypatch.setattr(voice, "synthesize", watched)
    with pytest.raises(KeyboardInterrupt):
        main(["say", text, "-o", str(written)])
    assert all(len(sentence) <= 300 for sentence in voice.spoken)
    assert sizes == sorted(sizes)
    assert sizes[-1] > 17 * 441_000  # it grows as it is spoken


@pytest.mark.engines
def test_a_thousand_words_take_little_memory(tmp_path: Path) -> None:
    done = call("say", "the sun rises in the east " * 25, "-o", "said.wav", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert soundfile.info(tmp_path / "said.wav").duration > 30
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    print(f"{done.seconds:.1f} s, peak of all commands so far {peak:.0f} MB")


@pytest.mark.parametrize("text", ["***", "!?", "🙂", "```\ncode\n```", "-"])
def test_a_text_without_words_is_explained_and_leaves_no_file(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, b"...")
    assert main(["say", text, "-o", str(tmp_path / "said.wav")]) == 1
    assert_one_sentence(capsys.readouterr().err, "nothing in this text that can be spoken")
    assert not list(tmp_path.iterdir())


@pytest.mark.engines
@pytest.mark.parametrize(
    ("target", "part"),
    [("missing/said.wav", "there is no folder"), (".", "is a folder"), ("/dev/null", "not an ordinary file")],
)
def test_a_sound_file_that_cannot_be_written_is_explained(
    target: str,
    part: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["say", "hello", "-o", target]) == 1
    assert_one_sentence(capsys.readouterr().err, part)


@pytest.mark.engines
def test_say_without_a_speaker_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_device(*_wanted: str) -> None:
        raise nothing_at_all()

    monkeypatch.setattr(app, "SoundProcess", no_device)
    assert main(["say", "hello"]) == 1
    assert_one_sentence(capsys.readouterr().err, "plug one in")

    class MicrophoneOnly:
        has_output = False

        def __init__(self, *_wanted: str) -> None:
            """There is nothing to open."""

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr(app, "SoundProcess", MicrophoneOnly)
    assert main(["say", "hello"]) == 1
    assert_one_sentence(capsys.readouterr().err, "There is no speaker", "-o F.wav")


@pytest.mark.engines
@pytest.mark.parametrize("device", ["99", "trumpet"])
def test_a_device_that_does_not_exist_is_explained(
    device: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable, command in (("OUTPUT", ["say", "hello"]), ("INPUT", ["run"]), ("OUTPUT", ["run"])):
        with monkeypatch.context() as patch:
            patch.setenv(f"VOICE_ASSISTANT_AUDIO_{variable}", device)
            assert main(command) == 1
        assert_one_sentence(capsys.readouterr().err, device)
    assert not Path("demo.wav").exists()


# ---------------------------------------------------------------- transcribe


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sound files of every kind; those with a name in upper case cannot be used."""
    folder = tmp_path_factory.mktemp("sounds")
    spoken, quiet = samples(questions()[0]), np.zeros(SAMPLE_RATE, np.float32)
    soundfile.write(folder / "plain.wav", spoken, SAMPLE_RATE)
    soundfile.write(folder / "stereo.wav", np.stack([spoken, spoken], axis=1), SAMPLE_RATE)
    soundfile.write(folder / "float.wav", spoken, SAMPLE_RATE, subtype="FLOAT")
    soundfile.write(folder / "24-bit.wav", spoken, SAMPLE_RATE, subtype="PCM_24")
    soundfile.write(folder / "96k.wav", np.repeat(spoken, 6), 96_000)
    soundfile.write(folder / "8k.wav", spoken[::2], 8_000)
    soundfile.write(folder / "silence.wav", quiet, SAMPLE_RATE)
    soundfile.write(folder / "NO SOUND.wav", quiet[:0], SAMPLE_RATE)
    soundfile.write(folder / "rate.wav", quiet, 4_000)
    (folder / "rate.wav").rename(folder / "4K.wav")
    (folder / "EMPTY.wav").touch()
    (folder / "NOT.wav").write_text("This is no sound. " * 100)
    (folder / "CUT.wav").write_bytes((folder / "plain.wav").read_bytes()[:9_000])
    (folder / "FOLDER.wav").mkdir()
    os.mkfifo(folder / "PIPE.wav")
    return folder


@pytest.mark.engines
def test_files_are_written_down_in_the_order_given(sounds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    usable = ["stereo", "plain", "silence", "float", "24-bit", "96k", "8k"]
    assert main(["transcribe", *(str(sounds / f"{name}.wav") for name in usable)]) == 0
    shown, complaints = capsys.readouterr()
    lines = dict(zip(usable, shown.splitlines(), strict=True))
    assert not complaints
    asked = normalised(questions()[0].text)
    assert lines["silence"] == ""
    for same in ("plain", "stereo", "float", "24-bit", "96k"):
        assert normalised(lines[same]) == asked
    assert lines["8k"]  # telephone sound: understood, perhaps not exactly


@pytest.mark.engines
def test_json_says_all_about_each_file(sounds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(sounds / "plain.wav"), str(sounds / "silence.wav")]
    assert main(["transcribe", "--json", *files]) == 0
    spoken, silent = objects(capsys.readouterr().out)
    assert list(spoken) == ["file", "text", "confidence", "alternatives", "duration_s", "utterances"]
    assert [spoken["file"], silent["file"]] == files
    assert -1 < spoken["confidence"] < 0
    assert spoken["alternatives"]
    assert spoken["text"] not in spoken["alternatives"]
    assert (silent["text"], silent["confidence"], silent["utterances"], silent["duration_s"]) == (
        "",
        None,
        0,
        1.0,
    )


@pytest.mark.engines
def test_one_bad_file_keeps_no_other_from_being_written_down(sounds: Path) -> None:
    bad = ["EMPTY", "NO SOUND", "NOT", "CUT", "4K", "FOLDER", "PIPE", "MISSING"]
    names = ["plain", *bad, "plain"]
    files = [str(sounds / f"{name}.wav") for name in names]
    done = call("transcribe", *files)
    assert done.code == 1
    lines = done.out.splitlines()
    assert len(lines) == len(files)
    assert lines[0] == lines[-1] != ""
    assert lines[1:-1] == [""] * len(bad)
    for name, line in zip(bad, done.err.splitlines(), strict=True):
        assert_one_sentence(line, f"{name}.wav")
    as_json = call("transcribe", "--json", *files[1:])
    assert [list(made) for made in objects(as_json.out)[:-1]] == [["file", "error"]] * len(bad)


@pytest.mark.engines
def test_an_hour_takes_little_memory_and_keeps_its_order(tmp_path: Path) -> None:
    length_s = 3600
    file, asked = tmp_path / "hour.wav", [questions()[0], demo_questions()[1]]
    with soundfile.SoundFile(file, "w", SAMPLE_RATE, 1, "PCM_16") as hour:
        for minute in range(length_s // 60):
            sound = samples(asked[minute % 2]) if minute % 20 < 2 else np.zeros(0, np.float32)
            hour.write(np.concatenate([sound, np.zeros(60 * SAMPLE_RATE - len(sound), np.float32)]))
    script = (
        "import re, sys\nfrom pathlib import Path\nfrom voice_assistant.cli import main\n"
        "code = main(sys.argv[1:])\n"
        # Not ru_maxrss: that begins with what the process which started this one held.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(int(peak) // 1024, file=sys.stderr)\nsys.exit(code)"
    )
    done = call("transcribe", "--json", str(file), command=(sys.executable, "-c", script))
    (made,) = objects(done.out)
    print(f"an hour of sound: {done.seconds:.1f} s, {done.err.strip()} MB")
    assert done.code == 0
    assert made["duration_s"] == length_s
    assert made["utterances"] == 6
    assert normalised(made["text"]) == normalised(" ".join(question.text for question in asked * 3))
    assert int(done.err) < 600


@pytest.mark.engines
def test_what_is_said_without_a_pause_is_not_cut_off(tmp_path: Path) -> None:
    """Longer than the recogniser's window, so it must be cut somewhere; nothing may be left out."""
    file = conversation_wav(tmp_path / "much.wav", *questions()[:6], gap_s=0.35)
    setup = app.set_up()
    heard = transcribing.recognise(app.recogniser(setup), lambda: app.ear(setup), file)
    asked = " ".join(question.text for question in questions()[:6]).split()
    assert len(heard.text.split()) > 0.8 * len(asked)


def test_a_name_with_strange_letters_is_no_problem(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "x.wav"), "wb") as silence:
        silence.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        silence.writeframes(bytes(2 * SAMPLE_RATE))
    strange = os.fsencode(tmp_path) + b"/\xff \xc3\xa9.wav"
    os.rename(tmp_path / "x.wav", strange)  # noqa: PTH104  a name that is not text
    done = call("transcribe", "--json", strange)
    assert (done.code, done.err) == (0, "")
    assert os.fsencode(objects(done.out)[0]["file"]) == strange
