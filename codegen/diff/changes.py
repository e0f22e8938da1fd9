"""One change between two versions of a spec, and the verdict on all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from attrs import frozen

from codegen.findings import Place

Verdict = Literal["breaking", "python", "compatible", "documentation"]
"""Breaks existing callers on the wire, breaks only Python code, breaks nobody, or changes nothing but text."""

Overall = Literal["breaking", "python", "compatible", "none"]
"""The verdict on a whole comparison; documentation counts as compatible."""

Direction = Literal["request", "response"]
Side = Literal["old", "new"]

ORDER: Final[tuple[Verdict, ...]] = ("breaking", "python", "compatible", "documentation")
"""The verdicts, the worst first."""


@frozen
class Change:
    """One change, at the place where a reviewer finds it."""

    rule: str
    """Identifier of the rule, such as ``member-required``."""
    verdict: Verdict
    direction: Direction | None
    """None for what is neither sent nor received, such as an operationId."""
    operations: tuple[str, ...]
    """Path keys of the operations that it reaches, sorted; empty where it reaches none."""
    side: Side
    """Which version `pointer` and `place` lead into: the old one for what was removed."""
    pointer: str
    """JSON pointer into the bundled document."""
    place: Place
    message: str
    """What changed and for whom it matters, in one line."""
    old: Any = None
    """The value before, where it is a short one."""
    new: Any = None


def overall(changes: Iterable[Change]) -> Overall:
    """The worst verdict."""
    verdicts = {change.verdict for change in changes}
    if "breaking" in verdicts:
        return "breaking"
    if "python" in verdicts:
        return "python"
    return "compatible" if verdicts else "none"
