"""Rules about where an operation is found: its path, its names, and its place on the client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from .. import naming
from ..load import Tokens
from .document import Document, Operation
from .rules import Problem, rule

_TOP_ROUTE: Final = "/router/rest"
CLIENT_NAMES: Final = frozenset(
    {"call", "outcome", "preview", "close", "aclose", "from_env", "with_options", "with_raw", "dry_run"}
    | {"base_url", "on_attempt"}
)
"""Public names of a client that a resource must not hide."""


@rule("path-operation", "Every method of these APIs is called by POST; a path without one gives nothing.")
def path_operation(document: Document) -> Iterator[Problem]:
    """Every path has a POST operation."""
    for node in document.nodes["path"]:
        if "post" not in node.value:
            yield Problem(node.at, f"{node.name} has no post operation", "Add `post:` below it.")


@rule("top-path", "A path is a key of its own for each method, and HTTP clients drop the fragment.")
def top_path(document: Document) -> Iterator[Problem]:
    """The path of a TOP method is ``/router/rest#<method>``."""
    for operation in document.operations:
        route, _, method = operation.path.partition("#")
        if operation.is_top and (route != _TOP_ROUTE or not method):
            name = method or operation.node.value.get("x-top-method") or "<method>"
            message = f"the path is {_TOP_ROUTE}#<method>, not {operation.path}"
            yield Problem(operation.node.at[:2], message, f"Write {_TOP_ROUTE}#{name}.")


@rule("plain-path", "The path is sent as it is written; parameters go into the body.")
def plain_path(document: Document) -> Iterator[Problem]:
    """A path begins with a slash and has no query and no variables."""
    for operation in document.operations:
        route = operation.path.partition("#")[0]
        if not route.startswith("/") or any(sign in route for sign in "?{} "):
            fix = "Begin with a slash, and leave out queries and variables."
            yield Problem(operation.node.at[:2], f"{route} is not a plain path", fix)


@rule("operation-id", "Python names are mechanical, so that whoever knows the API page finds the method.")
def operation_id(document: Document) -> Iterator[Problem]:
    """The operationId is the operation's place on the client."""
    for operation in document.operations:
        try:
            expected = ".".join(_call_path(operation))
        except ValueError as exc:
            yield Problem(operation.node.at[:2], str(exc), "Correct the path.")
        else:
            yield from _written(operation, "operationId", expected)


@rule("top-method", "The gateway finds the method by this name and by nothing else.")
def top_method(document: Document) -> Iterator[Problem]:
    """x-top-method is the fragment of the path."""
    yield from _derived(document, "x-top-method", lambda method: method)


@rule("top-response-key", "The answer is looked for under this key; taobao. goes, other prefixes stay.")
def top_response_key(document: Document) -> Iterator[Problem]:
    """x-top-response-key follows the vendor's rule."""
    yield from _derived(document, "x-top-response-key", naming.response_key)


@rule("call-path-clash", "One of the two would hide the other on the client.")
def call_path_clash(document: Document) -> Iterator[Problem]:
    """No two operations, and no operation and resource, have one place on the client."""
    taken: dict[Tokens, tuple[str, bool]] = {}
    for operation in document.operations:
        try:
            path = _call_path(operation)
        except ValueError:
            continue
        if path[0] in CLIENT_NAMES:
            message = f"the client has a {path[0]} of its own, which {operation.path} would hide"
            yield Problem(operation.node.at[:2], message, "Rename the client's, in the runtime and in this rule.")
        for length in range(1, len(path) + 1):
            whole = length == len(path)
            first, first_whole = taken.setdefault(path[:length], (operation.path, whole))
            if first != operation.path and (whole or first_whole):
                message = f"{'.'.join(path[:length])} is also the place of {first}"
                fix = "Leave one of the two methods out; the names follow from the API's."
                yield Problem(operation.node.at[:2], message, fix)
                break


@rule("module-clash", "Two files would be written to one Python module.")
def module_clash(document: Document) -> Iterator[Problem]:
    """Every file that has an operation gives a module of its own name."""
    taken: dict[str, str] = {"shared": "the shared components"}
    for operation in document.operations:
        stem = document.spec.file_of("/paths/" + operation.path.replace("~", "~0").replace("/", "~1"))
        module = naming.module_name(stem)
        first = taken.setdefault(module, f"{stem}.yaml")
        if first != f"{stem}.yaml":
            message = f"the module {module} of {stem}.yaml is also that of {first}"
            yield Problem(operation.node.at[:2], message, "Rename the file after its method.")


def _call_path(operation: Operation) -> tuple[str, ...]:
    resources, name = naming.operation_call_path(operation.path)
    return (*resources, name)


def _derived(document: Document, key: str, expected: Callable[[str], str]) -> Iterator[Problem]:
    for operation in document.operations:
        if operation.is_top and operation.method:
            yield from _written(operation, key, expected(operation.method))


def _written(operation: Operation, key: str, expected: str) -> Iterator[Problem]:
    found = operation.node.value.get(key)
    if found != expected:
        message = f"{key} is {expected}, not {found}" if key in operation.node.value else f"{key} is missing"
        yield Problem(operation.at(key), message, f"Write `{key}: {expected}`.")
