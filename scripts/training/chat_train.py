"""Training of the chat model: samples without end, none of them twice in the same words."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F  # noqa: N812 - its usual name

from scripts.training.chat_data import Sample, Samples
from scripts.training.chat_net import Net, Size
from scripts.training.muon import optimizers_of
from scripts.training.running import keep

LONGEST = 512
"""Tokens of a sample."""
ROUNDED = 32
KEEP_EVERY_S = 300
HEARD = 0.1
"""What a token of the user's counts beside one of the answer's: the language is learnt from them, too."""


@dataclass(frozen=True)
class Plan:
    """How it is trained."""

    tokens: int
    """How many are read in all."""
    falling: int
    """For how many of them, at the end, the rate falls."""
    rate: float = 3e-3
    warm_up: int = 400_000
    step: int = 6144
    """Tokens of a batch, about."""
    threads: int = 1
    seed: int = 1

    def rate_at(self, read: int) -> float:
        """The learning rate: constant, then straight to nothing."""
        part = max(0.0, (read - self.tokens + self.falling) / self.falling)
        return self.rate * min(1.0, (read + 20_000) / self.warm_up) * max(0.02, 1 - part)


def encoded(sample: Sample, tokenizer: Tokenizer) -> tuple[list[int], list[float]]:
    """Tokens of a sample in ChatML, and what each counts."""
    start, end, line = (
        tokenizer.token_to_id("<|im_start|>"),
        tokenizer.token_to_id("<|im_end|>"),
        tokenizer.encode("\n").ids,
    )
    tokens: list[int] = []
    counts: list[float] = []
    for number, (role, text) in enumerate([*sample.shown, ("assistant", sample.answer)]):
        head = [start, *tokenizer.encode(f"{role}\n").ids]
        body = [*tokenizer.encode(text).ids, end]
        last = number == len(sample.shown)
        # An answer given before counts as well, but for one that needed what was remembered then.
        weight = 1.0 if last else sample.earlier if role == "assistant" else HEARD if role == "user" else 0.0
        tokens += head + body + line
        counts += [0.0] * len(head) + [weight] * len(body) + [0.0] * len(line)
    return tokens, counts


def batches(
    samples: Iterator[Sample], tokenizer: Tokenizer, plan: Plan, dice: random.Random
) -> Iterator[tuple]:
    """Tokens and what they count, shape (batch, places), of samples alike in length."""
    while True:
        rows = []
        while len(rows) < 512:
            row = encoded(next(samples), tokenizer)
            if len(row[0]) <= LONGEST:
                rows.append(row)
        rows.sort(key=lambda row: -len(row[0]))
        groups = []
        while rows:
            places = -(-len(rows[0][0]) // ROUNDED) * ROUNDED
            many = plan.step // places
            groups.append((places, rows[:many]))
            rows = rows[many:]
        dice.shuffle(groups)
        for places, group in groups:
            tokens, counts = (
                np.zeros((len(group), places), np.int64),
                np.zeros((len(group), places), np.float32),
            )
            for n, (ids, weights) in enumerate(group):
                tokens[n, : len(ids)], counts[n, : len(ids)] = ids, weights
            yield torch.from_numpy(tokens), torch.from_numpy(counts)


def loss_of(net: Net, tokens: torch.Tensor, counts: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss, and the mean of that of the answers alone."""
    made = net(tokens[:, :-1])
    counts = counts[:, 1:]
    chosen = counts > 0
    said = F.linear(made[chosen], net.embedding.weight.to(made.dtype))
    each = F.cross_entropy(said.float(), tokens[:, 1:][chosen], reduction="none")
    weights = counts[chosen]
    return (each * weights).sum() / weights.sum(), each[weights == 1].mean()


@dataclass(frozen=True)
class Progress:
    """How far it has come."""

    read: int
    of: int
    rate: float
    pace: float
    """Tokens a second."""
    loss: float
    """Mean loss of a token of the answers."""


def train(
    tokenizer_path: Path,
    size: Size,
    plan: Plan,
    state: Path,
    report: Callable[[Progress], None],
    until: float = math.inf,
) -> Net:
    """Train, or go on where it was left.

    Args:
        tokenizer_path: the tokenizer's file.
        size: of the network.
        plan: how.
        state: file that it is kept in every five minutes, and at the end.
        report: told every 25 steps how it goes.
        until: time of day (as `time.time` has it) at which it stops and keeps its state.

    Returns:
        The trained network.
    """
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(tokenizer_path))
    kept = torch.load(state, map_location="cpu", weights_only=True) if state.exists() else None
    read = kept["read"] if kept else 0
    samples = iter(Samples(plan.seed + read, lambda text: len(tokenizer.encode(text).ids)))
    net = Net(size).to(device)
    optimizers = optimizers_of(net, plan.rate, ("embedding",))
    if kept:
        net.load_state_dict(kept["net"])
        for optimizer, content in zip(optimizers, kept["optimizers"], strict=True):
            optimizer.load_state_dict(content)
    keep_at, sums, count, told_at, told = time.time() + KEEP_EVERY_S, 0.0, 0, time.time(), read
    for tokens, counts in batches(samples, tokenizer, plan, random.Random(plan.seed)):
        if read >= plan.tokens or time.time() > until:
            break
        for group in (group for optimizer in optimizers for group in optimizer.param_groups):
            group["lr"] = plan.rate_at(read)
        net.zero_grad(set_to_none=True)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            loss, answers = loss_of(net, tokens.to(device), counts.to(device))
        loss.backward()
        if torch.isfinite(torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)):
            for optimizer in optimizers:
                optimizer.step()
        read += tokens.numel()
        sums, count = sums + float(answers.detach()), count + 1
        if count == 25:
            pace = (read - told) / (time.time() - told_at)
            report(Progress(read, plan.tokens, plan.rate_at(read), pace, sums / count))
            sums, count, told_at, told = 0.0, 0, time.time(), read
        if time.time() > keep_at:
            keep(state, _content(net, optimizers, size, read))
            keep_at = time.time() + KEEP_EVERY_S
    keep(state, _content(net, optimizers, size, read))
    return net


def _content(net: Net, optimizers: list[torch.optim.Optimizer], size: Size, read: int) -> dict[str, Any]:
    states = [optimizer.state_dict() for optimizer in optimizers]
    return {"net": net.state_dict(), "optimizers": states, "size": asdict(size), "read": read}
