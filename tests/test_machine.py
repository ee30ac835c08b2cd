import os
from pathlib import Path

import pytest

from voice_assistant import machine


def made_up_cpus(folder: Path, siblings: list[str]) -> Path:
    for cpu, listed in enumerate(siblings):
        topology = folder / f"cpu{cpu}" / "topology"
        topology.mkdir(parents=True)
        (topology / "thread_siblings_list").write_text(listed + "\n")
    return folder


def test_hyper_threads_of_one_core_count_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})
    assert machine.physical_cores(made_up_cpus(tmp_path, ["0,2", "1,3", "0,2", "1,3"])) == 2


def test_a_machine_without_hyper_threads_has_as_many_cores_as_cpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})
    assert machine.physical_cores(made_up_cpus(tmp_path, ["0", "1", "2", "3"])) == 4


def test_only_cpus_that_we_may_use_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1})
    assert machine.physical_cores(made_up_cpus(tmp_path, ["0", "1", "2", "3"])) == 1


def test_where_nothing_is_known_every_cpu_is_a_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    assert machine.physical_cores(tmp_path) == 3


def test_one_core_is_left_to_the_sound_but_one_always_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "physical_cores", lambda: 4)
    assert machine.spare_cores() == 3
    monkeypatch.setattr(machine, "physical_cores", lambda: 1)
    assert machine.spare_cores() == 1
