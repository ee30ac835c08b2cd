"""What somebody asks us to remember, what asks for it again, and when a new fact takes the place of an old one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voice_assistant.everyday.records import Fact
from voice_assistant.skills.values.likeness import holding, subject_words

_EDGES = " \t\n.,!?;:\"'‘’“”"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_VERBS = frozenset(
    """is are am was were isn't aren't wasn't weren't has have had hasn't haven't can can't cannot will won't do don't
    does doesn't did didn't must should like likes love loves hate hates live lives work works need needs want wants eat
    eats drink drinks take takes start starts end ends begin begins owe owes wear wears speak speaks prefer prefers
    sleep sleeps go goes come comes arrive arrives leave leaves play plays study studies use uses keep keeps know knows
    belong belongs cost costs close closes open opens parked put hid left lent gave bought met moved promised broke
    borrowed stored named called it's he's she's there's that's i'm we're they're i've we've they've i'll we'll
    i'd""".split()
)
"""A fact has one of these, unless "that" says that it is one."""

_NO_FACT = re.compile(
    r"^(?:to|when|how|where|what|who|whom|why|if|whether|me|him|us|them|it|this|nothing|about|you|every|all|as)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:add|put) (?:it|them|that|those) (?:to|on|onto)\b", re.IGNORECASE)
_PAST = re.compile(
    r"^(?:(?:the|those|our|my|this) )?(?:\w+ )?"
    r"(?:times?|days?|nights?|summers?|winters?|evenings?|mornings?|trip|smell|way|feeling|moment|years?|holidays?|"
    r"guy|man|woman|song|film|movie|party|place|thing|one|girl|boy|teacher|old)\b(?! (?:is|are|was|will|starts)\b)",
    re.IGNORECASE,
)
"""How a recollection begins: "remember that summer in spain"."""

_COPULA = re.compile(r"\b(?:is|are|was|were)\b", re.IGNORECASE)
_PLACED = re.compile(
    r"^\s*(?:\w+ )?(?:in|on|at|under|behind|beside|inside|near|next|with|over|above|below|between|by|upstairs"
    r"|downstairs)\b",
    re.IGNORECASE,
)
_ONE_EACH = frozenset(
    """name number birthday password passcode code pin address email size type age height weight anniversary favourite
    favorite colour color dentist doctor teacher boss landlord plate username key combination""".split()
)
"""There is one of these for each: a new one takes the place of the old."""

_OURS = re.compile(
    r"\b(?:my|our|i|me|the|his|her|their|any|have)\b|'s\b|\b(?:to|of|with|for|about|from)$", re.IGNORECASE
)
_THEIRS = re.compile(r"^(?:his|her|hers|their|its|your)\b", re.IGNORECASE)
_MINE = re.compile(r"^(?:my|our)\s", re.IGNORECASE)
_NO_QUERY = re.compile(
    r"^(?:an?|is|are|was|were|do|does|can|could|should|would|to|about|if|wrong)\b", re.IGNORECASE
)
_AROUND = re.compile(
    r"^(?:that|about|where|what|who|when|how|which"
    r"|the (?:fact|thing|bit|part|info|information|details?|one) (?:that|about|on|with|of|where)"
    r"|(?:everything|anything|all|what(?:ever)?)"
    r"(?: (?:that )?(?:i|i've|you|you've) (?:said|know|told|told you|have|remember))? (?:about|on|of))\s+"
    r"|\s+(?:again|any more|anymore|anything|something|is|are|was|please|exactly|now|right now|called|at|at all"
    r"|located|to be)$",
    re.IGNORECASE,
)
_MOST_WORDS = 40
"""Words of the longest fact."""


def read_fact(text: str) -> str | None:
    """A fact to be remembered, without "that" before it; None for a recollection, an errand or half a sentence."""
    said = text.strip(_EDGES)
    bare = re.sub(r"^(?:that|down that|the fact that)\s*[,:]?\s+", "", said, flags=re.IGNORECASE).strip(
        _EDGES
    )
    words = [word.lower().replace("’", "'") for word in _WORD.findall(bare)]
    count = len(words) + sum("'" in word for word in words)
    if not 3 <= count <= _MOST_WORDS or _NO_FACT.match(bare) or _LISTED.search(bare):
        return None
    has_verb = not _VERBS.isdisjoint(words)
    recalls = _PAST.match(bare) is not None
    if (has_verb or not recalls) if bare != said else (has_verb and not recalls):
        return bare
    return bare if _MINE.match(bare) and any(word.isdigit() for word in words) else None


def read_query(text: str, facts: Sequence[Fact]) -> str | None:
    """What is asked for, where a fact holds it; None otherwise, so that ordinary questions ask something else.

    Where one fact alone holds it, that fact stands for the question, however it was put: "my sister's name" and "the
    name of my sister" ask the same.
    """
    said = text.strip(_EDGES)
    if _NO_QUERY.match(said):
        return None
    about = bare(said)
    found = answers(about, facts)
    return the_one(about, found) if found else None


def the_one(said: str, found: Sequence[Fact]) -> str:
    """The only fact that was found, else what was said."""
    return found[0].text if len(found) == 1 else said


def bare(text: str) -> str:
    """What a few words are about: "passport" for "where my passport is"."""
    said = text.strip(_EDGES)
    while (less := _AROUND.sub("", said).strip(_EDGES)) != said:
        said = less
    return said


def answers(said: str, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts that answer a question: they have all of its words.

    One word alone does only where it is somebody's ("my car", "the password"), and what is the user's own is not
    somebody else's: "my name" is not "my sister's name".
    """
    found = holding(said, facts)
    if _THEIRS.match(said):
        return ()
    if len(subject_words(said)) == 1 and not _OURS.search(said):
        return tuple(fact for fact in found if _named(said, fact.text))
    words = [word for word in _WORD.findall(said.lower()) if subject_words(word)]
    if _MINE.match(bare(said)) and words:
        return tuple(fact for fact in found if _own(words[0], fact.text))
    return found


def _named(word: str, fact: str) -> bool:
    """Whether just this word stands in a fact behind "my", or is what something is: "passport", "allergic"."""
    behind = re.search(rf"\b(?:my|our|am|is|i)\s+{re.escape(word)}\b", fact, re.IGNORECASE)
    return behind is not None


def _own(word: str, fact: str) -> bool:
    """Whether a word stands in a fact behind "my" or "the", and not behind somebody's."""
    stem = subject_words(word)
    told = [word.lower() for word in _WORD.findall(fact)]
    pairs = zip(["the", *told], told, strict=False)
    return any(
        before in ("my", "our", "the", "a", "am", "i") and subject_words(at) == stem for before, at in pairs
    )


def replaces(new: str, old: str) -> bool:
    """Whether a new fact says anew what an old one said: a name, a number, or where something is."""
    asked, kept = _COPULA.search(new), _COPULA.search(old)
    if not asked or not kept:
        return False
    subject = subject_words(new[: asked.start()])
    if not subject or subject != subject_words(old[: kept.start()]):
        return False
    once = not _ONE_EACH.isdisjoint(word.lower() for word in _WORD.findall(new[: asked.start()]))
    return once or bool(_PLACED.match(new[asked.end() :]) and _PLACED.match(old[kept.end() :]))
