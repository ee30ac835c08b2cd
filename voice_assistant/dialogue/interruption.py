"""Somebody spoke over us: do the words mean us? A listener's "mm-hm" does not, nor does our own voice."""

from __future__ import annotations

from collections.abc import Sequence

from voice_assistant.dialogue.answers import heard_words
from voice_assistant.dialogue.doubt import UNSURE, Verdict, judge
from voice_assistant.languages import Language
from voice_assistant.vocabulary import Transcript, Utterance, seconds

LONG_S = 1.0
"""Whoever spoke for so long meant us, even where the words were not understood, s."""

OURS = 0.75
"""Share of the words that are also ours, in our order, from which on it was our own voice that came back."""

FEWEST = 2
"""So many words it takes to recognise our own voice by them."""


def meant(
    transcript: Transcript,
    utterance: Utterance,
    saying: Sequence[str],
    language: Language,
    *,
    ringing: bool = False,
    unsure: float = UNSURE,
) -> bool:
    """Whether what was said over us was said to us.

    Args:
        transcript: what was understood.
        utterance: what it was understood from.
        saying: the sentences that we were saying.
        language: its "backchannel" are the words of somebody who listens.
        ringing: whether it was said to something that rings: there, any word counts.
        unsure: mean log-probability below which the recogniser guesses.
    """
    words = heard_words(transcript.text)
    match judge(transcript, utterance.voiced, unsure):
        case Verdict.DROP:
            return False
        case Verdict.ASK if not ringing:
            length_s = seconds(utterance.speech_end - utterance.speech_start)
            return length_s * utterance.voiced >= LONG_S
        case _:
            pass
    if ours(words, saying):
        return False
    asked = any(sentence.rstrip().endswith("?") for sentence in saying)  # then a "yes" is an answer
    return ringing or asked or not listening(words, language)


def listening(words: str, language: Language) -> bool:
    """Whether words are those of somebody who listens, and no others."""
    rest = f" {words} "
    for phrase in sorted(language.heard["backchannel"], key=len, reverse=True):
        while f" {phrase} " in rest:
            rest = rest.replace(f" {phrase} ", " ")
    return not rest.strip()


def ours(words: str, saying: Sequence[str]) -> bool:
    """Whether words are what we were saying: so much of them stands there in the same order."""
    said = heard_words(" ".join(saying)).split()
    heard = words.split()
    if len(heard) < FEWEST:
        return False
    longest = [0] * (len(said) + 1)
    for word in heard:  # the longest common subsequence
        before = longest
        longest = [0]
        for place, other in enumerate(said):
            longest.append(before[place] + 1 if word == other else max(before[place + 1], longest[place]))
    return longest[-1] >= OURS * len(heard)
