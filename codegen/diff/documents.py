"""Compares two documents: which operations there are, and what all of them share."""

from __future__ import annotations

from typing import Any, Final

from codegen.load import METHODS

from .changes import Verdict
from .keywords import compare_keyword, compare_keywords, written
from .meanings import meaning
from .nodes import Node
from .operations import compare_operations
from .parameters import compare_required
from .report import Scope
from .security import compare_schemes
from .unused import compare_unused

_VERSIONS: Final = frozenset({"version", "x-package-version"})
"""Said about the document, and judged apart."""

_ELSEWHERE: Final = frozenset({"info", "paths", "components", "security", "servers", "tags", "x-common-parameters"})


def compare_documents(scope: Scope, old: Node, new: Node) -> None:
    """Report every change from one document to the other."""
    _compare_shared(scope, old, new)
    pairs, gone, added = match_operations(old, new)
    for before, after in pairs:
        name = _path(before)
        _compare_addresses(scope.within(name, "request"), before, after)
        compare_operations(scope.within(name, None), before, after)
    for node in gone:
        message = f"{_path(node)} is gone: callers have nothing to call"
        scope.within(_path(node), "request").add("operation-removed", "breaking", node, message)
    for node in added:
        scope.within(_path(node), "request").add("operation-added", "compatible", node, f"{_path(node)} is new")
    _compare_path_items(scope, old, new)
    compare_schemes(scope, old, new)
    compare_unused(scope, old, new)


def _compare_addresses(scope: Scope, old: Node, new: Node) -> None:
    """Where the call goes: its path, and the HTTP method."""
    for position, rule in ((1, "path-renamed"), (2, "method-changed")):
        before, after = old.at[position], new.at[position]
        if before != after:
            message = f"{before} is now {after}: calls as before are refused"
            scope.add(rule, "breaking", new, message, before, after)


def operations(document: Node) -> dict[tuple[str, str], Node]:
    """Every operation by path and HTTP method."""
    paths = document.below("paths")
    return {
        (path, key): node for path, item in paths.items() for key, node in item.children().items() if key in METHODS
    }


def _path(operation: Node) -> str:
    return operation.at[1]


def match_operations(old: Node, new: Node) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """Pair operations: by path, then by operationId, by TOP's method, and by what they demand."""
    before, after = operations(old), operations(new)
    pairs = [(before[key], after[key]) for key in before if key in after]
    gone = [node for key, node in before.items() if key not in after]
    added = [node for key, node in after.items() if key not in before]
    for sign in ("operationId", "x-top-method", None):
        for node in list(gone):
            other = next((other for other in added if _alike(node, other, sign)), None)
            if other is not None:
                pairs.append((node, other))
                gone.remove(node)
                added.remove(other)
    return pairs, gone, added


def _alike(old: Node, new: Node, sign: str | None) -> bool:
    if sign is None:
        return bool(meaning(_unnamed(old)) == meaning(_unnamed(new)))
    return sign in old.members and old.members[sign] == new.members.get(sign)


def _unnamed(operation: Node) -> dict[str, Any]:
    return {key: value for key, value in operation.members.items() if key not in ("operationId", "tags")}


def _compare_shared(scope: Scope, old: Node, new: Node) -> None:
    for keyword in sorted((old.members.keys() | new.members.keys()) - _ELSEWHERE):
        _compare_own(scope, keyword, old, new)
    before, after = old.get("info"), new.get("info")
    if before and after:
        for keyword in sorted((before.members.keys() | after.members.keys()) - _VERSIONS):
            _note(scope, f"info.{keyword}", before.get(keyword), after.get(keyword))
    _note(scope, "tags", old.get("tags"), new.get("tags"))
    _compare_servers(scope, old, new)
    _compare_common_parameters(scope.within(None, "request"), old, new)


def _compare_own(scope: Scope, keyword: str, old: Node, new: Node) -> None:
    before, after = old.members.get(keyword), new.members.get(keyword)
    at = new.get(keyword) or old.get(keyword)
    if before == after or at is None:
        return
    if keyword == "openapi":
        _note(scope, keyword, old.get(keyword), new.get(keyword))
    elif keyword == "x-package":
        scope.add("package-renamed", "python", at, _renamed_package(before or {}, after or {}), before, after)
    else:
        compare_keyword(scope, keyword, old, new)


def _renamed_package(before: dict[str, str], after: dict[str, str]) -> str:
    """Which of the package's names changed, and into what."""
    keys = sorted(key for key in before | after if before.get(key) != after.get(key))
    names = ", ".join(f"{key} {before.get(key)} is {after.get(key)} now" for key in keys)
    return f"{names}: callers have to install or import it by another name"


def _note(scope: Scope, title: str, old: Node | None, new: Node | None) -> None:
    """Report what changes nothing but text."""
    before, after = (node.value if node else None for node in (old, new))
    at = new or old
    if at is not None and _unordered(before) != _unordered(after):
        scope.add(f"{title}-changed", "documentation", at, f"{title} reads differently")


def _unordered(value: Any) -> Any:
    """A value whose order says nothing."""
    return sorted(value, key=repr) if isinstance(value, list) else value


def _compare_servers(scope: Scope, old: Node, new: Node) -> None:
    """The first server is where a client sends to unless it is told otherwise."""
    before, after = (_urls(node) for node in (old, new))
    at = new.get("servers") or old.get("servers")
    if at is None:
        return
    if before[:1] != after[:1]:
        message = f"the default server was {written(before[:1])} and is {written(after[:1])}: calls go elsewhere"
        scope.within(None, "request").add("server-changed", "breaking", at, message, before[:1], after[:1])
    for url in before[1:]:
        if url not in after:
            scope.within(None, "request").add("server-removed", "breaking", at, f"the server {url} is gone", url)
    for url in after[1:]:
        if url not in before:
            scope.within(None, "request").add("server-added", "compatible", at, f"the server {url} is new", None, url)
    if before == after and old.members.get("servers") != new.members.get("servers"):
        scope.add("servers-described", "documentation", at, "servers are described differently")


def _urls(document: Node) -> list[str]:
    return [str(entry.members.get("url")) for entry in document.listed("servers")]


def _compare_common_parameters(scope: Scope, old: Node, new: Node) -> None:
    """Parameters of every call, which the client fills in."""
    before, after = (_by_name(node) for node in (old, new))
    for key in sorted(before.keys() - after.keys()):
        scope.add("common-parameter-removed", "breaking", before[key], f"the common parameter {key} is gone")
    for key in sorted(after.keys() - before.keys()):
        verdict: Verdict = "breaking" if after[key].members.get("required") else "compatible"
        scope.add("common-parameter-added", verdict, after[key], f"the common parameter {key} is new")
    for key in sorted(before.keys() & after.keys()):
        one, other = before[key], after[key]
        compare_required(scope, one, other, f"the common parameter {key}")
        compare_keywords(scope, one, other, but={"required"})


def _by_name(document: Node) -> dict[str, Node]:
    return {str(entry.members.get("name")): entry for entry in document.listed("x-common-parameters")}


def _compare_path_items(scope: Scope, old: Node, new: Node) -> None:
    """What a path says beside its operations; its parameters are compared with each operation."""
    before, after = old.below("paths"), new.below("paths")
    for path in sorted(before.keys() & after.keys()):
        compare_keywords(scope.within(path, "request"), before[path], after[path], but=METHODS | {"parameters"})
