"""The ear joins the parts of hearing: frames in, moments out."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import replace

import numpy as np

from voice_assistant.hearing import barge_in
from voice_assistant.hearing.endpointing import Moment, Patience, Utterances, advance, judge
from voice_assistant.hearing.vad import Vad
from voice_assistant.vocabulary import (
    FRAME,
    AudioLost,
    BargeIn,
    EndedBy,
    EndOfTurn,
    Frame,
    Heard,
    HintGone,
    Judged,
    Paused,
    Resumed,
    SpeechHinted,
    SpeechStarted,
    Utterance,
)


class Ear:
    """Finds utterances in a stream of frames.

    Args:
        vad: says which frames hold speech.
        patience: how long to wait for what.
        pre_roll: samples kept from before the speech, so that the first syllable survives.
        interruptible: whether speech is listened for while our own speaker plays.
    """

    def __init__(self, vad: Vad, patience: Patience, pre_roll: int, *, interruptible: bool = True) -> None:
        self._vad = vad
        # What the detector says is true of a moment a little earlier. So the speech is dated back, and when the
        # detector falls silent, that much of the silence has already passed.
        self._late = vad.late
        self._patience = replace(
            patience,
            pause=patience.pause - vad.late,
            end_silence=patience.end_silence - vad.late,
            command=patience.command - vad.late,
            sentence=patience.sentence - vad.late,
            open=patience.open - vad.late,
            dangling=patience.dangling - vad.late,
        )
        self._interruptible = interruptible
        # Before speech is certain, the frames it is counted in pass by: they are kept besides the pre-roll.
        self._before: deque[Frame] = deque(maxlen=-(-(pre_roll + patience.window + vad.late) // FRAME))
        self._pre_roll = pre_roll
        self._frames: list[Frame] = []
        self._state = Utterances()
        self._leak = barge_in.Leak()

    def hear(self, frame: Frame) -> tuple[Heard, ...]:
        """Take in one frame; the moments it brought, mostly none."""
        self._leak, stands_out = barge_in.listen(self._leak, frame)
        if self._leak.playing and not self._interruptible:
            stands_out = False
        speech = self._vad.speech(frame.clean) and stands_out
        before = self._state
        self._state, moments = advance(before, frame.start - self._late, speech, self._patience)
        if before.speaking:
            self._frames.append(frame)
        else:
            self._before.append(frame)
        return tuple(self._report(moment, before, frame.start + FRAME) for moment in moments)

    def judge(self, judged: Judged) -> None:
        """Take in how finished it sounds what was said up to a pause."""
        self._state = judge(self._state, judged, self._patience)

    def _report(self, moment: Moment, before: Utterances, now: int) -> Heard:
        match moment:
            case Moment.HINTED:
                return SpeechHinted(now)
            case Moment.UNHINTED:
                return HintGone(now)
            case Moment.STARTED:
                earliest = self._state.start - self._pre_roll
                self._frames = [kept for kept in self._before if kept.start + FRAME > earliest]
                self._before.clear()
                return SpeechStarted(now)
            case Moment.PAUSED:
                return Paused(now, self._utterance(self._state))
            case Moment.RESUMED:
                return Resumed(now)
            case Moment.MEANT:
                return BargeIn(now)
            case Moment.ENDED | Moment.CAPPED:
                cause = EndedBy.CAP if moment is Moment.CAPPED else before.cause
                ended = EndOfTurn(now, self._utterance(before), cause)
                self._before.extend(self._frames[-5:])  # 0.1 s, should they go straight on
                self._frames = []
                return ended

    def finish(self, now: int) -> tuple[Heard, ...]:
        """No more frames will come: what is under way ends here."""
        if not self._state.speaking:
            return ()
        ended = EndOfTurn(now, self._utterance(self._state), EndedBy.INPUT_ENDED)
        self.forget()
        return (ended,)

    def forget(self) -> None:
        """The sound broke off: what was being heard is incomplete and dropped."""
        self._state = Utterances()
        self._leak = barge_in.Leak()
        self._frames = []
        self._before.clear()
        self._vad.reset()

    def _utterance(self, state: Utterances) -> Utterance:
        start, end = self._frames[0].start, self._frames[-1].start + FRAME
        sound = np.zeros(end - start, np.float32)  # stays silent where frames were dropped
        for frame in self._frames:
            sound[frame.start - start :][:FRAME] = frame.samples
        speech_start = max(start, state.start)
        return Utterance(
            start=start,
            samples=sound,
            speech_start=speech_start,
            speech_end=max(state.end, speech_start + FRAME),
            voiced=state.voiced_share,
        )


def listen(
    ear: Ear, frames: Iterable[Frame | AudioLost]
) -> Generator[tuple[Frame | AudioLost, tuple[Heard, ...]], Judged | None]:
    """Hear every frame; yield each with the moments that it brought.

    What is sent in is how finished it sounds what was said up to a pause.
    """
    now = 0
    for frame in frames:
        if isinstance(frame, AudioLost):
            ear.forget()
            yield frame, ()
            continue
        now = frame.start + FRAME
        judged = yield frame, ear.hear(frame)
        if judged is not None:
            ear.judge(judged)
    last = ear.finish(now)
    if last:
        yield Frame(now, np.zeros(FRAME, np.float32), np.zeros(FRAME, np.float32)), last
