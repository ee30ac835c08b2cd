"""What this machine can do."""

from __future__ import annotations

import os
from pathlib import Path

CPUS = Path("/sys/devices/system/cpu")


def physical_cores(cpus: Path = CPUS) -> int:
    """Cores that this process may use, hyper-threads of one core counted once.

    Two compute threads on the two halves of one core are slower than one.
    """
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))
    return max(1, len({_siblings(cpus, cpu) for cpu in allowed}))


def spare_cores() -> int:
    """Cores to compute on: all but one, which the sound and everything else need; at least one."""
    return max(1, physical_cores() - 1)


def _siblings(cpus: Path, cpu: int) -> str:
    try:
        return (cpus / f"cpu{cpu}" / "topology" / "thread_siblings_list").read_text().strip()
    except OSError:  # not Linux, or a container that hides it
        return str(cpu)
