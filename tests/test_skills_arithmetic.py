"""Sums: what calls for them, and how results are told."""

from __future__ import annotations

import pytest
from performing import called, group_called, lines, phrasings, said

CALCULATE = """
what's 5 plus 5
two plus two
how much is 12 times 12
what is 100 divided by 7
calculate 45 minus 17
9 squared
what is 9 squared
the square root of 81
what's 20 percent of 150
20 percent of 150
add 5 and 7
subtract 3 from 10
multiply 6 by 7
divide 100 by 4
what is the sum of 12 and 30
what's half of 86
what is a third of 99
double 75
what's double 75
17 x 3
3+4*2
what does 8 times 8 make
how much is 250 plus 15 percent
80 euros minus 20 percent
15 percent tip on 48
20 percent off 80
what's 30 percent off 120
two to the power of eight
five cubed
what is 7 to the third power
what is minus five plus nine
could you add 15 and 27 for me
i need to know what 13 times 14 is
work out 18 times 5
seven times eight is what
what's 1000 divided by 3
how many times does 7 go into 91
three quarters of 60
one half plus one third
what's 3.5 plus 2.25
sum of 3 and 4
product of 12 and 3
difference between 90 and 45
if i split 90 by 4 how much is that
what is 12 percent of 1,500
45 divided by nine
what's ten to the sixth
what's five factorial
twice 35
what is the average of 10 20 and 30
100 minus 45 minus 12
what is 20 as a percentage of 80
take 15 away from 40
seventy five minus twenty eight equals
(4+5)*3
what is 2/3 of 90
how much is three times four plus two
what's the result of 8 times 9
what is 5 and 5
how much is 5 and 5
what's fifteen less than forty
6 multiplied by 9
a hundred and twenty over four
forty percent of two hundred and fifty
what is twenty percent more than fifty
split a bill of 120 between 4
what's 18 percent of 64 dollars
1.5 times 8
how much is a dozen times four
whats 4 times 4
what would 8 plus 8 be
can you multiply 4 and 5
what's 12 over 4
what is the cube root of 27
one plus one
ten minus four please
nineteen plus eighty one
what's the remainder of 17 divided by 5
"""

PHRASINGS = {
    "calculate": CALCULATE,
}
NEAR_MISSES = """
what is love
what is the plus side
three times a day
i told you a hundred times
what is a third world country
what is 24/7
half of my friends are sick
double trouble
he doubled down
two of a kind
one on one
i'm over fifty
ten out of ten
three by three
i have 3 kids and 2 dogs
add sugar and salt
the sum of all fears
divide and conquer
what is the square root of happiness
how much is a ticket
how much is it
how much are two tickets
twenty four
ninety nine balloons
he is minus the attitude
x times better
nine to five
five to ten people came
what do you think of 7 of 9
four times champion
i got a ten percent raise
fifty percent of marriages fail
"""


@pytest.mark.parametrize(("name", "text"), phrasings(PHRASINGS))
def test_every_phrasing_calls_its_skill(name: str, text: str) -> None:
    assert called(text)[0] == name


@pytest.mark.parametrize("text", lines(NEAR_MISSES))
def test_an_ordinary_sentence_calls_nothing_of_this(text: str) -> None:
    assert group_called(text) != "arithmetic"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("what's 17 plus 26", "17 plus 26 is 43."),
        ("15% of 240", "15 percent of 240 is 36."),
        ("ten divided by three", "10 divided by 3 is about 3.3333."),
        ("square root of 2", "The square root of 2 is about 1.4142."),
        ("add 5 and 7", "5 plus 7 is 12."),
        ("subtract 10 from 3", "3 minus 10 is minus 7."),
        ("(2 + 3) * 4", "That is 20."),
        ("(2 + 3) / 7", "That is about 0.7143."),
        ("a quarter of 320", "A quarter of 320 is 80."),
        ("2 to the power of 50", "2 to the power of 50 is about 1.126 times ten to the power of 15."),
        ("1 over 0", "Nothing can be divided by zero."),
        ("9 ^ 9 ^ 9", "That is beyond the numbers I can work with."),
        ("square root of minus 4", "A number below zero has no such root."),
        ("+".join("1" * 130), "That is too long for me to work out at once."),
    ],
)
def test_the_result_is_told_with_what_it_is_of(text: str, answer: str) -> None:
    assert said(text) == [answer]
