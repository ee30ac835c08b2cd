"""The clocks of this machine: what time it is, where the user is, and how long the machine has been on.

Everything that needs to know the time is handed an `Instant`; this is where they come from.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from voice_assistant.everyday.records import Instant

LOCALTIME = Path("/etc/localtime")
"""The zone of this machine: a link into the system's zone files, or a copy of one."""

TIMEZONE = Path("/etc/timezone")
"""The name of that zone, on some systems."""

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Where Linux says which boot this is."""


def read() -> Instant:
    """What all clocks show now."""
    now = datetime.fromtimestamp(time.time(), local_zone())
    return Instant(now, steady_seconds(), boot_id())


def at(moment: datetime) -> Instant:
    """An instant at which the clock stands still, for `--now`; a naive moment is local, any other is shown in local.

    It belongs to no boot, so lengths of time count on the wall clock: a timer that was set at one frozen moment
    has run on at a later one.
    """
    zone = local_zone()
    aware = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    return Instant(aware.astimezone(UTC).astimezone(zone))  # by way of UTC: 02:30 may not exist


def local_zone(
    environ: Mapping[str, str] = os.environ, localtime: Path = LOCALTIME, name_file: Path = TIMEZONE
) -> tzinfo:
    """The zone that the user lives in, looked up anew each time: a laptop travels.

    `TZ` names it, else /etc/localtime is or links to its file, else /etc/timezone names it. Where none of them
    does, or TZ holds rules instead of a name, it is the offset from UTC that the C library gives at this moment.
    """
    if name := environ.get("TZ", "").removeprefix(":"):
        zone = _file_at(Path(name)) if name.startswith("/") else _named(name)
    else:
        zone = _file_at(localtime) or _named(_content(name_file))
    return zone or _offset_now()


def steady_seconds() -> float:
    """Seconds on the clock that never jumps; where the system has one, it goes on while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


@cache
def boot_id(path: Path = BOOT_ID) -> str:
    """Which boot this is, or "" where the system does not say: then lengths of time count on the wall clock."""
    return _content(path)


def _file_at(path: Path) -> tzinfo | None:
    """The zone of a file: by the name that it has in the system's zone files, else by what it holds."""
    try:
        links_to = path.readlink() if path.is_symlink() else path
        for target in (links_to, path.resolve()):  # its name is in the first, unless that is a link itself
            if zone := _named(str(target).partition("zoneinfo/")[2]):
                return zone
        return _copied(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):  # no such file, or none of this kind
        return None


@lru_cache(maxsize=4)
def _copied(path: Path, changed: int) -> tzinfo:
    with path.open("rb") as file:
        return ZoneInfo.from_file(file)


def _named(name: str) -> tzinfo | None:
    try:
        return _zone(name) if name else None
    except (KeyError, OSError, ValueError):  # no such name, a folder, or no name at all
        return None


@lru_cache(maxsize=16)
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name)


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _offset_now() -> tzinfo:
    if hasattr(time, "tzset"):
        time.tzset()  # the C library notices a change only when it is asked
    return timezone(timedelta(seconds=time.localtime().tm_gmtoff))
