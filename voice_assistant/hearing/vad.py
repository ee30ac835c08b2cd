"""Is there speech in this frame? webrtcvad looks at every frame; Silero confirms where it fired.

webrtcvad costs next to nothing and takes white noise for speech (all of it in its mildest mode, three quarters
in its strictest, measured); Silero v6, which faster-whisper bundles, does not, and costs about 1 ms for each of
its blocks of 512 samples. So Silero runs only near frames on which webrtcvad fired.
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

    def __init__(self, mode: int) -> None:
        self._vad = webrtcvad.Vad(mode)

    def speech(self, samples: Samples) -> bool:
        pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
        return bool(self._vad.is_speech(pcm.tobytes(), SAMPLE_RATE))

    def reset(self) -> None:
        """It remembers nothing that matters for longer than a few frames."""


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

    def __init__(self, mode: int, above: float = 0.5) -> None:
        self._first = WebRtcVad(mode)
        self._second = Silero()
        self._above = above
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
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
