"""Volume, speed and mute as effects on a conversation: most is shown over whole turns, in test_conversation."""

from __future__ import annotations

import anyio
import pytest

from voice_assistant.everyday import Everyday, Preferences
from voice_assistant.everyday.file import Forgetful
from voice_assistant.keeping import Kept
from voice_assistant.preferring import DUCKED, Preferring


class Loud:
    """A sound that remembers its gain."""

    gain = 1.0

    def set_gain(self, gain: float) -> None:
        self.gain = gain


def test_what_is_wanted_is_heard_at_once_and_remembered() -> None:
    async def told() -> tuple[Preferences, float]:
        kept, sound = Kept(Forgetful(), Everyday()), Loud()
        preferring = Preferring(kept, sound)  # type: ignore[arg-type]
        assert await preferring.effects["volume"](percent=50) == 50  # type: ignore[misc]
        assert await preferring.effects["speed"](factor=9.0) == 2.0  # type: ignore[misc]
        await preferring.effects["mute"](on=True)  # type: ignore[misc]
        kept.lane.close()
        return kept.preferences, sound.gain

    preferences, gain = anyio.run(told)
    assert preferences == Preferences(volume=50, speed=2.0, muted=True)
    assert gain == pytest.approx(10 ** (-12.5 / 20))


def test_while_somebody_may_be_speaking_it_is_quieter() -> None:
    sound = Loud()
    preferring = Preferring(Kept(Forgetful(), Everyday()), sound)  # type: ignore[arg-type]
    preferring.set_gain(ducked=True)
    assert sound.gain == DUCKED
    preferring.set_gain(ducked=False)
    assert sound.gain == 1.0
