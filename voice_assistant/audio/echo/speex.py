"""Xiph's SpeexDSP, the canceller that Debian's sound servers use: the library of the system, by ctypes."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, Samples, samples

LIBRARY = "libspeexdsp.so.1"
TAIL = samples(0.3)
"""Longest echo, samples."""

SET_RATE, SET_ECHO, SET_NOISE_DB = 24, 24, 18
"""Requests of speex_echo.h and speex_preprocess.h."""


class Speex:
    """Implements `Canceller`.

    Raises:
        AudioError: the library is not there.
    """

    delay = None
    """It does not say."""

    def __init__(self) -> None:
        try:
            self._library: Any = ctypes.CDLL(LIBRARY)
        except OSError as error:
            raise AudioError(
                "SpeexDSP is not installed: install libspeexdsp1, or set audio.echo_cancelling to adaptive."
            ) from error
        self._library.speex_echo_state_init.restype = ctypes.c_void_p
        self._library.speex_preprocess_state_init.restype = ctypes.c_void_p
        self._echo = ctypes.c_void_p(self._library.speex_echo_state_init(FRAME, TAIL))
        self._rest = ctypes.c_void_p(self._library.speex_preprocess_state_init(FRAME, SAMPLE_RATE))
        self._library.speex_echo_ctl(self._echo, SET_RATE, ctypes.byref(ctypes.c_int(SAMPLE_RATE)))
        self._library.speex_preprocess_ctl(self._rest, SET_NOISE_DB, ctypes.byref(ctypes.c_int(-1)))
        self._library.speex_preprocess_ctl(self._rest, SET_ECHO, self._echo)

    def __del__(self) -> None:
        if hasattr(self, "_rest"):
            self._library.speex_preprocess_state_destroy(self._rest)
            self._library.speex_echo_state_destroy(self._echo)

    def step(self, heard: Samples, played: Samples) -> tuple[Samples, Samples]:
        near, far, rest = _whole(heard), _whole(played), np.zeros(FRAME, np.int16)
        self._library.speex_echo_cancellation(self._echo, _at(near), _at(far), _at(rest))
        clean = rest.copy()
        self._library.speex_preprocess_run(self._rest, _at(clean))
        return _parts(rest), _parts(clean)


def _whole(sound: Samples) -> NDArray[np.int16]:
    return (np.clip(sound, -1.0, 1.0) * 32767).astype(np.int16)


def _parts(sound: NDArray[np.int16]) -> Samples:
    return sound.astype(np.float32) / np.float32(32768)


def _at(sound: NDArray[np.int16]) -> ctypes.c_void_p:
    return sound.ctypes.data_as(ctypes.c_void_p)
