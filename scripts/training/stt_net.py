"""The recogniser's network: Whisper's, small, and trained without paying for its thirty seconds.

Whisper's encoder has 1,500 places, most of them silence behind the utterance. Here every place behind the window of
ten seconds has the same learned position, so that in training they are one place that counts for 1,250 (its attention
is raised by the logarithm), and a few of the window's empty places stand for all of them. The exported model computes
the same in either window, the short one and Whisper's full one: half of the training sees each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from scripts.training.phonemes import SOUNDS

PLACES, ALL_PLACES = 250, 1500
"""Of the window of ten seconds, and of Whisper's."""
EMPTY = 8
"""Empty places of the window that stand for all of its empty ones."""
LOUD = 0.3
"""How loud the positions are beside the sound: at Whisper's own 1 the sound is not learnt for a long time."""
TEXT_PLACES = 448
BLANK = len(SOUNDS)


@dataclass(frozen=True)
class Size:
    """How large the network is."""

    width: int = 256
    heads: int = 4
    encoder: int = 6
    decoder: int = 2
    tokens: int = 0
    dropout: float = 0.0


def waves(places: int, width: int) -> Tensor:
    """Whisper's positions, shape (places, width)."""
    step = math.log(10000) / (width // 2 - 1)
    angle = torch.arange(places)[:, None] * torch.exp(-step * torch.arange(width // 2))[None]
    return torch.cat([angle.sin(), angle.cos()], 1)


class Attention(nn.Module):
    """Multi-head attention. Written out: in bfloat16 on a processor the built-in one takes half as long again."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj, self.v_proj, self.out_proj = (nn.Linear(width, width) for _ in range(3))
        self.k_proj = nn.Linear(width, width, bias=False)
        self.seen: Tensor | None = None
        """What was attended to last, where it was asked for: shape (batch, heads, places, places)."""

    def forward(self, x: Tensor, over: Tensor, mask: Tensor, keep: bool = False) -> Tensor:
        batch, places, width = x.shape
        each = width // self.heads

        def split(y: Tensor) -> Tensor:
            return y.view(batch, -1, self.heads, each).transpose(1, 2)

        scores = split(self.q_proj(x) / math.sqrt(each)) @ split(self.k_proj(over)).transpose(-1, -2)
        weights = (
            (scores.float() if keep else scores) + mask.to(torch.float32 if keep else scores.dtype)
        ).softmax(-1)
        self.seen = weights if keep else None
        heard = weights.to(x.dtype if not keep else scores.dtype) @ split(self.v_proj(over))
        return self.out_proj(heard.transpose(1, 2).reshape(batch, places, width))


class Layer(nn.Module):
    """A layer of the encoder, or with `cross` of the decoder; names as in Whisper's own implementation."""

    def __init__(self, size: Size, cross: bool) -> None:
        super().__init__()
        width = size.width
        self.self_attn, self.self_attn_layer_norm = Attention(width, size.heads), nn.LayerNorm(width)
        if cross:
            self.encoder_attn, self.encoder_attn_layer_norm = (
                Attention(width, size.heads),
                nn.LayerNorm(width),
            )
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.final_layer_norm = nn.LayerNorm(width)
        self.dropout = size.dropout

    def forward(
        self, x: Tensor, mask: Tensor, heard: Tensor | None = None, heard_mask: Tensor | None = None
    ) -> Tensor:
        y = self.self_attn_layer_norm(x)
        x = x + self._dropped(self.self_attn(y, y, mask))
        if heard is not None:
            y = self.encoder_attn_layer_norm(x)
            x = x + self._dropped(self.encoder_attn(y, heard, heard_mask, keep=self.training))
        return x + self._dropped(self.fc2(F.gelu(self.fc1(self.final_layer_norm(x)))))

    def _dropped(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training) if self.dropout else x


class Encoder(nn.Module):
    """Sound to what was heard of it, 25 places a second."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(80, size.width, 3, padding=1)
        self.conv2 = nn.Conv1d(size.width, size.width, 3, stride=2, padding=1)
        self.register_buffer("places", waves(PLACES, size.width) * LOUD, persistent=False)
        self.far = nn.Parameter(torch.randn(size.width) * 0.1)
        self.layers = nn.ModuleList([Layer(size, cross=False) for _ in range(size.encoder)])
        self.layer_norm = nn.LayerNorm(size.width)

    def forward(self, features: Tensor, far: int) -> tuple[Tensor, Tensor, int]:
        """Hear.

        Args:
            features: shape (batch, 80, steps), an even number of steps, the last two zero for all.
            far: how many places of the window lie behind its first ten seconds.

        Returns:
            What was heard, the attention mask over it, and how many of its places are the utterance's.
        """
        steps = features.shape[2] // 2
        x = F.gelu(self.conv2(F.gelu(self.conv1(F.pad(features, (0, 8)))))).transpose(1, 2)
        empty = x[:, steps + 2]
        parts, mask = [x[:, :steps] + self.places[:steps]], [torch.zeros(steps, device=x.device)]
        if steps < PLACES:
            some = min(EMPTY, PLACES - steps)
            chosen = steps + torch.randperm(PLACES - steps, device=x.device)[:some]
            parts.append(empty[:, None] + self.places[chosen])
            mask.append(torch.full((some,), math.log((PLACES - steps) / some), device=x.device))
        if far:
            parts.append((empty + self.far)[:, None])
            mask.append(torch.tensor([math.log(far)], device=x.device))
        x, over = torch.cat(parts, 1), torch.cat(mask)[None, None, None]
        for layer in self.layers:
            x = layer(x, over)
        return self.layer_norm(x), over, steps


class Decoder(nn.Module):
    """What was heard to text, token by token."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(size.tokens, size.width)
        self.embed_positions = nn.Embedding(TEXT_PLACES, size.width)
        nn.init.normal_(self.embed_tokens.weight, 0, 0.05)
        with torch.no_grad():
            self.embed_positions.weight.copy_(waves(TEXT_PLACES, size.width) * 0.1)
        self.layers = nn.ModuleList([Layer(size, cross=True) for _ in range(size.decoder)])
        self.layer_norm = nn.LayerNorm(size.width)

    def forward(self, tokens: Tensor, heard: Tensor, mask: Tensor) -> Tensor:
        places = tokens.shape[1]
        later = torch.full((places, places), -1e4, device=tokens.device).triu(1)
        x = self.embed_tokens(tokens) + self.embed_positions.weight[:places]
        for layer in self.layers:
            x = layer(x, later, heard, mask)
        return self.layer_norm(x) @ self.embed_tokens.weight.t()


class Net(nn.Module):
    """The recogniser, with a second exit that names sounds; it steers the encoder and is not exported."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.encoder, self.decoder = Encoder(size), Decoder(size)
        self.sounds = nn.Linear(size.width, BLANK + 1)

    @torch.no_grad()
    def start_at(self, features: Tensor) -> None:
        """Scale the first layers so that what they make of real sound has standard deviation 1.

        With the usual start the positions are twenty times as loud as the sound, and nothing is learnt for a long time.
        """
        for conv in (self.encoder.conv1, self.encoder.conv2):
            made = conv(features)
            conv.weight /= made.std()
            conv.bias.zero_()
            features = F.gelu(conv(features))
