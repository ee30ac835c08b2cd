"""Sound files, written down: whole where they hold one utterance, cut where nobody speaks."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from conftest import MODELS

from voice_assistant.bench.questions import questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.errors import AudioError, HearingError
from voice_assistant.hearing.ear import Ear
from voice_assistant.hearing.endpointing import Patience
from voice_assistant.hearing.vad import ConfirmedVad
from voice_assistant.stt import ENGINES, SttOptions
from voice_assistant.stt.windows import Windowed
from voice_assistant.transcribing import Recognised, recognise
from voice_assistant.vocabulary import SAMPLE_RATE, Hypothesis, Samples, Transcript, samples

LOUD = 0.1


class EnergyVad:
    """Takes for speech whatever is loud."""

    late = 0

    def speech(self, samples: Samples) -> bool:
        return bool(np.max(np.abs(samples)) > LOUD / 2)

    def reset(self) -> None:
        pass


class Recogniser:
    """Understands how loud something is: the sound of `word(3)` is "three"; has a window of four seconds."""

    window_s = 4.0
    words = ("", "one", "two", "three", "four", "five", "six")

    def __init__(self) -> None:
        self.heard: list[Samples] = []

    def transcribe(self, sound: Samples) -> Generator[Transcript | None]:
        assert len(sound) <= samples(self.window_s)
        self.heard.append(sound)
        yield None
        word = round(float(np.max(np.abs(sound), initial=0)) / LOUD)
        guess = Hypothesis(self.words[word], -word / 10)
        yield Transcript((guess, Hypothesis(guess.text + "?", -1.0)) if word else ())


def word(number: int, duration_s: float = 0.8) -> Samples:
    sound = np.full(samples(duration_s), number * LOUD, np.float32)
    sound[1::2] *= -1
    return sound


def silence(duration_s: float) -> Samples:
    return np.zeros(samples(duration_s), np.float32)


def ear() -> Ear:
    return Ear(EnergyVad(), Patience(), samples(0.3))


def transcribed(
    folder: Path, parts: Sequence[Samples], rate: int = SAMPLE_RATE
) -> tuple[Recognised, Recogniser]:
    path, recogniser = folder / "sound.wav", Recogniser()
    soundfile.write(path, np.concatenate(parts), rate, subtype="FLOAT")
    return recognise(Windowed(recogniser), ear, path), recogniser


def test_a_short_file_with_one_utterance_is_recognised_as_it_is(tmp_path: Path) -> None:
    made, recogniser = transcribed(tmp_path, [silence(0.5), word(2), silence(1.7)])
    assert made == Recognised("two", -0.2, ("two?",), 3.0, 1)
    assert [len(sound) for sound in recogniser.heard] == [samples(3.0)]


def test_two_utterances_in_a_short_file_are_recognised_one_by_one(tmp_path: Path) -> None:
    made, recogniser = transcribed(tmp_path, [word(2), silence(1.5), word(3)])
    assert made == Recognised("two three", -0.3, (), pytest.approx(3.1), 2)
    assert all(len(sound) < samples(2.5) for sound in recogniser.heard)


@pytest.mark.parametrize("quiet_s", [0.01, 1.0, 4.0, 4.02, 9.0])
def test_where_nobody_speaks_there_is_nothing_to_write_down(tmp_path: Path, quiet_s: float) -> None:
    made, _ = transcribed(tmp_path, [silence(quiet_s)])
    assert made == Recognised("", None, (), pytest.approx(quiet_s), 0)


def test_a_long_file_is_cut_where_nobody_speaks(tmp_path: Path) -> None:
    parts = [word(1), silence(200), word(2), silence(2), word(3), silence(200)]
    made, recogniser = transcribed(tmp_path, parts)
    assert made == Recognised("one two three", -0.3, (), pytest.approx(404.4), 3)
    assert len(recogniser.heard) == 3


def test_one_utterance_in_a_long_file_keeps_its_alternatives(tmp_path: Path) -> None:
    made, _ = transcribed(tmp_path, [silence(9), word(4), silence(9)])
    assert made.text == "four"
    assert made.alternatives == ("four?",)


def test_the_last_words_are_not_lost_where_the_file_ends_with_them(tmp_path: Path) -> None:
    made, _ = transcribed(tmp_path, [word(1), silence(5), word(2, 0.5)])
    assert made.text == "one two"


def test_who_speaks_longer_than_the_window_is_heard_to_the_end(tmp_path: Path) -> None:
    parts = [word(1, 3.5), silence(0.1), word(2, 3.5), silence(0.1), word(3, 3.5), silence(2)]
    made, recogniser = transcribed(tmp_path, parts)
    assert made.text == "one two three", "cut in the gaps, short as they are"
    said = np.concatenate(recogniser.heard)
    assert np.count_nonzero(said) == np.count_nonzero(np.concatenate(parts)), "every sample once"


def test_who_never_pauses_is_cut_all_the_same(tmp_path: Path) -> None:
    made, recogniser = transcribed(tmp_path, [word(5, 13.0)])
    assert set(made.text.split()) == {"five"}
    assert sum(map(len, recogniser.heard)) >= samples(13.0)


@pytest.mark.parametrize("rate", [8000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_rate_and_number_of_channels_will_do(tmp_path: Path, rate: int, channels: int) -> None:
    path = tmp_path / "sound.wav"
    tone = 0.3 * np.sin(np.arange(rate) * 2 * np.pi * 300 / rate)
    mono = np.concatenate([np.zeros(rate // 2), tone, np.zeros(rate // 2)]).astype(np.float32)
    soundfile.write(path, np.stack([mono] * channels, axis=1), rate)
    made = recognise(Recogniser(), ear, path)
    assert made.text == "three"
    assert made.duration_s == pytest.approx(2.0, abs=0.01)


def test_a_file_that_is_none_is_an_error_of_the_sound(tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        recognise(Recogniser(), ear, tmp_path / "nothing.wav")


def test_a_failure_of_the_recogniser_is_passed_on(tmp_path: Path) -> None:
    class Broken(Recogniser):
        def transcribe(self, sound: Samples) -> Generator[Transcript | None]:
            yield None
            raise HearingError("failed")

    soundfile.write(tmp_path / "sound.wav", word(1), SAMPLE_RATE)
    with pytest.raises(HearingError):
        recognise(Broken(), ear, tmp_path / "sound.wav")


# ---------------------------------------------------------------- with the starter model

SAID = tuple(q for q in questions() if q.text in {"how do you spell necessary", "how far away is the moon"})


def real_ear() -> Ear:
    return Ear(ConfirmedVad(2), Patience(), samples(0.3))


@pytest.mark.engines
def test_an_hour_of_silence_with_words_in_it(tmp_path: Path) -> None:
    """Ten minutes, to be quick: it is read in blocks of one second, however long it is."""
    recogniser = ENGINES["faster-whisper"](MODELS / "starter-stt", SttOptions(full_window=True))
    first, second = (sound_of(question) for question in SAID)
    parts = [silence(5), first, silence(480), second, silence(60), first, silence(55)]
    soundfile.write(tmp_path / "long.flac", np.concatenate(parts), SAMPLE_RATE)
    made = recognise(recogniser, real_ear, tmp_path / "long.flac")
    texts = [question.text for question in SAID]
    assert made.text == f"{texts[0]} {texts[1]} {texts[0]}"
    assert made.utterances == 3


@pytest.mark.engines
def test_two_utterances_in_stereo(tmp_path: Path) -> None:
    import soxr

    recogniser = ENGINES["faster-whisper"](MODELS / "starter-stt", SttOptions(full_window=True))
    first, second = (sound_of(question) for question in SAID)
    mono = soxr.resample(np.concatenate([first, silence(1.5), second]), SAMPLE_RATE, 44_100)
    soundfile.write(tmp_path / "stereo.wav", np.stack([mono, 0.8 * mono], axis=1), 44_100)
    made = recognise(recogniser, real_ear, tmp_path / "stereo.wav")
    assert made.text == " ".join(question.text for question in SAID)
