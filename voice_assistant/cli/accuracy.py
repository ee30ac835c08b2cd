"""The tables of `voice-assistant bench accuracy`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

LISTS = ("which", "failed")
"""What went wrong, one by one: for --json only."""

PARTS = ("look-alikes", "not speech", "commands", "voice", "chat")
"""What has a table of its own."""

PLAIN = ("real-time factor", "longest of it in seconds", "minutes")
"""Figures that are no shares, though they may lie between 0 and 1."""


def show_accuracy(paper: Console, result: Mapping[str, Any]) -> None:
    """Show everything that was measured."""
    errors = Table("set", "utterances", "words", "word error rate", "exact", title="Hearing")
    for name, voice, found in rates(result.get("recordings", {}) | result.get("sentences", {})):
        row = f"  {voice}" if voice else name
        if isinstance(found, str):
            errors.add_row(row, "", "", found, "")
        else:
            rate, exact = f"{100 * found['wer']:.1f} %", f"{100 * found['exact']:.0f} %"
            errors.add_row(row, str(found["utterances"]), str(found["words"]), rate, exact)
    paper.print(errors)
    for part in PARTS:
        if part in result:
            table = Table("measured", "figure", title=part.capitalize())
            for name, value in result[part].items():
                if name not in LISTS:
                    table.add_row(name, figure(name, value))
            paper.print(table)


def rates(sets: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Every set of sentences with what was measured, and after it, with their names, the voices that said them."""
    for name, found in sets.items():
        if isinstance(found, str) or "wer" in found:
            yield name, "", found
            continue
        if "together" in found:
            yield name, "", found["together"]
        for voice, each in found.items():
            if voice != "together":
                yield name, voice, each


def figure(name: str, value: Any) -> str:
    """A figure as a person reads it.

    Args:
        name: what it is.
        value: what was measured: a number, a share, or several by name.
    """
    match value:
        case {"of": whole, "right": part, "share": share}:
            return f"{part} of {whole} ({100 * share:.1f} %)"
        case dict():
            return ", ".join(f"{part}: {figure(part, each)}" for part, each in value.items())
        case float() if 0 <= value <= 1 and name not in PLAIN:
            return f"{100 * value:.1f} %"
    return str(value)
