"""What is shown: a live picture on a terminal, states without words anywhere else."""

from __future__ import annotations

import io

import numpy as np
import pytest
from rich.console import Console

from voice_assistant.cli.view import LiveView, StateLog, level_db, waits
from voice_assistant.vocabulary import (
    FRAME,
    AudioLost,
    EndedBy,
    Frame,
    Sentence,
    Tier,
    Turn,
    Utterance,
    samples,
    typed,
)

ASKED = "what shall i do with the [red] umbrella"
ANSWERED = "Take it along [/] or leave it."


def frame(amplitude: float, start: int = 0) -> Frame:
    return Frame(start, np.full(FRAME, amplitude, np.float32), np.zeros(FRAME, np.float32))


def turn(**changes: object) -> Turn:
    heard = Utterance(0, np.zeros(FRAME, np.float32), 0, samples(1.0), 1.0)
    made = Turn(1, heard, transcript=typed(ASKED), said=[Sentence(ANSWERED)], ended_by=EndedBy.SILENCE)
    made.times = {"speech_end": samples(1.0), "end_of_turn": samples(1.6), "first_audio": samples(1.7)}
    made.engine_seconds = {"stt": 0.123}
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def terminal(width: int = 100) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=width, height=40, color_system=None)


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def whole_life(view: LiveView | StateLog) -> None:
    """Everything that a view can be told, in an order in which it may come."""
    for place in range(10):
        view.frame(frame(0.1, place * FRAME))
    view.speech(active=True)
    view.began(turn())
    view.frame(frame(1.0))
    view.speech(active=False)
    view.understood(turn())
    view.saying(turn(), Sentence(ANSWERED))
    view.lost(AudioLost(0, samples(1.5), "hung"))
    view.ended(turn())
    view.ended(turn(id=2, barged_in=True, times={"speech_end": 0}))
    view.ended(turn(id=3, error="error.thinking", times={"speech_end": 0}))
    view.idle()
    for _ in range(5):
        view.frame(frame(0.0))


@pytest.mark.parametrize("width", [20, 100])
def test_the_picture_can_be_drawn_at_any_moment_and_width(width: int) -> None:
    console = terminal(width)
    with LiveView(console, "Robin [/]") as view:
        whole_life(view)
    assert "Robin [/]" in written(console)


def test_the_picture_shows_state_words_and_waits() -> None:
    console = terminal(width=160)
    with LiveView(console, "Robin") as view:
        view.speech(active=True)
        view.frame(frame(0.0))
        for place in range(10):
            view.frame(frame(0.5, place))
        view.understood(turn(draft_used=True))
        view.saying(turn(), Sentence(ANSWERED))
    shown = written(console)
    for part in (
        "hearing you",
        "speaking",
        ASKED,
        ANSWERED,
        "0.60 s until you had finished",
        "0.10 s until I spoke",
    ):
        assert part in shown
    for part in ("123 ms stt", "prepared while you paused", "Ctrl-C ends", "█"):
        assert part in shown


def test_what_was_not_understood_is_said_so() -> None:
    console = terminal()
    with LiveView(console, "Robin") as view:
        view.understood(turn(transcript=None, said=[], tier=Tier.CRISIS, barged_in=True))
    assert "(nothing I understood)" in written(console)
    assert "you spoke over it" in written(console)


def test_the_terminal_is_restored_even_after_a_failure() -> None:
    console = terminal()
    with pytest.raises(AttributeError), LiveView(console, "Robin") as view:
        view.frame(None)  # type: ignore[arg-type]
    shown = written(console)
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    assert "\x1b[?1049h" not in shown


def test_the_log_has_states_and_no_words() -> None:
    console = Console(file=io.StringIO(), width=100)
    whole_life(StateLog(console))
    lines = written(console).splitlines()
    assert lines == [
        "hearing speech",
        "the sound system hung and was started again; 1.5 s were not heard",
        "turn 1 ended, answered after 0.70 s",
        "turn 2 interrupted, no answer",
        "turn 3 failed (error.thinking), no answer",
    ]


def test_the_level_is_in_decibels_of_full_scale() -> None:
    assert level_db(frame(1.0)) == pytest.approx(0.0, abs=0.01)
    assert level_db(frame(0.1)) == pytest.approx(-20.0, abs=0.01)
    assert level_db(frame(0.0)) == -100.0


def test_waits_are_told_only_where_they_are_known() -> None:
    assert waits(turn()) == [
        ("until you had finished", pytest.approx(0.6)),
        ("until I spoke", pytest.approx(0.1)),
    ]
    assert [name for name, _ in waits(turn(times={"speech_end": 0, "end_of_turn": 9600}))] == [
        "until you had finished"
    ]
    assert waits(turn(times={"speech_end": 0})) == []


def test_the_words_for_a_crisis_can_be_read_before_they_sound_and_where_no_frame_comes() -> None:
    console = terminal(width=160)
    view = LiveView(console, "Robin")
    with view:
        view.understood(turn(said=[], lines=(Sentence(ANSWERED),), contact="116 123 · 999", tier=Tier.CRISIS))
        assert ANSWERED in written(console)
        assert "116 123 · 999" in written(console)


def test_the_words_for_a_crisis_stay_beside_what_went_wrong() -> None:
    console = terminal(width=160)
    view = LiveView(console, "Robin")
    with view:
        broke = turn(said=[Sentence("The sound broke.")], lines=(Sentence(ANSWERED),), contact="999")
        view.understood(broke)
        assert ANSWERED in written(console)
