from collections.abc import Generator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.stt.windows import Windowed, fitting, together
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Hypothesis, Samples, Transcript


def heard(*guesses: tuple[str, float], no_speech: float = 0.0) -> Transcript:
    return Transcript(tuple(Hypothesis(text, sure) for text, sure in guesses), no_speech)


class Counting:
    """Hears how many seconds it was given."""

    window_s = 2.0

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        yield None
        yield heard((f"{len(samples) / SAMPLE_RATE:.2f}", -0.1))


def transcript(samples: Samples) -> Transcript:
    *steps, last = Windowed(Counting()).transcribe(samples)
    assert steps == [None] * len(steps)
    assert last is not None
    return last


def test_what_fits_the_window_is_heard_as_it_is() -> None:
    assert transcript(np.zeros(2 * SAMPLE_RATE, np.float32)).text == "2.00"
    assert transcript(np.zeros(0, np.float32)).text == "0.00"


def test_longer_speech_is_heard_piece_by_piece() -> None:
    pieces = transcript(np.ones(5 * SAMPLE_RATE, np.float32)).text.split()
    assert len(pieces) > 2
    assert abs(sum(map(float, pieces)) - 5.0) < 0.05


def test_it_is_cut_where_it_is_quietest() -> None:
    sound = np.ones(3 * SAMPLE_RATE, np.float32)
    quiet = round(1.7 * SAMPLE_RATE / FRAME) * FRAME
    sound[quiet : quiet + FRAME] = 0
    first = next(fitting(sound, 2 * SAMPLE_RATE))
    assert quiet <= len(first) <= quiet + FRAME


@given(st.integers(0, 40_000), st.integers(3 * FRAME, 10_000))
def test_no_sample_is_lost_or_moved_and_every_piece_fits(length: int, window: int) -> None:
    sound = np.random.default_rng(length).standard_normal(length).astype(np.float32)
    pieces = list(fitting(sound, window))
    assert np.array_equal(np.concatenate(pieces), sound)
    assert all(len(piece) <= window for piece in pieces)


def test_parts_are_put_together_guess_by_guess() -> None:
    whole = together(
        [heard(("set a timer", -0.1), ("set the timer", -0.4)), heard(("for ten minutes", -0.2))]
    )
    assert [h.text for h in whole.hypotheses] == [
        "set a timer for ten minutes",
        "set the timer for ten minutes",
    ]
    assert whole.confidence == -0.2


def test_the_whole_is_as_doubtful_as_its_most_doubtful_part() -> None:
    assert together([heard(("yes", -0.1)), heard(("perhaps", -0.9))]).confidence == -0.9


def test_silent_parts_add_nothing() -> None:
    whole = together([heard(), heard(("yes", -0.1), no_speech=0.2), heard(no_speech=0.9)])
    assert (whole.text, whole.no_speech) == ("yes", 0.2)
    assert together([heard(no_speech=0.9), heard()]) == Transcript((), 0.9)


def test_no_guess_comes_twice_and_the_best_stays_first() -> None:
    whole = together([heard(("a", -0.5)), heard(("b", -0.1), ("c", -0.1), ("b2", -0.3))])
    assert [h.text for h in whole.hypotheses] == ["a b", "a c", "a b2"]
