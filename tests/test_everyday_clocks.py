"""What the clocks of a machine say: its zone, its time, its boot."""

from __future__ import annotations

import shutil
import time
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from voice_assistant.everyday import clocks

BERLIN = ZoneInfo("Europe/Berlin")
WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)

SYSTEM_ZONES = next((Path(p) for p in zoneinfo.TZPATH if (Path(p) / "Europe/Berlin").is_file()), None)
needs_zone_files = pytest.mark.skipif(SYSTEM_ZONES is None, reason="this system has no zone files")


@pytest.fixture
def set_tz(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def linked(folder: Path, target: str) -> Path:
    link = folder / "localtime"
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    return link


@pytest.mark.parametrize("name", ["Europe/Berlin", ":Europe/Berlin"])
def test_tz_names_the_zone(name: str, tmp_path: Path) -> None:
    elsewhere = linked(tmp_path, "/usr/share/zoneinfo/Asia/Tokyo")
    assert clocks.local_zone({"TZ": name}, elsewhere) is BERLIN


@needs_zone_files
@pytest.mark.parametrize("prefix", ["", ":"])
def test_tz_may_be_the_path_of_a_zone_file(prefix: str, tmp_path: Path) -> None:
    path = f"{prefix}{SYSTEM_ZONES}/Europe/Berlin"
    assert clocks.local_zone({"TZ": path}, tmp_path / "none") is BERLIN


def test_tz_may_be_the_path_of_the_link(tmp_path: Path) -> None:
    link = linked(tmp_path, "/usr/share/zoneinfo/Europe/Berlin")
    assert clocks.local_zone({"TZ": f":{link}"}, tmp_path / "none") is BERLIN


@pytest.mark.parametrize(
    "target",
    [
        "/usr/share/zoneinfo/Europe/Berlin",
        "../usr/share/zoneinfo/Europe/Berlin",
        "/etc/zoneinfo/Europe/Berlin",
        "/var/db/timezone/zoneinfo/Europe/Berlin",
    ],
)
@pytest.mark.parametrize("environ", [{}, {"TZ": ""}])
def test_without_tz_the_link_names_the_zone(target: str, environ: dict[str, str], tmp_path: Path) -> None:
    assert clocks.local_zone(environ, linked(tmp_path, target)) is BERLIN


@needs_zone_files
def test_a_link_to_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "alternative").symlink_to(f"{SYSTEM_ZONES}/Europe/Berlin")
    zone = clocks.local_zone({}, linked(tmp_path, str(tmp_path / "alternative")))
    assert SUMMER.astimezone(zone).utcoffset() == timedelta(hours=2)


def test_a_new_link_is_followed_at_once(tmp_path: Path) -> None:
    zones = [
        clocks.local_zone({}, linked(tmp_path, f"/usr/share/zoneinfo/{name}"))
        for name in ("Europe/Berlin", "Asia/Tokyo", "Europe/Berlin")
    ]
    assert zones == [BERLIN, ZoneInfo("Asia/Tokyo"), BERLIN]


@needs_zone_files
def test_a_copy_of_a_zone_file_knows_its_summer_time(tmp_path: Path) -> None:
    shutil.copy(f"{SYSTEM_ZONES}/Europe/Berlin", tmp_path / "localtime")
    (tmp_path / "timezone").write_text("Asia/Tokyo\n")  # what a container inherits may be wrong
    zone = clocks.local_zone({}, tmp_path / "localtime", tmp_path / "timezone")
    assert SUMMER.astimezone(zone).utcoffset() == timedelta(hours=2)
    assert WINTER.astimezone(zone).utcoffset() == timedelta(hours=1)
    assert clocks.local_zone({}, tmp_path / "localtime") is zone


def test_without_a_link_the_other_file_names_the_zone(tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Europe/Berlin\n")
    assert clocks.local_zone({}, tmp_path / "localtime", tmp_path / "timezone") is BERLIN


@pytest.mark.parametrize("name", ["Nowhere/Atall", "Europe", "../etc/passwd", "", "zoné"])
def test_a_file_without_a_name_of_a_zone_is_no_help(
    name: str, tmp_path: Path, set_tz: pytest.MonkeyPatch
) -> None:
    set_tz.setenv("TZ", "XYZ-5:30")
    (tmp_path / "timezone").write_text(name, encoding="utf-8")
    (tmp_path / "localtime").write_bytes(b"no zone file")
    zone = clocks.local_zone({}, tmp_path / "localtime", tmp_path / "timezone")
    assert SUMMER.astimezone(zone).utcoffset() == timedelta(hours=5, minutes=30)


def test_rules_in_tz_give_the_offset_of_this_moment(tmp_path: Path, set_tz: pytest.MonkeyPatch) -> None:
    elsewhere = linked(tmp_path, "/usr/share/zoneinfo/Asia/Tokyo")
    for rule, hours in (("ABC-3", 3), ("ABC+4", -4)):
        set_tz.setenv("TZ", rule)
        assert SUMMER.astimezone(clocks.local_zone({"TZ": rule}, elsewhere)).utcoffset() == timedelta(
            hours=hours
        )


def test_an_instant_shows_all_clocks(set_tz: pytest.MonkeyPatch) -> None:
    set_tz.setenv("TZ", "Asia/Kathmandu")
    before, instant, after = time.time(), clocks.read(), time.time()
    assert before - 1e-6 <= instant.now.timestamp() <= after + 1e-6
    assert instant.now.utcoffset() == timedelta(hours=5, minutes=45)
    assert instant.boot == clocks.boot_id()
    assert instant.steady <= clocks.read().steady


def test_the_second_pass_through_an_hour_is_told_from_the_first(set_tz: pytest.MonkeyPatch) -> None:
    set_tz.setenv("TZ", "Europe/Berlin")
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    set_tz.setattr(time, "time", second.timestamp)
    assert clocks.read().now.astimezone(UTC) == second


def test_sleep_counts_where_the_system_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "clock_gettime", lambda clock: 1000.0 + clock)
    monkeypatch.setattr(time, "monotonic", lambda: 5.0)
    assert clocks.steady_seconds() == 1007.0
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    assert clocks.steady_seconds() == 5.0


def test_the_boot_is_read_from_the_kernel_or_unknown(tmp_path: Path) -> None:
    (tmp_path / "boot_id").write_text("abc-def\n")
    assert clocks.boot_id(tmp_path / "boot_id") == "abc-def"
    assert clocks.boot_id(tmp_path / "none") == ""


def test_a_frozen_moment_is_local_and_belongs_to_no_boot(set_tz: pytest.MonkeyPatch) -> None:
    set_tz.setenv("TZ", "Europe/Berlin")
    frozen = clocks.at(datetime.fromisoformat("2026-03-09T07:30"))
    assert frozen.now == datetime(2026, 3, 9, 6, 30, tzinfo=UTC)
    assert (frozen.now.tzinfo, frozen.steady, frozen.boot) == (BERLIN, 0.0, "")
    assert clocks.at(datetime(2026, 3, 9, 6, 30, tzinfo=UTC)).now.hour == 7


def test_a_frozen_moment_that_does_not_exist_is_shown_as_the_clocks_would(set_tz: pytest.MonkeyPatch) -> None:
    set_tz.setenv("TZ", "Europe/Berlin")
    shown = clocks.at(datetime.fromisoformat("2026-03-29T02:30")).now
    assert (shown.hour, shown.minute) == (3, 30)
