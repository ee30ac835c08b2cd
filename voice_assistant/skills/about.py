"""What the assistant is and can do: facts, so that no language model invents them."""

from __future__ import annotations

from voice_assistant.skills import Situation, Steps, skill


@skill(
    "what [all] can you do [for me]",
    "what (are you able to|do you know how to) do",
    "(what can i (say|ask) [you]|how can you help [me]|what can you help [me] with)",
)
def tell_abilities(situation: Situation) -> Steps:
    """Say what it can do by itself."""
    yield situation.language.phrase("skill.abilities")


@skill(
    "are you (recording|listening to|spying on) me",
    "(do|are) you (record|recording|keep|keeping|store|storing) [any] (me|recordings|what i say) [of me]",
    "[is] (everything|what|anything) i (tell you|say) [is] (private|recorded|sent anywhere|stored)",
    "is this [conversation] private",
    "(who|who else) (can|could) (hear|listen to) (me|us|this)",
    "(does|is) (this|anything i say|what i say) (go|sent) [to] [the] (internet|cloud)",
)
def tell_privacy(situation: Situation) -> Steps:
    """Say what becomes of what is said."""
    yield situation.language.phrase("skill.privacy")
