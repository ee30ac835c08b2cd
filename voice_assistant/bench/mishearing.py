"""What a speech recogniser would make of a text: words lost, added, and mistaken for others that sound like them.

A model for tests and training, where rendering and recognising every sentence would take days. Its figures were
measured on 22 November 2026: the 460 sentences of tests/phrasings/development.jsonl without digits and accents,
spoken by the starter voice or one of seven espeak-ng voices (140 to 185 words a minute, white noise at 10 to 40 dB),
recognised by the starter recogniser (beam of 5, first hypothesis) and aligned so that the fewest words differ and,
among those alignments, the nearest sounds meet. Counted were the 256 sentences (1,720 words) with less than half of
the words wrong; their word error rate was 23 %:

- 67 % of 395 errors were substitutions, 27 % deletions, 6 % insertions (17 of 24 of them function words);
- content words were substituted in 20 % of places, at nearly any length (21 % at 4 or 5 letters, 14 % at 8 and
  more), function words in 9 %; deletions fall with length, from 10 % of words of 3 letters and less to 1 %;
- errors come together: two in a row were 1.8 times as frequent within a sentence as chance would have them;
- 27 % of what was heard in place of a word is within the reach of tests/safety/slips.json (36 % in sentences with
  at most a fifth of the words wrong), and another 30 % within one and a half times that. The median distance per sound
  is 0.37, of words paired at random 0.58.

The starter recogniser is a weak one: better ones err less and nearer, and their own share may be given as `farther`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from voice_assistant.errors import InputError

Table = Mapping[str, Sequence[tuple[str, int]]]
"""What each word, and each of some pairs of words ("a nice"), may be mistaken for, with weights; see `load_table`."""

INSERTION = 0.014
"""Insertions per word, beside the shares below."""

TOGETHER = 0.23
"""How much an error makes an error in the next word likelier: the correlation of neighbours in a sentence."""

FARTHER = 0.7
"""Share of substitutions that are not in the table, but about as far again: what such a word may be mistaken for."""

INSERTED = (
    "to",
    "the",
    "you",
    "to",
    "the",
    "you",
    *"of for at an in me on i that is a out too think".split(),
)

FUNCTION_WORDS = frozenset(
    "a an the i you he she it we they me him her us them my your his its our their this that to of in on at for from "
    "by with and or but so if as is are was were be been am i'm it's do does did have has had can could will would "
    "shall should may might must not no there what's that's".split()
)

_PARTS = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


def load_table(path: Path) -> Table:
    """Read a table as scripts/slips writes it: JSON, {"word": [["alternative", weight], ...]}, weights above 0.

    Raises:
        InputError: there is no such file, or it holds something else.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        table = {word: [(str(other), int(weight)) for other, weight in ways] for word, ways in data.items()}
    except OSError as error:
        raise InputError(f"There is no table of slips at {path}: make one with scripts/slips.") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a table of slips: make it again with scripts/slips.") from error
    if not all(ways and all(weight > 0 for _, weight in ways) for ways in table.values()):
        raise InputError(f"{path} has a word without alternatives, or a weight below 1: make it again.")
    return table


def mishear(text: str, dice: random.Random, rate: float, table: Table, farther: float = FARTHER) -> str:
    """What might be heard in place of a text.

    Words that the table lacks stay as they are, and so do the punctuation around the others and a capital letter at
    their beginning. The same text, state of the dice, rate and table give the same result.

    Args:
        text: words with spaces between them.
        dice: what decides; it moves on.
        rate: errors per word that the table has, on average: 0 to 1. Above 0.6 it is no longer reached.
        table: from `load_table`.
        farther: share of substitutions that go beyond the table, 0 to 1.

    Returns:
        What was heard: words with single spaces between them, and perhaps none at all.

    Raises:
        InputError: the rate is not from 0 to 1.
    """
    if not 0 <= rate <= 1:
        raise InputError(f"A word error rate of {rate} is not from 0 to 1: give one that is, such as 0.15.")
    tokens = [_parts(token) for token in text.split()]
    words = [word.lower().replace("\u2019", "'") for _, word, _ in tokens]
    shares = [_shares(word) if word in table else (0.0, 0.0) for word in words]
    known = sum(word in table for word in words)
    scale = rate * known / max(sum(map(sum, shares)) + INSERTION * known, INSERTION)
    heard: list[str] = []
    at, erred, before = 0, False, 0.0
    while at < len(words):
        (opening, written, closing), word = tokens[at], words[at]
        if word not in table:
            heard.append(opening + written + closing)
            at, erred, before = at + 1, False, 0.0
            continue
        substituted, deleted = (scale * share for share in shares[at])
        ways = [(other, weight, 1) for other, weight in table[word]]
        if at + 1 < len(words) and not closing and not tokens[at + 1][0]:
            ways += [(other, weight, 2) for other, weight in table.get(f"{word} {words[at + 1]}", ())]
        following = scale * sum(shares[at + 1]) if at + 1 < len(words) else 0.0
        substituted /= _errors(ways, following)
        now = min(substituted + deleted, 0.95)
        if dice.random() >= _likelihood(now, erred, before):
            heard.append(opening + written + closing)
            erred, taken, lost = False, 1, False
        elif lost := dice.random() * (substituted + deleted) < deleted:
            erred, taken = True, 1
        else:
            other, _, taken = dice.choices(ways, [weight for _, weight, _ in ways])[0]
            if dice.random() < farther:
                other = _beyond(other, word, dice, table)
            if written[:1].isupper() and written != "I":
                other = other[:1].upper() + other[1:]
            heard.append(opening + other + tokens[at + taken - 1][2])
            erred = True
        if not lost and dice.random() < scale * INSERTION:
            heard.append(dice.choice(INSERTED))
        at, before = at + taken, now
    return " ".join(heard)


def _parts(token: str) -> tuple[str, str, str]:
    """A word, with the punctuation before and after it."""
    match = _PARTS.fullmatch(token)
    return (match[1], match[2], match[3]) if match else ("", token, "")


def _shares(word: str) -> tuple[float, float]:
    """How often a word was substituted and deleted in the measurement above."""
    if word in FUNCTION_WORDS:
        return 0.091, 0.105 if len(word) <= 2 else 0.068
    return 0.195, 0.099 if len(word) <= 3 else 0.045 if len(word) <= 5 else 0.011


def _errors(ways: Sequence[tuple[str, int, int]], following: float) -> float:
    """Word errors that a substitution makes, on average; one that takes the next word along spares that its own."""
    cost = sum(
        weight * (max(taken, len(other.split())) - (taken - 1) * following) for other, weight, taken in ways
    )
    return cost / sum(weight for _, weight, _ in ways)


def _likelihood(now: float, erred: bool, before: float) -> float:
    """How likely an error is, knowing what became of the word before; on average over that, `now`."""
    more = TOGETHER * (1 - now)
    return now + more if erred else max(0.0, now - more * before / (1 - before))


def _beyond(other: str, word: str, dice: random.Random, table: Table) -> str:
    """A word that an alternative may be mistaken for in turn; the alternative itself if that leads nowhere new."""
    if " " in other:
        return other
    ways = [(third, weight) for third, weight in table.get(other, ()) if third != word and " " not in third]
    return dice.choices([third for third, _ in ways], [weight for _, weight in ways])[0] if ways else other
