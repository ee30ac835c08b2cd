"""Showing the configuration, every setting explained."""

from __future__ import annotations

import textwrap

from voice_assistant.config.sections import SECTIONS, SETTINGS, Config
from voice_assistant.config.setting import literal


def show(config: Config) -> str:
    """The configuration as TOML, every setting explained in a comment; `load` reads back what it shows."""
    lines = ["# The settings of Voice Assistant. Delete a line and its default counts again."]
    for section, settings in SETTINGS.items():
        lines += ["", "", f"# {SECTIONS[section].__doc__}", f"[{section}]"]
        for key, setting in settings.items():
            limits = f"Allowed: {setting.allowed}. Default: {literal(setting.default)}."
            lines += ["", *_comment(setting.about.meaning), *_comment(limits)]
            lines.append(f"{key} = {literal(getattr(getattr(config, section), key))}")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent="# ", subsequent_indent="# ")


def reference() -> str:
    """Every setting as one row of a Markdown table."""
    rows = ["| Setting | Default | Allowed | Meaning |", "|---|---|---|---|"]
    for settings in SETTINGS.values():
        for setting in settings.values():
            default = f"`{literal(setting.default)}`"
            rows.append(f"| `{setting.name}` | {default} | {setting.allowed} | {setting.about.meaning} |")
    return "\n".join(rows) + "\n"
