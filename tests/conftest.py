"""What all tests share: a home of their own, and what to skip where something is not installed."""

from __future__ import annotations

import ctypes.util
import os
import shutil
from pathlib import Path

import hypothesis
import pytest

MODELS = Path(__file__).parent.parent / "models"

STARTER_MODELS = ("starter-stt", "starter-words", "starter-chat", "starter-voice")

SOUND_SERVER = ("pulseaudio", "pactl", "parec", "pacat")
"""What a test of real devices starts, so that it needs no sound card."""

# Read by libraries when they are imported. Waiting threads that spin would starve a machine with few cores,
# and no test may ask the internet for a model.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ["HF_HUB_OFFLINE"] = "1"

# A busy machine is no bug, hence no deadline. On the build server the examples are the same every time:
# what is red there is red because of the change.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep tests away from the configuration and the data of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("VOICE_ASSISTANT_HOME", str(home))
    monkeypatch.delenv("VOICE_ASSISTANT_PASSPHRASE", raising=False)
    return home


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what cannot work here, and say what is missing: skipped is not passed."""
    for mark in item.iter_markers("needs"):
        _need_programs(*mark.args)
    if item.get_closest_marker("devices"):
        _need_programs(*SOUND_SERVER)
        if not ctypes.util.find_library("portaudio"):
            pytest.skip("the library PortAudio is not installed")
    if item.get_closest_marker("engines"):
        missing = [name for name in STARTER_MODELS if not (MODELS / name).is_dir()]
        if missing:
            pytest.skip(f"not in models/: {', '.join(missing)}")


def _need_programs(*names: str) -> None:
    missing = [name for name in names if not shutil.which(name)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
