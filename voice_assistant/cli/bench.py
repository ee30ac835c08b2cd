"""`voice-assistant bench`: measure the assistant on this machine."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from voice_assistant import app
from voice_assistant.bench import accuracy, commands, interrupting, turn
from voice_assistant.bench.questions import questions
from voice_assistant.cli import bench_safety
from voice_assistant.cli.accuracy import show_accuracy
from voice_assistant.cli.console import console
from voice_assistant.errors import InputError

DEFAULT_QUESTIONS = 30
"""Spread over the kinds; all arms together take about eight minutes."""


def register(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what there is to measure."""
    group = parsers.add_parser("bench", description="Measure the assistant on this machine.")
    actions = group.add_subparsers(title="measurements", metavar="WHAT", required=True)

    turns = actions.add_parser(
        "turn",
        help="the wait for an answer, beside the plain sequential pipeline",
        description="Measure the wait from the last speech sample to the first audible sample of the answer, in "
        "real time through the virtual room, beside the plain sequential pipeline with its own wait of 0.8 s and "
        "with an equal one. Takes about four seconds for each question and arm.",
    )
    turns.add_argument("--json", action="store_true", help="one object instead of tables")
    turns.add_argument(
        "--questions",
        type=_count,
        default=DEFAULT_QUESTIONS,
        metavar="N",
        help="how many questions to ask (default: %(default)s)",
    )
    turns.set_defaults(run=run_turn)

    exact = actions.add_parser(
        "accuracy",
        help="how well the models hear, speak and talk",
        description="Measure the recogniser, the voice and the language model on sentences and prompts that no "
        "starter model was trained on. In a clone with espeak-ng, flite and festival installed this makes every "
        "table about the models, which takes long; what is not installed is skipped. Elsewhere, or "
        "with --quick, only the recordings that come with the program are used.",
    )
    exact.add_argument(
        "--json", action="store_true", help="one object instead of tables, with what went wrong"
    )
    exact.add_argument("--quick", action="store_true", help="only the recordings that come with the program")
    exact.add_argument(
        "--only",
        action="append",
        choices=accuracy.PARTS,
        metavar="PART",
        help=f"one part, and may be given again: {', '.join(accuracy.PARTS)}",
    )
    exact.set_defaults(run=run_accuracy)

    local = actions.add_parser(
        "commands",
        help="how well commands are understood without a language model, and how fast",
        description="Measure on files of sentences whether commands call the right skill with the right values, how "
        "often other sentences are taken for commands, and the time from a transcript to the text of the reply "
        "beside a bare match of the same grammar. No model is loaded. tests/phrasings has such files.",
    )
    local.add_argument(
        "commands", type=Path, metavar="COMMANDS.jsonl", help="sentences and what they ask for"
    )
    local.add_argument(
        "others", type=Path, metavar="OTHERS.jsonl", help="sentences that ask for nothing of it"
    )
    local.add_argument("--json", action="store_true", help="one object instead of a table, misses included")
    local.add_argument("--misses", action="store_true", help="list the sentences that went wrong")
    local.set_defaults(run=run_commands)
    over = actions.add_parser(
        "barge-in",
        help="speaking over the assistant: how soon it is silent, and whom it takes for you",
        description="Take conversations in virtual rooms in which the assistant's own voice comes back, and in which "
        "somebody says a word, a command, a backchannel or a cough over its answer; then let it speak alone. With the "
        "echo canceller that is configured, and without one. Needs espeak-ng or flite.",
    )
    over.add_argument("--json", action="store_true", help="one object instead of tables")
    over.add_argument(
        "--scenes", type=int, default=20, metavar="N", help="scenes of each kind (default: %(default)s)"
    )
    over.add_argument(
        "--rooms",
        type=int,
        default=20,
        metavar="N",
        help="rooms in which it speaks alone for 90 s (default: %(default)s)",
    )
    over.set_defaults(run=run_barge_in)
    bench_safety.register(actions)


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= len(questions()):
        raise argparse.ArgumentTypeError(f"there are 1 to {len(questions())} questions, not {text}")
    return number


def run_turn(arguments: argparse.Namespace) -> int:
    """Measure the wait for an answer.

    Raises:
        AssistantError: a model cannot be used.
    """
    every = questions()
    step = len(every) / arguments.questions  # spread over the kinds, which come one after the other
    chosen = [every[int(place * step)] for place in range(arguments.questions)]

    def progress(arm: str) -> None:
        print(f"asking {len(chosen)} questions: {arm} …", file=sys.stderr, flush=True)

    result = turn.measure(app.set_up(), chosen, progress)
    if arguments.json:
        print(json.dumps(result))
        return 0
    _show_turn(console(), result)
    return 0


def run_barge_in(arguments: argparse.Namespace) -> int:
    """Measure what becomes of whoever speaks over the assistant.

    Raises:
        AssistantError: a model cannot be used, or nobody is there who can speak.
    """
    if arguments.scenes < 1 or arguments.rooms < 1:
        raise InputError("Give one scene and one room at least.")

    def progress(what: str) -> None:
        print(f"{what} …", file=sys.stderr, flush=True)

    result = interrupting.measure(app.set_up(), arguments.scenes, arguments.rooms, progress)
    if arguments.json:
        print(json.dumps(result))
        return 0
    _show_barge_in(console(), result)
    return 0


def _show_barge_in(paper: Console, result: dict[str, Any]) -> None:
    for name, arm in result.items():
        if name == "unit":
            continue
        table = Table(
            "said over it", "n", "quiet p50", "p95", "silent p50", "p95", "cut off", "went on", title=name
        )
        for kind in interrupting.SAID:
            row = arm["over answers"][kind]
            quiet, silent = row["quiet by 12 dB"], row["silent"]
            times = [_number(part[key]) for part in (quiet, silent) for key in ("p50", "p95")]
            table.add_row(kind, str(row["scenes"]), *times, str(row["cut off"]), str(row["heard out"]))
        paper.print(table)
        command, alone = arm["over answers"]["command"], arm["our own voice"]
        paper.print(
            f"Commands understood over it: {command['of these over us']} of {command['understood in silence']} that "
            f"are understood in silence. Fell silent for its own voice: {alone['fell silent']} times in "
            f"{alone['minutes']} minutes."
        )


def _show_turn(paper: Console, result: dict[str, Any]) -> None:
    table = Table(
        "seconds", "answered", "p50", "p95", *turn.KINDS, "stt", "llm", "tts", title="The wait for an answer"
    )
    for name, arm in result["arms"].items():
        kinds = [_number(arm["by_kind"][kind]["p50"]) for kind in turn.KINDS]
        stages = [_number(arm["stage_seconds_p50"][stage]) for stage in ("stt", "llm", "tts")]
        table.add_row(name, str(arm["answered"]), _number(arm["p50"]), _number(arm["p95"]), *kinds, *stages)
    paper.print(table)
    for name, ratio in result["ratios"].items():
        paper.print(
            f"{name}: median ratio {_number(ratio['p50'])} over {ratio['pairs']} pairs, "
            f"shorter in {ratio['wins']}",
            highlight=False,
        )


def run_accuracy(arguments: argparse.Namespace) -> int:
    """Measure how well is heard and spoken.

    Raises:
        AssistantError: a model cannot be used.
    """

    def progress(what: str) -> None:
        print(f"measuring {what} …", file=sys.stderr, flush=True)

    if arguments.quick and arguments.only:
        raise InputError("--quick and --only exclude each other: leave one out.")
    setup, only = app.set_up(), arguments.only or accuracy.PARTS
    result = accuracy.measure(setup, setup.models.parent, progress, quick=arguments.quick, only=only)
    if arguments.json:
        print(json.dumps(result))
    else:
        show_accuracy(console(), result)
    return 0


def run_commands(arguments: argparse.Namespace) -> int:
    """Measure how well commands are understood without a language model.

    Raises:
        AssistantError: a file cannot be read.
    """
    result = commands.measure(arguments.commands, arguments.others)
    if arguments.json:
        print(json.dumps(result))
        return 0
    paper, times = console(), result["time_ms"]
    table = Table("measured", "of", "figure")
    table.add_row(
        "right skill and right values", str(result["commands"]), _share(result, "right", "commands")
    )
    table.add_row(
        "... of which asks first", str(result["commands"]), _share(result, "asked_first", "commands")
    )
    table.add_row("wrongly taken for a command", str(result["others"]), _share(result, "taken", "others"))
    table.add_row(
        "transcript to reply text, p50 / p95", "", f"{times['reply_p50']} / {times['reply_p95']} ms"
    )
    table.add_row("bare match, p50 / p95", "", f"{times['bare_match_p50']} / {times['bare_match_p95']} ms")
    table.add_row("ratio of the p95", "", str(times["ratio_of_p95"]))
    paper.print(table)
    if arguments.misses:
        for miss in [*result["misses"], *result["taken"]]:
            print(json.dumps(miss, ensure_ascii=False, default=str))
    return 0


def _share(result: dict[str, Any], part: str, whole: str) -> str:
    count = result[part] if isinstance(result[part], int) else len(result[part])
    return f"{count} ({100 * count / max(1, result[whole]):.1f} %)"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
