"""Notes, in the user's own words."""

from __future__ import annotations

import re
from datetime import UTC
from typing import Annotated

from voice_assistant.everyday import Change, Note
from voice_assistant.skills import Option, Question, Situation, Steps, keep, skill
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.likeness import meant
from voice_assistant.skills.values.numbers import read_number
from voice_assistant.skills.wording import either, ordinal, to_you

READ_ALOUD = 7
"""Notes that are read; how many more there are is said."""

LABEL = 6
"""Words of a note by which it is told from others."""

_EDGES = " \t\n.,!?;:\"'‘’“”-"
_BEFORE = re.compile(
    r"^(?:that|saying|which says|this|down|to self|to myself|for me|of|about the fact that|about)\b[\s:,]*",
    re.IGNORECASE,
)
_NO_NOTE = re.compile(
    r"^(?:(?:the )?(?:irony|difference|similarity)|it|that|this|something|a note|the|and|is|was|to|of|me"
    r"|us|how|what"
    r"|why|who|book|books|pad|taking|taker|worthy)$"
    r"|^(?:is|was|were|are|has|had|will|would|can|could|who|whom|in class|book|paper|pad|of (?:what|who"
    r"|whom|it)|from (?:him|her|them|the|my|a)|how (?:the|he|she|they|much they))\b"
    r"|.*\b(?:i'll|i|i'd|let me|to|and|you|i can|i could|can)$"
    r"|^(?:in|on|at|under|from|by|to|off) (?:the |my |a |his |her )?\w+$",
    re.IGNORECASE,
)
_LAST = frozenset("last latest newest recent".split())
_WHICH = re.compile(
    r"^(?:(?:the|my|that|most|very|note|number|one)\s+)*(?P<which>.+?)(?:\s+(?:note|one|i made|i took))*$",
    re.IGNORECASE,
)


def _note(said: str) -> str | None:
    """What is to be noted, without "that" before it; None where it is nothing yet."""
    text = said.strip(_EDGES)
    while bare := _BEFORE.match(text):
        text = text[bare.end() :].strip(_EDGES)
    return None if not text or _NO_NOTE.match(text) else text


Noted = Annotated[
    str, Slot("text", lambda said, _: _note(said), "what a note says", "the bins are full", free=True)
]


@skill(
    "take a note that {text}",
    "[<may_do>|<wish_to>|go ahead and] <begin_note> [me|us] [down] (a|another|the|one|this|this as a|down "
    "a|that in a|it as a|me a) [new|quick|short|little|brief|small|mental] "
    "(note|memo) [(to self|to myself|for me|down|for myself|for us|for later|here)] [(saying|that says|"
    "that|which says|with|about|of|on|reading|with the "
    "text|to|to say|which reads|that reads|stating|it says|as follows|containing|to the effect that|for)] "
    "{text}",
    "(i want|i need|i'd like|i would like|give me|let me have|can i have|new|another|quick|add) [a] [new|"
    "quick] (note|memo) [(to self|to myself|for me|down|for "
    "myself)] [(saying|that says|that|which says|with|about|of|on|reading|with the text|to)] {text}",
    "note [(down|to self|to myself|for me|for myself|for later|this|as follows)] [that] {text}",
    "note (that|down|down that|to self|this down|the following|this|to self that|for me that|it down that|"
    "please that) {text}",
    "(write|jot|put|take|get|scribble|note|set|pen) [(this|that|it|the following|something|a few words)] "
    "down [(that|for me|this|in my notes|please|in a note|for later|as a note|for me that)] {text}",
    "(write|jot|put|scribble|get|note|set) down [(that|this|for me|in my notes|for me that|the following|"
    "please that|in my notes that|the fact that)] {text}",
    "(write|jot|put|note) (this|the following) (for me|as a note|in my notes|in the notes|to my notes|"
    "please) {text}",
    "(add|put|write|save|keep|store|include|jot|note|record|log|enter|jot down|write down|put down|note "
    "down) [this|the following] (to|in|into|among|on|under) [my|the] "
    "(notes|notebook|notepad) [that|this|please] {text}",
    "(add|put|write|save|keep|store|jot down|write down|note down|record|note|jot|get|log|enter|include|"
    "stick|pop) {text} [down] (to|in|into|on|as|among|under) [my|the|a|your] (notes|note|"
    "notebook|notepad|note book|memo)",
    "(new note|note to self|memo|new memo|make a memo|take a memo|for my notes|for the notes|memo to self|"
    "note for me|note for later|my note|another note|quick note|a note|one more "
    "note|note to myself|memo to myself|for the record|in my notes|to my notes|add to my notes|take this "
    "down|write this down|jot this down|note this|note this down|take "
    "note|take note please|here's a note|here is a note|a note to self|a quick note|a note for me) [that|"
    "saying|write|put] {text}",
    "(dictate|i want to dictate|let me dictate|record) a note {text}",
    "(i|we) (want|need|would like|'d like) to (note|write down|take a note|make a note|jot down|have it "
    "noted|put on record|leave a note|add a note|have a note) [(that|of|about|saying)] {text}",
    "(i want|i'd like|i need|i would like) (it noted|a note made|noted|a note taken|it written down|it on "
    "record|it put down|this noted|you to note) [down] [that|of|saying] {text}",
    "(let it be|let this be|please have it|have it|have this|be it) (noted|written down|recorded) [down] "
    "that {text}",
    "{text} (note that down|make a note of that|write that down|jot that down|take a note of that|note "
    "that|make a note of it|write it down|note it down|put that in my notes|jot it down|take that down|"
    "add that to my notes|put it in my notes|take note of that|keep a note of that|put that down|save "
    "that as a note|keep that as a note|save it in my "
    "notes|put that in a note|note this down|write this down|take a note of it|keep a note of it)",
    "<begin_note> (a|another|the|one|me a|this|a new|a quick|a short|this as a|down a|me another|a "
    "little) (note|memo) [(for me|to self|for myself)]",
    "(new note|note|a note|another note|i want to (take|make|write) a note|write something down|write this down|"
    "note something|note this down|take this down|note down|jot something down|jot this down|i need to ("
    "write something down|note something down|make a note|take a "
    "note)|i'd like to (make|take|leave) a note|open a [new] note|start a [new] note|memo)",
    effects=("everyday",),
)
def take_note(situation: Situation, text: Noted) -> Steps:
    """Take a note."""
    say = situation.language.phrase
    if any(note.text.casefold() == text.casefold() for note in situation.everyday.notes):
        yield say("skill.note_there", text=to_you(text))
        return
    note = Note(text, situation.now.astimezone(UTC))
    yield keep(say("words.note", text=_label(note)), Change(None, note))
    yield say("skill.note_taken", text=to_you(text))


@skill(
    "read my notes",
    "<hear> [me] [about|what's in|what is in] <my_notes> [(to me|with me|out|out loud|aloud|back|back to "
    "me|for me|again|through|<for_good>)]",
    "go <my_notes> (through|over) [with me]",
    "(read|<hear>|take|run|go) <my_notes> (out|out loud|aloud|back|back to me|through|through with me|"
    "over|to me)",
    "[<inquire>] <what_is> [there|written|noted|down|saved|kept|left|all|currently|still|stored] (in|on|"
    "inside|among) (my|the|those|your) (notes|note|notebook|notepad|memos|note book) [so far|now|at the "
    "moment]",
    "[<inquire>] <what_is> (my|the) (notes|note|memos|last note|latest note|most recent note)",
    "[<inquire>] what (do|does|did|is|are) (my|the) (notes|note|memos|notebook) (say|contain|include|hold|"
    "tell me|read|about|look like|show)",
    "[<inquire>] what (my|the) (notes|note|memos|notebook) (say|says|contain|contains|are|is)",
    "[<inquire>] (what|which|how many) [all|other|sort of|kind of] (notes|note|memos) (do i have|have i "
    "[got|made|taken|written|left|saved|noted]|did i (make|take|write|leave|save)|are there|do "
    "you have|have you [got|taken|kept|saved|stored]|i have|i've got|i made|i took|i've made|i've taken|"
    "you have|you've got|there are|i have made|are (saved|stored|in there|there|on file|left|kept)) "
    "[<in_hand>]",
    "[<inquire>] what [all|else] (did|have|had) (i|we|you) [got|put|have] [all|just] (note|noted|write|"
    "written|jot|jotted|taken down|take down|put down|made a note of|make a note of|wrote|in|saved in|"
    "kept in|put in|get "
    "in|saved|scribbled|recorded|down) [down] [in|as|among|for|of] [my|me] [notes|note] [(so far|before|"
    "today|yesterday|already|lately|for me|down|in my notes|as notes|this week|earlier|of "
    "mine|recently)]",
    "<hear> [me|back|to me|out|out to me|us|back to me] (what|everything|all|anything|whatever|all that|"
    "the things|the stuff|everything that|all the things) (i|you|we|i've|i have|you've|we've|you have) "
    "[have] "
    "(noted|wrote|written|have noted|have written|jotted|made a note of|put down|note|took down|taken "
    "down|got in my notes|got noted|have in my notes|scribbled|put in my notes|got written) [down] [for "
    "me|so far|today|earlier|in my notes|lately|yesterday]",
    "[<inquire>] what i (noted|wrote|wrote down|noted down|jotted down|have noted|have written down|have "
    "in my notes|made a note of|took down|put in my notes|put down) [earlier|today|so far|yesterday|"
    "lately]",
    "[<inquire>] [if|whether] (do i|did i|have i|have we|do we|do you|have you|are there|is there|did you|"
    "i have|there are|i've) [have|make|take|get|got|write|made|taken|written|leave|left|save|saved|keep|"
    "kept|still have] [any|a|some] "
    "[saved|other|more] (notes|note|memos) [(for me|of mine|saved|written|stored|in there|left|anywhere|"
    "made|on file|at all|taken|down|lately|today|here|so far)]",
    "any notes [<in_hand>]",
    "(read|<tell>|<hear>) [me] (the|my) [(last|latest|newest|most recent|first|only|previous)] (note|"
    "memo) [(to me|out|i (took|made|wrote|left)|again|back|aloud|out loud)]",
    "(list|notes|my notes|the notes|all notes|all my notes|notes list|list of notes|my memos|note list|"
    "memos) [(my notes|please|overview|list|read out|aloud|read them|read them out|read them to me|what "
    "do they say|let me hear them|let's hear them|show "
    "me|show them|what's in them|could you read them|can you read them|out loud|what's there|have a look|"
    "what have i got|can i hear them)]",
    "[the] contents of my (notes|notebook)",
)
def read_notes(situation: Situation) -> Steps:
    """Read the notes."""
    say, notes = situation.language.phrase, situation.everyday.notes
    if not notes:
        yield say("skill.no_notes")
    elif len(notes) == 1:
        yield say("skill.note_only", text=to_you(notes[0].text))
    else:
        yield say("skill.notes", count=len(notes))
        for place, note in enumerate(notes[:READ_ALOUD], 1):
            nth = ordinal(situation.language, place).capitalize()
            yield say("skill.note", nth=nth, text=to_you(note.text))
        if len(notes) > READ_ALOUD:
            yield say("skill.notes_more", more=len(notes) - READ_ALOUD)


@skill(
    "delete the note about {text}",
    "<scrap> [out] <a_note> <made_note> <about> {text}",
    "<scrap> (the|my|that|this) {text} (note|memo) [<after_all>|<for_good>]",
    "<scrap> note [number] {text}",
    "<scrap> <a_note> {text}",
    "<scrap> {text} (from|out of|off|in) (my|the) (notes|notebook|notepad)",
    "<scrap> (what|the thing|the bit|whatever|everything|all) [that] (i|you|i've|you've) (noted|wrote|"
    "wrote down|noted down|jotted down|put down|written|made a note of|written down|put) [down] (about|on|"
    "of|regarding) {text}",
    "(from|in|out of) my notes <scrap> [out] [the (one|note|bit|entry|thing|part) <about>] {text}",
    "<scrap> (the|that|my) (one|bit|entry|part|thing) <about> {text} (in|from|out of|among) (my|the) notes",
    "(<unneeded>|<no_need>) <a_note> <made_note> <about> {text} [<after_all>] [<scrap_it>|<bin> it]",
    "(<unneeded>|<no_need>) (the|my|that|this) {text} (note|memo) [<after_all>] [<scrap_it>|<bin> it]",
    "<a_note> <made_note> <about> {text} (<can_go>|can be deleted|is done|should go) [<after_all>] "
    "[<scrap_it>|<bin> it]",
    "<a_note> <made_note> <about> {text} (<scrap_it>|<bin> it)",
    "(the|my|that|this) {text} (note|memo) (<can_go>|<scrap_it>|<bin> it) [<after_all>] [<scrap_it>|<bin> "
    "it]",
    "(i want|i'd like|have|get|i need|make|i would like|take|throw|chuck|put) <a_note> <made_note> "
    "<about> {text} [to be] <gone>",
    "(i want|i'd like|have|get|i need|make|i would like|take|throw|chuck) (the|my|that|this) {text} (note|"
    "memo) [to be] <gone>",
    "<scrap> (a|one|one of my|the|my|that|this) note",
    effects=("everyday",),
    ask_first=True,
)
def delete_note(situation: Situation, text: Noted = "") -> Steps:
    """Delete a note."""
    say, notes = situation.language.phrase, situation.everyday.notes
    hits = _meant(text, situation) if text else notes
    if not notes:
        yield say("skill.no_notes")
    elif not hits:
        yield say("skill.note_unknown", text=to_you(text))
    elif len(hits) > 1:
        labels = [_label(note) for note in hits]
        options = tuple(Option(label, note.text) for label, note in zip(labels, hits, strict=True))
        question = say("ask.which_note", options=either(situation.language, labels[:READ_ALOUD]))
        yield Question(question, "delete_note", (), "text", options)
    else:
        yield keep(say("words.note", text=_label(hits[0])), Change(hits[0], None))
        yield say("skill.note_deleted", text=_label(hits[0]))


@skill(
    "delete all my notes",
    "<scrap> [out] (<my_notes>|every [single|last] (note|one of my notes|memo)|notes|everything [that's|i "
    "have|i've got] (in|from) [my|the] notes|each and every note|each note|the "
    "lot of my notes|each of my notes|the contents of my (notes|notebook)) [(i (made|took|have|ever made|"
    "wrote|have made)|you have|completely|<for_good>|<after_all>)] [<scrap_it>]",
    "<scrap> [out] (my|the) (whole|entire) (notebook|notepad)",
    "<scrap> (everything|all|all that|all the things|whatever|anything) [that] (i|i've|i have|you|you've) "
    "(noted|written|jotted|wrote|noted down|written down|jotted down|made a note of|put in my notes|put) "
    "[down]",
    "(empty|clean out) my (notes|notebook)",
    "(throw|chuck|get|take|clear|put|sling|turn) [<all>] [(my|the)] notes (away|out|off|down)",
    "(<unneeded>|no|no more|i want no|i'd like no|i no longer need|there (should|must) be no) [any of|any|"
    "more|further|all] [of] [the|my|these|those] notes [left|whatsoever|please|saved|kept] [<after_all>|"
    "<for_good>] [<scrap_it>]",
    "[<all_of>|all|the|my|these|those] notes <can_go> [<after_all>|<for_good>] [<scrap_it>]",
    "[<all_of>|all|the|my|these|those] notes <scrap_it>",
    "[<all_of>] notes (away|off|gone|out) [please]",
    "(every|each) [single|last] [one of] [my|the] (note|notes) (<can_go>|<scrap_it>)",
    "(i want|i need|i'd like|i would like|make|have|get|we want) [<all_of>|all|the|my|every] (notes|note|"
    "notebook) [to be] (<gone>|to go away)",
    "(start|begin) (afresh|over|again|fresh|anew|from scratch) with (my|the) notes",
    "(make sure|ensure|see to it) [that] [there are no|no] [all|all my] notes [are] (left|saved|kept|<gone>)",
    effects=("everyday",),
    ask_first=True,
)
def delete_all_notes(situation: Situation, sure: bool = False) -> Steps:
    """Delete all notes."""
    say, notes = situation.language.phrase, situation.everyday.notes
    if not notes:
        yield say("skill.no_notes")
    elif not sure:
        asked = (
            "ask.sure_note"
            if len(notes) == 1
            else "ask.sure_two_notes"
            if len(notes) == 2
            else "ask.sure_notes"
        )
        yield Question(say(asked, count=len(notes)), "delete_all_notes", (("sure", True),))
    else:
        yield keep(say("words.notes"), *(Change(note, None) for note in reversed(notes)))
        yield say("skill.notes_deleted")


def _meant(text: str, situation: Situation) -> tuple[Note, ...]:
    """The notes that a few words mean: by their place in the row, or by their own words."""
    notes, ordinals = situation.everyday.notes, situation.language.variants("words.ordinals")
    found = _WHICH.match(text)
    which = found["which"].lower() if found else text.lower()
    if which in _LAST:
        return notes[-1:]
    number = ordinals.index(which) + 1 if which in ordinals else read_number(which)
    if isinstance(number, int) and 1 <= number <= len(notes):
        return (notes[number - 1],)
    return meant(text, notes)


def _label(note: Note) -> str:
    """The first words of a note."""
    words = to_you(note.text).split()
    return " ".join(words[:LABEL]) + (" …" if len(words) > LABEL else "")
