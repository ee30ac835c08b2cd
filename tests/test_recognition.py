"""The word error rates of the accuracy bench: by voice, in a room, and of what is not there."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voice_assistant.bench import recognition
from voice_assistant.bench.recognition import NOISE_DB, by_voice, in_a_room, sentences
from voice_assistant.bench.speakers import Speaker
from voice_assistant.errors import InputError
from voice_assistant.vocabulary import Hypothesis, Samples, Transcript


class Reader:
    """Hears what the loudest sample of a sound says."""

    window_s = 10.0

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def transcribe(self, sound: Samples) -> Iterator[Transcript | None]:
        yield None
        yield Transcript((Hypothesis(self.texts[round(float(np.abs(sound).max()) * 10)], -0.1),))


def tone(loud: float, seconds: float = 1.0) -> Samples:
    time = np.arange(round(seconds * 16000)) / 16000
    return (loud * np.sin(2 * np.pi * 300 * time)).astype(np.float32)


def test_each_voice_is_counted_and_all_together() -> None:
    right = Speaker("right", "", lambda text: tone(0.1 if text == "one two" else 0.2))
    wrong = Speaker("wrong", "", lambda text: tone(0.2))
    found = by_voice(Reader(["", "one two", "three four"]), ["one two", "three four"], [right, wrong])
    assert found["right"]["wer"] == 0
    assert found["wrong"]["wer"] == 0.5
    assert found["together"] == {"utterances": 4, "words": 8, "wer": 0.25, "exact": 0.75}


def test_who_is_not_installed_is_skipped_and_counts_for_nothing() -> None:
    nobody = Speaker("nobody", "a program that nobody has", tone)
    assert by_voice(Reader([""]), ["one"], [nobody]) == {"together": "skipped", "nobody": "skipped"}


def test_noise_in_the_room_is_as_loud_as_it_says() -> None:
    quiet = np.zeros(16000, np.float32)
    speech = np.concatenate([quiet, tone(0.3), quiet])
    made = in_a_room(speech, 1)
    before, within = made[:8000], made[20000:30000]
    ratio = 20 * np.log10(np.sqrt(np.mean(within**2)) / np.sqrt(np.mean(before**2)))
    assert abs(ratio - NOISE_DB) < 2
    assert np.abs(made).max() <= 1


def test_the_same_seed_is_the_same_room() -> None:
    assert np.array_equal(in_a_room(tone(0.3), 4), in_a_room(tone(0.3), 4))
    assert not np.array_equal(in_a_room(tone(0.3), 4), in_a_room(tone(0.3), 5))


def test_people_are_skipped_where_their_recordings_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(recognition, "TRANSCRIPTS", tmp_path / "nothing.gz")
    assert recognition.people(Reader([""])) == "skipped"


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        sentences(tmp_path / "domain.txt")


def test_empty_lines_are_no_sentences(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text("one\n\n two \n", "utf-8")
    assert sentences(path) == ["one", "two"]
