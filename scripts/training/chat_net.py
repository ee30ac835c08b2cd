"""The chat model's network: a llama, small enough to be trained from nothing on a processor."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name


@dataclass(frozen=True)
class Size:
    """How large the network is. Widths are multiples of 32, which is what 8-bit files ask for."""

    tokens: int = 4096
    width: int = 320
    layers: int = 6
    heads: int = 5
    hidden: int = 896
    places: int = 1024
    base: float = 10000.0
    epsilon: float = 1e-5


class Block(nn.Module):
    """Attention and a gated layer."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.before, self.between = nn.Parameter(torch.ones(size.width)), nn.Parameter(torch.ones(size.width))
        self.q, self.k, self.v, self.o = (nn.Linear(size.width, size.width, bias=False) for _ in range(4))
        self.gate, self.up = (nn.Linear(size.width, size.hidden, bias=False) for _ in range(2))
        self.down = nn.Linear(size.hidden, size.width, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        batch, places, width = x.shape
        heads, each = self.size.heads, width // self.size.heads

        def split(y: Tensor) -> Tensor:
            return y.view(batch, places, heads, each).transpose(1, 2)

        def turned(y: Tensor) -> Tensor:  # neighbours are turned together, as llama.cpp does it
            pairs = y.unflatten(-1, (-1, 2))
            one, other = pairs[..., 0], pairs[..., 1]
            return torch.stack((one * cos - other * sin, one * sin + other * cos), -1).flatten(-2)

        y = F.rms_norm(x, (width,), self.before.to(x.dtype), self.size.epsilon)
        q, k, v = turned(split(self.q(y))), turned(split(self.k(y))), split(self.v(y))
        # Written out: in bfloat16 on a processor the built-in attention takes half as long again.
        seen = (q * each**-0.5 @ k.transpose(-1, -2) + mask).softmax(-1)
        x = x + self.o((seen @ v).transpose(1, 2).reshape(batch, places, width))
        y = F.rms_norm(x, (width,), self.between.to(x.dtype), self.size.epsilon)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class Net(nn.Module):
    """The whole: tokens in, what comes next out. The same table reads tokens and names them."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.embedding = nn.Embedding(size.tokens, size.width)
        self.blocks = nn.ModuleList([Block(size) for _ in range(size.layers)])
        self.last = nn.Parameter(torch.ones(size.width))
        angle = torch.outer(
            torch.arange(size.places).float(),
            size.base ** -(torch.arange(0, size.width // size.heads, 2).float() * size.heads / size.width),
        )
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)
        self.register_buffer("mask", torch.full((size.places, size.places), -1e9).triu(1), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                back = name.endswith(("o.weight", "down.weight"))
                nn.init.normal_(weight, 0, 0.02 / (2 * size.layers) ** 0.5 if back else 0.02)

    def forward(self, tokens: Tensor) -> Tensor:
        """What the network makes of tokens, shape (batch, places, width); `self.embedding` reads it off."""
        places = tokens.shape[1]
        x = self.embedding(tokens)
        kind = torch.bfloat16 if torch.is_autocast_enabled(tokens.device.type) else x.dtype
        cos, sin, mask = (
            part.to(kind) for part in (self.cos[:places], self.sin[:places], self.mask[:places, :places])
        )
        for block in self.blocks:
            x = block(x, cos, sin, mask)
        return F.rms_norm(x, (x.shape[-1],), self.last.to(x.dtype), self.size.epsilon)
