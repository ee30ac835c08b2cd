"""Who the assistant is: its name, its version, and what its models are called."""

from __future__ import annotations

from pathlib import Path

from voice_assistant import __version__, catalog
from voice_assistant.config import Config
from voice_assistant.skills import Identity


def identity(config: Config, models: Path, *, aloud: bool) -> Identity:
    """What the assistant can say about itself.

    Args:
        config: what the user wants.
        models: the models folder.
        aloud: whether it hears and speaks; by keyboard it needs no model for that.

    Raises:
        ModelError: a model that it would name is not known.
    """
    thinks = config.llm.engine != "none"
    return Identity(
        name=config.assistant.name,
        version=__version__,
        stt=_called(catalog.find(models, "stt", config.stt.model, config.stt.engine)) if aloud else "",
        llm=_called(catalog.find(models, "llm", config.llm.model)) if thinks else "",
        tts=_called(catalog.find(models, "tts", config.tts.model)) if aloud else "",
    )


def _called(model: catalog.Chosen) -> str:
    """Its name in the list of models, else that of its file."""
    return model.entry.name if model.entry is not None else model.path.stem
