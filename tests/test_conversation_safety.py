"""A crisis in a whole conversation: what the sentinel is told, what is written down, and what no engine can stop."""

from __future__ import annotations

import numpy as np
from fakes import FakeKeeper, Talk, user
from test_vigil import Told

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
