"""Who has the floor: a pure reducer from events to actions.

`step(floor, event)` returns the new floor and what is to be done about it. There is no clock, no task and no
sound in here, so it replays at any speed and takes property tests; `conversation` performs the actions.

    quiet ──SpeechStarted──> speech ──Paused──> draft (a turn whose gate is shut)
                               ^                  │ Resumed: cancel it
                               └──────────────────┤
                                                  └ EndOfTurn: open its gate, and it has the floor
    our turn ──SpeechHinted──> ducked ──BargeIn──> held ──Paused──> draft ──Understood(meant)──> ours is cancelled
                                 │                   ^                 └──Understood(not meant)──> we go on
                                 │                   └ Resumed
                                 └──HintGone, or EndOfTurn without BargeIn: a cough, go on
    SoundLost while somebody speaks or waits: explain it, with the floor
    crisis lines are never cut off by speech: a barge-in over them gives the user the floor, and they go on

So what is said over us silences us in two moves: at the first sign we speak quietly, as soon as it is more than a cough
we fall silent; but only words end our turn. A "mm-hm", a door or our own voice, and we go on where we were.

Who may speak: crisis lines > the user > what rings > the reply > announcements. So `AnnouncementDue` is refused
while it has to wait, and whoever sent it sends it again; nothing in here remembers that something is due.

    quiet, or a reply that has been begun ──AnnouncementDue(ringing)──> our turn, which rings
    our turn, which rings ──Paused: what is said to it may be one short word──> draft ──Understood──> as above
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voice_assistant.moves import (
    Action,
    Announce,
    AnnouncementDue,
    Begin,
    Cancel,
    CrisisNoted,
    Duck,
    Event,
    Explain,
    Hold,
    OpenGate,
    Reason,
    SoundLost,
    Spoken,
    StopRequested,
    TurnEnded,
    Understood,
    Unduck,
    Unhold,
)
from voice_assistant.vocabulary import (
    BargeIn,
    EndOfTurn,
    Heard,
    HintGone,
    Paused,
    Resumed,
    SpeechHinted,
    SpeechStarted,
    Utterance,
)


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
    held: bool = False
    """Whether we are silent until it is known what somebody says over us."""
    enough: bool = False
    """Whether so much has been said in this utterance that it is no cough."""
    dismissed: bool = False
    """Whether what has been said in this utterance was found not to mean us."""
    waiting: OpenGate | None = None
    """How the draft's gate opens once its words turn out to be meant: the turn that it interrupts has the floor."""
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

    @property
    def graver(self) -> bool:
        """Whether something is being said that nothing may lower or pause."""
        return self.crisis is not None or self.pressing is not None

    @property
    def questioned(self) -> bool:
        """Whether what is said over us may end what we say."""
        return self.ours is not None and not self.uncut and (self.held or self.rings)


def step(floor: Floor, event: Event) -> tuple[Floor, tuple[Action, ...]]:
    """What an event does to the floor, and what is to be done about it."""
    match event:
        case TurnEnded(id=id):
            return _turn_ended(floor, id)
        case CrisisNoted(id=id):
            return _crisis_noted(floor, id)
        case Understood(id=id, meant=meant):
            return _understood(floor, id, meant=meant)
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
        case SpeechHinted():
            return _duck(floor)
        case HintGone():
            return (floor, ()) if floor.hearing or floor.held else _release(floor)
        case SpeechStarted():
            return _duck(replace(floor, hearing=True, stopped=False, enough=False, dismissed=False))
        case Paused(utterance=utterance):
            return _paused(floor, utterance)
        case Resumed():
            return _resumed(floor)
        case EndOfTurn():
            return _end_of_turn(floor, event)
        case BargeIn():
            return _barge_in(floor)


def _duck(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    if floor.ours is None or floor.ducked or floor.graver:
        return floor, ()
    return replace(floor, ducked=True), (Duck(),)


def _barge_in(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    floor, settled = _settle(replace(floor, enough=True))
    floor, done = _cancel_ours(floor, Reason.BARGE_IN) if floor.graver else _hold(floor)
    return floor, (*settled, *done)


def _hold(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    if floor.ours is None or floor.held or floor.graver:
        return floor, ()
    return replace(floor, held=True), (Hold(),)


def _paused(floor: Floor, utterance: Utterance) -> tuple[Floor, tuple[Action, ...]]:
    if not floor.drafts or floor.draft is not None or floor.stopped or floor.dismissed:
        return floor, ()
    if floor.ours is not None and not floor.questioned:  # so far it is a cough, which needs no answer
        return floor, ()
    return _begin(floor, utterance, draft=True)


def _begin(floor: Floor, utterance: Utterance, *, draft: bool) -> tuple[Floor, tuple[Action, ...]]:
    begun = replace(floor, next_id=floor.next_id + 1, draft=floor.next_id)
    return begun, (Begin(floor.next_id, utterance, draft=draft),)


def _resumed(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    floor = replace(floor, dismissed=False)
    # A turn whose utterance has ended was not resumed: this is another utterance.
    floor, cancelled = _cancel_draft(floor, Reason.RESUMED) if floor.waiting is None else (floor, ())
    floor, ducked = _duck(floor)
    floor, held = _hold(floor) if floor.enough else (floor, ())
    return floor, (*cancelled, *ducked, *held)


def _end_of_turn(floor: Floor, event: EndOfTurn) -> tuple[Floor, tuple[Action, ...]]:
    settled = floor.stopped or floor.dismissed
    floor = replace(floor, hearing=False, enough=False, stopped=False, dismissed=False)
    if settled or floor.waiting is not None:  # beside one that is being understood, it was a cough
        return floor, ()
    begun: tuple[Action, ...] = ()
    if floor.rings and floor.uncut:  # it rings on, and what was said to it is answered
        floor, begun = _cancel_ours(floor, Reason.BARGE_IN)
    if floor.ours is not None and floor.draft is None and not floor.questioned:  # it was a cough
        return _release(floor)
    turn = floor.draft
    if turn is None:
        turn = floor.next_id
        floor, more = _begin(floor, event.utterance, draft=False)
        begun += more
    opening = OpenGate(turn, event.at, event.cause)
    if floor.ours is not None:
        return replace(floor, waiting=opening), begun
    return replace(floor, draft=None, ours=turn), (*begun, opening)


def _understood(floor: Floor, turn: int, *, meant: bool) -> tuple[Floor, tuple[Action, ...]]:
    if floor.draft != turn or floor.ours is None:  # it interrupts nobody
        return floor, ()
    if not meant:
        floor, cancelled = _cancel_draft(replace(floor, dismissed=floor.waiting is None), Reason.NOT_MEANT)
        floor, released = _release(floor)
        return floor, (*cancelled, *released)
    floor, cut_off = _cancel_ours(floor, Reason.BARGE_IN)
    floor, opened = _open(floor)
    return floor, (*cut_off, *opened)


def _settle(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    """What is being understood, and was said to its end, is taken to be meant: something else comes now."""
    if floor.waiting is None:
        return floor, ()
    floor, cut_off = _cancel_ours(floor, Reason.BARGE_IN)
    floor, opened = _open(floor)
    return floor, (*cut_off, *opened)


def _open(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    """Let the draft have the floor that nobody has any more, if its end has come."""
    opening = floor.waiting
    if opening is None:
        return floor, ()
    floor = replace(floor, draft=None, waiting=None, ours=opening.id)
    floor, ducked = _duck(floor) if floor.hearing else (floor, ())
    floor, held = _hold(floor) if floor.hearing and floor.enough else (floor, ())
    return floor, (opening, *ducked, *held)


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


def _release(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    """Speak on, or be ready to, as loud as always."""
    actions: tuple[Action, ...] = (Unhold(),) if floor.held else ()
    actions += (Unduck(),) if floor.ducked else ()
    return replace(floor, held=False, ducked=False), actions


def _cancel_draft(floor: Floor, reason: Reason) -> tuple[Floor, tuple[Action, ...]]:
    if floor.draft is None:
        return floor, ()
    return replace(floor, draft=None, waiting=None), (Cancel(floor.draft, reason),)


def _cancel_ours(floor: Floor, reason: Reason) -> tuple[Floor, tuple[Action, ...]]:
    if floor.ours is None:
        return floor, ()
    if reason is Reason.BARGE_IN and floor.uncut:
        return _release(replace(floor, ours=None))
    cancelled = Cancel(floor.ours, reason)
    floor, released = _release(replace(floor, ours=None))
    return floor, (cancelled, *released)


def _stop(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    floor, settled = _settle(floor)
    apart = [
        turn for turn in (floor.crisis, floor.pressing) if turn is not None
    ]  # they may speak without the floor
    floor, first = _cancel_draft(floor, Reason.STOP)
    floor, second = _cancel_ours(floor, Reason.STOP)
    actions = settled + first + second
    for turn in apart:
        if Cancel(turn, Reason.STOP) not in actions:
            actions += (Cancel(turn, Reason.STOP),)
    return replace(floor, stopped=floor.hearing, crisis=None, pressing=None), actions


def _sound_lost(floor: Floor) -> tuple[Floor, tuple[Action, ...]]:
    floor, settled = _settle(floor)
    turn = floor.crisis or floor.ours or floor.draft
    others = {floor.crisis, floor.ours, floor.draft, floor.pressing} - {turn, None}
    if turn is None and not floor.hearing:  # nobody was cut off, so nobody wonders
        return floor, settled
    if turn is None:
        turn, floor = floor.next_id, replace(floor, next_id=floor.next_id + 1)
    floor, released = _release(
        replace(floor, draft=None, waiting=None, ours=turn, pressing=None, hearing=False)
    )
    cancelled = (Cancel(other, Reason.STOP) for other in others if other)
    return floor, (*settled, *cancelled, Explain(turn), *released)


def _crisis_noted(floor: Floor, turn: int) -> tuple[Floor, tuple[Action, ...]]:
    if turn not in (floor.ours, floor.draft):
        return floor, ()
    floor = replace(floor, crisis=turn)
    if turn != floor.ours:
        return floor, ()
    if not (floor.hearing and floor.enough):
        return _release(floor)
    floor, freed = _cancel_ours(floor, Reason.BARGE_IN)  # as if it had been said over these lines
    floor, opened = _open(floor)
    return floor, (*freed, *opened)


def _turn_ended(floor: Floor, turn: int) -> tuple[Floor, tuple[Action, ...]]:
    if floor.crisis == turn:
        floor = replace(floor, crisis=None)
    if floor.pressing == turn:
        floor = replace(floor, pressing=None)
    if floor.draft == turn:  # it can no longer tell whether it was meant
        return _release(replace(floor, draft=None, waiting=None))
    if floor.ours != turn:
        return floor, ()
    floor, released = _release(replace(floor, ours=None))
    floor, opened = _open(floor)
    return floor, (*released, *opened)
