"""What the starter models are trained on: nothing that measures them, in the very form in which the program asks."""

from __future__ import annotations

import itertools
import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))


from scripts.training import chat_data, chat_drills, chat_swaps, stt_variety, wording
from scripts.training.phonemes import SOUNDS, sounds
from scripts.training.shards import Utterance, read, restored, write
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


@pytest.mark.parametrize("drill", [chat_drills.topic, chat_drills.pair, chat_drills.echo])
def test_what_a_drill_answers_stands_in_the_prompt(
    samples: chat_data.Samples, drill: Callable[[random.Random], chat_drills.Turns]
) -> None:
    missing = 0
    for _ in range(200):
        sample = samples.drill(drill)
        said = " ".join(text for _, text in sample.shown).lower()
        value = sample.answer.lower().rstrip(".").split()[-1]
        missing += "haven't told me" in sample.answer
        assert value in said or "haven't told me" in sample.answer
        assert "{" not in said + sample.answer
    assert missing < 60


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


def test_no_conversation_holds_what_the_model_is_measured_by() -> None:
    asked = chat_drills.measured()
    assert len(asked) > 200
    said = {
        chat_drills.plain(turn[0]) for _, rows in chat_data.written() for row in rows for turn in row["turns"]
    }
    assert not asked & said


def test_no_conversation_is_about_a_crisis() -> None:
    words = re.compile(
        r"suicid|kill (my|him|her|your)self|end (my|your|his|her) life|overdos|self.?harm|crisis line",
        re.IGNORECASE,
    )
    turns = [turn for _, rows in chat_data.written() for row in rows for turn in row["turns"]]
    assert len(turns) > 7000
    assert not [turn[:2] for turn in turns if words.search(" ".join(turn[:2]))]


def test_what_is_said_by_both_is_put_in_other_words_by_both() -> None:
    said = "my cat died on monday and omar an uncle of mine cried about the cat"
    row = {
        "turns": [
            [
                said,
                "Your cat died on Monday, and Omar cried. {user}?",
                ["my cat is called pia", "omar is tall"],
            ]
        ]
    }
    made = {}
    for seed in range(200):
        other = chat_swaps.swapped(row, random.Random(seed), lambda: "zorabi")["turns"][0]
        found = re.fullmatch(r"Your (\w+) died on (\w+), and (\w+) cried\. \{user\}\?", other[1])
        assert found is not None
        cat, day, name = (word.lower() for word in found.groups())
        assert other[0] == f"my {cat} died on {day} and {name} an uncle of mine cried about the {cat}"
        assert other[2] == [f"my {cat} is called pia", f"{name} is tall"]
        assert found[3][0].isupper()
        made[cat, day, name] = True
    assert len(made) > 60
    assert ("cat", "monday", "omar") in made


def test_an_article_follows_the_word_that_is_put_after_it() -> None:
    row = {"turns": [["i ate an apple", "An apple. Was it a good apple?"]]}
    made = {chat_swaps.swapped(row, random.Random(seed), str)["turns"][0][1] for seed in range(99)}
    assert "A banana. Was it a good banana?" in made
    assert not [text for text in made if re.search(r"\b[Aa] [aeiou]|\b[Aa]n [^aeiou]", text)]


# ---------------------------------------------------------------- how an utterance is heard each time


def features_of(levels: list[float]) -> stt_variety.Features:
    """A step for each level, in decibels, alike in all bands."""
    return stt_variety.of_powers(10 ** (np.array([levels] * 80) / 10))


def test_powers_are_what_features_stand_for() -> None:
    sound = features_of([0, -10, -30])
    assert stt_variety.powers(sound)[0] == pytest.approx([1, 0.1, 0.001], rel=1e-4)
    assert stt_variety.of_powers(stt_variety.powers(sound)) == pytest.approx(sound, abs=1e-5)
    assert features_of([0, -300]).min() == pytest.approx(-1.0)  # 80 dB below the loudest, and no lower


def test_noise_lies_as_far_below_speech_as_asked() -> None:
    dice = np.random.default_rng(1)
    speech = features_of([0.0] * 400)
    heard = stt_variety.over(speech, stt_variety.steady((80, 300), dice), 10.0, dice)
    assert stt_variety.powers(heard).mean() == pytest.approx(1.1, rel=0.1)


def test_a_room_rings_on_after_a_sound_and_not_before() -> None:
    speech = features_of([-60.0] * 20 + [0.0] * 5 + [-60.0] * 40)
    heard = stt_variety.another_room(speech, np.random.default_rng(4))
    before, after = stt_variety.powers(speech)[20], stt_variety.powers(heard)[20]
    assert np.all(after[:20] < 2 * before[:20])
    assert np.all(after[25:] >= before[25:])
    assert after[26] > 100 * before[26]
    assert np.all(np.diff(after[25:60]) <= 1e-9)


def test_it_is_known_where_each_step_went() -> None:
    dice = np.random.default_rng(3)
    for _ in range(50):
        marked = features_of([-60.0] * 100)
        marked[:, 40:43] = 1.0
        heard, came_from = stt_variety.another_pace(marked, 110, dice)
        assert heard.shape[1] == len(came_from) <= 110
        now = stt_variety.Heard(heard, came_from).now_at(np.array([41.0]))[0]
        assert abs(now - heard[0].argmax()) <= 2.5
        assert np.all(np.diff(came_from) >= 0)


def test_an_utterance_stays_within_its_bounds_however_it_is_heard() -> None:
    dice = np.random.default_rng(2)
    for many in (1, 5, 60, 490):
        for _ in range(40):
            sound = dice.normal(0, 0.3, (80, many)).astype(np.float32)
            heard = stt_variety.varied(sound, 496, dice, sound[:, :3])
            assert heard.features.shape == (80, len(heard.came_from))
            assert heard.features.shape[1] <= 496
            assert np.isfinite(heard.features).all()


# ---------------------------------------------------------------- what is kept on the disk


def test_a_file_of_utterances_comes_back(tmp_path: Path) -> None:
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
