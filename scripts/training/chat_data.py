"""What the chat model learns from: written conversations, filled in anew each time, and tools chosen for commands.

Every sample has the very form in which the program asks: the system prompt with name, user, date and hour, what is
remembered beside the question, the instructions for tools with the skills that fit. The conversations in dialogues/
were written one by one; beside them stand the drills for copying. No reply is about a crisis: those words are the
safety kernel's alone.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from hassil import recognize_all

from scripts.training import chat_drills
from scripts.training.chat_drills import DIALOGUES, drills, made_up, measured, plain, words
from scripts.training.chat_swaps import swapped
from scripts.training.places import TESTS
from scripts.training.wording import Wording, label
from voice_assistant import languages
from voice_assistant.bench.commands import NOW
from voice_assistant.bench.phrasings import Phrasing, agrees
from voice_assistant.dialogue.careful import asked
from voice_assistant.dialogue.fitting import fitting
from voice_assistant.dialogue.memory import Exchange, Memory
from voice_assistant.dialogue.prompt import Persona, messages
from voice_assistant.dialogue.tools import prompt_for
from voice_assistant.everyday import Everyday, Fact
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Call, Situation, Skill
from voice_assistant.skills.grammar import load, narrowed, read

PROMPT = (
    "You are {name}, a private voice assistant on this device. Answer in one or two short spoken sentences."
)
"""The system prompt that the model is made for; the catalog has the same."""
ROOM = 460
"""Tokens that a conversation may take: what it is trained on, less the answer."""

SITUATION = Situation(Instant(NOW), languages.load("en"), Everyday())
_GAP = re.compile(r"\{(\w+)\}")

Dialogue = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """What the model is shown, and what it is to answer."""

    shown: tuple[tuple[str, str], ...]
    """Messages as role and text."""
    answer: str
    earlier: float = 0.0
    """What the answers among the messages count."""


@cache
def written() -> tuple[tuple[float, list[Dialogue]], ...]:
    """The conversations, with how often each file's are drawn."""
    shares = {"facts": 1.4, "facts_2": 1.4, "refusals": 1.3, "self": 1.2, "plain_1": 1.5, "plain_2": 1.2}
    made, asked = [], measured()
    for path in sorted(DIALOGUES.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        rows = [row for row in rows if not asked & {plain(turn[0]) for turn in row["turns"]}]
        made.append((shares.get(path.stem, 1.0) * len(rows), rows))
    return tuple(made)


class Samples:
    """Draws samples.

    Args:
        seed: the same seed draws the same samples.
        count: how many tokens a text has.
    """

    def __init__(self, seed: int, count) -> None:
        self.dice, self.count = random.Random(seed), count
        self.wording = Wording(seed + 1)
        self.commands = list(_tool_calls())

    def __iter__(self) -> Iterator[Sample]:
        """Samples without end."""
        while True:
            kind = self.dice.random()
            if kind < 0.46:
                yield self.conversation()
            elif kind < 0.52:
                yield self.drill(chat_drills.topic)
            elif kind < 0.61:
                yield self.drill(chat_drills.pair)
            elif kind < 0.65:
                yield self.drill(chat_drills.echo)
            elif kind < 0.74:
                yield self.clock()
            else:
                yield self.tool()

    def conversation(self) -> Sample:
        """A written conversation up to one of its turns."""
        files = written()
        row = self.dice.choice(self.dice.choices(files, [share for share, _ in files])[0][1])
        row = swapped(row, self.dice, lambda: made_up(self.dice))
        return self._sample(row, self.dice.randrange(len(row["turns"])))

    def _sample(self, row: Dialogue, place: int) -> Sample:
        dice, now = self.dice, self._moment(row.get("hour"))
        persona = Persona(self._itself(), self._user(), PROMPT)
        filled = {
            "name": persona.name,
            "user": persona.user or "there",
            "weekday": f"{now:%A}",
            "day": str(now.day),
            "month": f"{now:%B}",
            "year": str(now.year),
            "hour": str(now.hour),
        }

        def fill(text: str, *, said: bool) -> str:
            text = _GAP.sub(lambda gap: str(filled.get(gap[1], gap[1])), text)
            return self._typed(text) if said else text

        turns = [(fill(turn[0], said=True), fill(turn[1], said=False)) for turn in row["turns"][: place + 1]]
        facts = row["turns"][place][2] if len(row["turns"][place]) > 2 else ()
        facts = [Fact(text, now) for text in facts]
        if facts:
            dice.shuffle(facts)
        before = Memory(tuple(Exchange(user, assistant) for user, assistant in turns[:-1]))
        said, answer = turns[-1]
        if not persona.user and "{user}" in row["turns"][place][1]:
            answer = row.get("unknown", answer)
        shown = messages(persona, before, said, now, self.count, ROOM, ())
        if facts:  # shown whether or not their words meet, as a fact is that is asked for in other words
            listed = "; ".join(fact.text for fact in facts)
            shown[-1] = type(shown[-1])("user", f"{said}\n(You remember: {listed}.)")
        plain = all(len(turn) < 3 for turn in row["turns"][:place])
        return Sample(
            tuple((message.role, message.content) for message in shown), answer, 0.3 if plain else 0.0
        )

    def drill(self, kind: Callable[[random.Random], chat_drills.Turns]) -> Sample:
        """A drill of a kind."""
        turns = kind(self.dice)
        return self._sample({"turns": turns}, len(turns) - 1)

    def clock(self) -> Sample:
        """A drill: its own name, the user's, the date and the hour; up to four of them in a row."""
        dice = self.dice
        kinds = [*dice.choices(("itself", "clock"), k=dice.choice((0, 0, 1, 2, 3)))]
        # Whoever has no name can only be asked for it last: what is answered then is put there alone.
        kinds.append(dice.choice(("itself", "user", "clock")))
        turns = [list(dice.choice(list(drills()[kind].items()))) for kind in kinds]
        made = self._sample({"turns": turns, "unknown": "You haven't told me your name."}, len(turns) - 1)
        return replace(made, earlier=1.0)

    def tool(self) -> Sample:
        """A skill chosen for a command, or none."""
        dice = self.dice
        if dice.random() < 0.2:
            text, name, words = dice.choice(self.wording.material.talk), "", {}
        elif dice.random() < 0.6:
            text, name, words = dice.choice(self.commands)
        else:
            text, name, words = self._from_template()
        fits = list(fitting(text))
        if not fits:
            if not name:
                return self.tool()
            fits = [load()[name]]
        if name and load()[name] not in fits and dice.random() < 0.8:
            fits = [load()[name], *fits][:4]
        if dice.random() < 0.1:  # likeliest first, as the program shows them, but not always
            dice.shuffle(fits)
        chosen: dict[str, Any] = {"tool": "none"}
        if name in [skill.name for skill in fits]:
            chosen = {"tool": name, "arguments": _in_order(load()[name], words)}
        while len(fits) > 1 and self.count(prompt_for(fits)) > ROOM - 60:
            gone = fits.pop()
            if gone.name == name:
                chosen = {"tool": "none"}
        shown = (("system", prompt_for(fits)), ("user", text))
        return Sample(shown, json.dumps(chosen, ensure_ascii=False))

    def _from_template(self) -> tuple[str, str, dict[str, str]]:
        for _ in range(50):
            text = label(self.wording._template())  # noqa: SLF001 - the same sentences that the recogniser hears
            found = list(_called(text)) if text and text not in self.wording.material.banned else []
            if found:
                return found[0]
        return self.dice.choice(self.commands)

    def _moment(self, hour: int | None) -> datetime:
        dice = self.dice
        day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=dice.randrange(4000))
        return day.replace(hour=dice.randrange(24) if hour is None else hour)

    def _itself(self) -> str:
        if self.dice.random() < chat_drills.MADE_UP:
            return made_up(self.dice).capitalize()
        return self.dice.choice(words("assistants"))

    def _user(self) -> str:
        kind = self.dice.random()
        return (
            ""
            if kind < 0.1
            else self.dice.choice(words("users"))
            if kind < 0.6
            else made_up(self.dice).capitalize()
        )

    def _typed(self, text: str) -> str:
        """Now and then as somebody types it, and not as speech recognition writes it."""
        if self.dice.random() < 0.7:
            return text
        text = text[:1].upper() + text[1:]
        text = re.sub(r"\bi\b", "I", text)
        asks = text.split(" ")[0].lower() in ASKING
        return text + ("?" if asks else self.dice.choice((".", "", "!")))


ASKING = (
    "what who when where why how which whose do does did is are can could will would should have has".split()
)


def _in_order(skill: Skill, words: Mapping[str, str]) -> dict[str, str]:
    """The arguments of a call in the order in which the grammar lets them come; those that it needs are there."""
    return {
        place.name: words.get(place.name, "")
        for place in skill.parameters
        if place.required or place.name in words
    }


@cache
def _tool_calls() -> tuple[tuple[str, str, dict[str, str]], ...]:
    """Commands that somebody wrote, with the skill and the words of its values."""
    made = []
    for path in sorted(TESTS.glob("phrasings/development*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "skill" not in row or "after" in row:
                continue
            found = [one for one in _called(row["say"]) if one[1] == row["skill"]]
            right = Phrasing(row["say"], (), ((row["skill"], row.get("values", {})),))
            if found and agrees((_call(found[0]),), right, SITUATION):
                made.append(found[0])
            elif not row.get("values"):
                made.append((row["say"], row["skill"], {}))
    return tuple(made)


def _called(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What a text calls, by the grammar: the best match's skill, and the words in its places."""
    matches = []
    for result in recognize_all(text, narrowed().narrowed(text)):
        matches.append(result)
        if len(matches) > 40:
            break
    matches.sort(key=lambda one: one.text_chunks_matched, reverse=True)
    for result in matches:
        words = {entity.name: entity.text.strip(" .?!,") for entity in result.entities_list}
        found = text, result.intent.name, words
        if all(value and value in text for value in words.values()) and _call(found) is not None:
            yield text, result.intent.name, _as_shown(found)
            return


def _as_shown(found: tuple[str, str, dict[str, str]]) -> dict[str, str]:
    """The same call with the parameters of the example that is shown with the tool, where they take these words, too.

    A skill has several for what its sentences say in different ways; one is enough for a model to choose.
    """
    text, name, words = found
    skill, meant = load()[name], _call(found)
    shown = [place.name for place in skill.parameters if f"{{{place.name}}}" in skill.sentences[0]]
    for old in [old for old in words if old not in shown]:
        for new in [new for new in shown if new not in words]:
            other = {(new if key == old else key): value for key, value in words.items()}
            call = _call((text, name, other))
            if meant is not None and call is not None and asked([meant]) == asked([call]):
                words = other
                break
    return words


def _call(found: tuple[str, str, dict[str, str]]) -> Call | None:
    return read(load()[found[1]], found[2], SITUATION)
