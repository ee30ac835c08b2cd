"""Conversations in which something goes wrong: engines that fail, sound that breaks off, cancellation, bugs."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator
from itertools import pairwise
from typing import Any

import anyio
import numpy as np
import pytest
from fakes import Block, Meddler, Scripted, Talk, at, index, phrase, user

from voice_assistant.audio.earcons import TROUBLE
from voice_assistant.audio.virtual_speaker import FADE
from voice_assistant.dialogue.reply import Step
from voice_assistant.errors import AudioError, HearingError, SpeakingError, ThinkingError
from voice_assistant.preferring import DUCKED
from voice_assistant.running import Running
from voice_assistant.safety import SafetyState, assess
from voice_assistant.vocabulary import (
    FRAME,
    Effect,
    Hypothesis,
    Samples,
    Sentence,
    Tier,
    Transcript,
    Turn,
    samples,
)

ENGINES = ("stt", "llm", "tts")

LANES = ("ear", *ENGINES)


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No thread outlives its conversation, and no task fails unseen."""
    yield
    gc.collect()
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
    deadline = time.monotonic() + 2
    while left := [t.name for t in threading.enumerate() if t.name.startswith(LANES)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.001)


# ---------------------------------------------------------------- engines that fail


@pytest.mark.parametrize("step", [0, 2])
def test_when_hearing_fails_the_assistant_says_so_and_goes_on(step: int) -> None:
    meddle = at("alpha", step, HearingError("It broke."))
    talk = Talk(user(1.0, 2.0, "alpha"), user(8.0, 9.0, "bravo"), stt={"steps": 2, "meddle": meddle}).run()
    first, second = talk.ended
    assert first.error == "error.hearing"
    assert first.heard_reply == phrase("error.hearing")
    assert (second.error, second.heard_reply.split(".")[0]) == (None, "You have said bravo to me")
    assert talk.remembered == [("bravo", second.heard_reply)]
    assert talk.witness.names(1) == ["began", "understood", "saying", "ended"]


def test_when_thinking_fails_before_a_word_the_assistant_says_so_and_goes_on() -> None:
    meddle = at("alpha", 1, ThinkingError("It broke."))
    talk = Talk(user(1.0, 2.0, "alpha"), user(8.0, 9.0, "bravo"), llm={"steps": 1, "meddle": meddle}).run()
    first, second = talk.ended
    assert (first.error, first.heard_reply) == ("error.thinking", phrase("error.thinking"))
    assert second.error is None
    assert [said for said, _ in talk.remembered] == ["alpha", "bravo"]


def test_when_thinking_fails_halfway_what_was_thought_is_said_to_its_end() -> None:
    meddle = at("alpha", 14, ThinkingError("It broke."))
    talk = Talk(user(1.0, 2.0, "alpha"), llm={"meddle": meddle}).run()
    (turn,) = talk.ended
    assert turn.error == "error.thinking"
    said = ["You have said alpha to me.", "That is the second one.", phrase("error.thinking")]
    assert [sentence.text for sentence in turn.said] == said
    assert all(share == 1.0 for share in turn.played.values())
    assert talk.witness.names(1).count("understood") == 1


def test_when_the_voice_fails_at_a_sentence_it_is_shown_and_the_failure_is_said() -> None:
    meddle = at("That is the second one.", 0, SpeakingError("It broke."))
    talk = Talk(user(1.0, 2.0, "alpha"), user(10.0, 11.0, "bravo"), tts={"meddle": meddle}).run()
    first, second = talk.ended
    assert first.error == "error.speaking"
    assert [text for turn, text in talk.witness.shown if turn == 1] == [
        "You have said alpha to me.",
        "That is the second one.",
        "And so this was the third.",
        phrase("error.speaking"),
    ]
    assert first.heard_reply == (
        f"You have said alpha to me. And so this was the third. {phrase('error.speaking')}"
    ), "what was only shown was not heard"
    assert second.error is None


def test_when_the_voice_is_gone_a_sound_says_that_there_is_trouble() -> None:
    def broken(text: str, step: int) -> None:
        raise SpeakingError("It broke.")

    talk = Talk(user(1.0, 2.0, "alpha"), tts={"meddle": broken}).run()
    (turn,) = talk.ended
    assert turn.error == "error.speaking"
    assert len(talk.witness.shown) == 4
    heard = np.flatnonzero(talk.wave)
    sound, rate = TROUBLE
    assert (heard[-1] - heard[0]) / 16_000 == pytest.approx(len(sound) / rate, abs=0.005)


def test_when_hearing_and_the_voice_fail_there_is_still_a_sound() -> None:
    def broken(text: str, step: int) -> None:
        raise SpeakingError("It broke.")

    meddle = at("alpha", 0, HearingError("It broke."))
    talk = Talk(user(1.0, 2.0, "alpha"), stt={"meddle": meddle}, tts={"meddle": broken}).run()
    assert talk.ended[0].error == "error.hearing"
    assert talk.wave.any()


def test_a_draft_that_failed_keeps_quiet_until_the_gate_opens() -> None:
    meddle = at("alpha", 0, HearingError("It broke."))
    talk = Talk(user(1.0, 2.0, "alpha"), stt={"meddle": meddle}).run()
    (line,) = talk.ledger
    assert line["first_audio"] == line["end_of_turn"] == 2.6


@pytest.mark.parametrize("error", [HearingError("It broke."), ThinkingError("It broke.")])
def test_a_draft_that_failed_and_was_wrong_leaves_no_trace(error: HearingError | ThinkingError) -> None:
    engine = "stt" if isinstance(error, HearingError) else "llm"
    talk = Talk(
        user(1.0, 2.0, "alpha"), user(2.4, 3.4, "bravo"), **{engine: {"meddle": at("alpha", 0, error)}}
    ).run()
    (turn,) = talk.ended
    assert (turn.id, turn.error) == (2, None)
    assert [said for said, _ in talk.remembered] == ["alpha bravo"]


def test_a_failure_can_be_spoken_over() -> None:
    meddle = at("alpha", 0, HearingError("It broke."))
    talk = Talk(user(1.0, 2.0, "alpha"), user(3.0, 4.0, "bravo"), stt={"meddle": meddle}).run()
    first, second = talk.ended
    assert first.barged_in
    assert first.error == "error.hearing"
    assert second.transcript is not None
    assert second.transcript.text == "bravo"


# ---------------------------------------------------------------- sound that breaks off


def explained(talk: Talk, turn: Turn) -> bool:
    """Whether a turn said, to the end, that the sound broke off."""
    return turn.error == "audio.back" and turn.heard_reply.endswith(phrase("audio.back"))


def test_sound_that_breaks_off_while_we_speak_is_explained() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(9.0, 10.0, "bravo"), breaks=[(4.0, 4.4)]).run()
    first, second = talk.ended
    assert explained(talk, first)
    assert not first.barged_in
    assert "…" in first.heard_reply, "the sentence was cut off"
    assert second.error is None
    assert len(talk.remembered) == 2
    assert not talk.sounds(samples(4.0) + FRAME + FADE, samples(4.4))


def test_sound_that_breaks_off_in_a_pause_is_explained() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(9.0, 10.0, "bravo"), breaks=[(2.3, 2.5)]).run()
    first, second = talk.ended
    assert explained(talk, first)
    assert first.heard_reply == phrase("audio.back"), "the draft was about half of what was said"
    assert second.error is None


def test_sound_that_breaks_off_while_the_user_speaks_is_explained() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(9.0, 10.0, "bravo"), breaks=[(1.5, 2.5)]).run()
    first, second = talk.ended
    assert explained(talk, first)
    assert (first.transcript, first.heard_reply) == (None, phrase("audio.back"))
    assert (second.error, [said for said, _ in talk.remembered]) == (None, ["bravo"])
    assert talk.recogniser.taken == {"bravo": 1}
    assert talk.ledger[0]["error"] == "audio.back"


def test_sound_that_breaks_off_in_silence_is_nobody_s_business() -> None:
    talk = Talk(user(2.0, 3.0, "alpha"), breaks=[(0.5, 1.0), (7.0, 7.5)], tail_s=3.0).run()
    assert [turn.error for turn in talk.ended] == [None]
    assert [name for _, name, _ in talk.witness.moments].count("lost") == 2


def test_sound_that_breaks_off_again_is_explained_again() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), breaks=[(4.0, 4.4), (5.0, 5.5)]).run()
    (turn,) = talk.ended
    assert explained(talk, turn)
    assert [sentence.text for sentence in turn.said].count(phrase("audio.back")) == 2


def test_whoever_asks_for_silence_is_spared_the_explanation() -> None:
    """The user stops the assistant in the very moment in which the sound comes back."""
    talk = Talk(user(1.0, 2.0, "alpha"), breaks=[(4.0, 4.4)])

    def watch(name: str, turn: Turn | None) -> None:
        if name == "lost":
            asyncio.get_running_loop().call_soon(talk.conversation.stop)

    talk.witness.watch = watch
    talk.run()
    assert phrase("audio.back") not in [text for _, text in talk.witness.shown]


def test_an_explanation_has_the_floor_and_can_be_spoken_over() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(5.0, 6.0, "bravo"), breaks=[(4.0, 4.4)])
    floor: list[tuple[int | None, bool]] = []

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and talk.room.now() == samples(4.9):
            floor.append((talk.conversation._floor.ours, talk.conversation._mouth._running is not None))

    talk.witness.watch = watch
    talk.run()
    assert floor == [(1, True)]
    first, second = talk.ended
    assert (first.error, first.barged_in) == ("audio.back", True)
    assert second.transcript is not None
    assert second.transcript.text == "bravo"


def test_frames_that_were_lost_are_counted() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(9.0, 10.0, "bravo"), breaks=[(4.0, 4.4)]).run()
    assert [line["dropped_frames"] for line in talk.ledger] == [20, 0]


# ---------------------------------------------------------------- cancellation


def cancelled_when(talk: Talk, reached: Callable[[], bool], release: Block | None = None) -> float:
    """Cancel a conversation from outside as soon as something is true; the seconds that it took to end."""
    taken: list[float] = []

    async def run() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(talk.conversation.run)
            with anyio.fail_after(20):
                while not reached():  # noqa: ASYNC110  what is waited for happens in other threads
                    await anyio.sleep(0.0005)
            start = time.perf_counter()
            tasks.cancel_scope.cancel()
            if release is not None:
                threading.Timer(0.1, release.release.set).start()
        taken.append(time.perf_counter() - start)

    anyio.run(run)
    return taken[0]


def assert_all_is_closed(talk: Talk) -> None:
    conversation = talk.conversation
    assert [engine.open for engine in talk.engines] == [0, 0, 0]
    assert [lane.busy for lane in conversation._answering.lanes] == [0, 0, 0, 0]
    assert (conversation._running, conversation._mouth._running) == ({}, None)


def slow_room(talk: Talk) -> Talk:
    """Give the frames of a room a little of real time, so that other things may happen between them."""
    frames = talk.room.frames

    def slowly() -> Iterator[object]:
        for frame in frames():
            time.sleep(0.001)
            yield frame

    talk.room.frames = slowly  # type: ignore[method-assign, assignment]
    return talk


@pytest.mark.parametrize(
    ("state", "seconds"),
    [
        ("idle", 0.5),
        ("hearing", 1.5),
        ("at the gate", 2.3),
        ("speaking", 3.5),
        ("ducked", 4.15),
        ("over", 6.5),
    ],
)
@pytest.mark.parametrize("paced", [True, False])
def test_a_conversation_can_be_cancelled_in_every_state(state: str, seconds: float, paced: bool) -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(4.0, 4.24, ""), paced=paced, tail_s=9.0)
    took = cancelled_when(slow_room(talk), lambda: talk.room.now() >= samples(seconds))
    assert took < 0.5
    assert_all_is_closed(talk)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_step_that_has_begun_is_waited_for_and_no_other_begins(engine: str) -> None:
    text = "You have said alpha to me." if engine == "tts" else "alpha"
    block = Block(text)
    talk = Talk(user(1.0, 2.0, "alpha"), paced=True, **{engine: {"steps": 50, "meddle": block}})
    # Once the gate is open, what was said is read to its end: the room must not get there first.
    took = cancelled_when(slow_room(talk), block.begun.is_set, release=block)
    assert 0.05 < took < 1.0
    assert_all_is_closed(talk)
    worked = dict(zip(ENGINES, talk.engines, strict=True))[engine]
    assert worked.taken[text] == 1


def test_a_long_step_of_the_language_model_is_told_that_it_may_end() -> None:
    """Whoever cancels: the user, the end of the sound, or whoever runs the conversation."""
    talk = Talk(user(1.0, 2.0, "alpha"), paced=True)
    block = Block("alpha", until=talk.thinker.told_to_end)
    talk.thinker._meddle = block
    cancelled_when(talk, block.begun.is_set)
    assert not block.release.is_set()
    assert_all_is_closed(talk)


def test_a_long_step_of_the_language_model_ends_when_the_user_stops_it() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(9.0, 10.0, "bravo"), paced=True)
    block = Block("alpha", until=talk.thinker.told_to_end)
    talk.thinker._meddle = block

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and block.begun.is_set() and not stopped:
            stopped.append(True)
            talk.conversation.stop()

    stopped: list[bool] = []
    talk.witness.watch = watch
    slow_room(talk).run()
    assert not block.release.is_set()
    assert [said for said, _ in talk.remembered][-1] == "bravo"


def test_a_long_step_of_the_language_model_ends_with_the_sound() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), paced=True, tail_s=0.7)
    block = Block("alpha", until=talk.thinker.told_to_end)
    talk.thinker._meddle = block
    talk.room.keep_open = lambda wanted: None  # type: ignore[method-assign]
    slow_room(talk).run()
    assert_all_is_closed(talk)


def test_a_reply_waits_until_the_turn_before_it_is_remembered() -> None:
    """The language model hangs in the old turn while the new one is heard already."""
    answer = "These are some words. " + "More of them. " * 20
    talk = Talk(user(1.0, 2.0, "alpha"), user(3.0, 4.0, "bravo"), answers={"alpha": answer}, paced=True)
    waited = threading.Event()

    def meddle(text: str, step: int) -> None:
        if (text, step) == ("alpha", 15):
            assert waited.wait(10)

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and "bravo" in talk.recogniser.taken and talk.room.now() > samples(4.5):
            waited.set()

    talk.thinker._meddle, talk.witness.watch = meddle, watch
    slow_room(talk).run()
    assert talk.ended[0].barged_in
    asked = [message.content for message in talk.thinker.asked[-1]]
    assert asked[1:] == ["alpha", talk.ended[0].heard_reply or "…", "bravo"]


class Late(Scripted):
    """A dialogue whose effect comes when it is let go on."""

    go_on = threading.Event()

    def reply(self, transcript: Transcript, *more: Any, **named: Any) -> Generator[Step, Any, None]:
        yield self.note(transcript, *more[:3])
        if transcript.text == "alpha":
            assert self.go_on.wait(10)
            yield Effect("write", ())
        yield Sentence("Done.")


@pytest.mark.parametrize(("said", "done"), [("no wait", 0), ("mm hm", 1)])
def test_nothing_is_done_while_somebody_speaks_over_it(said: str, done: int) -> None:
    """What comes while it is held is never done where the words mean us, and later where they do not."""
    dialogue, when = Late({}), list[int]()
    dialogue.go_on = threading.Event()
    written = {"write": lambda: when.append(talk.room.now())}
    talk = Talk(user(1.0, 2.0, "alpha"), user(2.8, 4.2, said), dialogue=dialogue, effects=written, paced=True)

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and talk.room.now() > samples(3.6):
            dialogue.go_on.set()

    talk.witness.watch = watch
    slow_room(talk).run()
    assert len(when) == done
    assert all(moment > samples(4.2) for moment in when)


def test_engines_that_take_many_short_steps_are_left_between_two_of_them() -> None:
    """Each step is waited for behind a shield: what is cancelled must still be noticed before the next one."""
    talk = Talk(user(1.0, 1.5, "alpha"), user(1.8, 3.0, "bravo"), paced=True)
    going = threading.Event()

    def meddle(text: str, step: int) -> None:
        if text == "alpha":
            going.set()
            time.sleep(0.001)

    talk.recogniser._steps, talk.recogniser._meddle = 2000, meddle
    took = cancelled_when(slow_room(talk), lambda: going.is_set() and talk.room.now() > samples(2.2))
    assert took < 0.5
    assert talk.recogniser.taken["alpha"] < 1000


@pytest.mark.parametrize("rounds", range(8))
def test_nothing_is_handed_to_the_speaker_after_a_stop_however_close_it_was(
    rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chunk is on its way already, and the stop comes so many rounds of the event loop after it was made."""
    talk = Talk(user(1.0, 2.0, "alpha"), drafts=False)
    mark = Running.mark
    shown: list[int] = []

    def stop(rounds: int) -> None:
        if rounds:
            asyncio.get_running_loop().call_soon(stop, rounds - 1)
        else:
            talk.conversation.stop()
            shown.append(len(talk.witness.shown))

    def marked(running: Running, moment: str, at: int) -> None:
        mark(running, moment, at)
        if moment == "first_chunk" and not running.turn.said:
            stop(rounds)

    monkeypatch.setattr(Running, "mark", marked)
    talk.run()
    assert len(talk.witness.shown) == shown[0]


def test_turns_in_a_room_that_does_not_wait_for_them_stay_apart() -> None:
    """As in real time, steps are cut off wherever they are; whatever was played belongs to its turn."""
    timeline = [user(0.5 + 1.7 * k, 1.2 + 1.7 * k, f"word {'abcdefghijklmnopqrst'[k]}") for k in range(20)]

    def slow(text: str, step: int) -> None:
        time.sleep(0.004 * (hash(text) % 5))

    works = {engine: {"steps": 2, "meddle": slow} for engine in ENGINES}
    talk = slow_room(Talk(*timeline, paced=True, **works)).run()
    assert [turn.id for turn in talk.ended] == sorted(turn.id for turn in talk.ended)
    spans = [(t.times["first_audio"], t.times["last_audio"]) for t in talk.ended if "first_audio" in t.times]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    stale = talk.wave.copy()
    for first, last in spans:
        stale[first : last + FRAME] = (
            0.0  # the room may have been taking a frame while it was told to be silent
        )
    assert not stale.any()
    assert_all_is_closed(talk)


# ---------------------------------------------------------------- bugs


class Bug(Exception):  # noqa: N818  it is one
    """Something that is nobody's fault but ours."""


def assert_crashes(talk: Talk) -> None:
    async def run() -> None:
        with anyio.fail_after(10):
            await talk.conversation.run()

    with pytest.raises(BaseExceptionGroup) as caught:
        anyio.run(run)
    assert caught.group_contains(Bug)
    assert [engine.open for engine in talk.engines] == [0, 0, 0]


@pytest.mark.parametrize("paced", [True, False])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_bug_in_an_engine_crashes(engine: str, paced: bool) -> None:
    text = "That is the second one." if engine == "tts" else "alpha"
    works = {engine: {"steps": 1, "meddle": at(text, 1, Bug("A bug."))}}
    assert_crashes(Talk(user(1.0, 2.0, "alpha"), paced=paced, **works))


@pytest.mark.parametrize("name", ["frame", "speech", "began", "understood", "saying", "ended", "idle"])
def test_a_bug_in_an_observer_crashes(name: str) -> None:
    talk = Talk(user(1.0, 2.0, "alpha"))

    def watch(happened: str, turn: Turn | None) -> None:
        if happened == name and talk.room.now() > samples(0.5):
            raise Bug("A bug.")

    talk.witness.watch = watch
    assert_crashes(talk)


def test_a_bug_in_an_effect_crashes() -> None:
    def bug() -> None:
        raise Bug("A bug.")

    dialogue = Scripted({"alpha": [Effect("bug"), Sentence("Never said.")]})
    assert_crashes(Talk(user(1.0, 2.0, "alpha"), dialogue=dialogue, effects={"bug": bug}))


def test_a_bug_beside_a_failing_engine_crashes() -> None:
    def meddle(text: str, step: int) -> None:
        raise Bug("A bug.") if "second" in text else SpeakingError("It broke.")

    broken: Meddler = at("alpha", 12, ThinkingError("It broke."))
    assert_crashes(Talk(user(1.0, 2.0, "alpha"), llm={"meddle": broken}, tts={"meddle": meddle}))


def test_a_bug_in_a_step_that_is_waited_for_is_not_swallowed() -> None:
    """It is cancelled while it works, and then it turns out to be broken."""
    talk = Talk(user(1.0, 2.0, "alpha"), paced=True)
    begun = threading.Event()

    def meddle(text: str, step: int) -> None:
        begun.set()
        time.sleep(0.1)
        raise Bug("A bug.")

    talk.thinker._meddle = meddle
    with pytest.raises(BaseExceptionGroup) as caught:
        cancelled_when(talk, begun.is_set)
    assert caught.group_contains(Bug)


def test_sound_that_is_gone_for_good_is_one_error_and_no_group_of_them() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"))
    frames = talk.room.frames

    def gone() -> Iterator[object]:
        for frame in frames():
            yield frame
            if talk.room.now() == samples(3.0):
                raise AudioError("The sound is gone.")

    talk.room.frames = gone  # type: ignore[method-assign, assignment]
    with pytest.raises(AudioError, match=r"^The sound is gone\.$"):
        talk.run()
    assert_all_is_closed(talk)
    assert talk.ended[0].heard_reply.endswith("…")


def test_the_moment_of_a_ducked_reply_is_the_same_as_that_of_a_loud_one() -> None:
    """The volume of what we play must not change what the ledger says about when it was played."""
    talk = Talk(user(1.0, 2.0, "alpha"), user(3.0, 3.16, ""))
    talk.run()
    assert np.max(np.abs(talk.wave[samples(3.2) : samples(3.6)])) == pytest.approx(0.3 * DUCKED)
    assert index(talk.ledger[0]["last_audio"]) - 1 == np.flatnonzero(talk.wave)[-1]


# ---------------------------------------------------------------- words that must not be lost


def crisis(talk: Talk) -> list[Turn]:
    return [turn for turn in talk.ended if turn.tier is Tier.CRISIS]


def test_lines_for_a_crisis_are_said_to_their_end_though_the_user_speaks_over_them() -> None:
    talk = Talk(user(1.0, 2.0, "i want to die"), user(4.0, 5.0, "please stay")).run()
    first = talk.ended[0]
    assert first.tier is Tier.CRISIS
    assert not first.barged_in
    assert [first.played[place] for place in range(len(first.said))] == [1.0] * len(first.said)
    assert talk.conversation.memory.safety.times("line")
    assert [said for said, _ in talk.remembered] == ["i want to die", "please stay"]


def test_the_number_counts_as_given_only_where_it_was_heard() -> None:
    talk = Talk(user(1.0, 2.0, "i want to die"))

    def watch(name: str, turn: Turn | None) -> None:
        if name == "saying":
            talk.conversation.stop()

    talk.witness.watch = watch
    talk.run()
    assert talk.conversation.memory.safety.tier is Tier.CRISIS
    assert not talk.conversation.memory.safety.times("line")


def test_lines_for_a_crisis_are_said_again_after_the_sound_broke_off() -> None:
    talk = Talk(user(1.0, 2.0, "i want to die"), breaks=[(4.0, 4.5)]).run()
    (turn,) = talk.ended
    said = [sentence.text for sentence in turn.said]
    again = said[said.index(phrase("audio.back")) + 1 :]
    assert again
    assert again[0] == said[0]


def test_what_was_said_is_read_even_if_the_user_speaks_on_while_it_is_transcribed() -> None:
    talk = Talk(user(1.0, 2.0, "i want to die"), user(3.0, 4.0, "you know"), drafts=False, paced=True)
    talk.recogniser._steps = 60
    talk.recogniser._meddle = lambda *_: time.sleep(0.02)
    slow_room(talk).run()
    assert crisis(talk)
    assert talk.conversation.memory.safety.tier is Tier.CRISIS


def test_a_cough_between_our_question_and_the_answer_changes_nothing() -> None:
    state = SafetyState(tier=Tier.CONCERN, asked="ask", said=(("ask", 1),), latest="ask")
    assert assess(Transcript(()), state).state == state


def test_what_nobody_said_to_us_is_neither_answered_nor_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    def invented(sound: Samples) -> Iterator[Transcript]:
        yield Transcript((Hypothesis("thank you for watching", -0.9),), no_speech=0.9)

    talk = Talk(user(1.0, 2.0, "a door that creaks"))
    monkeypatch.setattr(talk.recogniser, "transcribe", invented)
    talk.run()
    assert len(talk.ended) == 1
    assert talk.conversation.memory.exchanges == ()
    assert not talk.wave.any()
