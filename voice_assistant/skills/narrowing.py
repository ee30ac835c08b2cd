"""Which templates a text may match at all, by its first and its last word: most are ruled out without a closer look.

Each template is one bit; for each word, the bits of those that may begin with it, and of those that may end with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hassil import Intents
from hassil.expression import Alternative, Expression, Group, Permutation, RuleReference, Sentence, TextChunk
from hassil.intents import Intent, IntentData


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Every template, and where to find it by the words at its ends."""

    whole: Intents
    single: tuple[Intent, ...]
    """One for each template, in the order in which hassil looks at them."""
    first: Mapping[str, int]
    last: Mapping[str, int]
    any_first: int
    """Those that may begin with any word."""
    any_last: int

    def narrowed(self, text: str) -> Intents:
        """The templates that this text may match."""
        words = [word.strip(_MARKS) for word in text.casefold().replace("’", "'").split()]
        words = [word for word in words if word]
        if not words:
            return self._with(0)
        head, tail = words[0], words[-1]
        begins, ends = self.any_first, self.any_last
        for word in {head, head.partition("'")[0], head.partition("-")[0]}:
            begins |= self.first.get(word, 0)
        for word in {tail, tail.rpartition("-")[2]}:
            ends |= self.last.get(word, 0)
        return self._with(begins & ends)

    def _with(self, bits: int) -> Intents:
        chosen = {str(place): self.single[place] for place in _places(bits)}
        return Intents(
            self.whole.language,
            chosen,
            slot_lists=self.whole.slot_lists,
            expansion_rules=self.whole.expansion_rules,
            settings=self.whole.settings,
        )


_MARKS = " .,;:!?\"'()[]{}<>“”‘-–—…¿¡"


def narrowing(whole: Intents) -> Narrowing:
    """Sort templates by the words at their ends."""
    single: list[Intent] = []
    first: defaultdict[str, int] = defaultdict(int)
    last: defaultdict[str, int] = defaultdict(int)
    any_first = any_last = 0
    for name, intent in whole.intents.items():
        for sentence in (sentence for data in intent.data for sentence in data.sentences):
            bit = 1 << len(single)
            single.append(Intent(name, [IntentData([sentence.text or ""])]))
            begin, end = (_edge(sentence.expression, whole.expansion_rules, place) for place in (0, -1))
            for word in begin.words:
                first[word] |= bit
            for word in end.words:
                last[word] |= bit
            any_first |= bit * (begin.value or begin.empty)
            any_last |= bit * (end.value or end.empty)
    return Narrowing(whole, tuple(single), dict(first), dict(last), any_first, any_last)


@dataclass(frozen=True, slots=True)
class _Edge:
    """What may stand at one end of a piece of a template."""

    words: frozenset[str] = frozenset()
    value: bool = False
    """Whether a value may."""
    empty: bool = False
    """Whether the whole piece may be left out."""


def _edge(piece: Expression, rules: Mapping[str, Sentence], place: int) -> _Edge:
    """What may stand at one end of a piece: at its beginning where `place` is 0, at its end where it is -1."""
    if isinstance(piece, TextChunk):
        words = [word for word in (w.strip(_MARKS) for w in piece.text.casefold().split()) if word]
        return _Edge(frozenset({words[place]})) if words else _Edge(empty=True)
    if isinstance(piece, RuleReference):
        return _edge(rules[piece.rule_name].expression, rules, place)
    if isinstance(piece, Alternative | Permutation):
        edges = [_edge(item, rules, place) for item in piece.items]
        return _Edge(
            frozenset().union(*(edge.words for edge in edges)),
            any(edge.value for edge in edges),
            any(edge.empty for edge in edges),
        )
    if isinstance(piece, Group):
        return _edge_of_row(piece.items if place == 0 else piece.items[::-1], rules, place)
    return _Edge(value=True)


def _edge_of_row(pieces: Sequence[Expression], rules: Mapping[str, Sentence], place: int) -> _Edge:
    words: frozenset[str] = frozenset()
    value = False
    for piece in pieces:
        edge = _edge(piece, rules, place)
        words, value = words | edge.words, value or edge.value
        if not edge.empty:
            return _Edge(words, value)
    return _Edge(words, value, empty=True)


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest on."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
