"""From text to words in one normal form, each knowing where in the text it stands, so that the rest can be given back.

"Pasta for 1h30m, please"  ->  pasta  for  1  h  30  m
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<before>(?<!\w)(?:approximately|roughly|just|maybe)(?!\w))
  | (?P<after>(?<!\w)(?:please|sharp|on\ the\ dot|or\ so)(?!\w))
  | (?P<beside>(?<!\w)(?:exactly|precisely)(?!\w))
  | (?P<oclock>(?<![^\W\d_])o['’]?\ ?clock(?!\w))
  | (?P<half>(?<![^\W\d_])[ap]\.?\ ?m(?!\w)\.?)
  | (?P<minus>(?<![\w)])[-−–](?=\.?[0-9]))
  | (?P<date>
        [0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}(?![0-9])
      | [0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})(?![0-9])
    )
  | (?P<plain>
        [0-9]+/[0-9]+(?![0-9])
      | (?<![0-9])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])
      | [0-9]+(?:st|nd|rd|th)(?!\w)
    )
  | (?P<thousands>(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?)
  | (?P<number>[0-9]*\.[0-9]+|[0-9]+)
  | (?P<fraction>[½⅓⅔¼¾⅛])
  | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
  | (?P<other>[^\s.,;:!?"'’“”()\-–—…])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""`before`, `after` and `beside` are words that change nothing, and which neighbour they go with."""

_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}

_EDGES = " \t\r\n,;:-–—"


@dataclass(frozen=True, slots=True)
class Said:
    """A text as words in normal form: small letters, no hyphens, apostrophes or words that change nothing."""

    text: str
    """As it was said or typed."""
    words: tuple[str, ...]
    starts: tuple[int, ...]
    """Where in the text each word begins, with harmless words in front of it ("roughly")."""
    ends: tuple[int, ...]
    """Where in the text each word ends, with harmless words behind it ("sharp")."""

    def between(self, first: int, last: int) -> str:
        """The text from word `first` up to, and without, word `last`."""
        if first >= last:
            return ""
        start = self.ends[first - 1] if first else 0
        end = self.starts[last] if last < len(self.words) else len(self.text)
        return self.text[start:end].rstrip(_EDGES).lstrip(_EDGES + ".!?")

    def without(self, first: int, last: int) -> str:
        """The text without the words from `first` up to `last`."""
        return f"{self.between(0, first)} {self.between(last, len(self.words))}".strip()


def listen(text: str) -> Said:
    """The words of a text."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    early: int | None = None  # where harmless words in front of the next word begin
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind in ("after", "beside") and ends:
            ends[-1] = token.end()
        if kind in ("before", "beside") and early is None:
            early = token.start()
        if kind in ("before", "after", "beside"):
            continue
        words.append(_normal(str(kind), token.group()))
        starts.append(token.start() if early is None else early)
        ends.append(token.end())
        early = None
    return Said(text, tuple(words), tuple(starts), tuple(ends))


def word_at(words: Sequence[str], at: int) -> str:
    """The word at a place; empty behind the last one."""
    return words[at] if at < len(words) else ""


def _normal(kind: str, token: str) -> str:
    match kind:
        case "word":
            return token.casefold().replace("'", "").replace("’", "")
        case "oclock":
            return "oclock"
        case "half":
            return f"{token[0].lower()}m"
        case "minus":
            return "minus"
        case "date":
            return token.replace("-", "/").replace(".", "/")
        case "thousands":
            return token.replace(",", "")
        case "fraction":
            return _FRACTIONS[token]
        case _:
            return token.lower()
