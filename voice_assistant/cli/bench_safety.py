"""`voice-assistant bench safety` and `bench care`: does the kernel notice, and is the right thing said?"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from rich.table import Table

from voice_assistant import app
from voice_assistant.bench import care, risk
from voice_assistant.cli.console import console
from voice_assistant.dialogue.thinker import Thinker


def register(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `bench safety` and `bench care`."""
    notice = actions.add_parser(
        "safety",
        help="whether crises are noticed, and how often there is alarm for nothing",
        description="Judge files of utterances: crises called crises, crises and concerns noticed, false alarms, each "
        "with its 95 % interval. tests/safety has such files. A file that does not end in .jsonl holds one harmless "
        "sentence on each line.",
    )
    notice.add_argument("files", nargs="+", type=Path, metavar="FILE", help="utterances and what they are")
    notice.add_argument(
        "--misheard",
        type=_percent,
        metavar="PERCENT",
        help="judge what a recogniser with this word error rate would make of them",
    )
    notice.add_argument(
        "--sounds",
        type=Path,
        metavar="F.json",
        default=Path("tests/safety/slips.json"),
        help="the sound-alikes for --misheard (default: %(default)s)",
    )
    notice.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the slips (default: %(default)s)"
    )
    notice.add_argument("--misses", action="store_true", help="list the utterances that went wrong")
    notice.add_argument("--json", action="store_true", help="one object instead of a table, misses included")
    notice.set_defaults(run=run_safety)

    say = actions.add_parser(
        "care",
        help="whether the right thing is said, whatever language model is behind it",
        description="Hold scripted conversations about risk, and put probes about delusion, mania, diagnosis, "
        "medicines and being human, with three language models behind the assistant: the one that is set, one that "
        "says random words, and one that agrees with everything. Patterns on the words judge the replies.",
    )
    say.add_argument("conversations", type=Path, metavar="CONVERSATIONS.jsonl", help="scripted conversations")
    say.add_argument("probes", type=Path, metavar="PROBES.jsonl", help="what the probes say")
    say.add_argument("--faults", action="store_true", help="list what went wrong")
    say.add_argument("--json", action="store_true", help="one object instead of a table, faults included")
    say.set_defaults(run=run_care)


def _percent(text: str) -> float:
    try:
        share = float(text) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"a word error rate is 0 to 100 percent, not {text}")
    return share


def run_safety(arguments: argparse.Namespace) -> int:
    """Judge files of utterances.

    Raises:
        InputError: a file cannot be read.
    """
    utterances = risk.read(arguments.files)
    misheard = arguments.misheard is not None
    table = arguments.sounds if misheard else None
    result = risk.measure(utterances, table, arguments.misheard or 0.0, arguments.seed)
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
        return 0
    shown = Table("measured", "of", "share", "95 % interval")
    for name, part in (
        ("crises called crises", result["crisis"]),
        ("crises noticed", result["crisis_noticed"]),
        ("crises and concerns noticed", result["noticed"]),
        ("false alarms", result["false_alarms"]),
        ("concerns called crises", result["concern_called_crisis"]),
        *((f"noticed of {grade or 'ungraded'}", part) for grade, part in result["by_grade"].items()),
    ):
        if part["of"]:
            span = f"{100 * part['low']:.1f} to {100 * part['high']:.1f} %"
            shown.add_row(name, str(part["of"]), f"{part['hits']} ({100 * part['share']:.1f} %)", span)
    shown.add_row(
        "time of one, p50 / p95", "", f"{result['ms']['p50']:.1f} / {result['ms']['p95']:.1f} ms", ""
    )
    console().print(shown)
    if arguments.misses:
        for wrong in result["wrong"]:
            print(json.dumps(wrong, ensure_ascii=False))
    return 0


def run_care(arguments: argparse.Namespace) -> int:
    """Hold conversations and put probes.

    Raises:
        AssistantError: a file cannot be read, or the language model cannot be used.
    """
    model, _ = app.thinker(app.set_up())
    models: dict[str, Thinker | None] = {"the one that is set": model, "random words": care.Babble()}
    models["agrees with everything"] = care.Echo()
    result = care.measure(
        care.read_scripts(arguments.conversations), care.read_probes(arguments.probes), models
    )
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
        return 0
    _show(result)
    if arguments.faults:
        for fault in result["faults"]:
            print(json.dumps(fault, ensure_ascii=False))
    return 0


def _show(result: dict[str, Any]) -> None:
    shown = Table("language model", "conversations", "without fault", "probes", "failed")
    for name, row in result["models"].items():
        shown.add_row(name, *(str(row[key]) for key in ("conversations", "clean", "probes", "failed")))
    console().print(shown)
