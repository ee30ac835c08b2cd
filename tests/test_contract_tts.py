"""What every speech synthesizer promises in `tts.TextToSpeech`, tried on the starter voice."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import MODELS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice_assistant.dialogue.speakable import speakable
from voice_assistant.tts import ENGINES, TextToSpeech, TtsOptions
from voice_assistant.vocabulary import Samples, Sentence, SpeechChunk

pytestmark = pytest.mark.engines

STARTERS = {"piper": MODELS / "starter-voice" / "starter.onnx"}
"""A voice for each engine."""

SENTENCE = "The kettle is on, and the tea will be ready soon."


@pytest.fixture(scope="module", params=sorted(ENGINES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def voice(name: str) -> TextToSpeech:
    return ENGINES[name](STARTERS[name], TtsOptions())


def chunks(voice: TextToSpeech, text: str, speed: float = 1.0) -> list[SpeechChunk]:
    """What comes of a text, which must be what is promised."""
    *before, last = [*voice.synthesize(Sentence(text), speed), None]
    made = [chunk for chunk in (*before, last) if chunk is not None]
    assert len(made) <= 1, "one chunk for one sentence"
    for chunk in made:
        assert isinstance(chunk, SpeechChunk)
        assert chunk.samples.dtype == np.float32
        assert chunk.samples.ndim == 1
        assert len(chunk.samples)
        assert np.isfinite(chunk.samples).all()
        assert np.abs(chunk.samples).max() <= 1
        assert 8_000 <= chunk.rate <= 48_000
    return made


def sound(voice: TextToSpeech, text: str) -> Samples:
    return np.concatenate([np.zeros(0, np.float32), *(chunk.samples for chunk in chunks(voice, text))])


def duration_s(voice: TextToSpeech, text: str, speed: float = 1.0) -> float:
    return sum(len(chunk.samples) / chunk.rate for chunk in chunks(voice, text, speed))


def test_a_sentence_becomes_sound_of_a_plausible_length(voice: TextToSpeech) -> None:
    assert 1.5 < duration_s(voice, SENTENCE) < 6
    assert np.abs(sound(voice, SENTENCE)).max() > 0.1


def test_the_chunk_knows_its_sentence(voice: TextToSpeech) -> None:
    sentence = Sentence("Hello there.", "Hello there!")
    (chunk,) = [chunk for chunk in voice.synthesize(sentence) if chunk is not None]
    assert chunk.sentence is sentence


def test_the_chunk_comes_last_and_steps_without_sound_before(voice: TextToSpeech) -> None:
    made = list(voice.synthesize(Sentence("One sentence. And another one. And a third.")))
    assert [chunk is None for chunk in made] == [True] * (len(made) - 1) + [False]
    assert len(made) > 1, "without a step in between it could not be interrupted"


def test_two_sentences_in_one_stay_one_chunk(voice: TextToSpeech) -> None:
    both = duration_s(voice, "I did not understand that. Please try once more.")
    assert both > duration_s(voice, "I did not understand that.") + 0.5


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "?!", "…", "-", "\N{ZERO WIDTH SPACE}", "()", "🙂", '"', "♪"]
)
def test_where_nothing_can_be_said_there_is_no_chunk(voice: TextToSpeech, text: str) -> None:
    assert chunks(voice, text) == []


@pytest.mark.parametrize("text", ["a", "I", "Yes.", "No!", "Hm?", "ok", "Stop"])
def test_one_word_is_enough(voice: TextToSpeech, text: str) -> None:
    assert 0.1 < duration_s(voice, text) < 2


def test_a_sentence_of_sixty_words_is_spoken_to_the_end(voice: TextToSpeech) -> None:
    words = "we went down to the river and looked at the boats until it was dark " * 4
    assert len(words.split()) == 60
    assert 8 < duration_s(voice, f"{words.strip()}.") < 40


@pytest.mark.parametrize(
    "text",
    [
        "Ünïcödé façade, naïve café.",
        "“Quoted” — with dashes – and … dots",
        "1234567890",
        "$3.50 at 5 p.m., 20 % off; e.g. A/B & C",
        "日本語のテキスト",
        "Привет, как дела",
        "مرحبا",
        "ﬁve ½ ² ™",
        "tab\tand\nnewline",
        "[[h@l'oU]] <tag> {brace} \\back",
        "x" * 300,
    ],
)
def test_odd_characters_are_no_error(voice: TextToSpeech, text: str) -> None:
    assert duration_s(voice, text) < 120


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40).map(speakable))
def test_any_speakable_text_becomes_sound_or_nothing(voice: TextToSpeech, text: str) -> None:
    chunks(voice, text)


def test_it_can_be_dropped_after_the_first_step_and_used_again(voice: TextToSpeech) -> None:
    work = voice.synthesize(Sentence("One sentence. And another one."))
    next(work)
    work.close()
    assert 1.5 < duration_s(voice, SENTENCE) < 6


def test_speed_shortens(name: str, voice: TextToSpeech) -> None:
    fast = ENGINES[name](STARTERS[name], TtsOptions(speed=2.0))
    assert duration_s(fast, SENTENCE) < 0.65 * duration_s(voice, SENTENCE)


def test_each_sentence_has_a_speed_of_its_own(voice: TextToSpeech) -> None:
    usual = duration_s(voice, SENTENCE)
    assert duration_s(voice, SENTENCE, speed=2.0) < 0.65 * usual
    assert duration_s(voice, SENTENCE, speed=0.5) > 1.6 * usual
    assert duration_s(voice, SENTENCE) == pytest.approx(usual, rel=0.15), "the next one is as before"


def test_the_speed_of_a_sentence_adds_to_that_of_the_voice(name: str, voice: TextToSpeech) -> None:
    fast = ENGINES[name](STARTERS[name], TtsOptions(speed=1.4))
    assert duration_s(fast, SENTENCE, speed=1.4) < 0.65 * duration_s(voice, SENTENCE)


def test_volume_lowers(name: str, voice: TextToSpeech) -> None:
    soft = ENGINES[name](STARTERS[name], TtsOptions(volume=0.25))
    assert np.abs(sound(soft, SENTENCE)).max() < 0.5 * np.abs(sound(voice, SENTENCE)).max()


def test_too_much_volume_stays_in_range(name: str) -> None:
    loud = ENGINES[name](STARTERS[name], TtsOptions(volume=5.0))
    assert np.abs(sound(loud, SENTENCE)).max() <= 1


def test_nothing_is_printed(name: str, voice: TextToSpeech, capfd: pytest.CaptureFixture[str]) -> None:
    ENGINES[name](STARTERS[name], TtsOptions())
    chunks(voice, "A secret: ʘ ǂ 日本語.")
    assert capfd.readouterr() == ("", "")
