"""The configuration: what is read, what is refused and in which words, what is shown."""

from __future__ import annotations

import dataclasses
import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, strategies

from voice_assistant import config, llm, stt, tts
from voice_assistant.audio import echo
from voice_assistant.config import Config
from voice_assistant.config.sections import (
    CANCELLERS,
    COUNTRIES,
    LLM_ENGINES,
    SECTIONS,
    SETTINGS,
    STT_ENGINES,
    TTS_ENGINES,
    AssistantSettings,
    LlmSettings,
)
from voice_assistant.config.setting import Setting
from voice_assistant.errors import ConfigError

ALL = [setting for settings in SETTINGS.values() for setting in settings.values()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the configuration file is expected."""
    return tmp_path / "config.toml"


def loaded(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return config.load(file, {})


def complaint(file: Path, text: str | None = None, **environ: str) -> str:
    """The sentence with which a configuration is refused, the file's folder left out of it."""
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        config.load(file, environ)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence[-1] in ".?"
    return sentence.replace(f"{file.parent}/", "")


# ---------------------------------------------------------------- what is read


def test_no_file_means_the_defaults(file: Path) -> None:
    assert config.load(file, {}) == Config()


def test_an_empty_file_means_the_defaults(file: Path) -> None:
    assert loaded(file, "") == Config()
    assert loaded(file, "[tts]\n[llm]\n") == Config()


def test_a_file_changes_what_it_names_and_nothing_else(file: Path) -> None:
    tts = dataclasses.replace(Config().tts, speed=1.2)
    assistant = dataclasses.replace(Config().assistant, name="Zoë", country="DE")
    read = loaded(file, '[tts]\nspeed = 1.2\n[assistant]\nname = "Zoë"\ncountry = "DE"\n')
    assert read == dataclasses.replace(Config(), tts=tts, assistant=assistant)


def test_a_whole_number_will_do_for_a_number(file: Path) -> None:
    speed = loaded(file, "[tts]\nspeed = 2\n").tts.speed
    assert (speed, type(speed)) == (2.0, float)


def test_a_byte_order_mark_is_no_mistake(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[tts]\nspeed = 1.5\n")
    assert config.load(file, {}).tts.speed == 1.5


def test_a_variable_overrides_the_file(file: Path) -> None:
    file.write_text('[tts]\nspeed = 0.8\nvolume = 0.5\n[assistant]\nname = "Ada"\n')
    environ = {
        "VOICE_ASSISTANT_TTS_SPEED": "1.2",
        "VOICE_ASSISTANT_ASSISTANT_NAME": "Eve",
        "VOICE_ASSISTANT_HEARING_BARGE_IN": "False",
        "VOICE_ASSISTANT_STT_BEAM": "3",
        "VOICE_ASSISTANT_STT_MODEL": "",
    }
    read = config.load(file, environ)
    assert (read.tts.speed, read.tts.volume, read.assistant.name) == (1.2, 0.5, "Eve")
    assert (read.hearing.barge_in, read.stt.beam) == (False, 3)


def test_variables_that_are_no_settings_are_left_alone(file: Path) -> None:
    environ = {f"VOICE_ASSISTANT_{name}": "x" for name in ("HOME", "MODELS", "PASSPHRASE")} | {
        "TTS_SPEED": "9"
    }
    assert config.load(file, environ) == Config()


# ---------------------------------------------------------------- what is allowed

RANGES = [
    ("hearing.vad_mode", 0, 3),
    ("hearing.pre_roll_ms", 0, 1000),
    ("hearing.pause_ms", 100, 1000),
    ("hearing.end_silence_ms", 200, 3000),
    ("hearing.min_speech_ms", 40, 1000),
    ("hearing.max_utterance_s", 2, 120),
    ("stt.beam", 1, 10),
    ("stt.threads", 0, 64),
    ("llm.context", 256, 131072),
    ("llm.max_tokens", 16, 4096),
    ("llm.temperature", 0, 2),
    ("llm.threads", 0, 64),
    ("tts.speed", 0.5, 2),
    ("tts.volume", 0.1, 1.5),
    ("tts.threads", 0, 64),
]


def around(name: str, value: float) -> str:
    """A file with this setting, the two silences far enough apart not to matter."""
    section, key = name.split(".")
    others = {"pause_ms": "end_silence_ms = 3000\n", "end_silence_ms": "pause_ms = 100\n"}
    return f"[{section}]\n{others.get(key, '')}{key} = {value}\n"


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_numbers_are_bounded_on_both_sides(file: Path, name: str, low: float, high: float) -> None:
    section, key = name.split(".")
    step = 0.01 if SETTINGS[section][key].kind is float else 1
    for value in (low, high):
        assert getattr(getattr(loaded(file, around(name, value)), section), key) == value
    for value in (low - step, high + step):
        sentence = complaint(file, around(name, value))
        assert sentence.startswith(f"{name} in config.toml is {value}, but allowed is ")
        assert f" from {low} to {high}" in sentence


def test_every_number_is_bounded() -> None:
    assert {name for name, _, _ in RANGES} == {
        setting.name for setting in ALL if setting.kind in (int, float)
    }


def test_a_context_of_zero_means_something_of_its_own(file: Path) -> None:
    assert loaded(file, "[llm]\ncontext = 0\n").llm.context == 0
    sentence = complaint(file, "[llm]\ncontext = 1\n")
    assert sentence.endswith(" is 1, but allowed is 0 or a whole number of tokens from 256 to 131072.")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_what_is_no_number_at_all_is_out_of_range(file: Path, value: str) -> None:
    assert f"tts.speed in config.toml is {value}, but" in complaint(file, f"[tts]\nspeed = {value}\n")
    assert f"VOICE_ASSISTANT_TTS_SPEED is {value}, but" in complaint(
        file, "", VOICE_ASSISTANT_TTS_SPEED=value
    )


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("stt.engine", ("faster-whisper", "pocketsphinx")),
        ("stt.second", ("auto", "pocketsphinx", "none")),
        ("stt.window", ("auto", "full")),
        ("llm.engine", ("llama-cpp", "none")),
        ("tts.engine", ("piper",)),
    ],
)
def test_only_what_there_is_can_be_chosen(file: Path, name: str, choices: tuple[str, ...]) -> None:
    section, key = name.split(".")
    for choice in choices:
        assert getattr(getattr(loaded(file, f'[{section}]\n{key} = "{choice}"\n'), section), key) == choice
    allowed = " or ".join(f'"{choice}"' for choice in choices)
    expected = f'{name} in config.toml is "zzz", but allowed is {allowed}.'
    assert complaint(file, f'[{section}]\n{key} = "zzz"\n') == expected


def test_the_engines_to_choose_from_are_those_there_are() -> None:
    assert set(STT_ENGINES) == set(stt.ENGINES)
    assert set(LLM_ENGINES) == {*llm.ENGINES, "none"}
    assert set(TTS_ENGINES) == set(tts.ENGINES)
    assert set(CANCELLERS) == set(echo.CANCELLERS)


def test_a_country_is_one_that_exists(file: Path) -> None:
    for code in ("", "GB", "US", "DE", "ZA"):
        assert loaded(file, f'[assistant]\ncountry = "{code}"\n').assistant.country == code
    allowed = 'a two-letter ISO 3166 code such as "DE", "GB" or "US", or ""'
    for code in ("UK", "AUS", "Germany", "XX"):
        sentence = complaint(file, f'[assistant]\ncountry = "{code}"\n')
        assert sentence == f'assistant.country in config.toml is "{code}", but allowed is {allowed}.'
    assert complaint(file, '[assistant]\ncountry = "us"\n').endswith('; did you mean "US"?')
    assert len(set(COUNTRIES)) == len(COUNTRIES) == 250


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "pause_ms = 600",
            "hearing.end_silence_ms by default is 600, but must be more than hearing.pause_ms in",
        ),
        ("end_silence_ms = 200", "but must be more than hearing.pause_ms by default, which is 200."),
        (
            "pause_ms = 500\nend_silence_ms = 400",
            "hearing.end_silence_ms in config.toml is 400, but must be more",
        ),
    ],
)
def test_the_end_of_a_turn_comes_after_a_pause(file: Path, text: str, found: str) -> None:
    assert found in complaint(file, f"[hearing]\n{text}\n")


def test_the_two_silences_may_come_from_two_places(file: Path) -> None:
    sentence = complaint(file, "[hearing]\npause_ms = 700\n", VOICE_ASSISTANT_HEARING_END_SILENCE_MS="650")
    assert sentence == (
        "VOICE_ASSISTANT_HEARING_END_SILENCE_MS is 650, "
        "but must be more than hearing.pause_ms in config.toml, which is 700."
    )


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("tts.speed = true", "tts.speed in config.toml is true, but allowed is a number from 0.5 to 2."),
        ('tts.speed = "1"', 'tts.speed in config.toml is "1", but allowed is a number from 0.5 to 2.'),
        (
            "stt.beam = true",
            "stt.beam in config.toml is true, but allowed is a whole number of guesses from 1 to 10.",
        ),
        (
            "stt.beam = 5.0",
            "stt.beam in config.toml is 5.0, but allowed is a whole number of guesses from 1 to 10.",
        ),
        ("hearing.confirm = 1", "hearing.confirm in config.toml is 1, but allowed is true or false."),
        ('turn.drafts = "true"', 'turn.drafts in config.toml is "true", but allowed is true or false.'),
        ("audio.input = 3", "audio.input in config.toml is 3, but allowed is text in quotes."),
        ("assistant.name = []", "assistant.name in config.toml is a list, but allowed is text in quotes."),
        ("assistant.name.x = 1", "assistant.name in config.toml is a table, but allowed is text in quotes."),
        (
            "assistant.name = 2020-02-02",
            "assistant.name in config.toml is a date or time, but allowed is text in",
        ),
        (f"stt.beam = {'9' * 40}", "stt.beam in config.toml is a huge number, but allowed is"),
        (f'stt.window = "{"x" * 99}"', f'stt.window in config.toml is "{"x" * 60}…", but allowed is'),
        ('stt.window = "a\\nb"', 'stt.window in config.toml is "a\\nb", but allowed is'),
        ('stt.window = "Full"', '"auto" or "full"; did you mean "full"?'),
        (
            'stt.engine = "whisper"',
            'is "whisper", but allowed is "faster-whisper" or "pocketsphinx"; did you mean "faster-whisper"?',
        ),
    ],
)
def test_a_wrong_value_is_named_beside_what_is_allowed(file: Path, line: str, found: str) -> None:
    assert found in complaint(file, line)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[tss]\nspeed = 1\n", '"tss" in config.toml is not a section: did you mean "tts"?'),
        ("[Hearing]\n", '"Hearing" in config.toml is not a section: did you mean "hearing"?'),
        (
            "[robots]\n",
            (
                '"robots" in config.toml is not a section: '
                "there are assistant, audio, hearing, turn, stt, llm, tts, store."
            ),
        ),
        ("[tts]\nsped = 1\n", '"sped" in config.toml is not a setting of [tts]: did you mean "speed"?'),
        ("[tts]\nVolume = 1\n", '"Volume" in config.toml is not a setting of [tts]: did you mean "volume"?'),
        ("[turn]\nxyz = 1\n", '"xyz" in config.toml is not a setting of [turn]: there are drafts, by_words.'),
        (
            '[turn]\n"x\\ny" = 1\n',
            '"x\\ny" in config.toml is not a setting of [turn]: there are drafts, by_words.',
        ),
        (
            "speed = 1\n",
            '"speed" in config.toml stands before the first section: put it below a line such as [tts].',
        ),
        (
            "x = 1\n",
            '"x" in config.toml stands before the first section: put it below a line such as [assistant].',
        ),
        (
            'tts = "piper"\n',
            (
                'tts in config.toml is "piper", but it is a section: '
                "write [tts] on a line of its own and the settings below it."
            ),
        ),
        (
            "[[tts]]\nspeed = 1\n",
            (
                "tts in config.toml is a list, but it is a section: "
                "write [tts] on a line of its own and the settings below it."
            ),
        ),
    ],
)
def test_an_unknown_name_is_answered_with_a_known_one(file: Path, text: str, sentence: str) -> None:
    assert complaint(file, text) == sentence


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("TTS_SPEED", "fast", 'VOICE_ASSISTANT_TTS_SPEED is "fast", but allowed is a number from 0.5 to 2.'),
        ("TTS_SPEED", "", 'VOICE_ASSISTANT_TTS_SPEED is "", but allowed is a number from 0.5 to 2.'),
        ("TTS_SPEED", "3", "VOICE_ASSISTANT_TTS_SPEED is 3.0, but allowed is a number from 0.5 to 2."),
        (
            "STT_BEAM",
            "2.5",
            'VOICE_ASSISTANT_STT_BEAM is "2.5", but allowed is a whole number of guesses from 1 to 10.',
        ),
        ("TURN_DRAFTS", "1", 'VOICE_ASSISTANT_TURN_DRAFTS is "1", but allowed is true or false.'),
        (
            "STT_WINDOW",
            "ful",
            'VOICE_ASSISTANT_STT_WINDOW is "ful", but allowed is "auto" or "full"; did you mean "full"?',
        ),
        (
            "ASSISTANT_NAME",
            "\udcff",
            "VOICE_ASSISTANT_ASSISTANT_NAME is not UTF-8 text, but allowed is text in quotes.",
        ),
        (
            "TTS_SPED",
            "1",
            (
                "The environment variable VOICE_ASSISTANT_TTS_SPED names no setting: "
                "did you mean VOICE_ASSISTANT_TTS_SPEED?"
            ),
        ),
        ("QQQ", "1", "The environment variable VOICE_ASSISTANT_QQQ names no setting: unset it."),
    ],
)
def test_a_wrong_variable_is_named(file: Path, variable: str, value: str, sentence: str) -> None:
    assert complaint(file, "", **{f"VOICE_ASSISTANT_{variable}": value}) == sentence


def test_the_first_problem_is_the_one_reported(file: Path) -> None:
    text = "[tts]\nvolume = 9\nspeed = 9\n[llm]\nthreads = 99\n"
    assert complaint(file, text, VOICE_ASSISTANT_LLM_THREADS="x").startswith("tts.volume in ")


# ---------------------------------------------------------------- files that cannot be read

HINT = "text stands in quotes, and a section begins with a line such as [tts]."


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("[tts]\n\nspeed = fast\n", "config.toml is not valid TOML at line 3, column 9 ("),
        ("[tts\nspeed = 1\n", "config.toml is not valid TOML at line 1, column 5 ("),
        ('[assistant]\nname = "Ada', "config.toml is not valid TOML at line 2, column 12 ("),
        ("[tts]\nspeed = 1\nspeed = 2\n", "config.toml is not valid TOML at line 3, column 10 ("),
        (
            "[tts]\n[tts]\n",
            "config.toml is not valid TOML at line 2, column 5 (cannot declare ('tts',) twice)",
        ),
    ],
)
def test_what_is_not_toml_is_told_with_its_place(file: Path, text: str, start: str) -> None:
    sentence = complaint(file, text)
    assert sentence.startswith(start)
    assert sentence.endswith(f"): {HINT}")
    assert "(at " not in sentence


@pytest.mark.parametrize("text", [f"[tts]\nspeed = {'9' * 5000}\n", f"x = {'[' * 5000}"])
def test_what_breaks_the_parser_is_refused(file: Path, text: str) -> None:
    assert complaint(file, text) == "config.toml holds a number or a list beyond all measure: remove it."


def test_another_encoding_is_told_with_its_line(file: Path) -> None:
    file.write_bytes('[assistant]\nname = "Zoë"\n'.encode("latin-1"))
    assert complaint(file) == "config.toml is not UTF-8 text at line 2: save it in that encoding."


def test_a_folder_in_place_of_the_file_is_refused(file: Path) -> None:
    file.mkdir()
    assert (
        complaint(file) == "config.toml is a folder, but the configuration is a file: move the folder away."
    )


def test_a_file_that_may_not_be_read_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)  # root may read everything
    assert complaint(file) == "config.toml cannot be read (Permission denied): make it a file you may read."


def test_a_link_to_itself_is_refused(file: Path) -> None:
    file.symlink_to(file)
    assert complaint(file).startswith("config.toml cannot be read (")


# ---------------------------------------------------------------- showing


def test_every_section_and_setting_is_explained() -> None:
    for section in SECTIONS.values():
        assert str(section.__doc__).endswith(".")
    for setting in ALL:
        assert setting.about.meaning.endswith("."), setting.name
        assert setting.accepts(setting.default), setting.name


def test_show_explains_every_setting_in_the_words_of_the_errors(file: Path) -> None:
    shown = config.show(Config())
    words = " ".join(shown.replace("\n#", "").split())
    for setting in ALL:
        assert setting.about.meaning in words
        assert f"Allowed: {setting.allowed}." in words
    assert set(tomllib.loads(shown)) == set(SETTINGS)
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_the_reference_has_one_row_for_every_setting() -> None:
    head, rule, *rows = config.reference().splitlines()
    assert len(rows) == len(ALL)
    for setting, row in zip(ALL, rows, strict=True):
        assert row.startswith(f"| `{setting.name}` | `")
        assert f"| {setting.allowed} | {setting.about.meaning} |" in row
    assert {row.count("|") for row in (head, rule, *rows)} == {5}


def values(setting: Setting) -> strategies.SearchStrategy[object]:
    """Every value a setting takes."""
    about = setting.about
    if about.choices:
        return strategies.sampled_from(about.choices)
    if setting.kind is bool:
        return strategies.booleans()
    if setting.kind is str:
        return strategies.text(strategies.characters(exclude_categories=["Cs"]))
    low, high = about.low, about.high
    assert low is not None
    assert high is not None
    if setting.kind is float:
        return strategies.floats(low, high)
    numbers = strategies.integers(math.ceil(low), math.floor(high))
    return numbers if about.also is None else strategies.just(about.also) | numbers


@strategies.composite
def configs(draw: strategies.DrawFn) -> Config:
    """Any configuration that is valid."""
    chosen = {
        section: {key: draw(values(s)) for key, s in keys.items()} for section, keys in SETTINGS.items()
    }
    chosen["hearing"]["end_silence_ms"] = draw(strategies.integers(1001, 3000))
    return Config(**{section: SECTIONS[section](**fields) for section, fields in chosen.items()})


ODD = '\x00\t\n\r\x1b\x7f\x85\u2028\ufeff"\'\\""" # [x] ñ 🎤'


@given(configs())
@example(Config(assistant=AssistantSettings(name=ODD), llm=LlmSettings(prompt=ODD)))
def test_what_is_shown_is_read_back(tmp_path_factory: pytest.TempPathFactory, any_config: Config) -> None:
    file = tmp_path_factory.getbasetemp() / "shown.toml"
    file.write_bytes(config.show(any_config).encode())
    assert config.load(file, {}) == any_config


@given(configs())
def test_variables_say_the_same_as_the_file(any_config: Config) -> None:
    environ = {s.variable: str(getattr(getattr(any_config, s.section), s.key)) for s in ALL}
    assert config.load(Path("/nonexistent"), environ) == any_config


@given(
    strategies.text()
    | strategies.sampled_from(config.show(Config()).splitlines()).map(lambda line: f"[hearing]\n{line}")
)
def test_any_text_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode(errors="replace"))
    try:
        config.load(file, {})
        sentence = ""
    except ConfigError as error:
        sentence = str(error)
    assert "\n" not in sentence
