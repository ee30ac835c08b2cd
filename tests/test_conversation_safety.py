"""A crisis in a whole conversation: what the sentinel is told, what is written down, and what no engine can stop."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from fakes import FakeKeeper, Talk, user
from test_conversation_trouble import slow_room
from test_vigil import Told, running

from voice_assistant import conversation
from voice_assistant.everyday import Change, Watch
from voice_assistant.vigil import Vigil
from voice_assistant.vocabulary import Tier

DIE = "i want to die"


def told_by(talk: Talk, told: Told) -> list[object]:
    return [entry[0] for entry in told.log if entry[0] != "beat"]


def test_the_sentinel_is_told_before_a_word_sounds_and_that_all_was_heard() -> None:
    told = Told()
    talk = Talk(user(1.0, 2.0, DIE), vigil=Vigil(told)).run()
    assert told_by(talk, told) == ["arm", "due", "spoken", "done"]
    assert ("beat",) in told.log
    words = told.log[0][1]
    assert words.lines == tuple(line.shown for line in talk.ended[0].said)  # type: ignore[attr-defined]


def test_a_draft_that_was_wrong_is_withdrawn() -> None:
    told = Told()
    talk = Talk(user(1.0, 2.0, DIE), user(2.4, 3.4, "is a song"), vigil=Vigil(told)).run()
    assert told_by(talk, told)[:2] == ["arm", "withdraw"]


def test_what_the_sentinel_has_taken_over_is_not_said_twice_and_counts_as_said() -> None:
    told = Told()
    told.taken = set(range(1, 9))
    talk = Talk(user(1.0, 2.0, DIE), vigil=Vigil(told)).run()
    (turn,) = talk.ended
    assert not any(share > 0.99 for share in turn.played.values())
    assert talk.conversation.memory.safety.times("line") == 1


def test_ordinary_talk_is_none_of_its_business() -> None:
    told = Told()
    Talk(user(1.0, 2.0, "alpha"), vigil=Vigil(told)).run()
    assert told.log == []


def test_lines_come_from_stored_sound_and_need_no_voice() -> None:
    talk = Talk(user(1.0, 2.0, DIE))
    object.__setattr__(
        talk.conversation._parts, "stored", lambda _: (np.full(16_000, 0.2, np.float32), 16_000)
    )
    talk.run()
    (turn,) = talk.ended
    assert turn.played == {0: 1.0}
    assert "tts" not in turn.engine_seconds


def test_only_tier_and_expiry_are_written_down_and_a_restart_remembers_them() -> None:
    keeper = FakeKeeper()
    Talk(user(1.0, 2.0, DIE), keeper=keeper).run()
    (kept,) = [record for record in keeper.load().records if isinstance(record, Watch)]
    assert kept.tier is Tier.CRISIS
    again = FakeKeeper()
    again.keep([Change(None, kept)])
    talk = Talk(user(1.0, 2.0, "alpha"), keeper=again).run()
    assert talk.ended[0].tier is Tier.CRISIS


def test_of_danger_from_another_person_nothing_is_written_down() -> None:
    keeper = FakeKeeper()
    Talk(user(1.0, 2.0, "my husband hits me"), keeper=keeper, screen=True).run()
    assert keeper.load().records == ()


def spoken_over(second: str, **how: Any) -> Talk:
    """Somebody in a crisis says something else while the first line sounds."""
    talk = slow_room(Talk(user(1.0, 2.0, DIE), user(4.0, 5.0, second), paced=True, tail_s=8.0, **how))
    return talk.run()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "PATIENCE_S", 0.02)


def test_what_is_said_over_a_line_does_not_make_us_forget_the_crisis() -> None:
    told = Told()
    talk = spoken_over("i feel so hopeless", vigil=Vigil(told))
    safety, watch = talk.conversation.memory.safety, talk.conversation.everyday.watch
    assert safety.tier is Tier.CRISIS
    assert safety.times("line") == 1
    assert watch is not None
    assert watch.tier is Tier.CRISIS
    assert [turn.played for turn in talk.ended] == [{0: 1.0}, {0: 1.0}]
    assert told_by(talk, told) == ["arm", "due", "spoken", "done"] * 2


def test_something_graver_cuts_off_the_line_and_is_said_at_once() -> None:
    told = Told()
    talk = spoken_over("i took too much", vigil=Vigil(told))
    first, second = talk.ended
    assert first.barged_in
    assert first.played[0] < 0.9
    assert second.played == {0: 1.0}
    assert second.times["first_audio"] >= first.times["last_audio"]
    assert talk.conversation.memory.safety.said == (("emergency", 1),)
    assert [entry[:2] for entry in told.log if entry[0] == "done"] == [("done", 1), ("done", 2)]


def test_hiding_does_not_wait_for_the_end_of_a_line() -> None:
    hidden: list[int] = []
    told = Told()
    talk = Talk(user(1.0, 2.0, DIE), user(4.0, 5.0, "hide"), paced=True, tail_s=8.0, vigil=Vigil(told))
    talk.conversation._observer.hidden = lambda: hidden.append(len(talk.ended))  # type: ignore[method-assign]
    slow_room(talk).run()
    assert hidden[0] == 0
    assert talk.ended[0].played[0] < 1.0
    assert ("withdraw", 1) in told.log


def test_when_the_sentinel_takes_over_nobody_else_speaks() -> None:
    told = Told()
    talk = Talk(user(1.0, 2.0, DIE), vigil=Vigil(told), tail_s=6.0)
    left = running(id=9)
    left.scope = SimpleNamespace(cancel=lambda: None)  # type: ignore[assignment]
    talk.witness.watch = lambda name, turn: (
        setattr(talk.conversation._vigil, "_left", {9: (left, 9)}) or told.taken.add(9)
        if name == "saying"
        else None
    )
    talk.run()
    assert left.taken_over
    assert talk.ended[0].played.get(0, 0.0) < 0.9


def test_silence_asked_for_reaches_the_sentinel() -> None:
    told = Told()
    talk = Talk(user(1.0, 2.0, DIE), vigil=Vigil(told))
    talk.witness.watch = lambda name, turn: talk.conversation.stop() if name == "saying" else None
    talk.run()
    assert told_by(talk, told)[-1] == "withdraw"


def test_stored_sound_is_read_beside_the_event_loop() -> None:
    threads: list[int] = []
    talk = Talk(user(1.0, 2.0, DIE))
    object.__setattr__(talk.conversation._parts, "stored", lambda _: threads.append(threading.get_ident()))
    talk.run()
    assert threads
    assert threading.get_ident() not in threads
