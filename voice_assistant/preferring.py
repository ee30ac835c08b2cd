"""The effects "volume", "speed" and "mute" on a conversation: done at once, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from voice_assistant.audio import Sound
from voice_assistant.everyday import Preferences
from voice_assistant.keeping import Kept
from voice_assistant.sounding import gain, with_mute, with_speed, with_volume

DUCKED = 0.2
"""What our own sound is multiplied by while someone may be speaking over it: -14 dB."""


class Preferring:
    """How the user wants it to sound.

    Args:
        kept: remembers it.
        sound: what is to sound so.
    """

    def __init__(self, kept: Kept, sound: Sound) -> None:
        self._kept = kept
        self._sound = sound
        self._ducked = False
        self.effects: Mapping[str, Callable[..., object]] = {
            "volume": self._change_volume,
            "speed": self._change_speed,
            "mute": self._mute,
        }
        """What performs them, by their name."""

    def set_gain(self, *, ducked: bool) -> None:
        """Make it as loud as it is to be: quieter where somebody may be speaking over it."""
        self._ducked = ducked
        self._sound.set_gain(gain(self._kept.preferences) * (DUCKED if ducked else 1.0))

    async def _change_volume(self, percent: int | None = None, change: int = 0) -> int:
        return (await self._prefer(with_volume(self._kept.preferences, percent, change))).volume

    async def _change_speed(self, factor: float) -> float:
        return (await self._prefer(with_speed(self._kept.preferences, factor))).speed

    async def _mute(self, *, on: bool) -> None:
        await self._prefer(with_mute(self._kept.preferences, on=on))

    async def _prefer(self, wanted: Preferences) -> Preferences:
        written = self._kept.prefer(wanted)
        self.set_gain(ducked=self._ducked)
        await written
        return wanted
