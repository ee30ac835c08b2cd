"""The layers joined."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from voice_assistant.safety.classifier import KINDS, Classifier, Likelihood, classifier
from voice_assistant.safety.layers import REASONS, read
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
