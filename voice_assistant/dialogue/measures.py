"""Amounts of something in English words: money, temperatures, percentages and units."""

from __future__ import annotations

import re

from voice_assistant.dialogue.numbers import APART, NUMBER, Rule, cardinal, number

_MONEY = {
    "$": ("dollar", "dollars", "cent", "cents"), "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"), "¥": ("yen", "yen", "sen", "sen"),
    "₹": ("rupee", "rupees", "paisa", "paise"), "USD": ("US dollar", "US dollars", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"), "GBP": ("pound", "pounds", "penny", "pence"),
    "JPY": ("yen", "yen", "sen", "sen"), "CHF": ("Swiss franc", "Swiss francs", "centime", "centimes"),
}  # fmt: skip
"""Symbol or code: one, many, one hundredth, many hundredths."""
_SCALES = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "bn": "billion", "B": "billion"}
_DEGREES = {"C": " Celsius", "F": " Fahrenheit", "K": " Kelvin", None: ""}

_LENGTHS = {
    "mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer", "mi": "mile", "yd": "yard",
    "yds": "yard", "ft": "foot",
}  # fmt: skip
_REGULAR = _LENGTHS | {
    "nm": "nanometer", "µm": "micrometer", "mg": "milligram", "µg": "microgram", "mcg": "microgram",
    "g": "gram", "kg": "kilogram", "t": "ton", "lb": "pound", "lbs": "pound", "oz": "ounce",
    "ml": "milliliter", "mL": "milliliter", "cl": "centiliter", "dl": "deciliter", "dL": "deciliter",
    "l": "liter", "L": "liter", "gal": "gallon", "qt": "quart", "tsp": "teaspoon",
    "tbsp": "tablespoon", "ha": "hectare", "ns": "nanosecond", "µs": "microsecond", "ms": "millisecond",
    "s": "second", "sec": "second", "secs": "second", "min": "minute", "mins": "minute", "h": "hour",
    "hr": "hour", "hrs": "hour", "yr": "year", "yrs": "year", "W": "watt", "kW": "kilowatt",
    "MW": "megawatt", "GW": "gigawatt", "Wh": "watt hour", "kWh": "kilowatt hour", "MWh": "megawatt hour",
    "V": "volt", "mV": "millivolt", "kV": "kilovolt", "mA": "milliamp", "mAh": "milliamp hour",
    "J": "joule", "kJ": "kilojoule", "cal": "calorie", "kcal": "kilocalorie", "Pa": "pascal",
    "hPa": "hectopascal", "kPa": "kilopascal", "dB": "decibel", "kB": "kilobyte", "KB": "kilobyte",
    "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte", "KiB": "kibibyte",
    "MiB": "mebibyte", "GiB": "gibibyte", "TiB": "tebibyte", "kbit": "kilobit", "Mbit": "megabit",
    "Gbit": "gigabit", "MP": "megapixel", "px": "pixel",
}  # fmt: skip
_IRREGULAR = {
    "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"), "mph": ("mile per hour", "miles per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "kmh": ("kilometer per hour", "kilometers per hour"), "mpg": ("mile per gallon", "miles per gallon"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "bpm": ("beat per minute", "beats per minute"), "fps": ("frame per second", "frames per second"),
    "kbps": ("kilobit per second", "kilobits per second"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    "psi": ("pound per square inch", "pounds per square inch"),
}  # fmt: skip


def _many(one: str) -> str:
    return one.replace("foot", "feet") if "foot" in one else one + "s"


_UNITS: dict[str, tuple[str, str]] = {
    **{unit: (one, _many(one)) for unit, one in _REGULAR.items()},
    **_IRREGULAR,
    **{unit + "²": (f"square {one}", f"square {_many(one)}") for unit, one in _LENGTHS.items()},
    **{f"sq {unit}": (f"square {one}", f"square {_many(one)}") for unit, one in _LENGTHS.items()},
    **{unit + "³": (f"cubic {one}", f"cubic {_many(one)}") for unit, one in _LENGTHS.items()},
}
"""Unit as written: one of it, many of it."""

_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_COIN = "|".join(re.escape(coin) for coin in _MONEY if not coin.isalpha())
_CODE = "|".join(coin for coin in _MONEY if coin.isalpha())
_FRACTION = r"(?:\d{1,4} )?\d{1,3}/\d{1,3}"
_SCALE = r"(?: ?(?P<scale>thousand|million|billion|trillion)\b|(?P<short>k|K|m|M|bn|B)\b)?"


def _single(match: re.Match[str], amount: str) -> bool:
    """Whether the thing counted is said in the singular: one of it, or as in "a 5 km run"."""
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    article = re.search(r"(?:^|\s)an? $", before) and re.compile(r"\s[a-z]").match(match.string, match.end())
    return amount.lstrip("-") == "1" or bool(article)


def _money(match: re.Match[str]) -> str:
    minus, coin, low, amount, scale, short = match.group("minus", "coin", "low", "amount", "scale", "short")
    one, many, hundredth, hundredths = _MONEY[coin]
    minus = minus and "minus "
    scale = scale or _SCALES.get(short)
    if low or scale:
        words = [number(low) + " to" if low else "", number(amount), scale or "", many]
        return (minus or "") + " ".join(filter(None, words))
    whole, _, cents = amount.partition(".")
    if len(cents) != 2:
        return f"{minus or ''}{number(amount)} {one if _single(match, amount) else many}"
    parts = []
    if int(whole.replace(",", "")) or not int(cents):
        parts.append(f"{number(whole)} {one if whole == '1' else many}")
    if int(cents):
        parts.append(f"{cardinal(str(int(cents)))} {hundredth if cents == '01' else hundredths}")
    return (minus or "") + " and ".join(parts)


def _degrees(match: re.Match[str]) -> str:
    return f"{number(match[1])} degree{'' if match[1].lstrip('-') == '1' else 's'}{_DEGREES[match[2]]}"


def _measure(match: re.Match[str]) -> str:
    amount, hyphen, unit, per = match[1], match[2], match[3], match[4]
    one, many = _UNITS[unit]
    if "/" in amount:  # the fraction itself is read later
        words = f"{amount} {many if ' ' in amount else one}"
    else:
        words = f"{number(amount)} {one if hyphen == '-' or _single(match, amount) else many}"
    return f"{words} per {_UNITS[per][0] if per in _UNITS else per}" if per else words


MEASURES: tuple[Rule, ...] = (
    (re.compile(r"(?<=\d) ?º|(?<=\d)°(?= [CF]\b)(?:\s)"), lambda m: "°"),
    (
        re.compile(rf"(?<=\d)(\s?(?:{'|'.join(_LENGTHS)}))\^?([23])(?!\w)"),
        lambda m: m[1] + "²³"[int(m[2]) - 2],
    ),
    (re.compile(r"[℃℉]"), lambda m: "°C" if m[0] == "℃" else "°F"),
    (
        re.compile(
            rf"(?<![\w.,-])(?P<minus>-?)(?:US)?(?P<coin>{_COIN})\s?(?:(?P<low>{NUMBER}) to (?P=coin)?)?"
            rf"(?P<amount>{NUMBER}){_SCALE}"
        ),
        _money,
    ),
    (
        re.compile(
            rf"{APART}(?P<minus>-?)(?:(?P<low>{NUMBER}) to )?(?P<amount>{NUMBER}){_SCALE}"
            rf"\s?(?P<coin>{_COIN}|(?:{_CODE})\b)(?!\d)"
        ),
        _money,
    ),
    (re.compile(rf"{APART}(-?{NUMBER})\s?°(?:([CFK])\b)?"), _degrees),
    (re.compile(r"(?<=\d)\s?%"), lambda m: " percent"),
    (re.compile(r"%"), lambda m: " percent "),
    (
        re.compile(r"(?<![\w.,])(\d)['’′](\d{1,2})(?:[\"”″]|\b(?!['’\w]))"),
        lambda m: f"{number(m[1])} foot {number(m[2])}",
    ),
    (
        re.compile(
            rf"{APART}(-?(?:{_FRACTION}|{NUMBER}))([\s-]?)({_UNIT})(?:/({_UNIT}|[a-z]+))?(?![\w²³])(?:\.(?=\s[a-z]))?"
        ),
        _measure,
    ),
)
