"""Grammars that hold a model to JSON of one schema: it can write nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from llama_cpp.llama_grammar import LlamaGrammar, json_schema_to_gbnf

KEPT = 64
"""Grammars that are kept: there are only so many sets of skills that fit something people say."""

_ANY_CHARACTER = '[^"\\\\]'
_CHARACTER = '[^"\\\\\\x7F\\x00-\\x1F]'
"""What may stand in a string. The library's rule lets line breaks through, and JSON forbids them."""


def grammar_of(schema: Mapping[str, Any]) -> LlamaGrammar:
    """The grammar of a JSON schema, whose properties come in the order in which the schema has them."""
    return _grammar(json.dumps(schema))


@lru_cache(maxsize=KEPT)
def _grammar(schema: str) -> LlamaGrammar:
    return LlamaGrammar.from_string(json_schema_to_gbnf(schema).replace(_ANY_CHARACTER, _CHARACTER))
