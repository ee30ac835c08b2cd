"""The words of a conversation: small arithmetic, and what was really heard of a reply."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.vocabulary import (
    FRAME,
    SAMPLE_RATE,
    Hypothesis,
    Sentence,
    Transcript,
    Turn,
    Utterance,
    clip,
    samples,
    seconds,
    typed,
)

texts = st.text(alphabet="ab .", min_size=1, max_size=40)


def turn(*said: tuple[str, str, float]) -> Turn:
    """A turn with sentences: what was spoken of each, what was shown, and the share that was heard."""
    made = Turn(1, Utterance(0, np.zeros(0, np.float32), 0, 0, 1.0))
    for place, (text, shown, share) in enumerate(said):
        made.said.append(Sentence(text, shown))
        made.played[place] = share
    return made


def test_a_frame_is_twenty_milliseconds() -> None:
    assert seconds(FRAME) == 0.02
    assert samples(0.02) == FRAME
    assert samples(1) == SAMPLE_RATE


@given(st.integers(0, 10**9))
def test_samples_and_seconds_are_two_ways_to_say_the_same(count: int) -> None:
    assert samples(seconds(count)) == count


def test_a_transcript_is_its_best_guess() -> None:
    transcript = Transcript((Hypothesis("yes", -0.1), Hypothesis("yet", -0.9)))
    assert transcript.text == "yes"
    assert transcript.confidence == -0.1


def test_a_transcript_of_nothing_is_empty_and_not_believed() -> None:
    assert Transcript(()).text == ""
    assert Transcript(()).confidence == -math.inf


def test_typed_words_are_certain() -> None:
    assert typed("hello").text == "hello"
    assert typed("hello").confidence == 0
    assert typed("hello").no_speech == 0


@pytest.mark.parametrize(
    ("share", "heard"),
    [(0.0, ""), (0.2, ""), (0.25, "one …"), (0.6, "one two …"), (0.99, "one two three …"), (1.0, None)],
)
def test_of_a_sentence_that_was_cut_off_the_leading_words_were_heard(share: float, heard: str | None) -> None:
    assert clip("one two three four", share) == ("one two three four" if heard is None else heard)


@given(texts, st.floats(0, 1), st.floats(0, 1))
def test_more_of_a_sentence_is_never_fewer_words(text: str, one: float, other: float) -> None:
    less, more = (clip(text, share).removesuffix(" …").split() for share in sorted((one, other)))
    assert more[: len(less)] == less


def test_the_heard_reply_is_what_was_shown_of_what_was_heard() -> None:
    made = turn(("It is six.", "It is 6.", 1.0), ("And it is late.", "", 0.5), ("Never heard.", "", 0.0))
    assert made.heard_reply == "It is 6. And it …"


def test_the_heard_reply_of_silence_is_empty() -> None:
    assert turn().heard_reply == ""
    assert turn(("Hello there.", "", 0.0)).heard_reply == ""


def test_a_sentence_of_which_nothing_is_known_was_not_heard() -> None:
    made = turn(("Hello.", "", 1.0))
    made.said.append(Sentence("Not yet."))
    assert made.heard_reply == "Hello."


def test_a_blank_on_the_screen_is_no_text() -> None:
    assert turn(("Hello.", " \n", 1.0)).heard_reply == "Hello."
