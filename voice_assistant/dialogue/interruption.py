"""Somebody spoke over us: do the words mean us? A listener's "mm-hm" does not, nor does our own voice."""

from __future__ import annotations

from dataclasses import dataclass

from voice_assistant.dialogue.answers import heard_words
from voice_assistant.dialogue.doubt import UNSURE, Verdict, judge
from voice_assistant.languages import Language
from voice_assistant.vocabulary import Transcript, Utterance, seconds

LONG_S = 1.0
"""Whoever spoke for so long meant us, even where the words could only be guessed, s."""

BEFORE, AFTER = 4, 2
"""Words before and after the one we had come to, among which our own voice is looked for."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What we were saying when somebody spoke over it."""

    text: str
    """All of it."""
    heard: str = ""
    """The part of it that was heard."""
    rings: bool = False
    """Whether it rings: there, any word counts."""

    @property
    def asks(self) -> bool:
        """Whether there is a question in it: then a "yes" is an answer."""
        return "?" in self.text


def meant(
    transcript: Transcript,
    utterance: Utterance,
    saying: Saying,
    language: Language,
    unsure: float = UNSURE,
    *,
    again: bool = False,
) -> bool:
    """Whether what was said over us was said to us.

    Args:
        transcript: what was understood.
        utterance: what it was understood from.
        saying: what we were saying.
        language: its "backchannel" are the words of somebody who listens.
        unsure: mean log-probability below which the recogniser guesses.
        again: whether we were interrupted before in this turn: whoever does it twice means it.
    """
    halting = language.heard["silencing"] | language.heard["no"]
    guesses = [heard_words(guess.text) for guess in transcript.hypotheses]
    halts = [guess for guess in guesses if guess in halting and not listening(guess, language)]
    if halts:  # "stop" is so short that no recogniser is sure of it
        return True
    verdict = judge(transcript, utterance.voiced, unsure)
    if verdict is Verdict.DROP:
        return again and bool(transcript.text)
    if verdict is Verdict.ASK and not (again or saying.rings):
        return seconds(utterance.speech_end - utterance.speech_start) * utterance.voiced >= LONG_S
    words = heard_words(transcript.text)
    if ours(words, saying):
        return False
    return saying.rings or saying.asks or not listening(words, language)


def listening(words: str, language: Language) -> bool:
    """Whether words are those of somebody who listens, and no others."""
    rest = f" {words} "
    for phrase in sorted(language.heard["backchannel"], key=len, reverse=True):
        while f" {phrase} " in rest:
            rest = rest.replace(f" {phrase} ", " ")
    return not rest.strip()


def ours(words: str, saying: Saying) -> bool:
    """Whether words are those that we had just come to: then it was our own voice that came back.

    Never where we ask: an answer is often made of the words of its question.
    """
    said = heard_words(saying.text).split()
    now = len(heard_words(saying.heard).split())
    around = " ".join(said[max(0, now - BEFORE) : now + AFTER])
    return bool(words) and not saying.asks and f" {words} " in f" {around} "
