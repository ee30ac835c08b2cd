"""When has the speaker finished? Pure arithmetic over frames: no clock, no I/O.

Each frame says whether it holds speech. From that come the moments of an utterance:

    ....sss.ss........sssss...........        s: speech   .: none
         ^hinted
          ^started   ^paused ^resumed  ^paused  ^end of turn

At a pause the words may be known already. Where somebody tells how finished they sound (`judge`), the wait for the end
of turn is shorter or longer. Only counters are kept here; the samples are the ear's business.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from voice_assistant.vocabulary import FRAME, EndedBy, Ending, Judged, samples


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what. Durations in samples."""

    min_speech: int = samples(0.12)
    """Speech within the last `window` that makes it speech at all: less is a click."""
    window: int = samples(0.30)
    """How far back speech is counted before an utterance has begun; at least `min_speech`."""
    pause: int = samples(0.20)
    """Silence after which the speaker might have finished."""
    end_silence: int = samples(0.60)
    """Silence after which the speaker has finished, where nothing is known of the words."""
    command: int = samples(0.25)
    """The same after a whole command..."""
    sentence: int = samples(0.40)
    """...after what sounds finished..."""
    open: int = samples(1.30)
    """...after what sounds as if more came..."""
    dangling: int = samples(2.00)
    """...and after a word that ties to the next, or fills a pause."""
    cap: int = samples(28.0)
    """Longest utterance; then the turn ends whatever is being said."""
    hint: int = samples(0.06)
    """Speech within the last `window` that may become an utterance; less than `min_speech`."""
    barge_in: int = samples(0.18)
    """Speech within one utterance that shows that it is more than a cough."""

    by_words: bool = False
    """Whether the words shorten or lengthen the wait."""

    def scaled(self) -> Patience:
        """The same with the waits that depend on the words as much longer as `end_silence` is than usual."""
        by = self.end_silence / Patience().end_silence
        waits = {
            name: round(getattr(self, name) * by) for name in ("command", "sentence", "open", "dangling")
        }
        return replace(self, **waits)


class Moment(enum.Enum):
    """What a frame changed."""

    HINTED = "hinted"
    """There may be speech..."""
    UNHINTED = "unhinted"
    """...and there was none."""
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    MEANT = "meant"
    """So much speech has come that it is no cough: enough for a barge-in, if its words are."""
    ENDED = "ended"
    CAPPED = "capped"


CAUSES = {Ending.COMMAND: EndedBy.COMMAND, Ending.SENTENCE: EndedBy.SENTENCE}
"""What the ledger says where the words shortened the wait; else it was the silence."""


@dataclass(frozen=True, slots=True)
class Utterances:
    """Where we are in an utterance, as a value."""

    recent: tuple[bool, ...] = ()
    """Speech or not, for the last frames before an utterance."""
    hinted: bool = False
    """Whether there is speech in them, although no utterance has begun."""
    speaking: bool = False
    """Whether an utterance is under way."""
    paused: bool = False
    """Whether its speaker may have finished."""
    start: int = 0
    """Index at which its speech was first heard."""
    end: int = 0
    """Index just after its last speech so far."""
    voiced: int = 0
    """Samples of speech in it so far."""
    ending: Ending | None = None
    """How finished it sounds what was said until now; None where nobody has told."""

    @property
    def voiced_share(self) -> float:
        """Share of the stretch from the first to the last speech that holds speech."""
        return self.voiced / max(FRAME, self.end - self.start)

    @property
    def cause(self) -> EndedBy:
        """What it ends by if it ends by silence now."""
        return EndedBy.SILENCE if self.ending is None else CAUSES.get(self.ending, EndedBy.SILENCE)


def judge(state: Utterances, judged: Judged, patience: Patience) -> Utterances:
    """Take in how finished the words sound; nothing changes where more was said since."""
    holds = patience.by_words and state.speaking and state.end == judged.speech_end
    return replace(state, ending=judged.ending) if holds else state


def advance(
    state: Utterances, start: int, speech: bool, patience: Patience
) -> tuple[Utterances, tuple[Moment, ...]]:
    """Take in one frame that begins at index `start`; the new state, and what changed in order."""
    now = start + FRAME
    if not state.speaking:
        return _wait(state, start, speech, patience)
    if speech:
        return _go_on(state, now, patience)
    silence = now - state.end
    if silence >= _wait_for(state.ending, patience):
        return Utterances(), (Moment.ENDED,)
    if silence >= patience.pause and not state.paused:
        return replace(state, paused=True), (Moment.PAUSED,)
    return state, ()


def _wait_for(ending: Ending | None, patience: Patience) -> int:
    match ending:
        case Ending.COMMAND:
            return patience.command
        case Ending.SENTENCE:
            return patience.sentence
        case Ending.OPEN:
            return patience.open
        case Ending.DANGLING:
            return patience.dangling
        case None:
            return patience.end_silence


def _go_on(state: Utterances, now: int, patience: Patience) -> tuple[Utterances, tuple[Moment, ...]]:
    if now - state.start >= patience.cap:
        return Utterances(), (Moment.CAPPED,)
    heard = replace(state, paused=False, end=now, voiced=state.voiced + FRAME, ending=None)
    resumed = (Moment.RESUMED,) if state.paused else ()
    meant = (Moment.MEANT,) if state.voiced < patience.barge_in <= heard.voiced else ()
    return heard, resumed + meant


def _wait(
    state: Utterances, start: int, speech: bool, patience: Patience
) -> tuple[Utterances, tuple[Moment, ...]]:
    recent = (*state.recent, speech)[-(patience.window // FRAME) :]
    voiced = sum(recent) * FRAME
    if voiced < patience.min_speech or not speech:
        hinted = voiced >= (FRAME if state.hinted else patience.hint)
        changed = (Moment.HINTED if hinted else Moment.UNHINTED,) if hinted != state.hinted else ()
        return replace(state, recent=recent, hinted=hinted), changed
    first = start - (len(recent) - 1 - recent.index(True)) * FRAME
    begun = Utterances(speaking=True, start=first, end=start + FRAME, voiced=voiced)
    meant = (Moment.MEANT,) if voiced >= patience.barge_in else ()
    return begun, (Moment.STARTED, *meant)
