"""A second recogniser, asked where the first one is not sure: models that learnt differently fail differently.

The starter model has met synthesizers alone and hears hardly a word of most people; pocketsphinx was trained on people
and hears nothing of espeak-ng. Each knows fairly well when it is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

from voice_assistant.errors import HearingError
from voice_assistant.stt import SpeechToText
from voice_assistant.vocabulary import Hypothesis, Samples, Transcript

_MARKS = " .,;:!?\"'()-"

STRANGE = 0.35
"""Taken off the mean log-probability of a guess that holds a word which nobody knows: such a word was misheard nearly
always, and a starter model spells what it hears ("champoo") and is sure of it."""


class SecondOpinion:
    """Two recognisers in one. Keeps the promises of `SpeechToText`.

    Args:
        first: always listens.
        second: listens where the first is not sure.
        unsure: mean log-probability below which the first one's best guess is not trusted.
        sure: that from which on the second one's is.
        invented: that below which the first one's words have nothing to do with the sound.
        silent: the first one's probability of no speech from which on nobody else is asked.
        known: whether a word, in small letters, is one that somebody knows.
    """

    def __init__(
        self,
        first: SpeechToText,
        second: SpeechToText,
        *,
        unsure: float,
        sure: float,
        invented: float,
        silent: float,
        known: Callable[[str], bool] = bool,
    ) -> None:
        self.first, self.second = first, second
        self._unsure, self._sure, self._invented = unsure, sure, invented
        self._silent, self._known = silent, known

    @property
    def window_s(self) -> float:
        """The longest utterance that is heard whole, in seconds."""
        return min(self.first.window_s, self.second.window_s)

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """See `SpeechToText.transcribe`."""
        heard = doubted((yield from _heard(self.first, samples)), self._known)
        spoken = heard.hypotheses and heard.no_speech <= self._silent
        if not spoken or heard.confidence >= self._unsure:
            yield heard
            return
        try:
            again = yield from _heard(self.second, samples)
        except HearingError:  # what the first one heard stands
            again = Transcript(())
        yield preferred(heard, again, self._sure, self._invented)


def doubted(heard: Transcript, known: Callable[[str], bool]) -> Transcript:
    """A transcript whose guesses are less sure where they hold words that nobody knows; best first, as ever."""
    guesses = [
        guess
        if all(map(known, _words(guess.text)))
        else Hypothesis(guess.text, guess.log_probability - STRANGE)
        for guess in heard.hypotheses
    ]
    return replace(heard, hypotheses=tuple(sorted(guesses, key=lambda guess: -guess.log_probability)))


def _words(text: str) -> list[str]:
    return [
        word for word in (part.strip(_MARKS) for part in text.casefold().replace("’", "'").split()) if word
    ]


def preferred(heard: Transcript, again: Transcript, sure: float, invented: float) -> Transcript:
    """One transcript of two: the first one's, unless the second is sure of its own, or at least surer.

    The guesses of both are kept, the preferred one's first, so that commands and safety look at all of them. Where the
    first one only invented, and nobody knows better, nothing was said: it makes words of babble and of reversed speech.
    """
    if again.confidence >= sure:
        return merged(again, heard, heard)
    if heard.confidence < invented:
        return Transcript((), heard.no_speech, heard.language, (*heard.withheld, *again.withheld))
    return merged(*((again, heard) if again.confidence > heard.confidence else (heard, again)), heard)


def merged(better: Transcript, other: Transcript, first: Transcript) -> Transcript:
    """The guesses of two, each once; those of the other are not surer than the better one's last.

    What either withholds stays withheld.
    """
    least = better.hypotheses[-1].log_probability
    found = {guess.text: guess for guess in better.hypotheses}
    for guess in other.hypotheses:
        found.setdefault(guess.text, Hypothesis(guess.text, min(least, guess.log_probability)))
    withheld = (*better.withheld, *other.withheld)
    return Transcript(tuple(found.values()), first.no_speech, first.language, withheld)


def _heard(recogniser: SpeechToText, samples: Samples) -> Generator[None, None, Transcript]:
    for made in recogniser.transcribe(samples):
        if made is None:
            yield None
        else:
            return made
    raise AssertionError("a recogniser ends with a transcript")
