"""`voice-assistant safety`: what the safety kernel makes of a text, and what it would say."""

from __future__ import annotations

import argparse
import json
import os
from datetime import UTC, datetime

from voice_assistant import config
from voice_assistant.cli import texts
from voice_assistant.config.sections import COUNTRIES
from voice_assistant.places import places
from voice_assistant.safety import Assessment, SafetyState, assess, helpline
from voice_assistant.vocabulary import typed


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `safety`."""
    parser = commands.add_parser(
        "safety",
        description="How worried the safety kernel is about a text, why, and what it would say. Each text is judged "
        "on its own, as if it began a conversation.",
    )
    parser.add_argument(
        "text", metavar="TEXT", help="what was said; - reads it from stdin, one text on each line"
    )
    parser.add_argument(
        "--json", action="store_true", help="one object per text: tier, reasons, country, lines"
    )
    parser.add_argument(
        "--country",
        choices=COUNTRIES,
        type=str.upper,
        metavar="CODE",
        help="whose numbers to give, such as GB, instead of the country in the configuration",
    )
    parser.set_defaults(run=run_safety)


def run_safety(args: argparse.Namespace) -> int:
    """Judge one text, or each line of stdin.

    Raises:
        ConfigError: the configuration cannot be used.
        InputError: there is no text, or it is not UTF-8.
    """
    if args.country is None:
        country = config.load(places(os.environ).config_file, os.environ).assistant.country
    else:
        country = args.country
    whole = texts.given(args.text)
    # Nothing else than a line feed parts texts: splitlines() would also split at marks within one.
    each = whole.removesuffix("\n").split("\n") if args.text == "-" else [whole]
    for text in each:
        assessment = assess(typed(text), SafetyState(), country=country)
        print(as_json(assessment, country) if args.json else as_text(assessment, country), flush=True)
    return 0


def as_json(assessment: Assessment, country: str) -> str:
    """One line for a program."""
    return json.dumps(
        {
            "tier": assessment.tier,
            "reasons": assessment.reasons,
            "country": country,
            "lines": assessment.lines,
        },
        ensure_ascii=False,
    )


def as_text(assessment: Assessment, country: str) -> str:
    """Some lines for a person."""
    because = f": {', '.join(assessment.reasons)}" if assessment.reasons else ""
    rows = [f"{assessment.tier}{because}", *(f"  {line}" for line in assessment.lines)]
    whom = helpline(country)
    if rows[1:] and whom.known:
        rows.append(f"  (The numbers for {whom.country}: {whom.checked(datetime.now(tz=UTC).date())}.)")
    return "\n".join(rows)
