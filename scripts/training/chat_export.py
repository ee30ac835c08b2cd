"""The trained chat model as a GGUF file that llama.cpp loads, with its tokenizer and chat template in it.

`tokenizer.ggml.pre` must be "qwen2", whose splitting is the one that the tokenizer was trained with; no token goes in
front of a prompt; the norms stay in 32 bits; the table of tokens is read for both ends.
"""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, LlamaFileType, TokenType

from scripts.training.chat_net import Net
from scripts.training.chat_tokens import SPECIAL

TEMPLATE = (
    "{% for message in messages %}"
    "{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
NAMES = {
    "before": "attn_norm",
    "between": "ffn_norm",
    "q.weight": "attn_q",
    "k.weight": "attn_k",
    "v.weight": "attn_v",
    "o.weight": "attn_output",
    "gate.weight": "ffn_gate",
    "up.weight": "ffn_up",
    "down.weight": "ffn_down",
}


def export(net: Net, tokenizer: Path, path: Path) -> None:
    """Write the model in eight bits.

    Args:
        net: trained.
        tokenizer: its tokenizer's file.
        path: where to.
    """
    size, weights = (
        net.size,
        {name: weight.detach().float().cpu().numpy() for name, weight in net.state_dict().items()},
    )
    writer = GGUFWriter(str(path), "llama")
    writer.add_name("starter")
    writer.add_license("GPL-3.0-or-later")
    writer.add_context_length(size.places)
    writer.add_embedding_length(size.width)
    writer.add_block_count(size.layers)
    writer.add_feed_forward_length(size.hidden)
    writer.add_head_count(size.heads)
    writer.add_head_count_kv(size.heads)
    writer.add_layer_norm_rms_eps(size.epsilon)
    writer.add_rope_freq_base(size.base)
    writer.add_rope_dimension_count(size.width // size.heads)
    writer.add_vocab_size(size.tokens)
    writer.add_file_type(LlamaFileType.MOSTLY_Q8_0)
    _tokens(writer, json.loads(tokenizer.read_text("utf-8")), size.tokens)
    _tensor(writer, "token_embd.weight", weights["embedding.weight"])
    _tensor(writer, "output_norm.weight", weights["last"])
    for layer in range(size.layers):
        for ours, theirs in NAMES.items():
            _tensor(writer, f"blk.{layer}.{theirs}.weight", weights[f"blocks.{layer}.{ours}"])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _tokens(writer: GGUFWriter, content: dict, size: int) -> None:
    vocabulary = content["model"]["vocab"]
    pieces = sorted(vocabulary, key=vocabulary.get)
    assert len(pieces) == size, "the tokenizer has another size than the network"
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list([piece.encode() for piece in pieces])
    writer.add_token_types([TokenType.CONTROL if piece in SPECIAL else TokenType.NORMAL for piece in pieces])
    merges = content["model"]["merges"]
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in merges])
    end = vocabulary["<|im_end|>"]
    writer.add_bos_token_id(vocabulary["<|endoftext|>"])
    writer.add_eos_token_id(end)
    writer.add_eot_token_id(end)
    writer.add_pad_token_id(vocabulary["<|endoftext|>"])
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(TEMPLATE)


def _tensor(writer: GGUFWriter, name: str, weight: np.ndarray) -> None:
    if weight.ndim == 1:
        writer.add_tensor(name, weight)
    else:
        made = gguf.quants.quantize(weight, GGMLQuantizationType.Q8_0)
        writer.add_tensor(name, made, raw_dtype=GGMLQuantizationType.Q8_0)
