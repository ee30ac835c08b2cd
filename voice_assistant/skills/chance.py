"""Leaving something to chance: a number, dice, a coin, one of several options."""

from __future__ import annotations

import random
from typing import Annotated

from voice_assistant.skills import Situation, Steps, skill, wording
from voice_assistant.skills.figures import figure
from voice_assistant.skills.kinds import Count
from voice_assistant.skills.slots import Slot
from voice_assistant.skills.values.dice import Dice, read_dice
from voice_assistant.skills.values.options import read_options
from voice_assistant.skills.values.ranges import Range, read_range

chance: random.Random = random.SystemRandom()
"""Where everything here comes from; a test puts one in its place that it can foresee."""

MOST_DICE = 20
MOST_SIDES = 1000

Options = Annotated[
    tuple[str, ...],
    Slot("options", lambda said, _: read_options(said), "what there is to choose from", "tea and coffee"),
]
Numbers = Annotated[
    Range | None,
    Slot("between", lambda said, _: read_range(said), "the lowest and the highest number", "one to ten"),
]
SomeDice = Annotated[
    Dice, Slot("dice", lambda said, _: read_dice(said), "dice, and how many sides", "two dice")
]


@skill(
    "give me a random number",
    "<ask_number> <any_number>",
    "[a|one|some|any] [lucky] random (number|integer|whole number) [please|generator|for me|now]",
    "[<ask_number>] <any_number> <num_from> {low} <up_to> {high}",
    "[<ask_number>] <any_number> <num_from> {between}",
    "[<ask_number>] <any_number> [that's|that is|which is] (up to|not (above|over|bigger than|higher "
    "than|more than)|no (higher|bigger|more|larger|greater) than|at most|below|under|less than|smaller "
    "than|with a maximum of|to a maximum of|max|out of) {high}",
    "(<ask_number>|random|randomly|random one) [something|anything|randomly|one|me something|any|at "
    "random] (between|from|in the range) {low} <up_to> {high}",
    "(random|lucky) [number|integer|one] [between|from] {low} <up_to> {high}",
    "random [number|integer|one] [between|from|in] {between}",
    "[<ask_number>] <any_number> [between|from] {low} <up_to> {high} [at random|randomly|by chance]",
)
def random_number(situation: Situation, low: Count = 1, high: Count = 100, between: Numbers = None) -> Steps:
    """Say a random number."""
    if between is not None:
        low, high = between.low, between.high
    number = chance.randint(min(low, high), max(low, high))
    yield situation.language.phrase("skill.random_number", number=figure(situation.language, number).text)


@skill(
    "roll {dice}",
    "<chance_it> [me|us|again] {dice} [for (me|us)|again|now|once|one more time|once more]",
    "[<ask_for>|give (me|us)|do|i need|make|let's have|let's do|have|take|what about|how about] (<a_roll> "
    "{dice}|a dice roll|a roll of the dice|one roll of {dice}|another roll|a die roll|a dice throw|a "
    "throw) [for me|please]",
    "[<ask_for>] [a|my|the|one] (dice|die) (roll|throw) [please|for me]",
    "<chance_it> (them|the dice|dice|for me|for us|some dice|one)",
    "what (do|did|would|will|have) i (roll|get|throw|rolled|thrown) (with|on) {dice}",
    "[let's see|see|show me|tell me|let me see] what {dice} (give|gives|say|come "
    "to|show|bring|brings|says|come up with)",
    "(let|have) {dice} (decide|roll|fall|tumble)",
    "(give|let's give) (the|a) (dice|die) a (roll|throw|shake|toss)",
    "(<ask_for>|get me|give (me|us)) {dice} (rolled|thrown|cast|roll)",
    "(<ask_for>|have) {dice} [to be] (rolled|thrown|cast) [for me]",
    "{dice} (please|roll|go|rolled|for me)",
)
def roll_dice(situation: Situation, dice: SomeDice = Dice()) -> Steps:  # noqa: B008 - it is frozen
    """Roll dice."""
    count, sides = dice.count or (0 if dice.count == 0 else 1), 6 if dice.sides is None else dice.sides
    if not 1 <= count <= MOST_DICE or not 2 <= sides <= MOST_SIDES:
        yield situation.language.phrase("skill.dice_range", dice=MOST_DICE, sides=f"{MOST_SIDES:,}")
        return
    rolled = [chance.randint(1, sides) for _ in range(count)]
    numbers = wording.join(situation.language, [str(number) for number in rolled])
    if count == 1:
        yield situation.language.phrase("skill.die", number=numbers)
    else:
        yield situation.language.phrase("skill.dice", numbers=numbers, total=sum(rolled))


@skill(
    "flip a coin",
    "[<chance_it>] <flip> [a|the|that|me a|us a|one|my|this] coin [for (me|us)|again|in the air|now|once|up]",
    "<lets> <flip> [a|the|that|me a|us a|one|my|this] coin [for (me|us)|again|in the air|now|once|up]",
    "i (want|need|'d like|would like) you to <flip> [a|the] coin",
    "([<ask_for>|do|make|let's do|let's have|have|what about|how about] (a|one|another|me a|us a|the) "
    "[quick] (coin flip|coin toss|flip of a coin|toss of a coin|flip|throw of the coin|coin throw|flip of "
    "the coin|toss of the coin)) [please|for me]",
    "[a] (coin flip|coin toss|coinflip|toss up|coin throw)",
    "[<ask_for>|call|do|play|give me|is it|will it be|which is it|toss up|let's do|let's play|say|tell "
    "me|pick|choose|so|flip for] <coin_side> [for (me|us)|then]",
    "<flip> [me|us] <coin_side> [for (me|us)]",
    "(give|let's give) (the|a) coin a (flip|toss|spin)",
    "(<ask_for>) (a|the) coin [to be] (flipped|tossed|thrown|spun)",
    "[(we|i) (can't|cannot) (agree|decide) [on this|<who_begins>]] (let|have) (a|the) coin <decide_it> "
    "[it|this|for (me|us)] [flip|toss|throw it|flip it|throw one]",
    "[<lets>] <decide_it> [it|this|that] (by|with|on|using) (a coin|a coin flip|a coin toss|the flip of a "
    "coin|the toss of a coin|a flip of a coin)",
)
def flip_coin(situation: Situation) -> Steps:
    """Flip a coin."""
    yield chance.choice(situation.language.variants("skill.coin"))


@skill(
    "choose between {options}",
    "<choose_one> (between|among|from|from among|one of|one from|any of|either|out of) {options} [for "
    "(me|us)]",
    "[randomly|just|please|you] (choose|pick|select|name|take|draw|decide on) (one|one for (me|us)|for "
    "(me|us)|randomly|at random|any|one at random|us one|me one) [of|from|out of|between|among] {options}",
    "(choose|pick|select|decide) (randomly|at random) (between|from|one of|one|among) {options}",
    "[randomly] (choose|pick|select) [me|us] (someone|somebody|a person|something|a name|a winner|a "
    "volunteer) [randomly|at random] (out of|from|between|among|from among) {options}",
    "(choose|pick|select) [me|us] a random (one|option|thing|item) (from|of|between|among|out of) {options}",
    "(you|randomly|at random) <choose_one> [between|from|one of|one|for me] {options}",
    "let (chance|fate|luck|the dice|randomness) (decide|choose|pick) [between|for (me|us)] {options}",
    "[<lets>] (leave|put) it to (chance|fate|luck|you) {options}",
    "{options} (choose|pick)",
    "{options} [just|please|well|so|now|come on|go on|ok] <your_pick>",
    "{options} <should_i>",
    "{options} [just] (choose|pick|select|decide) [one|for] [one|one of them|for (me|us)|randomly|at random]",
    "{options} <flip> a coin",
    "<should_i> {options}",
    "<should_i> {options} <your_pick>",
    "which (one|of them|of these|of those|of the two) (do|would|should|shall) (you|i|we) [rather] "
    "(pick|choose|take|go for|have|say) {options}",
    "would you [rather] (pick|choose|take|go for|recommend) {options}",
    "(tell|advise) (me|us) (which|what|which one|where|what one) [of these] [to|should i|i should|we "
    "should|should we] (take|have|do|get|pick|choose|wear|eat|watch|go for|order) {options}",
    "(which|what) (is it|is it going to be|will it be|is it to be|should it be) {options}",
    "(what's|whats) it (going to be|gonna be|to be) {options}",
    "(choose|decide) {options} [for (me|us)]",
    "decide (for (me|us)|whether [(i|we) should]|if (i|we) should) {options}",
    "(pick|select) {options} (for (me|us)|at random|randomly)",
    "(make|take) (a|the|my|our|this) (choice|decision|pick) [for (me|us)] [between|from|of] {options}",
    "your (choice|pick|call|decision) {options}",
    "{options} (let|make|have) (you|chance|fate|luck|a coin) (decide|choose|pick)",
    "{options} (let's leave it to|leave it to) (you|chance|fate|luck)",
    "{options} make (a|the|my|our) (choice|decision|pick) [for (me|us)]",
    "(help me|help us) [to] (choose|decide|pick|select) [between|from|on] {options}",
    "(choose|pick|decide) (something|one|one of them) for (me|us)",
)
def choose(situation: Situation, options: Options) -> Steps:
    """Choose one of several options by chance."""
    yield situation.language.phrase("skill.choose", option=chance.choice(options))
