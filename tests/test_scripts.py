"""The scripts, on a machine where every program that would install something only writes down its call."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHELL_SCRIPTS = sorted(
    path
    for path in [*(ROOT / "scripts").rglob("*"), ROOT / ".ci" / "run"]
    if path.is_file() and (path.suffix == ".sh" or path.read_bytes().startswith(b"#!/usr/bin/env bash"))
)
ORDINARY_PROGRAMS = (
    "awk basename bash cat chmod cp cut date dirname env find flock grep head ls mkdir mktemp mv nproc readlink rm sed "
    "setsid sha256sum sleep sort tail touch tr"
).split()

# A Python that can make an environment out of itself, and whose pip writes down what it was asked.
PYTHON = r"""#!/bin/bash
after() { local name=$1; while [[ $2 != "$name" ]]; do shift; done; echo "$3"; }
case "$*" in
  "-c import sys; print(sys.version_info.minor)") echo "${FAKE_MINOR-11}"; exit ;;
  "--version") echo "Python 3.${FAKE_MINOR-11}.2"; exit ;;
  -c*) exit ;;
esac
echo "python $*" >>"$CALLS"
case "$*" in
  "-m venv "*)
    mkdir -p "${*:3}/bin"
    cp "$0" "${*:3}/bin/python"
    echo "#!${*:3}/bin/python" >"${*:3}/bin/pip"
    chmod +x "${*:3}/bin/pip" ;;
  *"pip install"*"-r "*)
    [[ -z ${SLOW-} ]] || sleep "$SLOW"
    [[ -z ${BROKEN-} ]] || { echo "pip: no route to the index"; exit 1; } ;;
  *"pip download"*)
    mkdir -p "$(after --dest "$@")"
    touch "$(after --dest "$@")/engine.tar.gz" ;;
  *"pip wheel"*)
    mkdir -p "$(after --wheel-dir "$@")"
    touch "$(after --wheel-dir "$@")/engine.whl" ;;
  *"--editable"*)
    printf '#!/bin/bash\nprintf "%%s\\n" assistant "$@"\nexit "${EXIT-0}"\n' >"${0%/*}/voice-assistant"
    chmod +x "${0%/*}/voice-assistant" ;;
  "-m pytest"*) exit "${EXIT-0}" ;;
esac
"""

STUBS = {
    "python3": PYTHON,
    "apt-get": '#!/bin/bash\necho "apt-get $*" >>"$CALLS"\n[[ -z ${NO_APT-} || $* != *install* ]]\n',
    "sudo": "#!/bin/bash\nexit 1\n",
    "id": '#!/bin/bash\necho "${FAKE_ID-0}"\n',
    "uname": '#!/bin/bash\n[[ $1 == -s ]] && echo Linux || echo "${FAKE_MACHINE-x86_64}"\n',
    "getconf": '#!/bin/bash\n[[ $1 == LONG_BIT ]] && echo "${FAKE_BITS-64}" || echo "glibc 2.36"\n',
    "df": '#!/bin/bash\nprintf "head\\ndisk 1 1 %s 1 /\\n" "${FAKE_FREE_KB-9000000}"\n',
    "ldconfig": '#!/bin/bash\necho "${FAKE_LIBRARIES-libportaudio.so.2 libgomp.so.1}"\n',
    **dict.fromkeys(("cc", "c++", "espeak-ng", "flite", "pipewire-pulse"), "#!/bin/bash\n"),
}


class Clone:
    """A clone of the project in a folder with a space in its name, on a machine of our own making."""

    def __init__(self, folder: Path) -> None:
        self.machine = folder
        self.root = folder / "a clone"
        self.programs = folder / "bin"
        self.calls_file = folder / "calls"
        self.env = {
            "PATH": str(self.programs),
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "CALLS": str(self.calls_file),
            "CI": "true",
        }
        self.programs.mkdir()
        for name in ORDINARY_PROGRAMS:
            (self.programs / name).symlink_to(shutil.which(name) or "/missing")
        for name, text in STUBS.items():
            stub = self.programs / name
            stub.write_text(text, encoding="utf-8")
            stub.chmod(0o755)
        self.copy(self.root)

    @staticmethod
    def copy(root: Path) -> None:
        shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("*.py"))
        for path in [ROOT / "pyproject.toml", *ROOT.glob("requirements*.lock")]:
            shutil.copy(path, root)

    def run(self, script: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Start a script from another folder, with nobody there to ask."""
        return subprocess.run(
            [self.root / "scripts" / script, *arguments],
            cwd="/",
            env=self.env | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def calls(self) -> list[str]:
        """What was asked of Python, pip and apt since the last time."""
        calls = self.calls_file.read_text(encoding="utf-8").splitlines() if self.calls_file.exists() else []
        self.calls_file.unlink(missing_ok=True)
        return calls

    def give_engine(self) -> None:
        """Put a finished build of the language engine where the set-up looks for one."""
        where = f"ROOT='{self.root}' CACHE=$XDG_CACHE_HOME/voice-assistant; source '{self.root}/scripts/parts/llama.sh'"
        command = ["bash", "-c", f"{where}; mkdir -p $(llama_folder); touch $(llama_folder)/engine.whl"]
        subprocess.run(command, env=self.env, check=True)


@pytest.fixture
def bare(tmp_path: Path) -> Clone:
    """On a machine where the language engine was never compiled."""
    return Clone(tmp_path)


@pytest.fixture
def clone(bare: Clone) -> Clone:
    bare.give_engine()
    return bare


@pytest.fixture
def ready(clone: Clone) -> Clone:
    assert clone.run("setup").returncode == 0
    clone.calls()
    return clone


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """Set up once for all the tests that change nothing."""
    clone = Clone(tmp_path_factory.mktemp("settled"))
    clone.give_engine()
    assert clone.run("setup").returncode == 0
    clone.calls()
    return clone


def asked(calls: list[str], what: str) -> list[str]:
    return [call for call in calls if what in call]


@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_shell_understands_a_script(script: Path) -> None:
    checked = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("script", ["run", "test", "check", "setup"])
def test_help_explains_and_sets_nothing_up(clone: Clone, script: str) -> None:
    helped = clone.run(script, "--help")
    assert helped.returncode == 0
    assert f"scripts/{script}" in helped.stdout
    assert clone.calls() == []
    assert not (clone.root / ".venv").exists()


def test_the_first_start_sets_up_and_starts_the_assistant(clone: Clone) -> None:
    started = clone.run("run", "--mode", "always")
    assert started.stdout.split() == ["assistant", "run", "--mode", "always"]
    calls = clone.calls()
    assert asked(calls, "-m venv")
    assert all("--require-hashes" in call for call in calls if "install" in call and "-r " in call)
    assert not asked(calls, "apt-get")
    assert not asked(calls, "requirements-dev.lock")


def test_the_second_start_installs_nothing_and_says_nothing(settled: Clone) -> None:
    started = settled.run("run")
    assert started.stdout.split() == ["assistant", "run"]
    assert started.stderr == ""
    assert settled.calls() == []


@pytest.mark.parametrize(
    ("arguments", "given"),
    [((), "run"), (("demo",), "demo"), (("say", "good day"), "say\ngood day"), (("--fast",), "run\n--fast")],
)
def test_a_command_name_is_that_command_and_options_are_the_assistants(
    settled: Clone, arguments: tuple[str, ...], given: str
) -> None:
    assert settled.run("run", *arguments).stdout == f"assistant\n{given}\n"


def test_the_exit_status_is_that_of_the_program(settled: Clone) -> None:
    assert settled.run("run", EXIT="7").returncode == 7


def test_the_exit_status_of_the_tests_is_that_of_pytest(clone: Clone) -> None:
    assert clone.run("test", "-k", "turns", EXIT="5").returncode == 5
    calls = clone.calls()
    assert asked(calls, "requirements-dev.lock")
    assert calls[-1] == "python -m pytest -k turns"


def test_who_has_what_tests_need_has_what_the_assistant_needs(clone: Clone) -> None:
    clone.run("test")
    clone.calls()
    clone.run("run")
    assert clone.calls() == []


def test_another_package_is_installed_and_another_setting_of_a_tool_is_not(ready: Clone) -> None:
    project = ready.root / "pyproject.toml"
    project.write_text(project.read_text(encoding="utf-8") + "\n[tool.other]\nx = 1\n", encoding="utf-8")
    ready.run("setup")
    assert ready.calls() == []
    with (ready.root / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("new==1.0\n")
    ready.run("setup")
    calls = ready.calls()
    assert asked(calls, "requirements.lock")
    assert not asked(calls, "-m venv")


def test_a_clone_that_was_moved_is_made_anew(ready: Clone) -> None:
    moved = ready.root.with_name("another clone")
    ready.root = ready.root.rename(moved)
    done = ready.run("setup")
    assert "making it anew" in done.stderr
    assert asked(ready.calls(), f"-m venv {moved}")


def test_the_engine_is_compiled_once_for_all_clones(bare: Clone) -> None:
    assert bare.run("setup").returncode == 0
    assert len(asked(bare.calls(), "pip wheel")) == 1
    assert [path.name for path in (bare.machine / "cache").rglob("*") if path.is_file()] == ["engine.whl"]
    bare.root = bare.machine / "second clone"
    bare.copy(bare.root)
    assert bare.run("setup").returncode == 0
    calls = bare.calls()
    assert asked(calls, "--editable")
    assert not asked(calls, "pip wheel")


def test_a_setup_that_was_killed_leaves_nothing_running_and_is_made_anew(clone: Clone) -> None:
    command = [clone.root / "scripts" / "setup"]
    killed = subprocess.Popen(command, env=clone.env | {"SLOW": "30"}, stderr=subprocess.DEVNULL)
    wait_for_packages(clone)
    killed.send_signal(signal.SIGTERM)
    assert killed.wait(10) == 128 + signal.SIGTERM
    clone.calls()

    began = time.monotonic()
    again = clone.run("setup")  # would wait for half a minute if the first one's pip were still there
    assert time.monotonic() - began < 20
    assert "making it anew" in again.stderr
    assert again.returncode == 0
    assert asked(clone.calls(), "-m venv")
    assert clone.run("run").stdout.split() == ["assistant", "run"]


def test_of_two_setups_at_once_one_waits_and_does_nothing_twice(clone: Clone) -> None:
    command = [clone.root / "scripts" / "setup"]
    first = subprocess.Popen(command, env=clone.env | {"SLOW": "1.5"}, stderr=subprocess.DEVNULL)
    wait_for_packages(clone)
    second = clone.run("setup")
    assert first.wait(10) == 0
    assert second.stderr == "Another setup is running; waiting for it.\n"
    assert len(asked(clone.calls(), "-m venv")) == 1


def test_a_step_that_fails_shows_its_last_words_and_where_the_rest_is(clone: Clone) -> None:
    failed = clone.run("setup", BROKEN="yes")
    assert failed.returncode == 1
    assert "pip: no route to the index" in failed.stderr
    assert str(clone.root / ".venv" / "setup.log") in failed.stderr
    assert clone.run("setup").returncode == 0


def test_what_the_system_lacks_is_named_explained_and_installed(bare: Clone) -> None:
    (bare.programs / "c++").unlink()
    done = bare.run("setup", FAKE_LIBRARIES="")
    assert done.returncode == 0
    assert "libportaudio2: the microphone and the speaker" in done.stderr
    [install] = asked(bare.calls(), "apt-get -o DPkg::Lock::Timeout=300 install")
    assert install.split()[-3:] == ["libportaudio2", "libgomp1", "g++"]
    assert "--no-remove" in install


def test_without_the_right_to_install_one_sentence_says_what_to_install(clone: Clone) -> None:
    failed = clone.run("setup", FAKE_LIBRARIES="libgomp.so.1", FAKE_ID="1000")
    assert failed.returncode == 1
    assert "sudo apt-get install libportaudio2" in failed.stderr.splitlines()[-1]
    assert not asked(clone.calls(), "pip")


@pytest.mark.parametrize("env", [{"NO_APT": "yes"}, {"FAKE_ID": "1000"}])
def test_what_only_tests_need_is_not_worth_a_failure(clone: Clone, env: dict[str, str]) -> None:
    (clone.programs / "flite").unlink()
    done = clone.run("setup", "--dev", **env)
    assert done.returncode == 0
    assert "some tests will be skipped: flite" in done.stderr


def test_a_second_sound_server_is_not_put_beside_the_desktops(clone: Clone) -> None:
    assert clone.run("setup", "--dev").returncode == 0
    assert not asked(clone.calls(), "apt-get")
    (clone.programs / "pipewire-pulse").unlink()
    (clone.root / ".venv" / ".ready-dev").unlink()
    clone.run("setup", "--dev")
    assert asked(clone.calls(), " pulseaudio")


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"FAKE_MINOR": "9", "NO_APT": "yes"}, "needs Python 3.11 to 3.14 and finds Python 3.9.2"),
        ({"FAKE_MINOR": "9", "FAKE_ID": "1000"}, "needs Python 3.11 to 3.14 and finds Python 3.9.2"),
        ({"FAKE_MACHINE": "armv7l", "FAKE_BITS": "32"}, "needs a 64-bit system"),
        ({"FAKE_BITS": "32", "FAKE_MACHINE": "aarch64"}, "needs a 64-bit system"),
        ({"FAKE_FREE_KB": "2000000"}, "needs about 3 GB of free disk space"),
    ],
)
def test_a_machine_that_will_not_do_is_told_so_in_one_sentence(
    clone: Clone, env: dict[str, str], words: str
) -> None:
    failed = clone.run("setup", **env)
    assert failed.returncode == 1
    assert words in failed.stderr.splitlines()[-1]
    assert not asked(clone.calls(), "pip")


def wait_for_packages(clone: Clone) -> None:
    deadline = time.monotonic() + 10
    while not (clone.calls_file.exists() and " -r " in clone.calls_file.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
