"""What crosses the pipe arrives as it was sent; whatever else comes is harmless."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.safety import messages
from voice_assistant.safety.messages import (
    Armed,
    Beat,
    Done,
    Due,
    Message,
    Splitter,
    Spoken,
    Withdrawn,
    Words,
    decode,
    encode,
)

IDS = st.integers(1, 2**31 - 1)
TEXT = st.text(max_size=60)
WORDS = st.builds(Words, IDS, st.lists(TEXT, max_size=5).map(tuple), TEXT, st.booleans())
SECONDS = st.just(0.0) | st.floats(0.001, 120.0)
MESSAGES = st.one_of(
    st.builds(Armed, WORDS, st.integers(0, 2**31 - 1)),
    st.builds(Due, IDS),
    st.builds(Spoken, IDS, st.integers(0, 20), SECONDS),
    st.just(Beat()),
    st.builds(Done, IDS),
    st.builds(Withdrawn, IDS),
)


@given(MESSAGES)
def test_a_message_arrives_as_it_was_sent(message: Message) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert decode(line[:-1]) == message


@given(st.lists(MESSAGES, max_size=6), st.integers(1, 40))
def test_messages_arrive_in_pieces_of_any_size(sent: list[Message], size: int) -> None:
    stream = b"".join(map(encode, sent))
    splitter = Splitter()
    pieces = [stream[start : start + size] for start in range(0, len(stream), size)]
    assert [decode(line) for piece in pieces for line in splitter.feed(piece)] == sent


@given(st.binary(max_size=200))
def test_no_bytes_do_harm(data: bytes) -> None:
    for line in Splitter().feed(data + b"\n"):
        decode(line)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["armed", "due", "spoken", "beat", "done", "withdrawn", "", []])
FIELDS = st.fixed_dictionaries(
    {}, optional={"is": NAMES, "id": JSON, "lines": JSON, "number": JSON, "index": JSON, "seconds": JSON}
)


@given(FIELDS)
def test_no_json_does_harm(fields: object) -> None:
    message = decode(json.dumps(fields).encode())
    if isinstance(message, Spoken):
        assert message.index >= 0
        assert 0 <= message.seconds <= messages.LONGEST_LINE_S


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b'{"is":"due"}',
        b'{"is":"due","id":0}',
        b'{"is":"due","id":-1}',
        b'{"is":"due","id":true}',
        b'{"is":"due","id":1.5}',
        b'{"is":"dead","id":1}',
        b'{"is":"armed","id":1}',
        b'{"is":"armed","id":1,"lines":[1]}',
        b"[" * 100_000,
        b'{"is":"due","id":' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_message_is_none(line: bytes) -> None:
    assert decode(line) is None


@pytest.mark.parametrize("seconds", ["NaN", "Infinity", "-1", "1e9", '"5"', "true"])
def test_an_impossible_duration_is_an_unknown_one(seconds: str) -> None:
    line = f'{{"is":"spoken","id":1,"index":2,"seconds":{seconds}}}'
    assert decode(line.encode()) == Spoken(1, 2)


def test_words_that_are_too_long_are_cut_and_not_refused() -> None:
    message = decode(encode(Armed(Words(1, ("a" * 5000,) * 40, "9" * 5000)))[:-1])
    assert isinstance(message, Armed)
    assert message.words.lines == ("a" * messages.LONGEST_TEXT,) * messages.MOST_LINES
    assert len(message.words.number) == messages.LONGEST_TEXT


def test_what_never_ends_is_thrown_away_up_to_the_next_line() -> None:
    splitter = Splitter()
    for _ in range(100):
        assert splitter.feed(b"x" * 10_000) == []
        assert len(splitter._begun) <= messages.LONGEST_MESSAGE
    assert splitter.feed(b"tail\nnext\n") == [b"next"]
