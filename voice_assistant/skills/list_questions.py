"""How people ask what is on their lists: what the skills in `lists` that only tell something are called by."""

from __future__ import annotations

READ = (
    "read {list}",
    "<hear> {list}",
    (
        "<hear> [<the>|out|back] [whole|entire|full|complete] list [to me|to us|out|aloud|out loud|back|with "
        "me|please|again]"
    ),
    (
        "(<hear>|go) {list} (to me|to us|out|out loud|aloud|back|back to me|out to me|with me|for me|through|"
        "again|through with me|one more time|once more)"
    ),
    "(read|check|open|<tell>) {list} (to me|out|out loud|aloud|back|back to me|out to me)",
    (
        "[<inquire>] [from|of|for|about|to|on] <what_is> [all] [(still|left|written|currently|now|next|there|"
        "listed|down|remaining|outstanding|waiting|to be "
        "found|already|standing|on it|put|put down|noted)] (on|in|left on|for) {list}"
    ),
    "<what_is> {list}",
    (
        "[<inquire>] what [all|else|stuff|things|items] (we have|i have|we've got|i've got|there is|i put|we "
        "put|i've put|we've put|is|are|have i|have "
        "we|i need|we need|do we need|do i need|i wrote|i added) [got|put|left|written|added] [down] [still|"
        "already] (on|in|from) {list}"
    ),
    (
        "[<inquire>] (what have (we|i) [got|put|added|written|noted]|what do (i|we) have|what did (i|we|you) "
        "(put|write|add|note|jot|write "
        "down)|what all is|what else is|what was|what's [that|it]) [down] [again] (on|in|onto|to) {list} [again]"
    ),
    (
        "[<inquire>] what (does|did) {list} (say|contain|include|have|look like|show|read|hold|consist of|"
        "tell me|have on it|have in it) [on it|for me|now]"
    ),
    "[<inquire>] what {list} (says|contains|has on it|has|includes|looks like|has got on it)",
    (
        "[<inquire>] what (is there|was|are the things|are the items|things are|items are|stuff is|sort of "
        "things are|kind of things are) "
        "[still] (on|in) {list}"
    ),
    (
        "[<inquire>] (what|which) (items|things|stuff|jobs|tasks|groceries|products|food|entries|goods|chores|"
        "errands|articles|points|bits|ingredients|stuff) "
        "(is|are|do we have|do i have|have i got|have we got|did i put|did we put|have i put|have we put|"
        "remain|i have|we have|i've got|stand) "
        "[still] [left|down|listed|there|written|written down|outstanding|remaining|currently|to do|to buy|to "
        "get] (on|in|from) <a_list>"
    ),
    (
        "[<inquire>] what (do|have|did|must|should) (i|we) [(still|also|all|actually)] (need|have|want|got|"
        "had|get|buy) [left] {list} [again]"
    ),
    (
        "[<inquire>] what (i|we) [(still|also|all)] (need|have|want|have got|must|should|ought|had) [left] "
        "{list}"
    ),
    "[<inquire>] what (must|should|shall|can|could) (i|we) [(still|also)] {list}",
    "[<inquire>] what (must|should|shall|do|did) (i|we) [(still|also)] [have|need|want] {list}",
    "[<inquire>] what do (i|we) [still] (have|need) to (do|buy|get) (on|from|according to) {list}",
    "[<inquire>] what [else] (is|are) [(there|left)] {list}",
    "[<inquire>] (what is|what's) left {list}",
    "[<inquire>] (what is|what's) left (to buy|to get|to do) (on|from) {list}",
    (
        "[<inquire>] (what's|what is|what am i|what are we|what was i) (missing|needed|wanted|buying|getting|"
        "supposed to (buy|get)) (from|at|on|in) <a_list>"
    ),
    "[<inquire>] what (still|yet) (needs|has) (buying|doing|to be (done|bought)) on {list}",
    "do (i|we) [(still)] (need|have) {list} (anything|something) [else]",
    (
        "[<inquire>] [if|whether] (is there|do i have|have i got|have we got|do we have|i have|we have|"
        "there's|there is|did i put|did we put|was there) "
        "(anything|something|much|a lot|any items|any things|items|things) [(left|still|else|more)] [at all] "
        "(on|in) <a_list>"
    ),
    "[is] (anything|something|what else|everything) [(left|still|else|more)] (on|in) {list}",
    "{list} list",
    (
        "{list} (please|now|aloud|out loud|read it|read it out|what's on it|what is on it|what's on there|"
        "contents|items|what does it say|read it to me|what have "
        "i got|show me|show it|let me hear it|let's hear it|read that|read it out to me|let me see it|tell me "
        "what's on it|can you read it|read out|could you "
        "read it out|read it back|read aloud|what have we got|what's there|what have i got on it|what have we "
        "got on it)"
    ),
    "[the] (contents|items|things|entries) (of|on|in) <a_list>",
    "[<inquire>] [if] is {list} (empty|long|done|finished|full|complete|blank)",
    (
        "[<inquire>] (how (long is|big is|many (things|items|jobs|tasks|entries|points) (are [(still|left)] "
        "(on|in)|(do|have) (i|we) (have|got) "
        "[left] (on|in)|on|i have on|there are on|have i got on|left on)|much is [(still|left)] on)) {list}"
    ),
    "[<inquire>] how (long|full|big) {list} is",
    (
        "<hear> [me] [what|out|about|again|to me] (everything|all|what is|what's|what i have|what we have|"
        "what have i got|the (things|items|contents|entries|stuff|jobs|tasks)|what we "
        "need|what i need|anything|every item|all [of] the (items|things|entries|stuff|jobs|tasks)|each item|"
        "whatever is|whatever's|all that's|all "
        "that is|what all is|what stands|every (thing|entry|job|task)|items|what we've got|what i've got|what "
        "i put|what i've put|what we've put|what's been put) "
        "[(written|that is|that's|still|left|down|i have|i've got|we have|we've got|there is|there's|i put|"
        "i've put|listed|currently|that i put)] [down|left] (on|in|of|from) <a_list>"
    ),
    "[(do|can) you] (remind me|tell me|know) what (is|was) on {list}",
    (
        "[<inquire>] what (am i|are we|was i|were we|i'm|we're) [still|also] [supposed|meant|going|to|having] "
        "{list}"
    ),
    "what (do i|do we|i|we) [still] need from the (shop|shops|store|supermarket|grocery store)",
    "[<inquire>] <what_is> (on|in) [<the>] list",
    "<hear> me {list}",
    (
        "[<inquire>] (what|which|how many) [(other|kinds of|sort of)] lists (do (i|we) have|(i|we) have|are there|"
        "there are|have (i|we) [(got|made)]|do you (have|keep)|are (saved|stored|kept)|i've got) [<in_hand>]"
    ),
    "(<hear>|list|name) [me] [all] [of] (my|the|our) lists [(out|aloud|to me)]",
    "(do (i|we) have|are there|have i got|is there) any lists [<in_hand>]",
    "[<inquire>] what are (my|the|our) lists [called]",
)
"""What is on it?"""

CHECK = (
    "is {item} on {list}",
    (
        "(is|are|was|were) [there] [any] {item} [(already|still|written|noted|down)] (on|in) <a_list> "
        "[(already|yet|still|too|or not|at all)]"
    ),
    (
        "(do|have|has|does) (i|we|anybody|anyone) (have|got|need) [any] {item} [already|down|written] (on|in) "
        "<a_list> [(already|yet|or not)]"
    ),
    (
        "(did|have|has) (i|we|you|somebody|anyone|anybody|someone) [(already|even|ever)] (put|add|added|write|"
        "written|got|have|"
        "note|noted|include|included|remember|remembered|put down|stick|stuck|jot|jotted|get) {item} [down|"
        "already|down already] (on|to|onto|in|for) <a_list> [(already|yet|or not)]"
    ),
    (
        "(has|have|did) {item} (been|get|got|gone|made it|make it) [already] [(added|put|written|noted|"
        "included)] [down] (on|to|onto|in) <a_list> [(already|yet)]"
    ),
    (
        "(<whether>|(<inquire>|check for me|look|have a look|i want to be sure|i'm not sure|just check|verify|"
        "confirm) (if|whether|that)) [there (is|are)] {item} [(is|are)] [(already|still)] (on|in) <a_list> "
        "[(already|"
        "yet|or not)]"
    ),
    (
        "(<whether>|(<inquire>|look|verify|have a look) (if|whether)) (i|we|i've|we've|you) [already|have] "
        "[already] (have|put|added|wrote|have "
        "got|got|need|included|noted|did put|remembered) {item} [down] (on|to|in|onto) <a_list> [(already|yet)]"
    ),
    (
        "(<whether>|<inquire> (if|whether)) {list} (has|includes|contains|mentions|says|lists|shows|already "
        "has) {item}"
    ),
    (
        "(does|did|has) {list} [already|still] (have|include|contain|say|list|mention|show|got|need|feature) "
        "[any] {item} [(on it|in it|already|yet)]"
    ),
    (
        "(does|do|did) {item} (appear|feature|stand|figure|stay|exist|show up|show|already stand|belong) "
        "[already] (on|in) <a_list>"
    ),
    "(check|search|look at|look on|look in|look through|scan|go through) <a_list> for {item}",
    "(search|look|check) for {item} (on|in) <a_list>",
    "(search|look|check) (on|in) <a_list> for {item}",
    "(can|could|do) you (see|find) [any] {item} (on|in) <a_list>",
    "(see|find|look up|check) {item} (on|in) <a_list>",
    (
        "{item} (is|are) [already] on {list} (right|isn't it|aren't they|is it|are they|already|yes|or not|"
        "correct|or isn't it|or is it not)"
    ),
    "{item} [is it|are they] (already|yet) on <a_list>",
    "{item} (is it|are they|is that) [already|still] on <a_list> [already|yet]",
    "{list} (has|have) {item} (on it|in it) [already|right|doesn't it|or not|yet]",
    "<a_list> (does it|do we|has it|did i) [have|got|include|contain|put] {item} [on it|in it]",
)
"""Is something on it?"""
