"""Records as text: they come back as they were, and what is not known is refused."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.errors import StoreError
from voice_assistant.everyday.encoding import KINDS, decode, encode
from voice_assistant.everyday.records import (
    Alert,
    AlertKind,
    AlertState,
    Deadline,
    Fact,
    Item,
    Note,
    Preferences,
    Record,
    Repeat,
    Stopwatch,
)

NOW = datetime(2026, 3, 29, 0, 30, 15, 250_000, tzinfo=UTC)

TEXTS = st.text(st.characters())  # all of Unicode, half surrogates and zero bytes included
MOMENTS = st.datetimes(timezones=st.just(UTC))
LENGTHS = st.timedeltas(timedelta(days=-70_000), timedelta(days=70_000))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DEADLINES = st.builds(Deadline, at=MOMENTS, steady=FLOATS, boot=TEXTS)
REPEATS = st.builds(
    Repeat,
    weekdays=st.lists(st.integers(0, 6)).map(tuple),
    month_day=st.none() | st.integers(1, 31),
    every=st.none() | LENGTHS,
)
ALERTS = st.builds(
    Alert,
    kind=st.sampled_from(AlertKind),
    made=MOMENTS,
    name=TEXTS,
    local=st.none() | st.datetimes(),
    deadline=st.none() | DEADLINES,
    left=st.none() | LENGTHS,
    length=st.none() | LENGTHS,
    repeat=st.none() | REPEATS,
    state=st.sampled_from(AlertState),
    rang=st.none() | MOMENTS,
    missed=st.integers(0),
    id=TEXTS,
)
RECORDS: st.SearchStrategy[Record] = st.one_of(
    ALERTS,
    st.builds(Item, list=TEXTS, text=TEXTS, made=MOMENTS, id=TEXTS),
    st.builds(Note, text=TEXTS, made=MOMENTS, id=TEXTS),
    st.builds(Fact, text=TEXTS, made=MOMENTS, id=TEXTS),
    st.builds(Stopwatch, since=st.none() | DEADLINES, before=LENGTHS, id=TEXTS),
    st.builds(Preferences, volume=st.integers(), speed=FLOATS, muted=st.booleans(), id=TEXTS),
)


@given(RECORDS)
def test_every_record_comes_back_as_it_was(record: Record) -> None:
    kind, body = encode(record)
    assert body.isascii()
    back = decode(record.id, kind, body)
    assert back == record
    assert type(back) is type(record)
    assert repr(back) == repr(record).replace(", fold=1", "")  # means nothing in UTC, nor to a clock time


def test_every_record_has_a_kind_and_the_examples_above_have_every_field() -> None:
    assert set(KINDS.values()) == set(get_args(Record))
    example = Alert(AlertKind.TIMER, NOW)
    assert {part.name for part in fields(example)} == {
        "kind", "made", "name", "local", "deadline", "left", "length", "repeat", "state", "rang", "missed", "id",
    }  # fmt: skip


def test_a_record_is_written_for_other_programs_to_read() -> None:
    kind, body = encode(
        Alert(
            AlertKind.REMINDER, NOW, "water the plants",
            local=datetime(2026, 3, 30, 7, 5),  # noqa: DTZ001  a clock time, wherever the user is
            deadline=Deadline(NOW, 12.5, "boot"), length=timedelta(minutes=1, milliseconds=500),
            repeat=Repeat(weekdays=(0, 4)), id="a1",
        )
    )  # fmt: skip
    assert kind == "alert"
    assert json.loads(body) == {
        "kind": "reminder", "made": "2026-03-29T00:30:15.250000+00:00", "name": "water the plants",
        "local": "2026-03-30T07:05:00", "deadline": {"at": "2026-03-29T00:30:15.250000+00:00", "steady": 12.5,
        "boot": "boot"}, "left": None, "length": 60.5, "repeat": {"weekdays": [0, 4], "month_day": None,
        "every": None}, "state": "waiting", "rang": None, "missed": 0,
    }  # fmt: skip


def test_what_was_written_is_read_by_every_later_version() -> None:
    # Texts of the first version, as they are in stores: change the code and never these.
    first = {
        "alert": '{"kind":"timer","made":"2026-03-29T00:30:15+00:00","name":"tea","local":null,"deadline":'
        '{"at":"2026-03-29T00:33:15+00:00","steady":180.0,"boot":"b"},"left":null,"length":180.0,"repeat":null,'
        '"state":"waiting","rang":null,"missed":0}',
        "item": '{"list":"shopping","text":"milk","made":"2026-03-29T00:30:15+00:00"}',
        "note": '{"text":"the key is under the mat","made":"2026-03-29T00:30:15+00:00"}',
        "fact": '{"text":"my sister\'s name is Ana","made":"2026-03-29T00:30:15+00:00"}',
        "stopwatch": '{"since":null,"before":90.5}',
        "preferences": '{"volume":40,"speed":1.2,"muted":false}',
    }
    later = {"watch": '{"tier":"crisis","until":1764000000.5}'}
    assert {*first, *later} == KINDS.keys()
    for kind, body in (first | later).items():
        record = decode("1", kind, body)
        assert type(record) is KINDS[kind]
        assert encode(record) == (kind, body)


def test_a_moment_of_any_zone_stays_that_moment() -> None:
    note = Note("x", datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")))
    back = decode(note.id, *encode(note))
    assert isinstance(back, Note)
    assert back.made.isoformat() == "2026-10-25T02:30:00+01:00"


def test_a_field_that_was_not_there_yet_has_its_default() -> None:
    assert decode("preferences", "preferences", '{"volume": 30}') == Preferences(volume=30)
    assert decode("p", "preferences", '{"speed": 2}') == Preferences(speed=2.0, id="p")


PRIVATE = "marzipan"


@pytest.mark.parametrize(
    ("kind", "body", "part"),
    [
        ("dream", "{}", "kind"),
        ("note", "", "body"),
        ("note", f'{{"text": "{PRIVATE}', "body"),
        ("note", f'["{PRIVATE}"]', "body"),
        ("note", f'{{"text": "{PRIVATE}", "made": "{NOW.isoformat()}", "id": "2"}}', "body"),
        ("note", f'{{"text": "{PRIVATE}", "made": "{NOW.isoformat()}", "{PRIVATE}": 1}}', "fields"),
        ("note", f'{{"text": "{PRIVATE}"}}', '"made"'),
        ("note", f'{{"text": "{PRIVATE}", "made": null}}', '"made"'),
        ("note", f'{{"text": "x", "made": "{PRIVATE}"}}', '"made"'),
        ("note", f'{{"text": ["{PRIVATE}"], "made": "{NOW.isoformat()}"}}', '"text"'),
        ("preferences", '{"volume": true}', '"volume"'),
        ("preferences", '{"volume": 1.5}', '"volume"'),
        ("preferences", '{"muted": 1}', '"muted"'),
        ("preferences", '{"speed": "1"}', '"speed"'),
        ("stopwatch", '{"before": 1e300}', '"before"'),
        ("stopwatch", '{"before": NaN}', '"before"'),
        ("stopwatch", '{"before": true}', '"before"'),
        ("stopwatch", '{"since": []}', '"since"'),
        ("stopwatch", '{"since": {"steady": 1.0, "boot": ""}}', '"at"'),
        ("alert", f'{{"kind": "{PRIVATE}", "made": "{NOW.isoformat()}"}}', '"kind"'),
        ("alert", f'{{"kind": ["timer"], "made": "{NOW.isoformat()}"}}', '"kind"'),
        ("alert", f'{{"kind": "timer", "made": "{NOW.isoformat()}", "repeat": {{"weekdays": 3}}}}', "weekdays"),
        ("alert", f'{{"kind": "timer", "made": "{NOW.isoformat()}", "repeat": {{"never": 3}}}}', "fields"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused_without_its_words(kind: str, body: str, part: str) -> None:
    with pytest.raises(StoreError, match="does not know: update the assistant") as refused:
        decode("1", kind, body)
    assert part in str(refused.value)
    assert PRIVATE not in str(refused.value)
    assert refused.value.__cause__ is None  # what it was made from may hold the words
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_number_that_is_none_is_a_bug() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(Preferences(speed=float("nan")))


@given(st.recursive(st.none() | st.booleans() | st.integers() | FLOATS | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))  # fmt: skip
def test_nothing_but_a_record_is_read_as_one(anything: Any) -> None:
    for kind in KINDS:
        try:
            record = decode("1", kind, json.dumps(anything))
        except StoreError:
            continue
        assert anything == {}
        assert record in (Stopwatch(id="1"), Preferences(id="1"))
