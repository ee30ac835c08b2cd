"""The encoder: what must hold whatever its weights are."""

from __future__ import annotations

import numpy as np

from voice_assistant.safety.encoder import HEADS, Encoder

WIDTH = 2 * HEADS


def encoder(seed: int = 1, layers: int = 2) -> Encoder:
    dice = np.random.default_rng(seed)

    def drawn(*shape: int) -> np.ndarray:
        return dice.normal(0, 0.5, shape).astype(np.float32)

    weights = {
        "words": dice.integers(-127, 127, (20, WIDTH)).astype(np.int8),
        "words.scale": np.full((20, 1), 0.01, np.float32),
        "places": drawn(16, WIDTH),
    }
    for name in ("norm", *(f"{layer}.{part}" for layer in range(layers) for part in ("first", "second"))):
        weights[name], weights[f"{name}.bias"] = drawn(WIDTH), drawn(WIDTH)
    for layer in range(layers):
        for part, (rows, columns) in {"qkv": (1, 3), "out": (1, 1), "up": (1, 4), "down": (4, 1)}.items():
            weights[f"{layer}.{part}"] = drawn(rows * WIDTH, columns * WIDTH)
            weights[f"{layer}.{part}.bias"] = drawn(columns * WIDTH)
    return Encoder(weights, layers)


def test_one_vector_for_each_text() -> None:
    assert encoder()([[1, 2, 3], [4], [5, 6, 7, 8]]).shape == (3, WIDTH)


def test_a_text_is_read_the_same_alone_and_beside_longer_ones() -> None:
    alone = encoder()([[1, 2, 3]])
    beside = encoder()([[9, 8, 7, 6, 5, 4], [1, 2, 3]])
    np.testing.assert_allclose(alone[0], beside[1], atol=1e-4)


def test_the_order_of_words_matters() -> None:
    forth, back = encoder()([[1, 2, 3], [3, 2, 1]])
    assert not np.allclose(forth, back, atol=1e-3)


def test_a_layer_is_what_the_formula_says() -> None:
    """One head's worth of arithmetic, written out by hand for a text of one piece: attention is the value itself."""
    model = encoder(layers=1)
    w = model.weights

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean()
        return x / np.sqrt((x * x).mean() + 1e-12) * w[name] + w[f"{name}.bias"]

    x = norm(w["words"][3] * w["words.scale"][3] + w["places"][0], "norm")
    value = (x @ w["0.qkv"] + w["0.qkv.bias"])[2 * WIDTH :]
    x = norm(x + value @ w["0.out"] + w["0.out.bias"], "0.first")
    up = x @ w["0.up"] + w["0.up.bias"]
    up = 0.5 * up * (1 + np.tanh(0.7978845608 * (up + 0.044715 * up**3)))
    x = norm(x + up @ w["0.down"] + w["0.down.bias"], "0.second")
    np.testing.assert_allclose(model([[3]])[0], x, rtol=1e-3, atol=1e-4)
