"""As much of a language model as a dialogue needs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, Protocol

from voice_assistant.vocabulary import Message


class Thinker(Protocol):
    """As much of a language model as a reply needs; `llm.LanguageModel` has the promises."""

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        """Yield the answer piece by piece."""
        ...

    def tokens(self, text: str) -> int:
        """How many tokens a text takes."""
        ...

    @property
    def room(self) -> int:
        """How many tokens the messages may take."""
        ...
