"""The prompt: what never changes first, what was said last, and never more than there is room for."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.memory import FOLDED, Exchange, Memory
from voice_assistant.dialogue.prompt import BLOCK, FRAMING, Persona, messages
from voice_assistant.everyday import Fact
from voice_assistant.vocabulary import Message

NOW = datetime(2026, 3, 9, 7, 5)  # noqa: DTZ001  a local time like any other

words = st.text(alphabet="ab ", max_size=60)
memories = st.lists(st.builds(Exchange, words, words), max_size=12).map(lambda made: Memory(tuple(made)))


def tokens(text: str) -> int:
    return len(text.split())


def size(chat: list[Message]) -> int:
    return sum(tokens(message.content) + FRAMING for message in chat)


def prompt(memory: Memory, said: str, room: int = 10_000, persona: Persona = Persona()) -> list[Message]:  # noqa: B008
    return messages(persona, memory, said, NOW, tokens, room)


def talk(turns: int) -> Memory:
    return Memory(tuple(Exchange(f"question {turn}", f"answer {turn}") for turn in range(turns)))


def test_instructions_come_first_then_the_conversation_then_what_was_said() -> None:
    chat = prompt(talk(2), "and now")
    assert [message.role for message in chat] == ["system", *["user", "assistant"] * 2, "user"]
    assert [message.content for message in chat[1:]] == [
        "question 0",
        "answer 0",
        "question 1",
        "answer 1",
        "and now",
    ]


def test_the_instructions_say_who_it_is_and_when_it_is() -> None:
    persona = Persona("Wren", "Ana", "You are {name}.")
    assert prompt(Memory(), "hello", persona=persona)[0].content.splitlines() == [
        "You are Wren.",
        "User: Ana",
        "Date: Monday, 9 March 2026",
        "Time: 07:00",
        "Tools: none",
    ]


def test_braces_in_instructions_of_the_users_own_stay() -> None:
    assert "{x} {} {names}" in prompt(Memory(), "hello", persona=Persona(prompt="{x} {} {names}"))[0].content


def test_what_never_changes_comes_before_what_does() -> None:
    """So that a model keeps its evaluation."""
    morning, evening = (
        messages(Persona(), Memory(), "hello", now, tokens, 10_000)[0].content
        for now in (NOW, datetime(2027, 1, 1, 20, 0))  # noqa: DTZ001
    )
    same = next(place for place, (a, b) in enumerate(zip(morning, evening, strict=False)) if a != b)
    assert "Robin" in morning[:same]
    assert len(morning) - same < 60


def test_a_reply_that_nobody_heard_keeps_the_order_of_speakers() -> None:
    chat = prompt(Memory((Exchange("a", ""),)), "b")
    assert [message.content for message in chat[1:]] == ["a", "…", "b"]


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_the_oldest_exchanges_leave_a_block_at_a_time(left_out: int) -> None:
    """So that the next prompt begins with this one, and a model has most of it evaluated already."""
    whole = prompt(talk(10), "now")[1:-1]
    kept = whole[2 * BLOCK * left_out :]
    enough = size([prompt(Memory(), "now")[0], *kept, Message("user", "now")])
    assert prompt(talk(10), "now", enough)[1:-1] == kept
    if left_out < 2:
        assert prompt(talk(10), "now", enough - 1)[1:-1] == kept[2 * BLOCK :]


def test_a_long_conversation_mostly_begins_as_it_did_a_turn_before() -> None:
    memory, room = Memory(), 400
    same = list[bool]()
    before: list[Message] = []
    for turn in range(60):
        chat = prompt(memory, f"question {turn}", room)
        same.append(chat[: len(before) - 1] == before[:-1])
        before = chat
        memory = memory.after(f"question {turn}", f"answer {turn}", memory.safety)
    assert same.count(False) <= 1 + 60 / BLOCK + 60 / FOLDED


@given(memories, words, st.integers(0, 600))
def test_the_prompt_fits_where_instructions_and_question_do(memory: Memory, said: str, room: int) -> None:
    least, chat = size(prompt(Memory(), said)), prompt(memory, said, room)
    assert size(chat) <= max(room, least)
    assert chat[0] == prompt(Memory(), said)[0]
    assert chat[-1] == Message("user", said)
    whole = prompt(memory, said)
    kept = len(chat) - 2
    assert chat[1:-1] == whole[1:-1][len(whole) - 2 - kept :], (
        "the newest, in order, with none left out between"
    )
    if kept < len(whole) - 2:
        oldest_kept = len(whole) - 1 - kept
        block = whole[max(1, oldest_kept - 2 * BLOCK) : oldest_kept]
        assert size(chat) + size(block) > room, "no more is left out than must be"


def test_what_is_remembered_about_a_question_is_shown_with_it_and_nothing_else_is() -> None:
    facts = [Fact("my sister's name is Ana", NOW), Fact("the bins are emptied on tuesdays", NOW)]
    chat = messages(Persona(), Memory(), "what does my sister like", NOW, tokens, 10_000, facts)
    assert chat[-1].content == "what does my sister like\n(You remember: my sister's name is Ana.)"
    assert messages(Persona(), Memory(), "hello", NOW, tokens, 10_000, facts)[-1].content == "hello"


def test_facts_are_left_out_where_there_is_no_room_for_them() -> None:
    said = "what does my sister like"
    facts = [Fact("my sister's name is Ana", NOW)]
    room = size(prompt(Memory(), said))
    assert messages(Persona(), Memory(), said, NOW, tokens, room, facts) == prompt(Memory(), said)


def test_turns_that_are_no_longer_kept_are_told_in_short() -> None:
    memory = Memory(summary="my sister is ill; the train was late")
    system = prompt(memory, "hello")[0].content
    assert system.endswith("Earlier the user said: my sister is ill; the train was late")
