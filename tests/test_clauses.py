from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.clauses import clauses


def spoken(*pieces: str | None) -> list[str]:
    """The units alone."""
    return [unit for unit in clauses(pieces) if unit is not None]


def letters(text: str) -> list[str]:
    """The text one character at a time: the cruellest stream."""
    return list(text)


def solid(text: str) -> str:
    return "".join(text.split())


def test_the_first_clause_comes_alone_and_then_whole_sentences() -> None:
    text = "Well, the oven is hot now, so put it in. Then wait, please, for an hour. Enjoy"
    assert spoken(*letters(text)) == [
        "Well, the oven is hot now,",
        "so put it in.",
        "Then wait, please, for an hour.",
        "Enjoy",
    ]


def test_a_unit_comes_out_as_soon_as_the_character_after_its_mark_is_there() -> None:
    assert list(clauses(["The oven", " is hot,", " so", " wait."])) == [
        None,
        None,
        "The oven is hot,",
        None,
        "so wait.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Sure, I can help. Go on.", "Sure, I can help."),
        ("Unfortunately, no one knows.", "Unfortunately,"),
        ("It is on, I think.", "It is on,"),
        ("Yes. It is raining. Take a coat.", "Yes. It is raining."),
        ("Three things matter: sleep, food and air.", "Three things matter:"),
        ("You could go out - or stay.", "You could go out -"),
        ("You could go out—or stay.", "You could go out—"),
        ("It is a well-known fact; believe me.", "It is a well-known fact;"),
        ('"Are you sure?" she asked.', '"Are you sure?"'),
        ("**This is important.** Read it.", "**This is important.**"),
        ("On March 9, 2026, it snowed.", "On March 9, 2026,"),
        ("The room has 5 - 10 chairs, maybe.", "The room has 5 - 10 chairs,"),
        ("今日はとてもいい天気ですね。明日は雨です。", "今日はとてもいい天気ですね。"),
    ],
)
def test_where_the_first_clause_ends(text: str, first: str) -> None:
    assert spoken(*letters(text))[0] == first


@pytest.mark.parametrize(
    "whole",
    [
        "It costs 3.50 at the door.",
        "We meet at 5 p.m. by the gate.",
        "We meet at 5 p.m. Monday by the gate.",
        "Ask Dr. Smith about Mrs. Jones.",
        "Take fruit, e.g. Apples and pears.",
        "Take fruit, i.e. what is sweet.",
        "The U.S. Army left the U.S. in May.",
        "The train leaves at 10:30 from here.",
        "It weighs 1,000 grams or 1.000,5 in Germany.",
        "Read https://example.com/a.b?c=d.e&f=g!h for more.",
        "That is No. 5 of approx. 20 things.",
        "J. R. R. Tolkien wrote it.",
        "She holds a Ph.D. in physics.",
        "Bring milk, bread, etc. when you come.",
    ],
)
def test_what_only_looks_like_an_end_does_not_split(whole: str) -> None:
    opening = "Good morning to you. "
    assert spoken(*letters(opening + whole + " Then go.")) == [opening.strip(), whole, "Then go."]


@pytest.mark.parametrize(
    "pair",
    [
        ("We meet at 5 p.m.", "Then we go."),
        ("He moved to the U.S.", "They stayed."),
        ("Bring milk, bread, etc.", "You will need it."),
        ("That was in 2024.", "Nobody knew."),
        ("I said no.", "And he said no."),
        ("Did it work?!", "It did."),
        ("Wait...", "There it is."),
    ],
)
def test_an_abbreviation_before_a_word_that_opens_sentences_ends_one(pair: tuple[str, str]) -> None:
    assert spoken(*letters("Good morning to you. " + " ".join(pair))) == ["Good morning to you.", *pair]


def test_lines_are_units_and_a_list_number_is_none() -> None:
    text = "You need three things:\n1. Milk\n2. Eggs\n- Bread\n\nThat is all"
    units = ["You need three things:", "1. Milk", "2. Eggs", "- Bread", "That is all"]
    assert spoken(*letters(text)) == units


@pytest.mark.parametrize(
    "span",
    [
        "```py\nx = 1. \ny = 2. Really. \n```",
        "~~~\nOne. Two. Three.\n~~~",
        "<think>\nHm. The user wants. Let me see, well.\n</think>",
        '<tool_call>{"a": "One. Two. Three, four."}</tool_call>',
    ],
)
@pytest.mark.parametrize("closed", [True, False])
def test_a_span_is_never_cut_however_it_arrives(span: str, *, closed: bool) -> None:
    if not closed:
        span = span[:-3]
    text = f"Here you are now. {span}" + " And so on." * closed
    for pieces in (letters(text), [text], [text[i : i + 3] for i in range(0, len(text), 3)]):
        units = spoken(*pieces)
        assert units[0] == "Here you are now."
        assert units[1] == (span + " And so on." * closed).strip()


def test_what_is_hidden_counts_for_nothing_in_the_length_of_the_first_clause() -> None:
    text = "<think>" + "A long thought. " * 40 + "</think>\n\nOh, that is simple. Look."
    assert spoken(*letters(text))[0].endswith("</think>\n\nOh, that is simple.")


def test_a_text_without_marks_is_cut_between_words() -> None:
    units = spoken(*letters("never ending story " * 60))
    assert len(units[0]) <= 120
    assert all(len(unit) <= 300 for unit in units)
    assert " ".join(units) == ("never ending story " * 60).strip()


def test_a_very_long_word_does_not_stop_what_follows() -> None:
    units = spoken("x" * 500 + " now it goes on. And on. And on. ")
    assert units[-1] == "And on."
    assert len(units) == 3 or len(units) == 4


def test_every_step_can_be_interrupted() -> None:
    pulled = 0

    def source() -> Iterator[str | None]:
        nonlocal pulled
        for piece in (None, "Good", None, " morning to", " you. How", None, " are you?"):
            pulled += 1
            yield piece

    seen = []
    for unit in clauses(source()):
        seen.append((pulled, unit))
        assert pulled <= len(seen)  # never two steps without one yield
    assert [unit for _, unit in seen if unit] == ["Good morning to you.", "How are you?"]


def test_nothing_in_is_nothing_out() -> None:
    assert spoken() == []
    assert spoken(" \n", None, "") == []


FRAGMENTS = st.sampled_from([
    "```", "<think>", "</think>", "<tool_call>", "</tool_call>", "~~~", ". ", ", ", "\n", "Dr. ",
    "5 p.m. ", "U.S.", " The ", "3.50", "10:30", "- ", "1. ", "e.g. ", "wor", "ds ", "!", '?" ', "<thi",
    "nk>", "`", "…", "。", "—", "\0", "x" * 130, "  ",
])  # fmt: skip


@given(st.lists(st.one_of(st.none(), FRAGMENTS, st.text(max_size=12)), max_size=60))
def test_no_character_is_lost_or_moved(pieces: list[str | None]) -> None:
    text = "".join(piece or "" for piece in pieces)
    units = spoken(*pieces)
    assert solid("".join(units)) == solid(text)
    assert all(unit and unit == unit.strip() for unit in units)


@given(st.lists(FRAGMENTS, max_size=30).map("".join), st.integers(1, 7))
def test_how_the_text_is_cut_into_pieces_changes_only_ambiguous_ends(text: str, size: int) -> None:
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert list(clauses(pieces)).count(None) <= len(pieces)
    assert solid("".join(spoken(*pieces))) == solid("".join(spoken(text)))


def test_a_long_thought_is_not_searched_again_for_each_piece() -> None:
    began = time.process_time()
    spoken("<think>", *(["think, think. "] * 4_000), "</think>", "So it is.")
    assert time.process_time() - began < 2
