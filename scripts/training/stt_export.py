"""The trained recogniser as a folder that faster-whisper loads.

Written by CTranslate2's own description of a Whisper model. `suppress_ids_begin` is empty: with Whisper's default the
model may not end at once, and would have to invent words for silence.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs.common_spec import LinearSpec
from ctranslate2.specs.whisper_spec import WhisperSpec

from scripts.training.shards import HOP, WINDOW_S
from scripts.training.stt_net import ALL_PLACES, LOUD, PLACES, Attention, Layer, Net, Size, waves
from scripts.training.tokens import Tokens
from voice_assistant.vocabulary import SAMPLE_RATE as RATE

N_FFT = 400


def export(net: Net, size: Size, tokens: Path, folder: Path) -> None:
    """Write the model.

    Args:
        net: trained.
        size: its size.
        tokens: the tokenizer's file.
        folder: where to; files of the same names are replaced.
    """
    trained, net = net.state_dict(), Net(size)  # a copy: quantizing overwrites the weights that it is given
    net.load_state_dict({name: weight.float().cpu() for name, weight in trained.items()})
    net.eval()
    spec = WhisperSpec(size.encoder, size.heads, size.decoder, size.heads)
    with torch.no_grad():
        for conv, theirs in (
            (net.encoder.conv1, spec.encoder.conv1),
            (net.encoder.conv2, spec.encoder.conv2),
        ):
            theirs.weight, theirs.bias = conv.weight.detach(), conv.bias.detach()
        far = net.encoder.far.detach()[None].expand(ALL_PLACES - PLACES, -1)
        spec.encoder.position_encodings.encodings = torch.cat([waves(PLACES, size.width) * LOUD, far])
        spec.decoder.position_encodings.encodings = net.decoder.embed_positions.weight.detach()
        spec.decoder.embeddings.weight = net.decoder.embed_tokens.weight.detach()
        spec.decoder.projection.weight = net.decoder.embed_tokens.weight.detach().clone()
        for ours, theirs in ((net.encoder, spec.encoder), (net.decoder, spec.decoder)):
            _norm(theirs.layer_norm, ours.layer_norm)
            for layer, described in zip(ours.layers, theirs.layer, strict=True):
                _layer(described, layer)
    spec.config.suppress_ids, spec.config.suppress_ids_begin, spec.config.lang_ids = [], [], []
    spec.config.alignment_heads = [[layer, head] for layer in range(size.decoder) for head in range(2)]
    spec.register_vocabulary(Tokens(tokens).listed())
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    (folder / "tokenizer.json").write_bytes(tokens.read_bytes())
    features = {
        "chunk_length": WINDOW_S,
        "feature_extractor_type": "WhisperFeatureExtractor",
        "feature_size": 80,
        "hop_length": HOP,
        "n_fft": N_FFT,
        "sampling_rate": RATE,
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(features, indent=1) + "\n", "utf-8")


def _layer(described, layer: Layer) -> None:
    _attention(described.self_attention, layer.self_attn, one=True)
    _norm(described.self_attention.layer_norm, layer.self_attn_layer_norm)
    if hasattr(layer, "encoder_attn"):
        _attention(described.attention, layer.encoder_attn, one=False)
        _norm(described.attention.layer_norm, layer.encoder_attn_layer_norm)
    _linear(described.ffn.linear_0, layer.fc1)
    _linear(described.ffn.linear_1, layer.fc2)
    _norm(described.ffn.layer_norm, layer.final_layer_norm)


def _attention(described, attention: Attention, one: bool) -> None:
    parts = [LinearSpec() for _ in range(3)]
    for part, linear in zip(parts, (attention.q_proj, attention.k_proj, attention.v_proj), strict=True):
        _linear(part, linear)
    if one:
        fuse_linear(described.linear[0], parts)
    else:
        fuse_linear(described.linear[0], parts[:1])
        fuse_linear(described.linear[1], parts[1:])
    _linear(described.linear[-1], attention.out_proj)


def _linear(described, linear: torch.nn.Linear) -> None:
    described.weight = linear.weight.detach()
    if linear.bias is not None:
        described.bias = linear.bias.detach()


def _norm(described, norm: torch.nn.LayerNorm) -> None:
    described.gamma, described.beta = norm.weight.detach(), norm.bias.detach()
