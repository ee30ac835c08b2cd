"""The layers joined."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from voice_assistant.errors import ConfigError
from voice_assistant.safety import layers
from voice_assistant.safety.classifier import KINDS, Classifier, Likelihood, classifier, load
from voice_assistant.safety.layers import REASONS, read, unlooped
from voice_assistant.safety.lines import lines
from voice_assistant.vocabulary import Tier


class Says:
    """A classifier that says what it is told to."""

    crisis, worry = 0.5, 0.5

    def __init__(self, crisis: float, worry: float) -> None:
        self._made = Likelihood(crisis, worry, "self", "low")
        self.read: list[str] = []

    def likelihoods(self, texts: Sequence[str]) -> list[Likelihood]:
        self.read += texts
        return [self._made] * len(texts)


def tier(text: str, crisis: float, worry: float) -> Tier:
    (reading,) = read([text], Says(crisis, worry))  # type: ignore[arg-type]
    return reading.tier


@pytest.mark.parametrize(
    ("text", "crisis", "worry", "wanted"),
    [
        ("the post would pile up", 0.9, 0.9, Tier.CRISIS),
        ("the post would pile up", 0.1, 0.9, Tier.CONCERN),
        ("the post would pile up", 0.1, 0.1, Tier.NONE),
        ("i feel so hopeless", 0.9, 0.9, Tier.CRISIS),
        ("i feel so hopeless", 0.0, 0.0, Tier.CONCERN),
        ("i want to die", 0.0, 0.0, Tier.CRISIS),
        ("i don't want to die", 0.0, 0.0, Tier.NONE),
    ],
)
def test_the_graver_of_two_layers_holds(text: str, crisis: float, worry: float, wanted: Tier) -> None:
    assert tier(text, crisis, worry) is wanted


def test_what_only_the_classifier_sees_is_asked_about() -> None:
    (reading,) = read(["the post would pile up"], Says(0.9, 0.9))  # type: ignore[arg-type]
    assert reading.findings[0].surmised
    assert reading.findings[0].reason in REASONS


def test_the_classifier_is_not_asked_about_what_is_certain_and_never_sees_a_name() -> None:
    model = Says(0.0, 0.0)
    read(["i want to die", "", "where is my xthingx"], model)  # type: ignore[arg-type]
    assert model.read == ["where is my ~thing"]


def test_every_kind_leads_to_a_step() -> None:
    for place, kind in enumerate(KINDS[1:], 1):
        chances = [0.0] * len(KINDS)
        chances[place] = 1.0
        crisis = place < 6
        made = Likelihood(float(crisis), 1.0, kind if crisis else "self", "low" if crisis else kind)
        says = Says(0, 0)
        says._made = made
        (reading,) = read(["the post would pile up"], says)  # type: ignore[arg-type]
        assert reading.findings[0].script in lines().steps
        assert reading.tier is (Tier.CRISIS if crisis else Tier.CONCERN)


def test_the_shipped_classifier_reads_texts_together_as_it_reads_them_alone() -> None:
    model: Classifier = classifier()
    texts = ["i can not see a way out of this", "set a timer for ten minutes", "~thing in front of me"]
    together, alone = model.likelihoods(texts), [model.likelihoods([text])[0] for text in texts]
    for one, other in zip(together, alone, strict=True):
        assert one.worry == pytest.approx(other.worry, abs=1e-3)
    assert model.likelihoods([]) == []


# ---------------------------------------------------------------- without a classifier


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small archive as the classifier's is, but for what is in it."""
    np.savez_compressed(tmp_path / "small.npz", head=np.zeros((4, 13), np.float32), pieces=["[UNK]"] * 9)
    return tmp_path / "small.npz"


def test_a_classifier_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="missing or damaged: install the program again"):
        load(tmp_path / "none.npz")


def test_a_classifier_that_is_cut_off_is_said(archive: Path) -> None:
    whole = archive.read_bytes()
    for length in range(len(whole)):
        archive.write_bytes(whole[:length])
        with pytest.raises(ConfigError):
            load(archive)


def test_a_classifier_of_which_a_bit_was_flipped_is_said(archive: Path) -> None:
    whole = archive.read_bytes()
    for place in range(len(whole)):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        with pytest.raises(ConfigError):
            load(archive)


@pytest.mark.parametrize("error", [EOFError, zipfile.BadZipFile, layers.ConfigError])
def test_without_a_classifier_no_turn_fails(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what `classifier` promises to raise is passed over: another error is a fault in here."""
    tried = []

    def broken() -> Classifier:
        tried.append(1)
        raise error("No.")

    monkeypatch.setattr(layers, "classifier", broken)
    if error is not ConfigError:
        with pytest.raises(error):
            read(["i want to die"])
        return
    for text, wanted in (
        ("i want to die", Tier.CRISIS),
        ("i feel so hopeless", Tier.CONCERN),
        ("jazz", Tier.NONE),
    ):
        assert [reading.tier for reading in read([text, text])] == [wanted] * 2
    assert len(tried) == 1


@pytest.fixture(autouse=True)
def _forget_the_classifier() -> Iterator[None]:
    layers._shipped.cache_clear()
    yield
    layers._shipped.cache_clear()


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("go go go go", "go"),
        ("the sun goes round the sun goes round the sun goes round", "the sun goes round"),
        ("no no i am fine", "no no i am fine"),
        ("", ""),
    ],
)
def test_what_a_recogniser_says_over_and_over_is_read_once(text: str, once: str) -> None:
    assert unlooped(text) == once


def test_a_loop_is_no_alarm_and_is_read_in_no_time() -> None:
    (reading,) = read(["the sun and the moon go round and round " * 1000])
    assert reading.tier is Tier.NONE
    assert len(unlooped("to be or not " * 5000).split()) <= 160
