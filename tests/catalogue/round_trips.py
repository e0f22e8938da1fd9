"""Imports every module of a generated client, and calls every method of it once by each form of answer.

``python -m tests.catalogue.round_trips`` does so with the `top_client` that is on the path, and prints what fails.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.policy import HTTP
from types import ModuleType
from typing import Any, Final
from urllib.parse import parse_qsl

import httpx
from attrs import asdict, define, field

from .examples import Examples, Method

CLIENT: Final = "top_client"
REQUEST_ID: Final = "a-request"


@define
class Tried:
    """What was tried, and what of it failed."""

    modules: int = 0
    methods: int = 0
    broken: dict[str, str] = field(factory=dict)
    """Modules that do not import, and why."""
    failures: dict[str, str] = field(factory=dict)
    """Methods whose example does not make the round trip, and why."""


class _Gateway:
    """Keeps what it is sent, and answers what it is told to."""

    def __init__(self) -> None:
        self.sent: dict[str, str | bytes] = {}
        self.answer: object = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent = dict(_parameters(request.headers["content-type"], request.read()))
        return httpx.Response(200, json=self.answer)


def tried(package: ModuleType) -> Tried:
    """Import all of a client, then call all its methods."""
    found = Tried()
    _import_all(package, found)
    spec, gateway = Examples(package), _Gateway()
    with httpx.Client(transport=httpx.MockTransport(gateway)) as http:
        client = package.TopClient(app_key="k", app_secret="s", base_url="https://top.test", http_client=http)
        for method in spec.methods():
            found.methods += 1
            if why := "; ".join(_differences(client, method, spec, gateway)):
                found.failures[method.name] = why
    return found


def _import_all(package: ModuleType, found: Tried) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.name.endswith(".sandbox.__main__"):
            continue  # to import it is to serve
        found.modules += 1
        try:
            importlib.import_module(module.name)
        except Exception as exc:
            found.broken[module.name] = repr(exc)


def _differences(client: Any, method: Method, spec: Examples, gateway: _Gateway) -> Iterator[str]:
    """What of a method is not as its spec has it."""
    try:
        request = spec.full(method.request)
        for wraps in (False, True):
            gateway.answer = {method.answer_key: spec.full(method.answer, wraps=wraps) | {"request_id": REQUEST_ID}}
            result = called(client, method, spec.arguments(method.request), request)
            if result.to_dict() != spec.full(method.answer) | {"request_id": REQUEST_ID}:
                yield f"the answer reads otherwise{' where its lists are wrapped' if wraps else ''}"
        yield from _otherwise(request, gateway.sent)
    except Exception as exc:
        yield repr(exc)


def called(client: Any, method: Method, names: Mapping[str, str], request: Mapping[str, Any]) -> Any:
    """What a method gives for a request, by the Python names of its members."""
    for part in method.path:
        client = getattr(client, part)
    return client(**{names[wire]: value for wire, value in request.items()})


def _otherwise(request: Mapping[str, Any], sent: Mapping[str, str | bytes]) -> Iterator[str]:
    """Parameters that did not go out as the vendor's page of types says."""
    for name, value in request.items():
        if name not in sent:
            yield f"{name} is not sent"
        elif not _is_text_of(value, sent[name]):
            yield f"{name} goes out as {sent[name]!r}, for {value!r}"


def _is_text_of(value: Any, text: str | bytes) -> bool:
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value)):
        return bool(json.loads(text) == value)
    if isinstance(value, list):
        return ",".join(map(_scalar, value)) == text
    return (value if isinstance(value, bytes) else _scalar(value)) == text


def _scalar(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parameters(content_type: str, body: bytes) -> Iterator[tuple[str, str | bytes]]:
    """What a body holds, read by the standard library: texts, and the bytes of files."""
    if not content_type.startswith("multipart/"):
        yield from parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True)
        return
    message = message_from_bytes(b"content-type: " + content_type.encode() + b"\r\n\r\n" + body, policy=HTTP)
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        named = part["content-disposition"].params
        yield named["name"], content if "filename" in named else content.decode()


if __name__ == "__main__":
    json.dump(asdict(tried(importlib.import_module(CLIENT))), sys.stdout)
