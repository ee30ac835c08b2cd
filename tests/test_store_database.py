"""Rows in an encrypted file: what is on disk, what survives, and what is refused."""

from __future__ import annotations

import os
import random
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from voice_assistant.errors import StoreBusyError, StoreError
from voice_assistant.store import Database, Row, open_database
from voice_assistant.store.cipher import connect
from voice_assistant.store.migration import MIGRATIONS

ROOT = Path(__file__).parent.parent
KEY = bytes(range(32))
OTHER_KEY = bytes(32)
WORD = "marzipan"
ROWS = tuple(Row(f"id-{i}", "note", f"{WORD} {i} " + "x" * 500) for i in range(40))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kept.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with open_database(path, KEY) as opened:
        yield opened


def filled(path: Path) -> Path:
    with open_database(path, KEY) as opened:
        opened.write(ROWS)
    return path


def rows(path: Path) -> tuple[Row, ...]:
    with open_database(path, KEY) as opened:
        return opened.rows()


def refusal(path: Path, key: bytes = KEY) -> str:
    """What is said of a file that cannot be opened, in one sentence; the file stays as it is."""
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        open_database(path, key)
    assert path.read_bytes() == before
    text = str(refused.value)
    assert str(path) in text
    assert text.endswith(".")
    assert ". " not in text
    assert WORD not in text
    assert KEY.hex() not in text
    return text


# ---------------------------------------------------------------- rows


def test_rows_come_back_in_the_order_they_were_made_and_an_update_keeps_its_place(
    path: Path, database: Database
) -> None:
    assert database.rows() == ()
    first, second, third = (Row(name, "note", name) for name in "abc")
    database.write([first, second])
    database.write([third, Row("a", "fact", "new")])
    database.write(drop=["b", "never there"])
    assert database.rows() == (Row("a", "fact", "new"), third)
    database.write([second])
    database.close()
    assert rows(path) == (Row("a", "fact", "new"), third, second)


def test_what_is_dropped_and_put_at_once_is_new_and_comes_last(database: Database) -> None:
    database.write([Row("a", "note", "1"), Row("b", "note", "2")])
    database.write([Row("a", "note", "3")], drop=["a"])
    assert database.rows() == (Row("b", "note", "2"), Row("a", "note", "3"))


IDS = st.sampled_from("abcdef")


@given(st.lists(st.tuples(st.lists(st.tuples(IDS, st.text())), st.lists(IDS)), max_size=8))
def test_it_behaves_like_a_dictionary(batches: list[tuple[list[tuple[str, str]], list[str]]]) -> None:
    model: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "kept.db", KEY) as opened:
        for put, drop in batches:
            opened.write([Row(name, "note", body) for name, body in put], drop)
            for name in drop:
                model.pop(name, None)
            model.update(put)
            assert opened.rows() == tuple(Row(name, "note", body) for name, body in model.items())


def test_a_write_that_fails_half_way_changes_nothing(database: Database) -> None:
    database.write([Row("a", "note", "1")])
    with pytest.raises(dbapi2.IntegrityError):  # a bug of the caller's, so it is no StoreError
        database.write([Row("b", "note", "2"), Row("c", "note", None)], drop=["a"])  # type: ignore[arg-type]
    assert database.rows() == (Row("a", "note", "1"),)
    database.write([Row("b", "note", "2")])
    assert len(database.rows()) == 2


# ---------------------------------------------------------------- privacy


def test_no_byte_on_disk_is_in_the_clear(path: Path) -> None:
    with open_database(path, KEY) as opened:
        opened.write(ROWS)
        opened.write(drop=[row.id for row in ROWS[:20]])
        everything = {file: file.read_bytes() for file in path.parent.iterdir()}
    assert len(everything[path]) > 5 * 4096
    for content in everything.values():
        for clear in (b"SQLite format 3", WORD.encode(), b"id-", b"records", b"CREATE", b"x" * 16, KEY):
            assert clear not in content


def test_what_was_forgotten_is_gone_from_the_pages_and_from_the_journal(path: Path) -> None:
    filled(path)
    with open_database(path, KEY) as opened:
        opened.write(drop=[row.id for row in ROWS])
        assert not [file for file in path.parent.iterdir() if file.suffix != ".db" and file.stat().st_size]
    clear = path.with_name(
        "clear.db"
    )  # the test alone: the same pages without encryption, free ones included
    connection = connect(path, KEY)
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    connection.execute(f"ATTACH DATABASE '{clear}' AS clear KEY ''")
    assert free > 0
    connection.execute("SELECT sqlcipher_export('clear')")
    connection.close()
    assert clear.read_bytes().startswith(b"SQLite format 3")
    assert WORD.encode() not in clear.read_bytes()


def test_only_the_user_can_read_the_files(path: Path) -> None:
    old = os.umask(0)
    try:
        with open_database(path, KEY) as opened:
            opened.write(ROWS)
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert {"kept.db", "kept.db.lock", "kept.db-journal"} == modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_files_that_others_could_read_are_made_private(path: Path) -> None:
    filled(path).chmod(0o644)
    path.parent.chmod(0o755)
    rows(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_write_waits_for_the_disk_and_overwrites_what_it_removes(path: Path) -> None:
    filled(path)
    connection = connect(path, KEY)
    wanted = {"synchronous": 2, "journal_mode": "truncate", "secure_delete": 1, "temp_store": 2,
              "foreign_keys": 1, "cipher_memory_security": "1"}  # fmt: skip
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    connection.close()
    assert found == wanted


# ---------------------------------------------------------------- what cannot be used


def test_another_key_opens_nothing_and_changes_nothing(path: Path) -> None:
    assert "another key: move it away to begin anew" in refusal(filled(path), OTHER_KEY)
    assert rows(path) == ROWS


def test_a_key_of_another_length_is_a_bug(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, b"short")


def test_a_wrong_key_is_not_told_to_stderr(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    refusal(filled(path), OTHER_KEY)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("left", [0, 1, 100, 4096, 8192, -4096, -1])
def test_a_truncated_file_is_refused(left: int, path: Path) -> None:
    whole = filled(path).read_bytes()
    path.write_bytes(whole[:left])
    assert "damaged" in refusal(path)


def test_a_file_of_something_else_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"hello" * 2000)
    assert "damaged" in refusal(path)


def test_a_flipped_byte_is_noticed_wherever_it_is(path: Path) -> None:
    whole = filled(path).read_bytes()
    for at in random.Random(5).sample(range(len(whole)), 60):  # same places every time
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert "damaged" in refusal(path), at
    path.write_bytes(whole)
    assert rows(path) == ROWS


def test_damage_found_later_is_told_too(path: Path) -> None:
    filled(path)
    with open_database(path, KEY) as opened:
        path.write_bytes(b"x" * path.stat().st_size)
        with pytest.raises(StoreError, match="damaged"):
            opened.write([Row("a", "note", "1")])


def test_the_place_of_a_moved_file_is_free_for_a_new_one(path: Path) -> None:
    journal = path.with_name("kept.db-journal")
    before = filled(path).read_bytes()
    connection = connect(path, KEY)
    connection.execute("PRAGMA cache_size = 1")  # so that pages are written before the end
    connection.execute("BEGIN")
    connection.execute("UPDATE records SET body = body || body")
    connection.execute("INSERT INTO records SELECT id || 'again', place, kind, body || body FROM records")
    hot = journal.read_bytes()
    assert path.read_bytes() != before
    connection.close()
    path.rename(path.with_name("aside"))  # by hand, after a crash in the middle of a write
    journal.write_bytes(hot)
    path.with_name("kept.db.new").write_bytes(b"left over from a power cut")
    assert rows(path) == ()
    assert rows(path) == ()
    assert names(path) == {"aside", "kept.db"}


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="make it and its folder readable and writable for you"):
        open_database(tmp_path / "data" / "kept.db", KEY)


# ---------------------------------------------------------------- other processes

CHILD = """
import os, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from voice_assistant.errors import StoreError
from voice_assistant.store import Row, open_database
path, key = Path(sys.argv[2]), bytes(range(32))
"""

WRITES = """
with open_database(path, key) as database:
    batch = int(sys.argv[3])
    while True:
        batch += 1
        body = f"{batch} " + "y" * 700
        database.write([Row(f"{i}", "note", body) for i in range(10)] + [Row(f"batch {batch}", "note", "")])
        print(batch, flush=True)
"""


def child(code: str, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD + code, str(ROOT), *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_what_was_acknowledged_survives_kill_9_whole(path: Path) -> None:
    journal = path.with_name("kept.db-journal")
    acknowledged = half_written = 0
    for attempt in range(20):
        with child(WRITES, path, acknowledged) as writer:
            assert writer.stdout
            for _ in range(1 + attempt):
                acknowledged = int(writer.stdout.readline())
            until = time.monotonic() + 1
            while attempt % 2 and not journal.stat().st_size and time.monotonic() < until:
                pass  # every other time, until it is in the middle of a write
            writer.kill()
            acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        half_written += journal.stat().st_size > 0
        found = {row.id: row.body for row in rows(path)}
        last = max(int(name.removeprefix("batch ")) for name in found if name.startswith("batch "))
        assert {f"batch {batch}" for batch in range(1, last + 1)} <= found.keys()
        assert {found[f"{i}"].split()[0] for i in range(10)} == {str(last)}, "a write is half there"
        assert acknowledged <= last <= acknowledged + 1
        acknowledged = last
    assert acknowledged > 20
    assert half_written, "no kill came in the middle of a write, so nothing was shown"


def test_a_second_process_is_told_at_once_and_has_its_turn_later(path: Path) -> None:
    with child(WRITES, path, 0) as writer:
        assert writer.stdout
        writer.stdout.readline()
        with pytest.raises(StoreBusyError, match="in use by another assistant: end that one first"):
            open_database(path, KEY)
        writer.kill()
    assert rows(path)


def test_one_process_cannot_open_it_twice_either(path: Path, database: Database) -> None:
    with pytest.raises(StoreBusyError):
        open_database(path, KEY)
    database.write(ROWS[:1])
    database.close()
    assert rows(path) == ROWS[:1]


def test_a_failed_attempt_holds_nothing(path: Path) -> None:
    refusal(filled(path), OTHER_KEY)
    assert rows(path) == ROWS


def test_another_program_that_writes_is_told_apart_from_damage(path: Path) -> None:
    filled(path)
    with open_database(path, KEY) as opened:
        other = connect(path, KEY)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="another program"):
            opened.write(ROWS[:1])
        other.execute("ROLLBACK")
        other.close()
        opened.write(drop=[row.id for row in ROWS])
        assert opened.rows() == ()


FILLS_UP = """
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
with open_database(path, key) as database:
    n = 0
    try:
        while True:
            database.write([Row(f"{n}", "note", "z" * 900)])
            n += 1
    except StoreError as error:
        print(n, len(database.rows()), error)
    database.write([Row("0", "note", "still writes")])
"""


def test_a_disk_that_takes_no_more_loses_nothing(path: Path) -> None:
    out, _ = (filling := child(FILLS_UP, path)).communicate(timeout=60)
    written, there, sentence = out.split(maxsplit=2)
    assert filling.returncode == 0
    assert int(written) == int(there) > 20
    assert sentence.strip().endswith("check the disk and its limits.")
    assert len(rows(path)) == int(written)
    assert rows(path)[0].body == "still writes"


def test_a_full_disk_is_called_full(database: Database) -> None:
    database.write(ROWS[:1])
    (pages,) = database._connection.execute("PRAGMA page_count").fetchone()
    database._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full: free some space"):
        database.write(ROWS)
    assert database.rows() == ROWS[:1]


def test_a_disk_too_full_for_a_new_file_leaves_none(path: Path) -> None:
    code = """
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    open_database(path, key)
except StoreError as error:
    print(error)
"""
    out, _ = child(code, path).communicate(timeout=60)
    assert "kept.db" in out
    assert not path.exists()
    assert rows(path) == ()


NOBODY = 65534

OPENS = """
if os.geteuid() == 0:  # with everything imported that only root may read
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    print(len(open_database(path, key).rows()))
except StoreError as error:
    print(error)
"""


@pytest.fixture
def strangers_folder() -> Iterator[Path]:
    """A folder that a user without rights could reach; for root nothing is forbidden."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize(("mode", "said"), [(0o500, "Permission denied"), (0o700, "0\n")])
def test_a_read_only_folder_is_told_and_stays_one(mode: int, said: str, strangers_folder: Path) -> None:
    folder = strangers_folder / "data"
    folder.mkdir()
    os.chown(folder, NOBODY if os.geteuid() == 0 else -1, -1)
    folder.chmod(mode)
    out, _ = child(OPENS, folder / "kept.db").communicate(timeout=60)
    assert said in out
    assert stat.S_IMODE(folder.stat().st_mode) == mode
    folder.chmod(0o700)


def test_a_read_only_file_is_told_and_stays_one(strangers_folder: Path) -> None:
    path = filled(strangers_folder / "data" / "kept.db")
    path.chmod(0o400)
    for file in (path.parent, *path.parent.iterdir()):
        os.chown(file, NOBODY if os.geteuid() == 0 else -1, -1)
    out, _ = child(OPENS, path).communicate(timeout=60)
    assert out.strip().endswith("(Permission denied): make it and its folder readable and writable for you.")
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else's")
def test_somebody_elses_folder_is_told(strangers_folder: Path) -> None:
    (strangers_folder / "data").mkdir(mode=0o755)
    out, _ = child(OPENS, strangers_folder / "data" / "kept.db").communicate(timeout=60)
    assert "Operation not permitted): make it and its folder readable and writable for you." in out


# ---------------------------------------------------------------- versions

SECOND = ("ALTER TABLE records ADD COLUMN colour TEXT", "UPDATE records SET colour = 'red'")
THIRD = ("CREATE TABLE more (id TEXT) STRICT",)
BROKEN = ("DELETE FROM records", "ALTER TABLE nothing ADD COLUMN colour TEXT")


def version(path: Path, key: bytes = KEY) -> int:
    connection = connect(path, key)
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(found)


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()} - {"kept.db-journal", "kept.db.lock"}


def test_an_older_file_is_brought_up_to_date_after_a_backup(path: Path) -> None:
    before = filled(path).read_bytes()
    with open_database(path, KEY, migrations=(*MIGRATIONS, SECOND)) as opened:
        assert opened.rows() == ROWS
    backup = path.with_name("kept.db.v1.bak")
    assert names(path) == {"kept.db", "kept.db.v1.bak"}
    assert version(path) == 2
    assert backup.read_bytes() == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    shutil.copy(backup, path)
    assert rows(path) == ROWS


def test_a_new_file_and_one_that_is_up_to_date_need_no_backup(path: Path) -> None:
    filled(path)
    filled(path)
    assert names(path) == {"kept.db"}
    assert version(path) == len(MIGRATIONS) == 1


def test_the_newest_two_backups_are_kept(path: Path) -> None:
    filled(path)
    migrations = [*MIGRATIONS]
    for step in (SECOND, THIRD, ("CREATE TABLE yet_more (id TEXT) STRICT",)):
        migrations.append(step)
        open_database(path, KEY, migrations=migrations).close()
    assert names(path) == {"kept.db", "kept.db.v2.bak", "kept.db.v3.bak"}
    assert "or put its backup kept.db.v3.bak in its place" in refusal(path, OTHER_KEY)


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    before = filled(path).read_bytes()
    with pytest.raises(StoreError, match=r"from version 1 to 3 \(SQLITE_ERROR\)"):
        open_database(path, KEY, migrations=(*MIGRATIONS, SECOND, BROKEN))
    assert path.read_bytes() == before
    assert rows(path) == ROWS


def test_a_first_migration_that_fails_makes_no_file(path: Path) -> None:
    with pytest.raises(StoreError):
        open_database(path, KEY, migrations=(BROKEN,))
    assert not path.exists()


def test_a_file_of_a_newer_version_is_refused_untouched(path: Path) -> None:
    filled(path)
    open_database(path, KEY, migrations=(*MIGRATIONS, SECOND)).close()
    assert "newer version of the assistant: update the assistant" in refusal(path)


def test_a_disk_too_full_for_the_backup_keeps_the_file_as_it_was(path: Path) -> None:
    before = filled(path).read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) - 1, hard))
    try:
        with pytest.raises(StoreError, match="File too large"):
            open_database(path, KEY, migrations=(*MIGRATIONS, SECOND))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before
    assert names(path) == {"kept.db"}
