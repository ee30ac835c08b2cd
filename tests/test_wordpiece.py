"""Words in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.safety.wordpiece import LONGEST_WORD, Vocabulary

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "go", "##ing", "##es", "~thing", "."]
WORDS = Vocabulary(PIECES)


def test_a_word_is_taken_apart_longest_piece_first() -> None:
    assert WORDS.numbers("go going . ~thing", 64) == [2, 4, 4, 5, 8, 7, 3]


def test_what_cannot_be_taken_apart_is_one_unknown() -> None:
    assert WORDS.numbers("gone xyz", 64) == [2, 1, 1, 3]
    assert WORDS.numbers("go" * LONGEST_WORD, 64) == [2, 1, 3]


def test_of_a_long_text_the_end_is_kept() -> None:
    assert WORDS.numbers("goes " * 50 + "going", 4) == [2, 4, 5, 3]


def test_nothing_has_a_beginning_and_an_end() -> None:
    assert WORDS.numbers("", 64) == [2, 3]


def test_a_vocabulary_needs_its_marks() -> None:
    with pytest.raises(ValueError, match="UNK"):
        Vocabulary(["go"])


@given(st.text(), st.integers(2, 70))
def test_any_text_gives_at_most_so_many(text: str, most: int) -> None:
    assert len(WORDS.numbers(text, most)) <= most
