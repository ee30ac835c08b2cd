"""Alarms: once or again and again, at a clock time, and the nap that is added while one rings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from voice_assistant.everyday import Change, schedule
from voice_assistant.everyday.records import Alert, AlertKind, AlertState
from voice_assistant.skills import Question, Situation, Steps, keep, skill
from voice_assistant.skills.alerts import MOST_TOLD, called, goes_on, planned, same_moments, standing, which
from voice_assistant.skills.timings import Handle, Label, Span
from voice_assistant.skills.values.moments import Moment
from voice_assistant.skills.wakings import Known, Nap, Waking
from voice_assistant.skills.wording import clock_time, join, moment, repeat, rough

NAP = timedelta(minutes=9)
"""How long an alarm is snoozed where nobody says for how long."""

SOON = timedelta(hours=1)
"""What rings earlier is told with how long it is until then."""

_PARTS = ((9, range(4, 12)), (15, range(12, 18)), (19, range(17, 24)), (22, (20, 21, 22, 23, 0, 1, 2, 3)))
"""The hour that stands for a part of the day where no hour was said, and the hours of that part."""


@skill(
    "set an alarm for {when}",
    "<provide> [me|us] [<a>|my] <alarm> [call] [on|up|for me|in for|in at] [for|at|to|on|so|of|set] {when}",
    "[a|an|another|one|one more|new|a new|also an|also] <alarm> [call|on] [for|at|to|on|so|of|set] {when}",
    "{when} <provide> [me|us] [<a>] <alarm>",
    "{when} <kindly> [<provide>] [me|us] [<a>] <alarm> [on] [for|at|to] {when}",
    "[<provide>] [me|us] [<a>] {when} <alarm>",
    "[<provide>] [me|us] [<a>] {when} <alarm> [for|at] {when}",
    "[<provide>] [me|us] [<a>] (recurring|repeating|weekly|wake up|waking|regular|new|morning) <alarm> "
    "[for|at|on] {when}",
    "<set> [<a>] <alarm> (called|named|labelled) {name} (for|at|on) {when}",
    "<set> [<a>] {name} <alarm> (for|at) {when}",
    "<set> [<a>] <alarm> [for|at|on] {when} (called|named|labelled) {name}",
    "[let|have|make|get|i want|i need|i'd like|i would like] <the> <alarm> [clock] [should|must|has to|"
    "needs to|ought to|to] "
    "(ring|rings|go off|sound|beep|buzz|be|be set|start|wake me [up]|go|set|is to ring|is to go off) {when}",
    "{when} [let|have|make|i want|i need|i'd like] <the> <alarm> [should|must|has to|to] (ring|go off|"
    "sound|be set)",
    "<waken_me> {when}",
    "(arrange|i want|i'd like|be sure|you must|you should|if you|for you|to) [that you|for you to|to|you] "
    "(<wake>|woke) me [up] {when}",
    "{when} <kindly> (<wake>|get) (me|us) [up|awake|out of bed] [{when}]",
    "<be_woken> {when}",
    "(make sure|see to it|see that|make sure that|ensure|ensure that|see to it that|mind that|i want) "
    "(i'm|i am|i get|i wake|we "
    "are|we're|i get myself) (up|awake|out of bed) {when}",
    "{when} <be_woken> [{when}]",
    "[<provide>] (me|us) (a|another|my) (wake up call|wakeup call|wake-up call) {when}",
    "[<provide>] [me|us] [<a>] (wake up|wakeup|wake-up|waking) [call|time|alarm] [for|at|is|of] {when}",
    "{when} (wake up call|wakeup call|wake-up call|wake up|wake-up)",
    "<i_must> <be_up> {when}",
    "{when} <i_must> <be_up>",
    "{when} <i_must> <be_up> {when}",
    "i (mustn't|must not|can't|cannot|shouldn't|don't want to|dare not|better not) (oversleep|sleep in|sleep "
    "late|sleep through|lie in|be late) {when}",
    "(let me|<i_must>) sleep [in] (until|till|til) {when}",
    "(don't|do not|never) let me (sleep|sleep in|lie in|stay in bed|oversleep|lie|rest|doze|snooze) [on] "
    "(past|after|longer than|beyond|later than|till after|until after) {when}",
    "(don't|do not) let me (oversleep|sleep in) {when}",
    "(sound|ring|trigger|go off with) [the|an|my] alarm {when}",
    "(ring|beep|buzz|go off) at {when}",
    "<provide> [me|us] [<a>] <alarm> [call] [on|in|up|for me]",
    "<wake> me [up]",
    "<provide> [me] [<a>] (wake up call|wakeup call|wake-up call)",
    effects=("everyday",),
)
def set_alarm(situation: Situation, when: Waking, name: Label = "") -> Steps:
    """Set an alarm, once or again and again."""
    language = situation.language
    if when.never:
        values = (("name", name),) if name else ()
        yield Question(language.phrase("skill.alarm.never"), "set_alarm", values, "when")
        return
    alarm = planned(situation, AlertKind.ALARM, when, name)
    if any(same_moments(alarm, other) for other in _alarms(situation)):
        yield language.phrase("skill.alarm.already", when=_rhythm(situation, alarm))
        return
    yield keep(_the(situation, alarm), Change(None, alarm))
    if alarm.repeat is not None:
        first = moment(language, schedule.due(alarm, situation.instant), situation.now)
        key = "skill.alarm.set_named_repeat" if name else "skill.alarm.set_repeat"
        yield language.phrase(key, rhythm=_rhythm(situation, alarm), first=first, name=name)
        return
    left = schedule.due(alarm, situation.instant) - situation.now
    key = "skill.alarm.set_named" if name else "skill.alarm.set"
    key = f"{key}_soon" if left < SOON else key
    yield language.phrase(key, when=_rhythm(situation, alarm), left=rough(language, left), name=name)


@skill(
    "which alarms are set",
    "[<inquire>] <which> [of my|of the] [other] <alarms> <do_have> <in_hand>",
    "[<inquire>] <which> [of my] <alarms> [are] <in_hand>",
    "[<inquire>] <which> alarms",
    "<hear> [about] [<all_of>|<of_mine>] [next|other] <alarms> <in_hand> [<for_good>]",
    "[<inquire>] ((when|what time|which time|at what time) [exactly] (is|are|does|do|will|did i set)|"
    "when's|what time's) [<the>] "
    "[next|first|other] <alarms> [<days>] [be] [<on_it>|<ends>|going off|going to (ring|go off)|to go off|"
    "for|ringing] [for] "
    "[again|next] [<days>]",
    "[<inquire>] (when|what time|at what time|for when|for what time) <the> [next|first] <alarms> (is|are|"
    "will|rings|ring|goes off|go off|sounds) [be] "
    "[<on_it>|<ends>|going off|ring] [for] [<days>]",
    "[<inquire>] (when|what time|at what time) (will|do|are|would|should) you [be] [going to|supposed to|"
    "meant to|planning to] "
    "[<wake>|waking|get|getting|rouse|ring] (me|us) [up] [<days>]",
    "[<inquire>] (when|what time|at what time) you (are|will|are going to|be) (waking|wake|going to wake|"
    "getting) (me|us) "
    "[up] [<days>]",
    "[<inquire>] (when|what time|at what time) (am i|do i|will i|i'm|i am|i'll|are we|should i|i) [being|"
    "going to be|be|to "
    "be|set to] (woken|waking|getting|get|wake|woken up|awake|woken) [up] [<days>]",
    "[<inquire>] [if|whether] <do_have> [<on_it>] [an|any|my|the|another|some] [other|more] <alarms> "
    "<in_hand>",
    "[<inquire>] (if|whether) [<the>|any|an] <alarms> (is|are) <in_hand>",
    "(is|are) <the> <alarms> [still] <on_it> [<days>]",
    "[<inquire>] (for when|for what time|for what|what time|what|when|to what|to when) (did i|have i|is|"
    "are|i) (set|put|got|made|set up|for) "
    "[<the>|my] <alarms> [set|on] [for|to] [<days>]",
    "[<inquire>] (<what_is>|what) [<the>] [next|first|current] <alarms> [set|status|situation|list|time|"
    "times|schedule] "
    "[is|are] [for|to] <in_hand>",
    "[<inquire>] what (does|do) [<the>] <alarms> say",
    "any [other] <alarms> <in_hand>",
    "any [other] <alarms> (for|on|in|tomorrow|today|tonight|set) [<days>]",
    "<check> [<all>] <the> <alarms> [<days>]",
    "[list of|overview of|status of] [my|the|all|all my|next|current|active] (alarms|next alarm|alarm "
    "list|alarm "
    "overview|alarm times|alarm status|alarm settings) [<days>|overview|list]",
    "[will|are] you [going to] (wake|be waking|waking|getting) (me|us) [up] [<days>]",
)
def tell_alarms(situation: Situation) -> Steps:
    """Say which alarms are set."""
    language, alarms = situation.language, _alarms(situation)
    if not alarms:
        yield language.phrase("skill.alarm.none")
        return
    told = join(language, [_described(situation, alarm) for alarm in alarms[:MOST_TOLD]])
    if len(alarms) == 1:
        yield language.phrase("skill.alarm.one", alarm=told)
    elif len(alarms) <= MOST_TOLD:
        yield language.phrase("skill.alarm.several", n=len(alarms), alarms=told)
    else:
        yield language.phrase("skill.alarm.many", n=len(alarms), next=MOST_TOLD, alarms=told)


@skill(
    "cancel the alarm",
    "<scrap> [<the>] [next|only] <alarm> [<after_all>|<for_good>] [<scrap_it>]",
    "<cancel> [<the>] [next] <alarm> [<any_more>]",
    "<scrap> {when} <alarm> [<after_all>]",
    "<cancel> {name} <alarm>",
    "<scrap> [<the>] <alarm> [for|at|on|of|set for|from] {when}",
    "<cancel> [<the>] <alarm> (called|named|labelled|for) {name}",
    "<scrap> {when} <alarm> [at|for] {when}",
    "(<turn>|knock|put|call|cut) [<the>] <alarm> (off|out|away|down|on the head)",
    "(<turn>|knock|put|call|cut) {when} <alarm> (off|out|away|down|on the head)",
    "(<turn>|knock|put|call|cut) [<the>] <alarm> [for|at|on] {when} (off|out|away|on the head)",
    "<unneeded> (<the>|an|a) <alarm> [<after_all>] [<scrap_it>]",
    "<unneeded> {when} <alarm> [<after_all>] [<scrap_it>]",
    "<unneeded> [<the>|an] <alarm> [for|at|on] {when}",
    "<dont_wake> [<after_all>] [<scrap_it>|<scrap> [<the>] <alarm> [off]]",
    "<dont_wake> {when}",
    "{when} <dont_wake> [<after_all>] [<scrap_it>]",
    "no <alarm> [for|at|on] {when} [<scrap_it>]",
    "no <alarm> (please|needed|required|necessary|<after_all>) [<scrap_it>]",
    "[<the>] <alarm> <can_go> [<after_all>] [<scrap_it>]",
    "{when} <alarm> <can_go> [<after_all>] [<scrap_it>]",
    "<the> <alarm> [for|at|on|set for] {when} <can_go> [<after_all>] [<scrap_it>]",
    "[<the>] <alarm> <scrap_it>",
    "{when} <alarm> <scrap_it>",
    "<the> <alarm> (for|at|on|set for) {when} <scrap_it>",
    "(i want|i need|i'd like|i would like|make|have|get) [<the>] <alarm> [to be] <gone>",
    "(i want|i need|i'd like|i would like|make|have|get) {when} <alarm> [to be] <gone>",
    "(i want|i need|i'd like|i would like|make|have|get) <the> <alarm> (for|at|on) {when} [to be] <gone>",
    effects=("everyday",),
)
def cancel_alarm(situation: Situation, when: Known = None, name: Handle = "") -> Steps:
    """Cancel an alarm, or silence the one that rings."""
    language, alarms = situation.language, _alarms(situation)
    ringing = [alarm for alarm in alarms if alarm.state is AlertState.RINGING]
    if ringing and when is None and not name:
        yield keep(_the(situation, ringing[0]), *(schedule.silenced(alarm) for alarm in ringing))
        yield language.phrase("skill.alarm.silenced")
        return
    found = _ringing_at(situation, alarms, when) if when is not None else alarms
    found = called(found, name) if name else found
    if when is not None and when.dated and found and all(goes_on(alarm, when) for alarm in found):
        told = join(language, [_described(situation, alarm) for alarm in found])
        at = clock_time(language, schedule.due(found[0], situation.instant))
        yield language.phrase("skill.alarm.whole", alarms=told, time=at)
    elif len(found) == 1:
        yield keep(_the(situation, found[0]), Change(found[0], None))
        yield language.phrase("skill.alarm.cancelled", alarm=_described(situation, found[0]))
    elif found:
        labels = [(_described(situation, alarm), alarm) for alarm in found]
        yield which(situation, "cancel_alarm", "name", labels)
    elif alarms:
        told = join(language, [_described(situation, alarm) for alarm in alarms[:MOST_TOLD]])
        key = "skill.alarm.unknown_of_many" if len(alarms) > MOST_TOLD else "skill.alarm.unknown"
        yield language.phrase(key, n=MOST_TOLD, alarms=told)
    else:
        yield language.phrase("skill.alarm.none")


@skill(
    "cancel all alarms",
    "[i'm|i am|we're] [on holiday|on vacation|off|away] <scrap> <all_of> <alarms> [<for_good>|"
    "<after_all>] [<scrap_it>]",
    "<scrap> <of_all> alarms [<for_good>|<after_all>] [<scrap_it>]",
    "(<turn>|knock|put|call|get) (<all_of>|<of_all>) alarms (off|out|away|down|on the head)",
    "(<turn>|knock|put|call) (each|every|every single|every last) alarm (off|out|away|down)",
    "(<unneeded>|no|no more|i want no|i'd like no|there (should|must|shall) be no) [any of|any|more|"
    "further|all] [of] "
    "[the|my|these|those|our] alarms [set|on|left|anywhere|whatsoever|please] [<after_all>|<for_good>] "
    "[please] [<scrap_it>]",
    "[<all_of>|the|my|these|those] alarms <can_go> [<after_all>|<for_good>] [<scrap_it>]",
    "[<all_of>|the|my|these|those] alarms <scrap_it>",
    "[<all_of>] <alarms> (away|off|gone|out) [please|with you]",
    "(every|each) [single|last] [one of] [my|the] <alarms> (<can_go>|<scrap_it>)",
    "(i want|i need|i'd like|i would like|make|have|get|we want) [<all_of>|the|my|every] <alarms> [to be] "
    "(<gone>|to go away)",
    "(make sure|ensure|see to it) [that] [there are no|no] [all|all my] alarms [are] (set|on|left|active|"
    "<gone>|ring|go off)",
    "<dont_wake> [ever] (at all|any more at all|ever again) [<scrap> <of_all> alarms]",
    effects=("everyday",),
    ask_first=True,
)
def cancel_all_alarms(situation: Situation, sure: bool = False) -> Steps:
    """Cancel all alarms."""
    language, alarms = situation.language, _alarms(situation)
    if len(alarms) < 2:
        yield from cancel_alarm(situation, name=alarms[0].id if alarms else "")
    elif sure:
        yield keep(language.phrase("words.all_alarms"), *(Change(alarm, None) for alarm in alarms))
        key = "skill.alarm.cancelled_both" if len(alarms) == 2 else "skill.alarm.cancelled_all"
        yield language.phrase(key, n=len(alarms))
    else:
        key = "skill.alarm.sure_both" if len(alarms) == 2 else "skill.alarm.sure"
        text = language.phrase(key, n=len(alarms))
        yield Question(text, "cancel_all_alarms", (("sure", True),))


@skill(
    "snooze",
    "snooze (it|that|this|again|please|a bit|[the|my|this|that] <alarm>)",
    "snooze [it|that|[the|my|this|that] <alarm>] [for|another|by|me|me for] {length}",
    "[press|hit|push|give me a|do a|do the|tap|activate|use] [the] snooze [button|please|again|time|mode]",
    "{length} [of] snooze",
    "[just] <a_little> longer",
    "(let me|can i|may i|could i) <doze> [for] [just] [<a_little>] (longer|more|on)",
    "(let me|can i|may i|could i|i want to|i'd like to|i need to|i'm going to) <doze> [for] [just] "
    "<a_little> [longer|more]",
    "(let me|can i|may i|could i|i want to|i'd like to|i need to|i'm going to) [have|get] <doze> [for|on "
    "for|in for|in] [just] "
    "[another] {length}",
    "{length} let me <doze>",
    "let me (have|get) {length} [of] (in bed|sleep|rest|shut eye|snoozing|kip|of sleep|lie in)",
    "[let me have|give me|i need|i want|i'd like|just|can i have|can i get] {length} (in bed|of sleep|"
    "sleep|of rest|of kip|under the "
    "covers|lie in)",
    "[give me|i need|i want|just|not yet|i'd like|can i have|can i get|let me have] {nap} [in bed|of "
    "sleep|sleep]",
    "[not yet|no] (<wake>|ring|remind|call|alert|beep|buzz|try|sound|come back|get) [me] [up] again in "
    "{length}",
    "(ring|<wake>|remind|call|beep|buzz|try|come back to) [me|for me] [up] in {length} again",
    "(ring|<wake>|beep|buzz|call|try|sound) [me] [up] again (later|in <a_little>|a bit later|shortly|soon)",
    "(postpone|delay|defer|put off|push back|hold off) (it|this|that|[the|my|this|that] <alarm>) [for|by|"
    "another] {length}",
    "(put|push|move) (it|this|that|[the|my|this|that] <alarm>) (off|back) [for|by|another] {length}",
    "(shut|switch|turn) (it|that|[the|my|this|that] <alarm>) (up|off) for [another] {length}",
    "(leave me [alone]|leave me be|let me be|let me lie|don't bother me|go away|be quiet|i'm not getting "
    "up) for [another] {length}",
    "(put|set) (it|[the|my|this|that] <alarm>) (on|to) snooze",
    "(not yet|i'm not (ready|getting up)|i (don't|do not) want to get up) [to get up|yet|now|just yet]",
    "snooze (for|by) [another] {length} [please]",
    "(i'm|i am) [still|too|so] (sleepy|tired) snooze [it]",
    "(give me|have|let me have|i want|i need) a [little|short|quick] snooze",
    effects=("everyday",),
)
def snooze(situation: Situation, length: Span = None, nap: Nap = None) -> Steps:
    """Let what rings ring again a little later."""
    language, ringing = situation.language, situation.everyday.ringing
    if not ringing:
        yield language.phrase("skill.alarm.silent")
        return
    span = length or nap or NAP
    changes = [change for alert in ringing for change in schedule.snoozed(alert, situation.instant, span)]
    yield keep(language.phrase("words.snooze"), *changes)
    again = clock_time(language, situation.now + span)
    yield language.phrase("skill.alarm.snoozed", length=rough(language, span), time=again)


# ---------------------------------------------------------------- which alarm


def _alarms(situation: Situation) -> tuple[Alert, ...]:
    return standing(situation, AlertKind.ALARM)


def _ringing_at(situation: Situation, alarms: Sequence[Alert], when: Moment) -> tuple[Alert, ...]:
    """Those that ring at a moment; else at its clock time on any day; else on its day; else in its part of a day."""
    said = when.local or situation.now.replace(tzinfo=None) + (when.after or timedelta())
    halves = (said, said + timedelta(hours=12), said - timedelta(hours=12)) if when.vague else (said,)
    times = [half.time() for half in halves]
    bare = said.minute == 0 and not when.vague
    hours = [hours for hour, hours in _PARTS if hour == said.hour and bare]
    dues = [(alarm, schedule.due(alarm, situation.instant).replace(tzinfo=None)) for alarm in alarms]
    if when.repeat is not None:
        dues = [(alarm, at) for alarm, at in dues if alarm.repeat == when.repeat]
    ways = (
        [alarm for alarm, at in dues if at in halves],
        [alarm for alarm, at in dues if at.time() in times],
        [alarm for alarm, at in dues if bare and at.date() == said.date()],
        [a for a, _ in dues if bare and a.repeat is not None and said.weekday() in a.repeat.weekdays],
        [alarm for alarm, at in dues if any(at.hour in part for part in hours)],
    )
    return tuple(next(filter(None, ways), ()))


# ---------------------------------------------------------------- what is said of it


def _rhythm(situation: Situation, alarm: Alert) -> str:
    """When it rings: "tomorrow at 7:00 am", "every weekday at 7:00 am"."""
    language, at = situation.language, schedule.due(alarm, situation.instant)
    return repeat(language, alarm.repeat, at) if alarm.repeat else moment(language, at, situation.now)


def _described(situation: Situation, alarm: Alert) -> str:
    rhythm = _rhythm(situation, alarm)
    return situation.language.phrase("words.named", thing=rhythm, name=alarm.name) if alarm.name else rhythm


def _the(situation: Situation, alarm: Alert) -> str:
    return situation.language.phrase("words.alarm", when=_rhythm(situation, alarm))
