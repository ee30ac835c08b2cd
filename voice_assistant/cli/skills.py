"""`voice-assistant skills`: what it can do by itself, and what to say for it."""

from __future__ import annotations

import argparse
from itertools import groupby

from voice_assistant.errors import InputError
from voice_assistant.skills import Skill
from voice_assistant.skills.grammar import load


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `skills`."""
    parser = commands.add_parser(
        "skills",
        description="What the assistant can do by itself, without a language model, and what to say for it.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="one skill, with everything that calls it")
    parser.set_defaults(run=run_skills)


def run_skills(arguments: argparse.Namespace) -> int:
    """List the skills, or explain one.

    Raises:
        InputError: there is no skill of that name.
    """
    skills = load()
    if arguments.name is None:
        for group, members in groupby(sorted(skills.values(), key=lambda s: (s.group, s.name)), _group):
            print(f"{group}:")
            for skill in members:
                print(f'  {skill.name:22}{skill.summary}  "{skill.example}"')
        return 0
    if arguments.name not in skills:
        raise InputError(f"There is no skill {arguments.name!r}: voice-assistant skills lists them.")
    _explain(skills[arguments.name])
    return 0


def _group(skill: Skill) -> str:
    return skill.group


def _explain(skill: Skill) -> None:
    print(f'{skill.name}: {skill.summary}\n\nSay: "{skill.example}"')
    for parameter in skill.parameters:
        needed = "" if parameter.required else ", may be left out"
        print(f'  {{{parameter.name}}}: {parameter.slot.about}, such as "{parameter.slot.example}"{needed}')
    print(
        "\nSentences: (a|b) is one of them, [a] may be left out, <a> stands for words that many skills share."
    )
    for sentence in skill.sentences:
        print(f"  {sentence}")
