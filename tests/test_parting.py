"""Saying goodbye."""

from __future__ import annotations

from datetime import datetime

import pytest

from voice_assistant import languages
from voice_assistant.skills import Situation, match


@pytest.mark.parametrize(
    "text", ["goodbye", "Good bye!", "bye", "bye bye", "okay bye", "see you later", "that's all"]
)
def test_a_goodbye_is_returned_and_nothing_else(text: str) -> None:
    called = match(text)
    assert called is not None
    now = datetime(2026, 3, 9, 12, 0)  # noqa: DTZ001  a local time like any other
    assert list(called.run(Situation(now, languages.load("en")))) == ["Goodbye."]


def test_a_goodbye_is_no_question_and_gives_no_reason_to_stay() -> None:
    for variant in languages.load("en").variants("goodbye"):
        assert "?" not in variant
        assert len(variant.split()) <= 3
