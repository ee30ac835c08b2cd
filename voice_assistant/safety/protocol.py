"""What the kernel decides about a turn, given the conversation so far: a function of values.

    findings ─> the step they call for ─┐
    answers to our question ────────────┼─> one step ─> one wording of it
    what else is said on the way ───────┘

The way through a crisis is ask, line and person, being with someone, distance, barriers, stay: each turn takes the
next step that was not taken yet. lines.toml says which follows which; only the choice is in here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from voice_assistant.safety.detect import (
    GRAVITY,
    Finding,
)
from voice_assistant.safety.helplines import Helpline, helpline
from voice_assistant.safety.layers import read, read_on
from voice_assistant.safety.lines import filled
from voice_assistant.safety.state import QUESTION_S, SITTING_S, SafetyState
from voice_assistant.safety.steps import LINES, STAY_TURNS, Heard
from voice_assistant.vocabulary import Tier, Transcript

EARLIER = "said earlier in this conversation"
"""The reason of a turn that is only under the shadow of an earlier one."""

SUSPECTED = "the language model was worried"
"""The reason of a turn that only the language model raised."""

_WAYS = frozenset({"line", "unsure", "emergency", "third_now", "danger_now", "harm_now"})
"""The steps with which a path through a crisis begins."""

_LETS_GO = frozenset({"bereaved", "thanks", "hurt_care", "denied", "number", "follow_good"})
"""Steps after which ordinary talk may go on at once."""

_DENIALS = frozenset({"denied", "thanks", "eased"})
"""Steps that answer who says that they do not want to die."""


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
    """What to say *instead of* a reply; empty where the turn may go on as usual."""
    quiet: bool = False
    """Whether somebody dangerous may be listening: show the lines, and say them aloud only if there is no screen."""
    contact: str = ""
    """Whom to call, to be kept on the screen; empty where no line was said for a crisis or a concern."""


def assess(
    transcript: Transcript,
    state: SafetyState,
    now: float = 0.0,
    country: str = "",
    earlier: Sequence[str] = (),
) -> Assessment:
    """Judge one turn by everything the speaker may have said.

    Pure: no clock, no I/O, no words kept. Takes some 10 ms for ordinary speech, nearly all of it the classifier.
    Adding a hypothesis never lowers the tier, but where the new one is far likelier than a single guess in which only
    the classifier sees something: that was a slip of the recogniser. Within a conversation nothing lowers it.

    Args:
        transcript: All hypotheses, best first; may be empty.
        state: What the last assessment of the conversation returned.
        now: Seconds on the caller's clock; only ever compared with itself.
        country: Whose numbers to give, as its ISO 3166-1 alpha-2 code; empty where it was not chosen.
        earlier: What the speaker said in the last minutes, oldest first: hints add up.
    """
    # Where the recogniser thinks that nobody spoke, what it withholds is never its best guess.
    likely: dict[str, float] = {} if transcript.hypotheses else {"": 0.0}
    for hypothesis in (*transcript.hypotheses, *transcript.withheld):
        likely.setdefault(hypothesis.text, hypothesis.log_probability)
    texts = tuple(likely)
    if not any(letter.isalnum() for text in texts for letter in text):  # a cough answers no question
        return Assessment(state.remembered(now), (), state, ())
    state = state.sitting(now)
    before = state.remembered(now)
    readings = read(texts, clearing=before is Tier.NONE, likely=tuple(likely.values()))
    findings = sorted(
        {finding for reading in readings for finding in reading.findings},
        key=lambda finding: (-GRAVITY[finding.tier], finding.rank, finding.surmised),
    )
    calm = before is Tier.NONE and not state.watched(now) and not readings[0].findings
    if calm and all(finding.tier is Tier.NONE for finding in findings):
        hinted = read_on(earlier, texts[0])
        findings = [hinted, *findings] if hinted is not None else findings
    step, engaged = Heard(texts, readings, findings, state, before, now).step()
    return _assessment(step, findings, state, now, country, engaged=engaged)


def suspect(state: SafetyState, now: float = 0.0, country: str = "") -> Assessment:
    """What to make of a turn in which only the language model saw a reason to worry: none becomes a concern.

    Args: as for `assess`, whose state it takes.
    """
    state = state.sitting(now)
    step = "offer" if state.times("ask") else "ask"
    return _assessment(step, [Finding(SUSPECTED, Tier.CONCERN, "ask", 0)], state, now, country, engaged=True)


def follow_up(state: SafetyState, now: float, country: str = "") -> tuple[str, SafetyState] | None:
    """What to ask once in the sitting after a hard one, beside the usual reply; None where there is nothing to ask.

    Args:
        state: What `assess` returned for the turn.
        now: as for `assess`.
        country: as for `assess`.

    Returns:
        The line, and the state once it was said.
    """
    hard = state.remembered(now) is not Tier.NONE and now - state.at > SITTING_S
    if state.followed or state.quiet or not hard:
        return None
    asking = dataclasses.replace(state, followed=True, asked="follow_up")
    return _say("follow_up", asking, helpline(country), worse=False)


def _assessment(
    step: str, findings: list[Finding], state: SafetyState, now: float, country: str, *, engaged: bool
) -> Assessment:
    before, whom = state.remembered(now), helpline(country)
    heard = max((finding.tier for finding in findings), key=GRAVITY.__getitem__, default=Tier.NONE)
    chosen = LINES.steps.get(step)
    # Not every step is an alarm: thanks for a "no" leaves things as they are.
    turn = heard if chosen is None else max(heard, chosen.tier, key=GRAVITY.__getitem__)
    tier = max(before, turn, key=GRAVITY.__getitem__)
    reasons = tuple(dict.fromkeys(finding.reason for finding in findings))
    if not reasons and tier is not Tier.NONE:
        reasons = (EARLIER,)
    worried = heard is not Tier.NONE or (chosen is not None and GRAVITY[chosen.tier] > GRAVITY[before])
    after = dataclasses.replace(
        state,
        tier=tier if worried else state.tier,  # what fades is worked out anew each time
        at=now if worried else state.at,
        last=now,
        asked="",
        # Who wants to be left alone, or says no to our question, is let go: ordinary talk may go on.
        elsewhere=STAY_TURNS if step in _LETS_GO else 0 if engaged else state.elsewhere + 1,
        denied_at=now if step in _DENIALS else state.denied_at,
        followed=state.followed and not worried,
        quiet=state.quiet or (chosen is not None and chosen.quiet),
        quiet_at=now if chosen is not None and chosen.quiet else state.quiet_at,
    )
    if chosen is None:
        return Assessment(tier, reasons, after, ())
    line, after = _say(step, after, whom, worse=GRAVITY[tier] > GRAVITY[before])
    contact = "" if tier is Tier.NONE else f"{whom.line} · {whom.emergency}" if whom.known else whom.emergency
    # Who may be listening is still there some minutes later.
    quiet = chosen.quiet or 0 <= now - state.quiet_at <= QUESTION_S
    return Assessment(tier, reasons, after, (line,), quiet, contact)


def _say(step: str, state: SafetyState, whom: Helpline, *, worse: bool) -> tuple[str, SafetyState]:
    """The wording of a step, and the state once it was said."""
    # A number is given once, and once more where a worry has become a crisis.
    given = state.number_given and not worse
    wordings = LINES.wordings(step, whom, given=given)
    times = state.times(step)
    chosen = LINES.steps[step]
    after = dataclasses.replace(
        state,
        said=tuple(sorted({**dict(state.said), step: times + 1}.items())),
        latest=step,
        way=step if step in _WAYS else state.way,
        asked=step if chosen.follow or chosen.then else "",
        number_given=state.number_given or any("{line}" in text for text in wordings),
    )
    return filled(wordings[(state.start + times) % len(wordings)], whom), after
