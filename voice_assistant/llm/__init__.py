"""The language model: messages in, pieces of text out.

To add an engine: write `llm/<name>.py` with a class that keeps the promises of `LanguageModel`, and add a line
to `ENGINES`. `tests/test_contract_llm.py` then runs it against those promises, unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from voice_assistant.vocabulary import Message


@dataclass(frozen=True, slots=True)
class LlmOptions:
    """What an engine needs to know besides its model."""

    context: int = 0
    """Tokens that prompt and answer may fill together; 0 is as many as the model was trained for, at most 4096."""
    max_tokens: int = 200
    """Longest answer, in tokens."""
    temperature: float = 0.0
    """0 always takes the likeliest token."""
    threads: int = 1
    """Threads to compute with."""


class LanguageModel(Protocol):
    """A chat model. Used by one thread only."""

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        """Answer the last message.

        Args:
            messages: the conversation, a system message first. They must fit `room`.
            cancelled: asked while the prompt is evaluated, which is one long step; True ends it at once.
            schema: a JSON schema of objects: then the answer is JSON of that shape and nothing else. One that
                is cut short, by its longest length or because it was cancelled, lacks its last brace, so it
                can never be taken for a whole one.

        Yields:
            Pieces of text as they come, never empty; None for a step that made no text. Ends after the answer,
            or early and without a word when it was cancelled. Closing it stops the work.

        Raises:
            ThinkingError: the engine failed.
        """
        ...

    def tokens(self, text: str) -> int:
        """How many tokens a text takes."""
        ...

    @property
    def room(self) -> int:
        """How many tokens the messages may take, so that the longest answer still fits."""
        ...


def _llama_cpp(model: Path, options: LlmOptions) -> LanguageModel:
    from voice_assistant.llm.llama_cpp import LlamaCpp

    return LlamaCpp(model, options)


ENGINES: dict[str, Callable[[Path, LlmOptions], LanguageModel]] = {
    "llama-cpp": _llama_cpp,
}
"""Engines by the name they have in the configuration. Each loads its model, or raises ModelError."""
