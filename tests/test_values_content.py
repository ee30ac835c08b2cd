"""The words that say what a text is about."""

from __future__ import annotations

import pytest

from voice_assistant.skills.values.content import content_words


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("my sister's name is Ana", {"sister", "name", "ana"}),
        ("what is my sister's name", {"sister", "name"}),
        ("where are the batteries", {"battery"}),
        ("i parked the car", {"park", "car"}),
        ("tell me", set()),
        ("", set()),
    ],
)
def test_a_text_is_about_its_own_words_and_not_about_the_common_ones(text: str, about: set[str]) -> None:
    assert content_words(text) == about
