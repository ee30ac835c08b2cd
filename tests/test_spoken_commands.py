"""Spoken commands: what is heard right is done, what is heard wrong is told, and what is asked first does no harm."""

from collections.abc import Iterator

import numpy as np

from voice_assistant.bench.phrasings import Phrasing
from voice_assistant.bench.speakers import Speaker
from voice_assistant.bench.spoken_commands import measure
from voice_assistant.vocabulary import Hypothesis, Samples, Transcript

SAID = [
    Phrasing("set a timer for ten minutes", (), (("set_timer", {"length": 600}),)),
    Phrasing("what time is it", (), (("tell_time", {}),)),
]


class Hears:
    """Hears what it is told to."""

    window_s = 10.0

    def __init__(self, *texts: str, sure: float = -0.1) -> None:
        self.texts, self.sure = texts, sure

    def transcribe(self, sound: Samples) -> Iterator[Transcript | None]:
        yield Transcript((Hypothesis(self.texts[round(float(sound.max()) * 10) - 1], self.sure),))


VOICE = Speaker(
    "a voice", "", lambda text: np.full(99, ([one.say for one in SAID].index(text) + 1) / 10, np.float32)
)


def test_what_is_heard_right_is_right() -> None:
    found = measure(Hears("set a timer for ten minutes", "what time is it"), SAID, [VOICE], -0.8)
    assert (found["right"], found["wrong effect"], found["understood as typed"]) == (1, 0, 1)


def test_another_length_is_a_wrong_effect() -> None:
    found = measure(Hears("set a timer for two minutes", "what time is it"), SAID, [VOICE], -0.8)
    assert (found["right"], found["wrong effect"]) == (0.5, 0.5)
    assert found["which"][0]["heard"] == "set a timer for two minutes"


def test_telling_something_else_has_no_effect() -> None:
    found = measure(Hears("set a timer for ten minutes", "what day is it"), SAID, [VOICE], -0.8)
    assert (found["right"], found["wrong effect"]) == (0.5, 0)


def test_what_is_not_believed_has_no_effect() -> None:
    found = measure(Hears("set a timer for two minutes", "what time is it", sure=-0.9), SAID, [VOICE], -0.8)
    assert (found["right"], found["wrong effect"]) == (0, 0)


def test_without_voices_nothing_is_passed() -> None:
    nobody = Speaker("nobody", "a program that nobody has", VOICE.say)
    assert measure(Hears(""), SAID, [nobody], -0.8) == {"right": "skipped", "wrong effect": "skipped"}
