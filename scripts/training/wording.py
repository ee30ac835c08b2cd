"""What the voices say: the sentences that the recogniser learns from, drawn from many sources.

A recogniser this small learns the language of its training text as much as the sounds. Sentences from templates alone
taught the first one to hear templates (29 % of words wrong in fresh wordings of the same requests), so most of these
were written down one by one, and templates are a small part. Nothing under tests/ that measures a model is read.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hassil.expression import Alternative, ListReference, RuleReference, TextChunk

from scripts.training.places import TESTS, TEXTS, WORDNET
from voice_assistant.bench.words import normalised
from voice_assistant.skills.grammar import intents, load

LONGEST, MOST_WORDS = 84, 16
"""Letters and words of a sentence: what fits into the recogniser's window of ten seconds, spoken slowly."""

SEEN = 3
"""Times a word of the dictionary's examples must occur to be drawn by itself."""

UNITS = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = """january february march april may june july august september october november december""".split()
PARTS_OF_DAY = ("am", "pm", "o'clock", "in the morning", "tonight", "")
ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth""".split()
EXCHANGED = (UNITS, TEENS, TENS, DAYS, ORDINALS)
"""Words of which each may stand where another stood: so every one is heard in every sentence."""


OPERATIONS = "plus|minus|times|divided by|multiplied by|add|take away|over|into".split("|")

_WORDS = re.compile(r"[a-z' ]+")
_HALF = re.compile(r"\b(a|p) m\b")
_QUOTED = re.compile(r'"([^"]+)"')


def label(text: str) -> str:
    """A sentence as the recogniser is to write it down; empty where it holds what it cannot say."""
    words = " ".join(normalised(text))
    return _HALF.sub(r"\1m", words) if _WORDS.fullmatch(words) else ""


def fits(text: str) -> bool:
    """Whether a sentence can be said within the recogniser's window."""
    return 0 < len(text) <= LONGEST and len(text.split()) <= MOST_WORDS


def held_out() -> frozenset[str]:
    """Every sentence that measures a recogniser; but for the look-alikes, which are drilled on purpose."""
    folder = TESTS / "accuracy"
    lines = [
        *_file(folder / "domain.txt"),
        *_file(folder / "everyday.txt"),
        *_said("accuracy/commands.jsonl"),
    ]
    return frozenset(label(line) for line in lines)


def number(dice: random.Random) -> str:
    """A number from nought to a hundred."""
    kind = dice.random()
    if kind < 0.3:
        return dice.choice((*UNITS, "zero", "ten"))
    if kind < 0.55:
        return dice.choice(TEENS)
    if kind < 0.8:
        return dice.choice(TENS)
    if kind < 0.97:
        return f"{dice.choice(TENS)} {dice.choice(UNITS)}"
    return dice.choice(("a hundred", "one hundred"))


def clock(dice: random.Random) -> str:
    """A time of day."""
    hour = dice.choice((*UNITS, "ten", "eleven", "twelve"))
    kind = dice.random()
    if kind < 0.3:
        return f"{hour} {dice.choice(('am', 'pm', 'o' + chr(39) + 'clock', 'in the morning', 'tonight', ''))}".strip()
    if kind < 0.6:
        minutes = dice.choice(("fifteen", "thirty", "forty five", "oh five", *TEENS, *TENS[:4]))
        return f"{hour} {minutes}" + dice.choice(("", "", " am", " pm"))
    if kind < 0.8:
        return f"{dice.choice(('half', 'quarter', 'a quarter', 'ten', 'five', 'twenty'))} past {hour}"
    return f"{dice.choice(('quarter', 'a quarter', 'ten', 'five', 'twenty', 'twenty five'))} to {hour}"


def length(dice: random.Random) -> str:
    """A length of time."""
    kind = dice.random()
    if kind < 0.55:
        return f"{number(dice)} {dice.choice(('minutes', 'minutes', 'seconds', 'hours'))}"
    if kind < 0.7:
        return dice.choice(
            (
                "an hour",
                "half an hour",
                "a minute",
                "one minute",
                "one hour",
                "an hour and a half",
                "a quarter of an hour",
            )
        )
    if kind < 0.85:
        large, small = dice.choice((("hours", "minutes"), ("minutes", "seconds")))
        return f"{dice.choice(UNITS)} {large} and {number(dice)} {small}"
    return f"{dice.choice(UNITS)} and a half {dice.choice(('minutes', 'hours'))}"


def large(dice: random.Random) -> str:
    """A number above a hundred."""
    hundreds = f"{dice.choice(UNITS)} hundred" + dice.choice(("", f" and {number(dice)}", f" {number(dice)}"))
    kind = dice.random()
    if kind < 0.6:
        return hundreds
    thousands = f"{dice.choice((*UNITS, *TEENS, *TENS))} thousand"
    return thousands if kind < 0.8 else f"{thousands} {hundreds}"


def year(dice: random.Random) -> str:
    """A year."""
    return f"{dice.choice(('nineteen', 'twenty', 'eighteen'))} {dice.choice(TENS)} {dice.choice((*UNITS, ''))}".strip()


VALUES: dict[str, Callable[[random.Random], str]] = {
    "n": number,
    "ten": lambda dice: dice.choice((*UNITS, "zero", "ten")),
    "one": lambda dice: dice.choice((*UNITS, *TEENS)),
    "clock": clock,
    "length": length,
    "big": large,
    "year": year,
    "day": lambda dice: dice.choice(DAYS),
    "month": lambda dice: dice.choice(MONTHS),
    "ordinal": lambda dice: dice.choice((*ORDINALS, *(f"twenty {one}" for one in ORDINALS[:9]))),
    "op": lambda dice: dice.choice(OPERATIONS),
    "unit": lambda dice: dice.choice(_listed("units")),
    "thing": lambda dice: dice.choice(_listed("things")),
}
PLACES: dict[str, str] = {
    "length": "length", "nap": "length", "spec": "length", "more": "length", "less": "length", "when": "clock",
    "quantity": "quantity", "unit": "unit", "percent": "percent", "step": "percent", "low": "n", "high": "n",
    "items": "thing", "item": "thing", "needed": "thing", "date": "date", "day": "day", "expression": "sum",
    "name": "thing",
}  # fmt: skip
"""Which of the values stands in which place of a skill's template; elsewhere the place's own example does."""
VALUES |= {
    "quantity": lambda dice: f"{number(dice)} {dice.choice(_listed('units'))}",
    "percent": lambda dice: f"{number(dice)} percent",
    "date": lambda dice: f"{dice.choice(MONTHS)} {VALUES['ordinal'](dice)}",
    "sum": lambda dice: f"{number(dice)} {dice.choice(OPERATIONS)} {number(dice)}",
}


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that sentences are drawn from."""

    banned: frozenset[str]
    commands: list[str]
    talk: list[str]
    everyday: list[str]
    broad: list[str]
    short: list[str]
    frames: list[str]
    vocabulary: list[str]
    weights: list[float]


@cache
def material() -> Material:
    """Read it all, once."""
    banned = held_out()
    commands = _usable(_said("phrasings/development*.jsonl"), banned) + _usable(_lines("commands*"), banned)
    talk = (
        _usable(_said("safety/development*.jsonl"), banned)
        + _usable(_said_lines("safety/ordinary_development*.txt"), banned)
        + _usable(_lines("answers*"), banned)
    )
    everyday, broad = _usable(_lines("everyday*"), banned), _usable(_wordnet(), banned)
    short, frames = _usable(_lines("short"), banned), list(_lines("frames"))
    counts = Counter(word for text in (*commands, *talk, *everyday) for word in text.split())
    often = Counter(word for text in broad for word in text.split())
    for word, times in often.items():
        if times >= SEEN:
            counts[word] += times
    common = counts.most_common()
    weights = [times**0.4 for _, times in common]
    return Material(
        banned, commands, talk, everyday, broad, short, frames, [word for word, _ in common], weights
    )


class Wording:
    """Draws sentences.

    Args:
        seed: the same seed draws the same sentences.
    """

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.material = material()
        self.grammar, self.skills = intents(), list(load().values())
        drawn, dice = self.material, self.dice
        self.sources: list[tuple[float, Callable[[], str]]] = [
            (0.15, lambda: self._exchanged(dice.choice(drawn.commands))),
            (0.17, lambda: self._exchanged(dice.choice(drawn.talk))),
            (0.22, lambda: self._exchanged(dice.choice(drawn.everyday))),
            (0.13, lambda: dice.choice(drawn.broad)),
            (0.07, self._words),
            (0.08, self._template),
            (0.10, self._frame),
            (0.08, lambda: dice.choice(drawn.short)),
        ]

    def __iter__(self) -> Iterator[str]:
        """Labels without end."""
        weights = [weight for weight, _ in self.sources]
        while True:
            text = self.dice.choices(self.sources, weights)[0][1]()
            if fits(text) and text not in self.material.banned:
                yield text

    def _exchanged(self, text: str) -> str:
        """A sentence with some numbers and days changed for others of their kind."""
        words = text.split()
        for place, word in enumerate(words):
            for kind in EXCHANGED:
                if word in kind and self.dice.random() < 0.5:
                    words[place] = self.dice.choice(kind)
        return " ".join(words)

    def _words(self) -> str:
        many = self.dice.choice((1, 1, 2, 3, 4, 5, 6))
        return " ".join(self.dice.choices(self.material.vocabulary, self.material.weights, k=many))

    def _frame(self) -> str:
        frame = self.dice.choice(self.material.frames)
        text = re.sub(r"\{(\w+)\}", lambda found: VALUES[found[1]](self.dice), frame)
        before = self.dice.choice(("", "", "", "", "please ", "um ", "okay ", "no ", "yes ", "well ", "and "))
        return before + text + self.dice.choice(("", "", "", "", " please", " now", " thanks", " today"))

    def _template(self) -> str:
        skill = self.dice.choice(self.skills)
        examples = {
            place.name: (PLACES.get(place.name, ""), place.slot.example.lower()) for place in skill.parameters
        }
        data = self.dice.choice(self.grammar.intents[skill.name].data)
        return label(self._choose(self.dice.choice(data.sentences).expression, examples))

    def _choose(self, expression, examples: dict[str, tuple[str, str]]) -> str:
        match expression:
            case TextChunk():
                return expression.original_text
            case ListReference():
                kind, example = examples[expression.list_name]
                return VALUES[kind](self.dice) if kind and self.dice.random() < 0.8 else example
            case RuleReference():
                return self._choose(self.grammar.expansion_rules[expression.rule_name].expression, examples)
            case Alternative():
                # What is optional is mostly left out, and what is written first is what people say most.
                items = expression.items
                optional = any(
                    isinstance(item, TextChunk) and not item.original_text.strip() for item in items
                )
                if optional and self.dice.random() < 0.6:
                    return ""
                place = min(int(self.dice.expovariate(4 / len(items))), len(items) - 1)
                return self._choose(items[place], examples)
            case _:
                return "".join(self._choose(item, examples) for item in expression.items)


def _usable(texts: Iterable[str], banned: frozenset[str]) -> list[str]:
    found = (part for text in texts for part in _parts(label(text)))
    return sorted({text for text in found if fits(text)} - banned)


def _parts(text: str) -> list[str]:
    """A text in stretches that fit."""
    words = text.split()
    return [" ".join(words[start : start + MOST_WORDS]) for start in range(0, len(words), MOST_WORDS)]


def _said(pattern: str) -> Iterator[str]:
    for path in sorted(TESTS.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["say"]


def _said_lines(pattern: str) -> Iterator[str]:
    for path in sorted(TESTS.glob(pattern)):
        yield from path.read_text("utf-8").splitlines()


def _file(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _lines(pattern: str) -> Iterator[str]:
    for path in sorted(TEXTS.glob(f"{pattern}.txt")):
        yield from path.read_text("utf-8").splitlines()


@cache
def _listed(name: str) -> list[str]:
    return list(_lines(name))


def _wordnet(folder: Path = WORDNET) -> Iterator[str]:
    """Example sentences, and definitions, of the dictionary's commoner words."""
    for path in sorted(folder.glob("data.*")):
        for line in path.read_text("utf-8", errors="replace").splitlines():
            gloss = line.partition(" | ")[2]
            yield from _QUOTED.findall(gloss)
