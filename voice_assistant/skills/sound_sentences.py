"""How people ask for another volume, for silence, and for sound again."""

from __future__ import annotations

SET_VOLUME = (
    "set the volume to {percent}",
    (
        "[<set_to>] <vol> [(all the way|right|straight|back)] [(up|down|back|back up|back down|to be)] [(to|"
        "at|on|be)] {percent} [volume]"
    ),
    "[<set_to>] <vol> level [(up|down)] (to|at|on) {percent}",
    (
        "(turn|put|bring|crank|take|whack|pump|dial|drop|fade|ease|nudge|move|shift) [(up|down)] <vol> [(up|"
        "down|back)] (to|at|on) {percent}"
    ),
    (
        "(increase|decrease|raise|lower|reduce|go up with|go down with|drop|boost|cut) <vol> (to|down to|up "
        "to) {percent}"
    ),
    "[<set_to>] [(to|at|on|up to|down to|with)] {percent} volume",
    (
        "(go|come|turn|turn it|turn yourself|set yourself|put yourself|take it|bring it|crank it|take "
        "yourself|bring yourself) [(right|all the way|back)] (up|down) to {percent} [volume]"
    ),
    "(turn|set|put|adjust|get|bring|make) (yourself|you) [(up|down)] [(to|at|on)] {percent} [volume]",
    "(put|crank) (it|yourself) (up|down) to {percent}",
    (
        "(speak|talk|play|be|talk to me|speak to me|sound) (at|with|on) {percent} [of the|of your] [(volume|"
        "loudness|full volume)]"
    ),
    (
        "(i want|i would like|i'd like|i need|we want|have|let's have|let me have|leave|keep|i'd prefer|i "
        "prefer|how about|let's try|try|i'll have|i'll take) <vol> (at|to be|on|to be at|be|set to|set at|to|"
        "be at|up to|down to|up at|down at|up to about) {percent}"
    ),
    (
        "(i want|i'd like|i would like|i need) (to hear you|you|to have you) (at|on) {percent} [(volume|"
        "loudness)]"
    ),
    (
        "<vol> (should|ought to|must|has to|needs to|can|could) (be|go|be set|come) [(at|to|up to|down to)] "
        "{percent}"
    ),
    (
        "[(go to|go for|give me|make it|use)] {percent} (loud|loudness|on <vol>|for <vol>|of (the|your) "
        "volume)"
    ),
    "turn (it|yourself|<vol>) {percent}",
    "(set|change|adjust) <vol>",
)

LOUDER = (
    "louder",
    (
        "(louder|speak up|turn it up|turn up|speak louder|talk louder|turn up <vol>) [<bit>] "
        "[hen|love|pet|dear|please] [because|as|since] (i|we) <cannot> [really] "
        "hear (you|it|a thing|a word|anything|what you say) <there>"
    ),
    "[(and|a)] [<bit>] (louder|more loudly|more volume|turn up|speak up|louder voice) [<bit>] [<for_me>]",
    "<talks> [<bit>] <louder_word> [<bit>] [<for_me>]",
    "<becomes> [<bit>] (louder|more audible|a bit up) [<bit>] [<for_me>]",
    "[<bit>] (louder|more loudly) by {step}",
    "{step} (louder|more volume)",
    (
        "(turn|turned|crank|pump|bring|put|whack) (it|yourself|your voice|you|that|things) [<bit>] up "
        "[<bit>] [<for_me>] [(by|another) {step}]"
    ),
    (
        "(turn up|turned up|turn it up|increase|raise|raised|pump up|crank up|boost|up|put up|bring up|go up "
        "on|go up with|push up) <vol> [<bit>] [<for_me>] [(by|another) {step}]"
    ),
    (
        "(turn|turned|bring|crank|put|move|push|have|pump|get|nudge|knock|take|make) <vol> [<bit>] (up|"
        "higher|louder) [<bit>] [<for_me>] [(by|another) {step}]"
    ),
    "(make|made|set) (it|<vol>|that|your voice|yourself) [<bit>] (louder|higher|stronger) [<bit>]",
    (
        "<vol> [(should|could|must|needs to|has to|can) (be|go|come)] [<bit>] (up|higher|louder) [<bit>] "
        "[(by|another) {step}]"
    ),
    (
        "[(i need|i want|give me|i'd like|we need|let me have|add|put|a bit of|can i have|could i have|can "
        "we have)] [<bit>] (more|higher|extra) (volume|sound|loudness|decibels)"
    ),
    "(speak|talk|say it|say that) so [that] (i|we|everyone|everybody) can hear [(you|it)] [<there>]",
    "(raise|lift|project|strengthen) your voice [<bit>] [<for_me>]",
    (
        "(i|we|i'm|we're) [really] <cannot> [(really|even|quite|properly)] (hear|hearing) (you|it|your voice|"
        "a word|a thing|anything|a word you say|a word you're saying|what you say|what you're saying|what "
        "you are saying|a single word) <there>"
    ),
    (
        "(i|we) can [only] (hardly|barely|scarcely|only just|just about|just) (hear|understand|make out) "
        "(you|that|it|anything|your voice|what you say|what you're saying) <there>"
    ),
    "(i've|i have|we've|we have) trouble (hearing|to hear) (you|it) <there>",
    (
        "(it's|it is) (hard|difficult|impossible|not easy|tricky) to hear (you|it|what you say|what you're "
        "saying) <there>"
    ),
    (
        "(<you_are>|you) [(speak|talk)] <far> too (quiet|soft|low|faint|quietly|softly|hushed|muffled|weak|"
        "silent) <for_me>"
    ),
    (
        "(you are|you're|your voice is|you sound) <far> [so|very] (quiet|faint|not loud enough|inaudible|"
        "hard to hear|difficult to hear|barely audible|a whisper) <for_me>"
    ),
    (
        "(<you_are>|you) [(not|aren't|isn't)] [(speak|talk)] [(not|isn't)] (loud enough|loudly enough) "
        "<for_me>"
    ),
    (
        "(you|it|that|the volume|your voice|the sound) (aren't|isn't|is not|are not|don't speak|don't talk|"
        "wasn't) (loud enough|loudly enough|audible) <for_me>"
    ),
    (
        "(stop|don't|do not|no need to) (whisper|whispering|mumble|mumbling|be so quiet|speak so quietly|"
        "talk so quietly|speak so softly)"
    ),
    "you (don't need|needn't|don't have) to whisper",
    "(i'm|i am) [<bit>] (hard of hearing|deaf|going deaf) [so] [(speak up|louder)]",
    (
        "my (ears|hearing) (aren't|isn't|are not|is not) (what they were|what it was|so good|very good|great|"
        "good)"
    ),
)

QUIETER = (
    "quieter",
    "(quieter|quiet down|keep (it|your voice) down|turn it down|speak softly|whisper|hush|shush) [<bit>] <sleepers>",
    (
        "[(and|a)] [<bit>] (quieter|softer|lower|more quietly|more softly|less loud|less volume|quieter "
        "voice) [<bit>] [<for_me>]"
    ),
    "<talks> [<bit>] <quieter_word> [<bit>] [<for_me>]",
    (
        "<becomes> [<bit>] (quieter|softer|less loud|lower|not so loud|not as loud|less noisy) [<bit>] "
        "[<for_me>]"
    ),
    "[<bit>] (quieter|more quietly) by {step}",
    "{step} (quieter|less volume|softer)",
    "(not so|not as|less) (loud|loudly) [<for_me>]",
    (
        "(turn|turned|bring|take|put|quieten|dial|tone) (it|yourself|your voice|you|that|things) [<bit>] "
        "down [<bit>] [<for_me>] [(by|another) {step}]"
    ),
    (
        "(turn down|turned down|turn it down|decrease|lower|lowered|reduce|reduced|drop|cut|bring down|put "
        "down|take down|dial down|soften|go down on|go down with|knock down|diminish) <vol> [<bit>] "
        "[<for_me>] [(by|another) {step}]"
    ),
    (
        "(turn|turned|bring|put|take|move|have|get|knock|nudge|ease|make|dial) <vol> [<bit>] (down|lower|"
        "quieter|softer) [<bit>] [<for_me>] [(by|another) {step}]"
    ),
    "(make|made|set) (it|<vol>|that|your voice|yourself) [<bit>] (quieter|lower|softer|less loud) [<bit>]",
    (
        "<vol> [(should|could|must|needs to|has to|can) (be|go|come)] [<bit>] (down|lower|quieter) [<bit>] "
        "[(by|another) {step}]"
    ),
    (
        "[(i need|i want|give me|i'd like|let me have|with)] [<bit>] (less|lower) (volume|sound|loudness|"
        "noise from you)"
    ),
    (
        "(keep it down|keep your voice down|keep the volume down|keep it low|keep your voice low|lower your "
        "voice|lowered your voice|pipe down|tone it down|tone down your voice|quieten down|quiet down|soften "
        "your voice|hush your voice|drop your voice|speak under your breath|use your (indoor|inside|quiet) "
        "voice|indoor voice|inside voice) [<bit>] [<for_me>]"
    ),
    (
        "(<you_are>|you) [(speak|talk)] <far> (too|so) (loud|loudly|noisy|noisily|booming|deafening|shouty) "
        "<for_me>"
    ),
    (
        "(you are|you're|your voice is|your volume is|the volume is|you sound) <far> [very] (loud|deafening|"
        "booming|ear splitting|blaring|hurting my ears|noisy|shouty|blasting) <for_me>"
    ),
    "(you're|you are|your voice is) (hurting|blasting|killing) (my ears|me)",
    "your voice (hurts|blasts) my (ears|head)",
    (
        "(you are|you're) (shouting|yelling|screaming|bellowing|booming) [(at me|at us|so much|like that)] "
        "[again]"
    ),
    "(whisper|speak in a whisper|talk in a whisper|whisper it|speak under your breath) [<for_me>]",
    (
        "(do not|don't|stop|no need to|why are you|you needn't|you don't have to) (shout|shouting|yell|"
        "yelling|scream|screaming|speak so loud|speak so loudly|talk so loud|talk so loudly|be so loud|"
        "bellow|bellowing|speaking so loudly|talking so loud) [(at me|at us|so much|like that)]"
    ),
)

TELL_VOLUME = (
    "how loud are you",
    (
        "[<ask>] how (loud|quiet) (are you|is it|is that|is your voice|do you speak|are you speaking|are you "
        "talking|is your sound|is <vol>) [(set|set to|now|currently|turned up|at the moment)]"
    ),
    (
        "[<ask>] (<what_is>|what would be) [the|your] [(current|present)] [(speaker|speaking)] <volname> "
        "[(level|setting|percentage)] [(you (have|are on|use|are set to)|you're (on|at|set to|using))] [(set "
        "to|set at|at|on|like)] [(currently|now|at the moment|sitting at)]"
    ),
    (
        "(what|which|how high|how loud|how low|where|whereabouts) (is|are) [the|your] (<vol>|<volname>) "
        "[(level|setting)] [(set to|set at|at|on|set|now|currently|up to|sitting|sitting at|standing|turned "
        "to)]"
    ),
    (
        "[<ask>] (at|to|on) (what|which|how many) (level|percent|percentage|volume|setting|loudness|per "
        "cent) (is|are) (you|it|<vol>|the volume level) [(set|at|speaking|now)]"
    ),
    (
        "[<ask>] (what|which|how many) (percent|percentage|level|per cent) (is|are|of volume are|of loudness "
        "are) (you|<vol>) [(at|on|set to|set at|speaking at|set)]"
    ),
    (
        "(what|which|at what|at which) <volname> [(level|setting)] (are you|do you have|is it|are you set|do "
        "you speak|is set|are we|have you got|am i) [(at|on|set to|set at|speaking at|using|set|speaking|"
        "talking at|hearing you at)]"
    ),
    "(<tell>|<ask>) [me] [about] [the|your] [current] <volname> [(level|setting)]",
    (
        "(<tell>|<ask>) [me] (how (loud|quiet) (you are|it is|your voice is|<vol> is|you speak|you're set|"
        "you're talking|you are speaking)|(what|where) <vol> is|what (volume|level|percent) (you're|you are|"
        "it is|it's) [(at|on|set to|set at)]|how (high|low) <vol> is|(what|which) (level|percent) <vol> is|"
        "(what|where|how loud) <vol> (level is|level's)|what your <volname> is) [(set|now|set to|set at|at|"
        "on|currently|at the moment)]"
    ),
    (
        "(how high|how low|how far up|how far down|how much) is [the|your] <volname> [(level|turned up|"
        "turned down|set|up|now)]"
    ),
    "(current|present) <volname> [(level|setting)]",
    "are you [already] (muted|on mute|at full volume|turned (up|down)|at maximum volume)",
    "is (<vol>|it) (at|on) (full|maximum|the maximum|max|half|minimum|mute) [volume]",
    (
        "(check|report|read out|display|see|state|show|confirm|tell us) [me] [the|your] [current] <volname> "
        "[(level|setting)]"
    ),
    "<volname> (level|setting|status|check)",
)

MUTE = (
    "mute",
    (
        "mute (yourself|it|you|<vol>|your voice|that|everything|all sounds|all sound|the assistant|the "
        "speaker|your speech|the voice|the speakers|your audio|this) [(completely|for now|for a while|until "
        "i say so|till i say so)]"
    ),
    (
        "(turn|switch|cut|kill|shut|disable|silence|deactivate) <unsound> off [(completely|entirely|for now|"
        "for a while|altogether)]"
    ),
    (
        "(turn off|switch off|cut|kill|shut off|disable|silence|deactivate|cut off|take off) <unsound> "
        "[(completely|entirely|for now|for a while|altogether)]"
    ),
    "(sound|audio|voice|speaker|speakers) off",
    "(go|be|stay|turn|switch|keep|get) [(on|to|into|in|onto)] <silent_mode> [(for now|for a while|mode)]",
    "be mute",
    "(go|stay|keep|remain) (silent|mute|muted) [(for now|for a while|until i say so)]",
    (
        "(put|set|switch|turn) (yourself|it|you|the sound|the volume|<unsound>) (on|to|in|into) "
        "<silent_mode> [(for now|for a while)]"
    ),
    "(silent mode|quiet mode|mute mode|mute) [(on|please on|for now|now|for a while)]",
    (
        "(turn on|activate|switch on|enable|enter|engage|press|hit|go into|start|use|put on|want) "
        "<silent_mode> [(on|now)]"
    ),
    "(no more|no) (sound|sounds|audio) [(from you|at all|now|for now|for a while)]",
    (
        "(make|i want|i need|i'd like|give) no [more] (sound|sounds|noise) [(from you|at all|now|any more)] "
        "[until i say so] [(mute yourself|mute|be mute)]"
    ),
    (
        "(do not|don't|stop|quit) (speak|speaking|talk|talking|making|make|giving|saying) (aloud|out loud|"
        "any sound|any sounds|any noise|sounds|anymore|any more|sound|a sound|anything (aloud|out loud)|"
        "things out loud|any audio) [(for now|at all|for a while|just (show|write) it|until i say so)]"
    ),
    (
        "(only|just) (show|write|use|display|type|give) [me] [in] (text|the text|the words|your answers|your "
        "replies|it|text only|words) [on the screen]"
    ),
    (
        "(text only|only text|words only|screen only|no voice|no speech|no talking just text|without sound|"
        "without voice)"
    ),
    "(silence|gag) yourself [(for now|for a while|completely)]",
    (
        "i (don't|do not) want (any sound|sound|to hear your voice|you to make a sound|any audio) [(from you|"
        "now|for now|any more)]"
    ),
    (
        "(answer|reply|respond) [me] (without (sound|speaking|a sound|your voice|talking)|silently|in text "
        "only|in text|in writing) [(from now on|for now)]"
    ),
)

UNMUTE = (
    "unmute",
    (
        "(unmute|un-mute|un mute|unsilence) [(yourself|it|you|<vol>|your voice|that|everything|the assistant|"
        "the speaker|the speakers|your audio|again)] [again]"
    ),
    "(turn|switch|put|bring|have|get) <unsound> [back] on [again]",
    "(turn|switch|put) [back] on <unsound> [again]",
    ("(restore|reactivate|enable|re-enable|reenable|activate|bring back|give back|resume) <unsound> [again]"),
    "(sound|audio|voice|speaker|speakers) [back] on [again]",
    (
        "you (can|may|should|must) (have your voice back|speak again|talk again|talk now|speak now|talk|make "
        "(sound|noise|sounds) again|make (sound|noise|sounds) now|be heard again|use your voice again|speak "
        "up again|speak aloud again) [(now|again|to me)]"
    ),
    "you (can|may) have your voice back [now] sound on",
    (
        "(speak|talk|start talking|start speaking|begin speaking|go back to speaking|go back to talking) [to "
        "me] (again|aloud again|out loud again|with sound|out loud|aloud|with your voice|with your voice "
        "again|with sound again)"
    ),
    (
        "(turn off|switch off|end|stop|leave|deactivate|cancel|disable|exit|undo|lift|remove|release|come "
        "out of|get out of|take off|finish|quit|get off|come off|go off) <silent_mode> [now]"
    ),
    "(turn|switch|take|put) <silent_mode> off",
    "(take|get|bring|turn) (yourself|it|you|the sound|<unsound>) (off|out of|from) <silent_mode>",
    "<silent_mode> (off|over|is over)",
    (
        "(no longer|no more|stop being|don't be|not|you needn't be|you don't need to be|you're no longer|you "
        "don't have to be|stop staying) (mute|muted|silent) [any more|anymore|any longer|now]"
    ),
    (
        "(i want to|i'd like to|i would like to|let me|i need to|i wanna|i can't|let us|we want to) hear "
        "(you|your voice|you speak|the sound) again"
    ),
    "(get|bring|give me|give us|have) (your voice|the sound|your sound|the audio) back [on] [again]",
    "(use|find) your voice [again]",
    "(come back|come) (on|with) (sound|the sound|audio) [again]",
    "i want (sound|the sound|audio|your voice) [(back|again|on|back on)] [again]",
    "(i'm|we're) (ready|happy) (to hear|for) (you|your voice|sound) again",
)
