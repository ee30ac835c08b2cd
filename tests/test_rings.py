"""Rings, pairs and the table of runs: in shared memory they must be right without a lock."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.audio.rings import Pair, Ring
from voice_assistant.audio.runs import Run, Runs
from voice_assistant.vocabulary import Samples


def ring(size: int = 16) -> Ring:
    return Ring(np.zeros(2, dtype=np.int64), np.zeros(size, dtype=np.float32))


def ramp(start: int, count: int) -> Samples:
    return np.arange(start, start + count, dtype=np.float32)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40))
def test_offered_samples_come_out_once_and_in_order(steps: list[tuple[int, int]]) -> None:
    queue, offered, taken = ring(), 0, 0
    for give, get in steps:
        accepted = queue.offer(ramp(offered, give))
        assert accepted <= give
        offered += accepted
        assert queue.waiting <= queue.size
        out = queue.take(get)
        assert np.array_equal(out, ramp(taken, len(out)))
        taken += len(out)
    assert queue.waiting == offered - taken


@given(st.lists(st.integers(0, 40), max_size=30))
def test_put_keeps_the_newest_and_never_blocks(lengths: list[int]) -> None:
    held, written = ring(), 0
    for length in lengths:
        held.put(ramp(written + 1, length))
        written += length
    since = max(held.oldest, 0)
    assert held.written == written
    assert np.array_equal(held.peek(since, written - since), ramp(since + 1, written - since))


def test_a_reader_that_is_too_slow_can_tell_how_much_it_lost() -> None:
    held = ring()
    held.put(ramp(0, 50))
    assert held.read < held.oldest
    assert held.oldest == 50 - 16 + 2


def test_a_window_is_zero_where_the_ring_holds_nothing() -> None:
    held = ring()
    held.begin(100)
    held.put(ramp(1, 4))
    assert held.window(98, 8).tolist() == [0, 0, 1, 2, 3, 4, 0, 0]
    assert held.window(0, 3).tolist() == [0, 0, 0]


@given(st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 12)), max_size=20))
def test_placed_samples_stand_where_they_were_placed(steps: list[tuple[int, int]]) -> None:
    held, truth = ring(32), np.zeros(2000, dtype=np.float32)
    for number, (leap, length) in enumerate(steps):
        index = max(0, held.written + leap)
        samples = np.full(length, number + 1, dtype=np.float32)
        held.place(index, samples)
        truth[index:] = 0
        truth[index : index + length] = samples
    since = max(0, held.oldest + 12 + 5)  # what was withdrawn is no longer held before it
    count = held.written - since
    assert np.array_equal(held.window(since, count), truth[since : since + count])


def test_a_pair_is_nothing_before_it_is_set_and_then_the_latest() -> None:
    pair = Pair(np.zeros(1, dtype=np.int64), np.zeros((2, 2), dtype=np.int64))
    assert pair.get() is None
    for number in range(5):
        pair.set(number, -number)
        assert pair.get() == (number, -number)


def runs(*rows: tuple[int, int, int]) -> Runs:
    table = Runs(np.zeros(1, dtype=np.int64), np.zeros((64, 3), dtype=np.int64))
    for position, index, length in rows:
        table.begin(position, index)
        table.extend(length)
    return table


def test_a_position_is_heard_at_the_moment_its_run_says() -> None:
    table = runs((0, 1000, 480), (480, 2000, 960))
    assert table.moment(240, 1 / 3) == 1080
    assert table.moment(480, 1 / 3) == 2000, "the first sample after a gap sounds after the gap"
    assert table.moment(1440, 1 / 3) == 2320
    assert runs().moment(0, 1 / 3) is None


def test_what_was_flushed_away_counts_as_the_moment_its_run_broke_off() -> None:
    table = runs((0, 1000, 300), (3000, 5000, 300))
    assert table.moment(2000, 1 / 3) == 1100


def test_sounded_stands_still_in_a_gap() -> None:
    table = runs((0, 1000, 480), (480, 2000, 960))
    assert table.sounded(1000, 1 / 3) is None
    assert table.sounded(1080, 1 / 3) == 240
    assert table.sounded(1500, 1 / 3) == 480
    assert table.sounded(2010, 1 / 3) == 510
    assert table.sounded(9999, 1 / 3) == 1440


def test_old_runs_are_forgotten_and_new_ones_are_not() -> None:
    table = runs(*((480 * number, 1000 * number, 480) for number in range(200)))
    assert table.latest()[0] == Run(480 * 199, 199_000, 480)
    assert len(table.latest()) == 63
