"""Time and date, here and elsewhere, from the clock of this machine."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from voice_assistant.skills import Question, Situation, Steps, skill, wording
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.dates import read_date
from voice_assistant.skills.values.places import Place, read_place

_LEAD = re.compile(
    r".*\b(?:is|on|are|at|in|it's|be|for|by|before|until|till|starts|begins|comes|falls|to) ", re.IGNORECASE
)
"""A story before a date: "my wedding is on" the first of June."""
_STORY = re.compile(
    r".*\b(?:in|from|to|at|near|visiting|over in|call|calling|called|phone|phoning|ring|ringing|reach|with|of|on) ",
    re.IGNORECASE,
)
"""A story before a place: "my brother lives in" Vancouver."""
_ELSEWHERE = re.compile(
    r"(?:over |out |down |up |back )?in "
    r"(?!(?:a|an|the|my|our|your|this|that|here|there|words|total|fact|minutes|hours)\b)"
    r"(?P<place>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2})[.?! ]*",
    re.IGNORECASE,
)
"""Behind a question for the time, what makes it one for the time in another place."""
_AND = re.compile(r",? (?:and|also|or|plus|then)\b|[,;?]", re.IGNORECASE)
"""What may stand between two questions."""
_OWN = re.compile(r"['’]s$")
_POSSESSIVE = re.compile(r"['’]?s$")
_SUN = re.compile(r"(?:the )?sun", re.IGNORECASE)


def place_at_end(text: str) -> Place | None:
    """The place that a text names, or ends with; None where another one is named before it: that is two questions."""
    if (place := read_place(text) or read_place(_OWN.sub("", text))) is not None:
        return place
    story = _STORY.match(text)
    if story is None or any(place_at_end(before) for before in _AND.split(story[0])[:-1]):
        return None
    return read_place(text[story.end() :])


def elsewhere(text: str) -> str | None:
    """A place that is named behind the question, whether or not there is one of that name: "in Narnia"."""
    found = _ELSEWHERE.fullmatch(text)
    return found["place"] if found else None


def whose_day(text: str, today: date) -> date | None:
    """The day that a text names, also as in "tomorrow's date"."""
    return read_date(text, today) or read_date(_POSSESSIVE.sub("", text), today)


def day_at_end(text: str, today: date) -> date | None:
    """The day that a text names, or ends with. How far it is to the sun is another question."""
    if _SUN.fullmatch(text):
        return None
    return read_date(text, today) or read_date(_LEAD.sub("", text), today)


Somewhere = Annotated[
    Place, Slot("place", lambda said, _: place_at_end(said), "a city, country or state", "tokyo")
]
Elsewhere = Annotated[str, Slot("place", lambda said, _: elsewhere(said), "where, if not here", "in tokyo")]
OneDay = Annotated[
    date, Slot("day", lambda said, s: whose_day(said, s.now.date()), "a date", "christmas eve")
]
Coming = Annotated[
    date, Slot("day", lambda said, s: day_at_end(said, s.now.date()), "a date", "christmas eve")
]


@skill(
    "what time is it",
    "[<ask_for>] <what_time_is> <just_now>",
    "[<ask_for>] what (time|hour|o'clock) (is it|it is|have you got|have you|you have|do you have|do we "
    "have|we have|have we got|do you make it|is it by you|are we at|it's|might it be|it might be|would it "
    "be|we are at|is shown|has it got to) <just_now>",
    "[<ask_for>] (what|which) time [of (day|night)] (is it|it is|have we) <just_now>",
    "[<ask_for>] how late (is it|it is|are we|has it got|it has got|has it become|it's got|it's getting) "
    "<just_now>",
    "[<ask_for>] (what is|what's|whats) <exact> (time|hour|o'clock|clock time) <just_now>",
    "[<ask_for>] (what is|what's|whats) the <exact> (time|hour|clock|time of day|time of night|clock "
    "time) <just_now>",
    "[<ask_for>] what the <exact> (time|hour) is <just_now>",
    "[<ask_for>] (the|a) <exact> (time|hour|time of day|clock|time check) <just_now>",
    "(tell|read|give) (me|us) time <just_now>",
    "(<exact> time|time check|what time|time of day|clock|time now|what hour) <just_now>",
    "[<ask_for>] what time (does|is) <the_clock> (<shows>|<showing>) <just_now>",
    "[<ask_for>] what (does|do|has|is) <the_clock> (<shows>|<showing>) <just_now>",
    "[<ask_for>] (what is|what's|whats) [on] <the_clock> [<showing>] <just_now>",
    "[<ask_for>] what <the_clock> (says|shows|reads|is at|is showing|is saying) <just_now>",
    "where is <the_clock> at <just_now>",
    "(check|look at|read|consult|have a look at|look to) [me] <the_clock> [and tell me (the time|what "
    "time it is|what it says)|for me]",
    "(check|look up|find out) what time (it is|is it) <just_now>",
    "at what time are we <just_now>",
    "how (are we|am i) (doing for|for|off for) time <just_now>",
    "is it [already|still|nearly|almost] (past|after|before|gone|coming up to|close to|near|about|around) "
    "<hour_name> [already|yet|now] [what (does <the_clock> say|time is it)]",
    "(is it|has it gone) [already|nearly|almost] <hour_name> [already|yet|now] [what (does <the_clock> "
    "say|time is it)]",
    "is it (late|early) [already|yet] what time is it",
    "(it's|how's) time wise <just_now>",
)
def tell_time(situation: Situation, place: Elsewhere = "") -> Steps:
    """Say what time it is."""
    if (
        place
    ):  # no sentence has this: it is for who guesses the skill, so that no answer is about the wrong place
        if there := place_at_end(place):
            yield from tell_time_elsewhere(situation, there)
        else:
            yield Question(situation.language.phrase("ask.place"), "tell_time_elsewhere", (), "place")
        return
    yield situation.language.phrase("skill.time", time=wording.clock_time(situation.language, situation.now))


@skill(
    "what day is it",
    "[<ask_for>] (what|which) <day_word> [of the (week|month|year)] <it_is> [it] [on|at|in] [today] "
    "<just_now>",
    "[<ask_for>] (what|which) <day_word> (today is|is today|today|we are today|are we today|are we "
    "having|is the current one|should i (write|put) [down|on this]|do i (write|put) [down]) <just_now>",
    "[<ask_for>] the <exact> <day_word> [of|for|as of] <just_now> <for_paper>",
    "[<ask_for>] [the] today's [full|exact] <day_word> <just_now> <for_paper>",
    "[<ask_for>] (what is|what's|whats) [the|today's] <exact> <day_word> [of|for] <just_now>",
    "[<ask_for>] what (the <exact> <day_word>|today's <day_word>|today) is <just_now>",
    "[<ask_for>] (what is|what's|whats) today [again] [then|please] [<day_of_week> or <day_of_week>]",
    "[<ask_for>] (is|isn't) (it|today|this) [really|actually|already|still|not|now|a] <day_of_week> [or "
    "<day_of_week>] [or not|today|already|now|yet|or what]",
    "[<ask_for>] (if|whether) (it|today|this) is [already|still] <day_of_week> [or <day_of_week>] "
    "[today|already|now|yet]",
    "(is it|are we|is today) [already|still|now] [on] [a] <day_of_week> [today|already|or not]",
    "today (is|that's|would be) (what|which) <day_word>",
    "(it is|it's) (what|which) <day_word> [today|again|now]",
    "(which|what) <day_word> (does|do) (the|my|your) calendar (say|show|have) [today]",
    "what (does|is) the calendar (say|show) for today's date",
    "[<exact>] (date|day of the week|week day|weekday|today's date|today date|date today|day today) "
    "[check|today|please|now]",
    "what's today",
    "what day is today's date",
    "[<ask_for>] (what|which) (year|month) (is it|it is|is this|this is|are we in|we are in|we're in|do "
    "we have|have we got|is the current one) <just_now>",
    "[<ask_for>] (what is|what's|whats) the <exact> (year|month) <just_now>",
    "is (it|today) [still|already] [a|the] (weekend|weekday|week end|working day) [today|already|yet]",
)
def tell_date(situation: Situation) -> Steps:
    """Say what day it is."""
    language, today = situation.language, situation.now.date()
    yield language.phrase("skill.date", day=_full(situation, today, year=True))


@skill(
    "what time is it in {place}",
    "[<ask_for>] <what_time_is> <just_now> <at_place> {place}",
    "[<ask_for>] what (time|hour|o'clock) (is it|it is|it's|might it be|would it be|will it be|it might "
    "be|it would be) <just_now> <at_place> {place}",
    "[<ask_for>] how late (is it|it is|would it be|has it got) <just_now> <at_place> {place}",
    "[<ask_for>] (what is|what's|whats) the <exact> [time of|clock] (time|hour|clock|day|time of "
    "day|clock time) [like|now|right now|just now|doing|saying] <at_place> {place}",
    "[<ask_for>] what (the|<exact>) (time|hour) (is|would be|might be) <just_now> <at_place> {place}",
    "what (does|do) (the|a) (clock|clocks|watch) (say|show|read) <just_now> <at_place> {place}",
    "what (the) (clock|clocks) (says|say|shows|show) <at_place> {place}",
    "[<ask_for>] [what is|what's] [the] <exact> (time|hour|time of day|clock) <just_now> [zone] "
    "(<at_place>|of) {place}",
    "(what|which) (time|hour) (do|does|have|has|would|will|are) <people> [have|got|be|on|at] <just_now> "
    "<at_place> {place}",
    "(what|which) time (would|will|must|might|should) (it|<people>) (be|have) <just_now> <at_place> {place}",
    "[<ask_for>] (what|which) time <people> (have|have got|has|are on) <just_now> <at_place> {place}",
    "(what|which) time (has|does) {place} (got|have|show|be|run on) <just_now>",
    "(what is|what's|whats) {place} time <just_now>",
    "[<ask_for>] {place} (local|current) time",
    "[<ask_for>] {place} time (please|now|right now|just now|at the moment|today|currently)",
    "[the] (current|local|exact|present) time {place}",
    "(is it|are they) [already|still|now] [too|very] <time_of_day> [already|now|yet] <just_now> "
    "<at_place> {place}",
    "are (they|people) [still|already] (asleep|awake|in bed|up|sleeping|at work) <at_place> {place}",
    "{place} <what_time_is> [for (them|me to call|her|him|my)] <just_now> [over|out|down] [there] <just_now>",
    "{place} (what|which) (time|hour) (is it|would it be|will it be|do they have|does she have|does he "
    "have|have they got|is that|it is) <just_now> [over|out|down] [there|for (them|her|him|people|you|my "
    "friend)] <just_now>",
    "{place} (what is|what's|whats) the <exact> (time|hour) [over|out|down] there <just_now>",
    "{place} how late is it [over|out|down] there <just_now>",
    "{place} tell me the time there",
    "{place} what time (do|does|have|has|is it for|would) <people> [have|got|be] [there] <just_now>",
    "(in|over in|out in|at|down in|for) {place} (what|which) (time|hour) (is it|it is|is that|would it "
    "be) <just_now> [there]",
    "(in|over in|out in|at|down in|for) {place} (what is|what's|whats) the <exact> (time|hour) <just_now> "
    "[there]",
)
def tell_time_elsewhere(situation: Situation, place: Somewhere) -> Steps:
    """Say what time it is in another place."""
    language = situation.language
    there = situation.now.astimezone(ZoneInfo(place.zone))
    away = (there.date() - situation.now.date()).days
    key = {-1: "skill.time_there_yesterday", 1: "skill.time_there_tomorrow"}.get(away, "skill.time_there")
    weekday = language.variants("words.weekdays")[there.weekday()]
    yield language.phrase(key, place=place.name, time=wording.clock_time(language, there), weekday=weekday)


@skill(
    "what day is {date}",
    "[<ask_for>] (what|which) <day_word> <is_when> [on] [the] [be] {date} <be_on>",
    "[<ask_for>] (what|which) <day_word> [of the week] {date} (is|was|falls on|is on|will be|will be "
    "on|would be|lands on|comes on|fell on)",
    "(on|at) (what|which) <day_word> (is|does|will|was|are|do) {date} [fall|be|land|come] [this year|next "
    "year]",
    "[<ask_for>] (what is|what's|whats|what was|what will be|what'll be|what would be) [the] <exact> "
    "<day_word> [be] [on|of|for|in] {date}",
    "what (will|would|is|was) the <exact> <day_word> [be|going to be] [on|in|of|for] {date}",
    "[<ask_for>] what the <exact> <day_word> (is|was|will be|would be) [on|of|for|in] {date}",
    "[<ask_for>] [the] <exact> <day_word> (of|on|for|in|at) {date}",
    "[<ask_for>] [the] date {date}",
    "[<ask_for>|<what_is>|what was|what'll|what will be] {date} <day_word>",
    "[<ask_for>] when (is|was|will be|is it|are) {date} [this year|next year]",
    "when (does|will|do) {date} (fall|be|come|land) [this year|next year]",
    "(is|was|will|isn't|does|do|are) {date} [be|fall|land|come] [on|at|during] [a|the|an] <day_kind> "
    "[this year|next year|this time|next time] [or <day_kind>|what day is it|or not|or what]",
    "(is it|will it be) [a|the|on a] <day_kind> [on] {date}",
    "{date} (is|is on|falls on|will be|will be on|what is it|that's|that is|which is|it's|be|comes "
    "on|would be|lands on) [on] (what|which) <day_word> [again|then|please|this year]",
    "{date} (is (that|it)|will (that|it) be|does (that|it) fall) [on] [a|the] <day_kind> [or not|this "
    "year|or <day_kind>]",
    "{date} [on] (what|which) <day_word> [of the week] [<is_when>] [that|it|this] [be|fall] [on] "
    "[then|again|this year]",
    "{date} [what is|what's] [the] (day|date|weekday|day of the week) [then]",
    "(on|for|in) {date} (what|which) <day_word> <is_when> [it|that|we] [be|have|have then] [then]",
)
def tell_day(situation: Situation, date: OneDay) -> Steps:
    """Say which day of the week or which date a day is."""
    yield situation.language.phrase("skill.day", day=_full(situation, date))


@skill(
    "how many days until {date}",
    "[<ask_for>] <how_far> <is_left> <waiting> <until_then> {date}",
    "[<ask_for>] <how_far> <waiting> <until_then> {date}",
    "[<ask_for>] <how_far> is {date} [away|off|from (now|today)] [now|in (days|weeks)]",
    "[<ask_for>] how (far|long) (away|off) is {date}",
    "[<ask_for>] <how_far> {date} is [away|off|from (now|today)]",
    "[<ask_for>] how (many|much) [more] <span> (is|are) (it|there|we|left|they) [left|away|still] "
    "(from|until|till|to|before) {date}",
    "how (many|much) [more] <span> (away|off|out|from now|from today) is {date}",
    "how (many|much) [more] <span> is {date} (away|off|from now|from today|from us)",
    "in how many <span> (is|will|do we have|comes|have we got|is it|will it be|does) {date} [be|come]",
    "{date} is [in] how (many|much) [more] (<span>|long|far|time) [away|off]",
    "{date} (that's|that is|which is|makes|is that|it's|is) how (many|much|long|far) [more] [<span>] "
    "[away|off|from now|left|to go]",
    "[please|can you|could you] (count|count down|countdown|work out|calculate|count up|figure "
    "out|reckon|tell me|tell us|give me|let me have|let me know|let's count) [for me|me] [the] [number "
    "of|amount of] [remaining] <span> [that are] [left|remaining|there are|to go|for me] <until_then> "
    "{date}",
    "[<ask_for>|<what_is>] the (number|amount|count) of [remaining] <span> [that are] "
    "[left|remaining|there are|to go] <until_then> {date}",
    "[the] [remaining] <span> [left|to go|remaining] <until_then> {date}",
    "[<ask_for>|<what_is>|start|do|what's] [a|the|my|our] (countdown|count down|day count|wait) "
    "(to|until|till|for) {date}",
    "is it [still|very|that|a] (long|far|much longer|many days|many weeks|many sleeps) [way] "
    "[off|away|now|to go] <until_then> {date}",
    "is {date} [still|very|that|quite|a] (far|long|far away|long way|far off) [off|away|way off|way away]",
    "how close (are we|is it|is) [to] {date}",
    "{date} [<ask_for>] <how_far> [<is_left>] [that|it|this] [be|take] <waiting> [until then|till "
    "then|before then]",
    "{date} [<ask_for>] how (many|much) [more] (<span>|longer|long) (is|are|till|until|to|before) "
    "(that|then|it|this|there|we) [left|in] <waiting>",
    "(from|between) (now|today) (to|until|till|and) {date} [it is|is|that's] <how_far> [is (that|it)|are "
    "there|does that make|do we have|have (i|we) got]",
)
def tell_days_until(situation: Situation, date: Coming) -> Steps:
    """Say how many days it is until a date."""
    language, days = situation.language, (date - situation.now.date()).days
    if abs(days) < 2:
        near = language.variants("words.near")[days + 1]
        yield language.phrase("skill.days_near", day=near)
        return
    weeks, rest = divmod(abs(days), 7)
    day = _full(situation, date)
    if days < 0:
        yield language.phrase("skill.days_since", days=-days, day=day)
    elif weeks < 2:
        yield language.phrase("skill.days", days=days, day=day)
    else:
        exact = _count(situation, "words.weeks", weeks)
        if rest:
            exact = wording.join(language, [exact, _count(situation, "words.days", rest)])
        yield language.phrase("skill.days_weeks", days=days, weeks=exact, day=day)


def _full(situation: Situation, day: date, *, year: bool = False) -> str:
    """A day as "Monday, March 9", with its year where that is another one or asked for."""
    language, year = situation.language, year or day.year != situation.now.year
    month = language.variants("words.months")[day.month - 1]
    on = language.phrase(
        "words.date_of_year" if year else "words.date", month=month, day=day.day, year=day.year
    )
    return language.phrase("words.comma", first=language.variants("words.weekdays")[day.weekday()], last=on)


def _count(situation: Situation, key: str, number: int) -> str:
    one, many = situation.language.variants(key, n=number)
    return one if number == 1 else many
