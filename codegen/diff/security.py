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
    lost, gained = before - after, after - before
    at = _written(new) or _written(old)
    if at is None or before == after:
        return
    if lost and _NOTHING not in after:
        message = f"the call is authorised by {_shown(after)}, and was by {_shown(before)}: old calls are refused"
        scope.add("security-changed", "breaking", at, message)
    elif gained:  # a proof that nobody asks for does no harm
        scope.add("security-added", "compatible", at, f"the call may also be authorised by {_shown(gained)}")


def compare_schemes(scope: Scope, old: Node, new: Node) -> None:
    """Compare the texts of the security schemes; what they demand is compared with each operation."""
    before, after = (node.get("components", "securitySchemes") for node in (old, new))
    if before and after:
        for name in sorted(before.members.keys() & after.members.keys()):
            for keyword in sorted(DOCUMENTATION):
                compare_keyword(scope, keyword, before.children()[name], after.children()[name])


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
