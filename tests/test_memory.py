"""Memory: the last turns, word for word, and what of them was heard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.memory import KEPT, Exchange, Memory
from voice_assistant.safety import SafetyState
from voice_assistant.vocabulary import Tier

WORRIED = SafetyState(tier=Tier.CONCERN)

words = st.text(max_size=3)


def test_a_conversation_begins_with_nothing() -> None:
    assert Memory().exchanges == ()
    assert Memory().last_reply == ""
    assert Memory().safety == SafetyState()


def test_a_turn_is_added_to_a_new_memory_and_the_old_one_stays() -> None:
    before = Memory()
    after = before.after("hello", "Hi there.", WORRIED)
    assert after.exchanges == (Exchange("hello", "Hi there."),)
    assert after.safety == WORRIED
    assert before == Memory()


def test_a_turn_in_which_nobody_said_anything_leaves_no_words_but_its_safety_state() -> None:
    after = Memory((Exchange("a", "b"),)).after("", "", WORRIED)
    assert after == Memory((Exchange("a", "b"),), WORRIED)


def test_what_was_asked_back_is_remembered_without_the_words_that_were_not_understood() -> None:
    after = Memory().after("", "Sorry?", WORRIED)
    assert (after.exchanges, after.last_reply) == ((Exchange("", "Sorry?"),), "Sorry?")


def test_the_last_reply_is_the_last_that_was_heard() -> None:
    memory = Memory().after("a", "First.", WORRIED).after("b", "", WORRIED)
    assert memory.last_reply == "First."


@given(st.lists(st.tuples(words, words), max_size=3 * KEPT))
def test_the_last_turns_with_words_are_kept_in_order(turns: list[tuple[str, str]]) -> None:
    memory = Memory()
    for user, assistant in turns:
        memory = memory.after(user, assistant, memory.safety)
    understood = [Exchange(*turn) for turn in turns if any(turn)]
    assert list(memory.exchanges) == understood[-KEPT:]
