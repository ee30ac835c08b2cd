"""From a transcript to sentences: safety first, then doubt, skills and the language model."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant import languages
from voice_assistant.dialogue.context import Context, World
from voice_assistant.dialogue.memory import Exchange, Memory
from voice_assistant.dialogue.noted import Noted
from voice_assistant.dialogue.prompt import Persona
from voice_assistant.dialogue.reply import Dialogue, Step
from voice_assistant.errors import ThinkingError
from voice_assistant.everyday.records import Instant
from voice_assistant.safety import SafetyState, protocol
from voice_assistant.skills import Identity
from voice_assistant.vocabulary import Effect, Hypothesis, Message, Sentence, Tier, Transcript, typed

ENGLISH = languages.load("en")
NOW = datetime(2026, 3, 9, 15, 7, tzinfo=ZoneInfo("Europe/Berlin"))
WORLD = World(Instant(NOW))

CRISIS = "i want to die"
"""The kernel's own tests have more; this one needs only to be certain."""

ORDINARY = "tell me about the moon"


class Model:
    """A language model that says what it was told to, word by word, and counts what it was asked."""

    room = 500

    def __init__(self, *pieces: str | None) -> None:
        self.pieces: Iterable[str | None] = pieces
        self.asked: list[Sequence[Message]] = []
        self.closed = False

    def tokens(self, text: str) -> int:
        return len(text.split())

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        self.asked.append(messages)
        try:
            for piece in self.pieces:
                if cancelled():
                    return
                yield piece
        finally:
            self.closed = True


class Failing(Model):
    """A language model that must not be asked."""

    def generate(
        self,
        messages: Sequence[Message],
        cancelled: Callable[[], bool],
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str | None]:
        raise AssertionError("the language model was asked")
        yield


def dialogue(model: Model | None = None, **other: Any) -> Dialogue:
    return Dialogue(ENGLISH, Persona(), thinker=model, **other)


def steps(
    dialogue: Dialogue,
    transcript: Transcript | str,
    memory: Memory | None = None,
    *,
    voiced: float = 1.0,
    answers: Iterable[object] = (),
) -> list[Step]:
    """Everything a reply yields, where its effects are answered in turn."""
    said = typed(transcript) if isinstance(transcript, str) else transcript
    reply = dialogue.reply(said, voiced, memory or Memory(), WORLD)
    made, left = list[Step](), list(answers)
    answer: object = None
    while True:
        try:
            made.append(reply.send(answer))
        except StopIteration:
            return made
        answer = left.pop(0) if isinstance(made[-1], Effect) else None


def sentences(made: list[Step]) -> list[Sentence]:
    return [step for step in made if isinstance(step, Sentence)]


def spoken(made: list[Step]) -> str:
    return " ".join(sentence.text for sentence in sentences(made))


def noted(made: list[Step]) -> Noted:
    """What a reply found out, which must come first and once."""
    assert [place for place, step in enumerate(made) if isinstance(step, Noted)] == [0]
    assert isinstance(made[0], Noted)
    return made[0]


def unsure(text: str, chance: float, no_speech: float = 0.0) -> Transcript:
    return Transcript((Hypothesis(text, chance),), no_speech)


# ---------------------------------------------------------------- safety before everything


def test_in_a_crisis_the_reviewed_lines_answer_and_not_the_model() -> None:
    made = steps(dialogue(Failing()), CRISIS)
    assert noted(made).tier is Tier.CRISIS
    assert noted(made).skill is None
    assert noted(made).safety.tier is Tier.CRISIS
    assert sentences(made)


@pytest.mark.parametrize(
    "transcript",
    [
        unsure(CRISIS, -2.0),
        unsure(CRISIS, -5.0, no_speech=0.99),
        Transcript((Hypothesis("stop", -0.1), Hypothesis(CRISIS, -0.9))),
        Transcript(
            (Hypothesis("what time is it", -0.01), Hypothesis("tell me", -0.5), Hypothesis(CRISIS, -3.0))
        ),
    ],
)
def test_neither_doubt_nor_a_skill_comes_before_it(transcript: Transcript) -> None:
    made = steps(dialogue(Failing()), transcript, voiced=0.0)
    assert noted(made).tier is not Tier.NONE
    assert noted(made).skill is None
    assert sentences(made)


@given(
    st.lists(
        st.builds(Hypothesis, st.sampled_from(["stop", ORDINARY, "louder"]), st.floats(-3, 0)), max_size=4
    ),
    st.integers(0, 4),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_words_of_a_crisis_never_reach_the_model_wherever_they_are(
    others: list[Hypothesis], place: int, no_speech: float, voiced: float
) -> None:
    others.insert(place, Hypothesis(CRISIS, -0.5))
    made = steps(dialogue(Failing()), Transcript(tuple(others), no_speech), voiced=voiced)
    assert noted(made).tier is not Tier.NONE
    assert sentences(made)


def test_a_crisis_is_remembered_in_the_state_that_comes_out() -> None:
    made = steps(dialogue(Failing()), CRISIS)
    later = Memory(safety=noted(made).safety)
    assert noted(steps(dialogue(Model("Fine.")), "thank you", later)).tier is Tier.CRISIS


def test_lines_are_shown_as_they_are_written_and_spoken_without_digits() -> None:
    made = sentences(steps(dialogue(country="GB"), CRISIS))
    assert not any(map(str.isdigit, "".join(sentence.text for sentence in made)))
    assert any(map(str.isdigit, "".join(sentence.shown for sentence in made)))


def test_ordinary_words_keep_the_state_of_safety_moving() -> None:
    state = noted(steps(dialogue(Model("Fine.")), ORDINARY)).safety
    assert state.tier is Tier.NONE
    assert state.elsewhere == SafetyState().elsewhere + 1


# ---------------------------------------------------------------- doubt


@pytest.mark.parametrize(
    ("transcript", "voiced"),
    [
        (Transcript(()), 1.0),
        (Transcript((), 0.9), 0.0),
        (unsure(ORDINARY, -0.6, 0.8), 0.9),
        (unsure("stop", -0.6), 0),
    ],
)
def test_what_nobody_said_is_not_answered(transcript: Transcript, voiced: float) -> None:
    made = steps(dialogue(Failing()), transcript, voiced=voiced)
    assert made == [noted(made)]


@pytest.mark.parametrize("said", [ORDINARY, "what time is it", "set the volume to fifty percent"])
def test_a_mumble_is_asked_back_and_neither_thought_about_nor_done(said: str) -> None:
    made = steps(dialogue(Failing()), unsure(said, -1.2))
    assert noted(made).skill is None
    assert not [step for step in made if isinstance(step, Effect)]
    assert spoken(made) == ENGLISH.phrase("not_understood")


def test_a_recogniser_may_be_known_to_guess_sooner() -> None:
    made = steps(dialogue(Failing(), unsure=-0.3), unsure(ORDINARY, -0.35))
    assert spoken(made) == ENGLISH.phrase("not_understood")


def test_nobody_is_asked_back_in_the_same_words_twice_in_a_row() -> None:
    memory, asked = Memory(), list[str]()
    for _ in range(20):
        asked.append(spoken(steps(dialogue(), unsure(ORDINARY, -1.2), memory)))
        memory = memory.after(ORDINARY, asked[-1], memory.safety)
    assert set(asked) == set(ENGLISH.variants("not_understood"))
    assert all(one != other for one, other in pairwise(asked))


@pytest.mark.parametrize(("model", "times"), [("starter-stt", 1), ("small.en", 0), ("", 0)])
def test_the_weak_recogniser_says_once_why_it_mishears_when_it_does_so_twice_in_a_row(
    model: str, times: int
) -> None:
    memory, asked = Memory(), list[str]()
    for _ in range(6):
        made = steps(dialogue(identity=Identity(stt=model)), unsure(ORDINARY, -1.2), memory)
        asked.append(spoken(made))
        memory = memory.after(ORDINARY, asked[-1], memory.safety)
    why = ENGLISH.phrase("hears_badly")
    assert sum(why in text for text in asked) == times
    assert why not in asked[0]


# ---------------------------------------------------------------- skills


def test_a_skill_answers_at_once_without_the_model() -> None:
    made = steps(dialogue(Failing()), "what time is it")
    assert noted(made).skill == "tell_time"
    assert [sentence.shown for sentence in sentences(made)] == ["It is 3:07 pm."]
    assert not any(map(str.isdigit, spoken(made)))


def test_an_effect_is_handed_out_and_its_result_comes_back() -> None:
    made = steps(dialogue(Failing()), "set the volume to fifty percent", answers=[45])
    (effect,) = (step for step in made if isinstance(step, Effect))
    assert (effect.name, effect.fields) == ("volume", (("percent", 50),))
    assert spoken(made) == "Volume forty-five percent."


def test_a_skill_may_say_nothing() -> None:
    made = steps(dialogue(Failing()), "stop")
    assert noted(made).skill == "stop"
    assert {type(step) for step in made} == {Noted, Context}


def test_repeat_says_what_was_heard() -> None:
    memory = Memory((Exchange("a", "The kettle is on."),))
    assert spoken(steps(dialogue(Failing()), "repeat that", memory)) == "The kettle is on."


@pytest.mark.parametrize("skill_said", ["what time is it", "louder", "goodbye"])
def test_skills_work_without_a_model(skill_said: str) -> None:
    assert sentences(steps(dialogue(), skill_said, answers=[50]))


# ---------------------------------------------------------------- the language model


def test_without_a_model_that_is_said() -> None:
    assert spoken(steps(dialogue(), ORDINARY)) == ENGLISH.phrase("no_llm")


def test_the_model_is_shown_what_was_said_after_what_was_said_before() -> None:
    model = Model("Fine.")
    steps(dialogue(model), ORDINARY, Memory((Exchange("hello", "Hi."),)))
    (chat,) = model.asked
    assert [message.role for message in chat] == ["system", "user", "assistant", "user"]
    assert [message.content for message in chat[1:]] == ["hello", "Hi.", ORDINARY]


def test_an_answer_is_spoken_sentence_by_sentence_as_it_comes() -> None:
    made = steps(dialogue(Model("It is far", " away. It", " is round", " too.", None)), ORDINARY)
    assert [sentence.text for sentence in sentences(made)] == ["It is far away.", "It is round too."]
    assert made.index(sentences(made)[0]) < 4


def test_every_step_of_the_model_is_a_place_to_interrupt() -> None:
    made = steps(dialogue(Model(*["word "] * 20, None)), ORDINARY)
    assert len(made) > 20


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It is **very** far.", "It is very far."),
        ("# The moon\nIt is far.", "The moon. It is far."),
        ("- one\n- two\n", "one, two"),
        ("See [this page](https://example.org/a_b).", "See this page."),
        ("Use `ls` now.", "Use ls now."),
        ("🙂 Fine.", "Fine."),
        ("It costs $3.50.", "It costs three dollars and fifty cents."),
        ("<think>They ask *this* again.</think>It is far.", "It is far."),
        ("<think>\n\n</think>\n\nIt is far.", "It is far."),
        ('It is far. <tool_call>{"name": "x"}</tool_call>', "It is far."),
        ("Look:\n```python\nprint('x')\n```\nDone.", "Look: Done."),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_no_markup_is_spoken_however_it_comes(written: str, said: str, size: int) -> None:
    pieces = [written[place : place + size] for place in range(0, len(written), size)]
    heard = spoken(steps(dialogue(Model(*pieces)), ORDINARY))
    assert [word.strip(".,") for word in heard.split()] == [word.strip(".,") for word in said.split()]


@pytest.mark.parametrize(
    "thought", ["<think>a secret</think>It is far.", "It is far. <think>a secret</think>"]
)
def test_what_the_model_thinks_is_not_shown_either(thought: str) -> None:
    shown = " ".join(sentence.shown for sentence in sentences(steps(dialogue(Model(thought)), ORDINARY)))
    assert "It is far." in shown
    assert "secret" not in shown
    assert "<" not in shown


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (None, None),
        ("",),
        ("\n \n",),
        ("🙂", "🙂"),
        ("***",),
        ("<think>It goes on and on",),
        ("<think>All thought.</think>",),
        ('<tool_call>{"name": "set_timer"}</tool_call>',),
        ("```\ncode\n```",),
    ],
)
def test_an_answer_that_cannot_be_spoken_is_not_silence(pieces: tuple[str | None, ...]) -> None:
    assert spoken(steps(dialogue(Model(*pieces)), ORDINARY)) == ENGLISH.phrase("no_answer")


def test_who_cancelled_wants_no_excuse() -> None:
    reply = dialogue(Model("It", " is")).reply(typed(ORDINARY), 1.0, Memory(), WORLD, cancelled=lambda: True)
    made = list(reply)
    assert set(map(type, made[1:])) <= {type(None), Context}


def test_a_dropped_reply_stops_the_model() -> None:
    model = Model("It is far away. ", "It is round.", " And grey.")
    reply = dialogue(model).reply(typed(ORDINARY), 1.0, Memory(), WORLD)
    while not isinstance(next(reply), Sentence):
        pass
    reply.close()
    assert model.closed


def test_a_failure_of_the_model_is_passed_on() -> None:
    class Broken(Model):
        def generate(
            self, messages: Sequence[Message], cancelled: Callable[[], bool]
        ) -> Generator[str | None]:
            yield "It is"
            raise ThinkingError("failed")

    with pytest.raises(ThinkingError):
        steps(dialogue(Broken()), ORDINARY)


# ---------------------------------------------------------------- always


@given(st.text(max_size=40), st.lists(st.text(max_size=8), max_size=6), st.floats(-2, 0))
def test_whatever_is_said_and_answered_what_was_found_out_comes_first(
    said: str, pieces: list[str], chance: float
) -> None:
    transcript = Transcript((Hypothesis(said, chance),) if said.strip() else ())
    made = steps(dialogue(Model(*pieces)), transcript, answers=[50] * 3)
    noted(made)
    for sentence in sentences(made):
        assert sentence.text
        assert not set(sentence.text) & set("*_`#<>[]{}|\\")


# ---------------------------------------------------------------- what a model may not say


def draft(
    said: str, *pieces: str, tools: bool = False, memory: Memory | None = None
) -> tuple[list[str], list[Step]]:
    """What is said when a model drafts this."""
    spoken = Dialogue(ENGLISH, Persona("Robin", ""), "GB", Model(*pieces), tools=tools)
    made = list(spoken.reply(typed(said), 1.0, memory or Memory(), WORLD))
    return [step.shown or step.text for step in made if isinstance(step, Sentence)], made


def test_a_clause_that_may_not_be_said_ends_the_draft_and_a_question_takes_its_place() -> None:
    words, _ = draft(
        ORDINARY, "It is round. ", "I am a real person and I will always be here for you. ", "Moon."
    )
    assert words[0] == "It is round."
    assert "real person" not in " ".join(words)
    assert words[-1].endswith("?")
    assert "Moon." not in words


def test_an_ordinary_answer_passes_the_guards_whole() -> None:
    words, _ = draft(ORDINARY, "It is round and far away. ", "It shines at night.")
    assert " ".join(words) == "It is round and far away. It shines at night."


@pytest.mark.parametrize(
    "said", ["are you conscious", "should i stop taking my tablets", "my neighbours put thoughts in my head"]
)
def test_some_matters_never_reach_the_model(said: str) -> None:
    spoken = Dialogue(ENGLISH, Persona("Robin", ""), "GB", Failing())
    assert [step for step in spoken.reply(typed(said), 1.0, Memory(), WORLD) if isinstance(step, Sentence)]


def test_a_trusted_model_that_begins_to_write_about_a_crisis_raises_a_concern_and_the_kernel_asks() -> None:
    words, made = draft(ORDINARY, "I think you should call a crisis line. ", tools=True)
    raised = [step for step in made if isinstance(step, Noted)][-1]
    assert raised.tier is Tier.CONCERN
    assert raised.safety.latest == "ask"
    assert words == [line.shown for line in raised.lines]
    assert "crisis line" not in " ".join(words)


def test_any_other_model_raises_nothing_and_its_words_are_dropped_all_the_same() -> None:
    words, made = draft(ORDINARY, "I think you should call a crisis line. ")
    assert [step.tier for step in made if isinstance(step, Noted)] == [Tier.NONE]
    assert "crisis" not in " ".join(words)


def test_in_the_shadow_of_something_grave_a_model_may_not_agree_to_anything() -> None:
    state = noted(steps(dialogue(Failing(), country="GB"), "my friend wants to die")).safety
    memory = Memory((Exchange("my friend wants to die", "Are they in danger?"),), safety=state)
    words, _ = draft("thanks a lot", "Yes. You are right. ", "Of course, do it.", memory=memory)
    assert "do it" not in " ".join(words)


def test_in_the_next_sitting_it_asks_after_the_reply_how_it_is() -> None:
    state = noted(steps(dialogue(Failing()), CRISIS)).safety
    later = World(Instant(NOW.replace(day=10)))
    spoken = Dialogue(ENGLISH, Persona("Robin", ""), "GB", Model("It is round."))
    made = list(spoken.reply(typed(ORDINARY), 1.0, Memory(safety=state), later))
    words = [step.text for step in made if isinstance(step, Sentence)]
    assert words[0] == "It is round."
    assert words[-1].endswith("?")
    assert len(words) == 2
    assert noted(made).safety.asked == "follow_up"


def test_hints_are_read_together_with_what_was_said_in_the_last_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(protocol, "read_on", lambda earlier, text: seen.extend([*earlier, text]))
    now = NOW.timestamp()
    memory = Memory((Exchange("long ago", "Yes.", now - 700), Exchange("just now", "Yes.", now - 60)))
    dialogue(Failing()).note(typed(ORDINARY), 1.0, memory, World(Instant(NOW)))
    assert seen == ["just now", ORDINARY]
