"""PortAudio streams that are opened once and run for good. Runs in the audio process."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voice_assistant.audio import devices
from voice_assistant.audio.devices import Device, Kind
from voice_assistant.vocabulary import Samples

RATE = 48_000
"""What we ask for first, Hz: PortAudio calls 44100 the default of a sound server that really runs at this."""

BLOCK_S = 0.01
"""Length of a block, seconds."""

IN_LATENCY_S = 0.02
"""What we ask of the microphone, seconds."""

OUT_LATENCY_S = 0.04
"""What we ask of the speaker, seconds: less runs dry on a busy machine."""

Hear = Callable[[NDArray[np.float32], float, float, bool], None]
"""Takes a block of shape (n, channels), the second of its arrival, its age in seconds, and an overflow flag."""

Speak = Callable[[int, float, bool], Samples]
"""Gives so many samples that will sound at a monotonic second; told whether the speaker ran dry before."""


class Stream:
    """One microphone or one speaker, running."""

    def __init__(self, device: Device, rate: int) -> None:
        self.device = device
        self.rate = rate
        """Samples per second, Hz."""
        self.blocks = 0
        """How many blocks have passed."""
        self._stream: Any = None

    @property
    def latency(self) -> float:
        """What PortAudio says that it takes, seconds."""
        return float(self._stream.latency)

    @property
    def active(self) -> bool:
        """Whether PortAudio believes that it runs; an unplugged device may."""
        return bool(self._stream.active)

    def start(self) -> None:
        """Let it run."""
        self._stream.start()


class Microphone(Stream):
    """A running input; `hear` is called with every block, in PortAudio's thread."""

    def __init__(self, portaudio: Any, device: Device, rate: int | None = None) -> None:
        """Open it.

        Raises:
            AudioError: it does not open.
        """
        super().__init__(device, rate or RATE)
        self.hear: Hear
        self.rate, self._stream = _open(
            portaudio,
            portaudio.InputStream,
            device,
            "microphone",
            rate,
            latency=IN_LATENCY_S,
            callback=self._call,
        )

    def _call(self, block: NDArray[np.float32], _count: int, times: Any, status: Any) -> None:
        arrived = time.monotonic()
        age = times.currentTime - times.inputBufferAdcTime - len(block) / self.rate
        # Some drivers leave the time out, and some believe that a block comes from the future.
        self.hear(block, arrived, min(max(age, 0.0), self.latency), bool(status.input_overflow))
        self.blocks += 1


class Speaker(Stream):
    """A running output; `speak` is asked for every block, in PortAudio's thread."""

    def __init__(self, portaudio: Any, device: Device, rate: int | None = None) -> None:
        """Open it, at exactly `rate` Hz if one is given.

        Raises:
            AudioError: it does not open.
        """
        super().__init__(device, rate or RATE)
        self.speak: Speak
        self.rate, self._stream = _open(
            portaudio,
            portaudio.OutputStream,
            device,
            "speaker",
            rate,
            latency=OUT_LATENCY_S,
            callback=self._call,
        )

    def _call(self, block: NDArray[np.float32], count: int, times: Any, status: Any) -> None:
        lead = times.outputBufferDacTime - times.currentTime
        if not 0 <= lead < 2:
            lead = self.latency
        dry = bool(status.output_underflow) and self.blocks > 0
        block[:] = self.speak(count, time.monotonic() + lead, dry)[:, np.newaxis]
        self.blocks += 1


def _open(
    portaudio: Any, make: Any, device: Device, kind: Kind, rate: int | None, **options: object
) -> tuple[int, Any]:
    """Open a stream at 48 kHz in mono, or else at whatever the device likes; its rate and itself."""
    rates = [rate] if rate else [RATE, device.rate]
    reason = ""
    for hertz in dict.fromkeys(rates):
        for channels in dict.fromkeys((1, min(2, device.channels(kind)), device.channels(kind))):
            try:
                stream = make(
                    device=device.index,
                    samplerate=hertz,
                    channels=channels,
                    blocksize=round(hertz * BLOCK_S),
                    dtype="float32",
                    **options,
                )
            except portaudio.PortAudioError as error:
                reason = reason or str(error.args[0])
            else:
                return hertz, stream
    raise devices.refused(device, kind, reason)
