"""When the sentinel must speak for the assistant. Arithmetic: no clock, no I/O.

    armed -> due -> spoken, line by line -> done

From the moment an answer is armed the assistant must give a sign of life every `LIMIT_S`; once it is due it must
be heard within `LIMIT_S`; and once a line has sounded, the next one must begin, or all be done, within `LIMIT_S`.
Whoever misses one of these loses the turn: the sentinel says what was not wholly said yet, and says it once.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Literal

from voice_assistant.safety.messages import Armed, Beat, Done, Due, Message, Spoken, Withdrawn, Words

LIMIT_S = 0.5
"""How long the sentinel waits for any sign, seconds: words must be there within 1 s, and a device has to open."""

Why = Literal["gone", "hung", "late", "stuck"]
"""The assistant has ended; it gives no sign of life; it did not begin to speak; it stopped speaking on the way."""


@dataclass(frozen=True, slots=True)
class Case:
    """One answer, and how far the assistant is with it."""

    words: Words
    line: int = 0
    """The first line that was not wholly said."""
    due: bool = False
    """Whether it may be said."""
    spoken: bool = False
    """Whether any of it was heard."""
    by: float = math.inf
    """When the next of it must have been heard, seconds."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the sentinel knows. It begins with `Watch()`."""

    cases: tuple[Case, ...] = ()
    """The answer that is due, if any, and then the one that is only armed, if any."""
    settled: int = 0
    """The highest id that is over: said by the assistant or taken from it."""
    sign: float = -math.inf
    """When the assistant last gave a sign of life, seconds."""

    @property
    def wake(self) -> float:
        """When time alone may change something, seconds; infinite where it cannot."""
        if not self.cases:
            return math.inf
        return min(self.sign + LIMIT_S, *(case.by for case in self.cases))


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Claim the turn, show the words, and say them from line `first` on."""

    words: Words
    first: int
    why: Why


@dataclass(frozen=True, slots=True)
class Hush:
    """Should the sentinel be saying an answer with at most this id, it is to stop: the assistant is back."""

    id: int


def tell(watch: Watch, message: Message, now: float) -> tuple[Watch, Hush | None]:
    """What the sentinel knows after a message, at a monotonic second.

    Answers that are over are never opened again, and messages about unknown ones say only that the assistant lives.
    """
    watch = dataclasses.replace(watch, sign=now)
    match message:
        case Armed(words):
            return _armed(watch, words), None
        case Due(number):
            return _due(watch, number, now), None
        case Spoken(number, index, seconds):
            case = _find(watch, number)
            if case is None:
                return watch, None
            line = min(index, max(len(case.words.lines) - 1, 0))
            by = now + seconds + LIMIT_S if seconds else math.inf
            return _put(watch, dataclasses.replace(case, line=line, due=True, spoken=True, by=by)), Hush(
                number - 1
            )
        case Withdrawn(number):
            return _without(watch, number), Hush(number)
        case Done(number):
            return _settled(watch, number), Hush(number)
        case Beat():
            return watch, None


def tick(watch: Watch, now: float, *, gone: bool = False) -> tuple[Watch, TakeOver | None]:
    """What the sentinel does at a monotonic second; `gone`: whether the assistant has ended."""
    if not watch.cases:
        return watch, None
    if gone or now >= watch.sign + LIMIT_S:
        case = watch.cases[-1]
        return _settled(watch, case.words.id), TakeOver(case.words, case.line, "gone" if gone else "hung")
    for case in watch.cases:
        if now >= case.by:
            why: Why = "stuck" if case.spoken else "late"
            return _settled(watch, case.words.id), TakeOver(case.words, case.line, why)
    return watch, None


def _armed(watch: Watch, words: Words) -> Watch:
    """With another draft, which replaces an earlier draft, but not an answer that is due."""
    due = tuple(case for case in watch.cases if case.due)
    if words.id <= max([watch.settled, *(case.words.id for case in due)]):
        return watch
    return dataclasses.replace(watch, cases=(*due, Case(words)))


def _due(watch: Watch, number: int, now: float) -> Watch:
    case = _find(watch, number)
    if case is None or case.due:
        return watch
    return _put(watch, dataclasses.replace(case, due=True, by=now + LIMIT_S))


def _put(watch: Watch, case: Case) -> Watch:
    """With an answer that is due, which replaces all before it."""
    later = tuple(other for other in watch.cases if other.words.id > case.words.id)
    return dataclasses.replace(watch, cases=(case, *later), settled=max(watch.settled, case.words.id - 1))


def _without(watch: Watch, number: int) -> Watch:
    return dataclasses.replace(watch, cases=tuple(case for case in watch.cases if case.words.id != number))


def _settled(watch: Watch, number: int) -> Watch:
    if number <= watch.settled:
        return watch
    return dataclasses.replace(
        watch, cases=tuple(case for case in watch.cases if case.words.id > number), settled=number
    )


def _find(watch: Watch, number: int) -> Case | None:
    return next((case for case in watch.cases if case.words.id == number), None)
