from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.dialogue.markup import strip_markup


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<think>Hm, well.</think>Yes.", "Yes."),
        ("Yes. <think>never closed", "Yes."),
        ("opened before us</think> Yes.", "Yes."),
        ('<tool_call>{"name": "x"}</tool_call> Done.', "Done."),
        ("<THINK>a</THINK>b", "b"),
        ("Run this:\n```py\nprint(1)\n```\nThat is it.", "Run this: That is it."),
        ("Run this: ```never closed", "Run this:"),
        ("~~~\ncode\n~~~\nText", "Text"),
        ("Press `Enter` now.", "Press Enter now."),
        ("Set `x = f(y)` now.", "Set now."),
        ("**Bold**, *italic*, __bold__ and _italic_.", "Bold, italic, bold and italic."),
        ("***Both*** and ~~gone~~", "Both and gone"),
        ("un*believ*able", "unbelievable"),
        ("2 * 3 and 2*3", "2 × 3 and 2 × 3"),
        ("2**8", "2 ^ 8"),
        ("my_long_name", "my long name"),
        (r"\*not bold\*", "not bold"),
        ("# Title\nText", "Title. Text"),
        ("### Why?\nBecause.", "Why? Because."),
        ("- milk\n- eggs\n\nThat is all", "milk, eggs. That is all"),
        ("* [ ] milk\n* [x] eggs", "milk, eggs"),
        ("1. milk\n2) eggs", "1. milk, 2. eggs"),
        ("> quoted\n> twice", "quoted twice"),
        ("> - item", "item"),
        ("one\n\n---\n\ntwo", "one. two"),
        ("one line\nwrapped", "one line wrapped"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "a, b, 1, 2"),
        ("[the page](https://example.com/a_(b)) says", "the page says"),
        ("[the page][1] says\n\n[1]: https://example.com", "the page says"),
        ("It is so.[1] It is.[^2]", "It is so. It is."),
        ("![a cat](cat.png) sits", "a cat sits"),
        ("See https://example.com/a?b=c.", "See a link."),
        ("(see www.example.com/a)", "(see a link)"),
        ("<https://example.com> is it", "a link is it"),
        ("Go to example.com or docs.example.org/x.", "Go to example dot com or docs dot example dot org"),
        (
            "Write to jo.b_c-d@example.co.uk.",
            "Write to jo dot b underscore c dash d at example dot co dot uk.",
        ),
        ("<b>Bold</b><br>new <!-- no --> line", "Bold new line"),
        ("<p>one</p><p>two</p>", "one. two"),
        ("3 &lt; 5 &amp;amp; more&nbsp;here &#39;x&#39;", "3 < 5 & more here 'x'"),
        ("Tabs\tand\r\nlines", "Tabs and lines"),
        ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),
        ("It is -5 - not 5.", "It is -5 - not 5."),
        ("Plain words, as they are; with marks: yes!", "Plain words, as they are; with marks: yes!"),
        ("", ""),
    ],
)
def test_what_is_for_the_eye_is_taken_out(text: str, plain: str) -> None:
    assert strip_markup(text) == plain


def test_other_languages_get_no_english_words() -> None:
    assert (
        strip_markup("Siehe https://example.com oder **a@example.com**", "de") == "Siehe oder a@example.com"
    )


@given(st.text(max_size=500))
def test_it_is_one_line_without_double_spaces(text: str) -> None:
    plain = strip_markup(text)
    assert plain == " ".join(plain.split())
