"""Templates are ruled out by the words at their ends: never one that would have matched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hassil import RecognizeResult, recognize_all

from voice_assistant.bench.phrasings import read
from voice_assistant.skills import grammar
from voice_assistant.skills.narrowing import narrowing

SAID = [one.say for one in read(Path(__file__).with_name("phrasings") / "development.jsonl")][::10]


def found(results: Iterable[RecognizeResult]) -> list[str]:
    return sorted(
        f"{result.intent.name} {result.text_chunks_matched} {result.entities}" for result in results
    )


@pytest.mark.parametrize(
    "said", [*SAID, "Read my notes!", "the wake-up call, please", "“what's” on my list?"]
)
def test_what_is_ruled_out_would_not_have_matched(said: str) -> None:
    every = grammar.intents()
    few = narrowing(every).narrowed(said) if said == SAID[0] else grammar.narrowed().narrowed(said)
    assert found(recognize_all(said, few)) == found(recognize_all(said, every))


def test_most_templates_are_ruled_out() -> None:
    few = grammar.narrowed().narrowed("set an alarm for seven")
    every = sum(len(data.sentences) for intent in grammar.intents().intents.values() for data in intent.data)
    assert 0 < len(few.intents) < every / 3


def test_a_text_without_words_matches_nothing() -> None:
    assert not grammar.narrowed().narrowed(" ?! ").intents
