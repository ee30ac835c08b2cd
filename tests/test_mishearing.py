"""Mishearing: as many errors as asked for, of the kinds that were measured, and the same ones each time."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from voice_assistant.bench.mishearing import FUNCTION_WORDS, Table, load_table, mishear
from voice_assistant.bench.words import normalised, word_error_rate
from voice_assistant.errors import InputError

ROOT = Path(__file__).parent
TABLE = load_table(ROOT / "safety" / "slips.json")
SENTENCES = [
    json.loads(line)["say"]
    for line in (ROOT / "phrasings" / "development.jsonl").read_text("utf-8").splitlines()
    if not any(sign.isdigit() or not sign.isascii() for sign in line.partition('"skill"')[0])
]
KNOWN = [say for say in SENTENCES if all(word in TABLE for word in say.split())]

SMALL: Table = {"cold": [("called", 1)], "night": [("knight", 1)], "called": [("cold", 1), ("culled", 1)]}


def heard(rate: float, seed: int = 1, *, farther: float = 0.7) -> list[tuple[str, str]]:
    dice = random.Random(seed)
    return [(say, mishear(say, dice, rate, TABLE, farther)) for say in KNOWN for _ in range(2)]


class Always(random.Random):
    """Dice that always say what makes an error, and a substitution."""

    def random(self) -> float:
        return 0.0


def table_file(folder: Path, text: str) -> Path:
    path = folder / "slips.json"
    path.write_text(text, "utf-8")
    return path


# ---------------------------------------------------------------- the table


def test_the_table_is_as_it_should_be() -> None:
    singles = [word for word in TABLE if " " not in word]
    assert len(singles) > 9000
    assert len(TABLE) - len(singles) > 500
    for word, ways in TABLE.items():
        assert 1 <= len(ways) <= 6
        assert len({other for other, _ in ways}) == len(ways)
        assert len(word.split()) <= 2
        for other, weight in ways:
            assert other != word
            assert 1 <= len(other.split()) <= 2
            assert weight >= 1
        assert [weight for _, weight in ways] == sorted((weight for _, weight in ways), reverse=True)
    assert list(TABLE) == sorted(TABLE)
    assert (ROOT / "safety" / "slips.json").stat().st_size < 1.2e6


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("myself", "my cell"),
        ("suicide", "sue aside"),
        ("alone", "a loan"),
        ("die", "died"),
        ("dying", "die in"),
        ("hurt", "heard"),
        ("end", "and"),
        ("live", "leave"),
    ],
)
def test_sound_alikes_are_there(word: str, other: str) -> None:
    assert other in {way for way, _ in TABLE[word]}


def test_nothing_that_is_no_word_is_heard() -> None:
    every = {word for ways in TABLE.values() for other, _ in ways for word in other.split()}
    assert {word for word in every if len(word) == 1} == {"a", "i"}
    assert not every & {"isn", "ve", "ltd", "und", "iii"}


def test_a_word_that_is_put_in_anothers_place_can_be_misheard_too() -> None:
    every = Counter(word for ways in TABLE.values() for other, _ in ways for word in other.split())
    assert sum(times for word, times in every.items() if word in TABLE) > 0.98 * every.total()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"a": 1}', '{"a": [["b"]]}', '{"a": [["b", "much"]]}', '{"a": [1]}']
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="make it again"):
        load_table(table_file(tmp_path, text))


@pytest.mark.parametrize("text", ['{"a": []}', '{"a": [["b", 0]]}', '{"a": [["b", 3], ["c", -1]]}'])
def test_a_table_with_nothing_to_choose_from_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="without alternatives"):
        load_table(table_file(tmp_path, text))


def test_a_missing_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="scripts/slips"):
        load_table(tmp_path / "none.json")


# ---------------------------------------------------------------- how much


def test_the_same_dice_hear_the_same() -> None:
    assert heard(0.2, 7) == heard(0.2, 7)
    assert heard(0.2, 7) != heard(0.2, 8)


def test_nothing_is_misheard_at_rate_zero() -> None:
    assert all(understood == say for say, understood in heard(0.0))


@pytest.mark.parametrize("farther", [0.0, 0.7])
@pytest.mark.parametrize("rate", [0.05, 0.15, 0.3, 0.5])
def test_the_rate_is_met(rate: float, farther: float) -> None:
    pairs = heard(rate, farther=farther)
    assert sum(len(normalised(say)) for say, _ in pairs) > 4000
    assert word_error_rate(pairs) == pytest.approx(rate, rel=0.1, abs=0.01)


def test_a_text_of_any_length_gets_its_share() -> None:
    dice = random.Random(3)
    long = [" ".join(KNOWN[n : n + 20]) for n in range(0, len(KNOWN), 20)]
    assert word_error_rate((say, mishear(say, dice, 0.2, TABLE)) for say in long) == pytest.approx(
        0.2, rel=0.15
    )
    short = [("no", mishear("no", dice, 0.2, TABLE, 0)) for _ in range(2000)]
    assert sum(understood != "no" for _, understood in short) / len(short) == pytest.approx(0.2, rel=0.2)


@pytest.mark.parametrize("rate", [-0.1, 1.1, float("nan")])
def test_an_impossible_rate_is_refused(rate: float) -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        mishear("good night", random.Random(1), rate, TABLE)


def test_rate_one_is_a_rate() -> None:
    assert word_error_rate(heard(1.0)) > 0.8


# ---------------------------------------------------------------- which


def test_errors_are_of_the_kinds_that_were_measured() -> None:
    dice, kinds = random.Random(5), Counter[str]()
    said = "please tell the others that i am staying at home with my sister tomorrow".split()
    only = {word: [("SLIP", 1)] for word in said}
    for _ in range(1000):
        understood = mishear(" ".join(said), dice, 0.2, only, 0).split()
        slips, kept = understood.count("SLIP"), sum(word in said for word in understood)
        kinds["substituted"] += slips
        # What was inserted is hard to tell from what was kept, but a word or two.
        kinds["less"] += len(said) - slips - kept
    errors = 1000 * len(said) * 0.2
    assert kinds["substituted"] / errors == pytest.approx(0.67, abs=0.06)
    assert kinds["less"] / errors == pytest.approx(0.27 - 0.06, abs=0.06)


def test_short_words_are_lost_and_long_ones_mistaken() -> None:
    dice, lost, mistaken = random.Random(5), Counter[bool](), Counter[bool]()
    said = "it remembers of yesterday".split()
    only = {word: [(word.upper(), 1)] for word in said}
    for _ in range(2000):
        understood = mishear(" ".join(said), dice, 0.2, only, 0).split()
        for word in said:
            lost[word in FUNCTION_WORDS] += word not in understood and word.upper() not in understood
            mistaken[word in FUNCTION_WORDS] += word.upper() in understood
    assert lost[True] > 4 * lost[False]
    assert mistaken[False] > 1.7 * mistaken[True]


def test_errors_come_together() -> None:
    dice = random.Random(5)
    words = ["window"] * 6
    only = {"window": [("widow", 1)]}
    wrong = [
        [word != "window" for word in mishear(" ".join(words), dice, 0.2, only, 0).split()]
        for _ in range(2000)
    ]
    after = [(one, other) for row in wrong for one, other in itertools.pairwise(row)]
    alike = sum(other for one, other in after if one) / sum(one for one, _ in after)
    apart = sum(other for one, other in after if not one) / sum(not one for one, _ in after)
    assert alike > 1.7 * apart


def test_the_likelier_is_heard_more_often() -> None:
    dice = random.Random(2)
    only: Table = {"window": [("widow", 9), ("winner", 1)]}
    got = Counter(mishear("window", dice, 1.0, only, 0) for _ in range(2000))
    assert 6 < got["widow"] / got["winner"] < 13


def test_what_is_farther_is_two_steps_away() -> None:
    assert mishear("cold", Always(), 1.0, SMALL, 0.0) != "culled"
    assert mishear("cold", random.Random(1), 1.0, SMALL, 0.0) == "called"
    assert mishear("cold", random.Random(1), 1.0, SMALL, 1.0) == "culled"
    assert mishear("night", random.Random(1), 1.0, SMALL, 1.0) == "knight"


def test_two_words_may_close_up() -> None:
    only: Table = {"in": [("on", 1)], "tent": [("tend", 1)], "in tent": [("intent", 1000)]}
    got = Counter(mishear("in tent.", random.Random(seed), 0.9, only, 0) for seed in range(300))
    assert got["intent."] > 20
    apart = {mishear("in, tent", random.Random(seed), 0.9, only, 0) for seed in range(300)}
    assert not any("intent" in understood for understood in apart)


# ---------------------------------------------------------------- what stays


@pytest.mark.parametrize("text", ["", "  ", "zzyx qqrt 4711", "\u2014 ?", "'"])
def test_what_is_unknown_passes(text: str) -> None:
    assert mishear(text, random.Random(1), 1.0, TABLE) == " ".join(text.split())


def test_an_unknown_word_does_not_make_the_others_worse() -> None:
    dice = random.Random(4)
    got = [mishear("zzyx qqrt cold vvwx", dice, 0.3, SMALL, 0).split() for _ in range(2000)]
    assert all(set("zzyx qqrt vvwx".split()) < set(row) | {""} for row in got)
    assert sum("cold" not in row for row in got) / len(got) == pytest.approx(0.3, rel=0.15)


def test_punctuation_and_capitals_stay() -> None:
    only: Table = {"cold": [("called", 1)], "i'm": [("and", 1)]}
    got = {mishear("(Cold), I\u2019m cold!", random.Random(seed), 0.9, only, 0) for seed in range(200)}
    assert "(Called), And called!" in got
    assert {"(Cold), I\u2019m called!", "(Called), I\u2019m called!"} & got


def test_i_is_no_capital() -> None:
    got = {mishear("I", random.Random(seed), 1.0, {"i": [("eye", 1)]}, 0) for seed in range(40)}
    assert "eye" in got
    assert "Eye" not in got
