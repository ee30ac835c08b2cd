"""The one configuration file: its settings, how it is read and checked, and how it is shown.

sections    every setting: its name, default, meaning and limits (add one here, and nowhere else)
setting     what one setting allows, in words and as a check
reading     config.toml and the environment -> Config
showing     Config -> config.toml with explanations; the reference for the documentation
"""

from __future__ import annotations

from voice_assistant.config.reading import load
from voice_assistant.config.sections import Config
from voice_assistant.config.showing import reference, show

__all__ = ["Config", "load", "reference", "show"]
