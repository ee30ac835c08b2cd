"""What the starter models are trained on: nothing that measures them, in the very form in which the program asks."""

from __future__ import annotations

import itertools
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))


from scripts.training import chat_data, wording
from scripts.training.phonemes import SOUNDS, sounds
from scripts.training.wording import Wording, fits, held_out, label
from scripts.training.words_model import arpa, owned, smoothed, written
from voice_assistant.bench import speakers
from voice_assistant.dialogue.tools import INSTRUCTIONS, schema_of
from voice_assistant.skills.grammar import load

DRAWN = 3000


@pytest.fixture(scope="module")
def drawn() -> list[str]:
    return list(itertools.islice(Wording(11), DRAWN))


def test_nothing_that_measures_is_ever_drawn(drawn: list[str]) -> None:
    held = held_out()
    assert len(held) > 400
    everything = {
        text
        for part in ("commands", "talk", "everyday", "broad", "short")
        for text in getattr(wording.material(), part)
    }
    assert not held & everything
    assert not held & set(drawn)


def test_sentences_fit_the_window_and_can_be_written_down(drawn: list[str]) -> None:
    assert all(fits(text) and label(text) == text for text in drawn)


def test_the_same_seed_draws_the_same(drawn: list[str]) -> None:
    assert list(itertools.islice(Wording(11), 50)) == drawn[:50]
    assert list(itertools.islice(Wording(12), 50)) != drawn[:50]


def test_every_number_to_a_hundred_is_drawn(drawn: list[str]) -> None:
    words = set(" ".join(drawn).split())
    assert {*wording.UNITS, *wording.TEENS, *wording.TENS, "hundred"} <= words


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Set a timer, please!", "set a timer please"),
        ("At seven p.m.", "at seven pm"),
        ("At seven p m.", "at seven pm"),
        ("Twenty-one kilometres", "twenty one kilometers"),
        ("It's 7:30", ""),
        ("naïve", ""),
    ],
)
def test_labels_are_what_is_heard(text: str, written: str) -> None:
    assert label(text) == written


def test_sounds_are_letters_of_their_alphabet() -> None:
    said = sounds("the church judged five boys")
    assert set(said) <= set(SOUNDS)
    assert "C" in said
    assert "J" in said


def test_voices_that_measure_are_not_among_those_that_train() -> None:
    text = Path(wording.__file__).with_name("synthesizers.py").read_text("utf-8")
    for speaker in (*speakers.HELD_BACK, *speakers.FOREIGN, *speakers.RELATED):
        name = speaker.name.split()[-1].split("+")[-1]
        assert f'"{name}"' not in text
        assert f" {name} " not in text.replace("\n", " ").partition('VARIANTS = """')[2].partition('"""')[0]


# ---------------------------------------------------------------- the chat model


@pytest.fixture(scope="module")
def samples() -> chat_data.Samples:
    return chat_data.Samples(3, lambda text: len(text) // 4)


def test_conversations_are_shown_as_the_program_shows_them(samples: chat_data.Samples) -> None:
    for _ in range(200):
        sample = samples.conversation()
        roles = [role for role, _ in sample.shown]
        assert roles[0] == "system"
        assert roles[-1] == "user"
        assert "\nTools: none" in sample.shown[0][1]
        assert "{" not in " ".join(text for _, text in sample.shown) + sample.answer


def test_a_recalled_fact_is_in_the_prompt(samples: chat_data.Samples) -> None:
    for _ in range(200):
        sample = samples.recall()
        said = " ".join(text for _, text in sample.shown)
        value = sample.answer.rstrip(".").split()[-1]
        assert value in said or "haven't told me" in sample.answer


def test_a_chosen_tool_is_one_of_those_offered_with_the_words_of_the_speaker(
    samples: chat_data.Samples,
) -> None:
    named = 0
    for _ in range(200):
        sample = samples.tool()
        chosen, (_, prompt), (_, text) = json.loads(sample.answer), *sample.shown
        assert prompt.startswith(INSTRUCTIONS)
        if chosen == {"tool": "none"}:
            continue
        named += 1
        assert f"\n{chosen['tool']}: " in prompt
        assert all(words in text for words in chosen["arguments"].values())
        (schema, _) = schema_of([load()[chosen["tool"]]])["anyOf"]
        order = list(schema["properties"]["arguments"]["properties"])
        assert list(chosen["arguments"]) == [name for name in order if name in chosen["arguments"]]
        assert set(schema["properties"]["arguments"]["required"]) <= set(chosen["arguments"])
    assert named > 80


def test_no_conversation_is_about_a_crisis() -> None:
    words = re.compile(
        r"suicid|kill (my|him|her|your)self|end (my|your|his|her) life|overdos|self.?harm|crisis line",
        re.IGNORECASE,
    )
    turns = [turn for _, rows in chat_data.written() for row in rows for turn in row["turns"]]
    assert len(turns) > 7000
    assert not [turn[:2] for turn in turns if words.search(" ".join(turn[:2]))]


# ---------------------------------------------------------------- what is kept on the disk


def test_a_file_of_utterances_comes_back(tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    from scripts.training.shards import Utterance, read, restored, write

    made = [
        Utterance(np.full((80, 30), 120, np.uint8), "one", "wʌn", 0.1, 0.5),
        Utterance(np.zeros((80, 12), np.uint8), "", "", 0, 0),
    ]
    write(tmp_path / "01-00001.npz", made)
    back = read(tmp_path / "01-00001.npz")
    assert [one.text for one in back] == ["one", ""]
    assert np.array_equal(back[0].features, made[0].features)
    assert back[0].sounds == "wʌn"
    assert restored(back[0].features)[0, 0] == pytest.approx(0.0)


SAID = ("set a timer", "set a timer", "set an alarm", "what time is it", "a timer please")


def test_the_chances_of_what_may_come_next_add_up_to_one() -> None:
    """After any words that were seen, whatever follows: with what was left for it where it was not seen there."""
    chances, left = smoothed(SAID)
    words = [gram[0] for gram in chances if len(gram) == 1]

    def chance(*gram: str) -> float:
        return chances[gram] if gram in chances else left.get(gram[:-1], 1.0) * chance(*gram[1:])

    for before in [(), *left]:
        assert sum(chance(*before, word) for word in words) == pytest.approx(1, abs=1e-9), before
    assert chance("set", "a", "timer") > chance("set", "a", "alarm") > 0


def test_the_counted_words_are_written_as_programs_read_them() -> None:
    text = arpa(*smoothed(SAID))
    assert text.startswith("\\data\\\nngram 1=12\n")
    assert "\n-99.0000\t<s>\t" in text, "nothing comes before the start"
    assert text.endswith("\\end\\\n")
    for line in text.splitlines():
        if "\t" in line:
            assert 2 <= len(line.split("\t")) <= 3


@pytest.mark.parametrize(
    ("sounds", "owned_"), [("M EY T", "M EY T S"), ("F R EH N D", "F R EH N D Z"), ("B AO S", "B AO S IH Z")]
)
def test_what_belongs_to_somebody_ends_with_an_s(sounds: str, owned_: str) -> None:
    assert owned(sounds) == owned_


def test_a_word_said_in_two_ways_has_two_lines() -> None:
    assert written({"am": ["AE M", "EY EH M", "AE M"]}) == "am AE M\nam(2) EY EH M\n"
