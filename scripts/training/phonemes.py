"""How a sentence sounds: the phonemes of espeak-ng, one letter each, as piper's own copy of it gives them."""

from __future__ import annotations

from functools import cache

from piper.phonemize_espeak import EspeakPhonemizer

ONE = str.maketrans({"ᵻ": "ɪ", "ɐ": "ə", "ɡ": "g", "x": "h"})
TWO = {"tʃ": "C", "dʒ": "J", "eɪ": "E", "aɪ": "I", "ɔɪ": "Y", "aʊ": "W", "oʊ": "O"}
SOUNDS = "pbtdkgCJfvθðszʃʒhmnŋlɹwjɾʔiɪɛæəʌɚɜɑɔʊuaoeEIYWO"
"""Every sound that is told apart; the recogniser's encoder learns to name them."""


@cache
def _espeak() -> EspeakPhonemizer:
    return EspeakPhonemizer()


def sounds(text: str) -> str:
    """The sounds of a sentence in American English, a letter of `SOUNDS` each."""
    said = "".join("".join(sentence) for sentence in _espeak().phonemize("en-us", text)).translate(ONE)
    for two, one in TWO.items():
        said = said.replace(two, one)
    return "".join(sound for sound in said if sound in SOUNDS)
