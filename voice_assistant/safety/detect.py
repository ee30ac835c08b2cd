"""What one hypothesis says about the speaker's safety. Arithmetic on words: no clock, no model, no I/O.

    plain words -> harmless phrases taken out -> meanings found -> contexts weigh each -> findings

A finding is weakened only by a context that stands right beside it and has a name in lexicon.toml, or later where the
classifier is sure of ordinary talk (see layers.py). Whatever
else was said is judged on its own: "play that song I like, I want to die" stays a wish to die. Where two
readings remain the graver one holds, because asking a kind question too often costs little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from voice_assistant.safety.lexicon import Looked, Meaning, lexicon
from voice_assistant.safety.unnamed import veiled
from voice_assistant.vocabulary import Tier

LEXICON = lexicon()

GRAVITY = {Tier.NONE: 0, Tier.CONCERN: 1, Tier.CRISIS: 2}
"""The order of the tiers."""

_BESIDE = 120
"""How far beside a finding its context is looked for, in characters: bounded, so that long speech stays linear."""
_UNFINISHED = re.compile(r"(?:i (?:am|do|have|did|can|will|could)|it is|there is) ")
_AFFIRMING = frozenset(
    """yes yeah sometimes often always a lot bit little much really so i think thinking guess afraid of about it that
    this now today tonight again still every day night before been too want to would do could can try
    will am have myself call calling him her them .""".split()
)
"""What may follow a short yes such as "I do" without making it something else."""
_ALONE = 0.6
"""Share of what was said from which a finding is nearly all there is: nothing else says what it is about."""
_NEIGHBOURS = 2
"""Words beside a finding by which the classifier judges it on its own."""
_SELF = re.compile(r"(?<![^ ])(?:i|me|my|myself|mine) ")
_JOINTS = re.compile(r"(?:\. |(?<![^ ])(?:but|because|though|although|and) )")
_OTHER_VERB = re.compile(r"wants |wishes |needs |is ")


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to worry, after its context was weighed."""

    reason: str
    """A category, never words that were said."""
    tier: Tier
    script: str
    """Key into lines.toml."""
    rank: int
    """Place of its meaning in the lexicon: of two with the same tier the lower is answered first."""
    adds_up: bool = False
    """Whether a second such finding of another meaning makes a crisis of both."""
    surmised: bool = False
    """Whether it was found only by a likely slip of the recogniser, or by the classifier alone: to be asked about."""
    loosely: str = field(default="", repr=False)
    """Where its words are also said of other things, and more was said beside them: they and their neighbours, for the
    classifier. Else empty."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one hypothesis."""

    findings: tuple[Finding, ...] = ()
    """The gravest first."""
    idiom: bool = False
    """Whether a phrase such as "is killing me" was set aside as harmless."""
    beside: str | None = None
    """The plain words without those that deny something; None where nothing is denied."""

    @property
    def tier(self) -> Tier:
        """The gravest tier of its findings."""
        return self.findings[0].tier if self.findings else Tier.NONE


def detect(text: str) -> Reading:
    """Read one hypothesis. Never raises, whatever the text is; takes time linear in its length."""
    plain = LEXICON.plain(text)
    reading = _read(plain)
    if (hidden := veiled(plain)) != plain:
        reading = _with(reading, _read(hidden), surmised=False)
    if (mended := _mend_sound(plain)) != plain:
        reading = _with(reading, _read(mended), surmised=True)
    return reading


def _with(reading: Reading, again: Reading, *, surmised: bool) -> Reading:
    """A reading, and what another one of the same words found besides."""
    known = {finding.reason for finding in reading.findings if finding.tier is not Tier.NONE}
    new = [finding for finding in again.findings if finding.reason not in known]
    if surmised:
        new = [replace(finding, surmised=True, loosely="") for finding in new]
    beside = again.beside if reading.beside is None else reading.beside
    return Reading(_sorted([*reading.findings, *new]), reading.idiom or again.idiom, beside)


def answer(text: str) -> str:
    """What a short reply to our own question says: "yes", "no", "maybe", or "" where it is none."""
    plain = LEXICON.plain(text)
    if asks_for_something(text):
        return ""
    for name in ("maybe", "no", "yes"):
        if LEXICON.answers[name].match(plain):
            return name
    alone = LEXICON.answers["yes_alone"].match(plain)
    if alone is None:
        return ""
    rest = plain[alone.end() :].split()
    if _UNFINISHED.fullmatch(alone[0]):  # "I am" is an answer; "I am hungry" is none
        return "yes" if _AFFIRMING.issuperset(rest) else ""
    return "yes" if len(rest) <= 2 else ""


def remarks(text: str) -> frozenset[str]:
    """What else is said about our lines: names of the remarks in lexicon.toml. None of them lowers a tier."""
    plain = LEXICON.plain(text)
    both = (plain, veiled(plain))
    return frozenset(name for name, pattern in LEXICON.remarks.items() if any(map(pattern.search, both)))


def asks_for_something(text: str) -> bool:
    """Whether this begins like an ordinary command, which need not wait for anything we would say."""
    return LEXICON.answers["request"].match(LEXICON.plain(text)) is not None


# ---------------------------------------------------------------- one reading


def _read(plain: str) -> Reading:
    left, idiom = _without_benign(plain)
    words = set(left.split())
    judged = bytearray(len(left))
    findings: list[Finding] = []
    denied: list[tuple[int, int]] = []
    for rank, (meaning, phrases, loose) in enumerate(LEXICON.meanings):
        plain_spans = {found.span() for looked in phrases for found in _every(looked, left, words)}
        loose_spans = {found.span() for looked in loose for found in _every(looked, left, words)}
        for start, end in sorted(plain_spans | loose_spans):
            if meaning.name == "mention" and judged[start]:
                continue  # already part of something that says more
            judged[start:end] = b"x" * (end - start)
            finding = _weigh(meaning, rank, left, start, end, words)
            if finding is not None:
                alone = end - start >= _ALONE * len(left)
                plainly = meaning.tier is Tier.CRISIS and (start, end) in plain_spans
                sure = plainly or finding.tier is Tier.NONE
                loosely = "" if sure or alone else _around(left, start, end)
                findings.append(replace(finding, loosely=loosely))
                if finding.script in {"denied", "bereaved"}:
                    denied.append((_clause(left, start), end))
    return Reading(_sorted(_added_up(findings)), idiom, _beside(left, denied))


def _around(plain: str, start: int, end: int) -> str:
    """Something, and some words beside it on either side."""
    before, after = plain[:start].split()[-_NEIGHBOURS:], plain[end:].split()[:_NEIGHBOURS]
    return " ".join([*before, plain[start:end].strip(), *after])


def _clause(plain: str, at: int) -> int:
    """Where the clause begins in which something stands."""
    return max((found.end() for found in _JOINTS.finditer(plain, 0, at)), default=0)


def _beside(plain: str, taken: list[tuple[int, int]]) -> str | None:
    """Plain text without some of it; None where nothing is taken."""
    if not taken:
        return None
    for start, end in sorted(taken, reverse=True):
        plain = plain[:start] + plain[end:]
    return plain.strip(" .")


def _without_benign(plain: str) -> tuple[str, bool]:
    """The words without those that are harmless by name; a mark stays, so that nothing new closes up."""
    words, idiom = set(plain.split()), False
    for name, (pattern, telling) in LEXICON.benign:
        if not words.isdisjoint(telling):
            plain, times = pattern.subn("~ ", plain)
            idiom = idiom or (times > 0 and name == "idiom")
    return plain, idiom


def _every(looked: Looked, plain: str, words: set[str]) -> list[re.Match[str]]:
    pattern, telling = looked
    return [] if words.isdisjoint(telling) else list(pattern.finditer(plain))


def _weigh(meaning: Meaning, rank: int, plain: str, start: int, end: int, words: set[str]) -> Finding | None:
    """What remains of a meaning once its neighbours are heard; None where nothing does."""
    before = plain[max(0, start - _BESIDE) : start].rpartition(". ")[2]
    after = plain[end : end + _BESIDE].partition(". ")[0]
    said = plain[start:end]
    whose = _subject(before, said) if meaning.about in {"self", "heavy"} else "self"
    for context in LEXICON.contexts:
        if meaning.about not in context.of or (context.only and meaning.name not in context.only):
            continue
        near = context.near is not None and words.isdisjoint(LEXICON.now)
        if (
            (context.before is not None and context.before.search(before))
            or (context.after is not None and context.after.match(after))
            or (near and context.near is not None and context.near.search(f"{before}{said}{after}"))
        ):
            if context.makes == "keep":
                break
            if context.makes == "none" or (context.makes == "denied" and whose != "self"):
                return None
            return _milder(meaning, context.makes, context.reason, rank)
    else:
        if whose == "thing":
            return None
        if whose == "other":
            return _milder(meaning, "third", "someone else may be at risk", rank)
    if meaning.soon and LEXICON.soon.search(f"{before}{said}{after}"):
        return Finding(meaning.reason, Tier.CRISIS, meaning.soon, rank)
    return Finding(meaning.reason, meaning.tier, meaning.script, rank, adds_up=meaning.about == "heavy")


def _milder(meaning: Meaning, script: str, reason: str, rank: int) -> Finding | None:
    """What a context leaves of a finding: a crisis becomes a concern; a concern about long ago is over.

    Who denies it is believed, and thanked.
    """
    if script == "denied":
        return Finding(reason, Tier.NONE, script, rank)
    if meaning.tier is Tier.CRISIS or script == "third":
        return Finding(reason, Tier.CONCERN, script, rank)
    return Finding(reason, Tier.CONCERN, script, rank) if meaning.about == "self" else None


def _subject(before: str, said: str) -> str:
    """Whose wish it is: "self", "other" or "thing". Without a subject it is the speaker's: recognisers drop "I"."""
    if _SELF.search(said):
        return "self"
    theirs = _OTHER_VERB.match(said) is not None
    for word in reversed(before.split()[-6:]):
        if word in LEXICON.subjects["self"]:
            # "my friend": the person counts, and was met first.
            return "self"
        if word in LEXICON.subjects["other"]:
            return "other"
        if theirs and word in LEXICON.subjects["thing"]:
            return "thing"
        if not theirs and word in LEXICON.subjects["stop"]:
            return "self"
    return "other" if said.startswith("wants ") else "self"


def _added_up(findings: list[Finding]) -> list[Finding]:
    """Two different heavy things in one breath weigh as much as a crisis."""
    if len({finding.reason for finding in findings if finding.adds_up}) < 2:
        return findings
    return [
        replace(finding, tier=Tier.CRISIS, script="line", adds_up=False) if finding.adds_up else finding
        for finding in findings
    ]


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    key = lambda finding: (-GRAVITY[finding.tier], finding.rank, finding.loosely != "")  # noqa: E731
    return tuple(sorted(dict.fromkeys(findings), key=key))


def _mend_sound(plain: str) -> str:
    """The words with likely slips of a recogniser put right."""
    words = set(plain.split())
    for (pattern, telling), meant in LEXICON.sounds:
        if words.isdisjoint(telling):
            continue

        def mend(found: re.Match[str], meant: dict[str, str] = dict(meant)) -> str:  # noqa: B006
            said = found[0]
            for heard, right in meant.items():
                said = re.sub(rf"(?<![^ ]){heard} ", f"{right} ", said)
            return said

        plain = pattern.sub(mend, plain)
    return plain
