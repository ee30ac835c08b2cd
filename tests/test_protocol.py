"""The kernel over a conversation: which step it takes, and what it remembers."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_assistant.safety import (
    Assessment,
    SafetyState,
    assess,
    follow_up,
    helpline,
    protocol,
    restored,
    suspect,
)
from voice_assistant.safety.detect import GRAVITY, Finding
from voice_assistant.safety.helplines import helplines
from voice_assistant.safety.layers import REASONS
from voice_assistant.safety.lexicon import lexicon
from voice_assistant.safety.lines import filled, lines
from voice_assistant.safety.protocol import EARLIER, SUSPECTED
from voice_assistant.safety.state import PERSISTS_S, SITTING_S
from voice_assistant.safety.steps import STAY_TURNS
from voice_assistant.vocabulary import Hypothesis, Tier, Transcript, typed

DATA = Path(__file__).parent / "data"
TEXTS = [
    text
    for kinds in tomllib.loads((DATA / "safety_dev.toml").read_text()).values()
    for tiers in kinds.values()
    for texts in tiers.values()
    for text in texts
]


def talk(*texts: str, country: str = "GB") -> list[Assessment]:
    """What the kernel makes of each turn of one conversation."""
    state, made = SafetyState(), []
    for text in texts:
        made.append(assess(typed(text), state, country=country))
        state = made[-1].state
    return made


def steps(*texts: str) -> list[str]:
    """The steps that a conversation takes; "" where a turn goes on as usual."""
    return [turn.state.latest if turn.lines else "" for turn in talk(*texts)]


def heard(*texts: str) -> Transcript:
    return Transcript(tuple(Hypothesis(text, -0.1 * place) for place, text in enumerate(texts)))


# ---------------------------------------------------------------- hints over several turns


def test_remarks_of_which_none_says_it_alone_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hint = Finding("sounds in despair", Tier.CONCERN, "ask", 9, surmised=True)
    monkeypatch.setattr(
        protocol, "read_on", lambda earlier, text: hint if (*earlier, text) == ("a", "b") else None
    )
    assert assess(typed("b"), SafetyState(), earlier=["a"]).state.latest == "ask"
    assert assess(typed("b"), SafetyState(), earlier=[]).tier is Tier.NONE


def test_what_was_asked_about_once_is_not_found_again_in_what_they_said_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "read_on", lambda *_: pytest.fail("They were asked already."))
    before = assess(typed("i feel hopeless"), SafetyState()).state
    assess(typed("what a pretty bird"), before, earlier=["i feel hopeless"])
    denied = SafetyState(denied_at=0.0)
    assess(typed("what a pretty bird"), denied, earlier=["i feel hopeless"])


# ---------------------------------------------------------------- one turn


def test_an_ordinary_turn_passes_untouched() -> None:
    (made,) = talk("set a timer for ten minutes")
    assert (made.tier, made.reasons, made.lines) == (Tier.NONE, (), ())


def test_silence_passes_untouched() -> None:
    assert assess(Transcript(()), SafetyState()).tier is Tier.NONE
    assert assess(typed(""), SafetyState()).lines == ()


def test_a_crisis_names_line_and_emergency_number_and_a_person_in_one_short_line() -> None:
    (made,) = talk("i want to kill myself")
    (said,) = made.lines
    assert made.tier is Tier.CRISIS
    assert made.reasons == ("thoughts of ending their life",)
    for needed in ("116 123", "Samaritans", "999", "omeone"):
        assert needed in said
    assert made.state.number_given
    assert made.contact == "116 123, Samaritans · 999"


@pytest.mark.parametrize("country", [*helplines(), ""])
def test_each_country_hears_its_own_numbers(country: str) -> None:
    (made,) = talk("i want to die", country=country)
    whom = helpline(country)
    assert whom.emergency in made.lines[0]
    assert all(number in made.lines[0] for number in whom.numbers)
    assert whom.known or "findahelpline.com" in made.lines[0]


def test_a_concern_is_first_of_all_a_kind_direct_question() -> None:
    (made,) = talk("everyone would be better off without me")
    assert made.tier is Tier.CONCERN
    assert made.lines[0].endswith("?")
    assert not made.state.number_given


def test_injury_gives_the_emergency_number_in_its_first_words() -> None:
    (made,) = talk("my dad is not breathing")
    assert made.tier is Tier.CRISIS
    assert made.lines[0].startswith("Call 999")


def test_where_somebody_dangerous_may_listen_the_lines_are_marked_quiet() -> None:
    assert talk("my husband hits me")[0].quiet
    assert not talk("i want to die")[0].quiet


def test_what_follows_danger_is_shown_for_minutes_and_not_for_days() -> None:
    hit = assess(typed("my husband hits me"), SafetyState(), 0.0).state
    soon = assess(typed("i want to die"), hit, 60.0)
    assert soon.quiet
    later = assess(typed("i want to die"), hit, 90_000.0)
    assert not later.quiet
    assert not assess(typed("yes"), later.state, 90_030.0).quiet


def test_a_question_for_a_helpline_is_answered_from_the_table_without_alarm() -> None:
    (made,) = talk("what is the number of the suicide hotline")
    assert made.tier is Tier.NONE
    assert "116 123" in made.lines[0]


@pytest.mark.parametrize("text", ["no, i don't want to kill myself, i'm just tired", "i am not suicidal"])
def test_a_denial_is_accepted_with_thanks_and_no_alarm(text: str) -> None:
    (made,) = talk(text)
    assert made.tier is Tier.NONE
    assert made.state.latest == "denied"
    assert "?" not in made.lines[0]


def test_a_denial_before_a_command_leaves_the_command() -> None:
    assert talk("set a timer for five minutes, and no i don't want to kill myself")[0].lines == ()


# ---------------------------------------------------------------- many hypotheses


def test_every_hypothesis_counts() -> None:
    made = assess(heard("i want to fry", "i want to try", "i want to die"), SafetyState(), country="US")
    assert made.tier is Tier.CRISIS
    assert made.state.latest == "unsure"
    assert made.lines[0].endswith("?")
    assert "988" in made.lines[0]


def test_what_was_only_understood_by_sound_is_asked_about() -> None:
    (made,) = talk("i want to and my life")
    assert made.tier is Tier.CRISIS
    assert made.state.latest == "unsure"


hypotheses = st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=40)), max_size=5)


@given(hypotheses, st.one_of(st.sampled_from(TEXTS), st.text(max_size=40)), st.integers(0, 5), st.booleans())
@settings(deadline=None)
def test_another_hypothesis_never_lowers_the_tier(
    texts: list[str], extra: str, place: int, asked: bool
) -> None:
    state = talk("i hate my life")[-1].state if asked else SafetyState()
    more = [*texts[:place], extra, *texts[place:]]
    assert GRAVITY[assess(heard(*more), state).tier] >= GRAVITY[assess(heard(*texts), state).tier]


# ---------------------------------------------------------------- the way


def test_the_way_through_a_crisis_takes_each_step_once_and_then_stays() -> None:
    way = ["line", "near", "company", "barriers", "help", "distance", "doctor", "stay", "stay"]
    assert steps(*["i want to die"] * 9) == way


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("yes", "calling"),
        ("okay i'll call", "calling"),
        ("no", "near"),
        ("i can't call i'm scared", "help"),
        ("what would i even say", "help"),
        ("there is nobody here", "alone"),
        ("my sister is coming over", "reached"),
        ("don't tell anyone", "secrecy"),
        ("are you even real", "identity"),
        ("what was that number again", "number"),
        ("leave me alone", "rest"),
        ("just kidding", "retract"),
        ("i feel a bit better now", "eased"),
        ("i don't want to die", "eased"),
        ("would it be better if i was gone, am i right", "refuse"),
        ("i have no phone", "no_phone"),
        ("can i text somebody", "write"),
        ("i am deaf", "write"),
        ("i can't talk on the phone", "write"),
        ("they hung up on me", "failed"),
        ("good night", "parting"),
        ("why do you ask", "why"),
        ("it's not about me", "misheard"),
        ("i'm going to do it now", "urgent"),
        ("i've got the xthingx in my hand", "urgent"),
    ],
)
def test_what_is_said_on_the_way_is_answered(said: str, step: str) -> None:
    assert steps("i want to kill myself", said)[-1] == step


def test_after_an_answer_on_the_way_the_way_goes_on() -> None:
    said = ("i want to kill myself", "are you real", "i don't know", "no", "no", "hm")
    assert steps(*said) == ["line", "identity", "near", "company", "alone", "barriers"]


def test_who_is_near_to_acting_is_told_to_call_the_emergency_number() -> None:
    made = talk("i want to kill myself", "it all hurts so much", "yes")
    assert made[-1].state.latest == "urgent"
    assert "999" in made[-1].lines[0]


def test_helping_someone_else_starts_with_whether_it_is_urgent() -> None:
    first, second = talk("my friend wants to die", "yes")
    assert (first.tier, second.tier) == (Tier.CONCERN, Tier.CRISIS)
    assert second.lines[0].startswith("Call 999")


def test_someone_else_who_is_not_in_danger_now_needs_a_helper_who_knows_how() -> None:
    made = talk("my friend wants to die", "no", "okay what else can i do for her")
    assert [turn.state.latest for turn in made] == ["third", "third_help", "third_call"]
    assert "116 123" in made[-1].lines[0]


def test_fear_of_somebody_stays_quiet_all_the_way() -> None:
    made = talk("my husband hits me", "yes", "he's in the kitchen")
    assert [turn.state.latest for turn in made] == ["danger", "danger_now", "danger_stay"]
    assert all(turn.quiet for turn in made)


@pytest.mark.parametrize("said", ["my dad is not breathing", "someone is breaking in"])
def test_where_help_is_awaited_the_floor_is_kept_whatever_is_said(said: str) -> None:
    assert all(
        steps(said, "an hour ago", "the blue ones", "on the sofa", "he fell", "the lights look strange")
    )


def test_what_is_only_surmised_leads_nobody_off_the_way() -> None:
    for said in ("they're talking to me now", "i'm outside", "he's crying"):
        assert steps("my friend wants to kill herself tonight", "yes", said)[-1].startswith("third")
        assert steps("i want to kill myself", said)[-1] in {"near", "reached", "calling"}


def test_who_lost_somebody_is_met_with_sympathy_and_no_alarm() -> None:
    (made,) = talk("i lost my husband to suicide")
    assert (made.tier, made.state.latest) == (Tier.NONE, "bereaved")
    assert talk("my friend killed himself and i want to follow him")[0].state.latest == "line"


def test_an_emergency_is_stayed_with() -> None:
    assert steps("my dad is not breathing", "i did", "he's blue") == [
        "emergency",
        "emergency_stay",
        "emergency_stay",
    ]


# ---------------------------------------------------------------- what is remembered


@pytest.mark.parametrize("retraction", ["just kidding", "lol", "forget it", "never mind", "i was joking"])
def test_taking_it_back_cancels_nothing(retraction: str) -> None:
    first, second = talk("i want to die", retraction)
    assert first.tier is second.tier is Tier.CRISIS
    assert second.reasons == (EARLIER,)
    assert second.state.latest == "retract"


def test_yes_to_the_question_is_a_crisis_and_gives_the_number() -> None:
    _, second = talk("i hate my life", "yes")
    assert second.tier is Tier.CRISIS
    assert "116 123" in second.lines[0]


@pytest.mark.parametrize("reply", ["no", "no i'm fine", "i'm fine", "not at all"])
def test_no_to_the_question_is_accepted_with_thanks(reply: str) -> None:
    _, second, third = talk("i hate my life", reply, "tell me about otters")
    assert second.tier is third.tier is Tier.CONCERN
    assert second.state.latest == "thanks"
    assert third.lines == ()


def test_not_knowing_is_an_answer_that_keeps_us_there() -> None:
    _, second = talk("i hate my life", "i don't know")
    assert second.tier is Tier.CONCERN
    assert second.state.latest == "offer"


def test_an_ordinary_yes_is_no_answer_when_nothing_was_asked() -> None:
    assert talk("yes")[0].tier is Tier.NONE


def test_the_number_is_given_once_and_not_every_turn() -> None:
    made = talk(*["i want to die"] * 8)
    assert ["116 123" in " ".join(turn.lines) for turn in made] == [True] + [False] * 7
    assert all(turn.lines for turn in made)


def test_the_number_comes_again_when_a_concern_becomes_a_crisis() -> None:
    made = talk("i hate my life", "i feel so hopeless", "nothing matters anymore", "i want to die")
    assert ["116 123" in " ".join(turn.lines) for turn in made] == [False, True, False, True]


def test_the_words_vary() -> None:
    made = talk(*["i want to die"] * 14)
    assert len({turn.lines for turn in made}) >= 12


def test_in_a_crisis_the_kernel_keeps_the_floor_for_a_while_but_commands_go_on() -> None:
    made = talk("i want to die", "the kettle is on", "set a timer for five minutes")
    assert made[1].lines
    assert made[2].lines == ()
    assert made[2].tier is Tier.CRISIS
    later = talk("i want to die", *["the kettle is on"] * (STAY_TURNS + 1))
    assert [bool(turn.lines) for turn in later[1:]] == [True] * STAY_TURNS + [False]


def test_an_idiom_is_no_idiom_after_a_concern_or_a_denial() -> None:
    assert talk("i hate my life", "this day is killing me")[1].state.latest == "ask"
    assert talk("i am not suicidal", "this day is killing me")[1].state.latest == "ask"
    assert talk("this day is killing me")[0].lines == ()


def test_a_tier_fades_only_after_days() -> None:
    state = talk("i want to die")[0].state

    def later(age: float) -> Tier:
        return assess(typed("hello"), state, now=age).tier

    assert later(PERSISTS_S[Tier.CRISIS]) is Tier.CRISIS
    assert later(PERSISTS_S[Tier.CRISIS] + 1) is Tier.CONCERN
    assert later(PERSISTS_S[Tier.CONCERN] + 1) is Tier.NONE


def test_a_clock_that_jumps_ahead_and_back_loses_nothing() -> None:
    state = talk("i want to die")[0].state
    ahead = assess(typed("hello"), state, now=10 * PERSISTS_S[Tier.CONCERN])
    assert ahead.tier is Tier.NONE
    assert assess(typed("hello"), ahead.state, now=60.0).tier is Tier.CRISIS
    assert assess(typed("hello"), state, now=-1e6).tier is Tier.CRISIS


def test_hours_later_a_yes_answers_nothing() -> None:
    state = talk("i hate my life")[0].state
    assert assess(typed("yes"), state, now=3600.0).lines == ()


def test_only_tier_and_expiry_outlive_a_restart_and_a_dangerous_partner_finds_nothing() -> None:
    state = talk("i want to die")[0].state
    assert state.kept == (Tier.CRISIS, PERSISTS_S[Tier.CRISIS])
    again = restored(*state.kept)
    assert again == SafetyState(tier=Tier.CRISIS, followed=False)
    assert assess(typed("hello"), again, now=60.0).tier is Tier.CRISIS
    assert talk("my husband hits me")[0].state.kept is None
    assert SafetyState().kept is None


def test_the_next_sitting_asks_once_how_it_is() -> None:
    state = talk("i want to die", "no")[-1].state
    assert follow_up(state, 60.0) is None
    morning = SITTING_S + 3600
    made = assess(typed("what time is it"), state, now=morning, country="GB")
    assert made.lines == ()
    asking = follow_up(made.state, morning, "GB")
    assert asking is not None
    line, after = asking
    assert line.endswith("?")
    assert follow_up(after, morning + 5, "GB") is None
    assert assess(typed("no"), after, now=morning + 9, country="GB").state.latest == "ask"
    assert (
        assess(typed("yes much better"), after, now=morning + 9, country="GB").state.latest == "follow_good"
    )


def test_nothing_is_asked_aloud_later_where_somebody_dangerous_may_listen() -> None:
    state = talk("my husband hits me")[-1].state
    assert follow_up(state, SITTING_S + 3600) is None


def test_the_language_model_may_raise_none_to_concern_and_no_further() -> None:
    made = suspect(SafetyState(), country="GB")
    assert (made.tier, made.reasons, made.state.latest) == (Tier.CONCERN, (SUSPECTED,), "ask")
    crisis = talk("i want to die")[0].state
    assert suspect(crisis).tier is Tier.CRISIS


@given(
    st.lists(
        st.one_of(st.sampled_from([*TEXTS, "just kidding", "yes", "no", "forget it"]), st.text(max_size=30)),
        max_size=8,
    )
)
@settings(deadline=None)
def test_within_a_conversation_the_tier_never_drops_and_nothing_raises(texts: list[str]) -> None:
    tiers = [GRAVITY[turn.tier] for turn in talk(*texts)]
    assert tiers == sorted(tiers)


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
@settings(deadline=None)
def test_nothing_that_was_said_is_kept_or_repeated(texts: list[str]) -> None:
    allowed = {meaning.reason for meaning, *_ in lexicon().meanings}
    allowed |= (
        {context.reason for context in lexicon().contexts}
        | {EARLIER, "someone else may be at risk"}
        | REASONS
    )
    wordings = {filled(text, helpline("GB")) for texts in lines().say.values() for text in texts}
    for turn in talk(*texts):
        assert set(turn.reasons) <= allowed
        assert set(turn.lines) <= wordings


def test_the_same_turn_gives_the_same_assessment() -> None:
    assert talk("i want to die", "no") == talk("i want to die", "no")


def test_an_assessment_takes_milliseconds() -> None:
    transcript = heard(*(f"i am so tired of it all {word}" for word in "now today anyway here still".split()))
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        assess(transcript, SafetyState())
        best = min(best, time.process_time() - begin)
    assert best < 0.3  # about 0.02 on a slow core: the bound only catches a slip by a factor of ten
