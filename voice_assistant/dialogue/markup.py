"""Takes out of a text what is for the eye: reasoning, code, markdown, HTML and addresses.

Every pattern either excludes its own opening character or runs on to the end of the text, so that none of
them goes over the same characters again and again, whatever a model writes.
"""

from __future__ import annotations

import html
import re

_REASONING = re.compile(
    r"<(think|tool_call)>.*?(?:</\1>|\Z)|\A.*</(?:think|tool_call)>", re.DOTALL | re.IGNORECASE
)
_FENCE = re.compile(r"(```|~~~).*?(?:\1|\Z)", re.DOTALL)
_CODE = re.compile(r"(`{1,2})([^`]*)\1")
_PLAIN_CODE = re.compile(r"\s*\w[\w\s.'’-]*")

_TARGET = r"\((?:[^()\n]|\([^()\n]*\))*\)"
_LINKS = (
    (re.compile(r"^\s{0,3}\[[^\[\]\n]+\]:\s.*$", re.MULTILINE), ""),  # where a reference leads to
    (re.compile(rf"!\[([^\[\]]*)\]{_TARGET}"), r"\1"),
    (re.compile(rf"\[(?!\^?\d+\])([^\[\]]*)\](?:{_TARGET}|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"\[\^?\d+\]"), ""),  # a footnote
    (re.compile(r"<((?:https?://|mailto:)?[^\s<>@]*(?:://|@)[^\s<>]+)>"), r"\1"),
)
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|hr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[a-zA-Z]|!)[^<>]*>")

_URL = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.)\S*", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_DOMAIN = re.compile(
    r"(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|dev|info|co\.uk)\b(?:/\S*)?"
)
_AFTER_URL = ".,;:!?)]}'\"*_…"
_ADDRESS = {".": " dot ", "@": " at ", "_": " underscore ", "-": " dash ", "+": " plus "}

_LINE = (
    (re.compile(r"\s*(?:>\s?)+"), r"", ""),  # quote
    (re.compile(r"\s*#{1,6}\s+"), "", "."),
    (re.compile(r"\s*[-*+•‣◦]\s+(?:\[[ xX]\]\s+)?"), "", ","),
    (re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)"), r"\1. ", ","),
)
"""How a line may begin, what remains of that, and what ends the line if another one follows."""
_RULER = frozenset("-*_=|:+ \t")
_SPOKEN_END = tuple(".,;:!?…。！？")

_INLINE = (
    (re.compile(r"(?<=\d)( ?)\*\1(?=\d)"), " × "),
    (re.compile(r"(?<=\d)( ?)\*\*\1(?=\d)"), " ^ "),
    (re.compile(r"[*`]|~~|\\(?=[^\w\s])"), ""),
    (re.compile(r"(?<=[^\W_])_+(?=[^\W_])"), " "),
    (re.compile(r"_"), ""),
)


def strip_markup(text: str, language: str = "en") -> str:
    """The text without reasoning, tool calls, code, markdown and HTML, on one line.

    Short inline code that reads as words stays, since sentences lean on it. Addresses become words in
    English; in other languages a URL is left out and an e-mail address stays as it is.
    """
    text = _FENCE.sub("\n", _REASONING.sub(" ", text))
    text = _CODE.sub(lambda m: m[2] if _PLAIN_CODE.fullmatch(m[2]) else " ", text)
    for pattern, words in _LINKS:
        text = pattern.sub(words, text)
    text = _TAG.sub("", _BLOCK_TAG.sub("\n", text))
    text = _unescape(text)
    text = _say_addresses(text, english=language == "en")
    text = _join_lines(text)
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    return " ".join(text.split())


def _unescape(text: str) -> str:
    for _ in range(3):  # twice escaped is common, more is a game
        text = html.unescape(re.sub(r"&(?:amp;)+", "&", text))
    return text


def _say_addresses(text: str, *, english: bool) -> str:
    def url(match: re.Match[str]) -> str:
        rest = match[0][len(match[0].rstrip(_AFTER_URL)) :]
        return ("a link" if english else "") + rest

    def spell(address: str) -> str:
        return "".join(_ADDRESS.get(character, character) for character in address)

    text = _URL.sub(url, text)
    if english:
        text = _MAIL.sub(lambda m: spell(m[1]), text)
        text = _DOMAIN.sub(lambda m: spell(m[0].partition("/")[0]), text)
    return text


def _join_lines(text: str) -> str:
    """One line of all: items of a list are parted by commas, headings and paragraphs by full stops."""
    said: list[tuple[str, str]] = []  # a line, and the mark it needs before another line follows
    for whole in text.splitlines():
        line, mark = _read_line(whole)
        if said:
            before, stop = said[-1]
            if (not line and not stop) or (line and stop == "," and mark != ","):  # paragraph or list is over
                said[-1] = (before, ".")
        if line:
            said.append((line, mark))
    parts = [line if line.endswith(_SPOKEN_END) else line + mark for line, mark in said[:-1]]
    return " ".join([*parts, *(line for line, _ in said[-1:])])


def _read_line(line: str) -> tuple[str, str]:
    """A line without its block markup, and the mark it needs at its end; empty for one only for the eye."""
    if _RULER.issuperset(line):  # an empty line, a ruler, the line under a table's head
        return "", ""
    mark = ""
    for start, remains, end in _LINE:
        if begin := start.match(line):
            line, mark = begin.expand(remains) + line[begin.end() :], mark or end
    if line.lstrip().startswith("|") or line.count("|") > 1:
        return ", ".join(filter(None, map(str.strip, line.split("|")))), ","
    return line.strip(), mark
