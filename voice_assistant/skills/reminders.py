"""Reminders: of anything, at a moment, after a while, or again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated

from voice_assistant.everyday import Change, schedule
from voice_assistant.everyday.records import Alert, AlertKind, AlertState
from voice_assistant.skills import Question, Situation, Steps, keep, skill
from voice_assistant.skills.alerts import MOST_TOLD, called, planned, standing, which
from voice_assistant.skills.errands import Errand, Task, read_subject
from voice_assistant.skills.kinds import thing
from voice_assistant.skills.reminder_days import ANY_DAY, HELD, Day, comes_on
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.moments import Moment, read_moment
from voice_assistant.skills.wording import clock_time, join, length, moment, repeat, to_you
from voice_assistant.skills.wording import day as day_name

Later = Annotated[
    Moment | None, Slot("when", lambda said, s: read_moment(said, s.now), "a moment", "tomorrow at five")
]
Subject = Annotated[
    str, Slot("what", lambda said, _: read_subject(said), "what it reminds of", "the dentist", free=True)
]


@skill(
    "remind me {errand}",
    "remind us {errand}",
    "(remember|remembering) me (to|about|of|that) {errand}",
    "remember to {errand}",
    "{when} <kindly> (remind|remember|reminding) (me|us) {errand}",
    "{when} (i want|i need|i'd like) (you to remind me|to be reminded|reminding|a reminder) {errand}",
    "(if|that) you (reminded|remind|would remind|could remind) me {errand}",
    "(keep|keep on|start|mind|would you mind|how about|consider) reminding (me|us) {errand}",
    "(tell|ask|get) me to {errand}",
    "make sure [that] i {errand}",
    "you (must|should|need to|have to|can|may|could|ought to) remind me {errand}",
    "<i_must> {errand} <would_you> remind me [of it|about it|of that|about that|to do it|to do that|to|"
    "then|please|{when}]",
    "<i_must> {errand} <would_you> (nudge me|give me <nudge>|prompt me|tell me|warn me|don't let me "
    "forget) [{when}]",
    "{errand} <i_must> {errand} <would_you> (remind me|nudge me|give me <nudge>) [of it|about it|of that|"
    "then|please]",
    "(<set>|put in|<provide>) [in] [me|us] [<a>] reminder [on|up|for me|in for|in to|in about|on for] "
    "{errand}",
    "reminder {errand}",
    "(a|another|one|one more|new) reminder (to|about|for|at|on|in|that) {errand}",
    "<provide> [me] [<a>] {when} reminder {errand}",
    "{when} [<provide>] [me|us] [<a>] reminder {errand}",
    "{when} reminder {errand}",
    "(i (want|need|wish|would like|have|ought|should like|must)|i'd like|i should) [to] be reminded {errand}",
    "(i'd|i would) (be grateful|like|love|appreciate|welcome|be glad|be happy) [for|of|to have|to get] a "
    "reminder {errand}",
    "i (want|need|would like|could use|could do with) (reminding|<nudge>) {errand}",
    "(i'd like|i'd love|i'd appreciate) (reminding|<nudge>) {errand}",
    "(don't|do not|never) let (me|us) forget {errand}",
    "(let me|help me [to]) (not forget|remember) (to|about|that) {errand}",
    "(make sure|see to it|ensure|see|be sure) [that] (i|we) [(don't|do not|won't)] (forget|remember) "
    "{errand}",
    "i (mustn't|must not|can't|cannot|shouldn't|should not|don't want to|better not|dare not) forget "
    "{errand}",
    "(tell|alert|ping|notify|warn|prompt|poke|nudge|prod|buzz|let) (me|us) [know] {when} (to|about|that) "
    "{errand}",
    "{when} (tell|nudge|prompt|alert|ping|notify|poke|prod|warn|buzz) (me|us) (to|about|that) {errand}",
    "{when} (give me <nudge>|let me know|don't let me forget) [to|about|that] {errand}",
    "(give|send|drop|leave|do) (me|us) <nudge> {errand}",
    "(let me have|can i have|can i get|could i have|could i get|may i have) (<nudge>|a reminder|my "
    "reminder) {errand}",
    "(nudge|prompt|poke|prod|jog) (me|my memory) {errand}",
    "(alert|ping|notify|warn) me (to|about) {errand}",
    "(jog|refresh) my memory {errand}",
    "remind me",
    "remind me {when}",
    "remind me (of|about) something [{when}]",
    "<provide> [me] [<a>] reminder [in|on|up|for me|for something|about something]",
    "<provide> [me] [<a>] reminder [for|on|at] {when}",
    effects=("everyday",),
)
def set_reminder(situation: Situation, errand: Task, when: Later = None) -> Steps:
    """Remind the user of something, once or again and again."""
    language = situation.language
    if errand.mixed:
        yield Question(language.phrase("skill.reminder.one_at_a_time"), "set_reminder", (), "errand")
        return
    if errand.more and when is None:
        yield from _set_several(situation, errand)
        return
    when = _joined(when, errand.when)
    if when is None:
        text = language.phrase("ask.set_reminder.when", what=to_you(errand.what))
        yield Question(text, "set_reminder", (("errand", errand),), "when")
        return
    reminder = planned(situation, AlertKind.REMINDER, when, errand.what)
    yield keep(_the(situation, reminder), Change(None, reminder))
    rhythm = _rhythm(situation, reminder)
    if when.after is not None and when.repeat is None:
        rhythm = language.phrase("words.in", length=length(language, when.after))
    yield _promise(situation, errand, rhythm)


@skill(
    "what are my reminders",
    "[<inquire>] <which> [of my|of the] [other] <reminders> <do_have> " + HELD,
    "[<inquire>] <which> [of my] <reminders> [are] " + HELD,
    "[<inquire>] <which> reminders",
    "[<inquire>] <what_is> <the> [next|first|other|current] <reminders> " + HELD,
    "[<inquire>] what <the> [next|first|current] <reminders> (are|is|say|says) " + HELD,
    "<hear> [about] [<all_of>|<of_mine>] [next|other] <reminders> " + HELD,
    "[<inquire>] [if|whether] <do_have> [<on_it>] [a|an|any|my|the|another|some] [other|more|further] "
    "<reminders> " + HELD,
    "any [other|more|new] <reminders> " + HELD,
    "[<inquire>] [have i|did i] [asked|ask|tell|told] you to remind me (of|about) (anything|something) "
    "[{day}]",
    "[<inquire>] (what|when|what all|what else) (did i|have i|do i|am i|i|i have|i've|i had) (ask|asked|"
    "want|tell|told|asking|set|wanted) [you] "
    "to [remind me|be reminded] [of|about|to do|for] [{day}]",
    "[<inquire>] (what|when|what all|what else) (will|do|are|would|should|must|did) you [going to|have to|"
    "need to|supposed to] "
    "(remind|reminding|be reminding) me [of|about|to do|for] [{day}]",
    "[<inquire>] what (do you have|have you got|do you need|you have|you've got|are you|you're going|you "
    "need) to remind me "
    "[of|about] [{day}]",
    "[<inquire>] what (am i|do i|will i|i'm|i am|should i|i'll) [going to|to|want to|need to|being|have "
    "to] [be|get] (reminded|being reminded) "
    "[of|about] [{day}]",
    "[<inquire>] [if] (is there|do you have|have you got|there's|there is|are there) (anything|something|"
    "things) (you|i|you'll|you're|i'm|that) "
    "[need to|should|have to|must|will|going to|supposed to|want to|are to] (remind me|be reminded|remind|"
    "reminding me) [of|about] [{day}]",
    "anything (to|you should|you have to|you need to) remind me of [{day}]",
    "[<inquire>] (when|what time|when's|what time's) (is|are|does|do|will) [<the>] [next|first] "
    "<reminders> [be] "
    "[<on_it>|<ends>|due|going off|for|coming] [for] [{day}]",
    "[<inquire>] (<what_is>|what) (on|in) [<the>] (<reminders>|reminder list|list of reminders)",
    "<check> [<all>] <the> <reminders> [{day}]",
    "(are|is) [<the>|any] <reminders> " + HELD,
    "[list of|list of all|overview of|status of] [all] [of] [my|the|next|current|active] (reminders|next "
    "reminder|reminder list|reminders "
    "list|list of reminders|upcoming reminders|pending reminders) [{day}|list|overview|please]",
)
def tell_reminders(situation: Situation, day: Day = None) -> Steps:
    """Say which reminders are set."""
    language, reminders = situation.language, _reminders(situation)
    if day is not None and day != ANY_DAY:
        yield _told_of_day(situation, day)
        return
    if not reminders:
        yield language.phrase("skill.reminder.none")
        return
    told = [_told(situation, reminder) for reminder in reminders[:MOST_TOLD]]
    if len(reminders) > MOST_TOLD:
        told.insert(0, language.phrase("skill.reminder.count_next", n=len(reminders)))
    elif len(reminders) > 1:
        told.insert(0, language.phrase("skill.reminder.count", n=len(reminders)))
    yield " ".join(told)


@skill(
    "cancel the reminder about {what}",
    "<scrap> [<the>] reminder {what}",
    "<cancel> [<the>] reminder (about|to|for|of|on|that|at|called) {what}",
    "<scrap> {what} reminder [<after_all>]",
    "<scrap> [<the>] [next|last] reminder [<after_all>|<for_good>] [<scrap_it>]",
    "<dont_remind> (remind|reminding|to remind) me (to|about|of|that|for) {what}",
    "<dont_remind> be reminded (to|about|of|that|for) {what}",
    "<no_need> to be reminded (to|about|of|that) {what}",
    "(<unneeded>|i don't want) [to be] (reminding|reminded) (to|about|of|that) {what}",
    "<unneeded> [<the>|a] reminder (to|about|of|that|for|on) {what}",
    "<unneeded> {what} reminder [<after_all>] [<scrap_it>]",
    "<unneeded> [<the>|a] reminder [<after_all>] [<scrap_it>]",
    "(<turn>|knock|take|put|call) {what} reminder (off|out|away|on the head)",
    "(<turn>|knock|take|put|call) <the> reminder {what} (off|out|away|on the head)",
    "no [more] reminder (to|about|of|that|for|on) {what}",
    "<the> reminder {what} <can_go> [<after_all>] [<scrap_it>]",
    "{what} reminder <can_go> [<after_all>] [<scrap_it>]",
    "<the> reminder {what} <scrap_it>",
    "{what} reminder <scrap_it>",
    "(i want|i'd like|make|have|get|i need) <the> reminder {what} [to be] <gone>",
    "(i want|i'd like|make|have|get|i need) {what} reminder [to be] <gone>",
    effects=("everyday",),
)
def cancel_reminder(situation: Situation, what: Subject = "") -> Steps:
    """Cancel a reminder."""
    language, reminders = situation.language, _reminders(situation)
    found = _meant(situation, reminders, what)
    if len(found) == 1:
        yield keep(_the(situation, found[0]), Change(found[0], None))
        yield language.phrase("skill.reminder.cancelled", what=to_you(found[0].name))
    elif found:
        labels = [(to_you(reminder.name), reminder) for reminder in found]
        if len({label for label, _ in labels}) < len(labels):
            labels = [(_described(situation, reminder), reminder) for reminder in found]
        yield which(situation, "cancel_reminder", "what", labels)
    elif reminders:
        told = join(language, [to_you(reminder.name) for reminder in reminders[:MOST_TOLD]])
        key = "skill.reminder.unknown_of_many" if len(reminders) > MOST_TOLD else "skill.reminder.unknown"
        yield language.phrase(key, n=MOST_TOLD, reminders=told)
    else:
        yield language.phrase("skill.reminder.none")


@skill(
    "cancel all reminders",
    "<scrap> <all_of> <reminders> [<for_good>|<after_all>] [<scrap_it>]",
    "<scrap> <of_all> reminders [<for_good>|<after_all>] [<scrap_it>]",
    "<scrap> (everything|all [that]|anything|all the things|all of it) [that] (you (have to|need to|"
    "should|are to|will|were "
    "to|must|are going to)|i (asked|told|wanted|have asked) you to|you're (supposed|meant|going) to) "
    "remind me [of|about]",
    "(<turn>|knock|take|call|get) (<all_of>|<of_all>) reminders (off|out|away|down|on the head)",
    "(<turn>|knock|take|call) (each|every|every single|every last) reminder (off|out|away|down)",
    "(<unneeded>|no|no more|i want no|i'd like no|stop|there (should|must) be no) [any of|any|more|"
    "further|all|with] [of] "
    "[the|my|these|those|your] reminders [set|left|whatsoever|please] [<after_all>|<for_good>] [please] "
    "[<scrap_it>]",
    "(<no_need>|<unneeded>|i don't want) [to be] (reminded|reminding) [of|about] (anything|everything) "
    "[<after_all>] [<scrap_it>]",
    "<dont_remind> (remind|reminding|to remind) me [of|about|to do] (everything|anything|all of it|all "
    "that|any of it|at "
    "all|all these things|things) [<after_all>] [<scrap_it>|<scrap> <all_of> <reminders>|<scrap> <of_all> "
    "reminders]",
    "[<all_of>|the|my|these|those] reminders <can_go> [<after_all>|<for_good>] [<scrap_it>]",
    "[<all_of>|the|my|these|those] reminders <scrap_it>",
    "[<all_of>] <reminders> (away|off|gone|out) [please]",
    "(every|each) [single|last] [one of] [my|the] <reminders> (<can_go>|<scrap_it>)",
    "(i want|i need|i'd like|i would like|make|have|get|we want) [<all_of>|the|my|every] <reminders> [to "
    "be] (<gone>|to go away)",
    "(make sure|ensure|see to it) [that] [there are no|no] [all|all my] reminders [are] (set|left|active|"
    "<gone>)",
    effects=("everyday",),
    ask_first=True,
)
def cancel_all_reminders(situation: Situation, sure: bool = False) -> Steps:
    """Cancel all reminders."""
    language, reminders = situation.language, _reminders(situation)
    if len(reminders) < 2:
        yield from cancel_reminder(situation, reminders[0].id if reminders else "")
    elif sure:
        yield keep(language.phrase("words.all_reminders"), *(Change(one, None) for one in reminders))
        key = "skill.reminder.cancelled_both" if len(reminders) == 2 else "skill.reminder.cancelled_all"
        yield language.phrase(key, n=len(reminders))
    else:
        key = "skill.reminder.sure_both" if len(reminders) == 2 else "skill.reminder.sure"
        text = language.phrase(key, n=len(reminders))
        yield Question(text, "cancel_all_reminders", (("sure", True),))


def _set_several(situation: Situation, errand: Errand) -> Steps:
    """One errand at several moments: a reminder for each."""
    moments = [when for when in (errand.when, *errand.more) if when is not None]
    reminders = [planned(situation, AlertKind.REMINDER, when, errand.what) for when in moments]
    reminders.sort(key=lambda reminder: schedule.due(reminder, situation.instant))
    yield keep(_the(situation, reminders[0]), *(Change(None, reminder) for reminder in reminders))
    told = [_rhythm(situation, reminders[0])]
    for before, reminder in pairwise(reminders):
        told.append(_at(situation, reminder) if _alike(before, reminder) else _rhythm(situation, reminder))
    yield _promise(situation, errand, join(situation.language, told))


def _alike(one: Alert, other: Alert) -> bool:
    """Whether two reminders differ only in their hour."""
    if one.local is None or other.local is None or one.repeat != other.repeat:
        return False
    return one.repeat is not None or one.local.date() == other.local.date()


def _promise(situation: Situation, errand: Errand, rhythm: str) -> str:
    """That the user will be reminded, and when."""
    key = (
        f"skill.reminder.set_{errand.tie}" if errand.tie in ("to", "about", "that") else "skill.reminder.set"
    )
    return situation.language.phrase(key, when=rhythm, what=to_you(errand.what))


def _joined(said: Moment | None, within: Moment | None) -> Moment | None:
    """One moment of two: "a daily reminder" of something "at eight". Without a rhythm, the first is enough."""
    if said is None or within is None:
        return said or within
    return replace(within, repeat=said.repeat) if said.repeat is not None and within.repeat is None else said


# ---------------------------------------------------------------- which reminder


def _reminders(situation: Situation) -> tuple[Alert, ...]:
    return standing(situation, AlertKind.REMINDER)


def _meant(situation: Situation, reminders: Sequence[Alert], what: str) -> tuple[Alert, ...]:
    """Those of a subject, or of a moment: "the five o'clock reminder". Without either, what rings, else all."""
    if not what:
        return tuple(a for a in reminders if a.state is AlertState.RINGING) or tuple(reminders)
    if found := called(reminders, what):
        return found
    when = read_moment(thing(what) or what, situation.now)
    if when is None or when.local is None:
        return ()
    return tuple(
        a for a in reminders if schedule.due(a, situation.instant).replace(tzinfo=None) == when.local
    )


# ---------------------------------------------------------------- what is said of it


def _rhythm(situation: Situation, reminder: Alert) -> str:
    language, at = situation.language, schedule.due(reminder, situation.instant)
    return repeat(language, reminder.repeat, at) if reminder.repeat else moment(language, at, situation.now)


def _at(situation: Situation, reminder: Alert) -> str:
    return clock_time(situation.language, schedule.due(reminder, situation.instant))


def _told_of_day(situation: Situation, day: date) -> str:
    """What there is on a day."""
    language, today = situation.language, situation.now.date()
    found = [one for one in _reminders(situation) if comes_on(one, day, situation.instant)]
    on = day_name(language, day, today)
    if abs(day - today) > timedelta(days=1):
        on = language.phrase("words.on_day", day=on)
    key = "one_on" if len(found) == 1 else "count_on" if found else "none_on"
    count = language.phrase(f"skill.reminder.{key}", n=len(found), day=on)
    return " ".join([count, *(_told(situation, reminder) for reminder in found)])


def _told(situation: Situation, reminder: Alert) -> str:
    """One sentence about one reminder."""
    rhythm = _rhythm(situation, reminder)
    when = rhythm[:1].upper() + rhythm[1:]
    return situation.language.phrase("skill.reminder.told", when=when, what=to_you(reminder.name))


def _described(situation: Situation, reminder: Alert) -> str:
    what, rhythm = to_you(reminder.name), _rhythm(situation, reminder)
    return situation.language.phrase("words.reminder_at", what=what, when=rhythm)


def _the(situation: Situation, reminder: Alert) -> str:
    return situation.language.phrase("words.reminder", what=to_you(reminder.name))
