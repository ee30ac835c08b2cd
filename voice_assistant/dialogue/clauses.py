"""Cuts a language model's stream of text into units worth speaking.

The first unit is the first clause alone, since the listener waits for it; then whole sentences, which sound
better. A mark ends a unit only once the character after it is there: "3." may still become "3.50".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voice_assistant.dialogue.abbreviations import starts_sentence

SPANS = {"```": "```", "~~~": "~~~", "<think>": "</think>", "<tool_call>": "</tool_call>"}
"""What is never spoken and therefore never cut: its first characters and its last ones."""

_SPAN = re.compile(
    "|".join(rf"{re.escape(a)}.*?(?:{re.escape(z)}|(\Z))" for a, z in SPANS.items()), re.DOTALL
)
_SPAN_ENDS = frozenset(closer[-1] for closer in SPANS.values())
_BLANK = "\0"  # stands for each character of a span: neither a letter, nor a space, nor a mark

_CLOSERS = r"[\"'”’»)\]*_]*"
_SENTENCE = rf"[.!?…]+{_CLOSERS}(?=\s)|[。！？]+[」』”’]*|\n"
_CLAUSE = (
    rf"(?:[;:]|(?<!\d),){_CLOSERS}(?=\s)|,(?=\s+[^\s\d])"  # not in "March 9, 2026"
    r"|(?<!\d)\s[-–—](?=\s)|\s[-–—](?=\s+[^\s\d])|(?<=[^\W\d_])—(?=[^\W\d_])"  # not in "5 - 10"
    r"|[，；：、]"
)
_REST = re.compile(_CLAUSE)
_GAP = re.compile(r"(?<=[^\W\d_])\s(?=[^\W\d_])")  # between plain words, so not in "5 p.m." or "Dr. Smith"
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"[\w.]+\Z")

_TITLES = frozenset(
    "dr mr mrs ms prof rev hon gen col capt lt sgt sen rep gov mt ft e.g i.e vs cf approx ca viz".split()
)
"""Abbreviations after which the sentence always goes on."""
_COUNTED = frozenset("no nos fig vol ch p pp art sec eq".split())
"""Abbreviations where a number follows, and words or letters otherwise."""
_SHORT = frozenset(
    "etc inc ltd co corp jr sr st ave rd blvd dept est min max jan feb mar apr jun jul aug sep sept oct nov "
    "dec mon tue tues wed thu thur thurs fri hr hrs oz lb lbs ph.d".split()
)
"""Abbreviations that may also end a sentence."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a unit must have before it is cut off."""

    marks: re.Pattern[str]
    """Where it may end."""
    words: int
    """It is long enough with this many words ..."""
    letters: int
    """... or this many letters and digits."""
    longest: int
    """Beyond this many characters it is cut between two words, if need be."""


_FIRST = _Unit(re.compile(f"{_SENTENCE}|{_CLAUSE}"), words=3, letters=10, longest=120)
_LATER = _Unit(re.compile(_SENTENCE), words=1, letters=1, longest=300)


def clauses(pieces: Iterable[str | None]) -> Iterator[str | None]:
    """Yield the first clause, then whole sentences, then the rest; only whitespace between them is lost.

    A piece is a few characters of text, or None for a step that made no text. Each piece pulled yields at
    least once, None where no unit is complete, so that the work can be interrupted between any two steps.
    Code fences, `<think>` and `<tool_call>` spans stay whole inside a unit: `speakable` takes them out.
    """
    waiting, unit = "", _FIRST
    inside = False  # a span is open: without this check a long one would be searched again for each piece
    for piece in pieces:
        found = False
        waiting += piece or ""
        if piece and not (inside and _SPAN_ENDS.isdisjoint(piece)):
            end, inside = _cut(waiting, unit)
            while end:
                yield waiting[:end].strip()
                found, waiting, unit = True, waiting[end:].lstrip(), _LATER
                end, inside = _cut(waiting, unit)
        if not found:
            yield None
    waiting += "\n"  # the end of the text is the end of a sentence
    while end := _cut(waiting, unit)[0]:
        yield waiting[:end].strip()
        waiting, unit = waiting[end:].lstrip(), _LATER
    if waiting := waiting.strip():
        yield waiting


def _cut(text: str, unit: _Unit) -> tuple[int, bool]:
    """Where the first complete unit of the text ends, 0 if nowhere yet; and whether a span is still open."""
    spans = list(_SPAN.finditer(text))
    inside = bool(spans) and spans[-1].lastindex is not None
    view = _SPAN.sub(lambda span: _BLANK * len(span[0]), text) if spans else text

    words = letters = shown = end = at = 0
    for mark in unit.marks.finditer(view):
        part, at = view[at : mark.end()], mark.end()
        words += len(_WORD.findall(part))
        letters += sum(map(str.isalnum, part))
        shown += len(part) - part.count(_BLANK)
        if (words >= unit.words or letters >= unit.letters) and _ends(view, mark):
            end = at
            break
    if end and shown <= unit.longest:
        return end, inside
    if len(view) - view.count(_BLANK) <= unit.longest:
        return 0, inside
    return _last(_REST, view, unit.longest) or _last(_GAP, view, unit.longest) or end, inside


def _ends(view: str, mark: re.Match[str]) -> bool:
    """Whether a mark really ends a sentence or clause, as far as the text so far can tell."""
    start = mark.start()
    if view[start] != "." or view.startswith("..", start):
        return True
    word = _LAST_WORD.search(view[max(0, start - 20) : start])
    if word is None:
        return True
    before = word[0].lower()
    if before.isdigit():  # "1." at the start of a line numbers a list
        return view[:start].rpartition("\n")[2].strip(f" {_BLANK}*_") != word[0]
    if before in _TITLES:
        return False
    follows = starts_sentence(view, mark.end())
    if before in _COUNTED:
        return follows is not None and not view[mark.end() :].lstrip()[:1].isdigit()
    initials = all(len(part) == 1 and part.isalpha() for part in before.split("."))
    if initials or before in _SHORT:
        return follows is True
    return True


def _last(places: re.Pattern[str], view: str, longest: int) -> int:
    """The end of the last of these places within the longest length, spans not counted; 0 if none is."""
    shown = end = 0
    for place in places.finditer(view):
        part = view[end : place.end()]
        shown += len(part) - part.count(_BLANK)
        if shown > longest:
            break
        end = place.end()
    return end
