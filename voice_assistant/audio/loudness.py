"""How loud the assistant speaks, as a user counts it: in percent."""

from __future__ import annotations

QUIETEST_DB = -25.0
"""Level at 0 percent, in dB. Never nothing: a user who has turned the assistant down by mistake could not hear how to
undo it, nor anything that matters more."""


class Volume:
    """The volume, and what performs the effect "volume"."""

    def __init__(self) -> None:
        self.percent = 100

    def change(self, percent: int | None = None, change: int = 0) -> int:
        """Set the volume, change it, or both; the percentage that it is now."""
        wanted = (self.percent if percent is None else percent) + change
        self.percent = min(100, max(0, wanted))
        return self.percent

    @property
    def gain(self) -> float:
        """What samples are multiplied by: even steps in dB, which is how loudness is felt."""
        return float(10 ** (QUIETEST_DB * (1 - self.percent / 100) / 20))
