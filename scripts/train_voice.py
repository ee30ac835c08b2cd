#!/usr/bin/env -S bash -c 'exec "${TRAIN_PYTHON:-python3}" "$0" "$@"'
"""Make the starter voice: a network learns to say what festival's HTS voice says, and becomes a file for piper.

    scripts/train_voice.py --work DIR        from nothing to an exported voice; go on where it was left

Needs the extra "train", and Debian's festival, festvox-us-slt-hts and htsengine. The teacher needs about 0.12 s for a
sentence, the training about 40 minutes, on one core of an AVX-512 processor. After another voice was exported the
stored lines must be spoken anew: scripts/render_lines.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads on a busy core are slower than one
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


import torch

from scripts.training.running import options, shown
from scripts.training.voice_export import export
from scripts.training.voice_teacher import teach
from scripts.training.voice_texts import HELD, sentences
from scripts.training.voice_train import Progress, evaluate, lessons, train

STEPS = 5000
"""About 14 times through all sentences."""


def main() -> None:
    made = options(__doc__)
    made.add_argument("--steps", type=int, default=STEPS, help="of the training (default: %(default)s)")
    given = made.parse_args()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    every = lessons(teach(sentences(), given.work / "teacher"))
    held, learned = every[::HELD], [one for n, one in enumerate(every) if n % HELD]
    print(f"{len(learned)} sentences to learn, {len(held)} to measure", flush=True)
    with shown(1.0) as tell:

        def report(step: Progress) -> None:
            tell(step.part, ", ".join(f"{name} {value:.3f}" for name, value in step.losses.items()))

        acoustic = train(learned, given.steps, given.work / "state.pt", report, given.until, given.seed)
    for name, value in evaluate(acoustic.cpu(), held).items():
        print(f"{name}: {value:.3f}")
    out = given.out or given.work / "starter.onnx"
    export(acoustic, out)
    print(f"exported: {out}. Measure it: voice-assistant bench accuracy")


if __name__ == "__main__":
    main()
