"""Verbs as they stand in a command: "telling me the time" and "told me the time" are "tell me the time"."""

from __future__ import annotations

_VERBS = """add adjust answer bring calculate call cancel change check choose clear convert count cut delete describe
discard double drop empty erase explain extend find flip forget get give go have hold include increase keep knock let
list look lower make mark mute note pause pick play pop pull put raise read recall reduce remember remind remove repeat
reset restart resume roll run save say scrap send set show shut silence skip sleep snooze speak speed spell start stick
stop store switch take talk tell throw tick time toss turn undo unmute use wake wipe work write slow jot decide delay
draw name quit reverse restore share shush split strike lengthen shorten remove add record revert crank quieten quiet
whisper be fetch cross hush click begin select stay turn""".split()
_DOUBLED = frozenset(
    "cut drop flip forget get knit let run set shut skip slip stop strip pop put quit split jot begin".split()
)
_PAST = {
    "began": "begin", "brought": "bring", "chose": "choose", "cut": "cut", "drew": "draw",
    "forgot": "forget", "found": "find", "gave": "give", "got": "get", "had": "have", "held": "hold",
    "kept": "keep", "let": "let", "made": "make", "put": "put", "ran": "run", "read": "read", "said": "say",
    "sent": "send", "set": "set", "shut": "shut", "slept": "sleep", "split": "split", "spoke": "speak",
    "spelt": "spell", "sped": "speed", "struck": "strike", "stuck": "stick", "threw": "throw",
    "took": "take", "told": "tell", "undid": "undo", "went": "go", "were": "be", "was": "be",
    "woke": "wake", "wrote": "write",
}  # fmt: skip


def _forms(verb: str) -> tuple[str, str]:
    """The form with "-ing", and the regular past."""
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing", f"{verb}{verb[-1]}ed"
    if verb.endswith("e") and verb != "be":
        return f"{verb[:-1]}ing", f"{verb}d"
    return f"{verb}ing", f"{verb}ed"


_COMMANDS = {form: verb for verb in _VERBS for form in _forms(verb)} | _PAST


def commanded(text: str) -> str | None:
    """A text that begins with a verb as somebody else does or did it, as a command; None where it does not."""
    first, _, rest = text.partition(" ")
    verb = _COMMANDS.get(first.lower())
    return None if verb is None else f"{verb} {rest}".rstrip()
