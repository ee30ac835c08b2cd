"""What the kernel decides about a turn, given the conversation so far: a function of values.

    findings ─> the step they call for ─┐
    answers to our question ────────────┼─> one step ─> one wording of it
    what else is said on the way ───────┘

The way through a crisis is ask, line and person, being with someone, distance, barriers, stay: each turn takes the
next step that was not taken yet. lines.toml says which follows which; only the choice is in here.
"""

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
    remarks,
)
from voice_assistant.safety.helplines import Helpline, helpline
from voice_assistant.safety.layers import read
from voice_assistant.safety.lines import filled, lines
from voice_assistant.safety.state import QUESTION_S, SITTING_S, SafetyState
from voice_assistant.vocabulary import Tier, Transcript

LINES = lines()

STAY_TURNS = 3
"""For so many turns about something else the kernel keeps the floor in a crisis; commands pass at once."""

EARLIER = "said earlier in this conversation"
"""The reason of a turn that is only under the shadow of an earlier one."""

SUSPECTED = "the language model was worried"
"""The reason of a turn that only the language model raised."""

_WAYS = frozenset({"line", "unsure", "emergency", "third_now", "danger_now", "harm_now"})
"""The steps with which a path through a crisis begins."""

_OWN = frozenset({"line", "unsure"})
"""Those of them that are about the speaker's own life."""

_HEARD_FIRST = ("number", "secrecy", "identity", "retract", "rest")
"""Remarks that are answered on any path, in this order."""

_ON_THE_WAY = ("refuse", "reached", "calling", "alone", "barrier", "better")
"""Remarks that belong to the speaker's own crisis."""

_LETS_GO = frozenset({"rest", "thanks", "hurt_care", "denied", "number", "follow_good"})
"""Steps after which ordinary talk may go on at once."""

_DENIALS = frozenset({"denied", "thanks", "eased"})
"""Steps that answer who says that they do not want to die."""

_ABOUT_SELF = frozenset({"ask", "past", "hurt", "voices", "mania", "eating"})
"""Concerns to which, in a crisis of their own, the way goes on."""

_STEP_OF = {"barrier": "help", "better": "eased"}
"""The step that answers a remark, where it has another name."""


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


def assess(transcript: Transcript, state: SafetyState, now: float = 0.0, country: str = "") -> Assessment:
    """Judge one turn by everything the speaker may have said.

    Pure: no clock, no I/O, no words kept. Takes a few milliseconds for ordinary speech. Adding a hypothesis never
    lowers the tier, and within a conversation nothing does.

    Args:
        transcript: All hypotheses, best first; may be empty.
        state: What the last assessment of the conversation returned.
        now: Seconds on the caller's clock; only ever compared with itself.
        country: Whose numbers to give, as its ISO 3166-1 alpha-2 code; empty where it was not chosen.
    """
    # Where the recogniser thinks that nobody spoke, what it withholds is never its best guess.
    heard_as = [hypothesis.text for hypothesis in transcript.hypotheses] or [""]
    texts = tuple(dict.fromkeys([*heard_as, *(hypothesis.text for hypothesis in transcript.withheld)]))
    if not any(letter.isalnum() for text in texts for letter in text):  # a cough answers no question
        return Assessment(state.remembered(now), (), state, ())
    state = state.sitting(now)
    readings = read(texts)
    findings = sorted(
        {finding for reading in readings for finding in reading.findings},
        key=lambda finding: (-GRAVITY[finding.tier], finding.rank, finding.surmised),
    )
    before = state.remembered(now)
    step, engaged = _Turn(texts, readings, findings, state, before, now).step()
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
    )
    if chosen is None:
        return Assessment(tier, reasons, after, ())
    line, after = _say(step, after, whom, worse=GRAVITY[tier] > GRAVITY[before])
    contact = "" if tier is Tier.NONE else f"{whom.line} · {whom.emergency}" if whom.known else whom.emergency
    return Assessment(tier, reasons, after, (line,), chosen.quiet, contact)


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


# ---------------------------------------------------------------- which step


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one turn says, beside what came before it."""

    texts: tuple[str, ...]
    readings: tuple[Reading, ...]
    findings: list[Finding]
    state: SafetyState
    before: Tier
    now: float

    def step(self) -> tuple[str, bool]:
        """The step that answers it, empty where the turn goes on as usual; and whether it was about the matter."""
        if self.findings:
            return self._for_findings(self.findings[0]), True
        if not self._recent:
            return "", False
        for step in (self._remarked(), self._answered()):
            if step:
                return step, True
        if any(reading.idiom for reading in self.readings) and self._shadowed:
            return "ask", True  # said flatly, after all that, it may not be an idiom
        if asks_for_something(self.texts[0]) or self.state.elsewhere >= STAY_TURNS:
            return "", False
        if self.before is Tier.CRISIS and self.state.way:
            return self._onward(), False
        asked = LINES.steps.get(self.state.asked)
        concern = asked is not None and asked.tier is Tier.CONCERN
        return (self._untaken(self.state.asked), False) if concern else ("", False)

    @property
    def _recent(self) -> bool:
        """Whether something was said to them a short while ago."""
        return bool(self.state.said) and abs(self.now - self.state.last) <= QUESTION_S

    @property
    def _shadowed(self) -> bool:
        return self.before is not Tier.NONE or self.state.watched(self.now)

    @property
    def _own(self) -> bool:
        """Whether the speaker's own life is what this is about."""
        return self.state.way in _OWN

    def _follow(self) -> Mapping[str, str]:
        asked = LINES.steps.get(self.state.asked) if self._recent else None
        return asked.follow if asked is not None else {}

    def _replies(self) -> set[str]:
        return {answer(text) for text in self.texts}

    def _answered(self) -> str:
        """The step that follows their answer to our question."""
        follow = self._follow()
        replies = self._replies() if follow else set()
        return next((follow[r] for r in ("yes", "maybe", "no") if r in replies and r in follow), "")

    def _remarked(self) -> str:
        """The step for something that is said on the way."""
        heard = {name for text in self.texts for name in remarks(text)}
        known = (*_HEARD_FIRST, *_ON_THE_WAY) if self._own else _HEARD_FIRST
        found = next((name for name in known if name in heard), "")
        if not found and "better" in heard and "no" in self._follow():
            return self._follow()["no"]
        if found == "retract" and self.before is Tier.NONE:
            return ""
        step = _STEP_OF.get(found, found)
        # Named a second time the same obstacle is no news: go on.
        return self._onward() if found in _ON_THE_WAY and self.state.times(step) else step

    def _for_findings(self, worst: Finding) -> str:
        match worst.tier:
            case Tier.CRISIS:
                return self._for_crisis(worst.script)
            case Tier.CONCERN:
                return self._for_concern(worst.script)
            case _:
                return self._for_mention(worst.script)

    def _for_crisis(self, script: str) -> str:
        if script in _OWN and self._own and self.before is Tier.CRISIS:
            return self._remarked() or self._answered() or self._onward()
        if script == "line" and not self._sure and self.before is not Tier.CRISIS:
            return "unsure"
        return self._onward(script) if self.state.times(script) else script

    def _for_concern(self, script: str) -> str:
        if self.before is Tier.CRISIS and self._own and script in _ABOUT_SELF:
            return self._remarked() or self._answered() or self._onward()
        follow, replies = self._follow(), self._replies()
        for reply in ("yes", "maybe"):
            if reply in replies and reply in follow:
                return follow[reply]
        return self._untaken(script)

    def _for_mention(self, script: str) -> str:
        """A denial, or a question for a number: no alarm."""
        if script != "denied":
            return script
        if self._own and self.before is Tier.CRISIS:
            return "eased"
        if "no" in self._follow():
            return self._follow()["no"]
        return "" if asks_for_something(self.texts[0]) else script

    @property
    def _sure(self) -> bool:
        """Whether the best guess of the recogniser says it in so many words."""
        best = self.readings[0].findings
        return any(finding.tier is Tier.CRISIS and not finding.surmised for finding in best)

    def _onward(self, start: str = "") -> str:
        """The next step on the way that was not taken yet; at its end the last one, over and over."""
        latest = LINES.steps.get(start or self.state.latest)
        name = latest.then if latest is not None else ""
        if not name or LINES.steps[name].tier is not Tier.CRISIS:
            name = LINES.steps[self.state.way].then if self.state.way else "stay"
        return self._untaken(name)

    def _untaken(self, name: str) -> str:
        """A step, or where it was taken already the next one that was not."""
        while self.state.times(name) and LINES.steps[name].then not in {"", name}:
            name = LINES.steps[name].then
        return name
