"""How people change their lists: what the skills in `lists` that change something are called by."""

from __future__ import annotations

ADD = (
    "add {items} to {list}",
    "<put_item> {items} <onto> <a_list> [<besides>]",
    "<put_item> {items} (too|also|as well|in|up) <onto> <a_list>",
    "<put_item> me [down] {items} <onto> <a_list>",
    "<put_item> <onto> {list} {items}",
    "<put_item> to [<the>] list {items}",
    "to (add|put|write) {items} (to|on|onto) {list}",
    (
        "{list} (add|put|write|needs|wants|should have|should include|has to have|must have|could do with) "
        "{items}"
    ),
    "(on|onto|to|for|in) [<the>] list [please] (goes|go|add|put|write|stick|comes|belongs) {items}",
    "[(on|onto|to|for)] {list} list {items}",
    (
        "(on|onto|to|for|in) {list} [please|i want you to|i'd like|i want|i need|we need|you can|could you|"
        "can you|also] [also|to] "
        "(add|put|write|please add|stick|place|include|note|have|goes|go|jot down|pop) {items}"
    ),
    "(on|onto|to|for|in) {list} (i'd like|i want|i need|we need|we want) {items}",
    "{items} <be_put> (on|onto|to|in) <a_list>",
    "{items} (is|are) [still] (missing|lacking|not yet) (on|from) <a_list> [<put_item> (it|them)]",
    "{items} (on|onto|for|to|in) {list}",
    (
        "(<like>|i also want|i also need|i still need|i'll need|we'll need|we also need|i will need|let me "
        "put|let me add|i'm needing|i should "
        "have|i could do with|we could do with|i'd also like|we'd also like|i fancy|can we (get|have|put)|"
        "could we (get|have|put)|we should "
        "(get|have)) {items} [(to be)] [(added|put|written|included|placed|to go|noted|to be)] [down] (on|"
        "onto|to|in|for) <a_list>"
    ),
    (
        "(i|we) [also|really|still|do] (need|want) {items} (on|onto|for|to go on|to be on|added to|put on|to "
        "be added to|in) <a_list>"
    ),
    (
        "(let's|let us|we should|i should|we must|i must|i have to|we have to|i need to|i want to|i'd like to|"
        "we need to|you should|you can|we "
        "can|you must) [also] (add|put|get|have|include|stick|write|note|remember|pop|chuck|place) {items} "
        "[down] (on|onto|to|in|for) <a_list>"
    ),
    (
        "(make sure|see to it|ensure|see) [that] {items} (is|are|gets|get|goes|go) (on|onto|to|added to|put "
        "on) <a_list>"
    ),
    (
        "<out_of> {items} [so] [please|can you|could you|so please] <put_item> (it|them|some|that|more|one|a "
        "new one|some more) [back|down] <onto> <a_list>"
    ),
    (
        "(<i_must>|i've got to|we've got to|(i|we) (need|want)) [to] [buy|get] {items} [so] "
        "[please|can you|could you] <put_item> (it|them|that|some|one) [down] <onto> <a_list>"
    ),
    (
        "{items} (is|are) (out|gone|empty|finished|nearly out|running low|running out|used up|almost gone|low|"
        "nearly finished|all gone) [so] "
        "[please|can you|could you] <put_item> (it|them|that|some|more) [down] <onto> <a_list>"
    ),
    "{items} [so|please|can you|could you] <put_item> (it|them|that|those) [down] <onto> <a_list>",
    "{list} [also|still] (needs|is missing|lacks|wants) {items} [on it|added]",
    (
        "(make|start|create|begin|open|set up|write) [me] [a|a new] {list} (with|containing|and (put|add)|of) "
        "{items}"
    ),
    "(remember|don't forget) to (add|put) {items} (to|on|onto) <a_list>",
    "(remember|don't forget|don't let me forget) {items} (on|for) <a_list>",
    "<out_of> {needed}",
    "(i|we) [(still|also|really)] need [to (buy|get|pick up)] {needed}",
    "(i'll|we'll|i'm going to|we're going to) need [(more|some more)] {needed}",
    "(we|i) (must|have to|should|ought to) (buy|get|pick up) {needed}",
    (
        "{needed} (is|are) (running low|running out|nearly finished|almost finished|all gone|finished|used up|"
        "nearly gone|"
        "almost gone)"
    ),
    "(add|put down|jot down|put|stick|write) {needed} [down]",
    (
        "<put_item> (something|an item|a thing|things|stuff|some things|items|a few things|another item) "
        "<onto> <a_list>"
    ),
    "add to <a_list>",
)
"""Something is to go on a list."""

REMOVE = (
    "take {items} off {list}",
    "<take> [off] {items} (off|from|off of|out of|on|in|out from) <a_list> [<besides>]",
    "<take> {items} (off|from|off of|out of|on|in) <a_list> <as_done>",
    "<take> (off|out) {items} (off|from|on) <a_list>",
    (
        "(get|have|bin|chuck|throw|ditch|scrap|dump|tick|mark|eliminate|discard|forget [about]|skip|withdraw|"
        "cut|put) {items} [back] (off|from|out of|off of) <a_list>"
    ),
    "(<wish_to>|you can|you could|you should) <take> {items} (off|from|out of|off of) <a_list>",
    (
        "(from|off|on|in|out of) <a_list> [please|you can|i want you to|can you|could you] (<take>|cross off|"
        "cross out|tick off|take off|strike out|take out|take "
        "away|get rid of|check off) {items} [off|out]"
    ),
    (
        "{list} [please] (remove|delete|take off|cross off|without|minus|take out|no more|drop|lose|tick off) "
        "{items}"
    ),
    (
        "{items} (can|should|may|could|must|needs to|need to|has to|have to|ought to|might as well) [now|all] "
        "(come|go|be taken|be removed|be "
        "crossed|be deleted|be struck|be ticked|be scratched|be dropped|disappear|get|be cleared|be erased|be "
        "got) [off|out|away] (off|from|off of|on|out of) <a_list>"
    ),
    "{items} (off|out of) {list} [please|now]",
    (
        "(i'd like|i want|i need|i would like|have|get|let's have|let's get|i'd like to have|can i (have|get)|"
        "can we (have|get)) {items} [to be] "
        "[(taken|removed|deleted|crossed|struck|scratched|ticked|gone|wiped|cleared|erased)] (off|from|out "
        "of) <a_list>"
    ),
    "<unneeded> [to (buy|get)] {items} (on|from|in|to be on) <a_list> [<after_all>] [<scrap_it>]",
    (
        "<unneeded> {items} [<after_all>] (<take>|cross|strike|remove) (it|them|that|those) [off|out] [(off|"
        "from) <a_list>]"
    ),
    (
        "(i|we) (do not|don't|no longer) (need|want|have to buy|need to buy|have to get|have to do|need to "
        "do) {items} (on|from) <a_list> [(any more|anymore|any longer)]"
    ),
    (
        "(i|we) (do not|don't|no longer) (need|want|have to buy|need to buy|have to get) {items} (any more|"
        "anymore|any longer|now|after all) [on|from] "
        "[<a_list>] <scrap_it>"
    ),
    (
        "(i|we) (do not|don't|no longer) (need|want) {items} (any more|anymore|any longer|now|after all) (on|"
        "from) <a_list> [<scrap_it>]"
    ),
    (
        "(i|we|i've|we've) [already|just] (have|got|bought|have got|have bought|did|finished|done|picked up) "
        "{items} [already] "
        "[so] [please|you can|can you|could you] (<take>|cross) (it|them|that|those) [off|out] [(off|from) "
        "<a_list>]"
    ),
    (
        "(i|we|i've|we've|i have|we have) [already|just] (have|got|bought|have got|have bought|did|finished|"
        "done|picked up) {items} (on|from|off) <a_list>"
    ),
    (
        "(mark|tick|check|set|note) {items} [off] as (done|bought|finished|complete|completed|got|ticked|"
        "sorted) [(on|from|off) <a_list>]"
    ),
    "(mark|tick|check) {items} (done|bought|complete|off) [(on|from|off) <a_list>]",
    (
        "{items} (is|are) [already|now] (no longer needed|not needed|done|bought|finished|no longer required|"
        "sorted|off) [(any more|anymore)] (on|off|from) {list}"
    ),
    (
        "{items} (is|are) [already|now] (no longer needed|not needed|done|bought|finished|no longer required|"
        "sorted|taken care of) [(any more|anymore)] "
        "[so] [please|you can|can you] (<take>|cross|strike|tick|scratch) (it|them|that) [off|out] [(off|"
        "from) <a_list>]"
    ),
    (
        "{items} (doesn't|does not|don't|do not|no longer|needn't|need not) [need|needs|have|has|belongs] "
        "[to] [be|belong|stay|stand] (on|in) <a_list> [<after_all>] [<scrap_it>]"
    ),
    "no [(more|need for)] {items} on {list} [<after_all>] [<scrap_it>]",
    "(cross|tick|check|strike|scratch) off {items}",
    "(cross|scratch|strike) {items} (off|out)",
    "(off|from|out of) {list} list {items}",
    "(remove|delete|take off|cross off|tick off|take out) {needed}",
    "(take|knock|cross|tick) {needed} off",
)
"""Something is to come off it."""

CLEAR = (
    "clear {list}",
    (
        "<scrap> [out|down|off] {list} [(out|clean|completely|entirely|from the start|please|altogether|off|"
        "away|down|for me|all|so it's empty|of everything)]"
    ),
    (
        "<scrap> [out|off] (everything|all|all of it|all [of] [(the|my)] (items|things|entries|stuff|tasks|"
        "jobs|groceries)|every [single|last] "
        "(item|thing|entry|bit|one|job|task)|all that is|all that's|everything that's|everything that is|"
        "whatever is|whatever's|the lot|the whole "
        "lot|what is|what's|the (items|things|entries|contents)|the contents) [that's|that is|i have|we have|"
        "currently|written] (on|from|off|in|of|out of) <a_list>"
    ),
    (
        "(take|cross|strike|scratch|get|tick|knock|wipe) (everything|all|all of it|all the (things|items)|the "
        "lot|every [single] item|each item) (off|from|off of|on|out of) <a_list>"
    ),
    "<scrap> [out] [<the>] [(whole|entire|complete|full)] list [(out|clean|completely|away)]",
    "<scrap> [out] [(all|both) [of]] [(my|the|our|one of my)] lists [(out|completely)]",
    "<scrap> (every|every single|each|a) list",
    "(start|begin) {list} (over|again|afresh|anew|from scratch|fresh|all over|over again|from zero)",
    (
        "(start|begin) (a new|a fresh|a clean|afresh with|fresh with|over with|again with|anew with|from "
        "scratch with) {list}"
    ),
    "(throw|chuck|take|bin|clear|toss) {list} (away|out)",
    "(make|i want|i'd like|have|get|i need|leave|turn) {list} [to be] (empty|<gone>|emptied|blank|clean)",
    "{list} <can_go> [<after_all>]",
    "{list} (<scrap_it>|(empty|clear|wipe|bin|delete) it)",
    (
        "(from|off|on) {list} (remove|delete|take|erase|clear|take off|cross off|wipe) (everything|all|all of "
        "it|the lot|all items|all the items)"
    ),
    "{list} (remove|delete|clear|take off|cross off|wipe) (everything|all|all of it|the lot|all items)",
    "(everything|all|all of it|the lot) (off|from|<can_go> [off|from|on]) {list} [<can_go>]",
    "<unneeded> (anything|{list}) [on {list}] [<after_all>] [<scrap_it>]",
    (
        "(i|we) (do not|don't|no longer) (need|want) (anything|{list}) [on {list}] (any more|anymore|any "
        "longer) [<scrap_it>]"
    ),
    (
        "(i have|i've|we have|we've) [already|just] (bought|done|got|finished) (everything|it all|all of it|"
        "all the things|all) (on|from) {list} [<scrap_it>]"
    ),
    (
        "(make sure|see to it) [that|there's|there is] (nothing|{list}) (is [left] [on]|on|left on|empty) "
        "[{list}]"
    ),
    "(let there be|i want|leave) nothing [left] on {list}",
)
"""All of it is to come off."""
