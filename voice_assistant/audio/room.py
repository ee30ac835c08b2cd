"""A room made of files: one is heard, another takes what comes out of the speaker, on one time axis.

Sample 0 of what is heard is sample 0 of what is played, so every latency can be read off the two waves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator

import numpy as np

from voice_assistant.audio.acoustics import Acoustics, Echo, Noise
from voice_assistant.audio.files import Recorder
from voice_assistant.audio.virtual_speaker import VirtualSpeaker
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Frame, Samples, samples

TAIL_S = 4.0
"""Silence after the last sound, s: longer than the longest wait for the end of a turn."""

LONGEST_SILENCE_S = 120.0
"""Silence after which the room ends even though it was asked to stay open, s."""

PERFECT = Acoustics()
"""A room without echo and noise."""


class VirtualRoom:
    """Implements `Sound` over files, in real time or as fast as the frames are asked for."""

    def __init__(
        self,
        source: Samples | Iterable[Samples],
        *,
        realtime: bool,
        acoustics: Acoustics = PERFECT,
        sink: Recorder | Callable[[Samples], None] | None = None,
        tail_s: float = TAIL_S,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Furnish the room; time begins with the first frame.

        Args:
            source: what is heard, at 16 kHz: one array, or blocks of any length.
            realtime: deliver a frame every 20 ms; else whenever one is asked for, no time passing meanwhile.
            acoustics: how our own sound comes back.
            sink: takes all that is played, frame by frame, silence included.
            tail_s: silence delivered after the input and everything played have ended, s.
            monotonic: the clock, s.
            sleep: waits for so many seconds.
        """
        self._source = [source] if isinstance(source, np.ndarray) else source
        self._realtime = realtime
        self._sink = sink.append if isinstance(sink, Recorder) else sink
        self._recorder = sink if isinstance(sink, Recorder) else None
        self._echo, self._noise = Echo(acoustics), Noise(acoustics)
        self._speaker = VirtualSpeaker()
        self._tail = samples(tail_s)
        self._monotonic, self._sleep = monotonic, sleep
        self._began = 0.0
        self._delivered = 0
        """Index just after the last frame delivered."""
        self._running = False
        self._kept_open = False
        self._closed = False

    @property
    def out_rate(self) -> int:
        """16 000 samples per second: one position is one sample of the time axis."""
        return SAMPLE_RATE

    def frames(self) -> Generator[Frame, None, None]:
        """Yield the input with our own echo and noise, then silence until everything has been said.

        In real time frame k comes when it has passed, 20 ms * (k + 1) after the first step began. A late
        caller gets the frames it missed at once; none is dropped.

        Raises:
            AudioError: the input cannot be read any further, or the output cannot be written.
        """
        self._began, self._running = self._monotonic(), True
        try:
            for heard in self._microphone():
                start = self._delivered
                self._wait_until(start + FRAME)
                if self._closed:
                    return
                far = self._speaker.block(start)
                mixed = np.clip(heard + self._echo.step(far) + self._noise.step(), -1.0, 1.0)
                if self._sink is not None:
                    self._sink(far)
                self._delivered = start + FRAME
                yield Frame(start, mixed, far)
        finally:
            self._running = False

    def keep_open(self, wanted: bool) -> None:
        """Whether a turn still runs, so that the room must not end although all is silent."""
        self._kept_open = wanted

    def now(self) -> int:
        """This moment: in a fast room, the beginning of the next frame."""
        if not (self._realtime and self._running):
            return self._delivered
        return max(self._delivered, int((self._monotonic() - self._began) * SAMPLE_RATE))

    def write(self, samples: Samples) -> int:
        """Queue sound, 16 kHz; it sounds at once, or after what is queued. The position just after it."""
        return self._speaker.write(samples, self.now())

    def queued(self) -> int:
        """How many written samples have yet to sound."""
        return self._speaker.queued(self.now())

    def sounded(self) -> int:
        """The position up to which everything written has sounded."""
        return self._speaker.sounded(self.now())

    def when(self, position: int) -> int:
        """The moment at which a position sounds, exact to the sample of the output."""
        return self._speaker.when(position)

    def flush(self) -> int:
        """Fall silent within 3 ms; the position up to which was heard."""
        return self._speaker.flush(self.now())

    def set_gain(self, gain: float) -> None:
        """Scale all that is played, within 20 ms."""
        self._speaker.set_gain(gain, self.now())

    def close(self) -> None:
        """Finish the output. Safe at any moment, and twice."""
        self._closed = True
        if self._recorder is not None:
            self._recorder.close()

    def _microphone(self) -> Iterator[Samples]:
        """The input frame by frame, then silence for as long as the room has a reason to stay open."""
        yield from framed(self._source)
        ended = quiet_since = self._delivered
        silence = np.zeros(FRAME, np.float32)
        while True:
            last_sound = max(ended, self._speaker.end)
            quiet_since = max(quiet_since, last_sound, self._delivered if self._kept_open else 0)
            if self._delivered >= min(quiet_since + self._tail, last_sound + samples(LONGEST_SILENCE_S)):
                return
            yield silence

    def _wait_until(self, moment: int) -> None:
        if self._realtime:
            early = self._began + moment / SAMPLE_RATE - self._monotonic()
            if early > 0:
                self._sleep(early)


def framed(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """Cut sound into frames, each of shape (320,); the last one is filled up with silence."""
    rest = np.zeros(0, np.float32)
    for block in blocks:
        rest = np.concatenate((rest, block))
        whole = len(rest) - len(rest) % FRAME
        yield from rest[:whole].reshape(-1, FRAME)
        rest = rest[whole:]
    if len(rest):
        yield np.pad(rest, (0, FRAME - len(rest)))
