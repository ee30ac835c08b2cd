"""PocketSphinx: hidden Markov models of how people sound, with a language model of what this assistant is told.

Its wheel carries a US-English acoustic model that was trained on people, which no model of ours was. The model folder
adds what people say to an assistant: a trigram model and the words in it (`scripts/train_words.py`). It needs a quiet
room and a near microphone, and hears nothing of what a buzzing synthesizer says; where it is sure, it mostly is right.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from voice_assistant.errors import HearingError, ModelError
from voice_assistant.stt import SttOptions
from voice_assistant.vocabulary import SAMPLE_RATE, Hypothesis, Samples, Transcript

PACKAGED = "en-us/cmudict-en-us.dict"
"""The package's own dictionary: 130,000 words, most of which nobody says to an assistant."""

LANGUAGE_MODEL, DICTIONARY = "words.lm.bin", "words.dict"

WINDOW_S = 30.0
"""Nothing in it ends here, but its memory grows with the utterance."""

SHORTEST_S = 0.1
"""Below this there are too few frames to search."""

PIECE = round(0.1 * SAMPLE_RATE)
"""Samples searched at a time: it holds the interpreter meanwhile."""

FIRST_LOOK, SEARCH = "first-look", "_default"
"""Two ways to search. The first one costs next to nothing: it measures the mean of the utterance's features, without
which the other one starts with that of another room (two voices: 17 and 32 % of words wrong, against 8 and 18)."""

UNLIKE = -4.5
"""Mean log-likelihood of a 10 ms frame below which nobody sounds like this: of synthesizers made from recordings of
people -2.4 to -3.5, of espeak-ng -5.7. What is missing is taken off the confidence."""

LONGEST_SOUND = 25
"""Frames that a sound of speech lasts at most, in the mean of an utterance: noise is one long f to it."""

ACOUSTIC_SCALE = 20
"""Acoustic scores are divided by this where probabilities of words are reckoned: pocketsphinx's own default."""

SCORE_BITS = 1024
"""Scores come without their lowest ten bits."""

LOOKED_AT = 50
"""Paths looked at for other guesses: many of them differ in pauses only."""

GUESSED, INVENTED = -1.0, -1.5
"""Mean log-probabilities below which its words are for the safety kernel alone, and for nobody: of what it gets wrong
the mean is -0.8, of babble and of synthesizers that it cannot hear -3."""

COMMON, LATE = "hello", "you"
"""Words that every dictionary has, one of them near its end."""

RAREST, LEAST = 1e-9, 1e-300
"""Probabilities of words, and likelihoods of their sounds, are counted down to this."""

UNFIT = 2 * UNLIKE
"""What is taken for the log-likelihood of a frame where it is lost below that."""


class Pocketsphinx:
    """PocketSphinx with our words.

    Args:
        model: a folder with `words.lm.bin` and `words.dict`.
        options: beam is how many guesses are returned; the search itself is always pocketsphinx's own.

    Raises:
        ModelError: the package or a file is missing, or a file is broken.
    """

    def __init__(self, model: Path, options: SttOptions) -> None:
        for name in (LANGUAGE_MODEL, DICTIONARY):
            if not (model / name).is_file():
                raise ModelError(
                    f"The word model {model} lacks {name}: copy the complete folder there, "
                    'or do without it (stt.engine = "faster-whisper", stt.second = "none").'
                )
        try:
            from pocketsphinx import Decoder, get_model_path
        except ImportError as error:
            raise ModelError(
                "The package pocketsphinx is not installed: run ./scripts/setup, "
                'or do without it (stt.engine = "faster-whisper", stt.second = "none").'
            ) from error
        self._options = options
        try:
            self._decoder = Decoder(
                samprate=SAMPLE_RATE,
                loglevel="FATAL",
                lm=str(model / LANGUAGE_MODEL),
                dict=str(model / DICTIONARY),
                # The second pass holds the interpreter for a third of a second where there is only noise, and hears no
                # better (80 utterances of development: 4.8 % of words wrong with it, 4.0 % without).
                fwdflat=False,
            )
            self._decoder.add_keyphrase(FIRST_LOOK, COMMON)
            self._decoder.activate_search(SEARCH)
            if not all(self._decoder.lookup_word(word) for word in (COMMON, LATE)):
                raise ValueError(LATE)  # a broken dictionary is no error to it, only a short one
            self._known = _spelt(model / DICTIONARY) | _spelt(Path(get_model_path(PACKAGED)))
        except (RuntimeError, ValueError, TypeError, OSError) as error:
            raise ModelError(
                f"The word model in {model} cannot be loaded (broken or truncated): copy it there again, "
                'or do without it (stt.engine = "faster-whisper", stt.second = "none").'
            ) from error

    @property
    def window_s(self) -> float:
        """The longest utterance that is heard whole, in seconds."""
        return WINDOW_S

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """See `SpeechToText.transcribe`."""
        if len(samples) < SHORTEST_S * SAMPLE_RATE:
            yield Transcript((), no_speech=1.0)
            return
        heard = np.clip(np.nan_to_num(samples[: round(WINDOW_S * SAMPLE_RATE)]), -1.0, 1.0)
        pcm = (heard * 32767).astype("<i2")
        try:
            yield from self._look(pcm)
            yield from self._heard(pcm, PIECE)
            yield None
            yield self._transcript()
        except (RuntimeError, TypeError, ValueError):
            # Not "from" them: a text that cannot be decoded stands in its error.
            raise HearingError(
                "Speech recognition failed: pocketsphinx could not work on this sound."
            ) from None

    def _look(self, pcm: Any) -> Generator[None]:
        self._decoder.reinit_feat()  # or it would begin with the means of what was said before
        self._decoder.activate_search(FIRST_LOOK)
        try:
            yield from self._heard(pcm, 5 * PIECE)
            means = self._decoder.get_cmn(update=True)
        finally:
            self._decoder.activate_search(SEARCH)
        self._decoder.set_cmn(means)

    def _heard(self, pcm: Any, piece: int) -> Generator[None]:
        self._decoder.start_utt()
        try:
            for start in range(0, len(pcm), piece):
                self._decoder.process_raw(pcm[start : start + piece].tobytes())
                yield None
        finally:  # whoever stops listening in the middle must not leave it in the middle
            self._decoder.end_utt()

    def _transcript(self) -> Transcript:
        best = self._decoder.hyp()
        words = [part for part in self._decoder.seg() or () if part.word[0] not in "<[+"]
        if best is None or not best.hypstr or not words:
            return Transcript((), no_speech=1.0)
        certain = confidence(words, sum(len(self._sounds(word.word)) for word in words))
        found = {best.hypstr: Hypothesis(best.hypstr, certain)}
        nearest = 0.0
        for guess in islice(self._decoder.nbest() or (), LOOKED_AT):
            if len(found) >= self._options.beam:
                break
            if guess is None or not guess.hypstr or guess.score <= 0:
                continue
            # Scores of the list can be compared with each other only, and not with the best path's.
            nearest = max(nearest, guess.score)
            if guess.hypstr not in found:
                worse = math.log(guess.score / nearest) * SCORE_BITS / ACOUSTIC_SCALE / len(words)
                found[guess.hypstr] = Hypothesis(guess.hypstr, certain + worse)
        hypotheses = tuple(sorted(found.values(), key=lambda hypothesis: -hypothesis.log_probability))
        if certain >= GUESSED:
            return Transcript(hypotheses)
        return Transcript((), 1.0, withheld=hypotheses if certain >= INVENTED else ())

    def knows(self, word: str) -> bool:
        """Whether a word, in small letters, is in a dictionary; what holds a digit or a sign is taken for known."""
        return not word.replace("'", "").isalpha() or word in self._known

    def _sounds(self, word: str) -> list[str]:
        return (self._decoder.lookup_word(word) or "").split()


def confidence(words: Sequence[Any], sounds: int) -> float:
    """The mean log-probability of some words of pocketsphinx's, lowered where they fit the sound badly.

    Args:
        words: at least one, as its segments are.
        sounds: how many sounds of speech they have.
    """
    certain = sum(math.log(max(word.prob, RAREST)) for word in words) / len(words)
    frames = sum(_frames(word) for word in words)
    # The likelihood of a long word that fits badly is too small a number: as badly as can be told.
    fit = (
        sum(math.log(word.ascore) if word.ascore > LEAST else UNFIT * _frames(word) for word in words)
        / frames
    )
    dragging = max(0.0, frames / max(1, sounds) / LONGEST_SOUND - 1)
    return float(min(0.0, certain + min(0.0, fit - UNLIKE) - dragging))


def _frames(word: Any) -> int:
    return int(word.end_frame - word.start_frame + 1)


def _spelt(dictionary: Path) -> set[str]:
    """The words of a dictionary."""
    lines = dictionary.read_text("utf-8").splitlines()
    return {line.partition(" ")[0].partition("(")[0] for line in lines}
