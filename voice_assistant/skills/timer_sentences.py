"""Templates of what calls the skills for timers: `timers` has the skills."""

from __future__ import annotations

SET = (
    (
        "[<set_going>] [<a>|the|some|just a] [kitchen|simple|normal] (<timer>|timing) "
        "[<going>|please|running|set|me] {spec}"
    ),
    "[<set_going>] [<one_more>] {spec} <timer> [<going>|for me|please]",
    "[<set_going>] [<a>] {name} <timer> [<going>|please] [for|of|to|at|on|with] {length}",
    "[<set_going>] [<a>] {length} <timer> [<going>] (for|called|named|labelled|to|on|titled) {name}",
    (
        "[<set_going>] [<a>] <timer> (for|called|named|labelled|titled|on) {name} [and|running] "
        "(for|to|at|on|of|with|lasting|takes|in) {length}"
    ),
    "[<set_going>] [<a>] <timer> [for|of|to|lasting] {length} <called_it> {name}",
    "[<set_going>] {length} <timer> <called_it> {name}",
    "(name|call|label) (a|the|my) [new] <timer> {name} (for|of|with|at|lasting|and set it (for|to)) {length}",
    "[<set_going>|put] {length} on (the|a|my) (<timer>|clock|oven timer|kitchen timer) [for {name}]",
    (
        "<set_going> [<a>] <timer> (to|so it|that|so that it|and have it|which) [will] "
        "[(go|goes|ring|rings|beep|beeps|sound|sounds|end|ends|stop|stops|run|runs|run out|finish|last|lasts)] "
        "[off|out] (in|after|for) {spec}"
    ),
    "(make|let|have) (the|a|my) <timer> (go off|ring|beep|sound|end|run|run out|finish|last) [in|after|for] {length}",
    (
        "[start|begin|do|can you|let's|i want you to|please] (count down|countdown|count|counting down|a "
        "countdown|timing) [me|us|down] [from|for|of] {spec}"
    ),
    "count {length} down [for me]",
    "[start] counting {length} down [for me]",
    "(put|set|turn|switch|get) [<a>] <timer> (on|going|running|up) [for|of|to|at|with] {spec}",
    "(<set_going>) time for {spec}",
    (
        "(time|clock|track|measure|keep time for|keep track of|start timing|keep an eye on|watch the clock for) "
        "[me|this|it|that|us] [for] {spec}"
    ),
    "<a_shout> (in|after) {length}",
    "<a_shout> (in|after|within) {length} for [the|my|our|some] {name}",
    "(in|after) {length} <a_shout>",
    (
        "(<a_shout>|remind me|say so|say something|alert me) (when|once|as soon as|if|after) {length} "
        "(is|are|have|has|will be) [all] (<over>|<time_up>)"
    ),
    (
        "i (want|need|'d like|would like) to be (told|alerted|notified|warned|pinged) (when|once|as soon as) "
        "{length} (is|are|have|has) (<over>|<time_up>)"
    ),
    "i (want|need|'d like|would like) to (know|hear) (when|once) {length} (is|are|have|has) (<over>|<time_up>)",
    "(when|once|as soon as) {length} (is|are|have|has) (<over>|<time_up>) <a_shout>",
    "(my|the) <dish> (needs|need|takes|take|wants|want|should have) [to have] {length}",
    (
        "(my|the|our|these|this) {name} (<must>|needs|need|has|have|should|wants|want) [to] <cook> [for] {length} "
        "[<start_that>]"
    ),
    (
        "(my|the|our|these|this) {name} (<must>|has to|needs to) (be|go|stay|stand|sit|sit there) [in|on] [the|a] "
        "(oven|fridge|freezer|pan|stove|pot|grill|water) [for] {length} [<start_that>]"
    ),
    (
        "{name} (needs|need|takes|take|wants|want|has|have|gets|get|will take|should take|is in for|are in for) "
        "{length} <start_that>"
    ),
    "{spec} <start_plain>",
    (
        "(give me|i need|i have|we have|i've got|you have) {length} (starting [right] now|from now|on the "
        "clock|beginning now|and go)"
    ),
    (
        "[i'm|i am|we're|we are] "
        "(boiling|baking|cooking|making|roasting|steaming|brewing|frying|steeping|grilling|poaching) [the|some|my] "
        "{name} [for] {length} <start_that>"
    ),
    "{length} for (the|my|our) {name} [<start_that>|please]",
    "{length} [of] {name} time",
    "<set_going> [<a>] [new] <timer> [for me|please|going|running]",
    "[<a>] <timer> [please|for me|on]",
    "<set_going> [<a>] {name} <timer> [for me|please|going|running]",
    "<set_going> [<a>] <timer> (for|called|named|labelled) {name}",
    "time (the|my) {name}",
)
"""Sets a timer."""

TELL = (
    "[<ask_for>] <how_long> [<need>|are] [i|there|it|we] [still] [got|have] <timer_left>",
    (
        "[<ask_for>] <how_long> [<need>|are] [i|there|it|we] [still] [got|have] [<until_when>|<timer_left>] "
        "(on|in|for|with|of|until) [<the>] (<timers>|clock|kitchen timer)"
    ),
    (
        "[<ask_for>] <how_long> [<need>|are] [i|we] [still] [got|have] [<until_when>|<timer_left>] "
        "(on|for|in|with|of) {name} <timer>"
    ),
    "[<ask_for>] <how_long> [<need>|are] [i|we] [still] [got|have] <timer_left> (on|for|in|with|of) {name} [<timers>]",
    "[<ask_for>] how (long|much longer|much more time|much more) (on|for|till|until) {name} <timer>",
    "[<ask_for>] how much of <the> <timer> is (left|remaining|over|gone|done)",
    "[<ask_for>] how much of {name} <timer> is (left|remaining|over|gone|done)",
    "[<ask_for>] <how_long> <need> [<the>] (<timers>|it) [still] [got|have|need|run|take|going|to run] [<timer_left>]",
    "[<ask_for>] <how_long> <need> {name} <timer> [still] [got|have|need|run|take|going|to run] [<timer_left>]",
    (
        "[<ask_for>] <how_long> [still] <need> {name} (still need|still have|have left|still take|need still|still "
        "got|yet need)"
    ),
    "[<ask_for>] <how_long> <need> {name} [still] (got left|left|got to go|to go|still got|to run|need left)",
    "[<ask_for>] <how_long> <need> {name} [still] (got|have) [left] on (the|their|its|his|her|my) <timer>",
    "how much (longer|more time) (for|on|till|until|before) (the|my) {name}",
    "how much (longer|time) [now]",
    (
        "[<the>] <timer> how (long|much longer|much time|much more|much) [is it|has it|does it|is there|to] [still] "
        "[got|have|going to be|left|to go|to run|going to run|need|now]"
    ),
    (
        "{name} <timer> how (long|much longer|much time|much more|much) [is it|has it|does it|is there|to] [still] "
        "[got|have|going to be|left|to go|to run|going to run|need|now]"
    ),
    "[<ask_for>] how (long|much longer|far) (until|till|before|to) [<the>] <timers> <timer_done> [<over>]",
    "[<ask_for>] how (long|much longer|far) (until|till|before|to) {name} <timer> <timer_done>",
    "[<ask_for>] how (long|much longer) (until|till|before|for) (the|my) {name} (is|are) (<over>|cooked|baked)",
    "[<ask_for>] (how|what) (long|much time|much longer|time) [<the>] <timers> (has|have) [still] [got] [left|to go]",
    "[<ask_for>] how (long|much time|much longer) {name} (has|have) [still] [got] left",
    (
        "[<ask_for>] how (long|much time|much longer) {name} <timer> (has|have|needs|takes|will take|runs) [still] "
        "[got] [left|to go]"
    ),
    "how (far|close|near) is <the> <timer> [to|from] [being|along|finishing|the end] [<over>]",
    "how (far|close|near) is {name} <timer> [to|from] [being|along|finishing|the end] [<over>]",
    "<what_is> [still] (left|remaining) [on <the> (<timers>|clock)]",
    "<what_is> [still] (left|remaining) on {name} [<timers>]",
    (
        "(what is|what's|how much is|how much time is) [still] (left|remaining) on the (clock|timer|countdown) "
        "(for|of) {name}"
    ),
    (
        "(what is|what's|how much is|how much time is) [still] (left|remaining) on the (clock|timer|countdown) "
        "(for|of) {name} <timer>"
    ),
    (
        "[<ask_for>|<what_is>] <the> [<its_state> [of|on|for] <the>] <timers> <doing> [at|saying|up "
        "to|<its_state>|showing|on|reading]"
    ),
    "[<ask_for>|<what_is>|give me] (<the>|a|an) <its_state> (of|on|for|about) <the> <timers>",
    "[<ask_for>|<what_is>|give me] (<the>|a|an) <its_state> (of|on|for|about) {name} <timer>",
    "<what_is> {name} <timer> (at|saying|on|up to|showing|reading|doing)",
    "(what|where) (does|do|is|are) <the> <timers> [now] <stand_at>",
    "(where's|wheres) <the> <timers> [at|up to] [now]",
    "[<ask_for>] (what|where) <the> <timers> (says|stands|is|are|shows|is at|say|stand|show)",
    "[<ask_for>] (what|where) {name} <timer> (says|stands|is|shows|is at)",
    "(what|where) (does|is) {name} <timer> [now] <stand_at>",
    "(what|how) about <the> <timers>",
    "[<ask_for>] (how is|how are|how's|how does|how do) <the> <timers> <doing>",
    "[<ask_for>] (how is|how's) {name} <timer> <doing>",
    "[<ask_for>] how <the> (<timer> is|timers are) <doing>",
    "[<ask_for>] how {name} <timer> is <doing>",
    "(is|are|has|have) <the> <timers> <still_now> <over_now> [yet|now|already]",
    "is {name} <timer> <still_now> <over_now> [yet|now|already]",
    "[<ask_for>] <which> <timers> <have_i> [got] [<set_up>] [<set_up>|now] <just_now>",
    "[<ask_for>] <which> <timers> (i have|i've got|there are|we have|i've set|is|are) [<set_up>] <just_now>",
    "<have_i> [<set_up>] [a|any|other|still any] <timers> [<set_up>|still] [<set_up>|now] <just_now> [or not]",
    "any [other] <timers> [still|currently] [<set_up>] <just_now>",
    "<which> timers",
    "(what|which) [timers] (is|are|have i|have i got) (running|counting down|ticking) [timer wise|as timers]",
    "(where are we|how far along (is|are)|how are we doing) [at|up to] [with|on] <the> <timers>",
    "(where are we|how far along is|how are we doing) [with|on] {name} <timer>",
    (
        "(<tell>|show|<ask_for>|tell me about|go through|run through|give me) [about] [<all>] [<the>] "
        "[running|current|active] timers [i have|i've got|<set_up>]"
    ),
    "(<check>|have a look at|take a look at|look at|see to|report on|peek at) [<all>] <the> <timers> [for me]",
    "(check|check on|have a look at|take a look at|look at|report on) {name} <timer>",
    "[<the>] <timers> (status|check|left|report|update|time left|remaining)",
    (
        "[<ask_for>|<tell>|<what_is>] [<the>] (time left|remaining time|time remaining|time that's left|minutes "
        "left|remaining minutes) [on <the> <timers>]"
    ),
    (
        "[<ask_for>|<tell>] [<the>] (time left|remaining time|time remaining|time that's left|minutes "
        "left|remaining minutes) (on|for|of) {name} [<timers>]"
    ),
    "[<ask_for>] when (is|does|will|do|are) <the> <timers> [be] [going to] (<over>|<ends>)",
    "[<ask_for>] when (is|does|will) {name} <timer> [be] [going to] (<over>|<ends>)",
)
"""Asks for the time that is left."""

CANCEL = (
    (
        "<drop> [<the>] [running|current] <timer> [<any_more>|from running|for me|right now|i "
        "set|please|going|off|on the (oven|stove)]"
    ),
    "<drop> {name} <timer> [<any_more>|for me|please|off]",
    "<drop> [<the>] <timer> (for|called|named|labelled|of|with|on) {name}",
    "<drop> the (clock|countdown) (on|for) {name} <timer>",
    "(<turn>|put|get|call|kill) <the> <timer> (off|out|down)",
    "(<turn>|call) {name} <timer> off",
    "[<the>] <timer> (off|out|cancel|stop|away)",
    "{name} <timer> (off|cancel|stop|away)",
    (
        "(<no_need>|i'm done with|i am done with|we're done with|enough of|i've had enough of|i've finished "
        "with|(we|i) (don't|no longer|do not) [really|actually] (need|want|require)|there's no need for|no need "
        "for) [<the>|a|any|more] <timer> [running] [<any_more>] [<drop_it>]"
    ),
    (
        "(<no_need>|i'm done with|we're done with|enough of|(we|i) (don't|no longer|do not) [really|actually] "
        "(need|want|require)|there's no need for|no need for) {name} <timer> [<any_more>] [<drop_it>]"
    ),
    "<the> <timer> <may_go> [<any_more>|away] [<drop_it>]",
    "{name} <timer> <may_go> [<any_more>|away] [<drop_it>]",
    "<the> <timer> <drop_it>",
    "{name} <timer> <drop_it>",
    "(<ask_for>|please have|have|get|make sure) <the> <timer> [to be] <be_gone> [please|now]",
    "(<ask_for>|please have|have|get) {name} <timer> [to be] <be_gone> [please|now]",
    "(knock|hit) <the> <timer> on the head",
    "(knock|hit) {name} <timer> on the head",
)
"""Cancels one timer."""

CANCEL_ALL = (
    (
        "<drop> (<all>|all of|each and every|each of|every last|every one of|any|any and all|the lot of|all "
        "<the>|each|both|both of) [<the>] [running|active|current|other] [single] <timers> [[that|which] (i "
        "have|i've got|i set|are running|there are|is running|that's running|are on|are set|are there)] [off|at "
        "once|now|down|out|please]"
    ),
    (
        "<drop> [the|my|both|both my|these|those|our|your|any] [running|active] timers [off|now|please|all of "
        "them|at once|every one of them|the lot]"
    ),
    "<turn> (<all>|the|my|both|all <the>) timers (off|down|out)",
    "[<all>] [<the>] timers (off|away|cancel|stop)",
    (
        "<no_need> [any of|any|more] [the|my|these|those|all the] timers [running] [<any_more>] [<drop_it>|<cancel> "
        "<them>]"
    ),
    (
        "(we|i) (don't|no longer|do not) (need|want) [any of|any|more] [the|my|these|those|all the] timers "
        "[<any_more>] [<drop_it>]"
    ),
    "(<all>|all <the>|both|each) [<the>] timers <may_go> [<any_more>]",
    "none of <the> timers (are|is) (needed|required|wanted|necessary) [<any_more>] [<drop_it>]",
    "(<the>|these|those) timers [all] <may_go> [<any_more>] [<drop_it>]",
    "(<all>|all <the>|all of <the>|both|every) [<the>] <timers> [<drop_it>|<cancel> <them>]",
    "(<ask_for>|have|get) (<all>|all <the>|both|each|every) [<the>] <timers> <be_gone>",
)
"""Cancels all timers."""

PAUSE = (
    "<freeze> [<the>] (<timer>|it|clock) [[for|right] <a_while>|please]",
    "<freeze> {name} <timer> [[for|right] <a_while>|please]",
    "<freeze> [<the>] <timer> (for|called|named|of|on) {name}",
    (
        "[<may_do>] [just|please|temporarily|briefly] (stop|put|set|leave|place|have|keep|halt) [<the>] "
        "(<timer>|clock) ([just] for [now|<a_while>]|<on_hold>|temporarily|briefly) [[for] <a_while>]"
    ),
    (
        "[<may_do>] [just|please|temporarily|briefly] (stop|put|set|leave|place|have|keep|halt) {name} <timer> "
        "([just] for [now|<a_while>]|<on_hold>|temporarily|briefly) [[for] <a_while>]"
    ),
    "temporarily (stop|halt) <the> <timer>",
    "temporarily (stop|halt) {name} <timer>",
    "(let|make|have|i need|i want|i'd like) <the> <timer> [to] <stand_still> [for <a_while>|<a_while>]",
    "(let|make|have|i need|i want|i'd like) {name} <timer> [to] <stand_still> [for <a_while>|<a_while>]",
    "(stop|hold|pause|freeze|halt) the (clock|countdown) on {name} <timer> [[for] <a_while>]",
    (
        "(stop|halt|hold|pause|freeze) <the> <timer> [[for] <a_while>] but (don't|do not) "
        "(delete|cancel|remove|end|lose|stop|kill) it"
    ),
    "<the> <timer> (should|must|can|needs to|has to|may) <stand_still> [for <a_while>]",
    "{name} <timer> (should|must|can|needs to|has to|may) <stand_still> [for <a_while>]",
    "(give|allow) <the> <timer> a (pause|break|rest)",
    "(give|allow) {name} <timer> a (pause|break|rest)",
    (
        "(<ask_for>|have|get|i need|can) <the> <timer> [to be|be] (paused|frozen|halted|put on hold|on "
        "hold|suspended|held) [for <a_while>]"
    ),
    (
        "(<ask_for>|have|get|i need|can) {name} <timer> [to be|be] (paused|frozen|halted|put on hold|on "
        "hold|suspended|held) [for <a_while>]"
    ),
    "[<the>] <timer> (pause|on hold|hold|on pause) [please|for <a_while>]",
    "{name} <timer> (pause|on hold|hold|on pause) [please|for <a_while>]",
)
"""Lets a timer stand still."""

RESUME = (
    "<unfreeze> [<the>] [paused|stopped] (<timer>|clock) [<again_on>]",
    "(resume|continue|unpause|restart) [<the>] (<timer>|it|clock) [again]",
    "<unfreeze> {name} <timer> [<again_on>]",
    "(start|run|set|get|put|switch|turn|bring|pick|take) [<the>] [paused|stopped] (<timer>|it|clock) <again_on>",
    "(start|run|set|get|put|switch|turn|bring|pick|take) {name} <timer> <again_on>",
    "<unfreeze> [<the>] <timer> (for|called|named|of) {name}",
    "<go_on_with> [<the>] <timer>",
    "keep <the> <timer> <runs_on> [now]",
    "keep {name} <timer> <runs_on> [now]",
    "<go_on_with> {name} <timer>",
    (
        "(let|make|have|get|set|i want|i'd like|i would like|can|please let) <the> <timer> [to|be] <runs_on> "
        "[again|on|further|now]"
    ),
    "let it <runs> again",
    "(let|make|have|get|set|i want|i'd like|i would like|can) {name} <timer> [to|be] <runs_on> [again|on|further|now]",
    "<the> <timer> (can|may|should|must|needs to) [now|please] <runs_on> [again|now|on]",
    "{name} <timer> (can|may|should|must|needs to) [now|please] <runs_on> [again|now|on]",
    "[<the>] <timer> (resume|continue|go on|unpause|carry on|on again) [please]",
    "{name} <timer> (resume|continue|go on|unpause|carry on|on again) [please]",
    "(take|get|bring) <the> <timer> (off|out of|from) [the] (pause|hold|paused|standby|break)",
    "(take|get|bring) {name} <timer> (off|out of|from) [the] (pause|hold|paused|standby|break)",
    "[<unfreeze>|<ask_for>] <the> <timer> (resumed|continued|unpaused|restarted)",
    "end [of] [the] pause",
    "(end|stop|lift|cancel) the pause (of|on) <the> <timer>",
    "(end|stop|lift|cancel) <the> timer's pause",
)
"""Lets it go on."""

EXTEND = (
    "[<give_more>] {length} [more|extra|longer|added] <on_top> (it|[<the>] (<timer>|clock))",
    "[<give_more>] {more} <on_top> (it|its timer|[<the>] (<timer>|clock))",
    "<give_more> {length} [more|extra|added] <on_top> {name} <timer>",
    "[<give_more>] {more} <on_top> {name} <timer>",
    "<give_more> {more} <on_top> [the|my|our] <dish>",
    "plus {length} [more|extra] <on_top> (it|[<the>] (<timer>|clock))",
    "plus {length} [more|extra] <on_top> {name} <timer>",
    "[<the>] <timer> plus {length}",
    "{name} <timer> plus {length}",
    "add {length} (to|for) (the|my) {name}",
    "(add|give|grant|allow) {more}",
    "add {length}",
    "add {length} (more|extra|please)",
    "<give_more> [<the>|some|a bit [of]|a little] [more|extra|additional] time (to|for|on) (it|<the> <timer>)",
    "(give|grant|allow|let) <the> <timer> [have] {length} [more|extra]",
    "(give|grant|allow|let) {name} <timer> [have] {length} [more|extra]",
    "(can|could|may|should|let) <the> <timer> (have|get|be given|use) {more}",
    "(can|could|may|should|let) {name} <timer> (have|get|be given|use) {more}",
    "<longer> (it|[<the>] (<timer>|clock)) [up|out|back|on] [by|for|with|to] {length}",
    "<longer> {name} <timer> [up|out|back|on] [by|for|with] {length}",
    "(extend|lengthen|prolong|stretch|make) (it|<the> <timer>) [longer|a bit|a bit longer|some more|a little]",
    "(extend|lengthen|prolong) {name} <timer>",
    "(make|set|have|keep) (it|<the> <timer>) [last|run|be|going] [for] {more}",
    "(make|set|have|keep) {name} <timer> [last|run|be|going] [for] {more}",
    "[<give_more>|give me|i need|i want|make it] {more} (on|for|to) <the> <timer>",
    "[<give_more>|give me|i need|i want|make it] {more} (on|for|to) {name} <timer>",
    "<may_run> <the> <timer> <run_for> [on] [for] {more}",
    "<may_run> {name} <timer> <run_for> [on] [for] {more}",
    "<the> <timer> (should|must|has to|needs to|can|ought to|is to) <run_for> [for] {more}",
    "{name} <timer> (should|must|has to|needs to|can|ought to|is to) <run_for> [for] {more}",
    "<the> <timer> (needs|wants|could use|could do with|requires|gets|should get|deserves) {more}",
    "(my|the) {name} (needs|need|wants|want|could use|could do with|requires|deserves) {more}",
    "(<ask_for>|have) {length} added (to|on|onto) <the> <timer>",
    "(<ask_for>|have) {length} added (to|on|onto) {name} <timer>",
)
"""Gives a timer more time."""
