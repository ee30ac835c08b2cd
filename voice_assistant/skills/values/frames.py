"""Words around and between two sums that say what to do with them: "add 5 to 7", "the difference between 3 and 10"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from voice_assistant.skills.values.counted import counted_at, plain
from voice_assistant.skills.values.terms import Term, combined, total


@dataclass(frozen=True, slots=True)
class _Frame:
    """Words around two sums and between them, and what they make of the two."""

    before: re.Pattern[str]
    between: re.Pattern[str]
    make: Callable[[Term, Term], Term | None]


def _frame(before: str, between: str, make: Callable[[Term, Term], Term | None]) -> _Frame:
    return _Frame(re.compile(f"(?:{before}) " if before else ""), re.compile(f" (?:{between}) "), make)


def _operation(name: str, *, turned: bool = False) -> Callable[[Term, Term], Term | None]:
    return lambda a, b: combined(name, b, a) if turned else combined(name, a, b)


def _take(part: Term, whole: Term) -> Term | None:
    return combined("minus", whole, part)


def _distance(a: Term, b: Term) -> Term | None:
    return combined("minus", a, b) if a.value >= b.value else combined("minus", b, a)


def _middle(a: Term, b: Term) -> Term | None:
    both = combined("plus", a, b)
    return combined("over", both, plain(2), "the average") if both else None


def _percentage(part: Term, whole: Term) -> Term | None:
    term = combined("over", part, whole, f"{part.said} out of {whole.said} in percent")
    return replace(term, value=term.value * 100) if term else None


_COST = "(?:bill|check|rent|meal|dinner|total|price|cost)"
_BILL = rf"{_COST} (?:is|was|of|comes to)"
_AMONG = "(?:between|among|amongst|into)"
_SHARED = "by|and|between|among|amongst|into|through"
"""What is split "evenly by" is all that was said before; "divided by" alone is an operation like any other: `sums`."""

_FRAMES = (
    _frame(r"add(?: up| together)?|sum up|sum|plus", "to|and|plus|with", _operation("plus")),
    _frame(r"(?:the )?(?:sum|total) of", "and|plus", _operation("plus")),
    _frame(r"(?:the )?product of|multiply", "by|and|with|times", _operation("times")),
    _frame(r"(?:the )?difference (?:between|of)", "and|to", _distance),
    _frame(r"(?:the )?quotient of", "and", _operation("over")),
    _frame(rf"(?:divide|split|share)(?: up)?(?: \w+ {_COST}(?: of)?)?", _SHARED, _operation("over")),
    _frame(r"subtract|take(?: away)?|deduct|remove|minus", "from|away from|off|off of", _take),
    _frame(r"take", "and add", _operation("plus")),
    _frame(r"take", "and subtract|minus|away", _operation("minus")),
    _frame(r"take", "times|and multiply (?:it |that )?by", _operation("times")),
    _frame(r"take", "and divide (?:it |that )?by", _operation("over")),
    _frame(r"(?:the )?(?:average|mean) of", "and", _middle),
    _frame(r"raise", "to the power of|to the power|to", _operation("topower")),
    _frame(r"(?:increase|raise)", "by", _operation("plus")),
    _frame(r"(?:reduce|decrease|lower|discount|cut)", "by", _operation("minus")),
    _frame(r"(?:the )?remainder of", "divided by|over|and", _operation("mod")),
    _frame(r"how many times does|how often does", "go into|fit into|fit in", _operation("over", turned=True)),
    _frame(r"what percent (?:of)", "is", lambda whole, part: _percentage(part, whole)),
    _frame(r"what percent is", "of|out of", _percentage),
    _frame("", "is what percent of|as a percent of|as percent of", _percentage),
    _frame("", "(?:subtracted|taken|taken away|deducted) from|less than", _operation("minus", turned=True)),
    _frame("", "more than", _operation("plus", turned=True)),
    _frame("", "goes into|go into|into", _operation("over", turned=True)),
    _frame(r"(?:we are|there are)", rf"and the {_BILL}", _operation("over", turned=True)),
    _frame(rf"the {_BILL}", r"and (?:we are|there are)|for|split between", _operation("over")),
    _frame("", rf"(?:split|divided|shared) (?:(?:evenly|equally) (?:{_SHARED})|{_AMONG})", _operation("over")),
)  # fmt: skip
_LISTS = re.compile(
    r"(?P<mean>(?:the )?(?:average|mean) of)|(?:add|sum)(?: up| together)?|(?:the )?(?:sum|total) of"
)


def framed(text: str, read: Callable[[Sequence[str]], Term | None]) -> Term | None:
    """The term of a text with a frame around or inside it; `read` reads what the frame holds."""
    for frame in _FRAMES:
        begun = frame.before.match(text)
        if begun is None:
            continue
        inner = text[begun.end() :]
        for gap in frame.between.finditer(inner):
            a = read(inner[: gap.start()].split())
            b = read(inner[gap.end() :].split()) if a else None
            if a and b and (term := frame.make(a, b)):
                return term
    listed = _LISTS.match(text)
    return _list(text[listed.end() :].split(), mean=bool(listed["mean"])) if listed else None


def _list(words: Sequence[str], *, mean: bool) -> Term | None:
    """The sum or the mean of numbers one after another: "twelve nineteen and thirty three"."""
    terms: list[Term] = []
    at = 0
    while at < len(words):
        at += words[at] in ("and", "plus")
        found = counted_at(words, at) if at < len(words) else None
        if found is None:
            return None
        terms.append(found[0])
        at = found[1]
    added = total(terms) if len(terms) >= 2 else None
    return combined("over", added, plain(len(terms)), "the average") if mean and added else added
