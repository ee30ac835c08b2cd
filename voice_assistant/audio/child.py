"""The audio process: owns PortAudio, and nothing else.

Started by `audio.line` as `python -m voice_assistant.audio.child`, with its settings as one JSON argument.
Standard input is held open by the parent and says nothing; when it ends, so do we. Reports go back over a
pipe: an empty message for each frame, and JSON for "ready", "error" and "ended".

It always leaves by `os._exit`: closing a stream of a device that is gone can hang, and the kernel closes it too.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import select
import signal
import sys
import time
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from voice_assistant.audio import devices
from voice_assistant.audio.capture import Capture, Origin
from voice_assistant.audio.playback import Playback
from voice_assistant.audio.shared import Shared
from voice_assistant.audio.streams import RATE, Microphone, Speaker
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import SAMPLE_RATE

BEAT_S = 0.1
"""How often we look whether all is well, seconds; 20 ms where we stand in for a missing device."""

STALLED_S = 0.7
"""A device whose callbacks stop for so long is gone, seconds: neither PortAudio nor ALSA will tell."""

SLOW_START_S = 4.0
"""How long the first callback may take, seconds: some sound servers fill a 2 second buffer first."""

STUCK_S = 10
"""If we ourselves are stuck in PortAudio for so long, the kernel ends us, seconds."""


def main() -> NoReturn:
    """Run until the parent goes away or a device fails."""
    parent = os.getppid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(
            number, signal.SIG_IGN
        )  # these reach the whole group; when to end is for the parent to say
    signal.setitimer(signal.ITIMER_REAL, STUCK_S)
    sys.setswitchinterval(0.0005)  # a callback must not wait 5 ms for this thread
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, -11)
    settings = json.loads(sys.argv[1])
    reports = Connection(settings["reports"], readable=False)
    os.set_blocking(settings["reports"], False)
    shared = Shared(settings["memory"])
    os.close(settings["memory"])
    _mute_the_libraries()
    try:
        portaudio = _portaudio()
        if settings.get("list"):
            listed = [dataclasses.asdict(device) for device in devices.list_devices(portaudio)]
            _report(reports, {"devices": listed})
            os._exit(0)
        sound = _Sound(portaudio, shared, reports, settings)
    except AudioError as error:
        _report(reports, {"error": str(error), "fields": error.fields})
        os._exit(1)
    sound.watch(parent)


class _Sound:
    """The open devices, or what stands in for a missing one."""

    def __init__(self, portaudio: Any, shared: Shared, reports: Connection, settings: dict[str, Any]) -> None:
        known = devices.list_devices(portaudio)
        source = devices.resolve(known, settings["microphone"], "microphone")
        sink = devices.resolve(known, settings["speaker"], "speaker")
        if source is None and sink is None:
            raise devices.nothing_at_all()
        for kind, device in (("microphone", source), ("speaker", sink)):
            if device is None and kind in settings["needs"]:
                raise AudioError(f"The {kind} is gone; plug it in again.", problem="missing", kind=kind)
        self._reports = reports
        self._microphone = Microphone(portaudio, source) if source else None
        self._speaker = Speaker(portaudio, sink, settings["out_rate"]) if sink else None
        self._streams = [stream for stream in (self._microphone, self._speaker) if stream]
        in_rate = self._microphone.rate if self._microphone else SAMPLE_RATE
        self._out_rate = self._speaker.rate if self._speaker else settings["out_rate"] or RATE
        capture = Capture(shared, in_rate, Origin(*settings["origin"]), settings["since"], self._tick)
        playback = Playback(shared, self._out_rate, capture.index_at, audible=sink is not None)
        self._capture, self._playback = capture, playback
        self._paced_since, self._paced = time.monotonic(), 0
        if self._microphone:
            self._microphone.hear = capture.block
        if self._speaker:
            self._speaker.speak = playback.block
        for stream in self._streams:
            stream.start()
        ready = {
            "microphone": source.name if source else None,
            "speaker": sink.name if sink else None,
            "in_rate": in_rate,
            "out_rate": self._out_rate,
            "in_latency": self._microphone.latency if self._microphone else 0.0,
            "out_latency": self._speaker.latency if self._speaker else 0.0,
        }
        _report(reports, {"ready": ready})

    def watch(self, parent: int) -> NoReturn:
        """Look after the devices until something ends us.

        Time is counted in beats, not in seconds: if the whole machine stood still, no device is to blame.
        """
        beat = BEAT_S if self._microphone and self._speaker else 0.02
        before = [-1] * len(self._streams)
        quiet = [0.0] * len(self._streams)
        while True:
            signal.setitimer(signal.ITIMER_REAL, STUCK_S)
            if select.select([sys.stdin], [], [], beat)[0] or os.getppid() != parent:
                os._exit(0)
            self._pace()
            for place, stream in enumerate(self._streams):
                quiet[place] = 0.0 if stream.blocks != before[place] else quiet[place] + beat
                before[place] = stream.blocks
                if not stream.active or quiet[place] > (STALLED_S if stream.blocks else SLOW_START_S):
                    _report(self._reports, {"ended": "device"})
                    os._exit(1)

    def _pace(self) -> None:
        """Stand in for a device that is not there, at the pace of the clock."""
        now = time.monotonic()
        if not self._microphone:
            self._capture.pace(now)
        if not self._speaker:
            due = int((now - self._paced_since) * self._out_rate) - self._paced
            self._playback.block(due, now)
            self._paced += due

    def _tick(self) -> None:
        # Where the pipe is full nobody needs waking; where it is broken, `watch` will notice.
        with contextlib.suppress(OSError):
            self._reports.send_bytes(b"")


def _portaudio() -> Any:
    try:
        import sounddevice
    except OSError as error:
        raise devices.no_library(error) from error
    except (
        Exception
    ) as error:  # the class of PortAudio's errors lies in the module that could not be imported
        if type(error).__name__ != "PortAudioError":
            raise
        raise devices.no_library(error) from error
    return sounddevice


def _mute_the_libraries() -> None:
    """ALSA and JACK write pages of warnings to standard error; keep it for Python alone."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.dup2(nowhere, 1)


def _report(reports: Connection, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        reports.send_bytes(json.dumps(message).encode())


if __name__ == "__main__":
    main()
