"""Rules about what goes over the wire: the request's body and the answer's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .document import FORM, JSON, MULTIPART, Document, Node, Operation, mapping, types, value_types
from .rules import Problem, rule
from .shapes import is_file, is_object, members

COMMON_PARAMETERS: Final = frozenset(
    {"method", "app_key", "sign", "session", "timestamp", "v", "sign_method", "format", "simplify", "partner_id"}
    | {"target_app_key"}
)
"""Parameters that every TOP call has, and that the client adds."""


@rule("request-body", "The client sends one body of one content type, made from one component.")
def request_body(document: Document) -> Iterator[Problem]:
    """Every operation has a required body: a form for TOP, with files a multipart one, and JSON for others."""
    for operation in document.operations:
        at, body = operation.at("requestBody"), document.child(operation.node, "requestBody")
        if body is None:
            fix = "Add a requestBody, with an object without members where nothing is sent."
            yield Problem(at, f"{operation.path} has no request body", fix)
            continue
        if body.value.get("required") is not True:
            yield Problem((*body.at, "required"), "the request body is not required", "Write `required: true`.")
        expected = _form(document, operation) if operation.is_top else JSON
        yield from _content(document, body, expected, "the request body")


def _form(document: Document, operation: Operation) -> str:
    request = document.request_body(operation)
    has_files = request is not None and any(is_file(member) for member in members(document, request).values())
    return MULTIPART if has_files else FORM


@rule("file", "A file is a part of the body, so it cannot be inside JSON, and an answer has none.")
def file(document: Document) -> Iterator[Problem]:
    """`format: binary` stands on a member of a TOP request itself, not below one, nor in an answer."""
    bodies = [document.request_body(operation) for operation in document.operations if operation.is_top]
    allowed = {member.at for body in bodies if body for member in members(document, body).values()}
    for node in document.nodes["schema"]:
        if is_file(node) and node.at not in allowed:
            message = f"{node.name} is a file that is no part of a form"
            yield Problem((*node.at, "format"), message, "Describe it as text, or move it into the request itself.")


@rule("response-200", "The typed result is made from it.")
def response_200(document: Document) -> Iterator[Problem]:
    """Every operation has an answer with status 200, described as JSON by a component."""
    for operation in document.operations:
        response = document.child(operation.node, "responses", "200")
        if response is None:
            fix = "Add `'200':` with its content."
            yield Problem(operation.at("responses"), f"{operation.path} has no response 200", fix)
        else:
            yield from _content(document, response, JSON, "the response 200")


def _content(document: Document, body: Node, expected: str, what: str) -> Iterator[Problem]:
    content = document.content(body)
    if list(content) != [expected]:
        found = ", ".join(content) or "nothing"
        message = f"{what} is {expected}, not {found}"
        yield Problem((*body.at, "content"), message, f"Write `content: {{{expected}: ...}}`.")
        return
    media = content[expected]
    target = document.target(media.value.get("schema"))
    if target is None:
        fix = "Write `schema: {$ref: '#/components/schemas/...'}`."
        yield Problem((*media.at, "schema"), f"the schema of {what} is not a component", fix)
    elif not is_object(target) and "oneOf" not in target.value:
        fix = "Refer to an object, or to a union of objects."
        yield Problem((*media.at, "schema"), f"{target.name}, the schema of {what}, is not an object", fix)


@rule("result-member", "The client returns this member of the answer, as its class.")
def result_member(document: Document) -> Iterator[Problem]:
    """x-result names an object member of the answer; an operation without a response key has one."""
    for operation in document.operations:
        answer, name = document.success(operation), operation.node.value.get("x-result")
        if name is None and not operation.is_top:
            message, fix = f"{operation.path} has no x-result", "Write `x-result:` with the member that is returned."
        elif answer is None or not isinstance(name, str):
            continue
        elif name not in members(document, answer):
            message, fix = f"the answer has no member {name}", "Correct the name."
        elif not _is_component(document, members(document, answer)[name]):
            message, fix = f"the member {name} is no object component", "Describe it by a $ref to one."
        else:
            continue
        yield Problem(operation.at("x-result"), message, fix)


def _is_component(document: Document, member: Node) -> bool:
    target = document.target(member.value)
    return target is not None and is_object(target)


@rule("common-parameter", "The client adds these to every call; a second one would break the signature.")
def common_parameter(document: Document) -> Iterator[Problem]:
    """No request schema of a TOP method declares a parameter that every call has."""
    seen: set[tuple[str, ...]] = set()
    for operation in document.operations:
        body = document.request_body(operation) if operation.is_top else None
        for name, member in (members(document, body) if body else {}).items():
            if name in COMMON_PARAMETERS and member.at not in seen:
                seen.add(member.at)
                fix = "Remove it from the request; the client knows it."
                yield Problem(member.at, f"{name} is a common parameter", fix)


@rule("encoding", "A form carries text: without it an object would be sent in Python's notation, not as JSON.")
def encoding(document: Document) -> Iterator[Problem]:
    """Exactly the object and array-of-object members of a form are encoded as JSON."""
    for operation in document.operations:
        content = document.content(document.child(operation.node, "requestBody"))
        for form in (FORM, MULTIPART):
            if form in content:
                yield from _encodings(document, operation, content[form])


def _encodings(document: Document, operation: Operation, media: Node) -> Iterator[Problem]:
    body = document.request_body(operation)
    known = members(document, body) if body else {}
    written = mapping(media.value.get("encoding"))
    for name, member in known.items():
        if name not in written and _is_structured(document, member):
            fix = f"Add `{name}: {{contentType: {JSON}}}` to encoding."
            yield Problem((*media.at, "encoding"), f"{name} has no encoding", fix)
    for name, value in written.items():
        at = (*media.at, "encoding", name)
        if name not in known:
            yield Problem(at, f"encoding names {name}, which the request does not have", "Correct the name.")
        elif mapping(value).get("contentType") != JSON:
            found = mapping(value).get("contentType")
            yield Problem(at, f"{name} is encoded as {JSON}, not {found}", f"Write `contentType: {JSON}`.")
        elif not _is_structured(document, known[name]) and types(document.resolve(known[name]).value):
            fix = "Remove it: text and numbers are sent as they are."
            yield Problem(at, f"{name} is a scalar and needs no encoding", fix)


def _is_structured(document: Document, member: Node) -> bool:
    schema = document.resolve(member)
    if value_types(schema.value) == ["array"]:
        item = document.child(schema, "items")
        return item is not None and _is_structured(document, item)
    return is_object(schema) or "oneOf" in schema.value
