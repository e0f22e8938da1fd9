"""Compares two operations: what is sent, what comes back, and what a caller may conclude from it."""

from __future__ import annotations

from typing import Final

from .bodies import compare_content, compare_headers
from .changes import Direction, Verdict
from .keywords import compare_keyword, compare_keywords, written
from .meanings import meaning
from .nodes import Node
from .parameters import compare_parameters, compare_required
from .report import Scope
from .security import compare_security

_PROMISES: Final[dict[str, tuple[Verdict, Direction | None, str]]] = {
    "operationId": ("python", None, "the method has another name in Python"),
    "x-result": ("python", None, "the call returns something else in Python"),
    "x-top-method": ("breaking", "request", "the gateway runs another method"),
    "x-top-response-key": ("breaking", "response", "the answer is looked for under another key"),
    "x-success": ("breaking", "response", "whether a call succeeded is decided in another way"),
    "x-resend": ("breaking", "request", "what may be sent again after an unknown outcome is another"),
    "x-error-delivery": ("breaking", "response", "an error proves something else about what was sent"),
    "tags": ("documentation", None, "the documents group the method elsewhere"),
}
"""What a change of each keyword means for callers."""

_ELSEWHERE: Final = frozenset({"security", "parameters", "requestBody", "responses"})


def compare_operations(scope: Scope, old: Node, new: Node) -> None:
    """Report every change from one operation to the other.

    Args:
        scope: With the operation's name.
        old: The operation, in the old version.
        new: The same in the new version.
    """
    for keyword in sorted((old.members.keys() | new.members.keys()) - _ELSEWHERE):
        _compare_promise(scope, keyword, old, new)
    sent, received = (scope.within(scope.operation, way) for way in ("request", "response"))
    compare_security(sent, old, new)
    compare_parameters(sent, old, new)
    _compare_request_bodies(sent, old, new)
    _compare_responses(received, old, new)


def _compare_promise(scope: Scope, keyword: str, old: Node, new: Node) -> None:
    before, after = old.members.get(keyword), new.members.get(keyword)
    at = new.get(keyword) or old.get(keyword)
    if keyword not in _PROMISES or at is None:
        compare_keyword(scope, keyword, old, new)
    elif meaning(before) != meaning(after):
        verdict, direction, consequence = _PROMISES[keyword]
        message = f"{keyword} was {written(before)} and is {written(after)}: {consequence}"
        scope.within(scope.operation, direction).add(f"{keyword}-changed", verdict, at, message, before, after)


def _compare_request_bodies(scope: Scope, old: Node, new: Node) -> None:
    before, after = (node and node.followed() for node in (old.get("requestBody"), new.get("requestBody")))
    if before and after:
        compare_required(scope, before, after, "the body", "body")
        compare_keywords(scope, before, after, but={"required", "content"})
        compare_content(scope, before, after, "the body")
    elif before:
        scope.add("body-removed", "breaking", before, "the body is gone: what callers send in it has no effect")
    elif after:
        _add_body(scope, after)


def _add_body(scope: Scope, node: Node) -> None:
    if node.members.get("required"):
        scope.add("body-added-required", "breaking", node, "a body is new and required: every old call lacks it")
    else:
        scope.add("body-added", "compatible", node, "a body is new and optional")


def _compare_responses(scope: Scope, old: Node, new: Node) -> None:
    before, after = (_answers(node) for node in (old, new))
    for status in sorted(before.keys() - after.keys()):
        verdict: Verdict = "breaking" if _expected(status) else "compatible"
        scope.add("answer-removed", verdict, before[status], f"answer {status} is not described any more")
    for status in sorted(after.keys() - before.keys()):
        verdict = "breaking" if status.startswith("2") else "compatible"
        scope.add("answer-added", verdict, after[status], f"answer {status} is new")
    for status in sorted(before.keys() & after.keys()):
        _compare_answer(scope, before[status], after[status], f"answer {status}")


def _answers(operation: Node) -> dict[str, Node]:
    return {status: node.followed() for status, node in operation.below("responses").items()}


def _expected(status: str) -> bool:
    return status.startswith("2") or status == "default"


def _compare_answer(scope: Scope, old: Node, new: Node, title: str) -> None:
    compare_keywords(scope, old, new, but={"content", "headers"})
    compare_headers(scope, old, new, title)
    compare_content(scope, old, new, title)
