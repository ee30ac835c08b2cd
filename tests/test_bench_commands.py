"""The measure of commands can fail: it tells right from wrong skills and values, and counts what it should."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voice_assistant.bench import commands
from voice_assistant.bench.phrasings import read
from voice_assistant.errors import InputError


def file(folder: Path, *lines: object, name: str = "said.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("say", "skill", "values"),
    [
        ("set a timer for ten minutes", "set_timer", {"length": 600}),
        ("ten minute pasta timer", "set_timer", {"length": 600, "name": "the pasta"}),
        (
            "remind me to call mum tomorrow at five",
            "set_reminder",
            {"what": "call mum", "when": "2026-03-10T17:00"},
        ),
        (
            "wake me every weekday at seven",
            "set_alarm",
            {"when": {"at": "07:00", "days": "mon tue wed thu fri"}},
        ),
        (
            "add milk and two apples to the groceries",
            "add_to_list",
            {"items": ["milk", "2 apples"], "list": "shopping"},
        ),
        ("what is 15 percent of 80", "calculate", {"expression": 12}),
        ("how many feet are in two metres", "convert", {"quantity": [2, "metre"], "unit": "feet"}),
        ("what time is it in tokyo", "tell_time_elsewhere", {"place": "Tokyo"}),
        ("how many days until christmas", "tell_days_until", {"date": "2026-12-25"}),
    ],
)
def test_the_right_call_counts_and_other_values_do_not(
    say: str, skill: str, values: dict[str, object], tmp_path: Path
) -> None:
    (phrasing,) = read(file(tmp_path, {"say": say, "skill": skill, "values": values}))
    assert commands.outcome(phrasing).right
    for name in values:
        (wrong,) = read(file(tmp_path, {"say": say, "skill": skill, "values": {**values, name: "zorbling"}}))
        assert not commands.outcome(wrong).right
    (other,) = read(file(tmp_path, {"say": say, "skill": "flip_coin", "values": {}}))
    assert not commands.outcome(other).right


def test_several_calls_and_what_was_said_before_count(tmp_path: Path) -> None:
    several, after = read(
        file(
            tmp_path,
            {
                "say": "set a timer for five minutes and flip a coin",
                "calls": [
                    {"skill": "set_timer", "values": {"length": 300}},
                    {"skill": "flip_coin", "values": {}},
                ],
            },
            {
                "after": ["set a timer for five minutes"],
                "say": "make it ten minutes",
                "skill": "set_timer",
                "values": {"length": 600},
            },
        )
    )
    assert commands.outcome(several).right
    assert commands.outcome(after).right


def test_the_whole_is_counted(tmp_path: Path) -> None:
    asked = file(
        tmp_path,
        {"say": "flip a coin", "skill": "flip_coin", "values": {}},
        {"say": "set a timer for ten minutes", "skill": "set_timer", "values": {"length": 60}},
    )
    talk = file(tmp_path, {"say": "flip a coin"}, {"say": "whales are large"}, name="talk.jsonl")
    result = commands.measure(asked, talk)
    assert (result["commands"], result["right"], result["others"]) == (2, 1, 2)
    assert [miss["say"] for miss in result["misses"]] == ["set a timer for ten minutes"]
    assert [miss["say"] for miss in result["taken"]] == ["flip a coin"]
    assert result["time_ms"]["reply_p95"] > 0
    assert result["time_ms"]["ratio_of_p95"] > 0


@pytest.mark.parametrize("line", ["{", "[]", '{"skill": "stop"}', '{"say": "a", "calls": [1]}'])
def test_a_line_that_is_none_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text('{"say": "a"}\n' + line, encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read(tmp_path / "nowhere.jsonl")
