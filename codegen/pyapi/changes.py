"""One change of a package's Python API, and whom it breaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

Kind = Literal[
    "added",
    "base-removed",
    "default-changed",
    "form-changed",
    "parameter-added-required",
    "parameter-moved",
    "parameter-optional",
    "parameter-removed",
    "parameter-required",
    "read-only",
    "removed",
    "renamed",
    "return-changed",
    "type-changed",
    "value-changed",
]
"""What happened. A model's members and a TypedDict's keys count as parameters of its constructor, for they are."""


@frozen
class ApiChange:
    """One change, under the name that users write."""

    kind: Kind
    breaks: bool
    """Whether code that ran, or that a type checker accepted, may no longer."""
    path: str
    """Dotted; a parameter stands in brackets behind what it belongs to: ``top_client.TopClient(session)``."""
    old: str | None
    """What was there: a type, a default, a name; None for what is new."""
    new: str | None
    """What is there instead; None for what is gone."""
    message: str
    """The change in one line."""


def ordered(changes: Iterable[ApiChange]) -> tuple[ApiChange, ...]:
    """The changes without repetition, breaking ones first."""
    return tuple(sorted(set(changes), key=lambda change: (not change.breaks, change.path, change.kind, str(change))))


def added(path: str, what: str) -> ApiChange:
    """Something new that no caller needs to know."""
    return ApiChange("added", False, path, None, what, f"{path} is new: {what}")


def removed(path: str, what: str) -> ApiChange:
    """Something that callers miss."""
    return ApiChange("removed", True, path, what, None, f"{path} is gone: {what}")


def renamed(path: str, new: str) -> ApiChange:
    """Something that is still there under another name."""
    return ApiChange("renamed", True, path, path, new, f"{path} is now called {new}")
