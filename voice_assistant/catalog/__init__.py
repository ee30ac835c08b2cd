"""The models that come with the program: which there are, where they lie, and whether they are unchanged."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from voice_assistant.errors import ModelError

Kind = Literal["stt", "llm", "tts"]

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model."""

    path: str
    """Relative to the models folder."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""


@dataclass(frozen=True, slots=True)
class Model:
    """One entry of the manifest."""

    name: str
    kind: Kind
    path: str
    """What the engine is given: a file or a folder, relative to the models folder."""
    licence: str
    """SPDX identifier."""
    source: str
    """Where it comes from."""
    files: tuple[ModelFile, ...]
    engine: str = ""
    """The engine that takes it; empty where there is only one for its kind."""
    full_window: bool = False
    """For stt: it was trained with the whole window in view, and needs it."""
    unsure: float | None = None
    """For stt: mean log-probability below which it guesses; None where that is not known."""
    invented: float | None = None
    """For stt: that below which its words have nothing to do with the sound; None where that is not known."""
    context: int = 0
    """For llm: tokens it can really use; 0 is what the file says."""
    prompt: str = ""
    """For llm: the system prompt it was trained with; empty for the built-in one."""
    tools: bool = False
    """For llm: it can choose among skills and fill in their values, as JSON."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A model to load: one from the manifest, or one that the user named by path."""

    path: Path
    entry: Model | None = None
    """Its entry in the manifest; None where the user named it."""

    @property
    def tools(self) -> bool:
        """Whether a language model may choose among skills: a model that nobody has described is taken to be able."""
        return self.entry is None or self.entry.tools


def manifest(folder: Path) -> tuple[Model, ...]:
    """The models that a models folder says it holds.

    Raises:
        ModelError: the manifest is missing or broken.
    """
    path = folder / "manifest.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_model(entry) for entry in content["model"])
    except OSError as error:
        raise ModelError(
            f"There is no model list {path}: run from a complete clone, "
            "or set VOICE_ASSISTANT_MODELS to its models folder."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"The model list {path} is broken: restore it from the repository.") from error


def choose(folder: Path, kind: Kind, configured: str, engine: str = "") -> Chosen:
    """The model to load for a kind: the configured path, or the engine's starter model, checked against its hash.

    Raises:
        ModelError: the starter model is missing or was changed.
    """
    chosen = find(folder, kind, configured, engine)
    if chosen.entry is not None and not configured:
        verify(folder, chosen.entry)
    return chosen


def find(folder: Path, kind: Kind, configured: str, engine: str = "") -> Chosen:
    """The same without looking at its files.

    Raises:
        ModelError: there is none for this kind.
    """
    if configured:
        path = Path(configured).expanduser()
        return Chosen(path, _known(folder, path))
    fitting = (m for m in manifest(folder) if m.kind == kind and (not engine or m.engine in ("", engine)))
    entry = next(fitting, None)
    if entry is None:
        raise ModelError(f"The model list in {folder} has no {kind} model: name one as {kind}.model.")
    return Chosen(folder / entry.path, entry)


def verify(folder: Path, model: Model) -> None:
    """Check every file of a model against its size and hash.

    Raises:
        ModelError: a file is missing, truncated or changed.
    """
    for file in model.files:
        path = folder / file.path
        if not path.is_file():
            raise ModelError(f"The model file {path} is missing: restore it with `git checkout -- models`.")
        size = path.stat().st_size
        if size != file.size:
            raise ModelError(
                f"The model file {path} has {size} bytes instead of {file.size}: "
                "restore it with `git checkout -- models`."
            )
        if _sha256(path) != file.sha256:
            raise ModelError(
                f"The model file {path} is not the one in the model list (its sha256 differs): "
                "restore it with `git checkout -- models`, or name your own model by its path in the configuration."
            )


def _known(folder: Path, path: Path) -> Model | None:
    """The manifest's entry for a path that the user spelt out, if it has one."""
    if not (folder / "manifest.toml").is_file():
        return None
    here = path.resolve()
    return next((model for model in manifest(folder) if (folder / model.path).resolve() == here), None)


def _model(entry: dict[str, Any]) -> Model:
    files = tuple(ModelFile(**file) for file in entry.pop("files"))
    return Model(**entry, files=files)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
