"""How people ask for slower or faster speech."""

from __future__ import annotations

SPEAK_SLOWER = (
    "speak slower",
    "(<talks>|<becomes>) [<bit>] <slower_word> [<bit>] [<for_me>]",
    (
        "[(and|a)] [<bit>] (slower|more slowly|slowly|not so fast|not so quick|not so quickly|not as fast|"
        "less fast|less quickly) [<bit>] [<for_me>]"
    ),
    (
        "(not so fast|not so quick|whoa|hang on|steady|steady on|easy|too fast|wait) [(<talks>|<becomes>)] "
        "[<bit>] (slower|more slowly|slow down|slowly) [<bit>]"
    ),
    (
        "(slow|slowed|slowing) (down|it down|it|yourself down|your speech down|your speech|your voice down|"
        "your talking|your talking down|things down|the pace|the pace down|the (talking|speech|talking|"
        "reading) down|that down|down your speech|down your voice|down the speech|down your talking|down the "
        "talking|down the pace) [<bit>] [when you (speak|talk|read)] [(your|with your|with the|the) (speech|"
        "talking|speaking|reading|voice)] [<bit>] [<for_me>]"
    ),
    (
        "(lower|lowered|reduce|reduced|decrease|turn down|slow down|drop|cut|bring down|take down|ease) "
        "(your|the) [(speaking|talking|reading|voice)] <pace> [<bit>] [<for_me>]"
    ),
    "(bring|take|turn|put|knock) (your|the) [(speaking|talking)] <pace> [<bit>] down [<bit>] [<for_me>]",
    (
        "(<you_are>|you) [(speak|talk|read|go|speaking|talking|reading|going)] <far> (too|so) <fast_talk> "
        "<for_me>"
    ),
    (
        "(you are|you're|you) <far> [very] (speak|talk|speaking|talking|gabbling|rattling|rushing|racing|"
        "jabbering) [<far>] [very] [(fast|quickly|on|rapidly|along|off|it|your words|through it|away)] "
        "<for_me>"
    ),
    (
        "your [(speech|talking|speaking)] (<pace>|speech|talking|voice) is <far> [too|very|so] (fast|quick|"
        "high|rapid|hurried) <for_me>"
    ),
    (
        "(i|we) <cannot> [(really|quite)] (keep up|follow|keep up with you|keep pace|follow you) [(with you|"
        "you|when you (speak|talk) so fast|at (this|that) <pace>|so fast|you're too fast|that fast|it's too "
        "fast|slow down)] [slow down]"
    ),
    (
        "(make|made|set|have) (your voice|your speech|your [(speaking|talking)] <pace>|the [(speaking|"
        "talking)] <pace>|it|your talking) [<bit>] (slower|lower) [<bit>]"
    ),
    (
        "(do not|don't|stop|no need to|you needn't|you don't have to|why do you|try not to) (<talks>|go|"
        "going) <far> (so|that|this|too|quite so) (fast|quickly|quick|rapidly) [(for me|at me)]"
    ),
    (
        "(do not|don't|stop|no need to|you needn't|you don't have to|why do you|try not to) (rush|race|"
        "gabble|hurry|rattle|rushing|racing|gabbling|rattling) [(so|that|too|it|on|through it|your words|off|"
        "along)] [(fast|quickly|quick|much)] [(for me|at me)]"
    ),
    (
        "(take your time|take it slow|take it slowly|take it easy|slow and steady) [(when (you speak|you "
        "talk|speaking|talking|you read)|with (your words|it|the words|your speech|talking)|speaking|talking|"
        "saying it)]"
    ),
    (
        "(a slower|a lower|at a slower|at a lower|a gentler|a more relaxed|slower|with a slower|in a slower) "
        "[(speaking|talking|reading|speech)] <pace> [<for_me>]"
    ),
    (
        "(i want|i need|i'd like|i would like|i'd prefer|i prefer|give me|use|let's have) a (slower|lower|"
        "gentler|calmer|more relaxed) [(speaking|talking|reading|speech)] (<pace>|voice|delivery)"
    ),
)

SPEAK_FASTER = (
    "speak faster",
    "(<talks>|<becomes>) [<bit>] <faster_word> [<bit>] [<for_me>]",
    (
        "[(and|a)] [<bit>] (faster|quicker|more quickly|not so slow|not so slowly|not as slow|less slowly|"
        "less slow) [<bit>] [<for_me>]"
    ),
    (
        "(speed|speeded|sped|hurry|quicken|liven) (up|it up|yourself up|your speech up|your voice up|your "
        "talking up|up your talking|up your speech|up your voice|things up|the (talking|speech|reading|pace|"
        "tempo) up|up the (talking|speech|reading|pace)|along|it along|that up) [<bit>] [when you (speak|"
        "talk|read)] [(with your|with the|your|the) (speech|talking|speaking|reading|voice|pace)] [<bit>] "
        "[<for_me>]"
    ),
    (
        "(raise|increase|increased|turn up|speed up|up|boost|step up|put up|pick up|push up|raised|bring up|"
        "ramp up|crank up) (your|the) [(speaking|talking|reading|voice)] <pace> [<bit>] [<for_me>]"
    ),
    "(bring|turn|put|crank|take) (your|the) [(speaking|talking)] <pace> [<bit>] up [<bit>] [<for_me>]",
    (
        "(<you_are>|you) [(speak|talk|read|go|speaking|talking|reading|going)] <far> (too|so) <slow_talk> "
        "<for_me> [(go|speed up|speak|be|talk|speed it up|hurry up|faster)] [<bit>] [faster] [<bit>]"
    ),
    (
        "(you are|you're|you) <far> [very] (speak|talk|speaking|talking|dragging|crawling|plodding|dawdling|"
        "drawling) [<far>] [very] [(slow|slowly|on|along|it out|your words|your feet)] [<for_me>]"
    ),
    (
        "your [(speech|talking|speaking)] (<pace>|speech|talking|voice) is <far> [too|very|so] (slow|"
        "sluggish|low|sleepy) <for_me>"
    ),
    (
        "(make|made|set|have) (your voice|your speech|your [(speaking|talking)] <pace>|the [(speaking|"
        "talking)] <pace>|it|your talking) [<bit>] (faster|quicker|higher) [<bit>]"
    ),
    (
        "(do not|don't|stop|no need to|you needn't|you don't have to|why do you|try not to) (<talks>|go|"
        "going|drag|drawl) (so|that|this|too|quite so) (slow|slowly) [for me]"
    ),
    (
        "(do not|don't|stop|no need to|try not to) (drag|dragging|drawl|drawling|dawdle|dawdling) [(so much|"
        "your words|it out|your feet|so)]"
    ),
    (
        "(hurry up|hurry it up|pick up the pace|quicken the pace|pick up speed|step on it|get a move on|up "
        "the pace|up the tempo|put your foot down|get on with it|up your (pace|speed|tempo)|step it up|pick "
        "up your pace|quicken your <pace>|look lively) [<bit>] [(with your (talking|words|speech)|when you "
        "(talk|speak)|with the (talking|speech|reading)|talking|speaking|your talking|when talking|when "
        "speaking)]"
    ),
    (
        "(a faster|a quicker|a higher|at a faster|at a quicker|a brisker|faster|quicker) [(speaking|talking|"
        "reading|speech)] <pace> [<for_me>]"
    ),
    (
        "(i want|i need|i'd like|i would like|i'd prefer|i prefer|give me|use|let's have) a (faster|quicker|"
        "higher|brisker|livelier) [(speaking|talking|reading|speech)] (<pace>|voice|delivery)"
    ),
    "(i haven't got|i don't have) all day [(talk|speak|go)] [<bit>] [faster]",
)

SPEAK_NORMALLY = (
    "speak normally",
    "(<talks>|sound|be|go) (normally|normal) [again]",
    (
        "(start|begin|go back to|return to|get back to) (speaking|talking|reading) (normally|as usual|like "
        "before|as before|normal) [again]"
    ),
    (
        "<talks> (as usual|as before|as normal|like before|the way you (did|spoke|talked|used to) [before]|"
        "like you (did|used to|spoke|talked|normally do|usually do|always do) [before]|like normal|regularly|"
        "like usual|as you (did|spoke|used to|normally do|usually do|always do|normally would) [before]|the "
        "way you (normally|usually|always) (do|speak|talk)|the (normal|usual) way|as always|the same as "
        "before|in (the|your) (normal|usual) (way|voice|manner)) [again]"
    ),
    "(<talks>|<becomes>) (at|with|in|on|to) <usual_pace> [again]",
    (
        "(go back|return|switch back|change back|come back|reset|back|go|get back|revert|turn back|put "
        "yourself back|move back|switch|bring it back|put it back|take it back|turn it back|reset it|reset "
        "yourself|change it back|slow back down|speed back up|drop back|set it back|set yourself back) to "
        "<usual_pace> [again]"
    ),
    (
        "(use|take|set|restore|have|get back to|resume|i want|i'd like|i prefer|give me|bring back|go with|"
        "try|make it|keep to|i need|i want back|let's have) <usual_pace> [(again|back|for (speaking|talking|"
        "your voice))] [again]"
    ),
    "<usual_pace> [(again|please again|now|is fine|is better|is best|will do|was fine|was better)]",
    (
        "(reset|undo|restore|normalise|normalize) (your|the) [(speaking|talking|reading|speech|voice)] "
        "<pace> [(to (normal|default|the default|usual|what it was))]"
    ),
    (
        "(set|put|change|turn|bring|take|get|have|adjust|reset|return|revert) (your|the) [(speaking|talking|"
        "reading|speech|voice)] (<pace>|speech|voice|talking) [back] to (<usual_pace>|normal|usual|default|"
        "the default|standard|regular|one|the (normal|usual) (one|way)|what it was [before]|how it was "
        "[before]|as it was|one hundred percent|the standard|the normal)"
    ),
    (
        "(go back|return|back|get back|revert|switch back) to (speaking|talking|reading|how you (spoke|"
        "talked|were speaking)|the way you (spoke|talked|were speaking|were)|your usual self|your usual|how "
        "you were|how you spoke before|normal) [(normally|as usual|like before|as before|before|speech|"
        "talking|again)]"
    ),
    (
        "(not|neither) [(so|too)] (slow|slowly|fast|quickly) [(and|nor|or)] [not] [(so|too)] (fast|slow|"
        "quickly|slowly)"
    ),
    (
        "(neither|not) (slow|fast|slower|faster|too slow|too fast) (nor|or|and not) (slow|fast|slower|faster|"
        "too slow|too fast) [just normal]"
    ),
)
