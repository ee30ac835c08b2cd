"""Skills: what the assistant can do by itself, at once and without a language model.

A skill is a typed generator with sentences that call it. It yields what to say, `Effect`s for what to do, and a
`Question` where it needs an answer first. It never acts itself, since a draft of a turn must not change the world.

    @skill("roll a die", "roll {count} dice")
    def roll_dice(situation: Situation, count: Count = 1) -> Steps:
        \"\"\"Roll dice.\"\"\"
        yield situation.language.phrase("skill.dice", numbers=...)

Sentences are hassil templates: `(a|b)` one of, `[please]` optional, `{count}` a value, `<what_is>` a rule of
`grammar`. The first sentence is plain: it is the example in the help. Everything else about the skill is made from
this one definition: the grammar of the matcher, the tool schema, the help, the page in the documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from voice_assistant.everyday import Alert, AlertState, Change, Everyday, Record
from voice_assistant.everyday.records import Instant
from voice_assistant.languages import Language
from voice_assistant.skills.slots import Parameter, parameters
from voice_assistant.vocabulary import Effect


@dataclass(frozen=True, slots=True)
class Identity:
    """What the assistant can say about itself."""

    name: str = "Robin"
    version: str = ""
    stt: str = ""
    """What its recogniser is called; empty where there is none, as by keyboard."""
    llm: str = ""
    """What its language model is called; empty where it has none."""
    tts: str = ""
    """What its voice is called."""


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done and can be taken back."""

    about: str
    """What was done, as a few words that can be spoken: "the pasta timer"."""
    undo: tuple[Effect, ...]
    """What takes it back, in this order."""
    own: tuple[Effect, ...] = ()
    """The same without what it took the place of, where that would come back: a correction of a correction."""
    call: Call | None = None
    """What did it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a skill may know."""

    instant: Instant
    """The moment, on every clock."""
    language: Language
    """Where its words come from."""
    everyday: Everyday = field(default_factory=Everyday)
    """What is kept for everyday use."""
    last_reply: str = ""
    """What was last said to the user and heard."""
    heard: str = ""
    """What the user was understood to say before this."""
    done: tuple[Done, ...] = ()
    """What can be taken back, latest last."""
    identity: Identity = field(default_factory=Identity)

    @property
    def now(self) -> datetime:
        """Local date and time, aware."""
        return self.instant.now


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that a question lets the user choose from."""

    label: str
    """As it is spoken."""
    value: Any


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be asked before a skill can go on; the skill is called again with the answer."""

    text: str
    """As it is spoken."""
    skill: str
    values: tuple[tuple[str, Any], ...] = ()
    """What it is called with besides the answer."""
    parameter: str = ""
    """Which value the answer gives; empty where it is yes or no."""
    options: tuple[Option, ...] = ()
    """What there is to choose from, in the order it was said; empty where any value will do."""
    revises: bool = False
    """Whether what it leads to takes the place of what was done last."""
    again: bool = False
    """Whether it was asked before, and the answer not understood."""


Steps = Generator[str | Effect | Question, Any, None]
"""What a skill yields: texts to be said; effects, whose results it is sent; at most one question, at its end."""


@dataclass(frozen=True, slots=True)
class Skill:
    """Something the assistant can do."""

    name: str
    group: str
    """The file it is written in: what belongs together."""
    summary: str
    """What it does, as one sentence."""
    sentences: tuple[str, ...]
    """Templates of what calls it; the first is plain."""
    parameters: tuple[Parameter, ...]
    effects: tuple[str, ...]
    """Names of the effects it may have; empty where it only tells something."""
    ask_first: bool
    """Whether a language model may call it only after the user said yes: it removes what cannot be seen again."""
    run: Callable[..., Steps]
    """Takes a Situation and the values."""

    @property
    def example(self) -> str:
        """What somebody would say to call it."""
        text = self.sentences[0]
        for parameter in self.parameters:
            text = text.replace("{" + parameter.name + "}", parameter.slot.example)
        return text


SKILLS: dict[str, Skill] = {}
"""Every skill by name, once `grammar.load` has been called."""


def skill(
    *sentences: str, effects: tuple[str, ...] = (), ask_first: bool = False
) -> Callable[[Callable[..., Steps]], Callable[..., Steps]]:
    """Register a generator as the skill that these sentences call.

    Args:
        sentences: hassil templates, the first one plain.
        effects: names of the effects it may have.
        ask_first: whether a language model may call it only after the user said yes.
    """

    def register(run: Callable[..., Steps]) -> Callable[..., Steps]:
        summary = (run.__doc__ or "").strip().splitlines()[0]
        group = run.__module__.rpartition(".")[2]
        SKILLS[run.__name__] = Skill(
            run.__name__, group, summary, sentences, parameters(run), effects, ask_first, run
        )
        return run

    return register


@dataclass(frozen=True, slots=True)
class Call:
    """A skill that was called, and with what."""

    skill: Skill
    values: tuple[tuple[str, Any], ...] = ()

    @property
    def missing(self) -> Parameter | None:
        """The first value that is still needed."""
        given = dict(self.values)
        return next((p for p in self.skill.parameters if p.required and p.name not in given), None)

    def run(self, situation: Situation) -> Steps:
        """The skill at work; nothing may be missing."""
        return self.skill.run(situation, **dict(self.values))


def keep(about: str, *changes: Change) -> Effect:
    """The effect of changing what is kept. Its result is the `Everyday` after it.

    Args:
        about: what is changed, as a few words that can be spoken: "the pasta timer".
        changes: made together, or not at all.
    """
    # What rang is not made to ring again by taking something back.
    back = tuple(change.undone for change in reversed(changes) if not _rings(change.before))
    undo = Effect("everyday", (("changes", back),), about=about) if back else None
    return Effect("everyday", (("changes", changes),), undo=undo, about=about)


def _rings(record: Record | None) -> bool:
    return isinstance(record, Alert) and record.state is not AlertState.WAITING and record.rang is not None
