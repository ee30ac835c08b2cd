"""Sound: what the assistant hears and plays, on one time axis."""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

from voice_assistant.vocabulary import AudioLost, Frame, Samples


class Sound(Protocol):
    """A microphone and a speaker that share the audio time axis.

    Implemented by `audio.process.SoundProcess` (real devices) and `audio.room.VirtualRoom` (files). Everything
    but `frames` returns at once. What is written to the speaker is counted in *positions*: the number of
    samples, at `out_rate`, written since the beginning.
    """

    @property
    def out_rate(self) -> int:
        """Samples per second that `write` expects, Hz."""
        ...

    def frames(self) -> Generator[Frame | AudioLost, None, None]:
        """Yield what is heard, frame by frame, without end (a file ends it).

        One step blocks until the next frame is there: 20 ms of real time, or nothing in a fast room.
        The sound system is watched here: if it dies or hangs it is started again, and an `AudioLost` follows.

        Raises:
            AudioError: there is no sound system to be had any more.
        """
        ...

    def now(self) -> int:
        """This moment on the audio time axis."""
        ...

    def write(self, samples: Samples) -> int:
        """Queue sound, mono float32 at `out_rate`; the position just after it."""
        ...

    def queued(self) -> int:
        """How many written samples wait to be taken by the device."""
        ...

    def sounded(self) -> int:
        """The position up to which everything written has come out of the speaker."""
        ...

    def when(self, position: int) -> int:
        """The moment on the audio time axis at which a position sounds, sounded or will sound."""
        ...

    def flush(self) -> int:
        """Fall silent within one block and forget what is queued; the position up to which was heard."""
        ...

    def set_gain(self, gain: float) -> None:
        """Scale all that is played from the next block on: 1 is unchanged, 0.25 is ducked."""
        ...

    def close(self) -> None:
        """Give the devices back. Safe to call twice."""
        ...
