"""Who has the floor: a pure reducer from events to actions.

`step(floor, event)` returns the new floor and what is to be done about it. There is no clock, no task and no
sound in here, so it replays at any speed and takes property tests; `conversation` performs the actions.

    quiet ──SpeechStarted──> speech ──Paused──> draft (a turn whose gate is shut)
                               ^                  │ Resumed: cancel it
                               └──────────────────┤
                                                  └ EndOfTurn: open its gate, and it has the floor
    our turn ──SpeechStarted──> ducked ──BargeIn──> cancelled
                                   └──EndOfTurn without BargeIn: a cough or a backchannel, go on
    SoundLost while somebody speaks or waits: explain it, with the floor
    crisis lines are never cut off by speech: a barge-in over them gives the user the floor, and they go on

Who may speak: crisis lines > the user > what rings > the reply > announcements. So `AnnouncementDue` is refused
while it has to wait, and whoever sent it sends it again; nothing in here remembers that something is due.

    quiet, or a reply that has been begun ──AnnouncementDue(ringing)──> our turn, which rings
    our turn, which rings ──BargeIn, or EndOfTurn: what is said to it may be one short word──> cancelled, answered

The actions `Hold` and `Unhold` (pause our speech while words are being confirmed) are part of the vocabulary
already; the policy that uses them comes with echo cancelling.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from voice_assistant.vocabulary import (
    BargeIn,
    EndedBy,
    EndOfTurn,
    Heard,
    Paused,
    Resumed,
    SpeechStarted,
    Utterance,
)

# ---------------------------------------------------------------- events from the conversation itself


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """A turn is over, however it went."""

    id: int


@dataclass(frozen=True, slots=True)
class CrisisNoted:
    """What a turn says are the lines for a crisis."""

    id: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn has begun to speak: whoever asked is being answered."""

    id: int


@dataclass(frozen=True, slots=True)
class AnnouncementDue:
    """Something is to be said that nobody asked for just now."""

    ringing: bool
    """Whether it rings; else it can wait until nobody has the floor."""
    pressing: bool = False
    """Whether it has waited so long for talk to end that it begins all the same, and talk does not cut it off."""


@dataclass(frozen=True, slots=True)
class StopRequested:
    """The user asked for silence by other means than speech: a key, a command."""


@dataclass(frozen=True, slots=True)
class SoundLost:
    """The sound system was started again: what was being said is cut off, what was being heard is incomplete."""


Event = Heard | TurnEnded | CrisisNoted | Spoken | AnnouncementDue | StopRequested | SoundLost


# ---------------------------------------------------------------- actions


class Reason(enum.StrEnum):
    """Why a turn was cancelled."""

    RESUMED = "resumed"
    """It was a draft, and the speaker went on."""
    BARGE_IN = "barge-in"
    """The user spoke over it, and meant it."""
    STOP = "stop"
    """The user asked for silence."""
    RING = "ring"
    """Something rings."""


@dataclass(frozen=True, slots=True, eq=False)
class Begin:
    """Start a turn. A draft waits at its gate; any other turn finds it open."""

    id: int
    utterance: Utterance
    draft: bool


@dataclass(frozen=True, slots=True)
class Announce:
    """Start a turn that nobody asked for; it may speak at once."""

    id: int
    ringing: bool
    """Whether it rings, or tells what was missed."""


@dataclass(frozen=True, slots=True)
class OpenGate:
    """Let a turn speak and act."""

    id: int
    at: int
    cause: EndedBy


@dataclass(frozen=True, slots=True)
class Cancel:
    """End a turn now."""

    id: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Explain:
    """Say that the sound broke off, in place of what a turn was about; a new turn if there is none of this id."""

    id: int


@dataclass(frozen=True, slots=True)
class Duck:
    """Play quietly: someone may be speaking over us."""


@dataclass(frozen=True, slots=True)
class Unduck:
    """Play at full volume again."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Pause our speech where it is."""


@dataclass(frozen=True, slots=True)
class Unhold:
    """Go on where we paused."""


Action = Begin | Announce | OpenGate | Cancel | Explain | Duck | Unduck | Hold | Unhold


# ---------------------------------------------------------------- the floor


@dataclass(frozen=True, slots=True)
class Floor:
    """Whose turn it is."""

    drafts: bool = True
    """Whether a turn may start at a pause, before the end of turn is certain."""
    next_id: int = 1
    """The number of the next turn."""
    draft: int | None = None
    """The turn that waits at its gate."""
    ours: int | None = None
    """The turn whose gate is open and that has not ended: it thinks or speaks."""
    ducked: bool = False
    """Whether we play quietly because someone may be speaking over us."""
    hearing: bool = False
    """Whether an utterance is under way."""
    stopped: bool = False
    """Whether the user asked for silence during this utterance: it is not answered."""
    crisis: int | None = None
    """The turn that has the lines for a crisis to say."""
    spoken: int | None = None
    """The turn that has begun to speak last."""
    ring: int | None = None
    """The turn that rang last."""
    pressing: int | None = None
    """The turn that rings over talk that does not end, such as a television's."""

    @property
    def uncut(self) -> bool:
        """Whether what we say goes on while somebody speaks."""
        return self.ours is not None and self.ours in (self.crisis, self.pressing)

    @property
    def rings(self) -> bool:
        """Whether what we say is ringing."""
        return self.ours is not None and self.ours == self.ring


def step(floor: Floor, event: Event) -> tuple[Floor, tuple[Action, ...]]:
    """What an event does to the floor, and what is to be done about it."""
    match event:
        case TurnEnded(id=id):
            return _turn_ended(floor, id)
        case CrisisNoted(id=id):
            return _unduck(replace(floor, crisis=id)) if id in (floor.ours, floor.draft) else (floor, ())
        case Spoken(id=id):
            return (replace(floor, spoken=id) if id == floor.ours else floor), ()
        case AnnouncementDue():
            return _announce(floor, event)
        case StopRequested():
            return _stop(floor)
        case SoundLost():
            return _sound_lost(floor)
        case _:
            return _hear(floor, event)


def _hear(floor: Floor, event: Heard) -> tuple[Floor, tuple[Action, ...]]:
    match event:
        case SpeechStarted():
            return _speech_started(floor)
        case Paused(utterance=utterance):
            return _paused(floor, utterance)
        case Resumed():
            return _cancel_draft(floor, Reason.RESUMED)
        case EndOfTurn():
            return _end_of_turn(floor, event)
        case BargeIn():
            return _cancel_ours(floor, Reason.BARGE_IN)


def _speech_started(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    floor = replace(floor, hearing=True, stopped=False)
    if floor.ours is None or floor.ducked or floor.uncut:
        return floor, ()
    return replace(floor, ducked=True), (Duck(),)


def _paused(floor: Floor, utterance: Utterance) -> tuple[Floor, tuple[Action, ...]]:
    # While our own turn is under way only a barge-in counts: a draft beside it would answer a cough.
    if not floor.drafts or floor.ours is not None or floor.draft is not None or floor.stopped:
        return floor, ()
    begun = replace(floor, next_id=floor.next_id + 1, draft=floor.next_id)
    return begun, (Begin(floor.next_id, utterance, draft=True),)


def _end_of_turn(floor: Floor, event: EndOfTurn) -> tuple[Floor, tuple[Action, ...]]:
    stopped, floor = floor.stopped, replace(floor, hearing=False, stopped=False)
    if stopped:
        return floor, ()
    if floor.ours is not None and not floor.rings:  # nobody barged in: this was a cough or a backchannel
        return _unduck(floor)
    floor, silenced = _cancel_ours(floor, Reason.BARGE_IN)
    if floor.draft is not None:
        opened = replace(floor, draft=None, ours=floor.draft)
        return opened, (OpenGate(floor.draft, event.at, event.cause),)
    begun = replace(floor, next_id=floor.next_id + 1, ours=floor.next_id)
    turn = floor.next_id
    answered = (Begin(turn, event.utterance, draft=False), OpenGate(turn, event.at, event.cause))
    return begun, silenced + answered


def _announce(floor: Floor, event: AnnouncementDue) -> tuple[Floor, tuple[Action, ...]]:
    ringing = event.ringing
    heard_out = (event.pressing or not floor.hearing) and floor.draft is None and floor.crisis is None
    # A question that has not been answered yet is not lost to a ring; one whose answer has begun is asked again.
    ours_may_end = floor.ours is None or (ringing and floor.ours == floor.spoken and not floor.rings)
    if not (heard_out and ours_may_end):
        return floor, ()
    floor, cut_off = _cancel_ours(floor, Reason.RING)
    turn = floor.next_id
    begun = replace(
        floor,
        next_id=turn + 1,
        ours=turn,
        spoken=turn,
        ring=turn if ringing else floor.ring,
        pressing=turn if event.pressing else floor.pressing,
    )
    return begun, (*cut_off, Announce(turn, ringing))


def _unduck(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    return (replace(floor, ducked=False), (Unduck(),)) if floor.ducked else (floor, ())


def _cancel_draft(floor: Floor, reason: Reason) -> tuple[Floor, tuple[Action, ...]]:
    if floor.draft is None:
        return floor, ()
    return replace(floor, draft=None), (Cancel(floor.draft, reason),)


def _cancel_ours(floor: Floor, reason: Reason) -> tuple[Floor, tuple[Action, ...]]:
    if floor.ours is None:
        return floor, ()
    if reason is Reason.BARGE_IN and floor.uncut:
        return _unduck(replace(floor, ours=None))
    cancelled = Cancel(floor.ours, reason)
    floor, unducked = _unduck(replace(floor, ours=None))
    return floor, (cancelled, *unducked)


def _stop(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    apart = [
        turn for turn in (floor.crisis, floor.pressing) if turn is not None
    ]  # they may speak without the floor
    floor, first = _cancel_draft(floor, Reason.STOP)
    floor, second = _cancel_ours(floor, Reason.STOP)
    actions = first + second
    for turn in apart:
        if Cancel(turn, Reason.STOP) not in actions:
            actions += (Cancel(turn, Reason.STOP),)
    return replace(floor, stopped=floor.hearing, crisis=None, pressing=None), actions


def _sound_lost(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    turn = floor.crisis or floor.ours or floor.draft
    others = {floor.crisis, floor.ours, floor.draft, floor.pressing} - {turn, None}
    if turn is None and not floor.hearing:  # nobody was cut off, so nobody wonders
        return floor, ()
    if turn is None:
        turn, floor = floor.next_id, replace(floor, next_id=floor.next_id + 1)
    floor, unducked = _unduck(replace(floor, draft=None, ours=turn, pressing=None, hearing=False))
    return floor, (*(Cancel(other, Reason.STOP) for other in others if other), Explain(turn), *unducked)


def _turn_ended(floor: Floor, turn: int) -> tuple[Floor, tuple[Action, ...]]:
    if floor.crisis == turn:
        floor = replace(floor, crisis=None)
    if floor.pressing == turn:
        floor = replace(floor, pressing=None)
    if floor.draft == turn:
        return replace(floor, draft=None), ()
    if floor.ours == turn:
        return _unduck(replace(floor, ours=None))
    return floor, ()
