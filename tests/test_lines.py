"""The words that are said: what each must hold, and what none may."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from voice_assistant.errors import ConfigError
from voice_assistant.safety.helplines import UNKNOWN, helpline, helplines
from voice_assistant.safety.lexicon import lexicon
from voice_assistant.safety.lines import MOST_WORDS, VARIANTS, aloud, filled, lines, load
from voice_assistant.vocabulary import Tier

SOURCE = files("voice_assistant.safety").joinpath("lines.toml").read_text(encoding="utf-8")
COUNTRIES = [*helplines().values(), UNKNOWN]
WORDINGS = [(name, text) for name, texts in lines().say.items() for text in texts]
NEVER = """committed|promise|your family|calm down|low risk|cheer up|others have it worse|always here|always be here
|I understand|I know how you feel|secret|selfish|coward|sinful|weak|attention|get over it|just a phase|no hope
|hopeless|depression|disorder|diagnos|bipolar|medication|I love|I missed|don't go
|I'm human|I am human|successful"""
SAYS_SO = """ask unsure unsure_anywhere offer offer_anywhere listen line line_anywhere line_again stay retract refuse
    secrecy identity thanks past hurt third third_help third_now third_stay emergency emergency_stay danger danger_now
    danger_later danger_stay harm harm_now harm_stay voices voices_care mania eating""".split()


def words(text: str) -> int:
    """Words, a telephone number counted as one, as it is read out."""
    return len(re.sub(r"\d[\d ]*\d", "0", text).split())


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_no_wording_says_what_must_never_be_said(name: str, text: str) -> None:
    assert not re.search(NEVER.replace("\n", ""), text, re.IGNORECASE)


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_every_wording_is_short_enough_with_any_number(name: str, text: str) -> None:
    for whom in COUNTRIES:
        if whom.known or "{line}" not in text:
            assert words(filled(text, whom)) <= MOST_WORDS, whom.country


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_a_wording_asks_one_thing_at_most_and_last(name: str, text: str) -> None:
    assert text.count("?") <= 1
    assert "?" not in text[:-1]


def test_there_are_enough_variants_and_no_wording_twice() -> None:
    assert len({text for _, text in WORDINGS}) == len(WORDINGS)
    assert all(len(texts) >= VARIANTS for texts in lines().say.values())


@pytest.mark.parametrize("name", SAYS_SO)
def test_whoever_is_answered_is_told_that_this_is_software(name: str) -> None:
    assert all(re.search("software|program", text) for text in lines().say[name])


@pytest.mark.parametrize(
    "name", ["line", "line_anywhere", "unsure", "unsure_anywhere", "urgent", "emergency", "third_now"]
)
def test_what_is_said_first_in_a_crisis_names_the_emergency_number(name: str) -> None:
    assert all("{emergency}" in text for text in lines().say[name])


@pytest.mark.parametrize("name", ["emergency", "third_now", "danger_now"])
def test_where_seconds_count_the_number_comes_first(name: str) -> None:
    assert all(text.startswith("Call {emergency}") for text in lines().say[name])


def test_a_set_that_names_the_line_has_another_for_where_there_is_none() -> None:
    for name, texts in lines().say.items():
        if any("{line}" in text for text in texts):
            assert f"{name}_anywhere" in lines().say
    assert not any(
        "{line}" in text or "{when}" in text
        for name, text in WORDINGS
        if name.endswith(("_anywhere", "_again"))
    )


def test_every_meaning_and_context_leads_to_a_step_that_is_no_graver() -> None:
    steps, gravity = lines().steps, [Tier.NONE, Tier.CONCERN, Tier.CRISIS].index
    for meaning, *_ in lexicon().meanings:
        assert gravity(steps[meaning.script].tier) <= gravity(meaning.tier)
        assert not meaning.soon or steps[meaning.soon].tier is Tier.CRISIS
    for context in lexicon().contexts:
        assert context.makes in {"keep", "none"} or steps[context.makes].tier is not Tier.CRISIS


def test_the_way_through_a_crisis_ends_in_staying() -> None:
    steps = lines().steps
    for start in ("line", "unsure", "retract", "refuse", "reached", "calling"):
        name, seen = start, set()
        while steps[name].then != name:
            assert name not in seen
            seen.add(name)
            name = steps[name].then
        assert name == "stay"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[say]", "[say", "not valid TOML"),
        ('tier = "crisis"', 'tier = "grave"', "misspells"),
        ("[step.ask]", "[step.asking]", "no wordings"),
        ('maybe = "offer"', 'maybe = "wait"', "does not exist"),
        ("They answer {when}", "They answer {hours}", "placeholder"),
        ("Call {emergency} this minute", "Call " + "please " * 40, "longer"),
    ],
)
def test_a_broken_file_of_lines_is_refused_with_a_reason(old: str, new: str, says: str) -> None:
    assert old in SOURCE
    with pytest.raises(ConfigError, match=says):
        load(SOURCE.replace(old, new, 1))


def test_too_few_variants_are_refused() -> None:
    with pytest.raises(ConfigError, match="variants"):
        load('[step]\n[say]\nhello = ["one", "two"]')


def test_numbers_are_spoken_digit_by_digit() -> None:
    assert aloud("Call 988, or 13 11 14.") == "Call nine eight eight, or one three, one one, one four."
    assert aloud("no number") == "no number"


def test_a_number_that_was_given_is_not_said_again() -> None:
    first = lines().wordings("line", helpline("GB"), given=False)
    again = lines().wordings("line", helpline("GB"), given=True)
    assert any("{line}" in text for text in first)
    assert not any("{line}" in text for text in again)
