"""What turns leave behind: the memory they are read with, and what is remembered once they are over.

Turns end in the order in which they began, but the lines for a crisis go on while the user speaks. So a turn may be
read before the one that it answers is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from voice_assistant.dialogue.doubt import Verdict
from voice_assistant.dialogue.memory import Memory
from voice_assistant.everyday import Change, Watch
from voice_assistant.running import Running
from voice_assistant.safety import SafetyState
from voice_assistant.safety.detect import GRAVITY
from voice_assistant.vocabulary import Tier


def crises_before(running: Running, others: Iterable[Running]) -> list[Running]:
    """Older turns under way that are to say the lines for a crisis themselves, oldest first."""
    older = [other for other in others if other.turn.id < running.turn.id and other.crisis]
    mine = (other for other in older if other.gate.is_set() and not other.taken_over)
    return sorted(mine, key=lambda other: other.turn.id)


def read_with(memory: Memory, crises: list[Running], *, cut: bool = False) -> Memory:
    """The memory as it will be once the crises under way are over.

    Args:
        memory: what is remembered so far.
        crises: as `crises_before` gives them.
        cut: whether what the youngest of them says will not be heard to its end.
    """
    if not crises or (noted := crises[-1].noted) is None:
        return memory
    cut = cut or crises[-1].reason is not None
    return replace(memory, safety=noted.unheard if cut and noted.unheard is not None else noted.safety)


def remembering(memory: Memory, running: Running, now: float) -> Memory:
    """The memory with a turn in it that is over.

    Args:
        memory: what is remembered so far.
        running: the turn.
        now: seconds since 1970.
    """
    noted, transcript = running.noted, running.turn.transcript
    if noted is None or transcript is None:
        return memory
    believed = noted.lines or noted.verdict is Verdict.BELIEVE
    safety = noted.safety if noted.unheard is None or running.heard else noted.unheard
    said = transcript.text if believed else ""
    safety = _no_lighter(safety, memory.safety, now)
    memory = memory.after(said, running.turn.heard_reply, safety, running.context)
    return memory.forgetting() if running.forgets else memory


def to_keep(safety: SafetyState, stored: Watch | None, now: float) -> list[Change]:
    """What has to be written down, so that the tier, and when it expires, outlive a restart. Nothing else ever is.

    Args:
        safety: what the safety kernel remembers.
        stored: what was written down before.
        now: seconds since 1970.
    """
    kept = safety.kept
    if kept is not None:
        same = stored is not None and (stored.tier, stored.until) == kept
        return [] if same else [Change(stored, Watch(*kept))]
    # Whoever is dangerous may look into the file, and what has faded is nobody's business.
    over = safety.quiet or safety.remembered(now) is Tier.NONE
    return [Change(stored, None)] if stored is not None and over else []


def _no_lighter(safety: SafetyState, before: SafetyState, now: float) -> SafetyState:
    """No turn makes what is remembered lighter: it may have been read before a graver one was remembered."""
    if GRAVITY[before.remembered(now)] <= GRAVITY[safety.remembered(now)]:
        return safety
    quiet, quiet_at = before.quiet or safety.quiet, max(before.quiet_at, safety.quiet_at)
    kept = replace(safety, tier=before.tier, at=before.at, followed=before.followed)
    return replace(kept, quiet=quiet, quiet_at=quiet_at)
