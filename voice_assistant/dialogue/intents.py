"""What somebody wants of the skills, by the grammar alone.

    a word to what rings ─> an answer to our question ─> commands ─> "make it ten minutes", "and in Berlin?"

All of it is matching and arithmetic: a few milliseconds, and no language model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voice_assistant.dialogue.answers import answered, declined, heard_words
from voice_assistant.dialogue.context import Context
from voice_assistant.dialogue.follow_ups import correction, follow_up
from voice_assistant.dialogue.several import carried, commands, meant
from voice_assistant.skills import SKILLS, Call, Question, Situation

LONGEST = 400
"""Characters of the longest thing that is looked at: nobody gives longer commands."""

SHORT = 5
"""Words of a text that may be an answer we did not understand; a longer one has changed the subject."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What is wanted: calls to be run in order, or a question to be asked, or a phrase to be said."""

    calls: tuple[Call, ...] = ()
    question: Question | None = None
    phrase: str = ""
    revises: bool = False
    """Whether it takes the place of what was done last."""
    answers: bool = False
    """Whether it is the answer to a question of ours, which is believed."""

    @property
    def skill(self) -> str | None:
        """The skill that the turn is about, if one is called."""
        return self.calls[0].skill.name if self.calls and self.question is None else None


def understand(text: str, situation: Situation, context: Context) -> Understood | None:
    """What somebody wants, if that can be told from the words.

    Args:
        text: what was said.
        situation: what skills may know.
        context: what was asked and done last, if that is fresh.
    """
    if len(text) > LONGEST:
        return None
    if (
        situation.everyday.ringing
        and heard_words(text, situation.identity.name) in situation.language.heard["silencing"]
    ):
        return Understood((Call(SKILLS["stop"]),))
    question = context.question
    if question is not None:
        answer = _answer(text, question, situation)
        if answer is not None:
            return (
                answer if _drops(text, situation) else replace(answer, calls=(*answer.calls, *context.rest))
            )
    corrected = correction(text, situation, context)
    if corrected is not None:
        return Understood((corrected.call,), revises=corrected.revises)
    calls = _wanted(text, situation, context.call)
    if calls:
        return Understood(calls)
    followed = follow_up(text, situation, context)
    if followed is not None:
        return Understood((followed.call,))
    if question is not None and not question.again and len(text.split()) <= SHORT:
        return Understood(context.rest, replace(question, again=True))
    return None


def _wanted(text: str, situation: Situation, last: Call | None) -> tuple[Call, ...]:
    """The commands in a text, "it" being what was spoken of last."""
    calls = commands(text, situation)
    if last is None:
        return calls
    same = meant(text, last, situation)
    if same is not None and (not calls or calls[0].skill.name == "stop"):
        return (same,)
    return (carried(calls[0], last), *calls[1:]) if calls and calls[0].missing is not None else calls


def _answer(text: str, question: Question, situation: Situation) -> Understood | None:
    """What the user's answer to our question asks for; None where it is no answer."""
    if declined(text, situation.language, situation.identity.name):
        return Understood(phrase="question.left")
    free = any(p.slot.free for p in SKILLS[question.skill].parameters if p.name == question.parameter)
    if free and not question.options:
        calls = commands(text, situation)
        if calls:
            return Understood(calls)
    call = answered(text, question, situation)
    return None if call is None else Understood((call,), revises=question.revises, answers=True)


def _drops(text: str, situation: Situation) -> bool:
    """Whether an answer means everything that was asked for, and not only what the question was about: "stop"."""
    language, name = situation.language, situation.identity.name
    said = f"{heard_words(text, name)} "
    refuses = any(said.startswith(f"{refusal} ") for refusal in language.heard["refusing"])
    return declined(text, language, name) and not refuses
