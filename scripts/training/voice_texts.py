"""What the voice learns to say: sentences of this project, questions of both kinds, numbers, names and rare words."""

from __future__ import annotations

import random
import re

from scripts.training.chat_data import drills, written
from scripts.training.places import TEXTS
from scripts.training.wording import clock, large, length, material, number, year

LONGEST = 90
"""Letters of a sentence."""
PARTS = {
    "everyday": 3200,
    "answers": 500,
    "commands": 300,
    "replies": 1500,
    "numbers": 500,
    "words": 500,
}
"""How many sentences of each kind."""
HELD = 40
"""One sentence in so many is never trained on."""
TOLD = (
    "It is {clock}.", "Your timer for {length} is done.", "I have set a timer for {length}.", "That makes {large}.",
    "There are {number} minutes left.", "The alarm is set for {clock}.", "{number} plus {number} is {large}.",
    "The volume is at {number} percent.", "It was in {year}.", "You have {number} things on your list.", "{number}.",
    "Did you mean {number} or {number}?", "Shall I set it for {clock}?", "Is that {number} percent?",
    "How many minutes, {number} or {number}?", "What is due at {clock}?", "{user}, it is {clock}.",
    "Hello {user}.", "Good night, {user}.", "Is {user} at home?", "Who told {user}?",
)  # fmt: skip

_PLAIN = re.compile(r"[A-Za-z' ,.?!]+")


def sentences(seed: int = 1) -> list[str]:
    """All of them, shuffled; the same each time."""
    dice = random.Random(seed)
    makers = {"numbers": lambda: _told(dice), "words": lambda: _words(dice)}
    drawn: list[str] = []
    for part, many in PARTS.items():
        if part in makers:
            drawn += [makers[part]() for _ in range(many)]
        else:
            lines = _replies() if part == "replies" else _lines(part)
            drawn += dice.sample(lines, min(many, len(lines)))
    kept = sorted({text for text in drawn if _PLAIN.fullmatch(text) and 3 <= len(text) <= LONGEST})
    dice.shuffle(kept)
    return kept


def _lines(part: str) -> list[str]:
    found = (
        line.strip()
        for path in sorted(TEXTS.glob(f"{part}_*.txt"))
        for line in path.read_text("utf-8").splitlines()
    )
    return sorted(set(found))


def _replies() -> list[str]:
    said = {turn[1] for _, rows in written() for row in rows for turn in row["turns"]}
    parts = {part.strip() for text in said for part in re.split(r"(?<=[.!?])\s+", text)}
    return sorted(part for part in parts if "{" not in part)


def _told(dice: random.Random) -> str:
    values = {"clock": clock, "length": length, "large": large, "number": number, "year": year}
    users = drills()["users"].split()
    text = re.sub(
        r"\{(\w+)\}",
        lambda gap: dice.choice(users) if gap[1] == "user" else values[gap[1]](dice),
        dice.choice(TOLD),
    )
    text = re.sub(r"\b([ap])m\b", r"\1 m", text)
    return text[0].upper() + text[1:]


def _words(dice: random.Random) -> str:
    """Words side by side that no sentence would bring together: for sounds that seldom meet."""
    vocabulary = material().vocabulary[:9000]
    words = dice.choices(vocabulary, k=dice.choice((1, 3, 4, 5, 6)))
    text = " ".join(words)
    return text[0].upper() + text[1:] + dice.choice((".", ".", ".", "?", "!"))
