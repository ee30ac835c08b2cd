"""What the kernel remembers of a conversation, as a value: passed in with a turn, and handed back changed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from voice_assistant.vocabulary import Tier

PERSISTS_S = {Tier.CRISIS: 72 * 3600.0, Tier.CONCERN: 7 * 24 * 3600.0}
"""How long a tier is remembered once nothing new is said, in seconds (section 5b of the specification)."""

WATCH_S = 24 * 3600.0
"""For so long after a plain denial an idiom is asked about, in seconds."""

SITTING_S = 4 * 3600.0
"""After so long a silence a conversation begins anew, in seconds: what was asked is void, a number is given again."""

QUESTION_S = 600.0
"""For so long a short answer belongs to our question, in seconds."""


@dataclass(frozen=True, slots=True)
class SafetyState:
    """What is remembered of a conversation, which begins with `SafetyState()`. Never holds words that were said.

    Of all this only the tier and when it expires outlive a restart: `kept` and `restored`.
    """

    tier: Tier = Tier.NONE
    """The gravest tier so far."""
    at: float = 0.0
    """When something last gave a reason to worry, in seconds on the clock of the caller."""
    last: float = 0.0
    """When the last turn was."""
    said: tuple[tuple[str, int], ...] = ()
    """The steps that were taken in this sitting, and how often."""
    latest: str = ""
    """The step that was taken last."""
    way: str = ""
    """The step with which the gravest path of this sitting began; empty where none did."""
    asked: str = ""
    """The step whose question the last turn of ours put; empty where it put none."""
    number_given: bool = False
    """Whether the number of a crisis line was said in this sitting; it is not said again unless things get worse."""
    elsewhere: int = 0
    """Turns about something else since there was last something to worry about."""
    denied_at: float = float("-inf")
    """When they last said that they do not want to die."""
    followed: bool = True
    """Whether it was asked how they are, in a sitting after the one with the worry."""
    quiet: bool = False
    """Whether somebody dangerous may be listening: then nothing is kept, and nothing asked aloud later."""
    quiet_at: float = float("-inf")
    """When a line was last rather shown than said."""
    start: int = 0
    """Which wording of each step comes first: not the same every day."""

    def times(self, step: str) -> int:
        """How often a step was taken in this sitting."""
        return dict(self.said).get(step, 0)

    def remembered(self, now: float) -> Tier:
        """The tier so far: it fades only after days, a crisis by way of a concern.

        It is worked out anew each time and never forgotten for good, so a clock that jumps ahead and back loses
        nothing.
        """
        age = now - self.at
        if self.tier is Tier.CRISIS and age <= PERSISTS_S[Tier.CRISIS]:
            return Tier.CRISIS
        if self.tier is not Tier.NONE and age <= PERSISTS_S[Tier.CONCERN]:
            return Tier.CONCERN
        return Tier.NONE

    def watched(self, now: float) -> bool:
        """Whether a denial is fresh enough to ask twice about an idiom."""
        return 0 <= now - self.denied_at <= WATCH_S

    def sitting(self, now: float) -> SafetyState:
        """The same, begun anew where nobody has spoken for hours."""
        if abs(now - self.last) <= SITTING_S:
            return self
        day = int(now // 86_400)  # other wordings come first the next day
        return dataclasses.replace(
            self, said=(), latest="", way="", asked="", number_given=False, elsewhere=0, start=day
        )

    def unheard(self, after: SafetyState) -> SafetyState:
        """What to remember where the lines that `after` counts as said were not heard to their end.

        The worry stays, and so does everything that has yet to be said.
        """
        return dataclasses.replace(
            self,
            tier=after.tier,
            at=after.at,
            last=after.last,
            elsewhere=after.elsewhere,
            quiet=after.quiet,
            quiet_at=after.quiet_at,
        )

    @property
    def kept(self) -> tuple[Tier, float] | None:
        """The tier and when it expires, to outlive a restart; None where nothing may be written down."""
        if self.tier is Tier.NONE or self.quiet:
            return None
        return self.tier, self.at + PERSISTS_S[self.tier]


def restored(tier: Tier, until: float) -> SafetyState:
    """The state after a restart.

    Args:
        tier: what was kept.
        until: when it expires, in seconds on the caller's clock.
    """
    if tier is Tier.NONE:
        return SafetyState()
    at = until - PERSISTS_S[tier]
    return SafetyState(tier=tier, at=at, last=at, followed=False)
