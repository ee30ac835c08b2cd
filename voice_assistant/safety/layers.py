"""The layers of detection joined: what the lexicon finds in each hypothesis, and what the classifier makes of it.

The graver of the two holds, and where only the classifier sees it, the answer is a question. But where the classifier
is sure of ordinary talk, it may set aside what the lexicon found in words that are also said of other things: "my heart
stopped when the teacher rang".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from voice_assistant.errors import ConfigError
from voice_assistant.safety.classifier import Classifier, Likelihood, classifier
from voice_assistant.safety.detect import GRAVITY, LEXICON, Finding, Reading, asks_for_something, detect
from voice_assistant.safety.unnamed import veiled
from voice_assistant.vocabulary import Tier

_RANK = 1000
"""After everything that is in so many words in the lexicon."""

_ORDINARY = 0.1
"""Probability of a crisis or a concern below which the classifier is sure of ordinary talk..."""
_ORDINARY_ALONE = 0.3
"""...where it is also lower than this for the words of the lexicon's finding by themselves."""

_LONE = 0.95
"""Probability of a crisis or a concern from which on the classifier is believed also where it sees one in a single
guess..."""
_FAR = 0.2
"""...that is so much less likely than the best, in mean log-probability of a token.

Each guess that it reads is one more chance for it to be wrong. Of 780 commands spoken in voices that the starter
recogniser never heard 17 raised a question, and 11 do so with this; of the 360 crises and concerns of
tests/safety/development_21.jsonl, in two of these voices, it lost none."""

_TURNS = 2
"""Remarks before this one that are read with it."""

_TOGETHER = 0.98
"""Probability of a crisis or a concern from which several remarks together give a reason to ask..."""
_HINT = 0.3
"""...where one of them has at least so much by itself. Set on tests/safety/talks_calibration.jsonl."""

_WHOLE = 35
"""Words that the classifier is sure to read: it takes 62 pieces, the last ones."""

_HINTED = frozenset({"self", "harm", "low", "past"})
"""What several remarks may hint at. An emergency, say, is told in one."""

_LAST = 160
"""Words that are looked at for loops: more than the classifier reads."""
_LOOP = re.compile(r"(?<![^ ])((?:[^ ]+ ){1,12}?)\1{2,}")
"""Some words, three times or more in a row."""

_MADE_OF = {
    "self": ("may be thinking of ending their life", "line"),
    "emergency": ("may be in an emergency", "emergency"),
    "harm": ("may mean to harm someone", "harm"),
    "danger_now": ("may be in danger from another person", "danger"),
    "third_now": ("someone else may be in danger", "third"),
    "low": ("sounds in despair", "ask"),
    "past": ("may have thought of dying long ago", "past"),
    "third": ("someone else may be at risk", "third"),
    "danger": ("may be afraid of another person", "danger"),
    "voices": ("may hear or see what others do not", "voices"),
    "mania": ("may be racing without sleep", "mania"),
    "eating": ("may be struggling with eating", "eating"),
}
"""Reason and step for each kind that the classifier tells."""

REASONS = frozenset(reason for reason, _ in _MADE_OF.values())
"""The reasons that the classifier may give."""


def read(
    texts: Sequence[str],
    model: Classifier | None = None,
    *,
    clearing: bool = True,
    likely: Sequence[float] = (),
) -> tuple[Reading, ...]:
    """Read all hypotheses of one utterance. Takes about 10 ms for one, and 35 ms for five.

    Args:
        texts: the hypotheses, best first.
        model: the classifier; the one that comes with the program if none is given. Where that one cannot be read,
            the lexicon alone decides: half of the kernel is better than none. `doctor` says so.
        clearing: whether anything may be set aside; not while there is something to worry about.
        likely: the mean log-probability of each hypothesis; where they are not known, all count alike.
    """
    model = model or _shipped()
    readings = [detect(text) for text in texts]
    if model is None:
        return tuple(readings)
    # What is denied in so many words is believed: the classifier reads what else was said.
    plain = [
        unlooped(veiled(LEXICON.plain(text) if reading.beside is None else reading.beside).strip())
        for text, reading in zip(texts, readings, strict=True)
    ]
    found = any(reading.findings for reading in readings)
    unsure = [place for place, text in enumerate(plain) if text and not _certain(readings[place])]
    chances = dict(zip(unsure, model.likelihoods([plain[place] for place in unsure]), strict=True))
    for place, chance in chances.items():
        # It can judge only what it has read.
        whole = readings[place].beside is None and len(plain[place].split()) <= _WHOLE
        if clearing and whole and chance.worry < _ORDINARY:
            readings[place] = _cleared(readings[place], model)
    worries = {place: chance.worry for place, chance in chances.items()}
    slip = _slip(plain, worries, model.worry, likely) if clearing and not found else None
    for place, chance in chances.items():
        if place != slip:
            readings[place] = _joined(readings[place], _finding(chance, model))
    return tuple(readings)


def read_on(earlier: Sequence[str], text: str, model: Classifier | None = None) -> Finding | None:
    """What several remarks in a row say together of which none says it alone: "what am I even for", "do I".

    Takes some 15 ms, twice that where they do. Commands among them say nothing, and are left out.

    Args:
        earlier: what the speaker said shortly before, oldest first.
        text: what was said now.
        model: as for `read`.

    Returns:
        A finding to be asked about; None where there is nothing to worry about.
    """
    model = model or _shipped()
    told = [one for one in earlier if one and not asks_for_something(one)][-_TURNS:]
    spoken = any(letter.isalnum() for letter in text)
    if model is None or not told or not spoken or asks_for_something(text):
        return None
    plain = [veiled(LEXICON.plain(one)).strip(" .") for one in (*told, text)]
    (chance,) = model.likelihoods([unlooped(" . ".join(plain))])
    if chance.worry < _TOGETHER:
        return None
    alone = model.likelihoods([one for one in plain if one])
    if max(one.worry for one in alone) < _HINT:  # elliptical talk means anything, taken together
        return None
    kind = chance.crisis_kind if chance.crisis >= model.crisis * chance.worry else chance.worry_kind
    if kind not in _HINTED:
        return None
    reason, script = _MADE_OF["low"]  # nobody said it: it is no more than a reason to ask
    return Finding(reason, Tier.CONCERN, script, _RANK, surmised=True)


def unlooped(plain: str) -> str:
    """The last words of a text, what is said over and over said once: recognisers loop."""
    words = " ".join(plain.split()[-_LAST:])
    return _LOOP.sub(r"\1", f"{words} ").strip()


def _slip(
    plain: Sequence[str], worries: Mapping[int, float], worry: float, likely: Sequence[float]
) -> int | None:
    """The one guess at what was said that worries the classifier, where that is most likely a slip; None where not."""
    worrying = [place for place, chance in worries.items() if chance >= worry]
    if len(worrying) != 1 or not likely or worries[worrying[0]] >= _LONE:
        return None
    best = next(place for place, text in enumerate(plain) if text)
    return worrying[0] if likely[best] - likely[worrying[0]] >= _FAR else None


@functools.cache
def _shipped() -> Classifier | None:
    """The classifier that comes with the program; None where it cannot be read, which is tried once."""
    try:
        return classifier()
    except ConfigError:
        return None


def _certain(reading: Reading) -> bool:
    """Whether nothing that the classifier might say changes anything."""
    return reading.tier is Tier.CRISIS and not reading.findings[0].loosely


def _cleared(reading: Reading, model: Classifier) -> Reading:
    """A reading without what is ordinary also by itself: small talk beside something grave must not hide it."""
    loosely = [finding for finding in reading.findings if finding.loosely]
    chances = model.likelihoods([veiled(f"{finding.loosely} ").strip() for finding in loosely])
    ordinary = {one for one, chance in zip(loosely, chances, strict=True) if chance.worry < _ORDINARY_ALONE}
    return replace(reading, findings=tuple(one for one in reading.findings if one not in ordinary))


def _finding(chance: Likelihood, model: Classifier) -> Finding | None:
    if chance.worry < model.worry:
        return None
    if chance.crisis >= model.crisis * chance.worry:
        reason, script = _MADE_OF[_which(chance)]
        return Finding(reason, Tier.CRISIS, script, _RANK, surmised=True)
    reason, script = _MADE_OF[chance.worry_kind]
    return Finding(reason, Tier.CONCERN, script, _RANK, surmised=True)


def _which(chance: Likelihood) -> str:
    """What kind of crisis to take it for: one of its own only where it is the likelier; else a question comes first."""
    if chance.crisis >= chance.worry / 2:
        return chance.crisis_kind
    return chance.worry_kind if chance.worry_kind in {"third", "danger"} else "self"


def _joined(reading: Reading, found: Finding | None) -> Reading:
    if found is None or GRAVITY[found.tier] <= GRAVITY[reading.tier]:
        return reading
    # What it denies or asks for in so many words is no news beside that.
    return replace(reading, findings=(found, *reading.findings))
