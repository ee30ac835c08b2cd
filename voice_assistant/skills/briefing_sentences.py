"""How people ask what the day holds."""

from __future__ import annotations

BRIEF = (
    "what is on for today",
    (
        "[<ask>] <what_is> [(all|there)] <planned> [(for|on|in)] (me|us|<the_day>|the schedule|my schedule|"
        "my calendar|my agenda|my plate|the agenda|my diary|the calendar|the diary) [(for|on)] [(me|"
        "<the_day>|us)]"
    ),
    (
        "[<ask>] <what_is> [there] (for|on) [me] [(for|on)] (today|this (morning|afternoon|evening)|tonight|"
        "my plate today|the agenda today|the schedule today)"
    ),
    (
        "<what_is> (coming up|happening|planned|scheduled|lined up|going on|due|on) for [(me|us)] "
        "[(<the_day>)]"
    ),
    "<what_is> coming up",
    (
        "[<ask>] <what_is> [(on|in)] (my|the|our|today's|your) <schedule> [(for|like)] [(<the_day>|for "
        "<the_day>|like <the_day>|looking like)]"
    ),
    (
        "<what_is> (my|our) day [(like|looking like|going to be like|going to look like|made of|made up of)] "
        "[(today|ahead)]"
    ),
    (
        "[<ask>] <what_is> (today|the day|this morning|my morning|my afternoon|the day ahead) (looking like|"
        "going to be like|going to look like|hold|holding|bringing|have in store|made of|shaping up like)"
    ),
    "<ask> [about] <what_is> (ahead|waiting) [for me] (today|in the day)",
    (
        "(good morning|morning|good afternoon|good evening|hello|hi) <what_is> <planned> [(for|on)] [(me|"
        "us)] [for] (today|this morning|<the_day>)"
    ),
    "(good morning|morning) [<what_is>] (my|the) (<schedule>|<briefing>) [for <the_day>]",
    (
        "[<ask>] (what|anything|something|what else|what all|what sort of things|what things|which things|"
        "what appointments|how much|what plans|much) [(do|have|did|are|am|will|must|should|is)] [(i|we|there|"
        "you|i've|we've|i'm)] [(have|got|planned|plan|need|supposed|be)] [(anything|something|got|for me)] "
        "<planned> [(for|on|me)] <the_day>"
    ),
    (
        "(what|what all) [(do|must|should|will)] (i|we) (have|need|got|have got|'ve got) to (do|get done|"
        "take care of|deal with|attend to|remember|think of|know) (<the_day>|for <the_day>|in the day)"
    ),
    (
        "(what|anything|something|what else) (do|have|did) (i|we) (have|got|planned|plan) [<planned>] [(for|"
        "on)] <the_day>"
    ),
    (
        "what (do|have) (i|we) (got|have) (on|planned|scheduled|lined up|going on|coming up) [(for|on)] "
        "[<the_day>]"
    ),
    "what have (i|we) [(got)] [(on|for|coming|planned)] <the_day>",
    "what've (i|we) got [<planned>] [for] <the_day>",
    (
        "(have i|do i have|is there|have we|do we have|has anything|am i|will there be|are there) [(got)] "
        "(anything|something|much|a lot|plans|any plans|anything special|anything important|busy|things|any "
        "appointments) [<planned>] [(for me|for|on)] [<the_day>] [<planned>] <the_day>"
    ),
    (
        "(have i|do i have|is there|have we|do we have) [(got)] (anything|something|much) (on|planned|"
        "scheduled|due|going on|coming up|to do|for) [(for|on)] <the_day>"
    ),
    (
        "(give|tell|read|show|let me have|let me hear|present|run|deliver|do|have|i'd like|i want|i need|i "
        "would like|start|begin|play|can i have|could i have|can i get|could i get|may i have|time for|ready "
        "for|let's have|let's hear|prepare|share) [me] [(with|out)] [(my|the|a|today's|your|an)] [(quick|"
        "short|brief|full|little|usual)] [(morning|daily|day|day's|today's|evening|afternoon|day ahead)] "
        "<briefing> [(of|for|on|about)] [(<the_day>|the day's (events|plans))] [(please|now|today)]"
    ),
    "(anything|something|what's|what is) on [for] today",
    (
        "(anything|something) [(else|i should|i need to|special|important)] [(know|do)] [(about|for|on|"
        "planned|scheduled|happening|coming up|due)] [for] today"
    ),
    "[(my|the|your)] (morning|daily|day|day's|today's|evening) <briefing> [please]",
    "(my|start the|start my|the|today's|start) [(morning|daily)] briefing",
    (
        "(brief|update|fill|catch|clue) (me|us) [(in|up)] [(on|about|for|with)] [(what's (on|happening|"
        "planned))] [(my|<the_day>|my plans|my schedule|the morning)] [today]"
    ),
    (
        "(how|what) (does|will|is|do|did) <the_day> (look|looking|shape up|be|shaping up|going to look|going "
        "to be|hold|hold for me|bring|have in store|involve|turn out|entail|hold in store|have planned|"
        "consist of) [(like|so far|for (me|us))] [(today|for (me|us)|so far|ahead)]"
    ),
    (
        "<ask> (how|what) <the_day> (looks|looks like|holds|brings|is going to be like|is looking like|has "
        "in store|holds in store|will be like|will look like|holds for me|involves) [(for me|today|like)]"
    ),
    (
        "(how's|what's) <the_day> (look|looking|looking like|shaping up|going to look|going to be|holding) "
        "[(like|for (me|us)|so far)]"
    ),
    (
        "(<tell>|<ask>|go over|go through|summarise|summarize|sum up|list|recap|outline) [me] [(all|about)] "
        "(everything|all|what|what all|all the things|the things|whatever|anything) [that] (i've got|i have|"
        "i got|we have|we've got|is|there is|you have|i must|i have got|you've got|needs|i should|i need to|"
        "i'm supposed to|awaits|there's|i am supposed to|has to|matters) [(to|do|know|to do|to be done|doing|"
        "be done|remember|down|get done)] [<planned>] [(for|on)] [me] [(for)] <the_day>"
    ),
    "<tell> [me] (what's|what is) <planned> [for] [me] [(for)] <the_day>",
    (
        "(<tell>|go over|go through|summarise|summarize|sum up|outline|recap|describe|talk about|look at|"
        "check|review|what about|how about|open) [me] [(through|with me)] [(about|all about|of)] (my day|"
        "what my day looks like|how my day looks|my <schedule>|today's (<schedule>|events|tasks|agenda|"
        "appointments|business)|my <schedule> for <the_day>|today|what today (looks like|holds|brings)|the "
        "day ahead|<the_day> ahead|my plan for today|the plan for <the_day>|what's ahead today|what i've on "
        "today) [(with me|for me|for today|today|please)]"
    ),
    (
        "(run|take|walk|talk|lead|guide|go|step) [me] through (my|the|today's|our) (day|schedule|agenda|"
        "plans|plan|tasks|day ahead|diary|programme|appointments) [(with me|today|for today|please)]"
    ),
    (
        "(what|anything|something) (should|must|do|that|ought) [i] (i|to|know|need|be|should) [(know|need to "
        "know|be aware of|expect|remember|look out for|have to know|need to do|be aware|prepare for|need to "
        "be aware of)] (for|about|on|of|today) [(today|the day|my day|for <the_day>|about <the_day>)]"
    ),
    (
        "what (should|must|do|can|shall) i (know|need to know|be aware of|expect|remember|look out for|"
        "prepare for|look forward to|plan for) (for|about|from|on|during|today) [<the_day>]"
    ),
    "(plan|agenda|schedule|plans|programme|itinerary|diary|overview|rundown|summary) (for|of) <the_day>",
    "today's (<schedule>|<briefing>|tasks|events|agenda|appointments|plan)",
    "(my|the|our) (<schedule>|day) (today|for today|for the day|please)",
    "(am i|are we|will i be) (busy|free) today",
    "(is it|is today|will it be) [going to be] a busy day",
    (
        "what's (ahead|in store|up|cooking|the plan|the agenda|the programme|the schedule) [(of|for)] [(me|"
        "us)] today"
    ),
    "what's the plan [(for)] [<the_day>]",
)
