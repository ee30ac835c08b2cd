"""The ledger: what it says of a turn, and what it keeps to itself."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.ledger import MOMENTS, Ledger, entry
from voice_assistant.observers import Observer, Several
from voice_assistant.vocabulary import (
    SAMPLE_RATE,
    AudioLost,
    EndedBy,
    Frame,
    Hypothesis,
    Sentence,
    Tier,
    Transcript,
    Turn,
    Utterance,
)

CONTRACT = {
    *(
        "turn",
        "speech_start",
        "speech_end",
        "pause",
        "draft_start",
        "transcript",
        "first_token",
        "first_chunk",
    ),
    *(
        "end_of_turn",
        "first_audio",
        "last_audio",
        "ended_by",
        "draft_used",
        "barged_in",
        "announced",
        "error",
    ),
    *("engine_seconds", "dropped_frames"),
}

WORDS = {"heard", "confidence", "said", "played", "skill", "tier"}

SILENCE = np.zeros(320, np.float32)


def turn() -> Turn:
    made = Turn(7, Utterance(0, SILENCE, 0, 320, 1.0))
    made.transcript = Transcript((Hypothesis("Ünïque wörds", -0.1234567), Hypothesis("other words", -2.0)))
    made.said = [Sentence("First said.", "First shown."), Sentence("Second said.")]
    made.played = {0: 1.0, 1: 0.5}
    made.times = {"speech_start": 16_000, "speech_end": 16_001, "first_audio": 48_000}
    made.engine_seconds = {"tts": 0.25, "stt": 0.123456}
    made.ended_by, made.draft_used, made.dropped_frames = EndedBy.SILENCE, True, 3
    made.tier, made.skill = Tier.CONCERN, "a_skill"
    return made


def test_a_line_has_the_keys_of_the_contract_and_no_others() -> None:
    assert set(entry(turn())) == CONTRACT
    assert set(entry(turn(), with_text=True)) == CONTRACT | WORDS


def test_a_line_holds_no_words_unless_they_were_asked_for() -> None:
    line = json.dumps(entry(turn()), ensure_ascii=False).lower()
    personal = ["ünïque", "words", "said.", "shown.", "a_skill", "concern"]
    assert not [word for word in personal if word in line]


def test_with_text_a_line_says_what_was_heard_and_what_was_really_played() -> None:
    line = entry(turn(), with_text=True)
    assert (line["heard"], line["confidence"]) == ("Ünïque wörds", -0.123)
    assert line["said"] == ["First said.", "Second said."]
    assert line["played"] == "First shown. Second …"
    assert (line["skill"], line["tier"]) == ("a_skill", "concern")


def test_a_turn_in_which_nothing_was_understood_has_a_line_too() -> None:
    empty = Turn(1, Utterance(0, SILENCE, 0, 0, 0.0))
    line = entry(empty, with_text=True)
    assert (line["heard"], line["confidence"], line["played"]) == (None, None, "")
    empty.transcript = Transcript(())
    line = entry(empty, with_text=True)
    assert (line["heard"], line["confidence"]) == ("", None)
    json.dumps(line, allow_nan=False)


def test_a_moment_that_did_not_come_is_null() -> None:
    line = entry(turn())
    assert line["speech_start"] == 1.0
    assert [name for name in MOMENTS if line[name] is not None] == [
        "speech_start",
        "speech_end",
        "first_audio",
    ]


@given(st.integers(0, SAMPLE_RATE * 3600 * 24 * 30))
def test_a_moment_can_be_read_back_to_the_sample(moment: int) -> None:
    made = turn()
    made.times["first_audio"] = moment
    (read,) = (json.loads(json.dumps(entry(made)))["first_audio"],)
    assert round(read * SAMPLE_RATE) == moment


@pytest.mark.parametrize("with_text", [True, False])
def test_each_turn_is_one_line_of_json(with_text: bool) -> None:
    file = io.StringIO()
    ledger = Ledger(file, with_text=with_text)
    made = turn()
    made.said = [Sentence("Two\nlines and a \u2028 separator.")]
    ledger.ended(made)
    ledger.ended(turn())
    lines = file.getvalue().split("\n")
    assert len(lines) == 3
    assert [json.loads(line)["turn"] for line in lines[:2]] == [7, 7]


def test_a_line_is_in_the_file_as_soon_as_its_turn_is_over(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    with path.open("a", encoding="utf-8") as file:
        ledger = Ledger(file)
        for lines in (1, 2, 3):
            ledger.ended(turn())
            assert len(path.read_text(encoding="utf-8").splitlines()) == lines


def test_several_observers_are_told_everything_in_order() -> None:
    told: list[tuple[int, str, tuple[object, ...]]] = []

    class Noting(Observer):
        def __init__(self, number: int) -> None:
            self.number = number

    for name in (name for name in vars(Observer) if not name.startswith("_")):

        def note(self: Noting, *arguments: object, _name: str = name, **named: object) -> None:
            told.append((self.number, _name, (*arguments, *named.values())))

        setattr(Noting, name, note)
    all_of_them = Several(Noting(1), Noting(2))
    made, sentence, frame = turn(), Sentence("Said."), Frame(0, SILENCE, SILENCE)
    lost = AudioLost(0, 1, "died")
    all_of_them.frame(frame)
    all_of_them.speech(active=True)
    all_of_them.began(made)
    all_of_them.understood(made)
    all_of_them.saying(made, sentence)
    all_of_them.ended(made)
    all_of_them.idle()
    all_of_them.lost(lost)
    assert told == [
        (number, name, arguments)
        for name, arguments in [
            ("frame", (frame,)),
            ("speech", (True,)),
            ("began", (made,)),
            ("understood", (made,)),
            ("saying", (made, sentence)),
            ("ended", (made,)),
            ("idle", ()),
            ("lost", (lost,)),
        ]
        for number in (1, 2)
    ]
