"""Words that the kernel recognises and this project does not write: each is known by its digest alone.

Whoever speaks of a means or a place must be understood, but no file of ours may read like a list of them. So
unnamed.txt holds, line by line, the digest of a word and the class it belongs to. In a text such a word is replaced
by its class, `~thing` for one, and lexicon and classifier know nothing else. Within tests and development data the
made-up words `xthingx`, `xactx` and so on stand for each class; `scripts/unnamed WORD` tells the class of a word.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from importlib.resources import files

from voice_assistant.errors import ConfigError

CLASSES = frozenset({"act", "acting", "acted", "body", "place", "thing"})
"""What words are replaced by: something done, in three forms, a part of the body, a place, an object."""


def digest(word: str) -> str:
    """What a word in lower case is known by: twelve hexadecimal digits, of which no word can be told."""
    return hashlib.blake2b(word.encode(), digest_size=6, person=b"safety").hexdigest()


def veiled(plain: str) -> str:
    """Plain text with each such word replaced by "~" and its class.

    Args:
        plain: words parted by single spaces.
    """
    known = table()
    return " ".join(
        f"~{known[mark]}" if (mark := digest(word)) in known else word for word in plain.split(" ")
    )


def load(source: str) -> dict[str, str]:
    """The classes that a text lists by digest.

    Raises:
        ConfigError: a line is no digest and class.
    """
    made: dict[str, str] = {}
    for line in source.splitlines():
        mark, _, name = line.partition(" ")
        if len(mark) != 12 or name not in CLASSES:
            raise ConfigError("The safety kernel's list of unnamed words is damaged: install it again.")
        made[mark] = name
    return made


@functools.cache
def table() -> Mapping[str, str]:
    """The classes that come with the program, by digest.

    Raises:
        ConfigError: the file was damaged.
    """
    return load(files(__package__).joinpath("unnamed.txt").read_text(encoding="utf-8"))
