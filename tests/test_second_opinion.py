import math
from collections.abc import Generator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.errors import HearingError
from voice_assistant.stt.second_opinion import STRANGE, SecondOpinion, doubted, preferred
from voice_assistant.vocabulary import Hypothesis, Samples, Transcript

UNSURE, SURE = -0.5, -0.4
LIMITS = {"unsure": UNSURE, "sure": SURE, "invented": -1.5, "silent": 0.3}


def heard(*guesses: tuple[str, float], withheld: str = "") -> Transcript:
    made = tuple(Hypothesis(text, sure) for text, sure in guesses)
    return Transcript(made, withheld=(Hypothesis(withheld, -3.0),) if withheld else ())


class Says:
    """Hears the same whatever is said, after two steps, and counts how often it was asked."""

    def __init__(self, transcript: Transcript, window_s: float = 10.0) -> None:
        self.transcript, self.window_s, self.asked = transcript, window_s, 0

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        self.asked += 1
        yield None
        yield None
        yield self.transcript


def both(first: Transcript, second: Transcript) -> tuple[Transcript, int]:
    """What comes of it, and how often the second one was asked."""
    other = Says(second)
    *steps, last = SecondOpinion(Says(first), other, **LIMITS).transcribe(np.zeros(1600, np.float32))
    assert steps == [None] * (2 + 2 * other.asked)
    assert last is not None
    return last, other.asked


def test_who_is_sure_is_believed_and_nobody_else_is_asked() -> None:
    sure = heard(("what time is it", -0.1), ("what time is at", -0.9))
    assert both(sure, heard(("watt", -0.01))) == (sure, 0)


def test_a_doubtful_first_gives_way_to_a_sure_second() -> None:
    made, asked = both(heard(("bedtime", -0.9), ("bed", -1.2)), heard(("what time is it", -0.2)))
    assert asked == 1
    assert [guess.text for guess in made.hypotheses] == ["what time is it", "bedtime", "bed"]
    assert made.confidence == -0.2


def test_where_both_doubt_the_surer_one_stands_and_both_are_kept() -> None:
    made, _ = both(heard(("on the", -0.6)), heard(("oh", -0.7), ("on the", -0.8)))
    assert [guess.text for guess in made.hypotheses] == ["on the", "oh"]
    made, _ = both(heard(("on the", -0.9)), heard(("oh", -0.6), ("on the", -0.7)))
    assert [guess.text for guess in made.hypotheses] == ["oh", "on the"]


def test_what_the_first_one_only_invented_was_not_said_unless_the_second_is_sure() -> None:
    salad = heard(("private i have sewed the shower", -1.6))
    assert both(salad, heard(("stop", -0.6)))[0].hypotheses == ()
    assert both(salad, heard(("stop", -0.1)))[0].text == "stop"


def test_silence_is_silence() -> None:
    """A second recogniser would make words of it: babble, music, a door."""
    nothing = heard(withheld="hm")
    assert both(nothing, heard(("stop", -0.1))) == (nothing, 0)


def test_where_the_first_one_thinks_that_nobody_spoke_nobody_else_is_asked() -> None:
    mumbled = Transcript((Hypothesis("a b", -0.9),), no_speech=0.6)
    assert both(mumbled, heard(("stop", -0.1))) == (mumbled, 0)


def test_the_second_one_has_a_limit_of_its_own() -> None:
    assert both(heard(("a", -0.51)), heard(("b", -0.55)))[0].text == "a"
    assert both(heard(("a", -0.51)), heard(("b", -0.35)))[0].text == "b"


def test_if_the_second_one_fails_what_the_first_one_heard_stands() -> None:
    class Failing(Says):
        def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
            yield None
            raise HearingError("no")

    first = heard(("a", -0.9))
    work = SecondOpinion(Says(first), Failing(first), **LIMITS).transcribe(np.zeros(1600, np.float32))
    assert list(work)[-1] == first


def test_what_either_withholds_reaches_the_safety_kernel() -> None:
    made, _ = both(heard(("on the", -0.9), withheld="a"), heard(withheld="b"))
    assert [guess.text for guess in made.withheld] == ["a", "b"]
    assert made.text == "on the"


def test_the_shorter_window_holds_for_both() -> None:
    assert SecondOpinion(Says(heard()), Says(heard(), 4.0), **LIMITS).window_s == 4.0


def test_a_word_that_nobody_knows_is_doubted() -> None:
    def known(word: str) -> bool:
        return word != "champoo"

    first = heard(("put Champoo, on it", -0.1), ("put shampoo on it", -0.3))
    made = doubted(first, known)
    assert [guess.text for guess in made.hypotheses] == ["put shampoo on it", "put Champoo, on it"]
    assert made.hypotheses[1].log_probability == pytest.approx(-0.1 - STRANGE)
    second = Says(heard(("put shampoo on it", -0.2)))
    work = SecondOpinion(Says(heard(("champoo", -0.1))), second, **LIMITS, known=known)
    assert list(work.transcribe(np.zeros(1600, np.float32)))[-1].text == "champoo"
    assert second.asked == 0, "sure all the same"
    work = SecondOpinion(Says(heard(("champoo", -0.2))), second, **LIMITS, known=known)
    *_, last = work.transcribe(np.zeros(1600, np.float32))
    assert last is not None
    assert last.text == "put shampoo on it"


guesses = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.floats(-5, 0)), min_size=1, max_size=5, unique_by=lambda g: g[0]
).map(lambda found: heard(*sorted(found, key=lambda g: -g[1])))


@given(guesses, guesses | st.just(heard()))
def test_nothing_is_lost_and_the_best_comes_first(first: Transcript, second: Transcript) -> None:
    made = preferred(first, second, SURE, -math.inf)
    texts = [guess.text for guess in made.hypotheses]
    chances = [guess.log_probability for guess in made.hypotheses]
    assert set(texts) == {guess.text for guess in (*first.hypotheses, *second.hypotheses)}
    assert len(set(texts)) == len(texts)
    assert chances == sorted(chances, reverse=True)
    assert made.text in (first.text, second.text)


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_it_can_be_dropped_after_any_step(after: int) -> None:
    second = Says(heard(("b", -0.1)))
    work = SecondOpinion(Says(heard(("a", -0.9))), second, **LIMITS).transcribe(np.zeros(1600, np.float32))
    for _ in range(after):
        assert next(work) is None
    work.close()
    assert second.asked == (after > 2)
