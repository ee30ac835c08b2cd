"""The trained voice as a file that piper loads: ONNX with standard operations only, and its description beside it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

from scripts.training.voice_net import NOISE, SYMBOLS, Acoustic, Voice
from scripts.training.voice_sound import CHUNK, RATE

LARGE = 2048
"""Numbers from which on a table is kept in half precision."""


def export(acoustic: Acoustic, path: Path) -> None:
    """Write the voice.

    Args:
        acoustic: trained.
        path: where to; its description goes to the same name with ".json" behind it.
    """
    voice = Voice(acoustic.cpu()).eval()
    symbols = torch.tensor([[1, 0, 20, 0, 59, 0, 25, 0, 27, 0, 3, 0, 15, 0, 10, 0, 2]])
    given = symbols, torch.tensor([symbols.shape[1]]), torch.tensor([NOISE, 1.0, 0.8])
    torch.onnx.export(
        voice,
        given,
        str(path),
        input_names=["input", "input_lengths", "scales"],
        output_names=["output", "durations"],
        dynamic_axes={
            "input": {0: "batch_size", 1: "phonemes"},
            "input_lengths": {0: "batch_size"},
            "output": {3: "time"},
            "durations": {1: "phonemes"},
        },
        opset_version=17,
        dynamo=False,
    )
    _halve(path)
    description = {
        "audio": {"sample_rate": RATE, "quality": "starter"},
        "dataset": "starter",
        "espeak": {"voice": "en-us"},
        "hop_length": CHUNK,
        "inference": {"noise_scale": NOISE, "length_scale": 1.0, "noise_w": 0.8},
        "language": {"code": "en_US"},
        "num_speakers": 1,
        "num_symbols": SYMBOLS,
        "phoneme_id_map": {symbol: list(numbers) for symbol, numbers in DEFAULT_PHONEME_ID_MAP.items()},
        "phoneme_map": {},
        "phoneme_type": "espeak",
        "piper_version": "1.0.0",
        "speaker_id_map": {},
    }
    text = json.dumps(description, ensure_ascii=False, indent=1)
    path.with_name(path.name + ".json").write_text(text + "\n", "utf-8")


def _halve(path: Path) -> None:
    """Keep large tables in 16 bits, with a cast behind each."""
    model = onnx.load(path)
    graph, casts = model.graph, []
    for table in list(graph.initializer):
        if table.data_type == TensorProto.FLOAT and np.prod(table.dims) >= LARGE:
            graph.initializer.remove(table)
            casts.append(_half(graph, numpy_helper.to_array(table), table.name))
    for node in list(graph.node):
        value = (
            node.attribute[0].t if node.op_type == "Constant" and node.attribute[0].name == "value" else None
        )
        if value is not None and value.data_type == TensorProto.FLOAT and np.prod(value.dims) >= LARGE:
            graph.node.remove(node)
            casts.append(_half(graph, numpy_helper.to_array(value), node.output[0]))
    for place, cast in enumerate(casts):
        graph.node.insert(place, cast)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def _half(graph: onnx.GraphProto, table: np.ndarray, name: str) -> onnx.NodeProto:
    graph.initializer.append(numpy_helper.from_array(table.astype(np.float16), f"{name}_half"))
    return helper.make_node("Cast", [f"{name}_half"], [name], to=TensorProto.FLOAT)
