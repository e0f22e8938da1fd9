"""Changes as JSON, as `diff.schema.json` describes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .changes import Change, overall


def as_json(changes: Iterable[Change]) -> dict[str, Any]:
    """The overall verdict and every change, ready for `json.dumps`."""
    listed = list(changes)
    return {"verdict": overall(listed), "changes": [change_as_json(change) for change in listed]}


def change_as_json(change: Change) -> dict[str, Any]:
    """One change."""
    place = change.place
    return {
        "rule": change.rule,
        "verdict": change.verdict,
        "direction": change.direction,
        "operations": list(change.operations),
        "side": change.side,
        "pointer": change.pointer,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": change.message,
        "old": change.old,
        "new": change.new,
    }
