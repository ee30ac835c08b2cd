"""A microphone to speak into and a speaker to listen to, on a PulseAudio server of our own.

Reaches nothing outside a temporary folder. Needs no sound card, no session and no privileges; works as root.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voice_assistant.vocabulary import Samples

RATE = 48_000
"""Samples per second of both virtual devices, Hz."""

PROGRAMS = ("pulseaudio", "pactl", "parec", "pacat")

PULSE = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""

SPEAKER_ONLY = """
pcm.!default { type asym playback.pcm { type pulse } }
ctl.!default { type pulse }
"""


class Recording:
    """What a source of the server gives, from now on."""

    def __init__(self, recorder: subprocess.Popen[bytes]) -> None:
        self._recorder = recorder
        self._blocks: list[Samples] = []
        self.peaks: list[tuple[float, float]] = []
        """Monotonic second of each block's arrival, and its loudest sample."""
        assert recorder.stdout
        recorder.stdout.read(4 * RATE // 10)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._recorder.stdout
        while block := self._recorder.stdout.read(4 * RATE // 200):
            samples = np.frombuffer(block[: len(block) // 4 * 4], dtype=np.float32)
            self.peaks.append((time.monotonic(), float(np.abs(samples).max(initial=0))))
            self._blocks.append(samples)

    def stop(self) -> Samples:
        """End it; all that was recorded, 48 kHz, shape (n,)."""
        self._recorder.kill()
        self._reader.join()
        self._recorder.communicate()
        return np.concatenate(self._blocks)


class VirtualDevices:
    """The server, its microphone `mic` (fed through the sink `mic_feed`) and its speaker `spk`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.chmod(0o700)
        (folder / "home").mkdir()
        self.env = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "home"),
            "ALSA_CONFIG_PATH": self._alsa("both.conf", PULSE),
        }
        self._keep_alive: list[subprocess.Popen[bytes]] = []

    def speaker_only(self) -> str:
        """An ALSA_CONFIG_PATH for a machine without a microphone."""
        return self._alsa("speaker_only.conf", SPEAKER_ONLY)

    def _alsa(self, name: str, config: str) -> str:
        (self.folder / name).write_text(config, encoding="utf-8")
        return str(self.folder / name)

    def start(self) -> None:
        """Start the server; its devices are there afterwards, and awake."""
        modules = [
            "module-native-protocol-unix",
            f"module-null-sink sink_name=mic_feed rate={RATE}",
            f"module-null-sink sink_name=spk rate={RATE}",
            "module-remap-source source_name=mic master=mic_feed.monitor",
            "module-always-sink",
        ]
        log = f"--log-target=file:{self.folder}/pulse.log"
        command = ["pulseaudio", "--daemonize=yes", "--exit-idle-time=-1", "-n", log]
        for module in modules:
            command += ["-L", module]
        self._run(*command)
        self.pactl("set-default-sink", "spk")
        self.pactl("set-default-source", "mic")
        # Without somebody who listens all the time, a new recording would begin with a 2 second buffer.
        self._keep_alive = [self._recorder(name, subprocess.DEVNULL) for name in ("mic", "spk.monitor")]
        time.sleep(2.3)

    def stop(self) -> None:
        """Kill the server, as if it had crashed."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            server = int((self.folder / "pulse" / "pid").read_text())
            os.kill(server, signal.SIGKILL)
        for recorder in self._keep_alive:
            recorder.kill()
            recorder.wait()
        self._keep_alive = []
        shutil.rmtree(self.folder / "pulse", ignore_errors=True)

    def pactl(self, *arguments: str) -> str:
        """Ask the server for something; its answer."""
        return self._run("pactl", *arguments).strip()

    def say(self, sound: Samples) -> subprocess.Popen[bytes]:
        """Play into the microphone; the program that does, which ends with the sound."""
        command = ["pacat", "--playback", "--device=mic_feed", *_format(), "--latency-msec=20"]
        player = subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, **self.env})
        assert player.stdin
        player.stdin.write(sound.astype(np.float32).tobytes())
        player.stdin.close()
        return player

    def listen(self) -> Recording:
        """Record the speaker."""
        return Recording(self._recorder("spk.monitor"))

    def _recorder(self, device: str, to: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        command = ["parec", f"--device={device}", *_format(), "--latency-msec=10"]
        return subprocess.Popen(command, stdout=to, stderr=subprocess.DEVNULL, env={**os.environ, **self.env})

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, env={**os.environ, **self.env}, capture_output=True, check=True, text=True
        )
        return done.stdout


def _format() -> list[str]:
    return [f"--rate={RATE}", "--channels=1", "--format=float32le"]


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDevices]:
    """The server, one for all tests."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    server = VirtualDevices(tmp_path_factory.mktemp("sound"))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def virtual_devices(sound_server: VirtualDevices, monkeypatch: pytest.MonkeyPatch) -> VirtualDevices:
    """Let this test, and every process that it starts, hear and speak through the virtual devices."""
    for name, value in sound_server.env.items():
        monkeypatch.setenv(name, value)
    return sound_server
