"""The layers joined."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.errors import ConfigError
from voice_assistant.safety import layers
from voice_assistant.safety.classifier import KINDS, Classifier, Likelihood, classifier, load
from voice_assistant.safety.detect import GRAVITY
from voice_assistant.safety.layers import REASONS, read, read_on, unlooped
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


@pytest.mark.parametrize(
    ("text", "worry", "wanted"),
    [
        # Words of the lexicon in the middle of something else: the classifier may be sure that it is ordinary.
        ("my knitting pattern has me at the end of my rope with its k and its p", 0.05, Tier.NONE),
        ("my knitting pattern has me at the end of my rope with its k and its p", 0.2, Tier.CONCERN),
        ("we need a healer again because i keep bleeding out by the gate", 0.05, Tier.NONE),
        ("we need a healer again because i keep bleeding out by the gate", 0.2, Tier.CRISIS),
        # Dying in so many words, words for nothing else than an emergency, or nothing else said: whatever it thinks.
        ("hey i swallowed the whole bottle what now", 0.0, Tier.CRISIS),
        ("can you play some music my sister wants to die", 0.0, Tier.CONCERN),
        ("the dishes are done and the cat is fed and i want to die", 0.0, Tier.CRISIS),
        ("i am being followed", 0.0, Tier.CONCERN),
    ],
)
def test_the_classifier_sets_aside_only_what_is_not_said_in_so_many_words(
    text: str, worry: float, wanted: Tier
) -> None:
    assert tier(text, 0.0, worry) is wanted


@pytest.mark.parametrize(
    ("earlier", "text", "worry", "wanted"),
    [
        (["what am i even for"], "do i", 0.99, Tier.CONCERN),
        (["what am i even for"], "do i", 0.5, None),
        ([], "do i", 0.98, None),  # alone it was read before
        (["what am i even for"], "set a timer for ten minutes", 0.98, None),
        (["set a timer for ten minutes"], "do i", 0.98, None),
    ],
)
def test_remarks_in_a_row_are_read_together(
    earlier: list[str], text: str, worry: float, wanted: Tier | None
) -> None:
    found = read_on(earlier, text, Says(0.0, worry))  # type: ignore[arg-type]
    assert (found and found.tier) is wanted
    assert found is None or found.surmised


def test_no_more_than_two_remarks_before_are_read_with_one_and_no_name_among_them() -> None:
    model = Says(0.0, 0.0)
    read_on(["one", "two", "three", "my xthingx is back."], "four", model)  # type: ignore[arg-type]
    assert model.read == ["three . my ~thing is back . four"]


def test_remarks_that_all_mean_nothing_alone_mean_nothing_together() -> None:
    class Together(Says):
        def likelihoods(self, texts: Sequence[str]) -> list[Likelihood]:
            return [
                Likelihood(0.0, 0.99 if " . " in text else self.worry_alone, "self", "low") for text in texts
            ]

        worry_alone = 0.2

    model = Together(0.0, 0.99)
    assert read_on(["every night"], "then it was gone", model) is None  # type: ignore[arg-type]
    model.worry_alone = 0.4
    assert read_on(["every night"], "then it was gone", model) is not None  # type: ignore[arg-type]


def test_what_nobody_said_in_one_breath_is_a_reason_to_ask_and_no_crisis() -> None:
    found = read_on(["what am i even for"], "do i", Says(0.99, 0.99))  # type: ignore[arg-type]
    assert found is not None
    assert (found.tier, found.script) == (Tier.CONCERN, "ask")
    falling = Says(0.99, 0.99)
    falling._made = Likelihood(0.99, 0.99, "emergency", "low")
    assert read_on(["i was falling"], "then i woke up", falling) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["the baby is choking on a grape", "she is bleeding badly from the leg after a fall in the yard"]
)
def test_an_emergency_in_the_middle_of_other_words_stands(text: str) -> None:
    assert tier(text, 0.0, 0.0) is Tier.CRISIS


def test_the_words_of_a_finding_are_judged_without_what_is_not_named() -> None:
    model = Says(0.0, 0.0)
    read(["somebody has written a farewell note to my xthingx from the shop on friday"], model)  # type: ignore[arg-type]
    assert model.read[1:]
    assert not any("xthingx" in text for text in model.read)


def test_noise_adds_nothing_to_what_was_said_before() -> None:
    assert read_on(["what am i even for", "do i"], "...", Says(0.99, 0.99)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my knitting pattern has me at the end of my rope with its k and its p", Tier.CONCERN),
        # The classifier sees only what is not denied, so it may not judge what it does not see.
        ("i keep bleeding out i do not want to die call my sister", Tier.CRISIS),
    ],
)
def test_nothing_is_set_aside_while_there_is_something_to_worry_about(text: str, wanted: Tier) -> None:
    (reading,) = read([text], Says(0.0, 0.0), clearing="not want to die" in text)  # type: ignore[arg-type]
    assert reading.tier is wanted


def test_what_only_the_classifier_sees_is_asked_about() -> None:
    for crisis in (0.9, 0.1):
        (reading,) = read(["the post would pile up"], Says(crisis, 0.9))  # type: ignore[arg-type]
        assert reading.findings[0].surmised
    assert reading.findings[0].reason in REASONS


class Worries(Says):
    """A classifier that worries as much as a text says at its end: "the post 90"."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0)

    def likelihoods(self, texts: Sequence[str]) -> list[Likelihood]:
        return [Likelihood(0.0, int(text.split()[-1]) / 100, "self", "low") for text in texts]


def guessed(worries: Sequence[int], *, apart: float, clearing: bool = True, first: str = "") -> int:
    """How grave it is where guesses worry the classifier so much, in hundredths; the first is the best."""
    texts = [f"{first}the {'big ' * place}post {worry:02}" for place, worry in enumerate(worries)]
    likely = [-0.1 - apart * place for place in range(len(texts))]
    readings = read(texts, Worries(), clearing=clearing, likely=likely)  # type: ignore[arg-type]
    return max(GRAVITY[reading.tier] for reading in readings)


@pytest.mark.parametrize(
    ("worries", "wanted"),
    [
        ((90,), Tier.CONCERN),
        ((90, 0, 0), Tier.CONCERN),  # the best guess
        ((0, 0, 90), Tier.NONE),  # a slip
        ((0, 60, 60), Tier.CONCERN),
        ((0, 0, 96), Tier.CONCERN),
        ((0, 0, 0), Tier.NONE),
    ],
)
def test_what_the_classifier_sees_in_one_unlikely_guess_alone_is_a_slip(
    worries: tuple[int, ...], wanted: Tier
) -> None:
    assert guessed(worries, apart=0.3) == GRAVITY[wanted]


def test_guesses_as_likely_as_each_other_all_count() -> None:
    assert guessed((0, 60), apart=0.1) == GRAVITY[Tier.CONCERN]
    readings = read(["the post 00", "the mail 60"], Worries())  # type: ignore[arg-type]
    assert readings[1].tier is Tier.CONCERN  # nobody knows how likely they are


def test_nothing_is_a_slip_where_there_is_something_else_to_worry_about() -> None:
    assert guessed((0, 60), apart=0.3, clearing=False) == GRAVITY[Tier.CONCERN]
    texts = ["my knitting pattern has me at the end of my rope 00", "the post 60"]
    readings = read(texts, Worries(), likely=[-0.1, -0.9])  # type: ignore[arg-type]
    assert readings[1].tier is Tier.CONCERN


def test_the_lexicon_is_believed_in_any_guess_and_what_is_withheld_alone_is_the_best_there_is() -> None:
    readings = read(["the post 00", "i want to die 00"], Worries(), likely=[-0.1, -0.9])  # type: ignore[arg-type]
    assert readings[1].tier is Tier.CRISIS
    readings = read(["", "the post 60"], Worries(), likely=[0.0, -0.9])  # type: ignore[arg-type]
    assert readings[1].tier is Tier.CONCERN


@given(
    st.lists(st.integers(0, 99), min_size=1, max_size=6),
    st.lists(st.integers(0, 99), min_size=1, max_size=3),
    st.floats(0, 0.5),
)
def test_a_less_likely_guess_never_makes_it_less_grave(
    worries: list[int], more: list[int], apart: float
) -> None:
    assert guessed(worries + more, apart=apart) >= guessed(worries, apart=apart)


def test_the_classifier_is_not_asked_about_what_is_certain_and_never_sees_a_name() -> None:
    model = Says(0.0, 0.0)
    read(["i want to die", "", "where is my xthingx"], model)  # type: ignore[arg-type]
    assert model.read == ["where is my ~thing"]


@pytest.mark.parametrize(
    ("crisis", "worry_kind", "script"),
    [(0.9, "low", "emergency"), (0.3, "low", "line"), (0.3, "third", "third"), (0.3, "danger", "danger")],
)
def test_a_crisis_that_is_only_half_likely_is_asked_about(
    crisis: float, worry_kind: str, script: str
) -> None:
    says = Says(0.25, 0.5)
    says.crisis = 0.2
    says._made = Likelihood(crisis, 1.0, "emergency", worry_kind)
    (reading,) = read(["the post would pile up"], says)  # type: ignore[arg-type]
    assert (reading.tier, reading.findings[0].script) == (Tier.CRISIS, script)


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
