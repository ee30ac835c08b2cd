"""What the kernel remembers: mostly tested over whole conversations, in test_protocol."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.safety.state import PERSISTS_S, SITTING_S, SafetyState, restored
from voice_assistant.vocabulary import Tier

CRISIS = SafetyState(tier=Tier.CRISIS, at=1000.0, last=1000.0, said=(("line", 1),), latest="line", way="line")


def test_a_new_sitting_forgets_what_was_said_and_not_how_grave_it_was() -> None:
    later = CRISIS.sitting(1000.0 + SITTING_S + 1)
    assert (later.tier, later.at) == (Tier.CRISIS, 1000.0)
    assert (later.said, later.latest, later.way, later.number_given) == ((), "", "", False)
    assert CRISIS.sitting(1000.0 + SITTING_S) is CRISIS


def test_lines_that_were_not_heard_have_yet_to_be_said() -> None:
    before = SafetyState()
    left = before.unheard(CRISIS)
    assert left.tier is Tier.CRISIS
    assert left.times("line") == 0
    assert not left.number_given


def test_how_often_a_step_was_taken() -> None:
    assert CRISIS.times("line") == 1
    assert CRISIS.times("ask") == 0


def test_a_denial_is_watched_for_a_day() -> None:
    state = SafetyState(denied_at=0.0)
    assert state.watched(3600.0)
    assert not state.watched(25 * 3600.0)
    assert not SafetyState().watched(0.0)


@given(st.sampled_from([Tier.CONCERN, Tier.CRISIS]), st.floats(0, 4e9), st.floats(0, 1e7))
def test_a_restart_changes_nothing_about_when_a_tier_expires(tier: Tier, at: float, age: float) -> None:
    state = SafetyState(tier=tier, at=at)
    assert state.kept is not None
    again = restored(*state.kept)
    edge = {PERSISTS_S[Tier.CRISIS], PERSISTS_S[Tier.CONCERN]}
    if all(abs(age - limit) > 1 for limit in edge):  # the sum may round
        assert again.remembered(at + age) is state.remembered(at + age)


def test_nothing_is_restored_from_nothing() -> None:
    assert restored(Tier.NONE, 0.0) == SafetyState()
