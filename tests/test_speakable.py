from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice_assistant.dialogue.abbreviations import starts_sentence
from voice_assistant.dialogue.numbers import CONVERTER_CLASSES
from voice_assistant.dialogue.speakable import _ROUNDS, _once, speakable

EXAMPLES = [
    # plain
    ("Hello there, my friend.", "Hello there, my friend."),
    ("Is it well-known? Yes: it is; I'm sure!", "Is it well-known? Yes: it is; I'm sure!"),
    ("“Quoted” – and (in brackets)…", "“Quoted” – and (in brackets)…"),
    ("Café, naïve, Zürich.", "Café, naïve, Zürich."),
    ("NASA and the BBC met.", "NASA and the BBC met."),
    # nothing to say
    ("", ""),
    ("   \n\t", ""),
    ("***", ""),
    ("👍🏽😀", ""),
    ("...", ""),
    ("<think>only a thought", ""),
    ("```\ncode\n```", ""),
    # symbols and emoji
    ("Great 😀! Go on 👩‍👩‍👧 now.", "Great! Go on now."),
    ("Take 1️⃣ now ✅", "Take one now"),
    ("Brand™ and © here", "Brand and here"),
    ("Salt & pepper, R&D", "Salt and pepper, R and D"),
    ("#1 of 3", "number one of three"),
    ("#fun at @home", "fun at at home"),
    ("Fine :-) thanks", "Fine thanks"),
    ("a → b", "a, b"),
    ("he/she", "he or she"),
    ("and/or", "and or"),
    ("open 24/7", "open twenty-four seven"),
    ("C++ and C#", "C plus plus and C sharp"),
    ("{a} [b] <c d| e~f", "a b c d e f"),
    ("the http protocol", "the H T T P protocol"),
    # markup
    ("# Plan\n\n- **Buy** 2 eggs\n- Go", "Plan. Buy two eggs, Go"),
    ("12. Anything else?", "twelve. Anything else?"),
    ("| Day | High |\n|---|---|\n| Mon | 21°C |", "Day, High, Mon, twenty-one degrees Celsius"),
    ("See [this](http://example.com/1).", "See this."),
    ("It is at https://example.com/1?a=2, I think.", "It is at a link, I think."),
    ("Mail jo@example.com!", "Mail jo at example dot com!"),
    ("3 &lt; 5 &amp; so on", "three less than five and so on"),
    # numbers
    ("I have 5 apples.", "I have five apples."),
    ("1,234 people", "one thousand two hundred and thirty-four people"),
    ("the 1st, 2nd and 23rd", "the first, second and twenty-third"),
    ("3.14 or .5", "three point one four or point five"),
    ("It is -5 now, was −3.", "It is minus five now, was minus three."),
    ("1/2 cup and 3/4 cup", "one half cup and three quarters cup"),
    ("2 1/2 or 2½ cups", "two and a half or two and a half cups"),
    ("3/9", "three slash nine"),
    ("50% or 3.5 %", "fifty percent or three point five percent"),
    ("In 1999 and 2024.", "In nineteen ninety-nine and twenty twenty-four."),
    ("5-10 or 5–10 minutes", "five to ten or five to ten minutes"),
    ("Call 555-1234.", "Call five five five, one two three four."),
    ("Call 911 now.", "Call nine one one now."),
    ("Text 741741, or call 988.", "Text seven four one seven four one, or call nine eight eight."),
    ("16:9 and 4:3", "sixteen to nine and four to three"),
    ("v1.2.3", "v one point two point three"),
    ("COVID-19, B2B, A4, 3D", "COVID nineteen, B two B, A four, three D"),
    ("an 18-year-old", "an eighteen-year-old"),
    ("2 + 2 = 4", "two plus two equals four"),
    ("6 × 7, 8 ÷ 2 and 10 - 3", "six times seven, eight divided by two and ten minus three"),
    ("2*3 and 2 * 3", "two times three and two times three"),
    ("5 > 3 and 3 < 5", "five greater than three and three less than five"),
    ("x = 5, y² = 9", "x equals five, y squared equals nine"),
    ("2^8", "two to the power of eight"),
    ("~5 km", "about five kilometers"),
    ("1.5 million people", "one point five million people"),
    ("No. 5 and Fig. 2", "number five and figure two"),
    ("I said no. 5 came.", "I said number five came."),
    # times and dates
    ("at 7:30", "at seven thirty"),
    ("at 7:05 pm.", "at seven oh five PM."),
    ("at 19:00", "at seven PM"),
    ("at 5 p.m. on Monday", "at five PM on Monday"),
    ("at 5 p.m. Then we go.", "at five PM. Then we go."),
    ("5pm-6pm", "five PM to six PM"),
    ("7:30–8:30", "seven thirty to eight thirty"),
    ("2026-03-09", "March ninth, twenty twenty-six"),
    ("on March 9", "on March ninth"),
    ("on 9 March 2026", "on the ninth of March, twenty twenty-six"),
    ("in March 2024", "in March twenty twenty-four"),
    ("May 5 is a day; may 5 come?", "May fifth is a day; may five come?"),
    ("1h 30m or 5 min. more", "one hour thirty minutes or five minutes more"),
    ("the 1990s and mid-90s", "the nineteen nineties and mid-nineties"),
    # amounts
    ("21°C, 70 °F, -3°", "twenty-one degrees Celsius, seventy degrees Fahrenheit, minus three degrees"),
    ("5 km, 1 kg", "five kilometers, one kilogram"),
    ("100 km/h or 60 mph", "one hundred kilometers per hour or sixty miles per hour"),
    ("16 GB, 250 ml", "sixteen gigabytes, two hundred and fifty milliliters"),
    ("20 m² and 1 m³", "twenty square meters and one cubic meter"),
    ("1/2 kg", "one half kilogram"),
    ("5-10 km", "five to ten kilometers"),
    ("$3.50 or £20", "three dollars and fifty cents or twenty pounds"),
    ("5 € or ¥100", "five euros or one hundred yen"),
    ("$1.2 million", "one point two million dollars"),
    ("$5-$10", "five to ten dollars"),
    # abbreviations
    ("Dr. Smith, Mr. Lee and Mrs. Day", "Doctor Smith, Mister Lee and Missus Day"),
    ("St. John on Main St. today", "Saint John on Main Street today"),
    ("Main St. The end.", "Main Street. The end."),
    ("Fruit, e.g. pears, i.e. sweet", "Fruit, for example pears, that is sweet"),
    ("E.g., this", "For example, this"),
    ("Milk, eggs, etc.", "Milk, eggs, et cetera."),
    ("bread, etc. for us", "bread, et cetera for us"),
    ("cats vs. dogs, approx. even", "cats versus dogs, approximately even"),
    ("the U.S. Army", "the U.S. Army"),
    ("tea w/o milk", "tea without milk"),
]


@pytest.mark.parametrize(("text", "said"), EXAMPLES)
def test_what_is_said(text: str, said: str) -> None:
    assert speakable(text) == said


def test_there_are_examples_enough() -> None:
    assert len(EXAMPLES) >= 80


NASTY = st.sampled_from([
    "```", "`", "**", "*", "_", "__", "~~", "~", "#", "# ", "[", "]", "](", ")", "(", "<", ">", "</",
    "<b>", "<think>", "</think>", "<tool_call>", "&", "&amp;", "&lt;", "&#", ";", "|", "\n", "\n\n",
    "- ", "> ", "1. ", "http", "https://", "://", "www.", "@", "a@b.c", ".com", "$", "€", "%", "°", "°C",
    "km", "/h", "m²", "½", "²", "①", "٣", "1️⃣", "😀", "👍🏽", "ℹ", "\u200d", "\u00ad", "\0", "5", "0",
    "12", "1999", "1,000", "3.5", ".", ",", "-", "–", "−", "+", "=", "×", "^", ":", "7:30", "2026-03-09",
    "March ", " March", "p.m.", " pm", "th", "st", "s", "h", "m", "Dr", "Dr.", "St.", "No.", "e.g.",
    "etc.", "U.S.", "w/", "C#", "The", "the ", "a ", "word", " ", "  ", "'", '"', "call ", "{", "}",
    "\\", "!", "?", "Ⅳ", "〇", "ª", "º", "e\u0301", "ﬁ", "…", "—", "日本", "ض",
])  # fmt: skip
ANYTHING = st.one_of(st.lists(NASTY, max_size=40).map("".join), st.text(max_size=2000))
FORBIDDEN = re.compile(
    r"[*_`#<>\[\]{}|~\n]|  |http|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u20e3]", re.IGNORECASE
)


@given(ANYTHING)
@example("Dr*. Smith")
@example("htt*p://x.y")
@example("&amp;amp;amp;lt;b&gt;")
@example("1\ufe0f\u20e3 ④ Ⅻ ⑽")
def test_nothing_that_cannot_be_spoken_is_left(text: str) -> None:
    said = speakable(text)
    assert not FORBIDDEN.search(said)
    assert not any(character.isdigit() for character in said)
    assert said == said.strip()
    assert not said or any(map(str.isalnum, said))


@given(ANYTHING)
def test_speakable_text_stays_as_it_is(text: str) -> None:
    said = speakable(text)
    assert speakable(said) == said


@given(st.lists(NASTY, max_size=40).map("".join))
def test_it_settles_well_before_it_would_give_up(text: str) -> None:
    for _ in range(_ROUNDS - 1):
        text = _once(text, "en")
    assert _once(text, "en") == text


WORDS = st.sampled_from(
    "the cat sat on a warm mat while rain fell Anna and I don't mind half-heartedly".split()
)
MARKS = st.sampled_from([" ", ", ", "; ", ": ", ". ", "! ", "? ", " - ", " – ", "… ", ' "', '" ', " (", ") "])


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.sampled_from([".", "!", "?", "", "…"]))
def test_plain_words_pass_unchanged(text: str, mark: str) -> None:
    assert speakable(text + mark) == text + mark


@given(WORDS, MARKS, WORDS)
def test_normal_punctuation_passes_unchanged(first: str, mark: str, second: str) -> None:
    assert speakable(f"{first}{mark}{second}.") == f"{first}{mark}{second}."


@given(ANYTHING, st.sampled_from(["de", "fr", "es", "pt-BR", "ru", "ja", "zh", "ar", "xx", ""]))
def test_other_languages_are_freed_of_markup_and_settle(text: str, language: str) -> None:
    said = speakable(text, language)
    assert not re.search(r"[*_`#<>\[\]{}|~\n]|  ", said)
    assert speakable(said, language) == said


@pytest.mark.parametrize("language", sorted(CONVERTER_CLASSES))
def test_no_language_that_num2words_knows_fails(language: str) -> None:
    for value in (0, 1, 7, 21, 100, 1999, 10**6, 10**11, 10**20):
        assert speakable(f"x {value} y 0{value}", language)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("de", "Ich habe **21** Katzen", "Ich habe einundzwanzig Katzen"),
        ("de", "Am 3. Mai um 7:30 für 3,50 €", "Am 3. Mai um 7:30 für 3,50 €"),
        ("fr-FR", "J'ai 3 chats & 5 chiens", "J'ai trois chats & cinq chiens"),
        ("zh", "我有 3 只猫 😀", "我有 3 只猫"),
        ("en-US", "I have 3", "I have three"),
    ],
)
def test_other_languages_get_only_what_we_know(language: str, text: str, said: str) -> None:
    assert speakable(text, language) == said


@pytest.mark.parametrize(
    ("after", "starts"),
    [(" The cat", True), (" Army men", False), (" the cat", False), (" Th", None), (" ", None)],
)
def test_what_follows_an_abbreviation_tells_whether_a_sentence_ended(
    after: str, *, starts: bool | None
) -> None:
    assert starts_sentence(f"U.S.{after}", 4) is starts


RUNS = [
    "(", "*", "[", "<", "1", "1 ", "1-", "1,", "1.", "1/", "a-", "a@", "&amp;", "[a](",
    "<!--", "`", "~", '"', " \t", "#", "$1 ", "- a\n", "St. ", "🙂", "word, ", "+1 ", "<think>", "http://", "\\",
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_time_grows_with_the_length_alone(run: str) -> None:
    text = run * (20_000 // len(run))
    began = time.process_time()
    speakable(text)
    assert time.process_time() - began < 1.5, (
        "quadratic: it took 1.5 s and more while the work is below 0.4 s"
    )


def test_ten_thousand_words_take_a_moment() -> None:
    began = time.process_time()
    speakable("The 3 cats of Dr. Smith ate 5 kg of fish at 7:30, didn't they? " * 770)
    assert time.process_time() - began < 3
