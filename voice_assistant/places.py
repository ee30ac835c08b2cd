"""Where things live on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voice_assistant.errors import ConfigError

APPLICATION = "voice-assistant"
"""Name of our folder in each of the user's base folders."""


@dataclass(frozen=True, slots=True)
class Places:
    """The assistant's own folders. They may not exist yet: whoever writes there makes them."""

    config: Path
    """What the user writes: `config.toml`."""
    data: Path
    """What must not be lost."""
    cache: Path
    """What can be made again."""
    runtime: Path
    """What ends with the session, such as the control socket."""

    @property
    def config_file(self) -> Path:
        """The one configuration file."""
        return self.config / "config.toml"


def places(environ: Mapping[str, str]) -> Places:
    """The folders that this environment asks for.

    `VOICE_ASSISTANT_HOME` puts all of them under one folder; else they follow the XDG base directories.

    Raises:
        ConfigError: a folder depends on the home folder, and there is none.
    """
    if own := environ.get("VOICE_ASSISTANT_HOME"):
        root = _absolute(own, environ)
        return Places(root / "config", root / "data", root / "cache", root / "run")
    cache = _base("XDG_CACHE_HOME", ".cache", environ)
    return Places(
        config=_base("XDG_CONFIG_HOME", ".config", environ),
        data=_base("XDG_DATA_HOME", ".local/share", environ),
        cache=cache,
        # Outside a login session there is none; a folder of the user's own is safer than a shared /tmp.
        runtime=_given("XDG_RUNTIME_DIR", environ) or cache / "run",
    )


def models_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the starter models are: `VOICE_ASSISTANT_MODELS`, else `models/` beside the package in a clone.

    Raises:
        ConfigError: the variable begins with "~", and there is no home folder.
    """
    if own := environ.get("VOICE_ASSISTANT_MODELS"):
        return _absolute(own, environ)
    return Path(__file__).resolve().parent.parent / "models"


def _base(variable: str, below_home: str, environ: Mapping[str, str]) -> Path:
    return _given(variable, environ) or _home(environ) / below_home / APPLICATION


def _given(variable: str, environ: Mapping[str, str]) -> Path | None:
    """Our folder in the base folder a variable names; the XDG standard wants relative ones ignored."""
    base = Path(environ.get(variable, ""))
    return base / APPLICATION if base.is_absolute() else None


def _absolute(text: str, environ: Mapping[str, str]) -> Path:
    """A path as a person may write it, "~" included: a service's environment has no shell to expand that."""
    first, *rest = Path(text).parts or (".",)
    return (_home(environ).joinpath(*rest) if first == "~" else Path(text)).absolute()


def _home(environ: Mapping[str, str]) -> Path:
    if home := environ.get("HOME"):
        return Path(home)
    try:
        return Path.home()
    except RuntimeError:
        raise ConfigError("There is no home folder: set HOME or VOICE_ASSISTANT_HOME.") from None
