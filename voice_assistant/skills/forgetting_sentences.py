"""How people ask that something be forgotten."""

from __future__ import annotations

_FORGET = (
    (
        "<wipes> <all_that> [that] (you (<keeps>|ever <keeps>)|you've [ever] <keeps>|<was_told>|i said|there "
        "is|is stored|you were told|it says) [(stored|saved|in memory)] (about|on|of|regarding|concerning|to "
        "do with) {fact} <from_memory>"
    ),
    (
        "<wipes> (everything|all|anything|the fact|the facts|your memory|the memory|the memories|any memory|"
        "the thing|the things|the bit|the part|the information|the info|the detail|the details|the entry|the "
        "note|the one|the record|all facts|all memories|that thing|what i said|the stuff|what you remember|"
        "what you know|that bit|whatever|that fact|that memory|your knowledge|what there is) [(to do with|"
        "that has to do with)] [(about|of|that|on|regarding|concerning|with|where|what|saying)] {fact} "
        "<from_memory>"
    ),
    (
        "(don't|do not|stop|quit) (remember|remembering|keep|keeping|store|storing|keep in mind|keeping in "
        "mind|saving|save|hold on to|holding on to|know|knowing) [(about|that|where|what|who|when)] {fact} "
        "[(any more|anymore|any longer|now|from now on|in mind|in memory|in your memory)]"
    ),
    (
        "(you|i) (don't|do not|no longer|needn't|don't have to|do not have to|shouldn't|mustn't|should no "
        "longer) [(need|want|have)] [(to|you to)] (remember|know|keep|keep in mind|hold on to|remembering|"
        "store|bear in mind|remembered) [(about|that|where|what|who|when)] {fact} [(any more|anymore|any "
        "longer|now|in mind)]"
    ),
)

FORGET = (
    "forget {fact}",
    (
        "[(you (can|may|should|must)|just|simply|now|let's|let us)] <wipes> [(about|that|where|what|who|when|"
        "it that|all about|everything about|the fact that|again)] {fact} <from_memory> [(now|again|any more|"
        "please|completely|entirely|for good|it's out of date|it isn't true|it's not true any more|it "
        "changed|it's wrong|that's wrong|that's no longer true|it is wrong)]"
    ),
    (
        "(delete|erase|remove|wipe|clear|take|strike|drop|scrub|purge) {fact} (from|out of|off) (your|the) "
        "(memory|memories|mind|head|records|record|brain|facts|store|storage|list of facts|what you know|"
        "what you remember|list of things you know)"
    ),
    (
        "{fact} (forget that|forget it|forget about (it|that)|you can forget (it|that|about (it|that))|you "
        "may forget (it|that)|please forget (it|that)|is no longer true|isn't true any more|forget it please|"
        "delete that from your memory|(isn't|is not) true any more [so] forget (it|that)|isn't right any "
        "more [so] forget (it|that)|has changed forget (it|that)|is wrong forget (it|that))"
    ),
    (
        "(i|i'd|i would) (want|need|like) {fact} (forgotten|deleted|erased|gone from your memory|removed "
        "from your memory|out of your memory|wiped from your memory|to be forgotten)"
    ),
    "forget <all_that> [that] (you <keeps>|<was_told>|i said) about {topic}",
    "(delete|erase|remove) <all_that> [that] (you <keeps>|<was_told>) about {topic}",
    *_FORGET,
)

FORGET_EVERYTHING = (
    "forget everything you know about me",
    (
        "<wipes> (<all_that>|it all|all of it|all what|all of that|all of what|absolutely everything|the lot|"
        "the whole lot|simply everything|everything there is|every last thing|all this|every bit) [that] "
        "[(you (<keeps>|ever <keeps>|have ever <keeps>|ever heard|have)|you've [(ever|been)] <keeps>|"
        "<was_told>)] (<of_me>|in your memory|from your memory|i (said to|told) you|you know|you remember|"
        "you've remembered|you have remembered|you ever remembered|you've ever remembered|i ever told you|"
        "i've ever told you|i've told you|i have told you|i have ever told you|i have asked you to remember|"
        "i asked you to remember|i've asked you to remember|you have stored|you have saved|you've saved|"
        "you've stored|you've learned|you've learnt|you have learned|you know of me|i told you to remember|"
        "that's in your memory|that is in your memory|stored in your memory|remembered|you ever learned|in "
        "memory) [(about me|of me|so far|please|completely|for good|in your memory|and start (over|again|"
        "afresh|fresh)|right away|entirely|until now|from your memory)]"
    ),
    (
        "forget (everything|everything about everything|it all|all of it|all|absolutely everything|the lot|"
        "the whole lot|all of that|simply everything|everything again|all that) [(completely|please|at once|for good|"
        "now|and start (over|again|afresh|fresh)|entirely|right away|we said|you've got)]"
    ),
    (
        "(wipe|erase|clear|delete|empty|purge|reset|clean|flush|blank|destroy|format|scrub|get rid of|lose|"
        "nuke) [out] [(all|all of|everything (in|from|out of)|the whole of)] [(your|the|my|any)] [(whole|"
        "entire|complete|full|personal)] <memory> [(<of_me>|completely|clean|entirely|totally|for good|out|"
        "now|and start (over|again|afresh|fresh)|from scratch|right away)]"
    ),
    "(wipe|clean|clear) (the|your) (slate|memory) [(clean|clear)]",
    (
        "(do a|i want a|perform a) (full|complete|total) (memory wipe|memory reset|reset of your memory|wipe "
        "of your memory)"
    ),
    "(memory wipe|memory reset|full memory wipe|total memory wipe)",
    (
        "<wipes> (all|all of|every|every single|each|all the|all my|all your|all of your|all of my|every "
        "last|every one of) [(the|your|my)] (facts|fact|memories|memory|personal facts|personal data|"
        "remembered things|remembered facts|things you (know|remember|have remembered)|facts you (know|"
        "remember|have)) [(<of_me>|of mine|you (know|remember|have)|you've got|i told you|in your memory|"
        "that you (know|remember|have))] [about me]"
    ),
    (
        "<wipes> (all about me|me completely|who i am|me entirely|me altogether|everything about me|all "
        "traces of me|every trace of me|that you ever knew me)"
    ),
    (
        "(i want|i'd like|i would like|i need) (everything|all) [that] (you know|you remember|i told you|"
        "about me|you have) [about me] [to be] (forgotten|deleted|erased|wiped|removed|gone)"
    ),
    (
        "(your|the|my) [(whole|entire)] (memory|memories) (should|must|can|needs to|has to|is to) be (wiped|"
        "erased|cleared|deleted|emptied|reset) [(completely|now)]"
    ),
    (
        "(start|begin) [over|again|afresh|anew] (with|from) (an empty|a clean|a blank|a fresh|a clear|a new) "
        "(memory|slate|mind)"
    ),
    (
        "(don't|do not|stop) (remember|remembering|know|knowing|keep|keeping) anything (<of_me>|i told you|"
        "i've told you) [(any more|anymore|any longer)]"
    ),
    "(i want|i need) you to know nothing <of_me> [(any more|anymore)]",
)

FORGET_LAST = (
    "forget what i just said",
    "<unsaid> [(and|so|please|oops|sorry)] [<unsaid>]",
    (
        "(oops|sorry|no|whoops|ah|hang on|wait|damn|that was wrong|that's wrong|i was wrong|i made a mistake|"
        "i misspoke|that was private|that's private|that was a secret|i shouldn't have said that|i should "
        "not have said that|i shouldn't have told you that|i take it back|i take that back|that was not "
        "meant for you|that wasn't for you|that wasn't true|it isn't true) <unsaid>"
    ),
    (
        "<unsaid> (that was (private|a secret|wrong|a mistake|not for you|not meant for you)|it's (private|a "
        "secret|wrong|not true)|it was (private|a secret|wrong|a mistake|not true)|i didn't mean (it|that)|i "
        "was wrong|i made a mistake|that's private|it isn't true|that's wrong|it wasn't true)"
    ),
)
