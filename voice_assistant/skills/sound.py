"""How loud and how fast it speaks."""

from __future__ import annotations

import re
from typing import Annotated

from voice_assistant.everyday import Preferences
from voice_assistant.skills import Situation, Steps, skill
from voice_assistant.skills.pace_sentences import SPEAK_FASTER, SPEAK_NORMALLY, SPEAK_SLOWER
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.sound_sentences import LOUDER, MUTE, QUIETER, SET_VOLUME, TELL_VOLUME, UNMUTE
from voice_assistant.skills.values.numbers import read_number
from voice_assistant.vocabulary import Effect

STEP = 15
"""Percent that "louder" and "quieter" change."""

SPEED_STEP = 1.15
"""Factor by which "faster" and "slower" change the speed."""

SLOWEST, FASTEST = 0.6, 1.8
"""Factors between which speech is easy enough to follow."""

_LEVELS = {
    "max": 100, "maximum": 100, "the maximum": 100, "the max": 100, "full": 100, "the full": 100, "top": 100,
    "highest": 100, "the highest": 100, "the loudest": 100, "the top": 100, "full power": 100, "full blast": 100,
    "as loud as it goes": 100, "as loud as you can": 100, "as loud as possible": 100, "all the way up": 100,
    "half": 50, "the half": 50, "halfway": 50, "half way": 50, "medium": 50, "middle": 50, "the middle": 50,
    "a medium": 50, "mid": 50, "a quarter": 25, "one quarter": 25, "three quarters": 75, "quarter": 25,
    "min": 10, "minimum": 10, "the minimum": 10, "the min": 10, "lowest": 10, "the lowest": 10, "the quietest": 10,
    "as quiet as possible": 10, "as low as possible": 10, "as quiet as you can": 10, "all the way down": 10,
}  # fmt: skip
_PERCENT = re.compile(r"\s*(?:percent|per cent|per-cent|%)$")
_OF_TEN = re.compile(r"^(?:level|step|stage)\s+|\s+(?:out of|of) ten$|\s+(?:out of|of) 10$")


def percent(said: str) -> float | None:
    """A volume in percent; one that is told out of ten is told in tenths: "level five" is 50, "five" is 5."""
    text = said.lower().strip(" .,!?")
    if text in _LEVELS:
        return _LEVELS[text]
    bare = _PERCENT.sub("", text)
    tenths = _OF_TEN.sub("", bare)
    number = read_number(tenths)
    if number is None or tenths == bare or number > 10:
        return number
    return number * 10


Percent = Annotated[
    float, Slot("percent", lambda said, _: percent(said), "a volume in percent", "forty percent")
]


def _volume(now: Preferences, level: float) -> Effect:
    """The effect of another volume; its result is the volume that is set then, in percent."""
    back = Effect("volume", (("percent", now.volume),))
    return Effect("volume", (("percent", round(level)),), undo=back, about="the volume")


def _mute(*, on: bool) -> Effect:
    """The effect of sounding or not; it has no result."""
    back = Effect("mute", (("on", not on),))
    return Effect("mute", (("on", on),), undo=back, about="the sound")


def _speed(now: Preferences, factor: float) -> Effect:
    """The effect of another speed; its result is the factor that is set then."""
    back = Effect("speed", (("factor", now.speed),))
    return Effect("speed", (("factor", round(factor, 2)),), undo=back, about="my speed")


def _to(situation: Situation, level: float) -> Steps:
    """Set the volume, and sound again."""
    now = situation.everyday.preferences
    if now.muted:
        yield _mute(on=False)
    if round(level) == now.volume and not now.muted:
        yield situation.language.phrase("skill.volume_already", percent=now.volume)
        return
    yield situation.language.phrase("skill.volume", percent=(yield _volume(now, level)))


def _by(situation: Situation, change: float) -> Steps:
    now = situation.everyday.preferences.volume
    yield from _to(situation, min(100, max(0, now + change)))


@skill(*SET_VOLUME, effects=("volume", "mute"))
def set_volume(situation: Situation, percent: Percent) -> Steps:
    """Set the volume."""
    if 0 <= percent <= 100:
        yield from _to(situation, percent)
    else:
        yield situation.language.phrase("skill.volume_range")


@skill(*LOUDER, effects=("volume", "mute"))
def louder(situation: Situation, step: Percent = STEP) -> Steps:
    """Speak louder."""
    yield from _by(situation, step)


@skill(*QUIETER, effects=("volume", "mute"))
def quieter(situation: Situation, step: Percent = STEP) -> Steps:
    """Speak more quietly."""
    yield from _by(situation, -step)


@skill(*TELL_VOLUME)
def tell_volume(situation: Situation) -> Steps:
    """Say how loud it is set."""
    now = situation.everyday.preferences
    if now.muted:
        yield situation.language.phrase("skill.muted_at", percent=now.volume)
    else:
        yield situation.language.phrase("skill.volume", percent=now.volume)


@skill(*MUTE, effects=("mute",))
def mute(situation: Situation) -> Steps:
    """Show words only; what rings still sounds."""
    if situation.everyday.preferences.muted:
        yield situation.language.phrase("skill.muted_already")
        return
    yield _mute(on=True)
    yield situation.language.phrase("skill.muted")


@skill(*UNMUTE, effects=("mute",))
def unmute(situation: Situation) -> Steps:
    """Speak aloud again."""
    if not situation.everyday.preferences.muted:
        yield situation.language.phrase("skill.not_muted")
        return
    yield _mute(on=False)
    yield situation.language.phrase("skill.unmuted")


@skill(*SPEAK_SLOWER, effects=("speed",))
def speak_slower(situation: Situation) -> Steps:
    """Speak more slowly."""
    yield from _at(situation, situation.everyday.preferences.speed / SPEED_STEP)


@skill(*SPEAK_FASTER, effects=("speed",))
def speak_faster(situation: Situation) -> Steps:
    """Speak faster."""
    yield from _at(situation, situation.everyday.preferences.speed * SPEED_STEP)


@skill(*SPEAK_NORMALLY, effects=("speed",))
def speak_normally(situation: Situation) -> Steps:
    """Speak at the usual speed again."""
    yield from _at(situation, 1.0)


def _at(situation: Situation, factor: float) -> Steps:
    """Speak at another speed, as far as that can be followed."""
    say, now = situation.language.phrase, situation.everyday.preferences.speed
    factor = min(FASTEST, max(SLOWEST, factor))
    if abs(factor - now) < 0.01:
        if now <= SLOWEST:
            yield say("skill.slowest")
        elif now >= FASTEST:
            yield say("skill.fastest")
        else:
            yield say("skill.speed_usual")
        return
    yield _speed(situation.everyday.preferences, factor)
    if abs(factor - 1) < 0.01:
        yield say("skill.speed_usual")
    elif factor < now:
        yield say("skill.slower")
    else:
        yield say("skill.faster")
