"""The virtual room: what goes in, what comes out, and when."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voice_assistant.audio import Sound
from voice_assistant.audio.acoustics import Acoustics
from voice_assistant.audio.recorder import Recorder
from voice_assistant.audio.room import LONGEST_SILENCE_S, VirtualRoom, framed
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Frame, Samples, samples, seconds


class Clock:
    """A clock that only moves when somebody sleeps or works."""

    def __init__(self) -> None:
        self.time = 1234.5
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.time

    def sleep(self, duration_s: float) -> None:
        self.slept.append(duration_s)
        self.time += duration_s


def noise(length: int, seed: int = 1) -> Samples:
    return (np.random.default_rng(seed).standard_normal(length) * 0.1).astype(np.float32)


def tone(length: int) -> Samples:
    return np.full(length, 0.5, np.float32)


def heard(frames: list[Frame]) -> Samples:
    return np.concatenate([frame.samples for frame in frames])


def fast(source: Samples, **other: object) -> VirtualRoom:
    return VirtualRoom(source, realtime=False, **other)  # type: ignore[arg-type]


def test_a_room_is_a_sound_system() -> None:
    room: Sound = fast(noise(10))
    assert room.out_rate == SAMPLE_RATE


def test_the_input_is_heard_unchanged_frame_by_frame_and_then_silence() -> None:
    frames = list(fast(noise(1000), tail_s=2.0).frames())
    assert [frame.start for frame in frames] == list(range(0, len(frames) * FRAME, FRAME))
    assert all(frame.samples.shape == frame.far.shape == (FRAME,) for frame in frames)
    assert all(frame.samples.dtype == np.float32 for frame in frames)
    assert np.array_equal(heard(frames)[:1000], noise(1000))
    assert not heard(frames)[1000:].any()
    assert len(heard(frames)) == 1280 + 2 * SAMPLE_RATE


def test_by_default_more_than_two_seconds_of_silence_follow() -> None:
    assert len(heard(list(fast(noise(320)).frames()))) > 320 + 2 * SAMPLE_RATE


@pytest.mark.parametrize("lengths", [[1000], [1, 319, 320, 321, 39], [0, 1000, 0], [7] * 200, []])
def test_blocks_of_any_length_become_frames(lengths: list[int]) -> None:
    blocks = [noise(length, seed=place) for place, length in enumerate(lengths)]
    frames = list(framed(blocks))
    whole = np.concatenate([np.zeros(0), *blocks])
    assert all(frame.shape == (FRAME,) for frame in frames)
    assert len(frames) == -(-len(whole) // FRAME)
    assert np.array_equal(np.concatenate([np.zeros(0), *frames])[: len(whole)], whole)


def test_input_is_read_only_as_it_is_heard() -> None:
    asked: list[int] = []

    def endless() -> Iterator[Samples]:
        while True:
            asked.append(1)
            yield noise(SAMPLE_RATE)

    frames = VirtualRoom(endless(), realtime=False).frames()
    for _ in range(60):
        next(frames)
    assert len(asked) == 2


def test_an_answer_sounds_at_the_next_frame_and_the_output_says_when() -> None:
    out: list[Samples] = []
    room = fast(noise(8000), sink=out.append)
    for frame in room.frames():
        if frame.start == 3200:
            assert room.now() == 3520
            end = room.write(tone(500))
            assert (end, room.when(0), room.when(end), room.queued(), room.sounded()) == (
                500,
                3520,
                4020,
                500,
                0,
            )
        if frame.start == 3520:
            assert (room.queued(), room.sounded()) == (180, 320)
            assert np.all(frame.far == 0.5)
    played = np.concatenate(out)
    assert np.flatnonzero(played).tolist() == list(range(3520, 4020))
    assert room.sounded() == 500


def test_input_and_output_files_share_one_time_axis(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "out.wav")
    room = fast(noise(8000), sink=recorder)
    for frame in room.frames():
        if frame.start == 3200:
            room.write(tone(30_000))
    room.close()
    sound, rate = soundfile.read(tmp_path / "out.wav")
    assert rate == SAMPLE_RATE
    assert np.flatnonzero(sound)[[0, -1]].tolist() == [3520, 3520 + 29_999]
    assert len(sound) > 3520 + 30_000


def test_the_output_is_at_least_as_long_as_the_input(tmp_path: Path) -> None:
    room = fast(noise(8001), sink=Recorder(tmp_path / "out.wav"), tail_s=0.0)
    list(room.frames())
    room.close()
    assert soundfile.info(tmp_path / "out.wav").frames == 8320


def test_an_interrupted_room_leaves_a_valid_output(tmp_path: Path) -> None:
    room = fast(noise(8000), sink=Recorder(tmp_path / "out.wav"))
    frames = room.frames()
    for _ in range(4):
        next(frames)
    room.close()  # in somebody's `finally`
    room.close()
    assert soundfile.info(tmp_path / "out.wav").frames == 1280
    assert list(frames) == []


def test_a_closed_room_before_its_first_frame_is_over(tmp_path: Path) -> None:
    room = fast(noise(8000), sink=Recorder(tmp_path / "out.wav"))
    room.close()
    assert list(room.frames()) == []
    assert soundfile.info(tmp_path / "out.wav").frames == 0


def test_a_flush_is_silent_within_one_block() -> None:
    room = fast(noise(8000))
    for frame in room.frames():
        if frame.start == 0:
            room.write(tone(5000))
        if frame.start == 640:
            position = room.flush()
            assert position == 640 + 48
            assert room.when(position) == 960 + 48
        if frame.start == 960:
            assert frame.far[:47].all()
            assert not frame.far[47:].any()
        if frame.start > 960:
            assert not frame.far.any()


def test_a_ducked_room_plays_softly() -> None:
    room = fast(noise(8000))
    levels = []
    for frame in room.frames():
        if frame.start == 0:
            room.write(tone(5000))
        if frame.start == 640:
            room.set_gain(0.25)
        levels.append(frame.far[-1])
    assert levels[1:5] == pytest.approx([0.5, 0.5, 0.125, 0.125], abs=0.002)


def test_the_room_stays_until_everything_was_said_and_a_tail_after_it() -> None:
    room = fast(noise(320), tail_s=1.0)
    frames = []
    for frame in room.frames():
        if frame.start == 0:
            room.write(tone(48_000))
        frames.append(frame)
    assert len(heard(frames)) == 320 + 48_000 + SAMPLE_RATE


def test_a_running_turn_keeps_the_room_open() -> None:
    room = fast(noise(320), tail_s=1.0)
    room.keep_open(True)
    for frame in room.frames():
        if frame.start >= 10 * SAMPLE_RATE:
            room.keep_open(False)
    assert room.now() == pytest.approx(11 * SAMPLE_RATE, abs=2 * FRAME)


def test_a_turn_that_never_ends_does_not_hold_the_room_for_ever() -> None:
    room = fast(noise(320))
    room.keep_open(True)
    last = list(room.frames())[-1]
    assert seconds(last.start) == pytest.approx(LONGEST_SILENCE_S, abs=0.05)


def test_long_speech_is_no_silence() -> None:
    room = fast(noise(320), tail_s=1.0)
    length = samples(LONGEST_SILENCE_S + 30)
    for frame in room.frames():
        if frame.start == 0:
            room.write(tone(length))
    assert room.sounded() == length


def test_the_room_hears_what_it_plays() -> None:
    room = fast(np.zeros(8000, np.float32), acoustics=Acoustics(delay_ms=50, gain_db=-20))
    frames = []
    for frame in room.frames():
        if frame.start == 0:
            room.write(noise(3200))
        frames.append(frame)
    far = np.concatenate([frame.far for frame in frames])
    assert np.array_equal(far[320:3520], noise(3200))
    assert np.allclose(heard(frames)[320 + 800 :][:3200], noise(3200) * 0.1, atol=1e-6)


def test_a_noisy_room_is_noisy_also_after_the_input_and_never_too_loud() -> None:
    frames = list(fast(noise(3200), acoustics=Acoustics(noise_db=-6)).frames())
    rms = np.sqrt(np.mean(heard(frames)[3200:] ** 2))
    assert 20 * np.log10(rms) == pytest.approx(-6, abs=1.0)  # the loudest samples are clipped
    assert np.abs(heard(frames)).max() == 1.0


def test_the_same_room_gives_the_same_sound() -> None:
    def once() -> Samples:
        room = fast(noise(3200), acoustics=Acoustics(gain_db=-6, rt60_ms=100, noise_db=-40))
        frames = []
        for frame in room.frames():
            if frame.start == 640:
                room.write(noise(2000, seed=5))
            frames.append(frame)
        return heard(frames)

    assert np.array_equal(once(), once())


def test_a_fast_room_never_waits() -> None:
    def forbidden(*_: float) -> float:
        raise AssertionError

    room = VirtualRoom(noise(3200), realtime=False, sleep=forbidden)  # type: ignore[arg-type]
    assert list(room.frames())


def test_real_time_frames_come_when_they_have_passed_and_do_not_drift() -> None:
    clock = Clock()
    room = VirtualRoom(noise(32_000), realtime=True, monotonic=clock.monotonic, sleep=clock.sleep)
    assert room.now() == 0
    for place, frame in enumerate(room.frames()):
        assert clock.time == pytest.approx(1234.5 + 0.02 * (place + 1), abs=1e-9)
        assert room.now() == frame.start + FRAME
        clock.time += 0.0137 * (place % 2)  # work that takes a while


def test_a_late_listener_catches_up_without_losing_a_frame() -> None:
    clock = Clock()
    room = VirtualRoom(noise(3200), realtime=True, monotonic=clock.monotonic, sleep=clock.sleep)
    frames = room.frames()
    first = next(frames)
    clock.time += 0.1
    clock.slept.clear()
    late = [next(frames) for _ in range(5)]
    assert not clock.slept
    assert [frame.start for frame in [first, *late]] == [FRAME * place for place in range(6)]
    next(frames)
    assert clock.slept == [pytest.approx(0.02)]


def test_in_real_time_a_write_sounds_at_the_sample_at_which_it_was_made() -> None:
    clock = Clock()
    out: list[Samples] = []
    room = VirtualRoom(
        noise(16_000), realtime=True, sink=out.append, monotonic=clock.monotonic, sleep=clock.sleep
    )
    for frame in room.frames():
        if frame.start == 3200:
            clock.time += 0.0101
            moment = room.now()
            room.write(tone(500))
            assert moment == room.when(0) == pytest.approx(3520 + 161, abs=1)
    assert np.flatnonzero(np.concatenate(out))[0] == moment


def test_in_real_time_a_late_listener_finds_its_answer_late() -> None:
    """Nothing sounds before it was written, even if the frame was only asked for later."""
    clock = Clock()
    out: list[Samples] = []
    room = VirtualRoom(
        noise(16_000), realtime=True, sink=out.append, monotonic=clock.monotonic, sleep=clock.sleep
    )
    for frame in room.frames():
        if frame.start == 0:
            clock.time += 0.5
            room.write(tone(500))
    assert np.flatnonzero(np.concatenate(out))[0] == pytest.approx(320 + 8000, abs=1)


def test_time_stands_still_once_the_room_has_ended() -> None:
    clock = Clock()
    room = VirtualRoom(noise(320), realtime=True, tail_s=0.0, monotonic=clock.monotonic, sleep=clock.sleep)
    list(room.frames())
    clock.time += 5
    assert room.now() == 320


def test_with_a_real_clock_no_frame_is_early() -> None:
    began = time.monotonic()
    for frame in VirtualRoom(noise(1600), realtime=True, tail_s=0.0).frames():
        assert time.monotonic() - began >= seconds(frame.start + FRAME)
