"""Words in pieces: the longest piece that the vocabulary has, again and again (WordPiece, as BERT uses it)."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_WORD = 32
"""Letters of a word that is taken apart; a longer one is unknown."""


class Vocabulary:
    """The pieces a model knows.

    Args:
        pieces: in the order of their numbers; one that goes on a word begins with "##".

    Raises:
        ValueError: there is no piece for what is unknown, "[UNK]".
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._unknown = pieces.index("[UNK]")
        self._begin, self._end = pieces.index("[CLS]"), pieces.index("[SEP]")

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of a text's pieces, between the marks for beginning and end.

        Args:
            text: words parted by spaces.
            most: numbers that may come back; of a longer text its end is kept, where what matters mostly is.
        """
        inside = [number for word in text.split() for number in self._word(word)]
        return [self._begin, *inside[max(0, len(inside) - most + 2) :], self._end]

    def _word(self, word: str) -> list[int]:
        if word in self._numbers:
            return [self._numbers[word]]
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        made: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            end = next(
                (e for e in range(len(word), start, -1) if mark + word[start:e] in self._numbers), start
            )
            if end == start:
                return [self._unknown]
            made.append(self._numbers[mark + word[start:end]])
            start = end
        return made
