"""From speech chunks to what was really heard."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from voice_assistant.audio import Sound
from voice_assistant.audio.room import VirtualRoom
from voice_assistant.audio.speaker import Speaker
from voice_assistant.vocabulary import (
    FRAME,
    SAMPLE_RATE,
    AudioLost,
    Frame,
    Played,
    Samples,
    Sentence,
    SpeechChunk,
)


class FakeSound:
    """A sound system that plays when told to, counts everything, and remembers what was written."""

    def __init__(self, out_rate: int = SAMPLE_RATE) -> None:
        self.out_rate = out_rate
        self.time = 0
        self.out: list[float] = []
        """What sounded, at out_rate, one sample for each moment."""
        self.moments: dict[int, int] = {}
        self.waiting: list[tuple[int, float]] = []
        self.written = self.heard = 0
        self.log: list[Samples] = []
        """What was written."""
        self.deaf = False
        self.most = 0

    def frames(self) -> Generator[Frame | AudioLost, None, None]:
        raise NotImplementedError

    def play(self, frames: int = 1) -> None:
        for _ in range(frames):
            for _ in range(0 if self.deaf else FRAME * self.out_rate // SAMPLE_RATE):
                if self.waiting:
                    position, sample = self.waiting.pop(0)
                    self.moments[position] = len(self.out)
                    self.heard = position + 1
                    self.out.append(sample)
                else:
                    self.out.append(0.0)
            self.time += FRAME

    def now(self) -> int:
        return self.time

    def write(self, samples: Samples) -> int:
        self.log.append(samples.copy())
        self.waiting += [(self.written + place, float(sample)) for place, sample in enumerate(samples)]
        self.written += len(samples)
        self.most = max(self.most, len(self.waiting))
        return self.written

    def queued(self) -> int:
        return len(self.waiting)

    def sounded(self) -> int:
        return self.heard

    def when(self, position: int) -> int:
        moment = self.moments.get(position, len(self.out) + max(0, position - self.heard))
        return moment * SAMPLE_RATE // self.out_rate

    def flush(self) -> int:
        self.waiting.clear()
        return self.heard

    def set_gain(self, gain: float) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def chunk(length: int, rate: int = SAMPLE_RATE, level: float = 0.5) -> SpeechChunk:
    return SpeechChunk(Sentence(f"{length} samples"), np.full(length, level, np.float32), rate)


def run(speaker: Speaker, sound: FakeSound, frames: int) -> list[tuple[int, Played]]:
    reports = speaker.advance()
    for _ in range(frames):
        sound.play()
        reports += speaker.advance()
    return reports


def test_a_fake_is_a_sound_system() -> None:
    sound: Sound = FakeSound()
    assert sound.now() == 0


def test_a_chunk_sounds_at_once_and_is_reported_as_it_is_heard() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(800), tag=7)
    assert speaker.busy
    assert sound.queued() == 800
    reports = run(speaker, sound, 3)
    assert [tag for tag, _ in reports] == [7, 7, 7]
    assert [(played.start, played.end) for _, played in reports] == [(0, 320), (320, 640), (640, 800)]
    assert [played.share for _, played in reports] == [0.4, 0.8, 1.0]
    assert not speaker.busy


def test_chunks_follow_each_other_without_a_gap_and_with_soft_edges() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    for tag in range(3):
        speaker.hand_over(chunk(1000), tag)
    reports = run(speaker, sound, 12)
    played = np.array(sound.out)
    assert np.all(played[:3000] > 0)
    assert not played[3000:].any()
    assert np.abs(np.diff(played)).max() < 0.5 / 30
    ends = {tag: played.end for tag, played in reports}
    assert ends == {0: 1000, 1: 2000, 2: 3000}
    assert {tag for tag, played in reports if played.share == 1.0} == {0, 1, 2}


def test_no_more_than_300_ms_wait_in_the_sound_system() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(20_000))
    run(speaker, sound, 40)
    assert sound.most == 4800


def test_more_is_wanted_in_time_to_go_on_without_a_gap() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    assert speaker.wants_more()
    speaker.hand_over(chunk(10_000))
    assert not speaker.wants_more()
    run(speaker, sound, 16)  # 4880 samples are left
    assert not speaker.wants_more()
    run(speaker, sound, 1)
    assert speaker.wants_more()


@pytest.mark.parametrize("rate", [8000, 22_050, 48_000])
@pytest.mark.parametrize("out_rate", [16_000, 48_000])
def test_a_voice_of_any_rate_keeps_its_length_and_pitch(rate: int, out_rate: int) -> None:
    sound = FakeSound(out_rate)
    speaker = Speaker(sound)
    wave = 0.5 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate).astype(np.float32)
    speaker.hand_over(SpeechChunk(Sentence("la"), wave, rate))
    reports = run(speaker, sound, 60)
    spectrum = np.abs(np.fft.rfft(sound.out[:out_rate]))
    assert np.argmax(spectrum) == 440
    assert reports[-1][1].end == pytest.approx(SAMPLE_RATE, abs=2)
    assert reports[-1][1].share == 1.0


def test_the_chunk_itself_is_left_alone() -> None:
    mine = chunk(800)
    Speaker(FakeSound()).hand_over(mine)
    assert np.all(mine.samples == 0.5)


@pytest.mark.parametrize("length", [1, 2, 31, 33])
def test_tiny_chunks_are_heard_too(length: int) -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(length))
    assert run(speaker, sound, 1)[-1][1].share == 1.0
    assert np.count_nonzero(sound.out) == length


def test_a_chunk_without_samples_counts_as_heard_in_its_turn() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(320), tag=0)
    speaker.hand_over(chunk(0, rate=22_050), tag=1)
    assert speaker.advance() == []
    sound.play()
    assert [(tag, played.share) for tag, played in speaker.advance()] == [(0, 1.0), (1, 1.0)]


def test_what_is_no_number_is_silence() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(SpeechChunk(Sentence("?"), np.array([np.nan, np.inf, 0.5] * 100, np.float32), 22_050))
    run(speaker, sound, 2)
    assert np.isfinite(sound.out).all()


def test_silence_is_immediate_and_reports_the_part_that_was_heard() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(3200), tag=1)
    speaker.hand_over(chunk(3200), tag=2)
    run(speaker, sound, 4)
    sound.play(1)
    ((tag, played),) = speaker.silence()
    assert (tag, played.start, played.end, played.share) == (1, 1280, 1600, 0.5)
    assert not speaker.busy
    assert run(speaker, sound, 20) == []
    assert not any(sound.out[1600:])


def test_after_silence_a_new_chunk_sounds() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(32_000))
    run(speaker, sound, 2)
    speaker.silence()
    speaker.hand_over(chunk(640, level=-0.5), tag=5)
    reports = run(speaker, sound, 2)
    assert [(tag, played.start, played.end) for tag, played in reports] == [(5, 640, 960), (5, 960, 1280)]
    assert max(sound.out[640:]) <= 0


def test_a_pause_keeps_the_rest() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(1600), tag=3)
    before = run(speaker, sound, 2)
    speaker.pause()
    assert run(speaker, sound, 10) == []
    assert speaker.busy
    speaker.resume()
    after = run(speaker, sound, 3)
    assert before[-1][1].share == 0.4
    assert [played.share for _, played in after] == [0.6, 0.8, 1.0]
    assert after[0][1].start == 12 * FRAME
    assert np.count_nonzero(sound.out) == 1600
    assert not any(sound.out[640 : 12 * FRAME])
    assert not speaker.busy


def test_a_pause_reports_what_was_heard_before_it() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(640))
    sound.play()
    speaker.pause()
    assert [played.share for _, played in speaker.advance()] == [0.5]


def test_what_is_handed_over_in_a_pause_waits() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.pause()
    speaker.hand_over(chunk(640))
    run(speaker, sound, 2)
    assert not any(sound.out)
    speaker.resume()
    assert sound.queued() == 640


def test_silence_ends_a_pause() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(640))
    speaker.pause()
    speaker.silence()
    speaker.hand_over(chunk(320, level=-0.5))
    run(speaker, sound, 2)
    assert np.count_nonzero(sound.out) == 320


def test_a_sound_system_that_counts_anew_ends_what_it_lost_and_plays_the_rest() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(4800), tag=1)
    speaker.hand_over(chunk(640, level=-0.5), tag=2)
    run(speaker, sound, 5)  # all of the second chunk is on its way
    speaker.hand_over(chunk(6400), tag=3)
    speaker.hand_over(chunk(320), tag=4)
    sound.waiting.clear()
    sound.written = sound.heard = 0
    shares = {tag: played.share for tag, played in run(speaker, sound, 40)}
    assert shares == {4: 1.0}
    assert not speaker.busy


def test_a_sound_system_that_hangs_does_not_hang_the_speaker() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(3200))
    run(speaker, sound, 3)
    sound.deaf = True
    run(speaker, sound, 49)
    assert speaker.busy
    run(speaker, sound, 3)
    assert not speaker.busy
    assert sound.queued() == 0


def test_a_long_silence_before_a_chunk_is_no_hang() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    run(speaker, sound, 200)
    speaker.hand_over(chunk(320))
    assert speaker.advance() == []
    assert speaker.busy
    assert run(speaker, sound, 1)[-1][1].share == 1.0


def test_what_was_heard_while_nobody_looked_is_not_lost() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(320), tag=1)
    sound.play(10)
    speaker.hand_over(chunk(320), tag=2)
    sound.play(100)
    assert [tag for tag, played in speaker.advance() if played.share == 1.0] == [1, 2]


def test_after_audio_was_lost_the_lost_part_is_not_called_heard() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(3200), tag=1)
    run(speaker, sound, 2)
    sound.waiting.clear()
    speaker.lost()
    speaker.hand_over(chunk(320), tag=2)
    assert [(tag, played.share) for tag, played in run(speaker, sound, 3)] == [(2, 1.0)]
    assert not speaker.busy


def test_another_writer_in_between_is_not_reported() -> None:
    sound = FakeSound()
    speaker = Speaker(sound)
    speaker.hand_over(chunk(8000), tag=1)
    sound.write(np.full(1000, -0.5, np.float32))  # an earcon
    reports = run(speaker, sound, 40)
    assert sum(played.end - played.start for _, played in reports) >= 8000
    assert reports[-1][1].share == 1.0
    assert reports[-1][1].end == 9000


def test_in_a_virtual_room_the_reports_are_exact() -> None:
    out: list[Samples] = []
    room = VirtualRoom(np.zeros(16_000, np.float32), realtime=False, sink=out.append)
    speaker, reports = Speaker(room), []
    for frame in room.frames():
        if frame.start == 3200:
            speaker.hand_over(chunk(4000), tag=0)
            speaker.hand_over(chunk(10_000), tag=1)
        if frame.start == 9600:
            reports += speaker.silence()
        reports += speaker.advance()
    sounding = np.flatnonzero(np.concatenate(out))
    assert [reports[0][1].start, reports[-1][1].end - 2] == sounding[
        [0, -1]
    ].tolist()  # a fade ends in a zero
    assert sounding[0] == 3520
    assert reports[-1][1].share == pytest.approx((9920 + 48 - 3520 - 4000) / 10_000)


class AnyOrderOfEvents(RuleBasedStateMachine):
    """Whatever happens in whatever order, the speaker tells the truth and plays nothing stale."""

    def __init__(self) -> None:
        super().__init__()
        self.sound = FakeSound()
        self.speaker = Speaker(self.sound)
        self.shares: dict[int, list[float]] = {}
        self.spoken: set[int] = set()  # tags that nothing has silenced
        self.sign = 1  # of the samples: tells which side of the last silence they are from

    def note(self, reports: list[tuple[int, Played]]) -> None:
        for tag, played in reports:
            assert played.start <= played.end <= self.sound.now()
            assert max(self.shares[tag], default=0) < played.share <= 1
            self.shares[tag].append(played.share)

    @rule(length=st.integers(0, 7000))
    def hand_over(self, length: int) -> None:
        tag = len(self.shares)
        self.shares[tag] = []
        self.spoken.add(tag)
        self.speaker.hand_over(chunk(length, level=0.5 * self.sign), tag)

    @rule(frames=st.integers(1, 12))
    def play(self, frames: int) -> None:
        self.sound.play(frames)

    @rule()
    def advance(self) -> None:
        self.note(self.speaker.advance())

    @rule()
    def silence(self) -> None:
        self.note(self.speaker.silence())
        assert not self.speaker.busy
        assert not self.sound.waiting
        self.spoken.clear()
        self.sound.log.clear()
        self.sign = -self.sign

    @rule()
    def pause(self) -> None:
        self.speaker.pause()
        assert not self.sound.waiting

    @rule()
    def resume(self) -> None:
        self.speaker.resume()

    @invariant()
    def nothing_from_before_a_silence_is_written_after_it(self) -> None:
        assert all((samples * self.sign >= 0).all() for samples in self.sound.log)

    @invariant()
    def no_more_than_300_ms_wait(self) -> None:
        assert self.sound.most <= 4800

    def teardown(self) -> None:
        self.speaker.resume()
        for _ in range(40 * 7000 // FRAME):
            if self.speaker.busy:
                self.sound.play()
                self.note(self.speaker.advance())
        assert not self.speaker.busy
        assert all(self.shares[tag][-1] == 1.0 for tag in self.spoken)


TestAnyOrderOfEvents = AnyOrderOfEvents.TestCase
TestAnyOrderOfEvents.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_after_a_pause_it_goes_on_from_between_two_words() -> None:
    """What is said again was reported as heard before: a share never shrinks for whoever keeps the largest."""
    sound = FakeSound()
    speaker = Speaker(sound)
    words = np.full(16_000, 0.5, np.float32)
    words[7_000:7_400] = 0.0
    speaker.hand_over(SpeechChunk(Sentence("Two words."), words, SAMPLE_RATE))
    run(speaker, sound, 30)
    speaker.pause()
    heard = len(np.trim_zeros(sound.out, "b"))
    assert heard >= 30 * FRAME
    run(speaker, sound, 10)
    speaker.resume()
    again = run(speaker, sound, 60)
    said_again = np.trim_zeros(sound.out[heard:])
    assert len(words) - 7_400 <= len(said_again) <= len(words) - 7_000
    assert again[-1][1].share == 1.0
    assert not speaker.busy
