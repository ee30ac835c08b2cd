"""Asking first where something would be left behind that may have been misheard.

Two signs: the recogniser finds its own words unlikely, or it finds others nearly as likely that ask for something else.
"Fifty" and "fifteen" sound alike to anybody; who is not sure asks which it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from voice_assistant.dialogue.doubt import UNLIKELY
from voice_assistant.dialogue.intents import Understood
from voice_assistant.languages import Language
from voice_assistant.skills import Call, Option, Question
from voice_assistant.vocabulary import Transcript

LASTING = frozenset({"everyday", "forget"})
"""Effects that leave something behind: a mishearing must not cause them."""

LOSING = ("cancel", "clear", "delete", "forget", "remove", "reset", "undo")
"""How the names of skills begin that lose something."""

CLOSE = 0.06
"""How much less likely other words may be, in mean log-probability of a token, to be asked about. Of 294 new commands
in voices that the starter model never heard this asks about 60 in 100 of those that it got wrong, and about 4 in 100
of those that it got right."""

LONGEST = 3
"""Words of each side of a question which of two it was."""


def careful(
    understood: Understood,
    transcript: Transcript,
    language: Language,
    meaning: Callable[[str], Understood | None],
) -> Understood | None:
    """What was understood; or a question where it may be misheard and would leave something behind.

    Args:
        understood: what the best guess at the words asks for.
        transcript: what was heard.
        language: how it is asked.
        meaning: what other words would ask for.

    Returns:
        What to do; None to ask for all of it again.
    """
    lasting = [call for call in understood.calls if LASTING & set(call.skill.effects)]
    if not lasting or understood.question is not None:
        return understood
    call, unlikely = lasting[0], transcript.confidence < UNLIKELY
    rival = _rival(understood, transcript, meaning)
    if understood.answers:  # believed, however unlikely; but our question stays where it may be either answer
        return understood if rival is None else None
    if rival is None:
        if not unlikely or not (call.values or call.skill.name.startswith(LOSING)):
            return understood  # a command without values is heard right, or not at all
    elif call.missing is not None and not unlikely and len(understood.calls) == 1:
        return understood  # it asks for that anyway
    if len(understood.calls) > 1 or call.missing is not None:
        return None
    question = rival and _either(call, *rival, transcript.text, language)
    if question is None:
        text = language.phrase("question.heard", words=transcript.text.strip(" .!?"))
        question = Question(text, call.skill.name, call.values)
    return Understood(question=replace(question, revises=understood.revises))


def _rival(
    understood: Understood, transcript: Transcript, meaning: Callable[[str], Understood | None]
) -> tuple[Call, str] | None:
    """What else was asked for as likely as not, and the words for it."""
    for other in transcript.hypotheses[1:]:
        if transcript.confidence - other.log_probability > CLOSE:
            break
        found = meaning(other.text)
        if found is not None and found.calls and asked(found.calls) != asked(understood.calls):
            return found.calls[0], other.text
    return None


def asked(calls: Sequence[Call]) -> list[tuple[str, frozenset[Any]]]:
    """What calls ask for, in whatever words: skills take the same values in different places of a sentence."""
    return [(call.skill.name, frozenset(parts(tuple(value for _, value in call.values)))) for call in calls]


def parts(value: Any) -> Iterator[Any]:
    """What a value is made of, without what only its wording needs."""
    if isinstance(value, tuple):
        for one in value:
            yield from parts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("tie", "mixed"):
                yield from parts(getattr(value, field.name))
    elif isinstance(value, str):
        if words := " ".join(value.casefold().split()).strip(" .,;:!?"):
            yield words
    elif value is not None and not isinstance(value, bool):
        yield value


def _either(call: Call, other: Call, words: str, said: str, language: Language) -> Question | None:
    """Ask which of two values it was, where the calls differ in nothing else."""
    ours, theirs = dict(call.values), dict(other.values)
    apart = [name for name in ours if name in theirs and ours[name] != theirs[name]]
    if call.skill != other.skill or ours.keys() != theirs.keys() or len(apart) != 1:
        return None
    (name,) = apart
    if any(place.name == name and place.slot.free for place in call.skill.parameters):
        return None  # what is free to be anything may sound the same both times
    labels = _apart(_plain(said), _plain(words))
    if labels is None:
        return None
    options = tuple(
        Option(label, value) for label, value in zip(labels, (ours[name], theirs[name]), strict=True)
    )
    text = language.phrase("question.either", one=labels[0], other=labels[1])
    rest = tuple((key, value) for key, value in call.values if key != name)
    return Question(text, call.skill.name, rest, name, options)


def _apart(one: list[str], other: list[str]) -> tuple[str, str] | None:
    """The words in which two sentences differ, where that is a single place."""
    places = [
        step for step in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if step[0] != "equal"
    ]
    if len(places) != 1:
        return None
    _, start, end, begin, stop = places[0]
    labels = " ".join(one[start:end]), " ".join(other[begin:stop])
    return labels if all(labels) and max(end - start, stop - begin) <= LONGEST else None


def _plain(text: str) -> list[str]:
    """Words in small letters, without punctuation: a full model writes the same words in several ways."""
    words = (word.strip(".,;:!?") for word in text.casefold().split())
    return [word for word in words if word]
