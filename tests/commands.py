"""The real command as users have it: a process of its own, with streams, an exit code and signals."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from voice_assistant.bench.questions import Question
from voice_assistant.bench.questions import samples as recording
from voice_assistant.vocabulary import SAMPLE_RATE, Samples, samples

ROOT = Path(__file__).parent.parent

COMMAND = (sys.executable, "-m", "voice_assistant")

LONGEST_S = 60.0
"""A command that takes longer hangs, seconds."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    code: int
    """Its exit code; minus the signal where one killed it."""
    out: str
    err: str
    seconds: float


def call(
    *words: str | bytes,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    command: Sequence[str] = COMMAND,
) -> Done:
    """Run a command to its end."""
    began = time.monotonic()
    done = subprocess.run(
        [*command, *words],
        input=stdin,
        capture_output=True,
        env=environment(env),
        cwd=cwd,
        timeout=LONGEST_S,
        check=False,
    )
    took = time.monotonic() - began
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode(), took)


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our own environment with changes, in which the command is found wherever it is started."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**ours, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **(changes or {})}


def assert_failed(done: Done, *parts: str) -> None:
    """It ended with 1, after one clear sentence on stderr that holds these parts."""
    assert done.code == 1, done
    assert_one_sentence(done.err, *parts)


def assert_one_sentence(err: str, *parts: str) -> None:
    """A message for people: one line from us, a whole sentence, no traceback."""
    (line,) = err.splitlines()
    assert line.startswith("voice-assistant: "), err
    assert line[-1] in ".?", err
    for part in parts:
        assert part in line


def conversation_wav(path: Path, *asked: Question, gap_s: float = 4.0) -> Path:
    """Questions as one sound file, with time for an answer after each; the path."""
    silence = np.zeros(samples(gap_s), np.float32)
    parts: list[Samples] = [silence[: samples(0.5)]]
    for question in asked:
        parts += [recording(question), silence]
    soundfile.write(path, np.concatenate(parts), SAMPLE_RATE, subtype="PCM_16")
    return path
