"""Verbs as they stand in a command."""

from __future__ import annotations

import pytest

from voice_assistant.skills.values.verbs import commanded


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("telling me the time", "tell me the time"),
        ("told me the time", "tell me the time"),
        ("setting a timer", "set a timer"),
        ("making a list", "make a list"),
        ("turned it up", "turn it up"),
        ("were quieter", "be quieter"),
        ("stopping", "stop"),
        ("milk and eggs", None),
        ("", None),
    ],
)
def test_another_form_of_a_verb_becomes_a_command(said: str, command: str | None) -> None:
    assert commanded(said) == command
