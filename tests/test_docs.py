"""The documents keep their word: commands exist, settings load, examples run, links lead somewhere.

A code block says in its first line what it is for: `# config.toml` is loaded as a configuration, and any other file
name is written, or changed where the block is a `diff`, in a copy of the project whose tests are then run.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import soundfile

from voice_assistant import cli, config, ledger
from voice_assistant.config.reading import NO_SETTINGS
from voice_assistant.config.sections import SETTINGS
from voice_assistant.vocabulary import Turn, Utterance

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "models" / "README.md",
]

OTHER_PROGRAMS = {"cp", "echo", "ln"}
"""What a document may tell people to type besides our own commands."""

HOSTS = {"keepachangelog.com", "semver.org"}
"""Sites that documents may link to."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of code."""

    document: Path
    language: str
    text: str

    @property
    def file(self) -> str:
        """The file it belongs to, named in its first line; empty where there is none."""
        found = re.match(r"# ([\w./-]+\.(?:py|toml))\n", self.text)
        return found[1] if found else ""

    @property
    def rest(self) -> str:
        """The text below the line that names the file."""
        return self.text.partition("\n")[2]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def fenced(*languages: str) -> list[Block]:
    found = (
        Block(document, language, text)
        for document in DOCUMENTS
        for language, text in re.findall(
            r"^```(\w*)\n(.*?)^```$", text_of(document), re.DOTALL | re.MULTILINE
        )
    )
    return [block for block in found if block.language in languages]


def prose(document: Path) -> str:
    """The text without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text_of(document), flags=re.DOTALL | re.MULTILINE)


def inline(document: Path) -> list[str]:
    """What stands between backticks in the text."""
    return re.findall(r"`([^`\n]+)`", prose(document))


every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=named)


# ---------------------------------------------------------------- made from the program


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """scripts/docs as a module: its name has no suffix to import it by."""
    loader = SourceFileLoader("docs", str(ROOT / "scripts" / "docs"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_reference_pages_are_current(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")  # the width of a terminal must not matter
    stale = [named(path) for path, text in script.documents() if text_of(path) != text]
    assert not stale, "run scripts/docs"


def test_a_stale_page_is_told_and_mended(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("old", encoding="utf-8")
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "documents", lambda: iter([(page, "new")]))
    monkeypatch.setattr(sys, "argv", ["docs", "--check"])
    assert script.main() == 1
    assert capsys.readouterr().out == "page.md: out of date; run scripts/docs\n"
    assert text_of(page) == "old"
    monkeypatch.setattr(sys, "argv", ["docs"])
    assert script.main() == 0
    assert text_of(page) == "new"


def test_every_command_and_option_has_its_place_in_the_reference() -> None:
    page = text_of(ROOT / "docs" / "commands.md")
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == list(cli.COMMANDS)
    assert {"`--fast`", "`--country CODE`", "`-o F.wav`"} <= set(re.findall(r"`[^`]+`", page))


# ---------------------------------------------------------------- commands


def shown_commands() -> list[tuple[str, str]]:
    """Every command that a document shows, with the document's name."""
    lines = [(named(block.document), line) for block in fenced("sh") for line in block.text.splitlines()]
    lines += [
        (named(block.document), line.removeprefix("$ "))
        for block in fenced("console")
        for line in block.text.splitlines()
        if line.startswith("$ ")
    ]
    lines += [
        (named(document), code)
        for document in DOCUMENTS
        for code in inline(document)
        if re.match(r"(voice-assistant|(\./)?scripts/\w+)( |$)", code)
    ]
    return sorted({(where, line.replace("COMMAND", "doctor")) for where, line in lines if line.strip()})


def simple_commands(line: str) -> list[list[str]]:
    """The words of each command of a pipeline, without settings of the environment."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    commands: list[list[str]] = [[]]
    for word in lexer:
        if set(word) <= set("|&;"):
            commands.append([])
        elif commands[-1] or not re.match(r"[A-Z_]+=", word):
            commands[-1].append(word)
    return commands


def parse(words: list[str]) -> None:
    """Give a command to the real parser, which exits with 2 where it does not understand."""
    parser = cli.parser(words[0] if words and words[0] in cli.COMMANDS else None)
    try:
        parser.parse_args(words or ["run"])
    except SystemExit as exited:
        # A text may name a command without its arguments: there must be help for it.
        if exited.code and words[0] in cli.COMMANDS and not any(word.startswith("-") for word in words):
            with pytest.raises(SystemExit, match=r"^0$"):
                parser.parse_args([*words, "--help"])
        elif exited.code:
            raise


@pytest.mark.parametrize(("document", "line"), shown_commands())
def test_a_command_that_is_shown_exists(document: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    for program, *words in simple_commands(line):
        name = program.removeprefix("./")
        script = ROOT / name
        if program == "voice-assistant":
            parse(words)
        elif name.startswith("scripts/"):
            assert os.access(script, os.X_OK)
            if name == "scripts/run":
                parse(["run", *words] if not words or words[0].startswith("-") else words)
            elif name != "scripts/test":  # which hands everything on to pytest
                assert all(word in text_of(script) for word in words if word.startswith("-"))
        else:
            assert program in OTHER_PROGRAMS


def test_the_check_of_commands_can_fail(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["say", "hello", "--louder"])
    with pytest.raises(SystemExit):
        parse(["sing"])
    assert simple_commands("A=1 echo hi | voice-assistant chat --json") == [
        ["echo", "hi"],
        ["voice-assistant", "chat", "--json"],
    ]


def examples() -> list[tuple[str, str]]:
    """A command line, and what a document says that it prints."""
    parts = (
        part for block in fenced("console") for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    )
    return [(line, printed) for line, _, printed in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize(("line", "printed"), examples())
def test_an_example_prints_what_is_shown(
    line: str, printed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICE_ASSISTANT_LLM_ENGINE", "none")  # examples are answered without one
    *before, (_, *words) = simple_commands(line)
    given = "".join(" ".join(echoed) + "\n" for _, *echoed in before)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    assert cli.main(words) == 0
    assert capsys.readouterr().out == printed


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize("block", fenced("toml"), ids=lambda block: named(block.document))
def test_settings_that_are_shown_can_be_used(block: Block, tmp_path: Path) -> None:
    assert block.file == "config.toml", "its first line says what it is"
    path = tmp_path / "config.toml"
    path.write_text(block.text, encoding="utf-8")
    assert config.load(path, {}) is not None


def known_names() -> set[str]:
    """Every setting, and every module: both are written with a dot."""
    modules = (
        path.relative_to(ROOT / "voice_assistant") for path in (ROOT / "voice_assistant").rglob("*.py")
    )
    return {setting.name for section in SETTINGS.values() for setting in section.values()} | {
        ".".join(module.with_suffix("").parts).removesuffix(".__init__") for module in modules
    }


@every_document
def test_a_setting_that_is_named_exists(document: Path) -> None:
    dotted = {code.partition(" ")[0] for code in inline(document)}
    settings = {name for name in dotted if re.fullmatch(rf"({'|'.join(SETTINGS)})\.[a-z_]+", name)}
    assert not settings - known_names()
    variables = set(re.findall(r"VOICE_ASSISTANT_[A-Z_]+", text_of(document)))
    known = {setting.variable for section in SETTINGS.values() for setting in section.values()}
    assert not variables - known - NO_SETTINGS


# ---------------------------------------------------------------- examples in Python


def test_the_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    turn = Turn(
        1, Utterance(0, np.zeros(0, np.float32), 0, 0, 1.0), times={"speech_end": 16000, "first_audio": 24000}
    )
    with Path("ledger.jsonl").open("w", encoding="utf-8") as file:
        ledger.Ledger(file).ended(turn)
    beep = np.full(1600, 0.5, np.float32)
    soundfile.write("question.wav", np.concatenate([beep, np.zeros(16_000)]), 16_000)
    soundfile.write("answer.wav", np.concatenate([np.zeros(9600), beep]), 16_000)
    for block in fenced("python"):
        if not block.file:
            exec(compile(block.text, named(block.document), "exec"), {})
    assert "turn 1: 0.50 s" in (printed := capsys.readouterr().out)
    assert "the wait was 0.50 s" in printed


def recipes() -> list[Path]:
    """Documents that show how to change the project."""
    return sorted({block.document for block in fenced("python") if block.file})


@cache
def copied_lines(document: Path) -> list[list[str]]:
    lines = (line for block in fenced("sh") if block.document == document for line in block.text.splitlines())
    return [line.split()[1:] for line in lines if line.startswith("cp ")]


def changed(before: str, diff: str) -> str:
    """A text with a block of changes applied: lines begin with "-", "+", or a space where they stay."""
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] or line for line in lines if not line.startswith("+"))
    new = "".join(line[1:] or line for line in lines if not line.startswith("-"))
    assert before.count(old) == 1, f"the lines to be changed are not there once:\n{old}"
    return before.replace(old, new)


@pytest.mark.parametrize("document", recipes(), ids=named)
def test_who_follows_a_recipe_arrives(document: Path, tmp_path: Path) -> None:
    without = shutil.ignore_patterns("__pycache__", "*.flac")
    shutil.copytree(ROOT / "voice_assistant", tmp_path / "voice_assistant", ignore=without)
    (tmp_path / "tests").mkdir()
    for name in (
        "pyproject.toml",
        "tests/conftest.py",
        "tests/asking.py",
        "tests/fakes.py",
        "tests/test_languages.py",
    ):
        shutil.copy(ROOT / name, tmp_path / name)
    for source, target in copied_lines(document):
        shutil.copy(tmp_path / source, tmp_path / target)
    for block in fenced("python", "diff"):
        if block.document != document or not block.file:
            continue
        path = tmp_path / block.file
        if block.language == "python":
            assert not path.exists()
            path.write_text(block.rest, encoding="utf-8")
        else:
            for hunk in block.rest.split("\n\n"):
                path.write_text(changed(text_of(path), hunk.rstrip("\n") + "\n"), encoding="utf-8")
    # One test of languages counts those there are; who adds one changes it.
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        "not refused_by_name",
        "tests",
    ]
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_skill_takes_few_lines_its_test_included() -> None:
    page = ROOT / "docs" / "how-to" / "add-a-skill.md"
    blocks = [block for block in fenced("python", "diff") if block.document == page and block.file]
    python = sum(len(block.rest.strip().splitlines()) for block in blocks if block.language == "python")
    added = sum(
        line.startswith("+")
        for block in blocks
        if block.language == "diff"
        for line in block.rest.splitlines()
    )
    assert len(blocks) == 3
    assert python + added <= 25


# ---------------------------------------------------------------- the rest


@pytest.mark.parametrize("with_text", [False, True])
def test_every_field_of_the_ledger_is_explained(with_text: bool) -> None:
    turn = Turn(1, Utterance(0, np.zeros(0, np.float32), 0, 0, 1.0))
    page = text_of(ROOT / "docs" / "how-to" / "read-the-ledger.md")
    explained = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert set(ledger.entry(turn, with_text=with_text)) <= explained
    if with_text:
        assert explained == set(ledger.entry(turn, with_text=True))


def anchors(document: Path) -> set[str]:
    """The names by which the headings of a document can be linked to."""
    headings = re.findall(r"^#+ (.+)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_document
def test_a_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if "://" in target:
            assert target.split("/")[2] in HOSTS
            continue
        file, _, anchor = target.partition("#")
        path = (document.parent / file).resolve() if file else document
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


@every_document
def test_a_file_that_is_named_exists(document: Path) -> None:
    begins = "voice_assistant|tests|models|docs|scripts"
    files = {code for code in inline(document) if re.fullmatch(rf"({begins})/[\w./-]*\.\w+", code)}
    made_by_recipes = {block.file for block in fenced("python", "diff")}
    assert not [file for file in files - made_by_recipes if not (ROOT / file).exists()]
