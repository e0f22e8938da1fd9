"""The methods of the document, and the reading of their parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from attrs import frozen

from ...common.sandbox import jsontext
from ...common.sandbox.document import Document, OperationSpec, members, operations, resolve, response_example
from ...common.sandbox.schemas import Checker, Fault, Schemas, dotted
from .faults import GatewayError
from .gate import COMMON

_JSON: Final = "application/json"


@frozen
class Arguments:
    """The parameters of one call, without the common ones."""

    known: Mapping[str, Any]
    """Typed as the document says; an empty parameter counts as not given."""
    extra: Mapping[str, str]
    """What the document does not know. The gateway ignores it."""


@frozen
class Method:
    """One method of the platform."""

    name: str
    """Such as ``taobao.tpn.template.message.send``."""
    response_key: str
    """Such as ``tpn_template_message_send_response``."""
    example: Any
    """The documented answer, without the envelope."""
    types: Mapping[str, str]
    """How the text of each parameter is read: a type of the document, or ``json``."""
    checker: Checker

    files: frozenset[str]
    """Parameters that are files."""

    def read(self, parameters: Mapping[str, str], files: Mapping[str, bytes]) -> Arguments:
        """Read and check the method's own parameters. Of a file, each byte counts as a character.

        Raises:
            GatewayError: 40 if one is missing, 41 if one does not fit; both name it.
        """
        own = {name: text for name, text in parameters.items() if name not in COMMON and text}
        known = {name: self._value(name, text) for name, text in own.items() if name in self.types}
        known |= {name: content.decode("latin-1") for name, content in files.items() if name in self.files}
        for fault in self.checker.faults(known):
            raise _refusal(fault)
        return Arguments(known, {name: text for name, text in own.items() if name not in self.types})

    def _value(self, name: str, text: str) -> Any:
        try:
            return _READERS[self.types[name]](text)
        except ValueError as exc:
            raise _refusal(Fault((name,), "type", str(exc))) from exc


def methods(document: Document) -> dict[str, Method]:
    """Compile every method of the document, by name."""
    schemas = Schemas(document)
    found = [_method(document, schemas, operation) for operation in operations(document)]
    return {method.name: method for method in found}


def _method(document: Document, schemas: Schemas, operation: OperationSpec) -> Method:
    encoding = cast("Mapping[str, Mapping[str, str]]", operation.body.get("encoding", {}))
    properties = members(document, operation.schema).properties
    files = frozenset(name for name, schema in properties.items() if schema.get("format") == "binary")
    types = {name: resolve(document, properties[name]).get("type", "string") for name in properties.keys() - files}
    as_json = {name: "json" for name, how in encoding.items() if how.get("contentType") == _JSON}
    return Method(
        name=operation.raw["x-top-method"],
        response_key=operation.raw["x-top-response-key"],
        example=response_example(document, operation),
        types=types | as_json,
        checker=schemas.checker(operation.schema),
        files=files,
    )


def _refusal(fault: Fault) -> GatewayError:
    path = dotted(fault.path, end="")
    if fault.rule == "required":
        text = f"{path} is required"
        return GatewayError(40, about=path, sub_code=f"isv.missing-parameter:{path}", sub_msg=text)
    text = f"{path}: {fault.message} ({fault.rule})"
    return GatewayError(41, about=path, sub_code=f"isv.invalid-parameter:{path}", sub_msg=text)


def _integer(text: str) -> int:
    if re.fullmatch(r"[+-]?\d{1,40}", text, re.ASCII) is None:
        raise ValueError("value is not a whole number")
    return int(text)


def _number(text: str) -> float:
    if re.fullmatch(r"[+-]?\d{1,40}(\.\d{1,40})?", text, re.ASCII) is None:
        raise ValueError("value is not a decimal number")
    return float(text)


def _boolean(text: str) -> bool:
    # `True` is what Python SDKs of the vendor send.
    if text.lower() not in {"true", "false"}:
        raise ValueError("value is neither true nor false")
    return text.lower() == "true"


def _json(text: str) -> Any:
    try:
        return jsontext.loads(text)
    except ValueError as exc:
        raise ValueError(f"value is not JSON: {exc}") from exc


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "string": str,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "array": lambda text: text.split(","),
    "object": _json,
    "json": _json,
}
"""How the text of a parameter is read, for each type of the document."""
