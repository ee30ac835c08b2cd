"""What one setting means and allows. The check and every text about it are made from the same words."""

from __future__ import annotations

import json
from dataclasses import dataclass

PREFIX = "VOICE_ASSISTANT_"
"""Begins the name of every environment variable of ours."""


@dataclass(frozen=True, slots=True)
class About:
    """What a setting means and which values of its type are allowed; without limits, every value is."""

    meaning: str
    unit: str = ""
    """Plural noun, such as "seconds"; empty where the number has none."""
    low: float | None = None
    """Smallest number allowed, in `unit`; given together with `high`."""
    high: float | None = None
    """Largest number allowed, in `unit`."""
    also: int | None = None
    """A number out of the range that is allowed because it means something of its own."""
    choices: tuple[str, ...] = ()
    """The only texts allowed."""
    such_as: str = ""
    """Describes the choices where they are too many to list."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of one section, ready to check values and to describe itself."""

    section: str
    key: str
    kind: type
    """One of bool, int, float and str."""
    about: About
    default: object

    @property
    def name(self) -> str:
        """Such as "tts.speed"."""
        return f"{self.section}.{self.key}"

    @property
    def variable(self) -> str:
        """The environment variable that overrides it, such as "VOICE_ASSISTANT_TTS_SPEED"."""
        return f"{PREFIX}{self.section}_{self.key}".upper()

    @property
    def allowed(self) -> str:
        """The values it takes, in words."""
        about = self.about
        if about.choices:
            return about.such_as or " or ".join(map(literal, about.choices))
        noun = {bool: "true or false", int: "a whole number", float: "a number", str: "text in quotes"}[
            self.kind
        ]
        unit = f" of {about.unit}" if about.unit else ""
        limits = "" if about.low is None else f" from {about.low:.10g} to {about.high:.10g}"
        return ("" if about.also is None else f"{about.also} or ") + noun + unit + limits

    def accepts(self, value: object) -> bool:
        """Whether this may be its value. A whole number is a number; true is not."""
        about = self.about
        if type(value) is not self.kind and not (self.kind is float and type(value) is int):
            return False
        if isinstance(value, str):
            return not about.choices or value in about.choices
        if about.low is None or about.high is None or not isinstance(value, int | float):
            return True
        return about.low <= value <= about.high or (about.also is not None and value == about.also)


def literal(value: object) -> str:
    """A bool, number or text as TOML writes it."""
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        return quoted.replace("\x7f", "\\u007f")  # JSON lets DEL stand, TOML does not
    return str(value).lower() if isinstance(value, bool) else repr(value)
