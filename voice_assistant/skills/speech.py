"""What was said: again, letter by letter, or no more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from voice_assistant.skills import Situation, Steps, keep, skill
from voice_assistant.skills.ringing import dismissal
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.speech_sentences import REPEAT, SPELL, STOP, TELL_HEARD

_NOT_SPELLED = frozenset(
    """it that this them out a an the me you him her us my your what how to is of on which who something anything one
    well better right correctly properly words word""".split()
)
_AROUND = re.compile(
    r"^(?:(?:the )?(?:word|name)s? |how )+|[\s,]+(?:correctly|properly|right|in english|out)$", re.IGNORECASE
)
_NUMBER = re.compile("[0-9]{1,2}")
"""Spelled as a word; of a longer one its digits are said."""
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_EDGES = " \t\n.,!?;:\"'‘’“”"


def _word(said: str) -> str | None:
    """A word or a name to be spelled, or None."""
    text = _AROUND.sub("", said.strip(_EDGES)).strip(_EDGES)
    words = text.split()
    if not words or len(words) > 3 or _NOT_SPELLED.intersection(text.lower().split()):
        return None
    return text if any(sign.isalnum() for sign in text) else None


Word = Annotated[str, Slot("word", lambda said, _: _word(said), "a word or a name", "necessary", free=True)]


@skill(*REPEAT)
def repeat(situation: Situation) -> Steps:
    """Say the last reply again."""
    yield situation.last_reply or situation.language.phrase("skill.nothing_to_repeat")


@skill(*SPELL)
def spell(situation: Situation, word: Word) -> Steps:
    """Spell a word."""
    text = _in_words(int(word)) if _NUMBER.fullmatch(word) else word.lower()
    letters = [sign if sign.isalnum() else "'" for sign in text if sign.isalnum() or sign in "'’"]
    spoken = [situation.language.phrase("words.apostrophe") if sign == "'" else sign for sign in letters]
    yield ", ".join(spoken) + "."


@skill(*STOP, effects=("everyday",))
def stop(situation: Situation) -> Steps:
    """Be quiet; silence what rings."""
    if situation.everyday.ringing:
        silence = keep(situation.language.phrase("words.ringing"), *dismissal(situation.everyday))
        yield replace(silence, undo=None)  # "undo" must not make it ring again


@skill(*TELL_HEARD)
def tell_heard(situation: Situation) -> Steps:
    """Say what was understood before this."""
    if situation.heard:
        yield situation.language.phrase("skill.heard", words=situation.heard.strip().rstrip(".?!"))
    else:
        yield situation.language.phrase("skill.heard_nothing")


def _in_words(number: int) -> str:
    """A number below a hundred as one writes it: "forty-two"."""
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
