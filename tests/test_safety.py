"""The kernel over a conversation, and the words it says."""

from __future__ import annotations

import re
import time
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.errors import ConfigError
from voice_assistant.safety import Assessment, SafetyState, aloud, assess, helpline
from voice_assistant.safety.detect import GRAVITY
from voice_assistant.safety.helplines import UNKNOWN, helplines
from voice_assistant.safety.lexicon import lexicon
from voice_assistant.safety.lines import MOST_WORDS, lines, load
from voice_assistant.safety.protocol import EARLIER, PERSISTS_S, STAY_TURNS
from voice_assistant.vocabulary import Hypothesis, Tier, Transcript, typed

DATA = Path(__file__).parent / "data"
TEXTS = [
    text
    for kinds in tomllib.loads((DATA / "safety_dev.toml").read_text()).values()
    for tiers in kinds.values()
    for texts in tiers.values()
    for text in texts
]
SOURCE = files("voice_assistant.safety").joinpath("lines.toml").read_text(encoding="utf-8")
COUNTRIES = [*helplines().values(), UNKNOWN]


def talk(*texts: str, country: str = "GB") -> list[Assessment]:
    """What the kernel makes of each turn of one conversation."""
    state, made = SafetyState(), []
    for text in texts:
        made.append(assess(typed(text), state, country=country))
        state = made[-1].state
    return made


def heard(*texts: str) -> Transcript:
    return Transcript(tuple(Hypothesis(text, -0.1 * place) for place, text in enumerate(texts)))


# ---------------------------------------------------------------- one turn


def test_an_ordinary_turn_passes_untouched() -> None:
    (made,) = talk("set a timer for ten minutes")
    assert (made.tier, made.reasons, made.lines) == (Tier.NONE, (), ())


def test_silence_passes_untouched() -> None:
    assert assess(Transcript(()), SafetyState()).tier is Tier.NONE
    assert assess(typed(""), SafetyState()).lines == ()


def test_a_crisis_names_the_line_the_emergency_number_a_person_and_distance() -> None:
    (made,) = talk("i want to kill myself")
    said = " ".join(made.lines)
    assert made.tier is Tier.CRISIS
    assert made.reasons == ("thoughts of ending their life",)
    for needed in ("116 123", "Samaritans", "999", "program", "hurt yourself with", "room"):
        assert needed in said
    assert made.state.number_given


@pytest.mark.parametrize("country", [*helplines(), ""])
def test_each_country_hears_its_own_numbers(country: str) -> None:
    (made,) = talk("i want to die", country=country)
    said = " ".join(made.lines)
    whom = helpline(country)
    assert whom.emergency in said
    assert all(number in said for number in whom.numbers)
    assert whom.known or "findahelpline.com" in said


def test_a_concern_is_first_of_all_a_kind_direct_question() -> None:
    (made,) = talk("everyone would be better off without me")
    assert made.tier is Tier.CONCERN
    assert len(made.lines) == 1
    assert made.lines[0].endswith("?")
    assert not made.state.number_given


def test_injury_gives_the_emergency_number_at_once() -> None:
    (made,) = talk("my dad is not breathing")
    assert made.tier is Tier.CRISIS
    assert made.lines[0].startswith("Call 999 ")


def test_helping_someone_else_starts_with_whether_it_is_urgent() -> None:
    first, second = talk("my friend wants to die", "yes")
    assert (first.tier, second.tier) == (Tier.CONCERN, Tier.CRISIS)
    assert "Call 999" in second.lines[0] or "call 999" in second.lines[0]


def test_someone_else_who_is_not_in_danger_now_needs_a_helper_who_knows_how() -> None:
    _, second = talk("my friend wants to die", "no")
    assert second.tier is Tier.CONCERN
    assert "116 123" in " ".join(second.lines)


def test_where_somebody_dangerous_may_listen_the_lines_are_marked_quiet() -> None:
    assert talk("my husband hits me")[0].quiet
    assert not talk("i want to die")[0].quiet


def test_a_question_for_a_helpline_is_answered_from_the_table_without_alarm() -> None:
    (made,) = talk("what is the number of the suicide hotline")
    assert made.tier is Tier.NONE
    assert "116 123" in made.lines[0]


# ---------------------------------------------------------------- many hypotheses


def test_every_hypothesis_counts() -> None:
    made = assess(heard("i want to fry", "i want to try", "i want to die"), SafetyState(), country="US")
    assert made.tier is Tier.CRISIS
    assert "?" in made.lines[0]  # unsure: it asks first
    assert "988" in made.lines[1]


def test_what_was_only_understood_by_sound_is_asked_about() -> None:
    (made,) = talk("i want to and my life")
    assert made.tier is Tier.CRISIS
    assert "ending your life?" in made.lines[0]


hypotheses = st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=40)), max_size=5)


@given(hypotheses, st.one_of(st.sampled_from(TEXTS), st.text(max_size=40)), st.integers(0, 5), st.booleans())
def test_another_hypothesis_never_lowers_the_tier(
    texts: list[str], extra: str, place: int, asked: bool
) -> None:
    state = talk("i hate my life")[-1].state if asked else SafetyState()
    more = [*texts[:place], extra, *texts[place:]]
    assert GRAVITY[assess(heard(*more), state).tier] >= GRAVITY[assess(heard(*texts), state).tier]


# ---------------------------------------------------------------- a conversation


@pytest.mark.parametrize(
    "retraction", ["just kidding", "lol", "forget it", "i'm fine", "never mind", "no", "i was joking"]
)
def test_taking_it_back_cancels_nothing(retraction: str) -> None:
    first, second = talk("i want to die", retraction)
    assert first.tier is second.tier is Tier.CRISIS
    assert second.reasons == (EARLIER,)
    assert second.lines


def test_yes_to_the_question_is_a_crisis_and_gives_the_number() -> None:
    _, second = talk("i hate my life", "yes")
    assert second.tier is Tier.CRISIS
    assert "116 123" in " ".join(second.lines)


def test_no_to_the_question_is_accepted_with_thanks() -> None:
    _, second, third = talk("i hate my life", "no", "tell me about otters")
    assert second.tier is third.tier is Tier.CONCERN
    assert second.lines in {(text,) for text in lines().say["thanks"]}
    assert third.lines == ()


def test_not_knowing_is_an_answer_that_keeps_us_there() -> None:
    _, second = talk("i hate my life", "i don't know")
    assert second.tier is Tier.CONCERN
    assert second.lines


def test_an_ordinary_yes_is_no_answer_when_nothing_was_asked() -> None:
    assert talk("yes")[0].tier is Tier.NONE


def test_the_number_is_given_once_and_not_every_turn() -> None:
    made = talk(*["i want to die"] * 6)
    numbers = ["116 123" in " ".join(turn.lines) for turn in made]
    assert numbers == [True, False, False, False, False, False]
    assert all(turn.lines for turn in made)


def test_the_number_comes_again_when_a_concern_becomes_a_crisis() -> None:
    made = talk(
        "i hate my life", "everything is hopeless i feel hopeless", "nothing matters anymore", "i want to die"
    )
    assert ["116 123" in " ".join(turn.lines) for turn in made] == [False, True, False, True]


def test_the_words_vary() -> None:
    made = talk(*["i want to die"] * 7)
    stays = [turn.lines for turn in made[1:]]
    assert len(set(stays)) == len(stays)


def test_after_a_crisis_the_kernel_keeps_the_floor_for_a_while_but_commands_go_on() -> None:
    made = talk("i want to die", "i just don't know who to call", "set a timer for five minutes")
    assert made[1].lines
    assert made[2].lines == ()
    assert made[2].tier is Tier.CRISIS
    later = talk("i want to die", *["the sky is grey"] * (STAY_TURNS + 1))
    assert [bool(turn.lines) for turn in later[1:]] == [True] * STAY_TURNS + [False]


def test_an_idiom_is_no_idiom_after_a_concern() -> None:
    _, second = talk("i hate my life", "this day is killing me")
    assert second.lines
    assert talk("this day is killing me")[0].lines == ()


def test_a_tier_fades_only_after_days() -> None:
    state = talk("i want to die")[0].state

    def later(age: float) -> Tier:
        return assess(typed("hello"), state, now=age).tier

    assert later(PERSISTS_S[Tier.CRISIS]) is Tier.CRISIS
    assert later(PERSISTS_S[Tier.CRISIS] + 1) is Tier.CONCERN
    assert later(PERSISTS_S[Tier.CONCERN] + 1) is Tier.NONE


@given(
    st.lists(
        st.one_of(st.sampled_from([*TEXTS, "just kidding", "yes", "no", "forget it"]), st.text(max_size=30)),
        max_size=8,
    )
)
def test_within_a_conversation_the_tier_never_drops_and_nothing_raises(texts: list[str]) -> None:
    tiers = [GRAVITY[turn.tier] for turn in talk(*texts)]
    assert tiers == sorted(tiers)


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
def test_nothing_that_was_said_is_kept_or_repeated(texts: list[str]) -> None:
    allowed = {meaning.reason for meaning, _ in lexicon().meanings}
    allowed |= {context.reason for context in lexicon().contexts} | {EARLIER, "someone else may be at risk"}
    wordings = {lines().variant(name, number, helpline("GB")) for name in lines().say for number in range(6)}
    for turn in talk(*texts):
        assert set(turn.reasons) <= allowed
        assert set(turn.lines) <= wordings


def test_the_same_turn_gives_the_same_assessment() -> None:
    assert talk("i want to die", "no") == talk("i want to die", "no")


def test_an_assessment_takes_milliseconds() -> None:
    transcript = heard(
        *(f"i want to die and i can not go on {word}" for word in "now today anyway here still".split())
    )
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        assess(transcript, SafetyState())
        best = min(best, time.process_time() - begin)
    assert best < 0.05  # about 0.005 on a slow laptop: the bound only catches a slip by a factor of ten


# ---------------------------------------------------------------- the words

WORDINGS = [(name, text) for name, texts in lines().say.items() for text in texts]
NEVER = """committed|promise|your family|calm down|low risk|cheer up|others have it worse|always here|always be here
|I understand|I know how you feel|secret|selfish|coward|sinful|weak|attention|get over it|just a phase|no hope
|hopeless|depression|disorder|diagnos|bipolar|medication|I love|I missed|don't go
|I'm human|I am human|successful"""


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_no_wording_says_what_must_never_be_said(name: str, text: str) -> None:
    assert not re.search(NEVER.replace("\n", ""), text, re.IGNORECASE)


@pytest.mark.parametrize(("name", "text"), WORDINGS)
def test_every_wording_is_short_enough_with_any_number(name: str, text: str) -> None:
    for whom in COUNTRIES:
        if whom.known or "{line}" not in text:
            filled = text.format(line=whom.line, when=whom.when, emergency=whom.emergency)
            assert len(filled.split()) <= MOST_WORDS


def test_there_is_at_most_one_question_in_a_wording() -> None:
    assert [text for _, text in WORDINGS if text.count("?") > 1] == []


def test_there_are_enough_variants_and_no_wording_twice() -> None:
    assert len({text for _, text in WORDINGS}) == len(WORDINGS)
    assert all(len(texts) >= 3 for texts in lines().say.values())
    assert all(len(lines().say[name]) >= 6 for name in ("concern", "crisis", "call", "company", "stay"))


@pytest.mark.parametrize("script", [name for name in lines().scripts if name not in {"thanks", "helpline"}])
@pytest.mark.parametrize("number", range(6))
def test_whoever_is_answered_is_told_that_this_is_software(script: str, number: int) -> None:
    first = lines().scripts[script].first
    said = " ".join(lines().variant(name, number, helpline("US")) for name in first)
    assert re.search("software|program", said)


@pytest.mark.parametrize("script", [name for name, row in lines().scripts.items() if row.tier is Tier.CRISIS])
@pytest.mark.parametrize("number", range(6))
def test_every_crisis_answer_names_the_emergency_number(script: str, number: int) -> None:
    first = lines().scripts[script].first
    for country in COUNTRIES:
        said = " ".join(lines().variant(name, number, country) for name in first)
        assert country.emergency in said


def test_every_meaning_and_context_leads_to_a_script_of_its_tier() -> None:
    scripts = lines().scripts
    for meaning, _ in lexicon().meanings:
        assert scripts[meaning.script].tier is meaning.tier
        assert not meaning.soon or scripts[meaning.soon].tier is Tier.CRISIS
    for context in lexicon().contexts:
        assert context.makes in {"keep", "none"} or scripts[context.makes].tier is Tier.CONCERN


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[say]", "[say", "not valid TOML"),
        ('tier = "crisis"', 'tier = "grave"', "misspells"),
        ('first = ["unsure", "call_if"]', 'first = ["unsure", "ring"]', "no wordings"),
        ('maybe = "listen"', 'maybe = "wait"', "does not exist"),
        ("They answer {when}", "They answer {hours}", "placeholder"),
        ("Call {emergency} this minute and", "Call " + "please " * 40 + "and", "longer"),
    ],
)
def test_a_broken_file_of_lines_is_refused_with_a_reason(old: str, new: str, says: str) -> None:
    assert old in SOURCE
    with pytest.raises(ConfigError, match=says):
        load(SOURCE.replace(old, new, 1))


def test_too_few_variants_are_refused() -> None:
    with pytest.raises(ConfigError, match="variants"):
        load('[script]\n[say]\nhello = ["one", "two"]')


def test_numbers_are_spoken_digit_by_digit() -> None:
    assert aloud("Call 988, or 13 11 14.") == "Call nine eight eight, or one three, one one, one four."
    assert aloud("no number") == "no number"
