"""The shape of the project, where no other tool watches it: names, sizes, twins, locks and scripts.

What imports what is held by import-linter, in pyproject.toml.
"""

from __future__ import annotations

import ast
import functools
import os
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "voice_assistant"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEST_NAMES = {path.stem for path in (ROOT / "tests").glob("test_*.py")}
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

SAYS_NOTHING = {"utils", "util", "helpers", "common", "core", "manager", "base", "misc"}
"""Names for a drawer, not for an idea."""

LONGEST_MODULE = 350
"""Lines. Most have 40 to 200."""

TESTED_THROUGH_OTHERS = {
    "voice_assistant.__main__": "one call",
    "voice_assistant.answering": "the stages of a turn: test_conversation takes whole turns",
    "voice_assistant.audio.child": "runs in a process of its own: test_sound_process",
    "voice_assistant.audio.line": "the line to that process: test_sound_process",
    "voice_assistant.audio.piece": "what the speaker keeps of a chunk: test_speaker",
    "voice_assistant.mouth": "speaks for a turn: test_conversation",
    "voice_assistant.ending": "runs a whole assistant: test_app and test_cli_run",
    "voice_assistant.dialogue.noted": "what a reply finds out: test_reply",
    "voice_assistant.skills.hiding": "the quick exit: test_hiding",
    "voice_assistant.dialogue.pronouns": "what it means: test_intents and test_follow_ups",
    "voice_assistant.dialogue.rehearsal": "a typed turn for tests: asking.py takes it in most tests of dialogue",
    "voice_assistant.dialogue.thinker": "a protocol: test_contract_llm",
    "voice_assistant.errors": "names and nothing else",
    "voice_assistant.vocabulary": "plain data: whoever makes it or takes it tests it",
}
"""Modules that need no test of their own, and why. (Nor does an `__init__`: its rooms have their tests.)"""


def dotted(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts)


every_module = pytest.mark.parametrize("module", MODULES, ids=dotted)


@every_module
def test_a_module_is_named_for_what_it_holds(module: Path) -> None:
    assert not SAYS_NOTHING & set(dotted(module).split("."))


@every_module
def test_a_module_begins_with_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


@every_module
def test_a_module_is_short_enough_to_read_at_once(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@every_module
def test_a_module_has_a_test_of_its_own(module: Path) -> None:
    if module.stem == "__init__" or dotted(module) in TESTED_THROUGH_OTHERS:
        return
    # test_room.py; test_audio_room.py where another package has a room too; test_audio.py for a package that is
    # tested whole, through its front door; or tests that import the module by name.
    twins = {f"test_{module.stem}", f"test_{module.parent.name}_{module.stem}", f"test_{module.parent.name}"}
    assert twins & TEST_NAMES or dotted(module) in imported_by_tests()


def test_no_excuse_outlives_its_module() -> None:
    assert set(TESTED_THROUGH_OTHERS) <= set(map(dotted, MODULES))


@functools.cache
def imported_by_tests() -> set[str]:
    names = set()
    for name in TEST_NAMES:
        for node in ast.walk(ast.parse((ROOT / "tests" / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_a_folder_with_modules_is_a_package() -> None:
    folders = {module.parent for module in MODULES}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_packages_and_hashes_and_no_address(lock: Path) -> None:
    for line in lock.read_text(encoding="utf-8").splitlines():
        assert "://" not in line
        assert re.match(r"[a-z0-9.-]+==\S+.* \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line), line


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = PROJECT["project"]
    assert_pinned([*project["dependencies"], *PROJECT["dependency-groups"]["project"]], "requirements.lock")
    assert_pinned(project["optional-dependencies"]["dev"], "requirements-dev.lock")
    assert_pinned(PROJECT["dependency-groups"]["llama"], "requirements-build.lock")


def test_what_runs_is_what_is_tested() -> None:
    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


def assert_pinned(requirements: list[str], lock: str) -> None:
    # llama-cpp-python is compiled on the machine it runs on, and pinned apart.
    pins = pinned(lock) | pinned("requirements-llama.lock")
    for requirement in map(Requirement, requirements):
        versions = {version for name, version in pins if name == requirement.name}
        assert versions, f"{requirement.name} is not in {lock}: run scripts/lock"
        assert all(Version(version) in requirement.specifier for version in versions), (
            f"{requirement}: run scripts/lock"
        )


def pinned(lock: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def programs() -> list[Path]:
    begins_like_one = (
        path
        for path in [*(ROOT / "scripts").iterdir(), *(ROOT / ".ci").iterdir()]
        if path.is_file() and path.read_bytes().startswith(b"#!")
    )
    return sorted(begins_like_one)


def test_the_two_commands_of_the_readme_are_there() -> None:
    assert {"run", "test"} <= {path.name for path in programs() if path.parent.name == "scripts"}


@pytest.mark.parametrize("program", programs(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_script_can_be_started(program: Path) -> None:
    assert os.access(program, os.X_OK)


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_a_document_promises_no_command_that_is_not_there(document: Path) -> None:
    named = re.findall(
        r"(?<![\w/])(?:\./)?((?:scripts|\.ci)/[a-z_]+)\b", document.read_text(encoding="utf-8")
    )
    assert not [name for name in named if not (ROOT / name).exists() and not (ROOT / f"{name}.py").exists()]
