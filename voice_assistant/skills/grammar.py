"""The grammar of all skills: which of them a sentence calls, and with what values.

hassil matches the templates; a value is then read from the words in its place by its slot's reader, and a match
whose words are no such value is none. Of several matches the one with most literal text wins.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from hassil import Intents, RecognizeResult, recognize_all
from hassil.models import MatchEntity

from voice_assistant import skills as package
from voice_assistant.skills import SKILLS, Call, Situation, Skill
from voice_assistant.skills.courtesy import plain
from voice_assistant.skills.narrowing import Narrowing, narrowing

_RULES = Path(__file__).with_name("rules.toml")

_LETTERS = re.compile(r"[\W_]+")

MOST = 400
"""Ways to match one sentence that are looked at: people say short things, and odd input must not take long."""

LONGEST = 400
"""Characters of the longest command."""


def load() -> Mapping[str, Skill]:
    """Every skill by name: each module in this package registers its own when it is imported."""
    intents()
    return SKILLS


def match(
    text: str, situation: Situation, *, any_start: bool = True, only: Skill | None = None
) -> Call | None:
    """The skill that a text calls, courtesies aside, if it calls one. Values may be missing.

    Args:
        text: what was said.
        situation: what its values may depend on, such as the time.
        any_start: whether it may begin with a value, as "milk on the shopping list" does, and not only with words of
            the command.
        only: the one skill that is looked for.
    """
    if len(text) > LONGEST:
        return None
    templates = narrowed() if only is None else _narrowing_of(only)
    found = [
        (result, variant)
        for variant in plain(text, situation.identity.name)
        for result in islice(recognize_all(variant, templates.narrowed(variant)), MOST)
        if any_start or not _begins_with_value(result)
    ]
    found.sort(key=lambda pair: pair[0].text_chunks_matched, reverse=True)
    refused: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for result, variant in found:
        words = _words(result, variant)
        if (result.intent.name, words) in refused:
            continue
        call = read(SKILLS[result.intent.name], dict(words), situation)
        if call is not None:
            return call
        refused.add((result.intent.name, words))
    return None


def read(skill: Skill, words: Mapping[str, str], situation: Situation) -> Call | None:
    """A call from the words in each place; None where some of them are no such value.

    Args:
        skill: what is to be called.
        words: what was said for each parameter that was said.
        situation: what values may depend on.
    """
    values: list[tuple[str, Any]] = []
    for parameter in skill.parameters:
        if parameter.name in words:
            value = parameter.slot.read(words[parameter.name], situation)
            if value is None:
                return None
            values.append((parameter.name, value))
    return Call(skill, tuple(values))


def _words(result: RecognizeResult, text: str) -> tuple[tuple[str, str], ...]:
    """What was said for each parameter. Two places of one name are read together: "{when} wake me {when}"."""
    said: dict[str, str] = {}
    for entity in result.entities_list:
        words = _as_said(entity, text)
        said[entity.name] = f"{said[entity.name]} {words}" if entity.name in said else words
    return tuple(said.items())


def _begins_with_value(result: RecognizeResult) -> bool:
    return any(entity.text_span is not None and entity.text_span[0] <= 1 for entity in result.entities_list)


def _as_said(entity: MatchEntity, text: str) -> str:
    """The words in a place as they were said, commas and all: hassil takes those out."""
    words = text[slice(*entity.text_span)] if entity.text_span else ""
    return words if _LETTERS.sub("", words).lower() == _LETTERS.sub("", entity.text).lower() else entity.text


@cache
def intents() -> Intents:
    """Every skill's templates, ready to be matched."""
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return _made_of(tuple(SKILLS.values()))


@cache
def narrowed() -> Narrowing:
    """Every skill's templates, sorted by how they begin and end."""
    return narrowing(intents())


@cache
def _narrowing_of(skill: Skill) -> Narrowing:
    return narrowing(_made_of((skill,)))


def _made_of(skills: tuple[Skill, ...]) -> Intents:
    places = {parameter.name for skill in skills for parameter in skill.parameters}
    return Intents.from_dict(
        {
            "language": "en",
            "intents": {skill.name: {"data": [{"sentences": list(skill.sentences)}]} for skill in skills},
            "lists": {place: {"wildcard": True} for place in places},
            "expansion_rules": rules(),
        }
    )


@cache
def rules() -> dict[str, str]:
    """The pieces of templates that many skills share, by name."""
    found = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    return {name: " ".join(rule.split()) for name, rule in found.items()}
