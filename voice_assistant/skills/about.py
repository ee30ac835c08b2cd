"""What the assistant is and can do: facts, so that no language model invents them."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill
from voice_assistant.skills.about_sentences import TELL_ABILITIES, TELL_NAME, TELL_VERSION
from voice_assistant.skills.inside_sentences import TELL_MODEL
from voice_assistant.skills.privacy_sentences import TELL_PRIVACY, TELL_STORED
from voice_assistant.skills.wording import join

_DELETE_ALL = (
    "(delete|erase|wipe|clear|remove|destroy|purge|get rid of) [absolutely] (everything|it all)",
    (
        "(delete|erase|wipe|clear|remove|destroy|purge|get rid of) [(all|all of)] [(the|my|our|your)] [(personal|"
        "stored|saved|private)] (data|information|info|stuff|records) [(of mine|about me|on me|you (have|keep|"
        "stored|saved))]"
    ),
)
"""Too much for one word: it is told what there is, and what would delete it."""


@skill(*TELL_ABILITIES)
def tell_abilities(situation: Situation) -> Steps:
    """Say what it can do by itself."""
    yield situation.language.phrase("skill.abilities")


@skill(*TELL_PRIVACY)
def tell_privacy(situation: Situation) -> Steps:
    """Say what becomes of what is said."""
    yield situation.language.phrase("skill.privacy")


@skill(*TELL_STORED, *_DELETE_ALL)
def tell_stored(situation: Situation) -> Steps:
    """Say what it keeps and where, and how it is deleted."""
    yield situation.language.phrase("skill.stored")
    kept = _kept(situation)
    if kept:
        yield situation.language.phrase("skill.stored_now", things=join(situation.language, kept))
        yield situation.language.phrase("skill.stored_deleting")


@skill(*TELL_NAME)
def tell_name(situation: Situation) -> Steps:
    """Say what it is called, and what it is."""
    yield situation.language.phrase("skill.name", name=situation.identity.name)


@skill(*TELL_MODEL)
def tell_model(situation: Situation) -> Steps:
    """Say which models it runs on."""
    say, me = situation.language.phrase, situation.identity
    if me.stt:
        yield say("skill.model_hearing", model=me.stt)
    if me.llm:
        yield say("skill.model_thinking", model=me.llm)
    else:
        yield say("skill.model_none")
    if me.tts:
        yield say("skill.model_speaking", model=me.tts)


@skill(*TELL_VERSION)
def tell_version(situation: Situation) -> Steps:
    """Say which version it is."""
    me = situation.identity
    if me.version:
        yield situation.language.phrase("skill.version", name=me.name, version=me.version)
    else:
        yield situation.language.phrase("skill.version_unknown")


def _kept(situation: Situation) -> list[str]:
    """What is kept now, by kind: "three notes"."""
    kept, language = situation.everyday, situation.language
    counts = (len(kept.alerts), len(kept.items), len(kept.notes), len(kept.facts))
    return [
        language.variants("words.kept_one" if count == 1 else "words.kept", n=count)[kind]
        for kind, count in enumerate(counts)
        if count
    ]
