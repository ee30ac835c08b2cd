"""Chat templates: some know no system message, some refuse it, and some are broken."""

from __future__ import annotations

import pytest

from voice_assistant.llm.chat_template import ChatTemplate
from voice_assistant.vocabulary import Message

LOOP = (
    "{% for message in messages %}<{{ message['role'] }}>{{ message['content'] }}{{ eos_token }}{% endfor %}"
)
PROMPT = "{% if add_generation_prompt %}<assistant>{% endif %}"

PLAIN = f"{{{{ bos_token }}}}{LOOP}{PROMPT}"

REFUSING = (
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    + PLAIN
)
"""As Gemma does it."""

ALTERNATING = (
    "{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Roles must alternate') }}{% endif %}{% endfor %}" + PLAIN
)
"""As Mistral does it."""

FORGETTING = (
    "{% for message in messages if message['role'] != 'system' %}"
    "<{{ message['role'] }}>{{ message['content'] }}{% endfor %}" + PROMPT
)
"""Leaves the system message out without a word."""

THINKING = (
    PLAIN + "{% if enable_thinking is defined and enable_thinking is false %}<think></think>{% endif %}"
)
"""As Qwen does it."""

CHAT = [
    Message("system", "Be brief."),
    Message("user", "Hello."),
    Message("assistant", "Hi."),
    Message("user", "Who are you?"),
]


def template(source: str) -> ChatTemplate:
    return ChatTemplate(source, "<begin>", "<end>")


def test_a_conversation_is_written_down_up_to_the_answer() -> None:
    assert template(PLAIN).write(CHAT) == (
        "<begin><system>Be brief.<end><user>Hello.<end><assistant>Hi.<end><user>Who are you?<end><assistant>"
    )


@pytest.mark.parametrize("source", [REFUSING, ALTERNATING])
def test_a_template_without_system_messages_gets_them_in_the_first_question(source: str) -> None:
    assert template(source).write(CHAT) == (
        "<begin><user>Be brief.\n\nHello.<end><assistant>Hi.<end><user>Who are you?<end><assistant>"
    )


def test_a_template_that_forgets_system_messages_gets_them_in_the_first_question() -> None:
    assert template(FORGETTING).write(CHAT).startswith("<user>Be brief.\n\nHello.<assistant>Hi.")


def test_a_conversation_without_a_system_message_stays_as_it_is() -> None:
    assert template(REFUSING).write(CHAT[1:2]) == "<begin><user>Hello.<end><assistant>"


def test_a_model_that_can_think_aloud_is_asked_not_to() -> None:
    assert template(THINKING).write(CHAT).endswith("<assistant><think></think>")


@pytest.mark.parametrize("content", ["{{ bos_token }}", "{% endfor %}", "<end>", "", "\n", "{{"])
def test_what_is_said_is_no_program(content: str) -> None:
    assert content in template(PLAIN).write([Message("user", content)])


@pytest.mark.parametrize(
    "source",
    [
        "",
        "no messages at all",
        "{{ messages",
        "{% for message in messages %}",
        "{{ raise_exception('never') }}",
        "{{ messages[7]['content'] + 1 }}",
        "{{ messages.unknown.thing }}",
        "{{ ().__class__.__bases__ }}",
    ],
)
def test_a_template_that_cannot_write_a_question_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="chat template"):
        template(source)


def test_a_conversation_that_a_template_dislikes_is_an_error_without_its_words() -> None:
    picky = template(ALTERNATING)
    with pytest.raises(ValueError, match="refuses") as refused:
        picky.write([Message("user", "secret"), Message("user", "secret")])
    assert "secret" not in str(refused.value)
