"""How people ask to hear something again, letter by letter, or no more."""

from __future__ import annotations

REPEAT = (
    "say that again",
    "<say_anew>",
    "<say_anew> [(sorry|because|as|for)] <missed>",
    "<missed>",
    "<missed> [(so|and)] [(what|pardon|sorry|please|(can|could|would|will) you [please])] <say_anew>",
    (
        "(pardon|huh|eh|what|sorry|excuse me|beg your pardon|i beg your pardon|come again|again) [(sorry)] "
        "<say_anew>"
    ),
    "<say_anew> i (missed|lost|forgot|didn't get) it",
)

SPELL = (
    "spell {word}",
    "spell [me] [out] (<the_word>|my name|the name of) {word} <by_letter>",
    (
        "(how do|how would|how can|how does|how did|how should|how could|how must|how might|how'd|how to|"
        "how) [(you|i|we|one|people|they)] [(correctly|properly|actually)] (spell|spell out) <the_word> "
        "{word} <by_letter>"
    ),
    (
        "(how is|how do|how are|how's|how was|how would|how should) <the_word> {word} [(be|properly|"
        "correctly|actually)] <spelled> <by_letter>"
    ),
    (
        "<ask> (how|what way) (you|i|we|one|to|people) [(properly|correctly|actually)] (spell|write|spell "
        "out) <the_word> {word} <by_letter>"
    ),
    "<ask> how to (spell|write|spell out) <the_word> {word} <by_letter>",
    (
        "(<ask>|i never know|i always forget|i keep forgetting|i never remember|i can never remember) how "
        "<the_word> {word} is <spelled> <by_letter>"
    ),
    "how (do you|do i|does one|should i|do we|would you|can i) write the (word|name) {word} <by_letter>",
    (
        "how (do you|do i|does one|should i|do we|would you|can i|is it you) write {word} [(correctly|"
        "properly|letter by letter)]"
    ),
    (
        "[i never know|i don't know|i always forget|i forgot|i'm not sure|i never remember|i can't remember|"
        "i keep forgetting|i'm unsure] how (to|you|i) (write|spell|spell out) <the_word> {word} [(can|could|"
        "would|will)] [you] [please] (spell it|help|tell me) [for me]"
    ),
    (
        "(i never know|i don't know|i always forget|i'm not sure|i can never remember|i never remember|i "
        "keep forgetting|i'm unsure|i can't|i cannot|i struggle|i never learned|i have trouble) [how] (to "
        "spell|to write|you spell|spell|you write|spelling|how to spell) <the_word> {word}"
    ),
    "(<what_is>|what would be) the <spelling> (of|for|in) <the_word> {word}",
    "(which|what) letters [(are|do you)] (in|make up|use for|spell|need for) <the_word> {word}",
    (
        "(which|what) letters (does|do|are there in|do i need for|go into|is) <the_word> {word} [(have|"
        "contain|consist of|made of|made up of|use)]"
    ),
    (
        "(give|tell|show|read|say|let me have|let me hear|dictate|read out|list|name) [me] (the|all the) "
        "<spelling> (of|for|in) <the_word> {word} [one by one|in order|please]"
    ),
    (
        "[the] <spelling> (of|for|in) <the_word> {word} [please] (spell it|spell that|spell it out|spell "
        "them) [(for me|to me|please)]"
    ),
    "[the] <spelling> (of|for) <the_word> {word}",
    (
        "{word} (how is that|is it|do you|how do you|how do i|how would you|how is it|how's that|how's it|"
        "how to) (spelled|spelt|spell it|spell that|spell|spelled out|written|write it)"
    ),
    (
        "(the word|the name|the words) {word} how (is it|is that|do you|do i|would you|are they) (spelled|"
        "spelt|written|spell it|spell that|write it|write that) <by_letter>"
    ),
    "{word} (letter by letter|spelled out|spelt out|one letter at a time)",
    "(the word|the name) {word} (spell it|spell that|spell it out|letter by letter|spelled) <by_letter>",
    (
        "(say|give me|tell me|read|dictate|put|take) <the_word> {word} (letter by letter|in letters|one "
        "letter at a time|in single letters|out letter by letter|by letters)"
    ),
    (
        "(i need|i want|i'd like|i would like|i'm looking for|i need help with|help me with|help with|can i "
        "have|could i have|may i have|let me have) [to know] (the <spelling> (of|for)|how to spell|how you "
        "spell|to spell|to know how to spell) <the_word> {word} <by_letter>"
    ),
    "break <the_word> {word} (down into|into) [(its|the|single)] letters",
    "(i need|i want|i'd like) [to (have|hear)] <the_word> {word} <spelled> <by_letter>",
    (
        "i (need|have|want) to (spell|write) <the_word> {word} (how is it spelled|how do i spell it|how do i "
        "write it|can you spell it|help me|spell it for me)"
    ),
    "(is it|do you) spell <the_word> {word} how",
)

STOP = (
    "no stop",
    "[(no|nope|nah|robin|hey)] <hush> [<hush_hard>] [<hush_hard>]",
    (
        "(no|nope|nah|thanks|thank you|it's okay|it's fine|that's fine|i've got it|i got it|i know) <hush> "
        "[<hush_hard>]"
    ),
    (
        "<hush> (i've (heard|got|had|found) [(enough|it|what i needed)]|i know (that|it|the answer) "
        "[already]|i got what i (wanted|needed)|it's (fine|okay|all right|not important|nothing)|i'll (do it|"
        "ask) (myself|later)|that's (enough|plenty|fine|all))"
    ),
    "(turn|switch|shut) off (the|that) (ringing|noise|beeping|sound|racket)",
    "(make it|make that) stop [(ringing|beeping|now)]",
    (
        "(i don't|i do not) want you to (talk|speak|go on|continue|say any more|say anything) [(any more|"
        "anymore|now)]"
    ),
)

TELL_HEARD = (
    "what did you hear",
    (
        "[<ask>] what (did|have) you [(just|actually|really)] (hear|understand|heard|understood|get|catch|"
        "pick up|make out|recognise|recognize|caught|got|make of|take|register|take in|think you heard|"
        "transcribe|note|write down|take down) [(me|from me|of me|by)] [(say|saying|said|of that|of what i "
        "said|of it|that|from that|from what i said|my words|what i said|my last sentence|last|from me|by "
        "that)] [(just now|then|there|last|just there|before|a moment ago|just then|right now|earlier)]"
    ),
    (
        "[<ask>] what (do|did) you (think|believe|reckon|suppose|imagine|assume) [that] (i|that i|i've|i was|"
        "i just) [just] (said|was saying|have said|saying|meant|asked|asked for|asked you|told you|wanted|"
        "was asking|was asking for) [(just now|there|then|to you)]"
    ),
    (
        "[<ask>] what (did|have) i [just] (say|said|ask|asked|ask for|asked for|tell you|told you) [(just "
        "now|to you|before|last|a moment ago|just then|there|you)] [according to you]"
    ),
    (
        "[<ask>] what (was it i|it was i|was it that i|it was that i|was the last thing (i|that i)|the last "
        "thing i|was the thing i|i|i've|i have) [just] (said|asked|told you|asked you|asked for) [(to you|"
        "just now|last|before|there|was)]"
    ),
    (
        "[<ask>] what [it was|it is|exactly] (you|you've|you have|that you) [(just|think you|thought you)] "
        "(heard|understood|think i said|thought i said|got|caught|picked up|made out|recognised|recognized|"
        "heard me say|heard me saying|understood me to say|made of that|understood from that|understood of "
        "that|understood from me|think you heard|took from that|registered|took in|wrote down) [(me say|me "
        "saying|from me|of that|by that|i said|of what i said|from what i said|there)] [(just now|just there|"
        "there|then|last|just then|before|a moment ago)]"
    ),
    (
        "(read|tell|say|give|repeat|show|play|recite|run) [me] [back] [to me] what (you [just] (heard|"
        "understood|think i said|got|caught|picked up|made out|recognised|recognized|heard me say|thought i "
        "said|think you heard)|i [just] (said|told you|asked|asked you)|i've just said|it was you heard) "
        "[(from me|just now|back|back to me|to you|last|there|just there|then)]"
    ),
    (
        "(read|say|repeat|play|echo) (me|it|my words|that|my [last] (sentence|question|words)|my sentence|my "
        "question|what i said|what you heard) back [to me] [(what (you heard|i said|you understood)|to me)] "
        "[from me]"
    ),
    (
        "(read|say|repeat|give|tell|echo|quote|show) [me] [back] (my [last] (words|sentence|question|request|"
        "command)) [(back|again|to me|as you (heard|understood) (it|them))] [to me]"
    ),
    (
        "(did you|have you|you did) [(really|actually|even|just)] (hear|heard|understand|understood|get|got|"
        "catch|caught) (me|that|what i said|me right|me correctly|it|all of that|what i (said|asked|just "
        "said)|my (words|question|last sentence)|all that|everything i said) [(right|correctly|properly|all "
        "right|okay|well|just now|at all)] [(what was it|what did i say|say it back|read it back|tell me "
        "what it was)]"
    ),
    (
        "(how|what) did (you (understand|hear|interpret|take|read) (that|me|what i said|what i just said|my "
        "(words|last (sentence|words|question|request)|sentence|question|request))|that sound to you|that "
        "come through|my words (come across|come through|sound to you|arrive)|i (sound|come across|come "
        "through)|it sound to you|you hear it|you understand it|you hear that)"
    ),
    (
        "how (was i|were my words|was that|was my [last] (sentence|question)|was what i said) (understood|"
        "heard|taken|interpreted|transcribed) [by you]"
    ),
    (
        "(which|what) (words|sentence|words of mine|command|question|bit) [(did you|have you|of mine did you|"
        "do you think you|from me did you|of mine have you)] (heard|hear|understand|understood|catch|caught|"
        "get|got|pick up|picked up|recognise|recognize|make out|recognised) [(from me|me say|of mine|just "
        "now|there|last)]"
    ),
    (
        "(what|which) (words|was it you heard|is it you heard|is the last thing you heard|was the last thing "
        "you (heard|understood)|do you have me [down as] saying|do you have me down as saying) [from me]"
    ),
    (
        "<what_is> the last (thing|sentence|words) (you (heard|understood|caught|heard me say|got)|i said) "
        "[(from me|to you)]"
    ),
    "(show|read) me the transcript [of (that|what i said)]",
    (
        "<ask> (if|whether) you (heard|understood|got|caught) (me|that|what i said) [(right|correctly|"
        "properly)]"
    ),
)
