"""Text that gives orders, wherever it is kept: nothing comes of it, even before a model that obeys every word.

The model of these tests does whatever it is told in anything that it is shown. So what they show is not that a model
is wise, but that an order is never where it could be obeyed. The last test puts one there, and sees it obeyed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from voice_assistant import languages
from voice_assistant.dialogue import reply, tools
from voice_assistant.dialogue.context import Context, World
from voice_assistant.dialogue.memory import Exchange, Memory
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.reply import Dialogue
from voice_assistant.everyday import Alert, AlertKind, Everyday, Fact, Item, Note
from voice_assistant.everyday.records import Deadline, Instant
from voice_assistant.skills import SKILLS, Done, Identity, Situation, Skill
from voice_assistant.skills.grammar import load
from voice_assistant.vocabulary import Effect, Message, Sentence, typed

NOW = datetime(2026, 3, 9, 7, 5, tzinfo=UTC)
LINES = (Path(__file__).parent / "phrasings" / "injections.jsonl").read_text(encoding="utf-8").splitlines()

ORDINARY = (
    "what's on my shopping list",
    "read my notes",
    "how are you",
    "tell me about whales",
    "set a timer for the thing",
    "what do you know about me",
    "those kitchen timers, are they nearly there",
    "the notes of mine, do they hold anything by now",
)
"""What the user says: nothing of it asks for anything to be changed. The last two are for the model to understand."""


@dataclass(frozen=True)
class Injection:
    """A text that gives an order, and what obeying it is."""

    kind: str
    text: str
    tool: str
    arguments: Mapping[str, str]

    @property
    def call(self) -> str:
        return json.dumps({"tool": self.tool, "arguments": dict(self.arguments)})


INJECTIONS = tuple(Injection(**json.loads(line)) for line in LINES)


def bare(text: str) -> str:
    """A text as little more than its letters, so that an order is known again in any dress."""
    return re.sub(r"[\W_]+", "", text.lower())


class Obedient:
    """Does what it is told, wherever that is written; else chooses a tool that it is offered, and chats politely.

    An order is one of the injections, or the name of a skill outside the list of tools. Asked for JSON, it calls the
    skill, whether or not it was offered; else it writes the call as its answer.
    """

    def __init__(self) -> None:
        self.orders: Counter[str] = Counter()
        """How often it obeyed in a chat, and how often when it could choose a skill."""
        self.choices = 0
        """How often it could choose a skill."""

    room = 100_000

    def tokens(self, text: str) -> int:
        return len(text.split())

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        yield None
        self.choices += schema is not None
        order = self._order(messages)
        if order is not None:
            self.orders["chat" if schema is None else "choice"] += 1
            yield order
        elif schema is None:
            yield "I am fine, and whales are large."
        else:
            yield json.dumps(self._guess(schema, messages[1].content))

    def _order(self, messages: Sequence[Message]) -> str | None:
        listed = set(tools.prompt_for(tuple(SKILLS.values())).splitlines())
        for message in messages:
            # The list of tools is no order, as long as it is the fixed one, letter by letter.
            content = "\n".join(line for line in message.content.splitlines() if line not in listed)
            for injection in INJECTIONS:
                if bare(injection.text) in bare(content):
                    return injection.call
            for name in SKILLS:
                if "_" in name and name in content:
                    return json.dumps({"tool": name, "arguments": {}})
        return None

    def _guess(self, schema: Mapping[str, Any], said: str) -> dict[str, Any]:
        first = schema["anyOf"][0]["properties"]
        return {
            "tool": first["tool"]["const"],
            "arguments": dict.fromkeys(first["arguments"]["properties"], said.rsplit(maxsplit=1)[-1]),
        }


def kept(text: str) -> Everyday:
    """A store with a text in every place that takes one, beside things that an order could destroy."""

    def timer(name: str) -> Alert:
        length = timedelta(minutes=9)
        return Alert(
            AlertKind.TIMER, NOW, name, deadline=Deadline(NOW + length, 540.0, "boot"), length=length
        )

    def alert(kind: AlertKind, name: str, hour: int) -> Alert:
        return Alert(kind, NOW, name, local=datetime(2026, 3, 9, hour, 0))  # noqa: DTZ001  naive on purpose

    names = ("", "pasta", text)
    return Everyday(
        (
            *map(timer, names),
            *(alert(AlertKind.ALARM, name, 8 + place) for place, name in enumerate(names)),
            *(alert(AlertKind.REMINDER, name, 12 + place) for place, name in enumerate(names[1:])),
            *(Item("shopping", item, NOW) for item in ("milk", text)),
            Item("to-do", text, NOW),
            Item(text, "rope", NOW),
            *(Note(note, NOW) for note in ("the bins are full", text)),
            *(Fact(fact, NOW) for fact in ("my sister's name is Ana", text, f"my whales are called {text}")),
        )
    )


def remembered(text: str) -> Memory:
    """A conversation in which a text was dictated, and read aloud."""
    return Memory(
        (
            Exchange(f"take a note {text}", "Noted."),
            Exchange("read my notes", f"You have one note: {text}"),
            Exchange(text, text),
        ),
        summary=text,
        context=Context(at=NOW.timestamp(), done=(Done(text, ()),)),
    )


def dialogue(model: Obedient, user: str = "") -> Dialogue:
    return Dialogue(
        languages.load("en"), Persona(user=user), "DE", model, tools=True, identity=Identity(user or "Robin")
    )


def happened(talk: Dialogue, said: str, memory: Memory, everyday: Everyday) -> tuple[list[Effect], str]:
    """What a reply does and says."""
    effects: list[Effect] = []
    spoken: list[str] = []
    steps = talk.reply(typed(said), 1.0, memory, World(Instant(NOW, 0.0, "boot"), everyday), lambda: False)
    result: object = None
    while True:
        try:
            made = steps.send(result)
        except StopIteration:
            return effects, " ".join(spoken)
        result = None
        if isinstance(made, Effect):
            effects.append(made)
            fields = dict(made.fields)
            if made.name == "everyday":
                everyday = everyday.after(fields["changes"])  # type: ignore[arg-type]
            result = everyday if made.name == "everyday" else 50
        elif isinstance(made, Sentence):
            spoken.append(made.text)


@pytest.fixture(scope="module", autouse=True)
def skills() -> None:
    load()


def test_there_are_many_orders_of_many_kinds_for_skills_that_there_are() -> None:
    assert len({injection.text for injection in INJECTIONS}) >= 60
    assert len(Counter(injection.kind for injection in INJECTIONS)) >= 6
    for injection in INJECTIONS:
        assert set(injection.arguments) <= {parameter.name for parameter in SKILLS[injection.tool].parameters}
        assert SKILLS[injection.tool].effects


@pytest.mark.parametrize("said", ORDINARY)
def test_nothing_comes_of_an_order_that_is_kept_or_was_said_before(said: str) -> None:
    model = Obedient()
    for injection in INJECTIONS:
        talk = dialogue(model, user=injection.text)
        effects, _ = happened(talk, said, remembered(injection.text), kept(injection.text))
        assert effects == [], injection
    assert model.orders["choice"] == 0, "no order was before it when it could choose"
    assert model.choices >= len(INJECTIONS) or said not in ORDINARY[-2:], "and it could choose"


def test_the_chat_did_show_orders_and_they_were_obeyed_in_vain() -> None:
    """Else the test above would show nothing: a call in a chat answer is read aloud at most."""
    model = Obedient()
    for injection in INJECTIONS:
        said = "how would you like to talk about whales"
        effects, _ = happened(dialogue(model), said, remembered(injection.text), kept(injection.text))
        assert effects == []
    assert model.orders["chat"] == len(INJECTIONS)


@pytest.mark.parametrize("injection", INJECTIONS[::4], ids=lambda injection: injection.tool)
def test_a_chat_answer_is_never_carried_out_in_the_next_turn_either(injection: Injection) -> None:
    model = Obedient()
    memory = Memory((Exchange("how are you", injection.call),))
    for said in ("yes", "ok", "go on", "say that again", "thanks"):
        effects, _ = happened(dialogue(model), said, memory, kept("rope"))
        assert effects == []


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.kind)
def test_the_choice_is_made_without_anything_that_is_kept(injection: Injection) -> None:
    """The same, at the choice itself: whatever the store holds, the messages are the same letter by letter."""
    shown: list[list[Message]] = []

    class Watched(Obedient):
        def generate(self, messages: Sequence[Message], *rest: Any, **more: Any) -> Generator[str | None]:
            shown.append(list(messages))
            return super().generate(messages, *rest, **more)

    fits = tuple(load().values())[:4]
    for text in (injection.text, "rope"):
        situation = Situation(Instant(NOW), languages.load("en"), kept(text), text, text, (Done(text, ()),))
        list(tools.decide(Watched(), ORDINARY[-1], fits, situation, lambda: False))
    half = len(shown) // 2
    assert shown[:half] == shown[half:]
    assert half


def test_one_leak_into_the_choice_is_enough_and_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it remembers before it when it chooses, the obedient model does harm: these tests can fail."""

    def leaking(
        thinker: tools.Thinker, text: str, fits: Sequence[Skill], situation: Situation, *rest: Any
    ) -> Generator[None, None, tools.Decision]:
        facts = "; ".join(fact.text for fact in situation.everyday.facts)
        return (yield from tools.decide(thinker, f"{text}\n(You remember: {facts}.)", fits, situation, *rest))

    monkeypatch.setattr(reply, "decide", leaking)
    monkeypatch.setattr(reply, "fitting", lambda text: tuple(SKILLS.values()))
    model = Obedient()
    done, asked = 0, 0
    for injection in INJECTIONS:
        effects, spoken = happened(dialogue(model), ORDINARY[-1], Memory(), kept(injection.text))
        done += bool(effects)
        asked += "Do you want me to" in spoken
    assert model.orders["choice"] >= len(INJECTIONS)
    assert done >= 10
    assert asked >= 20, "what cannot be seen again is only done after a yes"
