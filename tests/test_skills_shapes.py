"""The shapes in which people ask for times, sums, chance, timers and the stopwatch: which skill they call."""

from __future__ import annotations

import pytest
from performing import situation, table

from voice_assistant.skills.grammar import match

SAID = """
what's the hour now | tell_time
let me have the time please | tell_time
would you be so kind as to tell me the time | tell_time
what time does the clock say | tell_time
i have no idea what time it is | tell_time
the exact time please | tell_time
what time have you got | tell_time
how late has it got | tell_time
i wonder what time it is | tell_time
what time might it be | tell_time
time of day please | tell_time
what's the time mate | tell_time
what's the date today please | tell_date
which day is today | tell_date
what day of the week is it today | tell_date
today is what day | tell_date
the date please | tell_date
which date are we at | tell_date
what day is it today again | tell_date
is it already tuesday | tell_date
may i know the date of today | tell_date
is it still monday | tell_date
what's today's date and day | tell_date
what date should i write today | tell_date
what's the hour in lisbon | tell_time_elsewhere
in sydney what time is it | tell_time_elsewhere
what does the clock show in cairo | tell_time_elsewhere
let me have the time in dublin | tell_time_elsewhere
what's the time like in bangkok | tell_time_elsewhere
what time would it be in india now | tell_time_elsewhere
the current time in beijing | tell_time_elsewhere
is it night in australia right now | tell_time_elsewhere
what time is it for people in brazil | tell_time_elsewhere
what time has my sister in madrid got | tell_time_elsewhere
what's the local time over in hong kong | tell_time_elsewhere
time right now in warsaw | tell_time_elsewhere
what day does the fourth of july fall on | tell_day
what's the date next friday | tell_day
on what day is christmas this year | tell_day
what date was yesterday | tell_day
give me the date of next monday | tell_day
tell me which day november the ninth falls on | tell_day
what's the day on the twelfth of october | tell_day
when is halloween | tell_day
what day will it be in three weeks | tell_day
i need the date of the day after tomorrow | tell_day
christmas eve what day of the week is that | tell_day
which date is this coming sunday | tell_day
how many days till christmas | tell_days_until
how many days are there before the first of may | tell_days_until
how many sleeps until halloween | tell_days_until
how many more weeks until the first of august | tell_days_until
how long have i got until the fifteenth of may | tell_days_until
tell me how many days remain until december first | tell_days_until
in how many days is the third of april | tell_days_until
give me the number of days until the 20th of july | tell_days_until
how many days between now and christmas | tell_days_until
my exam is on the 4th of may how long have i got | tell_days_until
what's the countdown to christmas | tell_days_until
how soon is new year's day | tell_days_until
give me the sum of four and nine | calculate
i need to know what 45 plus 78 is | calculate
what's left if i take 12 from 40 | calculate
square root of two hundred and twenty five | calculate
half of seventy six | calculate
how many times does eight go into ninety six | calculate
twice forty seven | calculate
share 84 euros between 7 people | calculate
what's the total of 5 9 and 11 | calculate
what's two thirds of 60 | calculate
i'd like you to add 56 and 89 | calculate
how much does 6 times 12 come out at | calculate
how many grams in three ounces | convert
how much is 20 celsius in fahrenheit | convert
let me have 12 stone in kilos | convert
a pint in milliliters please | convert
how many tablespoons make a cup | convert
what is 5 gallons worth in litres | convert
convert for me 50 kilos to pounds | convert
give me 3 liters in pints | convert
how heavy is ten stone in kilograms | convert
2 gigabytes how many megabytes | convert
12 inches equals how many centimeters | convert
how do i convert 40 miles to kilometres | convert
pick a random number | random_number
give me any number between 1 and 50 | random_number
tell me a number between five and fifteen | random_number
random number 1 to 6 | random_number
let me have a random number | random_number
generate a random integer from 10 to 20 | random_number
pick me a lottery number between 1 and 49 | random_number
draw a number between one and thirty | random_number
any number from 1 to 12 | random_number
number between 1 and 5 | random_number
give me a random number, no higher than 30 | random_number
surprise me with a number between 1 and 20 | random_number
roll two dice | roll_dice
throw the dice | roll_dice
roll a d20 | roll_dice
let me have a roll of the dice | roll_dice
i need a dice roll | roll_dice
could you throw a die for me | roll_dice
roll the dice for me please | roll_dice
dice roll please | roll_dice
give the dice a roll | roll_dice
roll me three six sided dice | roll_dice
i'd like you to roll a twenty sided die | roll_dice
let's roll some dice | roll_dice
flip a coin | flip_coin
toss a coin for me | flip_coin
heads or tails | flip_coin
give me a coin toss | flip_coin
i need a coin flip | flip_coin
let's flip a coin | flip_coin
do a coin toss please | flip_coin
could you throw a coin | flip_coin
coin flip please | flip_coin
let me have a coin flip | flip_coin
call heads or tails for me | flip_coin
is it heads or tails | flip_coin
pick one tea or coffee | choose
tea or coffee you decide | choose
should we watch a comedy or a thriller you choose | choose
which should i take the bus or the train | choose
pick for me red green or blue | choose
burger or salad what should i have | choose
choose one of these anna ben or carla | choose
cinema or bowling which do you say | choose
let fate decide between tom and jerry | choose
pick a random one from apples pears and plums | choose
choose for us indian or thai | choose
what's it going to be pizza or sushi you pick | choose
set timer ten minutes | set_timer
can i have a ten minute timer | set_timer
count down three minutes | set_timer
i need a timer of an hour | set_timer
get a timer going for three minutes | set_timer
time me for two minutes | set_timer
give me a shout in eleven minutes for the rice | set_timer
buzz me in half an hour | set_timer
set a timer to go off in ten minutes | set_timer
set a timer for ten minutes and call it tea | set_timer
arrange a timer for twenty minutes | set_timer
set another timer for two minutes | set_timer
how much time is left on the timer | tell_timers
how is my timer doing | tell_timers
where's the timer at | tell_timers
how much longer | tell_timers
how long till the timer goes off | tell_timers
how many timers are running | tell_timers
is there a timer on | tell_timers
show all timers | tell_timers
time left | tell_timers
what's the pasta timer on | tell_timers
what's the remaining time | tell_timers
what timers are going | tell_timers
cancel my timer | cancel_timer
kill the pasta timer | cancel_timer
i don't need that timer any more | cancel_timer
no more timer please | cancel_timer
switch the timer off | cancel_timer
end the timer | cancel_timer
lose the timer | cancel_timer
i want to cancel the timer | cancel_timer
timer off | cancel_timer
please have the timer stopped | cancel_timer
silence the timer | cancel_timer
we don't need the timer now | cancel_timer
cancel all my timers | cancel_all_timers
all timers off | cancel_all_timers
get rid of all timers | cancel_all_timers
clear every single timer | cancel_all_timers
wipe all timers | cancel_all_timers
remove all running timers | cancel_all_timers
all my timers cancel them | cancel_all_timers
kill every timer i've got | cancel_all_timers
cancel the timers all of them | cancel_all_timers
get rid of every last timer | cancel_all_timers
cancel each and every timer | cancel_all_timers
let's stop all timers | cancel_all_timers
pause the timer | pause_timer
freeze the pasta timer | pause_timer
stop the timer for a minute | pause_timer
let the timer wait | pause_timer
i need to pause the timer | pause_timer
suspend the laundry timer | pause_timer
timer pause | pause_timer
the pasta timer should pause | pause_timer
stop the clock for a sec | pause_timer
i want to pause my bread timer | pause_timer
hold the eggs timer for a bit | pause_timer
give the timer a pause | pause_timer
resume the timer | resume_timer
unpause the timer | resume_timer
restart the paused timer | resume_timer
get the timer going again | resume_timer
go on with the egg timer | resume_timer
the pizza timer can continue | resume_timer
take the timer off hold | resume_timer
i want the timer to go on | resume_timer
please continue my timer | resume_timer
resume timer | resume_timer
keep going with the timer | resume_timer
let it run again | resume_timer
add five minutes to the timer | extend_timer
give the pasta timer another two minutes | extend_timer
extend the timer by ten minutes | extend_timer
let the timer run three minutes longer | extend_timer
add another minute to the egg timer | extend_timer
pop two more minutes on the pasta | extend_timer
the timer needs two more minutes | extend_timer
increase the timer by five minutes | extend_timer
can the timer have five more minutes | extend_timer
bump the timer up by five minutes | extend_timer
tack on three more minutes to the timer | extend_timer
i'd like five minutes added to the timer | extend_timer
start the stopwatch | start_stopwatch
set the stopwatch going | start_stopwatch
begin the stopwatch | start_stopwatch
i need a stopwatch | start_stopwatch
start timing my run with the stopwatch | start_stopwatch
can you put the stopwatch on | start_stopwatch
kick off the stopwatch | start_stopwatch
hit the stopwatch | start_stopwatch
use the stopwatch to time me | start_stopwatch
get the stopwatch started | start_stopwatch
stopwatch start please | start_stopwatch
time how long i take | start_stopwatch
stop the stopwatch | stop_stopwatch
halt the stopwatch | stop_stopwatch
stopwatch stop | stop_stopwatch
you can stop the stopwatch | stop_stopwatch
end the stopwatch now | stop_stopwatch
i'd like the stopwatch stopped | stop_stopwatch
turn the stopwatch off | stop_stopwatch
the stopwatch can stop | stop_stopwatch
pause the stopwatch | stop_stopwatch
let the stopwatch stop | stop_stopwatch
make the stopwatch stop | stop_stopwatch
put a stop to the stopwatch | stop_stopwatch
what does the stopwatch say | tell_stopwatch
how long has the stopwatch been running | tell_stopwatch
read the stopwatch | tell_stopwatch
let me have the stopwatch time | tell_stopwatch
stopwatch time | tell_stopwatch
i'd like to know what the stopwatch says | tell_stopwatch
how far along is the stopwatch | tell_stopwatch
give me the stopwatch reading | tell_stopwatch
how many seconds on the stopwatch | tell_stopwatch
is the stopwatch still running | tell_stopwatch
what's my time on the stopwatch | tell_stopwatch
what's the time on the stopwatch | tell_stopwatch
reset the stopwatch | reset_stopwatch
clear the stopwatch | reset_stopwatch
put the stopwatch to nought | reset_stopwatch
stopwatch back to zero | reset_stopwatch
take the stopwatch back to the start | reset_stopwatch
can you wipe the stopwatch | reset_stopwatch
reset my stopwatch to zero | reset_stopwatch
let the stopwatch go back to zero | reset_stopwatch
the stopwatch should be at zero | reset_stopwatch
put the stopwatch back to the beginning | reset_stopwatch
restart the stopwatch from zero | reset_stopwatch
turn the stopwatch back to nil | reset_stopwatch
"""
NEAR_MISSES = """
i was reading about the history of the stopwatch
time heals all wounds
how long have you been alive
how long does it take to boil an egg
what is the meaning of time
my grandmother had an egg timer
i dated someone from berlin
how long has he got left to live
what time is the match tonight
it was a coin i found in rome
the dice are on the shelf
how many calories are in an apple
how long is the flight to new york
i need five minutes to think
i'll be back in ten minutes
the concert lasted two hours and a half
they asked me to pick a side
is monday a good day to start a diet
i have a meeting in ten minutes
is it night or day on mars
"""


@pytest.mark.parametrize(("said", "expected"), table(SAID))
def test_a_skill_is_called_in_many_shapes(said: str, expected: str) -> None:
    call = match(said, situation())
    assert call is not None
    assert call.skill.name == expected


@pytest.mark.parametrize("said", NEAR_MISSES.strip().splitlines())
def test_ordinary_talk_calls_none(said: str) -> None:
    assert match(said, situation()) is None
