"""The skills around the sound: how loud it is, and what was just said."""

from __future__ import annotations

from datetime import datetime

import pytest

from voice_assistant import languages
from voice_assistant.skills import Situation, match
from voice_assistant.skills.sound import STEP
from voice_assistant.vocabulary import Effect

NOW = datetime(2026, 3, 9, 15, 7)  # noqa: DTZ001  a local time like any other


def run(text: str, *answers: object, last: str = "") -> list[object]:
    """What a skill yields, where its effects are answered in turn."""
    called = match(text)
    assert called is not None, text
    work = called.run(Situation(NOW, languages.load("en"), last))
    made, left = list[object](), list(answers)
    answer: object = None
    while True:
        try:
            made.append(work.send(answer))
        except StopIteration:
            return made
        answer = left.pop(0) if isinstance(made[-1], Effect) else None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("set the volume to fifty percent", 50),
        ("Set the volume to 50%.", 50),
        ("volume 30", 30),
        ("volume thirty percent", 30),
        ("turn the volume to 5 %", 5),
        ("change volume to twenty five", 25),
        ("set the volume to zero", 0),
        ("volume one hundred", 100),
    ],
)
def test_the_volume_is_set(text: str, percent: int) -> None:
    effect, spoken = run(text, percent)
    assert effect == Effect("volume", (("percent", percent),))
    assert isinstance(effect.fields[0][1], int)
    assert spoken == f"Volume {percent} percent."


def test_what_it_became_is_said_and_not_what_was_asked_for() -> None:
    assert run("volume zero", 5)[-1] == "Volume 5 percent."


@pytest.mark.parametrize(
    "text", ["volume 101", "set the volume to one hundred and fifty", "volume 2.5", "volume -3"]
)
def test_a_volume_that_does_not_exist_is_not_set(text: str) -> None:
    assert match(text) is None


@pytest.mark.parametrize(
    "text",
    ["louder", "speak up", "turn it up", "could you speak louder please", "raise the volume", "volume up"],
)
def test_it_becomes_louder(text: str) -> None:
    assert run(text, 75) == [Effect("volume", (("change", STEP),)), "Volume 75 percent."]


@pytest.mark.parametrize(
    "text", ["quieter", "softer", "turn it down please", "lower the volume", "volume down"]
)
def test_it_becomes_quieter(text: str) -> None:
    assert run(text, 25) == [Effect("volume", (("change", -STEP),)), "Volume 25 percent."]


@pytest.mark.parametrize("text", ["repeat that", "say that again please", "What did you say?", "once more"])
def test_the_last_reply_is_said_again(text: str) -> None:
    assert run(text, last="The kettle is on.") == ["The kettle is on."]


def test_before_the_first_reply_there_is_nothing_to_repeat() -> None:
    assert run("repeat that") == ["I have not said anything yet."]


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "stop it",
        "Stop! Stop!",
        "stop talking",
        "be quiet",
        "shut up",
        "cancel",
        "never mind",
        "that's enough",
    ],
)
def test_who_is_told_to_stop_says_nothing_at_all(text: str) -> None:
    called = match(text)
    assert called is not None
    assert called.skill.name == "stop"
    assert run(text) == []
