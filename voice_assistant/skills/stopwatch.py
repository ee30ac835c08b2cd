"""The stopwatch: there is one, and it can be stopped and go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from voice_assistant.everyday import Change, Stopwatch, schedule
from voice_assistant.skills import Situation, Steps, keep, skill
from voice_assistant.skills.wording import length

NONE = timedelta()


@skill(
    "start the stopwatch",
    "<start_watch> <watch> [again|going|running|on|up|now|for me|please|ticking|rolling|started]",
    "<start_watch> <watch> for (my|the|this|a|our) "
    "(run|workout|race|lap|walk|swim|training|exercise|ride|jog|sprint|game|round)",
    "[i want|i'd like|i need] <watch> [go|start|on|please|to start|to "
    "run|running|started|now|going|ready|begin|to begin]",
    "<watch> (can|may|should|must|please) (start|begin|run|go) [now|again]",
    "(let|get|have|make|set|put|turn|switch|i want|i'd like|i need|can) <watch> "
    "(<runs>|run|start|started|on|begin|going|running|to run|to start|go|ticking) [again|on|now]",
    "time (me|this|it|us|my run|my lap|this lap|my walk|my swim|my workout|the race|my race|her|him|them) "
    "(with|on|using|by) <watch>",
    "(start timing|begin timing|start to time|measure|clock) [me|this|us|my run|my lap|my race|my walk|my "
    "swim|her|him|them|my workout|the race] [with|on|using|by] <watch>",
    "use <watch> [to (time|clock) (me|this|us|it)|for (me|this)]",
    "(start|begin) (timing|to time|clocking|counting the time|counting time|the clock on) [me|this|us|my "
    "run|my lap|my race|my walk|my workout|now|how long [this|it|i] [takes|take|lasts]]",
    "time how long (i take|it takes|this takes|i need|we take|i can do this) [starting [right] now|from "
    "now|now]",
    "<go_on_with> <watch>",
    "time (me|us|my run|my lap|my workout|my sprint|my race)",
    effects=("everyday",),
)
def start_stopwatch(situation: Situation) -> Steps:
    """Start the stopwatch, or let it go on."""
    language, watch = situation.language, situation.everyday.stopwatch
    if watch is not None and watch.since is not None:
        yield language.phrase("skill.stopwatch.runs", length=length(language, _shown(situation)))
        return
    since = schedule.deadline(situation.instant, NONE)
    after = replace(watch, since=since) if watch else Stopwatch(since)
    yield keep(language.phrase("words.stopwatch"), Change(watch, after))
    if after.before:
        yield language.phrase("skill.stopwatch.goes_on", length=length(language, after.before))
    else:
        yield language.phrase("skill.stopwatch.started")


@skill(
    "stop the stopwatch",
    "<stop_watch> <watch> [now|there|here|please|for (now|me)|right (there|now|here)|running|up|off|from "
    "running]",
    "<turn> <watch> off",
    "<watch> (stop|off|halt|end|pause|finish|stopped|out|hold) [now|please]",
    "<watch> [you] (can|may|should|must|needs to) (stop|end|pause|halt|finish|be stopped|be halted|be "
    "paused|go off|be turned off) [now|there]",
    "(let|make|have|get|bring|i want|i'd like|i need) <watch> [to] "
    "(stop|halt|end|pause|stopped|halted|paused|to a (stop|halt|standstill)|to be stopped|turned "
    "off|off|finished) [now|there]",
    "(stop|end|finish|quit) (timing|the timing|clocking) [me|this|us|my run|now|please]",
    "(put|call) (an end|a stop|a halt|time) (to|on) <watch>",
    "(that's|that is) it for <watch>",
    "(i'm|i am|we're) (done|finished) (with|using) <watch>",
    effects=("everyday",),
)
def stop_stopwatch(situation: Situation) -> Steps:
    """Stop the stopwatch, and say how long it ran."""
    language, watch = situation.language, situation.everyday.stopwatch
    if watch is None:
        yield language.phrase("skill.stopwatch.none")
        return
    shown = _shown(situation)
    if watch.since is not None:
        yield keep(
            language.phrase("words.stopwatch"), Change(watch, replace(watch, since=None, before=shown))
        )
    yield language.phrase("skill.stopwatch.stopped", length=length(language, shown))


@skill(
    "what does the stopwatch say",
    "[<ask_for>] (what|which|where|how (far|much|long|many seconds|many minutes|much time)) "
    "[time|reading|number|figure] (does|is|has|did|was) <watch> [now] "
    "(say|show|at|on|read|showing|saying|stand|standing|display|displaying|have|got|got to|reached|up "
    "to|reading|counted|measured|tell us|point to|be at|along|gone|make it|come to|reach)",
    "[<ask_for>] (what|which|where|how (far|much|long|much time)) <watch> (says|shows|is "
    "at|stands|reads|is showing|has|has got to|is|is on|has reached|displays|has counted|has measured|has "
    "been (running|going))",
    "[<ask_for>] <what_is> [my|the] [time|reading|score|status|elapsed time|current time|running "
    "time|count|result|total] [on|the time on|showing on|of|from|shown on|displayed on|according "
    "to|with|by] <watch> [at|time|status|now|on|up to|saying|showing|reading|doing|so far|at "
    "now|displaying]",
    "[<ask_for>] how long (has|is|did|have) <watch> [been] "
    "(running|run|going|on|at|counting|ticking|gone|timing|timed) [for|so far|now|me for]",
    "[<ask_for>] how long (on|is it on|by) <watch> [so far|now|already]",
    "[<ask_for>] <how_much> [time|seconds|minutes|long] [<need>|is|are|is there|has it been|have i] "
    "[been] [passed|gone by|elapsed|gone] [on|by] <watch> [say|show|counted|run|measured|so "
    "far|now|already|clocked|got]",
    "(read|tell|check|show|give|see|look at|<ask_for>|have a look at|take a look at|read out|read "
    "off|glance at) [me] [what's on|the time on|what is on|the time of|how long is on|the reading "
    "(on|of|from)|how far along is] <watch> [time|out|reading|for me|says|status|now|so far|result|to "
    "me|number|reads]",
    "(tell me|say|<ask_for>|read out|read me) (the time|what is|what's|how long is|how much is|the "
    "reading|the elapsed time|my time|the count|how much time is) (on|of|from|by) <watch>",
    "(is|did|has) <watch> [still|already] (running|on|going|run|ticking|started|stopped|counting)",
    "(how is|how's) <watch> [doing|going|looking|coming along|getting on]",
    "<watch> (time|status|reading|check|please tell|so far|report) [please|now]",
    "(where is|where's|how far is|how far along is) <watch> [at|along|now]",
    "what's on <watch>",
    "where are we [at|up to] [on|with] <watch>",
    "how are we doing on <watch>",
)
def tell_stopwatch(situation: Situation) -> Steps:
    """Say what the stopwatch shows."""
    language, watch = situation.language, situation.everyday.stopwatch
    shown = length(language, _shown(situation))
    if watch is None:
        yield language.phrase("skill.stopwatch.none")
    elif watch.since is None:
        yield language.phrase("skill.stopwatch.stopped", length=shown)
    else:
        yield language.phrase("skill.stopwatch.runs", length=shown)


@skill(
    "reset the stopwatch",
    "<zero_watch> <watch> [<to_zero>] <watch_anew>",
    "(put|set|turn|bring|take|return|get|move|wind|let|make|change|roll|send|restore|run|switch|have|i "
    "want|i'd like|i need|leave) <watch> [go|run|be|come|start|back|all the way back] <to_zero> "
    "<watch_anew>",
    "<watch> (reset|to zero|back to zero|clear|zero|back to (the start|nought)) [please|now]",
    "<watch> (should|must|needs to|can|has to|may|to) (be reset|be (at|on) zero|go [back] to zero|start "
    "(again|over|from zero)|be zeroed|be cleared|be set [back] to zero|reset)",
    "<watch> (needs|wants) (resetting|clearing|zeroing|a reset)",
    "(start|begin|restart) <watch> (over|from zero|from the beginning|from scratch|anew|afresh|fresh|all "
    "over|from (0|nought)|over again|again from (zero|scratch|the beginning|the start)|back at zero|from "
    "the start|from the top)",
    "(give|do) <watch> a [full] (reset|restart|clear)",
    "(let|make|have|get|i want|i'd like|i need|<ask_for>) <watch> (reset|cleared|zeroed|wiped|to be "
    "reset|to reset|back at zero|start from zero|set to zero|set back to zero|zero again|zero) "
    "[please|now|again]",
    "[do] [a] (reset|restart) (of|on|for) <watch>",
    effects=("everyday",),
)
def reset_stopwatch(situation: Situation) -> Steps:
    """Set the stopwatch back to zero."""
    language, watch = situation.language, situation.everyday.stopwatch
    if watch is None:
        yield language.phrase("skill.stopwatch.none")
        return
    yield keep(language.phrase("words.stopwatch"), Change(watch, None))
    yield language.phrase("skill.stopwatch.reset")


def _shown(situation: Situation) -> timedelta:
    """What the stopwatch shows."""
    watch = situation.everyday.stopwatch
    if watch is None:
        return NONE
    running = schedule.elapsed(watch.since, situation.instant) if watch.since else NONE
    return watch.before + running
