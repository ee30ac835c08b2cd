"""Notes: taken, read, found and deleted."""

from __future__ import annotations

from typing import Any

import pytest
from performing import MORNING, answered, called, say, situation

from voice_assistant.everyday import Note


def note(text: str) -> Note:
    return Note(text, MORNING)


NOTES = (
    note("the boiler man comes between two and four"),
    note("locker code 4471"),
    note("ask Priya about my garage"),
)

CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("take a note the boiler man comes at two", "take_note", {"text": "the boiler man comes at two"}),
    ("note that the spare key is at number nine", "take_note", {"text": "the spare key is at number nine"}),
    ("Note: locker code 4471", "take_note", {"text": "locker code 4471"}),
    ("write down that the rent is due", "take_note", {"text": "the rent is due"}),
    ("note to self buy a charger", "take_note", {"text": "buy a charger"}),
    ("jot this down paint is called sea fog", "take_note", {"text": "paint is called sea fog"}),
    ("make a note", "take_note", {}),
    ("read my notes", "read_notes", {}),
    ("what have i noted down", "read_notes", {}),
    ("what have i got in my notes", "read_notes", {}),
    ("let me hear the notes", "read_notes", {}),
    ("sam is the plumber make a note of that", "take_note", {"text": "sam is the plumber"}),
    ("put gate code four in my notes", "take_note", {"text": "gate code four"}),
    ("that note on the blue wool can go delete it", "delete_note", {"text": "the blue wool"}),
    ("i want no notes left erase all of them", "delete_all_notes", {}),
    ("empty out my notes completely", "delete_all_notes", {}),
    ("delete the note about the boiler", "delete_note", {"text": "the boiler"}),
    ("delete the locker code note", "delete_note", {"text": "locker code"}),
    ("delete the last note", "delete_note", {"text": "last"}),
    ("delete a note", "delete_note", {}),
    ("delete all my notes", "delete_all_notes", {}),
    ("erase every single note", "delete_all_notes", {}),
]


@pytest.mark.parametrize(("said", "name", "values"), CALLS)
def test_what_calls_them(said: str, name: str, values: dict[str, Any]) -> None:
    assert called(said) == (name, values)


@pytest.mark.parametrize(
    "said",
    [
        "my notes from school are all gone",
        "he hit the high note beautifully",
        "i wrote down my dreams",
        "note the irony",
        "note to self is a podcast",
        "note in class",
        "take note of who you are talking to",
        "delete my account",
        "the note was from my mother",
    ],
)
def test_an_ordinary_sentence_touches_no_note(said: str) -> None:
    assert "note" not in called(said)[0]


def test_a_note_is_taken_once_and_can_be_taken_back() -> None:
    taken = say("take a note that my bins go out on friday", situation())
    assert [n.text for n in taken.after.everyday.notes] == ["my bins go out on friday"]
    assert taken.text == "Noted: your bins go out on friday."
    again = say("note my bins go out on friday", taken.after)
    assert not again.effects
    assert say("undo", taken.after).after.everyday.notes == ()


def test_notes_are_read_by_number() -> None:
    assert say("read my notes", situation()).text == "There are no notes."
    assert say("read my notes", situation(NOTES[1])).text == "There is one note: locker code 4471."
    assert say("read my notes", situation(*NOTES)).said == [
        "There are 3 notes.",
        "First: the boiler man comes between two and four.",
        "Second: locker code 4471.",
        "Third: ask Priya about your garage.",
    ]
    assert say("read my notes", situation(*map(note, "abcdefghi"))).said[-1] == "And 2 more."


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("delete the note about the boiler", 0),
        ("delete the first note", 0),
        ("delete note number two", 1),
        ("delete the last note", 2),
        ("delete the note about priya", 2),
    ],
)
def test_a_note_is_found_by_its_words_or_its_place(said: str, gone: int) -> None:
    outcome = say(said, situation(*NOTES))
    assert set(NOTES) - set(outcome.after.everyday.notes) == {NOTES[gone]}
    assert set(say("undo", outcome.after).after.everyday.notes) == set(NOTES)


def test_an_unknown_note_deletes_nothing() -> None:
    outcome = say("delete the note about cheese", situation(*NOTES))
    assert not outcome.effects
    assert outcome.text == "I find no note about cheese."


def test_where_several_fit_it_asks_which() -> None:
    outcome = say("delete a note", situation(*NOTES))
    assert outcome.question is not None
    assert len(outcome.question.options) == 3
    left = answered(outcome, outcome.question.options[1].value).after.everyday.notes
    assert left == (NOTES[0], NOTES[2])


def test_all_notes_are_deleted_only_after_a_yes() -> None:
    asked = say("delete all my notes", situation(*NOTES))
    assert asked.question is not None
    assert "3" in asked.question.text
    assert not asked.effects
    assert answered(asked).after.everyday.notes == ()
    assert say("delete all my notes", situation()).question is None


def test_deleted_notes_come_back_in_their_order() -> None:
    outcome = answered(say("delete all my notes", situation(*NOTES)), True)
    assert outcome.after.everyday.notes == ()
    assert say("undo", outcome.after).after.everyday.notes == NOTES


def test_two_notes_are_both() -> None:
    outcome = say("delete all my notes", situation(*NOTES[:2]))
    assert outcome.question is not None
    assert outcome.question.text == "Shall I delete both notes?"


@pytest.mark.parametrize("said", ["take a note", "new note", "a note", "note"])
def test_what_to_note_is_asked_for(said: str) -> None:
    assert called(said) == ("take_note", {})


def test_a_note_of_one_word_keeps_it() -> None:
    assert called("a note that one") == ("take_note", {"text": "one"})
    assert called("take a note that two") == ("take_note", {"text": "two"})
