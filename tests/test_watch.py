"""When the sentinel speaks, and when it must not."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.safety import watch
from voice_assistant.safety.messages import Armed, Beat, Done, Due, Message, Spoken, Withdrawn, Words
from voice_assistant.safety.watch import LIMIT_S, Hush, TakeOver, Watch

LINES = ("First.", "Second.", "Third.")


def words(number: int, *, quiet: bool = False) -> Words:
    return Words(number, LINES, "988", quiet)


def told(*messages: Message, at: float = 0.0) -> Watch:
    state = Watch()
    for message in messages:
        state, _ = watch.tell(state, message, at)
    return state


def after(state: Watch, now: float, *, gone: bool = False) -> TakeOver | None:
    return watch.tick(state, now, gone=gone)[1]


def alive(state: Watch, now: float) -> Watch:
    return watch.tell(state, Beat(), now)[0]


ONE = words(1)
SOON, LATE = LIMIT_S - 0.01, LIMIT_S

EOF_TABLE = [
    ("nothing", [], None),
    ("a heart beat", [Beat()], None),
    ("armed", [Armed(ONE)], 0),
    ("due", [Armed(ONE), Due(1)], 0),
    ("first line sounds", [Armed(ONE), Due(1), Spoken(1, 0)], 0),
    ("second line sounds", [Armed(ONE), Due(1), Spoken(1, 0), Spoken(1, 1)], 1),
    ("a line beyond the last", [Armed(ONE), Spoken(1, 9)], 2),
    ("spoken before due was told", [Armed(ONE), Spoken(1, 1), Due(1)], 1),
    ("done", [Armed(ONE), Due(1), Spoken(1, 2), Done(1)], None),
    ("withdrawn", [Armed(ONE), Withdrawn(1)], None),
    ("withdrawn and armed again", [Armed(ONE), Withdrawn(1), Armed(ONE)], 0),
    ("done and armed again", [Armed(ONE), Done(1), Armed(ONE)], None),
    ("unknown", [Due(4), Spoken(5, 1)], None),
]


@pytest.mark.parametrize(
    ("messages", "first"), [row[1:] for row in EOF_TABLE], ids=[row[0] for row in EOF_TABLE]
)
def test_when_the_assistant_ends_it_says_what_was_not_wholly_said(
    messages: list[Message], first: int | None
) -> None:
    taken = after(told(*messages), 0.0, gone=True)
    assert taken == (None if first is None else TakeOver(ONE, first, "gone"))


@pytest.mark.parametrize(
    ("messages", "first"), [row[1:] for row in EOF_TABLE], ids=[row[0] for row in EOF_TABLE]
)
def test_when_the_assistant_hangs_it_waits_half_a_second_and_no_longer(
    messages: list[Message], first: int | None
) -> None:
    state = told(*messages)
    assert after(state, SOON) is None
    taken = after(state, LATE)
    assert (taken.first if taken else None) == first


def test_a_draft_has_no_deadline_while_the_assistant_lives() -> None:
    state = told(Armed(ONE))
    for tenth in range(1, 600):
        state = alive(state, tenth / 10)
        assert after(state, tenth / 10 + 0.09) is None


def test_what_is_due_must_be_heard_in_half_a_second() -> None:
    state = told(Armed(ONE), Due(1))
    assert after(alive(state, 0.3), SOON) is None
    assert after(alive(state, 0.4), LATE) == TakeOver(ONE, 0, "late")


def test_to_say_again_that_it_is_due_wins_no_time() -> None:
    state, _ = watch.tell(told(Armed(ONE), Due(1)), Due(1), 0.4)
    assert after(state, LATE) == TakeOver(ONE, 0, "late")


def test_a_line_that_sounds_must_be_followed_in_time() -> None:
    state = told(Armed(ONE), Due(1), Spoken(1, 0, 3.0))
    assert after(alive(state, 3.4), 3.0 + SOON) is None
    assert after(alive(state, 3.4), 3.0 + LATE) == TakeOver(ONE, 0, "stuck")
    state, _ = watch.tell(state, Spoken(1, 1, 2.0), 3.4)
    assert after(alive(state, 5.8), 3.4 + 2.0 + SOON) is None
    assert after(alive(state, 5.8), 3.4 + 2.0 + LATE) == TakeOver(ONE, 1, "stuck")


def test_a_line_of_unknown_length_or_on_hold_has_no_limit_but_the_heart_beat() -> None:
    state = told(Armed(ONE), Due(1), Spoken(1, 0, 3.0), Spoken(1, 0))
    assert after(alive(state, 100.0), 100.0) is None
    assert state.wake == LIMIT_S


def test_it_speaks_once() -> None:
    state, taken = watch.tick(told(Armed(ONE), Due(1)), 1.0)
    assert taken
    for message in (Armed(ONE), Due(1), Spoken(1, 0), Beat()):
        state, _ = watch.tell(state, message, 1.0)
    assert after(state, 9.0, gone=True) is None


def test_a_newer_draft_replaces_a_draft_but_not_what_is_due() -> None:
    assert told(Armed(ONE), Armed(words(2))).cases == (watch.Case(words(2)),)
    state = told(Armed(ONE), Due(1), Armed(words(2)))
    state, taken = watch.tick(alive(state, 0.4), LATE)
    assert taken == TakeOver(ONE, 0, "late")
    assert after(state, LATE, gone=True) == TakeOver(words(2), 0, "gone")


def test_where_a_newer_draft_is_withdrawn_what_is_due_remains() -> None:
    state = told(Armed(ONE), Due(1), Armed(words(2)), Withdrawn(2))
    assert after(alive(state, 0.4), LATE) == TakeOver(ONE, 0, "late")


@pytest.mark.parametrize("message", [Due(2), Spoken(2, 0)])
def test_newer_words_that_are_due_replace_older_ones(message: Message) -> None:
    state = told(Armed(ONE), Due(1), Armed(words(2)), message)
    assert [case.words.id for case in state.cases] == [2]
    assert after(told(Armed(ONE), Due(1), Armed(words(2)), message, Armed(ONE)), 0, gone=True) == TakeOver(
        words(2), 0, "gone"
    )


def test_words_that_were_replaced_do_not_come_back() -> None:
    state = told(Armed(ONE), Due(1), Armed(words(2)), Due(2), Withdrawn(2), Armed(ONE))
    assert after(state, 0.0, gone=True) is None


def test_with_both_it_says_the_newer_ones_once_the_assistant_is_gone() -> None:
    state, taken = watch.tick(told(Armed(ONE), Due(1), Armed(words(2))), 0.0, gone=True)
    assert taken == TakeOver(words(2), 0, "gone")
    assert after(state, 9.0, gone=True) is None


@pytest.mark.parametrize(
    ("message", "hush"),
    [
        (Spoken(2, 0), Hush(1)),
        (Done(1), Hush(1)),
        (Withdrawn(1), Hush(1)),
        (Armed(words(3)), None),
        (Due(2), None),
        (Beat(), None),
        (Spoken(1, 0), None),
    ],
)
def test_it_is_silenced_by_newer_words_that_sound_and_by_the_end_of_its_own(
    message: Message, hush: Hush | None
) -> None:
    state, _ = watch.tick(told(Armed(ONE), Due(1)), 1.0)
    state, _ = watch.tell(state, Armed(words(2)), 1.0)
    assert watch.tell(state, message, 1.0)[1] == hush


def test_it_sleeps_where_nothing_is_armed() -> None:
    assert Watch().wake == math.inf
    assert told(Beat()).wake == math.inf
    assert told(Armed(ONE), Done(1)).wake == math.inf


def test_words_without_lines_are_taken_over_all_the_same() -> None:
    empty = Words(1, (), "988")
    assert after(told(Armed(empty), Spoken(1, 3)), 9.0) == TakeOver(empty, 0, "hung")


# ---------------------------------------------------------------- whatever happens

NUMBERS = st.integers(1, 4)
STEPS = st.lists(
    st.tuples(
        st.floats(0, 0.4),
        st.one_of(
            st.builds(lambda number: Armed(words(number)), NUMBERS),
            st.builds(Due, NUMBERS),
            st.builds(Spoken, NUMBERS, st.integers(0, 4), st.sampled_from([0.0, 0.2, 2.0])),
            st.just(Beat()),
            st.builds(Done, NUMBERS),
            st.builds(Withdrawn, NUMBERS),
        ),
    ),
    max_size=40,
)


@given(STEPS)
def test_whatever_happens_no_words_are_said_twice_and_none_that_are_due_are_forgotten(
    steps: list[tuple[float, Message]],
) -> None:
    state, now, taken_ids = Watch(), 0.0, []
    for pause, message in steps:
        now += pause
        state, _ = watch.tell(state, message, now)
        assert [case.words.id for case in state.cases] == sorted({case.words.id for case in state.cases})
        assert all(case.words.id > state.settled for case in state.cases)
        assert len([case for case in state.cases if case.due]) <= 1
        assert len([case for case in state.cases if not case.due]) <= 1
        state, taken = watch.tick(state, now)
        taken_ids += [taken.words.id] if taken else []
    left = [case.words.id for case in state.cases]
    state, taken = watch.tick(state, now, gone=True)
    assert (taken.words.id if taken else None) == (left[-1] if left else None)
    taken_ids += [taken.words.id] if taken else []
    assert taken_ids == sorted(set(taken_ids))
    assert watch.tick(state, now + 99, gone=True)[1] is None


@given(STEPS, st.floats(0, 3))
def test_it_need_not_look_before_it_said_it_would(steps: list[tuple[float, Message]], wait: float) -> None:
    state, now = Watch(), 0.0
    for pause, message in steps:
        now += pause
        state, _ = watch.tick(watch.tell(state, message, now)[0], now)
    due = now + wait >= state.wake
    assert (after(state, now + wait) is not None) == due


def test_a_sign_of_life_is_any_message() -> None:
    for message in (Armed(ONE), Due(1), Spoken(1, 0), Beat(), Done(7), Withdrawn(7)):
        state, _ = watch.tell(replace(told(Armed(ONE), Due(1), Spoken(1, 0)), sign=-9.0), message, 3.0)
        assert state.sign == 3.0
