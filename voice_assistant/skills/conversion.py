"""Turning an amount into another unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Annotated

from voice_assistant.languages import Language
from voice_assistant.skills import Situation, Steps, skill, wording
from voice_assistant.skills.figures import figure
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.quantities import Quantity, converted, fitted, read_quantity
from voice_assistant.skills.values.units import Unit, named, read_unit, smaller

Amount = Annotated[
    Quantity, Slot("quantity", lambda said, _: read_quantity(said), "an amount with its unit", "ten miles")
]
UnitName = Annotated[
    Unit, Slot("unit", lambda said, _: read_unit(said), "a unit of measurement", "kilometres")
]


@skill(
    "convert {quantity} to {unit}",
    "(convert|change|turn|translate|transform|switch|recalculate|express|put|give|calculate|work "
    "out|do|reckon|compute) [me|for me] {quantity} <into> {unit} [for me]",
    "<sum_question> {quantity} <into> {unit}",
    "[<ask_for>] (<what_is>|how much is|how much are|how many is|how many are|what would be|what's the "
    "metric for|what equals) {quantity} [worth|converted|expressed|if converted|when "
    "converted|measured|given|equal|equivalent|the same|written|put] <into> {unit}",
    "[<ask_for>] (what|how much|how many) <would> {quantity} (be|make|come "
    "to|weigh|measure|equal|convert|get|come out at|come out as|work out|translate|amount "
    "to|give|turn|correspond|look like) [as|to] <into> {unit}",
    "[<ask_for>] how (long|far|big|tall|high|heavy|hot|cold|warm|fast|large|much|wide|deep|thick|old) "
    "(is|are|was|would be|does) {quantity} <into> {unit}",
    "(what|how) (temperature|distance|weight|speed|length|height|volume) is {quantity} <into> {unit}",
    "[<ask_for>] how (many|much) {unit} (are|is|are there|is there|there are|there is|do we have|do you "
    "get|do i get|does one get|have we got|do i need|do you need|would i need|will i need|would there "
    "be|will i get|can i get|go) (in|into|to|from|for|per|out of|inside|within|make|make up) {quantity}",
    "how many {unit} (come|fit|go|are contained|will fit) (in|into|inside|within) {quantity}",
    "[<ask_for>] how (many|much) {unit} (in|to|per|are|is|make|make up|makes|equal|equals|would be|will "
    "be|was|were|go into|fit into|for|has|have|equate to|correspond to|is equal to|are equal to|amount "
    "to|add up to) {quantity}",
    "how (many|much) {unit} <would> {quantity} (be|have|make|weigh|equal|contain|hold|measure|come "
    "to|last|convert to|give|take|got|correspond to|consist of|amount to|come out at|equate to|convert "
    "into|turn into|need)",
    "[<ask_for>] how (many|much) {unit} {quantity} (is|are|has|have|makes|contains|would be|comes "
    "to|equals|make|contain|holds|come to)",
    "how (much|many) {unit} (is|are|in|are in|is in) {quantity}",
    "[<ask_for>|<what_is>] the (conversion|equivalent|value|number|amount) (of|for|from) {quantity} "
    "<into> {unit}",
    "[<what_is>|<ask_for>] the (number|amount) of {unit} (in|per|to|that make|for) {quantity}",
    "[<ask_for>] {quantity} <into> {unit}",
    "[<ask_for>] how (many|much) {unit} (are|is|in|are in|are there in|make|there are in|there is in|go "
    "into) {quantity}",
    "[<ask_for>] (what|how much) {quantity} (is|are|would be|comes to|makes|come to|was) <into> {unit}",
    "{quantity} (please|equals|is|are|expressed|converted|measured|when converted|translated) <into> {unit}",
    "{quantity} (is|are|equals|makes|make|equal|would be|comes to|be|gives|to|in) how (many|much) {unit}",
    "{quantity} (is|are|makes|equals|comes to|would be) (what|how much) <into> {unit}",
    "{quantity} how (many|much) {unit} (<would> <that> [be|make|come to|have]|in that|in it|is that) "
    "[then|exactly|all together]",
    "{quantity} how (many|much) {unit}",
    "{quantity} (what|how much|how many) <would> <that> [be|make|come to|weigh] <into> {unit}",
    "{quantity} (what's|whats|how's|what is) <that> <into> {unit}",
    "{quantity} [can you|could you|please|now] (convert|change|turn|put|give|tell|make|do|switch) "
    "(that|this|it|me that|me|it for me) <into> {unit}",
    "(in|into|to) {unit} (what|how "
    "(much|far|long|hot|heavy|many|fast|big|tall|high|cold|old|deep|wide|warm)) (is|are|would|was|does) "
    "{quantity} [be]",
    "(in|into|to) {unit} (what|how much|how (far|long|hot|heavy)) {quantity} (is|are)",
    "(how|what) (do|would|can|does|should) (i|you|one|we) (convert|change|turn|get|express|write|say|put) "
    "{quantity} <into> {unit}",
    "[<ask_for>] [the] {unit} (in|for|of|per) {quantity}",
)
def convert(situation: Situation, quantity: Amount, unit: UnitName) -> Steps:
    """Turn an amount into another unit."""
    language = situation.language
    amount, of = quantity[0], fitted(quantity[1], unit)
    to = fitted(unit, of)
    value = converted((amount, of), to)
    if value is None:
        measures = {"first": of.many, "one": of.dimension, "second": to.many, "other": to.dimension}
        yield _capital(language.phrase("skill.convert_apart", **measures))
        return
    given = _given(language, amount, of)
    result, exact = _parted(language, value, to) if to.rest else _amount(language, value, to)
    yield _capital(
        language.phrase("skill.convert" if exact else "skill.convert_about", amount=given, result=result)
    )


def _given(language: Language, amount: Fraction, of: Unit) -> str:
    """The amount that was asked about: "6 feet and 2 inches", as it was said, and not 6.17 feet."""
    small = smaller(of)
    whole = (
        small is not None and amount.denominator > 1 and (amount * of.factor / small.factor).denominator == 1
    )
    if small is not None and whole and amount > 1:
        return _parted(language, amount, replace(of, rest=small.name))[0]
    return _amount(language, amount, of)[0]


def _amount(language: Language, value: Fraction, unit: Unit) -> tuple[str, bool]:
    """An amount with its unit, and whether it is exact."""
    told = figure(language, value, 1 if unit.dimension == "temperature" else 2)
    name = unit.one if told.text == "1" else unit.many
    return language.phrase("words.amount", number=told.text, unit=name), told.exact


def _parted(language: Language, value: Fraction, unit: Unit) -> tuple[str, bool]:
    """An amount in whole ones of its unit and a rest in a smaller one: "5 feet and 10.9 inches"."""
    small = named(unit.rest)
    tenths = round(abs(value) * unit.factor / small.factor * 10)
    whole, rest = divmod(Fraction(tenths, 10), unit.factor / small.factor)
    exact = Fraction(tenths, 10) * small.factor / unit.factor == abs(value)
    parts = [_amount(language, Fraction(whole), unit)[0], _amount(language, rest, small)[0]]
    return wording.join(language, parts if rest else parts[:1]), exact


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
