"""When has the speaker finished? Timelines drawn by hand, then any timeline at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.hearing.endpointing import Moment, Patience, Utterances, advance, judge
from voice_assistant.vocabulary import FRAME, EndedBy, Ending, Judged

QUICK = Patience(
    min_speech=2 * FRAME,
    window=4 * FRAME,
    pause=3 * FRAME,
    end_silence=6 * FRAME,
    cap=40 * FRAME,
    barge_in=5 * FRAME,
)

LETTERS = {"s": True, ".": False}

Step = tuple[Utterances, tuple[Moment, ...]]


def steps(timeline: Iterable[bool], patience: Patience = QUICK, start: int = 0) -> list[Step]:
    state, made = Utterances(), []
    for index, speech in enumerate(timeline):
        state, moments = advance(state, start + index * FRAME, speech, patience)
        made.append((state, moments))
    return made


def drawn(timeline: str, patience: Patience = QUICK) -> list[tuple[int, str]]:
    """Which moments a timeline such as "..ss.." brings, each with the place of its frame."""
    made = steps([LETTERS[letter] for letter in timeline], patience)
    return [(place, moment.value) for place, (_, moments) in enumerate(made) for moment in moments]


# ---------------------------------------------------------------- by hand


def test_silence_brings_nothing() -> None:
    assert drawn("." * 50) == []


def test_a_click_is_no_speech() -> None:
    assert drawn("....s........s......") == []


WARY = replace(QUICK, hint=2 * FRAME, min_speech=4 * FRAME, window=8 * FRAME)


def test_the_first_sign_of_speech_is_told_before_it_is_certain() -> None:
    assert drawn("..ssss", WARY) == [(3, "hinted"), (5, "started")]


def test_a_sign_that_came_to_nothing_is_taken_back_once_it_is_out_of_the_window() -> None:
    assert drawn("..ss..............", WARY) == [(3, "hinted"), (11, "unhinted")]


def test_two_short_sounds_within_the_window_are_speech() -> None:
    assert drawn("...s..s") == [(6, "started")]


def test_two_short_sounds_further_apart_are_not() -> None:
    assert drawn("...s...s") == []


def test_speech_pauses_and_then_ends() -> None:
    assert drawn("..sss.......") == [(3, "started"), (7, "paused"), (10, "ended")]


def test_whoever_goes_on_in_time_resumes() -> None:
    assert drawn("..ss...s......") == [
        (3, "started"),
        (6, "paused"),
        (7, "resumed"),
        (10, "paused"),
        (13, "ended"),
    ]


def test_a_gap_shorter_than_a_pause_changes_nothing() -> None:
    assert drawn("..ss..ss..ss..s") == [(3, "started"), (10, "meant")]


def test_enough_speech_is_meant_only_once() -> None:
    assert drawn("ssssssssssss") == [(1, "started"), (4, "meant")]


def test_an_endless_talker_is_capped() -> None:
    moments = drawn("s" * 45)
    assert moments[:3] == [(1, "started"), (4, "meant"), (39, "capped")]


def test_a_capped_talker_who_goes_on_starts_again() -> None:
    assert drawn("s" * 45)[3:] == [(41, "started"), (44, "meant")]


def test_speech_is_dated_from_its_first_to_its_last_frame() -> None:
    state, _ = steps(LETTERS[letter] for letter in "...s.ss..")[-1]
    assert (state.start, state.end) == (3 * FRAME, 7 * FRAME)
    assert state.voiced_share == pytest.approx(3 / 4)


def test_frames_that_were_dropped_count_as_silence() -> None:
    state, _ = steps([True, True])[-1]
    _, moments = advance(state, 20 * FRAME, False, QUICK)
    assert moments == (Moment.ENDED,)


WORDS = replace(
    QUICK, by_words=True, command=4 * FRAME, sentence=5 * FRAME, open=9 * FRAME, dangling=12 * FRAME
)


def told(ending: Ending | None, patience: Patience = WORDS, late: int = 3) -> tuple[int, EndedBy]:
    """After how many frames of silence an utterance ends, and by what; its words are known after `late` of them."""
    state, _ = steps([True, True, True], patience)[-1]
    for place in range(100):
        if place == late and ending is not None:
            state = judge(state, Judged(3 * FRAME, ending), patience)
        before = state
        state, moments = advance(state, (3 + place) * FRAME, False, patience)
        if Moment.ENDED in moments:
            return place + 1, before.cause
    raise AssertionError


@pytest.mark.parametrize(
    ("ending", "frames", "cause"),
    [
        (None, 6, EndedBy.SILENCE),
        (Ending.COMMAND, 4, EndedBy.COMMAND),
        (Ending.SENTENCE, 5, EndedBy.SENTENCE),
        (Ending.OPEN, 9, EndedBy.SILENCE),
        (Ending.DANGLING, 12, EndedBy.SILENCE),
    ],
)
def test_the_words_shorten_the_wait_or_lengthen_it(
    ending: Ending | None, frames: int, cause: EndedBy
) -> None:
    assert told(ending) == (frames, cause)


def test_words_that_are_known_late_end_it_at_once() -> None:
    assert told(Ending.COMMAND, late=5) == (6, EndedBy.COMMAND)


def test_who_does_not_want_it_is_always_waited_for_alike() -> None:
    assert told(Ending.COMMAND, replace(WORDS, by_words=False)) == (6, EndedBy.SILENCE)
    assert told(Ending.DANGLING, replace(WORDS, by_words=False)) == (6, EndedBy.SILENCE)


def test_what_was_judged_before_more_was_said_counts_for_nothing() -> None:
    state, _ = steps([True, True, True])[-1]
    assert judge(state, Judged(2 * FRAME, Ending.COMMAND), WORDS) == state
    judged = judge(state, Judged(3 * FRAME, Ending.COMMAND), WORDS)
    assert judged.ending is Ending.COMMAND
    more, _ = advance(judged, 3 * FRAME, True, QUICK)
    assert more.ending is None


def test_who_speaks_slowly_is_waited_for_longer_whatever_the_words() -> None:
    usual, slow = Patience(), Patience(end_silence=2 * Patience().end_silence).scaled()
    assert (slow.command, slow.dangling) == (2 * usual.command, 2 * usual.dangling)
    assert Patience().scaled() == usual


def test_by_default_speakers_are_waited_for_longer_at_the_end_than_at_a_pause() -> None:
    usual = Patience()
    assert usual.min_speech <= usual.window
    assert usual.pause < usual.end_silence < usual.cap
    assert usual.pause < usual.command < usual.sentence < usual.end_silence < usual.open < usual.dangling


# ---------------------------------------------------------------- any timeline

RUNS = st.lists(st.tuples(st.booleans(), st.integers(1, 40)), max_size=25)
TIMELINES = RUNS.map(lambda runs: [speech for speech, length in runs for _ in range(length)])


@st.composite
def patiences(draw: st.DrawFn) -> Patience:
    least = draw(st.integers(1, 8))
    window = least + draw(st.integers(0, 8))
    pause = draw(st.integers(1, 15))
    return Patience(
        min_speech=least * FRAME,
        window=window * FRAME,
        pause=pause * FRAME,
        end_silence=(pause + draw(st.integers(1, 25))) * FRAME,
        cap=(window + draw(st.integers(1, 200))) * FRAME,
        barge_in=draw(st.integers(1, 30)) * FRAME,
    )


@given(TIMELINES, patiences())
def test_moments_come_in_an_order_that_makes_sense(timeline: list[bool], patience: Patience) -> None:
    speaking = paused = meant = False
    for _, moments in steps(timeline, patience):
        for moment in moments:
            match moment:
                case Moment.STARTED:
                    assert not speaking
                    speaking, paused, meant = True, False, False
                case Moment.PAUSED:
                    assert speaking
                    assert not paused
                    paused = True
                case Moment.RESUMED:
                    assert speaking
                    assert paused
                    paused = False
                case Moment.MEANT:
                    assert speaking
                    assert not meant
                    meant = True
                case Moment.ENDED:
                    assert paused
                    speaking = paused = False
                case Moment.CAPPED:
                    assert speaking
                    speaking = paused = False


@given(TIMELINES, patiences())
def test_silence_ends_all_that_was_begun(timeline: list[bool], patience: Patience) -> None:
    silence = [False] * (patience.end_silence // FRAME)
    made = steps([*timeline, *silence], patience)
    moments = [moment for _, moments in made for moment in moments]
    assert moments.count(Moment.STARTED) == moments.count(Moment.ENDED) + moments.count(Moment.CAPPED)
    assert not made[-1][0].speaking


@given(TIMELINES, patiences())
def test_pause_and_end_come_exactly_after_their_silence(timeline: list[bool], patience: Patience) -> None:
    silence = 0
    for speech, (_, moments) in zip(timeline, steps(timeline, patience), strict=True):
        silence = 0 if speech else silence + FRAME
        assert (Moment.PAUSED not in moments) or silence == patience.pause
        assert (Moment.ENDED not in moments) or silence == patience.end_silence


@given(TIMELINES, patiences())
def test_less_than_the_least_speech_starts_nothing(timeline: list[bool], patience: Patience) -> None:
    window = patience.window // FRAME
    for place, (_, moments) in enumerate(steps(timeline, patience)):
        if Moment.STARTED in moments:
            assert sum(timeline[max(0, place + 1 - window) : place + 1]) * FRAME >= patience.min_speech


@given(TIMELINES, patiences())
def test_nobody_speaks_for_longer_than_the_cap(timeline: list[bool], patience: Patience) -> None:
    before = Utterances()
    for place, (state, moments) in enumerate(steps(timeline, patience)):
        assert state.end - state.start < patience.cap
        if Moment.CAPPED in moments:
            assert (place + 1) * FRAME - before.start >= patience.cap
        before = state


@given(TIMELINES, patiences())
def test_what_is_meant_holds_enough_speech(timeline: list[bool], patience: Patience) -> None:
    before = Utterances()
    for state, moments in steps(timeline, patience):
        if Moment.MEANT in moments:
            assert before.voiced < patience.barge_in <= state.voiced
        before = state


@given(TIMELINES, patiences())
def test_an_utterance_is_dated_by_the_speech_in_it(timeline: list[bool], patience: Patience) -> None:
    for place, (state, _) in enumerate(steps(timeline, patience)):
        if state.speaking:
            first, last = state.start // FRAME, state.end // FRAME - 1
            assert timeline[first]
            assert timeline[last]
            assert last <= place
            assert state.voiced == sum(timeline[first : last + 1]) * FRAME
            assert 0 < state.voiced_share <= 1


@given(TIMELINES, patiences())
def test_time_only_goes_forward(timeline: list[bool], patience: Patience) -> None:
    states = [state for state, _ in steps(timeline, patience) if state.speaking]
    for before, after in pairwise(states):
        assert before.end <= after.end
        assert before.start == after.start or before.end <= after.start


@given(TIMELINES, patiences(), st.integers(0, 10**12))
def test_the_same_timeline_later_brings_the_same_moments(
    timeline: list[bool], patience: Patience, start: int
) -> None:
    here, there = steps(timeline, patience), steps(timeline, patience, start)
    assert [moments for _, moments in here] == [moments for _, moments in there]
    assert [state.end - state.start for state, _ in here] == [state.end - state.start for state, _ in there]


@given(TIMELINES, patiences(), st.integers(0, 400))
def test_going_on_from_a_state_equals_never_having_stopped(
    timeline: list[bool], patience: Patience, cut: int
) -> None:
    whole = steps(timeline, patience)
    cut = min(cut, len(timeline))
    state = whole[cut - 1][0] if cut else Utterances()
    for index in range(cut, len(timeline)):
        state, moments = advance(state, index * FRAME, timeline[index], patience)
        assert (state, moments) == whole[index]
