"""What somebody chooses from: "tea or coffee", "the red dress or the blue one", "pizza, sushi or curry"."""

from __future__ import annotations

import re

from voice_assistant.skills.values.goods import apart

MOST = 20
"""Options."""

_LEAD = re.compile(
    r"^(?:(?:i|we) (?:can't|cannot|couldn't) (?:decide|choose|agree)(?: on)?"
    r"|(?:i'm|i am|we're|we are) (?:torn|undecided)"
    r"|(?:should|shall|do|would|could) (?:i|we|he|she|they)(?: rather| better)?"
    r"|whether(?: or not)?(?: (?:i|we) should)?|if (?:i|we) should|either|between|from|one of|one|among"
    r"|these(?: options)?|the following|of|for me|to|for (?:dinner|lunch|breakfast|tonight|today))[\s,:]+"
)
_QUESTION = re.compile(r"^(?:who|what|which|where|when)\b")
_ARTICLE = re.compile(r"^(?:the|a|an|my|some|our|either|to|and|or)\s+")
_AFTER_VERB = re.compile(r"^\w+(?: \w+)? (?=(?:the|a|an|my)\b)")
_TAIL = re.compile(r"\s+(?:for me|for us|please|today|tonight|now)$")
_NONE = re.compile(
    r"^(?:i|i'll|you'll|we'll|i'm|your?|me|us|wisely|carefully|up|out|on|off|not|so|more|less|whatever|something|someone|anything)\b"
)
_OF_TWO = frozenset(
    """ice hot cold iced red white green black blue brown pink yellow grey gray orange dark light new old big small
    large little long short fried french fresh fast slow sweet spicy star board video swimming table baked mashed
    scrambled boiled grilled roast cheese chocolate milk apple peanut stay go going mac chicken beef veggie vegetable
    fish san los new saint st mount great mr mrs miss doctor uncle aunt harry my your our""".split()
)
"""Begins a name of two words."""


_CLAUSE = re.compile(
    r"\b(?:i|you|we|they|he|she)"
    r"(?:'\w+| (?:am|are|is|was|were|have|has|had|do|did|will|would|can|feel|want|need|love|hate))\b",
    re.IGNORECASE,
)
"""Where nothing but a comma or "and" stands between them, things to choose from do not tell what somebody does."""


def read_options(text: str) -> tuple[str, ...] | None:
    """The options in a text, as they were said but for their articles; None where there are not two of them."""
    said = " ".join(text.replace("’", "'").split()).strip(' .,!?;:"')
    while (bare := _LEAD.sub("", said, count=1)) != said:
        said = bare
    said = _TAIL.sub("", said).strip(" ,")
    if " or " in said:
        parts = re.split(r"\s*,\s*(?:or\s+)?|\s+or\s+", said)
        parts = [*_separate(parts[:-1], parts[-1]), parts[-1]]
    elif _CLAUSE.search(said):
        return None
    else:
        parts = [thing for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", said) for thing in apart(part)]
    parts = _without_question(_without_verb(parts))
    options = tuple(dict.fromkeys(option for part in parts if (option := _ARTICLE.sub("", part).strip())))
    if not 2 <= len(options) <= MOST or any(_NONE.match(o) or len(o.split()) > 10 for o in options):
        return None
    return options


def _separate(parts: list[str], last: str) -> list[str]:
    """Options without commas between them, where the last has one word: "pizza sushi" before "or curry"."""
    words = parts[0].split()
    plain = not _QUESTION.match(parts[0]) and not _ARTICLE.match(parts[0])
    if len(parts) == 1 and len(last.split()) == 1 and 2 <= len(words) <= 8 and plain:
        things = apart(parts[0])
        return things if len(things) > 1 or _names_one(words) or _compound(words) else words
    return parts


def _names_one(words: list[str]) -> bool:
    """Whether two or more words begin with one that wants another: "red wine", but not "red blue"."""
    return words[0] in _OF_TWO and not all(word in _OF_TWO for word in words)


def _compound(words: list[str]) -> bool:
    """Whether two or three words before "or" are rather one name than two."""
    return any(
        word.endswith("ing") or word in ("and", "of", "in", "to", "with", "the", "a", "at") for word in words
    )


def _without_verb(parts: list[str]) -> list[str]:
    """Leave out the verb of "wear the red dress" beside "the blue one"."""
    if len(parts) > 1 and all(_ARTICLE.match(part) for part in parts[1:]) and not _ARTICLE.match(parts[0]):
        return [_AFTER_VERB.sub("", parts[0]), *parts[1:]]
    return parts


def _without_question(parts: list[str]) -> list[str]:
    """Leave out the question of "who does the dishes tom" beside "leila": Tom has as many words as Leila."""
    if parts and _QUESTION.match(parts[0]):
        return [" ".join(parts[0].split()[-len(parts[-1].split()) :]), *parts[1:]]
    return parts
