"""One definition as one spec file."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from .. import naming
from ..lint.document import FORM, JSON, MULTIPART
from . import values
from .class_names import ClassNames, method_prefix
from .definitions import Definition
from .schemas import Side

_ERROR: Final = {"$ref": "common.yaml#/components/responses/ErrorAnswer"}
_DOCUMENT: Final = "The vendor's catalogue of methods"


@frozen
class MethodSpec:
    """A spec file and what is said about it."""

    document: dict[str, Any]
    components: int
    notes: tuple[str, ...]


def method_spec(definition: Definition, names: ClassNames) -> MethodSpec:
    """The spec file of a method.

    Raises:
        RefusalError: it has something that a spec cannot say.
        ValueError: its name gives it no place on the client.
    """
    method, prefix = definition.name, method_prefix(definition.name)
    resources, name = naming.top_call_path(method)
    request, answer = names.claim(prefix, "Request"), names.claim(prefix, "Response")
    sent, received = Side(names, prefix, in_request=True), Side(names, prefix, in_request=False)
    sent.root(request, f"Parameters of {method}.", definition.request)
    received.root(answer, f"Answer of {method}. Any member may be absent.", definition.answer)
    operation = {
        "operationId": ".".join((*resources, name)),
        "tags": [".".join(resources)],
        "summary": definition.title or method,
        "description": definition.description or definition.title or method,
        "x-top-method": method,
        "x-top-response-key": naming.response_key(method),
        "x-resend": "never",
        "requestBody": {"required": True, "content": _content(request, sent)},
        "responses": {
            "200": {
                "description": f"What is inside `{naming.response_key(method)}`.",
                "content": {JSON: {"schema": _reference(answer)}},
            },
            "default": dict(_ERROR),
        },
    }
    components = {**sent.components, **received.components}
    document = {
        "x-source": {"document": _DOCUMENT, "basis": "documented"},
        "paths": {f"/router/rest#{method}": {"post": operation}},
        "components": {"schemas": components},
    }
    return MethodSpec(document, len(components), (*sent.notes, *received.notes))


def _content(request: str, sent: Side) -> dict[str, Any]:
    media: dict[str, Any] = {"schema": _reference(request)}
    members = sent.components[request]["properties"]
    structured = [wire for wire, schema in members.items() if _is_structured(schema)]
    if structured:
        media["encoding"] = {wire: {"contentType": JSON} for wire in structured}
    return {MULTIPART if sent.files else FORM: media}


def _is_structured(schema: values.Schema) -> bool:
    item = schema.get("items", schema)
    return "$ref" in item or item.get("type") == "object"


def _reference(component: str) -> values.Schema:
    return {"$ref": f"#/components/schemas/{component}"}
