"""Which skills fit a text: those it speaks of, few of them, none for talk, and in no time."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.fitting import fitting, index, stem
from voice_assistant.skills import grammar

PHRASINGS = Path(__file__).parent / "phrasings"


def names(text: str, most: int = 4) -> list[str]:
    return [skill.name for skill in fitting(text, most)]


def lines(file: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (PHRASINGS / file).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("my rice needs twelve minutes, could a timer run for that", "set_timer"),
        ("which timers have i got running in there", "tell_timers"),
        ("i have to get up at six, an alarm would help", "set_alarm"),
        ("a reminder would be good for the plumber at noon", "set_reminder"),
        ("could my list have tomatoes added to it", "add_to_list"),
        ("volume at around forty percent", "set_volume"),
    ],
)
def test_a_skill_fits_what_speaks_of_it(said: str, skill: str) -> None:
    assert skill in names(said)


@pytest.mark.parametrize(
    "said",
    [
        "how are you",
        "tell me about whales",
        "tell me a joke",
        "why is the sky blue",
        "i feel a bit lonely in the evenings",
        "what is the capital of mongolia",
        "my daughter got into university",
        "she laughed and we had tea by the river",
        "",
        "?!",
        "日本語",
    ],
)
def test_nothing_fits_ordinary_talk(said: str) -> None:
    assert names(said) == []


def test_most_commands_find_their_skill_and_most_talk_finds_none() -> None:
    """By the sentences that the skills were written with. Some of the talk there only seems to be a command."""
    commands = [
        line
        for line in lines("development.jsonl")
        if line.get("skill") in grammar.load() and "after" not in line
    ]
    found = sum(line["skill"] in names(line["say"]) for line in commands)
    disturbed = sum(bool(names(line["say"])) for line in lines("development_not.jsonl"))
    assert found / len(commands) > 0.6
    assert disturbed / len(lines("development_not.jsonl")) < 0.2


def test_the_likeliest_comes_first_and_no_more_than_wanted() -> None:
    said = "cancel the timer for the pasta"
    assert "cancel_timer" in names(said)[:2]
    assert [len(names(said, most)) <= most for most in (1, 2, 3)] == [True] * 3
    assert names(said, 1) == names(said)[:1]


def test_a_story_with_a_word_of_a_skill_in_it_is_no_command() -> None:
    assert names("volume") != []
    assert names("the third volume of her memoirs was dusty and smelt of cellar and mice") == []


def test_words_are_known_in_other_forms() -> None:
    assert {
        stem(word) for word in ("remind", "reminds", "reminder", "reminders", "reminding", "reminded")
    } == {"remind"}
    assert {stem(word) for word in ("stop", "stops", "stopping", "stopped")} == {"stop"}
    assert {stem(word) for word in ("time", "times", "timing", "timed")} == {"tim", "time"} or stem(
        "times"
    ) == stem("time")
    assert stem("pass") == "pass"


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert set(names(text)) <= set(grammar.load())


def test_it_takes_no_time() -> None:
    index()
    said = ["could you please make it so that in twenty five minutes something rings for my bread"] * 200
    started = time.perf_counter()
    for text in said:
        fitting(text)
    assert (time.perf_counter() - started) / len(said) < 0.001
