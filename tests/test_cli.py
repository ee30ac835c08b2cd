"""The command line as a whole: help, misuse, exit codes, streams that are closed or full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import COMMAND, assert_failed, assert_one_sentence, call, environment

from voice_assistant import __version__
from voice_assistant.cli import COMMANDS, main, run, talk
from voice_assistant.cli.console import WIDTH, console

MENTIONED = {
    "run": "--mode --input --output --realtime --fast --room delay_ms gain_db rt60_ms noise_db --events --with-text",
    "demo": "--output F.wav --fast demo.wav",
    "chat": "--json --now ISO8601",
    "ask": "TEXT --now ISO8601 stdin",
    "say": "TEXT --output F.wav stdin",
    "transcribe": "F.wav --json",
    "devices": "audio.input audio.output",
    "doctor": "--json",
    "models": "list verify",
    "models list": "licence size",
    "models verify": "sha256",
    "skills": "NAME",
    "safety": "TEXT --json --country stdin",
    "config": "path show",
    "config path": "",
    "config show": "",
    "bench": "turn accuracy commands",
    "bench turn": "--json --questions",
    "bench accuracy": "--json",
    "bench commands": "COMMANDS.jsonl OTHERS.jsonl --json --misses",
}
"""Every command of the contract, and what its help must mention."""

ENGINES = {
    "anyio",
    "ctranslate2",
    "faster_whisper",
    "llama_cpp",
    "numpy",
    "onnxruntime",
    "piper",
    "sounddevice",
}

READS_CONFIG = [
    ("ask", "hello"),
    ("chat",),
    ("say", "hello"),
    ("transcribe", "x.wav"),
    ("run",),
    ("run", "--input", "x.wav"),
    ("demo",),
    ("safety", "hello"),
    ("config", "show"),
    ("bench", "turn"),
    ("bench", "accuracy"),
]


@pytest.fixture
def config_file(own_home: Path) -> Path:
    (own_home / "config").mkdir()
    return own_home / "config" / "config.toml"


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("columns", ["50", "200"])
@pytest.mark.parametrize("command", MENTIONED)
def test_every_command_explains_itself_on_a_terminal_of_any_width(
    command: str, columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    shown, complaints = capsys.readouterr()
    assert f"usage: voice-assistant {command}" in " ".join(shown.split())
    assert len(shown.splitlines()) > 4
    assert not complaints
    # argparse may break a long word at its hyphens and commas, so line breaks do not count.
    unbroken = "".join(shown.split())
    assert not [word for word in MENTIONED[command].split() if word not in unbroken]


def test_help_lists_every_command_and_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    places = [shown.index(f" {name} {does}") for name, (_, does) in COMMANDS.items()]
    assert sorted(places) == places
    assert set(COMMANDS) == {command for command in MENTIONED if " " not in command}


@pytest.mark.parametrize(
    "words", [["--help"], ["config", "path"], ["config", "--help"], ["cofnig"], ["--version"]]
)
def test_what_needs_no_engine_imports_none(words: list[str]) -> None:
    script = (
        "import sys\nfrom voice_assistant.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = call(*words, command=(sys.executable, "-c", script))
    print(f"{words}: {done.seconds:.2f} s")
    assert not ENGINES & set(done.err.split())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"voice-assistant {__version__}\n"


# ---------------------------------------------------------------- misuse


@pytest.mark.parametrize(
    "words",
    ["rnu", "--rnu", "run --rnu", "ask", "say", "transcribe", "models", "models lsit", "config", "bench",
     "bench turn --questions 0", "bench turn --questions many", "devices now", "demo --output"],
)  # fmt: skip
def test_misuse_ends_with_two_and_says_why(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words.split())
    assert ended.value.code == 2
    shown, complaint = capsys.readouterr()
    assert not shown
    assert complaint.startswith("usage: voice-assistant")
    assert "error: " in complaint.splitlines()[-1]


def test_the_process_ends_with_the_same_codes() -> None:
    assert call("rnu").code == 2
    assert call("--version").code == 0
    assert call("transcribe", "missing.wav", env={"VOICE_ASSISTANT_MODELS": "/nowhere"}).code == 1


def test_without_a_command_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "run", lambda arguments: 42 if arguments.mode == "always" else 0)
    assert main([]) == 42


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_arguments: object) -> int:
        return {}["a bug"]

    monkeypatch.setattr(talk, "run_ask", broken)
    with pytest.raises(KeyError):
        main(["ask", "hello"])


# ---------------------------------------------------------------- configuration


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"[assistant]\nnaem = 'Ada'\n", "naem"),
        (b"[tts]\nspeed = 'fast'\n", "tts.speed"),
        (b"this is not TOML", "config.toml"),
        (b"[assistant]\nname = '\xe9'\n", "config.toml"),
    ],
)
def test_a_broken_configuration_is_explained(
    config_file: Path, content: bytes, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    config_file.write_bytes(content)
    assert main(["config", "show"]) == 1
    shown, complaint = capsys.readouterr()
    assert not shown
    assert_one_sentence(complaint, part)


@pytest.mark.parametrize("words", READS_CONFIG, ids=" ".join)
def test_every_command_that_needs_the_configuration_explains_what_is_wrong_with_it(
    config_file: Path,
    words: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(config_file.parent)
    config_file.write_text("[assistant]\nnaem = 'Ada'\n")
    assert main([*words]) == 1
    assert_one_sentence(capsys.readouterr().err, "naem")
    assert [path.name for path in config_file.parent.iterdir()] == ["config.toml"]


def test_doctor_finds_a_broken_configuration(config_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config_file.write_text("[assistant]\nnaem = 'Ada'\n")
    assert main(["doctor"]) == 1
    shown, complaint = capsys.readouterr()
    assert "FAIL configuration" in shown
    assert "naem" in shown
    assert not complaint


def test_a_home_that_is_no_folder_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("VOICE_ASSISTANT_HOME", str(tmp_path / "file"))
    assert main(["ask", "what time is it"]) == 1
    assert_one_sentence(capsys.readouterr().err, "config.toml", "cannot be read")


def test_a_home_that_cannot_be_written_will_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICE_ASSISTANT_HOME", "/proc/nowhere")
    monkeypatch.setenv("VOICE_ASSISTANT_LLM_ENGINE", "none")
    assert main(["ask", "what time is it", "--now", "2026-03-09T07:30"]) == 0
    assert capsys.readouterr().out == "It is 7:30 am.\n"


# ---------------------------------------------------------------- streams


def test_a_reader_who_has_gone_is_no_reason_to_complain() -> None:
    for words in (["config", "show"], ["--help"], ["chat"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*COMMAND, *words],
            input=b"what time is it\n" * 3,
            stdout=writer,
            stderr=subprocess.PIPE,
            env=environment({"VOICE_ASSISTANT_LLM_ENGINE": "none"}),
            timeout=60,
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (1, b""), words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_explained() -> None:
    for words in (["config", "show"], ["chat"], ["models", "list"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*COMMAND, *words],
                input=b"what time is it\n",
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment({"VOICE_ASSISTANT_LLM_ENGINE": "none"}),
                timeout=60,
                check=False,
            )
        assert done.returncode == 1
        assert_one_sentence(done.stderr.decode(), "no room left")


@pytest.mark.parametrize(("closed", "code"), [("<&-", 0), (">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0)])
def test_closed_streams_are_no_problem(closed: str, code: int) -> None:
    shell = ("sh", "-c", f'"$@" {closed}', "sh", *COMMAND)
    done = call("chat", command=shell, env={"VOICE_ASSISTANT_LLM_ENGINE": "none"}, stdin=b"what time is it\n")
    assert done.code == code
    assert not done.err


def test_a_terminal_that_does_not_know_a_letter_is_no_problem(own_home: Path) -> None:
    (own_home / "config").mkdir()
    (own_home / "config/config.toml").write_text('[assistant]\nname = "Zoë"\n', encoding="utf-8")
    done = call("config", "show", env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0
    assert r'name = "Zo\xeb"' in done.out


def test_tables_have_room_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert console().width == WIDTH
    monkeypatch.setenv("COLUMNS", "77")
    assert console().width == 77


def test_a_failure_is_told_as_a_process_too() -> None:
    assert_failed(call("models", "list", env={"VOICE_ASSISTANT_MODELS": "/nowhere"}), "/nowhere")
