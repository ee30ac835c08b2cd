"""What the kernel decides about a turn, given the conversation so far: a function of values."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from voice_assistant.safety.detect import (
    GRAVITY,
    Finding,
    Reading,
    answer,
    asks_for_something,
    detect,
    takes_back,
)
from voice_assistant.safety.helplines import Helpline, helpline
from voice_assistant.safety.lines import lines
from voice_assistant.vocabulary import Tier, Transcript

LINES = lines()

PERSISTS_S = {Tier.CRISIS: 72 * 3600.0, Tier.CONCERN: 7 * 24 * 3600.0}
"""How long a tier is remembered once nothing new is said, in seconds: far longer than any conversation."""

STAY_TURNS = 3
"""For so many turns after a crisis the kernel keeps the floor, unless the user asks for something ordinary."""

EARLIER = "said earlier in this conversation"
"""The reason of a turn that is only under the shadow of an earlier one."""


@dataclass(frozen=True, slots=True)
class SafetyState:
    """What is remembered of a conversation, which begins with `SafetyState()`. Never holds words that were said."""

    tier: Tier = Tier.NONE
    """The gravest tier so far."""
    variant: int = 0
    """How many times lines were said: chooses the wording."""
    number_given: bool = False
    """Whether the number of a crisis line was said; it is not said again unless things get worse."""
    opened: tuple[str, ...] = ()
    """Scripts that were begun, so that a second time goes on instead of starting over."""
    asked: str = ""
    """The script whose question was put in the last turn; empty where none was."""
    turns_since: int = 0
    """Turns since something last gave a reason to worry."""
    at: float = 0.0
    """When that was, in seconds on the clock of the caller."""

    def unheard(self, after: SafetyState) -> SafetyState:
        """What to remember where the lines that `after` counts as said were not heard to their end.

        The worry stays, and so does everything that has yet to be said.
        """
        return dataclasses.replace(self, tier=after.tier, turns_since=after.turns_since, at=after.at)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the kernel makes of one turn."""

    tier: Tier
    """How worried to be: this turn, or the conversation so far where that is worse."""
    reasons: tuple[str, ...]
    """Categories such as "wish to die", the gravest first; never words that were said."""
    state: SafetyState
    """To be handed in with the next turn, once this one counts."""
    lines: tuple[str, ...]
    """What to say *instead of* a reply, in order; empty where the turn may go on as usual."""
    quiet: bool = False
    """Whether somebody dangerous may be listening: show the lines, and say them aloud only if there is no screen."""


def assess(transcript: Transcript, state: SafetyState, now: float = 0.0, country: str = "") -> Assessment:
    """Judge one turn by everything the speaker may have said.

    Pure: no clock, no I/O, no words kept. Takes well under a millisecond for ordinary speech. Adding a
    hypothesis never lowers the tier, and within a conversation nothing does.

    Args:
        transcript: All hypotheses, best first; may be empty.
        state: What the last assessment of the conversation returned.
        now: Seconds on any clock that does not jump; only ever compared with itself.
        country: Whose numbers to give, as its ISO 3166-1 alpha-2 code; empty where it was not chosen.
    """
    # Where the recogniser thinks that nobody spoke, what it withholds is never its best guess.
    heard_as = [hypothesis.text for hypothesis in transcript.hypotheses] or [""]
    texts = tuple(dict.fromkeys([*heard_as, *(hypothesis.text for hypothesis in transcript.withheld)]))
    if not any(letter.isalnum() for text in texts for letter in text):  # a cough answers no question
        return Assessment(_remembered(state, now), (), state, ())
    readings = tuple(detect(text) for text in texts)
    findings = sorted(
        {finding for reading in readings for finding in reading.findings},
        key=lambda finding: (-GRAVITY[finding.tier], finding.rank, finding.by_sound),
    )
    before = _remembered(state, now)
    script = _script(texts, readings, findings, state, before)
    chosen = LINES.scripts.get(script)
    heard = max((finding.tier for finding in findings), key=GRAVITY.__getitem__, default=Tier.NONE)
    # Not every script is an alarm: thanks for a "no" leaves things as they are.
    turn = heard if chosen is None or not script else max(heard, chosen.tier, key=GRAVITY.__getitem__)
    tier = max(before, turn, key=GRAVITY.__getitem__)
    reasons = tuple(dict.fromkeys(finding.reason for finding in findings))
    if not reasons and tier is not Tier.NONE:
        reasons = (EARLIER,)
    said, given = _say(script, state, helpline(country), worse=GRAVITY[tier] > GRAVITY[before])
    worried = heard is not Tier.NONE
    return Assessment(
        tier=tier,
        reasons=reasons,
        lines=said,
        quiet=chosen is not None and chosen.quiet,
        state=dataclasses.replace(
            state,
            tier=tier,
            variant=state.variant + bool(said),
            number_given=state.number_given or given,
            opened=(*state.opened, script) if script and script not in state.opened else state.opened,
            asked=script if chosen is not None and chosen.follow else "",
            # Who says no to our question is let go: the tier stays, but ordinary talk may go on.
            turns_since=0 if worried else max(state.turns_since, STAY_TURNS * (script == "thanks")) + 1,
            at=now if worried else state.at,
        ),
    )


def _remembered(state: SafetyState, now: float) -> Tier:
    """The tier so far: it fades only after days, a crisis by way of a concern."""
    age = now - state.at
    if state.tier is Tier.CRISIS and age <= PERSISTS_S[Tier.CRISIS]:
        return Tier.CRISIS
    if state.tier is not Tier.NONE and age <= PERSISTS_S[Tier.CONCERN]:
        return Tier.CONCERN
    return Tier.NONE


def _script(
    texts: tuple[str, ...],
    readings: tuple[Reading, ...],
    findings: list[Finding],
    state: SafetyState,
    before: Tier,
) -> str:
    """The script that answers this turn; empty where the turn goes on as usual."""
    follow = LINES.scripts[state.asked].follow if state.asked else {}
    replies = {answer(text) for text in texts} if follow else set()
    if findings:
        return _for_findings(findings, readings[0], follow, replies, before)
    for reply in ("yes", "maybe", "no"):
        if reply in replies and reply in follow:
            return follow[reply]
    if before is not Tier.NONE and any(takes_back(text) for text in texts):
        return "retract"
    if before is not Tier.NONE and any(reading.idiom for reading in readings):
        return "concern"  # said flatly, after all that, it may not be an idiom
    if before is Tier.CRISIS and state.turns_since < STAY_TURNS and any(text.strip() for text in texts):
        return "" if asks_for_something(texts[0]) else _going_on(state)
    return ""


def _for_findings(
    findings: list[Finding], best: Reading, follow: Mapping[str, str], replies: set[str], before: Tier
) -> str:
    """The script for the gravest finding, in the light of our own question and of how sure we are."""
    worst = findings[0]
    if worst.tier is not Tier.CRISIS and "yes" in replies and "yes" in follow:
        return follow["yes"]
    if worst.script == "negated" and "no" in replies and "no" in follow:
        return follow["no"]
    sure = any(finding.tier is Tier.CRISIS and not finding.by_sound for finding in best.findings)
    if worst.script == "crisis" and not sure and before is not Tier.CRISIS:
        return "unsure"
    if before is Tier.CRISIS and worst.script in {"concern", "negated", "past"}:
        return "crisis"  # the question was answered long ago: stay
    return worst.script


def _going_on(state: SafetyState) -> str:
    """The crisis script that was begun last."""
    begun = [name for name in state.opened if LINES.scripts[name].tier is Tier.CRISIS]
    return begun[-1] if begun else "crisis"


def _say(script: str, state: SafetyState, whom: Helpline, *, worse: bool) -> tuple[tuple[str, ...], bool]:
    """The lines of a script, and whether they gave the number of a crisis line."""
    if not script:
        return (), False
    chosen = LINES.scripts[script]
    sets = chosen.again if script in state.opened else chosen.first
    # A number is given once, and once more where a worry has become a crisis.
    if state.number_given and not worse and chosen.tier is not Tier.NONE:
        sets = tuple(name for name in sets if not LINES.names_a_line(name))
        sets = sets or LINES.scripts["listen"].again
    said = tuple(LINES.variant(name, state.variant, whom) for name in sets)
    return said, any(LINES.names_a_line(name) for name in sets)
