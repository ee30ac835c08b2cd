"""The optimizer: Muon for the matrices inside a network, AdamW for everything else."""

from __future__ import annotations

import torch
from torch import nn


class Muon(torch.optim.Optimizer):
    """Momentum whose steps are made orthogonal by Newton's and Schulz's iteration (Jordan and others, 2024)."""

    def __init__(self, weights, lr: float) -> None:
        super().__init__(weights, {"lr": lr})

    @torch.no_grad()
    def step(self, closure=None) -> None:
        for group in self.param_groups:
            for weight in group["params"]:
                momentum = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
                momentum.mul_(0.95).add_(weight.grad)
                way = orthogonal(weight.grad + 0.95 * momentum)
                weight.mul_(1 - group["lr"] * 0.1)
                weight.add_(way, alpha=-group["lr"] * 0.2 * max(weight.shape) ** 0.5)


def orthogonal(matrix: torch.Tensor) -> torch.Tensor:
    """The nearest matrix with all singular values near 1."""
    x = matrix.bfloat16()
    x = x / (x.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    for _ in range(5):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return (x.T if tall else x).float()


def optimizers_of(net: nn.Module, rate: float, outside: tuple[str, ...]) -> list[torch.optim.Optimizer]:
    """The optimizers of a network.

    Args:
        net: the network.
        rate: learning rate of both; a step of Muon's is as large as one of AdamW's (Liu and others, 2025).
        outside: parts of names of matrices that are no maps from layer to layer, such as tables of tokens.
    """
    matrices, others = [], []
    for name, weight in net.named_parameters():
        inside = weight.dim() == 2 and not any(part in name for part in outside)
        (matrices if inside else others).append(weight)
    adam = torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.95), weight_decay=0.0)
    return [Muon(matrices, rate), adam]
