"""How loud and how fast it speaks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from performing import called, say, situation

from voice_assistant.everyday import Preferences
from voice_assistant.skills.sound import FASTEST, SLOWEST, percent
from voice_assistant.vocabulary import Effect

CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("set the volume to forty percent", "set_volume", {"percent": 40}),
    ("volume seventy", "set_volume", {"percent": 70}),
    ("volume to 25%", "set_volume", {"percent": 25}),
    ("put the sound at full volume", "set_volume", {"percent": 100}),
    ("half volume please", "set_volume", {"percent": 50}),
    ("turn it down to twenty percent", "set_volume", {"percent": 20}),
    ("volume level five", "set_volume", {"percent": 50}),
    ("set the volume to five", "set_volume", {"percent": 5}),
    ("set the volume", "set_volume", {}),
    ("would you mind having the volume at sixty", "set_volume", {"percent": 60}),
    ("the sound should be at thirty percent", "set_volume", {"percent": 30}),
    ("speak up a bit hen i cannae hear you", "louder", {}),
    ("i can't hear you over the kettle", "louder", {}),
    ("i'd prefer it if you spoke louder", "louder", {}),
    ("your voice is really faint", "louder", {}),
    ("keep your voice down you'll wake the baby", "quieter", {}),
    ("you needn't shout", "quieter", {}),
    ("at what percent is your sound", "tell_volume", {}),
    ("i'd like to know how loud you are set", "tell_volume", {}),
    ("take yourself off mute", "unmute", {}),
    ("go into silent mode", "mute", {}),
    ("not so fast talk slower", "speak_slower", {}),
    ("i can't keep up with you", "speak_slower", {}),
    ("you talk so slowly go faster", "speak_faster", {}),
    ("pick up the pace", "speak_faster", {}),
    ("bring your speed back to normal", "speak_normally", {}),
    ("speak the way you did before", "speak_normally", {}),
    ("louder", "louder", {}),
    ("i can hardly hear you", "louder", {}),
    ("turn the volume up by ten percent", "louder", {"step": 10}),
    ("you are too loud", "quieter", {}),
    ("turn it down", "quieter", {}),
    ("how loud are you set", "tell_volume", {}),
    ("what's the volume", "tell_volume", {}),
    ("mute yourself", "mute", {}),
    ("turn the sound off completely", "mute", {}),
    ("turn your sound back on", "unmute", {}),
    ("speak slower please", "speak_slower", {}),
    ("you talk too fast for me", "speak_slower", {}),
    ("could you talk a bit quicker", "speak_faster", {}),
    ("go back to your normal speed", "speak_normally", {}),
]

NEAR_MISSES = """
i'm so loud when i laugh people stare
my upstairs neighbours are so loud i can't sleep
they spoke slowly so that we would understand
the silence in this house is deafening
she muted me in the meeting can you believe it
the volume of the book was huge and dusty
turn the volume of the radio down
turn up the volume on the television
turn it up to eleven in the oven
set the volume of the tank to fifty
set it to twenty percent
fifty percent of people
volume ten of the encyclopedia
what is the volume of a sphere
is it louder in the city
my neighbour is quieter than me
speak of the devil
slow and steady wins the race
go faster than light
it is very quiet tonight
it is too quiet here
stop talking
i can't hear the television
"""


@pytest.mark.parametrize(("said", "name", "values"), CALLS)
def test_what_calls_them(said: str, name: str, values: dict[str, Any]) -> None:
    assert called(said) == (name, values)


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_an_ordinary_sentence_changes_no_sound(said: str) -> None:
    assert called(said)[0] not in {name for _, name, _ in CALLS}


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("forty", 40),
        ("33 %", 33),
        ("five out of ten", 50),
        ("level ten", 100),
        ("max", 100),
        ("loud", None),
        ("", None),
    ],
)
def test_a_volume_is_read_as_percent(said: str, level: float | None) -> None:
    assert percent(said) == level


@given(st.integers(0, 100), st.integers(0, 100), st.booleans())
def test_a_volume_is_set_and_taken_back(before: int, after: int, muted: bool) -> None:
    at = situation(Preferences(volume=before, muted=muted))
    outcome = say(f"set the volume to {after} percent", at)
    now = outcome.after.everyday.preferences
    assert (now.volume, now.muted) == (after, False)
    if outcome.effects:
        assert say("undo that", outcome.after).after.everyday.preferences == Preferences(before, muted=muted)


@pytest.mark.parametrize("said", ["volume one hundred and fifty percent", "set the volume to minus three"])
def test_a_volume_that_cannot_be_is_refused(said: str) -> None:
    outcome = say(said, situation())
    assert outcome.text == "The volume goes from zero to one hundred percent."
    assert not outcome.effects


@given(st.integers(0, 100), st.lists(st.sampled_from(["louder", "quieter"]), max_size=10))
def test_louder_and_quieter_stay_within_bounds(volume: int, said: list[str]) -> None:
    at = situation(Preferences(volume=volume))
    for words in said:
        before = at.everyday.preferences.volume
        at = say(words, at).after
        now = at.everyday.preferences.volume
        assert 0 <= now <= 100
        assert now >= before if words == "louder" else now <= before
        assert now != before or before in (0, 100)


def test_an_effect_waits_for_its_result() -> None:
    outcome = say("louder", situation(Preferences(volume=40)))
    assert outcome.effects == [
        Effect("volume", (("percent", 55),), undo=Effect("volume", (("percent", 40),)), about="the volume")
    ]
    assert outcome.text == "Volume 55 percent."


def test_muting_is_one_step_and_back() -> None:
    quiet = say("mute", situation())
    assert quiet.after.everyday.preferences.muted
    assert not say("mute", quiet.after).effects
    assert "muted" in say("how loud are you", quiet.after).text
    assert not say("unmute", quiet.after).after.everyday.preferences.muted
    assert not say("undo", quiet.after).after.everyday.preferences.muted
    assert not say("unmute", situation()).effects


@given(st.floats(SLOWEST, FASTEST), st.lists(st.sampled_from(["speak slower", "speak faster"]), max_size=12))
def test_speech_stays_fast_and_slow_enough_to_follow(speed: float, said: list[str]) -> None:
    at = situation(Preferences(speed=speed))
    for words in said:
        outcome = say(words, at)
        assert outcome.said
        at = outcome.after
        assert SLOWEST - 0.01 <= at.everyday.preferences.speed <= FASTEST + 0.01
    assert say("speak normally", at).after.everyday.preferences.speed == pytest.approx(1, abs=0.011)


def test_another_speed_is_taken_back() -> None:
    faster = say("speak faster", situation())
    assert faster.after.everyday.preferences.speed == 1.15
    assert say("undo", faster.after).after.everyday.preferences.speed == 1
