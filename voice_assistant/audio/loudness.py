"""How loud the assistant speaks, as a user counts it: in percent."""

from __future__ import annotations

QUIETEST = 5
"""Percent. Never nothing: a user who has muted the assistant by mistake could not hear how to undo it."""


class Volume:
    """The volume, and what performs the effect "volume"."""

    def __init__(self) -> None:
        self.percent = 100

    def change(self, percent: int | None = None, change: int = 0) -> int:
        """Set the volume, change it, or both; the percentage that it is now."""
        wanted = (self.percent if percent is None else percent) + change
        self.percent = min(100, max(QUIETEST, wanted))
        return self.percent

    @property
    def gain(self) -> float:
        """What samples are multiplied by: the square, so that half the number sounds about half as loud."""
        return (self.percent / 100) ** 2
