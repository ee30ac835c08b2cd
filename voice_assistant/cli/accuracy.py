"""The tables of `voice-assistant bench accuracy`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

LISTS = ("which", "failed")
"""What went wrong, one by one: for --json only."""


def show_accuracy(paper: Console, result: Mapping[str, Any]) -> None:
    """Show everything that was measured."""
    errors = Table("set", "utterances", "words", "word error rate", "exact", title="Hearing")
    for name, found in _rates("", result.get("recordings", {}) | result.get("sentences", {})):
        if isinstance(found, str):
            errors.add_row(name, "", "", found, "")
        else:
            rate, exact = f"{100 * found['wer']:.1f} %", f"{100 * found['exact']:.0f} %"
            errors.add_row(name, str(found["utterances"]), str(found["words"]), rate, exact)
    paper.print(errors)
    for part in ("look-alikes", "not speech", "commands", "voice", "chat"):
        if part in result:
            table = Table("measured", "figure", title=part.capitalize())
            for name, value in result[part].items():
                if name not in LISTS:
                    table.add_row(name, _figure(value))
            paper.print(table)


def _rates(before: str, sets: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every set of sentences, and below it the voices that said them."""
    for name, found in sets.items():
        if isinstance(found, str) or "wer" in found:
            yield before + name, found
        else:
            if "together" in found:
                yield before + name, found["together"]
            yield from _rates("  ", {voice: each for voice, each in found.items() if voice != "together"})


def _figure(value: Any) -> str:
    match value:
        case {"of": whole, "right": part, "share": share}:
            return f"{part} of {whole} ({100 * share:.1f} %)"
        case dict():
            return ", ".join(f"{name}: {_figure(each)}" for name, each in value.items())
        case float() if 0 < value < 1:
            return f"{100 * value:.1f} %"
    return str(value)
