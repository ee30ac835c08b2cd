import pytest

from voice_assistant.skills import match


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("what can you do", "tell_abilities"),
        ("what can you help me with", "tell_abilities"),
        ("are you recording me", "tell_privacy"),
        ("is everything i tell you private", "tell_privacy"),
        ("who can hear us", "tell_privacy"),
    ],
)
def test_what_it_is_asked_about_itself_is_answered_with_facts(said: str, skill: str) -> None:
    found = match(said)
    assert found is not None
    assert found.skill.name == skill


@pytest.mark.parametrize(
    "said",
    [
        "what can you do about the rain",
        "what can i do today",
        "are you recording the game",
        "who can hear the sea",
    ],
)
def test_other_questions_are_not_taken_for_them(said: str) -> None:
    assert match(said) is None
