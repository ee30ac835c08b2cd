"""What every language model promises in `llm.LanguageModel`, tried on the starter model."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from conftest import MODELS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice_assistant.llm import ENGINES, LanguageModel, LlmOptions
from voice_assistant.vocabulary import Message

pytestmark = pytest.mark.engines

STARTERS = {"llama-cpp": MODELS / "starter-chat" / "starter-q8_0.gguf"}
"""A model for each engine."""

OPTIONS = LlmOptions(context=712)

SYSTEM = Message(
    "system",
    "You are Robin, a private voice assistant on this device. Answer in one or two short spoken sentences.\n"
    "User: unknown\nDate: Monday, 9 March 2026\nTime: 12:00\nTools: none",
)
NAME = "what is your name"
HISTORY = (
    Message("user", "i went for a walk with my dog this morning"),
    Message("assistant", "That sounds nice. A walk can do a lot of good."),
) * 11
"""Eleven exchanges: a prompt of several evaluation steps."""


def never() -> bool:
    return False


def always() -> bool:
    return True


def after(questions: int) -> Callable[[], bool]:
    """Cancelled once it has been asked so many times."""
    asked = itertools.count()
    return lambda: next(asked) >= questions


def chat(said: str, history: Sequence[Message] = ()) -> list[Message]:
    return [SYSTEM, *history, Message("user", said)]


def answer(
    model: LanguageModel,
    messages: Sequence[Message],
    cancelled: Callable[[], bool] = never,
    schema: Mapping[str, Any] | None = None,
) -> str:
    pieces = list(model.generate(messages, cancelled, schema))
    assert all(piece is None or (isinstance(piece, str) and piece) for piece in pieces)
    return "".join(filter(None, pieces))


def new(name: str, **other: object) -> LanguageModel:
    return ENGINES[name](STARTERS[name], LlmOptions(**({"context": OPTIONS.context} | other)))  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def model(name: str) -> LanguageModel:
    return ENGINES[name](STARTERS[name], OPTIONS)


def test_it_knows_who_it_is(model: LanguageModel) -> None:
    assert "Robin" in answer(model, chat(NAME))


def test_it_answers_piece_by_piece(model: LanguageModel) -> None:
    assert len([piece for piece in model.generate(chat(NAME), never) if piece]) > 3


def test_the_likeliest_answer_is_the_same_every_time(name: str, model: LanguageModel) -> None:
    first = answer(model, chat(NAME))
    assert answer(model, chat(NAME)) == first
    answer(model, chat("tell me a joke", HISTORY))
    assert answer(model, chat(NAME)) == first
    assert answer(new(name), chat(NAME)) == first


def test_no_part_of_the_template_comes_through(model: LanguageModel) -> None:
    for said in (NAME, "hello", "tell me a joke"):
        assert "<|" not in answer(model, chat(said))


def test_an_answer_ends_at_the_longest_length(name: str) -> None:
    model = new(name, max_tokens=3)
    assert model.tokens(answer(model, chat("tell me a joke"))) <= 3


def test_who_is_cancelled_before_the_start_says_nothing(model: LanguageModel) -> None:
    assert answer(model, chat("tell me a joke", HISTORY), always) == ""
    assert answer(model, chat("tell me a joke", HISTORY), always) == ""
    work = model.generate(chat(NAME), never)
    next(work)
    work.close()
    assert answer(model, chat(NAME), always) == "", "not even if the prompt is evaluated already"


@pytest.mark.parametrize("questions", [1, 2, 3, 5, 10, 30, 100, 200, 300, 400, 600, 1000])
def test_who_was_cancelled_anywhere_answers_the_next_question_right(
    model: LanguageModel, questions: int
) -> None:
    right, other = answer(model, chat(NAME, HISTORY)), answer(model, chat("hello"))
    answer(model, chat("tell me a joke", HISTORY[2:]), after(questions))
    assert answer(model, chat(NAME, HISTORY)) == right
    answer(model, chat("tell me a joke", HISTORY[2:]), after(questions))
    assert answer(model, chat("hello")) == other


def test_a_long_prompt_is_cancelled_at_once(name: str) -> None:
    model = new(name)
    started = time.perf_counter()
    answer(model, chat(NAME, HISTORY))
    whole_s = time.perf_counter() - started
    model = new(name)
    started = time.perf_counter()
    answer(model, chat(NAME, HISTORY), after(5))
    assert time.perf_counter() - started < max(0.05, whole_s / 2)


def test_what_was_evaluated_of_a_cancelled_prompt_is_kept(name: str) -> None:
    """A draft that is cancelled again and again would else never get on."""
    asked = itertools.count()
    next(new(name).generate(chat(NAME, HISTORY), lambda: next(asked) < 0))
    for_the_prompt = next(asked)
    model = new(name)
    tries = [answer(model, chat(NAME, HISTORY), after(for_the_prompt // 2)) for _ in range(6)]
    assert tries[0] == ""
    assert tries[-1] != ""


@pytest.mark.parametrize("pieces", [1, 2, 5])
def test_it_can_be_dropped_in_the_middle_and_asked_again(model: LanguageModel, pieces: int) -> None:
    right = answer(model, chat(NAME))
    work = model.generate(chat("tell me a joke"), never)
    for _ in range(pieces):
        next(work)
    work.close()
    assert answer(model, chat(NAME)) == right


def test_it_can_be_dropped_before_it_began(model: LanguageModel) -> None:
    model.generate(chat("tell me a joke"), never).close()
    assert "Robin" in answer(model, chat(NAME))


def test_a_cancelled_question_does_not_cancel_the_next_one(model: LanguageModel) -> None:
    answer(model, chat("tell me a joke"), always)
    assert "Robin" in answer(model, chat(NAME))


def test_tokens_are_counted(model: LanguageModel) -> None:
    assert model.tokens("") == 0
    assert 0 < model.tokens("one two three") <= 13
    assert model.tokens("one two three " * 20) > model.tokens("one two three")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_has_tokens(model: LanguageModel, text: str) -> None:
    assert 0 <= model.tokens(text) <= 4 * len(text) + 1


def test_the_longest_answer_fits_beside_a_full_room(model: LanguageModel) -> None:
    """A prompt that nearly fills the room is answered, whatever nonsense comes."""
    filler, size = "tree ", len("tree ")
    free = model.room - sum(model.tokens(part.content) + 8 for part in chat(""))
    said = filler * (free // model.tokens(filler * 10) * 10)
    assert len(said) > 100 * size
    answer(model, chat(said))
    assert model.room + OPTIONS.max_tokens <= OPTIONS.context


@pytest.mark.parametrize(
    "said", ["", " ", "?!", "日本語", "🙂🙂", "a\nb\n\nc", "\0", "<|im_end|>\n<|im_start|>system", "\ud83d"]
)
def test_odd_texts_are_no_error(model: LanguageModel, said: str) -> None:
    model.tokens(said)
    answer(model, chat(said), after(2000))
    assert "Robin" in answer(model, chat(NAME))


def test_chance_may_choose_the_words(name: str) -> None:
    model = new(name, temperature=1.5, max_tokens=20)
    assert isinstance(answer(model, chat("tell me a joke")), str)


def test_nothing_is_printed(name: str, model: LanguageModel, capfd: pytest.CaptureFixture[str]) -> None:
    answer(new(name), chat("this is a secret"))
    answer(model, chat("this is a secret", HISTORY), after(20))
    assert capfd.readouterr() == ("", "")


# ---------------------------------------------------------------- answers of one shape


def an_object(required: Sequence[str], **properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


WORDS = {"type": "string"}
LAMP = an_object(
    ("lamp", "where"), lamp={"const": "lamp"}, where=an_object(("room",), room=WORDS, side=WORDS)
)
SHAPE = {"anyOf": [LAMP, an_object(("lamp",), lamp={"const": "no_lamp"}), an_object((), note=WORDS)]}
"""Constants, objects in objects, and values that may be left out: all that a choice of skills is made of."""

SAID = ("hello", "tell me a joke", "switch on the lamp in the kitchen", NAME, "日本語", '{"lamp": "sun"}', "")


def whole(written: str) -> Any:
    """What is written, if it is whole; else None."""
    try:
        return json.loads(written)
    except ValueError:
        return None


def has_shape(made: Any) -> bool:
    """Whether something is what SHAPE describes."""
    match made:
        case {"lamp": "lamp", "where": {"room": str(), **other}}:
            return (
                len(made) == 2 and set(other) <= {"side"} and all(isinstance(v, str) for v in other.values())
            )
        case {"lamp": "no_lamp"} | {"note": str()}:
            return len(made) == 1
        case _:
            return made == {}


@pytest.mark.parametrize("temperature", [0.0, 1.5])
def test_an_answer_of_one_shape_has_that_shape_or_is_cut_short_and_shows_it(
    name: str, temperature: float
) -> None:
    model = new(name, temperature=temperature)
    for said in SAID * (1 if temperature == 0 else 3):
        written = answer(model, chat(said), schema=SHAPE)
        assert written.lstrip().startswith("{")
        made = whole(written)
        assert has_shape(made) if made is not None else len(written) > LlmOptions().max_tokens // 2


@pytest.mark.parametrize("longest", [1, 5, 9, 16])
def test_an_answer_that_is_cut_short_is_never_whole(name: str, longest: int) -> None:
    """Its reader need not be told: the last brace is missing."""
    model, right = new(name, max_tokens=longest), new(name)
    for said in SAID:
        written, all_of_it = (answer(m, chat(said), schema=SHAPE) for m in (model, right))
        assert all_of_it.startswith(written)
        assert whole(written) is None or written.strip() == all_of_it.strip()


def test_the_likeliest_answer_of_one_shape_is_the_same_every_time(model: LanguageModel) -> None:
    first = answer(model, chat(NAME), schema=SHAPE)
    answer(model, chat(NAME), schema=an_object(("sum",), sum=WORDS))
    assert answer(model, chat(NAME), schema=SHAPE) == first


def test_after_an_answer_of_one_shape_it_talks_freely_again(model: LanguageModel) -> None:
    answer(model, chat(NAME), schema=SHAPE)
    assert "Robin" in answer(model, chat(NAME))
    work = model.generate(chat("tell me a joke"), never, SHAPE)
    next(work)
    work.close()
    assert "Robin" in answer(model, chat(NAME))


def test_an_answer_of_one_shape_can_be_cancelled(model: LanguageModel) -> None:
    assert answer(model, chat("tell me a joke", HISTORY), always, SHAPE) == ""
    for questions in (1, 3, 10, 200, 400):
        assert whole(answer(model, chat("tell me a joke", HISTORY[2:]), after(questions), SHAPE)) is None
    assert "Robin" in answer(model, chat(NAME))
