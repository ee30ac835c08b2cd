"""What every speech recogniser promises in `stt.SpeechToText`, tried on the starter model."""

from __future__ import annotations

import math
import time
from collections.abc import Generator

import numpy as np
import pytest
from conftest import MODELS

from voice_assistant.bench.questions import Question, questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.stt import ENGINES, SpeechToText, SttOptions
from voice_assistant.vocabulary import SAMPLE_RATE, Samples, Transcript, samples

pytestmark = pytest.mark.engines

STARTERS = {"faster-whisper": MODELS / "starter-stt", "pocketsphinx": MODELS / "starter-words"}
"""A model for each engine."""

UNDERSTOOD = {
    "faster-whisper": {"how do you spell necessary", "how far away is the moon"},
    "pocketsphinx": {"when does my next alarm go off", "remind me to water the plants this evening"},
}
"""What its starter model understands word for word: of recordings by two voices, or by one made from a person's."""

Said = tuple[Question, Question]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def recogniser(engine: str) -> SpeechToText:
    return ENGINES[engine](STARTERS[engine], SttOptions(full_window=True))


@pytest.fixture(scope="module")
def heard(engine: str) -> Said:
    first, second = (question for question in questions() if question.text in UNDERSTOOD[engine])
    return first, second


def steps(recogniser: SpeechToText, sound: Samples) -> list[Transcript | None]:
    return list(recogniser.transcribe(sound))


def transcript(recogniser: SpeechToText, sound: Samples) -> Transcript:
    *before, last = steps(recogniser, sound)
    assert all(made is None for made in before)
    assert isinstance(last, Transcript)
    return last


def noise(duration_s: float, level: float, seed: int = 7) -> Samples:
    drawn = np.random.default_rng(seed).standard_normal(samples(duration_s))
    return (drawn * level).astype(np.float32)


def keeps_its_promises(made: Transcript) -> bool:
    texts = [hypothesis.text for hypothesis in made.hypotheses]
    chances = [hypothesis.log_probability for hypothesis in made.hypotheses]
    assert all(text and text == " ".join(text.split()) for text in texts), "stripped, never empty"
    assert len(set(texts)) == len(texts), "each once"
    assert chances == sorted(chances, reverse=True), "best first"
    assert all(math.isfinite(chance) and chance <= 0 for chance in chances), "logarithms of probabilities"
    assert 0 <= made.no_speech <= 1
    return made.language == "en"


def test_what_is_said_is_understood(recogniser: SpeechToText, heard: Said) -> None:
    for question in heard:
        made = transcript(recogniser, sound_of(question))
        assert made.text == question.text
        assert made.confidence > -0.3
        assert made.no_speech < 0.1


def test_there_are_alternatives_best_first(recogniser: SpeechToText, heard: Said) -> None:
    made = transcript(recogniser, sound_of(heard[0]))
    assert 1 < len(made.hypotheses) <= SttOptions().beam  # those that read alike are one
    assert keeps_its_promises(made)


@pytest.mark.parametrize("question", questions()[:6], ids=lambda question: question.text)
def test_every_transcript_keeps_its_promises(recogniser: SpeechToText, question: Question) -> None:
    assert keeps_its_promises(transcript(recogniser, sound_of(question)))


def test_it_yields_after_each_step_and_a_transcript_only_at_the_end(
    recogniser: SpeechToText, heard: Said
) -> None:
    made = steps(recogniser, sound_of(heard[0]))
    assert [type(step) for step in made] == [type(None)] * (len(made) - 1) + [Transcript]
    assert len(made) > 1, "without a step in between it could not be interrupted"


def test_the_same_sound_gives_the_same_transcript(recogniser: SpeechToText, heard: Said) -> None:
    assert transcript(recogniser, sound_of(heard[0])) == transcript(recogniser, sound_of(heard[0]))


@pytest.mark.parametrize("duration_s", [0.1, 1.0, 9.9], ids="{} s".format)
def test_silence_says_nothing(recogniser: SpeechToText, duration_s: float) -> None:
    made = transcript(recogniser, np.zeros(samples(duration_s), np.float32))
    assert made.hypotheses == ()
    assert made.text == ""
    assert made.no_speech > 0.5


@pytest.mark.parametrize("level", [0.0005, 0.02, 0.3])
def test_noise_says_nothing_or_hardly_believes_itself(recogniser: SpeechToText, level: float) -> None:
    made = transcript(recogniser, noise(2.0, level))
    assert keeps_its_promises(made)
    assert not made.hypotheses or made.confidence < -1


@pytest.mark.parametrize("length", [0, 1, 2, 79, 160, 319, 320, 400, 799, 800, 801, 1600])
@pytest.mark.parametrize("level", [0.0, 0.5])
def test_a_click_is_no_error(recogniser: SpeechToText, length: int, level: float) -> None:
    assert keeps_its_promises(transcript(recogniser, noise(1.0, level)[:length]))


def test_what_is_longer_than_the_window_is_heard_from_its_beginning(
    recogniser: SpeechToText, heard: Said
) -> None:
    window = round(recogniser.window_s * SAMPLE_RATE)
    said = sound_of(heard[0])
    long = np.concatenate([said, noise(2 * recogniser.window_s, 0.3)])
    assert transcript(recogniser, long) == transcript(recogniser, long[:window])


def test_the_window_holds_an_ordinary_sentence(recogniser: SpeechToText) -> None:
    assert 5 <= recogniser.window_s <= 60


@pytest.mark.parametrize("level", [100, 0.003], ids=["clipped", "faint"])
def test_bad_levels_are_no_error(recogniser: SpeechToText, heard: Said, level: float) -> None:
    made = np.clip(sound_of(heard[0]) * level, -1, 1).astype(np.float32)
    assert keeps_its_promises(transcript(recogniser, made))


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf, 1e30])
def test_samples_that_are_no_sound_are_no_error(recogniser: SpeechToText, broken: float, heard: Said) -> None:
    sound = sound_of(heard[0])
    sound[3000:3100] = broken
    assert keeps_its_promises(transcript(recogniser, sound))


def test_its_sound_is_left_as_it_was(recogniser: SpeechToText, heard: Said) -> None:
    sound = sound_of(heard[0])
    before = sound.copy()
    transcript(recogniser, sound)
    assert np.array_equal(sound, before)


def test_a_view_of_other_sound_will_do(recogniser: SpeechToText, heard: Said) -> None:
    wide = np.repeat(sound_of(heard[0]), 2)
    assert transcript(recogniser, wide[::2]).text == heard[0].text


@pytest.mark.parametrize("after", [0, 1, 2])
def test_it_can_be_dropped_after_any_step_and_used_again(
    recogniser: SpeechToText, after: int, heard: Said
) -> None:
    work: Generator[Transcript | None] = recogniser.transcribe(sound_of(heard[0]))
    for _ in range(after):
        next(work)
    work.close()
    assert transcript(recogniser, sound_of(heard[1])).text == heard[1].text


def test_no_step_takes_long(recogniser: SpeechToText, heard: Said) -> None:
    """Nothing can be interrupted inside a step; the bound is generous, since machines that test are busy."""
    transcript(recogniser, sound_of(heard[0]))
    started = time.perf_counter()
    made = steps(recogniser, sound_of(heard[0]))
    assert (time.perf_counter() - started) / len(made) < 2


def test_one_alternative_may_be_enough(engine: str, heard: Said) -> None:
    modest = ENGINES[engine](STARTERS[engine], SttOptions(beam=1, full_window=True))
    assert len(transcript(modest, sound_of(heard[0])).hypotheses) == 1


def test_nothing_is_printed(recogniser: SpeechToText, capfd: pytest.CaptureFixture[str], heard: Said) -> None:
    transcript(recogniser, sound_of(heard[0]))
    assert capfd.readouterr() == ("", "")
