"""What people say around a command: greetings, fillers, "could you", "please". Taken off, the command is plain."""

from __future__ import annotations

import re

from voice_assistant.skills.values.verbs import commanded

_WHEN = (
    r"(?:when(?:ever)?|once|as\ soon\ as|if)\ you\ (?:can|get\ (?:a|the)\ (?:chance|moment|minute)"
    r"|have\ (?:a|got\ a)\ (?:chance|moment|minute|second|sec)|are\ ready|'re\ ready|'ve\ got\ a\ (?:moment"
    r"|minute|second))"
)
_IF = r"""(?:if\ (?:you|ye)\ (?:please|don't\ mind|do\ not\ mind|wouldn't\ mind|would|could|can|will|may)
  |if\ you(?:'d|\ would|'ll|\ will|\ could)\ be\ (?:so|very|that)\ (?:kind|good|nice)
  |if\ (?:that|it)(?:'s|\ is|'d\ be|\ would\ be)\ (?:okay|ok|all\ ?right|alright|fine|possible|no\ (?:trouble
  |bother))
  (?:\ (?:with|by|for)\ you)?
  |if\ (?:it|that)(?:'s|\ is)\ not\ too\ much\ (?:trouble|bother|to\ ask)|if\ it's\ no\ (?:trouble|bother)
  |if\ (?:at\ all\ )?possible|if\ i\ may(?:\ ask)?)"""
_KIND = r"(?:so|very|ever\ so|that)\ (?:kind|good|nice|lovely)|(?:kind|good|nice)\ enough"
_LOVELY = (
    r"(?:great|nice|good|lovely|helpful|wonderful|brilliant|grand|super|fantastic|kind|handy|useful"
    r"|a\ (?:great\ )?help)"
)
_DEAR = (
    r"(?:my\ friend|(?:my\ )?(?:dear|love|lovely|luv|darling|sweetheart|sweetie|honey|hun|hon|pet|petal|duck"
    r"|ducky|hen|mate|matey|pal"
    r"|buddy|bud|bro|man|dude|chum|lad|laddie|lass|lassie|treacle|sunshine|boss|chief|guv|sir|madam|angel"
    r"|old\ (?:chap|boy|friend|bean)))"
)
_CAN = r"(?:can|could|would|will|might|may|wouldn't|couldn't|won't|can't)"
_OUGHT = (
    r"(?:you(?:'ll|\ will)?\ (?:must|have\ to|need\ to|should|ought\ to|had\ better|can|could|may|might"
    r"|gotta)|you'd\ better|try\ to|try\ and|why\ don't\ you|can't\ you|let's\ have\ you)"
)
_VOICE = (
    r"(?:speak|talk|turn|raise|lower|reduce|increase|slow|speed|whisper|mute|unmute|quieten|set|go\ (?:slower"
    r"|faster|quicker|back)|be\ (?:a\ (?:bit|little)\ )?(?:louder|quieter|slower|faster|softer)|forget|delete"
    r"|wipe|erase|repeat|spell)"
)

_BEFORE = re.compile(
    rf"""(?:
      (?:uh+|um+|er+m?|hm+|mm+h?m*|ah+|oh+|aw|och|aye|aargh|argh|ugh|gosh|right\ then|now\ then|well|so|okay|ok
      |hey|hi|hello|alright
        |all\ right|right|now|please\ to|please|pls|plz|just|quickly|anyway|anyways|hiya|howdy|oi|ooh|yo|ta
        |cheers
        |actually|sorry|excuse\ me|pardon\ me|listen|yes|yeah|yep|great|good|cool|perfect|thanks|thank\ you
        |you\ know|look|see
        |let\ me\ see|let\ me\ think|one\ more\ thing|and|then|also|maybe|perhaps|kindly|real\ quick
        |quick(?:\ question)?
        |by\ the\ way|i\ say|i\ mean|hang\ on|wait(?:\ a\ (?:minute|moment|second|sec))?|oh\ dear|go\ on
        |(?:next|first)(?=\ (?:please|can|could))
        |(?:good\ )?(?:morning|afternoon|evening)(?=,?\ (?:could|can|would|will|please|{_DEAR}\ ))
        |{_IF}|{_WHEN})\b(?!')
      |{_CAN}\ (?:you|we|ye|ya)\b(?!\ (?:do|hear|help|see|speak|understand|believe|say|be|mind
      |please\ be)\b)(?:\ possibly|\ perhaps|\ maybe|\ kindly)?
      |{_CAN}\ (?:you|ye)\b(?=\ (?:please\b|say\b|speak\b|be\ (?:quiet|louder|quieter|a)))
      |(?:(?:{_CAN}\ (?:you|ye)\ )?(?:please\ )?be\ (?:{_KIND})\ (?:as\ to|and|to))\b
      |(?:i'd|i\ would|i'll|i\ should)\ (?:really\ |quite\ |much\ )?(?:like|love|prefer|want
      |rather)\ (?:it\ (?:for\ )?)?(?:for\ )?you\ (?:to|could|would)\b
      |i\ (?:would\ )?(?:want|need|wish|like)\ (?:for\ )?(?:that\ )?you\ (?:to\b|would\b|should\b)
      |i\ (?:would\ )?(?:want|need|wish|like)\ that\ you\b
      |i\ (?:was|am|'m|'ve\ been|have\ been)\ (?:just\ )?(?:wondering|hoping)\ (?:if\ |whether\ |that\ )?(?:you
      |we)\ (?:could|can|would|might)\b
      |i\ wonder\ (?:if|whether)\ (?:you|we)\ (?:could|can|would|might)\b
      |(?:do|would\ you\ do)\ (?:me|us)\ a\ favou?r\ (?:and|please)\b
      |(?:is\ it|would\ it\ be|it\ is|it's)\ possible\ (?:for\ you\ )?(?:to|that\ you)\b
      |(?:is\ there\ )?any\ (?:chance|way)\ (?:that\ )?(?:you|we)\ (?:could|can|would|might)\b
      |do\ you\ think\ (?:that\ )?you\ (?:could|can|would|might)\b
      |(?:can|could|may|might)\ i\ (?:get|ask|trouble|bother)\ you\ to\b
      |i(?:'d|\ would|'ll|\ will)?\ (?:must\ )?(?:ask|beg)\ you\ to\b
      |(?:that|it)(?:\ would|'d)\ be\ {_LOVELY}\ (?:if|for)\ you\ (?:could|can|would|to)\b
      |i(?:'d|\ would)\ (?:be|appreciate\ it)\ ?(?:(?:so|very|ever\ so|most|really)\ )?(?:glad|happy|grateful
      |pleased|obliged|thankful)?
        \ if\ you(?:'d|\ (?:could|can|would))\b
      |(?:go\ ahead\ and|make\ sure\ (?:to|you)|be\ sure\ to|don't\ forget\ to\ (?=remind))\b
      |{_OUGHT}(?:\ (?:just|please|really|maybe|also|now|either|start\ to|try\ to|try\ and))*(?=[\s,]+{_VOICE}\b)
      |i(?:'d|\ would)?\ (?:really\ )?(?:want|need|like|prefer|rather\ have)\ you
        (?=\ (?:a\ (?:bit|little|lot)\ |much\ )?(?:louder|quieter|softer|slower|faster|quicker|less|more|not\ so))
      |would\ you\ mind\ (?:to\b|awfully\b|terribly\b)?
      |(?:help\ me\ (?:to\ )?(?=remember|work|calculate|convert|count|choose|pick|decide|find))
    )(?:[\s,.!?:;-]+|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    rf"""(?<!\ be)[\s,.!?:;-]+(?:please|pls|plz|thanks(?:\ (?:a\ (?:lot|million|bunch)|so\ much|very\ much
    |in\ advance))?
      |(?:many\ )?thanks|thank\ (?:you|ye|u)(?:\ (?:very|so)\ (?:very\ )?much|\ kindly)?|ta(?:\ very\ much)?
      |cheers|much\ appreciated|kindly
      |{_IF}|{_WHEN}|would\ you|will\ you|could\ you|can\ you|would\ ye|will\ ye|won't\ you|would\ ya|will\ ya
      |okay|ok|right\ now|right\ away|straight\ away|just\ now|the\ now|now|for\ me|for\ us|real\ quick|quickly
      |quick|{_DEAR}
      |then|again\ please|right|at\ the\ moment|at\ present|at\ all\ please|by\ any\ chance|or\ something
      |or\ what|or\ so\ please|innit|eh
      |i\ think|as\ well|too|instead|there's\ a\ (?:good\ )?(?:love|dear|pet|lad|lass|sport)|be\ a\ (?:dear
      |love|pet|sport)
      |(?:that|it)(?:\ would|'d)\ be\ {_LOVELY}|i(?:'d|\ would)\ (?:appreciate\ (?:it|that)
      |be\ (?:very\ )?(?:grateful|obliged)))
      [\s.!?]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_POLITE_END = re.compile(r"[\s,]+(?:please|pls|plz)[\s.!?]*$", re.IGNORECASE)
_BENT = re.compile(
    rf"""(?:(?:would|do)\ (?:you|ye)\ mind(?:\ (?:awfully|terribly|very\ much|just|please|kindly))*
      |how\ about(?:\ you)?(?:\ just)?|what\ about(?:\ you)?
      |(?:i(?:'d|\ would)\ (?:really\ |much\ )?(?:be\ (?:\w+\ )?(?:glad|happy|grateful|pleased|obliged)
      |appreciate\ it|like\ it|love\ it|prefer\ it)
      |(?:that|it)(?:\ would|'d|\ might)\ be\ (?:\w+\ )?{_LOVELY}
      |would\ it\ be\ (?:okay|ok|all\ right|alright|possible)|what|suppose)\ if\ you
      |i(?:'d|\ would)?\ (?:really\ |much\ )?(?:rather|prefer(?:\ that)?|wish)\ you
      |i(?:'d|\ would)?\ (?:want|need|like|prefer)\ you(?=[\s,]+\w+ing\b))
      [\s,]+(?=\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What makes another form of the verb that follows: "would you mind telling me", "it would be nice if you told me"."""

_DIALECT = {
    "cannae": "can't", "cannot": "can't", "dinnae": "don't", "didnae": "didn't", "couldnae": "couldn't",
    "isnae": "isn't", "wisnae": "wasn't", "ye": "you", "ya": "you", "yer": "your", "yersel": "yourself",
    "yerself": "yourself", "yoursel": "yourself", "u": "you", "ur": "your", "wee": "little",
    "gimme": "give me", "gie": "give", "lemme": "let me", "wanna": "want to", "gonna": "going to",
    "gotta": "have to", "dunno": "don't know", "whatcha": "what are you", "wot": "what", "wha": "what",
    "whit": "what", "aboot": "about", "oot": "out", "doon": "down", "noo": "now", "aff": "off", "tae": "to",
    "yous": "you", "youse": "you", "y'all": "you", "summat": "something", "nowt": "nothing",
    "owt": "anything", "'em": "them", "dont": "don't", "cant": "can't", "didnt": "didn't",
    "whats": "what's", "im": "i'm", "ive": "i've", "shouldnae": "shouldn't", "wouldnae": "wouldn't",
    "doesnae": "doesn't", "havenae": "haven't", "ma": "my", "maself": "myself", "tha": "you", "thy": "your",
    "thee": "you", "nae": "no", "ain't": "isn't", "th'": "the", "d'you": "do you", "d'ye": "do you",
    "kinda": "kind of", "sorta": "sort of", "outta": "out of", "tellin": "telling", "lotta": "lot of",
    "allus": "always",
}  # fmt: skip
"""How words are said in some places, and typed in haste."""
_WORDS = re.compile(r"[\w']+")


def plain(text: str, name: str = "") -> tuple[str, ...]:
    """What is left of a text without its courtesies: as it was said first, then barer and barer.

    Args:
        text: what was said.
        name: what the assistant is called: its name is a courtesy as well.
    """
    said = _POLITE_END.sub("", " ".join(text.replace("’", "'").split()))
    start = _without_start(said, name)
    end = _without_end(start, name)
    variants = [said, start, end, _without_start(_respelled(end), name)]
    return tuple(dict.fromkeys(variant for variant in variants if variant))


def _without_start(text: str, name: str) -> str:
    called = re.compile(
        rf"(?:hey\s+|okay\s+|ok\s+|hi\s+|hello\s+)?{re.escape(name)}\b[\s,.!:;-]*", re.IGNORECASE
    )
    while text:
        left = called.sub("", text, count=1) if name and called.match(text) else text
        found = _BENT.match(left)
        made = commanded(left[found.end() :]) if found else None
        if made is None:
            found = _BEFORE.match(left)
            made = left[found.end() :] if found else left
        if made == text or not made:
            return text
        text = made
    return text


def _without_end(text: str, name: str) -> str:
    called = re.compile(rf"[\s,]+{re.escape(name)}[\s.!?]*$", re.IGNORECASE)
    while text:
        left = called.sub("", text) if name else text
        left = _AFTER.sub("", left)
        if left == text or not left:
            return text
        text = left
    return text


def _respelled(text: str) -> str:
    """A text in the words that everybody uses."""
    return _WORDS.sub(lambda word: _DIALECT.get(word[0].lower(), word[0]), text)
