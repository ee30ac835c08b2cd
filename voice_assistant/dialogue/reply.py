"""From a transcript to the sentences of the reply.

    safety ──> doubt ──> skills ──> language model ──> clauses ──> speakable

Nothing acts in here: effects are yielded as values, and the caller sends back what came of them. Every `yield`
is a place where the reply can be interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from voice_assistant.dialogue.clauses import clauses
from voice_assistant.dialogue.doubt import UNSURE, Verdict, judge
from voice_assistant.dialogue.markup import strip_markup
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.prompt import Persona, messages
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.languages import Language
from voice_assistant.safety import SafetyState, aloud, assess
from voice_assistant.skills import Match, Situation, match
from voice_assistant.vocabulary import Effect, Message, Sentence, Tier, Transcript


class Thinker(Protocol):
    """As much of a language model as a reply needs; `llm.LanguageModel` has the promises."""

    def generate(self, messages: Sequence[Message], cancelled: Callable[[], bool]) -> Generator[str | None]:
        """Yield the answer piece by piece."""
        ...

    def tokens(self, text: str) -> int:
        """How many tokens a text takes."""
        ...

    @property
    def room(self) -> int:
        """How many tokens the messages may take."""
        ...


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
    unheard: SafetyState | None = None
    """What it will remember instead of `safety` if its lines are not heard to their end."""
    verdict: Verdict = Verdict.BELIEVE
    """Whether what was heard is believed: else it was not said to us, or is asked back."""
    called: Match | None = None
    """The skill that was called, and with what."""


Step = Noted | Sentence | Effect | None
"""What a reply yields. None: a step was done, and nothing is to be said yet."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What stays the same from reply to reply."""

    language: Language
    persona: Persona
    country: str = ""
    """Where the user is, for the numbers to call: ISO 3166 alpha-2, empty where unknown."""
    thinker: Thinker | None = None
    """The language model; without one, only skills answer."""
    unsure: float = UNSURE
    """Mean log-probability below which the recogniser guesses, and is asked back."""

    def reply(
        self,
        transcript: Transcript,
        voiced: float,
        memory: Memory,
        now: datetime,
        cancelled: Callable[[], bool] = lambda: False,
        noted: Noted | None = None,
    ) -> Generator[Step, Any, None]:
        """Answer what was said.

        Args:
            transcript: what was said.
            voiced: share of the utterance that held speech, 0 to 1; 1 for typed words.
            memory: the conversation so far.
            now: local date and time.
            cancelled: asked while the language model evaluates its prompt.
            noted: what `note` made of this turn, where it was asked before.

        Yields:
            `Noted` first; then sentences, and effects, whose results are to be sent in.

        Raises:
            ThinkingError: the language model failed.
        """
        noted = noted or self.note(transcript, voiced, memory, now)
        yield noted
        if noted.lines:
            yield from noted.lines
        elif noted.verdict is Verdict.ASK:
            yield from self._say(self._ask_back(memory.last_reply))
        elif noted.called is not None:
            yield from self._run(noted.called, Situation(now, self.language, memory.last_reply))
        elif noted.verdict is Verdict.BELIEVE:
            yield from self._think(transcript.text, memory, now, cancelled)

    def note(self, transcript: Transcript, voiced: float, memory: Memory, now: datetime) -> Noted:
        """What to make of a turn before anything is said: the safety kernel first. Takes a few milliseconds.

        Args: as for `reply`.
        """
        assessment = assess(transcript, memory.safety, now.timestamp(), country=self.country)
        if assessment.lines:
            return Noted(
                assessment.tier,
                assessment.state,
                quiet=assessment.quiet,
                lines=tuple(Sentence(speakable(aloud(line)), line) for line in assessment.lines),
                unheard=memory.safety.unheard(assessment.state),
            )
        verdict = judge(transcript, voiced, self.unsure)
        called = match(transcript.text) if verdict is Verdict.BELIEVE else None
        # What nobody said to us answers no question of ours.
        safety = memory.safety if verdict is Verdict.DROP else assessment.state
        name = called.skill.name if called else None
        return Noted(assessment.tier, safety, name, verdict=verdict, called=called)

    def _ask_back(self, last: str) -> str:
        """A way to say that nothing was understood; another one than last time."""
        variants = self.language.variants("not_understood")
        return variants[(variants.index(last) + 1) % len(variants)] if last in variants else variants[0]

    def _run(self, called: Match, situation: Situation) -> Generator[Step, Any, None]:
        steps = called.run(situation)
        result: Any = None
        while True:
            try:
                made = steps.send(result)
            except StopIteration:
                return
            result = None
            if isinstance(made, Effect):
                result = yield made
            else:
                yield from self._say(made)

    def _think(
        self, said: str, memory: Memory, now: datetime, cancelled: Callable[[], bool]
    ) -> Generator[Step, Any, None]:
        if self.thinker is None:
            yield from self._say(self.language.phrase("no_llm"))
            return
        chat = messages(self.persona, memory, said, now, self.thinker.tokens, self.thinker.room)
        spoken = False
        for clause in clauses(self.thinker.generate(chat, cancelled)):
            text = speakable(clause, self.language.code) if clause else ""
            spoken = spoken or bool(text)
            yield Sentence(text, strip_markup(clause or "")) if text else None
        if not spoken and not cancelled():
            yield from self._say(self.language.phrase("no_answer"))

    def _say(self, text: str) -> Generator[Step, Any, None]:
        yield Sentence(speakable(text, self.language.code), text)
