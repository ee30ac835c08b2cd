"""The things in an enumeration, and the list that they go on: "a lemon, salt and pepper and two litres of milk"."""

from __future__ import annotations

import re

from voice_assistant.skills.values.goods import apart, is_good

MOST = 20
"""Things that are put on a list at once."""

_PAIRS = (
    "mac and cheese, macaroni and cheese, salt and pepper, salt and vinegar, fish and chips, half and half, "
    "gin and tonic, rum and coke, cookies and cream, sweet and sour, cheese and onion, peas and carrots, "
    "peanut butter and jelly, ham and cheese, oil and vinegar, pork and beans, sage and onion, pick and mix, "
    "head and shoulders, black and white, arts and crafts, nuts and bolts, bits and pieces, mum and dad, "
    "bed and breakfast, mom and dad, rock and roll, strawberries and cream, bubble and squeak"
)
"""Stay whole."""

_PAIR = re.compile(rf"\b(?:{_PAIRS.replace(', ', '|')})\b", re.IGNORECASE)
_GLUE = "\0"
"""Stands for the spaces of a pair, while the text is split."""

_ERRAND = frozenset(
    """answer ask assemble book bring build buy call cancel change charge check choose clean clear collect cook copy
    cut decorate defrost deliver do drive drop dust email empty fetch fill find finish fix fold get give go hang help
    hoover install invite iron learn mail make meet message mop mow move order organise organize pack paint pay phone
    pick plan plant play post practise practice prepare print put read remove rent renew repair replace reply return
    review ring run schedule sell send sew sign sort start study sweep take talk tell text throw tidy try update vacuum
    visit walk wash watch water wipe wrap write""".split()
)
"""How an errand begins: "call mum and dad" is one thing, "call mum and pay the rent" are two."""

_ALSO_THINGS = frozenset(
    "book charge clean copy drive drop dust fetch fix hang iron mail mop paint pack phone plan plant play "
    "post print "
    "ring run sort study text water wash wrap wipe watch".split()
)
"""Errands only where the thing that they are about follows: "water the plants", but "water bottles"."""

_ARTICLE = re.compile(
    r"^(?:(?:the|some|more|any|another|also|my|our|an?(?! (?:few|couple|bit|lot|little|dozen|half)\b| \w+ of\b))\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]+(?:too|also|as well|instead|please|again|for me|if you can|would you|and|or)$", re.IGNORECASE
)
_COMMA = re.compile(
    r"\s*[,;]\s*(?:and\s+|plus\s+|or\s+)?|\s+(?:and also|and then|as well as|and|plus|&)\s+", re.IGNORECASE
)

_NONE = re.compile(
    r"^(?:it|its|them|that|this|these|those|one|something|anything|everything|nothing|all|things?|stuff"
    r"|a thing"
    r"|items?|what|which|who|whose|how|why|where|when|whether|if|is|are|was|were|does|did|has|i|i'm|i've|i'd"
    r"|we|we've|he|she|you|you're|they|it's|that's|there|there's|never|always|will|would|can|could|should"
    r"|shall"
    r"|may|might|of|to|no|not|and|or|for|that|with|me|myself|him|her|us|insult)\b(?!-)"
    r"|^(?:um+|uh+|er|hm+|hey|hi|hello|okay|ok|oh|well|so|please|now|just)\b"
    r"|^(?:do|have|had|don't|didn't) (?:i|we|you|they|he|she|not)\b"
    r"|^(?:keeps?|gets|makes|needs|seems|looks|only)\b"
    r"|^(?:read|tell|show|give|let) (?:me|us)\b"
    r"|\b(?:is|are) (?:no|not|done|finished|bought|needed|already)\b"
    r"|\b(?:is|are|was|were|am|be|the|on|to|my|onto|a|in)$|\b(?:it's|i'm|i am|there's|that's)\b",
    re.IGNORECASE,
)
"""No thing for a list, but the beginning or the end of another sentence."""

_COMMAND = re.compile(
    r"\b(?:tell|read|show|remind|wake|give) (?:me|us)\b|\bset (?:an?|the|my) (?:timer|alarm|reminder)\b"
    r"|\b(?:remove|delete|take|put|add|erase|cross|scratch|bin|throw|strike|stick|write|chuck|pop|drop"
    r"|get) (?:it|them|those|these)\b"
    r"|\b(?:have|do|did|are|should|must|can|could|shall|would|will) (?:i|we|you)\b"
    r"|\b(?:i|we) (?:want|need|would|have|am|are|must|should|got|bought|don't|do)\b"
    r"|\b(?:i'd|i'm|we're|i've|we've|i'll|we'll|don't|doesn't|isn't|aren't|let's)\b"
    r"|\b(?:to|off|from|on) (?:it|them)$|^(?:at|from|with|before|after|during|because|by|in|got|when)\b"
    r"|\w add \w|\b(?:nightmare|long|forever)$"
    r"|\b(?:so|please|then|yeah|yes|now|already) (?:please )?(?:put|take|cross|remove|delete|write|stick"
    r"|scratch|strike)\b"
    r"|^(?:i|we)(?:'ve)? (?:got )?to\b|\b(?:is|are) (?:all |nearly |almost )?(?:gone|out|empty)\b"
    r"|^(?:a )?(?:bit|pinch|dash|touch|splash)\b"
    r"|^a little (?:bit|more)\b|^a bit\b|^spell\b|\b(?:to|on|onto|off|from) (?:the |my "
    r"|our )?(?:[\w-]+ )?list\b"
    r"|^(?:also |still |really |just )*(?:want|need|like|let us|lets|add|put|include|remove|delete"
    r"|take off|cross off"
    r"|any more|no more|any|left|still|else|much|how much|how many|more stuff|to have|to put|to add"
    r"|to remove)\b"
    r"|^(?:read|show|open|check|display|see|hear|go through|look at|clear|empty|wipe)$"
    r"|^\W*(?:on|to|off|from|onto)\b",
    re.IGNORECASE,
)
"""No thing for a list, but a command with one in it."""

_ELSEWHERE = re.compile(r"\b(?:to|in|into|from|with|on|for|at|back)\b", re.IGNORECASE)

_LIST = re.compile(
    r"^(?:(?:the|my|our|your|a|an|that|this|whole|entire|complete|full|all|of|on|new)\s+)+", re.IGNORECASE
)
_NAMED = re.compile(
    r"^(?:new )?list (?:called|named|for(?: the| my| our)?|of(?: the| my)?) (.+)$", re.IGNORECASE
)
_ENDING = re.compile(r"^(.+?)(?:'s)? lists?$", re.IGNORECASE)
_BUYING = re.compile(
    r"^(?:to )?(?:buy|get|purchase|pick up|shop for)"
    r"(?: (?:today|still|tomorrow|this week|(?:at|from) the (?:shops?|stores?|supermarket)))*$"
)
_DOING = re.compile(r"^to (?:do|get done)(?: (?:today|still|this week|tomorrow))*$")
_SHOPPING = "shopping, grocery, groceries, shop, food, food shopping, grocery shopping, supermarket, market"
_TO_DO = "to do, to-do, todo, to dos, to-dos, todos, task, tasks, things to do, to do's"
_NAMES = dict.fromkeys(_SHOPPING.split(", "), "shopping") | dict.fromkeys(_TO_DO.split(", "), "to-do")
_WITHOUT_LIST = frozenset(_NAMES) - {"shop", "food", "supermarket", "market", "task"}
"""What names a list even where nobody says "list": "put milk on my shopping"."""

_NO_NAME = frozenset(
    """is are was has have had it i you he she we they and or of to with that this what which who me him her them not
    waiting price long short top hit a the on in from for never no first last black do""".split()
)


def read_items(text: str) -> tuple[str, ...] | None:
    """The things in an enumeration, without articles, amounts with their thing; None where there are none."""
    said = _tidy(text)
    if not said or _NONE.search(said) or _COMMAND.search(said):
        return None
    found = [_tidy(part) for part in _parts(said)]
    things = tuple(dict.fromkeys(thing for thing in found if thing))
    if not things or len(things) > MOST or any(len(thing.split()) > 12 for thing in things):
        return None
    return things


def read_goods(text: str) -> tuple[str, ...] | None:
    """The same where each of them is known to be something that people buy: nobody buys a hug."""
    things = read_items(text)
    return things if things and all(is_good(one) and not _ELSEWHERE.search(one) for one in things) else None


def read_list_name(text: str) -> str | None:
    """The name of a list, in small letters: "shopping" for "the grocery list"; None where no list is named."""
    said = text.lower().replace("’", "'").strip(" \t\n.,!?;:\"'")
    if _BUYING.match(said):
        return "shopping"
    if _DOING.match(said):
        return "to-do"
    bare = _LIST.sub("", said).strip(" \"'")
    if bare in _WITHOUT_LIST:
        return _NAMES[bare]
    found = _NAMED.match(bare) or _ENDING.match(bare)
    name = found[1].strip(" \"'") if found else ""
    if name in _NAMES:
        return _NAMES[name]
    words = name.split()
    return name if words and len(words) <= 3 and not _NO_NAME.intersection(words) else None


def _parts(said: str) -> list[str]:
    """The text, split where one thing ends."""
    kept = _PAIR.sub(lambda pair: pair[0].replace(" ", _GLUE), said)
    pieces = _COMMA.split(kept)
    if _begins(pieces[0]):
        joins = _COMMA.findall(kept)
        errands = [pieces[0]]
        for join, piece in zip(joins, pieces[1:], strict=True):
            if _begins(piece) or ("," in join and not _begins(errands[-1])):
                errands.append(piece)
            else:
                errands[-1] += join + piece
        pieces = errands
    else:
        pieces = [thing for piece in pieces for thing in apart(piece)]
    return [piece.replace(_GLUE, " ") for piece in pieces]


def _begins(piece: str) -> bool:
    """Whether it is an errand."""
    words = _tidy(piece).lower().split()
    if len(words) < 2 or words[0] not in _ERRAND or words[1] == "and":
        return False
    return words[0] not in _ALSO_THINGS or words[1] in (
        "the",
        "my",
        "our",
        "a",
        "some",
        "up",
        "out",
        "off",
        "for",
        "to",
    )


def _tidy(text: str) -> str:
    said = " ".join(text.replace("’", "'").split()).strip(' .,!?;:"')
    if len(said) > 1 and said[0] == said[-1] == "'":
        said = said[1:-1]
    while True:
        bare = _TAIL.sub("", _ARTICLE.sub("", said)).strip(" .,!?;:\"'")
        if bare == said:
            return said
        said = bare
