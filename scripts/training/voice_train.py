"""Training of the voice: a small network learns to do what the teacher does."""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from piper.phonemize_espeak import EspeakPhonemizer
from torch.nn import functional as F  # noqa: N812 - its usual name

from scripts.training.running import keep
from scripts.training.voice_align import DOUBT, aligned, ids, known
from scripts.training.voice_net import Acoustic, places
from scripts.training.voice_sound import bent
from scripts.training.voice_teacher import CEPSTRA, FRAME_S, Taught

QUIETER = 10.4
"""Taken off the first coefficient: the teacher's samples are 16-bit numbers, ours lie within 1."""
BEFORE, AFTER = 10, 24
"""Frames of silence that a sentence keeps at its ends, at most."""
FRAMES = 9000
"""Of a batch, about: 45 seconds."""
ASKED = 3
"""How often a question is learnt for each time that another sentence is."""
KEEP_EVERY_S = 120


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence as the network learns it."""

    symbols: NDArray[np.int64]
    frames: NDArray[np.int64]
    """Of each symbol."""
    target: NDArray[np.float32]
    """Spectra, logarithm of pitch, and whether voiced: shape (frames, CEPSTRA + 2); an even number of frames."""
    often: int = 1
    """How often it is learnt for each time that others are."""


@dataclass(frozen=True)
class Progress:
    """How far it has come."""

    part: float
    """Of the whole, 0 to 1."""
    losses: dict[str, float]


def lessons(taught: Sequence[Taught]) -> list[Lesson]:
    """What can be learnt of sentences: those whose two spellings belong together."""
    phonemizer, made = EspeakPhonemizer(), []
    for one in taught:
        said = phonemizer.phonemize("en-us", one.text)
        if len(said) != 1 or sum(long for _, long in one.sounds) != len(one.pitch):
            continue
        symbols = known(said[0])
        frames, doubt = aligned(symbols, one.sounds)
        if doubt <= DOUBT:
            made.append(_lesson(symbols, frames, one))
    return made


def _lesson(symbols: list[str], frames: NDArray[np.int64], taught: Taught) -> Lesson:
    early, late = max(0, frames[0] - BEFORE), max(0, frames[-1] - AFTER)
    frames[0], frames[-1] = frames[0] - early, frames[-1] - late
    voiced = taught.pitch > 0
    time_ = np.arange(len(voiced))
    pitch = (
        np.interp(time_, time_[voiced], taught.pitch[voiced])
        if voiced.sum() > 1
        else np.full(len(voiced), 5.16)
    )
    target = np.concatenate([taught.cepstra, pitch[:, None], voiced[:, None]], 1).astype(np.float32)
    target[:, 0] -= QUIETER
    target = target[early : len(target) - late]
    if len(target) % 2:
        target = np.concatenate([target, target[-1:]])
        frames[-1] += 1
    return Lesson(np.array(ids(symbols)), frames, target, ASKED if taught.text.endswith("?") else 1)


@dataclass(frozen=True)
class Batch:
    """Sentences side by side."""

    symbols: torch.Tensor
    lengths: torch.Tensor
    """Frames of each symbol, shape (batch, symbols)."""
    symbol: torch.Tensor
    """Which symbol each frame belongs to, shape (batch, frames)."""
    since: torch.Tensor
    long: torch.Tensor
    target: torch.Tensor
    real: torch.Tensor
    """1 for frames that are there, shape (batch, frames)."""


def batch_of(group: Sequence[Lesson]) -> Batch:
    """Lay lessons side by side."""
    many, most = len(group), max(len(one.target) for one in group)
    wide = max(len(one.symbols) for one in group)
    symbols, lengths = torch.zeros(many, wide, dtype=torch.long), torch.zeros(many, wide)
    symbol, since, long = (
        torch.zeros(many, most, dtype=torch.long),
        torch.zeros(many, most),
        torch.ones(many, most),
    )
    target, real = torch.zeros(many, most, CEPSTRA + 2), torch.zeros(many, most)
    for n, one in enumerate(group):
        symbols[n, : len(one.symbols)] = torch.from_numpy(one.symbols)
        lengths[n, : len(one.frames)] = torch.from_numpy(one.frames.astype(np.float32))
        which = np.repeat(np.arange(len(one.frames)), one.frames)
        begins = np.cumsum(one.frames) - one.frames
        size = len(which)
        symbol[n, :size] = torch.from_numpy(which)
        since[n, :size] = torch.from_numpy((np.arange(size) - begins[which]).astype(np.float32))
        long[n, :size] = torch.from_numpy(one.frames[which].astype(np.float32))
        target[n, :size], real[n, :size] = torch.from_numpy(one.target), 1
    return Batch(symbols, lengths, symbol, since, long, target, real)


def batches(every: Sequence[Lesson], dice: random.Random) -> Iterator[Batch]:
    """Batches without end, alike in length."""
    while True:
        order = [n for n, one in enumerate(every) for _ in range(one.often)]
        dice.shuffle(order)
        groups: list[list[int]] = []
        for start in range(0, len(order), 256):
            group: list[int] = []
            for n in sorted(order[start : start + 256], key=lambda n: len(every[n].target)):
                group.append(n)
                if len(group) * len(every[n].target) > FRAMES:
                    groups.append(group)
                    group = []
            groups += [group] if group else []
        dice.shuffle(groups)
        for group in groups:
            yield batch_of([every[n] for n in group])


def made_by(net: Acoustic, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Durations, and normalised parameters for the teacher's durations."""
    there = (batch.symbols > 0).float()
    with torch.autocast(batch.symbols.device.type, torch.bfloat16):
        x, length = net.read(batch.symbols, there[..., None], there.sum(1).long().cpu())
        frames = torch.gather(x, 1, batch.symbol[..., None].expand(-1, -1, x.shape[-1]))
        frames = torch.cat([frames.float(), places(batch.since, batch.long)], -1) * batch.real[..., None]
        made = net.sound(frames, batch.real[:, ::2, None])
    return length.float(), made.float()


def losses(net: Acoustic, batch: Batch, spectrum: torch.Tensor) -> dict[str, torch.Tensor]:
    """What is wrong, by kind, each with its weight.

    Args:
        net: the network.
        batch: what it should say.
        spectrum: turns a cepstrum into a logarithmic spectrum on the bent axis.
    """
    length, made = made_by(net, batch)
    many, real = batch.real.sum(), batch.real[..., None]
    wanted = (batch.target[..., : CEPSTRA + 1] - net.mean) / net.spread
    off = (made[..., :CEPSTRA] - wanted[..., :CEPSTRA]) * real
    voiced, there = batch.target[..., CEPSTRA + 1], (batch.symbols > 0).float()
    counts = (0.1 + 0.9 * voiced) * batch.real
    lasting = there * torch.where(batch.lengths > 0, 1.0, 0.25)
    off_length = F.smooth_l1_loss(length, torch.log1p(batch.lengths), reduction="none", beta=0.2)
    off_voicing = F.binary_cross_entropy_with_logits(4 * made[..., CEPSTRA + 1], voiced, reduction="none")
    return {
        "cepstra": (off.abs().mean(-1).sum() + 0.5 * (off**2).mean(-1).sum()) / many,
        "spectrum": 1.5 * ((off * net.spread[:CEPSTRA]) @ spectrum).abs().mean(-1).sum() / many,
        "changes": 0.5 * (off[:, 1:] - off[:, :-1]).abs().mean(-1).sum() / many,
        "pitch": 0.5 * ((made[..., CEPSTRA] - wanted[..., CEPSTRA]).abs() * counts).sum() / counts.sum(),
        "voicing": 0.5 * (off_voicing * batch.real).sum() / many,
        "durations": 2.0 * (off_length * lasting).sum() / lasting.sum(),
    }


def train(
    every: Sequence[Lesson],
    steps: int,
    state: Path,
    report: Callable[[Progress], None],
    until: float = math.inf,
    seed: int = 1,
) -> Acoustic:
    """Train, or go on where it was left; the result is a running mean of what was trained.

    Args:
        every: what there is to learn.
        steps: how many in all.
        state: file that it is kept in every two minutes, and at the end.
        report: told every 50 steps how it goes.
        until: time of day (as `time.time` has it) at which it stops and keeps its state.
        seed: of everything random.
    """
    torch.manual_seed(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net = Acoustic()
    _measure(net, every)
    net.to(device)
    mean = copy.deepcopy(net)
    optimizer = torch.optim.AdamW(net.parameters(), lr=1.2e-3, betas=(0.9, 0.98), weight_decay=0.01)
    step = 0
    if state.exists():
        kept = torch.load(state, map_location=device, weights_only=True)
        net.load_state_dict(kept["net"])
        mean.load_state_dict(kept["mean"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    axis = np.linspace(0.0, bent(np.array([2 * np.pi * 11_500 / 32_000]))[0], 56)
    spectrum = torch.tensor(
        np.cos(np.arange(CEPSTRA)[:, None] * axis[None]), dtype=torch.float32, device=device
    )
    keep_at = time.time() + KEEP_EVERY_S
    for batch in batches(every, random.Random(seed + step)):
        if step >= steps or time.time() > until:
            break
        part = step / steps
        falling = 0.5 * (1 + math.cos(math.pi * max(0.0, (part - 0.15) / 0.85))) * 0.99 + 0.01
        for group in optimizer.param_groups:
            group["lr"] = 1.2e-3 * min(1, (step + 1) / 150) * falling
        here = Batch(*(value.to(device) for value in vars(batch).values()))
        parts = losses(net, here, spectrum)
        optimizer.zero_grad()
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        with torch.no_grad():
            share = 1 - min(0.998, (step + 1) / (step + 10))
            for old, new in zip(mean.parameters(), net.parameters(), strict=True):
                old.lerp_(new, share)
        if step % 50 == 0:
            report(Progress(step / steps, {name: float(value.detach()) for name, value in parts.items()}))
        if time.time() > keep_at:
            keep(state, _content(net, mean, optimizer, step))
            keep_at = time.time() + KEEP_EVERY_S
    keep(state, _content(net, mean, optimizer, step))
    return mean


def _content(net: Acoustic, mean: Acoustic, optimizer: torch.optim.Optimizer, step: int) -> dict[str, Any]:
    return {
        "net": net.state_dict(),
        "mean": mean.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
    }


def _measure(net: Acoustic, every: Sequence[Lesson]) -> None:
    """Take the means and spreads of parameters from what there is to learn."""
    some = np.concatenate([one.target for one in every[:1500]])
    voiced = some[:, CEPSTRA + 1] > 0
    net.mean[:CEPSTRA], net.spread[:CEPSTRA] = (
        torch.tensor(part[:CEPSTRA]) for part in (some.mean(0), some.std(0))
    )
    net.mean[CEPSTRA], net.spread[CEPSTRA] = (
        float(some[voiced, CEPSTRA].mean()),
        float(some[voiced, CEPSTRA].std()),
    )


@torch.no_grad()
def evaluate(net: Acoustic, every: Sequence[Lesson]) -> dict[str, float]:
    """How far from the teacher: cepstral distortion in dB, pitch in cents, voicing, durations in ms, length of all."""
    net.eval()
    distances, cents, unvoiced, lasting, ratio = [], [], [], [], []
    for start in range(0, len(every), 10):
        batch = batch_of(every[start : start + 10])
        length, made = made_by(net, batch)
        parameters, real = made[..., : CEPSTRA + 1] * net.spread + net.mean, batch.real > 0
        speech = real & (batch.target[..., 0] > -10)
        off = ((parameters[..., 1:CEPSTRA] - batch.target[..., 1:CEPSTRA]) ** 2).sum(-1)
        distances.append((10 / math.log(10) * torch.sqrt(2 * off))[speech])
        voiced = (batch.target[..., CEPSTRA + 1] > 0) & real
        cents.append((parameters[..., CEPSTRA] - batch.target[..., CEPSTRA])[voiced])
        unvoiced.append(((made[..., CEPSTRA + 1] > 0) != (batch.target[..., CEPSTRA + 1] > 0))[real].float())
        counted = torch.round(torch.exp(length) - 1).clamp(min=0) * (batch.symbols > 0)
        lasting.append((counted - batch.lengths)[batch.lengths > 0].abs())
        ratio.append(counted.sum(1) / batch.lengths.sum(1))
    net.train()
    return {
        "cepstral distortion dB": float(torch.cat(distances).mean()),
        "pitch cents": float(1200 / math.log(2) * torch.cat(cents).pow(2).mean().sqrt()),
        "voicing wrong": float(torch.cat(unvoiced).mean()),
        "durations ms": float(1000 * FRAME_S * torch.cat(lasting).mean()),
        "length": float(torch.cat(ratio).mean()),
    }
