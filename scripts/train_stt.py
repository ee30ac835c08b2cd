#!/usr/bin/env -S bash -c 'exec "${TRAIN_PYTHON:-python3}" "$0" "$@"'
"""Make the starter recogniser: from sentences, through synthetic voices, to a folder that faster-whisper loads.

    scripts/train_stt.py --work DIR                     from nothing to an exported model; go on where it was left
    scripts/train_stt.py --work DIR --until 18:30       stop then, and keep everything
    scripts/train_stt.py --work DIR --release 90000     let the rate fall over so many utterances, and export that

Needs the extra "train", and Debian's espeak-ng, flite and wordnet-base. Two processes: one makes speech (24 ms an
utterance), one learns (36 utterances a second on one core of an AVX-512 processor; many more on a GPU, which is used
if there is one, with a larger network). Everything is kept in DIR: the speech, which is made only once, and the state,
every five minutes.
What it exports is a folder; `bench accuracy` measures it, models/manifest.toml names it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads on a busy core are slower than one
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8192")  # else kernels are compiled again and again
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from scripts.training import speech as making
from scripts.training import tokens
from scripts.training.running import branch, options, shown
from scripts.training.stt_export import export
from scripts.training.stt_net import Size
from scripts.training.stt_train import NothingToHear, Plan, Progress, train

UTTERANCES, FALLING = 1_200_000, 240_000
"""Nine hours of one core, by its pace so far; no run has gone all the way."""
SPEAKERS = ("espeak-ng", "flite")
LARGE = {"width": 384, "heads": 6, "encoder": 7, "decoder": 2}
"""The network where there is a GPU: 18 million parameters, a byte each when exported. It was never trained."""


def main() -> None:
    given = arguments()
    if given.makers and (missing := [program for program in SPEAKERS if not shutil.which(program)]):
        sys.exit(
            f"{' and '.join(missing)} cannot be found: apt install {' '.join(missing)}, or give --makers 0."
        )
    work = given.work
    work.mkdir(parents=True, exist_ok=True)
    alphabet = work / "tokenizer.json"
    if not alphabet.exists():
        print("fitting the tokenizer …", flush=True)
        tokens.make(alphabet)
    known = tokens.Tokens(alphabet)
    speech, state = work / "speech", work / "state.pt"
    size = Size(tokens=known.all, **(LARGE if torch.cuda.is_available() else {}))
    if state.exists():
        size = Size(**torch.load(state, map_location="cpu", weights_only=True)["size"])
    makers = [
        multiprocessing.Process(
            target=making.main, args=(speech, given.seed, given.files, given.makers, n), daemon=True
        )
        for n in range(given.makers)
    ]
    for maker in makers:
        maker.start()
    plan = Plan(given.utterances, FALLING, threads=given.threads, seed=given.seed)
    if given.release:
        heard = torch.load(state, map_location="cpu", weights_only=True)["heard"]
        plan = Plan(heard + given.release, given.release, threads=given.threads, seed=given.seed + 1)
        state = branch(state, f"release-{heard}-{given.release}")
    with shown(plan.utterances) as tell:

        def report(step: Progress) -> None:
            losses = ", ".join(f"{name} {loss:.3f}" for name, loss in step.losses.items())
            tell(
                step.heard,
                f"{step.heard} heard, {step.made} made, {losses}, rate {step.rate:.5f}, {step.pace:.0f}/s",
            )

        def coming() -> bool:
            return any(maker.is_alive() for maker in makers)

        try:
            net = train(speech, known, size, plan, state, report, given.until, coming)
        except NothingToHear as why:
            sys.exit(str(why))
    for maker in makers:
        maker.terminate()
    export(net, size, alphabet, given.out or work / "starter-stt")
    print(f"exported: {given.out or work / 'starter-stt'}. Measure it: voice-assistant bench accuracy")


def arguments() -> argparse.Namespace:
    made = options(__doc__)
    made.add_argument(
        "--utterances", type=int, default=UTTERANCES, help="heard in all (default: %(default)s)"
    )
    made.add_argument(
        "--files", type=int, default=900, help="of 500 utterances each to make (default: %(default)s)"
    )
    made.add_argument(
        "--makers", type=int, default=1, help="processes that make speech (default: %(default)s)"
    )
    made.add_argument(
        "--release", type=int, metavar="N", help="let the rate fall over N utterances, and export"
    )
    return made.parse_args()


if __name__ == "__main__":
    main()
