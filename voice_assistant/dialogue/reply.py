"""From a transcript to the sentences of the reply.

    safety ──> doubt ──> skills ──> tools ──> skills, less sure ──> language model ──> clauses ──> speakable

Nothing acts in here: effects are yielded as values, and the caller sends back what came of them. Every `yield`
is a place where the reply can be interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from voice_assistant.dialogue.answers import heard_words
from voice_assistant.dialogue.calls import run
from voice_assistant.dialogue.careful import LASTING, careful
from voice_assistant.dialogue.clauses import clauses
from voice_assistant.dialogue.context import Context, World
from voice_assistant.dialogue.doubt import UNLIKELY, UNSURE, Verdict, ask_back, judge
from voice_assistant.dialogue.finished import ending
from voice_assistant.dialogue.guessing import guess
from voice_assistant.dialogue.intents import Understood, understand
from voice_assistant.dialogue.markup import strip_markup
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.noted import Noted, by_the_kernel, kernel_line
from voice_assistant.dialogue.prompt import Persona, messages
from voice_assistant.dialogue.speakable import speakable
from voice_assistant.dialogue.thinker import Thinker
from voice_assistant.dialogue.tools import decide, fitting
from voice_assistant.languages import Language
from voice_assistant.safety import assess, follow_up, suspect
from voice_assistant.safety.guards import Guard
from voice_assistant.safety.state import QUESTION_S
from voice_assistant.safety.topics import topic
from voice_assistant.skills import Call, Identity, Question, Situation
from voice_assistant.skills.slots import Parameter
from voice_assistant.vocabulary import Effect, Sentence, Tier, Transcript

PARTING = frozenset({"goodbye", "stop"})
"""Skills after which nothing is asked."""


DOUBTING = frozenset({"claim", "unusual_belief"})
"""Topics whose replies leave open whether it is so."""

ASSENTS = frozenset(
    "yes yeah yep no nope absolutely sure exactly certainly indeed definitely right correct true".split()
) | {"of course", "oh yes"}
"""What may agree with anything."""

SHADOW = 4
"""Exchanges that the guards look back on once there was a reason to worry."""

CRISIS_WORDS = "crisis words"
"""The guards' reason to refuse what only the safety kernel may say."""


Step = Noted | Sentence | Effect | Context | None
"""What a reply yields. A context is remembered with the turn. None: a step was done, nothing is to be said yet."""


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
    tools: bool = False
    """Whether the language model can be trusted to choose a skill."""
    identity: Identity = field(default_factory=Identity)
    """What it can say about itself."""
    by_words: bool = False
    """Whether it tells how finished words sound."""

    def reply(
        self,
        transcript: Transcript,
        voiced: float,
        memory: Memory,
        world: World,
        cancelled: Callable[[], bool] = lambda: False,
        noted: Noted | None = None,
    ) -> Generator[Step, Any, None]:
        """Answer what was said.

        Args:
            transcript: what was said.
            voiced: share of the utterance that held speech, 0 to 1; 1 for typed words.
            memory: the conversation so far.
            world: the moment, and what is kept.
            cancelled: asked while the language model evaluates its prompt.
            noted: what `note` made of this turn, where it was asked before.

        Yields:
            `Noted` first; then sentences, and effects, whose results are to be sent in; at last a `Context`.

        Raises:
            ThinkingError: the language model failed.
        """
        noted = noted or self.note(transcript, voiced, memory, world)
        yield noted
        if noted.lines:
            yield replace(memory.context, question=None, rest=())
            yield from noted.lines
        elif noted.verdict is Verdict.ASK:
            yield from self._say(ask_back(self.language, memory, self.identity))
        elif noted.verdict is Verdict.BELIEVE:
            situation = self._situation(memory, world)
            if noted.understood is not None:
                yield from self._do(noted.understood, situation, memory.context)
            else:
                yield from self._think(transcript, situation, memory, noted, cancelled)
            yield from noted.after

    def note(self, transcript: Transcript, voiced: float, memory: Memory, world: World) -> Noted:
        """What to make of a turn before anything is said: the safety kernel first. Takes a few milliseconds.

        Args: as for `reply`.
        """
        now = world.instant.now.timestamp()
        said = [exchange.user for exchange in memory.exchanges if now - exchange.at <= QUESTION_S]
        assessment = assess(transcript, memory.safety, now, self.country, said)
        if assessment.lines:
            return by_the_kernel(assessment, memory.safety)
        verdict = judge(transcript, voiced, self.unsure)
        understood, sounds = None, None
        if verdict is Verdict.BELIEVE:
            context = memory.context.fresh(now)
            situation = self._situation(memory, world)
            understood = understand(transcript.text, situation, context)
            if understood is not None:
                understood = careful(
                    understood, transcript, self.language, lambda words: understand(words, situation, context)
                )
                verdict = verdict if understood is not None else Verdict.ASK
            asks = understood is not None and understood.question is not None
            if (
                self.by_words
                and verdict is Verdict.BELIEVE
                and not asks
                and transcript.confidence >= UNLIKELY
            ):
                sounds = ending(transcript.text, understood, self.language, self.identity.name)
        # What nobody said to us answers no question of ours.
        safety = memory.safety if verdict is Verdict.DROP else assessment.state
        name = understood.skill if understood is not None else None
        noted = Noted(assessment.tier, safety, name, verdict=verdict, understood=understood, ending=sounds)
        asking = follow_up(safety, now, self.country)
        if asking is None or verdict is not Verdict.BELIEVE or name in PARTING:
            return noted
        line, asked = asking
        return replace(noted, safety=asked, unheard=safety, after=(kernel_line(line),))

    def _situation(self, memory: Memory, world: World) -> Situation:
        return Situation(
            world.instant,
            self.language,
            world.everyday,
            memory.last_reply,
            memory.last_heard,
            memory.context.done,
            self.identity,
        )

    # ------------------------------------------------------------ skills

    def _do(
        self, understood: Understood, situation: Situation, context: Context
    ) -> Generator[Step, Any, None]:
        """Run what was understood, in order; ask for what is missing."""
        at = situation.now.timestamp()
        context = replace(context.fresh(at), question=None, rest=(), at=at)
        yield context  # whatever becomes of this turn, what was asked before is answered or dropped
        question, calls = understood.question, understood.calls
        if understood.phrase:
            yield from self._say(self.language.phrase(understood.phrase))
        in_place = understood.revises
        while calls and question is None:
            call, calls = calls[0], calls[1:]
            if call.missing is not None:
                question = self._ask_for(call, call.missing)
                context = replace(context, call=call, made=False)
            else:
                situation, context, question = yield from run(call, situation, context, in_place=in_place)
                in_place = False
                yield replace(context, rest=calls)
        yield replace(context, question=question, rest=calls)
        if question is not None:
            yield from self._say(question.text)

    def _ask_for(self, call: Call, missing: Parameter) -> Question:
        phrases = self.language.phrases
        own = f"ask.{call.skill.name}.{missing.name}"
        key = own if own in phrases else f"ask.{missing.slot.name}"
        return Question(self.language.phrase(key), call.skill.name, call.values, missing.name)

    # ------------------------------------------------------------ the language model

    def _think(
        self,
        transcript: Transcript,
        situation: Situation,
        memory: Memory,
        noted: Noted,
        cancelled: Callable[[], bool],
    ) -> Generator[Step, Any, None]:
        """Let the language model choose a skill or talk; less sure matches where it does not choose.

        Some matters never reach it: what is said of them is written by hand.
        """
        about = topic(transcript.text)
        # Who fears somebody is not asked how the other side would tell it.
        if about is not None and not (noted.safety.quiet and about.name in DOUBTING):
            yield replace(memory.context.fresh(situation.now.timestamp()), question=None, rest=())
            yield from self._say(about.replies[len(memory.exchanges) % len(about.replies)])
            return
        understood = None
        if self.thinker is not None and self.tools:
            understood = yield from self._choose(self.thinker, transcript.text, situation, cancelled)
        understood = understood or self._guess(transcript, situation, memory.context)
        if understood is not None:
            yield from self._do(understood, situation, memory.context)
        elif self.thinker is None:
            yield from self._lack(transcript.text, memory.context, situation.now.timestamp())
        else:
            yield from self._talk(self.thinker, transcript.text, situation, memory, noted, cancelled)

    def _choose(
        self, thinker: Thinker, text: str, situation: Situation, cancelled: Callable[[], bool]
    ) -> Generator[Step, Any, Understood | None]:
        fits = fitting(text)
        if not fits:
            return None
        decision = yield from decide(thinker, text, fits, situation, cancelled)
        if decision.call is not None:
            call = decision.call
            if not call.skill.ask_first:
                return Understood((call,))
            return Understood(question=Question(self._whether(call), call.skill.name, call.values))
        if decision.skill is not None and decision.missing is not None:
            return Understood(question=self._ask_for(Call(decision.skill, decision.values), decision.missing))
        return None

    def _guess(self, transcript: Transcript, situation: Situation, context: Context) -> Understood | None:
        """What was probably meant; asked about first where it would leave something behind."""
        last = context.fresh(situation.now.timestamp()).call
        guessed = guess(transcript, situation, last)
        if guessed is None:
            return None
        if not LASTING & set(guessed.call.skill.effects):
            return Understood((guessed.call,))
        call = guessed.call
        if call.missing is not None:
            return Understood((call,))  # asks for that, which is question enough
        text = self.language.phrase("question.heard", words=guessed.words.strip(" .!?,"))
        if not guessed.heard:
            text = self._whether(call)
        return Understood(question=Question(text, call.skill.name, call.values))

    def _whether(self, call: Call) -> str:
        """Ask whether a skill is what was meant."""
        return self.language.phrase(
            "question.meant", what=call.skill.summary.rstrip(".").split(",")[0].lower()
        )

    def _lack(self, text: str, context: Context, at: float) -> Generator[Step, Any, None]:
        """Say that this is beyond us; the first time also what is missing. Manners need no language model."""
        for manners in ("greeting", "thanks"):
            if heard_words(text, self.identity.name) in self.language.heard[manners]:
                yield from self._say(self.language.phrase(f"manners.{manners}"))
                return
        phrase = "cannot" if "no_llm" in context.told else "no_llm"
        yield replace(context.fresh(at), question=None, rest=(), told=context.told | {"no_llm"})
        yield from self._say(self.language.phrase(phrase))

    def _talk(
        self,
        thinker: Thinker,
        said: str,
        situation: Situation,
        memory: Memory,
        noted: Noted,
        cancelled: Callable[[], bool],
    ) -> Generator[Step, Any, None]:
        at = situation.now.timestamp()
        yield replace(memory.context.fresh(at), question=None, rest=())
        chat = messages(
            self.persona, memory, said, situation.now, thinker.tokens, thinker.room, situation.everyday.facts
        )
        # In the shadow of something grave, what it is about is what was said before, too.
        before = (
            [exchange.user for exchange in memory.exchanges[-SHADOW:]] if noted.tier is not Tier.NONE else []
        )
        guard, spoken = Guard(". ".join([*before, said])), False
        for clause in _joined(clauses(thinker.generate(chat, cancelled))):
            if clause and (reason := guard.refuses(clause)):
                instead = guard.replacement(reason, len(memory.exchanges))
                yield from self._instead(reason, instead, noted, at)
                return
            text = speakable(clause, self.language.code) if clause else ""
            spoken = spoken or bool(text)
            yield Sentence(text, strip_markup(clause or "")) if text else None
        if not spoken and not cancelled():
            yield from self._say(self.language.phrase("no_answer"))

    def _instead(self, reason: str, instead: str, noted: Noted, at: float) -> Generator[Step, Any, None]:
        """What is said in place of a draft that must not be spoken.

        A model that can be trusted and begins to write about a crisis has noticed something: the kernel asks.
        """
        if reason == CRISIS_WORDS and self.tools and noted.tier is Tier.NONE:
            raised = by_the_kernel(suspect(noted.safety, at, self.country), noted.safety)
            yield raised
            yield from raised.lines
        else:
            yield from self._say(instead)

    def _say(self, text: str) -> Generator[Step, Any, None]:
        yield Sentence(speakable(text, self.language.code), text)


def _joined(clauses: Iterable[str | None]) -> Generator[str | None]:
    """Clauses, where a bare yes is not said before it is known what it agrees with."""
    held = ""
    for clause in clauses:
        whole = f"{held} {clause}".strip() if clause else ""
        held = whole if whole.lower().rstrip(" .!,") in ASSENTS else held if not clause else ""
        yield None if held or not whole else whole
    if held:
        yield held
