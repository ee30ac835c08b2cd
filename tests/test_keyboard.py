"""The assistant by keyboard: what it keeps, what it tells once it is due, and how it does without a store."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from commands import assert_one_sentence
from fakes import NOON, FakeKeeper, Scripted, phrase

from voice_assistant import app, languages
from voice_assistant.cli import main
from voice_assistant.cli.keyboard import Keyboard
from voice_assistant.dialogue.context import Context
from voice_assistant.dialogue.noted import Noted
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.reply import Dialogue, Step
from voice_assistant.errors import StoreError
from voice_assistant.everyday import (
    Alert,
    AlertKind,
    AlertState,
    Change,
    Everyday,
    Item,
    Preferences,
    Watch,
    clocks,
)
from voice_assistant.everyday.records import Instant
from voice_assistant.everyday.schedule import deadline
from voice_assistant.opening import Store
from voice_assistant.safety import SafetyState
from voice_assistant.vocabulary import Effect, Sentence, Tier

START = Instant(NOON, 0.0, "this boot")

MILK = Item("shopping", "milk", NOON, "milk")

FULL = StoreError("The disk is full: free some space.")


def timer(seconds: float, name: str = "pasta") -> Alert:
    length = timedelta(seconds=seconds)
    return Alert(AlertKind.TIMER, NOON, name, deadline=deadline(START, length), length=length, id=name)


class At:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> Instant:
        return Instant(NOON + timedelta(seconds=self.seconds), self.seconds, "this boot")


def scripted(keeper: FakeKeeper, clock: Callable[[], Instant] = At(), **replies: Sequence[Step]) -> Keyboard:  # noqa: B008
    return Keyboard(Scripted(replies), clock, keeper, keeper.load())  # type: ignore[arg-type]


def everyday(*changes: Change) -> Effect:
    return Effect("everyday", (("changes", changes),))


# ---------------------------------------------------------------- what is kept


def test_what_is_to_be_kept_is_kept_and_the_next_line_knows_it() -> None:
    keeper = FakeKeeper()
    dialogue = Scripted({"add": [everyday(Change(None, MILK)), Sentence("Done.")], "read": []})
    keyboard = Keyboard(dialogue, At(), keeper, keeper.load())  # type: ignore[arg-type]
    assert keyboard.say("add").reply == "Done."
    keyboard.say("read")
    assert dialogue.results == [Everyday((MILK,))]
    assert keeper.everyday == Everyday((MILK,))
    assert [world.everyday for world in dialogue.worlds] == [Everyday(), Everyday((MILK,))]


def test_what_cannot_be_kept_is_said_and_not_taken_for_a_text_that_was_too_long() -> None:
    keeper = FakeKeeper()
    keeper.failing = lambda changes: FULL
    keyboard = scripted(
        keeper, add=[everyday(Change(None, MILK)), Sentence("Done.")], read=[Sentence("Yes.")]
    )
    answer = keyboard.say("add")
    assert (answer.failure, answer.reply) == (FULL, phrase("error.store"))
    assert keyboard.say("read").reply == "Yes."


def test_how_it_sounds_is_kept_for_when_it_has_a_voice() -> None:
    keeper = FakeKeeper()
    effects = [
        Effect("volume", (("percent", 30),)),
        Effect("speed", (("factor", 1.25),)),
        Effect("mute", (("on", True),)),
    ]
    dialogue = Scripted({"all": effects})
    Keyboard(dialogue, At(), keeper, keeper.load()).say("all")  # type: ignore[arg-type]
    assert dialogue.results == [30, 1.25, None]
    assert keeper.everyday.preferences == Preferences(volume=30, speed=1.25, muted=True)


def test_how_it_sounds_fails_in_silence() -> None:
    keeper = FakeKeeper()
    keeper.failing = lambda changes: FULL
    answer = scripted(keeper, up=[Effect("volume", (("change", -10),)), Sentence("Quieter.")]).say("up")
    assert (answer.failure, answer.reply) == (None, "Quieter.")


def test_forgetting_drops_what_was_typed() -> None:
    keyboard = scripted(FakeKeeper(), a=[Sentence("b")], forget=[Effect("forget"), Sentence("Forgotten.")])
    keyboard.say("a")
    assert keyboard._memory.exchanges
    keyboard.say("forget")
    assert keyboard._memory.exchanges == ()


def test_the_last_context_of_a_turn_is_remembered_also_of_one_that_failed_after_it() -> None:
    """It says what was done by then: "undo" must not take back something earlier instead."""
    keeper = FakeKeeper()
    failing = [Context(at=3.0), everyday(Change(None, MILK))]
    keyboard = scripted(keeper, a=[Context(at=1.0), Sentence("b"), Context(at=2.0)], fail=failing)
    keyboard.say("a")
    assert keyboard._memory.context == Context(at=2.0)
    keeper.failing = lambda changes: FULL
    keyboard.say("fail")
    assert keyboard._memory.context == Context(at=3.0)


# ---------------------------------------------------------------- how worried it is

TODAY = NOON.timestamp()


@pytest.mark.parametrize(
    ("safety", "stays"),
    [
        (SafetyState(Tier.CONCERN, at=TODAY, quiet=True), False),
        (SafetyState(Tier.NONE), False),
        (SafetyState(Tier.CRISIS, at=TODAY), True),
    ],
)
def test_what_is_over_or_not_to_be_found_is_not_kept_any_longer(safety: SafetyState, stays: bool) -> None:
    before = Watch(Tier.CRISIS, *(kept[1] for kept in [SafetyState(Tier.CRISIS, at=TODAY).kept] if kept))
    keeper = FakeKeeper(before)
    scripted(keeper, a=[Noted(safety.tier, safety), Sentence("b")]).say("a")
    assert keeper.everyday.watch == (before if stays else None)


def test_who_is_afraid_of_somebody_leaves_nothing_to_be_found() -> None:
    keeper = FakeKeeper()
    keyboard = Keyboard(Dialogue(languages.load("en"), Persona("Robin", ""), "GB"), At(), keeper)
    keyboard.say("i feel so hopeless")
    assert keeper.everyday.watch is not None
    keyboard.say("my husband hits me")
    assert keyboard._memory.safety.quiet
    assert keeper.everyday.watch is None


# ---------------------------------------------------------------- what is due


def test_what_is_due_is_told_once_before_the_reply_and_is_no_part_of_what_was_said() -> None:
    clock, keeper = At(), FakeKeeper(timer(60))
    keyboard = scripted(keeper, clock, a=[Sentence("Yes.")])
    assert keyboard.say("a").reply == "Yes."
    clock.seconds = 61
    answer = keyboard.say("a")
    assert answer.reply == "Your pasta timer is done. Yes."
    assert answer.due == "Your pasta timer is done."
    assert keeper.everyday == Everyday()
    assert keyboard.say("a").reply == "Yes."
    assert keyboard._memory.last_reply == "Yes."


def test_what_was_missed_is_told_too_and_one_that_repeats_stays() -> None:
    late, gone = timer(-3600), replace(timer(-60, "egg"), state=AlertState.MISSED, rang=NOON, missed=1)
    keeper = FakeKeeper(late, gone)
    reply = scripted(keeper, a=[]).say("a").reply
    assert "pasta timer ended 1 hour ago" in reply
    assert "egg" in reply
    assert keeper.everyday == Everyday()


def test_what_is_typed_is_no_answer_to_what_is_told_only_now() -> None:
    """What rings is silenced before the line is understood: whoever typed it had not read of it."""
    dialogue = Scripted({"okay": []})
    keeper = FakeKeeper(timer(-1))
    Keyboard(dialogue, At(), keeper, keeper.load()).say("okay")  # type: ignore[arg-type]
    assert dialogue.worlds[0].everyday == Everyday()


def test_what_is_due_is_told_even_if_that_cannot_be_written() -> None:
    keeper = FakeKeeper(timer(-1))
    keeper.failing = lambda changes: FULL
    keyboard = scripted(keeper, a=[Sentence("Yes.")])
    assert [keyboard.say("a").reply, keyboard.say("a").reply] == ["Your pasta timer is done. Yes.", "Yes."]


# ---------------------------------------------------------------- what is said of ringing


def test_who_sets_an_alert_is_told_that_nothing_rings_here() -> None:
    setting = [everyday(Change(None, timer(60))), Sentence("It runs.")]
    keyboard = scripted(
        FakeKeeper(),
        set=setting,
        drop=[everyday(Change(timer(60), None))],
        add=[everyday(Change(None, MILK))],
    )
    assert keyboard.say("set").reply == f"It runs. {phrase('skill.rings_when_running')}"
    assert keyboard.say("drop").reply == ""
    assert keyboard.say("add").reply == ""


def test_who_could_not_set_an_alert_is_not() -> None:
    keeper = FakeKeeper()
    keeper.failing = lambda changes: FULL
    assert scripted(keeper, set=[everyday(Change(None, timer(60)))]).say("set").reply == phrase("error.store")


# ---------------------------------------------------------------- the commands

NOW = "2026-03-09T07:30:00"


@pytest.fixture
def no_llm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ASSISTANT_LLM_ENGINE", "none")
    monkeypatch.setenv("TZ", "UTC")


def ask(capsys: pytest.CaptureFixture[str], text: str, now: str = NOW) -> tuple[int, str, str]:
    code = main(["ask", text, "--now", now])
    return code, *capsys.readouterr()


@pytest.mark.usefixtures("no_llm")
def test_a_timer_outlives_the_command_and_is_told_of_by_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = ask(capsys, "set a timer for five minutes")
    assert code == 0
    assert phrase("skill.rings_when_running") in said
    _, later, _ = ask(capsys, "what time is it", "2026-03-09T07:35:10")
    assert later == "Your 5 minute timer is done. It is 7:35 am.\n"
    assert ask(capsys, "what time is it", "2026-03-09T07:35:20")[1] == "It is 7:35 am.\n"


@pytest.mark.usefixtures("no_llm")
def test_while_another_assistant_runs_questions_are_answered_and_nothing_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(app.everyday(app.set_up()).keeper):
        assert ask(capsys, "what time is it") == (0, "It is 7:30 am.\n", "")
        code, said, complaint = ask(capsys, "set a timer for five minutes")
        assert (code, said) == (1, "")
        assert_one_sentence(complaint, "in use by another assistant")
        lines = b"set a timer for five minutes\nwhat time is it\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        assert main(["chat", "--now", NOW]) == 1
        said, complaint = capsys.readouterr()
        assert said.splitlines() == [phrase("error.store_busy"), "It is 7:30 am."]
        assert_one_sentence(complaint, "in use by another assistant")
    assert ask(capsys, "set a timer for five minutes")[0] == 0


@pytest.mark.usefixtures("no_llm")
def test_what_is_due_is_told_though_the_command_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(FakeKeeper(timer(-1)), Everyday((timer(-1),)))
    monkeypatch.setattr(app, "everyday", lambda *_: store)
    script = Scripted({"add": [everyday(Change(None, MILK))]})
    monkeypatch.setattr(app, "dialogue", lambda _: script)
    store.keeper.failing = lambda changes: FULL if changes and changes[0].after == MILK else None  # type: ignore[attr-defined]
    code, said, complaint = ask(capsys, "add", NOON.isoformat())
    assert (code, said) == (1, "Your pasta timer is done.\n")
    assert_one_sentence(complaint, "disk is full")


def test_a_clock_time_that_was_typed_means_the_users_own_zone() -> None:
    dialogue = Dialogue(languages.load("en"), Persona())
    moment = Instant(datetime(2026, 3, 9, 7, 30, tzinfo=UTC))
    assert Keyboard(dialogue, lambda: moment).say("what time is it").reply == "It is 7:30 am."


def test_one_question_from_the_command_line_is_not_followed_by_one_of_ours() -> None:
    hard = Everyday((Watch(Tier.CRISIS, clocks.read().now.timestamp() + 3600.0),))
    dialogue = Dialogue(languages.load("en"), Persona(), "GB")
    assert (
        not Keyboard(dialogue, clocks.read, everyday=hard, once=True)
        .say("what time is it")
        .reply.endswith("?")
    )
    assert Keyboard(dialogue, clocks.read, everyday=hard).say("what time is it").reply.endswith("?")
