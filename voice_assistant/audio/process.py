"""Real sound: a microphone and a speaker, owned by a child process that is watched and replaced.

PortAudio can hang for good, and a busy interpreter starves a callback. So sound has a process of its own, and
when that dies or falls silent another one takes over within a second or two, without a model being reloaded.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

from voice_assistant.audio.devices import Device
from voice_assistant.audio.line import Line, Ready
from voice_assistant.audio.status import SoundStatus
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, AudioLost, Frame, Samples

BEAT_S = 0.1
"""How long we wait for a sign of life at a time, seconds."""

HUNG_BEATS = 10
"""Beats in a row without a frame after which the child hangs: 1 second of *our* waiting, so that a machine
that stood still as a whole blames nobody."""

FIRST_FRAME_BEATS = 50
"""The same for a child that has only just opened its devices: some servers fill a 2 second buffer first."""

PAUSES_S = (0.1, 0.3, 0.5, 1.0, 2.0)
"""Pauses between attempts to start again, seconds; the last one repeats."""

GIVE_UP_S = 30.0
"""How long we try to get the sound back, seconds."""

HEALTHY_FRAMES = 100
"""A child that has delivered so many frames, 2 seconds, is well: what went wrong before is forgotten."""


class SoundProcess:
    """The `Sound` of real devices.

    `frames` belongs to one thread; `write`, `flush` and `set_gain` to one other; the rest to both.
    """

    def __init__(self, microphone: str = "", speaker: str = "") -> None:
        """Open the devices.

        Args:
            microphone: "" for the system's default, an index, or a part of a name.
            speaker: the same.

        Raises:
            AudioError: a device that was asked for is not there or does not open, or there is none at all.
        """
        self._wanted = {"microphone": microphone, "speaker": speaker}
        self._origin = (0, time.monotonic())
        self._since = 0
        self._gain = 1.0
        self._closed = False
        self._written = 0
        self._heard = 0
        self._lost_at = 0
        self._restarts = self._in_xruns = self._out_xruns = self._dropped = 0
        self._ready: Ready | None = None
        self._line, self._ready = self._open()
        self._first = self._ready

    @property
    def process(self) -> int:
        """Process id of the process that holds the devices."""
        return self._line.pid

    @property
    def out_rate(self) -> int:
        return self._first.out_rate

    @property
    def has_input(self) -> bool:
        """Whether there is a microphone; without one, `frames` yields silence at the pace of the clock."""
        return self._first.microphone is not None

    @property
    def has_output(self) -> bool:
        """Whether there is a speaker; without one, what is written is taken at the pace of the clock."""
        return self._first.speaker is not None

    # ------------------------------------------------------------ hearing

    def frames(self) -> Generator[Frame | AudioLost, None, None]:
        quiet = received = attempts = 0
        failing_since: float | None = None
        lost: str | None = None
        while not self._closed:
            line = self._line
            heard = line.frame()
            if heard is not None:
                start = heard.start if isinstance(heard, Frame) else heard.since
                if lost is not None:
                    yield AudioLost(self._since, start, lost)
                    lost = None
                quiet, received = 0, received + 1
                if received == HEALTHY_FRAMES:
                    attempts, failing_since = 0, None
                self._since = heard.start + len(heard.samples) if isinstance(heard, Frame) else heard.until
                yield heard
                continue
            if not line.wait(BEAT_S):
                quiet += 1
            if not line.ended and quiet < (HUNG_BEATS if line.shared.started[0] else FIRST_FRAME_BEATS):
                continue
            lost = lost or line.ended or "hung"
            failing_since = failing_since or time.monotonic()
            self._leave(line)
            attempts = self._start_again(attempts, failing_since)
            quiet = received = 0
        self._line.end()  # `close` may have come while another child was on its way

    def _start_again(self, attempts: int, failing_since: float) -> int:
        """Open the devices anew, however often it takes; how many attempts there have been by then.

        A device that opens and delivers nothing fails as well as one that does not open.
        """
        problem = "check that the devices are plugged in and that the sound server runs."
        while not self._closed:
            if time.monotonic() - failing_since > GIVE_UP_S:
                raise AudioError(
                    f"The sound is gone and did not come back within {GIVE_UP_S:.0f} s: {problem}",
                    problem="gone",
                )
            self._rest(PAUSES_S[min(attempts, len(PAUSES_S) - 1)])
            attempts += 1
            try:
                self._line, self._ready = self._open()
                break
            except AudioError as error:
                problem = str(error)
        return attempts

    def _open(self) -> tuple[Line, Ready]:
        settings: dict[str, Any] = {
            **self._wanted,
            "origin": self._origin,
            "since": self._since,
            "needs": [],
            "out_rate": 0,
        }
        if self._ready:
            settings["needs"] = [kind for kind in self._wanted if getattr(self._first, kind) is not None]
            settings["out_rate"] = self._first.out_rate
        line = Line(settings, self._gain)
        try:
            ready = line.ready()
        except AudioError:
            line.end()
            raise
        line.shared.gain[0] = self._gain
        return line, ready

    def _leave(self, line: Line) -> None:
        """End a child and keep what must go on: the time axis, the position that was heard, the counts."""
        line.end()
        self._restarts += 1
        self._heard, self._lost_at = self.sounded(), self._since
        self._origin = line.clock() or self._origin
        self._in_xruns += int(line.shared.in_xruns[0])
        self._out_xruns += int(line.shared.out_xruns[0])
        self._dropped += line.dropped
        line.shared.in_xruns[0] = line.shared.out_xruns[0] = line.dropped = 0

    def _rest(self, pause: float) -> None:
        until = time.monotonic() + pause
        while not self._closed and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, BEAT_S))

    def now(self) -> int:
        index, seconds = self._line.clock() or self._origin
        return round(index + (time.monotonic() - seconds) * SAMPLE_RATE)

    # ------------------------------------------------------------ speaking

    def write(self, samples: Samples) -> int:
        """Queue sound; what does not fit into 10 seconds is left out, and not counted."""
        line = self._line
        if line.base is None:
            line.base = self._written
        self._written += line.shared.playback.offer(samples)
        return self._written

    def queued(self) -> int:
        return self._line.waiting()

    def sounded(self) -> int:
        line = self._line
        part = line.shared.runs.sounded(self.now(), SAMPLE_RATE / self.out_rate)
        return self._heard if part is None or line.base is None else max(self._heard, line.base + part)

    def when(self, position: int) -> int:
        line = self._line
        base = self._written if line.base is None else line.base
        if position < base:
            return self._lost_at
        return round(line.moment(position - base, self.now(), self.out_rate))

    def flush(self) -> int:
        line = self._line
        taken = line.forget()
        return self._heard if line.base is None else max(self._heard, line.base + taken)

    def set_gain(self, gain: float) -> None:
        self._gain = gain
        self._line.shared.gain[0] = gain

    # ------------------------------------------------------------ the rest

    def status(self) -> SoundStatus:
        """What is open, and what has gone wrong so far."""
        line, ready = self._line, self._ready or self._first
        return SoundStatus(
            microphone=ready.microphone,
            speaker=ready.speaker,
            in_rate=ready.in_rate,
            out_rate=ready.out_rate,
            in_latency=ready.in_latency,
            out_latency=ready.out_latency,
            in_xruns=self._in_xruns + int(line.shared.in_xruns[0]),
            out_xruns=self._out_xruns + int(line.shared.out_xruns[0]),
            dropped_frames=(self._dropped + line.dropped) // FRAME,
            restarts=self._restarts,
        )

    def close(self) -> None:
        self._closed = True
        self._line.end(grace=0.2)


def available_devices() -> list[Device]:
    """All microphones and speakers of this machine; asks PortAudio in a process of its own.

    Raises:
        AudioError: PortAudio is not installed, or hangs.
    """
    line = Line({"list": True})
    try:
        return line.devices()
    finally:
        line.end()
