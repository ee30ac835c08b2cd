"""What turns leave behind, and what of it is written down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from test_vigil import Gate, running

from voice_assistant.dialogue.memory import Memory
from voice_assistant.dialogue.noted import Noted
from voice_assistant.everyday import Change, Watch
from voice_assistant.moves import Reason
from voice_assistant.remembering import crises_before, read_with, remembering, to_keep
from voice_assistant.running import Running
from voice_assistant.safety import SafetyState
from voice_assistant.vocabulary import Hypothesis, Tier, Transcript

NOW = 1_000_000.0
GRAVE = SafetyState(Tier.CRISIS, at=NOW, followed=False, quiet=True)
LIGHT = SafetyState(Tier.CONCERN, at=NOW + 5, said=(("ask", 1),))


def crisis(id: int, *, opened: bool = True) -> Running:  # noqa: A002
    made: Any = running(id=id)
    made.noted = replace(made.noted, safety=GRAVE, unheard=LIGHT)
    made.gate = Gate()
    if opened:
        made.gate.set()
    return made  # type: ignore[no-any-return]


def test_older_crises_that_may_speak_are_found_oldest_first() -> None:
    taken = crisis(1)
    taken.taken_over = True
    first, second = crisis(2), crisis(3)
    others = [second, first, taken, crisis(4, opened=False), running(Tier.CONCERN, id=5), crisis(9)]
    assert crises_before(crisis(6), others) == [first, second]


def test_a_turn_is_read_with_what_the_youngest_crisis_will_leave() -> None:
    memory, youngest = Memory(), crisis(3)
    assert read_with(memory, []) is memory
    assert read_with(memory, [crisis(2), youngest]).safety is GRAVE
    assert read_with(memory, [youngest], cut=True).safety is LIGHT
    youngest.reason = Reason.BARGE_IN
    assert read_with(memory, [youngest]).safety is LIGHT


def test_no_turn_makes_what_is_remembered_lighter() -> None:
    turn = running(Tier.CONCERN)
    turn.noted = Noted(Tier.CONCERN, LIGHT)
    assert remembering(Memory(safety=GRAVE), turn, NOW).safety == GRAVE  # nothing was understood
    turn.turn.transcript = Transcript((Hypothesis("alpha", -0.1),))
    merged = remembering(Memory(safety=GRAVE), turn, NOW + 9).safety
    assert merged == replace(LIGHT, tier=Tier.CRISIS, at=NOW, followed=False, quiet=True)
    assert remembering(Memory(safety=LIGHT), turn, NOW).safety is LIGHT


def test_what_is_written_down_follows_what_is_remembered() -> None:
    loud = replace(GRAVE, quiet=False)
    assert loud.kept is not None
    stored = Watch(*loud.kept)
    assert to_keep(loud, None, NOW) == [Change(None, stored)]
    assert to_keep(loud, stored, NOW) == []
    assert to_keep(GRAVE, stored, NOW) == [Change(stored, None)]
    assert to_keep(SafetyState(), stored, NOW) == [Change(stored, None)]
    assert to_keep(SafetyState(), None, NOW) == []
