"""How many words a recogniser got wrong.

Both sides are normalised first, so that only the choice of words counts:

1. lower case; a typographic apostrophe becomes a plain one;
2. hyphens, dashes, slashes and ellipses become spaces: "twenty-one" is two words;
3. all other punctuation goes, but an apostrophe inside a word stays: "what's" is not "whats";
4. British -metre(s) and -litre(s) become American -meter(s) and -liter(s).

Numbers are left alone: "6" and "six" differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from voice_assistant.errors import InputError

_APOSTROPHES = re.compile("[\u2019\u02bc\u2032]")
_SEPARATORS = re.compile("[-\u2010-\u2015\u2212/\u2026]|\\.{2,}")
_PUNCTUATION = re.compile(r"(?!')[^\w\s]|_")
_OUTER_APOSTROPHES = re.compile(r"\B'|'\B")
_BRITISH = re.compile(r"(met|lit)re(s?)\b")


def normalised(text: str) -> list[str]:
    """The words of a text as they are compared."""
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", text).lower())
    text = _PUNCTUATION.sub("", _SEPARATORS.sub(" ", text))
    return _BRITISH.sub(r"\1er\2", _OUTER_APOSTROPHES.sub("", text)).split()


def word_errors(reference: str, hypothesis: str) -> tuple[int, int]:
    """Compare what was said with what was understood.

    Returns:
        The fewest words to replace, insert or delete to turn one into the other, and the number of words
        in the reference.
    """
    said, understood = normalised(reference), normalised(hypothesis)
    # One row of the edit-distance table at a time: row[j] is the distance to the first j understood words.
    row = list(range(len(understood) + 1))
    for i, word in enumerate(said, start=1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(understood, start=1):
            diagonal, row[j] = row[j], min(diagonal + (word != other), row[j] + 1, row[j - 1] + 1)
    return row[-1], len(said)


def word_error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """Errors per reference word over (reference, hypothesis) pairs together: 0 is perfect; it may exceed 1.

    Raises:
        InputError: there is not one reference word.
    """
    counts = [word_errors(reference, hypothesis) for reference, hypothesis in pairs]
    words = sum(n for _, n in counts)
    if not words:
        raise InputError(
            "A word error rate needs reference words; give at least one reference that has some."
        )
    return sum(errors for errors, _ in counts) / words
