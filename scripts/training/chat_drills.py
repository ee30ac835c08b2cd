"""Drills for copying, made up anew each time: what is asked for stands in what was said, and nowhere else.

Copying is what so small a model learns last and needs most: the words are drawn from every conversation, and made up
from syllables, so that nothing but copying answers. A list that is to be said back is the plainest kind, and teaches
it fastest (compare Olsson et al. 2022, "In-context learning and induction heads", arXiv 2209.11895).
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from scripts.training.places import TESTS

DIALOGUES = Path(__file__).with_name("dialogues")
LONGEST_LIST = 16
"""Words that are to be said back at once."""
MADE_UP = 0.35
"""The share of words that nobody has heard."""

_BLANK = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"(?<![\w{'-])[a-z]{3,11}(?![\w}'-])")
Turns = list[list[Any]]
"""What is said, what is answered, and what is remembered beside it, turn by turn."""


@cache
def drills() -> Mapping[str, Any]:
    """What the drills are made of. Questions by which the model is measured word for word are left out."""
    made = tomllib.loads((DIALOGUES / "drills.toml").read_text("utf-8"))
    for kind in ("itself", "user", "clock"):
        made[kind] = {said: answer for said, answer in made[kind].items() if plain(said) not in measured()}
    for topic in made["topic"]:
        topic["asked"] = [said for said in topic["asked"] if plain(said) not in measured()]
    return made


def plain(said: str) -> str:
    """What somebody says, whoever wrote it down."""
    return " ".join(re.sub(r"[^a-z0-9' ]", " ", said.lower()).split())


@cache
def measured() -> frozenset[str]:
    """What the model is asked where it is measured: no conversation with it is learnt from."""
    lines = (TESTS / "accuracy" / "chat.jsonl").read_text("utf-8").splitlines()
    return frozenset(plain(json.loads(line)["say"]) for line in lines if line.strip())


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word of the conversations, once."""
    texts = (path.read_text("utf-8") for path in sorted(DIALOGUES.glob("*.jsonl")))
    return tuple(sorted({word for text in texts for word in _WORD.findall(text)}))


def words(name: str) -> list[str]:
    """A list of words in the drills' file."""
    return drills()[name].split()


def made_up(dice: random.Random) -> str:
    """A word that nobody has heard."""
    return "".join(dice.choices(words("syllables"), k=dice.choice((2, 2, 3))))


def echo(dice: random.Random) -> Turns:
    """Words without sense, to be said back."""
    said = " ".join(_thing(dice) for _ in range(dice.randint(2, LONGEST_LIST)))
    return [[f"{dice.choice(drills()['echo'])} {said}", f"{said[0].upper()}{said[1:]}."]]


def topic(dice: random.Random) -> Turns:
    """What people ask to be remembered, one thing of which is asked for."""
    facts, asked = [], []
    for one in dice.sample(drills()["topic"], dice.choice((1, 1, 2, 3))):
        said = f"{one['what']} {one['is']} {value(dice, one['kind'])}"
        facts.append(f"my {said}")
        asked.append((dice.choice(one["asked"]), f"Your {said}."))
    return _asked_for(dice, facts, asked)


def pair(dice: random.Random) -> Turns:
    """The same with things and people of whatever name."""
    facts, asked = [], []
    for one in dice.sample(drills()["pair"], dice.choice((1, 1, 2, 3))):
        filled = {blank: value(dice, blank) for blank in _BLANK.findall(one["fact"])}
        facts.append(_BLANK.sub(lambda found, filled=filled: filled[found[1]], one["fact"]))
        answer = _BLANK.sub(lambda found, filled=filled: _written(found[1], filled[found[1]]), one["answer"])
        question = _BLANK.sub(lambda found, filled=filled: filled[found[1]], dice.choice(one["asked"]))
        asked.append((question, answer[0].upper() + answer[1:]))
    return _asked_for(dice, facts, asked)


def _asked_for(dice: random.Random, facts: list[str], asked: list[tuple[str, str]]) -> Turns:
    place = dice.randrange(len(asked))
    question, answer = asked[place]
    shape = dice.random()
    if shape < 0.6:
        return [[question, answer, facts]]
    if shape < 0.85:
        told = [[fact, dice.choice(drills()["noted"])] for fact in facts]
        return [*told, [question, answer]]
    other = [fact for number, fact in enumerate(facts) if number != place] or ["my bins go out on mondays"]
    if question.split()[-1] in " ".join(other):
        return [[question, answer, facts]]
    return [[question, "You haven't told me that.", other]]


def value(dice: random.Random, kind: str) -> str:
    """Something that can be asked for: a name, a number, a day, a place or any thing."""
    if kind in ("name", "other", "town"):
        return dice.choice((dice.choice(words("users")).lower(), made_up(dice)))
    if kind == "number":
        return " ".join(dice.choices(words("numbers"), k=dice.choice((1, 1, 2, 3, 4))))
    if kind == "day":
        return f"the {dice.choice(words('ordinals'))} of {dice.choice(words('months'))}"
    if kind == "weekday":
        return dice.choice(words("weekdays"))
    if kind == "place":
        return f"{dice.choice(drills()['places'])} {dice.choice(drills()['things'])}"
    return _thing(dice) if dice.random() < 0.7 else f"{_thing(dice)} {_thing(dice)}"


def _thing(dice: random.Random) -> str:
    return made_up(dice) if dice.random() < MADE_UP else dice.choice(vocabulary())


def _written(kind: str, said: str) -> str:
    """What was said, as it is written in an answer."""
    return said.capitalize() if kind in ("name", "other", "town", "weekday") else said
