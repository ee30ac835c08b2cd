"""The plan and the verdict, and a few real trials: they harm real processes, and what they say can be believed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from voice_assistant.bench.failing import (
    COMPONENTS,
    Seen,
    Trial,
    damaged,
    held,
    judged,
    plan,
    silences,
    table,
    wilson,
)

ROOT = Path(__file__).parent.parent


def seen(**other: Any) -> Seen:
    """A trial in which all went well: harmed at 10 s, taken over at once, said by 12 s."""
    fields = {
        "harm": 10.0,
        "gate": 9.0,
        "lines": ("Please call now.", "Who is near?"),
        "contact": "116 123",
        "screen": [(9.5, b"\x1b[1mPlease \r\n\xe2\x94\x82 call now."), (10.4, b"Who is near? 116 123")],
        "sounds": [(9.1, 10.0), (10.5, 12.0)],
        "claimed": True,
        "over": 12.0,
    }
    return Seen(**(fields | other))


def test_a_trial_in_which_the_words_come_has_succeeded() -> None:
    assert judged(seen()) == {"ok": True, "why": "", "screen": 0.4, "silence": 0.5, "silences": []}


def test_what_was_there_before_the_harm_was_not_waited_for() -> None:
    verdict = judged(seen(screen=[(9.5, b"Please call now. Who is near? 116 123")], sounds=[(9.1, 12.0)]))
    assert (verdict["screen"], verdict["silence"]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"screen": [(9.5, b"Please call now. Who is near?")]}, "screen"),
        ({"screen": [(9.5, b"Please call now."), (11.1, b"Who is near? 116 123")]}, "screen"),
        ({"screen": [(9.5, b"Please call now. 116 123")]}, "not all lines on the screen"),
        ({"over": None}, "not said to the end"),
        ({"sounds": [(9.1, 10.0), (11.1, 12.0)]}, "silence"),
        ({"sounds": [(9.1, 10.5), (10.6, 10.9)]}, "silence"),
        ({"sounds": []}, "silence"),
        ({"lines": ()}, "the trial itself failed"),
        ({"harm": None}, "the trial itself failed"),
    ],
)
def test_a_trial_in_which_something_is_missing_or_late_has_failed(other: dict[str, Any], why: str) -> None:
    verdict = judged(seen(**other))
    assert (verdict["ok"], verdict["why"]) == (False, why)
    assert ([length for _, length in verdict["silences"]] != []) == (why == "silence")


def test_before_its_gate_is_open_a_turn_is_not_late() -> None:
    late = {
        "screen": [(11.9, b"Please call now. Who is near? 116 123")],
        "sounds": [(11.5, 14.0)],
        "over": 14.0,
    }
    assert not judged(seen(**late))["ok"]
    assert judged(seen(gate=11.0, **late))["ok"]


def test_lines_that_the_assistant_has_yet_to_say_need_not_be_shown() -> None:
    assert judged(seen(claimed=False, screen=[(9.5, b"Please call now. 116 123")]))["ok"]


def test_silence_is_the_time_without_any_sound() -> None:
    assert silences([], 1.0, 3.0) == [(1.0, 2.0)]
    assert silences([(0.0, 2.0), (1.0, 1.5), (2.25, 9.0)], 1.0, 3.0) == [
        (1.0, 0),
        (2.0, 0),
        (2.0, 0.25),
        (9.0, 0),
    ]
    assert silences([(0.0, 2.0), (5.0, 6.0)], 1.0, 3.0) == [(1.0, 0), (2.0, 1.0)]


def test_all_components_and_all_their_kinds_get_the_same_share() -> None:
    trials = plan(1000, 1)
    shares = Counter(trial.component for trial in trials)
    assert set(shares.values()) == {1000 // len(COMPONENTS)}
    for name, kinds in COMPONENTS.items():
        of_kinds = Counter(trial.kind for trial in trials if trial.component == name)
        assert set(of_kinds) == set(kinds)
        assert max(of_kinds.values()) - min(of_kinds.values()) <= 1
    assert plan(1000, 1) == trials != plan(1000, 2)
    assert len({tuple(trial.key.values()) for trial in trials}) == 1000


def test_a_part_of_the_components_can_be_tried() -> None:
    trials = plan(6, 1, "tts/nan,main")
    assert Counter(trial.component for trial in trials) == {"tts": 3, "main": 3}
    assert {trial.kind for trial in trials if trial.component == "tts"} == {"nan"}
    with pytest.raises(ValueError, match="no component 'ears'"):
        plan(1, 1, "ears")


def test_trials_that_were_held_are_not_held_again(tmp_path: Path) -> None:
    file, trials = tmp_path / "out.jsonl", plan(3, 1)
    assert held(file, trials) == []
    others = [{**trials[0].key, "seed": 2}, {**trials[1].key, "ok": True}]
    file.write_text("".join(json.dumps(each) + "\n" for each in others), encoding="utf-8")
    assert [result["number"] for result in held(file, trials)] == [1]


@pytest.mark.parametrize(
    ("component", "kind", "left"),
    [
        ("main", "killed", 1000),
        ("stored", "raises", 1000),
        ("stored", "truncated", 250),
        ("stored", "corrupt", 1000),
    ],
)
def test_what_is_left_of_the_stored_sound(component: str, kind: str, left: int) -> None:
    data = bytes(1000)
    made = damaged(data, Trial(0, component, kind, 0.25, 1))
    assert made is not None
    assert len(made) == left
    assert (made != data[:left]) == (kind == "corrupt")
    assert damaged(data, Trial(0, "stored", "gone", 0.25, 1)) is None
    assert damaged(data, Trial(0, "tts", "nan", 0.25, 1)) is None


def test_the_interval_of_a_share() -> None:
    assert wilson(1000, 1000) == pytest.approx((0.99617, 1.0), abs=1e-5)
    assert wilson(8, 10) == pytest.approx((0.49016, 0.94331), abs=1e-5)
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_table_has_a_row_for_each_kind_that_was_tried() -> None:
    result = {**plan(1, 1, "main/killed")[0].key, "ok": True, "screen": 0.25, "silence": 0.5}
    lines = table([result, {**result, "ok": False, "screen": None, "silence": None}])
    assert len(lines) == 3
    assert lines[1].split()[:10] == "main killed 2 1 0.25 0.25 0.25 0.50 0.50 0.50".split()
    assert lines[2].startswith("all")


@pytest.mark.timeout(120)
@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and pseudo-terminals")
def test_the_words_come_though_a_component_fails(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    kinds = "main/killed,main/stopped,loop/gil in sleep,sentinel/killed"
    options = ["--trials", "3", "--workers", "3", "--only", kinds, "--out", str(out)]
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "failures"), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    results = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [result for result in results if not result["ok"]] == []
    assert done.returncode == 0, done.stderr
    assert sorted(result["component"] for result in results) == ["loop", "main", "sentinel"]
    assert {result["component"]: "claim" in result["sentinel"] for result in results} == {
        "loop": True, "main": True, "sentinel": False,
    }  # fmt: skip
    assert all(result["hit"] for result in results)
