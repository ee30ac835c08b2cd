"""A small transformer encoder, computed in numpy: numbers of word pieces in, one vector for each text out.

The architecture is BERT's (Devlin et al. 2019, arXiv 1810.04805) with mean pooling (Reimers and Gurevych 2019,
arXiv 1908.10084). A text of twenty words takes some 10 ms on one core.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HEADS = 12
_NORM = np.float32(1e-12)
_FAR = np.float32(-1e9)
"""Added to the score of what is no word: attention never falls on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """The encoder's weights, by name, and how it is computed."""

    weights: Mapping[str, Floats]
    """Matrices of shape (in, out), and vectors; `words` is int8 of shape (pieces, width) with `words.scale`."""
    layers: int

    def __call__(self, texts: Sequence[Sequence[int]]) -> Floats:
        """One vector for each text, shape (texts, width).

        Args:
            texts: the numbers of the pieces of each, at least one text of at least one piece.
        """
        length = max(map(len, texts))
        numbers = np.zeros((len(texts), length), np.intp)
        mask = np.zeros((len(texts), length), np.float32)
        for row, text in enumerate(texts):
            numbers[row, : len(text)] = text
            mask[row, : len(text)] = 1
        x = self.weights["words"][numbers].astype(np.float32) * self.weights["words.scale"][numbers]
        x = self._norm(x + self.weights["places"][:length], "norm")
        closed = (1 - mask)[:, None, None, :] * _FAR
        for layer in range(self.layers):
            x = self._layer(x, closed, f"{layer}.")
        pooled: Floats = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return pooled

    def _layer(self, x: Floats, closed: Floats, at: str) -> Floats:
        texts, length, width = x.shape
        qkv = self._linear(x, f"{at}qkv").reshape(texts, length, 3, HEADS, width // HEADS)
        q, k, v = (qkv[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
        scores = q @ k.transpose(0, 1, 3, 2) * np.float32(1 / math.sqrt(width // HEADS)) + closed
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        seen = (scores @ v).transpose(0, 2, 1, 3).reshape(texts, length, width)
        x = self._norm(x + self._linear(seen, f"{at}out"), f"{at}first")
        return self._norm(x + self._linear(_gelu(self._linear(x, f"{at}up")), f"{at}down"), f"{at}second")

    def _linear(self, x: Floats, name: str) -> Floats:
        weight = self.weights[name]
        made: Floats = x.reshape(-1, weight.shape[0]) @ weight + self.weights[f"{name}.bias"]
        return made.reshape(*x.shape[:-1], weight.shape[1])

    def _norm(self, x: Floats, name: str) -> Floats:
        x = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((x * x).mean(-1, keepdims=True) + _NORM)
        made: Floats = x / spread * self.weights[name] + self.weights[f"{name}.bias"]
        return made


def _gelu(x: Floats) -> Floats:
    """The gelu of Hendrycks and Gimpel 2016 (arXiv 1606.08415), by their formula with tanh."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    made: Floats = np.float32(0.5) * x * (1 + np.tanh(inner))
    return made
