"""Words that are recognised and not written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voice_assistant.errors import ConfigError
from voice_assistant.safety.detect import detect
from voice_assistant.safety.unnamed import CLASSES, digest, load, table, veiled
from voice_assistant.vocabulary import Tier

SAFETY = Path(__file__).parent.parent / "voice_assistant" / "safety"


def test_a_word_of_the_list_is_replaced_by_its_class_and_others_stay() -> None:
    assert veiled("i have the xthingx with me") == "i have the ~thing with me"
    assert veiled("what a lovely day") == "what a lovely day"
    assert veiled("") == ""


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_each_class_has_its_made_up_word(name: str) -> None:
    assert veiled(f"x{name}x") == f"~{name}"


def test_the_list_holds_digests_and_no_words() -> None:
    text = (SAFETY / "unnamed.txt").read_text()
    assert len(table()) > 200
    assert all(re.fullmatch(r"[0-9a-f]{12} [a-z]+", line) for line in text.splitlines())


def test_no_file_of_the_kernel_writes_a_word_that_it_does_not_name() -> None:
    spoken = (SAFETY / "lines.toml").read_text().lower()
    named = {word for word in re.findall(r"[a-z]+", spoken) if digest(word) in table()}
    assert named <= {"bit"}, named  # "a bit easier"


@pytest.mark.parametrize(
    "text",
    [
        "i want to xactx myself",
        "i keep xactingx myself",
        "i'm thinking of xactingx off a xplacex",
        "i took all my xthingx",
    ],
)
def test_what_is_said_with_such_a_word_is_a_crisis(text: str) -> None:
    assert detect(text).tier is Tier.CRISIS


@pytest.mark.parametrize(
    "text",
    ["xactx the engine", "i xactedx myself shaving", "where are my xthingx", "take the xplacex to town"],
)
def test_such_a_word_alone_is_no_alarm(text: str) -> None:
    assert detect(text).tier is Tier.NONE


@pytest.mark.parametrize("line", ["abc thing", "0123456789ab tool", ""])
def test_a_damaged_list_is_refused(line: str) -> None:
    with pytest.raises(ConfigError, match="damaged"):
        load(f"{digest('xthingx')} thing\n{line}\n")
