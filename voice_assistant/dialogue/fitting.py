"""Which skills a text might be about, by the words they share: the only ones a language model is asked to choose from.

    "could you count down nine minutes for my rice"  ->  set_timer, extend_timer

A skill's words come from its own definition: its name, its summary, its sentences, and what it takes. A word that
few groups of skills have weighs more than one that many have, and what nobody would say to a skill at all (the rest
of the text) speaks against all of them: a story with a timer in it is no command.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from voice_assistant.skills import Skill, grammar
from voice_assistant.skills.likely import NONE, likely, weights
from voice_assistant.skills.values.numbers import NUMBER_WORDS

LEAST = 0.45
"""Share of a text's weight that a skill must have in common with it."""

DOUBTFUL = 0.5
"""Probability from which on the classifier is believed."""

CERTAIN = 0.8
"""The same for what it takes for talk: the price of a mistake is a command that nobody hears."""

LEAST_OF_FREE = 0.15
"""The same for a skill that takes any words, such as what to be reminded of: they are not its own."""

MOST_AGAINST = 3
"""Foreign words that speak against all skills: further ones do not, since people explain what they want."""

BESIDE_BEST = 0.4
"""Share of the best skill's score that another one needs to be offered beside it."""

RARE = 0.4
"""What a word weighs that hardly any of a skill's sentences has, or that comes from a piece shared with other
skills; one that is in half of them weighs 1."""

LONGEST = 60
"""Words of the longest text that is looked at: nobody commands at such length."""

_FIGURE = "#"
"""Stands for all numbers: one is as good as another."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_NUMBERS = NUMBER_WORDS - {"a", "an", "point"}
_RULE = re.compile(r"<(\w+)>")
_PLACE = re.compile(r"\{[^}]*\}")
_EMPTY = frozenset(
    "a about all am an and any are as at be been but by can could did do does for from go had has have he her him his "
    "how i i'd i'll i'm if in into is it its it's just let like make me my myself no not now of on one or our please "
    "put she so some that that's the their them then there these they this those to too up us want was we were what "
    "what's when where which who whom whose why will with would you your yours yourself get give got need take tell "
    "said say out off really very already mm hm oh um uh i've am hey okay ok thanks".split()
)
"""Words that say nothing about what is wanted."""

_ENDINGS = (
    ("'s", 0), ("ies", 5), ("ings", 7), ("ing", 6), ("ers", 7), ("er", 6), ("ed", 5), ("es", 6), ("s", 4),
)  # fmt: skip
"""Endings that are taken off, and how long a word must be to lose them."""


@dataclass(frozen=True, slots=True)
class Index:
    """The words of all skills."""

    skills: tuple[Skill, ...]
    weights: dict[str, tuple[tuple[int, float], ...]]
    """By stem: the places in `skills` of those that have it, and what it weighs there."""
    least: tuple[float, ...]
    """Share of a text's weight that each of `skills` must have in common with it."""
    rarity: dict[str, float]
    """By stem: what it weighs in a text."""
    foreign: float
    """What a word weighs in a text that no skill has."""


def fitting(text: str, most: int = 4) -> tuple[Skill, ...]:
    """The skills that a text might be about, likeliest first; none for ordinary talk.

    Args:
        text: what was said.
        most: how many are wanted at most.
    """
    stems = _stems(" ".join(text.split()[:LONGEST]))
    shared = index()
    scores = dict.fromkeys(range(len(shared.skills)), 0.0)
    for word in stems:
        for place, weight in shared.weights.get(word, ()):
            scores[place] += weight
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)[:most]
    whole = min(sum(shared.rarity.get(word, shared.foreign) for word in stems), MOST_AGAINST * shared.foreign)
    best = scores[ranked[0]]
    fits = [
        shared.skills[place]
        for place in ranked
        if scores[place] >= max(shared.least[place] * whole, BESIDE_BEST * best) > 0
    ]
    return _seconded(text, fits)[:most]


def _seconded(text: str, fits: list[Skill]) -> tuple[Skill, ...]:
    """The same after the classifier has been heard, which knows talk better; skills it does not know are kept."""
    found = likely(text)
    known = set(weights().classes)
    if found.skill == NONE:
        return tuple(skill for skill in fits if found.probability < CERTAIN or skill.name not in known)
    first = grammar.load().get(found.skill)
    if first is None or found.probability < DOUBTFUL:
        return tuple(fits)
    return (first, *(skill for skill in fits if skill is not first))


@cache
def index() -> Index:
    """The words of all skills, counted once."""
    skills = tuple(grammar.load().values())
    words = [_words(skill) for skill in skills]
    groups = {skill.group for skill in skills}
    rarity = {word: math.log((1 + len(groups)) / count) for word, count in _spread(skills, words).items()}
    weights: dict[str, list[tuple[int, float]]] = {}
    for place, of_one in enumerate(words):
        for word, weight in of_one.items():
            weights.setdefault(word, []).append((place, rarity[word] * weight))
    # A number speaks for skills that take one, and against none.
    return Index(
        skills,
        {word: tuple(found) for word, found in weights.items()},
        tuple(LEAST_OF_FREE if _takes_any_words(skill) else LEAST for skill in skills),
        rarity | {_FIGURE: 0.0},
        math.log(1 + len(groups)),
    )


def _spread(skills: Sequence[Skill], words: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """In how many groups of skills each word is at home: one that has it in few of its sentences counts for less."""
    most: dict[str, dict[str, float]] = {}
    for skill, of_one in zip(skills, words, strict=True):
        for word, weight in of_one.items():
            groups = most.setdefault(word, {})
            groups[skill.group] = max(groups.get(skill.group, 0.0), weight)
    return {word: max(1.0, sum(groups.values())) for word, groups in most.items()}


def _words(skill: Skill) -> dict[str, float]:
    """The stems of a skill's words, and what each weighs for it: 1 at most."""
    own = [_RULE.sub(" ", _PLACE.sub(" ", sentence)) for sentence in skill.sentences]
    count = Counter(word for sentence in own for word in _stems(sentence))
    often = len(skill.sentences) / 2
    shared = {rule for sentence in skill.sentences for rule in _RULE.findall(sentence)}
    words = dict.fromkeys(_stems(" ".join(grammar.rules().get(rule, "") for rule in shared)), RARE)
    words |= {word: RARE + (1 - RARE) * min(1.0, times / often) for word, times in count.items()}
    certain = f"{skill.name.replace('_', ' ')} {skill.summary}"
    for parameter in skill.parameters:
        if not parameter.slot.free:
            certain += f" {parameter.slot.about} {parameter.slot.example}"
    return words | dict.fromkeys(_stems(certain), 1.0)


def _takes_any_words(skill: Skill) -> bool:
    return any(parameter.slot.free and parameter.required for parameter in skill.parameters)


def _stems(text: str) -> frozenset[str]:
    """The stems of the words that say what is wanted, and whether there is a number."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    figures = {_FIGURE} if _DIGIT.search(text) or not _NUMBERS.isdisjoint(words) else set()
    return frozenset(stem(word) for word in words if word not in _EMPTY and word not in _NUMBERS) | figures


def stem(word: str) -> str:
    """A word without its ending: "reminders", "reminding" and "remind" are one."""
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word.removesuffix(ending) + ("y" if ending == "ies" else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word
