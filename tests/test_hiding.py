"""The quick exit: one word, and nothing of what was talked about is to be seen or repeated."""

from __future__ import annotations

import io

import numpy as np
import pytest
from asking import ask
from performing import called
from rich.console import Console

from voice_assistant.cli.keyboard import Keyboard
from voice_assistant.cli.view import LiveView
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.everyday import clocks
from voice_assistant.languages import load
from voice_assistant.vocabulary import FRAME, Sentence, Turn, Utterance, typed


@pytest.mark.parametrize(
    "said", ["hide", "hide this", "hide everything now", "quick exit", "clear the screen", "exit"]
)
def test_one_word_is_enough(said: str) -> None:
    assert called(said)[0] == "hide"


@pytest.mark.parametrize(
    "said", ["where did i hide the presents", "what time is he coming", "who is coming to dinner"]
)
def test_other_talk_hides_nothing(said: str) -> None:
    made = called(said)
    assert made is None or made[0] != "hide"


def test_it_is_done_without_a_word() -> None:
    assert ask("hide") == ""


def test_after_it_nothing_is_repeated_and_danger_is_still_known() -> None:
    keyboard = Keyboard(Dialogue(load("en"), Persona("Robin", ""), "GB"), clocks.read)
    first = keyboard.say("my husband hits me")
    assert first.tier == "concern"
    hidden = keyboard.say("hide")
    assert (hidden.reply, hidden.hides) == ("", True)
    assert "husband" not in keyboard.say("what did you hear me say").reply


def test_the_picture_is_wiped_with_what_has_scrolled_away() -> None:
    file = io.StringIO()
    view = LiveView(Console(file=file, force_terminal=True, width=80), "Robin")
    with view:
        view._contact = "999"
        view.hidden()
        assert view._contact == ""
    assert "\x1b[3J" in file.getvalue()


def test_whom_to_call_is_shown_though_it_is_known_only_with_the_answer() -> None:
    file = io.StringIO()
    turn = Turn(1, Utterance(0, np.zeros(FRAME, np.float32), 0, FRAME, 1.0), transcript=typed("hm"))
    with LiveView(Console(file=file, force_terminal=True, width=80), "Robin") as view:
        view.understood(turn)
        view._draw()
        assert "116 123" not in file.getvalue()
        turn.contact = "116 123 · 999"
        view.saying(turn, Sentence("Who is with you?"))
        view._draw()
        assert "whom to call: 116 123 · 999" in file.getvalue()
        turn.contact = ""
        view.saying(turn, Sentence("Good."))
        assert view._contact == "116 123 · 999"
    assert "Whom to call: 116 123 · 999" in file.getvalue()


def test_while_the_sentinel_speaks_nothing_is_drawn_over_it() -> None:
    file = io.StringIO()
    view = LiveView(Console(file=file, force_terminal=True, width=80), "Robin")
    with view:
        view.taken_over()
        before = file.tell()
        view._draw()
        assert file.tell() == before
        view.speech(active=True)
        view._draw()
        assert file.tell() > before
