"""What was said: again, letter by letter, or no more; and taking things back."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performing import MORNING, called, say, situation

from voice_assistant.everyday import Alert, AlertKind, AlertState

CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("say that again", "repeat", {}),
    ("sorry what did you say", "repeat", {}),
    ("i didn't catch that come again", "repeat", {}),
    ("pardon what was that you said", "repeat", {}),
    ("i missed it could you repeat it", "repeat", {}),
    ("could you go over that once more", "repeat", {}),
    ("what are the letters in rhythm", "spell", {"word": "rhythm"}),
    ("the word conscience how is it written letter by letter", "spell", {"word": "conscience"}),
    ("i need the spelling of bureau", "spell", {"word": "bureau"}),
    ("that's enough thanks stop talking", "stop", {}),
    ("leave it it doesn't matter", "stop", {}),
    ("how did you understand my last sentence", "tell_heard", {}),
    ("tell me what you heard me say just there", "tell_heard", {}),
    ("oops that was a mistake change it back", "undo", {}),
    ("spell necessary", "spell", {"word": "necessary"}),
    ("how do you spell rhythm", "spell", {"word": "rhythm"}),
    ("How is 'accommodate' spelled?", "spell", {"word": "accommodate"}),
    ("spell the word bureaucracy for me", "spell", {"word": "bureaucracy"}),
    ("i never know how to write conscience can you spell it", "spell", {"word": "conscience"}),
    ("stop", "stop", {}),
    ("oh be quiet", "stop", {}),
    ("that's enough shush", "stop", {}),
    ("forget it it's not important", "stop", {}),
    ("what did you hear me say", "tell_heard", {}),
    ("what did you think i said", "tell_heard", {}),
    ("undo that", "undo", {}),
    ("take that back", "undo", {}),
    ("that was wrong undo it please", "undo", {}),
]

NEAR_MISSES = """
stop worrying about it
stop the music
please stop the timer in the kitchen
i want to stop smoking
i can't stop crying
cancel my appointment on monday
never mind the weather
be quiet about the party
silence is golden
that is enough salt
repeat the alarm every day
repeat after me
say it again sam
what did you say to my brother
once more i failed the exam
come again tomorrow
spelling was my worst subject at school
the witch cast a spell on the prince
how do you write a poem
we had a cold spell last january
i missed the bus this morning
do it again
take it back to the shop
history repeats itself
i'll never undo the damage i did
what's done can't be undone
okay
thanks
"""


@pytest.mark.parametrize(("said", "name", "values"), CALLS)
def test_what_calls_them(said: str, name: str, values: dict[str, Any]) -> None:
    assert called(said) == (name, values)


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_an_ordinary_sentence_calls_none(said: str) -> None:
    assert called(said)[0] not in {name for _, name, _ in CALLS}


def test_the_last_reply_is_said_again() -> None:
    assert say("say that again", situation(last_reply="It is noon.")).text == "It is noon."
    assert say("say that again", situation()).text == "I have not said anything yet."


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("necessary", "n, e, c, e, s, s, a, r, y."),
        ("don't", "d, o, n, apostrophe, t."),
        ("New York", "n, e, w, y, o, r, k."),
        ("42", "f, o, r, t, y, t, w, o."),
        ("90", "n, i, n, e, t, y."),
        ("7", "s, e, v, e, n."),
        ("1984", "1, 9, 8, 4."),
        ("b2b", "b, 2, b."),
    ],
)
def test_letters_are_spoken_apart(word: str, letters: str) -> None:
    assert say(f"spell {word}", situation()).text == letters


@given(st.text("abcxyz", min_size=2, max_size=12))
def test_every_letter_is_there(word: str) -> None:
    values = called(f"spell {word}")[1]
    if values.get("word") == word:
        assert say(f"spell {word}", situation()).text == ", ".join(word) + "."


def test_stop_says_nothing_and_silences_what_rings() -> None:
    assert not say("stop", situation()).effects
    timer = Alert(
        AlertKind.TIMER, MORNING.astimezone(UTC), state=AlertState.RINGING, rang=MORNING.astimezone(UTC)
    )
    outcome = say("stop", situation(timer))
    assert outcome.said == []
    assert outcome.after.everyday.ringing == ()
    assert outcome.after.done == (), "undo must not make it ring again"


def test_what_was_understood_is_told() -> None:
    assert say("what did you hear", situation(heard="Call my mother.")).text == "I heard: Call my mother."
    assert say("what did you hear", situation()).text == "I have not heard anything yet."


def test_where_nothing_was_done_nothing_is_taken_back() -> None:
    outcome = say("undo", situation())
    assert outcome.text == "There is nothing I can take back."
    assert not outcome.effects


def test_the_latest_is_taken_back() -> None:
    first = say("add milk to the shopping list", situation()).after
    second = say("set the volume to ten percent", first).after
    back = say("undo", second)
    assert back.text == "Undone. That was about: the volume."
    assert back.after.everyday.preferences.volume == 100
    assert [item.text for item in back.after.everyday.items] == ["milk"]
