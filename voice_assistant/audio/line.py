"""The parent's end of one audio process: start it, hear from it, end it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from voice_assistant.audio.devices import Device
from voice_assistant.audio.shared import Shared, allocate
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, AudioLost, Frame

OPENING_S = 8.0
"""How long the devices may take to open, seconds: Bluetooth is slow."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What an audio process has opened."""

    microphone: str | None
    """Name of the microphone; None where there is none."""
    speaker: str | None
    """Name of the speaker; None where there is none."""
    in_rate: int
    """Samples per second of the microphone, Hz."""
    out_rate: int
    """Samples per second of the speaker, Hz."""
    in_latency: float
    """From the microphone to us, as PortAudio says, seconds."""
    out_latency: float
    """From us to the speaker, as PortAudio says, seconds."""


class Line:
    """One audio process and the memory shared with it. Used up when the process has ended."""

    def __init__(self, settings: dict[str, Any], gain: float = 1.0) -> None:
        """Start a process; it is ready when `ready` says so.

        Args:
            settings: what `audio.child` is told.
            gain: what playback is multiplied by at first.

        Raises:
            AudioError: no process can be started.
        """
        memory = allocate()
        reading, writing = os.pipe()
        self.shared = Shared(memory)
        self.shared.gain[0] = gain
        self.base: int | None = None
        """Position of the first sample written to this line; None before there is one."""
        self.ended: str | None = None
        """Why the process has ended or cannot be used, once it is so: "died", "hung" or "device"."""
        self.dropped = 0
        """Samples that we were too slow to take."""
        self._answer: dict[str, Any] = {}
        self._reports = Connection(reading, writable=False)
        # The child finds exactly the modules that we found, and nothing in the folder we happen to be in.
        path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
        command = [sys.executable, "-P", "-m", "voice_assistant.audio.child"]
        try:
            self._process = subprocess.Popen(
                [*command, json.dumps({**settings, "memory": memory, "reports": writing})],
                stdin=subprocess.PIPE,
                pass_fds=(memory, writing),
                env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                process_group=0,  # else Ctrl-C would reach it before it can say that this is none of its business
            )
        except OSError as error:
            self._reports.close()
            raise AudioError(f"The audio process cannot be started ({error}).", problem="died") from error
        finally:
            os.close(writing)
            os.close(memory)

    @property
    def pid(self) -> int:
        """Process id of the child."""
        return self._process.pid

    # ------------------------------------------------------------ what it says

    def ready(self) -> Ready:
        """Wait until the devices are open.

        Raises:
            AudioError: they do not open, for the reason it gives.
        """
        return Ready(**self._await("ready"))

    def devices(self) -> list[Device]:
        """Wait for the list that was asked for with the setting "list".

        Raises:
            AudioError: PortAudio is not there or does not answer.
        """
        return [Device(**fields) for fields in self._await("devices")]

    def wait(self, timeout: float) -> bool:
        """Wait for a sign of life and note what it says; False if there was none."""
        try:
            if not self._reports.poll(timeout):
                return False
            while self._reports.poll(0):
                message = self._reports.recv_bytes()
                if message:
                    self._answer.update(json.loads(message))
        except (EOFError, OSError):
            self.ended = self._answer.get("ended", "died")
        return True

    def _await(self, key: str) -> Any:
        until = time.monotonic() + OPENING_S
        while key not in self._answer and not self.ended and (left := until - time.monotonic()) > 0:
            self.wait(left)
        if key in self._answer:
            return self._answer[key]
        if "error" in self._answer:
            raise AudioError(self._answer["error"], **self._answer["fields"])
        if self.ended:
            raise AudioError(
                "The audio process ended while it opened the sound devices; try again.", problem="died"
            )
        raise AudioError(f"The sound devices did not open within {OPENING_S:.0f} s.", problem="hung")

    # ------------------------------------------------------------ what it hears

    def frame(self) -> Frame | AudioLost | None:
        """The next frame, or what we were too slow to take; None if there is nothing yet."""
        if not self.shared.started[0]:
            return None
        heard = self.shared.heard
        start = heard.read
        if start < heard.oldest:
            heard.skip_to(heard.written - FRAME)
            self.dropped += heard.read - start
            return AudioLost(start, heard.read, "hung")
        if heard.waiting < FRAME:
            return None
        return Frame(start, heard.take(FRAME), self.shared.far.window(start, FRAME))

    def clock(self) -> tuple[int, float] | None:
        """An index on the audio time axis and its monotonic second; None before the first sound."""
        pair = self.shared.clock.get()
        return (pair[0], pair[1] / 1e9) if pair else None

    # ------------------------------------------------------------ what it plays

    def waiting(self) -> int:
        """Samples that were written, not forgotten and not taken by the device."""
        playback = self.shared.playback
        return playback.written - max(playback.read, int(self.shared.forgotten[0]))

    def forget(self) -> int:
        """Flush; the position up to which the device has taken what was written."""
        playback = self.shared.playback
        taken = playback.read
        self.shared.forgotten[0] = playback.written
        return min(taken, playback.written)

    def moment(self, position: int, now: int, rate: int) -> float:
        """Index on the audio time axis at which a position of this line sounds."""
        stride = SAMPLE_RATE / rate
        playback = self.shared.playback
        known = (
            self.shared.runs.moment(position, stride)
            if position < playback.read or not self.waiting()
            else None
        )
        if known is not None:
            return known
        taken, index = self.shared.head.get() or (0, now)
        return index + (position - max(taken, int(self.shared.forgotten[0]))) * stride

    # ------------------------------------------------------------ its end

    def end(self, grace: float = 0.0) -> None:
        """End the process, by force if it does not go within `grace` seconds. Safe to call twice."""
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(grace)
        except subprocess.TimeoutExpired:
            self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):  # a driver can hold even a killed process
                self._process.wait(0.25)
        self.ended = self.ended or "died"
        self._reports.close()
