"""An example request on the wire, made by the runtime's own functions with a fixed clock and made-up credentials."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from codegen.emit.sample_values import wire_order
from codegen.ir import Operation, Package
from codegen.runtime.common.jsontext import dumps
from codegen.runtime.top.common_params import Credentials, signed
from codegen.runtime.top.form import encode_members, form_body
from codegen.runtime.top.multipart import multipart_body, taken_apart
from codegen.runtime.top.signing import string_to_sign

APP_KEY = "12345678"
APP_SECRET = "sandbox-secret"
SIGN_METHOD = "hmac-sha256"
BOUNDARY = "example-boundary"
NOW = 1767240000
"""2026-01-01 12:00:00 in the gateway's zone."""


@frozen
class Signed:
    """What a signature is made over."""

    decoded: str
    """The parameters in their order on the wire, one a line."""
    to_sign: str


@frozen
class WireSample:
    """A request on the wire."""

    http: str
    """Request line, headers that matter, body."""
    signed: Signed | None
    """None where the API signs nothing."""


def wire_sample(operation: Operation, example: dict[str, Any], package: Package) -> WireSample:
    """What the client sends for an example."""
    ordered = wire_order(operation.body, example, package)
    signs = operation.json_members or package.api == "top"
    return _form(operation, ordered) if signs else _json(operation, ordered)


def _form(operation: Operation, ordered: dict[str, Any]) -> WireSample:
    credentials = Credentials.checked(APP_KEY, APP_SECRET, None, SIGN_METHOD)
    texts, files = taken_apart(ordered)
    members = encode_members(texts, frozenset(operation.json_members))
    params = signed(credentials, operation.name, members, {}, NOW).params
    if files:
        kind, body = multipart_body(params, files, BOUNDARY)
        http = f"POST {operation.path}\nContent-Type: {kind}\n\n{body.decode()}".replace("\r\n", "\n")
    else:
        http = f"POST {operation.path}\n{_content_type(operation)}\n\n{form_body(params).decode()}"
    return WireSample(
        http=http,
        signed=Signed(
            decoded="\n".join(f"{name} = {value}" for name, value in params.items()),
            to_sign=string_to_sign(params, secret=credentials.app_secret.reveal(), sign_method=SIGN_METHOD),
        ),
    )


def _json(operation: Operation, ordered: dict[str, Any]) -> WireSample:
    headers = [_content_type(operation), "operationID: (new for each request)"]
    if operation.secured:
        headers.append("token: (of the login)")
    head = "\n".join((f"POST {operation.path}", *headers))
    return WireSample(http=f"{head}\n\n{dumps(ordered)}", signed=None)


def _content_type(operation: Operation) -> str:
    return f"Content-Type: {next(iter(operation.raw['requestBody']['content']))}"
