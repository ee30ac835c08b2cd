"""The veto on what a language model drafts, before it is spoken: guards.toml, and its use clause by clause.

What the user said decides how strict it is. In ordinary talk a clause must only break no rule. Where the user
speaks of being watched or chosen, asks about a medicine, an illness or whether we are human, a sentence must also
begin in one of the known safe ways, or be a question: what a small model says there is not to be trusted.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from voice_assistant.errors import ConfigError
from voice_assistant.safety.lexicon import Looked, lexicon
from voice_assistant.safety.phrases import START, Phrase, either, parse

REASONS = frozenset(
    "diagnosis,medication,agreement,delusion,isolation,human,hook,crisis words,encouragement,minimising,"
    "hopeless,secrecy,acting,flattery".split(",")
)
"""Why a clause may be refused."""
VARIANTS = 6
"""Wordings for each group of reasons."""
MOST_WORDS = 30
"""A replacement is one breath and one question."""
LONGEST = 60
"""Words of an unfinished sentence that are kept; a spoken sentence is shorter."""
_HEARD = 400
"""Words of the user that are looked at; nobody says more in one turn."""

_ABBREVIATED = re.compile(r"(?i)\b(dr|mr|mrs|ms|st|vs|etc|e\.g|i\.e|a\.m|p\.m)\.")
_INSIDE = re.compile(r"(?<=\d)[.:,](?=\d)|(?<=\b[aeipAEIP])\.(?=[gemGEM]\b)")
_PARTS = re.compile(r"\b(?:and|but|because|so|that|why|since|when|think|know|feel|sure|believe|realised|if) ")
_TURNED = {
    "i": "you",
    "me": "you",
    "we": "you",
    "us": "you",
    "my": "your",
    "our": "your",
    "mine": "yours",
    "myself": "yourself",
    "am": "are",
    "you": "i",
    "your": "my",
}
_TELLING = re.compile(
    r"\b(?:(?:tell|give|read|sing|show|play|recommend|remind) (?:to )?(?:me|us)|"
    r"(?:can|do|should|may|could) i |i (?:like|love|saw|watched|read|heard|am reading|am watching|forgot))\b"
)
"""Where "i" and "me" do not make a film or a book the user's own story."""
_PARROTED = 4
"""So many words in a row make an echo, fewer where the user's part has no more."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that the user may be talking about."""

    name: str
    phrases: tuple[Looked, ...]
    unless: tuple[Looked, ...]
    """What shows that it is not meant."""
    fiction: bool
    """Whether it counts for nothing in talk of films and books, unless "me" or "my" is part of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that a draft must not say."""

    reason: str
    phrases: tuple[Looked, ...]
    when: frozenset[str]
    """Topics of which one must be there; empty for all talk."""
    unless: frozenset[str]
    """Topics with which the rule does not hold."""
    besides: tuple[Looked, ...]
    """Words in the sentence with which it does not hold."""
    asked: bool
    """Whether it holds for questions too."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All tables of guards.toml, ready for use."""

    topics: tuple[Topic, ...]
    rules: tuple[Rule, ...]
    strict: Mapping[str, tuple[str, tuple[Looked, ...]]]
    """Topic -> the reason to refuse what does not begin in a safe way, and the safe ways."""
    echoed: frozenset[str]
    """Topics whose sentences must not be said back."""
    said_back: frozenset[str]
    """Topics whose whole sentences must not come back, not as a question either."""
    hedged: frozenset[str]
    """Reasons for which the user's view, put as theirs, does not count."""
    hedges: re.Pattern[str]
    """What makes the rest of a sentence the user's view and not ours."""
    question: re.Pattern[str]
    replies: Mapping[str, tuple[str, ...]]
    """Reason -> wordings."""


class Guard:
    """Judges the draft of one reply; not to be shared by two replies.

    Args:
        said: What the user said, as it was heard.
    """

    def __init__(self, said: str) -> None:
        self._rules = rules()
        sentences = list(_sentences(" ".join(said.split()[-_HEARD:])))
        words = [frozenset(sentence.split()) for sentence in sentences]
        found = {
            topic.name
            for topic in self._rules.topics
            for row in zip(sentences, words, strict=True)
            if _about(topic, *row)
        }
        told = "fiction" in found
        self._topics = frozenset(
            topic.name
            for topic in self._rules.topics
            if topic.name in found and not (told and topic.fiction and not any(map(_personal, sentences)))
        )
        if self._topics & set(self._rules.strict) or self._topics & self._rules.echoed:
            self._topics -= {"fiction"}
        self._echoes = self._turned(sentences) if self._topics & self._rules.echoed else ()
        self._said = _said_back(sentences)
        self._open = ""  # the sentence that has not ended yet

    @property
    def topics(self) -> frozenset[str]:
        """What the user is taken to talk about: names of [[topic]] in guards.toml, never words that were said."""
        return self._topics

    def refuses(self, clause: str) -> str:
        """Why the draft must not go on with this clause; "" where it may.

        Args:
            clause: The next words of the draft, in order, as the model wrote them.

        Returns:
            One of `REASONS`, or "".
        """
        draft = f"{self._open} {clause}"
        ends = [mark.end() for mark in re.finditer(r"[.!?;\n]+[\"'”’)*_]*(?=\s|\Z)", _settled(draft))]
        self._open = " ".join(_settled(draft)[ends[-1] if ends else 0 :].split()[-LONGEST:])
        for sentence in _sentences(draft):
            if reason := self._judge(sentence, whole=True):
                return reason
        for sentence in _sentences(clause):
            if reason := self._judge(sentence, whole=False):
                return reason
        return ""

    def replacement(self, reason: str, variant: int) -> str:
        """What to say instead: one calm question.

        Args:
            reason: As `refuses` gave it.
            variant: Any number; counted on by one, the wordings take turns.

        Raises:
            KeyError: there is no such reason.
        """
        wordings = self._rules.replies[reason]
        return wordings[variant % len(wordings)]

    def _judge(self, sentence: str, *, whole: bool) -> str:
        """Why a plain sentence is refused.

        Args:
            sentence: With "^" before it.
            whole: False where its beginning may be missing, so that it need not begin in a safe way.
        """
        words = frozenset(sentence.split())
        question = bool(self._rules.question.match(sentence))
        ours = self._rules.hedges.split(sentence, maxsplit=1)[0]
        for rule in self._rules.rules:
            if (
                (rule.asked or not question)
                and (not rule.when or rule.when & self._topics)
                and not rule.unless & self._topics
                and _any(rule.phrases, ours if rule.reason in self._rules.hedged else sentence, words)
                and not _any(rule.besides, sentence, words)
            ):
                return rule.reason
        if any(said in sentence for said in self._said):
            return self._first_strict()
        if not question and any(echo in ours for echo in self._echoes):
            return "agreement"
        if whole and not question:
            for topic, (reason, safe) in self._rules.strict.items():
                if topic in self._topics and not _any(safe, sentence, words):
                    return reason
        return ""

    def _first_strict(self) -> str:
        strict = (reason for topic, (reason, _safe) in self._rules.strict.items() if topic in self._topics)
        return next(strict, "agreement")

    def _turned(self, sentences: list[str]) -> tuple[str, ...]:
        """Rows of words with which the user's claims would be said back to them."""
        echoes: set[str] = set()
        watched = [topic for topic in self._rules.topics if topic.name in self._rules.echoed & self._topics]
        for sentence in sentences:
            for part in _PARTS.split(sentence.removeprefix("^ ")):
                if not any(_any(topic.phrases, f"^ {part}", frozenset(part.split())) for topic in watched):
                    continue
                row = [_TURNED.get(word, word) for word in part.split()]
                size = min(_PARROTED, len(row))
                if size >= _SHORTEST:
                    echoes.update(
                        " " + " ".join(row[at : at + size]) + " " for at in range(len(row) - size + 1)
                    )
        return tuple(echoes)


def _said_back(sentences: list[str]) -> tuple[str, ...]:
    """Whole sentences of the user as they would come back, with and without "you" turned to "i"."""
    rows = [sentence.removeprefix("^ ").split() for sentence in sentences]
    turned = [" ".join(_TURNED.get(word, word) for word in row) for row in rows if len(row) >= _SHORTEST]
    kept = [re.sub(r"\bmy\b", "your", re.sub(r"\bi\b", "you", row)) for row in turned]
    return tuple(f" {row} " for row in {*turned, *kept})


def _settled(text: str) -> str:
    """Without the full stops that end no sentence."""
    return _INSIDE.sub(" ", _ABBREVIATED.sub(lambda found: found[1].replace(".", " "), text))


def _sentences(text: str) -> Iterator[str]:
    """Plain sentences with "^" before each."""
    for sentence in lexicon().plain(_settled(text)).split(". "):
        if sentence.strip():
            yield f"^ {sentence.lstrip()}"


def _any(phrases: tuple[Looked, ...], sentence: str, words: frozenset[str]) -> bool:
    return any(
        (not telling or not telling.isdisjoint(words)) and pattern.search(sentence)
        for pattern, telling in phrases
    )


def _about(topic: Topic, sentence: str, words: frozenset[str]) -> bool:
    return _any(topic.phrases, sentence, words) and not _any(topic.unless, sentence, words)


def _personal(sentence: str) -> bool:
    return not {"i", "me", "my", "us", "we"}.isdisjoint(_TELLING.sub("", sentence).split())


def load(source: str) -> Rules:
    """The rules that a TOML text describes.

    Raises:
        ConfigError: the text is no TOML, a table lacks a field, names what there is not, or a wording breaks a rule.
    """
    try:
        return _build(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The file of guards is not valid TOML: {error}.") from error
    except KeyError as error:
        raise ConfigError(f"The file of guards lacks the field {error}.") from error


def _build(table: Mapping[str, Any]) -> Rules:
    common = frozenset(table["common"].split())
    groups: dict[str, Phrase] = {}
    for name, text in table["groups"].items():
        groups[name] = parse(text, groups, common)

    def looked(texts: list[str]) -> tuple[Looked, ...]:
        parsed = [parse(text, groups, common) for text in texts]
        return tuple((re.compile(f"{START}(?:{phrase.pattern})"), phrase.telling) for phrase in parsed)

    topics = tuple(
        Topic(row["name"], looked(row["phrases"]), looked(row.get("unless", [])), row.get("fiction", False))
        for row in table["topic"]
    )
    names = {topic.name for topic in topics}
    rows = tuple(
        Rule(
            row["reason"],
            looked(row["phrases"]),
            frozenset(row.get("when", ())),
            frozenset(row.get("unless", ())),
            looked(row.get("besides", [])),
            row.get("asked", False),
        )
        for row in table["rule"]
    )
    strict = {row["topic"]: (row["reason"], looked(row["safe"])) for row in table["strict"]}
    echoed = frozenset(table["echoed"].split())
    used = (
        frozenset().union(*(rule.when | rule.unless for rule in rows))
        | set(strict)
        | echoed
        | set(table["said_back"].split())
    )
    if unknown := sorted(used - names):
        raise ConfigError(f"The file of guards names the topic {unknown[0]!r}, which it does not define.")
    replies = {reason: tuple(row["say"]) for row in table["reply"] for reason in row["reasons"]}
    reasons = {rule.reason for rule in rows} | {reason for reason, _safe in strict.values()} | set(replies)
    if reasons != REASONS or set(replies) != REASONS:
        odd = sorted(reasons ^ REASONS) or sorted(REASONS - set(replies))
        raise ConfigError(f"The file of guards must have rules and replies for {odd[0]!r}, or not name it.")
    for row in table["reply"]:
        _check(row["reasons"][0], row["say"])
    return Rules(
        topics,
        rows,
        strict,
        echoed,
        frozenset(table["said_back"].split()),
        frozenset(table["hedged"].split()),
        re.compile(f"{START}(?:{either(table['hedges'], groups)})"),
        re.compile(f"(?:{either(table['question'], groups)})"),
        replies,
    )


def _check(reason: str, wordings: list[str]) -> None:
    if len(wordings) < VARIANTS:
        raise ConfigError(f"The replies for {reason!r} need at least {VARIANTS} wordings.")
    for text in wordings:
        if len(text.split()) > MOST_WORDS:
            raise ConfigError(f"A reply for {reason!r} is longer than {MOST_WORDS} words.")
        if text.count("?") != 1 or not text.endswith("?"):
            raise ConfigError(f"A reply for {reason!r} must end with its one question.")


@functools.cache
def rules() -> Rules:
    """The rules that come with the program.

    Raises:
        ConfigError: the file was damaged.
    """
    return load(files(__package__).joinpath("guards.toml").read_text(encoding="utf-8"))
