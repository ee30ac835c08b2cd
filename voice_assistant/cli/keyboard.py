"""The same dialogue by keyboard: typed lines in, answers out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from voice_assistant.dialogue import announcing
from voice_assistant.dialogue.context import Context, World
from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.noted import Noted
from voice_assistant.dialogue.prompt import FRAMING, messages
from voice_assistant.dialogue.reply import Dialogue, Step
from voice_assistant.errors import AssistantError, EngineError, InputError, StoreError, ThinkingError
from voice_assistant.everyday import AlertState, Change, Everyday, Preferences
from voice_assistant.everyday.file import Forgetful, Keeper
from voice_assistant.everyday.records import Instant
from voice_assistant.everyday.schedule import check, silenced
from voice_assistant.remembering import to_keep
from voice_assistant.safety import SafetyState, restored
from voice_assistant.sounding import with_mute, with_speed, with_volume
from voice_assistant.vocabulary import Effect, Sentence, Tier, typed


@dataclass(frozen=True, slots=True)
class Answer:
    """One turn by keyboard."""

    user: str
    reply: str
    """What it says, what is due first."""
    skill: str | None
    tier: Tier
    ended: bool
    """Whether the user said goodbye."""
    failure: AssistantError | None = None
    """What went wrong; the reply says so too."""
    due: str = ""
    """What rang or was missed, and is now told for good."""
    hides: bool = False
    """Whether nothing of the conversation is to be seen any more."""


@dataclass(slots=True)
class _Turn:
    """A turn under way."""

    noted: Noted
    sentences: list[str]
    context: Context | None = None
    forgets: bool = False
    """Whether the words of the conversation are forgotten after it."""
    sets_alert: bool = False
    """Whether there is an alert more."""
    hides: bool = False
    """Whether the screen is to be cleared."""


class Keyboard:
    """A typed conversation. What is written counts as heard.

    Args:
        dialogue: answers.
        clock: this moment, on every clock.
        keeper: keeps what is changed.
        everyday: what was kept so far.
        once: whether there is one turn only, so that nothing can be asked afterwards.
    """

    def __init__(
        self,
        dialogue: Dialogue,
        clock: Callable[[], Instant],
        keeper: Keeper | None = None,
        everyday: Everyday | None = None,
        *,
        once: bool = False,
    ) -> None:
        self._dialogue = dialogue
        self._clock = clock
        self._told = False
        self._keeper = keeper or Forgetful()
        self._everyday = everyday or Everyday()
        watch = self._everyday.watch
        safety = restored(watch.tier, watch.until) if watch else SafetyState()
        self._memory = Memory(safety=replace(safety, followed=safety.followed or once))
        # A keyboard conversation has no sound, but what is said of it is kept for one that has.
        self._effects: dict[str, Callable[..., object]] = {
            "everyday": self._change,
            "volume": lambda **fields: self._prefer(with_volume(self._preferences, **fields)).volume,
            "speed": lambda **fields: self._prefer(with_speed(self._preferences, **fields)).speed,
            "mute": self._mute,
        }

    def say(self, text: str) -> Answer:
        """One turn. One that fails is not remembered, and the conversation goes on."""
        instant = self._clock()
        due = self._due(instant)
        world = World(instant, self._everyday)
        turn = _Turn(Noted(Tier.NONE, self._memory.safety), [])
        failure: AssistantError | None = None
        steps = self._dialogue.reply(typed(text), 1.0, self._memory, world)
        result: Any = None
        try:
            while True:
                result = self._take(steps.send(result), turn)
        except StopIteration:
            pass
        except EngineError as error:
            failure = (self._too_long(text, world) if isinstance(error, ThinkingError) else None) or error
            turn.sentences.append(self._dialogue.language.phrase(failure.phrase))
        if turn.sets_alert and failure is None and not self._told:
            self._told = True  # once in a conversation is enough
            turn.sentences.append(self._dialogue.language.phrase("skill.rings_when_running"))
        reply = " ".join(turn.sentences)
        kept = ("", "") if failure else (text, reply)
        self._memory = self._memory.after(*kept, turn.noted.safety, turn.context)
        if turn.forgets:
            self._memory = self._memory.forgetting()
        self._watch(instant)
        noted = turn.noted
        shown = " ".join(filter(None, (due, reply)))
        return Answer(
            text, shown, noted.skill, noted.tier, noted.skill == "goodbye", failure, due, turn.hides
        )

    def _take(self, made: Step, turn: _Turn) -> object:
        """Do what one step of a reply asks for; what came of it."""
        match made:
            case Noted():
                turn.noted = made
            case Sentence():
                turn.sentences.append(_read(made))
            case Context():
                turn.context = made
            case Effect(name="forget"):
                turn.forgets = True
            case Effect(name="hide"):
                turn.forgets = turn.hides = True
            case Effect():
                before = self._everyday.alerts
                result = self._effects[made.name](**dict(made.fields))
                turn.sets_alert |= len(self._everyday.alerts) > len(before)
                return result
        return None

    # ------------------------------------------------------------ what is kept

    def _due(self, instant: Instant) -> str:
        """What has come due, as it is told here, where nothing can ring; then it is done with."""
        self._hold(check(self._everyday, instant))
        world, language = World(instant, self._everyday), self._dialogue.language
        sentences = (*announcing.ringing(world, language), *announcing.missed(world, language))
        told = (AlertState.RINGING, AlertState.MISSED)
        self._hold([silenced(alert) for alert in self._everyday.alerts if alert.state in told])
        return " ".join(map(_read, sentences))

    def _change(self, changes: Sequence[Change]) -> Everyday:
        self._keeper.keep(changes)
        self._everyday = self._everyday.after(changes)
        return self._everyday

    def _hold(self, changes: Sequence[Change]) -> None:
        """Make changes that hold even if they cannot be written."""
        self._everyday = self._everyday.after(changes)
        with suppress(StoreError):
            self._keeper.keep(changes)

    def _watch(self, instant: Instant) -> None:
        """Keep how worried the safety kernel is, or nothing where that is over or nobody is to find it."""
        changes = to_keep(self._memory.safety, self._everyday.watch, instant.now.timestamp())
        if changes:
            self._hold(changes)

    @property
    def _preferences(self) -> Preferences:
        return self._everyday.preferences

    def _prefer(self, wanted: Preferences) -> Preferences:
        self._hold([Change(self._preferences, wanted)])
        return wanted

    def _mute(self, *, on: bool) -> None:
        self._prefer(with_mute(self._preferences, on=on))

    # ------------------------------------------------------------ what is too long

    def _too_long(self, text: str, world: World) -> InputError | None:
        """Why the language model could not take a text, if it was the length."""
        thinker = self._dialogue.thinker
        if thinker is None:
            return None
        shown = messages(
            self._dialogue.persona, Memory(), text, world.instant.now, thinker.tokens, thinker.room
        )
        needed = sum(thinker.tokens(message.content) + FRAMING for message in shown)
        if needed <= thinker.room:
            return None
        return InputError(
            f"That is too long for the language model: it would take {needed} tokens, and there is room for "
            f"{thinker.room}; say it in fewer words."
        )


def _read(sentence: Sentence) -> str:
    """A sentence as it is read."""
    return sentence.shown.strip() or sentence.text
