#!/usr/bin/env -S bash -c 'exec "${TRAIN_PYTHON:-python3}" "$0" "$@"'
"""Make the starter chat model: from written conversations to a GGUF file that llama.cpp loads.

    scripts/train_chat.py --work DIR                      from nothing to an exported model; go on where it was left
    scripts/train_chat.py --work DIR --until 18:30        stop then, and keep everything
    scripts/train_chat.py --work DIR --release 6          let the rate fall over so many million tokens, and export that

Needs the extra "train". Reads 2,000 tokens a second on one core of an AVX-512 processor; uses a GPU if there is one,
with a larger network. Everything is kept in DIR, every five minutes. `bench accuracy` measures what it exports.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads on a busy core are slower than one
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8192")  # else kernels are compiled again and again
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from scripts.training import chat_tokens
from scripts.training.chat_data import Samples
from scripts.training.chat_export import export
from scripts.training.chat_net import Size
from scripts.training.chat_train import Plan, Progress, train
from scripts.training.running import branch, options, shown

MILLION = 1_000_000
TOKENS, FALLING = 60, 15
"""Million; eight hours of one core, by its pace so far; no run has gone all the way."""
LARGE = {"width": 448, "heads": 7, "layers": 10, "hidden": 1216}
"""The network where there is a GPU: 26 million parameters, 28 MB. It was never trained."""


def main() -> None:
    given = arguments()
    given.work.mkdir(parents=True, exist_ok=True)
    size = Size(**(LARGE if torch.cuda.is_available() else {}))
    alphabet, state = given.work / "tokenizer.json", given.work / "state.pt"
    if state.exists():
        size = Size(**torch.load(state, map_location="cpu", weights_only=True)["size"])
    if not alphabet.exists():
        print("fitting the tokenizer …", flush=True)
        samples = Samples(5, lambda text: len(text) // 4)
        texts = ("\n".join([*(text for _, text in one.shown), one.answer]) for one in samples)
        chat_tokens.make(alphabet, texts, size.tokens)
    plan = Plan(given.tokens * MILLION, FALLING * MILLION, threads=given.threads, seed=given.seed)
    if given.release:
        read, more = torch.load(state, map_location="cpu", weights_only=True)["read"], given.release * MILLION
        plan = Plan(read + more, more, threads=given.threads, seed=given.seed + 1)
        state = branch(state, f"release-{read}-{more}")
    with shown(plan.tokens) as tell:

        def report(step: Progress) -> None:
            read = f"{step.read / MILLION:.2f} million tokens, answers {step.loss:.3f}"
            tell(step.read, f"{read}, rate {step.rate:.5f}, {step.pace:.0f}/s")

        net = train(alphabet, size, plan, state, report, given.until)
    out = given.out or given.work / "starter-q8_0.gguf"
    export(net, alphabet, out)
    print(f"exported: {out}. Measure it: voice-assistant bench accuracy")


def arguments() -> argparse.Namespace:
    made = options(__doc__)
    made.add_argument(
        "--tokens", type=int, default=TOKENS, help="million tokens read in all (default: %(default)s)"
    )
    made.add_argument(
        "--release", type=int, metavar="N", help="let the rate fall over N million tokens, and export"
    )
    return made.parse_args()


if __name__ == "__main__":
    main()
