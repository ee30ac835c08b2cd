"""Whole conversations in a fast room: turns, drafts, barge-in, and what is remembered of them.

The golden trace in golden/conversation.jsonl is the ledger of three turns. Where a change of it is wanted, write it
anew with `GOLDEN=write pytest tests/test_conversation.py -k golden`, and read the difference before you keep it.
"""

from __future__ import annotations

import gc
import json
import os
import random
import threading
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from fakes import Said, Scripted, Talk, cough, half_period, index, pitches, user

from voice_assistant import lanes
from voice_assistant.audio.virtual_speaker import FADE
from voice_assistant.dialogue.noted import Noted
from voice_assistant.preferring import DUCKED
from voice_assistant.safety import SafetyState
from voice_assistant.vocabulary import FRAME, Effect, EndedBy, Sentence, Tier, Turn, samples

GOLDEN = Path(__file__).parent / "golden" / "conversation.jsonl"

LONG = "This is my first clause, " + "and so I go on and on with words. " * 12


def audible(talk: Talk) -> list[int]:
    """The first and the last index at which anything sounds."""
    heard = np.flatnonzero(talk.wave)
    return [int(heard[0]), int(heard[-1])]


# ---------------------------------------------------------------- the end of a turn


@pytest.mark.parametrize(
    ("said", "waited", "cause"),
    [
        ("what time is it", 0.3, "command"),
        ("i had a lovely day today", 0.4, "sentence"),
        ("i keep thinking about how we", 1.2, "silence"),
        ("my brother and", 2.0, "silence"),
    ],
)
def test_how_long_it_waits_depends_on_the_words(said: str, waited: float, cause: str) -> None:
    talk = Talk(user(1.0, 2.2, said), by_words=True, tail_s=4.0).run()
    (line,) = talk.ledger
    assert line["end_of_turn"] == pytest.approx(2.2 + waited, abs=0.021)  # told with the next frame
    assert line["ended_by"] == cause
    (line,) = Talk(user(1.0, 2.2, said), tail_s=4.0).run().ledger
    assert (line["end_of_turn"], line["ended_by"]) == (2.8, "silence")


def test_who_stops_to_think_in_the_middle_is_not_cut_off() -> None:
    said = user(1.0, 2.0, "set a timer for"), user(3.0, 3.6, "ten minutes")
    talk = Talk(*said, by_words=True).run()
    assert [turn.transcript.text for turn in talk.ended if turn.transcript] == ["set a timer for ten minutes"]
    assert [line["ended_by"] for line in talk.ledger] == ["command"]
    assert len(Talk(*said).run().ledger) == 2


def test_what_was_made_of_a_pause_counts_for_nothing_once_more_is_said() -> None:
    said = user(1.0, 2.0, "what time is it"), user(2.24, 3.0, "in the town of")
    (line,) = Talk(*said, by_words=True, tail_s=4.0).run().ledger
    assert line["speech_end"] == 3.0
    assert line["end_of_turn"] > 3.6


# ---------------------------------------------------------------- a turn


def test_a_turn_goes_from_speech_to_speech_in_order() -> None:
    talk = Talk(user(1.0, 2.2, "alpha")).run()
    assert talk.witness.names(1) == ["began", "understood", "saying", "saying", "saying", "ended"]
    (line,) = talk.ledger
    order = ["speech_start", "speech_end", "pause", "draft_start", "transcript", "first_token", "first_chunk"]
    moments = [line[name] for name in [*order, "end_of_turn", "first_audio", "last_audio"]]
    assert moments == sorted(moments)
    assert (line["speech_start"], line["speech_end"]) == (1.0, 2.2)
    assert (line["ended_by"], line["draft_used"], line["barged_in"]) == ("silence", True, False)
    assert line["error"] is None


def test_the_reply_sounds_exactly_where_the_ledger_says() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), user(7.0, 7.9, "bravo")).run()
    first, second = talk.ledger
    assert audible(talk) == [index(first["first_audio"]), index(second["last_audio"]) - 1]
    assert not talk.sounds(index(first["last_audio"]), index(second["first_audio"]))
    assert talk.wave[index(second["first_audio"])] != 0


def test_a_voice_of_another_rate_sounds_where_the_ledger_says() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), tts={"rate": 22_050}).run()
    first, last = audible(talk)
    assert abs(first - index(talk.ledger[0]["first_audio"])) <= samples(0.001)
    assert abs(last - index(talk.ledger[0]["last_audio"])) <= samples(0.001)


def test_the_first_clause_is_spoken_before_the_rest_is_thought_of() -> None:
    taken_at_first_word: list[int] = []
    talk = Talk(user(1.0, 2.2, "alpha"), answers={"alpha": LONG})

    def watch(name: str, turn: Turn | None) -> None:
        if name == "saying":
            taken_at_first_word.append(talk.thinker.taken["alpha"])

    talk.witness.watch = watch
    talk.run()
    assert talk.voice.made[0].text == "This is my first clause,"
    assert taken_at_first_word[0] < len(LONG.split()) / 2


def test_sentences_follow_each_other_without_a_gap() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), answers={"alpha": LONG}).run()
    first, last = audible(talk)
    assert np.all(talk.wave[first : last + 1])


def test_what_was_played_is_remembered_and_shown_to_the_language_model() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), user(7.0, 7.9, "bravo"), answers={"alpha": "One two three."}).run()
    assert talk.remembered[0] == ("alpha", "One two three.")
    assert [m.content for m in talk.thinker.asked[-1]][1:] == ["alpha", "One two three.", "bravo"]


def test_a_turn_is_told_of_once_even_where_nothing_is_said() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), dialogue=Scripted({"alpha": []})).run()
    assert talk.witness.names(1) == ["began", "understood", "ended"]
    assert talk.ledger[0]["first_audio"] is None
    assert talk.remembered == [("alpha", "")]


def test_the_end_of_the_sound_ends_what_is_being_said() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), answers={"alpha": LONG})
    frames = talk.room.frames
    talk.room.frames = lambda: islice(frames(), 200)  # type: ignore[method-assign, assignment]
    talk.run()
    (turn,) = talk.ended
    assert turn.times["last_audio"] == samples(4.0) + FADE
    assert turn.heard_reply.endswith("…")
    assert talk.remembered == [("alpha", turn.heard_reply)]


def test_the_user_can_ask_for_silence_by_other_means_than_speech() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), answers={"alpha": LONG})

    def watch(name: str, turn: Turn | None) -> None:
        if name == "frame" and talk.room.now() == samples(4.0):
            talk.conversation.stop()

    talk.witness.watch = watch
    talk.run()
    assert audible(talk)[1] < samples(4.0) + FADE
    assert not talk.ended[0].barged_in


# ---------------------------------------------------------------- drafts


def test_a_draft_that_was_opened_speaks_at_once() -> None:
    talk = Talk(user(1.0, 2.2, "alpha")).run()
    (line,) = talk.ledger
    assert line["draft_start"] == line["pause"] == 2.4
    assert line["first_chunk"] < line["end_of_turn"]
    assert line["first_audio"] == line["end_of_turn"] == 2.8


def test_without_drafts_a_turn_begins_at_its_end() -> None:
    talk = Talk(user(1.0, 2.2, "alpha"), drafts=False).run()
    (line,) = talk.ledger
    assert (line["pause"], line["draft_start"], line["draft_used"]) == (None, None, False)
    assert line["transcript"] == line["end_of_turn"] == 2.8


def test_a_draft_that_was_wrong_leaves_no_trace() -> None:
    done: list[object] = []
    steps = [Effect("write", (("what", "it"),)), Sentence("I have written it.")]
    dialogue = Scripted({"alpha": steps, "alpha bravo": [Sentence("All of it.")]})
    talk = Talk(
        user(1.0, 2.0, "alpha"),
        user(2.4, 3.4, "bravo"),
        dialogue=dialogue,
        effects={"write": done.append},
    ).run()
    assert talk.recogniser.taken == {"alpha": 1, "alpha bravo": 1}
    assert talk.witness.names(1) == ["began"]
    assert [line["turn"] for line in talk.ledger] == [2]
    assert talk.remembered == [("alpha bravo", "All of it.")]
    assert (done, dialogue.results) == ([], [])
    assert not talk.sounds(0, index(talk.ledger[0]["end_of_turn"]))
    assert talk.witness.shown == [(2, "All of it.")]


def test_a_sentence_made_for_a_wrong_draft_is_never_played() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), user(2.4, 3.4, "bravo")).run()
    drafted = [place for place, made in enumerate(talk.voice.made) if "alpha to me" in made.text]
    assert drafted, "the draft was to get as far as its voice"
    assert pitches(talk.wave).isdisjoint(half_period(place) for place in drafted)


def test_an_effect_waits_for_the_gate_and_its_result_comes_back() -> None:
    when: list[int] = []
    dialogue = Scripted({"alpha": [Effect("write", (("what", "it"),)), Sentence("Done.")]})

    def write(what: str) -> str:
        when.append(talk.room.now())
        return what.upper()

    talk = Talk(user(1.0, 2.2, "alpha"), dialogue=dialogue, effects={"write": write})
    talk.run()
    assert when == [index(talk.ledger[0]["end_of_turn"])]
    assert dialogue.results == ["IT"]


def test_the_volume_is_an_effect_that_the_conversation_performs_itself() -> None:
    dialogue = Scripted({"alpha": [Effect("volume", (("percent", 50),)), Sentence("It is quieter now.")]})
    talk = Talk(user(1.0, 2.2, "alpha"), dialogue=dialogue).run()
    assert dialogue.results == [50]
    assert np.max(np.abs(talk.wave[audible(talk)[0] + FRAME :])) == pytest.approx(0.3 * 10 ** (-12.5 / 20))


def test_a_wrong_draft_does_not_age_the_conversation() -> None:
    """What the safety kernel noted in a draft belongs to what the user did not mean to have finished."""
    talk = Talk(user(1.0, 2.0, "alpha"), user(2.4, 3.4, "bravo")).run()
    assert talk.conversation.memory.safety.elsewhere == 1


# ---------------------------------------------------------------- barge-in


def interrupted() -> Talk:
    return Talk(
        user(1.0, 2.0, "alpha"),
        user(4.0, 5.0, "bravo"),
        answers={"alpha": "One two three four five six seven eight nine ten eleven twelve.", "bravo": "Yes."},
    ).run()


def barge_in_at(talk: Talk, turn: int) -> int:
    """The index at which a turn was cut off."""
    return next(when for when, name, whose in talk.witness.moments if (name, whose) == ("ended", turn))


def test_speaking_over_the_reply_silences_it_at_once_and_its_words_end_it() -> None:
    talk = interrupted()
    silent = samples(4.18)
    assert talk.sounds(silent - FRAME, silent)
    assert not talk.sounds(silent + FADE, index(talk.ledger[1]["first_audio"]))
    assert index(talk.ledger[0]["last_audio"]) <= silent + FADE
    assert talk.ended[0].barged_in
    assert barge_in_at(talk, 1) == samples(5.2)  # at the pause, where the words are known


@pytest.mark.parametrize("said", ["mm hm", "yeah right", "nine ten eleven"])
def test_after_a_backchannel_or_our_own_voice_the_reply_goes_on_where_it_was(said: str) -> None:
    answers = {"alpha": "One two three four five six seven eight nine ten eleven twelve."}
    talk = Talk(user(1.0, 2.0, "alpha"), user(4.0, 4.4, said), answers=answers).run()
    (turn,) = talk.ended
    assert not turn.barged_in
    assert talk.remembered == [("alpha", answers["alpha"])]
    assert not talk.sounds(samples(4.18) + FADE, samples(4.6))
    assert talk.sounds(samples(4.62), samples(4.8))
    undisturbed = Talk(user(1.0, 2.0, "alpha"), answers=answers).run()
    pause = turn.times["last_audio"] - undisturbed.ended[0].times["last_audio"]
    assert pause == pytest.approx(samples(0.42), abs=2 * FRAME)


def test_a_yes_into_a_question_of_ours_is_an_answer() -> None:
    answers = {"alpha": "Shall I wake you at seven or at eight tomorrow morning?", "yeah": "Fine."}
    talk = Talk(user(1.0, 2.0, "alpha"), user(4.0, 4.4, "yeah"), answers=answers).run()
    assert talk.ended[0].barged_in
    assert talk.remembered[-1] == ("yeah", "Fine.")


def test_only_the_words_that_were_heard_are_remembered() -> None:
    talk = interrupted()
    words_s = (index(talk.ledger[0]["last_audio"]) - index(talk.ledger[0]["first_audio"])) / samples(0.15)
    heard = "One two three four five six seven eight nine ten eleven twelve.".split()[: int(words_s)]
    assert talk.remembered == [("alpha", " ".join(heard) + " …"), ("bravo", "Yes.")]


def test_what_interrupts_gets_a_turn_of_its_own_that_knows_what_was_heard() -> None:
    talk = interrupted()
    assert [turn.transcript.text for turn in talk.ended if turn.transcript] == ["alpha", "bravo"]
    asked = [message.content for message in talk.thinker.asked[-1]]
    assert asked[1:] == ["alpha", talk.remembered[0][1], "bravo"]


def test_a_cough_ducks_the_reply_and_no_more() -> None:
    talk = Talk(user(1.0, 2.0, "alpha"), cough(3.5), answers={"alpha": LONG}).run()
    (line,) = talk.ledger
    assert not line["barged_in"]
    assert len(talk.voice.made) == talk.ended[0].heard_reply.count(".") + 1
    level = np.abs(talk.wave)
    ducked = level[samples(3.66) : samples(4.2)]
    assert np.max(ducked) == pytest.approx(0.3 * DUCKED)
    assert np.max(level[samples(3.0) : samples(3.5)]) == pytest.approx(0.3)
    assert np.max(level[samples(4.5) : samples(5.0)]) == pytest.approx(0.3)


def test_the_next_reply_is_loud_again_after_a_barge_in() -> None:
    talk = interrupted()
    start = index(talk.ledger[1]["first_audio"])
    assert np.max(np.abs(talk.wave[start + FRAME : start + 2 * FRAME])) == pytest.approx(0.3)


def test_speech_while_the_reply_is_thought_of_replaces_it() -> None:
    """With a slow engine nothing is heard of the first reply at all."""
    talk = Talk(user(1.0, 2.0, "alpha"), user(2.7, 3.6, "bravo"), answers={"bravo": "Yes."}).run()
    assert talk.remembered[-1] == ("bravo", "Yes.")
    assert talk.ended[0].barged_in


# ---------------------------------------------------------------- quiet words


def test_words_for_the_user_alone_are_shown_and_not_spoken() -> None:
    class Whispering(Scripted):
        def note(self, *arguments: object) -> Noted:
            return Noted(Tier.CRISIS, SafetyState(), quiet=True)

        def reply(self, *arguments: object) -> object:  # type: ignore[override]
            yield self.note()
            yield Sentence("Read this alone.")

    talk = Talk(user(1.0, 2.0, "alpha"), dialogue=Whispering({}), screen=True).run()
    assert talk.witness.shown == [(1, "Read this alone.")]
    assert not talk.wave.any()
    assert talk.witness.names(1) == ["began", "understood", "saying", "ended"]
    assert talk.witness.moments[-3][0] >= index(talk.ledger[0]["end_of_turn"])
    aloud = Talk(user(1.0, 2.0, "alpha"), dialogue=Whispering({})).run()
    assert aloud.wave.any(), "without a screen they must be heard"


# ---------------------------------------------------------------- the same every time


def three_turns() -> Talk:
    return Talk(
        user(1.0, 1.8, "what is"),
        user(2.1, 3.0, "the longest word"),
        user(5.0, 6.1, "not that one"),
        cough(8.0),
        user(13.0, 13.9, "the end"),
        answers={
            "the longest word": "One.",
            "what is the longest word": LONG,
            "not that one": LONG[:90],
            "the end": "So it is.",
        },
        with_text=True,
    )


def test_the_ledger_of_a_conversation_is_its_golden_trace() -> None:
    lines = [
        {**line, "engine_seconds": sorted(line["engine_seconds"])} for line in three_turns().run().ledger
    ]
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    golden = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert lines == golden
    assert len(golden) == 3
    assert [line["barged_in"] for line in golden] == [True, False, False]


def chatter(count: int, seed: int) -> list[Said]:
    """Someone who talks, coughs, hesitates and interrupts at random."""
    dice, timeline, now = random.Random(seed), [], 0.3
    for place in range(count):
        length = dice.choice([0.14, 0.2, 0.35, 0.6])
        timeline.append(
            Said(round(now, 3), round(now + length, 3), "" if length < 0.3 else f"word {label(place)}")
        )
        now += length + dice.choice([0.25, 0.45, 0.7, 0.9, 1.3, 1.8])
    return timeline


def label(number: int) -> str:
    """A made-up word for a number."""
    return "".join("bdfgklmnpr"[int(digit)] + "ao"[int(digit) % 2] for digit in f"{number:03}")


def without_seconds(talk: Talk) -> list[dict[str, object]]:
    return [{key: value for key, value in line.items() if key != "engine_seconds"} for line in talk.ledger]


def test_a_fast_conversation_is_the_same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long we wait for tasks to settle: what is waited for is known to be enough."""
    works = {"stt": {"steps": 1}, "llm": {"steps": 2}, "tts": {"steps": 2}}
    once = Talk(*chatter(25, seed=3), breaks=[(9.0, 9.4), (16.0, 16.5)], **works).run()
    monkeypatch.setattr(lanes, "QUIET_ROUNDS", 5 * lanes.QUIET_ROUNDS)
    again = Talk(*chatter(25, seed=3), breaks=[(9.0, 9.4), (16.0, 16.5)], **works).run()
    assert len(once.ended) > 10
    assert without_seconds(once) == without_seconds(again)
    assert once.witness.moments == again.witness.moments
    assert np.array_equal(once.wave, again.wave)


# ---------------------------------------------------------------- many turns


class Long:
    """A long random conversation, watched all the way."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.disagreed: list[tuple[str, int | None, int | None]] = []
        """Moments at which one turn was speaking and another one had the floor."""
        self.alive: list[Counter[str]] = []
        """How many objects of each of our kinds there were, whenever all was quiet."""
        self.threads: list[int] = []
        talk.witness.watch = self._watch

    def _watch(self, name: str, turn: Turn | None) -> None:
        conversation = self.talk.conversation
        speaking, floor = conversation._mouth._running, conversation._floor
        if speaking is not None and not speaking.scope.cancel_called and floor.ours != speaking.turn.id:
            self.disagreed.append((name, speaking.turn.id, floor.ours))
        if floor.draft is not None and floor.ours is not None and not floor.held:
            self.disagreed.append((name, floor.draft, floor.ours))
        if name == "idle" and len(self.talk.ended) in {40, 80, 120, 160, 200}:
            gc.collect()
            kinds = "Running Task CancelScope TaskGroup Event MemoryObjectSendStream generator coroutine Lane"
            self.alive.append(
                Counter(kind for o in gc.get_objects() if (kind := type(o).__name__) in kinds.split())
            )
            self.threads.append(threading.active_count())


@pytest.fixture(scope="module")
def long() -> Long:
    answers = {said.text: f"You said {said.text}, and I go on. There is more." for said in chatter(430, 1)}
    long = Long(Talk(*chatter(430, seed=1), answers=answers, tts={"word_ms": 60}, breaks=[(60.0, 60.5)]))
    long.talk.run()
    return long


def test_there_are_turns_of_every_kind(long: Long) -> None:
    ended = long.talk.ended
    assert len(ended) > 200
    assert ended[-1].id > 300
    assert sum(turn.barged_in for turn in ended) > 30
    assert sum(not turn.barged_in and turn.heard_reply.endswith("more.") for turn in ended) > 30
    assert ended[-1].id > len(ended) + 20, "some drafts were to be wrong"
    assert all(turn.ended_by in {EndedBy.SILENCE, None} for turn in ended)


def test_nothing_is_heard_that_belongs_to_no_turn(long: Long) -> None:
    spans = [
        (turn.times["first_audio"], turn.times["last_audio"])
        for turn in long.talk.ended
        if "first_audio" in turn.times
    ]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = np.zeros(len(long.talk.wave), bool)
    for first, last in spans:
        covered[first:last] = True
    assert not long.talk.wave[~covered].any()


def test_nothing_of_an_old_turn_is_played_in_a_new_one(long: Long) -> None:
    places: dict[int, set[int]] = {}
    made = {id(sentence): place for place, sentence in enumerate(long.talk.voice.made)}
    for turn in long.talk.ended:
        places[turn.id] = {half_period(made[id(sentence)]) for sentence in turn.said}
        if "first_audio" in turn.times:
            heard = pitches(long.talk.wave[turn.times["first_audio"] : turn.times["last_audio"]])
            assert heard <= places[turn.id]


def test_a_turn_that_was_cut_off_falls_silent_at_that_moment(long: Long) -> None:
    cut = {whose: when for when, name, whose in long.talk.witness.moments if name == "ended"}
    for turn in long.talk.ended:
        if turn.barged_in:
            assert turn.times.get("last_audio", 0) <= cut[turn.id] + FADE


def test_turns_end_in_the_order_in_which_they_began(long: Long) -> None:
    assert [turn.id for turn in long.talk.ended] == sorted(turn.id for turn in long.talk.ended)
    heard = [turn.transcript.text for turn in long.talk.ended if turn.transcript and turn.transcript.text]
    remembered = [user for user, _ in long.talk.remembered]
    assert len(remembered) >= 12
    assert remembered == heard[-len(remembered) :]


def test_who_speaks_has_the_floor(long: Long) -> None:
    assert long.disagreed == []


def test_a_long_conversation_does_not_grow(long: Long) -> None:
    assert len(long.alive) >= 4
    assert (long.alive[-1] - long.alive[0]).total() <= 3
    assert len(set(long.threads)) == 1


def test_each_engine_has_one_thread_for_life(long: Long) -> None:
    threads = [engine.threads for engine in long.talk.engines]
    assert all(len(each) == 1 for each in threads)
    assert len(set.union(*threads)) == 3
