"""How people ask who hears them, and what is kept."""

from __future__ import annotations

TELL_PRIVACY = (
    "are you recording me",
    (
        "(are|is|were|was|am|have|has) (you|it|this|this thing|i|we|there|my|the|what i say|anything i say|"
        "everything i say|this conversation|our conversation|<someone>) [(someone|anyone|somebody|anybody|"
        "microphone|mic|conversation|device|always|still|constantly|secretly|now|being|even|actually|somehow|"
        "been|also|ever|really|just|only|allowed to)] [(always|constantly|secretly|being|even|else)] "
        "(<spying>|recorded|overheard|listened to|spied on|tracked|monitored|watched|bugged|taped|heard|"
        "eavesdropped on|<spy>) [(to|on|in|in on)] [<our_talk>] <says_where> [<says_where>]"
    ),
    (
        "(do|are|will|did|have|can|does|would|could) (you|it|this|this thing|your microphone) [(always|ever|"
        "secretly|constantly|also|actually|even|still|really)] (record|recording|recorded|keep|keeping|kept|"
        "store|storing|save|saving|tape|log|listen to|listen in on|spy on|eavesdrop on|monitor|track|"
        "overhear|listen in|hear|listen|spy|retain|collect|write down|share|sell|send|transmit|upload) [(any|"
        "a|all|some|of)] <our_talk> [(of me|somewhere|anywhere|of my voice|or send it|or store it|"
        "<outside>)] <says_where>"
    ),
    (
        "[is] (everything|what|anything|all|the things|is what|is everything) [that] (i|we) [(have|'ve)] "
        "(tell you|say|say to you|say here|tell|told you|said|am saying|talk about|share|share with you|say "
        "in here|say around you) [(is|stay|stays|remain|remains|be|being|get|kept|here|to you|really)] "
        "[(being|kept|really)] (private|recorded|sent anywhere|stored|safe|confidential|secret|being "
        "recorded|sent somewhere|sent to anyone|kept private|kept secret|overheard|shared|between us|here|in "
        "this room|secure|with you|on this machine|local|logged|kept|saved|listened to|anonymous|heard|"
        "passed on|sold) [<outside>] <says_where>"
    ),
    (
        "(is|are|will|does|do) (this|this conversation|our conversation|our talk|our conversations|my data|"
        "my voice|my words|my secrets|my secret|what i tell you|it|our chats|my privacy|anything i say|my "
        "information|this chat|talking to you|all this|all of this|what we say|what we talk about|my "
        "personal data|my recordings|you|this device|this assistant|this thing|using you|speaking to you|my "
        "information) [(remain|stay|kept|stays|be|really|being|all|get|ever|still|completely|totally)] "
        "(private|confidential|safe|safe with you|secret|being recorded|recorded|shared|shared with anyone|"
        "sold|sent anywhere|uploaded|in the cloud|secure|protected|between us|stays between us|stay between "
        "us|anonymous|encrypted|kept private|kept secret|local|kept safe|on the cloud|overheard|passed on|"
        "transmitted|sent out|leaked|respected|guarded) [<outside>] <says_where>"
    ),
    (
        "[<ask>] (who|who else|what people|whoever|which people|which companies|who all|anybody|anyone|if "
        "<someone>|whether <someone>) (can|could|may|does|will|is able to|gets to|is|has|might|would|are|"
        "gets|'s) [(else|also|actually|access to|ever|to|possibly|able to)] (<spy>|<spying>|hears|listens|"
        "listens to|sees|reads|knows|access to|gets|about) [(to|in|in on)] [<our_talk>] <says_where>"
    ),
    "who's <spying> [(to|in|in on|else)] [<our_talk>] <says_where>",
    (
        "(can|does|could|is|will|do|are|would|may|might|did|has) <someone> [(else|also|ever|actually|able to|"
        "really|out there|possibly)] (<spy>|<spying>|hear or see|have access to|get access to|learn about|"
        "find out about|know about|get to hear|be told) [(to|in|in on)] [<our_talk>] <says_where>"
    ),
    (
        "(does|do|is|are|will|did|can|has|have|could|would) (this|anything|anything i say|what i say|what i "
        "tell you|any of this|any of it|my voice|my words|my data|our conversation|it|everything i say|my "
        "voice data|what we say|our conversations|everything|all this|what you hear|the things i say|"
        "something|the audio|the recording|the recordings|my recordings|our talk|my personal data|our chats|"
        "any (data|audio|information|recording|recordings|sound)|data|audio) [(ever|being|get|all|go|that i "
        "say|i tell you|i say|we say|of it|of this|you hear)] (go|goes|sent|get sent|leave|leaves|being sent|"
        "uploaded|get uploaded|ever leave|transmitted|get out|end up|stay|stays|shared|sent out|go out|"
        "passed on|passed|leaving|left|going|stored|kept|get shared|reach|travel|remain|sold|saved|leaked|"
        "processed) [(out|off|over|up)] [only] [<outside>] <says_where>"
    ),
    (
        "[<ask>] where (does|do|is|are|will|did|has|have) (my (voice|voice data|data|words|recordings|audio|"
        "information|voice recordings|speech|conversations|secrets)|what i (say|tell you|said|told you)|the "
        "(recordings|data|audio|sound|words|recording)|everything i say|our conversations|our conversation|"
        "all (this|that|the data|my data|i say)|it all|the things i (say|tell you)|what "
        "you hear|what we say|all of this|all of it) [(all|get|being|been|then)] (go|sent|going|end up|being "
        "sent|land|get sent|gone|sent to|processed|go to|wind up|finish up|travel|go when i (talk|speak)|"
        "uploaded) [(to|afterwards|after that|then|when i (talk|speak) [to you])] <says_where>"
    ),
    (
        "<ask> where (my (voice|data|words|recordings|audio|information)|what i (say|tell you)|the "
        "(recordings|data|audio)|everything i say|our conversations|it all) (goes|go|ends up|end up|is sent|"
        "are sent|lands|gets sent)"
    ),
    (
        "(do|are|will|did|have|would|can|could) you [(ever|secretly|also|actually|be|been|going to)] (send|"
        "sending|sent|share|sharing|upload|uploading|uploaded|sell|selling|pass on|pass|give|transmit|report|"
        "leak|forward|tell|passing on|telling|giving|hand over|hand|phone home with|stream|streaming|talk to|"
        "broadcast|repeat) (anything|anyone|anybody|<someone>|data|<our_talk>|out|home|what you hear|reports|"
        "anything i say) [(i say|i tell you|about me|of mine|to|over|with|on|into|else|of what i say|off)] "
        "[<outside>] <says_where>"
    ),
    (
        "(do|are|is|does|can|could) (you|this|it|this thing) [(always|also|really|actually|even|ever|still)] "
        "(online|connected to the internet|need the internet|use the internet|connected|go online|work "
        "offline|need internet|on the internet|offline|connect to the internet|run offline|run locally|local|"
        "need a connection|need wifi|need an internet connection|hooked up to the internet|use the cloud|"
        "linked to the internet|in the cloud|cloud based|have internet access|access the internet|talk to a "
        "server|talk to the cloud|work without (the internet|internet|wifi|a connection)|run without (the "
        "internet|internet)|phone home|call home|run on the cloud)"
    ),
    (
        "[<ask>] (how|what) (private (are you|is this|is it|is what i say|is our conversation)|about (my "
        "privacy|privacy|data protection)|do you do with (my (data|voice|words|information|recordings)|what "
        "i (say|tell you)|it all|what you hear|the recordings|everything i say|the audio)|happens (to|with) "
        "(my (data|voice|words|recordings|information|voice recordings|audio|speech|voice data)|what i (say|"
        "tell you|said|told you)|the (recordings|audio|recording|data|sound)|everything i say|our "
        "conversations|all (this|that|the things i say)|anything i say|this conversation|our conversation|it "
        "afterwards|the things i (say|tell you)|what we say|what you hear)|(secure|safe|confidential|secret) "
        "(are you|is this|is it|is my data|is our conversation|is what i (say|tell you))|becomes of (my "
        "(data|voice|words|recordings)|what i (say|tell you)|everything i say|the recordings)|does (privacy|"
        "data protection) (look|work) [like] [(here|with you)]|do you handle (my (data|privacy)|privacy|"
        "data))"
    ),
    (
        "(<tell>|<ask>|tell me about|what about|what is your|what's your|explain|what's the|what is|read me|"
        "read|what are your|describe|give me|how about|how is|how's) [(me|to me|about|something about|more "
        "about)] (your|my|the) (privacy|privacy policy|data protection|privacy settings|privacy rules|data "
        "policy|data privacy|policy on (privacy|data)|privacy statement|confidentiality|rules on privacy|"
        "privacy protected|data protected|privacy secured|approach to privacy|stance on privacy|data "
        "handling|handling of (data|my data)) [(protected|secured|assured|work|like)]"
    ),
    "(privacy|privacy policy|data protection|privacy settings|privacy statement|privacy information)",
    (
        "(can|could|may|should|do) i [(really|actually|completely)] (trust you|trust you with|be sure|speak "
        "freely|talk freely|tell you secrets|tell you a secret|tell you private things|confide in you|be "
        "recorded|rely on your discretion|speak privately|talk privately|have privacy|have a private (talk|"
        "conversation)|say private things|tell you anything) [(my (secrets|data|words|secret|privacy)|a "
        "secret|private things|this|secrets|personal things|in confidence|here|with you|in private|around "
        "you|to you|nobody (hears|listens|is listening) [(us|me|in)]|no one (hears|is listening))]"
    ),
    (
        "(can|do) you (hear|listen to) (me|us|everything) (all the time|when i'm not talking to you|even "
        "when i don't talk to you|when i'm not talking|when i don't speak to you|even when i'm not talking "
        "to you|when you're off)"
    ),
    (
        "are you (private|safe|spying|a spy|bugged|trustworthy|discreet|a bug|a listening device|secure|"
        "tapped|wiretapped|hacked|being hacked)"
    ),
    (
        "(is|are) (the|your) (microphone|mic|microphones|camera) [(always|constantly|even)] (on|live|"
        "listening|recording|open|active|running) <says_where>"
    ),
    (
        "(i hope|i'm worried|i am worried|i'm concerned|i fear|i'm afraid|i worry|i don't want) [(that|about|"
        "it)] (you (aren't|are not|don't|won't|are|might be) <spying>|<someone> <spying>|<someone> (is|are|"
        "might be|can|could) (<spying>|<spy>)|my privacy|you're <spying>) [<our_talk>] <says_where>"
    ),
)

TELL_STORED = (
    "what do you have stored",
    (
        "[<ask>] what [(all|else|exactly)] (do|did|have|has) (you|been) [(all|currently|actually|got|been)] "
        "(keep|keeping|store|storing|save|saving|stored|saved|kept|have|got|hold|retain|remembered|have got|"
        "hang on to|hold on to|hang onto|collect|collected|archive|put away|written down) [all] [(stored|"
        "saved|in store|kept|archived|filed|filed away|stored up|saved up|held|on file|on record|in your "
        "memory|in your storage|in storage|in your store|written down|on disk|on your disk|in your database|"
        "in your files|tucked away|stashed away)] [(about me|of me|of mine|for me|on this machine|on this "
        "computer|on me|here|somewhere|permanently|of ours|from me|in total|locally|for us|of my data|in "
        "there|right now|at the moment|in you|and where|about us|long term|for later)] [(and where|and where "
        "is it|and where do you (keep|store|save) it|and for how long|and where's it|and where are they|at "
        "the moment|right now)]"
    ),
    (
        "[<ask>] (what|which|how much) [(of|personal|kind of|sort of|kinds of|sorts of|type of|types of|"
        "private|other)] (data|information|info|things|stuff|records|personal data|details|my stuff|my "
        "things|my data|my information|mine|files) [(about me|of mine|of me|about us|on me)] (do|have|did|"
        "has|is|are|were|gets|get) [(you|been|there)] [(got|being|all|currently)] (keep|store|save|hold|have|"
        "stored|saved|collect|collected|kept|got|held|keeping|storing|saving|retained|retain|hang on to|on "
        "file|remembered|gather|gathered|in store|in your storage) [(stored|saved|kept|on file|in store|on "
        "record|in storage)] [(about me|of me|on me|for me|on you|stored|here|in you|of mine|on this machine|"
        "about us|from me|on this computer)] [(and where|and where is it|and where do you (keep|store|save) "
        "it)]"
    ),
    (
        "what (kind|sort|kinds|sorts|type|types) of (things|stuff|data|information|info) (do you (keep|store|"
        "save|hold|collect|have|retain)|of mine (is|are) (saved|stored|kept)|(is|are) (saved|stored|kept|"
        "held)|about me (is|do you|are)) [(keep|store|saved|stored|kept|on me)] [(about me|on you|in you|of "
        "mine|here|on me|stored)]"
    ),
    (
        "what (is|'s|has been|gets|are) [(all|being|currently|actually)] (saved|stored|kept|in your storage|"
        "in your store|in your memory|on your disk|held|in storage|remembered|in your files|in your database|"
        "on file|archived|written down) [(about me|on you|in you|here|on this machine|of mine|from me|on "
        "this computer|for me|by you|on this device|inside you|locally|on me|and where|permanently)] [and "
        "where]"
    ),
    (
        "what's [(all|being|currently)] (saved|stored|kept|in your storage|in your store|on your disk|held|"
        "in storage|in your files|on file) [(about me|on you|in you|here|on this machine|of mine|from me|on "
        "this computer|for me|by you|on this device|inside you|locally|on me|and where)]"
    ),
    (
        "what of mine (is|do you|have you|are you) (saved|stored|kept|keep|store|save|got|keeping|storing|"
        "have) [(on you|here|stored|saved)]"
    ),
    (
        "[<ask>] (where|in which place|whereabouts|on which (machine|computer|disk)|on what (machine|"
        "computer|disk)|in what place) (do|did|are|have|is|does) (you|it|the assistant) [(actually|all|"
        "physically)] (keep|store|save|put|keeping|storing|hold|saving|stored|saved|kept|write|write down|"
        "archive|stash) [(all|down)] <my_stuff> [(that you <keeps>|stored|on this machine|i (tell|told) you|"
        "you <keeps>|about me|at|in|of mine|for me)]"
    ),
    (
        "[<ask>] (where|in which place|whereabouts|on which (machine|computer|disk)|how) (is|are|does|do|'s|"
        "have|has) [(all|all of)] <my_stuff> [(being|actually|all|physically|get|been|i tell you|about me|"
        "you have about me)] (stored|kept|saved|held|live|protected|encrypted|located|secured|put|written|"
        "stored away|archived|sit|reside|end up stored|get stored|stored at)"
    ),
    (
        "<ask> (where|how) <my_stuff> (is|are|gets|get|'s) [being] (stored|kept|saved|held|secured|protected|"
        "located|encrypted)"
    ),
    (
        "<ask> (where|how) you (keep|store|save|hold|put|are keeping|are storing|have put|have stored) "
        "<my_stuff> [about me]"
    ),
    (
        "(<tell>|<ask>|list|show|describe|explain|go through|report) [(me|to me|us)] (what|all|everything|"
        "whatever|all the (data|things|stuff|information)|the (data|things|stuff|information)|which (data|"
        "things|stuff|information)|what (data|things|stuff|information|kind of data|sort of data)) [(that|"
        "all|it is)] (you|you've|you have|you are) [(all|currently|got|been|have|actually)] (stored|store|"
        "keep|saved|save|saved|stored|hold|kept|on file|keeping|storing|in store|in storage|have on file|"
        "have stored|have saved|have kept|retain|collect|archived|hang on to) [(stored|saved|on file|on "
        "record|in storage)] [(about me|on me|for me|of mine|on this machine|here|and where|of me|from me|in "
        "your storage|on this computer|about us)] [and where]"
    ),
    (
        "(<tell>|<ask>) [me] what (is|'s|has been|gets) [being] (stored|saved|kept|held|in storage|on file|"
        "in your storage) [(about me|here|on you|on me|by you|and where|of mine|from me|on this machine)]"
    ),
    (
        "(<tell>|<ask>|list|show) [me] (the|my|your|all|all the|all my) (stored|saved|kept) (data|things|"
        "information|stuff|records|items)"
    ),
    (
        "(how much|how long) (data|of my data|of me|of my stuff|information|of my information|storage|stuff) "
        "(do you|have you|are you) (store|keep|save|have|stored|saved|hold|got|storing|using|keeping) "
        "[(about me|for|on me|of mine|stored|for me)]"
    ),
    (
        "how long (do|will|are) you (keep|store|save|keeping|hold|hold on to|retain|storing) (<my_stuff>|my "
        "data|things|this|it) [for]"
    ),
    (
        "(do|are|have|did) you [(actually|really|also)] (keep|store|save|storing|keeping|saving|hold|have|"
        "stored|saved|kept|got) (anything|any data|data|information|things|any of my data|any information|"
        "personal data|any personal data|files|records|something|any records|a record|any of this) [(stored|"
        "saved|kept|on file)] (about me|of mine|from me|about us|on me|of me|for me|on file|permanently|on "
        "this machine|on me at all)"
    ),
    (
        "(do|are|have|did) you (keep|store|save|storing|keeping|saving) (anything|any data|data|information|"
        "things|any of my data|any information|personal data|files|records)"
    ),
    (
        "is (my|the|all my|all of my|your) (data|stuff|notes|information|memory|storage|store) (encrypted|"
        "stored (here|locally|safely|on this machine|encrypted|on this computer|anywhere)|kept (here|locally|"
        "safely|on this machine)|saved (here|locally|anywhere|on this machine))"
    ),
    "(stored data|data stored|storage|storage status|what's in (storage|store))",
)
