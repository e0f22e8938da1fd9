"""One page a method for reviewers: the Python call, what goes over the wire, what is signed, what comes back.

The wire is made by the runtime's own functions, with a fixed clock and made-up credentials.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from codegen import normalise
from codegen.emit import pycall
from codegen.ir import Const, EnumRef, ListOf, Member, Model, ModelRef, Operation, Package, TypeIR, UnionRef
from codegen.runtime.common.jsontext import dumps
from codegen.runtime.top.common_params import Credentials, signed
from codegen.runtime.top.form import encode_members, form_body
from codegen.runtime.top.signing import string_to_sign

APP_KEY = "12345678"
APP_SECRET = "sandbox-secret"
NOW = 1767240000
"""2026-01-01 12:00:00 in the gateway's zone."""


def files(package: Package) -> dict[str, str]:
    """The page of every method, by its path in the project."""
    return {f"examples/{operation.name}.md": _page(operation, package) for operation in package.operations}


def _page(operation: Operation, package: Package) -> str:
    parts = [
        f"<!-- @generated from spec/{package.api}: do not edit. -->",
        f"# `{operation.vendor_name}`",
        operation.summary,
    ]
    for name, example in _requests(operation, package):
        parts += [f"## {name}", *_request(operation, example, package)]
    parts += ["## Answer", *_answer(operation, package)]
    return "\n\n".join(parts) + "\n"


def _requests(operation: Operation, package: Package) -> Iterator[tuple[str, dict[str, Any]]]:
    media = normalise.media_types({"requestBody": operation.raw["requestBody"]})[0]
    named = media.get("examples", {})
    for name, entry in named.items():
        yield name, entry["value"]
    if "example" in media:
        yield "Request", media["example"]
    elif not named:
        yield "Request", member_example(operation.body, package)


def _request(operation: Operation, example: dict[str, Any], package: Package) -> list[str]:
    ordered = wire_order(operation.body, example, package)
    wire = _form(operation, ordered, package) if operation.json_members or package.api == "top" else None
    python = ["```python", _python(operation, example, package).rstrip(), "```"]
    return ["\n".join(python), *(wire or _json(operation, ordered, package))]


def _python(operation: Operation, example: dict[str, Any], package: Package) -> str:
    call = ".".join(("client", *operation.resource, operation.method))
    if isinstance(operation.body, UnionRef):
        names = pycall.imports(operation.body, example, package)
        body = f"        {pycall.expression(operation.body, example, package, 8)}\n"
    else:
        model = package.models[operation.body.name]
        names = pycall.member_imports(model, example, package)
        body = pycall.arguments(model, example, package, 8)
    lines = [f"from {package.module} import {package.client}"]
    if names:
        lines += _import(f"{package.module}.models", sorted(names))
    lines += ["", f"with {package.client}.from_env() as client:", f"    result = {call}("]
    return "\n".join(lines) + f"\n{body}    )\n"


def _import(module: str, names: list[str]) -> list[str]:
    flat = f"from {module} import {', '.join(names)}"
    if len(flat) <= pycall.WIDTH:
        return [flat]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]


def _form(operation: Operation, ordered: dict[str, Any], package: Package) -> list[str]:
    credentials = Credentials.checked(APP_KEY, APP_SECRET, None, "hmac-sha256")
    members = encode_members(ordered, frozenset(operation.json_members))
    params = signed(credentials, operation.name, members, {}, NOW).params
    secret = credentials.app_secret.reveal()
    to_sign = string_to_sign(params, secret=secret, sign_method="hmac-sha256")
    shown = "\n".join(f"{name} = {value}" for name, value in params.items())
    return [
        f"On the wire, as {package.document['servers'][0]['url']} gets it on 2026-01-01 at noon, Beijing time:",
        _block("http", f"POST {operation.path}\n{_content_type(operation)}\n\n{form_body(params).decode()}"),
        "The same parameters, decoded:",
        _block("text", shown),
        f"String to sign (`hmac-sha256`, key `{APP_SECRET}`):",
        _block("text", to_sign),
    ]


def _json(operation: Operation, ordered: dict[str, Any], package: Package) -> list[str]:
    headers = [_content_type(operation), "operationID: (new for each request)"]
    if operation.secured:
        headers.append("token: (of the login)")
    head = "\n".join((f"POST {operation.path}", *headers))
    return ["On the wire:", _block("http", f"{head}\n\n{dumps(ordered)}")]


def _content_type(operation: Operation) -> str:
    return f"Content-Type: {next(iter(operation.raw['requestBody']['content']))}"


def _answer(operation: Operation, package: Package) -> list[str]:
    example, payload = _answer_example(operation, package)
    result = package.models[operation.result]
    facts = _facts("result", ModelRef(result.name), payload, package)
    return [
        _block("json", json.dumps(example, ensure_ascii=False, indent=2)),
        f"`result` is of type `{result.name}`, and then:",
        _block("python", "\n".join(f"assert {fact}" for fact in facts)),
    ]


def _answer_example(operation: Operation, package: Package) -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole answer, and the part of it that is the typed result."""
    content = operation.raw["responses"]["200"]["content"]
    media = next(iter(content.values()))
    from_members = member_example(ModelRef(operation.result), package)
    if "x-top-response-key" not in operation.raw:
        example = media.get("example", {operation.result_key: from_members})
        return example, example[operation.result_key]
    payload = {**media.get("example", from_members), "request_id": normalise.REQUEST_ID["examples"][0]}
    return {operation.result_key: payload}, payload


def member_example(kind: TypeIR, package: Package, within: tuple[str, ...] = ()) -> Any:
    """An example made of the first example of every member, where the spec has none for the whole.

    A component is not repeated inside itself.
    """
    match kind:
        case UnionRef(name):
            return member_example(ModelRef(package.unions[name].variants[0][1]), package, within)
        case ModelRef(name):
            inside = (*within, name)
            return {
                member.wire: _member_example(member, package, inside)
                for member in package.models[name].members
                if not _names(member.type) & set(inside)
            }
        case ListOf(item):
            return [member_example(item, package, within)]
        case EnumRef(name):
            return package.enums[name].values[0][1]
        case Const(value):
            return value
        case _:
            return {}


def _member_example(member: Member, package: Package, inside: tuple[str, ...]) -> Any:
    examples = member.schema.get("examples")
    return examples[0] if examples else member_example(member.type, package, inside)


def _names(kind: TypeIR) -> set[str]:
    match kind:
        case ListOf(item):
            return _names(item)
        case ModelRef(name) | UnionRef(name):
            return {name}
        case _:
            return set()


def _facts(path: str, kind: TypeIR, value: Any, package: Package) -> Iterator[str]:
    """What holds for a result, member by member."""
    if value is None:
        yield f"{path} == []" if isinstance(kind, ListOf) else f"{path} is None"
    elif isinstance(kind, ModelRef):
        for member in package.models[kind.name].members:
            if member.wire in value:
                yield from _facts(f"{path}.{member.python}", member.type, value[member.wire], package)
    elif isinstance(kind, ListOf) and isinstance(kind.item, ModelRef):
        for index, item in enumerate(value):
            yield from _facts(f"{path}[{index}]", kind.item, item, package)
    elif isinstance(value, bool):
        yield f"{path} is {value}"
    else:
        yield f"{path} == {pycall.literal(value)}"


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def wire_order(kind: TypeIR, value: Any, package: Package) -> Any:
    """A value with its members in the order in which the models write them: required ones first."""
    match kind:
        case UnionRef(name):
            union = package.unions[name]
            return _ordered(package.models[dict(union.variants)[value[union.tag]]], value, package)
        case ModelRef(name):
            return _ordered(package.models[name], value, package)
        case ListOf(item):
            return [wire_order(item, entry, package) for entry in value]
        case _:
            return value


def _ordered(model: Model, value: dict[str, Any], package: Package) -> dict[str, Any]:
    members = sorted(model.members, key=lambda member: not member.required)
    return {
        member.wire: wire_order(member.type, value[member.wire], package) for member in members if member.wire in value
    }
