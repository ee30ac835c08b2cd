"""Sums, said and typed, and what they come to."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.skills.values import counted, frames, sums, terms
from voice_assistant.skills.values.arithmetic import LONGEST, Expression, read_expression

SUMS = """
7 * 8 + 4 = ? | 60
seven times eight plus four | 60
four plus seven times eight | 60
(2+3)*4 | 20
((1+2)*(3+4)) | 21
4 * (5 - 2) ^ 2 | 36
2^3^2 | 512
-5 + 3 | -2
minus five plus three | -2
10 - -3 | 13
5-3 | 2
100 - 45 - 12 | 43
6x7 | 42
9 × 9 | 81
8 ÷ 2 | 4
1,250 / 16 | 78.125
2 1/2 * 4 | 10
1/2 + 1/3 | 0.8333
2/3 of 90 | 60
18.75 plus 6.40 | 25.15
0.1 + 0.2 | 0.3
$5 * 3 | 15
three point five times six | 21
one and a half times 4 | 6
a hundred divided by seven | 14.2857
one million times two | 2000000
one hundred and five plus seven | 112
12345678901234567890 * 10 | 123456789012345678900
what is ten divided by three | 3.3333
what do you get when you take thirty eight from one hundred | 62
what does five plus five make | 10
seven times eight is what | 56
one plus one equals | 2
what is two and two | 4
five squared plus three cubed | 52
5² | 25
two to the power of ten | 1024
two to the tenth power | 1024
ten to the power of minus two | 0.01
the square root of 169 | 13
square root of 16 plus 9 | 13
sqrt(16) + 1 | 5
√2 | 1.4142
the cube root of 27 | 3
the square of 12 | 144
5 factorial | 120
17 modulo 5 | 2
half of 20 | 10
half 20 | 10
a third of 90 | 30
three quarters of 200 | 150
two thirds of 90 plus 5 | 65
half of ten percent of 200 | 10
double 45 | 90
15% of 240 | 36
15 per cent of 240 plus 4 | 40
what is a fifteen percent tip on sixty euros | 9
200 plus 15 percent | 230
80 minus 20% | 64
100 plus 10 percent plus 5 | 115
10% + 5% | 0.15
20 percent off 80 | 64
take twenty five percent off one hundred forty | 105
80 euros with a 15 percent tip | 92
sixty plus fifteen percent tip | 69
10 percent more than 50 | 55
10 percent less than 50 | 45
increase 200 by 15 percent | 230
decrease 200 by 15 percent | 170
20 is what percent of 80 | 25
what percent of 80 is 20 | 25
add 5 and 7 | 12
add two to three | 5
add up twelve nineteen and thirty three | 64
subtract 3 from 10 | 7
take 15 away from 40 | 25
twenty take away five | 15
five less than seven | 2
five more than seven | 12
multiply 12 by 12 | 144
divide 100 by 8 | 12.5
the sum of one hundred and five and seven | 112
the product of 6 and 7 | 42
the difference between 3 and 10 | 7
the average of 3 4 and 5 | 4
the average of 10 and 20 | 15
the remainder of 17 divided by 5 | 2
how many times does 5 go into 20 | 4
split a bill of 120 between 4 | 30
what is 6 divided by 2 times 3 | 9
12 divided by 4 divided by 3 | 1
8 divided by 2 plus 2 | 6
2 plus 2 divided by 2 | 3
100 divided by 5 times 2 | 40
100 plus 20 divided evenly by 4 | 30
100 plus 20 split between 4 | 30
112 split between five people | 22.4
we are five people and the bill is one hundred twelve how much is it each | 22.4
a jacket for eighty euros with thirty percent off, what do i pay | 56
fifty two weeks times seven days how many is that | 364
"""


@pytest.mark.parametrize("row", SUMS.strip().splitlines())
def test_a_sum_comes_to_what_it_should(row: str) -> None:
    text, _, expected = row.rpartition(" | ")
    expression = read_expression(text)
    assert expression is not None
    assert expression.result is not None
    assert round(expression.result, 4) == pytest.approx(float(expected), abs=1e-9)


@pytest.mark.parametrize(
    "text",
    """five|minus five|twenty four seven|what is fifty percent|what is love|three times a day|factorial|2 (3)
what is 24/7|2026-03-09|9/3/2026|555-1234|what is one hundred and five|ten euros plus five minutes|two of a kind
add ten minutes to the timer|add milk and eggs|double trouble|half of my friends|minus the rain it was perfect
one on one|i'm over fifty|ten out of ten|x times better|(((|+|plus|of|percent|what is||the bill is 12 for my friend
a jacket for eighty euros with a hood""".replace("\n", "|").split("|"),
)
def test_other_things_are_no_sums(text: str) -> None:
    assert read_expression(text) is None


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("one divided by zero", "zero"),
        ("5 modulo 0", "zero"),
        ("0 to the power of minus one", "zero"),
        ("3 + 1 / (2 - 2)", "zero"),
        ("9^9^9", "large"),
        ("10^400", "large"),
        ("200 factorial", "large"),
        ("square root of minus four", "root"),
        ("(0 - 8) ^ 0.5", "root"),
        ("+".join(["1"] * (LONGEST + 1)), "long"),
    ],
)
def test_what_cannot_be_worked_out_has_a_reason_instead_of_a_value(text: str, trouble: str) -> None:
    expression = read_expression(text)
    assert expression is not None
    assert (expression.value, expression.result, expression.trouble) == (None, None, trouble)


def test_results_are_exact_where_they_can_be() -> None:
    assert read_expression("0.1 + 0.2") == Expression(Fraction(3, 10), "0.1 plus 0.2")
    assert read_expression("a third plus a third plus a third") == Expression(
        Fraction(1), "a third plus a third plus a third"
    )
    assert read_expression("(1/3) * 3") == Expression(Fraction(1), "")


def test_a_whole_result_is_an_int() -> None:
    expression = read_expression("four over two")
    assert expression is not None
    assert isinstance(expression.result, int)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 90 + "1" + ")" * 90,
        "add " * 60 + "1 and 2",
        "square root of " * 25 + "2",
        "2^" * 55 + "2",
        "half of " * 40 + "one",
        "add 1 and 1 to 1 by " * 18 + "1",
        "the difference between 1 and " * 13 + "1",
        "1 and " * 60 + "1",
        "1.0000001^999999999",
        "1^999999999999999",
        "0.5^9999",
        "9" * 390 + "*2",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    read_expression(text)
    assert time.process_time() - begun < 0.5


small = st.integers(min_value=-999, max_value=999)


@given(small, small, small)
def test_typed_sums_follow_the_usual_order(a: int, b: int, c: int) -> None:
    expression = read_expression(f"{a} + {b} * {c}")
    assert expression is not None
    assert expression.value == a + b * c
    expression = read_expression(f"({a} - {b}) * {c}")
    assert expression is not None
    assert expression.value == (a - b) * c


words_of_sums = st.sampled_from(
    "one two 3 4.5 1/2 hundred and a the plus minus times over of percent off half squared to power root square"
    " ( ) ^ * + - / % add subtract from between euros what is tip with sum average factorial bracket".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(words_of_sums, max_size=14).map(" ".join)))
def test_whatever_is_said_there_is_a_finite_value_or_a_trouble_or_nothing(text: str) -> None:
    expression = read_expression(text)
    if expression is None:
        return
    assert (expression.value is None) == bool(expression.trouble)
    if expression.result is not None:
        assert math.isfinite(expression.result)


def test_terms_that_count_different_things_do_not_add_up() -> None:
    ten, five = terms.Term(Fraction(10), "10", noun="euro"), terms.Term(Fraction(5), "5", noun="minute")
    assert terms.combined("plus", ten, five) is None
    assert terms.combined("times", ten, five) is not None
    assert terms.total([ten, five]) is None


def test_a_number_may_count_something() -> None:
    assert counted.counted_at(("eighty", "euros"), 0) == (terms.Term(Fraction(80), "80", noun="euro"), 2)
    assert counted.counted_at(("euros",), 0) is None


def test_a_frame_asks_for_both_of_its_sums() -> None:
    assert frames.framed("add 5 to them", sums.read) is None
    framed = frames.framed("add 5 to 6", sums.read)
    assert framed is not None
    assert (framed.value, framed.said) == (11, "5 plus 6")
