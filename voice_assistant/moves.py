"""What happens to the floor, and what is done about it: the events and actions of `turns`, as plain data."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from voice_assistant.vocabulary import EndedBy, Heard, Utterance

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
class Understood:
    """The words of a turn are known, which may have been said to interrupt us."""

    id: int
    meant: bool
    """Whether they were: else it was a "mm-hm", a cough, or our own voice."""


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


Event = Heard | TurnEnded | CrisisNoted | Understood | Spoken | AnnouncementDue | StopRequested | SoundLost


# ---------------------------------------------------------------- actions


class Reason(enum.StrEnum):
    """Why a turn was cancelled."""

    RESUMED = "resumed"
    """It was a draft, and the speaker went on."""
    BARGE_IN = "barge-in"
    """The user spoke over it, and meant it."""
    STOP = "stop"
    """The user asked for silence."""
    NOT_MEANT = "not-meant"
    """It was made of what somebody said over us, and did not mean us."""
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
