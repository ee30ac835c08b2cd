"""llama.cpp in this process, through llama-cpp-python.

A prompt is evaluated in one long step, and llama.cpp looks at an abort callback while it works; that is how
`cancelled` gets inside. Two threads that spin on a busy core are slower than one, so OpenMP is told to wait
passively before its library is loaded (measured: 2.7 tokens/s against 20).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import llama_cpp
from llama_cpp import Llama

from voice_assistant.errors import ModelError, ThinkingError
from voice_assistant.llm import LlmOptions
from voice_assistant.vocabulary import Message

MAGIC = b"GGUF"
LARGEST_CONTEXT = 4096
"""Tokens used by default of a model that was trained for more: the cache of the rest would only take memory."""

BATCH = 128
"""Prompt tokens evaluated at once: small, so that the cancelling question is asked often."""


# llama.cpp writes to stderr as it pleases, and what it writes may hold parts of a prompt.
_SILENCE = llama_cpp.llama_log_callback(lambda level, text, data: None)
llama_cpp.llama_log_set(_SILENCE, None)


class LlamaCpp:
    """A GGUF model with a chat template.

    Raises:
        ModelError: the file is missing, truncated, no GGUF, or has no chat template.
    """

    def __init__(self, model: Path, options: LlmOptions) -> None:
        _check(model)
        self._options = options
        try:
            self._llama = Llama(
                model_path=str(model),
                n_ctx=options.context or LARGEST_CONTEXT,
                n_batch=BATCH,
                n_ubatch=BATCH,
                n_threads=options.threads,
                n_threads_batch=options.threads,
                verbose=False,
            )
        except (ValueError, RuntimeError, OSError) as error:
            raise ModelError(
                f"The language model {model} cannot be loaded (broken, truncated, or too new for this llama.cpp): "
                "copy it there again, or name another one as llm.model."
            ) from error
        if "tokenizer.chat_template" not in self._llama.metadata:
            raise ModelError(
                f"The language model {model} has no chat template: choose an instruction or chat model as llm.model."
            )
        architecture = self._llama.metadata.get("general.architecture", "")
        trained = int(self._llama.metadata.get(f"{architecture}.context_length", LARGEST_CONTEXT))
        self._room = max(0, min(self._llama.n_ctx(), options.context or trained) - options.max_tokens)
        self._cancelled: Callable[[], bool] = _never
        # llama.cpp keeps only a pointer: the callback must live as long as the context.
        self._abort = llama_cpp.ggml_abort_callback(lambda _: self._cancelled())
        llama_cpp.llama_set_abort_callback(self._llama.ctx, self._abort, None)

    def generate(self, messages: Sequence[Message], cancelled: Callable[[], bool]) -> Generator[str | None]:
        """See `LanguageModel.generate`."""
        chat: Any = [{"role": message.role, "content": message.content} for message in messages]
        with self._cancelled_by(cancelled):
            try:
                pieces = self._llama.create_chat_completion(
                    chat,
                    stream=True,
                    max_tokens=self._options.max_tokens,
                    temperature=self._options.temperature,
                )
                for piece in pieces:
                    yield piece["choices"][0]["delta"].get("content") or None
                    if cancelled():
                        return
            except (RuntimeError, ValueError) as error:
                self._llama.reset()  # an aborted evaluation leaves half a prompt in the cache
                if not cancelled():
                    raise ThinkingError("The language model failed while it worked on an answer.") from error

    def tokens(self, text: str) -> int:
        """How many tokens a text takes."""
        return len(self._llama.tokenize(text.encode(), add_bos=False, special=False))

    @property
    def room(self) -> int:
        """How many tokens the messages may take."""
        return self._room

    @contextmanager
    def _cancelled_by(self, cancelled: Callable[[], bool]) -> Iterator[None]:
        self._cancelled = cancelled
        try:
            yield
        finally:
            self._cancelled = _never


def _never() -> bool:
    return False


def _check(model: Path) -> None:
    if not model.is_file():
        kind = "is a folder" if model.is_dir() else "does not exist"
        raise ModelError(f"The language model {model} {kind}: llm.model must name a GGUF file.")
    with model.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ModelError(f"{model} is not a GGUF file: llm.model must name one.")
