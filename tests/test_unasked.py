"""Whole conversations in which something rings, or was missed: who may speak, what is written first, what is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from fakes import NOON, FakeKeeper, Said, Scripted, Talk, cough, user

from voice_assistant.audio.earcons import CHIME
from voice_assistant.audio.virtual_speaker import FADE
from voice_assistant.bell import RISING, ROUNDS, SILENCE
from voice_assistant.dialogue.context import World
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.noted import Noted
from voice_assistant.dialogue.reply import Step
from voice_assistant.errors import SpeakingError, StoreError
from voice_assistant.everyday import Alert, AlertKind, AlertState, Change, Everyday, Preferences
from voice_assistant.everyday.records import Instant
from voice_assistant.everyday.schedule import deadline, restored, silenced
from voice_assistant.ledger import entry
from voice_assistant.vocabulary import FRAME, Effect, Sentence, Transcript, Turn, samples

START = Instant(NOON, 0.0, "this boot")

LONG = "This is my first clause, " + "and so I go on and on with words. " * 12


def timer(seconds: float, name: str = "pasta", kind: AlertKind = AlertKind.TIMER) -> Alert:
    """An alert that is due so many seconds after the conversation begins."""
    length = timedelta(seconds=seconds)
    return Alert(kind, NOON, name, deadline=deadline(START, length), length=length, id=name)


def missed(name: str = "pasta") -> Alert:
    return replace(timer(0, name), state=AlertState.MISSED, rang=NOON, missed=1)


def announced(talk: Talk, skill: str = "ringing") -> list[Turn]:
    return [turn for turn in talk.ended if turn.announced and turn.skill == skill]


def asked(talk: Talk) -> list[Turn]:
    return [turn for turn in talk.ended if not turn.announced]


def states(talk: Talk, name: str = "pasta") -> list[str]:
    """What an alert was written to be, one after the other; "gone" in the end."""
    changes = [change for _, made in talk.keeper.kept for change in made]
    return [
        c.after.state.value if isinstance(c.after, Alert) else "gone"
        for c in changes
        if (c.after or c.before or Preferences()).id == name
    ]


class Obeying(Scripted):
    """Silences what rings when it is told to stop, and otherwise says what is written down."""

    def reply(
        self,
        transcript: Transcript,
        voiced: float,
        memory: Memory,
        world: World,
        cancelled: object = None,
        noted: Noted | None = None,
    ) -> Generator[Step, Any, None]:
        yield self.note(transcript, voiced, memory, world)
        if transcript.text == "stop" and world.everyday.ringing:
            changes = tuple(silenced(alert) for alert in world.everyday.ringing)
            yield Effect("everyday", (("changes", changes),))
            return
        for step in self._replies.get(transcript.text, ()):
            result = yield step
            if isinstance(step, Effect):
                self.results.append(result)


def obeying(**said: str) -> Obeying:
    return Obeying({text: [Sentence(answer)] for text, answer in said.items()})


def ringing(*timeline: Said, keeper: FakeKeeper, **others: object) -> Talk:
    """A conversation in a room that stays open as long as a user would wait."""
    tail_s = others.pop("tail_s", 3.0)
    return Talk(*timeline, keeper=keeper, tail_s=tail_s, **{"dialogue": obeying(), **others})  # type: ignore[arg-type]


def slowly(talk: Talk) -> Talk:
    """Give the frames of a room a little of real time, so that other things may happen between them."""
    frames = talk.room.frames

    def slow() -> Iterator[object]:
        for frame in frames():
            time.sleep(0.006)
            yield frame

    talk.room.frames = slow  # type: ignore[method-assign, assignment]
    return talk


# ---------------------------------------------------------------- it rings


def test_a_timer_set_by_voice_rings_at_its_time_and_stops_when_it_is_told_to() -> None:
    change = Change(None, timer(6.0))
    dialogue = obeying()
    dialogue._replies = {"alpha": [Effect("everyday", (("changes", (change,)),)), Sentence("Six seconds.")]}
    talk = Talk(user(1.0, 2.0, "alpha"), user(6.9, 7.5, "stop"), dialogue=dialogue, tail_s=6.0).run()
    (first, last) = asked(talk)
    (ring,) = announced(talk)
    assert dialogue.results == [Everyday((timer(6.0),))]
    assert first.heard_reply == "Six seconds."
    assert 0 <= ring.times["first_audio"] - samples(6.0) <= samples(0.6)
    assert ring.barged_in
    assert last.transcript is not None
    assert last.transcript.text == "stop"
    assert states(talk) == ["waiting", "ringing", "gone"]
    assert talk.conversation.everyday == Everyday() == talk.keeper.everyday
    assert not talk.sounds(last.times["end_of_turn"], len(talk.wave)), "it does not ring again"


def test_it_says_what_rings_after_a_chime() -> None:
    talk = ringing(keeper=FakeKeeper(timer(1.0)), tail_s=3.0).run()
    first = announced(talk)[0]
    assert [sentence.text for sentence in first.said] == ["Your pasta timer is done."]
    chime = len(CHIME[0]) / CHIME[1]
    words = 5 * 0.15
    assert (first.times["last_audio"] - first.times["first_audio"]) / 16_000 == pytest.approx(
        chime + words, abs=0.05
    )


def test_it_is_written_down_before_the_first_sample_sounds() -> None:
    keeper = FakeKeeper(timer(1.0))
    talk = ringing(keeper=keeper)
    sounded: list[bool] = []

    def slow(changes: Sequence[Change]) -> None:
        time.sleep(0.02)  # long enough for frames to pass, if the room did not wait
        sounded.append(any(part.any() for part in talk._played))

    keeper.failing = slow
    talk.run()
    (when, changes) = keeper.kept[0]
    assert [c.after.state for c in changes if isinstance(c.after, Alert)] == [AlertState.RINGING]
    first = announced(talk)[0]
    began = next(at for at, name, turn in talk.witness.moments if (name, turn) == ("began", first.id))
    assert sounded == [False]
    assert when <= began <= first.times["first_audio"] <= samples(1.0) + 3 * FRAME


def test_a_slow_disk_delays_the_ring_and_not_the_ear() -> None:
    """In a room that does not wait for it."""
    keeper = FakeKeeper(timer(0.1))
    talk = ringing(
        user(0.5, 1.0, "alpha"), keeper=keeper, dialogue=obeying(alpha="Yes."), paced=True, tail_s=3.5
    )
    written = threading.Event()

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and talk.room.now() > samples(3.0):
            written.set()

    def wait(changes: Sequence[Change]) -> None:
        assert written.wait(10)

    keeper.failing, talk.witness.watch = wait, watch
    slowly(talk).run()
    assert asked(talk)[0].heard_reply == "Yes."
    assert asked(talk)[0].times["first_audio"] < samples(3.0)
    assert announced(talk)[0].times["first_audio"] >= keeper.kept[0][0] > samples(3.0)


def test_it_rings_in_rounds_with_silence_between_them_and_becomes_louder() -> None:
    talk = ringing(keeper=FakeKeeper(timer(1.0)), tail_s=30.0).run()
    rounds = announced(talk)
    spans = [(turn.times["first_audio"], turn.times["last_audio"]) for turn in rounds]
    gaps = {after[0] - before[1] for before, after in pairwise(spans)}
    assert all(SILENCE <= gap <= SILENCE + 3 * FRAME for gap in gaps)
    peaks = [float(np.max(np.abs(talk.wave[a:b]))) for a, b in spans[:4]]
    assert peaks[0] / peaks[3] == pytest.approx(RISING[0], rel=0.02)
    assert peaks[1] / peaks[3] == pytest.approx(RISING[1], rel=0.02)
    assert peaks[2] == pytest.approx(peaks[3])


def test_two_timers_that_end_together_ring_together() -> None:
    talk = ringing(keeper=FakeKeeper(timer(1.0), timer(1.0, "egg")), tail_s=3.0).run()
    said = " ".join(sentence.text for sentence in announced(talk)[0].said)
    assert "pasta" in said
    assert "egg" in said


def test_what_comes_due_while_it_rings_is_said_in_the_next_round_at_once() -> None:
    talk = ringing(keeper=FakeKeeper(timer(1.0), timer(1.8, "egg")), tail_s=3.0).run()
    first, second = announced(talk)[:2]
    assert second.times["first_audio"] - first.times["last_audio"] <= 3 * FRAME
    assert "egg" in second.said[0].text


def test_a_ring_sounds_even_where_the_voice_fails() -> None:
    def broken(text: str, step: int) -> None:
        raise SpeakingError("It broke.")

    talk = ringing(keeper=FakeKeeper(timer(1.0)), tts={"meddle": broken}).run()
    first = announced(talk)[0]
    assert (first.times["last_audio"] - first.times["first_audio"]) / 16_000 == pytest.approx(
        len(CHIME[0]) / CHIME[1], abs=0.05
    )


def test_the_ledger_says_that_nobody_asked() -> None:
    talk = ringing(keeper=FakeKeeper(timer(1.0))).run()
    line = entry(announced(talk)[0], with_text=True)
    assert line["announced"]
    assert (line["speech_start"], line["end_of_turn"], line["ended_by"], line["heard"]) == (None,) * 4
    assert line["skill"] == "ringing"


def test_what_rings_is_not_remembered_as_said_in_the_conversation() -> None:
    talk = ringing(keeper=FakeKeeper(timer(1.0))).run()
    assert talk.remembered == []


# ---------------------------------------------------------------- who may speak


def test_a_ring_cuts_off_a_reply() -> None:
    dialogue = obeying(alpha=LONG)
    talk = ringing(user(1.0, 2.0, "alpha"), keeper=FakeKeeper(timer(4.0)), dialogue=dialogue).run()
    (reply,), ring = asked(talk), announced(talk)[0]
    assert reply.heard_reply.endswith("…")
    assert not reply.barged_in
    assert reply.times["last_audio"] <= ring.times["first_audio"] + FADE
    assert samples(4.0) <= ring.times["first_audio"] <= samples(4.7)
    assert talk.remembered == [("alpha", reply.heard_reply)]


def test_a_reply_that_a_ring_cut_off_is_remembered_before_the_next_is_thought_of() -> None:
    """The language model hangs in the old reply, while it rings and a new question is heard already."""
    answer = "These are some words. " + "More of them. " * 20
    said = [user(1.0, 2.0, "alpha"), user(4.9, 5.9, "bravo"), user(10.0, 10.6, "charlie")]
    talk = Talk(*said, answers={"alpha": answer}, keeper=FakeKeeper(timer(4.0)), paced=True, tail_s=1.0)
    go_on = threading.Event()

    def hang(text: str, step: int) -> None:
        if (text, step) == ("alpha", 15):
            assert go_on.wait(10)

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and talk.room.now() > samples(7.5):
            go_on.set()
        if name == "frame" and talk.room.now() == samples(9.0):
            talk.conversation.stop()

    talk.thinker._meddle, talk.witness.watch = hang, watch
    slowly(talk).run()
    first, ring, *_ = talk.ended
    assert [turn.id for turn in talk.ended] == sorted(turn.id for turn in talk.ended)
    assert ring.announced
    bravo = next(asked for asked in talk.thinker.asked if asked[-1].content == "bravo")
    assert [message.content for message in bravo][1:] == ["alpha", first.heard_reply, "bravo"]


def test_a_ring_waits_while_the_user_speaks_and_until_the_answer_has_begun() -> None:
    dialogue = obeying(alpha=LONG)
    talk = ringing(user(1.0, 4.0, "alpha"), keeper=FakeKeeper(timer(2.0)), dialogue=dialogue).run()
    (reply,), ring = asked(talk), announced(talk)[0]
    assert states(talk)[0] == "ringing"
    assert talk.keeper.kept[0][0] < samples(3.0)
    assert not talk.sounds(0, samples(4.0))
    assert reply.times["first_audio"] < ring.times["first_audio"]


def test_talk_that_does_not_end_cannot_keep_it_silent() -> None:
    """A television: nine seconds of speech, less than one of silence, and so on."""
    television = [user(start + 0.5, start + 9.5, "babble") for start in range(0, 70, 10)]
    talk = ringing(*television, keeper=FakeKeeper(timer(2.0)), dialogue=obeying(babble="")).run()
    heard = [turn for turn in announced(talk) if turn.played.get(0, 0.0) > 0.99 and turn.said]
    assert heard
    assert heard[0].times["first_audio"] < samples(45.0)


def test_a_ring_waits_while_a_cough_may_be_a_word() -> None:
    talk = ringing(cough(0.9), keeper=FakeKeeper(timer(0.95)), dialogue=obeying()).run()
    assert announced(talk)[0].times["first_audio"] >= samples(1.06)


def test_crisis_lines_are_never_cut_off_by_a_ring() -> None:
    talk = Talk(user(1.0, 2.0, "i want to die"), keeper=FakeKeeper(timer(4.0)), tail_s=3.0).run()
    crisis, ring = asked(talk)[0], announced(talk)[0]
    assert [crisis.played[place] for place in range(len(crisis.said))] == [1.0] * len(crisis.said)
    assert ring.times["first_audio"] >= crisis.times["last_audio"]


def test_a_ring_is_ducked_by_a_cough_and_then_rings_on() -> None:
    talk = ringing(cough(1.4), keeper=FakeKeeper(timer(1.0)), tail_s=12.0).run()
    assert states(talk)[:1] == ["ringing"]
    assert len(announced(talk)) >= 2


def test_after_another_question_it_rings_on() -> None:
    dialogue = obeying(alpha="It is noon.")
    talk = ringing(
        user(1.8, 2.8, "alpha"), user(12.0, 12.6, "stop"), keeper=FakeKeeper(timer(1.0)), dialogue=dialogue
    ).run()
    question, _ = asked(talk)
    assert question.heard_reply == "It is noon."
    first, second = announced(talk)[:2]
    assert first.barged_in
    assert 0 <= second.times["first_audio"] - question.times["last_audio"] - SILENCE <= 3 * FRAME
    assert states(talk) == ["ringing", "gone"]


def test_one_short_word_into_the_silence_between_two_rounds_is_enough() -> None:
    talk = ringing(user(4.5, 4.74, "stop"), keeper=FakeKeeper(timer(1.0)), tail_s=8.0).run()
    assert states(talk) == ["ringing", "gone"]
    assert len(announced(talk)) == 1


def test_one_short_word_over_a_round_is_enough() -> None:
    talk = ringing(user(1.6, 1.8, "stop"), keeper=FakeKeeper(timer(1.0)), tail_s=8.0).run()
    assert states(talk) == ["ringing", "gone"]
    assert announced(talk)[0].barged_in


def test_a_key_silences_all_that_rings() -> None:
    talk = ringing(keeper=FakeKeeper(timer(1.0), timer(1.2, "egg")), tail_s=12.0)

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and talk.room.now() == samples(3.0):
            talk.conversation.stop()

    talk.witness.watch = watch
    talk.run()
    assert talk.conversation.everyday == Everyday() == talk.keeper.everyday
    assert not talk.sounds(samples(3.0) + FADE + FRAME, len(talk.wave))


def test_a_muted_assistant_still_rings_and_says_the_lines_for_a_crisis() -> None:
    quiet = Preferences(muted=True)
    talk = Talk(user(1.0, 2.0, "i want to die"), keeper=FakeKeeper(quiet, timer(0.1))).run()
    assert talk.wave[: samples(1.0)].any()
    crisis = asked(talk)[0]
    assert crisis.heard_reply
    assert talk.sounds(crisis.times["first_audio"], crisis.times["last_audio"])


# ---------------------------------------------------------------- nobody answers


def rung_out(*timeline: Said, **others: object) -> Talk:
    """A reminder, since it has the fewest rounds, that nobody answers."""
    reminder = timer(1.0, "call mum", AlertKind.REMINDER)
    return ringing(*timeline, keeper=FakeKeeper(reminder), **others).run()


def test_what_rings_out_was_missed() -> None:
    talk = rung_out(tail_s=25.0)
    assert len(announced(talk)) == ROUNDS[AlertKind.REMINDER]
    assert states(talk, "call mum") == ["ringing", "missed"]
    assert announced(talk, "missed") == [], "there is nobody to be told"


def test_what_was_missed_is_told_once_after_the_next_turn() -> None:
    said = [user(40.0, 41.0, "alpha"), user(60.0, 61.0, "bravo")]
    talk = rung_out(*said, dialogue=obeying(alpha="Hello.", bravo="Hello again."))
    (told,) = announced(talk, "missed")
    first, _ = asked(talk)
    assert told.times["first_audio"] >= first.times["last_audio"]
    assert "call mum" in told.said[0].text
    assert states(talk, "call mum") == ["ringing", "missed", "gone"]


def test_news_that_are_cut_off_are_told_again_after_the_next_turn() -> None:
    said = [user(1.0, 2.0, "alpha"), user(9.0, 10.0, "bravo")]
    talk = ringing(*said, keeper=FakeKeeper(missed()), dialogue=obeying(alpha="Yes.", bravo="Yes.")).run()
    first, second = announced(talk, "missed")
    assert first.barged_in
    assert first.times["first_audio"] < samples(1.5)
    assert second.played == {0: 1.0}
    assert states(talk) == ["gone"]
    assert len(announced(talk, "missed")) == 2


def test_news_that_a_key_cut_off_are_not_told_again_at_once() -> None:
    talk = ringing(user(9.0, 10.0, "alpha"), keeper=FakeKeeper(missed()), dialogue=obeying(alpha="Yes."))

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and talk.room.now() == samples(1.0):
            talk.conversation.stop()

    talk.witness.watch = watch
    talk.run()
    _, second = announced(talk, "missed")
    assert not talk.sounds(samples(1.0) + FADE + FRAME, samples(10.0))
    assert second.times["first_audio"] > samples(10.0)


def test_a_ring_that_a_crash_cut_off_is_told_of_at_the_start_and_does_not_ring() -> None:
    rang = replace(timer(-30.0), state=AlertState.RINGING, rang=NOON - timedelta(seconds=30))
    found = Everyday((rang,))
    keeper = FakeKeeper(*found.after(restored(found, START)).records)
    talk = ringing(keeper=keeper).run()
    assert announced(talk) == []
    (told,) = announced(talk, "missed")
    assert told.times["first_audio"] < samples(0.1)
    assert states(talk) == ["gone"]


def test_what_was_due_long_ago_is_told_and_not_rung() -> None:
    talk = ringing(keeper=FakeKeeper(timer(-3600.0))).run()
    assert announced(talk) == []
    assert len(announced(talk, "missed")) == 1
    assert states(talk) == ["missed", "gone"]


def test_news_wait_until_nobody_speaks() -> None:
    dialogue = obeying()
    dialogue._replies = {"alpha": [Effect("mute", (("on", False),)), Sentence("I speak again, as you wish.")]}
    keeper = FakeKeeper(Preferences(muted=True), missed())
    talk = ringing(user(0.5, 2.0, "alpha"), keeper=keeper, dialogue=dialogue).run()
    (reply,), (told,) = asked(talk), announced(talk, "missed")
    assert told.times["first_audio"] >= reply.times["last_audio"]


def test_news_come_between_no_question_of_the_safety_kernel_and_its_answer() -> None:
    talk = Talk(user(0.0, 1.0, "i wish i was dead"), keeper=FakeKeeper(missed()), tail_s=6.0).run()
    assert talk.conversation.memory.safety.asked
    (interrupted,) = announced(talk, "missed")
    assert interrupted.barged_in
    assert states(talk) == []


@pytest.mark.parametrize("screen", [True, False])
def test_a_muted_assistant_shows_news_where_there_is_a_screen_and_else_keeps_them(screen: bool) -> None:
    talk = ringing(keeper=FakeKeeper(Preferences(muted=True), missed()), screen=screen).run()
    assert not talk.wave.any()
    assert [turn.skill for turn in talk.ended] == (["missed"] if screen else [])
    assert states(talk) == (["gone"] if screen else [])


# ---------------------------------------------------------------- when it cannot be written


def failing(*names: str) -> FakeKeeper:
    """A keeper that can write nothing."""
    keeper = FakeKeeper(*(timer(1.0, name) for name in names))
    keeper.failing = lambda changes: StoreError("The disk is full.")
    return keeper


def test_an_alarm_that_cannot_be_written_is_heard_all_the_same_and_nothing_is_said_of_it() -> None:
    talk = ringing(keeper=failing("pasta")).run()
    first = announced(talk)[0]
    assert first.error is None
    assert [sentence.text for sentence in first.said] == ["Your pasta timer is done."]


def test_an_alarm_that_cannot_be_written_can_be_silenced_all_the_same() -> None:
    talk = ringing(user(1.8, 2.4, "stop"), keeper=failing("pasta"), tail_s=9.0).run()
    (told,) = asked(talk)
    assert told.error == "error.store"
    assert len(announced(talk)) == 1
    assert talk.conversation.everyday == Everyday()


def test_it_rings_out_even_if_that_cannot_be_written() -> None:
    keeper = failing()
    keeper.everyday = Everyday((timer(1.0, "call mum", AlertKind.REMINDER),))
    talk = ringing(keeper=keeper, tail_s=25.0).run()
    assert len(announced(talk)) == ROUNDS[AlertKind.REMINDER]
    assert [alert.state for alert in talk.conversation.everyday.alerts] == [AlertState.MISSED]


# ---------------------------------------------------------------- the same every time


def test_a_ringing_conversation_is_the_same_every_time() -> None:
    def once() -> Talk:
        said = [user(1.8, 2.8, "alpha"), cough(8.0), user(14.0, 14.6, "stop")]
        keeper = FakeKeeper(timer(1.0), timer(5.0, "egg"), missed("old"))
        return ringing(*said, keeper=keeper, dialogue=obeying(alpha=LONG[:90]), llm={"steps": 2}).run()

    first, second = once(), once()
    assert len(announced(first)) >= 3
    assert first.witness.moments == second.witness.moments
    assert np.array_equal(first.wave, second.wave)
    assert [at for at, _ in first.keeper.kept] == [at for at, _ in second.keeper.kept]
