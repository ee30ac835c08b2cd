"""Working out sums."""

from __future__ import annotations

from typing import Annotated

from voice_assistant.skills import Situation, Steps, skill
from voice_assistant.skills.figures import figure
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.arithmetic import Expression, read_expression


def _gone_on(before: Expression, said: str) -> Expression | None:
    """A sum that begins with the result of the one before: "times three"."""
    known = before.result is not None and not said[:1].isdigit()
    return read_expression(f"{before.result} {said}") if known else None


Sum = Annotated[
    Expression,
    Slot(
        "expression",
        lambda said, _: read_expression(said),
        "a sum, in words or figures",
        "seven times eight",
        goes_on=lambda before, said, _: _gone_on(before, said),
    ),
]

_TROUBLES = {
    "zero": "skill.calculate_zero",
    "large": "skill.calculate_large",
    "root": "skill.calculate_root",
    "long": "skill.calculate_long",
}


@skill(
    "what is {expression}",
    "<sum_question> {expression}",
    "<sum_question> {expression} (equal|make|be|come to|give|add up to|come out to|come out at|amount "
    "to|work out at|work out to|total|produce|yield|make up|make together)",
    "<sum_up> {expression}",
    "<sum_up> (what|how much|how many) {expression} (is|are|makes|make|comes to|equals|gives|would "
    "be|come to|would make|adds up to)",
    "[<sum_up>|<ask_for>] <what_is> the (result|answer|value|solution|outcome|total|sum|product) "
    "(of|to|for|when you|if you|when i|if i|from) {expression}",
    "[<ask_for>|<sum_up>] the (result|answer|value|solution|outcome|total) (of|to|for|when you|if "
    "you|from) {expression}",
    "[<ask_for>] what (do|would|will) (you|i|we) (get|have|be left with|end up with) "
    "(when|if|for|from|with) [you|i|we] {expression}",
    "what (happens|comes out|is left|remains|would be left|do i have left|do you get) (when|if) "
    "(you|i|we) {expression}",
    "what's left (when|if|after) (you|i|we) {expression}",
    "[<ask_for>] <sum_question> {expression}",
    "[<ask_for>] (what|how much) {expression} (is|makes|are|comes to|make|equals|gives|would be)",
    "{expression} (is|are|makes|equals|make|gives|would be|comes to|come to|that's|that is|that "
    "makes|it's|be) (what|how much|how many)",
    "{expression} (what's|what is|whats|how much is|how much does) (that|it|the answer|the result|the "
    "total|that make|that come to)",
    "{expression} (please|equals|is equal to|go|tell me|work it out|calculate (it|that)|answer please|you "
    "do it|do it)",
    "{expression}",
)
def calculate(situation: Situation, expression: Sum) -> Steps:
    """Work out a sum."""
    language = situation.language
    if expression.value is None:
        yield language.phrase(_TROUBLES[expression.trouble])
        return
    result = figure(language, expression.value)
    key = "skill.calculate" if result.exact else "skill.calculate_about"
    if expression.said:
        said = expression.said[0].upper() + expression.said[1:]
        yield language.phrase(key, sum=said, result=result.text)
    else:
        key = "skill.calculate_that" if result.exact else "skill.calculate_that_about"
        yield language.phrase(key, result=result.text)
