"""A trigram model with Kneser and Ney's smoothing, and a dictionary: what pocketsphinx knows of our language."""

from __future__ import annotations

import math
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

START, END = "<s>", "</s>"
DISCOUNT = 0.75
"""Taken off every count, for what was never seen. The usual value; nothing was tuned."""
NEVER = -99.0
"""What stands for the logarithm of nothing."""
SPOKEN = {"am": ["EY EH M"], "pm": ["P IY EH M"]}
"""Ways to say a word that a dictionary of words does not know: halves of a day."""
_LOOKED_UP = re.compile(r'^\("([^"]+)" \S+ \((.*)\)\)$')

Gram = tuple[str, ...]


def grams(sentences: Iterable[str]) -> tuple[Counter[Gram], Counter[Gram], Counter[Gram]]:
    """How often each one, two and three words in a row occur, the ends of sentences among them."""
    ones, twos, threes = Counter[Gram](), Counter[Gram](), Counter[Gram]()
    for sentence in sentences:
        words = (START, *sentence.split(), END)
        ones.update((word,) for word in words)
        twos.update(pairwise(words))
        threes.update(zip(words, words[1:], words[2:], strict=False))
    return ones, twos, threes


def smoothed(sentences: Iterable[str]) -> tuple[dict[Gram, float], dict[Gram, float]]:
    """Probabilities of all words in a row that were seen, and for each shorter row the share of what was not.

    Interpolated (Chen and Goodman, 1999): a shorter row counts by how many different words it was seen after.
    """
    ones, twos, threes = grams(sentences)
    before_two, before_one = Counter[Gram](), Counter[Gram]()
    for gram in threes:
        before_two[gram[1:]] += 1
    for gram in twos:
        before_one[gram[1:]] += 1
    # Nothing stands before the start of a sentence: there the counts themselves are right.
    middle = Counter({gram: count if gram[0] == START else before_two[gram] for gram, count in twos.items()})
    one, rest = {}, 1.0 / len(ones)
    of, kinds = sum(before_one.values()), len(before_one)
    for gram in ones:
        one[gram] = (max(before_one[gram] - DISCOUNT, 0) + DISCOUNT * kinds * rest) / of
    two, left_one = _interpolated(middle, one)
    three, left_two = _interpolated(threes, two)
    return {**one, **two, **three}, {**left_one, **left_two}


def _interpolated(
    counts: Counter[Gram], shorter: Mapping[Gram, float]
) -> tuple[dict[Gram, float], dict[Gram, float]]:
    of, kinds = Counter[Gram](), Counter[Gram]()
    for gram, count in counts.items():
        of[gram[:-1]] += count
        kinds[gram[:-1]] += 1
    left = {row: DISCOUNT * kinds[row] / of[row] for row in of}
    return {
        gram: (count - DISCOUNT) / of[gram[:-1]] + left[gram[:-1]] * shorter[gram[1:]]
        for gram, count in counts.items()
    }, left


def arpa(chances: Mapping[Gram, float], left: Mapping[Gram, float]) -> str:
    """The model in the format that every program reads."""
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for gram in sorted(chances):
        chance = NEVER if gram == (START,) else math.log10(chances[gram])
        line = f"{chance:.4f}\t{' '.join(gram)}"
        rows[len(gram)].append(f"{line}\t{math.log10(left[gram]):.4f}" if gram in left else line)
    counts = "".join(f"ngram {many}={len(rows[many])}\n" for many in sorted(rows))
    parts = "".join(f"\n\\{many}-grams:\n" + "\n".join(rows[many]) + "\n" for many in sorted(rows))
    return f"\\data\\\n{counts}{parts}\n\\end\\\n"


def dictionary(words: Iterable[str], known: Path) -> dict[str, list[str]]:
    """How words are said, in ARPAbet: as a dictionary has them, else as festival spells them out.

    Args:
        words: which.
        known: a dictionary as pocketsphinx has them.
    """
    said = defaultdict(list)
    for line in known.read_text("utf-8").splitlines():
        word, _, sounds = line.partition(" ")
        said[word.partition("(")[0]].append(sounds)
    wanted = sorted(set(words) - {START, END})
    for word, ways in spelt_out([word for word in wanted if word not in said]).items():
        said[word] = ways
    for word in wanted:
        if word not in said and word.endswith("'s"):
            said[word] = [owned(way) for way in said.get(word[:-2], [])]
    return {word: [*said.get(word, []), *SPOKEN.get(word, [])] for word in wanted}


def owned(sounds: str) -> str:
    """How a word sounds with an s of possession."""
    last = sounds.rsplit(maxsplit=1)[-1]
    return sounds + (
        " IH Z" if last in {"S", "Z", "SH", "ZH", "CH", "JH"} else " S" if last in "PTKF" else " Z"
    )


def spelt_out(words: list[str]) -> dict[str, list[str]]:
    """How festival would say words that it may never have seen."""
    lines = [
        "(voice_cmu_us_slt_arctic_hts)",
        *(f'(format t "%l\\n" (lex.lookup "{word}" nil))' for word in words),
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".scm", encoding="utf-8") as program:
        program.write("\n".join([*lines, "(exit)"]))
        program.flush()
        ran = subprocess.run(
            ["festival", "-b", program.name],
            check=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    made = {}
    for line in ran.stdout.splitlines():
        if found := _LOOKED_UP.match(line):
            sounds = " ".join(re.findall(r"[a-z]+", found[2])).upper().replace("AX", "AH")
            made[found[1]] = [sounds]
    return made


def written(said: Mapping[str, list[str]]) -> str:
    """A dictionary as pocketsphinx reads it."""
    lines = []
    for word, ways in sorted(said.items()):
        for number, sounds in enumerate(dict.fromkeys(ways), 1):
            lines.append(f"{word}{f'({number})' if number > 1 else ''} {sounds}")
    return "\n".join(lines) + "\n"
