"""Speech that is longer than a recogniser's window: cut where it is quietest, and put together again."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

import numpy as np

from voice_assistant.stt import SpeechToText
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Hypothesis, Samples, Transcript


class Windowed:
    """A recogniser that hears utterances of any length, window by window. Keeps the promises of `SpeechToText`.

    Args:
        recogniser: hears one window.
    """

    def __init__(self, recogniser: SpeechToText) -> None:
        self.recogniser = recogniser

    @property
    def window_s(self) -> float:
        """The longest stretch that is heard in one piece, in seconds."""
        return self.recogniser.window_s

    def transcribe(self, samples: Samples) -> Generator[Transcript | None]:
        """See `SpeechToText.transcribe`; nothing of a long utterance is lost."""
        parts: list[Transcript] = []
        for piece in fitting(samples, round(self.window_s * SAMPLE_RATE)):
            for made in self.recogniser.transcribe(piece):
                if made is None:
                    yield None
                else:
                    parts.append(made)
        yield parts[0] if len(parts) == 1 else together(parts)


def fitting(samples: Samples, window: int) -> Iterator[Samples]:
    """Pieces that fit the window, each cut at the quietest frame of the window's last third.

    Args:
        samples: shape (n,).
        window: most samples of a piece; at least three frames.
    """
    while len(samples) > window:
        late = samples[window * 2 // 3 : window]
        frames = late[: len(late) // FRAME * FRAME].reshape(-1, FRAME)
        quietest = int(np.square(frames).mean(axis=1).argmin())
        end = window * 2 // 3 + quietest * FRAME + FRAME // 2
        yield samples[:end]
        samples = samples[end:]
    yield samples


def together(parts: Sequence[Transcript]) -> Transcript:
    """One transcript of several in a row.

    Its n-th guess is made of their n-th guesses, or of a part's last one where it has fewer, so that every guess
    is seen by whoever looks at all of them. It is as sure as its most doubtful part.
    """
    spoken = [part for part in parts if part.hypotheses]
    withheld = tuple(guess for part in parts for guess in part.withheld)
    if not spoken:
        return Transcript((), max((part.no_speech for part in parts), default=0.0), withheld=withheld)
    guesses = []
    for place in range(max(len(part.hypotheses) for part in spoken)):
        row = [part.hypotheses[min(place, len(part.hypotheses) - 1)] for part in spoken]
        text = " ".join(guess.text for guess in row)
        guesses.append(Hypothesis(text, min(guess.log_probability for guess in row)))
    unique: dict[str, Hypothesis] = {}  # a part that has no more guesses repeats its last
    for guess in guesses:
        unique.setdefault(guess.text, guess)
    ordered = sorted(
        unique.values(), key=lambda guess: (guess.text != guesses[0].text, -guess.log_probability)
    )
    return Transcript(tuple(ordered), max(part.no_speech for part in spoken), spoken[0].language, withheld)
