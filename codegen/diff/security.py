"""Compares how two operations are signed or authorised."""

from __future__ import annotations

import json
from typing import Final

from .keywords import DOCUMENTATION, compare_keyword
from .nodes import Node, root
from .report import Scope

_NOTHING: Final = "{}"
"""The way of a call that proves nothing."""


def compare_security(scope: Scope, old: Node, new: Node) -> None:
    """Compare the ways that a call may prove who makes it, whatever the schemes are called.

    Args:
        scope: For whom.
        old: The operation, in the old version.
        new: The same in the new version.
    """
    before, after = _ways(old), _ways(new)
    at = _written(new) or _written(old)
    if at is None or before == after:
        return
    change = f"the call is authorised by {_shown(after)}, and was by {_shown(before)}"
    if before <= after or _NOTHING in after:  # a proof that nobody asks for does no harm
        scope.add("security-relaxed", "compatible", at, f"{change}: old calls do as well")
    else:
        scope.add("security-changed", "breaking", at, f"{change}: old calls are refused")


def compare_schemes(scope: Scope, old: Node, new: Node) -> None:
    """Compare the texts of the security schemes; what they demand is compared with each operation."""
    before, after = (node.below("components", "securitySchemes") for node in (old, new))
    for name in sorted(before.keys() & after.keys()):
        for keyword in sorted(DOCUMENTATION):
            compare_keyword(scope, keyword, before[name], after[name])


def _written(operation: Node) -> Node | None:
    return operation.get("security") or root(operation.spec, operation.side).get("security")


def _ways(operation: Node) -> frozenset[str]:
    """Every alternative, as what its schemes say; none at all is one as well."""
    security = _written(operation)
    entries = security.entries() if security else []
    return frozenset(_way(entry) for entry in entries) or frozenset({_NOTHING})


def _way(requirement: Node) -> str:
    schemes = root(requirement.spec, requirement.side).get("components", "securitySchemes")
    known = schemes.members if schemes else {}
    said = [_meaning(known.get(name, {"unknown scheme": name}), scopes) for name, scopes in requirement.members.items()]
    return " and ".join(sorted(said)) or _NOTHING


def _meaning(scheme: object, scopes: object) -> str:
    members = scheme if isinstance(scheme, dict) else {}
    demands = {key: value for key, value in members.items() if key not in DOCUMENTATION}
    return json.dumps({**demands, **({"scopes": scopes} if scopes else {})}, sort_keys=True, ensure_ascii=False)


def _shown(ways: frozenset[str]) -> str:
    return " or ".join("nothing" if way == _NOTHING else way for way in sorted(ways)) or "nothing"
