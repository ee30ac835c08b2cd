"""Skills at work: their words, their effects, and what "that" means after them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from voice_assistant.dialogue.context import KEPT, Context
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.errors import StoreError
from voice_assistant.everyday import Change, Everyday
from voice_assistant.skills import Call, Done, Question, Situation, keep
from voice_assistant.vocabulary import Effect, Sentence

KEPT_GROUPS = frozenset("timers alarms reminders stopwatch lists notes remembering briefing".split())
"""Groups of skills that speak of what is kept."""

Ran = tuple[Situation, Context, Question | None]
"""The situation and the context after a skill, and what it asks."""


def run(
    call: Call, situation: Situation, context: Context, *, in_place: bool = False
) -> Generator[Sentence | Effect | Context, Any, Ran]:
    """Run one skill.

    Args:
        call: the skill and its values, none of which may be missing.
        situation: what it may know.
        context: what was done before.
        in_place: whether what it does takes the place of what was done last: that is taken back in the same change,
            so that either both happen or neither does.

    Raises:
        StoreError: it is about what is kept, and that cannot be read.

    Yields:
        Sentences; effects, whose results are to be sent in; and after each effect the context as it is then, so that
        a turn which is cut off remembers what it did.
    """
    trouble = situation.everyday.trouble
    if trouble is not None and call.skill.group in KEPT_GROUPS:
        raise StoreError(trouble[1], phrase=trouble[0])  # "you have no alarm" would be a lie
    back = _changes(context.done[-1]) if in_place and context.done else ()
    unchanged = situation
    if back:
        situation = replace(situation, everyday=situation.everyday.after(back))
    steps = call.run(situation)
    done: list[tuple[Effect, Effect]] = []  # each as the skill yielded it, and as it was done
    question: Question | None = None
    result: Any = None
    while True:
        try:
            made = steps.send(result)
        except StopIteration:
            break
        result = None
        match made:
            case Effect():
                if made.name not in call.skill.effects:
                    raise ValueError(f"The skill {call.skill.name} does not declare its effect {made.name}.")
                effect = _together(back, made) if back and made.name == "everyday" and not done else made
                result = yield effect
                if isinstance(result, Everyday):
                    situation = replace(situation, everyday=result)
                done.append((made, effect))
                yield _after(context, call, done)
            case Question():
                question = made
            case _:
                yield Sentence(speakable(made, situation.language.code), made)
    if back and not done:  # nothing came of it, so what was there stays
        return unchanged, context, question
    after = _after(context, call, done)
    return replace(situation, done=after.done), after, question


def _changes(done: Done) -> tuple[Change, ...]:
    """The changes that take something back; none where that is done by other effects, such as the volume's."""
    undo = done.own or done.undo
    if any(effect.name != "everyday" for effect in undo):
        return ()
    fields: list[Any] = [dict(effect.fields)["changes"] for effect in undo]
    return tuple(change for changes in fields for change in changes)


def _together(back: tuple[Change, ...], effect: Effect) -> Effect:
    """One effect that takes something back and does something else."""
    changes: Any = dict(effect.fields)["changes"]
    return keep(effect.about, *back, *changes)


def _after(context: Context, call: Call, effects: list[tuple[Effect, Effect]]) -> Context:
    """The context after a skill: it is what "that" means, and what it did can be taken back."""
    if call.skill.name == "undo" or (call.skill.name == "forget_last" and len(effects) > 1):
        return replace(context, call=None, made=False, done=context.done[:-1])
    own = tuple(made.undo for made, _ in reversed(effects) if made.undo is not None)
    undo = tuple(effect.undo for _, effect in reversed(effects) if effect.undo is not None)
    done = context.done
    if undo:
        about = next((effect.about for effect, _ in effects if effect.about), call.skill.name)
        done = (*done, Done(about, undo, own, call))[-KEPT:]
    return replace(context, call=call, made=bool(undo), done=done)
