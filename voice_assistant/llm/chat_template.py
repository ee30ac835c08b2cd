"""Chat templates: how one model wants a conversation written down.

A template is a small Jinja program that comes with the model. Some refuse a system message and some leave it
out without a word, so each is tried once: where instructions would be lost, they go before the first question.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import TemplateError
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from voice_assistant.vocabulary import Message

REFUSALS = (TemplateError, ValueError, TypeError, LookupError)
"""What templates raise where they are broken, or do not like the messages."""

PROBE = "Instructions."
"""What shows whether a template passes on the content of a message."""


class ChatTemplate:
    """A model's chat template.

    Args:
        source: the Jinja program.
        begin: the token that begins a text, as it is written; empty where there is none.
        end: the token that ends one.

    Raises:
        ValueError: not even a single question can be written with it.
    """

    def __init__(self, source: str, begin: str, end: str) -> None:
        try:
            self._formatter = Jinja2ChatFormatter(source, eos_token=end, bos_token=begin)
            passed_on = PROBE in self._write([Message("user", PROBE)])
        except REFUSALS as error:
            raise ValueError("not a chat template") from error
        if not passed_on:
            raise ValueError("a chat template that leaves questions out")
        self._takes_system = self._shows_system()

    def write(self, messages: Sequence[Message]) -> str:
        """The conversation as text that ends where the answer is to begin.

        Raises:
            ValueError: the template does not like these messages.
        """
        if messages[0].role == "system" and not self._takes_system:
            instructions, first, *rest = messages
            messages = [Message("user", f"{instructions.content}\n\n{first.content}"), *rest]
        try:
            return self._write(messages)
        except REFUSALS as error:
            raise ValueError("the chat template refuses these messages") from error

    def _write(self, messages: Sequence[Message]) -> str:
        chat = [{"role": message.role, "content": message.content} for message in messages]
        # Models that can think aloud are asked not to: somebody waits for the first spoken word.
        return self._formatter(messages=chat, enable_thinking=False).prompt  # type: ignore[arg-type]

    def _shows_system(self) -> bool:
        try:
            return PROBE in self._write([Message("system", PROBE), Message("user", "Hello.")])
        except REFUSALS:
            return False
