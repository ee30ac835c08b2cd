"""What the sentinel is told, by a conversation whose words must come."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from voice_assistant.dialogue.noted import Noted
from voice_assistant.moves import Reason
from voice_assistant.running import Running
from voice_assistant.safety import SafetyState
from voice_assistant.safety.messages import Words
from voice_assistant.vigil import ARMED_FRAMES, LEFT_FRAMES, RESTART_FRAMES, Vigil
from voice_assistant.vocabulary import Sentence, Tier, Turn, Utterance


class Told:
    """A sentinel that writes down what it is told."""

    def __init__(self) -> None:
        self.alive = True
        self.log: list[tuple[object, ...]] = []
        self.taken: set[int] = set()
        self.deaf: set[int] = set()
        self.muted: set[int] = set()

    def arm(self, words: Words, sound: int = 0) -> None:
        self.log.append(("arm", words, sound))

    def due(self, number: int) -> None:
        self.log.append(("due", number))

    def spoken(self, number: int, index: int, seconds: float = 0.0) -> None:
        self.log.append(("spoken", number, index, seconds))

    def beat(self) -> None:
        self.log.append(("beat",))

    def done(self, number: int) -> None:
        self.log.append(("done", number))

    def withdraw(self, number: int) -> None:
        self.log.append(("withdraw", number))

    def claimed(self, number: int) -> bool:
        return number in self.taken

    def armed(self, number: int) -> bool:
        return number not in self.deaf

    def mute(self, number: int) -> bool:
        return number in self.muted

    def restart(self) -> None:
        self.log.append(("restart",))


class Gate:
    """An event that needs no event loop."""

    def __init__(self) -> None:
        self._open = False

    def set(self) -> None:
        self._open = True

    def is_set(self) -> bool:
        return self._open


LINE = Sentence("Please call nine nine nine.", "Please call 999.")


def running(tier: Tier = Tier.CRISIS, *, quiet: bool = False, id: int = 4) -> Running:  # noqa: A002
    utterance = Utterance(0, np.zeros(0, np.float32), 0, 0, 0.0)
    gates: dict[str, Any] = {name: Gate() for name in ("before", "gate", "over")}
    made = Running(Turn(id, utterance), **gates, scope=None, hearing=None)
    made.noted = Noted(tier, SafetyState(), lines=(LINE,), contact="999", quiet=quiet)
    return made


def test_a_crisis_is_told_when_it_is_known_when_it_may_sound_as_it_sounds_and_when_it_is_over() -> None:
    told, turn = Told(), running()
    vigil = Vigil(told, lambda: 77)
    vigil.noted(turn)
    turn.gate.set()
    vigil.opened(turn)
    vigil.sounding(turn, 0, 2.5)
    assert vigil.frame() is None
    turn.turn.said, turn.turn.played = [LINE], {0: 1.0}
    vigil.ended(turn)
    words = Words(4, ("Please call 999.",), "999", quiet=False)
    assert told.log == [("arm", words, 77), ("due", 4), ("spoken", 4, 0, 2.5), ("beat",), ("done", 4)]


def test_where_the_turn_may_speak_already_the_words_are_due_at_once() -> None:
    told, turn = Told(), running()
    turn.gate.set()
    Vigil(told).noted(turn)
    assert [entry[0] for entry in told.log] == ["arm", "due"]


def test_a_draft_that_was_cancelled_is_withdrawn() -> None:
    told, turn = Told(), running()
    vigil = Vigil(told)
    vigil.noted(turn)
    turn.reason = Reason.RESUMED
    vigil.ended(turn)
    assert told.log[-1] == ("withdraw", 4)


@pytest.mark.parametrize("played", [{}, {0: 0.6}])
def test_what_was_not_heard_and_nobody_stopped_is_left_to_the_sentinel(played: dict[int, float]) -> None:
    told, turn = Told(), running()
    turn.gate.set()
    vigil = Vigil(told)
    vigil.noted(turn)
    turn.turn.said, turn.turn.played = [LINE], played
    vigil.ended(turn)
    assert told.log[-1] == ("due", 4)
    told, stopped = Told(), running()
    stopped.gate.set()
    vigil = Vigil(told)
    vigil.noted(stopped)
    stopped.reason = Reason.STOP
    vigil.ended(stopped)
    assert told.log[-1] == ("done", 4)


def test_what_is_no_crisis_is_not_told() -> None:
    told = Told()
    vigil = Vigil(told)
    for turn in (running(Tier.CONCERN), running(Tier.NONE)):
        vigil.noted(turn)
        vigil.opened(turn)
        vigil.sounding(turn, 0, 1.0)
        vigil.ended(turn)
    vigil.frame()
    assert told.log == []


def test_a_turn_that_was_taken_over_is_told_once() -> None:
    told, turn = Told(), running()
    vigil = Vigil(told)
    vigil.noted(turn)
    told.taken.add(4)
    assert vigil.frame() is turn
    assert vigil.frame() is None


def test_without_a_speaker_what_is_shown_counts_as_said() -> None:
    told, turn = Told(), running()
    vigil = Vigil(told, aloud=False)
    vigil.noted(turn)
    vigil.shown(turn, 0)
    assert told.log[-1] == ("spoken", 4, 0, 0.0)
    told, vigil = Told(), Vigil(told)
    vigil.shown(turn, 0)
    assert told.log == []


def test_quiet_words_are_quiet_only_where_there_is_a_screen() -> None:
    for screen in (True, False):
        told = Told()
        Vigil(told, screen=screen).noted(running(quiet=True))
        words = told.log[0][1]
        assert isinstance(words, Words)
        assert words.quiet is screen


def test_a_sentinel_that_died_is_replaced_but_not_over_and_over() -> None:
    told = Told()
    told.alive = False
    vigil = Vigil(told)
    for _ in range(2 * RESTART_FRAMES + 1):
        vigil.frame()
    assert told.log.count(("restart",)) == 3


def test_without_a_sentinel_nothing_happens() -> None:
    vigil, turn = Vigil(None), running()
    vigil.noted(turn)
    vigil.opened(turn)
    vigil.sounding(turn, 0, 1.0)
    vigil.ended(turn)
    assert vigil.frame() is None


def test_a_draft_beside_running_words_leaves_those_watched() -> None:
    told, first, draft = Told(), running(id=4), running(id=5)
    first.gate.set()
    vigil = Vigil(told)
    vigil.noted(first)
    vigil.noted(draft)
    draft.reason = Reason.RESUMED
    vigil.ended(draft)
    told.log.clear()
    vigil.sounding(first, 0, 2.0)
    assert vigil.frame() is None
    assert told.log == [("spoken", 4, 0, 2.0), ("beat",)]
    told.taken.add(4)
    assert vigil.frame() is first


def test_of_two_that_are_claimed_the_older_is_told_first() -> None:
    told, first, second = Told(), running(id=4), running(id=5)
    vigil = Vigil(told)
    vigil.noted(second)
    vigil.noted(first)
    told.taken = {4, 5}
    assert [vigil.frame(), vigil.frame(), vigil.frame()] == [first, second, None]


def test_silence_reaches_what_is_watched_and_what_was_taken_over() -> None:
    told, first, second = Told(), running(id=4), running(id=5)
    vigil = Vigil(told)
    vigil.noted(first)
    told.taken = {4}
    assert vigil.frame() is first
    vigil.noted(second)
    told.log.clear()
    vigil.stop()
    vigil.stop()
    vigil.ended(second)
    assert vigil.frame() is None
    assert told.log == [("withdraw", 4), ("withdraw", 5)]


def test_what_is_shown_quietly_counts_as_said_only_with_a_screen() -> None:
    for screen in (True, False):
        told, turn = Told(), running(quiet=True)
        vigil = Vigil(told, screen=screen)
        vigil.noted(turn)
        vigil.shown(turn, 0)
        assert (("spoken", 4, 0, 0.0) in told.log) is screen


def test_a_sentinel_that_does_not_confirm_is_replaced_but_not_over_and_over() -> None:
    told, turn = Told(), running()
    told.deaf = {4}
    vigil = Vigil(told)
    vigil.noted(turn)
    for _ in range(ARMED_FRAMES - 1):
        vigil.frame()
    assert ("restart",) not in told.log
    for _ in range(RESTART_FRAMES):
        vigil.frame()
    assert told.log.count(("restart",)) == 1


def test_one_that_finds_no_way_to_the_ear_has_not_taken_over() -> None:
    told, turn = Told(), running()
    vigil = Vigil(told)
    vigil.noted(turn)
    told.taken = {4}
    assert vigil.frame() is turn
    turn.taken_over = True
    vigil.frame()
    assert turn.taken_over
    told.muted = {4}
    vigil.frame()
    assert not turn.taken_over


def test_what_is_left_to_the_sentinel_may_be_claimed_for_two_seconds() -> None:
    for frames, claimed in ((10, True), (LEFT_FRAMES + 1, False)):
        told, turn = Told(), running()
        turn.gate.set()
        vigil = Vigil(told)
        vigil.noted(turn)
        vigil.ended(turn)
        for _ in range(frames):
            assert vigil.frame() is None
        assert ("beat",) not in told.log
        told.taken = {4}
        assert (vigil.frame() is turn) is claimed
