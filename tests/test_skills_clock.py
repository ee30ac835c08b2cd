"""Time and date, here and elsewhere: what calls them, and what they say."""

from __future__ import annotations

from datetime import date

import pytest
from asking import Talk
from performing import MORNING, called, group_called, lines, phrasings, said, say, situation

from voice_assistant.skills.clock import day_at_end, elsewhere

TELL_TIME = """
what's the time now
do you know what time it is
time please
what time do we have
can you tell me the time
could you check the clock
what's the current time
how late is it
have you got the time
what is the time here
tell me what time it is now please
got the time
what time is it now
i need to know the time
say the time
what does my watch say
show me the time
what time is it right now
is it late what time is it
check the time
what time is it here
what's the exact time
do you have the time on you
time now
"""

TELL_DATE = """
what day is today
what's the date
what's the day
tell me today's date
today's date
date today
what date is today
what year is it
which year are we in
what month is it
is it monday
is today tuesday
is it friday today
what weekday is it
which day is it
what day of the month is it
what is the date of today
what's the day today
what day are we on
do you know what day it is
do you know today's date
tell me what day it is
what's today's day
what's today's date please
which date is it today
what day is it again
current date
are we monday
what is the month
what's the current year
is it the weekend
"""

TELL_TIME_ELSEWHERE = """
what's the time in london
what time is it in the us
time in new york
what's the local time in sydney
tell me the time in paris
what time is it right now in japan
what time is it now in berlin
what is the current time in california
how late is it in moscow
do you know what time it is in rome
what time do they have in china
what's the time over in brazil
is it night in australia
what time would it be in chicago
what's tokyo time
current time tokyo
what time is it over in dublin
could you tell me the time in madrid
what time is it for people in hawaii
is it late in mumbai
my sister lives in toronto what time is it there
what time is it in france
what's the hour in lisbon
give me the time for cairo
i want to know the time in oslo
what time's it in boston
what time is it in london right now
what time is it currently in singapore
time in texas
time zone of denver
"""

TELL_DAY = """
what day is christmas
when is halloween
what day of the week is the first of may
what day is it tomorrow
what's tomorrow's date
what date is tomorrow
what date is next friday
what day will it be in three days
what day was yesterday
which weekday is the 3rd of october
what's the date next monday
on what day does new year's eve fall
what day does valentine's day fall on
on which weekday is christmas this year
what's the date on saturday
what day is the 24th
is christmas on a friday
does halloween fall on a weekend
what day of the week will it be on june fifth
tell me what day july 4th is
when is valentine's day
what date is it on sunday
what date will it be in two weeks
what day is december 25th
what day of the week is new year's day
what day is two weeks from today
what day is the day after tomorrow
what weekday is may 1st
what's the date a week from now
"""

TELL_DAYS_UNTIL = """
days until christmas
how long until christmas
how many days to halloween
how long till new year's eve
how many days are left until the first of april
how many days is it till friday
how far away is christmas
how many days away is the tenth of june
how soon is valentine's day
countdown to christmas
how many days are there until december 24
how many days before new year
how many more days until saturday
how many sleeps till christmas
how long is it until christmas eve
tell me how many days until july 4th
count down the days to halloween
how many weeks are left till christmas
how many days from now is march 30
in how many days is the 20th of april
how many days left until easter monday
how long do i have to wait until friday
christmas is in how many days
how many days until the end of the year
the exam is on the 3rd of june how many days do i have left
how many days have we got left until may 5th
how much time is left until christmas
how many days till my birthday on the third of may
"""

PHRASINGS = {
    "tell_time": TELL_TIME,
    "tell_date": TELL_DATE,
    "tell_time_elsewhere": TELL_TIME_ELSEWHERE,
    "tell_day": TELL_DAY,
    "tell_days_until": TELL_DAYS_UNTIL,
}
NEAR_MISSES = """
how many people are in a family
how many days has february
the movie is two hours long
it takes two hours to get to london
what's up
what day is mother's day
what day does school start
when is the meeting
when is dinner
when is my birthday
how long until dinner is ready
how long until we get there
how many days until the baby comes
is it night already
is it too late
time in prison changed him
what time is the train
what time does the shop in london open
what time is dinner in the hotel
i live in berlin
paris is nice
have a nice time
what's the difference between a frog and a toad
how many is too many
what is five star hotel
how many hours are in a working day
what day is it going to rain
what is today's weather
what is the weather today
what year was he born
what month is your birthday
is it monday already i hate it
is today special
what is the date of the meeting
tell me about the date i had
i had a date on friday
the first of may is a holiday
see you on friday
what's on friday
how old are you
how far is the moon in kilometres
what is the distance between paris and rome
how many days in a row
to the moon and back
i walked in the park
from one to ten how do you feel
how many weeks pregnant is she
how many steps to the door
what time is it in the story
when is the best time to plant tomatoes
how long does it take until christmas dinner is done
in the us people tip more
what day is good for you
is friday good for you
"""


@pytest.mark.parametrize(("name", "text"), phrasings(PHRASINGS))
def test_every_phrasing_calls_its_skill(name: str, text: str) -> None:
    assert called(text)[0] == name


@pytest.mark.parametrize("text", lines(NEAR_MISSES))
def test_an_ordinary_sentence_calls_nothing_of_this(text: str) -> None:
    assert group_called(text) != "clock"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("what time is it", "It is 7:05 am."),
        ("what day is it", "It is Monday, March 9, 2026."),
        ("what year is it", "It is Monday, March 9, 2026."),
        ("is it monday", "It is Monday, March 9, 2026."),
        ("what time is it in london", "It is 6:05 am in London."),
        ("what time is it in australia", "It is 5:05 pm in Canberra, Australia."),
        ("what time is it in honolulu", "In Honolulu it is still yesterday: 8:05 pm on Sunday."),
        ("my sister lives in toronto what time is it there", "It is 2:05 am in Toronto."),
        ("what day is christmas eve", "That is Thursday, December 24."),
        ("what day is new year's day", "That is Friday, January 1, 2027."),
        ("what's tomorrow's date", "That is Tuesday, March 10."),
        ("how many days until friday", "It is 4 days until Friday, March 13."),
        (
            "how many days until christmas",
            "It is 291 days until Friday, December 25. That is 41 weeks and 4 days.",
        ),
        ("how many weeks until the 30th of march", "It is 21 days until Monday, March 30. That is 3 weeks."),
        ("how many days until tomorrow", "That is tomorrow."),
        ("how many days until today", "That is today."),
        (
            "how many days until january 1 2027",
            "It is 298 days until Friday, January 1, 2027. That is 42 weeks and 4 days.",
        ),
        (
            "my wedding is on the twelfth of september how many days is that from now",
            "It is 187 days until Saturday, September 12. That is 26 weeks and 5 days.",
        ),
    ],
)
def test_the_answer_is_the_one_of_this_moment(text: str, answer: str) -> None:
    assert said(text) == [answer]


def test_a_place_where_it_is_tomorrow_already() -> None:
    late = situation(now=MORNING.replace(hour=21))
    assert say("what time is it in tokyo", late).said == [
        "In Tokyo it is tomorrow already: 5:05 am on Tuesday."
    ]


def test_how_far_the_sun_is_away_is_no_date() -> None:
    assert day_at_end("the sun", MORNING.date()) is None
    assert day_at_end("my exam is on sunday", MORNING.date()) == date(2026, 3, 15)


@pytest.mark.parametrize("said", ["what time is it in Narnia", "what time is it now in Gotham City"])
def test_a_place_that_nobody_knows_is_not_here(said: str) -> None:
    conversation = Talk()
    assert "7:05" not in conversation.say(said)
    assert conversation.say("in Tokyo") == "It is 3:05 pm in Tokyo."


@pytest.mark.parametrize("said", ["in the morning", "in here", "in a minute", "Narnia"])
def test_these_words_behind_the_time_name_no_other_place(said: str) -> None:
    assert elsewhere(said) is None
