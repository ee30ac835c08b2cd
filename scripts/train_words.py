#!/usr/bin/env -S bash -c 'exec "${TRAIN_PYTHON:-python3}" "$0" "$@"'
"""Make the words that pocketsphinx listens for: a language model and a dictionary of what an assistant is told.

    scripts/train_words.py --out DIR      write words.lm.bin and words.dict

The sentences are those that the starter recogniser learns from (scripts/training/wording.py). Needs pocketsphinx, which
the program has, and Debian's festival, festvox-us-slt-hts and wordnet-base; about three minutes on one core, the same
each time. What is new goes into models/manifest.toml.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pocketsphinx import Config, LogMath, NGramModel, get_model_path

from scripts.training.wording import Wording
from scripts.training.words_model import arpa, dictionary, smoothed, written

SENTENCES = 150_000
BINARY = 2
"""Pocketsphinx's number for its own format."""


def main() -> None:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--out", type=Path, required=True, metavar="DIR", help="where both files go")
    made.add_argument("--sentences", type=int, default=SENTENCES, help="drawn (default: %(default)s)")
    made.add_argument("--seed", type=int, default=1)
    given = made.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    drawn = list(islice(iter(Wording(given.seed)), given.sentences))
    said = dictionary(words(drawn), Path(get_model_path("en-us/cmudict-en-us.dict")))
    kept = [text for text in drawn if all(said[word] for word in text.split())]
    (given.out / "words.dict").write_text(written(said), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "words.arpa"
        text.write_text(arpa(*smoothed(kept)), "utf-8")
        NGramModel(Config(), LogMath(), str(text)).write(str(given.out / "words.lm.bin"), BINARY)
    print(f"{len(said)} words, {len(kept)} of {len(drawn)} sentences: {given.out}")


def words(sentences: list[str]) -> Iterator[str]:
    return (word for text in sentences for word in text.split())


if __name__ == "__main__":
    main()
