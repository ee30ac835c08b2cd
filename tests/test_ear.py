"""The ear: exact to the sample about what was said, and deaf to our own voice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.audio.acoustics import Acoustics, Echo, Noise
from voice_assistant.bench.questions import questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.hearing.ear import Ear, listen
from voice_assistant.hearing.endpointing import Patience
from voice_assistant.hearing.vad import ConfirmedVad
from voice_assistant.vocabulary import (
    FRAME,
    SAMPLE_RATE,
    AudioLost,
    BargeIn,
    EndedBy,
    EndOfTurn,
    Frame,
    Heard,
    Paused,
    Resumed,
    Samples,
    SpeechStarted,
    Utterance,
    seconds,
)

QUICK = Patience(
    min_speech=2 * FRAME,
    window=4 * FRAME,
    pause=3 * FRAME,
    end_silence=6 * FRAME,
    cap=40 * FRAME,
    barge_in=5 * FRAME,
)

PRE_ROLL = 5 * FRAME

SILENCE = np.zeros(FRAME, np.float32)

INPUT = np.random.default_rng(5).standard_normal(2000 * FRAME).astype(np.float32)
"""What is heard: any window of it is found nowhere else."""


class Told:
    """A detector that is told what to say, frame by frame."""

    def __init__(self, timeline: Iterable[bool], late: int = 0) -> None:
        self.late = late
        self.resets = 0
        self._answers = iter(timeline)

    def speech(self, samples: Samples) -> bool:
        return next(self._answers, False)

    def reset(self) -> None:
        self.resets += 1


class Keen:
    """A detector that takes all sound for speech."""

    late = 0

    def speech(self, samples: Samples) -> bool:
        return float(np.mean(samples**2)) > 1e-6

    def reset(self) -> None:
        pass


def frame(place: int, far: Samples = SILENCE) -> Frame:
    return Frame(place * FRAME, INPUT[place * FRAME : (place + 1) * FRAME], far)


def drawn(timeline: str) -> list[bool]:
    return [letter == "s" for letter in timeline]


def hear(timeline: list[bool], *, late: int = 0, pre_roll: int = PRE_ROLL) -> list[Heard]:
    """Every moment that a timeline brings, the end of the input included."""
    ear = Ear(Told(timeline, late), QUICK, pre_roll)
    return [heard for _, moments in listen(ear, map(frame, range(len(timeline)))) for heard in moments]


def utterances(moments: Iterable[Heard]) -> list[Utterance]:
    return [heard.utterance for heard in moments if isinstance(heard, Paused | EndOfTurn)]


def is_exact(utterance: Utterance) -> bool:
    end = utterance.start + len(utterance.samples)
    return np.array_equal(utterance.samples, INPUT[utterance.start : end])


# ---------------------------------------------------------------- what was said


def test_an_utterance_is_what_was_heard_with_its_pre_roll() -> None:
    *_, ended = hear(drawn("............sss......"))
    assert isinstance(ended, EndOfTurn)
    said = ended.utterance
    assert (said.start, said.speech_start, said.speech_end) == (7 * FRAME, 12 * FRAME, 15 * FRAME)
    assert said.voiced == 1.0
    assert is_exact(said)


def test_the_first_syllable_survives_although_speech_is_noticed_later() -> None:
    started, *_, ended = hear(drawn("............s..s......"))
    assert isinstance(started, SpeechStarted)
    assert isinstance(ended, EndOfTurn)
    assert started.at == 16 * FRAME
    assert ended.utterance.start == 7 * FRAME


def test_the_moments_of_an_utterance_in_their_order() -> None:
    moments = hear(drawn("..sssss...s......"))
    assert [type(heard) for heard in moments] == [SpeechStarted, BargeIn, Paused, Resumed, Paused, EndOfTurn]
    assert [heard.at // FRAME for heard in moments] == [4, 7, 10, 11, 14, 17]


def test_a_pause_and_the_end_agree_about_the_speech() -> None:
    *_, paused, ended = hear(drawn(".....ssss......"))
    assert isinstance(paused, Paused)
    assert isinstance(ended, EndOfTurn)
    at_pause, at_end = paused.utterance, ended.utterance
    assert (at_pause.start, at_pause.speech_start) == (at_end.start, at_end.speech_start)
    assert (at_pause.speech_end, at_pause.voiced) == (at_end.speech_end, at_end.voiced)
    assert len(at_end.samples) - len(at_pause.samples) == QUICK.end_silence - QUICK.pause
    assert ended.cause is EndedBy.SILENCE


def test_who_talks_on_after_the_cap_begins_a_new_utterance_without_a_hole() -> None:
    first, second = (heard.utterance for heard in hear([True] * 60) if isinstance(heard, EndOfTurn))
    assert first.start + len(first.samples) - second.start == PRE_ROLL
    assert is_exact(second)


def test_what_is_under_way_ends_with_the_input() -> None:
    *_, ended = hear(drawn("....ssss."))
    assert isinstance(ended, EndOfTurn)
    assert ended.cause is EndedBy.INPUT_ENDED
    assert ended.at == 9 * FRAME
    assert is_exact(ended.utterance)


def test_the_end_of_a_silent_input_is_nothing() -> None:
    ear = Ear(Told([]), QUICK, PRE_ROLL)
    assert ear.finish(0) == ()
    ear.hear(frame(0))
    assert ear.finish(FRAME) == ()


def test_lost_sound_drops_what_was_being_said() -> None:
    vad = Told(drawn("....sss" + "....sss......"))
    lost = AudioLost(7 * FRAME, 100 * FRAME, "died")
    source = [*map(frame, range(7)), lost, *map(frame, range(100, 113))]
    heard = list(listen(Ear(vad, QUICK, PRE_ROLL), source))
    assert heard[7] == (lost, ())
    assert vad.resets == 1
    moments = [moment for _, moments in heard for moment in moments]
    assert [type(moment) for moment in moments] == [SpeechStarted, SpeechStarted, Paused, EndOfTurn]
    for said in utterances(moments):
        assert said.start == 100 * FRAME
        assert is_exact(said)


def test_dropped_frames_are_silence_and_later_ones_keep_their_place() -> None:
    ear = Ear(Told(drawn("...ssss" + "ss......")), QUICK, PRE_ROLL)
    source = [*map(frame, range(7)), *map(frame, range(9, 17))]
    *_, ended = (moment for _, moments in listen(ear, source) for moment in moments)
    assert isinstance(ended, EndOfTurn)
    said = ended.utterance
    expected = INPUT[: 17 * FRAME].copy()
    expected[7 * FRAME : 9 * FRAME] = 0
    assert np.array_equal(said.samples, expected[said.start :])
    assert said.speech_end == 11 * FRAME


def test_a_late_detector_is_believed_about_an_earlier_moment() -> None:
    prompt = hear(drawn("......ssss......"))
    late = hear(drawn("........ssss...."), late=2 * FRAME)
    assert [heard.at - 2 * FRAME for heard in late[:1]] == [heard.at for heard in prompt[:1]]
    # It notices the end late too, but that much less of the silence is left to be waited for.
    assert [heard.at for heard in late[1:]] == [heard.at for heard in prompt[1:]]
    for one, other in zip(utterances(prompt), utterances(late), strict=True):
        assert (one.speech_start, one.speech_end) == (other.speech_start, other.speech_end)
        assert one.start == other.start


# ---------------------------------------------------------------- whatever is said

RUNS = st.lists(st.tuples(st.booleans(), st.integers(1, 30)), max_size=15)
TIMELINES = RUNS.map(lambda runs: [speech for speech, length in runs for _ in range(length)])
LATE = st.integers(0, 2).map(lambda frames: frames * FRAME)


@given(TIMELINES, LATE)
def test_every_utterance_is_exact_to_the_sample(timeline: list[bool], late: int) -> None:
    assert all(is_exact(said) for said in utterances(hear(timeline, late=late)))


@given(TIMELINES, LATE, st.integers(0, 20 * FRAME))
def test_the_pre_roll_is_never_longer_than_wanted(timeline: list[bool], late: int, pre_roll: int) -> None:
    for said in utterances(hear(timeline, late=late, pre_roll=pre_roll)):
        assert 0 <= said.speech_start - said.start < pre_roll + FRAME
        assert said.speech_start < said.speech_end <= said.start + len(said.samples)
        assert 0 < said.voiced <= 1


@given(TIMELINES, LATE)
def test_what_was_begun_is_ended(timeline: list[bool], late: int) -> None:
    kinds = [type(heard) for heard in hear(timeline, late=late)]
    assert kinds.count(SpeechStarted) == kinds.count(EndOfTurn)
    assert not kinds or kinds[-1] is EndOfTurn


@given(TIMELINES)
def test_moments_never_go_back_in_time(timeline: list[bool]) -> None:
    moments = [heard.at for heard in hear(timeline)]
    assert moments == sorted(moments)


# ---------------------------------------------------------------- while we speak

VOICE = 0.1
"""RMS of what we say."""

KNOWN_S = 3.0
"""How long we have been speaking when the user begins: the room is known by then."""


@cache
def speech(first: int, count: int, rms: float) -> Samples:
    """Some of the recorded questions in a row, equally loud, with short gaps."""
    parts = []
    for question in (questions() * 2)[first : first + count]:
        sound = sound_of(question)
        audible = np.flatnonzero(np.abs(sound) > 0.01)
        sound = sound[audible[0] : audible[-1]]
        parts += [
            sound * np.float32(rms / np.sqrt(np.mean(sound**2))),
            np.zeros(SAMPLE_RATE // 4, np.float32),
        ]
    return np.clip(np.concatenate(parts), -1, 1)


def room(far: Samples, near: Samples, near_at_s: float, acoustics: Acoustics) -> Iterator[Frame]:
    echo, noise = Echo(acoustics), Noise(acoustics)
    user = np.zeros_like(far)
    begin = round(near_at_s * SAMPLE_RATE)
    user[begin : begin + len(near)] = near[: len(far) - begin]
    for start in range(0, len(far) - FRAME + 1, FRAME):
        played = far[start : start + FRAME]
        yield Frame(start, user[start : start + FRAME] + echo.step(played) + noise.step(), played)


def barge_ins(ear: Ear, frames: Iterable[Frame]) -> list[float]:
    """The moments, in seconds, at which the user was taken to interrupt."""
    return [seconds(h.at) for _, moments in listen(ear, frames) for h in moments if isinstance(h, BargeIn)]


NOBODY = np.zeros(0, np.float32)


@pytest.mark.parametrize("gain_db", [-12, -20, -30])
@pytest.mark.parametrize(("delay_ms", "rt60_ms"), [(20, 0), (60, 200), (130, 400), (250, 0)])
def test_our_own_echo_is_no_barge_in(gain_db: float, delay_ms: float, rt60_ms: float) -> None:
    acoustics = Acoustics(delay_ms, gain_db, rt60_ms, noise_db=-60)
    frames = room(speech(0, 6, VOICE), NOBODY, 0, acoustics)
    assert barge_ins(Ear(Keen(), Patience(), 4800), frames) == []


def waits(over_echo_db: float) -> list[float]:
    """How long users, so much louder than our echo, speak over us until we notice, in several scenes."""
    found = []
    near_rms = VOICE * 10 ** ((-12 + over_echo_db) / 20)
    for first in range(0, 36, 5):
        far, near = speech(first, 4, VOICE), speech(first + 8, 2, near_rms)
        frames = room(far, near, KNOWN_S, Acoustics(60, -12, 200, noise_db=-50))
        found.append(min(barge_ins(Ear(Keen(), Patience(), 4800), frames), default=math.inf) - KNOWN_S)
    return found


def test_a_voice_ten_decibels_above_our_echo_mostly_barges_in() -> None:
    waited = waits(10)
    assert min(waited) > 0
    # Not always: a detector that is keener on their words interrupts itself on small loudspeakers.
    assert np.median(waited) < 0.6


def test_a_loud_voice_barges_in_at_once() -> None:
    assert max(waits(16)) < 0.6


def test_with_headphones_a_quiet_voice_barges_in() -> None:
    frames = room(speech(0, 4, VOICE), speech(8, 2, 0.01), KNOWN_S, Acoustics(noise_db=-70))
    assert KNOWN_S < barge_ins(Ear(Keen(), Patience(), 4800), frames)[0] < KNOWN_S + 0.6


def test_who_must_not_interrupt_is_not_heard_while_we_speak() -> None:
    ear = Ear(Keen(), Patience(), 4800, interruptible=False)
    frames = room(speech(0, 4, VOICE), speech(8, 2, 0.5), KNOWN_S, Acoustics())
    assert [moments for _, moments in listen(ear, frames) if moments] == []


def test_who_must_not_interrupt_is_heard_once_we_are_silent() -> None:
    far = np.concatenate([speech(0, 2, VOICE), np.zeros(4 * SAMPLE_RATE, np.float32)])
    begin = seconds(len(speech(0, 2, VOICE))) + 0.6
    ear = Ear(Keen(), Patience(), 4800, interruptible=False)
    said = utterances(
        h for _, moments in listen(ear, room(far, speech(8, 1, VOICE), begin, Acoustics())) for h in moments
    )
    assert said
    assert said[0].speech_start == pytest.approx(begin * SAMPLE_RATE, abs=3 * FRAME)


# ---------------------------------------------------------------- with the real detector


def test_every_recorded_question_is_one_utterance_with_true_edges() -> None:
    ear = Ear(ConfirmedVad(2), Patience(), 4800)
    late = []
    for question in questions():
        sound = np.pad(sound_of(question), SAMPLE_RATE)
        audible = np.flatnonzero(np.abs(sound) > np.abs(sound).max() / 100)
        frames = [
            Frame(start, sound[start : start + FRAME], SILENCE)
            for start in range(0, len(sound) - FRAME + 1, FRAME)
        ]
        ended = [h for _, moments in listen(ear, frames) for h in moments if isinstance(h, EndOfTurn)]
        ear.forget()
        assert len(ended) == 1
        assert ended[0].cause is EndedBy.SILENCE
        assert ended[0].utterance.start <= audible[0]
        late.append(1000 * seconds(ended[0].utterance.speech_end - int(audible[-1])))
    assert abs(np.median(late)) < 40
    assert max(np.abs(late)) < 80
