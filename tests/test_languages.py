"""What the assistant says of its own accord, in each language."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from voice_assistant import errors, languages
from voice_assistant.languages import Language

PACKAGE = Path(errors.__file__).parent
EVERY_LANGUAGE = pytest.mark.parametrize("code", languages.available())


def error_classes(
    of: type[errors.AssistantError] = errors.AssistantError,
) -> set[type[errors.AssistantError]]:
    """The class and all below it, as far as errors.py defines them."""
    below = {child for child in of.__subclasses__() if child.__module__ == errors.__name__}
    return {of}.union(*map(error_classes, below))


def places_in(text: str) -> set[str]:
    """The names of the places to be filled in a phrase."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_is_english() -> None:
    assert "en" in languages.available()
    english = languages.load("en")
    assert (english.code, english.name) == ("en", "English")


@EVERY_LANGUAGE
def test_every_error_can_be_said(code: str) -> None:
    language = languages.load(code)
    assert len(error_classes()) >= 9
    for error in error_classes():
        assert language.phrase(error.phrase)


def test_every_phrase_that_the_program_asks_for_is_there() -> None:
    asked = re.compile(r"""\b(?:phrase=|phrase\(\s*|variants\(\s*)"([^"]+)\"""")
    keys = {key for file in PACKAGE.rglob("*.py") for key in asked.findall(file.read_text(encoding="utf-8"))}
    assert keys
    assert keys - languages.load("en").phrases.keys() == set()


@EVERY_LANGUAGE
def test_every_language_says_the_same_things_with_the_same_places(code: str) -> None:
    def outline(language: Language) -> dict[str, list[set[str]]]:
        return {key: [places_in(text) for text in variants] for key, variants in language.phrases.items()}

    assert outline(languages.load(code)) == outline(languages.load("en"))


@EVERY_LANGUAGE
def test_every_phrase_can_be_spoken_as_it_stands(code: str) -> None:
    for key, variants in languages.load(code).phrases.items():
        assert variants, key
        for text in variants:
            assert text.strip() == text, key
            assert text[-1] in ".?!" or key.startswith("words."), key  # those are parts of sentences
            assert not re.search(r"[\d*_#`<>|/\\\n\[\]]", text), key
            assert all(name.isidentifier() for name in places_in(text)), key
            assert len(text.split()) <= 25, key


@EVERY_LANGUAGE
def test_it_says_at_the_start_that_it_is_software_and_whom_it_would_have_one_call(code: str) -> None:
    language = languages.load(code)
    assert language.phrase("startup.software")
    said = language.phrase("startup.crisis", country="GB", emergency="999", line="116 123, Samaritans")
    assert all(part in said for part in ("GB", "999", "116 123"))
    assert "112" in language.phrase("startup.no_line", country="MT", emergency="112")
    assert language.phrase("startup.no_country")


@EVERY_LANGUAGE
def test_a_goodbye_is_short_and_asks_nothing(code: str) -> None:
    goodbye = languages.load(code).phrase("goodbye")
    assert len(goodbye.split()) <= 8
    assert "?" not in goodbye


@EVERY_LANGUAGE
def test_there_are_three_ways_of_not_understanding(code: str) -> None:
    assert len(set(languages.load(code).variants("not_understood"))) == 3


def test_the_words_that_were_agreed_on_are_there() -> None:
    english = languages.load("en")
    assert english.phrase("startup.software").startswith("I am software, not a person")
    assert "models are small starter models" in english.phrase("startup.starter")
    assert english.phrase("audio.back") == "My sound broke off for a moment. I am listening again."
    assert english.phrase("error.hearing") == "Sorry, my hearing failed just now. Please say that again."
    assert english.phrase("no_llm")


def test_a_phrase_is_its_first_variant_with_its_places_filled() -> None:
    language = Language("xx", "Test", {"hello": ("Hello {key}.", "Good day {key}.")})
    assert language.phrase("hello", key="Robin", unused=1) == "Hello Robin."
    assert language.variants("hello", key="Robin") == ("Hello Robin.", "Good day Robin.")


def test_an_unknown_phrase_or_an_unfilled_place_is_a_bug() -> None:
    english = languages.load("en")
    for missing in ("no.such.phrase", "startup.crisis"):
        with pytest.raises(KeyError):
            english.phrase(missing)
        with pytest.raises(KeyError):
            english.variants(missing)


@pytest.mark.parametrize("code", ["xx", "", "EN", "English", "../en", "__init__"])
def test_a_language_without_words_is_refused_by_name(code: str) -> None:
    with pytest.raises(errors.ConfigError) as caught:
        languages.load(code)
    allowed = " or ".join(f'"{name}"' for name in languages.available())
    assert str(caught.value) == f'The setting assistant.language is "{code}", but allowed is {allowed}.'
