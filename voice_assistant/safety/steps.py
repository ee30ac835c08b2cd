"""Which step answers a turn: findings first, then what is said on the way, then answers to our question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voice_assistant.safety.detect import Finding, Reading, answer, asks_for_something, remarks
from voice_assistant.safety.lines import lines
from voice_assistant.safety.state import QUESTION_S, SafetyState
from voice_assistant.vocabulary import Tier

LINES = lines()

STAY_TURNS = 3
"""For so many turns about something else the kernel keeps the floor in a crisis; commands pass at once."""

STAY_BY_THEM = 12
"""The same while help is awaited, for the speaker or for somebody else: there, any answer may be about it."""

_OWN = frozenset({"line", "unsure"})
"""Those of them that are about the speaker's own life."""

_HEARD_FIRST = ("number", "misheard", "why", "secrecy", "identity", "retract", "rest")
"""Remarks that are answered on any path, in this order."""

_ON_THE_WAY = tuple("write refuse no_phone failed reached calling alone barrier better parting".split())
"""Remarks that belong to the speaker's own crisis."""

_WAY = ("near", "company", "barriers", "help", "distance", "doctor")
"""The way through a crisis of one's own, after the line was named; then it stays."""

_STEP_OF = {"barrier": "help", "better": "eased"}
"""The step that answers a remark, where it has another name."""

_ABOUT_SELF = frozenset({"ask", "past", "hurt", "voices", "mania", "eating"})
"""Concerns to which, in a crisis of their own, the way goes on."""


@dataclass(frozen=True, slots=True)
class Heard:
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
        if asks_for_something(self.texts[0]) or self.state.elsewhere >= self._patience:
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
    def _patience(self) -> int:
        """For how many turns about something else the kernel keeps the floor."""
        return STAY_TURNS if self._own or not self.state.way else STAY_BY_THEM

    @property
    def _shadowed(self) -> bool:
        return self.before is not Tier.NONE or self.state.watched(self.now)

    @property
    def _own(self) -> bool:
        """Whether the speaker's own life is what this is about."""
        return self.state.way in _OWN

    @property
    def _under_way(self) -> bool:
        """Whether something is being talked through with them: their own crisis, or somebody else's."""
        begun = self.state.way or self.state.latest.startswith(("third", "danger", "harm"))
        return bool(begun) and self._recent and self.before is not Tier.NONE

    def _their_turn(self, worst: Finding) -> bool:
        """Whether who speaks for somebody else now seems to need help, too."""
        return not self._own and worst.script in _ABOUT_SELF

    def _going_on(self) -> str:
        """The step that goes on with it."""
        if step := self._remarked() or self._answered():
            return step
        latest = self.state.latest
        return self._onward() if self.state.way else self._untaken(LINES.steps[latest].then or latest)

    def _follow(self) -> Mapping[str, str]:
        asked = LINES.steps.get(self.state.asked) if self._recent else None
        return asked.follow if asked is not None else {}

    def _replies(self) -> set[str]:
        return {answer(text) for text in self.texts}

    @property
    def _now(self) -> bool:
        """Whether they say that they are about to act, or where they are, or what they hold."""
        return any("now" in remarks(text) for text in self.texts)

    def _answered(self) -> str:
        """The step that follows their answer to our question."""
        follow = self._follow()
        replies = self._replies() if follow else set()
        return next((follow[r] for r in ("yes", "maybe", "no") if r in replies and r in follow), "")

    def _remarked(self) -> str:
        """The step for something that is said on the way."""
        heard = {name for text in self.texts for name in remarks(text)}
        if "worse" in heard:  # "not better"
            heard.discard("better")
        if self.state.asked == "follow_up":
            return "follow_good" if "better" in heard else "ask" if "worse" in heard else ""
        if "now" in heard and self._own and self.before is Tier.CRISIS and self.state.latest != "urgent":
            return "urgent"
        known = ("write", *_HEARD_FIRST, *_ON_THE_WAY) if self._own else _HEARD_FIRST
        found = next((name for name in known if name in heard), "")
        if not found and "better" in heard and "no" in self._follow():
            return self._follow()["no"]
        if found == "retract" and self.before is Tier.NONE:
            return ""
        step = _STEP_OF.get(found, found)
        # Said a second time the same thing is no news: go on.
        again = found in {*_ON_THE_WAY, "retract"} and self.state.times(step)
        return self._onward() if again else step

    def _for_findings(self, worst: Finding) -> str:
        if worst.surmised and "no" in self._follow() and "no" in self._replies():
            return self._remarked() or self._follow()["no"]
        match worst.tier:
            case Tier.CRISIS | Tier.CONCERN if (
                worst.surmised
                and worst.script != "emergency"
                and self._under_way
                and not self._their_turn(worst)
            ):
                return self._going_on()  # what is only surmised leads nobody off the way they are on
            case Tier.CRISIS:
                return self._for_crisis(worst.script)
            case Tier.CONCERN:
                return self._for_concern(worst.script)
            case _:
                return self._for_mention(worst.script)

    def _for_crisis(self, script: str) -> str:
        if script in _OWN and self._own and self.before is Tier.CRISIS:
            if self._now and self.state.latest != "urgent":
                return "urgent"
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
        if script == "bereaved":
            return "" if asks_for_something(self.texts[0]) else script
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
        if self._own and not start:
            return next((step for step in _WAY if not self._covered(step)), "stay")
        name = LINES.steps[start or self.state.latest or self.state.way or "stay"].then
        if not name or LINES.steps[name].tier is not Tier.CRISIS:
            name = LINES.steps[self.state.way].then if self.state.way else name or start
        return self._untaken(name)

    def _covered(self, step: str) -> bool:
        """Whether a step was taken, or what it would ask was said unasked."""
        return bool(self.state.times(step)) or (step == "barriers" and bool(self.state.times("help")))

    def _untaken(self, name: str) -> str:
        """A step, or where it was taken already the next one that was not."""
        while self.state.times(name) and LINES.steps[name].then not in {"", name}:
            name = LINES.steps[name].then
        return name
