"""Parameters to sound, in plain matrix products, so that it runs inside the exported voice.

A band-limited train of pulses for what is voiced and noise for what is not go through a filter that the mel-cepstrum
describes (minimum phase), chunk by chunk. Nothing is learnt here. The noise is a table: the same every time, so that a
voice can be told to say a sentence twice alike.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from scripts.training.voice_teacher import CEPSTRA

RATE = 24_000
CHUNK = 120
"""Samples of a frame of 5 ms."""
TEACHER_RATE, BEND = 32_000, 0.45
"""The rate at which the teacher's spectra were measured, and the all-pass constant that bends their axis."""
POINTS, WINDOW = 1080, 480
BINS, CHUNKS = POINTS // 2 + 1, POINTS // CHUNK
VOICED_HZ, OVER_HZ = 5000.0, 900.0
"""Voiced sounds are noise above this, with a slope so wide: pulses up there buzz."""
NOISE_S = 3
"""Length of the table of noise, in seconds."""
BREATH = 0.5
"""How much the noise of voiced sounds swells with each pulse."""


def bent(angle: np.ndarray) -> np.ndarray:
    """Frequencies on the bent axis, in radians."""
    return angle + 2 * np.arctan2(BEND * np.sin(angle), 1 - BEND * np.cos(angle))


def basis(frequencies: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What turns a mel-cepstrum into log magnitude and phase at some frequencies, shape (CEPSTRA, frequencies)."""
    angle = np.arange(CEPSTRA)[:, None] * bent(2 * np.pi * frequencies / TEACHER_RATE)[None]
    return np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)


class Vocoder(nn.Module):
    """Spectra, pitch and voicing to samples."""

    def __init__(self) -> None:
        super().__init__()
        frequencies = np.arange(BINS) * RATE / POINTS
        window = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(WINDOW) + 0.5) / WINDOW)
        angle = 2 * np.pi * np.arange(WINDOW)[:, None] * np.arange(BINS)[None] / POINTS
        into = np.concatenate([window[:, None] * np.cos(angle), -window[:, None] * np.sin(angle)], 1) * 0.5
        angle = 2 * np.pi * np.arange(BINS)[:, None] * np.arange(POINTS)[None] / POINTS
        twice = np.full((BINS, 1), 2.0)
        twice[0] = twice[-1] = 1
        back = np.concatenate([twice * np.cos(angle), -twice * np.sin(angle)], 0) / POINTS
        noisy = 1 / (1 + np.exp(-(frequencies - VOICED_HZ) / OVER_HZ))
        top = 0.5 - 0.5 * np.cos(np.pi * np.clip((RATE / 2 - frequencies) / 800, 0, 1))
        magnitude, phase = basis(frequencies)
        noise = np.random.default_rng(1).standard_normal((NOISE_S * RATE // CHUNK, CHUNK))
        for name, table in {
            "magnitude": magnitude,
            "phase": phase,
            "into": into,
            "back": back,
            "pulses": np.sqrt(1 - noisy) * top,
            "breath": np.sqrt(noisy) * top,
            "top": top,
            "ramp": np.arange(CHUNK) / CHUNK,
            "noise": noise,
        }.items():
            self.register_buffer(name, torch.tensor(table, dtype=torch.float32))

    def forward(self, cepstra: Tensor, pitch: Tensor, voiced: Tensor, noise_gain: Tensor) -> Tensor:
        """Samples of frames.

        Args:
            cepstra: shape (frames, CEPSTRA).
            pitch: logarithm of the frequency in hertz, shape (frames,).
            voiced: 0 to 1, shape (frames,).
            noise_gain: what noise is multiplied by.
        """
        frequency = torch.exp(self._between(pitch))
        step = frequency / RATE
        within = torch.cumsum(step, 1)
        whole = within[:, -1].double()
        start = torch.cumsum(whole, 0) - whole
        turn = (start - torch.floor(start)).float()[:, None] + within
        turn = turn - torch.floor(turn)
        pulses = _pulses(turn, torch.floor(0.5 * RATE / frequency)) * torch.sqrt(step)
        swell = 1 + BREATH * voiced[:, None] * torch.cos(2 * math.pi * turn)
        steady = 1 - voiced[:, None] * (1 - 1 / math.sqrt(1 + BREATH**2 / 2))
        place = torch.arange(cepstra.shape[0], device=cepstra.device) % self.noise.shape[0]
        noise = self.noise[place] * noise_gain * swell * steady
        spectrum = self._windows(torch.stack([pulses, noise], 0)) @ self.into
        gain, turned = torch.exp(cepstra @ self.magnitude), cepstra @ self.phase
        share = voiced[:, None]
        loud, soft = share * self.pulses, share * self.breath + (1 - share) * self.top
        real = spectrum[0, :, :BINS] * loud + spectrum[1, :, :BINS] * soft
        imaginary = spectrum[0, :, BINS:] * loud + spectrum[1, :, BINS:] * soft
        their, other = gain * torch.cos(turned), -gain * torch.sin(turned)
        filtered = torch.cat([real * their - imaginary * other, real * other + imaginary * their], -1)
        pieces = (filtered @ self.back).reshape(-1, CHUNKS, CHUNK)
        made = F.pad(pieces[:, 0], (0, 0, 0, CHUNKS - 1))
        for n in range(1, CHUNKS):
            made = made + F.pad(pieces[:, n], (0, 0, n, CHUNKS - 1 - n))
        return made[2:].reshape(-1)  # a window's middle comes two chunks late

    def _between(self, x: Tensor) -> Tensor:
        """A value for every sample, from one for every frame, in straight lines."""
        after = torch.cat([x[1:], x[-1:]])
        return x[:, None] + (after - x)[:, None] * self.ramp[None]

    @staticmethod
    def _windows(x: Tensor) -> Tensor:
        """Every chunk with its neighbours: shape (2, frames + 1, WINDOW)."""
        nothing = torch.zeros_like(x[:, :1])
        wide = torch.cat([nothing, nothing, x, nothing], 1)
        return torch.cat([wide[:, 0:-3], wide[:, 1:-2], wide[:, 2:-1], wide[:, 3:]], -1)


def _pulses(turn: Tensor, overtones: Tensor) -> Tensor:
    """All overtones below half the rate at once, in closed form, at a place within the period (0 to 1)."""
    sine = torch.sin(math.pi * turn)
    safe = torch.where(sine.abs() < 1e-3, torch.ones_like(sine), sine)
    angle = (overtones + 0.5) * turn
    angle = angle - torch.floor(angle)  # else single precision would not do
    return 2 * torch.where(sine.abs() < 1e-3, overtones, torch.sin(2 * math.pi * angle) / (2 * safe) - 0.5)
