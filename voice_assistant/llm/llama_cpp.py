"""llama.cpp in this process, through llama-cpp-python.

A prompt is evaluated in one long step, and llama.cpp looks at an abort callback while it works; that is how
`cancelled` gets inside. Two threads that spin on a busy core are slower than one, so OpenMP is told to wait
passively before its library is loaded (measured: 2.7 tokens/s against 20).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import llama_cpp
from jinja2 import TemplateError
from llama_cpp import Llama

from voice_assistant.errors import ModelError, ThinkingError
from voice_assistant.llm import LlmOptions
from voice_assistant.llm.chat_template import ChatTemplate
from voice_assistant.llm.json_grammar import grammar_of
from voice_assistant.vocabulary import Message

MAGIC = b"GGUF"
LARGEST_CONTEXT = 4096
"""Tokens used by default of a model that was trained for more: the cache of the rest would only take memory."""

LEAST_ROOM = 200
"""Tokens without which not even the instructions and a question fit."""

BATCH = 128
"""Prompt tokens evaluated at once: small, since what was evaluated of a cancelled prompt is kept batch by batch."""

# llama.cpp writes to stderr as it pleases, and what it writes may hold parts of a prompt.
_SILENCE = llama_cpp.llama_log_callback(lambda level, text, data: None)
llama_cpp.llama_log_set(_SILENCE, None)


class LlamaCpp:
    """A GGUF model with a chat template.

    Raises:
        ModelError: the file is missing, truncated, no GGUF, or has no chat template that works.
    """

    def __init__(self, model: Path, options: LlmOptions) -> None:
        _check(model)
        self._options = options
        try:
            self._llama: Any = Llama(
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
        except TemplateError as error:
            raise _unusable_template(model) from error
        self._template = self._chat_template(model)
        # Beyond the context that a model was trained for it writes nonsense.
        trained: int = llama_cpp.llama_model_n_ctx_train(self._llama.model)
        context = min(options.context or LARGEST_CONTEXT, trained)
        self._room = context - options.max_tokens
        if self._room < LEAST_ROOM:
            raise ModelError(
                f"The language model {model} has a context of {context} tokens, of which llm.max_tokens = "
                f"{options.max_tokens} leaves too little for a question: make it smaller."
            )
        self._cancelled: Callable[[], bool] = lambda: False
        # llama.cpp keeps only a pointer: the callback must live as long as the context.
        self._abort = llama_cpp.ggml_abort_callback(lambda _: self._cancelled())
        llama_cpp.llama_set_abort_callback(self._llama.ctx, self._abort, None)

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        """See `LanguageModel.generate`."""
        self._cancelled = cancelled
        try:
            prompt = self._template.write(messages).encode(errors="replace")
            pieces = self._llama.create_completion(
                self._llama.tokenize(prompt, add_bos=False, special=True),
                stream=True,
                max_tokens=self._options.max_tokens,
                temperature=self._options.temperature,
                grammar=None if schema is None else grammar_of(schema),
            )
            for piece in pieces:
                if cancelled():
                    return
                yield piece["choices"][0]["text"] or None
        except (RuntimeError, ValueError) as error:
            if cancelled():
                self._drop_unfinished()
                return
            self._llama.reset()
            raise ThinkingError("The language model failed while it worked on an answer.") from error

    def tokens(self, text: str) -> int:
        """How many tokens a text takes."""
        return len(self._llama.tokenize(text.encode(errors="replace"), add_bos=False, special=False))

    @property
    def room(self) -> int:
        """How many tokens the messages may take."""
        return self._room

    def _chat_template(self, model: Path) -> ChatTemplate:
        source = self._llama.metadata.get("tokenizer.chat_template")
        if source is None:
            raise ModelError(
                f"The language model {model} has no chat template: choose an instruction or chat model as llm.model."
            )
        begin, end = self._special(self._llama.token_bos()), self._special(self._llama.token_eos())
        try:
            return ChatTemplate(source, begin, end)
        except ValueError as error:
            raise _unusable_template(model) from error

    def _special(self, token: int) -> str:
        """A special token as it is written; empty where the model has none (-1)."""
        written: bytes = self._llama.detokenize([token], special=True) if token >= 0 else b""
        return written.decode()

    def _drop_unfinished(self) -> None:
        """Drop what a cancelled evaluation left, but keep whole batches: the next prompt begins with them."""
        memory = llama_cpp.llama_get_memory(self._llama.ctx)
        if not llama_cpp.llama_memory_seq_rm(memory, -1, self._llama.n_tokens, -1):
            self._llama.reset()  # a recurrent model has one state, and no way back to an earlier one


def _check(model: Path) -> None:
    if not model.is_file():
        kind = "is a folder" if model.is_dir() else "does not exist"
        raise ModelError(f"The language model {model} {kind}: llm.model must name a GGUF file.")
    with model.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ModelError(f"{model} is not a GGUF file: llm.model must name one.")


def _unusable_template(model: Path) -> ModelError:
    return ModelError(
        f"The chat template of the language model {model} cannot be used: "
        "choose another instruction or chat model as llm.model."
    )
