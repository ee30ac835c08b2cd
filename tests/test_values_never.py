"""Moments that never come."""

from __future__ import annotations

import pytest
from asking import NOW

from voice_assistant.skills.values.never import is_never, without_never


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("february 30th at 8", True),
        ("february thirtieth at eight", True),
        ("at 8 on the 31st of june", True),
        ("yesterday at 5", True),
        ("25 o'clock", True),
        ("8:75", True),
        ("", False),
        ("25 apples", False),
        ("a while", False),
    ],
)
def test_a_time_that_does_not_exist_is_told_from_other_words(text: str, never: bool) -> None:
    assert is_never(text, NOW) is never


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("at 25 o'clock to call mum", "to call mum"),
        ("to call mum on february 30th at 8", "to call mum"),
        ("yesterday to call mum", "to call mum"),
        ("to send the report from yesterday", "to send the report from yesterday"),
        ("to read 30 pages", "to read 30 pages"),
    ],
)
def test_it_is_taken_off_the_ends_of_a_text(text: str, rest: str) -> None:
    assert without_never(text, NOW) == rest
