"""Lists: shopping, to-do, and any other that something is put on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from typing import Annotated

from voice_assistant.everyday import Change, Everyday, Item
from voice_assistant.skills import (
    Option,
    Question,
    Situation,
    Steps,
    keep,
    list_questions,
    list_sentences,
    skill,
)
from voice_assistant.skills.kinds import thing
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.items import read_goods, read_items, read_list_name
from voice_assistant.skills.values.likeness import meant, same
from voice_assistant.skills.wording import either, join, to_you

SHOPPING = "shopping"
"""The list that is meant where none is named."""

READ_ALOUD = 7
"""Things of a list that are read; how many more there are is said."""


_SURE = {1: "skill.list_clear_sure_one", 2: "skill.list_clear_sure_two"}
"""What is asked before so many things are taken off; more of them are counted."""


def _things(said: str, situation: Situation) -> tuple[str, ...] | None:
    """Things for a list; who is called by name is none."""
    return None if said.lower().startswith(f"{situation.identity.name} ".lower()) else read_items(said)


Items = Annotated[tuple[str, ...], Slot("items", _things, "things for a list", "milk and eggs", free=True)]
Goods = Annotated[
    tuple[str, ...], Slot("goods", lambda said, _: read_goods(said), "things one buys", "milk and eggs")
]
Listed = Annotated[
    str,
    Slot(
        "list",
        lambda said, _: read_list_name(said),
        "a list",
        "the shopping list",
        stays=True,
    ),
]
Sought = Annotated[
    str, Slot("item", lambda said, _: _sought(said), "something on a list", "butter", free=True)
]

_ANYTHING = frozenset(
    "is are was there anything something everything nothing it that this them there what much more left".split()
)


def _sought(said: str) -> str | None:
    """A thing that is asked for; None for "anything"."""
    found = (thing(said) or "").removesuffix(" already").removesuffix(" still").strip("'\" ")
    words = found.lower().split()
    return found if words and words[0] not in _ANYTHING and len(words) <= 8 else None


@skill(
    *list_sentences.ADD,
    effects=("everyday",),
)
def add_to_list(
    situation: Situation,
    items: Items = (),
    list: Listed = SHOPPING,  # noqa: A002 - that is what it is called
    needed: Goods = (),
) -> Steps:
    """Put something on a list."""
    say = situation.language.phrase
    wanted = items or needed
    if not wanted:
        yield Question(say("ask.items"), "add_to_list", (("list", list),), "items")
        return
    there = _on(situation.everyday, list)
    known = [text for text in wanted if any(same(item.text, text) for item in there)]
    new = [text for text in wanted if text not in known]
    # A microsecond apart, so that they keep their order when some of them are taken off and put back.
    made = situation.now.astimezone(UTC)
    fresh = [Item(list, text, made + timedelta(microseconds=place)) for place, text in enumerate(new)]
    if fresh:
        texts = _spoken(situation, fresh)
        yield keep(say("words.on_list", items=texts, list=list), *(Change(None, item) for item in fresh))
        yield say("skill.list_added", items=texts, list=list)
    if known:
        yield say("skill.list_there", items=join(situation.language, [*map(to_you, known)]), list=list)


@skill(
    *list_questions.READ,
)
def read_list(situation: Situation, list: Listed = "") -> Steps:  # noqa: A002
    """Read a list, and say which lists there are where none is named."""
    say, name = situation.language.phrase, list or _usual(situation.everyday)
    items, names = _on(situation.everyday, name), _names(situation.everyday)
    if not list and len(names) > 1:
        yield say("skill.lists", count=len(names), lists=join(situation.language, names))
        if not items:
            return
    elif not list and not names:
        yield say("skill.lists_empty")
        return
    if not items:
        yield say("skill.list_empty", list=name)
    elif len(items) <= READ_ALOUD:
        yield say("skill.list", list=name, items=_spoken(situation, items))
    else:
        read, more = _spoken(situation, items[:READ_ALOUD], last=False), len(items) - READ_ALOUD
        yield say("skill.list_more", list=name, items=read, more=more, count=len(items))


@skill(
    *list_sentences.REMOVE,
    effects=("everyday",),
)
def remove_from_list(
    situation: Situation,
    items: Items = (),
    list: Listed = "",  # noqa: A002
    needed: Goods = (),
) -> Steps:
    """Take something off a list."""
    say, language = situation.language.phrase, situation.language
    unwanted = items or needed
    if not unwanted:
        yield Question(say("ask.items_off"), "remove_from_list", (("list", list),), "items")
        return
    found: dict[str, Item] = {}
    missing, unclear = [], None
    for text in unwanted:
        hits = _hits(situation.everyday, text, list)
        if len(hits) == 1:
            found[hits[0].id] = hits[0]
        elif hits:
            unclear = hits
        else:
            missing.append(text)
    for name in dict.fromkeys(item.list for item in found.values()):
        of_it = [item for item in found.values() if item.list == name]
        texts = _spoken(situation, of_it)
        yield keep(say("words.on_list", items=texts, list=name), *(Change(item, None) for item in of_it))
        yield say("skill.list_removed", items=texts, list=name)
    if missing:
        yield say(
            "skill.list_not_on",
            items=either(language, [*map(to_you, missing)]),
            list=list or _usual(situation.everyday),
        )
    if unclear:
        yield _which(situation, unclear)


@skill(
    *list_sentences.CLEAR,
    effects=("everyday",),
    ask_first=True,
)
def clear_list(situation: Situation, list: Listed = "", sure: bool = False) -> Steps:  # noqa: A002
    """Take everything off a list."""
    say, name = situation.language.phrase, list or _usual(situation.everyday)
    items, names = _on(situation.everyday, name), _names(situation.everyday)
    if not list and len(names) > 1:
        options = tuple(Option(say("words.list", list=other), other) for other in names)
        text = say("ask.which_list", options=either(situation.language, [option.label for option in options]))
        yield Question(text, "clear_list", (), "list", options)
    elif not list and not names:
        yield say("skill.lists_empty")
    elif not items:
        yield say("skill.list_empty", list=name)
    elif not sure:
        asked = _SURE.get(len(items), "skill.list_clear_sure")
        text = say(asked, count=len(items), items=_spoken(situation, items[:1]), list=name)
        yield Question(text, "clear_list", (("list", name), ("sure", True)))
    else:
        yield keep(say("words.list", list=name), *(Change(item, None) for item in reversed(items)))
        yield say("skill.list_cleared", list=name)


@skill(
    *list_questions.CHECK,
)
def check_list(situation: Situation, item: Sought, list: Listed = "") -> Steps:  # noqa: A002
    """Say whether something is on a list."""
    say, name = situation.language.phrase, list or _usual(situation.everyday)
    hits = _hits(situation.everyday, item, list)
    if hits:
        on = hits[0].list
        yield say("skill.list_has", items=_spoken(situation, [h for h in hits if h.list == on]), list=on)
    else:
        yield say("skill.list_not_on", items=to_you(item), list=name)


def _on(everyday: Everyday, name: str) -> tuple[Item, ...]:
    return tuple(item for item in everyday.items if item.list == name)


def _usual(everyday: Everyday) -> str:
    """The list that is meant where none is named: shopping, unless only one other has something on it."""
    names = _names(everyday)
    return names[0] if len(names) == 1 else SHOPPING


def _names(everyday: Everyday) -> tuple[str, ...]:
    """The lists that something is on, the oldest first."""
    return tuple(dict.fromkeys(item.list for item in everyday.items))


def _hits(everyday: Everyday, text: str, name: str) -> tuple[Item, ...]:
    """What a few words mean on a list; where none is named, on the shopping list, else on any other."""
    if name:
        return meant(text, _on(everyday, name))
    return meant(text, _on(everyday, SHOPPING)) or meant(text, everyday.items)


def _spoken(situation: Situation, items: Sequence[Item], *, last: bool = True) -> str:
    """Things as they are read; without `last`, more of them follow, so that no "and" comes before the last one."""
    texts = [to_you(item.text) for item in items]
    return join(situation.language, texts) if last else ", ".join(texts)


def _which(situation: Situation, hits: Iterable[Item]) -> Question:
    """Which of several things is to be taken off."""
    say, several = situation.language.phrase, [*hits]
    apart = len({item.list for item in several}) > 1
    labels = [
        say("words.on_list", items=to_you(item.text), list=item.list) if apart else to_you(item.text)
        for item in several
    ]
    options = tuple(Option(label, (item.text,)) for label, item in zip(labels, several, strict=True))
    values = () if apart else (("list", several[0].list),)
    text = say("ask.which_item", options=either(situation.language, labels))
    return Question(text, "remove_from_list", values, "items", options)
