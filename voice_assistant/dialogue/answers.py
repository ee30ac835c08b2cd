"""Answers to our own questions: yes and no, "the second one", and the value that was missing."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from voice_assistant.languages import Language
from voice_assistant.skills import SKILLS, Call, Question, Situation
from voice_assistant.skills.courtesy import plain
from voice_assistant.skills.values.numbers import read_number, read_ordinal

_LEADING = re.compile(
    r"^(?:(?:for|in|to|at|on|called|named|about|into|of|from|it's|it is|its|that's|make it|say|set it (?:for|to)|"
    r"i want|i'd like|i would like|the|call it|name it|put|add|i need|let's say|let us say)\s+)+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:the|number|ones|option|timer|alarm|reminder|please|that|list|note|i mean|i want)\b"
)
"""Words beside the one that chooses."""

_NUMBERED = re.compile(r"\b(?:number|option)\b")
"""Says that a place is meant, whatever the options are called."""


def agreed(text: str, language: Language, name: str = "") -> bool:
    """Whether a text says yes and nothing else, to somebody of this name."""
    return _made_of(heard_words(text, name), language.heard["yes"])


def declined(text: str, language: Language, name: str = "") -> bool:
    """Whether a text says no, or to leave it, and nothing else, to somebody of this name."""
    return _made_of(heard_words(text, name), language.heard["no"])


def heard_words(text: str, name: str = "") -> str:
    """A text as the lists of the language file have it: small letters, no punctuation, single spaces.

    Args:
        text: what was said.
        name: what the assistant is called; who is called by name at the beginning or the end is left out.
    """
    words = " ".join(re.sub(r"[^\w'\s]", " ", text.lower().replace("’", "'")).split())
    called = name.lower()
    return f" {words} ".removeprefix(f" {called} ").removesuffix(f" {called} ").strip() if called else words


MOST_WORDS = 12
"""Words of the longest yes or no: a recogniser that loops on a word says more."""


def _made_of(words: str, phrases: frozenset[str]) -> bool:
    """Whether words are some of these phrases, at least one, with courtesies between them."""
    said = words.split()
    if not 0 < len(said) <= MOST_WORDS:
        return False
    meant = {0: False}  # places that can be reached, and whether one of the phrases was on the way
    for end in range(1, len(said) + 1):
        for start in [place for place in meant if place < end]:
            part = " ".join(said[start:end])
            if part in phrases or part in _COURTESIES:
                meant[end] = meant.get(end, False) or meant[start] or part in phrases
    return meant.get(len(said), False)


def answered(text: str, question: Question, situation: Situation) -> Call | None:
    """The call that an answer completes; None where the text is no answer to this question.

    Args:
        text: what was said.
        question: what was asked.
        situation: what values may depend on.
    """
    skill = SKILLS[question.skill]
    if not question.parameter:
        return (
            Call(skill, question.values)
            if agreed(text, situation.language, situation.identity.name)
            else None
        )
    value = _chosen(text, question, situation) if question.options else _given(text, question, situation)
    return None if value is None else Call(skill, (*question.values, (question.parameter, value)))


def _given(text: str, question: Question, situation: Situation) -> Any:
    slot = next(p.slot for p in SKILLS[question.skill].parameters if p.name == question.parameter)
    variants = [*plain(text, situation.identity.name)]
    variants += [_LEADING.sub("", variant) for variant in variants]
    return next((v for v in (slot.read(t, situation) for t in variants if t) if v is not None), None)


def _chosen(text: str, question: Question, situation: Situation) -> Any:
    """The option that an answer means: its value, its place ("the last one"), or words that only its label has.

    A bare number is a value before it is a place: of two minutes and ten, "two" is no place.
    """
    said = heard_words(text)
    values = [option.value for option in question.options]
    given = _given(text, question, situation)
    if given is not None and given in values:
        return given
    place, certain = _place(said)
    if place is not None and not -len(values) <= place <= len(values):
        place = None
    named = _named(said, question)
    if place is None or (named is not None and not certain):
        return named
    return values[place - 1 if place > 0 else place]


def _named(said: str, question: Question) -> Any:
    """The option whose label alone has a word of what was said, where that says little else and does not refuse."""
    spoken = set(said.split())
    labels = [set(heard_words(option.label).split()) for option in question.options]
    often = Counter(word for label in labels for word in label)
    hits = [sum(often[word] == 1 for word in spoken & label - _COMMON) for label in labels]
    best = max(hits, default=0)
    beside = spoken - _COMMON - often.keys() - set(_ASIDE.findall(said))
    if not best or hits.count(best) != 1 or spoken & _REFUSING or len(beside) > _MOST_BESIDE:
        return None
    return question.options[hits.index(best)].value


def _place(said: str) -> tuple[int | None, bool]:
    """The place that an answer names, and whether it can be nothing else: 2 for "the second one", -1 for the last.

    Never 0; None where it names none.
    """
    for words in (_ASIDE.sub(" ", said), _ASIDE.sub(" ", said.replace(" one", " "))):
        left = " ".join(words.split())
        ordinal = read_ordinal(left)
        number = ordinal or read_number(left)
        if isinstance(number, int) and number:
            return number, bool(ordinal) or _NUMBERED.search(said) is not None
    return None, False


_REFUSING = frozenset("no not don't never neither cancel forget delete without".split())
"""Words of an answer that does not choose what it names."""

_MOST_BESIDE = 2
"""Other words in an answer that chooses."""

_COMMON = frozenset("the a an for of at in on to and my".split())
"""Words of a label that tell no option from another."""

_COURTESIES = frozenset({"please", "thanks", "thank you", "then", "now", "oh", "um", "well"})
