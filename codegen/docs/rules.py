"""The constraints of a member in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from codegen.docs.markdown import code

CLIENT_ONLY = "checked by the client, not by the server"
_SIZES = {
    "minLength": ("at least", "character"),
    "maxLength": ("at most", "character"),
    "minItems": ("at least", "item"),
    "maxItems": ("at most", "item"),
}
_FORMATS = {"int32": "32 bits", "int64": "64 bits"}


def rules(schema: dict[str, Any]) -> str:
    """What a value has to keep; empty where nothing is asked."""
    return "; ".join(_rules(schema))


def _rules(schema: dict[str, Any]) -> Iterator[str]:
    client_only = schema.get("x-client-only", ())
    for keyword, limit in schema.items():
        words = _words(keyword, limit)
        if words:
            yield f"{words} ({CLIENT_ONLY})" if keyword in client_only else words
    if "items" in schema:
        yield from (f"each item {words}" for words in _rules(schema["items"]))


def _words(keyword: str, limit: Any) -> str:
    match keyword:
        case "minLength" if limit == 1:
            return "not empty"
        case "minLength" | "maxLength" | "minItems" | "maxItems":
            bound, unit = _SIZES[keyword]
            return f"{bound} {limit} {unit}{'' if limit == 1 else 's'}"
        case "minimum":
            return f"{limit} or more"
        case "maximum":
            return f"{limit} or less"
        case "pattern":
            return f"matches {code(limit)}"
        case "uniqueItems" if limit:
            return "no item twice"
        case "const":
            return f"always {code(str(limit))}"
        case "format":
            return _FORMATS.get(limit, "")
        case "contentMediaType":
            return "JSON text"
        case "contentSchema":
            return f"fits the schema {code(json.dumps(limit, ensure_ascii=False))}"
    return ""
