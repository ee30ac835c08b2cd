"""The kinds of values that a skill may take.

A parameter's annotation says which kind it is:

    def set_timer(situation: Situation, length: Length, name: Name = "") -> Steps: ...

From it come the place in a sentence (`{length}`), what is asked when the value is missing, and the description in
the tool schema. A value is always read from the user's own words by the same reader, whoever found the words: so
what a language model proposes is checked like everything else.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

if TYPE_CHECKING:
    from voice_assistant.skills import Situation

Reader = Callable[[str, "Situation"], Any]
"""Takes what was said in a place; returns the value, or None where these words are no such value."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind of value."""

    name: str
    """Names the phrase that asks for it: "ask.length"."""
    read: Reader
    about: str
    """What it is, in a few words, for help and tool schema."""
    example: str
    """How somebody would say one."""
    free: bool = False
    """Whether any words will do, so that only their place in a sentence tells what they are."""
    stays: bool = False
    """Whether it stays the same until another is named: who adds to a list and reads "it" means that list."""
    goes_on: Callable[[Any, str, Situation], Any] | None = None
    """Takes the value before and what is said now; returns the value that goes on from it: "times three"."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a skill takes."""

    name: str
    slot: Slot
    required: bool
    """Whether it is asked for where the speaker left it out."""


def parameters(run: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The parameters of a skill's function that a speaker can fill, in order.

    Raises:
        TypeError: a parameter beside the situation is neither a slot nor a plain flag with a default.
    """
    return tuple(
        _parameters(run, inspect.signature(run).parameters, get_type_hints(run, include_extras=True))
    )


def _parameters(
    run: Callable[..., Any], names: Mapping[str, inspect.Parameter], hints: Mapping[str, Any]
) -> list[Parameter]:
    found = []
    for name, parameter in list(names.items())[1:]:
        slot = next((extra for extra in get_args(hints[name])[1:] if isinstance(extra, Slot)), None)
        if slot is not None:
            found.append(Parameter(name, slot, parameter.default is parameter.empty))
        elif parameter.default is parameter.empty:
            raise TypeError(f"{run.__name__}: the parameter {name} has neither a slot nor a default")
    return found
