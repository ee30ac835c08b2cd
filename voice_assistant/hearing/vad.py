"""Is there speech in this frame? webrtcvad looks at every frame; Silero confirms where it fired.

webrtcvad costs next to nothing (0.3 ms for each second of sound, measured) and takes loud noise for speech: at
-20 dBFS all of it, in every mode; in its two mild modes also at -30 dBFS. Silero v6, which faster-whisper bundles,
does not, and costs seven times as much. So Silero runs only near frames on which webrtcvad fired.

Both answer late: webrtcvad goes on for a while after the speech, and Silero knows about a block only when it is
complete. How late, measured on speech that ends in silence, each detector says; the ear takes it off.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
import webrtcvad
from numpy.typing import NDArray

from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Samples

BLOCK = 512
"""Samples in one Silero block."""

CONTEXT = 64
"""Samples of the block before that Silero is shown again."""


class Vad(Protocol):
    """Voice activity detection, one frame at a time, with a memory of its own."""

    late: int
    """Samples by which its answers trail the sound."""

    def speech(self, samples: Samples) -> bool:
        """Whether a frame, shape (320,), holds speech."""
        ...

    def reset(self) -> None:
        """Forget what was heard: the sound broke off."""
        ...


class WebRtcVad:
    """Google's WebRTC detector.

    Args:
        mode: 0 (takes much for speech) to 3 (takes little for speech).
    """

    late = 4 * FRAME
    """The median is 113 ms, but it varies; who dates speech back too far would cut it short."""

    def __init__(self, mode: int) -> None:
        self._mode = mode
        self.reset()

    def speech(self, samples: Samples) -> bool:
        pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
        return bool(self._vad.is_speech(pcm.tobytes(), SAMPLE_RATE))

    def reset(self) -> None:
        """Forget what was heard: how loud the room is, above all."""
        self._vad = webrtcvad.Vad(self._mode)


class Silero:
    """Silero v6: a small recurrent network over blocks of 512 samples."""

    def __init__(self) -> None:
        import faster_whisper

        model = Path(faster_whisper.__file__).parent / "assets" / "silero_vad_v6.onnx"
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)

    def probability(self, block: NDArray[np.float32]) -> float:
        """The probability, 0 to 1, of speech in the next block, shape (512,)."""
        window = np.concatenate([self._context, block])[np.newaxis]
        out, self._h, self._c = self._session.run(None, {"input": window, "h": self._h, "c": self._c})
        self._context = block[-CONTEXT:]
        return float(np.ravel(out)[-1])


class ConfirmedVad:
    """webrtcvad on every frame; where it fires, Silero has the last word.

    Args:
        mode: webrtcvad's, 0 to 3.
        above: Silero's probability from which on it is speech. Once it is, 0.15 less is enough to stay so.
    """

    late = 2 * FRAME
    """The median is 61 ms, and 20 to 80 ms are usual."""

    def __init__(self, mode: int, above: float = 0.5) -> None:
        self._first = WebRtcVad(mode)
        self._second = Silero()
        self._above = above
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
        self._first.reset()
        self._second.reset()
        self._pending = np.zeros(0, np.float32)
        self._since_fired = 1_000_000
        self._confirmed = False

    def speech(self, samples: Samples) -> bool:
        fired = self._first.speech(samples)
        self._since_fired = 0 if fired else self._since_fired + FRAME
        # Silero needs a run-up: two blocks are kept ready, and it runs on for 0.2 s so that its state stays true.
        self._pending = np.concatenate([self._pending, samples])
        if self._since_fired > SAMPLE_RATE // 5:
            self._pending = self._pending[-2 * BLOCK :]
            self._confirmed = False
            return False
        while len(self._pending) >= BLOCK:
            block, self._pending = self._pending[:BLOCK], self._pending[BLOCK:]
            threshold = self._above - 0.15 if self._confirmed else self._above
            self._confirmed = self._second.probability(block) >= threshold
        return fired and self._confirmed
