"""What is shown while the assistant runs: its state, the level, what was heard and said, and how long it took.

On a terminal it is a live picture. Anywhere else (a log, a pipe, a service) only states are written, never words:
what is said in a room is nobody's business but the room's.
"""

from __future__ import annotations

import math
from typing import Self

import numpy as np
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from voice_assistant.observers import Observer
from voice_assistant.vocabulary import AudioLost, Frame, Sentence, Tier, Turn, seconds

EVERY = 5
"""Frames between two pictures: ten a second."""

METER = 30
"""Characters of the level meter, which shows -60 to 0 dBFS."""


def level_db(frame: Frame) -> float:
    """Level of a frame in dBFS, -100 at least."""
    power = float(np.mean(np.square(frame.samples, dtype=np.float64)))
    return 10 * math.log10(max(power, 1e-10))


def waits(turn: Turn) -> list[tuple[str, float]]:
    """The turn's wait, from the last word to the first of the answer, in parts with their names, in seconds."""
    times = turn.times
    parts: list[tuple[str, float]] = []
    if "end_of_turn" in times:
        parts.append(("until you had finished", seconds(times["end_of_turn"] - times["speech_end"])))
    if "first_audio" in times and "end_of_turn" in times:
        parts.append(("until I spoke", seconds(times["first_audio"] - times["end_of_turn"])))
    return parts


class LiveView(Observer):
    """The picture on a terminal. Use it as a context manager: the terminal is restored whatever happens."""

    def __init__(self, console: Console, title: str) -> None:
        self._live = Live(console=console, auto_refresh=False, transient=True, redirect_stderr=False)
        self._title = title
        self._state = "listening"
        self._level = -100.0
        self._frames = 0
        self._turns: list[Turn] = []
        self._contact = ""
        self._drawing = True

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._draw()
        self._live.stop()
        if self._contact:
            self._live.console.print(
                f"Whom to call: {self._contact}", style="bold", highlight=False, markup=False
            )

    def frame(self, frame: Frame) -> None:
        self._level = max(level_db(frame), self._level - 3.0)
        self._frames += 1
        if self._frames % EVERY == 0:
            self._draw()

    def speech(self, *, active: bool) -> None:
        if not self._drawing:
            self._drawing = True
            self._live.start()
        self._state = "hearing you" if active else "thinking"

    def understood(self, turn: Turn) -> None:
        self._turns = [*self._turns, turn][-3:]
        self._contact = turn.contact or self._contact
        if turn.contact:  # it can be read at once, also where no sound comes and no frame
            self._draw()

    def saying(self, turn: Turn, sentence: Sentence) -> None:
        self._state = "speaking"
        if turn.contact and turn.contact != self._contact:  # a worry that came up only with the answer
            self._contact = turn.contact
            self._draw()

    def idle(self) -> None:
        self._state = "listening"

    def taken_over(self) -> None:
        self._drawing = False
        self._live.stop()

    def hidden(self) -> None:
        self._turns, self._contact = [], ""
        self._live.console.clear()
        self._live.console.file.write("\x1b[3J")  # what has scrolled away is gone too
        self._draw()

    def lost(self, lost: AudioLost) -> None:
        self._state = (
            f"the sound system {'hung' if lost.reason == 'hung' else 'failed'} and was started again"
        )

    def _draw(self) -> None:
        if not self._drawing:
            return
        self._live.update(self._picture(), refresh=True)

    def _picture(self) -> RenderableType:
        filled = round(METER * min(1.0, max(0.0, (self._level + 60) / 60)))
        state = Text.assemble(
            (f" {self._state} ", "bold reverse"),
            "  ",
            ("█" * filled, "green"),
            ("·" * (METER - filled), "dim"),
        )
        rows = [_row(turn) for turn in self._turns]
        if self._contact:  # it stays there, so that nobody has to remember it
            rows.append(Text(f"\nwhom to call: {self._contact}", style="bold red"))
        return Panel(Group(state, *rows), title=Text(self._title), subtitle="Ctrl-C ends", padding=(1, 2))


def _row(turn: Turn) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", justify="right", width=6)
    table.add_column(overflow="fold")
    heard = turn.transcript.text if turn.transcript else ""
    table.add_row("", "")
    if not turn.announced:
        table.add_row("you", Text(heard or "(nothing I understood)"))
    style = "bold red" if turn.tier is Tier.CRISIS else "bold"
    coming = [line for line in turn.lines if line not in turn.said]
    shown = " ".join(sentence.shown or sentence.text for sentence in (*turn.said, *coming))
    table.add_row("I", Text(shown, style=style))
    notes = [f"{took:.2f} s {name}" for name, took in waits(turn)]
    notes += [f"{spent * 1000:.0f} ms {stage}" for stage, spent in turn.engine_seconds.items()]
    notes += ["prepared while you paused"] if turn.draft_used else []
    notes += ["you spoke over it"] if turn.barged_in else []
    table.add_row("", Text(" · ".join(notes), style="dim"))
    return table


class StateLog(Observer):
    """One line per state for wherever stdout is not a terminal. Holds no words."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def speech(self, *, active: bool) -> None:
        if active:
            self._write("hearing speech")

    def ended(self, turn: Turn) -> None:
        if turn.announced:
            self._write(f"turn {turn.id} announced {turn.skill}")
            return
        outcome = f"failed ({turn.error})" if turn.error else "interrupted" if turn.barged_in else "ended"
        wait = sum(took for _, took in waits(turn))
        self._write(
            f"turn {turn.id} {outcome}" + (f", answered after {wait:.2f} s" if wait else ", no answer")
        )

    def lost(self, lost: AudioLost) -> None:
        gap = seconds(lost.until - lost.since)
        self._write(f"the sound system {lost.reason} and was started again; {gap:.1f} s were not heard")

    def _write(self, line: str) -> None:
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)
