"""What people put on a shopping list: enough to hear where one thing ends and the next begins, and that it is one."""

from __future__ import annotations

_PLURAL = frozenset(
    """
    almonds anchovies apples apricots artichokes aubergines avocados bagels bananas batteries beans
    beers beetroots berries biscuits
    blueberries bulbs buns burgers candles carrots cherries chillies chips chops cookies courgettes
    crackers crisps croissants cucumbers dates diapers doughnuts eggs envelopes figs filters flowers
    grapefruits grapes herbs lemons lentils limes mandarins mangoes mangos matches melons muffins
    mushrooms nappies napkins nectarines noodles nuts oats olives onions oranges pancakes parsnips peaches
    peanuts pears peas peppers pineapples plums potatoes prawns pretzels pumpkins radishes raisins
    raspberries rolls sardines sausages scones spices sponges stamps steaks strawberries sweets tablets
    sprouts swedes turnips leeks crumpets wafers plasters screws nails pegs pencils pens candles scones pasties pies
    tangerines tissues tomatoes tortillas towels walnuts wipes yoghurts yogurts zucchinis
    """.split()
)

_MASS = frozenset(
    """
    ale antifreeze asparagus bacon basil beef bleach bread broccoli butter cabbage cake cauliflower celery cereal
    champagne cheddar cheese chicken chocolate cinnamon cider cocoa coffee coke conditioner coriander corn
    couscous cream detergent fish flour food garlic gin ginger granola ham honey hummus jam juice kale
    ketchup lamb lemonade lettuce margarine marmalade mayo mayonnaise meat milk mince mint mozzarella
    muesli mustard oatmeal oil oregano paper paprika parmesan parsley pasta pepper petrol porridge pork
    powder rice rocket rosemary rum salad salami salmon salt sauce shampoo soap soda soup spaghetti
    custard cranberry dill fennel fudge gravy lard lager liquorice polish pesto prosecco sellotape sherry softener
    spinach squash stock sugar sweetcorn syrup tape tea thyme tofu toothpaste tuna turkey vanilla vinegar vodka water
    whisky wine yeast yoghurt yogurt
    """.split()
)

_SINGULAR = frozenset(
    """
    apple aubergine avocado bag baguette banana broom bulb candle carrot cucumber deodorant egg grapefruit
    leek lemon lime loaf mango melon mop onion orange peach pear pineapple pizza potato pumpkin razor
    sponge steak tomato toothbrush torch towel umbrella watermelon zucchini
    """.split()
)

_HEADS = frozenset(
    """
    bag bags bar bars beans bottle bottles bowl box broth brush cake cakes can cans capsules cereal chips
    cleaner crisps cutlets dressing fillets filters flakes foil food jelly juice leaves liquid mix oil
    pack packet paper paste pie pods powder puree rolls salad sandwich sauce seasoning seeds slices soup
    spread sticks stock sweets syrup tablets towels treats vinegar wine yoghurt yogurt
    """.split()
)
"""A word before one of these may belong to it: "chicken soup", "coffee beans"."""

_PLURAL_OF_MASS = frozenset(
    """
    biscuits buns burgers cookies crackers filters muffins noodles sausages steaks tablets
    """.split()
)
"""Comes with a stuff before it: "chocolate muffins"."""

_WHOLE = frozenset(
    (
        "cheese crackers, chicken breasts, chicken nuggets, chocolate biscuits, chocolate chips, chocolate "
        "cookies, cream cheese, fish fingers, garlic bread, ginger biscuits, ham hock, pasta shells, pepper "
        "corns, pork chops, pork sausages, rice cakes, rice noodles, turkey mince, beef mince, lamb chops, "
        "beef burgers, milk chocolate, bread rolls, bread sticks, water melon, lamb steaks, salmon steaks, "
        "tuna steaks, tea towels, paper towels, soda bread, corn bread, cocoa butter, rice milk, rice flour, "
        "corn flour, ginger jam, ginger tea, sugar peas, soda water, mint sauce, celery salt, garlic salt, "
        "garlic butter, sea salt, water biscuits, corn tortillas, chocolate muffins, mint chocolate, mint tea"
    ).split(", ")
)
"""Two words of the table that are one thing together, and end with no head."""


def is_good(text: str) -> bool:
    """Whether a thing is one that people buy: "eggs", "two litres of oat milk"."""
    last = text.lower().rpartition(" ")[2]
    return last in _PLURAL or last in _MASS or last in _SINGULAR or last in _HEADS


def apart(text: str) -> list[str]:
    """The things in a run of words without a comma: "eggs butter and flour" has "eggs" in front of "butter".

    Only where a plural or a stuff ("milk", "bread") stands before another thing of the table: "coffee filters",
    "chicken soup" and whatever else is not known stay whole.
    """
    words = text.split()
    things, begun = [], 0
    for place in range(1, len(words)):
        if _ends(words[place - 1].lower(), words[place].lower()):
            things.append(" ".join(words[begun:place]))
            begun = place
    return [*things, " ".join(words[begun:])]


def _ends(word: str, following: str) -> bool:
    known = following in _PLURAL or following in _MASS or following in _SINGULAR
    if word in _PLURAL:
        return known or following in ("a", "an", "some")
    if word not in _MASS or f"{word} {following}" in _WHOLE:
        return False
    return (known and following not in _HEADS and following not in _PLURAL_OF_MASS) or following in (
        "a",
        "an",
        "some",
    )
