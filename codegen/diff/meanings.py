"""What two schemas that are written apart have in common."""

from __future__ import annotations

import json
from typing import Any, Final, cast

from .keywords import DOCUMENTATION

_NAMED: Final = frozenset(
    {"properties", "patternProperties", "dependentSchemas", "dependentRequired", "$defs", "headers", "encoding"}
)
"""Keywords whose mappings have names for keys, which may read like keywords."""

_VALUES: Final = frozenset({"const", "default"})
"""Keywords that hold a value, in which nothing is a keyword."""


def meaning(value: Any) -> Any:
    """A schema, or another object, without its texts, its lists in order."""
    if isinstance(value, list):
        return sorted((meaning(entry) for entry in value), key=repr)
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return {key: _of_keyword(key, inner) for key, inner in sorted(members.items()) if key not in DOCUMENTATION}
    return value


def _of_keyword(keyword: str, value: Any) -> Any:
    if keyword in _VALUES:
        return value
    if keyword == "enum" and isinstance(value, list):
        return sorted(json.dumps(entry, sort_keys=True) for entry in value)
    if keyword in _NAMED and isinstance(value, dict):
        return {name: meaning(inner) for name, inner in sorted(cast("dict[str, Any]", value).items())}
    return meaning(value)
