"""What two schemas that are written apart have in common."""

from __future__ import annotations

from typing import Any, cast

from .keywords import DOCUMENTATION


def meaning(value: Any) -> Any:
    """A schema without its texts, its lists in order."""
    if isinstance(value, list):
        return sorted((meaning(entry) for entry in value), key=repr)
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return {key: meaning(inner) for key, inner in sorted(members.items()) if key not in DOCUMENTATION}
    return value
