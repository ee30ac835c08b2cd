"""Memory: the last turns, word for word, and what of them was heard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.context import Context
from voice_assistant.dialogue.memory import FOLDED, KEPT, WORDS_OF_ALL, Exchange, Memory
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
    assert after == Memory((Exchange("a", "b"),), safety=WORRIED)


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
    assert list(memory.exchanges) == understood[len(understood) - len(memory.exchanges) :]
    assert min(KEPT, len(understood)) <= len(memory.exchanges) <= KEPT + FOLDED


def test_what_is_no_longer_kept_leaves_a_few_of_the_users_own_words() -> None:
    memory = Memory()
    for turn in range(KEPT + FOLDED + 1):
        memory = memory.after(f"thing {turn}; and so on.", f"answer {turn}", WORRIED)
    first = memory.summary.split("; ")
    assert len(first) == FOLDED
    assert first[0] == "thing 0, and so on"
    assert "answer" not in memory.summary


def test_long_sayings_are_cut_in_the_summary() -> None:
    memory = Memory()
    for turn in range(KEPT + FOLDED + 1):
        memory = memory.after(f"thing {turn} " + "and so on " * 10, "yes", WORRIED)
    assert memory.summary.split("; ")[-1] == "thing 7 and so on and so on and so on and …"


@given(st.lists(st.text(alphabet="ab; …", max_size=90), max_size=80))
def test_the_summary_stays_short_however_long_the_conversation(said: list[str]) -> None:
    memory = Memory()
    for text in said:
        memory = memory.after(text, "yes", WORRIED)
        assert len(memory.summary.split()) <= WORDS_OF_ALL


def test_a_conversation_can_be_forgotten_and_its_safety_state_stays() -> None:
    memory = Memory(summary="a").after("b", "c", WORRIED).forgetting()
    assert memory == Memory(safety=WORRIED)


def test_what_that_means_is_kept_until_another_turn_says_otherwise() -> None:
    context = Context(at=5.0)
    memory = Memory().after("a", "b", WORRIED, context)
    assert memory.after("c", "d", WORRIED).context == context


def test_a_turn_is_remembered_with_its_moment() -> None:
    (exchange,) = Memory().after("hello", "Hi.", SafetyState(last=90.0)).exchanges
    assert exchange.at == 90.0
