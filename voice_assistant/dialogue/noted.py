"""What is found out about a turn before anything is said."""

from __future__ import annotations

from dataclasses import dataclass

from voice_assistant.dialogue.doubt import Verdict
from voice_assistant.dialogue.intents import Understood
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.safety import Assessment, SafetyState, aloud
from voice_assistant.vocabulary import Ending, Sentence, Tier


@dataclass(frozen=True, slots=True)
class Noted:
    """What a reply found out about its turn; comes before its words."""

    tier: Tier
    safety: SafetyState
    """What the safety kernel will remember once the turn is over and its lines were heard."""
    skill: str | None = None
    quiet: bool = False
    """Whether the words are to be shown and not spoken: somebody dangerous may be listening."""
    lines: tuple[Sentence, ...] = ()
    """The safety kernel's words, said in place of a reply; empty where the turn goes on as usual."""
    contact: str = ""
    """Whom to call, to be kept on the screen."""
    after: tuple[Sentence, ...] = ()
    """What the safety kernel asks after the usual reply."""
    unheard: SafetyState | None = None
    """What it will remember instead of `safety` if its lines are not heard to their end."""
    verdict: Verdict = Verdict.BELIEVE
    """Whether what was heard is believed: else it was not said to us, or is asked back."""
    understood: Understood | None = None
    """What is wanted of the skills; None where it is for the language model."""
    ending: Ending | None = None
    """How finished the words sound; None where they are asked about, where graver things are to be said, and where
    nobody wants to know."""


def by_the_kernel(assessment: Assessment, before: SafetyState) -> Noted:
    """A turn that the safety kernel answers.

    Args:
        assessment: what it made of the turn.
        before: what it remembered so far.
    """
    return Noted(
        assessment.tier,
        assessment.state,
        quiet=assessment.quiet,
        lines=tuple(map(kernel_line, assessment.lines)),
        contact=assessment.contact,
        unheard=before.unheard(assessment.state),
    )


def kernel_line(text: str) -> Sentence:
    """A line of the kernel's, as it is spoken and as it is read."""
    return Sentence(speakable(aloud(text)), text)
