"""Whether words were said: what a language model proposes as a value must be in what the user said.

said "set one for twenty five minutes"   "25 minutes" was said    "20 minutes" was not    "pasta" was not
"""

from __future__ import annotations

from collections.abc import Iterator

from voice_assistant.skills.values.numbers import Number, number_at
from voice_assistant.skills.values.words import listen

_GLUE = frozenset("a an the and at on of to".split())
"""Words that a model may put between others without saying more than the user did."""


def grounded(words: str, said: str) -> bool:
    """Whether every word was said, numbers in digits or in words alike. Nothing at all was not said.

    Args:
        words: what is proposed.
        said: what the user said.
    """
    parts = list(_parts(words))
    return bool(parts) and set(parts) - _GLUE <= set(_parts(said))


def _parts(text: str) -> Iterator[str | Number]:
    """The words of a text, each run of them that is a number as one: so "twenty" is not in "twenty five"."""
    words = listen(text.replace(":", " ").replace("%", " percent ")).words
    at = 0
    while at < len(words):
        found = number_at(words, at)
        yield found[0] if found else words[at]
        at = found[1] if found else at + 1
