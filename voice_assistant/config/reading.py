"""Reading the configuration: defaults, then the file, then the environment; what is wrong is one sentence."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice_assistant.config.sections import SECTIONS, SETTINGS, Config, HearingSettings
from voice_assistant.config.setting import PREFIX, Setting, literal
from voice_assistant.errors import ConfigError

NO_SETTINGS = frozenset({PREFIX + "HOME", PREFIX + "MODELS", PREFIX + "PASSPHRASE"})
"""Variables of ours that are no settings."""

LONG = 60
"""Characters of a text that an error quotes at most."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A value that somebody set."""

    setting: Setting
    value: object
    origin: str
    """Where, such as "tts.speed in /home/me/config.toml": a sentence can begin with it."""


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """The configuration: defaults, overridden by the file, overridden by `VOICE_ASSISTANT_<SECTION>_<KEY>`.

    A file that does not exist sets nothing.

    Raises:
        ConfigError: names the first thing that is wrong, where it is, and what is allowed instead.
    """
    origins: dict[str, str] = {}
    values: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for given in (*_in_file(path), *_in_environ(environ)):
        _check(given)
        setting = given.setting
        origins[setting.name] = given.origin
        values[setting.section][setting.key] = setting.kind(given.value)
    config = Config(**{section: of(**values[section]) for section, of in SECTIONS.items()})
    _check_silences(config.hearing, origins)
    return config


def _in_file(path: Path) -> Iterator[_Given]:
    for section, table in _parsed(path).items():
        if section not in SETTINGS:
            raise ConfigError(f"{literal(section)} in {path} {_misplaced(section, table)}")
        if not isinstance(table, dict):
            raise ConfigError(
                f"{section} in {path} is {_found(table)}, but it is a section: "
                f"write [{section}] on a line of its own and the settings below it."
            )
        for key, value in table.items():
            if key not in SETTINGS[section]:
                hint = _hint(key, SETTINGS[section])
                raise ConfigError(f"{literal(key)} in {path} is not a setting of [{section}]: {hint}")
            yield _Given(SETTINGS[section][key], value, f"{section}.{key} in {path}")


def _parsed(path: Path) -> dict[str, Any]:
    """The file as TOML tables; none where there is no file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")  # -sig: some editors begin a file with a byte order mark
    except FileNotFoundError:
        return {}
    except IsADirectoryError:
        raise ConfigError(
            f"{path} is a folder, but the configuration is a file: move the folder away."
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path} is not UTF-8 text at line {line}: save it in that encoding.") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}): make it a file you may read.") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML {_place(text, str(error))}") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{path} holds a number or a list beyond all measure: remove it.") from None


def _place(text: str, complaint: str) -> str:
    """Where and why the parser gave up. Its complaint gives no numbers where the place is the end."""
    found = re.search(r"line (\d+), column (\d+)", complaint)
    last_line = text.rpartition("\n")[2]
    line, column = found.groups() if found else (text.count("\n") + 1, len(last_line) + 1)
    reason = re.sub(r" \(at .*\)$", "", complaint)
    return (
        f"at line {line}, column {column} ({reason[:1].lower()}{reason[1:]}): "
        "text stands in quotes, and a section begins with a line such as [tts]."
    )


def _in_environ(environ: Mapping[str, str]) -> Iterator[_Given]:
    known = {setting.variable: setting for settings in SETTINGS.values() for setting in settings.values()}
    for variable in sorted(name for name in environ if name.startswith(PREFIX) and name not in NO_SETTINGS):
        if variable not in known:
            # Without the prefix: what all names share would make any two of them look alike.
            close = _close(variable.removeprefix(PREFIX), (name.removeprefix(PREFIX) for name in known))
            hint = f"did you mean {PREFIX}{close}?" if close else "unset it."
            raise ConfigError(f"The environment variable {variable} names no setting: {hint}")
        yield _Given(known[variable], _from_text(environ[variable], known[variable].kind), variable)


def _from_text(text: str, kind: type) -> object:
    """What a variable's text means to a setting of this kind; the text itself where it means nothing."""
    if kind is bool:
        return {"true": True, "false": False}.get(text.lower(), text)
    try:
        text.encode()
        return kind(text)
    except UnicodeEncodeError:  # bytes that are not UTF-8 reach us as lone surrogates, which no file can hold
        return text.encode(errors="replace")
    except ValueError:
        return text


# ---------------------------------------------------------------- judging and explaining


def _check(given: _Given) -> None:
    setting, value = given.setting, given.value
    if setting.accepts(value):
        return
    # Of many short codes one is always near, and a wrong country is a wrong number: only case is corrected.
    likeness = 1.0 if setting.about.such_as else 0.6
    close = _close(value, setting.about.choices, likeness) if isinstance(value, str) else None
    guess = f"; did you mean {literal(close)}?" if close else "."
    raise ConfigError(f"{given.origin} is {_found(value)}, but allowed is {setting.allowed}{guess}")


def _check_silences(hearing: HearingSettings, origins: Mapping[str, str]) -> None:
    """The silence that ends a turn comes after the one that might."""
    if hearing.end_silence_ms > hearing.pause_ms:
        return
    end, pause = (
        origins.get(name, f"{name} by default") for name in ("hearing.end_silence_ms", "hearing.pause_ms")
    )
    raise ConfigError(
        f"{end} is {hearing.end_silence_ms}, but must be more than {pause}, which is {hearing.pause_ms}."
    )


def _misplaced(name: str, value: object) -> str:
    if isinstance(value, dict):
        return f"is not a section: {_hint(name, SETTINGS)}"
    home = next((section for section in SETTINGS if name in SETTINGS[section]), "assistant")
    return f"stands before the first section: put it below a line such as [{home}]."


def _hint(word: str, known: Iterable[str]) -> str:
    close = _close(word, known)
    return f"did you mean {literal(close)}?" if close else f"there are {', '.join(known)}."


def _close(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that this one is most like, if it is like any; 1 is the same but for its case."""
    by_lower = {name.lower(): name for name in known}
    return next(
        (by_lower[name] for name in difflib.get_close_matches(word.lower(), by_lower, 1, likeness)), None
    )


def _found(value: object) -> str:
    """What was found, in a few words."""
    if isinstance(value, str) and len(value) > LONG:
        return literal(value[:LONG])[:-1] + '…"'
    if isinstance(value, int) and abs(value) >= 10**18:
        return "a huge number"
    if isinstance(value, bool | int | float | str):
        return literal(value)
    kinds: dict[type, str] = {dict: "a table", list: "a list", bytes: "not UTF-8 text"}
    return kinds.get(type(value), "a date or time")
