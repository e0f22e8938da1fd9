"""Compares the parameters of two operations: what is sent beside the body."""

from __future__ import annotations

from typing import Final

from .bodies import compare_content
from .keywords import compare_keywords
from .nodes import Node, root
from .report import Scope
from .schemas import compare_schemas

_ELSEWHERE: Final = frozenset({"in", "name", "required", "schema", "content"})
"""Place and name say which parameters are compared; a header's name has no case."""


def parameters(operation: Node) -> dict[tuple[str, str], Node]:
    """The parameters by place and name, those of the path among them; names of headers have no case."""
    path_item = root(operation.spec, operation.side).get(*operation.at[:-1])
    found: dict[tuple[str, str], Node] = {}
    for holder in (path_item, operation):
        for entry in holder.listed("parameters") if holder else ():
            node = entry.followed()
            place, name = str(node.members.get("in")), str(node.members.get("name"))
            found[place, name.lower() if place == "header" else name] = node
    return found


def compare_parameters(scope: Scope, old: Node, new: Node) -> None:
    """Compare the parameters of two operations."""
    before, after = parameters(old), parameters(new)
    for key in sorted(before.keys() - after.keys()):
        message = f"{_named(before[key])} is gone: what callers send in it has no effect"
        scope.add("parameter-removed", "breaking", before[key], message)
    for key in sorted(after.keys() - before.keys()):
        _added(scope, after[key])
    for key in sorted(before.keys() & after.keys()):
        _compare_parameter(scope, before[key], after[key])


def _named(node: Node) -> str:
    return f"the {node.members.get('in')} parameter {node.members.get('name')}"


def _added(scope: Scope, node: Node) -> None:
    if node.members.get("required"):
        message = f"{_named(node)} is new and required: every old call lacks it"
        scope.add("parameter-added-required", "breaking", node, message)
    else:
        scope.add("parameter-added", "compatible", node, f"{_named(node)} is new and optional")


def _compare_parameter(scope: Scope, old: Node, new: Node) -> None:
    compare_required(scope, old, new, _named(new))
    compare_keywords(scope, old, new, but=_ELSEWHERE)
    before, after = old.get("schema"), new.get("schema")
    if before and after:
        compare_schemas(scope, before, after)
    elif before or after:
        scope.add("parameter-schema", "breaking", new, f"the form of {_named(new)} is said in another way")
    compare_content(scope, old, new, _named(new))


def compare_required(scope: Scope, old: Node, new: Node, title: str, subject: str = "parameter") -> None:
    """Compare whether a parameter or body has to be sent.

    Args:
        scope: For whom.
        old: The parameter or body, in the old version.
        new: The same in the new version.
        title: What messages name it.
        subject: What the rule names it.
    """
    before, after = bool(old.members.get("required")), bool(new.members.get("required"))
    at = new.get("required") or old.get("required") or new
    if after and not before:
        scope.add(f"{subject}-required", "breaking", at, f"{title} is required now: calls without it are refused")
    elif before and not after:
        scope.add(f"{subject}-optional", "compatible", at, f"{title} may be left out now")
