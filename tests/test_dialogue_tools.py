"""A language model that chooses a skill: what it is shown, and what of its answers is believed."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import MODELS
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue import tools
from voice_assistant.dialogue.tools import Decision, decide, prompt_for, schema_of
from voice_assistant.errors import ThinkingError
from voice_assistant.everyday import Everyday, Fact, Item, Note
from voice_assistant.everyday.records import Instant
from voice_assistant.skills import Call, Done, Identity, Situation, Skill, Steps
from voice_assistant.skills.grammar import load
from voice_assistant.skills.slots import Parameter, Slot
from voice_assistant.vocabulary import Message

NOW = datetime(2026, 3, 9, 7, 5, tzinfo=UTC)
SITUATION = Situation(Instant(NOW), languages.load("en"))

MINUTES = {"five minutes": 5, "ten minutes": 10, "10 minutes": 10, "25 minutes": 25}
LENGTH = Slot("length", lambda said, _: MINUTES.get(said.lower()), "a length of time", "ten minutes")
NAME = Slot("name", lambda said, _: said.strip() or None, "a short name", "pasta")


def nothing(situation: Situation) -> Steps:
    yield ""


def skill(name: str, *parameters: Parameter, says: str = "", summary: str = "Do it.") -> Skill:
    return Skill(name, "test", summary, (says or name.replace("_", " "),), parameters, (), False, nothing)


BOIL = skill(
    "boil",
    Parameter("length", LENGTH, required=True),
    Parameter("name", NAME, required=False),
    says="boil something for {length}",
    summary="Boil something.",
)
RING = skill("ring_bell", summary="Ring the bell.")
SKILLS = (BOIL, RING)


class Model:
    """Writes what it is told to, one answer after the other."""

    def __init__(self, *answers: Sequence[str | None] | str | Mapping[str, Any], room: int = 100_000) -> None:
        self._answers = [json.dumps(answer) if isinstance(answer, Mapping) else answer for answer in answers]
        self.room = room
        self.asked: list[list[Message]] = []
        self.schemas: list[Mapping[str, Any] | None] = []
        self.read = 0
        self.closed = 0

    def tokens(self, text: str) -> int:
        return len(text)

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        self.asked.append(list(messages))
        self.schemas.append(schema)
        try:
            for piece in self._answers[len(self.asked) - 1]:
                self.read += 1
                yield piece
        finally:
            self.closed += 1


def call(tool: str, **arguments: Any) -> dict[str, Any]:
    return {"tool": tool, "arguments": arguments}


NONE = {"tool": "none"}


def decided(
    model: Model, said: str, skills: Sequence[Skill] = SKILLS, cancelled: Callable[[], bool] = lambda: False
) -> Decision:
    steps = decide(model, said, skills, SITUATION, cancelled)
    made: list[Decision] = []

    def whole() -> Generator[None]:
        made.append((yield from steps))

    assert set(whole()) <= {None}
    assert model.closed == len(model.asked)
    return made[0]


# ---------------------------------------------------------------- what it chooses


def test_a_call_is_read_from_the_users_own_words() -> None:
    model = Model(call("boil", length="ten minutes", name="eggs"))
    made = decided(model, "the eggs should cook for ten minutes")
    assert made == Decision(Call(BOIL, (("length", 10), ("name", "eggs"))), skill=BOIL)
    assert len(model.asked) == 1


def test_a_call_without_values() -> None:
    assert decided(Model(call("ring_bell")), "make it go ding") == Decision(Call(RING), skill=RING)


def test_none_is_nothing() -> None:
    model = Model(NONE)
    assert decided(model, "i was boiling with rage") == Decision()
    assert len(model.asked) == 1


def test_numbers_may_come_in_digits_or_in_words() -> None:
    for said in ("cook it twenty five minutes", "cook it 25 minutes", "cook it 25min... 25 minutes"):
        assert decided(Model(call("boil", length="25 minutes")), said).call == Call(BOIL, (("length", 25),))


@pytest.mark.parametrize("name", ["", None])
def test_what_is_left_out_is_left_out(name: str | None) -> None:
    arguments = {"length": "ten minutes"} | ({} if name is None else {"name": name})
    made = decided(Model(call("boil", **arguments)), "ten minutes it should boil")
    assert made.call == Call(BOIL, (("length", 10),))


def test_a_value_that_was_not_said_is_asked_for_at_once() -> None:
    model = Model(call("boil", length="", name="eggs"))
    assert decided(model, "cook the eggs") == Decision(
        missing=BOIL.parameters[0], skill=BOIL, values=(("name", "eggs"),)
    )
    assert len(model.asked) == 1, "there is nothing to repair: the user has to say it"


# ---------------------------------------------------------------- what is not believed


def test_an_invented_value_is_told_to_the_model_and_may_be_repaired() -> None:
    model = Model(call("boil", length="five minutes"), call("boil", length="ten minutes"))
    assert decided(model, "cook it ten minutes").call == Call(BOIL, (("length", 10),))
    *before, answer, told = model.asked[1]
    assert before == model.asked[0], "what was evaluated already comes first"
    assert answer == Message("assistant", json.dumps(call("boil", length="five minutes")))
    assert told.role == "user"
    assert "length" in told.content
    assert "five" not in told.content
    assert told.content.endswith(".")
    assert model.schemas == [schema_of(SKILLS)] * 2


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ({"length": "five minutes"}, "length"),  # not said
        ({"length": "cook it"}, "length"),  # said, and no length
        ({"length": 10, "name": "it"}, "length"),
        ({"length": None}, "length"),
        ({"length": "soup", "name": "soup"}, "length"),
        ({"length": " ... "}, "length"),
        ({}, "length"),
    ],
)
def test_what_stays_wrong_is_asked_for(arguments: dict[str, Any], missing: str) -> None:
    made = decided(Model(*[call("boil", **arguments)] * 2), "cook it ten minutes")
    assert (made.call, made.skill) == (None, BOIL)
    assert made.missing is not None
    assert made.missing.name == missing
    assert dict(made.values).keys() <= {"length", "name"} - {missing}


@pytest.mark.parametrize("name", ["soup", ["it"], 3, " "])
def test_a_value_that_may_be_left_out_is_not_just_left_out_where_it_is_wrong(name: Any) -> None:
    """Who says "clear my gift list" does not want the other list cleared."""
    answers = [call("boil", length="ten minutes", name=name)] * 2
    assert decided(Model(*answers), "cook it ten minutes") == Decision()


def test_what_was_right_is_kept_for_the_question() -> None:
    made = decided(Model(*[call("boil", length="five minutes", name="eggs")] * 2), "cook eggs ten minutes")
    assert made.values == (("name", "eggs"),)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I will do that.",
        "null",
        "[]",
        "3",
        '"boil"',
        "{",
        "[" * 700,
        '{"tool": "boil", "arguments": {"length": "ten mi',
        '{"tool": "boil"}',
        '{"tool": "boil", "arguments": "ten minutes"}',
        '{"tool": "fly", "arguments": {}}',
        '{"tool": ["boil"], "arguments": {}}',
        '{"tool": {"const": "boil"}, "arguments": {}}',
        '{"tool": "ring_bell", "arguments": {"times": "ten"}}',
        '{"tool": "none", "arguments": {}}',
        '{"tool": "ring_bell", "arguments": {}} {"tool": "ring_bell", "arguments": {}}',
        '```json\n{"tool": "ring_bell", "arguments": {}}\n```',
    ],
)
def test_what_is_no_call_is_nothing(answer: str) -> None:
    assert decided(Model([answer], [answer]), "cook it ten minutes") == Decision()


def test_a_skill_that_was_not_offered_is_not_called() -> None:
    answers = [call("ring_bell"), call("ring_bell")]
    assert decided(Model(*answers), "ring the bell", skills=(BOIL,)) == Decision()


def test_it_is_asked_again_once_and_no_more() -> None:
    model = Model(*[call("fly")] * 9)
    decided(model, "cook it")
    assert len(model.asked) == 2


def test_who_gives_up_when_asked_again_chooses_nothing() -> None:
    assert decided(Model(call("boil", length="five minutes"), NONE), "cook it") == Decision()


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_no_answer_is_an_error(answer: Any) -> None:
    for written in (answer, {"tool": "boil", "arguments": answer}, {"tool": answer, "arguments": {}}):
        text = json.dumps(written)
        assert decided(Model([text], [text]), "cook it ten minutes").call is None


@given(*[st.lists(st.sampled_from("egg soup rice hot the pot of mine".split()), max_size=6)] * 2)
def test_only_what_was_said_becomes_a_value(proposed: list[str], said: list[str]) -> None:
    answers = [call("boil", length="ten minutes", name=" ".join(proposed))] * 2
    made = decided(Model(*answers), " ".join([*said, "ten minutes"]))
    for name, value in made.call.values if made.call else made.values:
        assert name == "length" or set(value.split()) - {"the", "of"} <= set(said)


# ---------------------------------------------------------------- its work is bounded


def test_an_answer_without_end_is_read_for_a_while_only() -> None:
    model = Model(["{"] + ["a"] * 1000, ["x" * 5000] * 9)
    assert decided(model, "cook it ten minutes") == Decision()
    assert model.read == tools.LONGEST_CALL + 1
    assert len(model.asked[1][2].content) == tools.LONGEST_CALL


def test_every_step_of_the_model_is_a_step() -> None:
    steps = decide(Model([None, None, *json.dumps(NONE)]), "cook it", SKILLS, SITUATION, lambda: False)
    assert sum(1 for _ in steps) == 2 + len(json.dumps(NONE))


def test_it_can_be_dropped_at_any_step() -> None:
    model = Model("abc")
    steps = decide(model, "cook it", SKILLS, SITUATION, lambda: False)
    next(steps)
    steps.close()
    assert model.closed == 1


def test_who_is_cancelled_is_not_asked_again() -> None:
    model = Model([])
    assert decided(model, "cook it", cancelled=lambda: True) == Decision()
    assert len(model.asked) == 1


def test_skills_for_which_there_is_no_room_are_left_out_likeliest_last() -> None:
    room = len(prompt_for((BOIL,))) + len("cook it") + 16
    model = Model(NONE, room=room)
    decided(model, "cook it")
    assert model.asked[0][0].content == prompt_for((BOIL,))
    model = Model(NONE, room=room - 1)
    assert decided(model, "cook it") == Decision()
    assert model.asked == []


def test_where_there_is_no_room_to_ask_again_the_first_answer_decides() -> None:
    room = len(prompt_for((BOIL,))) + len("cook it") + 20
    model = Model(call("boil", length="five minutes"), room=room)
    assert decided(model, "cook it", skills=(BOIL,)).missing == BOIL.parameters[0]
    assert len(model.asked) == 1


def test_a_model_that_fails_fails_the_turn() -> None:
    class Failing(Model):
        def generate(self, *args: Any, **kwargs: Any) -> Generator[str | None]:
            yield "{"
            raise ThinkingError("broken")

    with pytest.raises(ThinkingError):
        list(decide(Failing(), "cook it", SKILLS, SITUATION, lambda: False))


# ---------------------------------------------------------------- what it is shown


def test_it_is_shown_the_tools_and_what_is_said_now_and_nothing_else() -> None:
    secret = "xylophone"
    full = Situation(
        Instant(NOW),
        SITUATION.language,
        Everyday((Fact(secret, NOW), Note(secret, NOW), Item(secret, secret, NOW))),
        last_reply=secret,
        heard=secret,
        done=(Done(secret, ()),),
        identity=Identity(secret, secret, secret, secret, secret),
    )
    model = Model(call("boil", length="now"), call("fly"))
    list(decide(model, "cook it now", SKILLS, full, lambda: False))
    assert model.asked[0] == [Message("system", prompt_for(SKILLS)), Message("user", "cook it now")]
    assert len(model.asked) == 2
    assert secret not in repr(model.asked)


def test_the_same_skills_are_always_told_in_the_same_words() -> None:
    assert prompt_for(SKILLS) == prompt_for(SKILLS)
    line = prompt_for(SKILLS).splitlines()[-2]
    assert line == (
        "boil: Boil something. Takes length (a length of time), name (a short name, optional). "
        '"boil something for ten minutes" is {"tool": "boil", "arguments": {"length": "ten minutes"}}'
    )
    assert prompt_for(SKILLS).splitlines()[-1].startswith("ring_bell: Ring the bell. Takes nothing. ")


def test_a_schema_allows_the_calls_and_none() -> None:
    assert schema_of((RING,)) == {
        "anyOf": [
            {
                "type": "object",
                "properties": {
                    "tool": {"const": "ring_bell"},
                    "arguments": {
                        "type": "object",
                        "properties": {},
                        "required": [],
                        "additionalProperties": False,
                    },
                },
                "required": ["tool", "arguments"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {"tool": {"const": "none"}},
                "required": ["tool"],
                "additionalProperties": False,
            },
        ]
    }
    arguments = schema_of(SKILLS)["anyOf"][0]["properties"]["arguments"]
    assert list(arguments["properties"]) == ["length", "name"]
    assert arguments["required"] == ["length"]


def test_every_skill_is_told_in_one_short_line_with_an_example_that_is_a_whole_call() -> None:
    for known in load().values():
        line = prompt_for((known,)).removeprefix(tools.INSTRUCTIONS).strip()
        assert "\n" not in line
        assert len(line) < 600
        example = json.loads(line[line.index('{"tool"') :])
        assert example["tool"] == known.name
        needed = {parameter.name for parameter in known.parameters if parameter.required}
        assert needed <= set(example["arguments"]), known.name
        assert "{" not in known.example


@pytest.mark.engines
def test_llama_cpp_takes_the_schema_of_every_skill() -> None:
    from voice_assistant.llm import LlmOptions
    from voice_assistant.llm.llama_cpp import LlamaCpp

    model = LlamaCpp(MODELS / "starter-chat" / "starter-q8_0.gguf", LlmOptions(context=712, max_tokens=24))
    known = tuple(load().values())
    for start in range(0, len(known), 4):
        some = known[start : start + 4]
        pieces = model.generate(
            [Message("system", "Choose."), Message("user", some[0].example)], lambda: False, schema_of(some)
        )
        written = "".join(filter(None, pieces))
        assert any(f'"{name}"' in written for name in ("none", *(skill.name for skill in some)))
