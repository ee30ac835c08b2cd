"""How people ask what the assistant is called, and what it can do."""

from __future__ import annotations

TELL_ABILITIES = (
    "what can you do",
    (
        "[<ask>] what [(all|else|exactly|things|stuff|other things|other stuff|more|useful things)] (can|do|"
        "could|would|will|might|are) you [(actually|really|all|even|be|possibly|know how to|know how|able to|"
        "capable of|good at|here to|there to|trained to|made to|built to|programmed to|designed to|meant to|"
        "supposed to|able|going to|offer to|have to)] (do|help|offer|manage|accomplish|<be_able>) "
        "[(for me|to help|to help me|here|all|by yourself|everything|for people|in general|to do|me with|me|"
        "us|us with|with|for us|exactly|at all|for a person|all by yourself|alone|on your own|for someone "
        "like me|around here|around the house|in the house|all day|best|well|without the internet|today|to "
        "me|people with)]"
    ),
    (
        "[<ask>] what are you (able to do|capable of|good at|good for|skilled at|clever at|best at|for|"
        "useful for|there for|here for|handy for)"
    ),
    (
        "[<ask>] (what|which) [(else|all|things|stuff|exactly)] (can|could|do) (you|i) <be_able> [(you|me|"
        "you to do|you about|for me|with|to you|you for)]"
    ),
    (
        "what are you (capable of|able to do|good at|good for|for|useful for|there for|here for|made for|"
        "built for|used for|meant for|designed for|meant to do|best at)"
    ),
    (
        "[<ask>] (what|which) [(else|all|things|kind of things|stuff)] (can|could|may|am) (i|we) [(able|"
        "allowed|supposed)] [to] (say|ask|tell|use|get|have|do|request|expect|ask for|order|demand|want|use "
        "you for|get you to do|make you do|have you do|ask you to do) [(you|from you|of you)] [(to you|for|"
        "about|to do|with|do|with you|of you|from you|here|to|you to do)]"
    ),
    (
        "[<ask>] (what|which) (kind|kinds|sort|sorts|type|types|range) of (things|thing|questions|question|"
        "tasks|task|commands|command|stuff|requests|jobs|help|skills|services|abilities) (can|do|could|are|"
        "may|might|should|have|would|do you offer|is it) (i|you|we) [(be)] [(ask|asked|ask you|do|answer|"
        "handle|say|say to you|understand|help with|help me with|give|give you|tell you|able to do|able to "
        "answer|able to help with|able to handle|good at|good for|capable of|manage|offer|have|got|take|"
        "perform|know|cope with|follow|deal with|support|ask you to do|give me)] [(me|for me|you|to you|"
        "about|with|you to do)]"
    ),
    (
        "[<ask>] (how|in what ways|in which ways|what ways|in what way) (can|could|do|would|might|will|may) "
        "you [(actually|possibly|best)] (help|assist|be of (help|use|service|assistance)|be (useful|helpful)|"
        "serve|support|make yourself useful|make my life easier) [(me|us|people|to me|to us|for me)] [(with|"
        "out|today|exactly|at all|around the house|in daily life|to me)]"
    ),
    (
        "[<ask>] [with] what (can|could|do|are|would) you [(able to)] (help|assist|support) [(me|us|people)] "
        "[with] [(with|in)]"
    ),
    (
        "[<ask>] (what|which) (are|is|'re) [(all|all of)] (your|the) [(main|best|different|various|many)] "
        "<abilities> [(you have|you offer|you support|i can use|there are|available)]"
    ),
    "what're your <abilities>",
    (
        "[<ask>] (which|what) <abilities> (do|can|are|have|does) [(i|you|we|there|this|it|the assistant)] "
        "[(have|know|understand|support|offer|do|handle|follow|use|say|give|ask|got|possess|recognise|"
        "recognize|respond to|obey|available|give you)] [(to you|you|available)]"
    ),
    (
        "[<ask>] [(me|us|through|list|name)] [(all|about|of|all of)] (your|the) [(main|different|various|"
        "many)] (<abilities>|list of (commands|skills|abilities|features|functions)) [(you (have|know|"
        "understand|offer)|available|please|to me)]"
    ),
    (
        "(list|name|describe|outline|run through|run me through|go through|recite|walk me through|read out|"
        "read me|give me|show me|talk me through|introduce|present|explain|tell me|demonstrate) [(all|about|"
        "of|all of|some of|a list of|an overview of|a summary of)] (your|the) [(main|different|various|many|"
        "available)] <abilities> [(you (have|know|understand|offer)|to me|available)]"
    ),
    (
        "(<tell>|<ask>|list|explain|describe|name|show|demonstrate|outline|run through|teach me|sum up|"
        "summarise) [me] [(to me|about|a bit|everything about|please)] (what|all|everything|all the things|"
        "the things|what all|which things|what kind of things|what sort of things|the stuff|what else|"
        "whatever|all that|the kinds of things|the sort of things|some things|some of the things|things|a "
        "few things) [(all|that|else)] [(it is)] (you|you're|you are|i|we|you could|you can) [(actually|all|"
        "are|can|could|'re|may|should|know|do|be)] (<be_able>|able to <be_able>|good at|good for|able to|"
        "capable of|capable of doing|ask|say|ask you|say to you|know how to do|offer|here for|made for|used "
        "for|ask you to do|ask you for|ask of you|use you for|do with you|get you to do|best at|able to ask|"
        "able to say|ask for|made to do|for|useful for|tell you) [(for me|me with|with|me|you|to you|about|"
        "to do|for us|you about|by yourself|us with)]"
    ),
    (
        "(<tell>|<ask>|explain) [me] [to me] how you (can|could|might|may) (help|assist|be of (use|help|"
        "service)|be useful) [me] [with]"
    ),
    (
        "[<ask>] how (do|can|should|could|would|must) (i|we|one|people) (use|talk to|command|operate|work "
        "with|speak to|control|get the most out of|make use of|make the most of|get started with|handle|"
        "instruct) (you|this|this thing|this assistant)"
    ),
    (
        "[<ask>] how (i|we|one|people|to) (can|could|should|use|to) [(use|talk to|command|operate|work with|"
        "speak to)] (you|this thing)"
    ),
    (
        "(show|tell|explain|teach) [to] (me|us) how (you work|to use you|this works|you can be used|to work "
        "with you)"
    ),
    (
        "(help|help me|i need help with you|i need help using you|what now|what do you offer|user guide|"
        "instructions|manual|list of commands|command list|help menu|show help|skills|abilities|capabilities|"
        "what's possible|what is possible|what are my options|what's possible with you|what is possible with "
        "you|what can be done with you)"
    ),
    (
        "what (use are you|do you do for people|do you do|good are you|help are you|use have you|are you "
        "about|is it you do|is it that you do|are you here to do|help can you (be|give|offer|provide))"
    ),
    "(i'm|i am|we're) new (here|to (this|you)) [so] what (can|do) you do [for me]",
    (
        "i don't know what (to (ask|say) [you]|you can do|i can (ask|say) [you]|to use you for) [(help|help "
        "me|give me some ideas|any ideas|can you tell me)]"
    ),
    "(is there|are there) (a list|an overview|any list) of [(your|the|all)] <abilities>",
    (
        "(give me|have you|got|any) [(some|any)] (ideas|examples|suggestions|tips) (of|for|on|about) (what|"
        "how|things) [to] (i can (ask|say)|you can do|ask you|use you|can i (ask|say)|ask|i could ask) [(you|"
        "to you)]"
    ),
)

TELL_NAME = (
    "what is your name",
    (
        "[<ask>] (what is|what's|whats|what was|what's the|<tell>|what did you say|what would be|what might "
        "be|is|what do they call|by|what are) [me] (your|the|you) [(own|first|full|real|proper|given|"
        "actual)] (name|name is|name was|called) [(again|was|is|please|then|exactly|by the way|if i may (ask|"
        "know))]"
    ),
    (
        "(your name|your name please|name please|who's there|who is there|who's this|who is this|who's that|"
        "who is that|who's talking|who is talking|who's speaking|who is speaking|who goes there)"
    ),
    (
        "[<ask>] [by] (what|how|which) [name] (are you|do you get|should i|do i|can i|may i|shall i|do you "
        "want to be|do they|do people|would you like to be|do you want me to|do you like to be|am i to|might "
        "i|could i|do we|should we|can we|must i|are you known|would you like me to|ought i to|do others|"
        "would i) [(usually|normally|best)] (called|call you|address you|name you|go by|answer to|be called|"
        "refer to you|say to you|be addressed)"
    ),
    (
        "[<ask>] what (do|should|can|may|shall|does|did) (they|people|i|we|everyone|others|your makers|one|"
        "your maker) [(usually|all)] (call|name|christen) you [(again|by|then)]"
    ),
    "what are you called [again]",
    (
        "[<ask>] (who|what|who or what|what or who) (are you|am i (talking|speaking|chatting) (to|with)|is "
        "this|is there|am i dealing with|do i have here|might you be|you are|i'm (talking|speaking) (to|"
        "with)|do i have the pleasure of speaking (to|with)|is it i'm (talking|speaking) (to|with)|are you "
        "supposed to be|would you be) [(exactly|really|actually|then|again|anyway|supposed to be|here|called|"
        "by the way)] [(a (person|human|human being|robot|machine|computer|program|bot|man|woman|assistant)|"
        "human|an ai|an assistant)] [(or what|or something|or (a|an) (robot|machine|computer|person|human|ai|"
        "program|bot)|or human)]"
    ),
    ("(do|have|did) you [(have|got|even have|get)] [(given)] (a|any|your own) (name|name of your own|names)"),
    (
        "(i (forgot|forget|can't remember|don't know|don't remember|didn't catch|never caught|missed|have "
        "forgotten|never got|don't think i know|didn't get|would like to know|want to know|need to know|"
        "don't recall)|i've forgotten|i'd like to know|i'd love to know|may i (know|ask|have)|can i (ask|"
        "have|know|get)|could i (ask|have|know|get)|might i (ask|know|have)|remind me (of|what)|say|give me|"
        "tell me|tell us|let me (know|have|hear)|state|give us|spell out|mention|reveal|do you remember|do "
        "you know|share|announce) [(please|again|once more)] [(what)] your [(own|first|full|real|proper)] "
        "name [(is|was)] [(what was it|what is it|what's it|again|once more|please|to me)] [again]"
    ),
    (
        "(are you|am i talking to|is this|am i speaking to|am i talking with|am i speaking with|you're|you "
        "are) [(really|actually|just|still|only|some kind of|some sort of|a kind of)] (a (person|human|human "
        "being|robot|machine|computer|program|real person|bot|man|woman|real human|living person|chatbot|"
        "computer program|piece of software|voice assistant|recording|real being|he or a she|boy or a girl|"
        "girl or a boy|man or a woman|woman or a man|male or female|boy|girl|living thing|virtual assistant|"
        "language model or a person|living being|male|female)|human|real|software|an ai|alive|robin|an "
        "assistant|artificial|an artificial intelligence|artificial intelligence|flesh and blood|a he or a "
        "she|a person or a (machine|computer|robot|program)|male or female|man or machine|human or (machine|"
        "computer|robot)|a human or a (machine|computer|robot|program)|a (robot|machine|computer|program) or "
        "(a (person|human|human being|man|woman)|human|what)|some sort of robot|some kind of (robot|machine|"
        "computer|ai))"
    ),
    (
        "(introduce yourself|(<tell>|<ask>|say|explain) [me] [to me] (who|what) you are [(called|exactly|"
        "again|and what you're called|really|by the way)]|tell me [(a bit|something|a little|more)] about "
        "yourself|present yourself|identify yourself|say who you are|name yourself|describe yourself|state "
        "your name|introduce yourself to (me|us|my (friend|friends|family|guests))|tell (us|everyone|my "
        "friends) (who you are|about yourself|your name))"
    ),
    (
        "[<ask>] what (sort|kind|type|manner) of (a thing|thing|machine|assistant|being|creature|program|"
        "device|system|robot|computer|entity|person|software|gadget|something|ai) (are you|is this|you are|"
        "am i talking to|might you be|are you exactly)"
    ),
    "by what name (do|should|can|may|shall) i (call|address|know) you",
    (
        "(what|which) name (do|should|did|have|shall|would|are|can) (you|i|they|we) (go by|have|answer to|"
        "call you [by]|use|given|got|give you|like|say|listen to|use for you|respond to|choose|call you|been "
        "given|address you with) [(for you|you|as)]"
    ),
)

TELL_VERSION = (
    "what version are you",
    (
        "[<ask>] [(on|at|in)] (which|what) [(exact|software|program|app|current|latest|is the|of the|is your|"
        "firmware|robin|code|installed)] (version|version number|release|build|release number|build number|"
        "edition|revision|software version|software|software release|firmware|update|release of the software|"
        "version of the software|version of (you|yourself|the (software|assistant|program|app|code|system))|"
        "release of (you|yourself|the (software|assistant|program|app|code|system))|build of (you|yourself|"
        "the (software|assistant|program|app|code))|number) [(number|of you|of yourself|of (your|the|this) "
        "(software|program|assistant|app|code|system))] (are you|is this|do you have|is it|do i have|am i "
        "using|is installed|is running|have i got|do you run|are you at|do we have|you are|this is|you're on|"
        "you run|am i running|are we (on|using|running)|is on here|is on this machine|have we got|am i (on|"
        "talking to)|is that|you have|i have|i'm using|is the assistant|is the software|it is|you're running|"
        "have you|is (installed|running) here|you're at|of robin is this|are you now|is currently (installed|"
        "running)|are you actually|is yours|you're) [(on|running|using|at|running on|installed|now|currently|"
        "here|at the moment|up to|got|talking to|on now)]"
    ),
    (
        "[<ask>] (what is|what's|whats|<tell>|say|show me|read out|check|report|display|name|state|give|what "
        "would be|what) [me] [(please|out)] (your|the|the current|your current|the software|your software|"
        "the exact|your exact|the program|your program|the installed|the running|your installed|this) "
        "[(assistant's|program's|software's|software|current|program|firmware|app)] (version|version number|"
        "release|build|build number|release number|software version|revision|edition|version of the "
        "(software|program|assistant|app)|release of the (software|program|assistant)|version info|version "
        "information|release version) [(number|is|of (the|this|your) (software|program|assistant|app|system)|"
        "of yourself|you (are|run|have)|you're (on|running)|installed|running|are you|please|at the moment|"
        "currently)] [(are you|installed|running|on|this is|is installed|is running)]"
    ),
    "[(your|the|current)] [software] version [(number|check|info|information|please)]",
    "(current|software|program|installed) (version|release|build) [number]",
    "(release|build|version) number [please]",
    (
        "how (old|new|recent|up to date|current|fresh) (is|are) (your (software|version|program|code|release|"
        "build|firmware)|you|the (software|version|program)|this (software|version|program|release))"
    ),
    (
        "(which|what) (release|build|edition|revision) (are you|is this|do i have|am i using|do you have|is "
        "it|is running|is installed)"
    ),
    (
        "(are you|is your (software|version|program)|is this|are we|is the (software|version|program)) "
        "[(still|really|on|running|using|already|even|all)] [(on|running)] (up to date|up-to-date|the "
        "(latest|newest|most recent|current) (version|release|build|software|one)|outdated|out of date|the "
        "latest|the newest|current|an old version|an old release|a (new|recent|beta) version)"
    ),
    (
        "(when|what date) (were you|was your software|was your version) [last] (updated|released|built|"
        "upgraded|made)"
    ),
    "(do you|does this) (need|have) (an|any) (update|updates|new version)",
    "(have you|has your software) been (updated|upgraded) [(lately|recently)]",
)
