"""Matters that are answered with fixed words: what is found, what is not, and what is said."""

from __future__ import annotations

import json
import re
import time
from importlib.resources import files
from pathlib import Path

import pytest

from voice_assistant.errors import ConfigError
from voice_assistant.safety.topics import MOST_WORDS, NAMES, VARIANTS, load, topic, topics

SOURCE = files("voice_assistant.safety").joinpath("topics.toml").read_text(encoding="utf-8")
SAID = [
    json.loads(line)
    for line in (Path(__file__).parent / "safety" / "topics_development.jsonl").read_text().splitlines()
]
REPLIES = [(one.name, text) for one in topics() for text in one.replies]
SAYS = {
    "human": r"software|program",
    "diagnosis": r"doctor",
    "medication": r"(?=.*pharmacist).*emergency number or poison information",
    "unusual_belief": r"doctor",
    "mania": r"doctor|trust",
    "claim": r"\?$",
    "attachment": r"software|program|machine",
}
NEVER = r"""I understand|I love|I missed|always here|always be here|calm down|cheer up|crazy|delusion|psycho|paranoi
|manic|bipolar|disorder|medication is|promise|I'm human|I am human|don't go|you're right|that's true"""


def found(text: str) -> str:
    about = topic(text)
    return about.name if about else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Are you a real person?", "human"),
        ("you are not a machine, are you", "human"),
        ("does my son have autism", "diagnosis"),
        ("What's wrong with me?", "diagnosis"),
        ("can I skip my tablet tonight", "medication"),
        ("is it okay to mix lisinopril and wine", "medication"),
        ("my neighbours are poisoning my food", "unusual_belief"),
        ("there's a chip in my head", "unusual_belief"),
        ("Nobody can keep up with me!", "mania"),
        ("sleep is for weak people, I've been awake since Sunday", "mania"),
        ("my colleagues want me fired", "claim"),
        ("she's lying to me", "claim"),
        ("I can't live without you", "attachment"),
        ("don't ever leave me", "attachment"),
    ],
)
def test_a_matter_is_found_however_it_is_written(text: str, name: str) -> None:
    assert found(text) == name
    assert found(text.upper()) == name
    assert found(f"hello there. {text}") == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "what time is it",
        "play will you still love me tomorrow",
        "write a story in which my neighbours are spying on me",
        "remind me to take my pills at eight",
        "what is aspirin",
        "in the film does he really think they are watching me",
        "the cat is watching me",
        "I can't live without coffee",
        "I love pizza",
        "my husband is lying on the sofa",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert topic(text) is None


def test_a_context_counts_for_its_own_sentence_alone() -> None:
    assert found("Set a timer. There's a chip in my head.") == "unusual_belief"
    assert found("There's a chip in my head. Play some music.") == "unusual_belief"


def test_what_can_do_most_harm_is_answered_first() -> None:
    assert found("I love you. Can I double my dose?") == "medication"
    assert found("There's a chip in my head. Can I double my dose?") == "medication"


def test_most_of_what_was_collected_is_found_and_few_others_are() -> None:
    meant = [row for row in SAID if row["topic"]]
    others = [row for row in SAID if not row["topic"]]
    assert sum(found(row["say"]) == row["topic"] for row in meant) >= FOUND * len(meant)
    assert sum(bool(found(row["say"])) for row in others) <= WRONG * len(others)


FOUND, WRONG = 0.85, 0.04
"""What was measured, less a little."""


def test_it_is_quick_even_with_a_long_speech() -> None:
    topic("warm up")
    began = time.perf_counter()
    for row in SAID:
        topic(row["say"])
    assert (time.perf_counter() - began) / len(SAID) < 0.005
    began = time.perf_counter()
    topic(" ".join(row["say"] for row in SAID))
    assert time.perf_counter() - began < 0.5


def test_the_last_words_of_a_long_speech_count() -> None:
    assert found("word " * 2000 + "are you a real person") == "human"


def test_every_topic_is_there_once_and_in_order() -> None:
    assert tuple(one.name for one in topics()) == NAMES
    assert topics() is topics()


@pytest.mark.parametrize(("name", "text"), REPLIES)
def test_a_reply_is_short_asks_one_thing_and_says_what_it_must(name: str, text: str) -> None:
    assert len(text.split()) <= MOST_WORDS
    assert "?" not in text[:-1]
    assert re.search(SAYS[name], text)
    assert not re.search(NEVER.replace("\n", ""), text, re.IGNORECASE)
    assert not re.search(r"\d|[{}]", text)


def test_no_reply_is_there_twice() -> None:
    assert len({text for _, text in REPLIES}) == len(REPLIES)
    assert all(len(one.replies) >= VARIANTS for one in topics())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[groups]", "[groups", "not valid TOML"),
        ("[groups]", "[other]", "lacks the field"),
        ('name = "mania"', 'name = "joy"', "'joy'"),
        ('name = "mania"', "", "lacks the field 'name'"),
        ("<named> (made|", "<nobody> (made|", "<nobody>"),
        ('"are we friends",', '"are you",', "no telling word"),
        ('"are we friends",', '"(are we friends",', "parenthesis"),
        ("I'm not a person. I'm software", "Who? I'm not a person. I'm software", "one thing at most"),
        ("I'm not a person. I'm software", "so " * 30 + "I'm software", "longer than 35 words"),
    ],
)
def test_a_broken_file_is_refused_with_what_is_wrong(old: str, new: str, message: str) -> None:
    assert old in SOURCE
    with pytest.raises(ConfigError, match=re.escape(message)):
        load(SOURCE.replace(old, new, 1))


def test_too_few_replies_are_refused() -> None:
    first, second = topics()[-2].replies[:2]
    with pytest.raises(ConfigError, match="at least 6 different"):
        load(SOURCE.replace(second, first))
