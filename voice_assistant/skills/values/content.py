"""The words of a text that say what it is about."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_EMPTY = frozenset(
    "a an and are am as at be been but by can could did do does for from had has have he her him his how i if in is it "
    "its just me my mine of on or our she should so some that the their them there they this those to up us was we "
    "were what what's when where where's which who who's whom whose why will with would you your about again also any "
    "know like please remember tell think told thing things don't i'm it's let's not no yes say said get got".split()
)
"""Words that say nothing about the subject."""


@lru_cache(maxsize=512)
def content_words(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about: "my sisters' names" are "sister" and "name"."""
    words = (word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'")))
    return frozenset(_stem(word) for word in words if word not in _EMPTY and len(word) > 1)


def _stem(word: str) -> str:
    """A word without its commonest endings: enough to find it again, no more."""
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word
