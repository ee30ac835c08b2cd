"""Everything that can go wrong and that a person should be told about.

    AssistantError            one clear sentence, a phrase key, and fields to fill it
    ├── ConfigError           the configuration file cannot be used
    ├── ModelError            a model file is missing, broken, of another kind, or was changed
    ├── AudioError            a microphone, speaker or sound file cannot be used
    ├── InputError            what was typed or piped in cannot be used
    └── EngineError           an engine failed while it worked: the turn ends, the assistant goes on
        ├── HearingError      speech recognition
        ├── ThinkingError     the language model
        ├── SpeakingError     speech synthesis
        └── StoreError        what is kept on disk cannot be read or written
            └── StoreBusyError    another process has it open

An error never holds what a person said or typed: its message may be logged. Bugs are none of these; they
crash, and whoever started us starts us again.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Superclass of every error that is shown or said to a person. Never raised itself."""

    phrase = "error.any"
    """Key into the language file: what the assistant says aloud."""

    def __init__(self, message: str, *, phrase: str | None = None, **fields: object) -> None:
        super().__init__(message)
        if phrase is not None:
            self.phrase = phrase
        self.fields = fields
        """Values for the phrase's placeholders."""


class ConfigError(AssistantError):
    """The configuration cannot be used; the message names the file, the key, what was found and what is allowed."""

    phrase = "error.config"


class ModelError(AssistantError):
    """A model file is missing, truncated, of another kind, or not the one the manifest names."""

    phrase = "error.model"


class AudioError(AssistantError):
    """A microphone, a speaker or a sound file cannot be used."""

    phrase = "error.audio"


class InputError(AssistantError):
    """What was typed or piped in cannot be used."""

    phrase = "error.input"


class EngineError(AssistantError):
    """An engine failed in the middle of its work. Ends one turn; the assistant says so and listens again."""

    phrase = "error.engine"


class HearingError(EngineError):
    """Speech recognition failed."""

    phrase = "error.hearing"


class ThinkingError(EngineError):
    """The language model failed."""

    phrase = "error.thinking"


class SpeakingError(EngineError):
    """Speech synthesis failed, so the assistant can only make a sound and show the words."""

    phrase = "error.speaking"


class StoreError(EngineError):
    """What is kept cannot be read or written: no permission, a full disk, a wrong key, or a damaged file."""

    phrase = "error.store"


class StoreBusyError(StoreError):
    """Another process of the assistant has the file open."""

    phrase = "error.store_busy"
