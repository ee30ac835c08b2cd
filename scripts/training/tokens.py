"""The recogniser's alphabet: pieces of words, and the marks that Whisper's format asks for.

Two traps of faster-whisper's reading of a tokenizer: every byte must be there, and " -", " '" and " ♩" must begin
with a token of their own, because the first token of each is never heard again.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from scripts.training.wording import Wording

SPECIAL = """<|endoftext|> <|startoftranscript|> <|translate|> <|transcribe|> <|startoflm|> <|startofprev|> <|nospeech|>
<|notimestamps|>""".split()
TIMES = 501
"""Time marks, every 20 ms of the window. They are not trained; the format asks for them."""
MERGES = 768
SENTENCES = 60_000


def make(path: Path) -> None:
    """Write a tokenizer fitted to the training sentences."""
    texts = [" " + text for text in itertools.islice(Wording(7), SENTENCES)]
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=256 + MERGES, initial_alphabet=alphabet, show_progress=False)
    made.train_from_iterator(texts, trainer)
    content = json.loads(made.to_str())
    model = content["model"]
    pieces = sorted(model["vocab"], key=model["vocab"].get)
    first = ["Ġ-", "Ġ'", "Ġâ"]
    pieces += [piece for piece in first if piece not in model["vocab"]]
    model["vocab"] = {piece: number for number, piece in enumerate(pieces)}
    ahead = [list(piece) for piece in first]
    model["merges"] = ahead + [pair for pair in model["merges"] if pair not in ahead]
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False) | {"special": True}
    content["added_tokens"] = [
        {"id": len(pieces) + n, "content": mark, **flags} for n, mark in enumerate(SPECIAL)
    ]
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


class Tokens:
    """Text to numbers.

    Args:
        path: the tokenizer's file.
    """

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        number = self.tokenizer.token_to_id
        self.end, self.start = number("<|endoftext|>"), number("<|startoftranscript|>")
        self.silent, self.untimed = number("<|nospeech|>"), number("<|notimestamps|>")
        self.texts = self.end
        """Tokens that are text."""
        self.all = self.tokenizer.get_vocab_size() + TIMES

    def of(self, text: str) -> list[int]:
        """The numbers of a label."""
        return self.tokenizer.encode(" " + text).ids

    def letters(self, numbers: list[int]) -> list[int]:
        """How many letters each of them stands for."""
        return [max(1, len(self.tokenizer.id_to_token(n).strip("Ġ"))) for n in numbers]

    def listed(self) -> list[str]:
        """Every token in its place, as the exported model's list has them."""
        known = self.tokenizer.get_vocab()
        marks = [f"<|{n * 0.02:.2f}|>" for n in range(TIMES)]
        return sorted(known, key=known.get) + marks
