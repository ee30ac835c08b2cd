"""The microphone's side of the audio process, block by block and without a microphone."""

from __future__ import annotations

import os

import numpy as np
import pytest

from voice_assistant.audio.capture import Capture, Origin
from voice_assistant.audio.shared import Shared, allocate
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE


class Bench:
    """A microphone whose blocks are called by hand."""

    def __init__(self, rate: int = 48_000, origin: Origin = Origin(0, 100.0), since: int = 0) -> None:  # noqa: B008
        memory = allocate()
        self.shared = Shared(memory)
        os.close(memory)
        self.ticks = 0
        self.capture = Capture(self.shared, rate, origin, since, self.tick)
        self.rate = rate
        self.at = 101.0

    def tick(self) -> None:
        self.ticks += 1

    def run(self, blocks: int, channels: int = 1, age: float = 0.005) -> None:
        for _ in range(blocks):
            self.at += 0.01
            block = np.full((self.rate // 100, channels), 0.5, dtype=np.float32)
            block[:, 1:] = 0.0
            self.capture.block(block, self.at + age, age)


def test_the_first_sample_has_the_index_of_the_moment_it_was_heard() -> None:
    bench = Bench()
    bench.run(100)
    assert bench.shared.heard.read == SAMPLE_RATE
    assert bench.capture.index_at(101.5) == pytest.approx(1.5 * SAMPLE_RATE, abs=1)
    index, nanoseconds = bench.shared.clock.get() or (0, 0)
    assert index == pytest.approx((nanoseconds / 1e9 - 100) * SAMPLE_RATE, abs=2)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_every_frame_ticks(rate: int) -> None:
    bench = Bench(rate)
    bench.run(200)
    assert bench.ticks == bench.shared.heard.written // FRAME - bench.shared.heard.read // FRAME
    assert bench.ticks >= 97


def test_channels_are_mixed_down() -> None:
    bench = Bench()
    bench.run(20, channels=2)
    assert np.allclose(bench.shared.heard.take(2000)[200:], 0.25, atol=1e-3)


def test_a_restarted_process_never_goes_back_in_time() -> None:
    bench = Bench(origin=Origin(5_000, 101.5), since=9_999)
    bench.run(10)
    assert bench.shared.heard.read == 9_999


def test_samples_that_the_driver_lost_leave_a_silence_of_their_length() -> None:
    bench = Bench()
    bench.run(100)
    bench.at += 0.5
    bench.run(100)
    assert bench.shared.in_xruns[0] == 1
    written = bench.shared.heard.written - bench.shared.heard.read
    assert written == pytest.approx(2.5 * SAMPLE_RATE, abs=300)
    assert bench.capture.index_at(bench.at) == pytest.approx((bench.at - 100) * SAMPLE_RATE, abs=20)


def test_a_missing_microphone_is_silent_at_the_pace_of_the_clock() -> None:
    bench = Bench()
    for beat in range(100):
        bench.capture.pace(101.0 + beat * 0.02)
    assert bench.ticks == 99
    assert bench.shared.heard.read == SAMPLE_RATE
    assert not bench.shared.heard.take(FRAME).any()
