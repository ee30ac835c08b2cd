"""The voice's network: piper's symbols to durations, and those to spectra, pitch and voicing every 5 ms."""

from __future__ import annotations

import math

import torch
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from scripts.training.voice_sound import Vocoder
from scripts.training.voice_teacher import CEPSTRA

SYMBOLS = max(number for numbers in DEFAULT_PHONEME_ID_MAP.values() for number in numbers) + 1
WIDTH, WIDE = 192, 224
PLACE = 6
"""Features that say where in its symbol a frame is."""
OPENING, NARROW = 16, 32
"""Symbols of a sentence's beginning that its end is told of, and how few numbers each of them comes down to: "did you"
and "what did you" end differently, and neither the blocks nor the recurrent layer learn to carry that so far."""
JITTER = 0.03
"""How much durations vary by chance, for each unit of piper's noise_w."""
NOISE = 0.667
"""Piper's usual noise scale, at which noise is as loud as the teacher's."""


def neighbours(x: Tensor, many: int, apart: int) -> Tensor:
    """Each place beside its neighbours: a convolution's view of a row."""
    reach = (many // 2) * apart
    wide = F.pad(x, (0, 0, reach, reach))
    return torch.cat([wide[:, n * apart : wide.shape[1] - (2 * reach - n * apart)] for n in range(many)], -1)


class Block(nn.Module):
    """A convolution that adds to what is there."""

    def __init__(self, width: int, many: int, apart: int) -> None:
        super().__init__()
        self.many, self.apart = many, apart
        self.norm, self.wide, self.back = (
            nn.LayerNorm(width),
            nn.Linear(width * many, width),
            nn.Linear(width, width),
        )
        nn.init.normal_(self.back.weight, std=0.02)
        nn.init.zeros_(self.back.bias)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        y = self.norm(x)
        y = y if mask is None else y * mask
        return x + self.back(F.gelu(self.wide(neighbours(y, self.many, self.apart)), approximate="tanh"))


class Acoustic(nn.Module):
    """The part that is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(SYMBOLS, WIDTH)
        self.near = nn.ModuleList([Block(WIDTH, 5, apart) for apart in (1, 1, 2, 2)])
        self.far = nn.GRU(WIDTH, WIDTH // 2, batch_first=True, bidirectional=True)
        self.opening, self.told = nn.Linear(WIDTH, NARROW), nn.Linear(OPENING * NARROW, WIDTH)
        nn.init.zeros_(self.told.weight)
        self.after = Block(WIDTH, 3, 1)
        self.length = nn.Sequential(
            nn.LayerNorm(WIDTH), nn.Linear(WIDTH, WIDTH), nn.GELU(approximate="tanh"), nn.Linear(WIDTH, 1)
        )
        self.pair = nn.Linear(2 * (WIDTH + PLACE), WIDE)
        self.frames = nn.ModuleList([Block(WIDE, 3, apart) for apart in (1, 2, 4, 1, 2, 4)])
        self.out = nn.Sequential(
            nn.LayerNorm(WIDE),
            nn.Linear(WIDE, WIDE),
            nn.GELU(approximate="tanh"),
            nn.Linear(WIDE, 2 * (CEPSTRA + 2)),
        )
        self.register_buffer("mean", torch.zeros(CEPSTRA + 1))
        self.register_buffer("spread", torch.ones(CEPSTRA + 1))
        nn.init.constant_(self.length[-1].bias, 1.8)

    def read(
        self, symbols: Tensor, mask: Tensor | None = None, counts: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """What each symbol is in its sentence, and the logarithm of one more than its frames."""
        x = self.embedding(symbols)
        for block in self.near:
            x = block(x, mask)
        begins = F.pad(x if mask is None else x * mask, (0, 0, 0, OPENING))[:, :OPENING]
        x = x + self.told(F.gelu(self.opening(begins), approximate="tanh").flatten(1))[:, None]
        if counts is None:
            x = x + self.far(x)[0]
        else:
            packed = nn.utils.rnn.pack_padded_sequence(x, counts, batch_first=True, enforce_sorted=False)
            seen, _ = nn.utils.rnn.pad_packed_sequence(
                self.far(packed)[0], batch_first=True, total_length=x.shape[1]
            )
            x = x + seen
        x = self.after(x, mask)
        return x, self.length(x)[..., 0]

    def sound(self, frames: Tensor, mask: Tensor | None = None) -> Tensor:
        """Spectra, pitch and voicing, normalised, of an even number of frames, two at a time."""
        batch, many, width = frames.shape
        x = self.pair(frames.reshape(batch, many // 2, 2 * width))
        for block in self.frames:
            x = block(x, mask)
        return self.out(x).reshape(batch, many, CEPSTRA + 2)


def places(since: Tensor, long: Tensor) -> Tensor:
    """Where in its symbol each frame is.

    Args:
        since: frames since the symbol began.
        long: frames of the symbol.
    """
    part, left = (since + 0.5) / long.clamp(min=1), long - 1 - since
    return torch.stack(
        [
            part,
            part * part,
            torch.exp(-since / 3.0),
            torch.exp(-left / 3.0),
            torch.log(long.clamp(min=1)) * 0.3,
            torch.sin(math.pi * part),
        ],
        -1,
    )


class Voice(nn.Module):
    """The whole, as piper calls it: symbols, their number, three scales; samples, and frames for each symbol."""

    def __init__(self, acoustic: Acoustic) -> None:
        super().__init__()
        self.acoustic, self.vocoder = acoustic, Vocoder()
        self.register_buffer("livelier", torch.ones(CEPSTRA + 1))
        """What undoes the flattening of a network that predicts means."""

    def forward(self, input: Tensor, input_lengths: Tensor, scales: Tensor) -> tuple[Tensor, Tensor]:  # noqa: A002
        ids = input[0]
        kept = ids != 0
        symbols = ids[torch.nonzero(kept)[:, 0]][None] + 0 * input_lengths[0]
        x, length = self.acoustic.read(symbols)
        jitter = 1 + JITTER * scales[2] * torch.randn_like(length)
        frames = torch.round((torch.exp(length) - 1) * scales[1] * jitter).clamp(min=0)[0]
        frames = torch.cat([frames[:-1], frames[-1:].clamp(min=2)])
        ends = torch.cumsum(frames, 0)
        many = (torch.ceil(ends[-1] / 2) * 2).long()
        time = torch.arange(many, device=ids.device).float()
        place = (time[:, None] >= ends[None]).long().sum(1).clamp(max=symbols.shape[1] - 1)
        long = frames[place]
        since = torch.minimum(time - (ends - frames)[place], (long - 1).clamp(min=0))
        made = self.acoustic.sound(torch.cat([x[0][place], places(since, long)], -1)[None])[0]
        parameters = made[:, : CEPSTRA + 1] * self.livelier * self.acoustic.spread + self.acoustic.mean
        voiced = torch.clamp((torch.sigmoid(4 * made[:, CEPSTRA + 1]) - 0.5) * 3 + 0.5, 0, 1)
        sound = self.vocoder(parameters[:, :CEPSTRA], parameters[:, CEPSTRA], voiced, scales[0] / NOISE)
        counted = (torch.cumsum(kept.long(), 0) - 1).clamp(min=0)
        return sound[None, None, None], (frames[counted] * kept.float())[None]
