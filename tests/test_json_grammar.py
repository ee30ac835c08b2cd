"""Grammars of JSON: what they let through. What models write under them is in test_contract_llm."""

from __future__ import annotations

import json
from typing import Any

from voice_assistant.llm.json_grammar import grammar_of

NOTE: dict[str, Any] = {
    "type": "object",
    "properties": {"note": {"type": "string"}},
    "required": ["note"],
    "additionalProperties": False,
}


def test_a_schema_is_converted_once() -> None:
    assert grammar_of(NOTE) is grammar_of(json.loads(json.dumps(NOTE)))
    assert grammar_of(NOTE) is not grammar_of({"anyOf": [NOTE]})


def test_a_string_holds_no_line_break() -> None:
    """JSON forbids them; what the library makes of a string lets them through."""
    rules = dict(line.split(" ::= ", 1) for line in grammar_of(NOTE)._grammar.splitlines())
    assert rules["char"].startswith('[^"\\\\\\x7F\\x00-\\x1F]')
