"""Rules about what an operation may consist of: parameters, answers, tags, and objects written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .. import naming
from . import runtime_names
from .document import FORM, MULTIPART, Document, Node, mapping, sequence, texts
from .rules import Problem, rule

_TRACE_HEADER: Final = "operationID"
_STATUS: Final = re.compile(r"[1-5]\d\d")


@rule("parameter", "The clients send a body and the headers of their protocol; any other parameter would be left out.")
def parameter(document: Document) -> Iterator[Problem]:
    """An operation has no parameters but the trace header that OpenIM's runtime sends."""
    for operation in document.operations:
        for index in range(len(sequence(operation.node.value.get("parameters")))):
            at = operation.at("parameters", str(index))
            given = document.by_place.get(at)
            if given is None:
                continue
            target = document.resolve(given)
            is_trace = target.value.get("name") == _TRACE_HEADER and target.value.get("in") == "header"
            if operation.is_top or not is_trace or "$ref" not in given.value:
                name = target.value.get("name", index + 1)
                fix = "Make it a member of the request."
                if not operation.is_top:
                    fix = (
                        "Make it a member of the request; only common.yaml#/components/parameters/OperationID is sent."
                    )
                yield Problem(at, f"the parameter {name} would not be sent", fix)


@rule("response-status", "Only 200 gives a result; the client reads every other answer as an error.")
def response_status(document: Document) -> Iterator[Problem]:
    """The answers of an operation are 200, statuses of errors, and default."""
    for operation in document.operations:
        for status in mapping(operation.node.value.get("responses")):
            if status in ("200", "default"):
                continue
            at = operation.at("responses", status)
            if not _STATUS.fullmatch(status):
                yield Problem(at, f"{status} is no HTTP status", "Write three digits, or default.")
            elif status.startswith("2"):
                yield Problem(at, f"a result with status {status} is not supported", "Describe it as '200'.")


@rule("json-encoding", "Only members of a form are encoded one by one.")
def json_encoding(document: Document) -> Iterator[Problem]:
    """No content but a form has an encoding."""
    for node in document.nodes["media-type"]:
        if "encoding" in node.value and node.name not in (FORM, MULTIPART):
            yield Problem((*node.at, "encoding"), f"encoding stands on {node.name}", "Remove it.")


@rule("written-out", "It is read where it is used; a reference would not be followed.")
def written_out(document: Document) -> Iterator[Problem]:
    """Request bodies, answers with 200 and examples are no references, and an example has a value."""
    for operation in document.operations:
        for tokens in (("requestBody",), ("responses", "200")):
            node = document.by_place.get(operation.at(*tokens))
            if node is not None and "$ref" in node.value:
                yield from _reference(node, "the response 200" if tokens[-1] == "200" else "the request body")
    for node in document.nodes["example"]:
        if "$ref" in node.value:
            yield from _reference(node, f"the example {node.name}")
        elif "value" not in node.value:
            yield Problem(node.at, f"the example {node.name} has no value", "Add `value:`.")


def _reference(node: Node, what: str) -> Iterator[Problem]:
    yield Problem((*node.at, "$ref"), f"{what} is a reference", "Write it out here.")


@rule("servers", "The first one is where the client of a hosted API sends its calls.")
def servers(document: Document) -> Iterator[Problem]:
    """The document of TOP names its servers."""
    if any(operation.is_top for operation in document.operations):
        found = sequence(document.root.value.get("servers"))
        urls = [node.value.get("url") for node in document.nodes["server"]]
        if not found or any(not isinstance(url, str) or not url for url in urls):
            fix = "Write `servers: [{url: https://..., description: ...}]` in openapi.yaml."
            yield Problem(("servers",), "the document does not say where the API is", fix)


@rule("tags", "Documents group the methods by their tag.")
def tags(document: Document) -> Iterator[Problem]:
    """Every operation has tags: its resource, which needs no entry in openapi.yaml, or what is described there."""
    known = [node.value.get("name") for node in document.nodes["tag"]]
    for operation in document.operations:
        resource, found = _resource(operation.path), texts(operation.node.value.get("tags"))
        if not found:
            message = f"{operation.path} has no tag"
            yield Problem(operation.at("tags"), message, f"Write `tags: [{resource or '...'}]`.")
        for index, name in enumerate(found):
            if name not in known and name != resource:
                fix = f"Write {resource or 'the resource'}, or describe it under `tags:` in openapi.yaml."
                yield Problem(operation.at("tags", str(index)), f"there is no tag {name}", fix)


def _resource(path: str) -> str:
    """The place of an operation's resource on the client; empty if its path is too short."""
    try:
        return ".".join(naming.operation_call_path(path)[0])
    except ValueError:
        return ""


@rule("client-name", "The generated client is made from the runtime's, whose name follows from its own.")
def client_name(document: Document) -> Iterator[Problem]:
    """x-package.client is the name that the runtime has a base for."""
    expected = runtime_names.client_name(document.spec.name)
    client = mapping(document.root.value.get("x-package")).get("client")
    if expected is not None and isinstance(client, str) and client != expected:
        message = f"the runtime has no base for {client}"
        yield Problem(("x-package", "client"), message, f"Write `client: {expected}`.")
