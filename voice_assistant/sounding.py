"""How the assistant sounds: the effects "volume", "speed" and "mute", as arithmetic on the preferences."""

from __future__ import annotations

from dataclasses import replace

from voice_assistant.audio.loudness import Volume
from voice_assistant.everyday import Preferences

SLOWEST, FASTEST = 0.5, 2.0
"""Beyond them no voice can be understood."""


def with_volume(preferences: Preferences, percent: int | None = None, change: int = 0) -> Preferences:
    """What "volume" makes of them: a number sets it, and a change moves it."""
    return replace(preferences, volume=_volume(preferences).change(percent, change))


def with_speed(preferences: Preferences, factor: float) -> Preferences:
    """What "speed" makes of them: 1 is as the voice was made, 2 twice as fast."""
    return replace(preferences, speed=min(FASTEST, max(SLOWEST, factor)))


def with_mute(preferences: Preferences, *, on: bool) -> Preferences:
    """What "mute" makes of them: words are shown and not spoken."""
    return replace(preferences, muted=on)


def gain(preferences: Preferences) -> float:
    """What samples are multiplied by."""
    return _volume(preferences).gain


def _volume(preferences: Preferences) -> Volume:
    volume = Volume()
    volume.percent = preferences.volume
    return volume
