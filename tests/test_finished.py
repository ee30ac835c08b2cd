"""How finished words sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from asking import NOW
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue.context import Context
from voice_assistant.dialogue.finished import PLACES, ending, likelihood, places, said, weights
from voice_assistant.dialogue.intents import understand
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Situation
from voice_assistant.vocabulary import Ending

ENGLISH = languages.load("en")
SITUATION = Situation(Instant(NOW, 0.0, "boot"), ENGLISH)
PAUSES = Path(__file__).parent / "turns" / "pauses.txt"


def sounds(text: str) -> Ending | None:
    return ending(text, understand(text, SITUATION, Context()), ENGLISH, "Robin")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("set a timer for ten minutes", Ending.COMMAND),
        ("What time is it?", Ending.COMMAND),
        ("add milk to the shopping list", Ending.COMMAND),
        ("remind me to", Ending.OPEN),
        ("take a note that the", Ending.DANGLING),
        ("take a note that the bins are full", Ending.SENTENCE),
        ("thank you very much", Ending.SENTENCE),
        ("stop", Ending.SENTENCE),
        ("mm hm", Ending.SENTENCE),
        ("what was it", Ending.COMMAND),
        ("goodbye", None),
        ("i had a lovely day today", Ending.SENTENCE),
        ("my brother and", Ending.DANGLING),
        ("I was going to, um", Ending.DANGLING),
        ("put the let me see", Ending.DANGLING),
        ("i keep thinking about how we", Ending.OPEN),
        ("", Ending.DANGLING),
        ("...", Ending.DANGLING),
    ],
)
def test_words_sound_as_finished_as_they_are(text: str, wanted: Ending | None) -> None:
    assert sounds(text) is wanted


def test_free_words_at_the_end_of_a_command_may_go_on() -> None:
    assert sounds("add milk") is not Ending.COMMAND
    assert sounds("add milk to the list") is Ending.COMMAND


def test_courtesy_after_what_is_whole_leaves_it_whole() -> None:
    assert sounds("what time is it please") is Ending.COMMAND
    assert sounds("what time is it robin") in (Ending.COMMAND, Ending.SENTENCE)


def test_pauses_of_sentences_that_nobody_set_it_on_are_told_from_their_ends() -> None:
    ends, pauses = Counter[Ending | None](), Counter[Ending | None]()
    for line in PAUSES.read_text("utf-8").splitlines():
        if line.startswith("~"):
            continue
        parts = line.split(" | ")
        pauses.update(sounds(" ".join(parts[:many])) for many in range(1, len(parts)))
        ends[sounds(" ".join(parts))] += 1
    finished = (Ending.COMMAND, Ending.SENTENCE)
    assert sum(pauses[one] for one in finished) <= 0.05 * sum(pauses.values())
    assert sum(ends[one] for one in finished) >= 0.6 * sum(ends.values())


def test_the_weights_are_those_of_its_features() -> None:
    assert weights().shape == (PLACES,)
    assert len(places(["stop"])) == len(places("set a timer for ten minutes".split()))
    assert likelihood("set a timer for ten minutes".split()) > likelihood("set a timer for".split())


@given(st.text(max_size=400))
def test_it_is_a_probability_whatever_is_said(text: str) -> None:
    assert 0 <= likelihood(said(text)) <= 1
    assert isinstance(ending(text, None, ENGLISH), Ending)  # only a command may be in between
