"""PortAudio streams that are opened once and run for good. Runs in the audio process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voice_assistant.audio import devices
from voice_assistant.audio.devices import Device, Kind
from voice_assistant.vocabulary import Samples

RATE = 48_000
"""What we ask for first, Hz: PortAudio calls 44100 the default of sound servers that really run at this."""

BLOCK_S = 0.01
"""Length of a block, seconds."""

IN_LATENCY_S = 0.02
"""What we ask of the microphone, seconds."""

OUT_LATENCY_S = 0.04
"""What we ask of the speaker, seconds: less runs dry on a busy machine."""

Hear = Callable[[NDArray[np.float32], float, float, bool], None]
"""Takes a block of shape (n, channels), the second of its arrival, its age in seconds, an overflow flag."""

Speak = Callable[[int, float, bool], Samples]
"""Gives so many samples that will sound at a monotonic second; told whether the speaker ran dry before."""


class Stream:
    """One microphone or one speaker."""

    def __init__(self, portaudio: Any, device: Device, kind: Kind) -> None:
        self.rate = RATE
        """Samples per second, Hz."""
        self.blocks = 0
        """How many blocks have passed."""
        self._portaudio = portaudio
        self._device = device
        self._kind = kind
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
        """Let it run.

        Raises:
            AudioError: it does not.
        """
        try:
            self._stream.start()
        except self._portaudio.PortAudioError as error:
            raise devices.refused(self._device, self._kind, str(error.args[0])) from error

    def _open(self, make: Any, rates: Iterable[int], **options: object) -> None:
        """Open it in mono, or else with as many channels as the device insists on."""
        reason = ""
        most = self._device.channels(self._kind)
        for rate in dict.fromkeys(rates):
            for channels in dict.fromkeys((1, min(2, most), most)):
                try:
                    self._stream = make(
                        device=self._device.index,
                        samplerate=rate,
                        channels=channels,
                        blocksize=round(rate * BLOCK_S),
                        dtype="float32",
                        **options,
                    )
                except self._portaudio.PortAudioError as error:
                    reason = reason or str(error.args[0])
                else:
                    self.rate = rate
                    return
        raise devices.refused(self._device, self._kind, reason)


class Microphone(Stream):
    """An input; `hear` is called with every block, in PortAudio's thread."""

    def __init__(self, portaudio: Any, device: Device) -> None:
        """Open it, at 48 kHz or else at its default rate.

        Raises:
            AudioError: it does not open.
        """
        super().__init__(portaudio, device, "microphone")
        self.hear: Hear
        rates = (RATE, device.rate)
        self._open(portaudio.InputStream, rates, latency=IN_LATENCY_S, callback=self._call)

    def _call(self, block: NDArray[np.float32], _count: int, times: Any, status: Any) -> None:
        arrived = time.monotonic()
        age = times.currentTime - times.inputBufferAdcTime - len(block) / self.rate
        # Some drivers leave the time out, and some believe that a block comes from the future.
        self.hear(block, arrived, min(max(age, 0.0), self.latency), bool(status.input_overflow))
        self.blocks += 1


class Speaker(Stream):
    """An output; `speak` is asked for every block, in PortAudio's thread."""

    def __init__(self, portaudio: Any, device: Device, rate: int = 0) -> None:
        """Open it, at 48 kHz or else at its default rate; at exactly `rate` Hz if one is given.

        Raises:
            AudioError: it does not open.
        """
        super().__init__(portaudio, device, "speaker")
        self.speak: Speak
        rates = (rate,) if rate else (RATE, device.rate)
        self._open(portaudio.OutputStream, rates, latency=OUT_LATENCY_S, callback=self._call)

    def _call(self, block: NDArray[np.float32], count: int, times: Any, status: Any) -> None:
        lead = times.outputBufferDacTime - times.currentTime
        if not 0 <= lead < 2:
            lead = self.latency
        dry = bool(status.output_underflow) and self.blocks > 0
        block[:] = self.speak(count, time.monotonic() + lead, dry)[:, np.newaxis]
        self.blocks += 1
