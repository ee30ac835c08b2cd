"""The everyday store on disk: what was kept is there again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.errors import StoreBusyError, StoreError
from voice_assistant.everyday import Change, Everyday, Fact, Item, Note, Preferences, Record
from voice_assistant.everyday.file import EverydayFile, Forgetful, Keeper, open_everyday
from voice_assistant.store import Row, open_database

KEY = bytes(range(32))
NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
MILK = Item("shopping", "milk", NOW)
BREAD = Item("shopping", "bread", NOW)
FACT = Fact("the spare key is with the neighbour", NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "everyday.db"


@pytest.fixture
def file(path: Path) -> Iterator[EverydayFile]:
    opened = EverydayFile(path, KEY)
    yield opened
    opened.close()


def made(*records: Record) -> list[Change]:
    return [Change(None, record) for record in records]


def again(path: Path) -> Everyday:
    opened = EverydayFile(path, KEY)
    try:
        return opened.load()
    finally:
        opened.close()


def test_what_was_kept_is_there_again_in_its_order(path: Path, file: EverydayFile) -> None:
    assert file.load() == Everyday()
    file.keep(made(MILK, BREAD))
    file.keep(made(FACT, Preferences(volume=30)))
    oat_milk = Item("shopping", "oat milk", NOW, MILK.id)
    file.keep([Change(MILK, oat_milk), Change(BREAD, None)])
    file.close()
    assert again(path) == Everyday((oat_milk, FACT, Preferences(volume=30)))


def test_a_change_that_is_taken_back_is_undone_on_disk(file: EverydayFile) -> None:
    file.keep(made(MILK))
    removal = Change(MILK, None)
    file.keep([removal])
    assert file.load() == Everyday()
    file.keep([removal.undone])
    assert file.load() == Everyday((MILK,))


def test_no_change_writes_nothing(path: Path, file: EverydayFile) -> None:
    before = path.stat().st_mtime_ns, path.read_bytes()
    file.keep([])
    file.keep([Change(None, None)])
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


NOTES = st.builds(Note, text=st.sampled_from(["x", "y"]), made=st.just(NOW), id=st.sampled_from("abcde"))
CHANGES = st.builds(Change, before=st.none() | NOTES, after=st.none() | NOTES)


@given(st.lists(st.lists(CHANGES), max_size=6))
def test_the_file_holds_what_the_value_holds(batches: list[list[Change]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opened, value = EverydayFile(Path(folder) / "everyday.db", KEY), Everyday()
        try:
            for changes in batches:
                opened.keep(changes)
                value = value.after(changes)
                assert opened.load() == value
        finally:
            opened.close()


def test_nothing_is_on_disk_in_the_clear(path: Path, file: EverydayFile) -> None:
    file.keep(made(MILK, FACT))
    for part in path.parent.iterdir():
        for word in (b"milk", b"shopping", b"neighbour", b"2026", FACT.id.encode(), b"SQLite format 3"):
            assert word not in part.read_bytes()


def test_a_record_of_a_newer_version_is_refused_and_stays(path: Path) -> None:
    with open_database(path, KEY) as database:
        database.write([Row("1", "dream", "{}")])
    opened = EverydayFile(path, KEY)
    with pytest.raises(StoreError, match="update the assistant"):
        opened.load()
    opened.close()
    with open_database(path, KEY) as database:
        assert database.rows() == (Row("1", "dream", "{}"),)


def test_a_second_assistant_is_told(path: Path, file: EverydayFile) -> None:
    with pytest.raises(StoreBusyError):
        EverydayFile(path, KEY)


def test_a_folder_is_opened_with_the_key_in_it(tmp_path: Path) -> None:
    first = open_everyday(tmp_path / "data", "file")
    first.keep(made(MILK))
    first.close()
    second = open_everyday(tmp_path / "data", "file")
    assert second.load() == Everyday((MILK,))
    second.close()
    assert {part.name for part in (tmp_path / "data").iterdir()} == {
        "everyday.db", "everyday.db-journal", "everyday.db.lock", "everyday.key",
    }  # fmt: skip


def test_who_keeps_nothing_can_stand_in(tmp_path: Path) -> None:
    keepers: list[Keeper] = [Forgetful(), EverydayFile(tmp_path / "everyday.db", KEY)]
    for keeper in keepers:
        keeper.keep(made(MILK))
    assert [keeper.load() for keeper in keepers] == [Everyday(), Everyday((MILK,))]
    for keeper in keepers:
        keeper.close()
