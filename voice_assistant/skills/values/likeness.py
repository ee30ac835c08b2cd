"""Which of the things that are kept the user means: those that share the words asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from voice_assistant.everyday.records import Fact, Item, Note
from voice_assistant.skills.values.content import content_words

Kept = TypeVar("Kept", Item, Note, Fact)

_PLACING = frozenset(
    "put keep kept leav left stor hid hidden find found plac lay laid go goes went still".split()
)
"""Asking where something was put asks for the thing: these words need not be in the answer."""

_SAME = {
    "call": "nam",
    "allergy": "allergic",
    "floor": "level",
    "storey": "level",
    "deck": "level",
    "vehicl": "car",
    "sis": "sister",
    "wireless": "wifi",
    "internet": "wifi",
    "network": "wifi",
    "passcod": "password",
    "refrigerator": "fridg",
    "mam": "mum",
    "mummy": "mum",
    "daddy": "dad",
    "mother": "mum",
    "mom": "mum",
    "father": "dad",
    "cellphon": "phon",
}
"""What means the same, by stem: "what is she called" asks for her name."""

_WIFI = re.compile(r"\bwi[- ]fi\b", re.IGNORECASE)
_SPACES = re.compile(r"\W+")


def subject_words(text: str) -> frozenset[str]:
    """The stems of the words that a text is about, so that "bikes" and "bike", "called" and "name" are one."""
    stems = (stem.rstrip("e") or stem for stem in content_words(_WIFI.sub("wifi", text)))
    return frozenset(_SAME.get(stem, stem) for stem in stems if stem not in _PLACING)


def same(one: str, other: str) -> bool:
    """Whether two texts are the same but for case and punctuation."""
    return _bare(one) == _bare(other)


def meant(said: str, kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """What may be meant by a few words, in the order in which it is kept; empty where nothing fits.

    The text itself wins. Else each of the words is in it ("milk" means "two litres of milk"), or it has no other
    words than these ("the milk in the fridge door" means "milk").
    """
    exact = tuple(one for one in kept if same(one.text, said))
    if exact:
        return exact
    asked = subject_words(said)
    if not asked:
        return ()
    return _which(kept, lambda has: asked <= has) or _which(kept, lambda has: bool(has) and has <= asked)


def holding(said: str, kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """What has all of the words asked for, in the order in which it is kept."""
    asked = subject_words(said)
    return _which(kept, lambda has: asked <= has) if asked else ()


def _which(kept: Sequence[Kept], fits: Callable[[frozenset[str]], bool]) -> tuple[Kept, ...]:
    return tuple(one for one in kept if fits(subject_words(one.text)))


def _bare(text: str) -> str:
    words = _SPACES.sub(" ", text.casefold()).split()
    return " ".join(word for word in words if word not in ("the", "a", "an", "my", "our", "some"))
