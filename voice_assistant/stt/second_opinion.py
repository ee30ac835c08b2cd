"""A second recogniser, asked where the first one is not sure: models that learnt differently fail differently.

The starter model has met synthesizers alone and hears hardly a word of most people; pocketsphinx was trained on people
and hears nothing of espeak-ng. Each knows fairly well when it is lost.
"""

from __future__ import annotations

from collections.abc import Generator

from voice_assistant.errors import HearingError
from voice_assistant.stt import SpeechToText
from voice_assistant.vocabulary import Hypothesis, Samples, Transcript


class SecondOpinion:
    """Two recognisers in one. Keeps the promises of `SpeechToText`.

    Args:
        first: always listens.
        second: listens where the first is not sure.
        unsure: mean log-probability below which the first one's best guess is not trusted.
        sure: that from which on the second one's is.
        silent: the first one's probability of no speech from which on nobody else is asked.
    """

    def __init__(
        self, first: SpeechToText, second: SpeechToText, *, unsure: float, sure: float, silent: float
    ) -> None:
        self.first, self.second = first, second
        self._unsure, self._sure, self._silent = unsure, sure, silent

    @property
    def window_s(self) -> float:
        """The longest utterance that is heard whole, in seconds."""
        return min(self.first.window_s, self.second.window_s)

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """See `SpeechToText.transcribe`."""
        heard = yield from _heard(self.first, samples)
        spoken = heard.hypotheses and heard.no_speech <= self._silent
        if not spoken or heard.confidence >= self._unsure:
            yield heard
            return
        try:
            again = yield from _heard(self.second, samples)
        except HearingError:  # what the first one heard stands
            again = Transcript(())
        yield preferred(heard, again, self._sure)


def preferred(heard: Transcript, again: Transcript, sure: float) -> Transcript:
    """One transcript of two: the first one's, unless the second is sure of its own.

    The guesses of both are kept, the preferred one's first, so that commands and safety look at all of them.
    """
    if again.confidence >= sure:
        return merged(again, heard, heard)
    return merged(heard, again, heard)


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
