"""What the user asked it to remember, and to forget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Annotated, Any

from voice_assistant.everyday import Change, Fact, Item, Note
from voice_assistant.skills import Done, Option, Question, Situation, Steps, keep, skill
from voice_assistant.skills.forgetting_sentences import FORGET, FORGET_EVERYTHING, FORGET_LAST
from voice_assistant.skills.memory_sentences import RECALL, REMEMBER, TELL_FACTS
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.facts import answers, bare, read_fact, read_query, replaces, the_one
from voice_assistant.skills.values.likeness import holding, meant, same
from voice_assistant.skills.wording import either, join, to_you
from voice_assistant.vocabulary import Effect

LONGEST_TOPIC = 5
"""Words of something that may have been told, where nothing is known of it."""

READ_ALOUD = 7
"""Facts that are told; how many more there are is said."""


def _topic(said: str, situation: Situation) -> str | None:
    """What is asked about in so many words: it may be told that nothing is known of it."""
    text = bare(said)
    own = text.lower().startswith(("my ", "our ")) and len(text.split()) <= LONGEST_TOPIC
    known = holding(text, situation.everyday.facts) if text else ()
    if not own and not known:
        return None
    return None if read_fact(text) and not known else the_one(text, known)


def _forgettable(said: str, situation: Situation) -> str | None:
    """What is to be forgotten, where it is remembered."""
    text = bare(said)
    found = holding(text, situation.everyday.facts) if text else ()
    return the_one(text, found) if found else None


Remembered = Annotated[
    str,
    Slot(
        "fact",
        lambda said, _: read_fact(said),
        "something to remember",
        "that my sister's name is Ana",
        free=True,
    ),
]
Asked = Annotated[
    str,
    Slot(
        "what",
        lambda said, s: read_query(said, s.everyday.facts),
        "something it was told",
        "my sister's name",
    ),
]
Topic = Annotated[str, Slot("topic", _topic, "something it may have been told", "my passport")]
Unwanted = Annotated[str, Slot("fact", _forgettable, "something it remembers", "my sister's name")]


@skill(*REMEMBER, effects=("everyday",))
def remember(situation: Situation, fact: Remembered) -> Steps:
    """Remember something."""
    say, facts = situation.language.phrase, situation.everyday.facts
    told = to_you(fact)
    if any(same(old.text, fact) for old in facts):
        yield say("skill.remembered_already", fact=told)
        return
    new = Fact(fact, situation.now.astimezone(UTC))
    old = [known for known in facts if replaces(fact, known.text)]
    gone = [Change(known, None) for known in old]
    yield keep(say("words.fact", fact=told), *gone, Change(None, new))
    if old:
        yield say(
            "skill.remembered_instead", fact=told, old=join(situation.language, [to_you(o.text) for o in old])
        )
    else:
        yield say("skill.remembered", fact=told)


@skill(*RECALL)
def recall(situation: Situation, what: Asked = "", topic: Topic = "") -> Steps:
    """Tell what it was told."""
    say, facts = situation.language.phrase, situation.everyday.facts
    found = answers(what, facts) or holding(what or topic, facts)
    if found:
        told = join(situation.language, [to_you(fact.text) for fact in found[-3:]])
        yield say("skill.recalled", fact=told)
    elif what or topic:
        yield say("skill.recalled_nothing", topic=to_you(what or topic))
    else:
        yield from tell_facts(situation)


@skill(*TELL_FACTS)
def tell_facts(situation: Situation) -> Steps:
    """Tell what it was asked to remember."""
    say, facts = situation.language.phrase, situation.everyday.facts
    if not facts:
        yield say("skill.no_facts")
        return
    for fact in facts[:READ_ALOUD]:
        text = to_you(fact.text)
        yield say("skill.fact", fact=text[0].upper() + text[1:])
    if len(facts) > READ_ALOUD:
        yield say("skill.facts_more", more=len(facts) - READ_ALOUD)


@skill(*FORGET, effects=("everyday",), ask_first=True)
def forget(situation: Situation, fact: Unwanted = "", topic: Topic = "") -> Steps:
    """Forget one thing that it was asked to remember."""
    say, facts = situation.language.phrase, situation.everyday.facts
    said = fact or topic
    hits = _told(said, facts) if said else facts
    if not facts:
        yield say("skill.no_facts")
    elif not hits:
        yield say("skill.recalled_nothing", topic=to_you(said))
    elif len(hits) > 1:
        labels = [to_you(hit.text) for hit in hits[:READ_ALOUD]]
        options = tuple(Option(label, hit.text) for label, hit in zip(labels, hits, strict=False))
        yield Question(
            say("ask.which_fact", options=either(situation.language, labels)), "forget", (), "fact", options
        )
    else:
        told = to_you(hits[0].text)
        yield keep(say("words.fact", fact=told), Change(hits[0], None))
        yield say("skill.forgotten", fact=told)


@skill(*FORGET_EVERYTHING, effects=("everyday",), ask_first=True)
def forget_everything(situation: Situation, sure: bool = False) -> Steps:
    """Forget all that it was asked to remember."""
    say, facts = situation.language.phrase, situation.everyday.facts
    if not facts:
        yield say("skill.no_facts")
    elif not sure:
        asked = (
            "ask.sure_fact"
            if len(facts) == 1
            else "ask.sure_two_facts"
            if len(facts) == 2
            else "ask.sure_facts"
        )
        yield Question(say(asked, count=len(facts)), "forget_everything", (("sure", True),))
    else:
        yield keep(say("words.facts"), *(Change(fact, None) for fact in reversed(facts)))
        yield say("skill.forgotten_all")


@skill(*FORGET_LAST, effects=("everyday", "forget"), ask_first=True)
def forget_last(situation: Situation) -> Steps:
    """Forget what was said or remembered last."""
    last = situation.done[-1] if situation.done else None
    told = _told_last(last, situation) if last is not None else ()
    if last is not None and told:
        # Not an undo: what it took the place of does not come back.
        yield keep(last.about, *(Change(record, None) for record in told))
        yield Effect("forget", ())
        yield situation.language.phrase("skill.forgotten_last", what=last.about)
    else:
        yield Effect("forget", ())
        yield situation.language.phrase("skill.forgotten_talk")


def _told(said: str, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts that a few words mean: the one that is just this, else those that have all of them."""
    return (
        tuple(fact for fact in facts if same(fact.text, said)) or holding(said, facts) or meant(said, facts)
    )


def _told_last(done: Done, situation: Situation) -> tuple[Fact | Note | Item, ...]:
    """What the user said that was kept by what was done last, and still is."""
    fields: list[Any] = [dict(effect.fields)["changes"] for effect in done.undo if effect.name == "everyday"]
    return tuple(
        change.before
        for changes in fields
        for change in changes
        if change.after is None
        and isinstance(change.before, Fact | Note | Item)
        and change.before in situation.everyday.records
    )
