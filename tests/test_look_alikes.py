"""Words that sound alike: who is taken for whom is counted, and plain mishearing is not the same."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from voice_assistant.bench.look_alikes import groups, measure
from voice_assistant.bench.recognition import sentences
from voice_assistant.bench.speakers import Speaker
from voice_assistant.vocabulary import Hypothesis, Samples, Transcript

TEXTS = ["up", "down", "rubbish"]
SETS = Path(__file__).parent / "accuracy"


class Hears:
    """Hears one text for another."""

    window_s = 10.0

    def __init__(self, **instead: str) -> None:
        self.instead = instead

    def transcribe(self, sound: Samples) -> Iterator[Transcript | None]:
        said = TEXTS[round(float(sound.max()) * 10)]
        yield Transcript((Hypothesis(self.instead.get(said, said), -0.1),))


VOICE = Speaker("a voice", "", lambda text: np.full(100, TEXTS.index(text) / 10, np.float32))


def test_one_taken_for_the_other_is_counted() -> None:
    found = measure(Hears(up="down"), [("up", "down")], [VOICE])
    assert found["taken"] == 1
    assert found["taken for another"] == 0.5
    assert found["which"] == [{"voice": "a voice", "said": "up", "heard": "down"}]


def test_what_is_heard_as_something_else_is_not_taken_for_the_other() -> None:
    found = measure(Hears(up="rubbish"), [("up", "down")], [VOICE])
    assert found["taken for another"] == 0
    assert found["exact"] == 0.5


def test_without_voices_nothing_is_passed() -> None:
    nobody = Speaker("nobody", "a program that nobody has", VOICE.say)
    assert measure(Hears(), [("up", "down")], [nobody]) == {"taken for another": "skipped"}


def test_the_groups_of_the_file_have_members_that_differ() -> None:
    made = groups(sentences(SETS / "look_alikes.txt"))
    assert len(made) > 80
    assert all(len(group) > 1 and len(set(group)) == len(group) for group in made)
