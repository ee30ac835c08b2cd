"""The speaker's side of the audio process, block by block and without a speaker."""

from __future__ import annotations

import os

import numpy as np
import pytest

from voice_assistant.audio.playback import Playback
from voice_assistant.audio.shared import Shared, allocate
from voice_assistant.vocabulary import SAMPLE_RATE, Samples

RATE = 48_000
BLOCK = 480
LEAD = 0.05
"""From a block's callback to its sound, seconds."""


class Bench:
    """A speaker whose blocks are called by hand; the audio time axis is the clock's."""

    def __init__(self) -> None:
        memory = allocate()
        self.shared = Shared(memory)
        os.close(memory)
        self.shared.gain[0] = 1.0
        self.playback = Playback(self.shared, RATE, lambda seconds: seconds * SAMPLE_RATE)
        self.blocks = 0
        self.slip = 0.0

    def run(self, blocks: int, *, underflowed: bool = False) -> Samples:
        played = []
        for _ in range(blocks):
            sounds = self.blocks * 0.01 + LEAD + self.slip
            played.append(self.playback.block(BLOCK, sounds, underflowed=underflowed))
            self.blocks += 1
        return np.concatenate(played)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def noise(count: int) -> Samples:
    return np.random.default_rng(5).uniform(-0.5, 0.5, count).astype(np.float32)


def test_silence_is_played_while_there_is_nothing_to_say(bench: Bench) -> None:
    assert not bench.run(20).any()
    assert bench.shared.head.get() == (0, round((0.2 + LEAD) * SAMPLE_RATE))


def test_what_was_written_is_played_from_its_first_sample_on(bench: Bench) -> None:
    bench.run(3)
    sound = noise(1000)
    bench.shared.playback.offer(sound)
    played = bench.run(4)
    assert np.array_equal(played[:1000], sound)
    assert not played[1000:].any()


def test_a_flush_is_silent_within_one_block_and_does_not_click(bench: Bench) -> None:
    bench.shared.playback.offer(np.ones(RATE, dtype=np.float32))
    bench.run(5)
    bench.shared.forgotten[0] = RATE
    played = bench.run(3)
    assert played[0] == 1.0
    assert np.abs(np.diff(played)).max() < 0.01
    assert not played[240:].any()
    bench.shared.playback.offer(np.ones(100, dtype=np.float32))
    assert bench.run(1).sum() == 100, "what is written after a flush is played"


def test_gain_changes_by_a_ramp(bench: Bench) -> None:
    bench.shared.playback.offer(np.ones(RATE, dtype=np.float32))
    bench.run(2)
    bench.shared.gain[0] = 0.25
    played = bench.run(2)
    assert np.abs(np.diff(played)).max() < 0.01
    assert np.allclose(played[BLOCK:], 0.25)


def test_far_holds_what_sounds_at_each_index(bench: Bench) -> None:
    bench.run(10)
    times = np.arange(RATE) / RATE
    bench.shared.playback.offer((0.5 * np.sin(2 * np.pi * 300 * times)).astype(np.float32))
    bench.run(110)
    begin = round((0.1 + LEAD) * SAMPLE_RATE)
    far = bench.shared.far.window(begin - 320, SAMPLE_RATE + 640)
    truth = 0.5 * np.sin(2 * np.pi * 300 * np.arange(SAMPLE_RATE) / SAMPLE_RATE)
    assert not far[:320].any()
    assert np.abs(far[320:-320] - truth)[100:-100].max() < 5e-3
    assert not far[-300:].any()


def test_a_run_tells_when_every_position_sounds(bench: Bench) -> None:
    bench.run(10)
    bench.shared.playback.offer(noise(4800))
    bench.run(20)
    bench.shared.playback.offer(noise(4800))
    bench.run(20)
    stride = SAMPLE_RATE / RATE
    assert bench.shared.runs.moment(0, stride) == pytest.approx((0.1 + LEAD) * SAMPLE_RATE, abs=1)
    assert bench.shared.runs.moment(4800, stride) == pytest.approx((0.3 + LEAD) * SAMPLE_RATE, abs=1)
    assert bench.shared.runs.moment(9600, stride) == pytest.approx((0.4 + LEAD) * SAMPLE_RATE, abs=1)


def test_an_underflow_begins_a_new_run_with_a_new_map(bench: Bench) -> None:
    bench.shared.playback.offer(noise(RATE))
    bench.run(20)
    bench.slip = 0.3
    bench.run(1, underflowed=True)
    bench.run(5)
    newest, older = bench.shared.runs.latest()[:2]
    assert newest.position == older.end == 20 * BLOCK
    assert newest.index == pytest.approx((0.2 + LEAD + 0.3) * SAMPLE_RATE, abs=1)
    assert bench.shared.out_xruns[0] == 1


def test_the_map_stands_still_while_reports_tremble(bench: Bench) -> None:
    bench.shared.playback.offer(noise(10 * RATE))
    dice = np.random.default_rng(1)
    for _ in range(900):
        bench.slip = float(dice.choice([0.0, 0.004, 0.012]))
        bench.run(1)
    assert len(bench.shared.runs.latest()) <= 2


@pytest.mark.parametrize(("moved_s", "followed"), [(0.001, False), (0.004, True)])
def test_a_new_run_follows_the_map_only_if_it_has_really_moved(
    bench: Bench, moved_s: float, followed: bool
) -> None:
    bench.shared.playback.offer(noise(4800))
    bench.run(20)
    bench.slip = -moved_s
    bench.run(1)
    bench.shared.playback.offer(noise(4800))
    bench.run(20)
    newest = bench.shared.runs.latest()[0]
    expected = 0.21 + LEAD - (moved_s if followed else 0.0)
    assert newest.index == pytest.approx(expected * SAMPLE_RATE, abs=1)
