"""`bench barge-in` reads off the waves what it says it does, and its scenes are the same each time."""

from __future__ import annotations

import json

import numpy as np
import pytest
from commands import assert_one_sentence

from voice_assistant.bench import interrupting
from voice_assistant.bench.interrupting import BLOCK, SAID, Run, cough, noticed, scenes
from voice_assistant.bench.own_voice import room
from voice_assistant.bench.speakers import Speaker
from voice_assistant.cli import main
from voice_assistant.vocabulary import SAMPLE_RATE, Samples, samples


def answer(*changes: tuple[float, float]) -> Samples:
    """A sound of 3 s whose gain changes at moments, s."""
    sound = np.sin(np.arange(3 * SAMPLE_RATE) * 0.2).astype(np.float32) * 0.3
    for moment, gain in changes:
        sound[samples(moment) :] *= gain
    return sound


def test_the_moments_are_read_off_the_waves() -> None:
    quiet, silent = noticed(answer((1.1, 0.2), (1.3, 0.0)), answer(), samples(1.0))
    assert quiet == pytest.approx(samples(0.1), abs=BLOCK)
    assert silent == pytest.approx(samples(0.3), abs=BLOCK)


def test_who_goes_on_was_not_silenced() -> None:
    assert noticed(answer(), answer(), samples(1.0)) == (None, None)
    assert noticed(answer((1.1, 0.5)), answer(), samples(1.0)) == (None, None)


def test_a_pause_in_the_answer_itself_is_no_silence() -> None:
    pause = answer()
    pause[samples(1.0) : samples(1.4)] = 0.0
    quiet, silent = noticed(pause, pause, samples(1.0))
    assert (quiet, silent) == (None, None)


def test_the_same_scenes_come_each_time_and_every_kind_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupting, "LEARNED", (Speaker("one", "", lambda _: answer()),))
    monkeypatch.setattr(interrupting, "HELD_BACK", ())
    drawn = list(scenes(5))
    assert drawn == list(scenes(5))
    assert [scene.kind for scene in drawn] == [*SAID] * 5
    assert all(20 <= scene.acoustics.delay_ms <= 200 for scene in drawn)
    assert room(3, gain_db=-18).gain_db == -18
    assert np.array_equal(cough(3), cough(3))


def test_where_nobody_can_speak_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(interrupting, "LEARNED", ())
    monkeypatch.setattr(interrupting, "HELD_BACK", ())
    assert main(["bench", "barge-in", "--scenes", "1", "--rooms", "1"]) == 1
    assert_one_sentence(capsys.readouterr().err, "install espeak-ng or flite")


def test_at_least_one_scene(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "barge-in", "--scenes", "0"]) == 1
    assert_one_sentence(capsys.readouterr().err)


def test_nothing_was_understood_where_nothing_followed() -> None:
    assert not Run(answer(), []).cut_off
    assert Run(answer(), []).understood == ""


@pytest.mark.engines
def test_a_scene_of_each_kind_with_the_real_engines(capsys: pytest.CaptureFixture[str]) -> None:
    if not any(speaker.there for speaker in (*interrupting.LEARNED, *interrupting.HELD_BACK)):
        pytest.skip("neither espeak-ng nor flite is installed")
    assert main(["bench", "barge-in", "--scenes", "1", "--rooms", "1", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"unit", "adaptive", "off"}
    assert result["adaptive"]["our own voice"]["fell silent"] == 0
    assert result["adaptive"]["over answers"]["nobody"] == {"scenes": 1, "cut off": 0, "answered": 0}
    assert all(result["adaptive"]["over answers"][kind]["scenes"] == 1 for kind in SAID)
