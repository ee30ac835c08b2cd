"""The words of a conversation as plain data. Everything may import this module; it imports nothing of ours.

Time is counted in samples at `SAMPLE_RATE` from the moment the assistant began to listen: the *audio time
axis*. What is heard and what is played share it, so every latency is one subtraction.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples per second of everything that is heard, Hz."""

FRAME = 320
"""Samples in one frame: 20 ms."""

Samples = NDArray[np.float32]
"""Mono sound, float32 in [-1, 1], shape (n,)."""


def seconds(samples: float) -> float:
    """A distance on the audio time axis, in seconds."""
    return samples / SAMPLE_RATE


def samples(duration_s: float) -> int:
    """A duration in seconds, as a distance on the audio time axis."""
    return round(duration_s * SAMPLE_RATE)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """20 ms of what the microphone heard."""

    start: int
    """Index of the first sample on the audio time axis."""
    samples: Samples
    """What was heard, shape (320,); without our own sound, where an echo canceller has been at work."""
    far: Samples
    """What our own speaker played at the same moment, shape (320,): zeros while it is silent."""
    clean: Samples = None  # type: ignore[assignment]  # stands for `samples`
    """The same with the rest of our own sound taken down, to tell who speaks; `samples` where nothing was."""

    def __post_init__(self) -> None:
        if self.clean is None:
            object.__setattr__(self, "clean", self.samples)


@dataclass(frozen=True, slots=True)
class AudioLost:
    """The sound system died or hung and was started again; sound between the two indices is gone."""

    since: int
    """Index of the first sample that is missing."""
    until: int
    """Index at which sound came back."""
    reason: str
    """One of "died", "hung", "device": safe to log."""


# ---------------------------------------------------------------- what the ear says


class EndedBy(enum.StrEnum):
    """Why a turn's utterance was taken to be finished. The causes are independent; each turn records its own."""

    SILENCE = "silence"
    """The speaker was silent for as long as politeness demands."""
    COMMAND = "command"
    """What was said is a whole command, and a short silence followed."""
    SENTENCE = "sentence"
    """What was said sounds finished, and a silence followed."""
    KEY = "key"
    """The push-to-talk key was released."""
    CAP = "cap"
    """The utterance reached the longest length that is allowed."""
    INPUT_ENDED = "input_ended"
    """The sound file ended."""
    TYPED = "typed"
    """The words came from a keyboard."""


class Ending(enum.Enum):
    """How finished some words sound."""

    COMMAND = "command"
    """A whole command: nothing is missing, and nothing in it could go on."""
    SENTENCE = "sentence"
    """It may well be all."""
    OPEN = "open"
    """More is likely to come."""
    DANGLING = "dangling"
    """The last word ties to something that has yet to be said, or fills a pause."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How finished it sounds what was said up to a pause."""

    speech_end: int
    """Index just after the last speech that was judged: it holds as long as no more came."""
    ending: Ending


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """The samples of one thing said, with pre-roll."""

    start: int
    """Index of the first sample, pre-roll included."""
    samples: Samples
    """Shape (n,)."""
    speech_start: int
    """Index at which speech was first heard."""
    speech_end: int
    """Index just after the last speech sample heard so far."""
    voiced: float
    """Share of the frames between speech_start and speech_end that hold speech, 0 to 1."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Someone began to speak."""

    at: int


@dataclass(frozen=True, slots=True, eq=False)
class Paused:
    """The speaker might have finished: a draft may start from the utterance so far."""

    at: int
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Resumed:
    """The speaker went on: a draft from before is worthless."""

    at: int


@dataclass(frozen=True, slots=True, eq=False)
class EndOfTurn:
    """The speaker has finished."""

    at: int
    utterance: Utterance
    cause: EndedBy


@dataclass(frozen=True, slots=True)
class BargeIn:
    """So much was said in this utterance that it is no cough: whoever says it over us may mean us."""

    at: int


@dataclass(frozen=True, slots=True)
class SpeechHinted:
    """Someone may have begun to speak: too little yet to be sure of it."""

    at: int


@dataclass(frozen=True, slots=True)
class HintGone:
    """It was nothing."""

    at: int


Heard = SpeechHinted | HintGone | SpeechStarted | Paused | Resumed | EndOfTurn | BargeIn
"""What the ear reports."""


# ---------------------------------------------------------------- what the engines make


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One thing the speaker may have said."""

    text: str
    log_probability: float
    """Mean natural-log probability of a token: 0 is certain, below -1 is a guess."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What speech recognition made of an utterance: the best guess first, then its alternatives."""

    hypotheses: tuple[Hypothesis, ...]
    """Best first; empty where nothing was said."""
    no_speech: float = 0.0
    """The recogniser's probability that there is no speech at all, 0 to 1."""
    language: str = "en"
    """ISO 639-1 code."""
    withheld: tuple[Hypothesis, ...] = ()
    """What may have been said although the recogniser thinks that nobody spoke: for the safety kernel alone."""

    @property
    def text(self) -> str:
        """The best guess, or an empty string."""
        return self.hypotheses[0].text if self.hypotheses else ""

    @property
    def confidence(self) -> float:
        """Mean log-probability of the best guess; 0 is certain. Typed words are certain."""
        return self.hypotheses[0].log_probability if self.hypotheses else float("-inf")


def typed(text: str) -> Transcript:
    """The transcript of words that came from a keyboard."""
    return Transcript((Hypothesis(text, 0.0),))


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, as a language model is shown it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One speakable sentence, or its first clause, of the reply."""

    text: str
    """Already speakable: no markup, numbers in words."""
    shown: str = ""
    """The same as it should be read on a screen; empty where that is `text` itself."""


@dataclass(frozen=True, slots=True, eq=False)
class SpeechChunk:
    """The samples of one sentence."""

    sentence: Sentence
    samples: Samples
    """Shape (n,) at `rate`."""
    rate: int
    """Samples per second of `samples`, Hz."""


@dataclass(frozen=True, slots=True)
class Played:
    """The part of a sentence that came out of the speaker since the last report."""

    sentence: Sentence
    start: int
    """Index on the audio time axis at which this part began to sound."""
    end: int
    """Index just after its last sample."""
    share: float
    """How much of the sentence has been heard in all, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to be done to the world, as a value: the conversation performs it once the gate is open."""

    name: str
    """Key into the table of effects, such as "volume"."""
    fields: tuple[tuple[str, object], ...] = ()
    """Arguments by name."""
    undo: Effect | None = None
    """What takes it back, where that is possible."""
    about: str = ""
    """What it changes, as a few words that can be spoken."""


class Tier(enum.StrEnum):
    """How worried the safety kernel is."""

    NONE = "none"
    CONCERN = "concern"
    CRISIS = "crisis"


# ---------------------------------------------------------------- what remains of a turn


@dataclass(slots=True)
class Turn:
    """One utterance and our whole answer to it. Written only by who performs it: conversation, answering, mouth."""

    id: int
    utterance: Utterance
    transcript: Transcript | None = None
    tier: Tier = Tier.NONE
    contact: str = ""
    """Whom to call, to be kept on the screen; empty where nobody needs to be."""
    lines: tuple[Sentence, ...] = ()
    """What it is certain to say, where that is certain: it can be shown before it sounds."""
    skill: str | None = None
    """Name of the skill that answered; None where the language model did."""
    said: list[Sentence] = field(default_factory=list)
    """What was handed to the speaker, in order."""
    played: dict[int, float] = field(default_factory=dict)
    """Share of each sentence of `said` that was really heard, by its place."""
    ended_by: EndedBy | None = None
    draft_used: bool = False
    barged_in: bool = False
    announced: bool = False
    """Whether nobody asked for it: its utterance is empty, and it has no transcript."""
    error: str | None = None
    """Phrase key of what went wrong."""
    times: dict[str, int] = field(default_factory=dict)
    """Moments on the audio time axis, by their name in the ledger."""
    engine_seconds: dict[str, float] = field(default_factory=dict)
    """Wall-clock seconds each stage spent computing."""
    dropped_frames: int = 0

    @property
    def heard_reply(self) -> str:
        """The words of the reply that the user really got to hear, as they would be read."""
        parts = ((s.shown.strip() or s.text, self.played.get(i, 0.0)) for i, s in enumerate(self.said))
        return " ".join(filter(None, (clip(text, share) for text, share in parts)))


def clip(text: str, share: float) -> str:
    """The leading words of a sentence of which only a share was heard, an ellipsis standing for the rest."""
    if share >= 0.999:
        return text
    words = text.split()
    kept = words[: int(len(words) * share)]
    return " ".join(kept) + " …" if kept else ""
