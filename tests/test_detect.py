"""The detector, on its development set and on what must hold for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_assistant.errors import ConfigError
from voice_assistant.safety import lexicon
from voice_assistant.safety.detect import GRAVITY, answer, asks_for_something, detect, remarks
from voice_assistant.safety.lexicon import LEXICON_FILE
from voice_assistant.safety.lines import lines
from voice_assistant.safety.phrases import parse
from voice_assistant.vocabulary import Tier

DATA = Path(__file__).parent / "data"
DEVELOPMENT = [
    (Tier(tier), text, f"{group}.{kind}")
    for group, kinds in tomllib.loads((DATA / "safety_dev.toml").read_text()).items()
    for kind, tiers in kinds.items()
    for tier, texts in tiers.items()
    for text in texts
]
ORDINARY = [
    text for texts in tomllib.loads((DATA / "safety_ordinary.toml").read_text()).values() for text in texts
]
RISKY = [text for tier, text, _ in DEVELOPMENT if tier is Tier.CRISIS]


@pytest.mark.parametrize(("tier", "text", "kind"), DEVELOPMENT)
def test_the_development_set_gets_its_tier(tier: Tier, text: str, kind: str) -> None:
    assert detect(text).tier is tier


def test_the_development_set_is_large_enough_to_mean_something() -> None:
    assert len(DEVELOPMENT) >= 150
    kinds = {kind.partition(".")[2] for tier, _, kind in DEVELOPMENT if kind.startswith("none.")}
    assert kinds >= set(
        "idiom device computing game_or_sport lyric title homophone accident academic bereavement cooking".split()
    )


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_commands_questions_and_moods_are_no_alarm(text: str) -> None:
    assert detect(text).tier is Tier.NONE


def test_there_are_enough_ordinary_utterances() -> None:
    assert len(set(ORDINARY)) >= 120


@pytest.mark.parametrize(
    "texts",
    [
        ("I don't want to live anymore.", "i dont want to live any more", "I DON’T WANT TO LIVE ANYMORE"),
        ("I'm going to kill myself.", "im gonna kill my self", "I’m… going to, uh, kill myself"),
        ("I want to die", "i wanna die", "i i want to want to die", "I want to. Die."),
    ],
)
def test_spelling_punctuation_and_stammers_make_no_difference(texts: tuple[str, ...]) -> None:
    assert {detect(text).tier for text in texts} == {Tier.CRISIS}


def test_a_harmless_phrase_hides_nothing_that_is_said_beside_it() -> None:
    assert detect("this traffic is killing me").tier is Tier.NONE
    assert detect("this traffic is killing me and i want to die").tier is Tier.CRISIS
    assert detect("kill the process").tier is Tier.NONE
    assert detect("kill the process then i will kill myself").tier is Tier.CRISIS
    assert detect("play the song called i want to die").tier is Tier.NONE
    assert detect("play a song i want to die").tier is Tier.CRISIS


def test_removing_a_harmless_phrase_never_joins_the_words_around_it() -> None:
    assert detect("i want to old habits die hard die").tier is Tier.NONE


@pytest.mark.parametrize(
    "text", ["no i want to die", "i am not well i want to die", "not a day passes i want to die"]
)
def test_a_no_that_belongs_elsewhere_does_not_deny(text: str) -> None:
    assert detect(text).tier is Tier.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "i don't want to kill myself",
        "no, i'm not suicidal",
        "i have no thoughts of harming myself",
        "i'd never hurt myself",
        "i've never once wanted to be dead",
    ],
)
def test_a_denial_is_no_alarm_and_is_heard(text: str) -> None:
    reading = detect(text)
    assert reading.tier is Tier.NONE
    assert {finding.script for finding in reading.findings} == {"denied"}


def test_a_denial_is_believed_until_other_words_follow() -> None:
    assert detect("i don't want to kill myself").tier is Tier.NONE
    assert (
        detect("i don't want to kill myself but i can't stop thinking about ending my life").tier
        is Tier.CRISIS
    )


def test_long_ago_is_a_concern_and_long_ago_but_again_is_a_crisis() -> None:
    assert detect("years ago i wanted to die").tier is Tier.CONCERN
    assert detect("years ago i wanted to die and now i want to again").tier is Tier.CRISIS


def test_what_was_found_only_by_sound_says_so() -> None:
    assert [(finding.tier, finding.surmised) for finding in detect("i want to and my life").findings] == [
        (Tier.CRISIS, True)
    ]
    assert not any(finding.surmised for finding in detect("i want to end my life").findings)


def test_a_request_for_a_helpline_is_noticed_but_is_no_alarm() -> None:
    (finding,) = detect("what is the number of the suicide hotline").findings
    assert (finding.tier, finding.script) == (Tier.NONE, "number")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("i want to die", "line"),
        ("the voices tell me to die", "line"),
        ("the voices say hurt your brother", "harm_now"),
        ("i hear voices", "voices"),
        ("i haven't slept in four days and i feel amazing", "mania"),
        ("i make myself throw up", "eating"),
        ("my friend self harms", "third"),
        ("my friend is going to kill herself", "third_now"),
        ("my husband hits me", "danger"),
        ("he's going to kill me", "danger_now"),
        ("i want to hurt my brother", "harm"),
        ("i think i killed him", "harm_now"),
        ("my friend overdosed", "emergency"),
        ("i hurt myself", "hurt"),
        ("i used to self harm, years back", "past"),
        ("i've given up", "ask"),
    ],
)
def test_each_kind_has_its_script(text: str, script: str) -> None:
    assert detect(text).findings[0].script == script


def test_two_heavy_things_in_one_breath_are_answered_like_a_wish_to_die() -> None:
    worst = detect("im a burden and i cant go on").findings[0]
    assert (worst.tier, worst.script) == (Tier.CRISIS, "line")


def test_every_script_is_a_step() -> None:
    steps = lines().steps
    assert {meaning.script for meaning, *_ in lexicon.lexicon().meanings} <= set(steps)
    assert {meaning.soon for meaning, *_ in lexicon.lexicon().meanings} <= {"", *steps}


def test_answers_to_our_question() -> None:
    assert [answer(text) for text in ("yes", "Yeah.", "sometimes", "i do", "yes i think so")] == ["yes"] * 5
    assert [answer(text) for text in ("no", "Nope!", "not at all", "i am not")] == ["no"] * 4
    assert [answer(text) for text in ("i don't know", "maybe", "not sure")] == ["maybe"] * 3
    assert [
        answer(text) for text in ("", "set a timer", "yes set a timer", "i do like jazz a lot you know")
    ] == [""] * 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what was the number again", "number"),
        ("who can i call", "number"),
        ("please don't tell my mum", "secrecy"),
        ("will anyone know about this", "secrecy"),
        ("am i talking to a robot", "identity"),
        ("you don't understand", "identity"),
        ("i was only kidding", "retract"),
        ("i take it back", "retract"),
        ("leave me alone", "rest"),
        ("can we talk about something else", "rest"),
        ("i told my sister", "reached"),
        ("she is on the way", "reached"),
        ("okay i will call", "calling"),
        ("there's nobody else", "alone"),
        ("i live on my own", "alone"),
        ("they will lock me up", "barrier"),
        ("i don't want to wake anyone", "barrier"),
        ("the line is busy", "barrier"),
        ("i feel a bit calmer", "better"),
        ("the urge has passed", "better"),
    ],
)
def test_what_is_said_on_the_way_is_told_apart(text: str, name: str) -> None:
    assert name in remarks(text)


@pytest.mark.parametrize(
    "text",
    ["set a timer for ten minutes", "what's the weather like", "play some jazz", "how old is the queen"],
)
def test_ordinary_talk_is_no_remark(text: str) -> None:
    assert remarks(text) == frozenset()


def test_taking_back_and_asking_for_something() -> None:
    assert "retract" in remarks("just kidding")
    assert "retract" in remarks("forget it lol")
    assert "retract" not in remarks("i mean it")
    assert asks_for_something("can you set a timer")
    assert not asks_for_something("i am so tired")


# ---------------------------------------------------------------- what holds for any text

SPOKEN = st.sampled_from([text for _, text, _ in DEVELOPMENT] + ORDINARY)
WORDS = st.lists(st.sampled_from(" ".join(text for _, text, _ in DEVELOPMENT).split()), max_size=40).map(
    " ".join
)


@given(st.one_of(st.text(), WORDS))
def test_any_text_can_be_read(text: str) -> None:
    reading = detect(text)
    assert reading.tier in GRAVITY


@given(st.sampled_from(RISKY), st.sampled_from(ORDINARY))
@settings(max_examples=300)
def test_an_ordinary_sentence_beforehand_hides_no_crisis(risky: str, ordinary: str) -> None:
    assert detect(f"{ordinary}. {risky}").tier is Tier.CRISIS


@given(SPOKEN)
def test_case_and_curly_apostrophes_make_no_difference(text: str) -> None:
    assert detect(text.upper().replace("'", "’")) == detect(text)


def test_time_grows_in_step_with_length() -> None:
    text = " ".join(text for _, text, _ in DEVELOPMENT)
    words = (text.split() * 10)[:10_000]

    def took(count: int) -> float:
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            detect(" ".join(words[:count]))
            best = min(best, time.process_time() - begin)
        return best

    # Linear would be 10; what grew with the square would be 100.
    assert took(10_000) < 30 * took(1_000)


# ---------------------------------------------------------------- the lexicon


def test_the_lexicon_names_no_reason_twice_with_different_words() -> None:
    built = lexicon.lexicon()
    assert all(meaning.reason and meaning.script for meaning, *_ in built.meanings)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('tier = "crisis"', 'tier = "grave"', "not allowed"),
        ("[groups]", "[groups", "not valid TOML"),
        ('"deserve to (die|be dead)"', '"deserve to (die|be dead"', "parenthesis"),
        ('"deserve to (die|be dead)"', '"i want <something>"', "does not define"),
        ('"deserve to (die|be dead)"', '"i am that"', "no telling word"),
        ("hanging =", "hinging =", "lacks the field"),
    ],
)
def test_a_broken_lexicon_is_refused_with_a_reason(old: str, new: str, says: str) -> None:
    source = LEXICON_FILE.read_text(encoding="utf-8")
    assert old in source
    with pytest.raises(ConfigError, match=says):
        lexicon.load(source.replace(old, new, 1))


def test_a_phrase_is_tried_only_where_its_telling_word_was_heard() -> None:
    common = frozenset({"i", "to", "want"})
    assert parse("i want to (die|be dead)", {}, common | {"be"}).telling == {"die", "dead"}
    assert parse("i (really)? want to die", {}, common).telling == {"die"}
    assert parse("i want (to|it)?", {}, common).telling == set()


@pytest.mark.parametrize("text", ["i'm tired", "i am at work", "it's raining", "i have a question"])
def test_what_only_begins_like_a_yes_is_none(text: str) -> None:
    assert answer(text) == ""


@pytest.mark.parametrize(
    "text", ["i am", "i do sometimes", "i have been thinking about it", "he is here", "i can call her"]
)
def test_a_short_yes_is_one(text: str) -> None:
    assert answer(text) == "yes"
