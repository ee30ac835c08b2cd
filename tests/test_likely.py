"""The classifier that says which skill a sentence is probably about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.skills.grammar import load
from voice_assistant.skills.likely import NONE, features, likely, weights


def test_it_knows_no_skill_that_is_not_there() -> None:
    assert len(weights().classes) > 60
    assert set(weights().classes) - {NONE} <= set(load())


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("got the time on you by any chance", "tell_time"),
        ("lower your voice would you", "quieter"),
        ("tell me all the things you know about me", "tell_facts"),
        ("what a lovely day it was at the seaside", NONE),
        ("my sister never phones", NONE),
    ],
)
def test_a_sentence_is_about_what_people_mean_by_it(said: str, skill: str) -> None:
    assert likely(said).skill == skill


def test_values_count_by_their_kind() -> None:
    assert features("what time is it in tokyo") == features("what time is it in new york")
    assert features("ten minutes") == features("twenty five minutes")
    assert features("please set a timer", "Robin") == features("robin could you set a timer", "Robin")


@given(st.text(max_size=200))
def test_it_is_a_probability_whatever_is_said(said: str) -> None:
    found = likely(said)
    assert 0 < found.probability <= 1
    assert found.skill in weights().classes
