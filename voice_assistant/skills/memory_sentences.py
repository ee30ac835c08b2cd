"""How people tell facts to be remembered, and ask for them."""

from __future__ import annotations

REMEMBER = (
    "remember {fact}",
    (
        "(memorize|memorise|remember for me|remember this|remember the following|learn|remember well|"
        "remember please|always remember|remember for later|remember this for me|remember for the future|"
        "commit to memory|memorise for me|take note in your memory|take in|just remember) {fact}"
    ),
    (
        "(keep|bear|have|hold|retain|take|put|get|file|lodge) (in mind|in your mind|in memory|in your memory|"
        "it in mind|it in memory|it in your memory|into your memory|into memory|at the back of your mind|in "
        "your head|for the record|this in mind|this in your memory|on file|on record) {fact}"
    ),
    "(don't|do not|never|mustn't) [(you|ever)] forget {fact}",
    "(save|store|retain|file|commit) (it|this|to memory) {fact}",
    (
        "(save|store|keep|put|hold|retain|file|commit) (in your memory|in memory|to memory|the fact|this "
        "fact|the following|to your memory|for me|for later|it to memory|this to memory|away|on file|this "
        "information|this for me|it for me|this for later|the information) {fact}"
    ),
    "(save|store) (in|to|into) [your] memory {fact}",
    "(save|store|retain|keep) that {fact}",
    "make a [(mental|little)] note (of the fact|in your memory|in your mind|to yourself) {fact}",
    "make a mental note {fact}",
    (
        "(memorise|memorize|retain|store|save|note for yourself|please remember) (this|the following|what "
        "follows) {fact}"
    ),
    (
        "(you should|you must|you need to|you have to|i want you to|i'd like you to|i need you to|you ought "
        "to|please|you'd better|you may as well|you might) (know|remember|keep in mind|learn|bear in mind|"
        "memorise|memorize|not forget|never forget) {fact}"
    ),
    (
        "(for your information|just so you know|so you know|for the record|for later|for future reference|"
        "here's something to remember|here's a fact|here is a fact|a fact about me|something to remember|"
        "something about me|one thing to remember|a thing to remember|something you should know|here's "
        "something you should know|fyi|to remember|remember this about me|note for your memory|for your "
        "memory|one thing about me|here is something to remember|fact about me|fact) {fact}"
    ),
    "(i want|i'd like|i would like|i need) (that|it) (remembered|to be remembered) {fact}",
    "it (is|'s) (important|worth remembering|good to know) that you (remember|know) {fact}",
    (
        "{fact} (please remember|can you remember|could you remember|would you remember|will you remember|"
        "you should remember|keep|please keep|you must remember|make sure you remember|don't forget|do not "
        "forget|can you keep|could you keep|i want you to remember|i need you to remember|i'd like you to "
        "remember|please memorise|memorise|memorize|please don't forget|so remember|and remember|store|save|"
        "never forget|please store|bear|just remember|you need to remember|you have to remember|and i want "
        "you to remember|and you should remember|and don't forget|and please remember|make sure to remember) "
        "(that|this|it) [(in mind|for me|for later|for next time|in your memory|for the future|well|to "
        "memory|please)]"
    ),
    "{fact} (remember|memorise|memorize|don't forget|never forget) (that|this|it)",
    (
        "{fact} remember (that|this|it) (for me|please|for later|for next time|for the future|in your memory|"
        "well)"
    ),
    (
        "{fact} (that's something to remember|that's worth remembering|keep that in mind|bear that in mind|"
        "keep it in mind|just so you know|for your information|in case you need to know)"
    ),
)

_ASKED = (
    (
        "(do you|can you|did you|would you|have you|don't you|can't you) [(still|happen to)] (remember|"
        "recall|know|remembered|keep|have) [(about|of)] {what}"
    ),
    (
        "(do you|can you|would you|did you) [(still|happen to)] (remember|recall|know|tell me|say) (what|"
        "where|who|when|how|which) {what} (is|are|was|were|is called|is parked|live|lives|goes|is kept|is "
        "hidden|'s called|should be|might be) [again]"
    ),
    (
        "(do you|can you|would you|did you) [(still|happen to)] (remember|recall|know|tell me|say) where (i|"
        "we) [(last|have)] (put|left|parked|keep|hid|stored|have|placed|kept|stuck|hidden|stashed) {what}"
    ),
    (
        "what (did|have) (i|we) [(ever|just|last)] (tell|told|say|said|mention|mentioned|ask|asked) [(to)] "
        "[you] [(to remember|to keep)] (about|regarding|on|of|concerning) {what}"
    ),
    (
        "what (do|did|have|can) you (know|remember|have|got|recall|store|stored|saved|keep|tell me|noted|"
        "learned|learnt) [(stored|saved|noted|down|on file|in memory|in your memory)] (about|of|regarding|on|"
        "concerning|for) {what}"
    ),
    (
        "(did|have) (i|we) [ever] (tell|told|mention|mentioned) [to] you (about|where|what|who|when) {what} "
        "[(is|are|was)]"
    ),
    (
        "(tell|remind|inform) me (of|about|what you (know|remember|recall|have) (about|on|of)|what (i|i've) "
        "[(have|had)] (told|said to) you about|what i said about) {what}"
    ),
    "what was it [that] (i|i've|i had) (told you|said|mentioned) [to you] about {what}",
    "what did i (say|tell you) {what} (was|is|were|are) [(called|again)]",
    "(anything|something) (in your memory|you remember|you know|stored|you've got) about {what}",
    (
        "(is there|have you got|do you have|have you) (anything|something) (on|about|stored about|in your "
        "memory about|in memory about) {what}"
    ),
)

RECALL = (
    "what is {what}",
    (
        "[<ask>] (<what_is>|what was|what were|what'd be|what would be|what might be) {what} [(again|called|"
        "named|like|exactly|please)]"
    ),
    "(in|on|at|under|behind) (which|what) {what}",
    "<what_is> (the name of|called) {what}",
    "(what|how) (is|are|was) {what} (called|named) [again]",
    (
        "<ask> [again] (what|who|where|when|which|how|whereabouts) {what} (is|are|was|were|is called|is "
        "parked|is kept|might be|could be|should be|are kept|'s called|'s parked|has gone|went|got to|is "
        "hidden|is now|are now|are called|is named) [(again|now|called|parked|kept|hidden)]"
    ),
    (
        "<ask> [again] (where|in which place|what place) (i|we|i've|we've|i have) [(last|have)] (put|left|"
        "parked|keep|hid|kept|stored|placed|stuck|stashed|laid|hidden|put away) {what} [(last|again)]"
    ),
    (
        "(where|whereabouts) [(on earth|in the world|the heck|the hell|exactly|again|abouts)] (is|are|was|"
        "were|might|could|would|should|has|have|did) {what} [(be|now|parked|hidden|kept|stored|again|at|"
        "exactly|gone|go|got to|gone to|get to|disappeared to|to be found|located)]"
    ),
    "where's {what} [(now|parked|hidden|kept|stored|again|at|gone|got to|gone to)]",
    (
        "(where|whereabouts) [(on earth|in the world|the heck|the hell|exactly|again)] (did|have|do|had|"
        "would|could|might) (i|we) [(last|have)] (put|leave|left|park|parked|keep|kept|hide|hidden|hid|store|"
        "stored|place|placed|lay|laid|stick|stuck|stash|stashed|see|seen|put away) {what} [(again|last|away|"
        "down)]"
    ),
    (
        "where (can|do|could|would|should|might|will) (i|we) (find|get|look for|see|have put|have left|look "
        "up) {what}"
    ),
    (
        "(in|on|at|under|behind) (which|what) (level|floor|street|deck|shelf|drawer|row|place|room|spot|car "
        "park|box|cupboard|side|storey|location|position|bay|corner|part of the house|part of the car park) "
        "(is|are|did (i|we) (put|park|leave|keep|store|hide)|do i keep|have i (put|parked|left|kept)|was|"
        "would|might|will) {what} [(be|parked|in|kept|stored|hidden|now|lying|located)]"
    ),
    (
        "(which|what) (level|floor|street|deck|shelf|drawer|row|place|room|spot|box|cupboard|storey|colour "
        "drawer|color drawer|location|bay|corner) (is|are|was|did (i|we) (put|park|leave|keep|store)|do i "
        "keep|have i (put|parked|left|kept)|has) {what} [(parked|kept|stored|hidden|got)] (on|in|at|under)"
    ),
    (
        "(i|we) (can't|cannot|can not|couldn't|can never|could not|can't seem to|don't seem to|don't|do not|"
        "never|no longer) (find|remember|recall|think of|locate|seem to find|know|see|lay my hands on|get "
        "to) {what} [(any more|anymore|again|anywhere|can you help|help|do you know|please help)] [(where "
        "(is it|are they|did i put (it|them)|have i put (it|them)|is she|has it gone|could it be)|what is it|"
        "what was it|anywhere|can you help|what's it)]"
    ),
    (
        "(i|i've|i have|i had|we|we've|have|we have|i keep) [(just|totally|completely|clean)] (forgot|"
        "forgotten|lost|misplaced|mislaid|forget|forgetting|lose|losing) {what} [(again|where (is it|are "
        "they|did i put (it|them)|have i put (it|them))|what (is|was) it|any idea|do you know (it|where it "
        "is)|can you help)]"
    ),
    (
        "(i forgot|i've forgotten|i don't remember|i can't remember|i don't know|i keep forgetting|i forget|"
        "i never know) (where|what|who|when|which) {what} (is|are|was) [(called|parked)]"
    ),
    (
        "(i'm|i am|we're|we are|i've been|i was) (looking|searching|hunting) [(everywhere|high and low)] for "
        "{what} [(where is it|do you know where it is|any idea|can you help|where are they|where did i put "
        "it)]"
    ),
    (
        "(i need|i want|i'd like|i would like|i'm after|can i have|could i have|may i have|i need to know|i "
        "want to know|i'd like to know|need) (the|to know|to find) {what}"
    ),
    "(tell|give|show|remind|read) me [(please|again|now)] [(of|about)] {what}",
    (
        "(tell|give|show|remind|read) (us|me) [(please|again|now)] (the name of|what they call|the place of|"
        "the location of|the whereabouts of) {what}"
    ),
    (
        "(do you have|have you got|got) {what} [(stored|saved|in your memory|in memory|for me|on record|"
        "handy|anywhere|noted|there)]"
    ),
    (
        "{what} (where is it|where are they|what is it|what was it|what's it called|where did i put it|where "
        "did i leave it|where have i put it|what's the name|where was it|what's it|what is it called|where "
        "have i left it|where's it|where did i park it|where is it parked|where is it again|do you know it|"
        "do you remember|do you remember it|do you know where it is|do you know|again|what was that again|"
        "what was it again|what is she called|what's her name|what's she called|how is she called|where have "
        "i parked it|where would that be|where's that|where is that|what do you know|what do you remember|"
        "what have i told you about (it|that)|what did i (tell you|say) about (it|that))"
    ),
    "(who|whose|who're) (is|are|was) {what}",
    "who's {what}",
    "when (is|are|was|were|does|do) {what} [(start|end|begin|come|open|close)]",
    "when's {what}",
    "what am i {what}",
    "am i {what}",
    "(do|did|can|should|have) i {what}",
    "what (do|don't|did|can|can't|should|shouldn't|mustn't|must|have) i {what}",
    "(what|which) {what} (do i|am i|did i|do we|have i) [(have|wear|take|use|like|need|own|got)]",
    "how {what}",
    "(where|what|who|when|which|whose) {what}",
    "is it {what}",
    *_ASKED,
    *(sentence.replace("{what}", "{topic}") for sentence in _ASKED if "(tell|remind" not in sentence),
)

TELL_FACTS = (
    "what do you know about me",
    (
        "[<ask>] what [(all|else|exactly|things|stuff)] (do|did|have|can|would) you [(all|already|actually|"
        "really|still|ever|currently|now)] <keeps> [(stored|saved|on file|noted|down|in memory|so far|"
        "already|up)] <of_me> [(so far|already|by now|now|at all|all together|then)]"
    ),
    (
        "[<ask>] (what|which) (facts|things|information|stuff|details|memories|sort of things|kind of things|"
        "kinds of things|sorts of things|all) (do|have|did|can) you <keeps> [<of_me>] [(so far|now)]"
    ),
    (
        "(what|which) (facts|things|information|memories|details) (are|is) [(stored|saved|kept|there)] in "
        "your (memory|mind|head) [<of_me>]"
    ),
    (
        "[<ask>] what (do|can|did) you [(all|still|actually)] (remember|recall) [(from before|so far|all|"
        "exactly|of it all|right now|now)]"
    ),
    (
        "[<ask>] what (have i|did i|all have i|all did i|else have i|was it i|have we|is it i) [(all|ever|"
        "already)] (told|tell|ask|asked|teach|taught|give|gave|given) you [(about (me|myself|us|my life)|to "
        "(remember|keep in mind|keep|memorise|memorize|store|not forget|know))] [so far]"
    ),
    (
        "[<ask>] (what|which) (things|facts|stuff|else) (have i|did i|was it i) (told|tell|ask|asked|taught|"
        "give|given) you [(to (remember|keep in mind|keep|know|memorise)|about (me|myself|us))]"
    ),
    (
        "(<tell>|<ask>|remind me|go over|go through|list|recite|run through|recall|repeat|recap|sum up|"
        "summarise|summarize|name|run me through|take me through|talk me through|walk me through) [me] [(of|"
        "back)] <all_that> [that] [((you (<keeps>|know so far|have ever <keeps>|have been <keeps>|think you "
        "know)|you've [(ever|all)] <keeps>|<was_told>) [(about (me|myself|us|my life)|of me|of us|on me|in "
        "your memory|in memory|so far|by heart|to remember|from me|over time|already)] [so far]|<of_me>|in "
        "your memory [about me]|stored about me|known about me|about me (you know|in your memory|that you "
        "(know|remember)))]"
    ),
    (
        "(<tell>|<ask>|go over|go through|recite|list|read out|what are|<what_is>|show|run through) [me] "
        "[(all|all of)] (your memories|my facts|the facts <of_me>|your memory|all <of_me>|everything <of_me>|"
        "what is in your memory|what's in your memory|the contents of your memory|the facts you (know|"
        "remember)|your facts|facts <of_me>|your facts about me|my memories|the things you know|the memories "
        "you have|what your memory holds|things you know <of_me>|your knowledge of me|your knowledge about "
        "me|what you hold in memory|my remembered facts|the remembered facts|the memories) [(about (me|us)|"
        "of me|so far)]"
    ),
    (
        "what ((is|'s) [(all|stored|saved|there|kept)]|do you have|have you got|have you) in your (memory|"
        "head|memories|mind|memory bank|brain) [<of_me>]"
    ),
    (
        "what's [(all|stored|saved|there|kept)] in your (memory|head|memories|mind|memory bank|brain) "
        "[<of_me>]"
    ),
    "what does your memory (hold|contain|say|have|know) [<of_me>]",
    (
        "(do|did|can|have|would) you [(still|actually|really|even|already|currently|happen to)] (know|"
        "remember|recall|have|learn|learned|stored) (anything|something|things|facts|much|a lot|stuff|any "
        "facts|anything at all|any of the things|a thing) [(stored|remembered|at all|you remember|in memory|"
        "in your memory|saved|to say|i told you)] [<of_me>]"
    ),
    (
        "what have you (remembered|memorised|memorized|learned|learnt|gathered|picked up|found out|noted|"
        "worked out|kept in mind) [(about|of|from|on)] [(me|us|myself|my life)] [(so far|up to now|until now|"
        "by now|already|since we met)]"
    ),
    "what (sort|kind|sorts|kinds) of (things|stuff|facts|information) (do|have|did) you <keeps> <of_me>",
    (
        "how (much|well|many things|many facts) (do|have) you (know|remember|learned|remembered|know by now) "
        "[(about|of)] [(me|us|myself|already|by now)] [by now]"
    ),
    "who am i [(to you|again|according to you|then)]",
    "what (am i|do i mean) (to you|like according to you)",
    "(do|can) you (know|tell me) who i am",
    (
        "(describe|sum up|summarise) (me|what you know <of_me>|everything you know <of_me>|me from what you "
        "know)"
    ),
    (
        "[<ask>] what [(all|things|facts|exactly|else)] (it is you|you|you've|you have) [(all|already|"
        "actually)] <keeps> <of_me> [so far]"
    ),
    "your (memory|memories|facts) (about|of) me",
)
