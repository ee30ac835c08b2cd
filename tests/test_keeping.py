"""What is kept: written one after the other, on disk before it holds, and what holds even if it cannot be written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import anyio
import numpy as np
import pytest
from fakes import NOON, FakeKeeper, Scripted, Talk, phrase, user

from voice_assistant.errors import StoreBusyError, StoreError
from voice_assistant.everyday import Alert, AlertKind, AlertState, Change, Everyday, Item, Preferences
from voice_assistant.everyday.records import Deadline, Instant
from voice_assistant.keeping import Kept, Refusing
from voice_assistant.vocabulary import FRAME, Effect, Sentence, samples

MILK = Item("shopping", "milk", NOON, "milk")

FULL = StoreError("The disk is full: free some space.")

RINGS = Alert(AlertKind.TIMER, NOON, state=AlertState.RINGING, rang=NOON, id="rings")


def adding(item: Item = MILK) -> Effect:
    return Effect("everyday", (("changes", (Change(None, item),)),))


def full(changes: Sequence[Change]) -> StoreError | None:
    return FULL


def doing(kept: Kept, *works: Callable[[], Coroutine[Any, Any, object]]) -> list[object]:
    """What comes of several works that begin together."""
    results: list[object] = [None] * len(works)

    async def one(place: int) -> None:
        try:
            results[place] = await works[place]()
        except StoreError as error:
            results[place] = error

    async def all_of_them() -> None:
        async with anyio.create_task_group() as tasks:
            for place in range(len(works)):
                tasks.start_soon(one, place)
        kept.lane.close()

    anyio.run(all_of_them)
    return results


# ---------------------------------------------------------------- changes


def test_a_change_holds_once_it_is_on_disk() -> None:
    keeper = FakeKeeper()
    kept = Kept(keeper, Everyday())
    seen: list[Everyday] = []
    keeper.failing = lambda changes: seen.append(kept.everyday)
    assert doing(kept, lambda: kept.change([Change(None, MILK)])) == [Everyday((MILK,))]
    assert seen == [Everyday()]
    assert kept.everyday == keeper.everyday == Everyday((MILK,))


def test_changes_are_made_one_after_the_other_in_one_thread() -> None:
    keeper = FakeKeeper()
    kept = Kept(keeper, Everyday())
    items = [replace(MILK, id=name) for name in "abcdef"]
    doing(kept, *[lambda item=item: kept.change([Change(None, item)]) for item in items])  # type: ignore[misc]
    assert kept.everyday == keeper.everyday == Everyday(tuple(items))
    assert len(keeper.threads) == 1


def test_a_change_that_cannot_be_kept_does_not_hold() -> None:
    keeper = FakeKeeper(MILK)
    keeper.failing = full
    kept = Kept(keeper, keeper.load())
    assert doing(kept, lambda: kept.change([Change(MILK, None)])) == [FULL]
    assert kept.everyday == Everyday((MILK,))


def test_what_is_to_be_silenced_is_silent_even_if_that_cannot_be_kept() -> None:
    keeper = FakeKeeper(MILK, RINGS)
    keeper.failing = full
    kept = Kept(keeper, keeper.load())
    assert doing(kept, lambda: kept.change([Change(RINGS, None), Change(MILK, None)])) == [FULL]
    assert kept.everyday == Everyday((MILK,))


def test_what_must_hold_holds_at_once_and_without_a_disk() -> None:
    keeper = FakeKeeper(RINGS)
    keeper.failing = full
    kept = Kept(keeper, keeper.load())
    writing = kept.hold([Change(RINGS, None)])
    assert kept.everyday == Everyday()
    assert doing(kept, lambda: writing) == [None]


@pytest.mark.parametrize("works", [True, False])
def test_what_is_due_rings_whether_that_can_be_written_or_not(works: bool) -> None:
    due = Alert(AlertKind.TIMER, NOON, deadline=Deadline(NOON, 0.0, "this boot"))
    keeper = FakeKeeper(due)
    kept = Kept(keeper, keeper.load())
    seen: list[int] = []

    def look(changes: Sequence[Change]) -> StoreError | None:
        seen.append(len(kept.everyday.ringing))
        return None if works else FULL

    keeper.failing = look
    instant = Instant(NOON + timedelta(seconds=1), 1.0, "this boot")
    doing(kept, lambda: kept.ring(lambda: instant))
    assert seen == [0]
    assert [alert.id for alert in kept.everyday.ringing] == [due.id]


def test_a_store_that_cannot_be_opened_is_empty_and_refuses_with_its_own_error() -> None:
    refusing = Refusing(StoreBusyError("It is in use: end the other one."))
    assert refusing.load() == Everyday()
    refusing.keep(())
    for _ in range(2):
        with pytest.raises(StoreBusyError, match=r"^It is in use: end the other one\.$"):
            refusing.keep([Change(None, MILK)])
    refusing.close()


# ---------------------------------------------------------------- in a conversation


def test_what_the_user_wants_kept_is_kept_and_the_reply_knows_it() -> None:
    dialogue = Scripted({"alpha": [adding(), Sentence("It is on your list.")], "bravo": []})
    talk = Talk(user(1.0, 2.0, "alpha"), user(6.0, 7.0, "bravo"), dialogue=dialogue).run()
    assert dialogue.results == [Everyday((MILK,))]
    assert talk.keeper.everyday == talk.conversation.everyday == Everyday((MILK,))
    assert [world.everyday for world in dialogue.worlds] == [Everyday(), Everyday((MILK,))]
    moments = [world.instant for world in dialogue.worlds]
    assert moments[1].steady > moments[0].steady > 1.0
    assert moments[0].now - NOON == timedelta(seconds=moments[0].steady)


def test_nothing_is_kept_of_a_draft_that_was_wrong() -> None:
    dialogue = Scripted({"alpha": [adding()], "alpha bravo": [Sentence("No.")]})
    talk = Talk(user(1.0, 2.0, "alpha"), user(2.4, 3.4, "bravo"), dialogue=dialogue).run()
    assert talk.keeper.kept == []


def test_what_cannot_be_kept_is_said_and_ends_the_turn() -> None:
    dialogue = Scripted({"alpha": [adding(), Sentence("It is on your list.")], "bravo": [Sentence("Yes.")]})
    keeper = FakeKeeper()
    keeper.failing = full
    talk = Talk(user(1.0, 2.0, "alpha"), user(12.0, 13.0, "bravo"), dialogue=dialogue, keeper=keeper).run()
    first, second = talk.ended
    assert (first.error, first.heard_reply) == ("error.store", phrase("error.store"))
    assert second.heard_reply == "Yes."
    assert talk.conversation.everyday == Everyday()


def test_what_was_begun_is_kept_though_the_user_speaks_over_it() -> None:
    """The disk is slow, and the turn is cut off meanwhile: file and value must not part."""
    dialogue = Scripted({"alpha": [adding(), Sentence("It is on your list.")]})
    keeper = FakeKeeper()
    talk = Talk(user(1.0, 2.0, "alpha"), dialogue=dialogue, keeper=keeper)

    def stop(changes: Sequence[Change]) -> None:
        loop.call_soon_threadsafe(talk.conversation.stop)

    async def run() -> None:
        nonlocal loop
        loop = asyncio.get_running_loop()
        await talk.conversation.run()

    loop: asyncio.AbstractEventLoop
    keeper.failing = stop
    with closing(talk.room):
        anyio.run(run)
    assert talk.conversation.everyday == keeper.everyday == Everyday((MILK,))
    assert talk.ended[0].said == []


def test_the_store_has_a_thread_of_its_own() -> None:
    dialogue = Scripted({"alpha": [adding()], "bravo": [adding(replace(MILK, id="b"))]})
    talk = Talk(user(1.0, 2.0, "alpha"), user(4.0, 5.0, "bravo"), dialogue=dialogue).run()
    assert len(talk.keeper.threads) == 1
    assert not talk.keeper.threads & set.union(*(engine.threads for engine in talk.engines))


def test_forgetting_drops_what_was_said_this_turn_included() -> None:
    dialogue = Scripted({"alpha": [Sentence("Yes.")], "bravo": [Effect("forget"), Sentence("Forgotten.")]})
    talk = Talk(user(1.0, 2.0, "alpha"), user(5.0, 6.0, "bravo"), dialogue=dialogue)
    remembered: list[int] = []
    talk.witness.watch = lambda name, turn: (
        remembered.append(len(talk.remembered)) if name == "idle" else None
    )
    talk.run()
    assert remembered == [1, 0]


# ---------------------------------------------------------------- how it sounds


def changing(*effects: Effect) -> Talk:
    steps = [*effects, Sentence("one two three four")]
    dialogue = Scripted({"alpha": steps, "bravo": [Sentence("five six seven eight")]})
    return Talk(user(1.0, 2.0, "alpha"), user(6.0, 7.0, "bravo"), dialogue=dialogue, screen=True)


def loudest(talk: Talk, place: int) -> float:
    times = talk.ended[place].times
    return float(np.max(np.abs(talk.wave[times["first_audio"] + FRAME : times["last_audio"]])))


def test_volume_and_speed_take_hold_at_once_and_are_kept() -> None:
    talk = changing(Effect("volume", (("percent", 50),)), Effect("speed", (("factor", 2.0),))).run()
    assert talk.keeper.everyday.preferences == Preferences(volume=50, speed=2.0)
    for place in (0, 1):
        times = talk.ended[place].times
        assert times["last_audio"] - times["first_audio"] == samples(4 * 0.075)
        assert loudest(talk, place) == pytest.approx(0.3 * 10 ** (-12.5 / 20))


def test_a_speed_that_nobody_could_follow_is_bounded() -> None:
    talk = changing(Effect("speed", (("factor", 9.0),)))
    talk.run()
    assert talk.keeper.everyday.preferences.speed == 2.0


def test_what_was_preferred_before_holds_from_the_start() -> None:
    keeper = FakeKeeper(Preferences(volume=50, speed=0.5))
    talk = Talk(user(1.0, 2.0, "alpha"), keeper=keeper, dialogue=Scripted({"alpha": [Sentence("one two")]}))
    talk.run()
    times = talk.ended[0].times
    assert times["last_audio"] - times["first_audio"] == samples(2 * 0.3)
    assert loudest(talk, 0) == pytest.approx(0.3 * 10 ** (-12.5 / 20))
    assert talk.keeper.kept == []


def test_preferences_that_cannot_be_written_hold_all_the_same_and_nothing_is_said() -> None:
    talk = changing(Effect("volume", (("percent", 50),)))
    talk.keeper.failing = full
    talk.run()
    assert [turn.error for turn in talk.ended] == [None, None]
    assert loudest(talk, 1) == pytest.approx(0.3 * 10 ** (-12.5 / 20))


@pytest.mark.parametrize("screen", [True, False])
def test_who_is_muted_shows_words_and_says_none(screen: bool) -> None:
    mute, unmute = (Effect("mute", (("on", on),)) for on in (True, False))
    dialogue = Scripted(
        {
            "alpha": [mute, Sentence("I am silent.")],
            "bravo": [Sentence("Not a word.")],
            "charlie": [unmute, Sentence("Here I am.")],
        }
    )
    said = [user(1.0, 2.0, "alpha"), user(4.0, 5.0, "bravo"), user(7.0, 8.0, "charlie")]
    talk = Talk(*said, dialogue=dialogue, screen=screen).run()
    assert [text for _, text in talk.witness.shown] == ["I am silent.", "Not a word.", "Here I am."]
    assert not talk.sounds(0, samples(8.0))
    assert talk.sounds(samples(8.0), len(talk.wave))
    read = ["I am silent.", "Not a word."] if screen else ["", ""]
    assert [reply for _, reply in talk.remembered] == [*read, "Here I am."]
    assert not talk.keeper.everyday.preferences.muted
    assert dialogue.results == [None, None]


def test_a_failure_of_a_muted_assistant_is_shown_and_not_said() -> None:
    keeper = FakeKeeper(Preferences(muted=True))
    keeper.failing = full
    talk = Talk(
        user(1.0, 2.0, "alpha"), keeper=keeper, dialogue=Scripted({"alpha": [adding()]}), screen=True
    ).run()
    assert talk.witness.shown == [(1, phrase("error.store"))]
    assert not talk.wave.any()


def test_what_was_removed_while_a_write_waited_does_not_come_back_on_the_disk() -> None:
    """The user cancels a daily alarm in the moment in which its ringing is written to be over."""
    daily = replace(RINGS, kind=AlertKind.ALARM)
    keeper = FakeKeeper(daily)
    kept = Kept(keeper, Everyday((daily,)))
    over = Change(daily, replace(daily, state=AlertState.WAITING, rang=None))
    doing(kept, lambda: kept.change([Change(daily, None)]), lambda: kept.hold([over]))
    assert kept.everyday.alerts == ()
    assert keeper.everyday.alerts == ()
