"""The memory that the assistant shares with its audio process, and what lies where in it.

The memory has no name: it is passed on as a file descriptor and vanishes with the last process that maps it,
even if both are killed.
"""

from __future__ import annotations

import mmap
import os
import sys

import numpy as np

from voice_assistant.audio.rings import Pair, Ring
from voice_assistant.audio.runs import KEPT, Runs
from voice_assistant.vocabulary import SAMPLE_RATE

HEARD = 8 * SAMPLE_RATE
"""Samples in the rings that are addressed along the audio time axis: 8 seconds."""

QUEUED = 1 << 19
"""Samples in the playback ring: 10.9 seconds at 48 kHz."""

HEADER = np.dtype(
    [
        ("heard", np.int64, (2,)),
        ("far", np.int64, (2,)),
        ("playback", np.int64, (2,)),
        ("started", np.int64, (1,)),
        ("forgotten", np.int64, (1,)),
        ("gain", np.float64, (1,)),
        ("in_xruns", np.int64, (1,)),
        ("out_xruns", np.int64, (1,)),
        ("clock_turn", np.int64, (1,)),
        ("clock", np.int64, (2, 2)),
        ("head_turn", np.int64, (1,)),
        ("head", np.int64, (2, 2)),
        ("runs_begun", np.int64, (1,)),
        ("runs", np.int64, (KEPT, 3)),
    ]
)

SIZE = HEADER.itemsize + 4 * (HEARD + HEARD + QUEUED)
"""Bytes in all."""


class Shared:
    """Views of the shared memory. Each counter has one writer: *child* is the audio process."""

    def __init__(self, descriptor: int) -> None:
        """Map the memory behind a descriptor, which may be closed afterwards."""
        memory = mmap.mmap(descriptor, SIZE)
        header = np.frombuffer(memory, dtype=HEADER, count=1)[0]
        sound = np.frombuffer(memory, dtype=np.float32, offset=HEADER.itemsize)
        heard, far, playback = np.split(sound, [HEARD, 2 * HEARD])
        self.heard = Ring(header["heard"], heard)
        """What the microphone hears, addressed along the audio time axis. Written by the child."""
        self.far = Ring(header["far"], far)
        """What the speaker plays, addressed like `heard`. Written by the child, 50 ms ahead."""
        self.playback = Ring(header["playback"], playback)
        """What shall be played, addressed by position. Written by the parent."""
        self.started = header["started"]
        """1 as soon as `heard` holds samples. Written by the child."""
        self.forgotten = header["forgotten"]
        """Position before which nothing shall be played any more: a flush. Written by the parent."""
        self.gain = header["gain"]
        """What playback is multiplied by. Written by the parent."""
        self.in_xruns = header["in_xruns"]
        """How often the microphone lost samples. Written by the child."""
        self.out_xruns = header["out_xruns"]
        """How often the speaker ran dry although it is always fed. Written by the child."""
        self.clock = Pair(header["clock_turn"], header["clock"])
        """An index on the audio time axis and its monotonic nanosecond. Written by the child."""
        self.head = Pair(header["head_turn"], header["head"])
        """The position the device takes next, and the index at which it will sound. Written by the child."""
        self.runs = Runs(header["runs_begun"], header["runs"])
        """What was played when. Written by the child."""


def allocate() -> int:
    """A descriptor of fresh memory full of zeros; the caller closes it."""
    if sys.platform == "linux":
        descriptor = os.memfd_create("voice-assistant-sound")
        os.ftruncate(descriptor, SIZE)
        return descriptor
    # Elsewhere the only memory without a file is a named segment; its name is taken away at once.
    from multiprocessing.shared_memory import SharedMemory

    segment = SharedMemory(create=True, size=SIZE)
    descriptor = os.dup(segment._fd)  # noqa: SLF001 - there is no public way to pass it on
    segment.close()
    segment.unlink()
    return descriptor
